//! Whether there is structure at all, in words, with the numbers behind it.

use super::features::column_name;
use super::list::{self, capitalize};
use super::trust::gap_text;
use super::{Locale, letter, number};
use vc_model::result::{Analysis, Strength, Structure, Verdict};

/// How many columns are named with their association.
const NAMED: usize = 4;

/// The verdict in a word or two.
pub const fn structure_word(structure: Structure, locale: Locale) -> &'static str {
    match structure {
        Structure::None => locale.pick("none", "ninguna"),
        Structure::OneColumn(_) => locale.pick("none, one column alone", "ninguna, una sola columna"),
        Structure::Outliers => locale.pick("none, a few odd cases", "ninguna, unos pocos casos atípicos"),
        Structure::Groups(Strength::Weak) => locale.pick("weak", "débil"),
        Structure::Groups(Strength::Moderate) => locale.pick("moderate", "moderada"),
        Structure::Groups(Strength::Strong) => locale.pick("strong", "fuerte"),
    }
}

/// What is claimed of the groups: `Five clearly marked groups of victims.`, or why there are none.
pub(super) fn claim_text(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> String {
    let because = match verdict.structure {
        Structure::Groups(strength) => return groups_text(verdict.null.k, Some(strength), locale),
        Structure::None => return none_text(locale),
        Structure::OneColumn(column) => {
            let name = column_name(column, analysis, locale).to_lowercase();
            match locale {
                Locale::En => format!("they are the values of one column alone ({name}), and go with no other"),
                Locale::Es => format!("son los valores de una sola columna ({name}) y no van con ninguna otra"),
            }
        }
        Structure::Outliers => {
            let share = number::percent(analysis.groups.first().map_or(0.0, |group| group.share), locale);
            match locale {
                Locale::En => format!("{share} are in one, and the rest are a few odd cases"),
                Locale::Es => format!("el {share} está en uno, y el resto son unos pocos casos atípicos"),
            }
        }
    };
    no_groups(&because, locale)
}

/// That the data are no more than shuffled data.
pub(super) fn none_text(locale: Locale) -> String {
    let because = locale.pick(
        "the columns hang together no more than in shuffled data",
        "las columnas no se relacionan más que en datos barajados",
    );
    no_groups(because, locale)
}

fn no_groups(because: &str, locale: Locale) -> String {
    format!("{}: {because}.", locale.pick("No clear groups of victims", "No hay grupos claros de víctimas"))
}

/// So many groups, and how marked they are where that is known.
pub(super) fn groups_text(k: usize, strength: Option<Strength>, locale: Locale) -> String {
    let count = capitalize(&number::word(k, locale));
    let marked = strength.map(|strength| match strength {
        Strength::Weak => locale.pick("weakly marked", "débilmente marcados"),
        Strength::Moderate => locale.pick("moderately marked", "medianamente marcados"),
        Strength::Strong => locale.pick("clearly marked", "claramente marcados"),
    });
    match (marked, locale) {
        (None, Locale::En) => format!("{count} groups of victims."),
        (None, Locale::Es) => format!("{count} grupos de víctimas."),
        (Some(marked), Locale::En) => format!("{count} {marked} groups of victims."),
        (Some(marked), Locale::Es) => format!("{count} grupos de víctimas, {marked}."),
    }
}

/// How many components exceed shuffled data.
pub(super) fn components_text(beyond: usize, locale: Locale) -> String {
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

/// The numbers that a verdict rests on, a sentence for each.
pub fn verdict_sentences(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> Vec<String> {
    let mut sentences = vec![
        components_text(verdict.components, locale),
        gap_text(&verdict.null, locale),
        columns_text(verdict, analysis, locale),
    ];
    sentences.extend(verdict.stable_share.map(|share| stable_text(share, locale)));
    sentences.extend(verdict.local.iter().map(|(group, regions)| {
        let (letter, regions) = (letter(*group), list::join(regions, locale));
        match locale {
            Locale::En => {
                format!("Group {letter} lies almost wholly in {regions}: a place rather than a kind of victim.")
            }
            Locale::Es => {
                format!("El grupo {letter} está casi entero en {regions}: un lugar más que un tipo de víctima.")
            }
        }
    }));
    sentences
}

/// With how many columns the groups go more closely than those of shuffled data, and with which.
fn columns_text(verdict: &Verdict, analysis: &Analysis, locale: Locale) -> String {
    let beyond: Vec<_> = verdict.columns_beyond().collect();
    let all = number::word(verdict.columns.len(), locale);
    if verdict.columns.len() == 1 {
        return locale
            .pick(
                "There is one column only, and nothing that it could go with.",
                "Solo hay una columna, y nada con lo que pueda ir.",
            )
            .into();
    }
    if beyond.is_empty() {
        return match locale {
            Locale::En => {
                format!("The groups go with none of the {all} columns more closely than groups of shuffled data do.")
            }
            Locale::Es => {
                format!(
                    "Los grupos no van con ninguna de las {all} columnas más estrechamente que los de datos barajados."
                )
            }
        };
    }
    let named: Vec<String> = beyond
        .iter()
        .take(NAMED)
        .map(|&(column, value)| {
            let name = column_name(column, analysis, locale).to_lowercase();
            format!("{name} ({})", number::decimal(value, 2, locale))
        })
        .collect();
    let (count, named) = (number::word(beyond.len(), locale), list::join(&named, locale));
    let most = match (beyond.len() > NAMED, locale) {
        (true, Locale::En) => "most of all ",
        (true, Locale::Es) => "sobre todo ",
        (false, _) => "",
    };
    match locale {
        Locale::En => format!(
            "The groups go with {count} of {all} columns more closely than groups of shuffled data do: {most}{named}."
        ),
        Locale::Es => format!(
            "Los grupos van con {count} de {all} columnas más estrechamente que los de datos barajados: {most}{named}."
        ),
    }
}

fn stable_text(share: f64, locale: Locale) -> String {
    let share = number::percent(share, locale);
    match locale {
        Locale::En => format!("{share} of the victims are in groups that come back when victims are drawn anew."),
        Locale::Es => {
            format!("El {share} de las víctimas está en grupos que vuelven cuando se sortean de nuevo las víctimas.")
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use Locale::{En, Es};
    use vc_model::params::Column::{Census, Description, Hour, Premise};
    use vc_model::result::NullEntry;

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
    fn a_claim_says_how_marked_groups_are_or_why_there_are_none() {
        assert_eq!(claim(Structure::Groups(Strength::Strong), En), "Five clearly marked groups of victims.");
        assert_eq!(claim(Structure::Groups(Strength::Weak), Es), "Cinco grupos de víctimas, débilmente marcados.");
        let alone = claim(Structure::OneColumn(Census), En);
        assert_eq!(
            alone,
            "No clear groups of victims: they are the values of one column alone (census of the neighborhood), and go with no other."
        );
        let odd = claim(Structure::Outliers, En);
        assert_eq!(odd, "No clear groups of victims: 97 % are in one, and the rest are a few odd cases.");
        for structure in [Structure::None, Structure::OneColumn(Hour), Structure::Outliers] {
            assert!(claim(structure, En).starts_with("No clear groups of victims: "));
            assert!(claim(structure, Es).starts_with("No hay grupos claros de víctimas: "));
        }
    }

    #[test]
    fn the_numbers_behind_it_stand_in_sentences() {
        let said = |verdict: &Verdict, locale| {
            verdict_sentences(verdict, &analysis(), locale).join(" ").replace('\u{a0}', " ")
        };
        let mut verdict = verdict(Structure::Groups(Strength::Moderate));
        assert_eq!(
            said(&verdict, En),
            "Seven components of the data exceed what shuffled data reaches. \
             With five groups the data are grouped 7.7 % more tightly than shuffled data. \
             The groups go with two of three columns more closely than groups of shuffled data do: crime (0.86) and kind of place (0.71). \
             91 % of the victims are in groups that come back when victims are drawn anew."
        );
        verdict.null.null_associations = vec![0.9; 3];
        verdict.stable_share = None;
        verdict.local = vec![(4, vec!["Downtown".into(), "Inner Harbor".into()])];
        assert!(said(&verdict, Es).ends_with(
            "Los grupos no van con ninguna de las tres columnas más estrechamente que los de datos barajados. \
             El grupo E está casi entero en Downtown e Inner Harbor: un lugar más que un tipo de víctima."
        ));
    }
}
