//! The clock of real tables: windows of rows that carry local times, as they are and shifted to UTC.
//!
//! Needs the folder that `VICTIM_CLUSTERS_DATA` names; without it every test here prints that it was skipped.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::PathBuf;

use vc_core::table::{CsvReader, MISSING_DAY, MISSING_MINUTE, Table, civil_from_day};
use vc_model::params::{Clock, Mapping, SourceClock, Spans, TimeOfDay, Zone};
use vc_model::result::Note;

/// The folder of real tables; `None` prints that a test was skipped.
fn folder(test: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("VICTIM_CLUSTERS_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("{test} skipped: VICTIM_CLUSTERS_DATA is not set");
    }
    folder.map(|folder| folder.join("data"))
}

fn zone(name: &str) -> Zone {
    Zone::by_name(name).expect("a zone")
}

/// The local moments of a table, in the order of its rows: days since 1970 and minutes of the day.
fn moments(table: &Table) -> Vec<(i32, u16)> {
    let (Some(days), Some(minutes)) = (&table.days, &table.minutes) else { return Vec::new() };
    let known =
        |(&day, &minute): (&i32, &u16)| (day != MISSING_DAY && minute != MISSING_MINUTE).then_some((day, minute));
    days.iter().zip(minutes).filter_map(known).collect()
}

fn read(path: PathBuf) -> Table {
    let bytes = std::fs::read(&path).expect("a file");
    if path.extension().is_some_and(|end| end == "gz") {
        let mut text = Vec::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).expect("a compressed file");
        return at_begins(&text);
    }
    at_begins(&bytes)
}

/// A table whose times are those of the file: the begins of spans.
fn at_begins(bytes: &[u8]) -> Table {
    let mapping = Mapping { spans: Some(Spans::Start), ..Mapping::default() };
    CsvReader::new(bytes, bytes.len() as u64).with_mapping(mapping).finish().expect("a table").0
}

/// Tables that carry local times, each with a place in its city.
const TABLES: [(&str, (f64, f64)); 10] = [
    ("crime/part1_2011-2016.csv", (-76.62, 39.31)),
    ("crime/part1_2016-2021.csv", (-76.62, 39.31)),
    ("crime/part1_2019_cut_names.csv", (-76.62, 39.31)),
    ("cities/tables/los_angeles.csv", (-118.3, 34.05)),
    ("cities/tables/new_york_complaints.csv", (-73.9, 40.7)),
    ("cities/tables/new_york_shootings.csv", (-73.9, 40.7)),
    ("cities/tables/philadelphia_shooting_victims.csv", (-75.15, 39.98)),
    ("cities/tables/chicago_homicides.csv", (-87.66, 41.85)),
    ("cities/tables/chicago_aggravated_assaults.csv.gz", (-87.66, 41.85)),
    ("cities/tables/st_louis_2024-03.csv", (-90.24, 38.64)),
];

/// Zones from which windows are shifted, with the hours of standard time; `None` leaves them local.
const SHIFTS: [Option<&str>; 6] = [
    None,
    Some("America/Halifax"),
    Some("America/New_York"),
    Some("America/Chicago"),
    Some("America/Denver"),
    Some("America/Los_Angeles"),
];

/// A moment of local time in UTC: the one that is converted back to it, or an hour later if there is none.
fn to_utc(zone: Zone, (day, minute): (i32, u16)) -> (i32, u16) {
    let moment = i64::from(day) * 1440 + i64::from(minute);
    let rules = tzdb_data::find_tz(zone.name().as_bytes()).expect("a zone");
    let offset = |utc: i64| i64::from(rules.find_local_time_type(utc * 60).expect("a rule").ut_offset()) / 60;
    let standard = moment - offset(moment);
    let utc = moment - offset(standard);
    (utc.div_euclid(1440) as i32, utc.rem_euclid(1440) as u16)
}

/// A table of moments with the same place in each row but the last digits.
fn written(moments: impl Iterator<Item = (i32, u16)>, place: Option<(f64, f64)>) -> Vec<u8> {
    let mut text = String::from("Date,Description,Latitude,Longitude\n");
    for (at, (day, minute)) in moments.enumerate() {
        let (year, month, of_month) = civil_from_day(day);
        let (hour, minute, kind) = (minute / 60, minute % 60, at % 3);
        text += &format!("{year:04}-{month:02}-{of_month:02}T{hour:02}:{minute:02}:00Z,KIND {kind},");
        text += &place
            .map_or_else(|| ",".to_owned(), |(lng, lat)| format!("{:.4},{:.4}", lat + (at % 50) as f64 * 1e-4, lng));
        text.push('\n');
    }
    text.into_bytes()
}

fn read_with(bytes: &[u8], source: Option<SourceClock>, mapping: Mapping) -> Table {
    let reader = CsvReader::new(bytes, bytes.len() as u64).with_mapping(mapping).with_source_clock(source);
    reader.finish().expect("a table").0
}

/// Whether a table is taken for UTC; `None` if nothing is proved.
fn is_utc(table: &Table) -> Option<bool> {
    let says_utc = |note: &Note| matches!(note, Note::TimesInUtc { .. } | Note::UtcWithoutZone { .. });
    if table.notes.iter().any(says_utc) {
        return Some(true);
    }
    (table.reading.clock == Some(Clock::Local)).then_some(false)
}

/// Errors and open decisions of windows.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    wrong: usize,
    open: usize,
}

impl Score {
    fn add(&mut self, said: Option<bool>, truth: bool) {
        match said {
            Some(said) if said == truth => self.right += 1,
            Some(_) => self.wrong += 1,
            None => self.open += 1,
        }
    }
}

