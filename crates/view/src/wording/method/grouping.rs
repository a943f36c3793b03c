//! Components, groups, and how they were measured.

use super::Done;
use crate::wording::features::column_name;
use crate::wording::list::join;
use crate::wording::rates::{rate_time_text, residents_text};
use crate::wording::{Locale, jaccard_text, letter, multiverse_text, number};
use vc_model::params::{Components, Method};
use vc_model::result::{Analysis, ClassMeasures, Stability, SweepEntry};

/// How many components are kept, and who decided that.
pub(super) fn components(done: Done, locale: Locale) -> String {
    let (pca, words) = (&done.analysis.pca, &locale.words().method);
    let kept: f64 = pca.explained_variance_ratio.iter().take(pca.n_components).sum();
    let text = words.components(pca.n_components, &number::percent(kept, locale));
    text + &match done.analysis.settings.components {
        Components::Auto => words.components_by_parallel_analysis(pca.beyond_null().unwrap_or(0)),
        Components::Count(_) => words.components_by_hand.to_owned(),
        Components::Share(share) => {
            let share = number::exact(share * 100.0, locale);
            words.components_by_share(&locale.words().grammar.percent(&share))
        }
    }
}

/// How victims were grouped, and into how many groups.
pub(super) fn groups(done: Done, locale: Locale) -> String {
    let (analysis, words) = (done.analysis, &locale.words().method);
    let params = &analysis.resolved;
    let (first, last) = params.sweep;
    let k = analysis.groups.len();
    let ks = if first == last { words.one_k(first) } else { words.many_k(first, last) };
    let mut text = match params.method {
        Method::KMeans => {
            let max_iter = number::integer(params.max_iter as f64, locale);
            let tol = number::exact(params.tol, locale);
            words.kmeans(&ks, params.n_init, &max_iter, &tol, &params.seed.to_string())
        }
        Method::Classes => {
            let name = |&column| column_name(column, analysis, locale).to_lowercase();
            let columns: Vec<String> = analysis.class_columns.iter().map(name).collect();
            words.classes(&ks, &join(&columns, locale), &params.seed.to_string())
        }
    };
    text += &words.k_reason(analysis.k_reason, k);
    text += &match params.method {
        Method::KMeans => words.other_indices(
            analysis.knee,
            best(&analysis.sweep, |entry| entry.calinski_harabasz),
            best(&analysis.sweep, |entry| -entry.davies_bouldin),
        ),
        Method::Classes => class_fit(analysis, locale),
    };
    if analysis.sweep.iter().any(|entry| entry.k == k && !entry.converged) {
        text += words.not_converged;
    }
    text + &words.lettered(letter(k.saturating_sub(1)))
}

/// How well latent classes fit, and which numbers of them criteria prefer.
fn class_fit(analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().method;
    let lowest = |value: fn(&ClassMeasures) -> f64| {
        best(&analysis.sweep, |entry| entry.classes.as_ref().map_or(f64::NEG_INFINITY, |classes| -value(classes)))
    };
    let mut text =
        words.class_criteria(lowest(|of| of.bic), lowest(|of| of.abic), lowest(|of| of.caic), lowest(|of| of.icl));
    if let Some(of) = shown_classes(analysis) {
        let decimal = |value: f64| number::decimal(value, 2, locale);
        let ends = |pick: fn(f64, f64) -> f64| of.average_posteriors.iter().copied().reduce(pick).unwrap_or(f64::NAN);
        text += &words.class_fit(
            &number::decimal(of.log_likelihood, 1, locale),
            &number::integer(of.n_parameters as f64, locale),
            &decimal(of.relative_entropy),
            &number::percent(of.smallest_class, locale),
            &words.range(&decimal(ends(f64::min)), &decimal(ends(f64::max))),
            &reached(of, locale),
        );
    }
    text
}

