//! The headline and what stands below it: how many groups, what the largest is, how clear they are, on how many rows.
//!
//! The verdict alone says whether there are groups; before it is known, the headline says so and names none. A silhouette is called
//! clear by the bounds of Kaufman and Rousseeuw.

use super::names::name_groups;
use super::verdict::{claim_text, components_text, groups_text};
use super::{Locale, number};
use crate::words::findings::{Clarity, LeftOut};
use vc_model::result::{Analysis, Reason, SweepEntry, Verdict};

/// One sentence, or two short ones: how many groups and how far apart, the largest and the clearest; or why there are none; or that
/// this is not known yet. A name of `names` that differs from the generated one was given by a person, and is quoted.
pub fn headline(analysis: &Analysis, verdict: Option<&Verdict>, names: &[String], locale: Locale) -> String {
    let words = &locale.words().findings;
    let generated = name_groups(&analysis.groups, locale);
    let name = |(group, generated): (usize, &String)| match names.get(group) {
        Some(own) if own != generated => locale.words().grammar.quoted(own),
        _ => lower(generated),
    };
    let names: Vec<String> = generated.iter().enumerate().map(name).collect();
    let Some(largest) = names.first() else { return words.no_victims.to_owned() };
    let Some(verdict) = verdict else { return groups_text(names.len(), None, locale) };
    let mut text = claim_text(verdict, analysis, locale);
    let largest_share = || number::percent(analysis.groups[0].share, locale);
    if verdict.is_cut() {
        return text + &words.largest_part(&largest_share(), largest) + ".";
    }
    if !verdict.has_groups() {
        return text;
    }
    text += &words.largest(&largest_share(), largest);
    match clearest(analysis) {
        Some(0) => text += words.largest_is_clearest,
        Some(group) => text += &words.clearest(&names[group]),
        None => {}
    }
    text + "."
}

/// Smallest share of the victims that a group has to be called the clearest: a handful of rows is easily apart.
const CLEAR_SHARE: f64 = 0.05;

/// The group with the highest mean silhouette; `None` if no group of some size reaches 0.25.
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
/// the same with silhouettes of more rows. Where the verdict finds no groups or is not known, a silhouette does not claim any.
pub fn clarity_text(analysis: &Analysis, verdict: Option<&Verdict>, sweep: &[SweepEntry], locale: Locale) -> String {
    let Some(entry) = sweep.iter().find(|entry| entry.k == analysis.groups.len()) else { return String::new() };
    let (silhouette, words) = (&entry.silhouette, &locale.words().findings);
    let clarity = words.clarity(match silhouette.value {
        _ if verdict.is_none() => Clarity::Unknown,
        _ if verdict.is_some_and(Verdict::is_cut) => Clarity::Cut,
        _ if verdict.is_some_and(|verdict| !verdict.has_groups()) => Clarity::Arbitrary,
        value if value >= REASONABLE => Clarity::WellApart,
        value if value >= WEAK => Clarity::Overlapping,
        _ => Clarity::WidelyOverlapping,
    });
    let value = number::decimal(silhouette.value, 2, locale);
    let rows = number::integer(silhouette.sample as f64, locale);
    if silhouette.sample as f64 >= analysis.rows.victims {
        words.clarity_on_all(clarity, &value, &rows)
    } else {
        words.clarity_on_sample(clarity, &value, &rows)
    }
}

/// How many components exceed shuffled data; empty if that was not computed.
pub fn evidence_text(analysis: &Analysis, locale: Locale) -> String {
    analysis.pca.beyond_null().map_or_else(String::new, |beyond| components_text(beyond, locale))
}

