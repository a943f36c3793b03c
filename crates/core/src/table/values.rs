//! What a column contains, judged by the first rows of the file.

use rustc_hash::FxHashMap;

use super::age;
use super::coarse::Shape;
use super::date::{is_date, time_of_date};
use super::months::month_named;
use super::point::{parse_degrees, parse_point, usable};
use super::split::{Record, Splitter, Syntax};
use super::text::{shortened, text};
use super::time::parse_time;
use crate::number::{Proofs, Style};
use vc_model::result::ColumnValues;

/// Most rows examined.
const ROWS: usize = 400;
/// Number of sample values, and their longest length in characters.
const SAMPLES: usize = 3;
const SAMPLE_LENGTH: usize = 40;
/// Most distinct values that are kept.
const FEW: usize = 20;

/// Counts of one column's values by what they can be.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    pub rows: usize,
    /// Number of values that are not empty.
    pub n: usize,
    /// Distinct values.
    pub n_distinct: usize,
    samples: Vec<String>,
    /// All distinct values, if they are few.
    few: Vec<String>,
    numbers: usize,
    dates: usize,
    times: usize,
    /// Times with a colon, or with AM or PM.
    clocks: usize,
    points: usize,
    lngs: usize,
    lats: usize,
    ages: usize,
    letters: usize,
    sexes: usize,
    races: usize,
    sides: usize,
    months: usize,
    named_months: usize,
    /// The time of day of the first date with one, and whether another one differs.
    time_of_dates: Option<u16>,
    times_differ: bool,
    years: usize,
    proofs: Proofs,
}

/// Words that identify columns about people, in upper case.
const SEXES: &[&str] = &[
    "F",
    "M",
    "FEMALE",
    "MALE",
    "U",
    "X",
    "UNKNOWN",
    "NON-BINARY", // English
    "H",
    "MASCULINO",
    "FEMENINO",
    "HOMBRE",
    "MUJER",
    "VARON",
    "VARÓN",
    "DESCONOCIDO",
    "SIN DATO", // Spanish
    "FEMININO",
    "FEMME",
    "HOMME",
    "INCONNU",
    "WEIBLICH",
    "MÄNNLICH", // Portuguese, French, German
];
const RACES: &[&str] = &[
    "WHITE",
    "BLACK",
    "ASIAN",
    "HISPANIC",
    "BLACK_OR_AFRICAN_AMERICAN",
    "BLACK OR AFRICAN AMERICAN",
    "AMERICAN INDIAN/ALASKAN NATIVE",
    "AMERICAN_INDIAN_OR_ALASKA_NATIVE",
    "WHITE HISPANIC",
    "BLACK HISPANIC",
    "ASIAN / PACIFIC ISLANDER",
    "UNKNOWN",
    "OTHER",
];
const SIDES: &[&str] = &["I", "O", "INSIDE", "OUTSIDE", "INDOOR", "OUTDOOR", "INDOORS", "OUTDOORS"];

impl Values {
    /// Counts a value that `n` rows have.
    fn count(&mut self, value: &str, n: usize) {
        self.n += n;
        self.n_distinct += 1;
        let number: Option<f64> = value.parse().ok().filter(|number: &f64| number.is_finite());
        let number = number.or_else(|| Style::Point.read(value)).or_else(|| Style::Comma.read(value));
        let upper = value.to_uppercase();
        let is_one_of = |words: &[&str]| words.contains(&upper.as_str());
        let degrees = parse_degrees(value.replace(',', ".").as_bytes());
        let is_fraction = value.contains(['.', ',']);
        let time = parse_time(value);
        if let Some(minute) = time_of_date(value) {
            self.times_differ |= *self.time_of_dates.get_or_insert(minute) != minute;
        }
        let mut count = |is_so: bool, counter: fn(&mut Self) -> &mut usize| *counter(self) += if is_so { n } else { 0 };
        count(number.is_some(), |v| &mut v.numbers);
        count(number.is_none() && is_date(value), |v| &mut v.dates);
        count(time.is_some(), |v| &mut v.times);
        count(time.is_some() && (value.contains(':') || upper.ends_with('M')), |v| &mut v.clocks);
        count(parse_point(value.as_bytes()).is_some(), |v| &mut v.points);
        count(is_fraction && usable(degrees, Some(1)).is_some(), |v| &mut v.lngs);
        count(is_fraction && usable(Some(1), degrees).is_some(), |v| &mut v.lats);
        count(age::canonical(value).is_some(), |v| &mut v.ages);
        count(number.is_none() && value.chars().any(char::is_alphabetic), |v| &mut v.letters);
        count(is_one_of(SEXES), |v| &mut v.sexes);
        count(is_one_of(RACES), |v| &mut v.races);
        count(is_one_of(SIDES), |v| &mut v.sides);
        count(Shape::Month.read(value).is_some(), |v| &mut v.months);
        count(month_named(value).is_some(), |v| &mut v.named_months);
        count(Shape::Year.read(value).is_some(), |v| &mut v.years);
        self.proofs.count(value, n as u64);
    }

