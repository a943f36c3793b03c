//! The headline and what stands below it: how many groups, what the largest is, how clear they are, on how many rows.
//!
//! Nothing is claimed beyond the numbers: how marked groups are is the verdict's to say, and before it is known nothing is said
//! of it; "clear" is said of a silhouette by the bounds of Kaufman and Rousseeuw.

use super::names::name_groups;
use super::verdict::{claim_text, components_text, groups_text, none_text};
use super::{Locale, number};
use vc_model::result::{Analysis, Reason, SweepEntry, Verdict};

/// One sentence, or two short ones: how many groups and how marked, once that is known, the largest and the clearest; or why
/// there are none. A name of `names` that is not the generated one is a person's own, and quoted.
pub fn headline(analysis: &Analysis, verdict: Option<&Verdict>, names: &[String], locale: Locale) -> String {
    let generated = name_groups(&analysis.groups, locale);
    let said = |(group, generated): (usize, &String)| match (names.get(group), locale) {
        (Some(own), Locale::En) if own != generated => format!("“{own}”"),
        (Some(own), Locale::Es) if own != generated => format!("«{own}»"),
        _ => lower(generated),
    };
    let names: Vec<String> = generated.iter().enumerate().map(said).collect();
    let Some(largest) = names.first() else {
        return locale.pick("No victims to group.", "No hay víctimas que agrupar.").into();
    };
    let mut text = match verdict {
        Some(verdict) => claim_text(verdict, analysis, locale),
        // Known before anything is examined.
        None if analysis.pca.beyond_null() == Some(0) => none_text(locale),
        None => groups_text(names.len(), None, locale),
    };
    if verdict.map_or(analysis.pca.beyond_null() == Some(0), |verdict| !verdict.has_groups()) {
        return text;
    }
    let share = number::percent(analysis.groups[0].share, locale);
    text += &match locale {
        Locale::En => format!(" The largest, {share}: {largest}"),
        Locale::Es => format!(" El más grande, {share}: {largest}"),
    };
    match clearest(analysis) {
        Some(0) => text += locale.pick("; it is also the clearest", "; también es el más claro"),
        Some(group) => text += &format!("; {} {}", locale.pick("the clearest:", "el más claro:"), names[group]),
        None => {}
    }
    text + "."
}

/// Smallest share of the victims that a group has to be called the clearest: a handful of rows is easily apart.
const CLEAR_SHARE: f64 = 0.05;

/// The group with the highest mean silhouette, if that is worth the word: none below 0.25 is clear.
fn clearest(analysis: &Analysis) -> Option<usize> {
    (0..analysis.groups.len())
        .filter(|&group| analysis.groups[group].silhouette >= WEAK && analysis.groups[group].share >= CLEAR_SHARE)
        .max_by(|&a, &b| analysis.groups[a].silhouette.total_cmp(&analysis.groups[b].silhouette).then(b.cmp(&a)))
}

