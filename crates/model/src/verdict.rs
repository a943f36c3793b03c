//! The verdict: whether the groups are structure at all, and of which kind.
//!
//! Three references tell them apart. *Independence*: groups are tighter than those of column-shuffled data. *Implication*: columns that
//! tell each other are shuffled together and count as one, so that a code and its coarser self are no groups. *Continuum*: latent classes
//! describe samples of the victims better than latent traits do; else any number of groups is a cut. Only the last one makes groups: data
//! along a gradient are tighter than shuffled data, too.
//!
//! The silhouette is not used: a single column of two values reaches 0.5 even on shuffled data. Each measure has to hold for several
//! columns at once, because one column's own values may be related, such as the census figures of a neighborhood.
//!
//! # Source
//! Parallel analysis: Horn (1965). The gap of log inertia: Tibshirani, Walther, Hastie (2001). The bands of stability: Hennig
//! (2007). Classes against traits: `vc-latent`. The other bounds are our own; the constants below say how they were chosen.

use crate::params::Column;
use crate::result::{
    Analysis, Group, GroupSeparation, LatentOutcome, Note, NullSweep, Stability, StabilityBand, Structure, Trust,
    Verdict,
};
use crate::sorting::CompactSort;

/// Adjusted Rand index with the latent classes from which on KMeans' groups are called those of the data. On generated tables with
/// planted classes, groups that miss a class lie below.
const SAME_GROUPS: f64 = 0.5;

/// Adjusted Rand index from which on two groupings are said to be the same: those of both methods, or of KMeans' restarts. An index of 0.8 is called good recovery.
///
/// # Source
/// Steinley, "Properties of the Hubert–Arabie adjusted Rand index", Psychological Methods 9 (2004).
pub(crate) const ALMOST_SAME_GROUPS: f64 = 0.8;

/// Relative entropy from which on classes are called well separated.
///
/// # Source
/// Clark, Muthén, "Relating latent class analysis results to variables not included in the analysis" (2009).
const CERTAIN: f64 = 0.8;

/// Below this share of victims in stable groups, groups merge.
const STABLE_MOST: f64 = 0.75;

/// If one group holds this share of the victims, the other groups are odd cases.
const NEARLY_ALL: f64 = 0.95;

/// The smallest association of a column with the groups that counts. A correlation of 0.1 is called small.
///
/// # Source
/// Cohen, "Statistical power analysis for the behavioral sciences" (1988).
const SMALL: f64 = 0.1;

/// A group is made by a missing value if at least this share of its victims have it.
const HALF: f64 = 0.5;

/// A group with this share of its victims in [`FEW_REGIONS`] regions is reported as a group of these regions.
const LOCAL_SHARE: f64 = 0.9;
const FEW_REGIONS: usize = 2;

/// The verdict on the groups of an analysis; `None` until the sweep has been repeated on shuffled data, and latent models fitted.
pub fn verdict(analysis: &Analysis, trust: &Trust) -> Option<Verdict> {
    let k = analysis.groups.len();
    let null = trust.null.as_ref()?;
    let entry = null.of(k)?;
    let stability = trust.stability_of(k);
    let mut columns = by_block(null, &entry.associations);
    columns.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut verdict = Verdict {
        structure: Structure::None,
        components: null.components,
        latent: trust.latent.clone()?,
        null: entry.clone(),
        columns,
        stable_share: stability.map(|of| stable_share(analysis, of)),
        local: local(analysis),
        unrecorded: unrecorded(analysis),
        is_mostly_unlocated: is_mostly_unlocated(analysis),
    };
    verdict.structure = structure(&verdict, analysis);
    Some(verdict)
}

/// Of each block, the column that goes with the groups most closely.
fn by_block(null: &NullSweep, associations: &[f64]) -> Vec<(Column, f64)> {
    let of =
        |column: Column| null.columns.iter().position(|&other| other == column).map(|at| (column, associations[at]));
    let closest = |block: &Vec<Column>| {
        let closer = |a: (Column, f64), b: (Column, f64)| if b.1 > a.1 { b } else { a };
        block.iter().filter_map(|&column| of(column)).reduce(closer)
    };
    null.blocks.iter().filter_map(closest).collect()
}

