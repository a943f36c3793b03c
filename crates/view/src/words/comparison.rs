//! Two analyses side by side.

/// How alike two groupings are, by their adjusted Rand index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Likeness {
    AlmostIdentical,
    VerySimilar,
    Similar,
    Different,
    Chance,
}

catalog! {
    /// Two analyses side by side.
    pub(crate) struct ComparisonWords {
        /// The same victims, grouped twice.
        same_victims(victims: &str, own: &str, other: &str),
        /// The victims of the other period, placed in the groups of both.
        other_period(victims: &str, own: &str, other: &str),
        likeness(likeness: Likeness) -> &'static str,
        /// The likeness with its index.
        agreement(likeness: &str, index: &str),
        /// The group that changes least.
        kept_best(group: char, share: &str),
        /// The group that changes most: where its victims stay, and where they go.
        changes_most(group: char, parts: &str),
        /// A part of a group that keeps its letter.
        stays(share: &str, group: char),
        /// A part of a group that goes to another letter.
        moves(share: &str, group: char),
        /// A group without a counterpart: where its victims are.
        no_counterpart(group: char, parts: &str),
        /// A part of a group.
        part(share: &str, group: char),
        /// Groups that only the other analysis has.
        only_the_other(groups: &str),
        /// The group whose share differs most between two periods.
        differs_most(own: &str, other: &str, group: char, share: &str, size: &str, other_share: &str, other_size: &str),
        /// Values that the first period does not have.
        unseen(share: &str, own: &str, other: &str),
    }
}
