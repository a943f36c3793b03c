//! How far each group can be relied on: one word from everything that was examined.

use serde::{Deserialize, Serialize};

use crate::result::{Analysis, StabilityBand, Structure, Trust, Verdict};
use crate::verdict::ALMOST_SAME_GROUPS;

/// The mean silhouette from which on a group counts as told from others.
///
/// # Source
/// Kaufman, Rousseeuw, "Finding groups in data" (1990): below 0.25 no substantial structure was found.
const TOLD: f64 = 0.25;

/// How far a group can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reliability {
    /// Other victims give another group.
    Unreliable,
    /// The group comes back, but where it ends is a matter of choice.
    Blurred,
    /// The group comes back, its victims are told from those of other groups, and the data have groups of their own.
    Solid,
}

/// The reliability of each group, under the verdict on them; `None` until the groups were looked for again in resamples.
///
/// The weakest evidence decides: a group whose silhouette is high is not solid if resamples give others, and no group is solid where
/// the data have none.
pub fn reliability(analysis: &Analysis, trust: &Trust, verdict: &Verdict) -> Option<Vec<Reliability>> {
    let k = analysis.groups.len();
    let stability = trust.stability_of(k)?;
    let restarts = trust.restarts.iter().find(|of| of.k == k);
    let all = trust.silhouettes.iter().map(|(_, by_group)| by_group).find(|by_group| by_group.len() == k);
    let end_alike = restarts.is_none_or(|restarts| restarts.adjusted_rand >= ALMOST_SAME_GROUPS);
    let of_group = |(group, &jaccard): (usize, &f64)| {
        let silhouette = all.map_or(analysis.groups[group].silhouette, |all| all[group]);
        match StabilityBand::of(jaccard) {
            StabilityBand::Unstable => Reliability::Unreliable,
            _ if verdict.structure == Structure::None => Reliability::Unreliable,
            StabilityBand::Doubtful => Reliability::Blurred,
            _ if verdict.has_groups() && end_alike && silhouette >= TOLD => Reliability::Solid,
            _ => Reliability::Blurred,
        }
    };
    Some(stability.jaccard.iter().enumerate().map(of_group).collect())
}
