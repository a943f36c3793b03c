//! English words on other defensible analyses.

use crate::words::multiverse::MultiverseWords;

pub(super) const MULTIVERSE: MultiverseWords = MultiverseWords {
    title: "Which choices decide",
    lede: |analyses, rows, agreement| {
        format!(
            "The victims were also grouped in {analyses} other ways that could be defended{rows}: with other columns, limits for rare values, numbers of groups, methods, encodings, components and random starts. The average agreement with the groups shown is {agreement} (adjusted Rand index: 1 means the same groups, 0 no more than chance)."
        )
    },
    of_sample: |rows| format!(", on {rows} rows drawn at random"),
    found_again: |found, analyses| format!("Found again in {found} of {analyses} other ways to group."),
    census_labels: |without, with| {
        format!(
            "Without the census figures the groups stay much the same ({without}, with them {with}): the figures tell where the groups are more than they make them."
        )
    },
    census_makes: |without, with| {
        format!(
            "Without the census figures the groups change ({without}, with them {with}): the figures take part in making them."
        )
    },
    columns: "Columns",
    rare_values: "Rare values",
    same_columns: "the same",
    without: |column| format!("without {column}"),
    with: |column| format!("with {column}"),
    rarer_than: |share| format!("below {share}"),
    groups: |k| format!("{k} groups"),
    components: |n| if n == 1 { "1 component".to_owned() } else { format!("{n} components") },
    explained: |share| format!("{share} of the variance"),
    famd: "FAMD",
    standard: "same spread",
    raw: "0 and 1",
};