fn structure(verdict: &Verdict, analysis: &Analysis) -> Structure {
    if let [(column, _)] = verdict.columns.as_slice() {
        return Structure::OneColumn(*column);
    }
    let latent = &verdict.latent;
    let has_classes = matches!(latent.outcome, LatentOutcome::Classes { .. });
    let is_tighter = verdict.components > 0 && verdict.null.is_beyond_chance();
    if (is_tighter || has_classes) && analysis.groups.iter().any(|group| group.share >= NEARLY_ALL) {
        return Structure::Outliers;
    }
    if let LatentOutcome::Classes { k } = latent.outcome {
        let agreement = latent.agreement_of(verdict.null.k).unwrap_or(0.0);
        return if agreement >= SAME_GROUPS {
            Structure::Groups(separation(verdict, agreement))
        } else {
            Structure::OtherGroups { k }
        };
    }
    let goes_with_two = verdict.columns_beyond().any(|(column, _)| verdict.columns[1].0 == column);
    if let [(column, _), (_, second), ..] = verdict.columns.as_slice()
        && is_tighter
        && !goes_with_two
        && *second < SMALL
    {
        return Structure::OneColumn(*column);
    }
    match latent.outcome {
        LatentOutcome::Traits { .. } if is_tighter && goes_with_two => Structure::Continuum,
        LatentOutcome::Independent if verdict.components == 0 && latent.implied.is_empty() => Structure::None,
        LatentOutcome::Undecided if verdict.components == 0 && !verdict.null.is_beyond_chance() => Structure::None,
        _ => Structure::Association,
    }
}

/// Separate groups need all of it: classes to which nearly every victim belongs for certain, the same groups by both methods, groups
/// that reappear in resamples, and groups made by what was recorded.
fn separation(verdict: &Verdict, agreement: f64) -> GroupSeparation {
    let is_certain = verdict.latent.classes.as_ref().is_some_and(|classes| classes.relative_entropy >= CERTAIN);
    let is_stable = verdict.stable_share.is_some_and(|share| share >= STABLE_MOST);
    let is_recorded = verdict.unrecorded.is_empty() && !verdict.is_mostly_unlocated;
    let is_separate =
        is_certain && is_stable && is_recorded && agreement >= ALMOST_SAME_GROUPS && verdict.null.is_beyond_chance();
    if is_separate { GroupSeparation::Separate } else { GroupSeparation::Merging }
}

/// The groups whose strongest trait, of those that they have more of than others, is a missing value that half of them share.
fn unrecorded(analysis: &Analysis) -> Vec<(usize, Column)> {
    let of_group = |(group, told): (usize, &Group)| {
        let more = told.traits.iter().filter(|found| found.share_in_group > found.share_overall);
        let strongest = more.max_by(|a, b| a.contribution.total_cmp(&b.contribution))?;
        (strongest.level.is_empty() && strongest.share_in_group >= HALF).then_some((group, strongest.column))
    };
    analysis.groups.iter().enumerate().filter_map(of_group).collect()
}

