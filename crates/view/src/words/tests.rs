//! What a language lacks: entries that are empty, or the same as in English.

use super::{Count, Language, Locale, Words};
use crate::charts::Metric;
use crate::map::BreaksProblem;
use crate::wording::Limit;
use crate::wording::lexicon::{CrimeKind, Family, LevelKind, Place, PremiseKind};
use crate::words::comparison::Likeness;
use crate::words::findings::{Clarity, LeftOut};
use crate::words::groups::PartOfDay;
use crate::words::messages::Stop;
use crate::words::method::Heading;
use vc_model::params::{Column, Encoding, FigureKind, Form, Preset, Role, Topic};
use vc_model::questions::{ExportFile, Stage};
use vc_model::result::{JoinMethod, KReason, Reason, RoleSource, Rule, StabilityBand, Strength, Structure};

/// How many sample arguments are tried for each sentence: at least as many as the longest list below.
pub(crate) const SAMPLES: usize = 128;

/// An argument's sample values; `at` walks through all of them, again and again.
pub(crate) trait Sample {
    fn sample(at: usize) -> Self;
}

/// An entry's value as text; empty if the language has no word for it.
pub(crate) trait Entry {
    fn text(&self) -> String;
}

impl Sample for &str {
    fn sample(at: usize) -> Self {
        ["7", "Canton", "2019"][at % 3]
    }
}

impl Sample for &[String] {
    fn sample(at: usize) -> Self {
        Box::leak(Box::new(["1", "2", "3"].map(String::from))).get(..=at % 3).unwrap_or_default()
    }
}

impl Sample for &Count {
    fn sample(at: usize) -> Self {
        let n = [0.0, 1.0, 7.0][at % 3];
        Box::leak(Box::new(Count::new(n, n.to_string())))
    }
}

impl Sample for &BreaksProblem {
    fn sample(at: usize) -> Self {
        let problems = [
            BreaksProblem::Empty,
            BreaksProblem::NoNumber { found: "x".into() },
            BreaksProblem::NotAscending { found: "1".into(), before: "2".into() },
            BreaksProblem::TooMany { found: 9 },
            BreaksProblem::OutOfRange,
        ];
        Box::leak(Box::new(problems[at % problems.len()].clone()))
    }
}

/// Samples of types whose values can be listed.
macro_rules! samples {
    ($($type:ty: $values:expr;)+) => {
        $(impl Sample for $type {
            fn sample(at: usize) -> Self {
                let values = $values;
                values[at % values.len()]
            }
        })+
    };
}

