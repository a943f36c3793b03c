//! Two analyses side by side, in words.

use super::list::join;
use super::names::{letter, name_groups_as};
use super::terms::{period_text, preset_text};
use super::{Locale, number};
use vc_model::params::Against;
use vc_model::result::{Analysis, Comparison};

/// Adjusted Rand indices from which on groupings are alike: excellent, good, moderate; and up to which there is chance.
///
/// # Source
/// Steinley, "Properties of the Hubert–Arabie adjusted Rand index", Psychological Methods 9 (2004). What he calls poor
/// recovery is divided here at chance.
const EXCELLENT: f64 = 0.9;
const GOOD: f64 = 0.8;
const MODERATE: f64 = 0.65;
const CHANCE: f64 = 0.05;

/// Shares below this are not worth a sentence.
const NOTABLE: f64 = 0.005;
/// A group that the other analysis takes apart: less than this of it stays together.
const TOGETHER: f64 = 0.9;
/// A part of a group that is named: at least this share of it.
const NAMED_PART: f64 = 0.1;

/// What the two sides are called: the first, and the other.
pub fn side_texts(first: &Analysis, comparison: &Comparison, locale: Locale) -> [String; 2] {
    match comparison.versus.against {
        Against::Preset(preset) => {
            let own = match &first.settings.columns {
                Some(_) => locale.pick("The chosen columns", "Las columnas elegidas"),
                None => preset_text(first.settings.preset, locale),
            };
            [own.to_owned(), preset_text(preset, locale).to_owned()]
        }
        Against::Period(_) => [first, &comparison.other].map(|of| period_text(of.resolved.period, locale)),
    }
}

/// The names of the other's groups, by its own order. Where only a letter tells two apart, it is the one that they take.
pub fn other_names(comparison: &Comparison, locale: Locale) -> Vec<String> {
    name_groups_as(&comparison.other.groups, &comparison.letters(), locale)
}

/// What was done, in a sentence.
pub fn procedure_text(first: &Analysis, comparison: &Comparison, locale: Locale) -> String {
    let victims = number::integer(comparison.victims(), locale);
    let [own, other] = side_texts(first, comparison, locale);
    match (comparison.versus.against, locale) {
        (Against::Preset(_), Locale::En) => {
            format!("The same {victims} victims, grouped twice: “{own}” and “{other}”.")
        }
        (Against::Preset(_), Locale::Es) => {
            format!("Las mismas {victims} víctimas, agrupadas dos veces: «{own}» y «{other}».")
        }
        (Against::Period(_), Locale::En) => format!(
            "Each of the {victims} victims of {other} is put into the nearest group of {own}, and into the group that {other} forms on its own."
        ),
        (Against::Period(_), Locale::Es) => format!(
            "Cada una de las {victims} víctimas de {other} se coloca en el grupo más cercano de {own}, y en el grupo que {other} forma por sí mismo."
        ),
    }
}

/// How alike both sort the victims, with the number that says so.
pub fn agreement_text(comparison: &Comparison, locale: Locale) -> String {
    let index = comparison.adjusted_rand;
    let value = number::decimal(index, 2, locale);
    let said = match index {
        _ if index >= EXCELLENT => locale.pick("Both sort almost alike", "Ambas clasifican casi igual"),
        _ if index >= GOOD => locale.pick("Both sort much alike", "Ambas clasifican de forma muy parecida"),
        _ if index >= MODERATE => {
            locale.pick("Both sort alike in the main", "Ambas clasifican parecido en lo principal")
        }
        _ if index >= CHANCE => locale.pick("Both sort differently", "Ambas clasifican de forma distinta"),
        _ => locale.pick("What they have in common may be chance", "Lo que tienen en común puede ser azar"),
    };
    match locale {
        Locale::En => format!("{said}: adjusted Rand index {value}, where 1 is the same groups and 0 is chance."),
        Locale::Es => {
            format!("{said}: índice de Rand ajustado {value}, donde 1 son los mismos grupos y 0 es el azar.")
        }
    }
}

