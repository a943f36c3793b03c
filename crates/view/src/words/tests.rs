//! What a language lacks: entries that are empty, or the same as in English.

use super::{Language, Locale, Words};

/// Every entry of a catalog: subject, name, text.
fn entries(words: &Words) -> Vec<(String, String)> {
    let help = (words.help)(false);
    let pairs = help.read.iter().chain(&help.words).chain(&help.keys);
    let pairs = pairs
        .flat_map(|(name, text)| [("name".to_owned(), (*name).to_owned()), ("text".to_owned(), (*text).to_owned())]);
    let single = [help.reading, help.keyboard, help.key, help.does, help.glossary, help.private, help.promise];
    let single = help.about.iter().copied().chain(single).map(|text| ("text".to_owned(), text.to_owned()));
    let subjects = [
        ("charts", words.charts.entries()),
        ("comparison", words.comparison.entries()),
        ("findings", words.findings.entries()),
        ("grammar", words.grammar.entries()),
        ("groups", words.groups.entries()),
        ("help", single.chain(pairs).collect()),
        ("lexicon", words.lexicon.entries()),
        ("map", words.map.entries()),
        ("messages", words.messages.entries()),
        ("checklist", words.checklist.entries()),
        ("multiverse", words.multiverse.entries()),
        ("method", words.method.entries()),
        ("notes", words.notes.entries()),
        ("page", words.page.entries()),
        ("row_unit", words.row_unit.entries()),
        ("terms", words.terms.entries()),
    ];
    let all = subjects.into_iter().flat_map(|(subject, entries)| {
        entries.into_iter().map(move |(name, text)| (format!("{subject}.{name}"), text))
    });
    all.collect()
}

/// Entries that may be the same in two languages, and whose texts: marks, units, names of methods, words that both share.
const SAME: &[&str] = &[
    "charts.metric",
    "comparison.part",
    "findings.association",
    "grammar.date",
    "grammar.date_and_time",
    "grammar.millions",
    "grammar.number",
    "grammar.per_km2",
    "groups.crime_with_share",
    "groups.detail",
    "help.name",
    "lexicon.level",
    "lexicon.measure",
    "lexicon.premise",
    "page.embed_html",
    "page.name",
    "terms.figure_kind",
];

/// The entries of a language that are empty, or the same as in English without being on the list.
fn gaps(words: &Words, english: &Words) -> Vec<String> {
    let (own, english) = (entries(words), entries(english));
    assert_eq!(own.len(), english.len());
    let may_be_same = |name: &str| SAME.contains(&name.split(' ').next().unwrap_or_default());
    let is_gap = |((name, text), (_, english)): &(&(String, String), &(String, String))| {
        let is_number = text.chars().all(|c| !c.is_alphabetic());
        let may_be_empty = name.starts_with("grammar.number");
        (text.trim().is_empty() && !may_be_empty) || (text == english && !is_number && !may_be_same(name))
    };
    let mut gaps: Vec<String> =
        own.iter().zip(&english).filter(is_gap).map(|((name, text), _)| format!("{name}: {text:?}")).collect();
    gaps.dedup();
    gaps
}

#[test]
fn every_language_has_every_entry() {
    let english = Locale::EN.words();
    for language in Language::ALL.into_iter().filter(|language| *language != Language::En) {
        let gaps = gaps(Locale { language, region: None }.words(), english);
        assert!(gaps.is_empty(), "{}: {} gaps:\n{}", language.tag(), gaps.len(), gaps.join("\n"));
    }
}

#[test]
fn an_untranslated_catalog_is_reported() {
    let english = Locale::EN.words();
    let gaps = gaps(english, english);
    for name in ["page.reload", "findings.rows_used #0", "help.text", "terms.column #0"] {
        assert!(gaps.iter().any(|gap| gap.starts_with(name)), "{name}");
    }
}

#[test]
fn no_english_entry_is_empty() {
    let empty = |(name, text): &(String, String)| text.trim().is_empty() && !name.starts_with("grammar.number");
    let gaps: Vec<(String, String)> = entries(Locale::EN.words()).into_iter().filter(empty).collect();
    assert_eq!(gaps, []);
}

#[test]
fn percent_signs_stand_as_each_language_writes_them() {
    for (locale, wrong) in [(Locale::EN, [" %", "\u{a0}%"]), (Locale::ES, ["0%", "5%"])] {
        let bad: Vec<(String, String)> = entries(locale.words())
            .into_iter()
            .filter(|(_, text)| wrong.iter().any(|mark| text.contains(mark)))
            .collect();
        assert_eq!(bad, [], "{locale}");
    }
}

#[test]
fn every_number_among_the_controls_has_a_label_in_each_language() {
    use super::setting_label;
    use vc_model::params::settings::SETTINGS;
    let numbers = || SETTINGS.iter().filter(|setting| setting.number.is_some());
    let ids: Vec<&str> = numbers().map(|setting| setting.id).collect();
    for locale in [Locale::EN, Locale::ES] {
        let labels = locale.words().settings;
        assert_eq!(labels.iter().map(|words| words.id).collect::<Vec<_>>(), ids);
    }
    for setting in numbers() {
        assert_ne!(setting_label(setting, Locale::EN), setting_label(setting, Locale::ES), "{}", setting.id);
    }
}
