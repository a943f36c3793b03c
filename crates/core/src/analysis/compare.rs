//! Compares two analyses of one table: other columns on the same rows, or the same columns on other rows.

use super::outcome::Outcome;
use super::run::analyze;
use super::transfer::Transfer;
use crate::clustering::{adjusted_rand_of, matching};
use crate::dataset::Dataset;
use crate::job::{Control, Stop};
use vc_model::params::{AnalysisParams, Versus};
use vc_model::result::{Analysis, Comparison, PcaSummary, RegionSummary, RowLedger, ScoreDensity};

/// Two groups match if at least this share of one is in the other.
const HALF: f64 = 0.5;

/// Compares the `first` analysis with the one that differs from it by `versus`. Also returns that other analysis: pass it as
/// `earlier` to the next comparison, which may reuse it.
///
/// # Errors
/// [`Stop`] if the other settings don't fit the data or the job is cancelled.
pub(crate) async fn compare(
    dataset: &Dataset,
    first: &Outcome,
    versus: Versus,
    earlier: Option<&Outcome>,
    control: &dyn Control,
) -> Result<(Comparison, Outcome), Stop> {
    let (asked, resolved) = (&first.analysis.settings, &first.analysis.resolved);
    let params = versus.params(asked, resolved.period, first.analysis.groups.len());
    let other = other_outcome(dataset, first, &params, earlier, control).await?;
    Ok((comparison(dataset, first, &other, versus), other))
}

/// The other analysis. Reuses the sweep or the preparation of a known outcome where the settings allow it.
async fn other_outcome(
    dataset: &Dataset,
    first: &Outcome,
    params: &AnalysisParams,
    earlier: Option<&Outcome>,
    control: &dyn Control,
) -> Result<Outcome, Stop> {
    let known = || [Some(first), earlier].into_iter().flatten();
    if let Some(swept) = known().find(|outcome| outcome.has_swept(params)) {
        return Ok(swept.with_clusters(dataset, params)?);
    }
    let prepared = known().find(|outcome| outcome.swept.prepared.serves(params));
    analyze(dataset, params, prepared, control).await
}

fn comparison(dataset: &Dataset, first: &Outcome, other: &Outcome, versus: Versus) -> Comparison {
    let (n_first, n_other) = (first.analysis.groups.len(), other.analysis.groups.len());
    let (labels, model) = (first.labels(), Transfer::new(dataset, first));
    let prepared = &other.swept.prepared;
    let mut crosstab = vec![vec![0.0; n_other]; n_first];
    let mut unseen = 0.0;
    for (&row, &distinct) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of) {
        let row = row as usize;
        let weight = dataset.table.weight(row);
        // A victim with a group of the first keeps it; only the others need the model.
        let (group, is_met) = labels[row].map_or_else(|| model.group(row), |group| (group, true));
        crosstab[usize::from(group)][usize::from(other.clustering().labels[distinct as usize])] += weight;
        unseen += if is_met { 0.0 } else { weight };
    }
    let victims: f64 = crosstab.iter().flatten().sum();
    Comparison {
        versus,
        fingerprint: first.analysis.fingerprint.clone(),
        other: without_details(&other.analysis),
        adjusted_rand: adjusted_rand_of(&crosstab),
        matched: matched(&crosstab),
        unseen: unseen / victims,
        crosstab,
    }
}

/// The best pairs of groups. A pair of two leftovers is no match: one group must have at least [`HALF`] of its victims in
/// the other.
fn matched(crosstab: &[Vec<f64>]) -> Vec<Option<usize>> {
    let is_at_least_half = |part: f64, whole: f64| whole > 0.0 && part / whole >= HALF;
    let is_match = |group: usize, other: usize| {
        let both = crosstab[group][other];
        is_at_least_half(both, crosstab[group].iter().sum())
            || is_at_least_half(both, crosstab.iter().map(|row| row[other]).sum())
    };
    let pairs = matching(crosstab).into_iter().enumerate();
    pairs.map(|(group, other)| other.filter(|&other| is_match(group, other))).collect()
}

