//! Notes on the data as sentences.

use super::foreign::{all_named, named};
use super::list::{capitalize, join};
use super::{Locale, column_text, level_text, number, role_text};
use crate::words::error_words;
use vc_model::calendar::Precision;
use vc_model::params::{Column, Counting, DateOrder, Role, Spans, Stamps, TimeOfDay, Zone};
use vc_model::result::{Note, Numbers};

/// A note on the data as a sentence.
pub fn note_text(note: &Note, locale: Locale) -> String {
    let words = &locale.words().notes;
    let count = |n: u64| number::count(n as f64, locale);
    let integer = |n: u64| number::integer(n as f64, locale);
    let columns_text = |columns: &[Column]| {
        join(&columns.iter().map(|&column| column_text(column, locale).to_lowercase()).collect::<Vec<_>>(), locale)
    };
    let role = |role| role_text(role, locale).to_lowercase();
    // Texts of files, where they stand without quotation marks in the sentence.
    let name = |text: &str| named(text, locale);
    let list = |texts: &[String]| join(&all_named(texts, locale), locale);
    match note {
        Note::ConstantCoordinates { lng, lat } => {
            words.constant_coordinates(&number::exact(*lat, locale), &number::exact(*lng, locale))
        }
        Note::UnusableCoordinates { rows } => words.unusable_coordinates(&count(*rows)),
        Note::SwappedCoordinates { rows } => words.swapped_coordinates(&count(*rows)),
        Note::ProjectedCoordinates { rows, x, y } => {
            words.projected_coordinates(&count(*rows), &number::exact(*x, locale), &number::exact(*y, locale))
        }
        Note::TextCoordinates { rows, example } => words.text_coordinates(&count(*rows), example),
        Note::ConstantDate { date, rows } => words.constant_date(&number::date(date, locale), &integer(*rows)),
        Note::DayFirst { rows } => words.day_first(&count(*rows)),
        Note::YearFirst { rows } => words.year_first(&count(*rows)),
        Note::OrderOfRows { day_first, rows } => words.order_of_rows(*day_first, &count(*rows)),
        Note::OrderOfLanguage { rows } => words.order_of_language(&count(*rows)),
        Note::OpenOrder { rows } => words.open_order(&count(*rows)),
        Note::OrderOfFiles { day_first, rows } => words.order_of_files(*day_first, &count(*rows)),
        Note::HalfConvertedDates { day_first, rows } => words.half_converted_dates(*day_first, &count(*rows)),
        Note::BothOrders { day_first, month_first, open } => {
            words.both_orders(&count(*day_first), &count(*month_first), &count(*open))
        }
        Note::Stacked { files, rows } => words.stacked(&integer(*files), &count(*rows)),
        Note::SameFile { file, other } => words.same_file(file, other),
        Note::ColumnsOfSomeFiles { headers } => words.columns_of_some_files(&list(headers)),
        Note::RenamedColumn { role: of, headers } => words.renamed_column(&role(*of), &list(headers)),
        Note::RowsOfTwoFiles { set_aside, kept } => {
            let sentences = [
                (*set_aside > 0).then(|| words.rows_of_two_files_set_aside(&count(*set_aside))),
                (*kept > 0).then(|| words.rows_of_two_files_kept(&count(*kept))),
            ];
            sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::Keyed { file, key, rows, used, with, without, several } => {
            let said = words.keyed(&name(file), &name(key), &integer(*used), &integer(*rows));
            let without = (*without > 0).then(|| words.keyed_without(&count(*without), &integer(with + without)));
            let several = (*several > 0).then(|| words.keyed_several(&count(*several)));
            [Some(said), without, several].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::AmbiguousKeys { file, first, second, rows } => {
            words.ambiguous_keys(&name(file), &name(first), &name(second), &count(*rows))
        }
        Note::FiguresJoined { file, column, property, rows, joined, regions, without, figures } => {
            let (joined, rows) = (integer(*joined), integer(*rows));
            let said = words.figures_joined(file, column, property, &joined, &rows, &count(*figures));
            let without = (*without > 0).then(|| words.regions_without_figures(&count(*without), &integer(*regions)));
            [Some(said), without].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::FiguresKnown { file } => words.figures_known(file),
        Note::PassedOverFile { file, headers } => words.passed_over_file(file, &list(headers)),
        Note::SerialDates { rows } => words.serial_dates(&count(*rows)),
        Note::CoarseDates { precision, rows } => words.coarse_dates(*precision == Precision::Year, &count(*rows)),
        Note::ConstantTime { time, rows } => words.constant_time(time, &integer(*rows)),
        Note::TimesInUtc { zone, proof, rows } => {
            words.times_in_utc(zone.name(), &words.clock_proof(proof), &count(*rows))
        }
        Note::UtcWithoutZone { proof, zones } => {
            let zones: Vec<String> = zones.iter().map(|zone| zone.name().to_owned()).collect();
            words.utc_without_zone(&words.clock_proof(proof), &zones.join(", "))
        }
        Note::ClockAgainstSource { source, proof } => {
            words.clock_against_source(*source == Stamps::Utc, &words.clock_proof(proof))
        }
        Note::MarkedAsUtc { rows, proof: Some(proof) } => words.marked_as_utc(&count(*rows), &words.clock_proof(proof)),
        Note::MarkedAsUtc { rows, proof: None } => words.marked_as_utc_open(&count(*rows)),
        Note::MidnightsInUtc { summer, winter, rows } => {
            words.midnights_in_utc(&summer.to_string(), &winter.to_string(), &count(*rows))
        }
        Note::UnknownTime { time, rows, of } => words.unknown_time(&time.to_string(), &integer(*rows), &integer(*of)),
        Note::TimesLeftOut { times, rows } => {
            let times: Vec<String> = times.iter().map(ToString::to_string).collect();
            words.times_left_out(&join(&times, locale), &count(*rows))
        }
        Note::Spans { columns, rows, longer, reversed, spans } => {
            let columns: Vec<String> = columns.iter().map(|header| locale.words().grammar.quoted(header)).collect();
            let way = match spans {
                Spans::Spread => words.spans_spread,
                Spans::Start => words.spans_at_start,
            };
            let longer = (*longer > 0 && *spans == Spans::Spread).then(|| words.spans_longer(&count(*longer)));
            let reversed = (*reversed > 0).then(|| words.spans_reversed(&count(*reversed)));
            let has_spans = *rows > 0;
            let known = has_spans.then(|| words.spans(&join(&columns, locale), &count(*rows)));
            let said = [known, has_spans.then(|| way.to_owned()), longer, reversed];
            said.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::TwelveHourTimes { rows } => words.twelve_hour_times(&integer(*rows)),
        Note::FirstsOfMonths { rows, expected } => words.firsts_of_months(&integer(*rows), &integer(*expected)),
        Note::FirstsOfYears { rows, expected } => words.firsts_of_years(&integer(*rows), &integer(*expected)),
        Note::FewIds { header, ids, rows } => words.few_ids(&name(header), &count(*ids), &integer(*rows)),
        Note::OthersLeftOut { header, victims, others, unclear } => {
            let said = words.others_left_out(&name(header), &integer(*victims), &count(*others));
            let unclear = (*unclear > 0).then(|| words.unclear_persons(&count(*unclear)));
            [Some(said), unclear].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::SeveralRowsEach { header, numbers, rows, distinct } => {
            words.several_rows_each(&name(header), *numbers == Numbers::Victims, &integer(*rows), &count(*distinct))
        }
        Note::EmptyCounts { header } => words.empty_counts(&name(header)),
        Note::NothingToCountBy => words.nothing_to_count_by.to_owned(),
        Note::MaybeCounts { header, rows, sum } => {
            words.maybe_counts(&name(header), &number::integer(*sum, locale), &integer(*rows))
        }
        Note::RowsOfOnePage { rows } => words.rows_of_one_page(&integer(*rows)),
        Note::FillerAge { age, rows } => words.filler_age(&age.to_string(), &count(*rows)),
        Note::Unread { header, role: of_role, rows, of, example } => {
            let column = of_role.map_or(name(header), |of| format!("{} ({})", name(header), role(of)));
            if rows == of {
                words.all_unread(&column, &integer(*of), example)
            } else {
                words.unread(&column, &integer(*rows), &integer(*of), example)
            }
        }
        Note::ShortTimes { rows } => words.short_times(&count(*rows)),
        Note::MendedHeader { header, from, to } => words.mended_header(&name(header), &role(*from), &role(*to)),
        Note::NoDescription { candidates } if candidates.is_empty() => words.no_description.to_owned(),
        Note::NoDescription { candidates } => words.no_description_but(&list(candidates)),
        Note::PassedOver { header, role: of, instead, is_empty, later } => {
            let said = words.passed_over(&name(header), &role(*of), &name(instead), *is_empty);
            let later = (*later > 0).then(|| words.passed_over_later(&count(*later)));
            [Some(said), later].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Note::GuessedRole { header, role: found } => words.guessed_role(&name(header), &role(*found)),
        Note::LinesAboveHeader { lines, first } => words.lines_above_header(&count(*lines), first),
        Note::NoHeaderLine { line, found } => words.no_header_line(&line.to_string(), &found.to_string()),
        Note::SidesAgainstPlaces { header, outdoors_inside, outdoors, indoors_outside, indoors } => {
            let [outdoors_inside, outdoors, indoors_outside, indoors] =
                [outdoors_inside, outdoors, indoors_outside, indoors].map(|rows| integer(*rows));
            words.sides_against_places(header, &outdoors_inside, &outdoors, &indoors_outside, &indoors)
        }
        Note::Windows1252 { values } => words.windows_1252(&count(*values)),
        Note::UnknownHeaders { headers } => words.unknown_headers(&list(headers)),
        Note::UnknownMatches { names } => words.unknown_matches(&list(names)),
        Note::UnknownMeasures { ids } => words.unknown_measures(&list(ids)),
        Note::NameProperty { property, rows } => words.name_property(&name(property), &count(*rows)),
        Note::CodeProperty { property, rows } => words.code_property(&name(property), &count(*rows)),
        Note::PlaceColumn { header, rows } => words.place_column(&name(header), &count(*rows)),
        Note::PlaceColumnInstead { header, instead, rows } => {
            words.place_column_instead(header, instead, &count(*rows))
        }
        Note::CensusLeftOut { located, rows } => words.census_left_out(&integer(*located), &integer(*rows)),
        Note::PositionsFirst => words.positions_first.to_owned(),
        Note::ThroughCenters { file, neighborhoods } => words.through_centers(&name(file), &integer(*neighborhoods)),
        Note::MissingColumns { columns } => words.missing_columns(&columns_text(columns)),
        Note::MissingMeasures { names } => words.missing_measures(&list(names)),
        Note::UnknownFilter { column } => words.unknown_filter(&column_text(*column, locale).to_lowercase()),
        Note::UnknownLevels { column, levels } => {
            let levels: Vec<String> = levels.iter().map(|level| level_text(*column, level, locale)).collect();
            words.unknown_levels(&column_text(*column, locale).to_lowercase(), &join(&levels, locale))
        }
        Note::FewRowsLocated { located, rows, by_names, by_coordinates } => {
            words.few_rows_located(&integer(*located), &integer(*rows), *by_names, *by_coordinates)
        }
        Note::NoPlaces { empty_neighborhoods, empty_coordinates } => {
            words.no_places(*empty_neighborhoods, *empty_coordinates)
        }
        Note::NamesAgainstPositions { differ, both } => {
            words.names_against_positions(&integer(*differ), &integer(*both))
        }
        Note::DefaultYear { year, is_complete, used, rows } => {
            let (used, rows) = (integer(*used), integer(*rows));
            if *is_complete {
                words.latest_year(&year.to_string(), &used, &rows)
            } else {
                words.no_complete_year(&year.to_string(), &used, &rows)
            }
        }
        Note::FarDates { rows, dates, first, last } => {
            let dates: Vec<String> = dates.iter().map(|date| number::date(date, locale)).collect();
            let (first, last) = (number::date(first, locale), number::date(last, locale));
            words.far_dates(&count(*rows), &dates.join("; "), &first, &last)
        }
        Note::IncompleteMonth { month, last } => {
            words.incomplete_month(&capitalize(&month_text(month, locale)), &number::date(last, locale))
        }
        Note::FewInLastMonth { month, victims, usual } => words.few_in_last_month(
            &capitalize(&month_text(month, locale)),
            &number::integer(*victims, locale),
            &number::integer(*usual, locale),
        ),
        Note::BlankInPart { columns, first, last, missing, elsewhere } => words.blank_in_part(
            &capitalize(&columns_text(columns)),
            columns.len() > 1,
            &months_text(first, last, locale),
            &number::percent(*missing, locale),
            &number::percent(*elsewhere, locale),
        ),
        Note::BreakInRecording { columns, months, most, usual } => {
            let months: Vec<String> = months.iter().map(|month| month_text(month, locale)).collect();
            words.break_in_recording(
                &columns_text(columns),
                columns.len() > 1,
                &join(&months, locale),
                &number::decimal(*most, 2, locale),
                &number::decimal(*usual, 2, locale),
            )
        }
        Note::File { file, note } => {
            let words = error_words(locale);
            format!("{}: {}.", words.quoted(file), words.unpack_note(note))
        }
        Note::Regions { note } => format!("{}.", capitalize(&error_words(locale).geo_note(note))),
    }
}

/// A month, `YYYY-MM`, in a sentence: *November 2021*, *noviembre de 2021*.
fn month_text(month: &str, locale: Locale) -> String {
    let grammar = &locale.words().grammar;
    let name = |of_year: &str| grammar.months.get(of_year.parse::<usize>().ok()?.checked_sub(1)?);
    match month.split_once('-').and_then(|(year, of_year)| Some((year, name(of_year)?))) {
        Some((year, name)) => grammar.month_and_year(name, year),
        None => month.to_owned(),
    }
}

/// A part of the period, after *of the victims*.
fn months_text(first: &str, last: &str, locale: Locale) -> String {
    let (from, to) = (month_text(first, locale), month_text(last, locale));
    let words = &locale.words().notes;
    if first == last { words.in_month(&from) } else { words.in_months(&from, &to) }
}

/// What a person can do at once about a decision of the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Read the dates in another order.
    Order(DateOrder),
    /// Leave out the column with this header.
    LeaveOut(String),
    /// Count other rows.
    Count(Counting),
    /// Read the column with this header in this role.
    ReadAs(Role, String),
    /// Convert times from UTC to the local time of this zone.
    Utc(Zone),
    /// Count rows with a span of time at another hour.
    Spans(Spans),
    /// Treat this time of day as an unknown one.
    Unknown(TimeOfDay),
}

/// What can be done about a note: where nothing proves the order of dates, the other order; a column that can't be right is left out.
pub fn remedy(note: &Note) -> Option<Remedy> {
    match note {
        Note::OpenOrder { .. }
        | Note::OrderOfRows { day_first: false, .. }
        | Note::OrderOfFiles { day_first: false, .. } => Some(Remedy::Order(DateOrder::DayFirst)),
        Note::OrderOfLanguage { .. }
        | Note::OrderOfRows { day_first: true, .. }
        | Note::OrderOfFiles { day_first: true, .. } => Some(Remedy::Order(DateOrder::MonthFirst)),
        Note::SidesAgainstPlaces { header, .. } => Some(Remedy::LeaveOut(header.clone())),
        Note::OthersLeftOut { .. } => Some(Remedy::Count(Counting::Rows)),
        Note::SeveralRowsEach { .. } => Some(Remedy::Count(Counting::Once)),
        Note::MaybeCounts { header, .. } => Some(Remedy::ReadAs(Role::Weight, header.clone())),
        Note::PassedOver { header, role, later: 1.., .. } => Some(Remedy::ReadAs(*role, header.clone())),
        Note::UtcWithoutZone { zones, .. } => zones.first().copied().map(Remedy::Utc),
        Note::UnknownTime { time, .. } => Some(Remedy::Unknown(*time)),
        Note::Spans { spans: Spans::Spread, .. } => Some(Remedy::Spans(Spans::Start)),
        Note::Spans { spans: Spans::Start, .. } => Some(Remedy::Spans(Spans::Spread)),
        _ => None,
    }
}

/// Whether a note is a caution on the findings, and not only a remark on the files.
pub const fn is_caution(note: &Note) -> bool {
    /// Fewer unknown times, one in so many, hardly move the shares of the hours.
    const MANY: u64 = 20;
    if let Note::UnknownTime { rows, of, .. } = note {
        return *rows * MANY >= *of;
    }
    matches!(
        note,
        Note::NoDescription { .. }
            | Note::PassedOver { later: 1.., .. }
            | Note::OpenOrder { .. }
            | Note::BothOrders { .. }
            | Note::TwelveHourTimes { .. }
            | Note::UtcWithoutZone { .. }
            | Note::ClockAgainstSource { .. }
            | Note::SidesAgainstPlaces { .. }
            | Note::OthersLeftOut { .. }
            | Note::SeveralRowsEach { numbers: Numbers::Victims, .. }
            | Note::NothingToCountBy
            | Note::AmbiguousKeys { .. }
            | Note::FewRowsLocated { .. }
            | Note::Keyed { several: 1.., .. }
            | Note::SameFile { .. }
            | Note::CensusLeftOut { .. }
            | Note::RowsOfTwoFiles { kept: 1.., .. }
            | Note::FarDates { .. }
            | Note::IncompleteMonth { .. }
            | Note::FewInLastMonth { .. }
            | Note::BlankInPart { .. }
            | Note::BreakInRecording { .. }
    ) || matches!(note, Note::MaybeCounts { rows, sum, .. } if *sum > 1.05 * *rows as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Role;
    use vc_model::result::ClockProof;

    #[test]
    fn notes_are_sentences_in_both_languages() {
        let notes = [
            Note::ConstantCoordinates { lng: -76.6559, lat: 39.32873 },
            Note::UnusableCoordinates { rows: 1 },
            Note::UnusableCoordinates { rows: 1200 },
            Note::MissingColumns { columns: vec![Column::Weapon, Column::Age, Column::Sex] },
            Note::FewRowsLocated { located: 100, rows: 22_281, by_names: true, by_coordinates: true },
            Note::FewRowsLocated { located: 100, rows: 22_281, by_names: true, by_coordinates: false },
            Note::FewRowsLocated { located: 100, rows: 22_281, by_names: false, by_coordinates: true },
            Note::NoPlaces { empty_neighborhoods: false, empty_coordinates: false },
            Note::NoPlaces { empty_neighborhoods: true, empty_coordinates: false },
            Note::NoPlaces { empty_neighborhoods: false, empty_coordinates: true },
            Note::NoPlaces { empty_neighborhoods: true, empty_coordinates: true },
            Note::NamesAgainstPositions { differ: 160, both: 1_240 },
            Note::SwappedCoordinates { rows: 5 },
            Note::ProjectedCoordinates { rows: 5, x: 1_418_922.5, y: 595_031.1 },
            Note::TextCoordinates { rows: 5, example: "1 MAIN ST".into() },
            Note::ConstantDate { date: "2020-01-31".into(), rows: 12 },
            Note::DayFirst { rows: 5 },
            Note::ShortTimes { rows: 5 },
            Note::MendedHeader { header: "Time".into(), from: Role::Time, to: Role::Date },
            Note::GuessedRole { header: "Kind".into(), role: Role::Description },
            Note::LinesAboveHeader { lines: 1, first: "Crimes".into() },
            Note::LinesAboveHeader { lines: 2, first: "Crimes".into() },
            Note::NoHeaderLine { line: 9, found: 1 },
            Note::SidesAgainstPlaces {
                header: "Inside_Outside".into(),
                outdoors_inside: 162,
                outdoors: 166,
                indoors_outside: 187,
                indoors: 187,
            },
            Note::Windows1252 { values: 2 },
            Note::UnknownHeaders { headers: vec!["A".into(), "B".into()] },
            Note::UnknownMatches { names: vec!["A".into()] },
            Note::NameProperty { property: "Hood".into(), rows: 9 },
            Note::CodeProperty { property: "area_num".into(), rows: 9 },
            Note::PlaceColumn { header: "Ward name".into(), rows: 9 },
            Note::PlaceColumnInstead { header: "COMMUNITY".into(), instead: "HOOD".into(), rows: 240 },
            Note::CensusLeftOut { located: 60, rows: 240 },
            Note::PositionsFirst,
            Note::UnknownFilter { column: Column::Race },
            Note::UnknownLevels { column: Column::Description, levels: vec!["FRAUD".into()] },
            Note::UnknownMeasures { ids: vec!["trees".into()] },
            Note::ThroughCenters { file: "hoods.geojson".into(), neighborhoods: 270 },
            Note::DefaultYear { year: 2021, is_complete: true, used: 1_000, rows: 12_000 },
            Note::DefaultYear { year: 2021, is_complete: false, used: 1_000, rows: 1_200 },
            Note::FarDates {
                rows: 2,
                dates: vec!["1921-03-05".into(), "2202-01-01".into()],
                first: "2020-01-01".into(),
                last: "2020-12-31".into(),
            },
            Note::IncompleteMonth { month: "2021-11".into(), last: "2021-11-20".into() },
            Note::FewInLastMonth { month: "2021-12".into(), victims: 200.0, usual: 3_100.0 },
            Note::BreakInRecording {
                columns: vec![Column::InsideOutside, Column::Premise],
                months: vec!["2021-06".into(), "2021-07".into()],
                most: 0.385,
                usual: 0.017,
            },
            Note::BlankInPart {
                columns: vec![Column::Race, Column::Age],
                first: "2021-01".into(),
                last: "2021-05".into(),
                missing: 1.0,
                elsewhere: 0.05,
            },
            Note::PassedOver {
                header: "A".into(),
                role: Role::Description,
                instead: "B".into(),
                is_empty: true,
                later: 0,
            },
            Note::PassedOver {
                header: "A".into(),
                role: Role::Premise,
                instead: "B".into(),
                is_empty: false,
                later: 9,
            },
            Note::NoDescription { candidates: vec![] },
            Note::NoDescription { candidates: vec!["A".into(), "B".into()] },
            Note::YearFirst { rows: 5 },
            Note::OrderOfRows { day_first: true, rows: 1 },
            Note::OrderOfLanguage { rows: 5 },
            Note::OpenOrder { rows: 5 },
            Note::OrderOfFiles { day_first: true, rows: 1 },
            Note::HalfConvertedDates { day_first: true, rows: 1 },
            Note::HalfConvertedDates { day_first: false, rows: 2_100 },
            Note::BothOrders { day_first: 1, month_first: 3_000, open: 1_200 },
            Note::Stacked { files: 12, rows: 48_000 },
            Note::SameFile { file: "crime (1).csv".into(), other: "crime.csv".into() },
            Note::ColumnsOfSomeFiles { headers: vec!["Weapon".into(), "Beat".into()] },
            Note::RenamedColumn { role: Role::Weapon, headers: vec!["Weapon".into(), "WEAPON_DESC".into()] },
            Note::RowsOfTwoFiles { set_aside: 1, kept: 0 },
            Note::RowsOfTwoFiles { set_aside: 0, kept: 20 },
            Note::RowsOfTwoFiles { set_aside: 3, kept: 1 },
            Note::FiguresJoined {
                file: "census.csv".into(),
                column: "Area".into(),
                property: "Name".into(),
                rows: 280,
                joined: 278,
                regions: 279,
                without: 1,
                figures: 12,
            },
            Note::FiguresKnown { file: "areas.csv".into() },
            Note::PassedOverFile { file: "README.csv".into(), headers: vec!["Field".into(), "Meaning".into()] },
            Note::SerialDates { rows: 1 },
            Note::CoarseDates { precision: Precision::Month, rows: 2 },
            Note::CoarseDates { precision: Precision::Year, rows: 1 },
            Note::TimesInUtc {
                zone: Zone::by_name("America/New_York").expect("a zone"),
                proof: ClockProof::Source,
                rows: 9,
            },
            Note::UtcWithoutZone { proof: ClockProof::Hours, zones: Zone::all().take(2).collect() },
            Note::UtcWithoutZone { proof: ClockProof::Seasons, zones: vec![] },
            Note::ClockAgainstSource { source: Stamps::Utc, proof: ClockProof::Seasons },
            Note::ClockAgainstSource { source: Stamps::Local, proof: ClockProof::Hours },
            Note::MarkedAsUtc { rows: 1000, proof: Some(ClockProof::Hours) },
            Note::MarkedAsUtc { rows: 1000, proof: None },
            Note::MidnightsInUtc {
                summer: TimeOfDay::from_minutes(240),
                winter: TimeOfDay::from_minutes(300),
                rows: 50,
            },
            Note::UnknownTime { time: TimeOfDay::from_minutes(0), rows: 1_204, of: 20_000 },
            Note::TimesLeftOut { times: vec![TimeOfDay::from_minutes(0)], rows: 1_204 },
            Note::Spans {
                columns: vec!["FR_DT".into(), "TO_DT".into()],
                rows: 900,
                longer: 0,
                reversed: 0,
                spans: Spans::Start,
            },
            Note::Spans {
                columns: vec!["FR_DT".into(), "TO_DT".into()],
                rows: 1,
                longer: 1,
                reversed: 2,
                spans: Spans::Spread,
            },
            Note::TwelveHourTimes { rows: 1_000 },
            Note::FirstsOfMonths { rows: 800, expected: 330 },
            Note::FirstsOfYears { rows: 800, expected: 330 },
            Note::FewIds { header: "DR_NO".into(), ids: 1, rows: 60 },
            Note::OthersLeftOut { header: "Involvement".into(), victims: 1200, others: 1, unclear: 0 },
            Note::OthersLeftOut { header: "Involvement".into(), victims: 1200, others: 800, unclear: 20 },
            Note::SeveralRowsEach { header: "victim_id".into(), numbers: Numbers::Victims, rows: 1160, distinct: 1000 },
            Note::SeveralRowsEach { header: "Case".into(), numbers: Numbers::Cases, rows: 1210, distinct: 1000 },
            Note::NothingToCountBy,
            Note::EmptyCounts { header: "totalIncidents".into() },
            Note::MaybeCounts { header: "Number".into(), rows: 400, sum: 6_329_160.0 },
            Note::Keyed {
                file: "offenses.csv".into(),
                key: "caseno".into(),
                rows: 120,
                used: 100,
                with: 90,
                without: 1,
                several: 5,
            },
            Note::Keyed {
                file: "codes.csv".into(),
                key: "id".into(),
                rows: 9,
                used: 9,
                with: 90,
                without: 0,
                several: 0,
            },
            Note::AmbiguousKeys { file: "o.csv".into(), first: "caseno".into(), second: "code".into(), rows: 1 },
            Note::RowsOfOnePage { rows: 1000 },
            Note::FillerAge { age: 0, rows: 40 },
            Note::ConstantTime { time: "00:00".into(), rows: 50 },
            Note::Unread { header: "DATE".into(), role: Some(Role::Date), rows: 5, of: 50, example: "n/k".into() },
            Note::Unread { header: "Beat".into(), role: None, rows: 50, of: 50, example: "?".into() },
        ];
        for note in &notes {
            for locale in Locale::ALL {
                let said = note_text(note, locale);
                assert!(said.ends_with(['.', '?']), "{said}");
            }
        }
        assert_eq!(
            note_text(&notes[3], Locale::EN),
            "The data do not have these columns, so they are left out: weapon, age and sex."
        );
        let said = |is_so: fn(&Note) -> bool, locale| {
            let note = notes.iter().find(|note| is_so(note)).expect("a note of this kind");
            note_text(note, locale).replace('\u{a0}', " ")
        };
        let incomplete = |note: &Note| matches!(note, Note::IncompleteMonth { .. });
        let few = |note: &Note| matches!(note, Note::FewInLastMonth { .. });
        let blank = |note: &Note| matches!(note, Note::BlankInPart { .. });
        assert_eq!(said(incomplete, Locale::EN), "November 2021 is not complete: the table ends on Nov 20, 2021.");
        assert!(said(few, Locale::ES).starts_with("Diciembre de 2021, el último mes de la tabla, tiene 200 víctimas"));
        let broken = |note: &Note| matches!(note, Note::BreakInRecording { .. });
        assert!(said(broken, Locale::EN).starts_with(
            "The values of inside or outside and kind of place change abruptly in June 2021 and July 2021 (Jensen–Shannon divergence from the month before up to 0.39, usually 0.02)."
        ));
        assert!(
            said(blank, Locale::EN)
                .starts_with("Race and age are missing for 100% of the victims from January 2021 to May 2021, and")
        );
        assert!(said(blank, Locale::ES).starts_with(
            "Raza y edad: faltan en el 100 % de las víctimas de enero de 2021 a mayo de 2021 y en el 5 %"
        ));
        assert_eq!(note_text(&notes[2], Locale::ES), "1200 filas tienen coordenadas que no son ningún lugar.");
    }
}