/// Which group is kept best, which is taken apart most, and which have no counterpart.
pub fn kept_text(comparison: &Comparison, locale: Locale) -> String {
    let held = comparison.held();
    let kept_share = |group: usize| comparison.matched[group].map(|other| comparison.share(group, other));
    let kept: Vec<(usize, f64)> =
        (0..held.len()).filter_map(|group| kept_share(group).map(|share| (group, share))).collect();
    let best = kept.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    let least = kept.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let mut told = Vec::new();
    if let Some(&(group, share)) = best {
        let (letter, share) = (letter(group), number::percent(share, locale));
        told.push(match locale {
            Locale::En => format!("{letter} is kept best: {share} of its victims are in the other’s {letter}, too."),
            Locale::Es => {
                format!("{letter} es el que mejor se conserva: {share} de sus víctimas están también en el {letter} del otro.")
            }
        });
    }
    if let Some(&(group, _)) = least.filter(|(_, share)| *share < TOGETHER)
        && let parts = parts(comparison, group, locale)
        && parts.len() > 1
    {
        let (letter, parts) = (letter(group), join(&parts, locale));
        told.push(match locale {
            Locale::En => format!("{letter} is taken apart most: {parts}."),
            Locale::Es => format!("{letter} es el que más se reparte: {parts}."),
        });
    }
    for group in (0..held.len()).filter(|&group| held[group] > 0.0 && comparison.matched[group].is_none()) {
        let (letter, parts) = (letter(group), join(&parts(comparison, group, locale), locale));
        told.push(match locale {
            Locale::En => format!("{letter} has no counterpart: {parts}."),
            Locale::Es => format!("{letter} no tiene equivalente: {parts}."),
        });
    }
    let letters = comparison.letters();
    let added = (0..letters.len()).filter(|&other| comparison.match_of(other).is_none());
    let added: Vec<String> = added.map(|other| letter(letters[other]).to_string()).collect();
    if !added.is_empty() && !kept.is_empty() {
        let added = join(&added, locale);
        told.push(match locale {
            Locale::En => format!("Only the other has {added}."),
            Locale::Es => format!("Solo el otro tiene {added}."),
        });
    }
    told.join(" ")
}

/// Where the victims of a group are: the largest parts, as `41 % in B`.
fn parts(comparison: &Comparison, group: usize, locale: Locale) -> Vec<String> {
    let letters = comparison.letters();
    let mut parts: Vec<(usize, f64)> =
        letters.iter().enumerate().map(|(other, &letter)| (letter, comparison.share(group, other))).collect();
    parts.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let told = parts.into_iter().filter(|(_, share)| *share >= NAMED_PART);
    let word = locale.pick("in", "en");
    told.map(|(of, share)| format!("{} {word} {}", number::percent(share, locale), letter(of))).collect()
}

