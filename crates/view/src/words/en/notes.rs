//! English notes on the data.

use crate::words::notes::Notes;

pub(super) const NOTES: Notes = Notes {
    constant_coordinates: |lat, lng| {
        format!("All coordinates are the same point ({lat}, {lng}). The columns are broken and were not used.")
    },
    unusable_coordinates: |rows| {
        format!("{rows} {} coordinates that are not a place on Earth.", rows.pick("row has", "rows have"))
    },
    swapped_coordinates: |rows| {
        format!("Latitude and longitude were swapped in {rows} {}; this was corrected.", rows.pick("row", "rows"))
    },
    projected_coordinates: |rows, x, y| {
        format!(
            "The coordinates of {rows} {} (such as {x}, {y}) are feet or meters of a projection, not degrees. They were not used.",
            rows.pick("row", "rows")
        )
    },
    text_coordinates: |rows, example| {
        format!(
            "The coordinates of {rows} {} are text (such as “{example}”). They were not used.",
            rows.pick("row", "rows")
        )
    },
    constant_date: |date, rows| format!("All {rows} dates are the same day, {date}. Is this the right column?"),
    day_first: |rows| {
        format!(
            "Dates are read day-first: in {rows} {} the first number is above 12, and the second never is.",
            rows.pick("row", "rows")
        )
    },
    short_times: |rows| {
        format!(
            "Times of one or two digits ({rows} {}) are read as minutes after midnight that lost their leading zeros: other times of the column are above 24.",
            rows.pick("row", "rows")
        )
    },
    mended_header: |header, from, to| {
        format!("The header of column {header} says {from}, but its values are {to}. It was read as {to}.")
    },
    guessed_role: |header, role| format!("Column {header} was read as {role}: a guess from its words and values."),
    lines_above_header: |lines, first| {
        if lines.is_one() {
            format!("1 line above the header was skipped: “{first}”.")
        } else {
            format!("{lines} lines above the header were skipped. The first is “{first}”.")
        }
    },
    windows_1252: |values| {
        format!(
            "{values} {} not UTF-8 and {} read as Windows-1252.",
            values.pick("value is", "values are"),
            values.pick("was", "were")
        )
    },
    unknown_headers: |headers| {
        format!("Something was chosen for these columns, but the table does not have them: {headers}.")
    },
    unknown_matches: |names| {
        format!("These names were matched by hand, but the table or the map does not have them: {names}.")
    },
    unknown_measures: |ids| {
        format!("The kind of these figures was chosen by hand, but the map does not have them: {ids}.")
    },
    name_property: |property, rows| {
        format!(
            "Neighborhoods are named by the property {property} of the map’s file, which matches {rows} {} of the table.",
            rows.pick("row", "rows")
        )
    },
    positions_first: "Most neighborhood names of the table are not on the map, so rows are placed by their coordinates first.",
    through_centers: |file, neighborhoods| {
        format!(
            "Rows without coordinates are placed by the center of their neighborhood ({neighborhoods} neighborhoods of {file})."
        )
    },
    missing_columns: |columns| format!("The data do not have these columns, so they are left out: {columns}."),
    missing_measures: |names| format!("The map’s file does not have these figures, so they are left out: {names}."),
    unknown_filter: |column| format!("The data do not have the column {column}, so its filter is left out."),
    unknown_levels: |column, levels| format!("The filter of {column} has values that are not in the data: {levels}."),
    few_rows_located: |located, rows| {
        format!(
            "Only {located} of {rows} rows are in a neighborhood of the map. The table and the map may not belong together."
        )
    },
    incomplete_month: |month, last| format!("{month} is not complete: the table ends on {last}."),
    few_in_last_month: |month, victims, usual| {
        format!(
            "{month}, the table’s last month, has {victims} victims; the months before have about {usual}. It may not be complete."
        )
    },
    blank_in_part: |columns, are_several, part, missing, elsewhere| {
        let are = if are_several { "are" } else { "is" };
        format!(
            "{columns} {are} missing for {missing} of the victims {part}, and for {elsewhere} of the others. A change between the two may come from the recording alone."
        )
    },
    in_month: |month| format!("of {month}"),
    in_months: |first, last| format!("from {first} to {last}"),
    missing_trait: |name, share| format!("{name} for {share}"),
    missing_traits: |traits| {
        format!(
            "Some traits of the victims are missing: {traits}. Not recorded counts as a value of its own, so a group may be made of what was not recorded."
        )
    },
    values: |count| format!("{count} {}", count.pick("value", "values")),
    only: |kept| format!("Only {kept}"),
    source: |names, victims, period, version, date, fingerprint| {
        format!("Source: {names}; {victims}, {period}. Victim Clusters {version}, {date}, result {fingerprint}.")
    },
    sample_city: |city| format!("a sample of the made-up city {city}"),
};
