//! Spans of time, spread over their hours: against aoristic weights, worked out by the rules of R's package aoristic 1.1.1 (J. H. Ratcliffe),
//! which gives each hour the minutes of the span that lie in it, divided by all minutes of the span.

use std::path::PathBuf;

use vc_core::table::{CsvReader, MISSING_MINUTE, Table};
use vc_model::params::{Clock, Mapping, Role, Spans, Zone};
use vc_model::result::{HeaderRole, Note};

fn read(text: &str, mapping: Mapping) -> Table {
    CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping).finish().expect("a table").0
}

/// Rows by hour.
fn hours(table: &Table) -> Vec<u64> {
    let mut counts = vec![0; 24];
    let known = table.minutes.iter().flatten().filter(|&&minute| minute != MISSING_MINUTE);
    known.for_each(|&minute| counts[usize::from(minute) / 60] += 1);
    counts
}

fn spans(table: &Table) -> Option<(u64, u64, u64, Spans)> {
    table.notes.iter().find_map(|note| match note {
        Note::Spans { rows, longer, reversed, spans, .. } => Some((*rows, *longer, *reversed, *spans)),
        _ => None,
    })
}

fn start() -> Mapping {
    Mapping { spans: Some(Spans::Start), ..Mapping::default() }
}

#[test]
fn a_span_gives_each_hour_its_minutes() {
    // 22:50 to 01:20 are 150 minutes: 10 of the hour from 22, 60 of 23, 60 of 0 and 20 of 1.
    let rows = "THEFT,03/04/2021,22:50,03/05/2021,01:20\n".repeat(150);
    let text = format!("OFNS_DESC,CMPLNT_FR_DT,CMPLNT_FR_TM,CMPLNT_TO_DT,CMPLNT_TO_TM\n{rows}");
    let table = read(&text, Mapping::default());
    assert_eq!(spans(&table), Some((150, 0, 0, Spans::Spread)));
    for (hour, weight) in [(22, 10), (23, 60), (0, 60), (1, 20)] {
        assert!(hours(&table)[hour].abs_diff(weight) <= 1, "{:?}", hours(&table));
    }
    assert!(table.days.iter().flatten().all(|day| Some(day) == table.days.as_ref().and_then(|days| days.first())));
    let table = read(&text, start());
    assert_eq!((hours(&table)[22], spans(&table)), (150, Some((150, 0, 0, Spans::Start))));
}

#[test]
fn columns_of_begins_and_ends_are_found_in_several_spellings() {
    for (headers, row) in [
        ("Kind,FIRST_OCCURRENCE_DATE,LAST_OCCURRENCE_DATE", "A,2021-03-04 BB:00,2021-03-04 EE:00"),
        ("Kind,Date Occurred,Occurred From Time,Occurred To Time", "A,2021-03-04,BB:00,EE:00"),
        ("Kind,fecha_inicio,fecha_fin", "A,04/03/2021 BB:00,04/03/2021 EE:00"),
        ("Kind,START_DATE,END_DATE", "A,2021-03-04TBB:00:00,2021-03-04TEE:00:00"),
    ] {
        let mapping = Mapping {
            roles: [("Kind".to_owned(), vc_model::params::Purpose::Role(Role::Description))].into(),
            ..Mapping::default()
        };
        let spans_of = |begin: &str, end: &str| format!("{}\n", row.replace("BB", begin).replace("EE", end)).repeat(20);
        let table = read(&format!("{headers}\n{}{}", spans_of("10", "12"), spans_of("11", "13")), mapping);
        assert_eq!(spans(&table), Some((40, 0, 0, Spans::Spread)), "{headers}: {:?}", table.headers);
        assert_eq!(hours(&table)[10..13], [10, 20, 10], "{headers}");
    }
}

#[test]
fn what_is_no_span_changes_nothing() {
    // No end, an end before the begin, an end at the begin; and a span of days, whose hour nobody knows.
    let rows = ["A,2021-03-04 10:00,", "A,2021-03-04 10:00,2021-03-03 12:00", "A,2021-03-04 10:00,2021-03-04 10:00"];
    let text = format!("Description,START_DATE,END_DATE\n{}\nA,2021-03-04 10:00,2021-03-07 11:00\n", rows.join("\n"));
    let table = read(&text, Mapping::default());
    assert_eq!(table.minutes, Some(vec![600, 600, 600, MISSING_MINUTE]));
    assert_eq!(spans(&table), Some((1, 1, 1, Spans::Spread)));
}

