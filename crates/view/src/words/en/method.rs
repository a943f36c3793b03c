//! The method section in English.

use crate::words::method::{Heading, MethodWords};
use vc_model::params::{Encoding, Form};
use vc_model::result::KReason;

pub(super) const METHOD: MethodWords = MethodWords {
    heading: |heading| match heading {
        Heading::Method => "Method",
        Heading::Cautions => "Known of these data",
        Heading::Limits => "Limits",
        Heading::Checklist => "Reporting checklist for latent class analysis",
        Heading::References => "References",
        Heading::HowToCite => "How to cite",
        Heading::Reproduce => "Reproduce this",
    },
    program: |version| format!("Victim Clusters, version {version} [computer program]."),
    data: |names, details, fingerprint| format!("Data: {names}; {details}. Fingerprint of the result: {fingerprint}."),
    whatever_date: "whatever their date",
    dated_in: |period| format!("dated in {period}"),
    rows: |names, read, used, period, victims| {
        format!("The data are {names}. Of {read} rows, {used} are used, {period}: {victims}.")
    },
    set_aside: |reasons| format!(" Not used: {reasons}."),
    chosen: |filters| format!(" Only rows with these values are used: {filters}."),
    joined: |regions, ways| format!(" Rows are assigned to the neighborhoods of {regions}: {ways}."),
    not_used: "not used",
    written: |ways| format!("how the table is written: {ways}"),
    header_in_line: |line| format!("header in line {line}"),
    spans: |way| format!("a span of time counts as: {way}"),
    unknown_times: |times| format!("{times} stands for an unknown time"),
    converted_times: |zone| format!(" Times are UTC in the file and were converted to the local time of {zone}."),
    purposes: |columns| format!("what columns are for: {columns}"),
    own_columns: |columns| format!("columns included as they are: {columns}"),
    matched_names: |matches| format!("which neighborhood a name means: {matches}"),
    figure_kinds: |figures| format!("what kind of number a figure is: {figures}"),
    by_hand: |decisions| format!("Decided by hand: {decisions}."),
    features: |columns, n_features| {
        format!(
            "The columns are {columns}. They give {n_features} features: every value of a category is a feature of 0 or 1."
        )
    },
    formed: |columns, form| {
        let form = match form {
            Form::Cyclic => "sine and cosine, so that the last value is next to the first",
            Form::Ordinal => "a number, where the values are numbers",
            Form::Categories => "categories",
        };
        format!(" {columns}: {form}.")
    },
    census: |measures| format!(" The census figures are those of each victim’s neighborhood: {measures}."),
    race_by_default: |figure| {
        format!(
            "Of the figures on race and origin, only {figure} enters, which differs most between the neighborhoods. Groups can follow where people of different origin live; this says nothing about any one victim."
        )
    },
    race: |figure| {
        format!(
            "One figure on race and origin enters, {figure}. Groups can follow where people of different origin live; this says nothing about any one victim."
        )
    },
    races: |figures| {
        format!(
            "Several figures on race and origin enter: {figures}. They tell much the same, and each weighs as much as a whole category, so that groups follow where people of different origin live more than anything else. This says nothing about any one victim."
        )
    },
    missing_values: " A missing category is a value of its own; a missing number is set to the mean, and a feature marks it as missing.",
    merged: |rare, n_merged| {
        let values = if n_merged.is_zero() {
            "there are none".to_owned()
        } else {
            format!("{n_merged} {} in all", n_merged.pick("value", "values"))
        };
        format!(" Values rarer than {rare} of the victims are combined within their column ({values}).")
    },
    scaled: |encoding| match encoding {
        Encoding::Famd => {
            " Features of categories are divided by the square root of their share, as in factor analysis of mixed data, so that rare values weigh more; numbers are divided by their standard deviation."
        }
        Encoding::Standard => " All features are divided by their standard deviation.",
        Encoding::Raw => " Features of categories stay 0 and 1; numbers are divided by their standard deviation.",
    },
    weights: |weights| format!(" Features are then multiplied by weights: {weights}."),
    components: |n, kept| {
        format!(
            "Principal component analysis reduces the features to {n} components, which hold {kept} of their variance."
        )
    },
    components_by_parallel_analysis: |beyond| {
        format!(
            " {beyond} components exceed the 95th percentile of the same table with each column shuffled on its own (parallel analysis). Of these, as many are kept as hold nine tenths of the excess, and at least two."
        )
    },
    components_by_hand: " Their number was set by hand.",
    components_by_share: |share| format!(" They are as many as it takes to hold more than {share} of the variance."),
    one_k: |k| format!("{k} groups"),
    many_k: |first, last| format!("each number of groups from {first} to {last}"),
    kmeans: |ks, n_init, max_iter, tol, seed| {
        format!(
            "KMeans is run on the components’ scores for {ks}: Lloyd’s iterations from k-means++ seeding, {n_init} restarts, at most {max_iter} iterations each, tolerance {tol}, seed {seed}. The solutions of neighboring numbers, with one center more or less, are also tried as starts; for each number the lowest inertia counts."
        )
    },
    classes: |ks, columns, seed| {
        format!(
            "Latent classes are fitted to {columns} for {ks}, by EM from 20 random starts each, of which the best five run to the end; seed {seed}. Hours are parts of the day, numbers are quarters, and missing values take no part in the likelihood. Columns that follow from another one take no part, and neither do census figures. Each victim belongs to the most probable class. Components serve pictures and indices only."
        )
    },
    k_reason: |reason, k| match reason {
        KReason::Asked => format!(" The number of {k} groups was set by hand."),
        KReason::Silhouette => format!(
            " {k} groups are shown: the fewest whose mean silhouette is at most 0.02 below that of the best number."
        ),
        KReason::Bic => format!(
            " {k} groups are shown, the number with the lowest BIC. It is the median of samples of at most 5,000 victims: no model fits exactly, so on large tables BIC asks for ever more classes."
        ),
    },
    other_indices: |knee, calinski_harabasz, davies_bouldin| {
        let knee = knee.map_or_else(|| "no knee".to_owned(), |k| format!("its knee at {k}"));
        format!(
            " By other indices: the inertia has {knee} (Kneedle), Calinski–Harabasz is best at {calinski_harabasz}, Davies–Bouldin at {davies_bouldin}."
        )
    },
    class_criteria: |bic, abic, caic, icl| {
        format!(
            " On all victims, BIC is lowest at {bic}, the sample-size adjusted BIC at {abic}, CAIC at {caic}, and ICL at {icl}."
        )
    },
    class_fit: |log_likelihood, n_parameters, entropy, smallest, posteriors, starts| {
        format!(
            " The classes shown have a log-likelihood of {log_likelihood} with {n_parameters} parameters and a relative entropy of {entropy}; the smallest class holds {smallest} of the victims; the mean posterior of the own class is {posteriors}; {starts} runs reached the best maximum."
        )
    },
    range: |low, high| format!("{low} to {high}"),
    not_converged: " They did not converge within these iterations.",
    lettered: |last| format!(" Groups are lettered by size, A to {last}."),
    over_all_rows: "from all rows",
    over_sample: |rows| format!("from a sample of {rows} rows, drawn in proportion to the groups"),
    measures: |rows| {
        format!(
            "Each number of groups is measured by mean silhouette (Euclidean distance, {rows}), and by the Calinski–Harabasz and Davies–Bouldin indices (all rows). A group is described by shares of values and by means, compared with all victims; means and shares have 95% intervals. Victims of one neighborhood (with fewer than ten neighborhoods or none, of one incident, if incidents are numbered) count as one cluster: variances are bias-reduced (CR2) with Satterthwaite’s degrees of freedom; intervals of shares are Wilson’s with the effective number of victims."
        )
    },
    borders_of_centers: " A victim is at a border if it lies, on the way from the boundary of two groups to the center of its own, in the first quarter.",
    borders_of_classes: " A victim is at a border if its second class is at least half as probable as its own.",
    one_year: "one year",
    rates: |years| {
        format!(
            " Rates are victims per 1,000 residents a year, over {years}: the part of the period that the table covers, and of it the months, weekdays and hours that filters keep. Where residents are few, rates are pulled towards the rate that is usual in the city (empirical Bayes: a gamma distribution, beside which a few neighborhoods may be odd and keep their own rate)."
        )
    },
    residents_of_unknown_year: "The files do not tell of which year the residents are.",
    stability: |n| {
        format!(
            "Stability: the victims were resampled {n} times with replacement, and scales, components and groups were estimated anew; a group’s stability is the mean of its largest Jaccard similarity with a group of each resample."
        )
    },
    halves: |n, index, strength| {
        format!(
            "In {n} random splits into halves, the groups of one half and those that the other half’s centroids make of it agree at {index} (mean adjusted Rand index; prediction strength {strength})."
        )
    },
    differences: |tests, found, victims| {
        format!(
            "Differences: groups were made again by one half of the victims, and the other half ({victims} victims) was assigned to them, for each column by the other columns alone; columns of the table that make no groups are tested, too. There, {tests} tests (each value in each group, score tests with the clusters of the intervals) found {found} differences beyond chance, with a false discovery rate of 5% (Benjamini–Hochberg)."
        )
    },
    shuffled_sample: |victims| {
        format!(
            "Of each copy, {victims} victims drawn at random were grouped, which tends to understate the gap a little."
        )
    },
    shuffled: |n| {
        format!(
            "Shuffled data: {n} copies of the table, each column shuffled on its own, but columns together of which one tells the other, were grouped in the same way. Three comparisons with them show whether columns go together: the number of components with more variance (parallel analysis); the gap, which is the difference of the logarithms of both inertias over all features; and how closely the groups go with each column (Cramér’s V, or the correlation ratio of numbers)."
        )
    },
    latent: |n| {
        let on = if n == 1 { "all victims".to_owned() } else { format!("{n} samples of the victims") };
        format!(
            "Groups or gradients: latent classes (up to 12) and nominal latent traits (one to three) were fitted to {on} and compared by BIC, with hours as parts of the day, numbers as quarters and without columns that follow from another (uncertainty coefficient of at least 0.7). Groups are claimed only where classes fit each sample better than traits do and KMeans finds nearly the same groups."
        )
    },
    restarts: "Restarts: each was compared with the chosen groups by the adjusted Rand index.",
    repeated: |version, fingerprint| {
        format!(
            "Computed with Victim Clusters {version}. The same files, settings and version give the same groups, row by row, in every browser and on the command line. The fingerprint {fingerprint} of data, settings and groups shows whether they do."
        )
    },
};
