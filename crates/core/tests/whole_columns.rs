//! Values that only a whole column, or the columns beside it, can tell the meaning of.

use std::collections::BTreeMap;

use vc_core::table::{MISSING_DAY, MISSING_MINUTE, Precision, Role, Table, civil_from_day, parse_csv};
use vc_model::result::{Note, Reason};

fn table(text: &str) -> Table {
    parse_csv(text.as_bytes()).expect("a table")
}

/// A table with these headers and rows.
fn of(headers: &str, rows: impl IntoIterator<Item = String>) -> Table {
    let rows: Vec<String> = rows.into_iter().collect();
    table(&format!("{headers}\n{}\n", rows.join("\n")))
}

/// Per row, the date as `YYYY-MM-DD`; empty if it has none.
fn dates(table: &Table) -> Vec<String> {
    let written = |&day: &i32| match day {
        MISSING_DAY => String::new(),
        day => {
            let (year, month, of_month) = civil_from_day(day);
            format!("{year:04}-{month:02}-{of_month:02}")
        }
    };
    table.days.iter().flatten().map(written).collect()
}

/// Per row, the time as `HH:MM`; empty if it has none.
fn times(table: &Table) -> Vec<String> {
    let written = |&minute: &u16| match minute {
        MISSING_MINUTE => String::new(),
        minute => format!("{:02}:{:02}", minute / 60, minute % 60),
    };
    table.minutes.iter().flatten().map(written).collect()
}

/// The levels of a column, with their rows.
fn levels(table: &Table, role: Role) -> BTreeMap<&str, u64> {
    let column = &table.coded[&role];
    let counts = column.codes.counts(column.levels.len());
    column.levels.iter().map(String::as_str).zip(counts).filter(|(_, rows)| *rows > 0).collect()
}

fn has(table: &Table, is_so: impl Fn(&Note) -> bool) -> bool {
    table.notes.iter().any(is_so)
}

#[test]
fn a_date_in_several_columns_is_put_together() {
    let parts = of(
        "TYPE,YEAR,MONTH,DAY,HOUR,MINUTE",
        (1..=20).map(|at| format!("Theft {},2020,{},{at},{at},5", at % 3, at % 12 + 1)),
    );
    assert_eq!(dates(&parts)[..2], ["2020-02-01", "2020-03-02"]);
    assert_eq!(times(&parts)[..2], ["01:05", "02:05"]);
    assert_eq!(levels(&parts, Role::Description).len(), 3);
    let without_day = of("Delito,AÑO,MES", (0..24).map(|at| format!("ROBO {},2021,{}", at % 3, at % 12 + 1)));
    assert_eq!(dates(&without_day)[..2], ["2021-01-01", "2021-02-01"]);
    assert_eq!(without_day.precision, Precision::Month);
}

#[test]
fn dates_may_be_exact_to_a_month_or_a_year_only() {
    let months = of("Month,Crime type", (0..24).map(|at| format!("2022-{:02},Kind {}", at % 12 + 1, at % 3)));
    assert_eq!((months.precision, dates(&months)[11].as_str()), (Precision::Month, "2022-12-01"));
    assert!(months.days_exact_to(Precision::Day).is_none() && months.days_exact_to(Precision::Month).is_some());
    assert!(has(&months, |note| matches!(note, Note::CoarseDates { precision: Precision::Month, rows: 24 })));
    let years = of("Year,Offense", (0..24).map(|at| format!("{},Kind {}", 1993 + at % 4, at % 3)));
    assert_eq!((years.precision, dates(&years)[1].as_str()), (Precision::Year, "1994-01-01"));
}

#[test]
fn days_counted_by_a_spreadsheet_are_dates_with_a_time() {
    let serial = of("CrimeDateTime,Offense", (0..30).map(|at| format!("{}.5,Kind {}", 44_199 + at, at % 3)));
    assert_eq!(
        (dates(&serial)[0].as_str(), serial.minutes.is_none()),
        ("2021-01-03", true),
        "noon everywhere is no time"
    );
    let serial =
        of("CrimeDateTime,Offense", (0..20).map(|at| format!("{}.{},Kind {}", 44_199 + at, at % 9 + 1, at % 3)));
    assert_eq!(times(&serial)[..2], ["02:24", "04:48"]);
}

