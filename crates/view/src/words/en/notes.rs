//! English notes on the data.

use crate::wording::foreign::within;
use crate::words::notes::Notes;
use vc_model::result::ClockProof;

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
            rows.pick("row", "rows"),
            example = within(example)
        )
    },
    constant_date: |date, rows| format!("All {rows} dates are the same day, {date}. Is this the right column?"),
    day_first: |rows| {
        format!(
            "Dates are read day-first: in {rows} {} the first number is above 12, and the second never is.",
            rows.pick("row", "rows")
        )
    },
    year_first: |rows| {
        format!(
            "Dates of three two-digit numbers ({rows} {}) are read year-first: the first numbers hardly change, and the last ones are days.",
            rows.pick("row", "rows")
        )
    },
    order_of_rows: |day_first, rows| {
        format!(
            "In {rows} {} day and month can’t be told apart. They are read {}: only so do the rows follow each other in time.",
            rows.pick("date", "dates"),
            if day_first { "day-first" } else { "month-first" }
        )
    },
    order_of_language: |rows| {
        format!(
            "In {rows} {} day and month can’t be told apart. They are read day-first, as the table’s language or its numbers suggest. If that is wrong, choose another order of dates.",
            rows.pick("date", "dates")
        )
    },
    open_order: |rows| {
        format!(
            "In {rows} {} day and month can’t be told apart. They are read month-first, as in the United States. If that is wrong, choose another order of dates.",
            rows.pick("date", "dates")
        )
    },
    order_of_files: |day_first, rows| {
        format!(
            "In {rows} {} day and month can’t be told apart. They are read {}, as other files of the same table prove.",
            rows.pick("date", "dates"),
            if day_first { "day-first" } else { "month-first" }
        )
    },
    half_converted_dates: |day_first, rows| {
        format!(
            "In {rows} {} a spreadsheet had exchanged day and month: they are {} of its own and none is later than the 12th, while the later days stayed texts ({}). They were exchanged back. If that is wrong, choose an order of dates, and they are read as they stand.",
            rows.pick("row", "rows"),
            rows.pick("a date", "dates"),
            if day_first { "day-first" } else { "month-first" }
        )
    },
    both_orders: |day_first, month_first, open| {
        format!(
            "The dates are of two orders: {day_first} can only be day-first, {month_first} only month-first. The more frequent order was taken. {open} {} can be either, and some of them are likely wrong.",
            open.pick("date", "dates")
        )
    },
    stacked: |files, rows| {
        format!(
            "{files} files have the same columns and were read as one table of {rows} {}.",
            rows.pick("row", "rows")
        )
    },
    same_file: |file, other| {
        format!(
            "“{file}” has exactly the same content as “{other}”. If it is a copy, leave one of them out.",
            file = within(file),
            other = within(other)
        )
    },
    columns_of_some_files: |headers| {
        format!("Only some of the files have these columns: {headers}. In the others they are empty.")
    },
    renamed_column: |role, headers| {
        format!("The column for {role} has different headers in different files and was read as one: {headers}.")
    },
    rows_of_two_files_set_aside: |rows| {
        format!(
            "{rows} {} in two files with the same id and content and {} counted once.",
            rows.pick("row is", "rows are"),
            rows.pick("is", "are")
        )
    },
    rows_of_two_files_kept: |rows| {
        format!(
            "{rows} {} equal in two files whose periods overlap, but {} no id, so {} counted twice. If the files repeat each other, leave one of them out.",
            rows.pick("row is", "rows are"),
            rows.pick("has", "have"),
            rows.pick("it is", "they are")
        )
    },
    keyed: |file, key, used, rows| {
        format!("{file} is joined to the victims by column {key}: {used} of its {rows} rows belong to one.")
    },
    keyed_without: |without, of| {
        format!("{without} of {of} rows of victims {} no match in it.", without.pick("has", "have"))
    },
    keyed_several: |several| {
        format!(
            "{several} {} several matches; values that differ among them are missing.",
            several.pick("row of a victim has", "rows of victims have")
        )
    },
    ambiguous_keys: |file, first, second, rows| {
        format!(
            "{file} is not joined: columns {first} and {second} lead to different rows of it for {rows} {}.",
            rows.pick("row of a victim", "rows of victims")
        )
    },
    figures_joined: |file, column, property, joined, rows, figures| {
        format!(
            "“{file}” was read as figures of the neighborhoods: {joined} of its {rows} rows were joined by “{column}” to the map’s “{property}”, with {figures} {}.",
            figures.pick("figure", "figures"),
            file = within(file),
            column = within(column),
            property = within(property)
        )
    },
    regions_without_figures: |without, regions| {
        format!("{without} of the map’s {regions} regions {} none of them.", without.pick("has", "have"))
    },
    figures_known: |file| {
        format!("“{file}” holds only figures that the map has, too, so it was not used.", file = within(file))
    },
    passed_over_file: |file, headers| {
        format!(
            "“{file}” (columns: {headers}) holds neither victims nor figures that belong to the map, so it was not used.",
            file = within(file)
        )
    },
    serial_dates: |rows| {
        format!(
            "{rows} {} as a spreadsheet counts days (44199 is January 3, 2021).",
            rows.pick("date is read", "dates are read")
        )
    },
    coarse_dates: |is_year, rows| {
        let dates = rows.pick("date names", "dates name");
        if is_year {
            format!("{rows} {dates} only the year, so month, weekday and hour are not known.")
        } else {
            format!("{rows} {dates} only the month, so weekday and hour are not known.")
        }
    },
    constant_time: |time, rows| {
        format!("All {rows} dates have the same time, {time}. It says nothing about the hour and was not used.")
    },
    clock_proof: |proof| match proof {
        ClockProof::Source => "their source says so".to_owned(),
        ClockProof::OwnTimes { agree, of } => {
            format!("the table’s own column of times agrees in {agree} of {of} rows")
        }
        ClockProof::Weekdays { header, agree, of } => {
            format!(
                "“{header}” agrees in {agree} of the {of} rows whose weekday depends on it",
                header = within(header)
            )
        }
        ClockProof::Shifts { header, agree, of } => {
            format!("“{header}” agrees in {agree} of {of} rows", header = within(header))
        }
        ClockProof::Midnights { summer, winter } => {
            format!("midnight is written as {summer} in summer and as {winter} in winter")
        }
        ClockProof::Seasons => "winter’s hours of the day, compared with those of summer, show it".to_owned(),
        ClockProof::Hours => "only so is the city quiet in the early morning".to_owned(),
        ClockProof::Files => "other files of the same table show it".to_owned(),
        ClockProof::Offsets => "the texts say how far local time is from UTC".to_owned(),
    },
    times_in_utc: |zone, proof, rows| {
        format!(
            "Times are UTC in the file ({proof}). They were converted to the local time of {zone} in {rows} {}.",
            rows.pick("row", "rows")
        )
    },
    utc_without_zone: |proof, zones| {
        let likely = if zones.is_empty() { String::new() } else { format!(" Likely: {zones}.") };
        format!(
            "Times look like UTC ({proof}), but the time zone is not known, so they are read as written and hours are hours off. Choose the time zone.{likely}"
        )
    },
    clock_against_source: |is_utc, proof| {
        let (says, shows) = if is_utc { ("UTC", "local") } else { ("local", "UTC") };
        format!(
            "The source says that times are {says}, but they look {shows}: {proof}. They are read as written. Choose what they are."
        )
    },
    marked_as_utc: |rows, proof| {
        format!("Times are marked as UTC in {rows} {}, but are local: {proof}.", rows.pick("row", "rows"))
    },
    marked_as_utc_open: |rows| {
        format!(
            "Times are marked as UTC in {rows} {}. They are read as local, as most portals mean them: nothing in the table proves it. If hours are wrong, choose the time zone.",
            rows.pick("row", "rows")
        )
    },
    midnights_in_utc: |summer, winter, rows| {
        format!(
            "Times are midnight in UTC ({summer} in summer, {winter} in winter; {rows} {}), so the column holds dates only. It says nothing about the hour.",
            rows.pick("row", "rows")
        )
    },
    unknown_time: |time, rows, of| {
        format!("{rows} of {of} times are exactly {time}, far more than those beside it: likely unknown times.")
    },
    times_left_out: |times, rows| {
        format!("{times} is read as an unknown time ({rows} {}), as you chose.", rows.pick("row", "rows"))
    },
    spans: |columns, rows| format!("{columns}: of {rows} {} only a span of time is known.", rows.pick("row", "rows")),
    spans_spread: "Each counts at one hour of its span, so that together they are spread evenly.",
    spans_at_start: "Each counts at the hour of its beginning, as you chose.",
    spans_longer: |rows| format!("Spans of a day or more have no hour ({rows} {}).", rows.pick("row", "rows")),
    spans_reversed: |rows| {
        format!("Where the end is before the beginning, the beginning counts ({rows} {}).", rows.pick("row", "rows"))
    },
    twelve_hour_times: |rows| {
        format!("All {rows} times lie between 1:00 and 12:59: AM and PM are missing, so no hour is known.")
    },
    firsts_of_months: |rows, expected| {
        format!(
            "{rows} rows are dated on the first of a month, about {expected} are expected: the first likely stands for an unknown day."
        )
    },
    firsts_of_years: |rows, expected| {
        format!(
            "{rows} rows are dated January 1, about {expected} are expected: it likely stands for an unknown day of the year."
        )
    },
    few_ids: |header, ids, rows| {
        format!(
            "Column {header} has only {ids} different {} in {rows} rows, so equal rows are counted as different victims.",
            ids.pick("value", "values")
        )
    },
    others_left_out: |header, victims, others| {
        format!(
            "Column {header} tells victims from other persons: {others} {} of suspects, arrested persons or witnesses {} not used; {victims} are of victims.",
            others.pick("row", "rows"),
            others.pick("is", "are")
        )
    },
    unclear_persons: |unclear| {
        format!(
            "{unclear} {} neither and {} as {}.",
            unclear.pick("row says", "rows say"),
            unclear.pick("counts", "count"),
            unclear.pick("a victim", "victims")
        )
    },
    several_rows_each: |header, are_victims, rows, distinct| {
        let things = if are_victims { distinct.pick("victim", "victims") } else { distinct.pick("case", "cases") };
        format!("By column {header}, {rows} rows are of {distinct} {things}. Each row counts.")
    },
    nothing_to_count_by: "No column numbers victims or cases, so each row counts.",
    empty_counts: |header| format!("The column of counts, {header}, is empty, so each row counts as one victim."),
    maybe_counts: |header, sum, rows| {
        format!(
            "Column {header} adds up to {sum} in {rows} rows. Is it the number of victims? Now each row counts as one victim."
        )
    },
    rows_of_one_page: |rows| {
        format!(
            "The table has exactly {rows} rows. Many servers send that many at most, unless they are asked for more: check whether it is complete."
        )
    },
    filler_age: |age, rows| {
        format!(
            "Age {age} ({rows} {}) is read as unknown: it is far more frequent than the ages beside it.",
            rows.pick("row", "rows")
        )
    },
    unread: |column, rows, of, example| {
        format!(
            "{rows} of {of} values of column {column} could not be read and are missing, for example “{example}”.",
            example = within(example)
        )
    },
    all_unread: |column, of, example| {
        format!(
            "Column {column} could not be read: none of its {of} values, for example “{example}”. What needs it is left out.",
            example = within(example)
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
    unused_columns: |names| format!("These columns play no part: {names}."),
    maybe_role: |header, role| format!("{header} (maybe {role})"),
    and_others: |n| format!("{n} others"),
    no_description: "No column says what happened, so groups say nothing about crimes.",
    no_description_but: |candidates| {
        format!(
            "No column was recognized as what happened. Perhaps one of these says it: {candidates}. Choose it under “What the columns are for”."
        )
    },
    passed_over: |header, role, instead, is_empty| {
        let why = if is_empty { "is empty in the first rows" } else { "has one value only in the first rows" };
        format!("Column {header} {why}, so {instead} was read as {role} instead.")
    },
    passed_over_later: |rows| format!("Further down, {rows} {} another value.", rows.pick("row has", "rows have")),
    guessed_role: |header, role| format!("Column {header} was read as {role}: a guess from its words and values."),
    lines_above_header: |lines, first| {
        if lines.is_one() {
            format!("1 line above the header was skipped: “{first}”.", first = within(first))
        } else {
            format!("{lines} lines above the header were skipped. The first is “{first}”.", first = within(first))
        }
    },
    no_header_line: |line, found| {
        format!("No row begins in line {line}, which was chosen as the header. Line {found} is read as the header.")
    },
    sides_against_places: |header, outdoors_inside, outdoors, indoors_outside, indoors| {
        format!(
            "“{header}” seems to have inside and outside swapped: {outdoors_inside} of {outdoors} rows on streets and the like are said to be inside, and {indoors_outside} of {indoors} in buildings outside. Leave this column out, or correct the file.",
            header = within(header)
        )
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
    code_property: |property, rows| {
        format!(
            "The table calls neighborhoods by their codes. These are in the property {property} of the map’s file, which matches {rows} {} of the table.",
            rows.pick("row", "rows")
        )
    },
    place_column: |header, rows| {
        format!(
            "Rows are placed on the map by the column {header}, whose values are neighborhoods of the map in {rows} {}.",
            rows.pick("row", "rows")
        )
    },
    place_column_instead: |header, instead, rows| {
        format!(
            "“{header}” holds the map’s names ({rows} {}), so rows are joined by it and not by “{instead}”.",
            rows.pick("row", "rows"),
            header = within(header),
            instead = within(instead)
        )
    },
    census_left_out: |located, rows| {
        format!(
            "Only {located} of {rows} rows with a place are on the map, so the census is not used for the groups. The table and the map may not belong together."
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
    few_rows_located: |located, rows, by_names, by_coordinates| {
        let why = match (by_names, by_coordinates) {
            (true, false) => "Most neighborhood names of the table are not on the map, and it has no coordinates.",
            (false, true) => "Most coordinates of the table are outside the map.",
            _ => "Most neighborhood names and coordinates of the table are not on the map.",
        };
        format!(
            "Only {located} of {rows} rows are in a neighborhood of the map. {why} The table and the map may not belong together."
        )
    },
    no_places: |empty_neighborhoods, empty_coordinates| {
        let what = match (empty_neighborhoods, empty_coordinates) {
            (false, false) => "The table has neither neighborhoods nor coordinates",
            (true, false) => "The table’s neighborhoods are empty, and it has no coordinates",
            (false, true) => "The table has no neighborhoods, and its coordinates are empty or 0",
            (true, true) => "The table’s neighborhoods are empty, and its coordinates are empty or 0",
        };
        format!("{what}, so its rows can’t be placed on the map.")
    },
    names_against_positions: |differ, both| {
        format!(
            "{differ} of {both} rows with a neighborhood and coordinates lie in another neighborhood than the one they name. Rows are therefore placed by their coordinates. Check which of the two is right."
        )
    },
    latest_year: |year, used, rows| {
        format!(
            "Only {year}, the latest complete year, is analyzed: {used} of {rows} rows. Choose other years or all to use more."
        )
    },
    no_complete_year: |year, used, rows| {
        format!(
            "No year of the table is complete. The year with the most victims, {year}, is analyzed: {used} of {rows} rows. Choose other years or all to use more."
        )
    },
    far_dates: |rows, dates, first, last| {
        format!(
            "{rows} {} far from all others, which lie between {first} and {last}: {dates}. {} not lengthen the period that rates are divided by.",
            rows.pick("row has a date", "rows have dates"),
            rows.pick("It does", "They do")
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
    break_in_recording: |columns, are_several, months, most, usual| {
        let change = if are_several { "change" } else { "changes" };
        let values = if are_several { "The values of" } else { "The column" };
        format!(
            "{values} {columns} {change} abruptly in {months} (Jensen–Shannon divergence from the month before up to {most}, usually {usual}). Records change like this, and crime does not: groups and trends across it may come from the recording alone."
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
    with_small_counts: |source| format!("{source} Shows small counts of victims’ traits: not for publishing."),
    with_residents: |period, year| format!("{period}, residents of {year}"),
    sample_city: |city| format!("a sample of the made-up city {city}"),
};
