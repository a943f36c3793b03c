//! The legend, as data.

use super::surface::Fill;
use crate::result::Unit;
use crate::wording::{Locale, number};

/// One line of a legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// What the swatch shows.
    pub fill: Fill,
    /// The letter in the swatch, for groups.
    pub letter: Option<char>,
    /// What it means.
    pub label: String,
    /// Smallest value (included) and largest (not included) of a class.
    pub range: Option<(f64, f64)>,
    /// How many regions it stands for.
    pub regions: usize,
}

/// What the map's colors mean.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legend {
    /// What is shown.
    pub title: String,
    /// What should be known about it.
    pub note: String,
    /// Classes low to high or groups by size, then too few, no victims and missing, where the map has them.
    pub entries: Vec<LegendEntry>,
}

/// The words for a class: `under 10 %`, `10–20 %`, `20 % and more`.
pub(super) fn range_text(from: Option<f64>, to: Option<f64>, write: impl Fn(f64) -> String, locale: Locale) -> String {
    match (from, to, locale) {
        (None, Some(to), Locale::En) => format!("under {}", write(to)),
        (None, Some(to), Locale::Es) => format!("menos de {}", write(to)),
        (Some(from), None, Locale::En) => format!("{} and more", write(from)),
        (Some(from), None, Locale::Es) => format!("{} y más", write(from)),
        (Some(from), Some(to), _) => {
            let (from, to) = (write(from), write(to));
            // A unit is written once.
            match (from.split_once('\u{a0}'), to.split_once('\u{a0}')) {
                (Some((from, unit)), Some((_, same))) if unit == same => format!("{from}–{to}"),
                _ => format!("{from}–{to}"),
            }
        }
        (None, None, Locale::En) => "all alike".into(),
        (None, None, Locale::Es) => "todos iguales".into(),
    }
}

/// A break in its unit: not rounded to whole percent, as breaks are round already.
pub(super) fn break_text(value: f64, unit: Unit, locale: Locale) -> String {
    match unit {
        Unit::Share => format!("{}\u{a0}%", number::significant(value * 100.0, 3, locale)),
        _ => number::measure(value, unit, locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_read_as_ranges_with_the_unit_once() {
        let write = |value| break_text(value, Unit::Share, Locale::En);
        let text = |from, to| range_text(from, to, write, Locale::En).replace('\u{a0}', " ");
        assert_eq!(text(None, Some(0.1)), "under 10 %");
        assert_eq!(text(Some(0.1), Some(0.2)), "10–20 %");
        assert_eq!(text(Some(0.2), None), "20 % and more");
        assert_eq!(text(Some(0.0005), Some(0.005)), "0.05–0.5 %");
        let years = |value| break_text(value, Unit::Years, Locale::Es);
        assert_eq!(range_text(None, Some(30.0), years, Locale::Es), "menos de 30\u{a0}años");
    }
}
