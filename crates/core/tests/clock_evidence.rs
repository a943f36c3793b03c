//! What proves whether the times of a table are local or UTC, each on a small table of its own.

use vc_core::table::{CsvReader, MISSING_MINUTE, Table, civil_from_day, day_from_civil};
use vc_model::params::{Clock, Mapping, SourceClock, Stamps, TimeOfDay, Zone};
use vc_model::result::{ClockProof, Note};

fn zone(name: &str) -> Zone {
    Zone::by_name(name).expect("a zone")
}

fn new_york(times: Option<Stamps>) -> Option<SourceClock> {
    Some(SourceClock { zone: zone("America/New_York"), times })
}

/// A table with these headers and rows.
fn read(headers: &str, rows: &[String], source: Option<SourceClock>, mapping: Mapping) -> Table {
    let text = format!("{headers}\n{}\n", rows.join("\n"));
    let reader = CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping).with_source_clock(source);
    reader.finish().expect("a table").0
}

/// Day and time of a row, `2022-01-31 08:05`.
fn moment(table: &Table, row: usize) -> String {
    let (days, minutes) = (table.days.as_ref().expect("days"), table.minutes.as_ref().expect("times"));
    let ((year, month, day), minute) = (civil_from_day(days[row]), minutes[row]);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}", minute / 60, minute % 60)
}

fn by_hand(clock: Clock) -> Mapping {
    Mapping { clock: Some(clock), ..Mapping::default() }
}

/// One row for each of these moments, which are UTC.
const MOMENTS: [&str; 6] = [
    "2022-01-01T05:00:00Z",
    "2022-03-13T06:59:00Z",
    "2022-03-13T07:00:00Z",
    "2022-07-01T03:59:00Z",
    "2022-11-06T05:30:00Z",
    "2022-11-06T06:30:00Z",
];

fn rows_of(moments: &[&str]) -> Vec<String> {
    moments.iter().enumerate().map(|(at, moment)| format!("KIND {},{moment}", at % 3)).collect()
}

#[test]
fn a_chosen_zone_converts_with_daylight_saving_time() {
    let utc = Clock::Utc(zone("America/New_York"));
    let table = read("Description,Date", &rows_of(&MOMENTS), None, by_hand(utc));
    let expected = [
        "2022-01-01 00:00",
        "2022-03-13 01:59",
        // 2:00 does not exist.
        "2022-03-13 03:00",
        "2022-06-30 23:59",
        // 1:30 comes twice.
        "2022-11-06 01:30",
        "2022-11-06 01:30",
    ];
    for (row, expected) in expected.iter().enumerate() {
        assert_eq!(moment(&table, row), *expected);
    }
    assert_eq!(table.reading.clock, Some(utc));
    let local = read("Description,Date", &rows_of(&MOMENTS), new_york(Some(Stamps::Utc)), by_hand(Clock::Local));
    assert_eq!(moment(&local, 0), "2022-01-01 05:00");
    // Dates and times that stand apart are converted together.
    let apart = ["A,2022-01-02,02:30".to_owned(), "B,2022-07-02,14:00".to_owned()];
    let table = read("Description,CrimeDate,CrimeTime", &apart, None, by_hand(utc));
    assert_eq!((moment(&table, 0), moment(&table, 1)), ("2022-01-01 21:30".into(), "2022-07-02 10:00".into()));
}

#[test]
fn the_source_counts_unless_the_table_contradicts_it() {
    let table = read("Description,Date", &rows_of(&MOMENTS), new_york(Some(Stamps::Utc)), Mapping::default());
    assert_eq!(moment(&table, 0), "2022-01-01 00:00");
    let note = Note::TimesInUtc { zone: zone("America/New_York"), proof: ClockProof::Source, rows: 6 };
    assert!(table.notes.contains(&note), "{:?}", table.notes);
    let said_local = read("Description,Date", &rows_of(&MOMENTS), new_york(Some(Stamps::Local)), Mapping::default());
    assert_eq!((moment(&said_local, 0), said_local.reading.clock), ("2022-01-01 05:00".into(), Some(Clock::Local)));
    // Weekdays that are those of the dates as written.
    let contradicted =
        read("Description,Date,DayOfWeek", &evenings(0), new_york(Some(Stamps::Utc)), Mapping::default());
    assert_eq!(moment(&contradicted, 0), "2022-01-03 02:00");
    let is_caution = |note: &Note| matches!(note, Note::ClockAgainstSource { source: Stamps::Utc, .. });
    assert!(contradicted.notes.iter().any(is_caution), "{:?}", contradicted.notes);
}

/// Rows at 2:00 on 60 days from Monday, 3 January 2022, each with the name of the weekday `back` days before.
fn evenings(back: usize) -> Vec<String> {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let first = day_from_civil(2022, 1, 3);
    let row = |at: usize| {
        let (year, month, day) = civil_from_day(first + at as i32);
        format!("KIND {},{year:04}-{month:02}-{day:02}T02:00:{:02}Z,{}", at % 3, at % 60, names[(at + 7 - back) % 7])
    };
    let noons = |at: usize| row(at).replace("T02:", "T15:").replace(names[(at + 7 - back) % 7], names[at % 7]);
    (0..60).map(row).chain((0..60).map(noons)).collect()
}

#[test]
fn weekdays_prove_utc() {
    let table = read("Description,Date,DayOfWeek", &evenings(1), new_york(None), Mapping::default());
    assert_eq!(moment(&table, 0), "2022-01-02 21:00");
    let proof = ClockProof::Weekdays { header: "DayOfWeek".into(), agree: 60, of: 60 };
    let note = Note::TimesInUtc { zone: zone("America/New_York"), proof, rows: 120 };
    assert!(table.notes.contains(&note), "{:?}", table.notes);
    let local = read("Description,Date,DayOfWeek", &evenings(0), new_york(None), Mapping::default());
    assert_eq!((moment(&local, 0), local.reading.clock), ("2022-01-03 02:00".into(), Some(Clock::Local)));
}

