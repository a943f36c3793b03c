//! The method section of an analysis.

use super::Count;
use vc_model::params::{Encoding, Form};
use vc_model::result::KReason;

/// A heading of the method as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heading {
    Method,
    Cautions,
    Limits,
    Checklist,
    References,
    HowToCite,
    Reproduce,
}

catalog! {
    /// The method section of an analysis.
    pub(crate) struct MethodWords {
        heading(heading: Heading) -> &'static str,
        program(version: &str),
        data(names: &str, details: &str, fingerprint: &str),
        whatever_date,
        dated_in(period: &str),
        rows(names: &str, read: &str, used: &str, period: &str, victims: &str),
        set_aside(reasons: &str),
        chosen(filters: &str),
        joined(regions: &str, ways: &str),
        not_used,
        /// How the table is written.
        written(ways: &str),
        header_in_line(line: &str),
        spans(way: &str),
        unknown_times(times: &str),
        /// Times that were converted without anybody having chosen it.
        converted_times(zone: &str),
        purposes(columns: &str),
        own_columns(columns: &str),
        matched_names(matches: &str),
        figure_kinds(figures: &str),
        by_hand(decisions: &str),
        features(columns: &str, n_features: &str),
        /// What columns became that had a choice.
        formed(columns: &str, form: Form),
        census(measures: &str),
        /// One figure of race and origin of several that the map has.
        race_by_default(figure: &str),
        race(figure: &str),
        /// Several that a person chose.
        races(figures: &str),
        missing_values,
        /// Values that were merged; `n_merged` is how many.
        merged(rare: &str, n_merged: &Count),
        scaled(encoding: Encoding) -> &'static str,
        weights(weights: &str),
        components(n: usize, kept: &str),
        components_by_parallel_analysis(beyond: usize),
        components_by_hand,
        components_by_share(share: &str),
        one_k(k: usize),
        many_k(first: usize, last: usize),
        kmeans(ks: &str, n_init: usize, max_iter: &str, tol: &str, seed: &str),
        /// Latent classes in place of KMeans.
        classes(ks: &str, columns: &str, seed: &str),
        k_reason(reason: KReason, k: usize),
        /// The numbers of groups that other indices prefer, after that.
        other_indices(knee: Option<usize>, calinski_harabasz: usize, davies_bouldin: usize),
        /// The numbers of classes that criteria on all victims prefer, after that.
        class_criteria(bic: usize, abic: usize, caic: usize, icl: usize),
        /// How well the classes that are shown fit; `posteriors` are the least and the largest mean.
        class_fit(log_likelihood: &str, n_parameters: &str, entropy: &str, smallest: &str, posteriors: &str, starts: &str),
        /// From one number to another one.
        range(low: &str, high: &str),
        not_converged,
        lettered(last: char),
        over_all_rows,
        over_sample(rows: &str),
        measures(rows: &str),
        /// Who is at the border of two groups, after the measures.
        borders_of_centers,
        borders_of_classes,
        one_year,
        rates(years: &str),
        residents_of_unknown_year,
        stability(n: usize),
        /// Groups of halves, after the stability.
        halves(n: usize, index: &str, strength: &str),
        /// How many tests found how many differences on how many victims held out.
        differences(tests: &str, found: &str, victims: &str),
        shuffled(n: usize),
        /// How many victims of each copy were grouped, if not all.
        shuffled_sample(victims: &str),
        /// Latent models were fitted to `n` samples.
        latent(n: usize),
        restarts,
        repeated(version: &str, fingerprint: &str),
    }
}
