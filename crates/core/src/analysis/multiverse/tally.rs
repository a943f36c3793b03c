//! How much each choice matters, from all analyses.

use vc_model::result::{Choice, ChoiceOption, Chosen, Multiverse};
use vc_model::sorting::CompactSort;

/// From this Jaccard similarity on, a group is found again.
const FOUND_AGAIN: f64 = 0.5;

/// What one analysis chose, and how its groups agree with those shown.
pub(super) struct Made {
    pub(super) chosen: Vec<Chosen>,
    pub(super) adjusted_rand: f64,
    /// `(k)`: for each group that is shown the highest Jaccard similarity with another.
    pub(super) jaccard: Vec<f64>,
}

/// Sums all analyses up. `k` groups are shown, and each analysis grouped so many `rows`.
pub(super) fn tally(k: usize, rows: usize, made: &[Made]) -> Multiverse {
    let mut choices: Vec<Choice> = Vec::new();
    for Made { chosen, adjusted_rand, .. } in made {
        for &chosen in chosen {
            let known = choices.iter().position(|choice| choice.topic == chosen.topic());
            let at = known.unwrap_or_else(|| {
                choices.push(Choice { topic: chosen.topic(), options: Vec::new() });
                choices.len() - 1
            });
            let options = &mut choices[at].options;
            // Sums first; they become means below.
            match options.iter_mut().find(|option| option.chosen == chosen) {
                Some(option) => {
                    option.analyses += 1;
                    option.adjusted_rand += adjusted_rand;
                }
                None => options.push(ChoiceOption { chosen, analyses: 1, adjusted_rand: *adjusted_rand }),
            }
        }
    }
    choices.retain(|choice| choice.options.len() > 1);
    for Choice { options, .. } in &mut choices {
        options.iter_mut().for_each(|option| option.adjusted_rand /= option.analyses as f64);
        options.compact_sort_by(|a, b| b.adjusted_rand.total_cmp(&a.adjusted_rand));
    }
    choices.compact_sort_by(|a, b| explained(b, made).total_cmp(&explained(a, made)));
    let is_found = |made: &&Made, group: usize| made.jaccard.get(group).is_some_and(|&jaccard| jaccard >= FOUND_AGAIN);
    Multiverse {
        k,
        rows,
        analyses: made.len(),
        adjusted_rand: made.iter().map(|of| of.adjusted_rand).sum::<f64>() / made.len().max(1) as f64,
        found_again: (0..k).map(|group| made.iter().filter(|made| is_found(made, group)).count()).collect(),
        choices,
    }
}

/// The share of the variance of the agreement that a choice explains beyond chance: with more options, their means lie further apart by
/// chance alone.
///
/// # Source
/// The correlation ratio with Kelley's correction, "An unbiased correlation ratio measure", PNAS 21 (1935).
fn explained(choice: &Choice, made: &[Made]) -> f64 {
    let mean_of = |of: &Made| {
        choice.options.iter().find(|option| of.chosen.contains(&option.chosen)).map(|option| option.adjusted_rand)
    };
    // Latent classes have neither encoding nor components.
    let concerned: Vec<(f64, f64)> = made.iter().filter_map(|of| Some((of.adjusted_rand, mean_of(of)?))).collect();
    let n = concerned.len() as f64;
    let mean = concerned.iter().map(|(value, _)| value).sum::<f64>() / n;
    let within: f64 = concerned.iter().map(|(value, mean)| (value - mean) * (value - mean)).sum();
    let total: f64 = concerned.iter().map(|(value, _)| (value - mean) * (value - mean)).sum();
    let degrees = n - choice.options.len() as f64;
    if total > 0.0 && degrees > 0.0 { 1.0 - within / degrees / (total / (n - 1.0)) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::params::Method;
    use vc_model::result::ChoiceTopic;

    #[test]
    fn the_choice_whose_means_differ_most_is_first() {
        let of = |clusters, seed, adjusted_rand, jaccard| Made {
            chosen: vec![Chosen::Method(Method::KMeans), Chosen::Seed(seed), Chosen::Clusters(clusters)],
            adjusted_rand,
            jaccard: vec![jaccard, 0.4],
        };
        let multiverse =
            tally(2, 10, &[of(3, 1, 1.0, 0.9), of(3, 2, 0.8, 0.5), of(4, 1, 0.4, 0.4), of(4, 2, 0.2, 0.6)]);
        let [clusters, seed] = multiverse.choices.as_slice() else {
            panic!("two choices, as the method is always the same: {multiverse:?}");
        };
        assert_eq!((clusters.topic, seed.topic), (ChoiceTopic::Clusters, ChoiceTopic::Seed));
        let options: Vec<(Chosen, usize)> = clusters.options.iter().map(|of| (of.chosen, of.analyses)).collect();
        assert_eq!(options, [(Chosen::Clusters(3), 2), (Chosen::Clusters(4), 2)]);
        assert!((clusters.spread() - 0.6).abs() < 1e-12 && (seed.spread() - 0.2).abs() < 1e-12);
        assert_eq!(multiverse.found_again, [3, 0]);
        assert!((multiverse.adjusted_rand - 0.6).abs() < 1e-12);
        assert_eq!(multiverse.agreement_of(Chosen::Seed(2)), Some(0.5));
        assert_eq!(multiverse.agreement_of(Chosen::Seed(3)), None);
    }
}
