//! Sentences from results: names of groups, headline, reasons, numbers. This module decides what to say; the words stand in
//! [`words`](crate::words), one catalog per language.
//!
//! ```
//! use vc_model::params::Column;
//! use vc_view::wording::{Locale, level_text, number};
//!
//! assert_eq!(level_text(Column::Description, "LARCENY FROM AUTO", Locale::EN), "Theft from a car");
//! assert_eq!(level_text(Column::Premise, "ROW/TOWNHOUSE-OCC", Locale::ES), "Casa adosada, ocupada");
//! assert_eq!(number::integer(36_819.0, Locale::EN), "36,819");
//! assert_eq!(number::integer(36_819.0, Locale::ES), "36.819");
//! ```
//!
//! Everything here is a pure function of results and a [`Locale`]. Invariant: names of groups and the headline are made of
//! what happened, where and when, and of the part of the city; never of the victim's own traits, and of the census only by
//! how homes are used (rented, vacant).

pub mod foreign;
pub mod list;
pub mod number;

mod candidates;
mod cautions;
mod claims;
mod comparison;
mod describe;
mod facts;
mod features;
mod filters;
mod headline;
pub(crate) mod lexicon;
mod mapping;
mod measures;
mod method;
mod multiverse;
mod names;
mod near;
mod notes;
mod phrases;
pub(crate) mod rates;
mod row_unit;
mod source;
mod terms;
mod trust;
mod unused;
mod verdict;

pub use crate::words::{Count, Language, Locale, UnknownLocale};
pub use cautions::{cautions, missing_traits_text};
pub use claims::place_text;
pub use comparison::{agreement_text, change_text, kept_text, other_names, procedure_text, side_texts};
pub use describe::{describe_group, region_crimes_text};
pub use features::{column_name, feature_text, level_of_column};
pub use filters::{filter_texts, only_text};
pub use headline::{clarity_text, evidence_text, headline, limits_text, rows_text};
pub use lexicon::{is_named, level_text};
pub use mapping::{
    clock_text, counting_text, date_order_text, decimal_sign_text, figure_kind_text, role_source_text, role_text,
    rule_text, spans_text, unmapped_text,
};
use measures::measure_in_sentence;
pub use measures::{measure_text, race_text};
pub use method::{Done, Limit, Method, limit_text, method, method_file};
pub use multiverse::{ChoiceRow, choice_rows, found_again_text, multiverse_text, multiverse_title};
pub use names::{GroupName, letter, name_groups, name_holds_text, named_groups};
pub use near::{nearest_text, usual_text};
pub use notes::{Remedy, is_caution, note_text, remedy};
pub use row_unit::row_unit_text;
pub use source::{file_stem, names_of_files, source_text};
pub use terms::{
    column_text, encoding_text, export_text, form_text, join_text, k_reason_text, method_text, n_victims, period_text,
    preset_text, reason_text, stage_text, topic_text,
};
pub use trust::{
    gap_share, gap_text, jaccard_text, reached_text, reliability_text, reliability_word, restarts_text, stability_word,
};
pub use unused::unused_text;
pub use verdict::{structure_word, verdict_sentences};

/// Five groups of the real table, for the tests of other modules.
#[cfg(test)]
pub(crate) fn test_groups() -> Vec<vc_model::result::Group> {
    names::tests::groups()
}

/// An analysis of three groups, compared with another one of as many, for the tests of other modules.
#[cfg(test)]
pub(crate) fn test_comparison(
    against: vc_model::params::Against,
) -> (vc_model::result::Analysis, vc_model::result::Comparison) {
    (comparison::tests::analysis(2019, 3), comparison::tests::comparison(against))
}
