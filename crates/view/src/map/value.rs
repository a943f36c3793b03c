//! The modes of the map, and the value of every region.

use super::rate::rates;
use vc_model::params::Subject;
use vc_model::result::{Analysis, RegionSummary, Unit};

/// Minimum number of victims for which a region shows groups. With fewer, the share of a group is uncertain by more than ±18
/// percentage points (95 %), and one incident can change the leading group.
pub const MIN_VICTIMS: f64 = 30.0;

/// The quantity on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MapMode {
    /// The group with the most victims.
    LeadingGroup,
    /// The share of one group among the victims.
    GroupShare(usize),
    /// The share of the victims who clearly belong to their group, and not nearly as well to another one.
    Certainty,
    /// Victims per 1,000 residents and year, smoothed (see [`super::rates`]).
    Rate,
    /// A census measure, by its index in [`Analysis::measures`].
    Measure(usize),
}

/// The value of a region.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RegionValue {
    /// The leading group and its share.
    Leads {
        /// The group.
        group: usize,
        /// Its share of the region's victims.
        share: f64,
    },
    /// A number; 0 is a number and not missing.
    Number(f64),
    /// There were no victims in the period.
    NoVictims,
    /// There are too few victims or residents.
    TooFew,
    /// The value is unknown.
    Missing,
}

impl RegionValue {
    /// The number or the leading share.
    pub fn number(self) -> Option<f64> {
        match self {
            RegionValue::Number(value) | RegionValue::Leads { share: value, .. } => Some(value),
            RegionValue::NoVictims | RegionValue::TooFew | RegionValue::Missing => None,
        }
    }
}

/// The mode for a subject of a link; `None` if the analysis has no such group or measure.
pub fn mode_of(analysis: &Analysis, subject: &Subject) -> Option<MapMode> {
    let mode = match subject {
        Subject::LeadingGroup => MapMode::LeadingGroup,
        Subject::GroupShare(group) => MapMode::GroupShare(*group),
        Subject::Certainty => MapMode::Certainty,
        Subject::Rate => MapMode::Rate,
        Subject::Measure(id) => MapMode::Measure(analysis.measures.iter().position(|measure| measure.id == *id)?),
    };
    modes(analysis).contains(&mode).then_some(mode)
}

/// The subject of a mode, for links: it does not depend on the data.
pub fn subject_of(analysis: &Analysis, mode: MapMode) -> Subject {
    match mode {
        MapMode::LeadingGroup => Subject::LeadingGroup,
        MapMode::GroupShare(group) => Subject::GroupShare(group),
        MapMode::Certainty => Subject::Certainty,
        MapMode::Rate => Subject::Rate,
        MapMode::Measure(at) => {
            analysis.measures.get(at).map_or(Subject::LeadingGroup, |measure| Subject::Measure(measure.id.clone()))
        }
    }
}

/// The modes that an analysis has data for, in the order of the menu.
pub fn modes(analysis: &Analysis) -> Vec<MapMode> {
    let mut modes = vec![MapMode::LeadingGroup];
    modes.extend((0..analysis.groups.len()).map(MapMode::GroupShare));
    modes.push(MapMode::Certainty);
    if analysis.regions.iter().any(|region| region.population.is_some()) {
        modes.push(MapMode::Rate);
    }
    modes.extend((0..analysis.measures.len()).map(MapMode::Measure));
    modes
}

/// The value of every region.
pub fn region_values(analysis: &Analysis, mode: MapMode) -> Vec<RegionValue> {
    let regions = &analysis.regions;
    match mode {
        MapMode::LeadingGroup => regions
            .iter()
            .map(|region| match region.leading_group() {
                None => RegionValue::NoVictims,
                Some(_) if region.victims < MIN_VICTIMS => RegionValue::TooFew,
                Some(group) => RegionValue::Leads { group, share: region.share(group) },
            })
            .collect(),
        MapMode::GroupShare(group) => {
            of_victims(analysis, |region| (group < region.by_group.len()).then(|| region.share(group)))
        }
        MapMode::Certainty => of_victims(analysis, |region| Some(1.0 - region.at_border / region.victims)),
        MapMode::Rate => {
            let smoothed = rates(analysis).smoothed;
            let value = |(region, rate): (&RegionSummary, Option<f64>)| match (region.population, rate) {
                (None, _) => RegionValue::Missing,
                (Some(_), Some(rate)) => RegionValue::Number(rate),
                (Some(_), None) => RegionValue::TooFew,
            };
            regions.iter().zip(smoothed).map(value).collect()
        }
        MapMode::Measure(measure) => regions
            .iter()
            .map(|region| match region.measures.get(measure).copied().flatten() {
                Some(value) if value.is_finite() => RegionValue::Number(value),
                _ => RegionValue::Missing,
            })
            .collect(),
    }
}

