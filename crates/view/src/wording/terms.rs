//! Words for the enums of the model: columns, reasons, joins, stages.

use super::{Locale, number};
use vc_model::params::{Column, Encoding, Form, Method, Period, Preset, Topic};
use vc_model::questions::{ExportFile, Stage};
use vc_model::result::{JoinMethod, KReason, Reason};

/// A period as it was resolved: a year, years, or all of them.
pub fn period_text(period: Period, locale: Locale) -> String {
    match period {
        Period::Years(first, last) if first == last => first.to_string(),
        Period::Years(first, last) => format!("{first}–{last}"),
        Period::All | Period::Latest => locale.words().terms.all_years.to_owned(),
    }
}

/// A count of victims.
pub fn n_victims(count: f64, locale: Locale) -> String {
    locale.words().terms.victims(&number::count(count, locale))
}

/// A column's name. The header of an extra column is not known here, see `Mapping::header`.
pub fn column_text(column: Column, locale: Locale) -> &'static str {
    locale.words().terms.column(column)
}

/// The subject of a topic; `Census` and `Victim` say whose trait it is.
pub fn topic_text(topic: Topic, locale: Locale) -> &'static str {
    locale.words().terms.topic(topic)
}

/// A preset's name.
pub fn preset_text(preset: Preset, locale: Locale) -> &'static str {
    locale.words().terms.preset(preset)
}

/// What an encoding does, in a few words.
pub fn encoding_text(encoding: Encoding, locale: Locale) -> &'static str {
    locale.words().terms.encoding(encoding)
}

/// How victims are grouped, as a label.
pub fn method_text(method: Method, locale: Locale) -> &'static str {
    locale.words().terms.method(method)
}

/// What a column becomes in the design, in a word or two.
pub fn form_text(form: Form, locale: Locale) -> &'static str {
    locale.words().terms.form(form)
}

/// Why a row has no group, after a count of rows.
pub fn reason_text(reason: Reason, locale: Locale) -> &'static str {
    locale.words().terms.reason(reason)
}

/// How a row's neighborhood was found, after a count of rows.
pub fn join_text(method: JoinMethod, locale: Locale) -> &'static str {
    locale.words().terms.join(method)
}

/// How the number of groups was chosen, after the number and a comma.
pub fn k_reason_text(reason: KReason, locale: Locale) -> &'static str {
    locale.words().terms.k_reason(reason)
}

/// What a stage does, for the progress bar.
pub fn stage_text(stage: Stage, locale: Locale) -> &'static str {
    locale.words().terms.stage(stage)
}

/// What a file to export holds.
pub fn export_text(file: ExportFile, locale: Locale) -> &'static str {
    locale.words().terms.export(file)
}
