//! Results by region: victims and census figures.

use serde::{Deserialize, Serialize};

use crate::params::FigureKind;

/// How a measure is written for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// 0–1, written as a percentage.
    Share,
    /// A plain number.
    Number,
    /// Per square kilometer.
    PerKm2,
    /// Years of age.
    Years,
}

/// One measure of the regions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeasureInfo {
    /// Its id.
    pub id: String,
    /// Its English label.
    pub label: String,
    /// Its unit.
    pub unit: Unit,
    /// Its kind of number: known, guessed, or chosen by hand.
    pub kind: FigureKind,
    /// Whether a person chose the kind.
    pub by_hand: bool,
}

/// One region's victims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RegionSummary {
    /// Its name as published.
    pub name: String,
    /// Victims in the period.
    pub victims: f64,
    /// Victims of each group.
    pub by_group: Vec<f64>,
    /// Victims who could nearly as well be in another group than their own.
    pub at_border: f64,
    /// The most frequent crimes with their victims, most frequent first; none with fewer than ten.
    pub crimes: Vec<(String, f64)>,
    /// Residents, if the file has them.
    pub population: Option<f64>,
    /// Values in the order of [`Analysis::measures`](super::Analysis::measures); `None` is missing.
    pub measures: Vec<Option<f64>>,
}

impl RegionSummary {
    /// The group with most victims here (the larger group wins a tie), `None` without victims.
    pub fn leading_group(&self) -> Option<usize> {
        let mut leading: Option<usize> = None;
        for (group, &victims) in self.by_group.iter().enumerate() {
            if victims > leading.map_or(0.0, |best| self.by_group[best]) {
                leading = Some(group);
            }
        }
        leading
    }

    /// Share of this region's victims who are in `group`; 0 without victims.
    pub fn share(&self, group: usize) -> f64 {
        if self.victims > 0.0 { self.by_group[group] / self.victims } else { 0.0 }
    }

    /// Victims per 1,000 residents and year; `None` without residents.
    pub fn rate(&self, period_years: f64) -> Option<f64> {
        self.population.filter(|&p| p > 0.0).map(|p| self.victims / p * 1000.0 / period_years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(by_group: Vec<f64>, population: Option<f64>) -> RegionSummary {
        RegionSummary {
            name: "R".into(),
            victims: by_group.iter().sum(),
            by_group,
            at_border: 0.0,
            crimes: vec![],
            population,
            measures: vec![],
        }
    }

    #[test]
    fn leading_group_prefers_the_larger_group_on_a_tie() {
        assert_eq!(region(vec![2.0, 2.0, 1.0], None).leading_group(), Some(0));
        assert_eq!(region(vec![0.0, 0.0], None).leading_group(), None);
    }

    #[test]
    fn rates_are_per_thousand_residents_and_year() {
        assert_eq!(region(vec![10.0], Some(500.0)).rate(2.0), Some(10.0));
        assert_eq!(region(vec![10.0], Some(0.0)).rate(1.0), None);
    }
}
