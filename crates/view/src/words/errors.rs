//! What each language says of errors and of what was mended in files.
//!
//! Every sentence says what is wrong, where (file, row, field), what was expected and what to do. It begins in lower case and
//! has no full stop at its end, so that it can follow a file's name; `sentence` in the page makes a sentence of it. Names,
//! headers and values stand in the language's quotation marks ([`quoted`]).
//!
//! To add a language, implement [`ErrorWords`] for it: no method has a default, and every match is exhaustive, so the compiler
//! names what is missing.

use super::{Language, Locale};
use crate::wording::{column_text, list, number};
use vc_link::LinkProblem;
use vc_model::failure::{
    Complaint, Failure, Fault, FeaturesError, GeoError, GeoNote, ReductionError, SourceError, TableError, UnpackNote,
};
use vc_model::params::{Column, ParamsError};
use vc_sources::{AddressFault, CatalogError};

/// The sentences of one language.
pub trait ErrorWords {
    /// A name, header or value in quotation marks, what can't be seen in it marked.
    fn quoted(&self, text: &str) -> String;
    /// Why a job can't be done.
    fn failure(&self, failure: &Failure) -> String;
    /// Why a file is no crime table.
    fn table(&self, error: &TableError) -> String;
    /// Why a file holds no neighborhoods.
    fn geo(&self, error: &GeoError) -> String;
    /// How a file breaks the GeoJSON standard.
    fn complaint(&self, complaint: &Complaint) -> String;
    /// Why a file can't be unpacked.
    fn fault(&self, fault: &Fault) -> String;
    /// Why a table gives no design matrix.
    fn features(&self, error: &FeaturesError) -> String;
    /// Why a design matrix gives no components.
    fn reduction(&self, error: &ReductionError) -> String;
    /// Why a source can't be fetched.
    fn source(&self, error: &SourceError) -> String;
    /// Why a setting can't be used.
    fn params(&self, error: &ParamsError) -> String;
    /// What of a link could not be used.
    fn link_problem(&self, problem: &LinkProblem) -> String;
    /// Why an address may not be requested, as a clause behind a colon.
    fn address(&self, fault: AddressFault) -> String;
    /// Why the catalog of open data can't be used.
    fn catalog(&self, error: &CatalogError) -> String;
    /// What was done to unpack a file.
    fn unpack_note(&self, note: &UnpackNote) -> String;
    /// What was mended in a file of neighborhoods.
    fn geo_note(&self, note: &GeoNote) -> String;
}

pub(super) use crate::wording::foreign::quoted;

/// The first of some names, each in quotation marks; the others are counted.
pub(super) fn quoted_list(texts: &[String], most: usize, locale: Locale) -> String {
    let mut list: Vec<String> = texts.iter().take(most).map(|text| quoted(text, locale)).collect();
    if texts.len() > most {
        let more = count(texts.len() - most, locale);
        list.push(match locale.language {
            Language::En => format!("{more} more"),
            Language::Es => format!("{more} más"),
        });
    }
    list::join(&list, locale)
}

/// How many of something: `1,234`. Places (rows, lines, records) are written without separators instead.
pub(super) fn count(n: usize, locale: Locale) -> String {
    number::integer(n as f64, locale)
}

/// What a browser, a system or a server said itself, in its own words, behind a sentence.
pub fn detail(words: &str, locale: Locale) -> String {
    if words.trim().is_empty() {
        return String::new();
    }
    let words = quoted(words, locale);
    match locale.language {
        Language::En => format!(" (technical detail: {words})"),
        Language::Es => format!(" (detalle técnico: {words})"),
    }
}

/// A file's size: `4.2 GB`.
pub(super) fn gigabytes(bytes: u64, locale: Locale) -> String {
    format!("{} GB", number::significant(bytes as f64 / 1e9, 2, locale))
}

/// Columns in a sentence.
pub(super) fn columns(columns: &[Column], locale: Locale) -> String {
    let name = |&column: &Column| match column {
        Column::Own(at) => {
            let own = match locale.language {
                Language::En => "own column",
                Language::Es => "columna propia",
            };
            format!("{own} {}", at + 1)
        }
        column => column_text(column, locale).to_lowercase(),
    };
    list::join(&columns.iter().map(name).collect::<Vec<_>>(), locale)
}

/// A coordinate as the file has it; one of three hundred digits as a power of ten.
pub(super) fn coordinate(number: f64) -> String {
    if number.abs() < 1e15 { number.to_string() } else { format!("{number:e}") }
}
