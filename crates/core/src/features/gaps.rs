//! Gaps in time: an incomplete last month, and columns that are blank in part of the period.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{counts_of_days, span, written as day_text};
use super::{Coding, Join, Selection};
use crate::table::{Day, MISSING_DAY, Precision, Table, civil_from_day, day_from_civil};
use vc_model::params::{Column, Period};
use vc_model::result::Note;
use vc_model::sorting::CompactSort;

/// A month counts as cut off if so many victims are expected in its empty last days. By chance alone, one of 150 such
/// months has none.
const EXPECTED: f64 = 5.0;
/// Number of days that decide how many victims a day usually has.
const RECENT_DAYS: Day = 90;
/// A month with less than this share of the usual number of victims is reported.
const FEW: f64 = 0.5;
/// Fewest and most of the months before it that define the usual number.
const MONTHS_BEFORE: (usize, usize) = (3, 12);
/// Fewest victims of a month to be judged, or to define the usual number.
const ENOUGH: f64 = 20.0;
/// A column is blank in a part if this share of it is missing, and that is so much more than elsewhere.
const BLANK: f64 = 0.5;
const BLANKER: f64 = 0.4;

/// Most dates that a note lists.
const FAR_DATES_NAMED: usize = 3;

/// Months since the year 0.
pub(super) type Month = i32;

/// Notes about gaps that affect comparisons between parts of the period. `columns` holds the columns that enter the
/// analysis or filter its rows.
pub(crate) fn gaps(table: &Table, selection: &Selection, join: Option<&Join>, columns: &BTreeSet<Column>) -> Vec<Note> {
    let mut notes: Vec<Note> = last_month(table, selection).into_iter().collect();
    let Some(dated) = table.days.as_ref().and_then(|days| Dated::new(table, selection, days)) else { return notes };
    // Columns that are blank in the same months get one note.
    let mut parts: Vec<(Part, Vec<Column>)> = Vec::new();
    for &column in columns {
        let blank = match column {
            // Rows without a date belong to no month.
            Column::Weekday | Column::Month => None,
            Column::Census => join.and_then(|join| dated.blank_part(table, |row| join.region.get(row) == 0)),
            _ => Coding::of(table, column).and_then(|coding| dated.blank_part(table, |row| coding.code(row) == 0)),
        };
        let Some(part) = blank else { continue };
        match parts.iter_mut().find(|(told, _)| *told == part) {
            Some((_, columns)) => columns.push(column),
            None => parts.push((part, vec![column])),
        }
    }
    notes.extend(parts.into_iter().map(|(Part { first, last, missing, elsewhere }, columns)| Note::BlankInPart {
        columns,
        first: written(first),
        last: written(last),
        missing: f64::from(missing) / 100.0,
        elsewhere: f64::from(elsewhere) / 100.0,
    }));
    notes
}

/// A note about dates far from all others, if years were not chosen so that none of them is among their rows.
pub(crate) fn far_dates(table: &Table, period: Period) -> Option<Note> {
    let span = span(table)?;
    let is_asked = |day: Day| match period {
        Period::Years(first, last) => (first..=last).contains(&civil_from_day(day).0),
        Period::All | Period::Latest => true,
    };
    let far: Vec<(Day, u64)> = span.far.into_iter().filter(|(day, _)| is_asked(*day)).collect();
    (!far.is_empty()).then(|| Note::FarDates {
        rows: far.iter().map(|(_, rows)| rows).sum(),
        dates: far.iter().take(FAR_DATES_NAMED).map(|(day, _)| day_text(*day)).collect(),
        first: day_text(span.first),
        last: day_text(span.last),
    })
}

