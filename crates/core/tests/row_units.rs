//! What one row of a table is, and which rows count: small tables worked out by hand, and the cities' real ones.

use std::path::PathBuf;

use vc_core::table::{CsvReader, Table, parse_csv};
use vc_model::params::{Counting, Mapping, Purpose, Role};
use vc_model::result::{Counted, Note, Numbers, Reason, RowIs};

fn table(text: &str) -> Table {
    parse_csv(text.as_bytes()).expect("a table")
}

fn counted(text: &str, counting: Counting) -> Table {
    let mapping = Mapping { counting: Some(counting), ..Mapping::default() };
    let reader = CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping);
    reader.finish().expect("a table").0
}

/// The rows that are set aside, with their reasons.
fn set_aside(table: &Table) -> Vec<(usize, Reason)> {
    table.set_aside.iter().enumerate().filter_map(|(row, reason)| Some((row, (*reason)?))).collect()
}

/// Header, rows with a number and distinct numbers.
fn numbered(table: &Table) -> Option<(&str, Numbers, u64, u64)> {
    table.unit.numbered.as_ref().map(|n| (n.header.as_str(), n.numbers, n.rows, n.distinct))
}

/// Two offenses of one victim (A), and two victims with one offense each.
const OFFENSES_OF_VICTIMS: &str = "victim_id,offense_name,age_num
A,Robbery,30
A,Assault,30
B,Theft,41
C,Theft,22
";

#[test]
fn a_victim_of_two_offenses_has_two_rows() {
    let read = table(OFFENSES_OF_VICTIMS);
    assert_eq!((read.unit.row, read.unit.rows, read.unit.counting), (RowIs::OffenseOfVictim, 4, Counted::Rows));
    assert_eq!(numbered(&read), Some(("victim_id", Numbers::Victims, 4, 3)));
    assert_eq!(set_aside(&read), [], "every row counts unless a person decides");
    let note = Note::SeveralRowsEach { header: "victim_id".into(), numbers: Numbers::Victims, rows: 4, distinct: 3 };
    assert!(read.notes.contains(&note), "{:?}", read.notes);
    let once = counted(OFFENSES_OF_VICTIMS, Counting::Once);
    assert_eq!(set_aside(&once), [(1, Reason::CountedBefore)]);
    assert_eq!((once.unit.row, once.unit.rows, once.unit.counting), (RowIs::OffenseOfVictim, 3, Counted::Once));
    assert_eq!(numbered(&once), Some(("victim_id", Numbers::Victims, 4, 3)));
    assert!(!once.notes.contains(&note));
}

#[test]
fn victims_may_be_numbered_within_their_cases() {
    let rows = "Incident Number,Victim Number,Offense Description
1,1,Robbery\n1,2,Robbery\n2,1,Theft\n2,1,Fraud\n3,1,Theft\n,,Theft\n";
    let read = table(rows);
    assert_eq!(read.unit.row, RowIs::OffenseOfVictim);
    assert_eq!(numbered(&read), Some(("Victim Number", Numbers::Victims, 5, 4)));
    // A row without a number is a victim of its own.
    assert_eq!(set_aside(&counted(rows, Counting::Once)), [(3, Reason::CountedBefore)]);
    let unique = table("Incident Number,Victim Number,Offense Description\n1,1,Robbery\n1,2,Robbery\n2,1,Theft\n");
    assert_eq!((unique.unit.row, numbered(&unique)), (RowIs::Victim, Some(("Victim Number", Numbers::Victims, 3, 3))));
}

/// A table of cases: the number, the offense and the victim's age of each row.
fn cases(rows: impl Iterator<Item = (usize, &'static str, u32)>) -> String {
    let rows: String = rows.map(|(case, offense, age)| format!("{case},{offense},{age}\n")).collect();
    format!("Case Number,Offense,Victim Age\n{rows}")
}

#[test]
fn rows_of_one_case_tell_victims_from_offenses() {
    let of = |offense: fn(usize) -> &'static str, age: fn(usize) -> u32| {
        // Twenty cases of two rows.
        cases((0..40).map(|at| (at / 2, offense(at), age(at))))
    };
    let victims = of(|at| if at / 2 % 3 == 0 { "Robbery" } else { "Assault" }, |at| 20 + at as u32);
    let read = table(&victims);
    assert_eq!(read.unit.row, RowIs::Victim);
    assert_eq!(numbered(&read), Some(("Case Number", Numbers::Cases, 40, 20)));
    assert_eq!(set_aside(&counted(&victims, Counting::Once)), [], "each row is a victim");
    let offenses = of(|at| if at % 2 == 0 { "Robbery" } else { "Assault" }, |at| 20 + at as u32 / 2);
    assert_eq!(table(&offenses).unit.row, RowIs::OffenseOfVictim);
    let once = counted(&offenses, Counting::Once);
    assert_eq!(set_aside(&once).len(), 20);
    let alike = of(|_| "Robbery", |at| 20 + at as u32 / 2);
    assert_eq!(table(&alike).unit.row, RowIs::Unknown, "rows of one case do not differ");
}

