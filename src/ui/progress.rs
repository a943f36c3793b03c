//! One bar for all stages.

use vc_protocol::{Progress, Stage};

/// The stages of a load with the analysis after it, and the share of the time that each takes, measured on one year of a
/// real table. A bar needs no more precision than not to stand still and not to jump back.
const SHARES: [(Stage, f64); 7] = [
    (Stage::Read, 0.18),
    (Stage::Join, 0.07),
    (Stage::Encode, 0.05),
    (Stage::Reduce, 0.10),
    (Stage::Cluster, 0.45),
    (Stage::Measure, 0.13),
    (Stage::Explain, 0.02),
];

/// How much of everything is done, 0–1, from the stage `first` on.
pub(super) fn done(progress: Progress, first: Stage) -> f64 {
    let counted = |from: Stage, to: Stage| -> f64 {
        SHARES.iter().filter(|(stage, _)| (from..to).contains(stage)).map(|(_, share)| share).sum()
    };
    let own = SHARES.iter().find(|(stage, _)| *stage == progress.stage).map_or(0.0, |(_, share)| *share);
    let whole: f64 = SHARES.iter().filter(|(stage, _)| *stage >= first).map(|(_, share)| share).sum();
    (counted(first, progress.stage) + own * progress.done.clamp(0.0, 1.0)) / whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_runs_from_nothing_to_all_and_never_back() {
        assert_eq!(done(Progress { stage: Stage::Read, done: 0.0 }, Stage::Read), 0.0);
        assert!((done(Progress { stage: Stage::Explain, done: 1.0 }, Stage::Read) - 1.0).abs() < 1e-12);
        assert_eq!(done(Progress { stage: Stage::Encode, done: 0.0 }, Stage::Encode), 0.0);
        let end = done(Progress { stage: Stage::Reduce, done: 1.0 }, Stage::Encode);
        let start = done(Progress { stage: Stage::Cluster, done: 0.0 }, Stage::Encode);
        assert!((end - start).abs() < 1e-12 && end > 0.0);
    }
}
