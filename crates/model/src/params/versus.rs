//! What an analysis is compared with.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{AnalysisParams, Clusters, Method, ParamsError, Period, Preset};

/// The setting in which the other analysis of a comparison differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Against {
    /// It uses the columns of this preset, on the same rows.
    Preset(Preset),
    /// It uses the rows of this period, with the same settings.
    Period(Period),
    /// It groups the same rows by this method.
    Method(Method),
}

/// The other analysis of a comparison. A link writes it as `preset.crime`, `years.2018` or `method.classes`, and with its own number of groups as
/// `years.2016..2018,own`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versus {
    /// The setting that differs.
    pub against: Against,
    /// Whether it chooses its own number of groups. Otherwise it has as many as the first analysis.
    pub is_own_k: bool,
}

/// The suffix that asks for an own number of groups.
const OWN_K: &str = "own";

impl Versus {
    /// A comparison with the same number of groups.
    pub fn new(against: Against) -> Self {
        Self { against, is_own_k: false }
    }

    /// The settings of the other analysis. `asked` are the settings that the first analysis was asked for, so that the other one
    /// finds its own number of components. `period` and `k` are those that the first analysis used.
    pub fn params(&self, asked: &AnalysisParams, period: Period, k: usize) -> AnalysisParams {
        let clusters = if self.is_own_k { Clusters::Auto } else { Clusters::Fixed(k) };
        let same = AnalysisParams { period, clusters, ..asked.clone() };
        match self.against {
            Against::Preset(preset) => AnalysisParams { preset, columns: None, ..same },
            Against::Period(period) => AnalysisParams { period, ..same },
            Against::Method(method) => AnalysisParams { method, ..same },
        }
    }
}

impl fmt::Display for Versus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.against {
            Against::Preset(preset) => write!(f, "preset.{preset}")?,
            Against::Period(period) => write!(f, "years.{period}")?,
            Against::Method(method) => write!(f, "method.{method}")?,
        }
        if self.is_own_k { write!(f, ",{OWN_K}") } else { Ok(()) }
    }
}

impl FromStr for Versus {
    type Err = ParamsError;

    fn from_str(text: &str) -> Result<Self, ParamsError> {
        let unknown = || {
            ParamsError::new("vs", "a preset, years or a method, as preset.crime, years.2018 or method.classes", text)
        };
        let (difference, is_own_k) = match text.split_once(',') {
            None => (text, false),
            Some((difference, OWN_K)) => (difference, true),
            Some(_) => return Err(unknown()),
        };
        let against = match difference.split_once('.') {
            Some(("preset", name)) => Against::Preset(name.parse().map_err(|_| unknown())?),
            Some(("method", name)) => Against::Method(name.parse().map_err(|_| unknown())?),
            Some(("years", years)) => Against::Period(years.parse().map_err(|_| unknown())?),
            _ => return Err(unknown()),
        };
        if let Against::Period(period) = against {
            AnalysisParams { period, ..AnalysisParams::default() }.check().map_err(|_| unknown())?;
        }
        Ok(Self { against, is_own_k })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_comparisons_read_back() {
        for text in
            ["preset.crime", "preset.victim,own", "years.2018", "years.2016..2018,own", "years.all", "method.classes"]
        {
            assert_eq!(text.parse::<Versus>().map(|versus| versus.to_string()), Ok(text.to_owned()));
        }
        for text in ["", "crime", "preset.", "preset.thefts", "years.", "years.1", "years.2019..2018", "years.2018,k"] {
            assert!(text.parse::<Versus>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_other_analysis_differs_in_one_setting() {
        let asked = AnalysisParams { seed: 7, columns: Some(vec![super::super::Column::Hour]), ..Default::default() };
        let other = Versus::new(Against::Preset(Preset::Crime)).params(&asked, Period::Years(2019, 2019), 5);
        let expected = AnalysisParams {
            preset: Preset::Crime,
            columns: None,
            period: Period::Years(2019, 2019),
            clusters: Clusters::Fixed(5),
            ..asked.clone()
        };
        assert_eq!(other, expected);
        let versus = Versus { is_own_k: true, ..Versus::new(Against::Period(Period::Years(2018, 2018))) };
        let other = versus.params(&asked, Period::Years(2019, 2019), 5);
        assert_eq!(other, AnalysisParams { period: Period::Years(2018, 2018), ..asked });
    }
}