#[test]
fn offenses_and_cases_are_recognized_without_traits() {
    let offenses: String =
        (0..40).map(|at| format!("{},{}\n", at / 2, if at % 2 == 0 { "Theft" } else { "Fraud" })).collect();
    let offenses = format!("report_number,offense\n{offenses}");
    let read = table(&offenses);
    assert_eq!((read.unit.row, read.unit.has_traits), (RowIs::Offense, false));
    let note =
        Note::SeveralRowsEach { header: "report_number".into(), numbers: Numbers::Cases, rows: 40, distinct: 20 };
    assert!(read.notes.contains(&note));
    let once = counted(&offenses, Counting::Once);
    assert_eq!(set_aside(&once).len(), 20);
    assert!(set_aside(&once).iter().all(|(row, reason)| row % 2 == 1 && *reason == Reason::CountedBefore));
    let single: String = (0..40).map(|at| format!("{at},Theft {}\n", at % 3)).collect();
    let read = table(&format!("report_number,offense\n{single}"));
    assert_eq!((read.unit.row, numbered(&read)), (RowIs::Case, Some(("report_number", Numbers::Cases, 40, 40))));
}

#[test]
fn endings_tell_rows_of_one_case_apart() {
    let rows: String =
        (0..60).map(|at| format!("{:06}-2021-{:02},{},{}\n", at / 2, at % 2 + 1, "Robbery", 20 + at)).collect();
    let text = format!("servnumid,Offense,Victim Age\nX-2021-01,Theft,1\n{rows}");
    let read = table(&text);
    let numbers = read.unit.numbered.as_ref().expect("numbers");
    assert_eq!((numbers.rows, numbers.distinct, numbers.has_endings), (61, 31, true));
    assert_eq!(read.unit.row, RowIs::Victim, "one offense, other victims");
    // Numbers of a year are no endings.
    let years: String = (0..60).map(|at| format!("21-{at:03},Robbery {},{}\n", at % 2, 20 + at)).collect();
    let read = table(&format!("servnumid,Offense,Victim Age\n{years}"));
    assert_eq!((read.unit.row, read.unit.numbered.as_ref().map(|n| n.has_endings)), (RowIs::Case, Some(false)));
}

const PERSONS: &str = "Report_No,involvement,Description,Age
1,VIC,Robbery,30
1,SUS,Robbery,20
2,ARR,Theft,41
2,VIC,Theft,22
3,UNK,Theft,23
4,VIC,Fraud,50
";

#[test]
fn suspects_are_no_victims_unless_a_person_says_so() {
    let read = table(PERSONS);
    assert_eq!(set_aside(&read), [(1, Reason::NotAVictim), (2, Reason::NotAVictim)]);
    assert_eq!((read.unit.row, read.unit.rows, read.unit.counting), (RowIs::Person, 4, Counted::Victims));
    let note = Note::OthersLeftOut { header: "involvement".into(), victims: 3, others: 2, unclear: 1 };
    assert!(read.notes.contains(&note), "{:?}", read.notes);
    let kept = counted(PERSONS, Counting::Rows);
    assert_eq!((set_aside(&kept), kept.unit.counting), (vec![], Counted::Rows));
    assert!(!kept.notes.contains(&note));
    // Once: suspects stay out.
    assert_eq!(set_aside(&counted(PERSONS, Counting::Once)).len(), 2);
}

#[test]
fn a_column_of_parts_is_known_by_its_words_and_other_codes_are_not() {
    let rows: String = (0..30).map(|at| format!("Theft {},{}\n", at % 3, ["VICTIM", "SUSPECT"][at % 2])).collect();
    assert_eq!(table(&format!("Offense,Class\n{rows}")).unit.row, RowIs::Person);
    let rows: String = (0..30).map(|at| format!("Theft {},{}\n", at % 3, ["V", "S"][at % 2])).collect();
    assert_eq!(table(&format!("Offense,Class\n{rows}")).unit.row, RowIs::Unknown, "single letters may mean anything");
    assert_eq!(table(&format!("Offense,Person Type\n{rows}")).unit.row, RowIs::Person);
    // A person left the column out.
    let mapping = Mapping { roles: [("Person Type".to_owned(), Purpose::Skip)].into(), ..Mapping::default() };
    let text = format!("Offense,Person Type\n{rows}");
    let reader = CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping);
    assert_eq!(reader.finish().expect("a table").0.unit.row, RowIs::Unknown);
}

