//! Milliseconds since 1970, as map servers send dates.

use std::borrow::Cow;

use super::document::{Document, list, object};
use vc_model::calendar::civil_from_day;

const MS_PER_DAY: i64 = 86_400_000;
/// Milliseconds of dates from 1973 on have this many digits or one more; counts and codes of columns that are named after
/// dates have fewer.
const DIGITS: std::ops::RangeInclusive<usize> = 12..=13;

/// Which columns hold moments as numbers.
#[derive(Debug, Default)]
pub(super) struct Moments {
    /// Per column: whether it holds numbers, and whether all that it holds could be moments.
    seen: Vec<(bool, bool)>,
    is_moment: Vec<bool>,
}

impl Moments {
    /// Takes a value of a column into account.
    pub(super) fn see(&mut self, column: usize, json: &str) {
        if self.seen.len() <= column {
            self.seen.resize(column + 1, (false, true));
        }
        if json != "null" {
            let digits = json.strip_prefix('-').unwrap_or(json);
            let could_be = DIGITS.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            let (any, all) = &mut self.seen[column];
            (*any, *all) = (true, *all && could_be);
        }
    }

    /// Decides by what the server says of the fields; where it says nothing, by names that tell of a date or a time and by
    /// all of the values.
    pub(super) fn settle(&mut self, document: &Document, columns: &[Cow<str>]) {
        let mut dates: Vec<String> = Vec::new();
        for fields in document.pages.iter().filter_map(|page| page.members.get("fields").and_then(list)) {
            let fields = fields.into_iter().filter_map(object);
            let dated = fields.filter(|field| field.text("type").as_deref() == Some("esriFieldTypeDate"));
            dates.extend(dated.filter_map(|field| field.text("name").map(Cow::into_owned)));
        }
        let by_name = |name: &str| {
            let name = name.to_lowercase();
            name.contains("date") || name.contains("time")
        };
        let decide = |(name, (any, all)): (&Cow<str>, &(bool, bool))| {
            *any && (dates.iter().any(|date| date == name) || (*all && by_name(name)))
        };
        self.is_moment = columns.iter().zip(&self.seen).map(decide).collect();
    }

    /// Whether a column holds moments.
    pub(super) fn holds(&self, column: usize) -> bool {
        self.is_moment.get(column).copied().unwrap_or(false)
    }
}

/// Milliseconds as `2022-11-12T11:05:00Z`; `None` for what is no such number, or beyond the years of four digits.
pub(super) fn iso(json: &str) -> Option<String> {
    let ms: i64 = json.parse().ok()?;
    let (day, rest) = (ms.div_euclid(MS_PER_DAY), ms.rem_euclid(MS_PER_DAY) / 1000);
    let (year, month, day) = civil_from_day(i32::try_from(day).ok()?);
    let is_plain = (0..=9999).contains(&year);
    is_plain
        .then(|| format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_by_hand() {
        assert_eq!(iso("1668251100000").as_deref(), Some("2022-11-12T11:05:00Z"));
        assert_eq!(iso("-1000").as_deref(), Some("1969-12-31T23:59:59Z"));
        assert_eq!(iso("99999999999999999"), None);
        assert_eq!(iso("x"), None);
    }
}
