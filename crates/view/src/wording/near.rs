//! What is most common in a group, and how it differs from the most similar group.

use super::features::{column_name, level_of_column};
use super::{Locale, letter, lexicon, list, number};
use vc_model::params::{Column, Topic};
use vc_model::result::{Analysis, Group, Trait};
use vc_model::sorting::CompactSort;

/// Most differences between two groups that are named.
const DIFFERENCES: usize = 3;
/// Least difference that is named, as a share of the victims.
const NOTABLE: f64 = 0.05;

/// Fewest victims of a group of which the most common values are told.
const ENOUGH: f64 = 30.0;
/// Least share of a value that is called the most common one: below, many others are nearly as common.
const USUAL: f64 = 0.2;

/// The most common value of each column of what happened, in what kind of place and when, with its share of the group. It
/// describes the group and no person: no date, no neighborhood, no row. `None` for small groups, and where nothing is common.
pub fn usual_text(group: &Group, analysis: &Analysis, locale: Locale) -> Option<String> {
    let is_told = |found: &&Trait| {
        matches!(found.topic, Topic::What | Topic::Where | Topic::When)
            && !matches!(found.column, Column::District | Column::Neighborhood | Column::Own(_))
    };
    let mut told: Vec<&Trait> = group.traits.iter().filter(is_told).collect();
    told.compact_sort_by(|a, b| {
        let by_share = b.share_in_group.total_cmp(&a.share_in_group);
        a.column.cmp(&b.column).then(by_share).then_with(|| a.level.cmp(&b.level))
    });
    told.dedup_by_key(|found| found.column);
    let parts = told.into_iter().filter(|found| found.share_in_group >= USUAL && lexicon::is_named(&found.level)).map(
        |found| {
            let value =
                level_of_column(found.column, &found.level, &column_name(found.column, analysis, locale), locale);
            locale.words().groups.crime_with_share(&value, &number::percent(found.share_in_group, locale))
        },
    );
    // No line begins with the sign between two parts.
    let text = parts.collect::<Vec<_>>().join("\u{a0}· ");
    (group.size >= ENOUGH && !text.is_empty()).then_some(text)
}

/// How a group differs from the most similar one: where their intervals don't overlap, the largest differences first. And how many of its
/// victims could nearly as well be in another group.
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
        .filter(|(a, b)| a.interval.zip(b.interval).is_some_and(|(a, b)| !a.overlaps(&b)))
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
    let alike = if differences.is_empty() {
        words.nearest_alike(letter(other))
    } else {
        words.nearest(letter(other), &differences)
    };
    Some(format!("{alike} {}", words.border(&number::percent(here.border, locale))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::test_analysis;

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
                "Most similar to group A. The main differences: theft from a car (36% here, 24% there) and street (60% here, 79% there). 12% of its victims could nearly as well be in another group."
            )
        );
        assert!(nearest_text(2, &analysis, ES).is_some_and(|text| text.starts_with("Se parece más al grupo A")));
        assert_eq!(nearest_text(0, &analysis, EN), None);
        let mut alike = analysis.clone();
        alike.groups[2].traits = alike.groups[0].traits.clone();
        assert!(nearest_text(2, &alike, EN).is_some_and(|text| text.contains("No single value")));
    }

    #[test]
    fn the_most_common_values_have_shares_and_name_no_place_or_day() {
        use Column::{Description, District, Hour, Premise, Weapon};
        let traits = [
            (Description, "LARCENY FROM AUTO", 0.36, 0.12),
            (Description, "LARCENY", 0.31, 0.23),
            (Premise, "STREET", 0.60, 0.42),
            (Weapon, "", 0.9, 0.9),
            (Hour, "18", 0.06, 0.05),
            (District, "CENTRAL", 0.8, 0.1),
        ];
        let group = vc_model::fixtures::group(0.5, &traits);
        let text = usual_text(&group, &analysis(), EN).map(|text| text.replace('\u{a0}', " "));
        assert_eq!(text.as_deref(), Some("Theft from a car (36%) · Street (60%)"));
        assert!(usual_text(&group, &analysis(), ES).is_some_and(|text| text.starts_with("Hurto en vehículo (36")));
        assert_eq!(usual_text(&Group { size: 29.0, ..group.clone() }, &analysis(), EN), None);
        assert_eq!(usual_text(&Group { traits: vec![], ..group }, &analysis(), EN), None);
    }
}
