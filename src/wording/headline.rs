//! The headline and what stands below it: how many groups, what the largest is, how clear they are, on how many rows.
//!
//! Nothing is claimed beyond the numbers: "clear" is said of a silhouette by the bounds of Kaufman and Rousseeuw, and of
//! components by shuffled data.

use super::groups::name_groups;
use super::list::capitalize;
use super::{Locale, number};
use crate::charts::scree::n_beyond_null;
use crate::result::{Analysis, SweepEntry};

/// One sentence, or two short ones: how many groups, the largest and the clearest.
pub fn headline(analysis: &Analysis, locale: Locale) -> String {
    let names = name_groups(&analysis.groups, locale);
    let Some(largest) = names.first() else {
        return locale.pick("No victims to group.", "No hay víctimas que agrupar.").into();
    };
    if n_beyond_null(&analysis.pca) == Some(0) {
        return locale
            .pick(
                "No clear groups of victims: the columns hang together no more than in shuffled data.",
                "No hay grupos claros de víctimas: las columnas no se relacionan más que en datos barajados.",
            )
            .into();
    }
    let count = capitalize(&number::word(names.len(), locale));
    let (largest, share) = (lower(largest), number::percent(analysis.groups[0].share, locale));
    let mut text = match locale {
        Locale::En => format!("{count} groups of victims. The largest, {share}: {largest}"),
        Locale::Es => format!("{count} grupos de víctimas. El más grande, {share}: {largest}"),
    };
    match clearest(analysis) {
        Some(0) => text += locale.pick("; it is also the clearest", "; también es el más claro"),
        Some(group) => text += &format!("; {} {}", locale.pick("the clearest:", "el más claro:"), lower(&names[group])),
        None => {}
    }
    text + "."
}

/// The group with the highest mean silhouette, if that is worth the word: none below 0.25 is clear.
fn clearest(analysis: &Analysis) -> Option<usize> {
    (0..analysis.groups.len())
        .filter(|&group| analysis.groups[group].silhouette >= WEAK)
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

/// The sweep's entry of the groups that are shown.
fn shown(analysis: &Analysis) -> Option<&SweepEntry> {
    analysis.sweep.iter().find(|entry| entry.k == analysis.groups.len())
}

/// How far the groups stand apart, with the mean silhouette and what it was computed on.
pub fn clarity_text(analysis: &Analysis, locale: Locale) -> String {
    let Some(entry) = shown(analysis) else { return String::new() };
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
    let Some(beyond) = n_beyond_null(&analysis.pca) else { return String::new() };
    let count = capitalize(&number::word(beyond, locale));
    match (beyond, locale) {
        (0, Locale::En) => "No component of the data exceeds what shuffled data reaches.".into(),
        (0, Locale::Es) => "Ningún componente supera lo que alcanzan los datos barajados.".into(),
        (1, Locale::En) => "One component of the data exceeds what shuffled data reaches.".into(),
        (1, Locale::Es) => "Un componente supera lo que alcanzan los datos barajados.".into(),
        (_, Locale::En) => format!("{count} components of the data exceed what shuffled data reaches."),
        (_, Locale::Es) => format!("{count} componentes superan lo que alcanzan los datos barajados."),
    }
}

/// Rows used of those read, and how many were set aside.
pub fn rows_text(analysis: &Analysis, locale: Locale) -> String {
    let rows = &analysis.rows;
    let (used, read) = (number::integer(rows.used as f64, locale), number::integer(rows.read as f64, locale));
    let aside: u64 = rows.set_aside.iter().map(|(_, count)| count).sum();
    if aside == 0 {
        return match locale {
            Locale::En => format!("All {read} rows used."),
            Locale::Es => format!("Se usaron las {read} filas."),
        };
    }
    let aside = number::integer(aside as f64, locale);
    match locale {
        Locale::En => format!("{used} of {read} rows used, {aside} set aside."),
        Locale::Es => format!("Se usaron {used} de {read} filas; {aside} se apartaron."),
    }
}

/// The paragraph below the headline: [`clarity_text`], [`evidence_text`] and [`rows_text`].
pub fn lede(analysis: &Analysis, locale: Locale) -> String {
    let sentences = [clarity_text(analysis, locale), evidence_text(analysis, locale), rows_text(analysis, locale)];
    sentences.iter().filter(|text| !text.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

/// The limits in one plain sentence.
pub const fn limits_text(locale: Locale) -> &'static str {
    locale.pick(
        "Census figures describe a neighborhood, never the victim; groups describe what was recorded and predict nothing.",
        "Las cifras del censo describen un vecindario, nunca a la víctima; los grupos describen lo registrado y no predicen nada.",
    )
}
