//! Other defensible analyses, in words: how often a group is found again, and which choice decides.

use super::features::column_name;
use super::{Locale, method_text, number};
use crate::words::number_words;
use vc_model::params::settings::Setting;
use vc_model::params::{Column, Components, Encoding};
use vc_model::result::{Analysis, Choice, ChoiceOption, ChoiceTopic, Chosen, Multiverse};

/// Without the census figures the groups are much the same if the agreement falls by less than this: about twice the standard error of the
/// difference, as 15 to 25 analyses have each choice of columns, and their agreement spreads by 0.2.
const MUCH_THE_SAME: f64 = 0.15;
/// Lower agreement is no sameness: nothing is said of the census then.
const ALIKE: f64 = 0.5;

/// One choice, as a row of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct ChoiceRow {
    /// The choice.
    pub name: &'static str,
    /// Its options with the agreement of their groups with those shown, 0 to 1, the highest first.
    pub options: Vec<(String, f64)>,
}

/// What the chart is about.
pub fn multiverse_title(locale: Locale) -> &'static str {
    locale.words().multiverse.title
}

/// How many analyses there are, and how far they agree; with census figures, whether these make the groups.
pub fn multiverse_text(multiverse: &Multiverse, analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().multiverse;
    let rows = if multiverse.rows < analysis.rows.used as usize {
        words.of_sample(&number::integer(multiverse.rows as f64, locale))
    } else {
        String::new()
    };
    let agreement = number::decimal(multiverse.adjusted_rand.max(0.0), 2, locale);
    let text = words.lede(&multiverse.analyses.to_string(), &rows, &agreement);
    match census_text(multiverse, locale) {
        Some(census) => format!("{text} {census}"),
        None => text,
    }
}

/// Whether the census figures make the groups, or only tell where they are; `None` without census figures.
fn census_text(multiverse: &Multiverse, locale: Locale) -> Option<String> {
    let without = multiverse.agreement_of(Chosen::Without(Column::Census))?;
    let with = multiverse.agreement_of(Chosen::SameColumns)?;
    let words = &locale.words().multiverse;
    let [of_without, of_with] = [without, with].map(|mean| number::decimal(mean.max(0.0), 2, locale));
    match with - without < MUCH_THE_SAME {
        true if without >= ALIKE => Some(words.census_labels(&of_without, &of_with)),
        true => None,
        false => Some(words.census_makes(&of_without, &of_with)),
    }
}

/// In how many analyses a group is found again; empty if none could be made.
pub fn found_again_text(multiverse: &Multiverse, group: usize, locale: Locale) -> String {
    if multiverse.analyses == 0 {
        return String::new();
    }
    let found = multiverse.found_again.get(group).copied().unwrap_or(0);
    locale.words().multiverse.found_again(found, multiverse.analyses)
}

/// Every choice with its options, the one that decides most first.
pub fn choice_rows(multiverse: &Multiverse, analysis: &Analysis, locale: Locale) -> Vec<ChoiceRow> {
    let option = |of: &ChoiceOption| (chosen_text(of.chosen, analysis, locale), of.adjusted_rand.max(0.0));
    let row = |choice: &Choice| ChoiceRow {
        name: choice_text(choice.topic, locale),
        options: choice.options.iter().map(option).collect(),
    };
    multiverse.choices.iter().map(row).collect()
}

fn choice_text(topic: ChoiceTopic, locale: Locale) -> &'static str {
    let (words, page) = (&locale.words().multiverse, &locale.words().page);
    match topic {
        ChoiceTopic::Columns => words.columns,
        ChoiceTopic::MinFrequency => words.rare_values,
        ChoiceTopic::Clusters => page.number_of_groups,
        ChoiceTopic::Method => page.grouping_method,
        ChoiceTopic::Encoding => page.encoding,
        ChoiceTopic::Components => page.components,
        ChoiceTopic::Seed => {
            Setting::by_id("seed").and_then(|setting| number_words(setting, locale)).map_or("", |of| of.label)
        }
    }
}

