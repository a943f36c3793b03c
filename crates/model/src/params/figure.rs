//! Kinds of numbers that files of regions publish: counts, shares, densities.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ParamsError;

/// The kind of number that a published figure is. A kind that a person chose also scales the figure, so that small and large
/// regions can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// A number of people or things. Chosen by hand: divided by the residents, where they are known.
    Count,
    /// A part of a whole, 0 to 1.
    Share,
    /// A part of a whole, 0 to 100. Chosen by hand: divided by 100.
    Percentage,
    /// One count per another, such as residents per home.
    Ratio,
    /// Per km².
    Density,
    /// Any other number, used as published.
    Value,
}

const NAMES: [(FigureKind, &str); 6] = [
    (FigureKind::Count, "count"),
    (FigureKind::Share, "share"),
    (FigureKind::Percentage, "percentage"),
    (FigureKind::Ratio, "ratio"),
    (FigureKind::Density, "density"),
    (FigureKind::Value, "value"),
];

impl FigureKind {
    /// Every kind.
    pub const ALL: [FigureKind; 6] = [
        FigureKind::Count,
        FigureKind::Share,
        FigureKind::Percentage,
        FigureKind::Ratio,
        FigureKind::Density,
        FigureKind::Value,
    ];

    /// Guesses the kind of a figure from its name and values. NaN is missing.
    pub fn guess(name: &str, values: &[f64]) -> Self {
        let name = name.to_lowercase();
        let known = || values.iter().copied().filter(|value| value.is_finite());
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let is_fraction = known().any(|value| value.fract() != 0.0);
        let (least, most) =
            known().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)));
        match () {
            () if has(&["per km", "per_km", "per sq", "per_sq", "density"]) => Self::Density,
            () if least < 0.0 || least > most => Self::Value,
            () if most <= 1.0 && is_fraction => Self::Share,
            () if most <= 100.0 && has(&["percent", "pct", "share", "%"]) => Self::Percentage,
            () if !is_fraction && most > 1.0 && !has(&["median", "mean", "average", "index", "rank", "year"]) => {
                Self::Count
            }
            () => Self::Value,
        }
    }
}

impl fmt::Display for FigureKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(NAMES.iter().find(|(kind, _)| kind == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for FigureKind {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let found = NAMES.iter().find(|(_, name)| *name == text);
        found.map(|(kind, _)| *kind).ok_or_else(|| {
            let names = NAMES.map(|(_, name)| name).join(" ");
            ParamsError::new("kinds", &format!("a measure's id with one of {names}"), text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_guessed_by_name_and_values() {
        let nan = f64::NAN;
        for (name, values, kind) in [
            ("Trees", vec![3.0, 40.0, nan], FigureKind::Count),
            ("walkable", vec![0.25, 1.0], FigureKind::Share),
            ("pct_walkable", vec![25.0, 99.5], FigureKind::Percentage),
            ("Trees per mile", vec![3.5, 400.0], FigureKind::Value),
            ("pop per_sq mile", vec![3.5, 400.0], FigureKind::Density),
            ("Median income", vec![30000.0, 40000.0], FigureKind::Value),
            ("change", vec![-3.0, 4.0], FigureKind::Value),
            ("nothing", vec![nan], FigureKind::Value),
        ] {
            assert_eq!(FigureKind::guess(name, &values), kind, "{name}");
        }
    }

    #[test]
    fn names_of_kinds_read_back() {
        for (kind, name) in NAMES {
            assert_eq!((kind.to_string().as_str(), name.parse()), (name, Ok(kind)));
        }
        assert!("colour".parse::<FigureKind>().is_err());
    }
}