/// The analysis without its largest parts, which no comparison shows.
fn without_details(analysis: &Analysis) -> Analysis {
    let region = |region: &RegionSummary| RegionSummary { crimes: Vec::new(), measures: Vec::new(), ..region.clone() };
    Analysis {
        regions: analysis.regions.iter().map(region).collect(),
        measures: Vec::new(),
        scatter: ScoreDensity::default(),
        pca: PcaSummary { top_loadings: Vec::new(), ..analysis.pca.clone() },
        rows: RowLedger { changed: Vec::new(), unmatched: Vec::new(), ..analysis.rows.clone() },
        ..analysis.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::sample;
    use crate::job::{Cancelled, Immediately, Step};
    use pollster::block_on;
    use vc_model::failure::{Failure, FeaturesError};
    use vc_model::params::{Against, Clusters, Components, Mapping, Period, Preset};
    use vc_model::questions::Progress;

    fn first(k: usize, year: i32) -> (Dataset, Outcome) {
        let params = AnalysisParams {
            preset: Preset::Crime,
            period: Period::Years(year, year),
            clusters: Clusters::Fixed(k),
            components: Components::Count(4),
            sweep: (3, 5),
            n_init: 2,
            ..AnalysisParams::default()
        };
        block_on(async {
            let dataset = sample(&Mapping::default(), &Immediately).await.expect("the sample");
            let outcome = analyze(&dataset, &params, None, &Immediately).await.expect("an analysis");
            (dataset, outcome)
        })
    }

    fn compared(dataset: &Dataset, first: &Outcome, versus: &str) -> (Comparison, Outcome) {
        let versus = versus.parse().expect("what to compare with");
        block_on(compare(dataset, first, versus, None, &Immediately)).expect("a comparison")
    }

    #[test]
    fn the_model_gives_its_own_rows_their_own_groups() {
        let (dataset, outcome) = first(5, 2024);
        let model = Transfer::new(&dataset, &outcome);
        for (row, label) in outcome.labels().iter().enumerate() {
            if let Some(label) = label {
                assert_eq!(model.group(row), (*label, true), "row {row}");
            }
        }
    }

    #[test]
    fn a_period_against_itself_is_the_identity() {
        let (dataset, outcome) = first(4, 2024);
        let (found, _) = compared(&dataset, &outcome, "years.2024");
        assert_eq!(found.adjusted_rand, 1.0);
        assert_eq!(found.matched, [Some(0), Some(1), Some(2), Some(3)]);
        assert_eq!((found.letters(), found.unseen), (vec![0, 1, 2, 3], 0.0));
        for (group, row) in found.crosstab.iter().enumerate() {
            assert_eq!(row[group], outcome.analysis.groups[group].size);
            assert_eq!(row.iter().sum::<f64>(), row[group]);
            assert_eq!(found.jaccard(group, group), 1.0);
        }
        assert_eq!(found.other.fingerprint, outcome.analysis.fingerprint);
        assert!(found.is_of_same_rows(&outcome.analysis));
    }

    #[test]
    fn the_other_analysis_equals_one_run_alone() {
        let (dataset, outcome) = first(4, 2024);
        let (found, other) = compared(&dataset, &outcome, "preset.census");
        let params = AnalysisParams { preset: Preset::Census, ..outcome.analysis.settings.clone() };
        let alone = block_on(analyze(&dataset, &params, None, &Immediately)).expect("an analysis");
        assert_eq!(found.other.fingerprint, alone.analysis.fingerprint);
        // The crosstab counts the labels of both.
        let mut expected = vec![vec![0.0; 4]; 4];
        for (a, b) in outcome.labels().into_iter().zip(alone.labels()) {
            if let (Some(a), Some(b)) = (a, b) {
                expected[usize::from(a)][usize::from(b)] += 1.0;
            }
        }
        assert_eq!(found.crosstab, expected);
        // Comparing again reuses the sweep.
        let again = block_on(compare(&dataset, &outcome, found.versus, Some(&other), &Immediately)).expect("it again");
        assert_eq!(again.0, found);
        assert!(std::rc::Rc::ptr_eq(&again.1.swept, &other.swept));
    }

    #[test]
    fn another_period_is_counted_whole() {
        let (dataset, outcome) = first(5, 2024);
        let (found, other) = compared(&dataset, &outcome, "years.2022");
        assert_eq!(found.victims(), other.analysis.rows.victims);
        assert!(!found.is_of_same_rows(&outcome.analysis));
        let columns: Vec<f64> = (0..5).map(|other| found.crosstab.iter().map(|row| row[other]).sum()).collect();
        let sizes: Vec<f64> = other.analysis.groups.iter().map(|group| group.size).collect();
        assert_eq!(columns, sizes);
        assert!(found.adjusted_rand > 0.9, "the sample's groups are the same every year: {}", found.adjusted_rand);
        let mut letters = found.letters();
        letters.sort_unstable();
        assert_eq!(letters, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_period_without_rows_is_an_error() {
        let (dataset, outcome) = first(4, 2024);
        let versus = Versus::new(Against::Period(Period::Years(1999, 1999)));
        let stop = block_on(compare(&dataset, &outcome, versus, None, &Immediately)).map(|_| ()).expect_err("no rows");
        assert!(matches!(stop, Stop::Failed(Failure::Features(FeaturesError::NothingInPeriod { .. }))));
    }

    struct Impatient;

    impl Control for Impatient {
        fn progress(&self, _: Progress) -> Step<'_, ()> {
            Box::pin(std::future::ready(Err(Cancelled)))
        }
    }

    #[test]
    fn a_comparison_can_be_cancelled() {
        let (dataset, outcome) = first(4, 2024);
        let versus = Versus::new(Against::Period(Period::Years(2023, 2023)));
        let stop = block_on(compare(&dataset, &outcome, versus, None, &Impatient)).map(|_| ()).expect_err("cancelled");
        assert_eq!(stop, Stop::Cancelled);
    }

    #[test]
    fn groups_without_a_match_take_free_letters() {
        let (_, outcome) = first(3, 2024);
        let other =
            Analysis { groups: vec![outcome.analysis.groups[0].clone(); 4], ..without_details(&outcome.analysis) };
        let crosstab = vec![vec![1.0, 0.0, 0.0, 30.0], vec![0.0, 0.0, 20.0, 0.0]];
        let found = Comparison {
            versus: Versus::new(Against::Preset(Preset::Crime)),
            fingerprint: String::new(),
            other,
            adjusted_rand: adjusted_rand_of(&crosstab),
            matched: matched(&crosstab),
            unseen: 0.0,
            crosstab,
        };
        assert_eq!(found.matched, [Some(3), Some(2)]);
        assert_eq!(found.letters(), [2, 3, 1, 0]);
        assert_eq!(found.match_of(0), None);
        assert_eq!((found.share(0, 3), found.jaccard(0, 0)), (30.0 / 31.0, 1.0 / 31.0));
        let placed = found.other_by_letter();
        assert_eq!(placed.groups.len(), 4);
        for (region, moved) in found.other.regions.iter().zip(&placed.regions) {
            assert_eq!(moved.by_group.len(), 4);
            assert_eq!(region.by_group[2], moved.by_group[1]);
        }
    }

    #[test]
    fn two_leftover_groups_are_no_match() {
        let (_, outcome) = first(3, 2024);
        let other =
            Analysis { groups: vec![outcome.analysis.groups[0].clone(); 3], ..without_details(&outcome.analysis) };
        // The last two groups share a tenth of their victims, and no other group is left for them.
        let crosstab = vec![vec![90.0, 5.0, 40.0], vec![0.0, 80.0, 40.0], vec![40.0, 40.0, 10.0]];
        let found = Comparison {
            versus: Versus::new(Against::Preset(Preset::Crime)),
            fingerprint: String::new(),
            other,
            adjusted_rand: adjusted_rand_of(&crosstab),
            matched: matched(&crosstab),
            unseen: 0.0,
            crosstab,
        };
        assert_eq!(matching(&found.crosstab), [Some(0), Some(1), Some(2)]);
        assert_eq!(found.matched, [Some(0), Some(1), None]);
        assert_eq!(found.letters(), [0, 1, 3]);
    }

    #[test]
    fn shuffled_labels_agree_by_chance_alone() {
        let (_, outcome) = first(5, 2024);
        let labels: Vec<u8> = outcome.labels().into_iter().flatten().collect();
        let mut shuffled = labels.clone();
        let mut rng = vc_model::random::rng(1, 0);
        vc_model::random::shuffle(&mut shuffled, &mut rng);
        let agreement = crate::clustering::adjusted_rand(&labels, &shuffled, &vec![1.0; labels.len()]);
        assert!(agreement.abs() < 0.01, "{agreement}");
    }
}