#[test]
fn a_time_that_all_dates_share_says_nothing_and_a_column_of_hours_does() {
    let rows =
        |at: i32| format!("2021-01-{:02} 05:00:00,{},Kind {}", at % 28 + 1, [14, 21, 23][at as usize % 3], at % 2);
    let table = of("OCC_DATE,OCC_HOUR,Offense", (0..60).map(rows));
    assert_eq!(times(&table)[..3], ["14:00", "21:00", "23:00"]);
    let rows = |at: i32| format!("2021-01-{:02} 05:00:00,Kind {}", at % 28 + 1, at % 2);
    let table = of("OCC_DATE,Offense", (0..60).map(rows));
    assert_eq!(table.minutes, None);
    assert!(has(&table, |note| matches!(note, Note::ConstantTime { rows: 60, .. })));
}

#[test]
fn a_column_that_fails_says_so_and_a_good_date_outlives_its_bad_time() {
    let table = of("CrimeDate,Offense", (0..40).map(|at| format!("day {at},Kind {}", at % 3)));
    assert!(has(&table, |note| matches!(note, Note::Unread { role: Some(Role::Date), rows: 40, of: 40, .. })));
    let rows = |at: i32| {
        format!("01/{:02}/2021 {},Kind {}", at % 28 + 1, if at % 4 == 0 { "UNKNOWN" } else { "07:30" }, at % 3)
    };
    let table = of("CrimeDateTime,Offense", (0..40).map(rows));
    assert!(dates(&table).iter().all(|date| !date.is_empty()));
    assert!(has(&table, |note| matches!(note, Note::Unread { role: Some(Role::Time), rows: 10, .. })));
}

#[test]
fn the_end_of_a_day_is_the_beginning_of_the_next() {
    let table = of("CrimeDateTime,Offense", ["2021-06-30 24:00:00,A", "2021-06-30 07:00,B"].map(str::to_owned));
    assert_eq!((dates(&table)[0].as_str(), times(&table)[0].as_str()), ("2021-07-01", "00:00"));
}

#[test]
fn decimal_commas_are_read_in_coordinates_and_counts() {
    let rows = |at: i32| format!("Kind {};-76,59{at};39,3012{at};{}", at % 3, ["1", "2", "1.234"][at as usize % 3]);
    let table = of("Delito;Longitud;Latitud;Count", (10..40).map(rows));
    assert_eq!(table.positions.as_ref().and_then(|positions| positions.get(0)), Some((-76.5910, 39.301_210)));
    assert_eq!(table.weights.as_ref().map(|weights| weights[1]), Some(1234.0));
}

#[test]
fn sums_and_headers_in_other_spellings_are_no_victims() {
    let text = "Description,CrimeDate\nROBBERY,1/14/2021\nARSON,1/15/2021\n\u{feff}\"description\", CRIMEDATE\nTotal,\nTotals:,2\nTOTAL LOSS,1/16/2021\n";
    let table = table(text);
    let header = Some(Reason::RepeatedHeader);
    assert_eq!(table.set_aside, [None, None, header, Some(Reason::Total), Some(Reason::Total), None]);
}

#[test]
fn an_empty_or_constant_column_gives_way_to_one_that_says_more() {
    let empty = of("OFFENSE_CODE_GROUP,OFFENSE_DESCRIPTION", (0..30).map(|at| format!(",Kind {}", at % 3)));
    assert_eq!(levels(&empty, Role::Description).len(), 3);
    assert!(has(&empty, |note| matches!(note, Note::PassedOver { is_empty: true, .. })));
    let below =
        (0..500).map(|at| if at < 450 { format!(",Kind {}", at % 3) } else { format!("Theft,Kind {}", at % 3) });
    let below = of("OFFENSE_CODE_GROUP,OFFENSE_DESCRIPTION", below);
    assert!(
        has(&below, |note| matches!(note, Note::PassedOver { is_empty: true, later: 50, .. })),
        "{:?}",
        below.notes
    );
    let constant = of("Primary Type,Description", (0..30).map(|at| format!("HOMICIDE,Kind {}", at % 3)));
    assert_eq!(levels(&constant, Role::Description).len(), 3);
}

