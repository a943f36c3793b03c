//! What is to be examined of an analysis, in which order, and what the findings mean for its numbers.

use vc_model::params::{AnalysisParams, Examination};
use vc_model::result::{Analysis, SweepEntry, Trust};
use vc_model::sorting::CompactSort;

/// With fewer victims than this, silhouettes of all pairs of rows take a moment, and are computed without being asked for.
const FEW_VICTIMS: f64 = 10_000.0;

/// What a person and the worker's fate have to do with the order of examinations of one sweep.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// A person asked for silhouettes of all rows.
    pub silhouettes: bool,
    /// What is not to be examined: it failed, or a person stopped it.
    pub left_out: Vec<Examination>,
    /// How often the worker died while it examined.
    pub deaths: u32,
}

/// Deaths of the worker after which nothing is examined any more without being asked for.
const MOST_DEATHS: u32 = 2;

/// The part that is to be examined next, if there is one: first what cards and headline wait for, then what a person
/// asked for, then everything else, the longest last.
pub fn next(analysis: &Analysis, trust: &Trust, wishes: &Wishes) -> Option<Examination> {
    let shown = analysis.groups.len();
    let mut others: Vec<usize> = analysis.sweep.iter().map(|entry| entry.k).filter(|&k| k != shown).collect();
    others.compact_sort_by_key(|k| k.abs_diff(shown));
    let unasked = wishes.deaths < MOST_DEATHS;
    let multiverse = Examination::Multiverse { k: shown };
    let by_itself = [Examination::Differences { k: shown }, Examination::Restarts, Examination::Null, multiverse]
        .into_iter()
        .chain(others.into_iter().map(|k| Examination::Stability { k }))
        .chain((analysis.rows.victims < FEW_VICTIMS).then_some(Examination::Silhouettes));
    let first = [Examination::Stability { k: shown }, Examination::NullOf { k: shown }, Examination::Latent];
    let asked = wishes.silhouettes.then_some(Examination::Silhouettes);
    let first = first.into_iter().filter(|_| unasked);
    first
        .chain(asked)
        .chain(by_itself.filter(|_| unasked))
        .find(|what| !is_known(*what, analysis, trust) && !is_left_out(*what, wishes))
}

/// Whether a part, or what is a part of it, is not to be examined.
fn is_left_out(what: Examination, wishes: &Wishes) -> bool {
    let holds = |left_out: &Examination| {
        *left_out == what || what == Examination::Null && matches!(left_out, Examination::NullOf { .. })
    };
    wishes.left_out.iter().any(holds)
}

/// Whether a part needs no examination any more.
fn is_known(what: Examination, analysis: &Analysis, trust: &Trust) -> bool {
    match what {
        Examination::Restarts => !trust.restarts.is_empty(),
        Examination::Latent => trust.latent.is_some(),
        Examination::Stability { k } => trust.stability.iter().any(|stability| stability.k == k),
        Examination::Differences { k } => trust.differences_of(k).is_some(),
        Examination::NullOf { k } => trust.null.as_ref().is_some_and(|null| null.of(k).is_some()),
        Examination::Null => {
            trust.null.as_ref().is_some_and(|null| analysis.sweep.iter().all(|entry| null.of(entry.k).is_some()))
        }
        Examination::Multiverse { k } => trust.multiverse_of(k).is_some(),
        Examination::Silhouettes => !trust.silhouettes.is_empty() || is_exact(&analysis.sweep, analysis.rows.victims),
    }
}

/// Adds what was found to what is known: a worker that was started anew knows less than the page.
pub fn learn(known: &mut Trust, found: Trust) {
    if !found.restarts.is_empty() {
        known.restarts = found.restarts;
    }
    if found.latent.is_some() {
        known.latent = found.latent;
    }
    if let Some(null) = found.null {
        known.null.get_or_insert_default().learn(null);
    }
    if !found.silhouettes.is_empty() {
        known.silhouettes = found.silhouettes;
    }
    known.differences.retain(|of| found.differences.iter().all(|new| new.k != of.k));
    known.differences.extend(found.differences);
    known.differences.compact_sort_by_key(|of| of.k);
    known.multiverse.retain(|of| found.multiverse.iter().all(|new| new.k != of.k));
    known.multiverse.extend(found.multiverse);
    known.multiverse.compact_sort_by_key(|of| of.k);
    known.stability.retain(|of| found.stability.iter().all(|new| new.k != of.k));
    known.stability.extend(found.stability);
    known.stability.compact_sort_by_key(|of| of.k);
}

