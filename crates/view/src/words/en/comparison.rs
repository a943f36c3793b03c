//! Two analyses side by side, in English.

use crate::wording::foreign::within;
use crate::words::comparison::{ComparisonWords, Likeness};

pub(super) const COMPARISON: ComparisonWords = ComparisonWords {
    same_victims: |victims, own, other| {
        format!(
            "The same {victims} victims, grouped twice: “{own}” and “{other}”.",
            own = within(own),
            other = within(other)
        )
    },
    other_period: |victims, own, other| {
        format!(
            "Each of the {victims} victims of {other} is put into the nearest group of {own}, and into the group that {other} forms on its own."
        )
    },
    likeness: |likeness| match likeness {
        Likeness::AlmostIdentical => "The two groupings are almost identical",
        Likeness::VerySimilar => "The two groupings are very similar",
        Likeness::Similar => "The two groupings are similar in the main",
        Likeness::Different => "The two groupings are different",
        Likeness::Chance => "The two groupings agree no more than by chance",
    },
    agreement: |likeness, index| {
        format!("{likeness}: adjusted Rand index {index}, where 1 means the same groups and 0 means chance.")
    },
    kept_best: |group, share| format!("Group {group} changes least: {share} of its victims stay in {group}."),
    changes_most: |group, parts| format!("Group {group} changes most: {parts}."),
    stays: |share, group| format!("{share} stay in {group}"),
    moves: |share, group| format!("{share} move to {group}"),
    no_counterpart: |group, parts| format!("Group {group} has no counterpart: {parts}."),
    part: |share, group| format!("{share} in {group}"),
    only_the_other: |groups| format!("Only the other has {groups}."),
    differs_most: |own, other, group, share, size, other_share, other_size| {
        format!(
            "Measured with the groups of {own}, the share of group {group} differs most: {share} of {own} ({size}), {other_share} of {other} ({other_size})."
        )
    },
    unseen: |share, own, other| {
        format!("{share} of the victims of {other} have a value that {own} does not have; it counts as the average.")
    },
};
