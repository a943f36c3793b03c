//! The verdict: whether the groups are structure at all, and of which kind.
//!
//! The silhouette is not used: a single column of two values reaches 0.5 even on shuffled data. Three measures have to exceed
//! column-shuffled data: the number of components, the inertia over all features, and the association of the groups with
//! several columns at once. The first two alone would be fooled by one column whose own values are related, such as the census
//! figures of a neighborhood.
//!
//! # Source
//! Parallel analysis: Horn (1965). The gap of log inertia: Tibshirani, Walther, Hastie (2001). The bands of stability: Hennig
//! (2007). The other bounds are our own; the constants below say how they were chosen.

use crate::params::Column;
use crate::result::{Analysis, Stability, StabilityBand, Strength, Structure, Trust, Verdict};
use crate::sorting::CompactSort;

/// The gaps from which groups are called moderate and strong. The sample's planted groups reach 0.15 and a year of
/// Baltimore's crime records 0.07; of 150 shuffled tables in which one column still held structure of its own, none exceeds 0.05
/// by relations between columns.
const MODERATE_GAP: f64 = 0.05;
const STRONG_GAP: f64 = 0.10;

/// Below the first share of victims in stable groups, the verdict is at most weak; below the second, at most moderate.
const STABLE_HALF: f64 = 0.5;
const STABLE_MOST: f64 = 0.75;

/// If one group holds this share of the victims, the other groups are odd cases.
const NEARLY_ALL: f64 = 0.95;

/// The smallest association of a column with the groups that counts. A correlation of 0.1 is called small.
///
/// # Source
/// Cohen, "Statistical power analysis for the behavioral sciences" (1988).
const SMALL: f64 = 0.1;

/// A group with this share of its victims in [`FEW_REGIONS`] regions is reported as a group of these regions.
const LOCAL_SHARE: f64 = 0.9;
const FEW_REGIONS: usize = 2;

/// The verdict on the groups of an analysis; `None` until the sweep has been repeated on shuffled data.
pub fn verdict(analysis: &Analysis, trust: &Trust) -> Option<Verdict> {
    let k = analysis.groups.len();
    let null = trust.null.as_ref()?;
    let entry = null.of(k)?;
    let stability = trust.stability.iter().find(|of| of.k == k);
    let mut columns: Vec<(Column, f64)> =
        null.columns.iter().copied().zip(entry.associations.iter().copied()).collect();
    columns.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut verdict = Verdict {
        structure: Structure::None,
        components: null.components,
        null: entry.clone(),
        columns,
        stable_share: stability.map(|of| stable_share(analysis, of)),
        local: local(analysis),
    };
    verdict.structure = structure(&verdict, analysis);
    Some(verdict)
}

fn structure(verdict: &Verdict, analysis: &Analysis) -> Structure {
    if let [(column, _)] = verdict.columns.as_slice() {
        return Structure::OneColumn(*column);
    }
    if verdict.components == 0 || !verdict.null.is_beyond_chance() {
        return Structure::None;
    }
    if analysis.groups.iter().any(|group| group.share >= NEARLY_ALL) {
        return Structure::Outliers;
    }
    match verdict.columns.as_slice() {
        [_, (_, second), ..] if verdict.null.null_associations.get(1).is_some_and(|null| second > null) => {
            Structure::Groups(strength(verdict))
        }
        [(column, _), (_, second), ..] if *second < SMALL => Structure::OneColumn(*column),
        _ => Structure::None,
    }
}

fn strength(verdict: &Verdict) -> Strength {
    let by_gap = match verdict.null.gap() {
        gap if gap >= STRONG_GAP => Strength::Strong,
        gap if gap >= MODERATE_GAP => Strength::Moderate,
        _ => Strength::Weak,
    };
    let by_stability = match verdict.stable_share {
        Some(share) if share < STABLE_HALF => Strength::Weak,
        Some(share) if share < STABLE_MOST => Strength::Moderate,
        _ => Strength::Strong,
    };
    let most_columns = verdict.columns_beyond().count() * 2 >= verdict.columns.len();
    let by_columns = if most_columns { Strength::Strong } else { Strength::Moderate };
    by_gap.min(by_stability).min(by_columns)
}

