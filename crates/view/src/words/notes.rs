//! Notes on the data, cautions, and which rows were chosen.

use super::Count;

catalog! {
    /// Notes on the data, cautions, and which rows were chosen.
    pub(crate) struct Notes {
        constant_coordinates(lat: &str, lng: &str),
        unusable_coordinates(rows: &Count),
        swapped_coordinates(rows: &Count),
        projected_coordinates(rows: &Count, x: &str, y: &str),
        text_coordinates(rows: &Count, example: &str),
        constant_date(date: &str, rows: &str),
        day_first(rows: &Count),
        short_times(rows: &Count),
        /// A column whose header says one thing and whose values another.
        mended_header(header: &str, from: &str, to: &str),
        guessed_role(header: &str, role: &str),
        lines_above_header(lines: &Count, first: &str),
        windows_1252(values: &Count),
        unknown_headers(headers: &str),
        unknown_matches(names: &str),
        unknown_measures(ids: &str),
        name_property(property: &str, rows: &Count),
        positions_first,
        through_centers(file: &str, neighborhoods: &str),
        missing_columns(columns: &str),
        missing_measures(names: &str),
        unknown_filter(column: &str),
        unknown_levels(column: &str, levels: &str),
        few_rows_located(located: &str, rows: &str),
        incomplete_month(month: &str, last: &str),
        few_in_last_month(month: &str, victims: &str, usual: &str),
        /// Columns that are blank in a part of the period.
        blank_in_part(columns: &str, are_several: bool, part: &str, missing: &str, elsewhere: &str),
        /// One month, after *of the victims*.
        in_month(month: &str),
        /// Several months, after *of the victims*.
        in_months(first: &str, last: &str),
        /// For how many victims a trait of their own is missing.
        missing_trait(name: &str, share: &str),
        missing_traits(traits: &str),
        /// A number of values that a filter keeps.
        values(count: &Count),
        /// Which rows were chosen.
        only(kept: &str),
        /// The line under a picture that is saved.
        source(names: &str, victims: &str, period: &str, version: &str, date: &str, fingerprint: &str),
        sample_city(city: &str),
    }
}