/// Rows used of those read, and why the others are not: other years, the filter, or a fault.
pub fn rows_text(analysis: &Analysis, locale: Locale) -> String {
    let (rows, words) = (&analysis.rows, &locale.words().findings);
    let text = |count: u64| number::integer(count as f64, locale);
    let of = |reason: Reason| -> u64 {
        rows.set_aside.iter().filter(|(other, _)| *other == reason).map(|(_, count)| count).sum()
    };
    let all: u64 = rows.set_aside.iter().map(|(_, count)| count).sum();
    let (outside, filtered) = (of(Reason::OutsidePeriod), of(Reason::Filtered));
    let unusable = all - outside - filtered;
    let (used, read) = (text(rows.used), text(rows.read));
    let mut left_out =
        vec![(outside, LeftOut::OtherYears), (filtered, LeftOut::Filtered), (unusable, LeftOut::Unusable)];
    left_out.retain(|(count, _)| *count > 0);
    match left_out.as_slice() {
        [] => words.all_rows_used(&read),
        &[(count, why)] => words.rows_used(&used, &read, &words.the_rest(why, &text(count))),
        several => {
            let parts: Vec<String> = several.iter().map(|&(count, why)| words.left_out(why, &text(count))).collect();
            words.rows_used(&used, &read, &words.left_out_list(&parts))
        }
    }
}

