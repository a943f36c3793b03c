//! Crime tables.

use vc_core::table::{MISSING_DAY, MISSING_MINUTE, Table, civil_from_day, day_from_civil, parse_csv};
use vc_model::failure::Failure;

/// A crime table: every row is used or set aside, every code has a level, what is told of values is told of rows there are.
pub fn csv(data: &[u8]) {
    match parse_csv(data) {
        Ok(table) => check(&table),
        Err(error) => super::told(Failure::Table { file: "a.csv".into(), error }),
    }
}

/// One date and time a line, in a table around them: a day is a day of the calendar, a minute one of a day.
///
/// The table says its separator: a date may be a row of another table's headers.
pub fn dates(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n').take(200);
    let mut text = b"sep=,\nCrimeDateTime,CrimeTime,Description\n".to_vec();
    for line in lines {
        let (date, time) = super::halves(line);
        for field in [date, time] {
            text.push(b'"');
            text.extend(field.iter().filter(|byte| !matches!(**byte, b'"' | 0)));
            text.extend(b"\",");
        }
        text.extend(b"LARCENY\n");
    }
    let table = parse_csv(&text).expect("a table of three columns");
    check(&table);
}

fn check(table: &Table) {
    let n = table.n_rows;
    assert!(n > 0);
    assert_eq!(table.set_aside.len(), n);
    let columns = table.coded.values().chain(table.own.iter().map(|own| &own.column));
    for column in columns {
        assert_eq!(column.codes.len(), n);
        assert!(column.codes.iter().all(|code| (code as usize) < column.levels.len()));
        assert_eq!(column.levels[0], "");
        let rows: u64 = column.codes.counts(column.levels.len()).iter().sum();
        assert_eq!(rows, n as u64);
    }
    if let Some(days) = &table.days {
        assert_eq!(days.len(), n);
        for &day in days.iter().filter(|day| **day != MISSING_DAY) {
            let (year, month, of_month) = civil_from_day(day);
            assert_eq!(day_from_civil(year, month, of_month), day);
            assert!((1..=12).contains(&month) && (1..=31).contains(&of_month), "{year}-{month}-{of_month}");
        }
    }
    if let Some(minutes) = &table.minutes {
        assert_eq!(minutes.len(), n);
        assert!(minutes.iter().all(|&minute| minute < 24 * 60 || minute == MISSING_MINUTE));
    }
    if let Some(weights) = &table.weights {
        assert_eq!(weights.len(), n);
        let used = weights.iter().zip(&table.set_aside).filter(|(_, reason)| reason.is_none());
        assert!(used.into_iter().all(|(weight, _)| weight.is_finite() && *weight > 0.0));
    }
    assert!(table.changes.iter().all(|change| (1..=n as u64).contains(&change.rows)));
}
