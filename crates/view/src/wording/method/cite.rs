//! How to cite program and data.

use super::Done;
use crate::wording::{Locale, n_victims, names_of_files, only_text, period_text};

/// The program with its version.
pub(super) fn program(done: Done, locale: Locale) -> String {
    locale.words().method.program(&done.analysis.version)
}

/// The data with source, period, and the fingerprint of the result.
pub(super) fn data(done: Done, locale: Locale) -> String {
    let Done { dataset, analysis, origin, .. } = done;
    let names = names_of_files(dataset, locale) + &origin.map_or_else(String::new, |origin| format!(" ({origin})"));
    let only = only_text(&analysis.resolved, locale).map_or_else(String::new, |only| format!(", {only}"));
    let period = period_text(analysis.resolved.period, locale);
    let victims = n_victims(analysis.rows.victims, locale);
    locale.words().method.data(&names, &format!("{period}{only}; {victims}"), &analysis.fingerprint)
}
