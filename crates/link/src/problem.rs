//! Problems of a link.

use std::str::FromStr;

use super::MAX_LENGTH;
use vc_model::params::{ParamsError, is_unseen};

/// A part of a link that was not used, or may have been misread.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkProblem {
    /// An unknown name.
    #[error("the link has a setting “{name}” that this version does not know; it is ignored")]
    Unknown {
        /// The name.
        name: String,
    },
    /// A value that can't be read or is out of range.
    #[error("the link's {setting} must be {expected}, found “{found}”; the default is used")]
    Bad {
        /// The setting's name.
        setting: String,
        /// The values that it takes.
        expected: String,
        /// The value in the link.
        found: String,
    },
    /// A newer version of the page made the link.
    #[error("the link was made by a newer version of this page ({found}); settings that are unknown here are ignored")]
    Newer {
        /// Its version.
        found: u32,
    },
    /// Longer than [`MAX_LENGTH`].
    #[error("the link is {found} characters long, more than {MAX_LENGTH}; it is ignored")]
    TooLong {
        /// Its length.
        found: usize,
    },
}

/// Longest text of a link that a message repeats, in characters.
const QUOTED: usize = 40;

pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().filter(|&c| !is_unseen(c)).take(QUOTED).collect();
    if text.chars().count() > QUOTED {
        short.push('…');
    }
    short
}

pub(super) fn bad(setting: &str, expected: &str, found: &str) -> LinkProblem {
    LinkProblem::Bad { setting: quoted(setting), expected: expected.into(), found: quoted(found) }
}

pub(super) fn read<T: FromStr>(setting: &str, value: &str, expected: &str) -> Result<T, LinkProblem> {
    value.parse().map_err(|_| bad(setting, expected, value))
}

pub(super) fn named<T: FromStr<Err = ParamsError>>(value: &str) -> Result<T, LinkProblem> {
    value.parse().map_err(|error: ParamsError| bad(&error.setting, &error.expected, value))
}
