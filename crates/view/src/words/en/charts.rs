//! English words of charts.

use crate::charts::Metric;
use crate::wording::foreign::within;
use crate::words::charts::Charts;

pub(super) const CHARTS: Charts = Charts {
    metric: |metric| match metric {
        Metric::Inertia => "Spread within groups",
        Metric::Silhouette => "Silhouette",
        Metric::CalinskiHarabasz => "Calinski–Harabasz",
        Metric::DaviesBouldin => "Davies–Bouldin",
        Metric::Bic => "BIC by class sizes",
    },
    metric_explained: |metric| match metric {
        Metric::Inertia => {
            "How far victims are from the center of their group (squared distances). It falls with every group added, so look for the bend."
        }
        Metric::Silhouette => {
            "How much closer victims are to their own group than to the next one, from −1 to 1: higher is clearer."
        }
        Metric::CalinskiHarabasz => "Spread between groups divided by the spread within them: higher is clearer.",
        Metric::DaviesBouldin => "How much each group overlaps with the most similar one: lower is clearer.",
        Metric::Bic => {
            "How badly latent classes describe all victims, plus a price for each class: lower is better. On large tables it falls on and on, so samples of the victims choose the number."
        }
    },
    best_at: |k| format!("best at {k}"),
    best_at_value: |k, value| format!("best at {k} ({value})"),
    best_and_chosen: |k, value, now, chosen| format!("best at {k} ({value}; {now} at {chosen})"),
    no_values: |title| format!("{title}: no values."),
    over_k: |title, first, last, from, to| format!("{title} for {first} to {last} groups: from {from} to {to}."),
    at_chosen: |value, chosen| format!(" {value} at the chosen {chosen}."),
    best_is: |k, value| format!(" Best at {k}: {value}."),
    groups: "Groups",
    group: "Group",
    victims: "Victims",
    value: "Value",
    all: "All",
    nearest: "Nearest",
    score: "score",
    feature: "Feature",
    component: "Component",
    shuffled_data: "shuffled data",
    bend: "bend",
    bends_at: |k| format!("bends at {k}"),
    no_bend: "falls without a bend",
    it_bends_at: |k| format!(" It bends at {k} groups."),
    it_has_no_bend: " It has no clear bend.",
    all_rows: |count| format!("all {count} rows"),
    sample_of_rows: |count| format!("sample of {count} rows"),
    computed_on: |rows| format!(" Computed on: {rows}."),
    silhouette_columns: ["Rows", "Squared distances, all rows"],
    silhouette_axis: "silhouette →",
    mean: |value| format!("mean {value}"),
    every_pair: |rows| format!("computed from every pair of all {rows} rows"),
    sample_by_share: |rows| format!("computed from a sample of {rows} rows, in proportion to the groups"),
    silhouettes_by_group: |caption, mean| format!("Silhouettes by group, {caption}. Mean {mean}."),
    blade: |group, mean, below| format!("Group {group}: mean {mean}, {below} below 0."),
    blade_columns: [
        "Group",
        "Mean",
        "Below 0",
        "Smallest",
        "Lower quartile",
        "Median",
        "Upper quartile",
        "Largest",
        "Rows",
    ],
    lift_key: ["⅛ as common", "as in all", "8× as common"],
    levels_tested: |found, tests, victims| {
        format!(
            "share of each group; colored where it differs from that of all shown by more than chance. On {victims} victims held out, assigned to groups without the column tested, {found} of {tests} tests found a difference (5% false discoveries)"
        )
    },
    levels_untestable: "share of each group; no difference could be tested, because the groups rest on one column or on too few victims",
    levels_untested: "share of each group; colors follow once the differences have been tested on victims held out",
    levels_summary: "The value that stands out most in each group.",
    level_of_group: |group, level, here, all| format!("Group {group}: {level}, {here} against {all} of all shown."),
    distances_caption: |kept, stress| format!("two dimensions keep {kept} of the squared distances (stress {stress})"),
    distances_summary: |caption| format!("Map of the groups by distance; {caption}."),
    nearest_to: |group, other, distance| format!("Nearest to group {group}: group {other}, at {distance}."),
    crosstab_key: ["none of the group", "all of it"],
    crosstab_caption: |own, other| {
        format!(
            "rows: the groups of “{own}”; columns: the groups of “{other}”; share of the row’s victims",
            own = within(own),
            other = within(other)
        )
    },
    crosstab_summary: "How the groups correspond.",
    of_group: |group, share, other| format!("Of group {group}, {share} are in group {other}."),
    gap: "Against shuffled data",
    gap_explained: |all| {
        format!(
            "The spread within groups, beside that of the same table with every column shuffled on its own, where there are no groups to find ({all}: shuffled data in the fewest groups). The wider the gap, the less the groups are explained by chance."
        )
    },
    not_known_yet: |title| format!("{title}: not known yet."),
    gap_over_k: |title, caption, least, first, most, last| {
        format!("{title}: {caption} From {least} with {first} groups to {most} with {last}.")
    },
    gap_columns: ["Groups", "log inertia, all features", "the same, shuffled data", "Gap", "Error of the gap"],
    stability: "Stability",
    stability_explained: |stable, highly_stable, unstable| {
        format!(
            "How much of each group shows up again when the analysis is repeated on resampled data (Jaccard similarity). From {stable} a group is stable, from {highly_stable} highly stable; below {unstable} do not rely on it."
        )
    },
    worst_group: "worst group",
    stability_at: |mean, k, worst| format!("{mean} at {k}, worst group {worst}"),
    stability_unknown: |title, k| format!("{title}: not known yet for {k} groups."),
    never_all_stable: "For no number are all groups stable.",
    all_stable_for: |ks| format!("All groups are stable for {ks}."),
    stability_columns: [
        "Groups",
        "Stability (mean Jaccard)",
        "Stability of the worst group",
        "Agreement of halves (adjusted Rand)",
        "Prediction strength",
    ],
    variance_of_components: "Variance of each component",
    cumulative_share: "Cumulative share",
    components_kept: |n, all, share| format!("{n} of {all} kept, {share} of the variance"),
    no_components: "There are no components.",
    variance_summary: |all, n, share| {
        format!("Variance of {all} components, in descending order. The {n} kept ones explain {share} of it.")
    },
    beyond_shuffled: |n| format!(" The first {n} have more variance than in shuffled data."),
    variance_columns: |percent| {
        let shuffled = format!("Shuffled data ({percent})");
        ["Component".into(), "Variance".into(), "Share".into(), "Cumulative".into(), shuffled]
    },
    axis_of_component: |component| format!("component {component}"),
    scores_summary: |victims, x, y| {
        format!("Scores of {victims} victims on components {x} and {y}, colored by group. Centers of the groups:")
    },
    others: |count| format!("{count} {}", count.pick("other", "others")),
    not_recorded: "not recorded",
    distribution_summary: |name, largest| format!("{name}: most often {largest}."),
};