fn lower(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Mean silhouette from which on a structure is called reasonable.
///
/// # Source
/// Kaufman and Rousseeuw, "Finding Groups in Data" (1990), table 4.
const REASONABLE: f64 = 0.5;
/// Mean silhouette from which on there is a weak structure.
const WEAK: f64 = 0.25;

/// How far the groups stand apart, with the mean silhouette and what it was computed on. `sweep` is the analysis's own, or
/// the same with silhouettes of more rows.
pub fn clarity_text(analysis: &Analysis, sweep: &[SweepEntry], locale: Locale) -> String {
    let Some(entry) = sweep.iter().find(|entry| entry.k == analysis.groups.len()) else { return String::new() };
    let silhouette = &entry.silhouette;
    let word = match silhouette.value {
        value if value >= REASONABLE => locale.pick("The groups stand well apart", "Los grupos están bien separados"),
        value if value >= WEAK => {
            locale.pick("The groups can be told apart, but overlap", "Los grupos se distinguen, pero se solapan")
        }
        _ => locale.pick("The groups overlap widely", "Los grupos se solapan mucho"),
    };
    let value = number::decimal(silhouette.value, 2, locale);
    let rows = number::integer(silhouette.sample as f64, locale);
    let all = silhouette.sample as f64 >= analysis.rows.victims;
    match (all, locale) {
        (true, Locale::En) => format!("{word}: mean silhouette {value}, over all {rows} rows."),
        (false, Locale::En) => format!("{word}: mean silhouette {value}, on a sample of {rows} rows."),
        (true, Locale::Es) => format!("{word}: silueta media {value}, con las {rows} filas."),
        (false, Locale::Es) => format!("{word}: silueta media {value}, con una muestra de {rows} filas."),
    }
}

/// How many components exceed shuffled data; empty if that was not asked for.
pub fn evidence_text(analysis: &Analysis, locale: Locale) -> String {
    analysis.pca.beyond_null().map_or_else(String::new, |beyond| components_text(beyond, locale))
}

/// Rows used of those read; what lies outside the chosen period, or does not pass the filter, was not set aside for a fault.
pub fn rows_text(analysis: &Analysis, locale: Locale) -> String {
    let rows = &analysis.rows;
    let text = |count: u64| number::integer(count as f64, locale);
    let of = |reason: Reason| -> u64 {
        rows.set_aside.iter().filter(|(other, _)| *other == reason).map(|(_, count)| count).sum()
    };
    let all: u64 = rows.set_aside.iter().map(|(_, count)| count).sum();
    let (outside, filtered) = (of(Reason::OutsidePeriod), of(Reason::Filtered));
    let aside = all - outside - filtered;
    let (used, read) = (text(rows.used), text(rows.read));
    let kinds = [
        (outside, "lie outside the period", "quedan fuera del período"),
        (filtered, "do not pass the filter", "no pasan el filtro"),
        (aside, "were set aside", "se apartaron"),
    ];
    let there: Vec<_> = kinds.into_iter().filter(|(count, ..)| *count > 0).collect();
    match (there.as_slice(), locale) {
        ([], Locale::En) => format!("All {read} rows used."),
        ([], Locale::Es) => format!("Se usaron las {read} filas."),
        ([_], Locale::En) if aside > 0 => format!("{used} of {read} rows used, {} set aside.", text(aside)),
        ([_], Locale::Es) if aside > 0 => format!("Se usaron {used} de {read} filas; {} se apartaron.", text(aside)),
        (&[(count, en, _)], Locale::En) => format!("{used} of {read} rows used; the other {} {en}.", text(count)),
        (&[(count, _, es)], Locale::Es) => format!("Se usaron {used} de {read} filas; las otras {} {es}.", text(count)),
        (several, _) => {
            let said = several.iter().map(|&(count, en, es)| format!("{} {}", text(count), locale.pick(en, es)));
            let said: Vec<String> = said.collect();
            match locale {
                Locale::En => format!("{used} of {read} rows used; {}.", said.join(", ")),
                Locale::Es => format!("Se usaron {used} de {read} filas; {}.", super::list::join(&said, locale)),
            }
        }
    }
}

/// The limits in one plain sentence.
pub const fn limits_text(locale: Locale) -> &'static str {
    locale.pick(
        "Census figures describe a neighborhood, never the victim; groups describe what was recorded and predict nothing.",
        "Las cifras del censo describen un vecindario, nunca a la víctima; los grupos describen lo registrado y no predicen nada.",
    )
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::groups;
    use super::super::verdict::tests::verdict;
    use super::*;
    use crate::map::test_analysis;
    use Locale::{En, Es};
    use vc_model::result::{Silhouette, Strength, Structure};

    fn analysis(silhouette: f64) -> Analysis {
        let mut analysis = test_analysis(Vec::new());
        analysis.groups = groups();
        analysis.groups[1].silhouette = 0.44;
        analysis.rows.read = 212_910;
        analysis.rows.used = 36_612;
        analysis.rows.victims = 36_612.0;
        analysis.rows.set_aside = vec![(Reason::OutsidePeriod, 176_091), (Reason::NoDate, 207)];
        analysis.pca.explained_variance = vec![3.0, 2.0, 1.1, 0.9];
        analysis.pca.null_variance = vec![1.2, 1.1, 1.05, 1.0];
        analysis.sweep.push(SweepEntry {
            k: 5,
            inertia: 1.0,
            n_iter: 3,
            converged: true,
            silhouette: Silhouette { value: silhouette, metric: "euclidean".into(), sample: 10_000 },
            silhouette_squared: 0.4,
            calinski_harabasz: 1.0,
            davies_bouldin: 1.0,
        });
        analysis
    }

    fn clarity(analysis: &Analysis, locale: Locale) -> String {
        clarity_text(analysis, &analysis.sweep, locale)
    }

    #[test]
    fn the_headline_names_the_largest_and_the_clearest() {
        assert_eq!(
            headline(&analysis(0.29), None, &[], En).replace('\u{a0}', " "),
            "Five groups of victims. The largest, 37 %: thefts and robberies in the street; \
             the clearest: burglaries and common assaults at home."
        );
        assert_eq!(
            headline(&analysis(0.29), None, &[], Es).replace('\u{a0}', " "),
            "Cinco grupos de víctimas. El más grande, 37 %: hurtos y asaltos en la calle; \
             el más claro: robos y agresiones simples en casa."
        );
    }

    #[test]
    fn the_headline_carries_the_verdict() {
        let said = |structure| headline(&analysis(0.29), Some(&verdict(structure)), &[], En).replace('\u{a0}', " ");
        assert!(said(Structure::Groups(Strength::Moderate)).starts_with(
            "Five moderately marked groups of victims. The largest, 37 %: thefts and robberies in the street; "
        ));
        assert_eq!(
            said(Structure::None),
            "No clear groups of victims: the columns hang together no more than in shuffled data."
        );
    }

    #[test]
    fn numbers_stand_with_what_they_rest_on() {
        assert_eq!(
            clarity(&analysis(0.29), En),
            "The groups can be told apart, but overlap: mean silhouette 0.29, on a sample of 10,000 rows."
        );
        assert_eq!(
            evidence_text(&analysis(0.29), En),
            "Three components of the data exceed what shuffled data reaches."
        );
        assert_eq!(
            rows_text(&analysis(0.29), En),
            "36,612 of 212,910 rows used; 176,091 lie outside the period, 207 were set aside."
        );
        assert!(clarity(&analysis(0.1), En).starts_with("The groups overlap widely"));
        assert!(clarity(&analysis(0.6), Es).starts_with("Los grupos están bien separados"));
    }

    #[test]
    fn no_structure_is_said_plainly() {
        let mut analysis = analysis(0.5);
        analysis.pca.null_variance = vec![9.0; 4];
        assert!(headline(&analysis, None, &[], En).starts_with("No clear groups of victims"));
        assert_eq!(evidence_text(&analysis, En), "No component of the data exceeds what shuffled data reaches.");
        analysis.groups.clear();
        assert_eq!(headline(&analysis, None, &[], En), "No victims to group.");
        assert_eq!(clarity(&analysis, En), "");
    }

    #[test]
    fn rows_add_up_in_words() {
        let mut analysis = analysis(0.3);
        analysis.rows.set_aside.clear();
        analysis.rows.used = 212_910;
        assert_eq!(rows_text(&analysis, En), "All 212,910 rows used.");
        analysis.rows.set_aside = vec![(Reason::NoDate, 10)];
        analysis.rows.used = 212_900;
        assert_eq!(rows_text(&analysis, Es), "Se usaron 212,900 de 212,910 filas; 10 se apartaron.");
        analysis.rows.set_aside = vec![(Reason::Filtered, 900), (Reason::NoDate, 10)];
        analysis.rows.used = 212_000;
        assert_eq!(
            rows_text(&analysis, En),
            "212,000 of 212,910 rows used; 900 do not pass the filter, 10 were set aside."
        );
        analysis.rows.set_aside = vec![(Reason::Filtered, 910)];
        assert_eq!(rows_text(&analysis, Es), "Se usaron 212,000 de 212,910 filas; las otras 910 no pasan el filtro.");
    }

    #[test]
    fn words_never_speak_of_census_or_victims() {
        let mut odd = analysis(0.3);
        odd.groups[0].means.push(vc_model::result::MeanTrait {
            measure: "share_black".into(),
            label: "Black residents".into(),
            topic: vc_model::params::Topic::Census,
            unit: vc_model::result::Unit::Share,
            mean_in_group: 0.8,
            mean_overall: 0.6,
            low: 0.79,
            high: 0.81,
            difference: 3.0,
        });
        assert_eq!(headline(&odd, None, &[], En), headline(&analysis(0.3), None, &[], En));
    }
}
