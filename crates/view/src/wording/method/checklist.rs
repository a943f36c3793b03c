//! The items that reviewers expect in a report on latent classes, each with the answer of this analysis.
//!
//! # Source
//! SMART-LCA: van Lissa, Garnier-Villarreal and Anadria, "Recommended practices in latent class analysis using the open-source R-package
//! tidySEM", Structural Equation Modeling (2023), doi 10.1080/10705511.2023.2250920. The words are our own. Items that only a person
//! can answer say so.

use super::Done;
use super::grouping::{halves, reached, shown_classes};
use crate::wording::features::column_name;
use crate::wording::list::join;
use crate::wording::{Locale, letter, n_victims, number};
use vc_model::params::Column;
use vc_model::result::{Analysis, ClassMeasures, ColumnSummary, Group, Trust};

/// Of two columns with two values each, independent within classes, chi-squared is above this in one of twenty samples.
const DEPENDENT: f64 = 3.84;

/// The items, each with what this analysis says; none unless the groups are latent classes.
pub(super) fn checklist(done: Done, locale: Locale) -> Vec<[String; 2]> {
    let Done { analysis, trust, .. } = done;
    let (words, method) = (&locale.words().checklist, &locale.words().method);
    let k = analysis.groups.len();
    let Some(shown) = shown_classes(analysis) else { return Vec::new() };
    let seed = analysis.resolved.seed.to_string();
    [
        (words.rationale, words.for_people.to_owned()),
        (words.victims, n_victims(analysis.rows.victims, locale)),
        (words.indicators, indicators(analysis, trust, locale)),
        (words.missing, missing(analysis, locale)),
        (words.software, method.program(&analysis.version)),
        (words.estimation, words.how_estimated(&seed)),
        (words.starts, of_every_k(analysis, |k, of| words.reached(k, &reached(of, locale)))),
        (words.fit, of_every_k(analysis, |k, of| fit(k, of, locale))),
        (words.number, method.k_reason(analysis.k_reason, k).trim().to_owned()),
        (words.classification, classification(analysis, shown, locale)),
        (words.dependence, dependence(analysis, shown, locale)),
        (words.profiles, words.where_profiles.to_owned()),
        (words.replication, replication(k, trust, locale)),
        (words.not_done, words.what_is_not_done.to_owned()),
        (words.repeat, words.how_to_repeat(&analysis.fingerprint, &seed)),
    ]
    .map(|(item, said)| [item.to_owned(), said])
    .into_iter()
    .filter(|[_, said]| !said.is_empty())
    .collect()
}

/// A sentence for every number of classes.
fn of_every_k(analysis: &Analysis, say: impl Fn(usize, &ClassMeasures) -> String) -> String {
    let said = analysis.sweep.iter().filter_map(|entry| Some(say(entry.k, entry.classes.as_ref()?)));
    said.collect::<Vec<_>>().join("; ") + "."
}

fn name(column: Column, analysis: &Analysis, locale: Locale) -> String {
    column_name(column, analysis, locale).to_lowercase()
}

/// The columns with their numbers of values, and those that others tell.
fn indicators(analysis: &Analysis, trust: &Trust, locale: Locale) -> String {
    let words = &locale.words().checklist;
    let with_levels = |&column: &Column| {
        let of = analysis.columns.iter().find(|of| of.column == column);
        let levels = of.map_or_else(String::new, |of| number::integer(of.n_levels as f64, locale));
        format!("{} ({levels})", name(column, analysis, locale))
    };
    let mut said = join(&analysis.class_columns.iter().map(with_levels).collect::<Vec<_>>(), locale) + ".";
    let implied = trust.latent.iter().flat_map(|latent| &latent.implied);
    let implied: Vec<String> = implied.map(|of| name(of.column, analysis, locale)).collect();
    if !implied.is_empty() {
        said += " ";
        said += &words.follow(&join(&implied, locale));
    }
    said
}

/// The share of victims without a value of each column.
fn missing(analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().checklist;
    let takes_part = |column: &Column| analysis.class_columns.contains(column);
    let lacking = analysis.columns.iter().filter(|of| takes_part(&of.column) && of.missing > 0.0);
    let share = |of: &ColumnSummary| {
        words.missing_share(&name(of.column, analysis, locale), &number::percent(of.missing, locale))
    };
    let shares: Vec<String> = lacking.map(share).collect();
    if shares.is_empty() {
        return words.none_missing.to_owned();
    }
    format!("{}. {}", join(&shares, locale), words.how_missing)
}

fn fit(k: usize, of: &ClassMeasures, locale: Locale) -> String {
    let decimal = |value: f64| number::decimal(value, 1, locale);
    locale.words().checklist.fit_of(
        k,
        &decimal(of.log_likelihood),
        &number::integer(of.n_parameters as f64, locale),
        &decimal(of.bic),
        &decimal(of.abic),
        &decimal(of.icl),
        &number::decimal(of.relative_entropy, 2, locale),
        &number::percent(of.smallest_class, locale),
    )
}

/// The share of each class, and how certain its victims are in it.
fn classification(analysis: &Analysis, shown: &ClassMeasures, locale: Locale) -> String {
    let class = |(at, (group, &posterior)): (usize, (&Group, &f64))| {
        let share = number::percent(group.share, locale);
        locale.words().checklist.class(letter(at), &share, &number::decimal(posterior, 2, locale))
    };
    let classes: Vec<String> = analysis.groups.iter().zip(&shown.average_posteriors).enumerate().map(class).collect();
    classes.join("; ") + "."
}

fn dependence(analysis: &Analysis, shown: &ClassMeasures, locale: Locale) -> String {
    let Some(largest) = shown.residuals.first() else { return String::new() };
    let [a, b] = largest.columns.map(|column| name(column, analysis, locale));
    let over = shown.residuals.iter().filter(|pair| pair.ratio > DEPENDENT).count();
    let ratio = number::decimal(largest.ratio, 1, locale);
    locale.words().checklist.largest_residual(&a, &b, &ratio, over, shown.residuals.len())
}

fn replication(k: usize, trust: &Trust, locale: Locale) -> String {
    let stability = trust.stability_of(k).filter(|of| of.splits > 0);
    stability.map_or_else(|| locale.words().checklist.not_replicated.to_owned(), |of| halves(of, locale))
}