/// A number of every region that has enough victims to tell it.
fn of_victims(analysis: &Analysis, number: impl Fn(&RegionSummary) -> Option<f64>) -> Vec<RegionValue> {
    let value = |region: &RegionSummary| match region.victims {
        victims if victims <= 0.0 => RegionValue::NoVictims,
        victims if victims < MIN_VICTIMS => RegionValue::TooFew,
        _ => number(region).map_or(RegionValue::Missing, RegionValue::Number),
    };
    analysis.regions.iter().map(value).collect()
}

/// The unit of a mode's numbers.
pub fn unit(analysis: &Analysis, mode: MapMode) -> Unit {
    match mode {
        MapMode::LeadingGroup | MapMode::GroupShare(_) | MapMode::Certainty => Unit::Share,
        MapMode::Rate => Unit::Number,
        MapMode::Measure(measure) => analysis.measures.get(measure).map_or(Unit::Number, |info| info.unit),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::map) use vc_model::fixtures::{analysis, region};

    #[test]
    fn groups_are_shown_from_thirty_victims_on() {
        let analysis = analysis(vec![
            region("many", [10.0, 30.0], None, None),
            region("few", [10.0, 19.0], None, None),
            region("none", [0.0, 0.0], None, None),
        ]);
        use RegionValue::{Leads, NoVictims, Number, TooFew};
        assert_eq!(
            region_values(&analysis, MapMode::LeadingGroup),
            [Leads { group: 1, share: 0.75 }, TooFew, NoVictims]
        );
        assert_eq!(region_values(&analysis, MapMode::GroupShare(0)), [Number(0.25), TooFew, NoVictims]);
        assert_eq!(region_values(&analysis, MapMode::GroupShare(9))[0], RegionValue::Missing);
    }

    #[test]
    fn certainty_is_the_share_that_is_not_at_a_border() {
        let mut analysis =
            analysis(vec![region("many", [10.0, 30.0], None, None), region("few", [9.0, 9.0], None, None)]);
        analysis.regions[0].at_border = 4.0;
        assert_eq!(region_values(&analysis, MapMode::Certainty), [RegionValue::Number(0.9), RegionValue::TooFew]);
    }

    #[test]
    fn zero_is_a_number_and_missing_is_not() {
        let analysis = analysis(vec![
            region("zero", [40.0, 0.0], Some(1000.0), Some(0.0)),
            region("missing", [40.0, 0.0], None, None),
            region("stadium", [40.0, 0.0], Some(3.0), None),
        ]);
        assert_eq!(region_values(&analysis, MapMode::GroupShare(1))[0], RegionValue::Number(0.0));
        assert_eq!(
            region_values(&analysis, MapMode::Measure(0)),
            [RegionValue::Number(0.0), RegionValue::Missing, RegionValue::Missing]
        );
        let rates = region_values(&analysis, MapMode::Rate);
        assert!(matches!(rates[0], RegionValue::Number(_)));
        assert_eq!(rates[1..], [RegionValue::Missing, RegionValue::TooFew]);
        assert_eq!(region_values(&analysis, MapMode::Measure(7))[0], RegionValue::Missing);
    }

    #[test]
    fn modes_depend_on_the_data() {
        let with = analysis(vec![region("a", [1.0, 0.0], Some(10.0), None)]);
        assert_eq!(modes(&with).len(), 1 + 5 + 1 + 1 + 1);
        let without = analysis(vec![region("a", [1.0, 0.0], None, None)]);
        assert!(!modes(&without).contains(&MapMode::Rate));
    }

    #[test]
    fn every_mode_has_a_subject_and_back() {
        let with = analysis(vec![region("a", [1.0, 0.0], Some(10.0), None)]);
        for mode in modes(&with) {
            assert_eq!(mode_of(&with, &subject_of(&with, mode)), Some(mode));
        }
        assert_eq!(mode_of(&with, &Subject::Measure("trees".into())), None);
        assert_eq!(mode_of(&with, &Subject::GroupShare(5)), None);
    }
}
