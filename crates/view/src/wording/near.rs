//! What lies nearest to a group: a case that is typical of it, and the group that is most like it.

use super::features::{column_name, level_of_column};
use super::{Locale, letter, lexicon, list, number};
use vc_model::params::Topic;
use vc_model::result::{Analysis, Trait, Typical};

/// Most differences that are told between two groups.
const DIFFERENCES: usize = 3;
/// Least difference worth telling, as a share of the victims.
const NOTABLE: f64 = 0.05;

/// A typical case: what, where and when, as its row says.
pub fn typical_text(typical: &Typical, analysis: &Analysis, locale: Locale) -> String {
    let known = typical.levels.iter().filter(|(_, level)| lexicon::is_named(level));
    let mut parts: Vec<String> = known
        .map(|(column, level)| level_of_column(*column, level, column_name(*column, analysis, locale), locale))
        .collect();
    parts.extend((!typical.place.is_empty()).then(|| typical.place.clone()));
    let when = [typical.date.as_str(), typical.time.as_str()].join(" ");
    parts.extend((!when.trim().is_empty()).then(|| when.trim().to_owned()));
    let row = number::integer(typical.number as f64, locale);
    parts.push(format!("{} {row}", locale.pick("row", "fila")));
    // No line begins with the sign between two parts.
    parts.join("\u{a0}· ")
}

/// How a group differs from the one most like it: where their intervals don't overlap, the largest differences first.
/// `None` where there is no other group.
pub fn nearest_text(group: usize, analysis: &Analysis, locale: Locale) -> Option<String> {
    let here = analysis.groups.get(group)?;
    let other = here.nearest?;
    let there = analysis.groups.get(other)?;
    let is_told = |found: &&Trait| {
        matches!(found.topic, Topic::What | Topic::Where | Topic::When) && lexicon::is_named(&found.level)
    };
    let mut apart: Vec<(&Trait, &Trait)> = here
        .traits
        .iter()
        .filter(is_told)
        .filter_map(|a| Some((a, there.traits.iter().find(|b| (b.column, &b.level) == (a.column, &a.level))?)))
        .filter(|(a, b)| a.low > b.high || a.high < b.low)
        .filter(|(a, b)| (a.share_in_group - b.share_in_group).abs() >= NOTABLE)
        .collect();
    let by = |(a, b): &(&Trait, &Trait)| (a.contribution - b.contribution).abs();
    apart.sort_by(|a, b| by(b).total_cmp(&by(a)).then_with(|| a.0.level.cmp(&b.0.level)));
    let told = apart.iter().take(DIFFERENCES).map(|(a, b)| {
        let name = level_of_column(a.column, &a.level, column_name(a.column, analysis, locale), locale);
        let shares = [a, b].map(|found| number::percent(found.share_in_group, locale));
        match locale {
            Locale::En => format!("{} ({} here, {} there)", name.to_lowercase(), shares[0], shares[1]),
            Locale::Es => format!("{} ({} aquí, {} allí)", name.to_lowercase(), shares[0], shares[1]),
        }
    });
    let (letter, told) = (letter(other), list::join(&told.collect::<Vec<_>>(), locale));
    Some(match (told.is_empty(), locale) {
        (true, Locale::En) => format!("Most like group {letter}, and no single value tells them apart."),
        (true, Locale::Es) => format!("Se parece más al grupo {letter}, y ningún valor por sí solo los distingue."),
        (false, Locale::En) => format!("Most like group {letter}, from which it differs most in: {told}."),
        (false, Locale::Es) => format!("Se parece más al grupo {letter}, del que se distingue sobre todo en: {told}."),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;
    use Locale::{En, Es};
    use vc_model::params::Column;

    fn analysis() -> Analysis {
        let mut analysis = test_analysis(Vec::new());
        analysis.groups = super::super::test_groups();
        analysis.groups[2].nearest = Some(0);
        analysis
    }

    #[test]
    fn groups_differ_where_their_intervals_do() {
        let analysis = analysis();
        assert_eq!(
            nearest_text(2, &analysis, En).map(|text| text.replace('\u{a0}', " ")).as_deref(),
            Some(
                "Most like group A, from which it differs most in: theft from a car (36 % here, 24 % there) and street (60 % here, 79 % there)."
            )
        );
        assert!(nearest_text(2, &analysis, Es).is_some_and(|text| text.starts_with("Se parece más al grupo A")));
        assert_eq!(nearest_text(0, &analysis, En), None);
        let mut alike = analysis.clone();
        alike.groups[2].traits = alike.groups[0].traits.clone();
        assert!(nearest_text(2, &alike, En).is_some_and(|text| text.contains("no single value")));
    }

    #[test]
    fn a_typical_case_says_what_its_row_says() {
        let typical = Typical {
            number: 12_345,
            date: "2019-03-15".into(),
            time: "22:40".into(),
            levels: vec![(Column::Description, "LARCENY FROM AUTO".into()), (Column::Weapon, String::new())],
            place: "Canton".into(),
        };
        assert_eq!(
            typical_text(&typical, &analysis(), En),
            "Theft from a car\u{a0}· Canton\u{a0}· 2019-03-15 22:40\u{a0}· row 12,345"
        );
        let bare = Typical { number: 1, ..Typical::default() };
        assert_eq!(typical_text(&bare, &analysis(), Es), "fila 1");
    }
}
