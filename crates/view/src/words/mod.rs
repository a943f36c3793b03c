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
mod en;
mod es;
mod locale;
#[cfg(test)]
mod tests;

pub use catalog::Count;
pub use locale::{Language, Locale, Region, UnknownLocale};

/// Every word of one language.
#[derive(Debug)]
pub struct Words {}

impl Locale {
    /// The catalog of the language.
    pub const fn words(self) -> &'static Words {
        match self.language {
            Language::En => &en::WORDS,
            Language::Es => &es::WORDS,
        }
    }
}