    fn share(&self, n: usize) -> f64 {
        if self.n == 0 { 0.0 } else { n as f64 / self.n as f64 }
    }

    /// Share of values that are plain numbers.
    pub(super) fn numbers(&self) -> f64 {
        self.share(self.numbers)
    }

    /// Share that are dates, with or without a time.
    pub(super) fn dates(&self) -> f64 {
        self.share(self.dates)
    }

    /// Share that are months of a year.
    pub(super) fn months(&self) -> f64 {
        self.share(self.months)
    }

    /// Share that are names of months.
    pub(super) fn named_months(&self) -> f64 {
        self.share(self.named_months)
    }

    /// Share that can be years.
    pub(super) fn years(&self) -> f64 {
        self.share(self.years)
    }

    /// How the column writes numbers, if its values prove it.
    pub(super) fn style(&self) -> Option<Style> {
        self.proofs.proved()
    }

    /// Whether the dates have times of day that differ.
    pub(super) const fn has_times(&self) -> bool {
        self.times_differ
    }

    /// Share that can be times of day.
    pub(super) fn times(&self) -> f64 {
        self.share(self.times)
    }

    /// Share that can only be times of day.
    pub(super) fn clocks(&self) -> f64 {
        self.share(self.clocks)
    }

    /// Share that are two coordinates in one text.
    pub(super) fn points(&self) -> f64 {
        self.share(self.points)
    }

    /// Share that can be longitudes with decimals.
    pub(super) fn lngs(&self) -> f64 {
        self.share(self.lngs)
    }

    /// Share that can be latitudes with decimals.
    pub(super) fn lats(&self) -> f64 {
        self.share(self.lats)
    }

    /// Share that can be ages.
    pub(super) fn ages(&self) -> f64 {
        self.share(self.ages)
    }

    /// Share that are known words for a sex.
    pub(super) fn sexes(&self) -> f64 {
        self.share(self.sexes)
    }

    /// Share that are known words for a race.
    pub(super) fn races(&self) -> f64 {
        self.share(self.races)
    }

    /// Share that say indoors or outdoors.
    pub(super) fn sides(&self) -> f64 {
        self.share(self.sides)
    }

    /// How much the column looks like categories in words, 0–1: repeated text.
    pub(super) fn words(&self) -> f64 {
        let repeats = 1.0 - self.n_distinct as f64 / self.n.max(1) as f64;
        if self.n_distinct < 2 { 0.0 } else { self.share(self.letters) * (2.0 * repeats).min(1.0) }
    }

    /// All distinct values, in no particular order, if they are few.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        self.few.iter().map(String::as_str)
    }

    /// A summary for the user.
    pub(super) fn told(&self) -> ColumnValues {
        ColumnValues {
            rows: self.rows as u64,
            samples: self.samples.clone(),
            distinct: self.n_distinct as u64,
            missing: if self.rows == 0 { 0.0 } else { 1.0 - self.n as f64 / self.rows as f64 },
            numbers: self.numbers(),
        }
    }
}

/// Examines the first rows of a table of `n_columns` columns; skips rows with another number of fields.
pub(super) fn values(bytes: &[u8], syntax: Syntax, n_columns: usize, is_last: bool) -> Vec<Values> {
    let mut splitter = Splitter::new(bytes, syntax, is_last);
    let mut record = Record::default();
    let mut columns = vec![Values::default(); n_columns];
    // Each distinct value is examined once.
    let mut rows_of: Vec<FxHashMap<Vec<u8>, usize>> = vec![FxHashMap::default(); n_columns];
    let mut n_rows = 0;
    while n_rows < ROWS && splitter.read(&mut record) {
        n_rows += 1;
        if record.len() < n_columns {
            continue;
        }
        for (at, column) in columns.iter_mut().enumerate() {
            column.rows += 1;
            let value = record.get(bytes, at).trim_ascii();
            match rows_of[at].get_mut(value) {
                Some(rows) => *rows += 1,
                None if value.is_empty() => {}
                None => {
                    if column.samples.len() < SAMPLES {
                        column.samples.push(shortened(&text(value), SAMPLE_LENGTH));
                    }
                    rows_of[at].insert(value.to_vec(), 1);
                }
            }
        }
    }
    for (column, rows_of) in columns.iter_mut().zip(&rows_of) {
        rows_of.iter().for_each(|(value, n)| column.count(&text(value), *n));
        if rows_of.len() <= FEW {
            column.few = rows_of.keys().map(|value| text(value).into_owned()).collect();
        }
    }
    columns
}