fn chosen_text(chosen: Chosen, analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().multiverse;
    let column = |column: Column| match column {
        Column::Own(_) => column_name(column, analysis, locale).into_owned(),
        column => column_name(column, analysis, locale).to_lowercase(),
    };
    match chosen {
        Chosen::SameColumns => words.same_columns.to_owned(),
        Chosen::Without(of) => words.without(&column(of)),
        Chosen::With(of) => words.with(&column(of)),
        Chosen::MinFrequency(share) => {
            words.rarer_than(&locale.words().grammar.percent(&number::exact(share * 100.0, locale)))
        }
        Chosen::Clusters(k) => words.groups(k),
        Chosen::Method(method) => method_text(method, locale).to_owned(),
        Chosen::Encoding(Encoding::Famd) => words.famd.to_owned(),
        Chosen::Encoding(Encoding::Standard) => words.standard.to_owned(),
        Chosen::Encoding(Encoding::Raw) => words.raw.to_owned(),
        Chosen::Components(Components::Count(n)) => words.components(n),
        Chosen::Components(Components::Share(share)) => words.explained(&number::percent(share, locale)),
        Chosen::Components(Components::Auto) => locale.words().page.automatic.to_owned(),
        Chosen::Seed(seed) => format!("{} {seed}", choice_text(ChoiceTopic::Seed, locale).to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::fixtures::analysis as test_analysis;

    fn multiverse(without_census: f64) -> Multiverse {
        let option = |chosen, adjusted_rand| ChoiceOption { chosen, analyses: 2, adjusted_rand };
        let columns = vec![option(Chosen::SameColumns, 0.8), option(Chosen::Without(Column::Census), without_census)];
        let clusters = vec![option(Chosen::Clusters(3), 0.6), option(Chosen::Clusters(4), 0.5)];
        Multiverse {
            k: 2,
            rows: 3_000,
            analyses: 4,
            adjusted_rand: 0.55,
            found_again: vec![2, 0],
            choices: vec![
                Choice { topic: ChoiceTopic::Columns, options: columns },
                Choice { topic: ChoiceTopic::Clusters, options: clusters },
            ],
        }
    }

    #[test]
    fn census_figures_make_groups_or_tell_where_they_are() {
        let mut analysis = test_analysis(Vec::new());
        analysis.rows.used = 40_000;
        let said = |without| multiverse_text(&multiverse(without), &analysis, Locale::EN);
        assert!(said(0.75).contains("in 4 other ways that could be defended, on 3,000 rows drawn at random"));
        assert!(said(0.75).contains("much the same (0.75, with them 0.80)"));
        assert!(said(0.3).contains("groups change (0.30, with them 0.80)"));
        let es = multiverse_text(&multiverse(0.3), &analysis, Locale::ES);
        assert!(es.contains("grupos cambian (0,30; con ellos, 0,80)"), "{es}");
        let low = Multiverse {
            choices: vec![Choice {
                topic: ChoiceTopic::Columns,
                options: vec![
                    ChoiceOption { chosen: Chosen::SameColumns, analyses: 9, adjusted_rand: 0.2 },
                    ChoiceOption { chosen: Chosen::Without(Column::Census), analyses: 9, adjusted_rand: 0.1 },
                ],
            }],
            ..multiverse(0.1)
        };
        assert!(!multiverse_text(&low, &analysis, Locale::EN).contains("census"), "no sameness at 0.1");
        let none = Multiverse { analyses: 0, ..multiverse(0.1) };
        assert_eq!(found_again_text(&none, 0, Locale::EN), "");
        analysis.rows.used = 3_000;
        assert!(!multiverse_text(&multiverse(0.3), &analysis, Locale::EN).contains("drawn"));
    }

    #[test]
    fn choices_have_names_and_the_deciding_one_comes_first() {
        let analysis = test_analysis(Vec::new());
        let rows = choice_rows(&multiverse(0.3), &analysis, Locale::EN);
        assert_eq!(rows.iter().map(|row| row.name).collect::<Vec<_>>(), ["Columns", "Number of groups"]);
        let names: Vec<&str> = rows[0].options.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["the same", "without census of the neighborhood"]);
        assert_eq!(choice_text(ChoiceTopic::Seed, Locale::ES), "Semilla");
        assert_eq!(chosen_text(Chosen::MinFrequency(0.005), &analysis, Locale::ES), "menos de 0,5\u{a0}%");
        assert_eq!(chosen_text(Chosen::Seed(43), &analysis, Locale::EN), "seed 43");
        let found = found_again_text(&multiverse(0.3), 0, Locale::EN);
        assert_eq!(found, "Found again in 2 of 4 other ways to group.");
    }
}