#[test]
fn what_may_say_what_happened_is_named() {
    let table = of("CrimeDate,Weapon,Wound", (0..30).map(|at| format!("1/{}/2021,KNIFE,Kind {}", at % 28 + 1, at % 3)));
    let asked = |note: &Note| matches!(note, Note::NoDescription { candidates } if candidates == &["Wound"]);
    assert!(has(&table, asked), "{:?}", table.notes);
}

#[test]
fn names_of_rows_and_single_zero_bytes_do_no_harm() {
    let rows = |at: i32| format!("{at},1/{}/2021,KNIFE", at % 28 + 1);
    let table = of("CrimeDate,Weapon", (1..=30).map(rows));
    assert_eq!((table.n_rows, dates(&table)[0].as_str()), (30, "2021-01-02"));
    let rows = |at: i32| format!("1/{}/2021,KNI{}FE", at % 28 + 1, if at == 3 { "\0" } else { "" });
    let table = of("CrimeDate,Weapon", (1..=30).map(rows));
    assert_eq!(levels(&table, Role::Weapon), BTreeMap::from([("KNIFE", 30)]));
}

#[test]
fn points_stand_behind_an_address_or_without_brackets() {
    for point in
        ["\"12 MAIN ST\nBALTIMORE, MD\n(39.3012, -76.5910)\"", "\"39.3012,-76.5910\"", "POINT Z (-76.5910 39.3012 0)"]
    {
        let table = of("Offense,Location 1", (0..3).map(|at| format!("Kind {at},{point}")));
        let first = table.positions.as_ref().and_then(|positions| positions.get(0));
        assert_eq!(first, Some((-76.591, 39.3012)), "{point}");
    }
}

#[test]
fn ids_that_tell_no_rows_apart_make_no_repeats() {
    let rounded = of("DR_NO,Offense", (0..60).map(|at| format!("1.90326E+11,Kind {}", at % 3)));
    assert!(rounded.set_aside.iter().all(Option::is_none));
    assert!(has(&rounded, |note| matches!(note, Note::FewIds { ids: 1, rows: 60, .. })));
    let repeated = of("DR_NO,Offense", (0..60).map(|at| format!("{},Kind {}", at / 2, at / 2 % 3)));
    assert_eq!(repeated.set_aside.iter().filter(|reason| reason.is_some()).count(), 30);
}

#[test]
fn a_column_that_numbers_the_rows_is_no_count() {
    let numbered = of("N,Offense", (1..=30).map(|at| format!("{at},Kind {}", at % 3)));
    assert_eq!(numbered.weights, None);
    let counts = of("N,Offense", (1..=30).map(|at| format!("{},Kind {}", at % 7 + 1, at % 3)));
    assert!(counts.weights.is_some());
}

#[test]
fn crimes_that_are_only_sides_are_no_crimes() {
    let row =
        |n: usize| format!("2016-06-{:02},{},{}", n % 28 + 1, ["I", "O"][n % 2], ["HANDS", "KNIFE", "GUN"][n % 3]);
    let shifted = of("crimeDate,description,weapon", (0..60).map(row));
    assert_eq!(levels(&shifted, Role::InsideOutside), [("INSIDE", 30), ("OUTSIDE", 30)].into());
    assert!(!shifted.coded.contains_key(&Role::Description));
    let mended = Note::MendedHeader { header: "description".into(), from: Role::Description, to: Role::InsideOutside };
    assert!(shifted.notes.contains(&mended), "{:?}", shifted.notes);
    assert!(has(&shifted, |note| matches!(note, Note::NoDescription { .. })));
    let crimes = of("crimeDate,description,weapon", (0..60).map(|n| row(n).replace(",I,", ",ARSON,")));
    assert!(crimes.coded.contains_key(&Role::Description), "one crime that is called O");
}

