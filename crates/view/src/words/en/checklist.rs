//! English words of the checklist.

use crate::words::checklist::ChecklistWords;

pub(super) const CHECKLIST: ChecklistWords = ChecklistWords {
    rationale: "Question, reasons for the indicators, and what was planned before",
    for_people: "for you to answer",
    victims: "Sample",
    indicators: "Indicators and their values",
    follow: |columns| format!("Left out, because other columns tell them: {columns}."),
    missing: "Missing values",
    none_missing: "None.",
    missing_share: |column, share| format!("{column} {share}"),
    how_missing: "They are treated as missing at random: all that is known of a victim is used.",
    software: "Software",
    estimation: "Estimation",
    how_estimated: |seed| {
        format!(
            "Maximum likelihood by expectation–maximization, from 20 random starts, of which the best five are run to the end (seed {seed})."
        )
    },
    starts: "Starts that reached the best maximum",
    reached: |k, reached| format!("{k} classes: {reached}"),
    fit: "Fit of every number of classes",
    fit_of: |k, log_likelihood, parameters, bic, abic, icl, entropy, smallest| {
        format!(
            "{k} classes: log-likelihood {log_likelihood}, {parameters} parameters, BIC {bic}, adjusted BIC {abic}, ICL {icl}, relative entropy {entropy}, smallest class {smallest}"
        )
    },
    number: "How the number of classes was chosen",
    classification: "Classes and certainty of classification",
    class: |letter, share, posterior| format!("{letter} {share}, mean posterior {posterior}"),
    dependence: "Dependence that is left within classes",
    largest_residual: |a, b, ratio, over, pairs| {
        format!(
            "The largest bivariate residual is that of {a} and {b}: chi-squared by degree of freedom {ratio}. Above 3.84 are {over} of {pairs} pairs. With many victims, small differences give large numbers."
        )
    },
    profiles: "Item-response profiles",
    where_profiles: "Probabilities of every value in every class are in summary.json (“item_response”), posteriors of every victim in labels.csv.",
    replication: "Replication",
    not_replicated: "Not examined yet.",
    not_done: "Not done",
    what_is_not_done: "No bootstrap likelihood ratio test, and no relation of classes to other outcomes with a correction for uncertain classes.",
    repeat: "Reproduction",
    how_to_repeat: |fingerprint, seed| {
        format!("Fingerprint {fingerprint}, seed {seed}; the command at the end of the method repeats every number.")
    },
};