#[test]
fn real_windows() {
    let Some(folder) = folder("real_windows") else { return };
    const WINDOWS: usize = 500;
    let tables: Vec<_> = TABLES.iter().map(|&(file, place)| (file, place, moments(&read(folder.join(file))))).collect();
    let mut scores: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    let mut all: BTreeMap<&str, Score> = BTreeMap::new();
    for at in 0..WINDOWS {
        let (file, place, rows) = &tables[at % tables.len()];
        let shift = SHIFTS[at / tables.len() % SHIFTS.len()];
        // A number for each window, spread over the table.
        let draw = (at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
        let length = [1000, 1500, 3000, 6000][at / 7 % 4].min(rows.len());
        let first = draw as usize % (rows.len() - length + 1);
        let window = rows[first..first + length].iter().copied();
        let of_shift = shift.map(zone);
        // Longitudes that fit the shift, for tables whose zone is not known.
        let place = of_shift.map_or(*place, |_| {
            let lng =
                [-63.6, -76.6, -90.2, -104.9, -118.2][SHIFTS.iter().position(|s| *s == shift).expect("a shift") - 1];
            (lng, if lng > -70.0 { 44.6 } else { 39.3 })
        });
        let home = of_shift.unwrap_or_else(|| {
            let lng = place.0;
            zone(
                if lng < -100.0 {
                    SHIFTS[5]
                } else if lng < -85.0 {
                    SHIFTS[3]
                } else {
                    SHIFTS[2]
                }
                .expect("a zone"),
            )
        });
        let text = written(window.map(|moment| of_shift.map_or(moment, |zone| to_utc(zone, moment))), Some(place));
        let known = read_with(&text, Some(SourceClock { zone: home, times: None }), Mapping::default());
        let unknown = read_with(&text, None, Mapping::default());
        for (way, table) in [("zone known", &known), ("zone open", &unknown)] {
            let said = is_utc(table);
            scores.entry((way, file)).or_default().add(said, shift.is_some());
            all.entry(way).or_default().add(said, shift.is_some());
            if said.is_some_and(|said| said != shift.is_some()) {
                let notes: Vec<&Note> =
                    table.notes.iter().filter(|note| !matches!(note, Note::RowsOfOnePage { .. })).collect();
                eprintln!("{way}, {file}, rows {first} to {}, shift {shift:?}: {notes:?}", first + length);
            }
        }
    }
    for ((way, file), Score { right, wrong, open }) in &scores {
        eprintln!("{way}, {file}: {right} right, {wrong} wrong, {open} open");
    }
    for (way, Score { right, wrong, open }) in all {
        eprintln!("{way}: {right} right, {wrong} wrong, {open} open");
        assert!(wrong * 100 < right + wrong, "{way}: {wrong} of {} decisions are wrong", right + wrong);
    }
}

#[test]
fn real_tables_that_carry_a_z_are_local_or_utc() {
    let Some(folder) = folder("real_tables_that_carry_a_z_are_local_or_utc") else { return };
    let local = read(folder.join("crime/part1_2022_victim_fields.csv"));
    assert_eq!(local.reading.clock, Some(Clock::Local), "{:?}", local.notes);
    // Homicides of Medellin peak at 20:00, as all of Colombia's do, only if the stamps are UTC.
    let utc = read(folder.join("cities/tables/medellin_homicides.csv"));
    assert_ne!(is_utc(&utc), Some(false), "{:?}", utc.notes);
    for file in ["crime/part1_2016-2021.csv", "crime/part1_2011-2016.csv", "cities/tables/st_louis_2024-03.csv"] {
        let table = read(folder.join(file));
        let is_of_clock = |note: &Note| {
            matches!(
                note,
                Note::TimesInUtc { .. }
                    | Note::UtcWithoutZone { .. }
                    | Note::MarkedAsUtc { .. }
                    | Note::MidnightsInUtc { .. }
            )
        };
        assert!(!table.notes.iter().any(is_of_clock), "{file}: {:?}", table.notes);
        let hours = |table: &Table| {
            let known: Vec<u16> = moments(table).iter().map(|(_, minute)| minute / 60).collect();
            (0..24).min_by_key(|hour| known.iter().filter(|other| *other == hour).count())
        };
        assert!(matches!(hours(&table), Some(4..=6)), "{file} is quiet at {:?}", hours(&table));
    }
}

#[test]
fn heaps_planted_at_noon_in_real_rows_are_found() {
    let Some(folder) = folder("heaps_planted_at_noon_in_real_rows_are_found") else { return };
    const TRIALS: usize = 100;
    const ROWS: usize = 5000;
    // Tables in which noon is as frequent as other full hours.
    let files = [
        "cities/tables/new_york_shootings.csv",
        "cities/tables/philadelphia_shooting_victims.csv",
        "cities/tables/chicago_homicides.csv",
        "cities/tables/chicago_aggravated_assaults.csv.gz",
    ];
    let tables = files.map(|file| moments(&read(folder.join(file))));
    let (mut found, mut false_alarms) = (0, 0);
    for at in 0..TRIALS {
        let rows = &tables[at % tables.len()];
        let first = at * 7919 % (rows.len() - ROWS);
        let window = &rows[first..first + ROWS];
        let says = |planted: usize| {
            let noon = std::iter::repeat_n((window[0].0, 12 * 60), planted);
            let table = read_with(&written(window.iter().copied().chain(noon), None), None, Mapping::default());
            let time = TimeOfDay::from_minutes(12 * 60);
            table.notes.iter().any(|note| matches!(note, Note::UnknownTime { time: told, .. } if *told == time))
        };
        found += usize::from(says(ROWS / 100));
        false_alarms += usize::from(says(0));
    }
    eprintln!("{found} of {TRIALS} heaps of one row in a hundred found, {false_alarms} false alarms");
    assert!(found >= 95 && false_alarms <= 5);
}