#[test]
fn the_moment_of_the_crime_comes_before_those_of_the_police() {
    let moment = |n: usize, hour: usize| format!("2019-06-{:02} {:02}:50:00", n % 28 + 1, (n + hour) % 24);
    for headers in [
        "offense,Report Date,Occurred",
        "offense,arrest_date,Committed",
        "offense,birth_date,Occurred",
        "offense,fecha_denuncia,fecha_suceso",
        "offense,data_registro,data_fato",
        "offense,date_plainte,Date des faits",
        "offense,dispatch_date,occurred",
    ] {
        let rows = (0..60).map(|n| format!("THEFT {},{},{}", n % 3, moment(n + 5, 9), moment(n, 0)));
        let table = of(headers, rows);
        assert_eq!((dates(&table)[0].as_str(), times(&table)[0].as_str()), ("2019-06-01", "00:50"), "{headers}");
    }
    let rows = (0..60).map(|n| format!("{:02}:10,{},THEFT {}", (n + 9) % 24, moment(n, 0), n % 3));
    let table = of("dispatch_time,CrimeDateTime,offense", rows);
    assert_eq!(times(&table)[0], "00:50");
    let rows = (0..60).map(|n| format!("THEFT {},{}", n % 3, moment(n, 0)));
    assert_eq!(dates(&of("offense,Report Date", rows))[0], "2019-06-01", "the only date there is");
}

#[test]
fn times_of_two_halves_of_the_day_are_joined() {
    let rows = (0..60).map(|n| format!("2019-06-02,{:02}:50,{},THEFT {}", n % 12 + 1, ["AM", "PM"][n / 12 % 2], n % 3));
    let table = of("date,time,AM/PM,offense", rows);
    assert_eq!((times(&table)[0].as_str(), times(&table)[12].as_str()), ("01:50", "13:50"));
}

#[test]
fn times_without_their_half_of_the_day_are_no_hours() {
    let rows = |hours: usize| (0..240).map(move |n| format!("2019-06-02,{:02}:50,THEFT {}", n % hours + 1, n % 3));
    let table = of("date,time,offense", rows(12));
    assert!(table.minutes.is_none() && table.notes.contains(&Note::TwelveHourTimes { rows: 240 }), "{:?}", table.notes);
    assert!(of("date,time,offense", rows(13)).minutes.is_some());
}

#[test]
fn traits_of_others_and_answers_are_no_traits_of_victims() {
    let rows = |at: &dyn Fn(usize) -> String| (0..60).map(|n| format!("THEFT {},{}", n % 3, at(n))).collect::<Vec<_>>();
    for header in ["sexo_imputado", "accused_gender", "sexo del agresor", "S_Sex"] {
        let table = of(&format!("offense,{header}"), rows(&|n| ["F", "M"][n % 2].into()));
        assert!(!table.coded.contains_key(&Role::Sex), "{header}");
    }
    for (header, value) in
        [("Notes", "Unknown"), ("Status", "Other"), ("Race Motivated", "N"), ("Weapon Recovered", "Y")]
    {
        let table = of(&format!("offense,{header}"), rows(&|_| value.into()));
        assert_eq!(table.coded.keys().collect::<Vec<_>>(), [&Role::Description], "{header}");
    }
}

#[test]
fn what_happened_is_not_looked_for_among_traits_of_others() {
    let rows =
        (0..60).map(|n| format!("2019-06-{:02},{},{}", n % 28 + 1, ["M", "F"][n % 2], ["shooting", "stabbing"][n % 2]));
    let table = of("date,PERP_SEX,case_kind,weapon", rows.map(|row| row + ",GUN"));
    let candidates = vec!["case_kind".to_owned()];
    assert!(table.notes.contains(&Note::NoDescription { candidates }), "{:?}", table.notes);
}

#[test]
fn lines_below_the_rows_are_no_victims() {
    let rows = [
        "ROBBERY,1/14/2021,A",
        "Source: Police,,",
        "(100 rows affected),,",
        "*Total,2,",
        "TOTAL 2021,,2",
        "TOTAL LOSS,1/16/2021,B",
    ];
    let table = of("Description,CrimeDate,Beat", rows.map(str::to_owned));
    let total = Some(Reason::Total);
    assert_eq!(table.set_aside, [None, total, total, total, total, None]);
}

#[test]
fn firsts_of_months_are_told_without_times_too() {
    let rows = (0..3000).map(|n| match n % 5 {
        0 => "2020-01-01,THEFT".to_owned(),
        _ => format!("2020-{:02}-{:02},ARSON", n % 12 + 1, n / 12 % 28 + 1),
    });
    let table = of("date,offense", rows);
    assert!(
        has(&table, |note| matches!(note, Note::FirstsOfMonths { .. } | Note::FirstsOfYears { .. })),
        "{:?}",
        table.notes
    );
}
