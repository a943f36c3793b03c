//! The reporting checklist of a latent class analysis: names of the items, and what an analysis says of each.

catalog! {
    /// The reporting checklist.
    pub(crate) struct ChecklistWords {
        rationale,
        /// What the program can't answer.
        for_people,
        victims,
        indicators,
        /// Columns that took no part, as others tell them.
        follow(columns: &str),
        missing,
        none_missing,
        /// A column, and the share of the victims without a value in it.
        missing_share(column: &str, share: &str),
        how_missing,
        software,
        estimation,
        how_estimated(seed: &str),
        starts,
        /// For a number of classes: starts that reached the best maximum, of those that were run to the end.
        reached(k: usize, reached: &str),
        fit,
        /// The fit of one number of classes.
        fit_of(k: usize, log_likelihood: &str, parameters: &str, bic: &str, abic: &str, icl: &str, entropy: &str, smallest: &str),
        number,
        classification,
        /// For each class: its share of the victims and its mean posterior.
        class(letter: char, share: &str, posterior: &str),
        dependence,
        /// The pair of columns that depends most on each other within the classes.
        largest_residual(a: &str, b: &str, ratio: &str, over: usize, pairs: usize),
        profiles,
        where_profiles,
        replication,
        not_replicated,
        not_done,
        what_is_not_done,
        repeat,
        how_to_repeat(fingerprint: &str, seed: &str),
    }
}