/// Of two periods: the group whose share differs most, measured with the first's groups; and values that the first has
/// never met. Empty where both are of the same victims.
pub fn change_text(first: &Analysis, comparison: &Comparison, locale: Locale) -> String {
    if matches!(comparison.versus.against, Against::Preset(_)) {
        return String::new();
    }
    let [own, other] = side_texts(first, comparison, locale);
    let (held, victims) = (comparison.held(), comparison.victims());
    let change = |group: usize| (held[group] / victims - first.groups[group].share).abs();
    let most = (0..held.len()).max_by(|&a, &b| change(a).total_cmp(&change(b)).then(b.cmp(&a)));
    let mut told = Vec::new();
    if let Some(group) = most.filter(|&group| change(group) >= NOTABLE) {
        let letter = letter(group);
        let share = number::percent(first.groups[group].share, locale);
        let size = number::integer(first.groups[group].size, locale);
        let other_share = number::percent(held[group] / victims, locale);
        let other_size = number::integer(held[group], locale);
        told.push(match locale {
            Locale::En => format!(
                "Measured with the groups of {own}, the share of {letter} differs most: {share} of {own} ({size}), {other_share} of {other} ({other_size})."
            ),
            Locale::Es => format!(
                "Medida con los grupos de {own}, la parte de {letter} es la que más cambia: {share} en {own} ({size}), {other_share} en {other} ({other_size})."
            ),
        });
    }
    if comparison.unseen >= NOTABLE {
        let share = number::percent(comparison.unseen, locale);
        told.push(match locale {
            Locale::En => {
                format!("{share} of the victims of {other} have a value that {own} does not; it counts as the average.")
            }
            Locale::Es => format!(
                "{share} de las víctimas de {other} tienen un valor que {own} no tiene; cuenta como el promedio."
            ),
        });
    }
    told.join(" ")
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use vc_model::params::{AnalysisParams, Period, Preset, Versus};
    use vc_model::result::{KReason, PcaSummary, RowLedger, ScoreDensity};

    pub(in crate::wording) fn analysis(year: i32, n_groups: usize) -> Analysis {
        let period = Period::Years(year, year);
        Analysis {
            version: String::new(),
            fingerprint: String::new(),
            settings: AnalysisParams { period, ..AnalysisParams::default() },
            resolved: AnalysisParams { period, ..AnalysisParams::default() },
            k_reason: KReason::Asked,
            rows: RowLedger {
                read: 0,
                used: 0,
                victims: 0.0,
                set_aside: vec![],
                changed: vec![],
                joined: vec![],
                unmatched: vec![],
            },
            notes: vec![],
            columns: vec![],
            pca: PcaSummary {
                n_features: 0,
                n_components: 0,
                explained_variance: vec![],
                explained_variance_ratio: vec![],
                null_variance: vec![],
                total_variance: 0.0,
                top_loadings: vec![],
            },
            sweep: vec![],
            knee: None,
            groups: super::super::test_groups().into_iter().take(n_groups).collect(),
            regions: vec![],
            measures: vec![],
            scatter: ScoreDensity::default(),
            period_years: 1.0,
        }
    }

    pub(in crate::wording) fn comparison(against: Against) -> Comparison {
        Comparison {
            versus: Versus::new(against),
            fingerprint: String::new(),
            other: analysis(2018, 3),
            crosstab: vec![vec![96.0, 2.0, 2.0], vec![30.0, 20.0, 0.0], vec![5.0, 15.0, 30.0]],
            adjusted_rand: 0.42,
            matched: vec![Some(0), Some(1), Some(2)],
            unseen: 0.02,
        }
    }

    #[test]
    fn two_periods_are_told() {
        let (first, compared) = (analysis(2019, 3), comparison(Against::Period(Period::Years(2018, 2018))));
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(procedure_text(&first, &compared, Locale::En)),
            "Each of the 200 victims of 2018 is put into the nearest group of 2019, and into the group that 2018 forms on its own."
        );
        assert_eq!(
            plain(agreement_text(&compared, Locale::En)),
            "Both sort differently: adjusted Rand index 0.42, where 1 is the same groups and 0 is chance."
        );
        assert_eq!(
            plain(kept_text(&compared, Locale::En)),
            "A is kept best: 96 % of its victims are in the other’s A, too. B is taken apart most: 60 % in A and 40 % in B."
        );
        let change = plain(change_text(&first, &compared, Locale::En));
        assert!(
            change.starts_with("Measured with the groups of 2019, the share of A differs most: 37 % of 2019"),
            "{change}"
        );
        assert!(
            change.ends_with("2 % of the victims of 2018 have a value that 2019 does not; it counts as the average.")
        );
        for text in [procedure_text(&first, &compared, Locale::Es), kept_text(&compared, Locale::Es)] {
            assert!(text.contains("víctimas"), "{text}");
        }
    }

    #[test]
    fn the_same_rows_have_no_change() {
        let (first, compared) = (analysis(2019, 3), comparison(Against::Preset(Preset::Crime)));
        assert_eq!(change_text(&first, &compared, Locale::En), "");
        assert_eq!(side_texts(&first, &compared, Locale::En), ["Crime and neighborhood", "Crime"]);
        assert!(procedure_text(&first, &compared, Locale::Es).starts_with("Las mismas 200 víctimas"));
    }

    #[test]
    fn groups_without_a_counterpart_are_named() {
        let mut compared = comparison(Against::Preset(Preset::Crime));
        compared.matched = vec![Some(0), None, Some(2)];
        let said = kept_text(&compared, Locale::En).replace('\u{a0}', " ");
        assert!(said.contains(" B has no counterpart: 60 % in A and 40 % in D. Only the other has D."), "{said}");
        assert!(said.contains("C is taken apart most: 60 % in C, 30 % in D and 10 % in A."), "{said}");
    }

    #[test]
    fn nobody_at_all_can_be_compared() {
        let mut compared = comparison(Against::Period(Period::All));
        compared.crosstab = vec![vec![0.0; 3]; 3];
        compared.matched = vec![None; 3];
        for locale in Locale::ALL {
            assert_eq!(kept_text(&compared, locale), "");
            assert!(!change_text(&analysis(2019, 3), &compared, locale).contains("NaN"));
        }
    }
}
