//! The neighborhood of a group: a typical case, and the most similar group.

use super::features::{column_name, level_of_column};
use super::foreign::named;
use super::{Locale, letter, lexicon, list, number};
use vc_model::params::Topic;
use vc_model::result::{Analysis, Trait, Typical};
use vc_model::sorting::CompactSort;

/// Most differences between two groups that are named.
const DIFFERENCES: usize = 3;
/// Least difference that is named, as a share of the victims.
const NOTABLE: f64 = 0.05;

/// A typical case: what, where and when, as its row says.
pub fn typical_text(typical: &Typical, analysis: &Analysis, locale: Locale) -> String {
    let known = typical.levels.iter().filter(|(_, level)| lexicon::is_named(level));
    let mut parts: Vec<String> = known
        .map(|(column, level)| level_of_column(*column, level, &column_name(*column, analysis, locale), locale))
        .collect();
    parts.extend((!typical.place.is_empty()).then(|| named(&typical.place, locale)));
    let date = number::date(typical.date.trim(), locale);
    match (date.as_str(), typical.time.trim()) {
        ("", "") => {}
        (date, "") => parts.push(date.to_owned()),
        ("", time) => parts.push(time.to_owned()),
        (date, time) => parts.push(locale.words().grammar.date_and_time(date, time)),
    }
    parts.push(locale.words().groups.row(typical.number));
    // No line begins with the sign between two parts.
    parts.join("\u{a0}· ")
}

/// How a group differs from the most similar one: where their intervals don't overlap, the largest differences first.
/// `None` if there is no other group.
pub fn nearest_text(group: usize, analysis: &Analysis, locale: Locale) -> Option<String> {
    let words = &locale.words().groups;
    let here = analysis.groups.get(group)?;
    let other = here.nearest?;
    let there = analysis.groups.get(other)?;
    let is_named = |found: &&Trait| {
        matches!(found.topic, Topic::What | Topic::Where | Topic::When) && lexicon::is_named(&found.level)
    };
    let mut apart: Vec<(&Trait, &Trait)> = here
        .traits
        .iter()
        .filter(is_named)
        .filter_map(|a| Some((a, there.traits.iter().find(|b| (b.column, &b.level) == (a.column, &a.level))?)))
        .filter(|(a, b)| a.low > b.high || a.high < b.low)
        .filter(|(a, b)| (a.share_in_group - b.share_in_group).abs() >= NOTABLE)
        .collect();
    let by = |(a, b): &(&Trait, &Trait)| (a.contribution - b.contribution).abs();
    apart.compact_sort_by(|a, b| by(b).total_cmp(&by(a)).then_with(|| a.0.level.cmp(&b.0.level)));
    let differences = apart.iter().take(DIFFERENCES).map(|(a, b)| {
        let name = level_of_column(a.column, &a.level, &column_name(a.column, analysis, locale), locale);
        let [here, there] = [a, b].map(|found| number::percent(found.share_in_group, locale));
        words.difference(&name.to_lowercase(), &here, &there)
    });
    let differences = list::join(&differences.collect::<Vec<_>>(), locale);
    Some(if differences.is_empty() {
        words.nearest_alike(letter(other))
    } else {
        words.nearest(letter(other), &differences)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;
    use vc_model::params::Column;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    fn analysis() -> Analysis {
        let mut analysis = test_analysis(Vec::new());
        analysis.groups = super::super::test_groups();
        analysis.groups[2].nearest = Some(0);
        analysis
    }

    #[test]
    fn differences_are_those_beyond_the_intervals() {
        let analysis = analysis();
        assert_eq!(
            nearest_text(2, &analysis, EN).map(|text| text.replace('\u{a0}', " ")).as_deref(),
            Some(
                "Most similar to group A. The main differences: theft from a car (36% here, 24% there) and street (60% here, 79% there)."
            )
        );
        assert!(nearest_text(2, &analysis, ES).is_some_and(|text| text.starts_with("Se parece más al grupo A")));
        assert_eq!(nearest_text(0, &analysis, EN), None);
        let mut alike = analysis.clone();
        alike.groups[2].traits = alike.groups[0].traits.clone();
        assert!(nearest_text(2, &alike, EN).is_some_and(|text| text.contains("No single value")));
    }

    #[test]
    fn a_typical_case_has_crime_place_date_and_row() {
        let typical = Typical {
            number: 12_345,
            date: "2019-03-15".into(),
            time: "22:40".into(),
            levels: vec![(Column::Description, "LARCENY FROM AUTO".into()), (Column::Weapon, String::new())],
            place: "Canton".into(),
        };
        assert_eq!(
            typical_text(&typical, &analysis(), EN),
            "Theft from a car\u{a0}· Canton\u{a0}· Mar 15, 2019, 22:40\u{a0}· row 12345"
        );
        let bare = Typical { number: 1, ..Typical::default() };
        assert_eq!(typical_text(&bare, &analysis(), ES), "fila 1");
    }
}
