//! How to cite program and data.

use super::Done;
use crate::wording::{Locale, n_victims, names_of_files, only_text, period_text};

/// The program with its version.
pub(super) fn program(done: Done, locale: Locale) -> String {
    let version = &done.analysis.version;
    match locale {
        Locale::En => format!("Victim Clusters, version {version} [computer program]."),
        Locale::Es => format!("Victim Clusters, versión {version} [programa informático]."),
    }
}

/// The data with source, period, and the fingerprint of the result.
pub(super) fn data(done: Done, locale: Locale) -> String {
    let Done { dataset, analysis, origin, .. } = done;
    let names = names_of_files(dataset, locale);
    let origin = origin.map_or_else(String::new, |origin| format!(" ({origin})"));
    let only = only_text(&analysis.resolved, locale).map_or_else(String::new, |only| format!(", {only}"));
    let period = period_text(analysis.resolved.period, locale);
    let victims = n_victims(analysis.rows.victims, locale);
    let fingerprint = &analysis.fingerprint;
    match locale {
        Locale::En => {
            format!("Data: {names}{origin}; {period}{only}; {victims}. Fingerprint of the result: {fingerprint}.")
        }
        Locale::Es => {
            format!("Datos: {names}{origin}; {period}{only}; {victims}. Huella del resultado: {fingerprint}.")
        }
    }
}
