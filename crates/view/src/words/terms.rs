//! Words for the values of the model: columns, roles, reasons, stages.

use super::Count;
use vc_model::params::{
    Column, Counting, DateOrder, DecimalSign, Encoding, FigureKind, Form, Method, Preset, Role, Spans, Topic,
};
use vc_model::questions::{ExportFile, Stage};
use vc_model::reliability::Reliability;
use vc_model::result::{JoinMethod, KReason, Reason, RoleSource, Rule, StabilityBand};

catalog! {
    /// Words for the values of the model.
    pub(crate) struct Terms {
        /// A column's name, as a label.
        column(column: Column) -> &'static str,
        /// What a topic is about; `Census` and `Victim` say whose trait it is.
        topic(topic: Topic) -> &'static str,
        preset(preset: Preset) -> &'static str,
        /// What an encoding does, in a few words.
        encoding(encoding: Encoding) -> &'static str,
        /// How victims are grouped, as a label.
        method(method: Method) -> &'static str,
        /// What a column becomes in the design, in a word or two.
        form(form: Form) -> &'static str,
        /// Why a row has no group, after a count of rows.
        reason(reason: Reason) -> &'static str,
        /// How a row's neighborhood was found, after a count of rows.
        join(method: JoinMethod) -> &'static str,
        /// How the number of groups was chosen, after the number and a comma.
        k_reason(reason: KReason) -> &'static str,
        /// What a stage does, for the progress bar.
        stage(stage: Stage) -> &'static str,
        /// What a column is for.
        role(role: Role) -> &'static str,
        /// How a column's role was found, after the role.
        role_source(source: RoleSource) -> &'static str,
        /// What kind of number a figure of the neighborhoods is.
        figure_kind(kind: FigureKind) -> &'static str,
        /// The order of dates, with an example.
        date_order(order: DateOrder) -> &'static str,
        /// How numbers are written, with an example.
        decimal_sign(sign: DecimalSign) -> &'static str,
        counting(counting: Counting) -> &'static str,
        spans(spans: Spans) -> &'static str,
        /// Times that are read as they are written.
        local_times,
        /// Times in UTC of a city with this time zone.
        utc_times(zone: &str),
        /// Why a value is read as another.
        rule(rule: Rule) -> &'static str,
        /// A band of stability, as an adjective of a group.
        stability_word(band: StabilityBand) -> &'static str,
        /// How far a group can be relied on, as an adjective of it.
        reliability_word(reliability: Reliability) -> &'static str,
        /// What that means for a group.
        reliability(reliability: Reliability) -> &'static str,
        /// What a file to export holds.
        export(file: ExportFile) -> &'static str,
        all_years,
        /// The columns of a result that was not made from a preset.
        chosen_columns,
        victims(count: &Count),
        /// Before the name of a census figure.
        neighborhood_figure,
        /// The parts of a column that features are made of.
        feature_missing,
        feature_sine,
        feature_cosine,
        /// No description column was found.
        unmapped(file: &str, headers: &str),
    }
}