samples! {
    bool: [false, true];
    char: ['A', 'B'];
    usize: [2, 5, 12];
    u64: [60_748];
    Column: Column::ALL;
    Topic: [Topic::What, Topic::Where, Topic::When, Topic::Census, Topic::Victim, Topic::Own];
    Preset: [Preset::Crime, Preset::Census, Preset::Victim];
    Encoding: [Encoding::Famd, Encoding::Standard, Encoding::Raw];
    Form: [Form::Categories, Form::Cyclic, Form::Ordinal];
    Role: Role::ALL;
    RoleSource: [RoleSource::None, RoleSource::Header, RoleSource::Guess, RoleSource::ByHand];
    FigureKind: [
        FigureKind::Count, FigureKind::Share, FigureKind::Percentage, FigureKind::Ratio, FigureKind::Density, FigureKind::Value
    ];
    Rule: [
        Rule::MissingWord, Rule::Synonym, Rule::Unreadable, Rule::Cut, Rule::Number, Rule::Spelling, Rule::Case
    ];
    Reason: [
        Reason::WrongNumberOfFields, Reason::RepeatedRow, Reason::RepeatedHeader, Reason::MissingWeight,
        Reason::UnusableWeight, Reason::NoDate, Reason::OutsidePeriod, Reason::Filtered
    ];
    JoinMethod: [
        JoinMethod::ExactName, JoinMethod::NormalizedName, JoinMethod::NamePrefix, JoinMethod::Renamed, JoinMethod::ByHand,
        JoinMethod::Center, JoinMethod::PointInPolygon, JoinMethod::None
    ];
    KReason: [KReason::Asked, KReason::Knee, KReason::Silhouette];
    Stage: [
        Stage::Read, Stage::Join, Stage::Encode, Stage::Reduce, Stage::Cluster, Stage::Measure, Stage::Explain, Stage::Examine
    ];
    ExportFile: [
        ExportFile::Labels, ExportFile::Table, ExportFile::Features, ExportFile::Profiles, ExportFile::Regions,
        ExportFile::Summary, ExportFile::Ledger, ExportFile::Mapping, ExportFile::Comparison, ExportFile::ComparisonSummary,
        ExportFile::SampleTable, ExportFile::SampleRegions
    ];
    StabilityBand: [
        StabilityBand::HighlyStable, StabilityBand::Stable, StabilityBand::Doubtful, StabilityBand::Unstable
    ];
    Strength: [Strength::Weak, Strength::Moderate, Strength::Strong];
    Structure: [
        Structure::None, Structure::OneColumn(Column::Age), Structure::Outliers, Structure::Groups(Strength::Weak),
        Structure::Groups(Strength::Moderate), Structure::Groups(Strength::Strong)
    ];
    CrimeKind: CrimeKind::ALL;
    PremiseKind: PremiseKind::ALL;
    LevelKind: [LevelKind::COMMON, LevelKind::ALL].concat();
    Family: [
        Family::Theft, Family::Robbery, Family::Burglary, Family::Assault, Family::Shooting, Family::Homicide, Family::Sexual,
        Family::Damage, Family::Fraud
    ];
    Place: [
        Place::Street, Place::Parking, Place::Home, Place::Vacant, Place::Shop, Place::Food, Place::School, Place::Health,
        Place::Work, Place::Hotel, Place::Transit, Place::Park, Place::Worship, Place::Unknown
    ];
    PartOfDay: [PartOfDay::Night, PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening];
    LeftOut: [LeftOut::OtherYears, LeftOut::Filtered, LeftOut::Unusable];
    Clarity: [Clarity::WellApart, Clarity::Overlapping, Clarity::WidelyOverlapping];
    Likeness: [
        Likeness::AlmostIdentical, Likeness::VerySimilar, Likeness::Similar, Likeness::Different, Likeness::Chance
    ];
    Heading: [
        Heading::Method, Heading::Cautions, Heading::Limits, Heading::References, Heading::HowToCite, Heading::Reproduce
    ];
    Limit: [
        Limit::Number, Limit::Recorded, Limit::Group, Limit::Place, Limit::Boundaries, Limit::OtherBoundaries,
        Limit::CountedIsReported, Limit::CensusIsOfPlaces
    ];
    Metric: Metric::ALL;
    Stop: [Stop::OutOfMemory, Stop::Unresponsive, Stop::Crash];
}

impl Entry for &str {
    fn text(&self) -> String {
        (*self).to_owned()
    }
}

impl Entry for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl<const N: usize> Entry for [&str; N] {
    fn text(&self) -> String {
        self.join(" | ")
    }
}

impl<const N: usize> Entry for [String; N] {
    fn text(&self) -> String {
        self.join(" | ")
    }
}

impl Entry for Option<&str> {
    /// What a language leaves to the file is no gap.
    fn text(&self) -> String {
        self.unwrap_or("(as in the file)").to_owned()
    }
}

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
        ("method", words.method.entries()),
        ("notes", words.notes.entries()),
        ("page", words.page.entries()),
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
    "charts.residual",
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
        assert_eq!(labels.iter().map(|(id, _)| *id).collect::<Vec<_>>(), ids);
    }
    for setting in numbers() {
        assert_ne!(setting_label(setting, Locale::EN), setting_label(setting, Locale::ES), "{}", setting.id);
    }
}
