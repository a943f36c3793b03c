//! Spanish.

mod charts;
mod checklist;
mod comparison;
mod data_files;
mod errors;
mod findings;
mod grammar;
mod groups;
mod help;
mod lexicon;
mod map;
mod messages;
mod method;
mod multiverse;
mod notes;
mod page;
mod row_unit;
mod settings;
mod terms;

use super::subjects::Words;

pub(super) use errors::Spanish;

/// Every word.
pub(super) static WORDS: Words = Words {
    charts: charts::CHARTS,
    comparison: comparison::COMPARISON,
    findings: findings::FINDINGS,
    grammar: grammar::GRAMMAR,
    groups: groups::GROUPS,
    help: |has_comma| if has_comma { &help::WITH_COMMA } else { &help::WITH_POINT },
    lexicon: lexicon::LEXICON,
    map: map::MAP,
    messages: messages::MESSAGES,
    checklist: checklist::CHECKLIST,
    method: method::METHOD,
    multiverse: multiverse::MULTIVERSE,
    notes: notes::NOTES,
    page: page::PAGE,
    row_unit: row_unit::ROW_UNIT,
    settings: settings::SETTINGS,
    terms: terms::TERMS,
};
