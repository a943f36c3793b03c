//! The words of the page, one catalog per language: `en/` and `es/` hold the texts, file by file for each subject.
//!
//! A subject is declared once, with [`catalog!`], in a file beside this one; it becomes a struct whose fields are words
//! (`&'static str`) and sentences with arguments (function pointers). A language fills every struct with a constant.
//!
//! To add a language:
//! 1. add a variant to [`Language`] with its tag, and its number style to `locale.rs`;
//! 2. copy the folder `en/`, translate it, and return its [`Words`] from [`Locale::words`];
//! 3. the compiler lists entries that are missing; the test below lists those that are empty or still English.
//!
//! Arguments arrive written for people (numbers through [`number`](crate::wording::number), lists joined), so that a
//! catalog holds no arithmetic. What needs a plural takes a [`Count`].

#[macro_use]
mod catalog;

pub(crate) mod charts;
pub(crate) mod checklist;
pub(crate) mod comparison;
mod count;
mod en;
mod errors;
#[cfg(test)]
mod errors_tests;
mod es;
pub(crate) mod findings;
pub(crate) mod grammar;
pub(crate) mod groups;
pub mod help;
pub(crate) mod lexicon;
mod locale;
pub(crate) mod map;
pub mod messages;
pub(crate) mod method;
pub(crate) mod multiverse;
pub(crate) mod notes;
pub mod page;
pub(crate) mod row_unit;
#[cfg(test)]
mod samples;
mod subjects;
pub(crate) mod terms;
#[cfg(test)]
mod tests;

use vc_model::failure::Failure;
use vc_model::params::settings::Setting;

pub use count::Count;
pub use errors::{ErrorWords, detail};
pub use locale::{Language, Locale, Region, UnknownLocale};
pub use subjects::{NumberWords, Words};

/// The words of a setting; `None` if it is no number among the controls.
pub fn number_words(setting: &Setting, locale: Locale) -> Option<&'static NumberWords> {
    locale.words().settings.iter().find(|words| words.id == setting.id)
}

/// The label of a setting that is a number among the controls.
pub fn setting_label(setting: &Setting, locale: Locale) -> &'static str {
    number_words(setting, locale).map_or(setting.id, |words| words.label)
}

impl Locale {
    /// The catalog of the language.
    pub fn words(self) -> &'static Words {
        match self.language {
            Language::En => &en::WORDS,
            Language::Es => &es::WORDS,
        }
    }
}

/// The sentences of a language.
pub fn error_words(locale: Locale) -> &'static dyn ErrorWords {
    match locale.language {
        Language::En => &en::English,
        Language::Es => &es::Spanish,
    }
}

/// Why a job can't be done, in a language.
pub fn failure_text(failure: &Failure, locale: Locale) -> String {
    error_words(locale).failure(failure)
}