/// A note about the table's last month, if it lies in the period and is incomplete.
fn last_month(table: &Table, selection: &Selection) -> Option<Note> {
    let span = span(table)?;
    let (first_day, last_day) = (span.first, span.last);
    let days = counts_of_days(table).into_iter().filter(|count| (first_day..=last_day).contains(&count.day));
    let days: Vec<(Day, f64)> = days.map(|count| (count.day, count.victims)).collect();
    let (year, ..) = civil_from_day(last_day);
    if selection.period.is_some_and(|(first, last)| !(first..=last).contains(&year)) {
        return None;
    }
    let month = month_of(last_day);
    let recent = days.iter().filter(|(day, _)| *day > last_day - RECENT_DAYS);
    let per_day =
        recent.map(|(_, victims)| victims).sum::<f64>() / f64::from(RECENT_DAYS.min(last_day - first_day + 1));
    // Of dates that are exact to a month, the last day is not known.
    let n_missing = if table.precision == Precision::Day { first_of(month + 1) - 1 - last_day } else { 0 };
    if per_day * f64::from(n_missing) >= EXPECTED {
        return Some(Note::IncompleteMonth { month: written(month), last: day_text(last_day) });
    }
    let mut by_month: BTreeMap<Month, f64> = BTreeMap::new();
    days.iter().for_each(|(day, victims)| *by_month.entry(month_of(*day)).or_default() += victims);
    let victims = by_month.remove(&month)?;
    // The table may begin within its first month.
    let whole = by_month.into_iter().skip(1).rev().take(MONTHS_BEFORE.1);
    let mut before: Vec<f64> = whole.map(|(_, victims)| victims).collect();
    before.compact_sort_by(f64::total_cmp);
    let usual = *before.get(before.len() / 2).filter(|_| before.len() >= MONTHS_BEFORE.0)?;
    let is_few = usual >= ENOUGH && victims < usual * FEW;
    is_few.then(|| Note::FewInLastMonth { month: written(month), victims, usual })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Part {
    first: Month,
    last: Month,
    /// Share of victims for whom the column is missing, in whole percent.
    missing: u8,
    /// The same share outside this part.
    elsewhere: u8,
}

/// The selected rows with a date.
pub(super) struct Dated {
    /// Each row with the number of its month, counted from `first`.
    pub(super) rows: Vec<(u32, u16)>,
    pub(super) first: Month,
    /// Victims of each month up to the last one. All dates lie within three centuries, so the list is short.
    pub(super) victims: Vec<f64>,
}

impl Dated {
    /// `None` if no row has a date.
    pub(super) fn new(table: &Table, selection: &Selection, days: &[Day]) -> Option<Self> {
        let of = |row: u32| Some(days[row as usize]).filter(|day| *day != MISSING_DAY);
        let dated = || selection.rows.iter().filter_map(|&row| Some((row, of(row)?)));
        let (earliest, latest) = dated().fold(None, |known, (_, day)| {
            let (earliest, latest) = known.unwrap_or((day, day));
            Some((day.min(earliest), day.max(latest)))
        })?;
        let (first, last) = (month_of(earliest), month_of(latest));
        let mut victims = vec![0.0; (last - first) as usize + 1];
        let mut rows = Vec::with_capacity(selection.rows.len());
        // Tables are sorted by time: most days equal the day before.
        let (mut day_before, mut month) = (earliest, 0);
        for (row, day) in dated() {
            if day != day_before {
                (day_before, month) = (day, (month_of(day) - first) as u16);
            }
            victims[usize::from(month)] += table.weight(row as usize);
            rows.push((row, month));
        }
        Some(Self { rows, first, victims })
    }

    /// The part of the period in which a column is blank; `None` if it is blank throughout, or nowhere.
    fn blank_part(&self, table: &Table, is_missing: impl Fn(usize) -> bool) -> Option<Part> {
        let mut missing = vec![0.0; self.victims.len()];
        for &(row, month) in &self.rows {
            if is_missing(row as usize) {
                missing[usize::from(month)] += table.weight(row as usize);
            }
        }
        let months =
            || (self.first..).zip(self.victims.iter().zip(&missing).map(|(&victims, &missing)| (victims, missing)));
        let is_blank = |(victims, missing): (f64, f64)| victims >= ENOUGH && missing >= victims * BLANK;
        let mut blank = months().filter(|(_, counts)| is_blank(*counts)).map(|(month, _)| month);
        let first = blank.next()?;
        let last = blank.last().unwrap_or(first);
        let share = |is_within: bool| {
            let part = months().filter(|(month, _)| (first..=last).contains(month) == is_within);
            let (victims, missing) =
                part.fold((0.0, 0.0), |(v, m), (_, (victims, missing))| (v + victims, m + missing));
            (victims >= ENOUGH).then_some(missing / victims)
        };
        let (missing, elsewhere) = (share(true)?, share(false)?);
        // Rounding must not turn "almost all" into 100, or "a little" into 0.
        let percent = |share: f64| {
            if share <= 0.0 {
                0
            } else {
                (share * 100.0).round().clamp(1.0, if share < 1.0 { 99.0 } else { 100.0 }) as u8
            }
        };
        let part = || Part { first, last, missing: percent(missing), elsewhere: percent(elsewhere) };
        (missing >= BLANK && missing - elsewhere >= BLANKER).then(part)
    }
}

fn month_of(day: Day) -> Month {
    let (year, month, _) = civil_from_day(day);
    year * 12 + month - 1
}

fn first_of(month: Month) -> Day {
    day_from_civil(month.div_euclid(12), month.rem_euclid(12) + 1, 1)
}

pub(super) fn written(month: Month) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::select;
    use crate::table::parse_csv;

    fn found(lines: impl IntoIterator<Item = (String, &'static str)>, period: Period) -> Vec<Note> {
        let rows: String = lines.into_iter().map(|(date, weapon)| format!("{date},LARCENY,{weapon}\n")).collect();
        let table = parse_csv(format!("CrimeDate,Description,Weapon\n{rows}").as_bytes()).expect("a table");
        let selection = select(&table, period).expect("rows");
        gaps(&table, &selection, None, &[Column::Description, Column::Weapon].into())
    }

    /// One victim on every day of some months of 2019, and of January 2020 up to a day.
    fn days(until: u32) -> impl Iterator<Item = String> {
        let all = (7..=12).flat_map(|month| (1..=30).map(move |day| format!("2019-{month:02}-{day:02}")));
        all.chain((1..=until).map(|day| format!("2020-01-{day:02}")))
    }

    #[test]
    fn an_incomplete_last_month_is_noted_if_it_is_selected() {
        let lines = || days(20).map(|date| (date, "KNIFE"));
        let told = Note::IncompleteMonth { month: "2020-01".into(), last: "2020-01-20".into() };
        for period in [Period::All, Period::Years(2020, 2020)] {
            assert_eq!(found(lines(), period), std::slice::from_ref(&told));
        }
        assert_eq!(found(lines(), Period::Years(2019, 2019)), []);
    }

    #[test]
    fn far_dates_are_noted_unless_other_years_were_chosen() {
        let slip = ["1921-03-01", "2092-03-01"].map(|date| (date.to_owned(), "KNIFE"));
        let all: Vec<_> = days(31).map(|date| (date, "KNIFE")).chain(slip).collect();
        let note = |dates: &[&str]| Note::FarDates {
            rows: dates.len() as u64,
            dates: dates.iter().map(|&date| date.to_owned()).collect(),
            first: "2019-07-01".into(),
            last: "2020-01-31".into(),
        };
        let rows: String = all.iter().map(|(date, weapon)| format!("{date},LARCENY,{weapon}\n")).collect();
        let table = parse_csv(format!("CrimeDate,Description,Weapon\n{rows}").as_bytes()).expect("a table");
        for period in [Period::All, Period::Latest] {
            assert_eq!(far_dates(&table, period), Some(note(&["1921-03-01", "2092-03-01"])));
        }
        assert_eq!(far_dates(&table, Period::Years(1900, 2020)), Some(note(&["1921-03-01"])));
        assert_eq!(far_dates(&table, Period::Years(2019, 2020)), None);
        // The last month is that of the other dates.
        assert_eq!(found(all, Period::All), []);
    }

    #[test]
    fn a_quiet_end_of_a_month_is_not_noted() {
        assert_eq!(found(days(28).map(|date| (date, "KNIFE")), Period::All), []);
        // With few rows, the last row of a month is rarely on its last day.
        let few = (1..=12).map(|month| (format!("2019-{month:02}-11"), "KNIFE"));
        assert_eq!(found(few, Period::All), []);
    }

    #[test]
    fn a_last_month_with_few_victims_is_noted() {
        let thin = days(0).chain([1, 9, 17, 28, 31].map(|day| format!("2020-01-{day:02}")));
        let told = Note::FewInLastMonth { month: "2020-01".into(), victims: 5.0, usual: 30.0 };
        assert_eq!(found(thin.map(|date| (date, "KNIFE")), Period::All), [told]);
    }

    #[test]
    fn a_column_that_is_blank_in_part_of_the_period_is_noted() {
        let weapon = |date: String| {
            let is_blank = date.as_str() < "2019-09-15";
            (date, if is_blank { "" } else { "KNIFE" })
        };
        let notes = found(days(31).map(weapon), Period::All);
        let [Note::BlankInPart { columns, first, last, missing, elsewhere }] = &notes[..] else { panic!("{notes:?}") };
        assert_eq!((columns[0], first.as_str(), last.as_str()), (Column::Weapon, "2019-07", "2019-08"));
        assert!(*missing == 1.0 && *elsewhere < 0.15);
        // Blank throughout, or here and there: the column's share of missing values already shows that.
        assert_eq!(found(days(31).map(|date| (date, "")), Period::All), []);
        let turns = days(31).enumerate().map(|(at, date)| (date, if at % 3 == 0 { "KNIFE" } else { "" }));
        assert_eq!(found(turns, Period::All), []);
    }
}