/// How well the classes that are shown fit; `None` if the groups are no classes.
pub(super) fn shown_classes(analysis: &Analysis) -> Option<&ClassMeasures> {
    analysis.sweep.iter().find(|entry| entry.k == analysis.groups.len())?.classes.as_ref()
}

/// How many of the starts reached the best maximum.
pub(super) fn reached(of: &ClassMeasures, locale: Locale) -> String {
    locale.words().findings.reached(&of.replicated.to_string(), &of.starts.to_string())
}

/// How far the groups of random halves agree.
pub(super) fn halves(of: &Stability, locale: Locale) -> String {
    let [index, strength] = [of.adjusted_rand, of.prediction_strength].map(|of| jaccard_text(of, locale));
    locale.words().method.halves(of.splits, &index, &strength)
}

/// How the groups were measured.
pub(super) fn measures(done: Done, locale: Locale) -> String {
    let Done { analysis, trust, .. } = done;
    let words = &locale.words().method;
    let k = analysis.groups.len();
    let entry = analysis.sweep.iter().position(|entry| entry.k == k);
    let all_pairs = entry.and_then(|at| trust.silhouettes.get(at)).map(|(silhouette, _)| silhouette);
    let silhouette = all_pairs.or(entry.map(|at| &analysis.sweep[at].silhouette));
    let rows = silhouette.map_or(0.0, |silhouette| silhouette.sample as f64);
    let rows = if rows >= analysis.rows.victims {
        words.over_all_rows.to_owned()
    } else {
        words.over_sample(&number::integer(rows, locale))
    };
    let mut text = words.measures(&rows);
    text += match analysis.resolved.method {
        Method::KMeans => words.borders_of_centers,
        Method::Classes => words.borders_of_classes,
    };
    if analysis.has_residents() {
        text += &words.rates(&rate_time_text(analysis, locale));
        text += " ";
        text += &residents_text(analysis, locale).unwrap_or_else(|| words.residents_of_unknown_year.to_owned());
    }
    text
}

/// How far to trust them, as far as that was examined.
pub(super) fn examined(done: Done, locale: Locale) -> String {
    let Done { analysis, trust, .. } = done;
    let words = &locale.words().method;
    let mut sentences: Vec<String> = Vec::new();
    if let Some(stability) = trust.stability_of(analysis.groups.len()) {
        sentences.push(words.stability(stability.resamples));
        sentences.push(halves(stability, locale));
    }
    let differences = trust.differences_of(analysis.groups.len());
    if let Some(differences) = differences.filter(|differences| differences.tests > 0) {
        let [tests, found, victims] = [differences.tests as f64, differences.found() as f64, differences.victims]
            .map(|n| number::integer(n, locale));
        sentences.push(words.differences(&tests, &found, &victims));
    }
    if let Some(null) = &trust.null {
        sentences.push(words.shuffled(null.shuffles));
        sentences.extend(null.sample.map(|victims| words.shuffled_sample(&number::integer(victims, locale))));
    }
    if let Some(latent) = trust.latent.as_ref().filter(|latent| !latent.samples.is_empty()) {
        sentences.push(words.latent(latent.samples.len()));
    }
    if !trust.restarts.is_empty() {
        sentences.push(words.restarts.to_owned());
    }
    if let Some(multiverse) = trust.multiverse_of(analysis.groups.len()).filter(|of| of.analyses > 0) {
        sentences.push(multiverse_text(multiverse, analysis, locale));
    }
    sentences.join(" ")
}

/// How to reproduce the result, and check it by its fingerprint.
pub(super) fn repeated(done: Done, locale: Locale) -> String {
    locale.words().method.repeated(&done.analysis.version, &done.analysis.fingerprint)
}

/// The number of groups of the highest value; the fewest of equal ones.
fn best(sweep: &[SweepEntry], value: impl Fn(&SweepEntry) -> f64) -> usize {
    let better = |best: &SweepEntry, next: &SweepEntry| value(next) > value(best);
    sweep.iter().reduce(|best, next| if better(best, next) { next } else { best }).map_or(0, |entry| entry.k)
}
