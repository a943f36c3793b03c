//! The page's words: [`Text`] and [`Help`] come from the catalogs of `vc_view::words`; sentences with arguments are here.
//!
//! Invariant: no word that a visitor sees is written in `ui`. Add it to a catalog, see `vc_view::words`.

mod sentences;

pub(super) use sentences::*;
pub(super) use vc_view::words::help::Help;
pub(super) use vc_view::words::page::Text;

/// One of the page's words, in whichever language.
pub(super) type Word = fn(&Text) -> &'static str;