#[test]
fn a_column_of_counts_is_mentioned_and_never_guessed() {
    let rows: String = (0..30).map(|at| format!("2000,Robbery {},\"1{at:01},000\"\n", at % 3)).collect();
    let text = format!("Year,Crime Type,Number\n{rows}");
    let read = table(&text);
    assert_eq!(read.weights, None);
    let sum: f64 = (0..30).map(|at| format!("1{at:01}000").parse::<f64>().expect("a number")).sum();
    assert!(read.notes.contains(&Note::MaybeCounts { header: "Number".into(), rows: 30, sum }), "{:?}", read.notes);
    let roles = [("Number".to_owned(), Purpose::Role(Role::Weight))].into();
    let mapping = Mapping { roles, ..Mapping::default() };
    let weighed = CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping);
    let weighed = weighed.finish().expect("a table").0;
    assert_eq!((weighed.unit.row, &weighed.unit.counted), (RowIs::Group, &Some(("Number".to_owned(), sum))));
    assert!(!weighed.notes.iter().any(|note| matches!(note, Note::MaybeCounts { .. })));
    // Numbers that are all 1, or that all differ, count nothing.
    let ones: String = (0..30).map(|at| format!("Robbery {},1\n", at % 3)).collect();
    let ids: String = (0..30).map(|at| format!("Robbery {},{}\n", at % 3, at + 100)).collect();
    for rows in [ones, ids] {
        let read = table(&format!("Crime Type,Number\n{rows}"));
        assert!(!read.notes.iter().any(|note| matches!(note, Note::MaybeCounts { .. })), "{:?}", read.notes);
    }
}

#[test]
fn an_empty_column_of_counts_counts_nothing() {
    let read = table("Offense,totalIncidents\nTheft,\nFraud,\n");
    assert_eq!((set_aside(&read), &read.weights), (vec![], &None));
    assert!(read.notes.contains(&Note::EmptyCounts { header: "totalIncidents".into() }), "{:?}", read.notes);
    let some = table("Offense,totalIncidents\nTheft,2\nFraud,\n");
    assert_eq!(set_aside(&some), [(1, Reason::MissingWeight)]);
}

#[test]
fn a_letter_or_a_single_value_is_no_side_of_a_wall() {
    let of = |header: &str, values: [&str; 2]| {
        let rows: String = (0..20).map(|at| format!("Theft {},{}\n", at % 3, values[at % 2])).collect();
        table(&format!("Offense,{header}\n{rows}")).coded.contains_key(&Role::InsideOutside)
    };
    assert!(!of("Status Code", ["O", "O"]) && !of("Status Code", ["I", "O"]) && !of("State", ["Outside", "Outside"]));
    assert!(of("State", ["Inside", "Outside"]) && of("Inside or outside flag", ["I", "O"]));
}

#[test]
fn nothing_is_counted_once_without_numbers() {
    let read = counted("Offense,Age\nTheft,30\nTheft,30\n", Counting::Once);
    assert_eq!((set_aside(&read), read.unit.counting), (vec![], Counted::Rows));
    assert!(read.notes.contains(&Note::NothingToCountBy));
    assert_eq!((read.unit.row, read.unit.has_traits), (RowIs::Unknown, true));
}

/// A file of the folder of real tables; `None`, with a word on it, where the folder is not set.
fn real(name: &str) -> Option<Table> {
    let Some(folder) = std::env::var_os("VICTIM_CLUSTERS_DATA").map(PathBuf::from) else {
        eprintln!("skipped: VICTIM_CLUSTERS_DATA is not set");
        return None;
    };
    let bytes = std::fs::read(folder.join("data").join(name)).expect("a file of the folder");
    Some(parse_csv(&bytes).expect("a table"))
}

#[test]
fn real_tables_are_told_apart() {
    use Numbers::{Cases, Victims};
    use RowIs::{Case, OffenseOfVictim, Unknown, Victim};
    type Expected = (&'static str, RowIs, Option<(&'static str, Numbers, u64, u64)>, bool);
    let expected: [Expected; 13] = [
        ("cities/tables/los_angeles.csv", Case, Some(("DR_NO", Cases, 12_954, 12_954)), true),
        ("cities/tables/new_york_complaints.csv", Case, Some(("CMPLNT_NUM", Cases, 1_862, 1_862)), true),
        ("cities/tables/new_york_shootings.csv", Victim, Some(("INCIDENT_KEY", Cases, 20_659, 16_255)), true),
        ("cities/tables/philadelphia_shooting_victims.csv", Victim, Some(("dc_key", Cases, 14_861, 13_455)), true),
        // Homicides of one case are of several victims, but no column says so.
        ("cities/tables/chicago_homicides.csv", Unknown, Some(("Case Number", Cases, 9_264, 8_875)), false),
        ("cities/tables/st_louis_2024-03.csv", OffenseOfVictim, Some(("VictimNum", Victims, 1_188, 1_086)), false),
        ("cities/tables/san_francisco_robbery.csv", Unknown, None, false),
        ("cities/tables/medellin_homicides.csv", Unknown, None, true),
        ("cities/tables/colombia_homicides_2017.csv", Unknown, None, true),
        ("crime/part1_2011-2016.csv", Unknown, None, false),
        ("crime/part1_2016-2021.csv", Unknown, None, false),
        ("crime/part1_2021_api.csv", Unknown, None, false),
        ("crime/part1_2022_victim_fields.csv", Unknown, None, true),
    ];
    for (name, row, numbers, has_traits) in expected {
        let Some(table) = real(name) else { return };
        assert_eq!((table.unit.row, numbered(&table), table.unit.has_traits), (row, numbers, has_traits), "{name}");
        assert!(table.set_aside.iter().flatten().all(|reason| *reason != Reason::CountedBefore), "{name}");
    }
}
