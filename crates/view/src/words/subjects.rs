//! All subjects of one language.

use super::{
    charts, checklist, comparison, findings, grammar, groups, help, lexicon, map, messages, method, multiverse, notes,
    page, row_unit, terms,
};

/// Every word of one language.
#[derive(Debug)]
pub struct Words {
    pub(crate) charts: charts::Charts,
    pub(crate) comparison: comparison::ComparisonWords,
    pub(crate) findings: findings::Findings,
    pub(crate) grammar: grammar::Grammar,
    pub(crate) groups: groups::Groups,
    /// The help, with a decimal comma or a point in its texts.
    pub(crate) help: fn(has_comma: bool) -> &'static help::Help,
    pub(crate) lexicon: lexicon::Lexicon,
    pub(crate) map: map::MapWords,
    /// Sentences of the page.
    pub messages: messages::Messages,
    pub(crate) checklist: checklist::ChecklistWords,
    pub(crate) method: method::MethodWords,
    pub(crate) multiverse: multiverse::MultiverseWords,
    pub(crate) notes: notes::Notes,
    /// Words of the page.
    pub page: page::Text,
    pub(crate) row_unit: row_unit::RowUnitWords,
    /// The settings that are numbers among the controls.
    pub(crate) settings: &'static [NumberWords],
    pub(crate) terms: terms::Terms,
}

/// The words of a setting that is a number among the controls.
#[derive(Debug)]
pub struct NumberWords {
    /// The setting's id.
    pub id: &'static str,
    /// Its name.
    pub label: &'static str,
    /// What it does, as the help says it.
    pub about: &'static str,
}
