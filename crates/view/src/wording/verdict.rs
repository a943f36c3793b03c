//! Whether there is structure at all, in words, with the numbers behind it.

use super::features::column_name;
use super::foreign::named;
use super::list::{self, capitalize};
use super::trust::gap_text;
use super::{Locale, letter, number};
use vc_model::params::Column;
use vc_model::result::{Analysis, GroupSeparation, Implied, LatentClasses, Structure, Verdict};

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
        Structure::Groups(separation) => groups_text(verdict.null.k, Some(separation), locale),
        Structure::Association => words.no_groups_but_association(&number::word(verdict.null.k, locale)),
        Structure::Continuum => words.no_groups_but_continuum(&number::word(verdict.null.k, locale)),
        Structure::OtherGroups { k } => {
            words.other_groups(&number::word(verdict.null.k, locale), &number::word(k, locale))
        }
        Structure::None => words.no_groups_but_chance.to_owned(),
        Structure::OneColumn(column) => {
            let name = named(&column_name(column, analysis, locale).to_lowercase(), locale);
            match verdict.columns.as_slice() {
                [_] if !verdict.latent.implied.is_empty() => words.no_groups_but_implied(&name),
                _ => words.no_groups_but_column(&name),
            }
        }
        Structure::Outliers => {
            let share = number::percent(analysis.groups.first().map_or(0.0, |group| group.share), locale);
            words.no_groups_but_outliers(&share)
        }
    }
}