/// The limits in one plain sentence.
pub fn limits_text(locale: Locale) -> &'static str {
    locale.words().findings.limits_in_short
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::groups;
    use super::super::verdict::tests::verdict;
    use super::*;
    use crate::map::test_analysis;
    use vc_model::params::Column;
    use vc_model::result::{GroupSeparation, Silhouette, Structure};

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

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
            classes: None,
        });
        analysis
    }

    /// Groups that partly merge.
    fn merging() -> Verdict {
        verdict(Structure::Groups(GroupSeparation::Merging))
    }

    fn clarity(analysis: &Analysis, locale: Locale) -> String {
        clarity_text(analysis, Some(&merging()), &analysis.sweep, locale)
    }

    #[test]
    fn the_headline_names_the_largest_and_the_clearest() {
        assert_eq!(
            headline(&analysis(0.29), Some(&merging()), &[], EN).replace('\u{a0}', " "),
            "Five groups of victims that partly merge. The largest, 37%: mixed crimes, mostly in the street; \
             the clearest: burglaries and common assaults."
        );
        assert_eq!(
            headline(&analysis(0.29), Some(&merging()), &[], ES).replace('\u{a0}', " "),
            "Cinco grupos de víctimas que en parte se confunden. El más grande, 37 %: delitos variados, sobre todo en la calle; \
             el que más se distingue: robos con allanamiento y agresiones simples."
        );
    }

    #[test]
    fn nothing_is_claimed_before_the_verdict_is_known() {
        let analysis = analysis(0.6);
        assert_eq!(
            headline(&analysis, None, &["A name".into()], EN),
            "The method divides the victims into five groups; whether they are groups of their own is not known yet."
        );
        let said = clarity_text(&analysis, None, &analysis.sweep, EN);
        assert!(said.starts_with("How far they are apart: mean silhouette 0.60"), "{said}");
    }

    #[test]
    fn no_name_writes_a_sentence_of_the_headline() {
        let own = "A”. “No groups at all». «\u{3164}\u{202e}x\"";
        let mut named = analysis(0.29);
        // A crime that the lexicon does not know.
        let unknown = [(Column::Description, "Theft. There are no groups!", 0.9, 0.4)];
        named.groups[0] = vc_model::fixtures::group(0.37, &unknown);
        for (locale, marks) in [(EN, ['“', '”']), (ES, ['«', '»'])] {
            let said = headline(&named, Some(&merging()), &vec![own.to_owned(); named.groups.len()], locale);
            let inside = said.split(marks[0]).nth(1).and_then(|rest| rest.split(marks[1]).next()).expect("a name");
            assert_eq!(inside, "A’. ‘No groups at all’. ‘\u{fffd}\u{fffd}x'", "{said}");
            assert_eq!(said.matches(marks[0]).count(), said.matches(marks[1]).count(), "{said}");
            let generated = headline(&named, Some(&merging()), &[], locale);
            let bare =
                generated.split(marks[0]).map(|part| part.rsplit(marks[1]).next().unwrap_or(part)).collect::<String>();
            assert!(generated.contains("There are no groups"), "{generated}");
            assert!(!bare.contains("There are no groups"), "{generated}");
        }
    }

    #[test]
    fn the_headline_carries_the_verdict() {
        let said = |structure| headline(&analysis(0.29), Some(&verdict(structure)), &[], EN).replace('\u{a0}', " ");
        assert!(said(Structure::Groups(GroupSeparation::Merging)).starts_with(
            "Five groups of victims that partly merge. The largest, 37%: mixed crimes, mostly in the street; "
        ));
        assert_eq!(
            said(Structure::Continuum),
            "The victims differ gradually and form no groups of their own. The five parts shown are a convenient cut. \
             The largest part, 37%: mixed crimes, mostly in the street."
        );
        assert_eq!(
            said(Structure::None),
            "No groups of victims, and no pattern: no column goes with another more than in shuffled data."
        );
    }

    #[test]
    fn numbers_name_their_sample() {
        assert_eq!(
            clarity(&analysis(0.29), EN),
            "The groups can be told apart, but overlap: mean silhouette 0.29, on a sample of 10,000 rows."
        );
        assert_eq!(
            evidence_text(&analysis(0.29), EN),
            "Three components of the data exceed what shuffled data reaches."
        );
        assert_eq!(
            rows_text(&analysis(0.29), EN),
            "36,612 of 212,910 rows used; 176,091 are from other years, 207 could not be used."
        );
        assert!(clarity(&analysis(0.1), EN).starts_with("The groups overlap widely"));
        assert!(clarity(&analysis(0.6), ES).starts_with("Los grupos están bien separados"));
    }

    #[test]
    fn a_silhouette_claims_no_groups_that_the_verdict_denies() {
        let (analysis, sweep) = (analysis(0.6), analysis(0.6).sweep);
        let said = |structure| clarity_text(&analysis, Some(&verdict(structure)), &sweep, EN);
        assert!(said(Structure::None).starts_with("Methods like this one always return groups: mean silhouette 0.60"));
        assert!(said(Structure::Continuum).starts_with("The parts are a cut"));
        assert!(said(Structure::Groups(GroupSeparation::Merging)).starts_with("The groups stand well apart"));
    }

    #[test]
    fn data_without_victims_have_no_groups() {
        let mut analysis = analysis(0.5);
        analysis.pca.null_variance = vec![9.0; 4];
        assert_eq!(evidence_text(&analysis, EN), "No component of the data exceeds what shuffled data reaches.");
        analysis.groups.clear();
        assert_eq!(headline(&analysis, None, &[], EN), "No victims to group.");
        assert_eq!(clarity(&analysis, EN), "");
    }

    #[test]
    fn rows_are_counted_by_reason() {
        let mut analysis = analysis(0.3);
        analysis.rows.set_aside.clear();
        analysis.rows.used = 212_910;
        assert_eq!(rows_text(&analysis, EN), "All 212,910 rows used.");
        analysis.rows.set_aside = vec![(Reason::NoDate, 10)];
        analysis.rows.used = 212_900;
        assert_eq!(rows_text(&analysis, ES), "Se usaron 212.900 de 212.910 filas; 10 no se pudieron usar.");
        analysis.rows.set_aside = vec![(Reason::Filtered, 900), (Reason::NoDate, 10)];
        analysis.rows.used = 212_000;
        assert_eq!(
            rows_text(&analysis, EN),
            "212,000 of 212,910 rows used; 900 do not match the filter, 10 could not be used."
        );
        analysis.rows.set_aside = vec![(Reason::Filtered, 910)];
        assert_eq!(rows_text(&analysis, ES), "Se usaron 212.000 de 212.910 filas; las otras 910 no cumplen el filtro.");
    }

    #[test]
    fn the_headline_ignores_census_and_victims() {
        let mut odd = analysis(0.3);
        odd.groups[0].means.push(vc_model::result::MeanTrait {
            measure: "share_black".into(),
            label: "Black residents".into(),
            topic: vc_model::params::Topic::Census,
            unit: vc_model::result::Unit::Share,
            mean_in_group: 0.8,
            mean_overall: 0.6,
            interval: Some(vc_model::result::Interval { low: 0.79, high: 0.81 }),
            difference: 3.0,
        });
        let said = |analysis: &Analysis| headline(analysis, Some(&merging()), &[], EN);
        assert_eq!(said(&odd), said(&analysis(0.3)));
    }
}