#[test]
fn an_own_column_of_hours_keeps_them_and_moves_the_day() {
    // 3:00 UTC is 22:00 of the day before in winter.
    let rows: Vec<String> = (0..80)
        .map(|at| format!("KIND {},2022-01-{:02}T{:02}:10:00Z,{}", at % 3, at % 28 + 1, at % 8, (at % 8 + 19) % 24))
        .collect();
    let table = read("Description,Date,Hour", &rows, new_york(None), Mapping::default());
    assert_eq!(moment(&table, 0), "2021-12-31 19:00");
    let note = |note: &Note| matches!(note, Note::TimesInUtc { proof: ClockProof::OwnTimes { agree: 80, of: 80 }, .. });
    assert!(table.notes.iter().any(note), "{:?}", table.notes);
}

#[test]
fn dates_stamped_in_utc_beside_a_column_of_hours_keep_their_day() {
    // As Toronto writes them: 5:00 is midnight in winter.
    let rows: Vec<String> =
        (0..200).map(|at| format!("KIND {},1/{}/2022 5:00:00 AM,{}", at % 3, at % 28 + 1, at % 24)).collect();
    for source in [None, Some(SourceClock { zone: zone("America/Toronto"), times: Some(Stamps::Utc) })] {
        let table = read("Description,OCC_DATE,OCC_HOUR", &rows, source, Mapping::default());
        assert_eq!((moment(&table, 14), moment(&table, 23)), ("2022-01-15 14:00".into(), "2022-01-24 23:00".into()));
        let asks = |note: &Note| matches!(note, Note::UtcWithoutZone { .. } | Note::ClockAgainstSource { .. });
        assert!(!table.notes.iter().any(asks), "{:?}", table.notes);
    }
}

#[test]
fn texts_with_an_offset_are_local() {
    let rows: Vec<String> =
        (0..40).map(|at| format!("KIND {},2022-01-{:02}T20:{at:02}:00-05:00", at % 3, at % 28 + 1)).collect();
    let table = read("Description,Date", &rows, new_york(Some(Stamps::Utc)), Mapping::default());
    assert_eq!((moment(&table, 0), table.reading.clock), ("2022-01-01 20:00".into(), Some(Clock::Local)));
}

#[test]
fn dates_that_are_midnight_in_utc_have_no_hour() {
    let stamped = |summer: &str, winter: &str| -> Table {
        let row = |at: i32| {
            let (year, month, day) = civil_from_day(day_from_civil(2022, 1, 10) + at);
            let time = if (80..295).contains(&at) { summer } else { winter };
            format!("KIND {},{year:04}-{month:02}-{day:02}T{time}Z", at % 3)
        };
        let rows: Vec<String> =
            (0..340).filter(|at| !(60..85).contains(at) && !(285..305).contains(at)).map(row).collect();
        read("Description,Date", &rows, None, Mapping::default())
    };
    let america = stamped("04:00:00", "05:00:00");
    assert_eq!(
        (&america.minutes, america.days.as_ref().map(|days| days[0])),
        (&None, Some(day_from_civil(2022, 1, 10)))
    );
    assert!(america.notes.iter().any(|note| matches!(note, Note::MidnightsInUtc { .. })), "{:?}", america.notes);
    let europe = stamped("22:00:00", "23:00:00");
    assert_eq!((&europe.minutes, europe.days.as_ref().map(|days| days[0])), (&None, Some(day_from_civil(2022, 1, 11))));
}

#[test]
fn without_evidence_times_are_as_written_and_a_mark_is_told() {
    let table = read("Description,Date", &rows_of(&MOMENTS), None, Mapping::default());
    assert_eq!((moment(&table, 0), table.reading.clock), ("2022-01-01 05:00".into(), None));
    assert!(table.notes.contains(&Note::MarkedAsUtc { rows: 6, proof: None }), "{:?}", table.notes);
    let bare: Vec<&str> = MOMENTS.iter().map(|moment| moment.trim_end_matches('Z')).collect();
    let bare = read("Description,Date", &rows_of(&bare), None, Mapping::default());
    assert_eq!(bare.notes, [], "nothing to say");
}

#[test]
fn unknown_times_are_left_out_by_choice() {
    let rows: Vec<String> =
        ["00:00", "00:01", "12:00", "17:30"].iter().map(|time| format!("A,2022-01-01,{time}")).collect();
    let mapping = Mapping {
        unknown_times: [TimeOfDay::from_minutes(0), TimeOfDay::from_minutes(720)].into(),
        ..Mapping::default()
    };
    let table = read("Description,CrimeDate,CrimeTime", &rows, None, mapping);
    assert_eq!(table.minutes, Some(vec![MISSING_MINUTE, 1, MISSING_MINUTE, 17 * 60 + 30]));
    let times = vec![TimeOfDay::from_minutes(0), TimeOfDay::from_minutes(720)];
    assert!(table.notes.contains(&Note::TimesLeftOut { times, rows: 2 }), "{:?}", table.notes);
    let of_a_day = (0..1200).map(|at| format!("A,2022-01-01,{:02}:{:02}", at % 24, at / 24));
    let rows: Vec<String> = of_a_day.chain((0..80).map(|_| "A,2022-01-01,00:00".to_owned())).collect();
    let table = read("Description,CrimeDate,CrimeTime", &rows, None, Mapping::default());
    let note = Note::UnknownTime { time: TimeOfDay::from_minutes(0), rows: 81, of: 1280 };
    assert!(table.notes.contains(&note), "{:?}", table.notes);
}
