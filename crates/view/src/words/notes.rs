//! Notes on the data, cautions, and which rows were chosen.

use super::Count;
use vc_model::result::ClockProof;

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
        year_first(rows: &Count),
        order_of_rows(day_first: bool, rows: &Count),
        order_of_language(rows: &Count),
        open_order(rows: &Count),
        order_of_files(day_first: bool, rows: &Count),
        half_converted_dates(day_first: bool, rows: &Count),
        both_orders(day_first: &Count, month_first: &Count, open: &Count),
        /// Several files that are one table.
        stacked(files: &str, rows: &Count),
        same_file(file: &str, other: &str),
        columns_of_some_files(headers: &str),
        renamed_column(role: &str, headers: &str),
        /// Equal rows of two files: those with an id are set aside, those without are kept.
        rows_of_two_files_set_aside(rows: &Count),
        rows_of_two_files_kept(rows: &Count),
        /// A table that was joined to that of the victims.
        keyed(file: &str, key: &str, used: &str, rows: &str),
        /// After `keyed`: rows of victims without a row of it, and with several.
        keyed_without(without: &Count, of: &str),
        keyed_several(several: &Count),
        ambiguous_keys(file: &str, first: &str, second: &str, rows: &Count),
        figures_joined(file: &str, column: &str, property: &str, joined: &str, rows: &str, figures: &Count),
        /// After `figures_joined`, if regions are without figures.
        regions_without_figures(without: &Count, regions: &str),
        figures_known(file: &str),
        passed_over_file(file: &str, headers: &str),
        serial_dates(rows: &Count),
        /// Dates that are exact to a month only, or to a year only.
        coarse_dates(is_year: bool, rows: &Count),
        constant_time(time: &str, rows: &str),
        /// What shows whether times are local or UTC; the sentences below take it after a colon.
        clock_proof(proof: &ClockProof),
        times_in_utc(zone: &str, proof: &str, rows: &Count),
        /// `zones` is empty if none fits.
        utc_without_zone(proof: &str, zones: &str),
        clock_against_source(is_utc: bool, proof: &str),
        marked_as_utc(rows: &Count, proof: &str),
        /// The same, where nothing proves anything.
        marked_as_utc_open(rows: &Count),
        midnights_in_utc(summer: &str, winter: &str, rows: &Count),
        unknown_time(time: &str, rows: &str, of: &str),
        times_left_out(times: &str, rows: &Count),
        spans(columns: &str, rows: &Count),
        spans_spread,
        spans_at_start,
        /// After `spans_spread`.
        spans_longer(rows: &Count),
        spans_reversed(rows: &Count),
        twelve_hour_times(rows: &str),
        firsts_of_months(rows: &str, expected: &str),
        firsts_of_years(rows: &str, expected: &str),
        few_ids(header: &str, ids: &Count, rows: &str),
        /// Rows of persons who are no victims, which are set aside.
        others_left_out(header: &str, victims: &str, others: &Count),
        /// After `others_left_out`, if some rows say neither.
        unclear_persons(unclear: &Count),
        several_rows_each(header: &str, are_victims: bool, rows: &str, distinct: &Count),
        nothing_to_count_by,
        empty_counts(header: &str),
        maybe_counts(header: &str, sum: &str, rows: &str),
        rows_of_one_page(rows: &str),
        filler_age(age: &str, rows: &Count),
        /// Values of a column that could not be read.
        unread(column: &str, rows: &str, of: &str, example: &str),
        /// The same, of a column of which nothing was read.
        all_unread(column: &str, of: &str, example: &str),
        short_times(rows: &Count),
        /// A column whose header says one thing and whose values another.
        mended_header(header: &str, from: &str, to: &str),
        /// Columns that play no part, as a list.
        unused_columns(names: &str),
        /// A column that plays no part, with the role that it may have.
        maybe_role(header: &str, role: &str),
        /// The end of a list of columns.
        and_others(n: &str),
        /// No column says what happened; the second sentence only if some may.
        no_description,
        no_description_but(candidates: &str),
        /// A column that is empty or constant, so that another one was read instead.
        passed_over(header: &str, role: &str, instead: &str, is_empty: bool),
        /// After `passed_over`.
        passed_over_later(rows: &Count),
        guessed_role(header: &str, role: &str),
        lines_above_header(lines: &Count, first: &str),
        /// No row begins in the line that was named as the header's.
        no_header_line(line: &str, found: &str),
        /// Rows at places outside that are said to be inside, of all these rows; and the other way round.
        sides_against_places(header: &str, outdoors_inside: &str, outdoors: &str, indoors_outside: &str, indoors: &str),
        windows_1252(values: &Count),
        unknown_headers(headers: &str),
        unknown_matches(names: &str),
        unknown_measures(ids: &str),
        name_property(property: &str, rows: &Count),
        code_property(property: &str, rows: &Count),
        place_column(header: &str, rows: &Count),
        place_column_instead(header: &str, instead: &str, rows: &Count),
        census_left_out(located: &str, rows: &str),
        positions_first,
        through_centers(file: &str, neighborhoods: &str),
        missing_columns(columns: &str),
        missing_measures(names: &str),
        unknown_filter(column: &str),
        unknown_levels(column: &str, levels: &str),
        few_rows_located(located: &str, rows: &str, by_names: bool, by_coordinates: bool),
        no_places(empty_neighborhoods: bool, empty_coordinates: bool),
        names_against_positions(differ: &str, both: &str),
        latest_year(year: &str, used: &str, rows: &str),
        no_complete_year(year: &str, used: &str, rows: &str),
        /// Dates far from all others; `first` and `last` are the others' ends.
        far_dates(rows: &Count, dates: &str, first: &str, last: &str),
        incomplete_month(month: &str, last: &str),
        few_in_last_month(month: &str, victims: &str, usual: &str),
        /// Columns that are blank in a part of the period.
        blank_in_part(columns: &str, are_several: bool, part: &str, missing: &str, elsewhere: &str),
        /// Columns whose values change from one month to the next as records do.
        break_in_recording(columns: &str, are_several: bool, months: &str, most: &str, usual: &str),
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
        /// The same line, where victims' traits choose groups or rows.
        with_small_counts(source: &str),
        /// The period of the victims with the year of the residents that rates are divided by.
        with_residents(period: &str, year: &str),
        sample_city(city: &str),
    }
}
