//! Two analyses side by side, in words.

use super::list::join;
use super::names::{letter, name_groups_as};
use super::terms::{method_text, period_text, preset_text};
use super::{Locale, number};
use crate::words::comparison::Likeness;
use vc_model::params::Against;
use vc_model::result::{Analysis, Comparison};
use vc_model::sorting::CompactSort;

/// Adjusted Rand indices from which on groupings are alike: excellent, good, moderate; and up to which there is chance.
///
/// # Source
/// Steinley, "Properties of the Hubert–Arabie adjusted Rand index", Psychological Methods 9 (2004). His poor recovery is
/// divided here at chance.
const EXCELLENT: f64 = 0.9;
const GOOD: f64 = 0.8;
const MODERATE: f64 = 0.65;
const CHANCE: f64 = 0.05;

/// Least share that gets a sentence.
const NOTABLE: f64 = 0.005;
/// A group is split if the other analysis keeps less than this share of it together.
const TOGETHER: f64 = 0.9;
/// Least share of a group that is named as a part of it.
const NAMED_PART: f64 = 0.1;

/// The names of the two sides: the first, and the other.
pub fn side_texts(first: &Analysis, comparison: &Comparison, locale: Locale) -> [String; 2] {
    match comparison.versus.against {
        Against::Preset(preset) => {
            let own = match &first.settings.columns {
                Some(_) => locale.words().terms.chosen_columns,
                None => preset_text(first.settings.preset, locale),
            };
            [own.to_owned(), preset_text(preset, locale).to_owned()]
        }
        Against::Period(_) => [first, &comparison.other].map(|of| period_text(of.resolved.period, locale)),
        Against::Method(_) => [first, &comparison.other].map(|of| method_text(of.resolved.method, locale).to_owned()),
    }
}

/// The names of the other's groups, in its own order. If only a letter tells two apart, it is the letter of their match.
pub fn other_names(comparison: &Comparison, locale: Locale) -> Vec<String> {
    name_groups_as(&comparison.other.groups, &comparison.letters(), locale)
}

/// What was done, in a sentence.
pub fn procedure_text(first: &Analysis, comparison: &Comparison, locale: Locale) -> String {
    let words = &locale.words().comparison;
    let victims = number::integer(comparison.victims(), locale);
    let [own, other] = side_texts(first, comparison, locale);
    match comparison.versus.against {
        Against::Preset(_) | Against::Method(_) => words.same_victims(&victims, &own, &other),
        Against::Period(_) => words.other_period(&victims, &own, &other),
    }
}

/// How alike the two groupings are, with the index.
pub fn agreement_text(comparison: &Comparison, locale: Locale) -> String {
    let (index, words) = (comparison.adjusted_rand, &locale.words().comparison);
    let likeness = match index {
        _ if index >= EXCELLENT => Likeness::AlmostIdentical,
        _ if index >= GOOD => Likeness::VerySimilar,
        _ if index >= MODERATE => Likeness::Similar,
        _ if index >= CHANCE => Likeness::Different,
        _ => Likeness::Chance,
    };
    words.agreement(words.likeness(likeness), &number::decimal(index, 2, locale))
}

/// Which group changes least, which changes most, and which have no counterpart.
pub fn kept_text(comparison: &Comparison, locale: Locale) -> String {
    let words = &locale.words().comparison;
    let held = comparison.held();
    let kept_share = |group: usize| comparison.matched[group].map(|other| comparison.share(group, other));
    let kept: Vec<(usize, f64)> =
        (0..held.len()).filter_map(|group| kept_share(group).map(|share| (group, share))).collect();
    let best = kept.iter().rev().max_by(|a, b| a.1.total_cmp(&b.1));
    let least = kept.iter().min_by(|a, b| a.1.total_cmp(&b.1));
    let mut sentences = Vec::new();
    if let Some(&(group, share)) = best {
        sentences.push(words.kept_best(letter(group), &number::percent(share, locale)));
    }
    if let Some(&(group, _)) = least.filter(|(_, share)| *share < TOGETHER)
        && let parts = parts(comparison, group)
        && parts.len() > 1
    {
        let part = |(to, share): &(usize, f64)| {
            let share = number::percent(*share, locale);
            if *to == group { words.stays(&share, letter(*to)) } else { words.moves(&share, letter(*to)) }
        };
        let parts: Vec<String> = parts.iter().map(part).collect();
        sentences.push(words.changes_most(letter(group), &parts.join(", ")));
    }
    for group in (0..held.len()).filter(|&group| held[group] > 0.0 && comparison.matched[group].is_none()) {
        let part = |(to, share): (usize, f64)| words.part(&number::percent(share, locale), letter(to));
        let parts: Vec<String> = parts(comparison, group).into_iter().map(part).collect();
        sentences.push(words.no_counterpart(letter(group), &join(&parts, locale)));
    }
    let letters = comparison.letters();
    let added = (0..letters.len()).filter(|&other| comparison.match_of(other).is_none());
    let added: Vec<String> = added.map(|other| letter(letters[other]).to_string()).collect();
    if !added.is_empty() && !kept.is_empty() {
        sentences.push(words.only_the_other(&join(&added, locale)));
    }
    sentences.join(" ")
}

