//! What was done, in words fit for a paper: the method section of one analysis, what it can't tell, what it rests on, and how
//! to cite it.
//!
//! Invariant: nothing is claimed that was not done. Parallel analysis is told where it decided, an examination where its
//! findings are there, and a reference where the text uses it.

mod cite;
mod data;
mod grouping;
mod limits;
mod references;

use super::Locale;
use crate::result::{Analysis, DatasetSummary, Trust};

pub use limits::{Limit, limit_text};

/// What a method section speaks of.
#[derive(Clone, Copy, Debug)]
pub struct Done<'a> {
    /// The data.
    pub dataset: &'a DatasetSummary,
    /// The analysis.
    pub analysis: &'a Analysis,
    /// How far it was examined by now.
    pub trust: &'a Trust,
    /// Where the data came from and when, if that is known, to follow their name.
    pub origin: Option<&'a str>,
}

/// A method section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// What was done.
    pub paragraphs: Vec<String>,
    /// What that can't tell.
    pub limits: Vec<&'static str>,
    /// What it rests on, by author.
    pub references: Vec<&'static str>,
    /// How to cite the program, and the data with the result.
    pub citations: [String; 2],
}

/// The method section of an analysis.
pub fn method(done: Done, locale: Locale) -> Method {
    let paragraphs = [
        data::rows(done, locale),
        data::decisions(done, locale),
        data::features(done, locale),
        grouping::components(done, locale),
        grouping::groups(done, locale),
        grouping::measures(done, locale),
        grouping::examined(done, locale),
        grouping::repeated(done, locale),
    ];
    Method {
        paragraphs: paragraphs.into_iter().filter(|paragraph| !paragraph.is_empty()).collect(),
        limits: Limit::METHOD.iter().map(|&limit| limit_text(limit, locale)).collect(),
        references: references::used(done),
        citations: [cite::program(done, locale), cite::data(done, locale)],
    }
}

/// The same as a text file: with cautions on these very data, and the command that repeats the analysis.
pub fn method_file(method: &Method, cautions: &[String], command: &str, locale: Locale) -> String {
    let list =
        |lines: &mut dyn Iterator<Item = &str>| lines.map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n");
    let sections = [
        (locale.pick("Method", "Método"), method.paragraphs.join("\n\n")),
        (
            locale.pick("Known of these data", "Lo que se sabe de estos datos"),
            list(&mut cautions.iter().map(String::as_str)),
        ),
        (locale.pick("Limits", "Límites"), list(&mut method.limits.iter().copied())),
        (locale.pick("References", "Referencias"), list(&mut method.references.iter().copied())),
        (locale.pick("How to cite", "Cómo citar"), method.citations.join("\n\n")),
        (locale.pick("To repeat it", "Para repetirlo"), command.to_owned()),
    ];
    let section = |(title, text): (&str, String)| (!text.is_empty()).then(|| format!("# {title}\n\n{text}\n"));
    sections.into_iter().filter_map(section).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