/// How many groups there are, and how far they are apart where that is known.
pub(super) fn groups_text(k: usize, separation: Option<GroupSeparation>, locale: Locale) -> String {
    let (count, words) = (number::word(k, locale), &locale.words().findings);
    match separation {
        Some(separation) => words.groups_apart(&capitalize(&count), separation),
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
    sentences.extend(latent_sentences(verdict, analysis, locale));
    let stable = verdict.stable_share.map(|share| words.stable_share(&number::percent(share, locale), share >= 1.0));
    sentences.extend(stable);
    let local = |(group, regions): &(usize, Vec<String>)| words.local(letter(*group), &list::join(regions, locale));
    sentences.extend(verdict.local.iter().map(local));
    let missing = |&(group, column): &(usize, Column)| {
        words.unrecorded(letter(group), &named(&column_name(column, analysis, locale).to_lowercase(), locale))
    };
    sentences.extend(verdict.unrecorded.iter().map(missing));
    sentences.extend(verdict.is_mostly_unlocated.then(|| words.mostly_unlocated.to_owned()));
    sentences
}

/// What latent models say, on which columns, and how far they find the same groups.
fn latent_sentences(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let (words, latent) = (&locale.words().findings, &verdict.latent);
    let mut sentences = Vec::new();
    let name = |column: Column| named(&column_name(column, analysis, locale).to_lowercase(), locale);
    if !latent.implied.is_empty() {
        let pair = |Implied { column, by, uncertainty }: &Implied| {
            words.implied_pair(&name(*column), &name(*by), &number::decimal(*uncertainty, 2, locale))
        };
        sentences.push(words.implied(&list::join(&latent.implied.iter().map(pair).collect::<Vec<_>>(), locale)));
    }
    sentences.push(words.latent(latent.outcome, latent.samples.len()));
    // Groups that are these very classes agree with them by definition.
    let are_these = |classes: &LatentClasses| !analysis.class_columns.is_empty() && classes.k == verdict.null.k;
    let other = latent.classes.as_ref().filter(|classes| !are_these(classes));
    if let (Some(classes), Some(agreement)) = (other, latent.agreement_of(verdict.null.k)) {
        let (count, classes) = (number::word(verdict.null.k, locale), number::word(classes.k, locale));
        sentences.push(words.agreement(&count, &classes, &number::decimal(agreement, 2, locale)));
    }
    if verdict.columns.iter().any(|(column, _)| *column == Column::Census) {
        sentences.push(words.census_is_left_out.to_owned());
    }
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
    use vc_model::result::{LatentModels, LatentOutcome, NullEntry, SampleScores};

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    /// Four classes, of which five groups are told apart in part.
    fn latent() -> LatentModels {
        let sample = SampleScores {
            victims: 5000.0,
            classes: vec![2.0, 1.0],
            sized_classes: vec![2.0, 1.0],
            traits: vec![2.0; 3],
        };
        LatentModels {
            outcome: LatentOutcome::Classes { k: 4 },
            columns: vec![Description, Premise, Hour],
            implied: Vec::new(),
            samples: vec![sample; 5],
            classes: Some(LatentClasses { k: 4, relative_entropy: 0.7, agreement: vec![(5, 0.614)] }),
        }
    }

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
            latent: latent(),
            stable_share: Some(0.908),
            local: Vec::new(),
            unrecorded: Vec::new(),
            is_mostly_unlocated: false,
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
        assert_eq!(claim(Structure::Groups(GroupSeparation::Separate), EN), "Five separate groups of victims.");
        assert_eq!(
            claim(Structure::Groups(GroupSeparation::Merging), ES),
            "Cinco grupos de víctimas que en parte se confunden."
        );
        assert_eq!(
            claim(Structure::OtherGroups { k: 3 }, EN),
            "There are groups of victims, but not the five shown: another method finds three that are different."
        );
        let alone = claim(Structure::OneColumn(Census), EN);
        assert_eq!(
            alone,
            "No groups of victims: they are the values of one column alone (census of the neighborhood), and go with no other."
        );
        let odd = claim(Structure::Outliers, EN);
        assert_eq!(odd, "No groups of victims: 97% are in one, and the rest are a few odd cases.");
        for structure in [Structure::None, Structure::OneColumn(Hour), Structure::Outliers] {
            assert!(claim(structure, EN).starts_with("No groups of victims"));
            assert!(claim(structure, ES).starts_with("No hay grupos de víctimas"));
        }
    }

    #[test]
    fn each_number_behind_a_verdict_has_a_sentence() {
        let said = |verdict: &Verdict, locale| {
            verdict_sentences(verdict, &analysis(), locale).join(" ").replace('\u{a0}', " ")
        };
        let mut verdict = verdict(Structure::Groups(GroupSeparation::Merging));
        assert_eq!(
            said(&verdict, EN),
            "Seven components of the data exceed what shuffled data reaches. \
             With five groups the data are grouped 7.7% more tightly than shuffled data. \
             The groups go with two of three columns more closely than groups of shuffled data do: crime (0.86) and kind of place (0.71). \
             Groups describe each of 5 samples of the victims better than gradients do (latent classes: 4). \
             The five groups agree with four latent classes at 0.61 (adjusted Rand index; 1: the same groups, 0: as similar \
             as chance makes them). \
             91% of the victims are in groups that reappeared when the data were resampled."
        );
        verdict.latent.implied = vec![Implied { column: Premise, by: Description, uncertainty: 0.93 }];
        assert!(
            said(&verdict, EN)
                .contains("Columns that follow from another count as one with it: kind of place from crime (0.93).")
        );
        verdict.null.null_associations = vec![0.9; 3];
        verdict.stable_share = None;
        verdict.unrecorded = vec![(2, Premise)];
        verdict.is_mostly_unlocated = true;
        let unrecorded = said(&verdict, EN);
        assert!(
            unrecorded
                .contains("Group C is what was not recorded rather than a kind of victim: kind of place is missing")
        );
        assert!(unrecorded.ends_with("which rows could be placed."));
        (verdict.unrecorded, verdict.is_mostly_unlocated) = (Vec::new(), false);
        verdict.local = vec![(4, vec!["Downtown".into(), "Inner Harbor".into()])];
        let said = said(&verdict, ES);
        assert!(said.contains(
            "Los grupos no van con ninguna de las tres columnas más estrechamente que los de datos barajados."
        ));
        assert!(
            said.ends_with(
                "El grupo E está casi entero en Downtown e Inner Harbor: un lugar más que un tipo de víctima."
            )
        );
    }
}
