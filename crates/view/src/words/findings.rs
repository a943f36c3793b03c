//! The headline and what stands below it: how many groups, how clear, how far to trust them.

use crate::wording::Limit;
use vc_model::result::{GroupSeparation, LatentOutcome, Structure};

/// Why rows of the table are not in the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LeftOut {
    /// They are of other years.
    OtherYears,
    /// The filter does not choose them.
    Filtered,
    /// They have a fault.
    Unusable,
}

/// How clear groups are, by their mean silhouette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clarity {
    WellApart,
    Overlapping,
    WidelyOverlapping,
    /// The groups are a cut.
    Cut,
    /// There is nothing that they are groups of.
    Arbitrary,
    /// Whether they are groups is not known yet.
    Unknown,
}

catalog! {
    /// The headline, the verdict, and how far to trust the groups.
    pub(crate) struct Findings {
        no_victims,
        /// The verdict in a word or two.
        structure(structure: Structure) -> &'static str,
        /// The number of groups, before anything is examined.
        groups(count: &str),
        /// The number of groups, and how far they are apart.
        groups_apart(count: &str, separation: GroupSeparation),
        /// Columns go together without groups; `count` parts are shown.
        no_groups_but_association(count: &str),
        /// The victims differ gradually; `count` parts are shown.
        no_groups_but_continuum(count: &str),
        /// There are groups, but others than those shown.
        other_groups(count: &str, others: &str),
        /// Nothing but shuffled data.
        no_groups_but_chance,
        /// The groups are the values of one column.
        no_groups_but_column(column: &str),
        /// All columns follow from one.
        no_groups_but_implied(column: &str),
        /// Nearly everything is in one group.
        no_groups_but_outliers(share: &str),
        /// The largest part of a continuum, after the claim.
        largest_part(share: &str, name: &str),
        /// The largest group, after the number of groups.
        largest(share: &str, name: &str),
        /// The largest group is also the clearest.
        largest_is_clearest,
        clearest(name: &str),
        clarity(clarity: Clarity) -> &'static str,
        /// The clarity with the mean silhouette over all rows.
        clarity_on_all(clarity: &str, silhouette: &str, rows: &str),
        /// The clarity with the mean silhouette on a sample.
        clarity_on_sample(clarity: &str, silhouette: &str, rows: &str),
        no_components_beyond_chance,
        one_component_beyond_chance,
        /// The number of components, a word that begins the sentence.
        components_beyond_chance(count: &str),
        all_rows_used(read: &str),
        /// Some rows are left out for one reason.
        rows_used(used: &str, read: &str, rest: &str),
        /// The rows left out for the only reason, after those used.
        the_rest(why: LeftOut, count: &str),
        /// Some rows are left out, one of several reasons.
        left_out(why: LeftOut, count: &str),
        /// Joins several reasons.
        left_out_list(parts: &[String]),
        /// The limits in one sentence, below the cards.
        limits_in_short,
        limit(limit: Limit) -> &'static str,
        only_one_column,
        /// The groups go with no column.
        no_column_beyond_chance(all: &str),
        /// The columns that the groups go with.
        columns_beyond_chance(count: &str, all: &str, names: &str, are_all: bool),
        /// A column with its association.
        association(column: &str, value: &str),
        /// What latent models say of `n` samples of the victims; 1 where they are all of them.
        latent(outcome: LatentOutcome, n: usize),
        /// How far the groups agree with the latent classes.
        agreement(count: &str, classes: &str, index: &str),
        /// Columns that another one tells, with how much.
        implied(pairs: &str),
        implied_pair(column: &str, by: &str, uncertainty: &str),
        census_is_left_out,
        /// The share of the victims in stable groups.
        stable_share(share: &str, is_all: bool),
        /// A group for most of which a column is missing.
        unrecorded(group: char, column: &str),
        /// Census figures made the groups, but most rows lie in no neighborhood.
        mostly_unlocated,
        /// A group that is one place.
        local(group: char, regions: &str),
        gap(count: &str, share: &str),
        no_gap(count: &str),
        /// Groups that hold hardly any differences.
        alike(count: &str),
        reached(reached: &str, restarts: &str),
        restarts(reached: &str, index: &str),
    }
}
