//! Whether there is structure at all, in words, with the numbers behind it.

use super::features::column_name;
use super::foreign::named;
use super::list::{self, capitalize};
use super::trust::gap_text;
use super::{Locale, letter, number};
use vc_model::result::{Analysis, Strength, Structure, Verdict};

/// How many columns are named with their association.
const NAMED: usize = 4;

/// The verdict in a word or two.
pub fn structure_word(structure: Structure, locale: Locale) -> &'static str {
    locale.words().findings.structure(structure)
}

/// The claim that the headline begins with: how many groups and how marked, or why there are none.
pub(super) fn claim_text(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().findings;
    match verdict.structure {
        Structure::Groups(strength) => groups_text(verdict.null.k, Some(strength), locale),
        Structure::None => none_text(locale),
        Structure::OneColumn(column) => {
            words.no_groups_but_column(&named(&column_name(column, analysis, locale).to_lowercase(), locale))
        }
        Structure::Outliers => {
            let share = number::percent(analysis.groups.first().map_or(0.0, |group| group.share), locale);
            words.no_groups_but_outliers(&share)
        }
    }
}

/// The claim for data that show no more than shuffled data.
pub(super) fn none_text(locale: Locale) -> String {
    locale.words().findings.no_groups_but_chance.to_owned()
}

/// How many groups there are, and how marked they are where that is known.
pub(super) fn groups_text(k: usize, strength: Option<Strength>, locale: Locale) -> String {
    let (count, words) = (capitalize(&number::word(k, locale)), &locale.words().findings);
    match strength {
        Some(strength) => words.marked_groups(&count, strength),
        None => words.groups(&count),
    }
}

/// How many components exceed shuffled data.
pub(super) fn components_text(beyond: usize, locale: Locale) -> String {
    let words = &locale.words().findings;
    match beyond {
        0 => words.no_components_beyond_chance.to_owned(),
        1 => words.one_component_beyond_chance.to_owned(),
        _ => words.components_beyond_chance(&capitalize(&number::word(beyond, locale))),
    }
}

/// The numbers that a verdict rests on, a sentence for each.
pub fn verdict_sentences(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let words = &locale.words().findings;
    let mut sentences = vec![
        components_text(verdict.components, locale),
        gap_text(&verdict.null, locale),
        columns_text(verdict, analysis, locale),
    ];
    let stable = verdict.stable_share.map(|share| words.stable_share(&number::percent(share, locale), share >= 1.0));
    sentences.extend(stable);
    let local = |(group, regions): &(usize, Vec<String>)| words.local(letter(*group), &list::join(regions, locale));
    sentences.extend(verdict.local.iter().map(local));
    sentences
}

/// Which columns the groups go with more closely than groups of shuffled data do.
fn columns_text(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().findings;
    let beyond: Vec<_> = verdict.columns_beyond().collect();
    let all = number::word(verdict.columns.len(), locale);
    if verdict.columns.len() == 1 {
        return words.only_one_column.to_owned();
    }
    if beyond.is_empty() {
        return words.no_column_beyond_chance(&all);
    }
    let named = beyond.iter().take(NAMED).map(|&(column, value)| {
        let name = named(&column_name(column, analysis, locale).to_lowercase(), locale);
        words.association(&name, &number::decimal(value, 2, locale))
    });
    let named = list::join(&named.collect::<Vec<_>>(), locale);
    words.columns_beyond_chance(&number::word(beyond.len(), locale), &all, &named, beyond.len() <= NAMED)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use vc_model::params::Column::{Census, Description, Hour, Premise};
    use vc_model::result::NullEntry;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    /// A verdict on five groups.
    pub(in crate::wording) fn verdict(structure: Structure) -> Verdict {
        Verdict {
            structure,
            components: 7,
            null: NullEntry {
                k: 5,
                log_inertia: 12.0,
                null_mean: 12.0738,
                null_error: 0.01,
                associations: vec![0.86, 0.2, 0.71],
                null_associations: vec![0.6, 0.5, 0.4],
            },
            columns: vec![(Description, 0.86), (Premise, 0.71), (Hour, 0.2)],
            stable_share: Some(0.908),
            local: Vec::new(),
        }
    }

    fn analysis() -> Analysis {
        let mut analysis = crate::map::test_analysis(Vec::new());
        analysis.groups = crate::wording::test_groups();
        analysis.groups[0].share = 0.97;
        analysis
    }

    fn claim(structure: Structure, locale: Locale) -> String {
        claim_text(&verdict(structure), &analysis(), locale).replace('\u{a0}', " ")
    }

    #[test]
    fn a_claim_has_the_strength_or_the_reason() {
        assert_eq!(claim(Structure::Groups(Strength::Strong), EN), "Five clearly marked groups of victims.");
        assert_eq!(claim(Structure::Groups(Strength::Weak), ES), "Cinco grupos de víctimas, débilmente marcados.");
        let alone = claim(Structure::OneColumn(Census), EN);
        assert_eq!(
            alone,
            "No clear groups of victims: they are the values of one column alone (census of the neighborhood), and go with no other."
        );
        let odd = claim(Structure::Outliers, EN);
        assert_eq!(odd, "No clear groups of victims: 97% are in one, and the rest are a few odd cases.");
        for structure in [Structure::None, Structure::OneColumn(Hour), Structure::Outliers] {
            assert!(claim(structure, EN).starts_with("No clear groups of victims: "));
            assert!(claim(structure, ES).starts_with("No hay grupos claros de víctimas: "));
        }
    }

    #[test]
    fn each_number_behind_a_verdict_has_a_sentence() {
        let said = |verdict: &Verdict, locale| {
            verdict_sentences(verdict, &analysis(), locale).join(" ").replace('\u{a0}', " ")
        };
        let mut verdict = verdict(Structure::Groups(Strength::Moderate));
        assert_eq!(
            said(&verdict, EN),
            "Seven components of the data exceed what shuffled data reaches. \
             With five groups the data are grouped 7.7% more tightly than shuffled data. \
             The groups go with two of three columns more closely than groups of shuffled data do: crime (0.86) and kind of place (0.71). \
             91% of the victims are in groups that reappeared when the data were resampled."
        );
        verdict.null.null_associations = vec![0.9; 3];
        verdict.stable_share = None;
        verdict.local = vec![(4, vec!["Downtown".into(), "Inner Harbor".into()])];
        assert!(said(&verdict, ES).ends_with(
            "Los grupos no van con ninguna de las tres columnas más estrechamente que los de datos barajados. \
             El grupo E está casi entero en Downtown e Inner Harbor: un lugar más que un tipo de víctima."
        ));
    }
}
