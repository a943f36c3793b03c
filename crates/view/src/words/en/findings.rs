//! The English headline and what stands below it.

use crate::wording::Limit;
use crate::words::findings::{Clarity, Findings, LeftOut};
use vc_model::result::{GroupSeparation, LatentOutcome, Structure};

pub(super) const FINDINGS: Findings = Findings {
    no_victims: "No victims to group.",
    structure: |structure| match structure {
        Structure::None => "no pattern",
        Structure::OneColumn(_) => "no groups, one column alone",
        Structure::Outliers => "no groups, a few odd cases",
        Structure::Association => "columns go together, no groups of their own",
        Structure::Continuum => "a continuum, cut into groups",
        Structure::OtherGroups { .. } => "groups, but others than those shown",
        Structure::Groups(GroupSeparation::Merging) => "groups that partly merge",
        Structure::Groups(GroupSeparation::Separate) => "separate groups",
    },
    groups: |count| {
        format!(
            "The method divides the victims into {count} groups; whether they are groups of their own is not known yet."
        )
    },
    groups_apart: |count, separation| match separation {
        GroupSeparation::Merging => format!("{count} groups of victims that partly merge."),
        GroupSeparation::Separate => format!("{count} separate groups of victims."),
    },
    no_groups_but_chance: "No groups of victims, and no pattern: no column goes with another more than in shuffled data.",
    no_groups_but_column: |column| {
        format!("No groups of victims: they are the values of one column alone ({column}), and go with no other.")
    },
    no_groups_but_implied: |column| {
        format!("No groups of victims of their own: all columns follow from one ({column}).")
    },
    no_groups_but_outliers: |share| {
        format!("No groups of victims: {share} are in one, and the rest are a few odd cases.")
    },
    no_groups_but_association: |count| {
        format!(
            "Some columns go together, but that shows no groups of victims. The {count} parts shown are one cut of many."
        )
    },
    no_groups_but_continuum: |count| {
        format!(
            "The victims differ gradually and form no groups of their own. The {count} parts shown are a convenient cut."
        )
    },
    other_groups: |count, others| {
        format!(
            "There are groups of victims, but not the {count} shown: another method finds {others} that are different."
        )
    },
    largest_part: |share, name| format!(" The largest part, {share}: {name}"),
    largest: |share, name| format!(" The largest, {share}: {name}"),
    largest_is_clearest: "; it is also the clearest",
    clearest: |name| format!("; the clearest: {name}"),
    clarity: |clarity| match clarity {
        Clarity::WellApart => "The groups stand well apart",
        Clarity::Overlapping => "The groups can be told apart, but overlap",
        Clarity::WidelyOverlapping => "The groups overlap widely",
        Clarity::Cut => "The parts are a cut and meet at their borders",
        Clarity::Arbitrary => "Methods like this one always return groups",
        Clarity::Unknown => "How far they are apart",
    },
    clarity_on_all: |clarity, silhouette, rows| {
        format!("{clarity}: mean silhouette {silhouette}, over all {rows} rows.")
    },
    clarity_on_sample: |clarity, silhouette, rows| {
        format!("{clarity}: mean silhouette {silhouette}, on a sample of {rows} rows.")
    },
    no_components_beyond_chance: "No component of the data exceeds what shuffled data reaches.",
    one_component_beyond_chance: "One component of the data exceeds what shuffled data reaches.",
    components_beyond_chance: |count| format!("{count} components of the data exceed what shuffled data reaches."),
    all_rows_used: |read| format!("All {read} rows used."),
    rows_used: |used, read, rest| format!("{used} of {read} rows used; {rest}."),
    the_rest: |why, count| match why {
        LeftOut::OtherYears => format!("the other {count} are from other years"),
        LeftOut::Filtered => format!("the other {count} do not match the filter"),
        LeftOut::Unusable => format!("{count} could not be used"),
    },
    left_out: |why, count| match why {
        LeftOut::OtherYears => format!("{count} are from other years"),
        LeftOut::Filtered => format!("{count} do not match the filter"),
        LeftOut::Unusable => format!("{count} could not be used"),
    },
    left_out_list: |parts| parts.join(", "),
    limits_in_short: "Census figures describe a neighborhood, never the victim; groups describe what was recorded and predict nothing.",
    limit: |limit| match limit {
        Limit::Number => {
            "Methods like this one always return groups. The silhouette and the comparison with shuffled data show whether they are more than chance: look at them first."
        }
        Limit::Recorded => {
            "The table holds what was reported and recorded. Crimes that nobody reports are not in it, and how much is reported differs between places and between people."
        }
        Limit::Group => {
            "A group is a pattern of records, not a kind of person. It explains nobody’s fate and says nothing about what will happen next."
        }
        Limit::Place => {
            "Census figures describe a neighborhood, never the victim. What is true of places need not be true of the people in them (the ecological fallacy)."
        }
        Limit::Boundaries => {
            "Shares and rates by neighborhood depend on its boundaries: other boundaries would give another map (the modifiable areal unit problem)."
        }
        Limit::OtherBoundaries => "Other boundaries would give another map.",
        Limit::CountedIsReported => "These are crimes that were reported and recorded. Many never are.",
        Limit::CensusIsOfPlaces => "Census figures describe the place, not the people who became victims there.",
    },
    only_one_column: "There is one column only, and nothing that it could go with.",
    no_column_beyond_chance: |all| {
        format!("The groups go with none of the {all} columns more closely than groups of shuffled data do.")
    },
    columns_beyond_chance: |count, all, names, are_all| {
        let most = if are_all { "" } else { "most of all " };
        format!(
            "The groups go with {count} of {all} columns more closely than groups of shuffled data do: {most}{names}."
        )
    },
    association: |column, value| format!("{column} ({value})"),
    latent: |outcome, n| {
        let on = if n == 1 { "the victims".to_owned() } else { format!("each of {n} samples of the victims") };
        match outcome {
            LatentOutcome::Independent => format!(
                "Neither groups nor gradients describe {on} better than columns that have nothing to do with each other."
            ),
            LatentOutcome::Classes { k } => {
                format!("Groups describe {on} better than gradients do (latent classes: {k}).")
            }
            LatentOutcome::Traits { dimensions: 1 } => format!("One gradient describes {on} better than groups do."),
            LatentOutcome::Traits { dimensions } => {
                format!("Gradients ({dimensions}) describe {on} better than groups do.")
            }
            LatentOutcome::Undecided => {
                "Whether groups or gradients describe the victims better can’t be told.".to_owned()
            }
        }
    },
    agreement: |count, classes, index| {
        format!(
            "The {count} groups agree with {classes} latent classes at {index} (adjusted Rand index; 1: the same groups, 0: as similar as chance makes them)."
        )
    },
    implied: |pairs| format!("Columns that follow from another count as one with it: {pairs}."),
    implied_pair: |column, by, uncertainty| format!("{column} from {by} ({uncertainty})"),
    census_is_left_out: "Census figures take no part in this comparison, because all victims of a neighborhood share them.",
    stable_share: |share, is_all| {
        if is_all {
            "All groups reappeared when the data were resampled.".to_owned()
        } else {
            format!("{share} of the victims are in groups that reappeared when the data were resampled.")
        }
    },
    unrecorded: |group, column| {
        format!(
            "Group {group} is what was not recorded rather than a kind of victim: {column} is missing for most of it."
        )
    },
    mostly_unlocated: "Most rows lie in no neighborhood, so groups by census figures are mostly about which rows could be placed.",
    local: |group, regions| {
        format!("Group {group} lies almost wholly in {regions}: a place rather than a kind of victim.")
    },
    gap: |count, share| format!("With {count} groups the data are grouped {share} more tightly than shuffled data."),
    alike: |count| {
        format!("With {count} groups the victims of each group are all but alike, which shuffled data are not.")
    },
    no_gap: |count| format!("With {count} groups the data are grouped no more tightly than shuffled data."),
    reached: |reached, restarts| format!("{reached} of {restarts}"),
    restarts: |reached, index| {
        format!(
            "{reached} starts ended here. On average they agree with these groups at {index} (adjusted Rand index; 1: the same groups, 0: as similar as chance makes them)."
        )
    },
};