/// Share of the victims that are in stable groups.
fn stable_share(analysis: &Analysis, stability: &Stability) -> f64 {
    let is_stable = |jaccard: f64| StabilityBand::of(jaccard) >= StabilityBand::Stable;
    let groups = analysis.groups.iter().zip(&stability.jaccard);
    groups.filter(|(_, jaccard)| is_stable(**jaccard)).map(|(group, _)| group.share).sum()
}

/// The groups that lie in one or two regions, with these regions, most victims first. Empty if there are hardly more regions.
fn local(analysis: &Analysis) -> Vec<(usize, Vec<String>)> {
    if analysis.regions.len() <= 2 * FEW_REGIONS {
        return Vec::new();
    }
    let of_group = |group: usize| {
        let count = |region: usize| analysis.regions[region].by_group.get(group).copied().unwrap_or(0.0);
        let mut regions: Vec<usize> = (0..analysis.regions.len()).collect();
        regions.compact_sort_by(|&a, &b| count(b).total_cmp(&count(a)).then(a.cmp(&b)));
        let mut held = 0.0;
        let enough = LOCAL_SHARE * analysis.groups[group].size;
        let needed = regions.iter().position(|&region| {
            held += count(region);
            held >= enough
        })?;
        let names = regions[..=needed].iter().map(|&region| analysis.regions[region].name.clone());
        (needed < FEW_REGIONS).then(|| (group, names.collect()))
    };
    (0..analysis.groups.len()).filter_map(of_group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::analysis as test_analysis;
    use crate::params::Column::{Census, Description, Hour, Premise};
    use crate::result::{NullEntry, NullSweep, RegionSummary};

    /// An analysis of three groups with these shares, in regions with these victims of each group.
    fn analysis(shares: [f64; 3], regions: &[[f64; 3]]) -> Analysis {
        let region = |(at, by_group): (usize, &[f64; 3])| RegionSummary {
            name: format!("Region {at}"),
            victims: by_group.iter().sum(),
            by_group: by_group.to_vec(),
            population: None,
            measures: Vec::new(),
        };
        let mut analysis = test_analysis(regions.iter().enumerate().map(region).collect());
        let group = analysis.groups[0].clone();
        analysis.groups = shares.iter().map(|&share| crate::result::Group { share, ..group.clone() }).collect();
        for (at, group) in analysis.groups.iter_mut().enumerate() {
            group.size = regions.iter().map(|region| region[at]).sum();
        }
        analysis
    }

    /// Findings: gap, components, associations with crime, place, hour and census, and those of shuffled data by rank.
    fn trust(gap: f64, components: usize, associations: [f64; 4], null: [f64; 4], jaccard: [f64; 3]) -> Trust {
        let entry = NullEntry {
            k: 3,
            log_inertia: 10.0 - gap,
            null_mean: 10.0,
            null_error: 0.01,
            associations: associations.to_vec(),
            null_associations: null.to_vec(),
        };
        let columns = vec![Description, Premise, Hour, Census];
        Trust {
            null: Some(NullSweep { shuffles: 10, components, columns, entries: vec![entry] }),
            stability: vec![Stability { k: 3, resamples: 100, jaccard: jaccard.to_vec() }],
            ..Trust::default()
        }
    }

    const NULL: [f64; 4] = [0.7, 0.5, 0.4, 0.3];
    const STABLE: [f64; 3] = [0.9; 3];

    fn structure_of(shares: [f64; 3], trust: &Trust) -> Structure {
        verdict(&analysis(shares, &[]), trust).expect("a verdict").structure
    }

    #[test]
    fn groups_need_all_three_measures() {
        let of = |gap, components, associations| {
            structure_of([0.5, 0.3, 0.2], &trust(gap, components, associations, NULL, STABLE))
        };
        assert_eq!(of(0.15, 4, [0.9, 0.8, 0.5, 0.1]), Structure::Groups(Strength::Strong));
        assert_eq!(of(0.15, 0, [0.9, 0.8, 0.5, 0.1]), Structure::None);
        assert_eq!(of(0.029, 4, [0.9, 0.8, 0.5, 0.1]), Structure::None, "within three errors");
        assert_eq!(of(0.15, 4, [0.9, 0.45, 0.2, 0.1]), Structure::None, "shuffled groups go with a second column, too");
        assert_eq!(of(0.15, 4, [0.05, 0.02, 0.0, 0.8]), Structure::OneColumn(Census));
    }

    #[test]
    fn strength_is_the_lowest_of_gap_columns_and_stability() {
        let of =
            |gap, associations, jaccard| structure_of([0.5, 0.3, 0.2], &trust(gap, 4, associations, NULL, jaccard));
        let all = [0.9, 0.8, 0.5, 0.4];
        assert_eq!(of(0.09, all, STABLE), Structure::Groups(Strength::Moderate));
        assert_eq!(of(0.04, all, STABLE), Structure::Groups(Strength::Weak));
        assert_eq!(of(0.2, all, [0.9, 0.6, 0.6]), Structure::Groups(Strength::Moderate), "half are in stable groups");
        assert_eq!(of(0.2, all, [0.6, 0.9, 0.6]), Structure::Groups(Strength::Weak));
        assert_eq!(of(0.2, [0.6, 0.55, 0.1, 0.1], STABLE), Structure::Groups(Strength::Moderate), "one column of four");
    }

    #[test]
    fn odd_cases_beside_one_large_group_are_no_groups() {
        let trust = trust(0.15, 4, [0.9, 0.8, 0.5, 0.1], NULL, STABLE);
        assert_eq!(structure_of([0.97, 0.02, 0.01], &trust), Structure::Outliers);
        let regions = [[400.0, 0.0, 5.0], [300.0, 9.0, 4.0], [200.0, 0.0, 1.0], [100.0, 1.0, 0.0], [90.0, 0.0, 0.0]];
        let verdict = verdict(&analysis([0.97, 0.02, 0.01], &regions), &trust).expect("a verdict");
        let name = |at: usize| format!("Region {at}");
        assert_eq!(verdict.local, [(1, vec![name(1)]), (2, vec![name(0), name(1)])]);
    }

    #[test]
    fn groups_of_one_column_are_reported_as_such() {
        let mut trust = trust(0.2, 0, [0.9; 4], NULL, STABLE);
        let null = trust.null.as_mut().expect("a null");
        null.columns.truncate(1);
        null.entries[0].associations.truncate(1);
        null.entries[0].null_associations.truncate(1);
        assert_eq!(structure_of([0.5, 0.3, 0.2], &trust), Structure::OneColumn(Description));
    }

    #[test]
    fn there_is_no_verdict_before_the_null_sweep() {
        let analysis = analysis([0.5, 0.3, 0.2], &[]);
        assert_eq!(verdict(&analysis, &Trust::default()), None);
        let mut other_k = trust(0.15, 4, [0.9; 4], NULL, STABLE);
        other_k.null.as_mut().expect("a null").entries[0].k = 4;
        assert_eq!(verdict(&analysis, &other_k), None);
        let mut unknown = trust(0.15, 4, [0.9, 0.8, 0.5, 0.1], NULL, STABLE);
        unknown.stability.clear();
        let verdict = verdict(&analysis, &unknown).expect("a verdict");
        assert_eq!((verdict.stable_share, verdict.structure), (None, Structure::Groups(Strength::Strong)));
    }
}