fn is_mostly_unlocated(analysis: &Analysis) -> bool {
    let is_said = analysis.notes.iter().any(|note| matches!(note, Note::FewRowsLocated { .. }));
    is_said && analysis.columns.iter().any(|used| used.column == Column::Census)
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
    use crate::result::{ColumnSummary, Implied, LatentClasses, LatentModels, NullEntry, NullSweep, RegionSummary};

    /// An analysis of three groups with these shares, in regions with these victims of each group.
    fn analysis(shares: [f64; 3], regions: &[[f64; 3]]) -> Analysis {
        let region = |(at, by_group): (usize, &[f64; 3])| RegionSummary {
            name: format!("Region {at}"),
            victims: by_group.iter().sum(),
            by_group: by_group.to_vec(),
            at_border: 0.0,
            crimes: Vec::new(),
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
    fn trust(gap: f64, components: usize, associations: [f64; 4], null: [f64; 4], latent: LatentModels) -> Trust {
        let entry = NullEntry {
            k: 3,
            log_inertia: 10.0 - gap,
            null_mean: 10.0,
            null_error: 0.01,
            associations: associations.to_vec(),
            null_associations: null.to_vec(),
        };
        let columns = vec![Description, Premise, Hour, Census];
        let blocks = columns.iter().map(|&column| vec![column]).collect();
        Trust {
            null: Some(NullSweep { shuffles: 10, sample: None, components, columns, blocks, entries: vec![entry] }),
            stability: vec![Stability { k: 3, resamples: 100, jaccard: vec![0.9; 3], ..Stability::default() }],
            latent: Some(latent),
            ..Trust::default()
        }
    }

    const NULL: [f64; 4] = [0.7, 0.5, 0.4, 0.3];
    const HIGH: [f64; 4] = [0.9, 0.8, 0.5, 0.1];

    fn latent(outcome: LatentOutcome) -> LatentModels {
        LatentModels {
            outcome,
            columns: vec![Description, Premise, Hour],
            implied: vec![],
            samples: vec![],
            classes: None,
        }
    }

    /// Three classes that agree with the three groups at this index.
    fn classes(agreement: f64, relative_entropy: f64) -> LatentModels {
        let classes = LatentClasses { k: 3, relative_entropy, agreement: vec![(2, 0.0), (3, agreement)] };
        LatentModels { classes: Some(classes), ..latent(LatentOutcome::Classes { k: 3 }) }
    }

    fn structure_of(shares: [f64; 3], trust: &Trust) -> Structure {
        verdict(&analysis(shares, &[]), trust).expect("a verdict").structure
    }

    fn structure_with(gap: f64, components: usize, associations: [f64; 4], latent: LatentModels) -> Structure {
        structure_of([0.5, 0.3, 0.2], &trust(gap, components, associations, NULL, latent))
    }

    #[test]
    fn only_latent_classes_make_groups() {
        let of = |outcome| structure_with(0.15, 4, HIGH, latent(outcome));
        assert_eq!(of(LatentOutcome::Traits { dimensions: 2 }), Structure::Continuum);
        assert_eq!(of(LatentOutcome::Independent), Structure::Association);
        assert_eq!(of(LatentOutcome::Undecided), Structure::Association);
        assert_eq!(structure_with(0.15, 4, HIGH, classes(0.9, 0.9)), Structure::Groups(GroupSeparation::Separate));
    }

    #[test]
    fn groups_are_separate_only_if_everything_says_so() {
        let merging = Structure::Groups(GroupSeparation::Merging);
        assert_eq!(structure_with(0.15, 4, HIGH, classes(0.9, 0.7)), merging, "victims belong to several classes");
        assert_eq!(structure_with(0.15, 4, HIGH, classes(0.6, 0.9)), merging, "the methods disagree in part");
        assert_eq!(structure_with(0.02, 4, HIGH, classes(0.9, 0.9)), merging, "within three errors of shuffled data");
        let mut unstable = trust(0.15, 4, HIGH, NULL, classes(0.9, 0.9));
        unstable.stability[0].jaccard = vec![0.6, 0.9, 0.9];
        assert_eq!(structure_of([0.5, 0.3, 0.2], &unstable), merging);
        unstable.stability.clear();
        assert_eq!(structure_of([0.5, 0.3, 0.2], &unstable), merging, "not known yet");
    }

    #[test]
    fn what_is_missing_makes_no_separate_groups() {
        let trust = trust(0.15, 4, HIGH, NULL, classes(0.9, 0.9));
        let of = |analysis: &Analysis| verdict(analysis, &trust).expect("a verdict");
        let mut analysis = analysis([0.5, 0.3, 0.2], &[]);
        assert_eq!(of(&analysis).structure, Structure::Groups(GroupSeparation::Separate));
        let missing = crate::fixtures::group(0.3, &[(Hour, "", 0.9, 0.3), (Premise, "STREET", 0.5, 0.4)]);
        analysis.groups[1].traits = missing.traits;
        assert_eq!(of(&analysis).unrecorded, [(1, Hour)]);
        assert_eq!(of(&analysis).structure, Structure::Groups(GroupSeparation::Merging));

        analysis.groups[1].traits.clear();
        analysis.notes = vec![Note::FewRowsLocated { located: 10, rows: 100, by_names: true, by_coordinates: false }];
        assert!(!of(&analysis).is_mostly_unlocated, "no census figures are used");
        analysis.columns =
            vec![ColumnSummary { column: Census, n_levels: 3, n_features: 3, missing: 0.9, n_merged: 0 }];
        assert_eq!(of(&analysis).structure, Structure::Groups(GroupSeparation::Merging));
    }

    #[test]
    fn groups_that_miss_the_classes_are_other_groups() {
        assert_eq!(structure_with(0.15, 4, HIGH, classes(0.4, 0.9)), Structure::OtherGroups { k: 3 });
        let unknown = latent(LatentOutcome::Classes { k: 3 });
        assert_eq!(structure_with(0.15, 4, HIGH, unknown), Structure::OtherGroups { k: 3 });
    }

    #[test]
    fn there_is_no_pattern_only_where_nothing_depends_on_anything() {
        let independent = || latent(LatentOutcome::Independent);
        let low = [0.6, 0.45, 0.2, 0.1];
        assert_eq!(structure_with(0.02, 0, low, independent()), Structure::None);
        assert_eq!(
            structure_with(0.02, 3, low, independent()),
            Structure::Association,
            "components exceed shuffled data"
        );
        assert_eq!(
            structure_with(0.02, 0, low, latent(LatentOutcome::Traits { dimensions: 1 })),
            Structure::Association
        );
        let implied = Implied { column: Hour, by: Premise, uncertainty: 0.9 };
        let told = LatentModels { implied: vec![implied], ..independent() };
        assert_eq!(structure_with(0.02, 0, low, told), Structure::Association, "one column tells another");
        let few = || latent(LatentOutcome::Undecided);
        assert_eq!(structure_with(0.02, 0, low, few()), Structure::None);
        assert_eq!(structure_with(0.15, 4, [0.05, 0.02, 0.0, 0.8], few()), Structure::OneColumn(Census));
    }

    #[test]
    fn columns_that_tell_each_other_count_as_one() {
        let mut trust = trust(0.15, 4, HIGH, NULL, latent(LatentOutcome::Traits { dimensions: 1 }));
        let null = trust.null.as_mut().expect("a null");
        null.blocks = vec![vec![Description, Premise], vec![Hour], vec![Census]];
        let verdict = verdict(&analysis([0.5, 0.3, 0.2], &[]), &trust).expect("a verdict");
        assert_eq!(verdict.columns, [(Description, 0.9), (Hour, 0.5), (Census, 0.1)]);
        assert_eq!(verdict.structure, Structure::Association, "the second column, the hour, is within chance");
    }

    #[test]
    fn odd_cases_beside_one_large_group_are_no_groups() {
        let trust = trust(0.15, 4, HIGH, NULL, latent(LatentOutcome::Traits { dimensions: 1 }));
        assert_eq!(structure_of([0.97, 0.02, 0.01], &trust), Structure::Outliers);
        let regions = [[400.0, 0.0, 5.0], [300.0, 9.0, 4.0], [200.0, 0.0, 1.0], [100.0, 1.0, 0.0], [90.0, 0.0, 0.0]];
        let verdict = verdict(&analysis([0.97, 0.02, 0.01], &regions), &trust).expect("a verdict");
        let name = |at: usize| format!("Region {at}");
        assert_eq!(verdict.local, [(1, vec![name(1)]), (2, vec![name(0), name(1)])]);
    }

    #[test]
    fn groups_of_one_column_are_reported_as_such() {
        let mut trust = trust(0.2, 0, [0.9; 4], NULL, classes(0.9, 0.9));
        let null = trust.null.as_mut().expect("a null");
        null.columns.truncate(1);
        null.blocks.truncate(1);
        null.entries[0].associations.truncate(1);
        null.entries[0].null_associations.truncate(1);
        assert_eq!(structure_of([0.5, 0.3, 0.2], &trust), Structure::OneColumn(Description));
    }

    #[test]
    fn there_is_no_verdict_before_shuffled_data_and_latent_models_are_known() {
        let analysis = analysis([0.5, 0.3, 0.2], &[]);
        assert_eq!(verdict(&analysis, &Trust::default()), None);
        let known = || trust(0.15, 4, HIGH, NULL, classes(0.9, 0.9));
        let mut other_k = known();
        other_k.null.as_mut().expect("a null").entries[0].k = 4;
        assert_eq!(verdict(&analysis, &other_k), None);
        let without_latent = Trust { latent: None, ..known() };
        assert_eq!(verdict(&analysis, &without_latent), None);
        assert!(verdict(&analysis, &known()).is_some_and(|verdict| verdict.has_groups() && !verdict.is_cut()));
    }
}
