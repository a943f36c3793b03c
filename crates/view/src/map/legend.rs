//! The legend, as data.

use super::surface::Fill;
use crate::wording::{Locale, number};
use vc_model::result::Unit;

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
    /// The smallest value of a class in words, where one begins: what stands between it and the class below.
    pub tick: Option<String>,
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
    /// The smallest and the largest value on the map, where it shows numbers.
    pub extent: Option<Extent>,
}

/// The smallest and the largest value on a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Extent {
    /// The values.
    pub range: (f64, f64),
    /// The values in words.
    pub text: (String, String),
}

impl Legend {
    /// Where a value stands on the classes laid side by side with one width each, 0–1; `None` without classes.
    ///
    /// Within a class it stands as far as the value lies between the class's ends. The first and the last class end at the
    /// smallest and the largest value on the map.
    pub fn position(&self, value: f64) -> Option<f64> {
        let extent = self.extent.as_ref()?.range;
        let ranges: Vec<(f64, f64)> = self.entries.iter().filter_map(|entry| entry.range).collect();
        let class = ranges.iter().position(|&(from, to)| value >= from && value < to)?;
        let (from, to) = (ranges[class].0.max(extent.0), ranges[class].1.min(extent.1));
        let within = if to > from { ((value - from) / (to - from)).clamp(0.0, 1.0) } else { 0.5 };
        Some((class as f64 + within) / ranges.len() as f64)
    }
}

/// The words for a class: `under 10%`, `10–20%`, `20% and more`.
pub(super) fn range_text(from: Option<f64>, to: Option<f64>, write: impl Fn(f64) -> String, locale: Locale) -> String {
    let words = &locale.words().map;
    match (from, to) {
        (None, Some(to)) => words.under(&write(to)),
        (Some(from), None) => words.and_more(&write(from)),
        (Some(from), Some(to)) => {
            let (from, to) = (write(from), write(to));
            // A unit is written once.
            let unit_of = |text: &str| text.find(['%', '\u{a0}']).map(|at| text[at..].to_owned());
            match (unit_of(&from), unit_of(&to)) {
                (Some(unit), Some(same)) if unit == same => format!("{}–{to}", &from[..from.len() - unit.len()]),
                _ => format!("{from}–{to}"),
            }
        }
        (None, None) => words.all_alike.to_owned(),
    }
}

/// A break in its unit, with all its digits: breaks are round already, and what is said is where the class begins.
pub(super) fn break_text(value: f64, unit: Unit, locale: Locale) -> String {
    let (number, grammar) = (number::exact(break_number(value, unit), locale), &locale.words().grammar);
    match unit {
        Unit::Share => grammar.percent(&number),
        Unit::Number => number,
        Unit::PerKm2 => grammar.per_km2(&number),
        Unit::Years => grammar.years(&number),
    }
}

/// The number that stands for a value in its unit: percent for a share.
pub(super) fn break_number(value: f64, unit: Unit) -> f64 {
    if unit != Unit::Share {
        return value;
    }
    // 0.07 × 100 is 7.000000000000001.
    libm::round(value * 1e14) / 1e12
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_read_as_ranges_with_the_unit_once() {
        let write = |value| break_text(value, Unit::Share, Locale::EN);
        let text = |from, to| range_text(from, to, write, Locale::EN).replace('\u{a0}', " ");
        assert_eq!(text(None, Some(0.1)), "under 10%");
        assert_eq!(text(Some(0.1), Some(0.2)), "10–20%");
        assert_eq!(text(Some(0.2), None), "20% and more");
        assert_eq!(text(Some(0.0005), Some(0.005)), "0.05–0.5%");
        assert_eq!(text(Some(0.07), Some(0.123456)), "7–12.3456%");
        let years = |value| break_text(value, Unit::Years, Locale::ES);
        assert_eq!(range_text(None, Some(30.0), years, Locale::ES), "menos de 30\u{a0}años");
    }

    #[test]
    fn values_have_their_place_on_the_ramp() {
        let entry = |range: (f64, f64)| LegendEntry {
            fill: Fill::Solid(crate::charts::Rgb(0, 0, 0)),
            letter: None,
            label: String::new(),
            range: Some(range),
            tick: None,
            regions: 1,
        };
        let legend = Legend {
            entries: [(f64::NEG_INFINITY, 10.0), (10.0, 20.0), (20.0, f64::INFINITY)].map(entry).to_vec(),
            extent: Some(Extent { range: (0.0, 120.0), text: (String::new(), String::new()) }),
            ..Legend::default()
        };
        let thirds = |value| legend.position(value).map(|at| at * 3.0);
        assert_eq!(thirds(0.0), Some(0.0));
        assert_eq!(thirds(15.0), Some(1.5));
        assert_eq!(thirds(20.0), Some(2.0));
        assert_eq!(thirds(120.0), Some(3.0));
        assert_eq!(thirds(f64::NAN), None);
        assert_eq!(Legend::default().position(1.0), None);
    }
}