/// Where the victims of a group are: the letters of the largest parts, with their shares of the group.
fn parts(comparison: &Comparison, group: usize) -> Vec<(usize, f64)> {
    let letters = comparison.letters();
    let mut parts: Vec<(usize, f64)> =
        letters.iter().enumerate().map(|(other, &letter)| (letter, comparison.share(group, other))).collect();
    parts.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    parts.retain(|(_, share)| *share >= NAMED_PART);
    parts
}

/// For two periods: the group whose share differs most, measured with the first's groups; and values that the first does not
/// have. Empty if both are of the same victims.
pub fn change_text(first: &Analysis, comparison: &Comparison, locale: Locale) -> String {
    if !matches!(comparison.versus.against, Against::Period(_)) {
        return String::new();
    }
    let words = &locale.words().comparison;
    let [own, other] = side_texts(first, comparison, locale);
    let (held, victims) = (comparison.held(), comparison.victims());
    let change = |group: usize| (held[group] / victims - first.groups[group].share).abs();
    let most = (0..held.len()).max_by(|&a, &b| change(a).total_cmp(&change(b)).then(b.cmp(&a)));
    let mut sentences = Vec::new();
    if let Some(group) = most.filter(|&group| change(group) >= NOTABLE) {
        let percent = |share| number::percent(share, locale);
        let integer = |count| number::integer(count, locale);
        let (in_own, in_other) = (&first.groups[group], held[group]);
        sentences.push(words.differs_most(
            &own,
            &other,
            letter(group),
            &percent(in_own.share),
            &integer(in_own.size),
            &percent(in_other / victims),
            &integer(in_other),
        ));
    }
    if comparison.unseen >= NOTABLE {
        sentences.push(words.unseen(&number::percent(comparison.unseen, locale), &own, &other));
    }
    sentences.join(" ")
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
            class_columns: Vec::new(),
            supplementary: Vec::new(),
            clustered_by: vc_model::result::ClusteredBy::Neighborhood,
            regions: vec![],
            measures: vec![],
            scatter: ScoreDensity::default(),
            period_years: 1.0,
            rate_years: None,
            residents_year: None,
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
    fn sentences_on_two_periods() {
        let (first, compared) = (analysis(2019, 3), comparison(Against::Period(Period::Years(2018, 2018))));
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            plain(procedure_text(&first, &compared, Locale::EN)),
            "Each of the 200 victims of 2018 is put into the nearest group of 2019, and into the group that 2018 forms on its own."
        );
        assert_eq!(
            plain(agreement_text(&compared, Locale::EN)),
            "The two groupings are different: adjusted Rand index 0.42, where 1 means the same groups and 0 means chance."
        );
        assert_eq!(
            plain(kept_text(&compared, Locale::EN)),
            "Group A changes least: 96% of its victims stay in A. Group B changes most: 60% move to A, 40% stay in B."
        );
        let change = plain(change_text(&first, &compared, Locale::EN));
        assert!(
            change.starts_with("Measured with the groups of 2019, the share of group A differs most: 37% of 2019"),
            "{change}"
        );
        assert!(
            change
                .ends_with("2% of the victims of 2018 have a value that 2019 does not have; it counts as the average.")
        );
        for text in [procedure_text(&first, &compared, Locale::ES), kept_text(&compared, Locale::ES)] {
            assert!(text.contains("víctimas"), "{text}");
        }
    }

    #[test]
    fn comparisons_of_the_same_rows_have_no_change() {
        let (mut first, compared) = (analysis(2019, 3), comparison(Against::Preset(Preset::Crime)));
        first.settings.preset = Preset::Census;
        assert_eq!(change_text(&first, &compared, Locale::EN), "");
        assert_eq!(side_texts(&first, &compared, Locale::EN), ["Crime and neighborhood", "Crime"]);
        assert!(procedure_text(&first, &compared, Locale::ES).starts_with("Las mismas 200 víctimas"));
    }

    #[test]
    fn groups_without_a_counterpart_are_named() {
        let mut compared = comparison(Against::Preset(Preset::Crime));
        compared.matched = vec![Some(0), None, Some(2)];
        let said = kept_text(&compared, Locale::EN).replace('\u{a0}', " ");
        assert!(said.contains(" Group B has no counterpart: 60% in A and 40% in D. Only the other has D."), "{said}");
        assert!(said.contains("Group C changes most: 60% stay in C, 30% move to D, 10% move to A."), "{said}");
    }

    #[test]
    fn an_empty_comparison_has_no_sentences() {
        let mut compared = comparison(Against::Period(Period::All));
        compared.crosstab = vec![vec![0.0; 3]; 3];
        compared.matched = vec![None; 3];
        for locale in Locale::ALL {
            assert_eq!(kept_text(&compared, locale), "");
            assert!(!change_text(&analysis(2019, 3), &compared, locale).contains("NaN"));
        }
    }
}