#[test]
fn an_unreadable_end_is_in_the_ledger() {
    let text = "Description,START_DATE,END_DATE\nA,2021-03-04 10:00,soon\nA,2021-03-04 10:00,2021-03-04 10:30\n";
    let table = read(text, Mapping::default());
    let told: Vec<_> = table.changes.iter().map(|change| (change.column.as_str(), change.from.as_str())).collect();
    assert_eq!(told, [("end date", "soon")]);
}

#[test]
fn spans_in_utc_are_converted_as_a_whole() {
    let rows = "A,2021-07-04T03:00:00Z,2021-07-04T05:00:00Z\n".repeat(20);
    let clock = Zone::by_name("America/New_York").map(Clock::Utc);
    let table = read(&format!("Description,START_DATE,END_DATE\n{rows}"), Mapping { clock, ..Mapping::default() });
    // 23:00 to 01:00 in summer.
    assert_eq!((hours(&table)[23], hours(&table)[0]), (10, 10));
}

/// A row's begin and end, in minutes since 1970.
fn moments(record: &csv::StringRecord, at: [usize; 4]) -> Option<(i64, i64)> {
    let moment = |date: usize, time: usize| {
        let parts: Vec<i64> = record[at[date]].split('/').filter_map(|part| part.parse().ok()).collect();
        let clock: Vec<i64> = record[at[time]].split(':').filter_map(|part| part.parse().ok()).collect();
        let (&[month, day, year], &[hour, minute, _]) = (&parts[..], &clock[..]) else { return None };
        let day = vc_core::table::day_from_civil(year as i32, month as i32, day as i32);
        Some(i64::from(day) * 1440 + hour * 60 + minute)
    };
    Some((moment(0, 1)?, moment(2, 3)?))
}

#[test]
fn rows_of_new_york_by_hour_are_sums_of_aoristic_weights() {
    let Ok(folder) = std::env::var("VICTIM_CLUSTERS_DATA") else {
        return println!("skipped: VICTIM_CLUSTERS_DATA is not set");
    };
    let path = PathBuf::from(folder).join("data/cities/tables/new_york_complaints.csv");
    let text = std::fs::read_to_string(path).expect("the table");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let at = ["CMPLNT_FR_DT", "CMPLNT_FR_TM", "CMPLNT_TO_DT", "CMPLNT_TO_TM"]
        .map(|name| header.iter().position(|other| other == name).expect("a column"));
    let mut weights = vec![0.0; 24];
    let mut n_longer = 0;
    for record in reader.records().map(|record| record.expect("a row")) {
        match moments(&record, at) {
            Some((begin, end)) if end - begin >= 1440 => n_longer += 1,
            Some((begin, end)) if end > begin => (begin..end).for_each(|minute| {
                weights[(minute % 1440 / 60) as usize] += 1.0 / (end - begin) as f64;
            }),
            // One row has an end two years later, without a time.
            None if &record[at[2]] == "08/05/2025" => n_longer += 1,
            _ => weights[record[at[1]][..2].parse::<usize>().expect("an hour")] += 1.0,
        }
    }
    let table = read(&text, Mapping::default());
    assert_eq!(spans(&table).map(|(_, longer, ..)| longer), Some(n_longer));
    for (hour, (rows, weight)) in hours(&table).into_iter().zip(&weights).enumerate() {
        assert!((rows as f64 - weight).abs() < 2.0, "{hour}:00 has {rows} rows, and the weights {weight}");
    }
    let roles: Vec<Option<Role>> =
        table.headers.iter().filter(|header| is_moment(header)).map(|header| header.role).collect();
    assert_eq!(roles, [Some(Role::Date), Some(Role::Time), Some(Role::EndDate), Some(Role::EndTime)]);
}

fn is_moment(header: &HeaderRole) -> bool {
    header.header.starts_with("CMPLNT_") && (header.header.ends_with("_DT") || header.header.ends_with("_TM"))
}