/// Whether silhouettes are of all victims: a sample of few is all of them.
pub fn is_exact(sweep: &[SweepEntry], victims: f64) -> bool {
    sweep.iter().all(|entry| entry.silhouette.sample as f64 >= victims)
}

/// The sweep with silhouettes of all rows in place of those of a sample, where they are known.
pub fn refined(sweep: &[SweepEntry], trust: &Trust) -> Vec<SweepEntry> {
    let mut refined = sweep.to_vec();
    for (entry, (silhouette, _)) in refined.iter_mut().zip(&trust.silhouettes) {
        entry.silhouette = silhouette.clone();
    }
    refined
}

/// The mean silhouette of each group that is shown: of all rows where that is known, or else of the sample.
pub fn group_silhouettes(analysis: &Analysis, trust: &Trust) -> Vec<f64> {
    let shown = analysis.groups.len();
    let at = analysis.sweep.iter().position(|entry| entry.k == shown);
    match at.and_then(|at| trust.silhouettes.get(at)) {
        Some((_, by_group)) if by_group.len() == shown => by_group.clone(),
        _ => analysis.groups.iter().map(|group| group.silhouette).collect(),
    }
}

/// Whether two analyses rest on the same sweep, so that what was examined of one holds for the other.
///
/// Told by settings and inertias: data read anew are another dataset, but not another sweep.
pub fn same_sweep(a: &Analysis, b: &Analysis) -> bool {
    let inertias = |analysis: &Analysis| -> Vec<(usize, u64)> {
        analysis.sweep.iter().map(|entry| (entry.k, entry.inertia.to_bits())).collect()
    };
    let with_clusters_of_b = AnalysisParams { clusters: b.resolved.clusters, ..a.resolved.clone() };
    with_clusters_of_b == b.resolved && inertias(a) == inertias(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures::analysis as test_analysis;
    use vc_model::params::Clusters;
    use vc_model::result::{
        Agreement, Differences, LatentModels, LatentOutcome, Multiverse, NullEntry, NullSweep, Silhouette, Stability,
    };

    fn entry(k: usize, sample: u64) -> SweepEntry {
        SweepEntry {
            k,
            inertia: 100.0 / k as f64,
            n_iter: 1,
            converged: true,
            silhouette: Silhouette { value: 0.3, metric: "euclidean".into(), sample },
            silhouette_squared: 0.4,
            calinski_harabasz: 1.0,
            davies_bouldin: f64::NAN,
            classes: None,
        }
    }

    /// As many groups as the test analysis has, and a sweep around them.
    fn analysis(victims: f64) -> Analysis {
        let mut analysis = test_analysis(Vec::new());
        let shown = analysis.groups.len();
        analysis.sweep = (2..=shown + 2).map(|k| entry(k, 3_000)).collect();
        analysis.rows.victims = victims;
        analysis
    }

    fn null(ks: &[usize]) -> NullSweep {
        let entries = ks.iter().map(|&k| NullEntry { k, ..NullEntry::default() }).collect();
        NullSweep { shuffles: 1, entries, ..NullSweep::default() }
    }

    fn differences(k: usize) -> Differences {
        Differences { k, ..Differences::default() }
    }

    fn latent() -> LatentModels {
        let (columns, implied, samples) = (Vec::new(), Vec::new(), Vec::new());
        LatentModels { outcome: LatentOutcome::Undecided, columns, implied, samples, classes: None }
    }

    /// Examines until nothing is left, and tells the order.
    fn order(analysis: &Analysis, wishes: &Wishes) -> Vec<Examination> {
        let mut trust = Trust::default();
        let mut order = Vec::new();
        while let Some(what) = next(analysis, &trust, wishes) {
            assert!(!order.contains(&what), "{what:?} twice");
            order.push(what);
            match what {
                Examination::Restarts => {
                    trust.restarts.push(Agreement { k: 2, restarts: 1, reached: 1, adjusted_rand: 1.0 });
                }
                Examination::Stability { k } => {
                    trust.stability.push(Stability { k, resamples: 1, jaccard: vec![1.0; k], ..Stability::default() });
                }
                Examination::Differences { k } => trust.differences.push(differences(k)),
                Examination::Latent => trust.latent = Some(latent()),
                Examination::NullOf { k } => trust.null = Some(null(&[k])),
                Examination::Null => {
                    trust.null = Some(null(&analysis.sweep.iter().map(|entry| entry.k).collect::<Vec<_>>()));
                }
                Examination::Multiverse { k } => trust.multiverse.push(Multiverse { k, ..Multiverse::default() }),
                Examination::Silhouettes => trust.silhouettes.push((entry(2, 9).silhouette, vec![0.5; 2])),
            }
        }
        order
    }

    #[test]
    fn the_groups_shown_come_first_and_the_longest_last() {
        let few = analysis(9_999.0);
        let shown = few.groups.len();
        let order = order(&few, &Wishes::default());
        let verdict = [Examination::Stability { k: shown }, Examination::NullOf { k: shown }, Examination::Latent];
        let multiverse = Examination::Multiverse { k: shown };
        let then = [Examination::Differences { k: shown }, Examination::Restarts, Examination::Null, multiverse];
        assert_eq!(order[..7], [&verdict[..], &then].concat());
        assert!(matches!(order[7], Examination::Stability { k } if k.abs_diff(shown) == 1));
        assert_eq!(order.last(), Some(&Examination::Silhouettes));
        assert_eq!(order.len(), few.sweep.len() + 7);
    }

    #[test]
    fn many_rows_wait_for_a_person_who_then_comes_first() {
        let many = analysis(10_000.0);
        assert!(!order(&many, &Wishes::default()).contains(&Examination::Silhouettes));
        let asked = Wishes { silhouettes: true, ..Wishes::default() };
        assert_eq!(order(&many, &asked)[3], Examination::Silhouettes);
    }

    #[test]
    fn what_failed_is_left_out_and_a_dying_worker_is_left_alone() {
        let few = analysis(5_000.0);
        let wishes = Wishes { left_out: vec![Examination::Null], deaths: 1, ..Wishes::default() };
        assert!(!order(&few, &wishes).contains(&Examination::Null));
        let shown = Examination::NullOf { k: few.groups.len() };
        let wishes = Wishes { left_out: vec![shown], deaths: 1, ..Wishes::default() };
        assert!(!order(&few, &wishes).iter().any(|what| [Examination::Null, shown].contains(what)));
        assert_eq!(order(&few, &Wishes { deaths: 2, ..Wishes::default() }), []);
        let asked = Wishes { deaths: 2, silhouettes: true, ..Wishes::default() };
        assert_eq!(order(&few, &asked), [Examination::Silhouettes]);
    }

    #[test]
    fn a_sample_that_holds_every_row_needs_no_exact_silhouettes() {
        let few = analysis(3_000.0);
        assert!(!order(&few, &Wishes::default()).contains(&Examination::Silhouettes));
    }

    #[test]
    fn exact_silhouettes_take_the_place_of_the_sample() {
        let analysis = analysis(50_000.0);
        let exact = |k: usize| (Silhouette { value: 0.2, metric: "euclidean".into(), sample: 50_000 }, vec![0.2; k]);
        let trust = Trust { silhouettes: analysis.sweep.iter().map(|e| exact(e.k)).collect(), ..Trust::default() };
        let refined = refined(&analysis.sweep, &trust);
        assert!(is_exact(&refined, 50_000.0) && !is_exact(&analysis.sweep, 50_000.0));
        assert!(refined.iter().all(|entry| entry.silhouette.value == 0.2));
        assert!(group_silhouettes(&analysis, &trust).iter().all(|&value| value == 0.2));
        assert_eq!(group_silhouettes(&analysis, &Trust::default()).len(), analysis.groups.len());
    }

    #[test]
    fn what_is_known_is_not_forgotten() {
        let of =
            |k: usize, jaccard: f64| Stability { k, resamples: 1, jaccard: vec![jaccard; k], ..Stability::default() };
        let mut known = Trust { stability: vec![of(4, 0.8), of(5, 0.8)], ..Trust::default() };
        known.null = Some(null(&[5]));
        known.latent = Some(latent());
        known.differences.push(differences(4));
        let found = Trust { stability: vec![of(3, 0.9), of(5, 0.9)], null: Some(null(&[4])), ..Trust::default() };
        learn(&mut known, found);
        assert_eq!(known.stability, [of(3, 0.9), of(4, 0.8), of(5, 0.9)]);
        learn(&mut known, Trust::default());
        assert_eq!(known.null, Some(null(&[4, 5])));
        assert_eq!(known.stability.len(), 3);
        assert_eq!(known.latent, Some(latent()));
        assert_eq!(known.differences, [differences(4)]);
    }

    #[test]
    fn only_the_number_of_groups_leaves_the_sweep_the_same() {
        let before = analysis(100.0);
        let mut after = before.clone();
        after.resolved.clusters = Clusters::Fixed(2);
        after.groups.truncate(1);
        assert!(same_sweep(&before, &after));
        after.resolved.seed += 1;
        assert!(!same_sweep(&before, &after));
        let mut other_data = before.clone();
        other_data.sweep[0].inertia += 1.0;
        assert!(!same_sweep(&before, &other_data));
    }
}
