//! Problems of a link.

use std::str::FromStr;

use vc_sources::AddressFault;

use vc_model::params::{ParamsError, without_unseen};

/// A part of a link that was not used, or may have been misread.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum LinkProblem {
    /// An unknown name.
    Unknown {
        /// The name.
        name: String,
    },
    /// A value that can't be read or is out of range.
    Bad {
        /// The setting's name.
        setting: String,
        /// The values that it takes.
        expected: String,
        /// The value in the link.
        found: String,
    },
    /// An address that may not be requested.
    Address {
        /// The address.
        address: String,
        /// Why not.
        fault: AddressFault,
    },
    /// A newer version of the page made the link.
    Newer {
        /// Its version.
        found: u32,
    },
    /// Longer than [`MAX_LENGTH`](crate::MAX_LENGTH).
    TooLong {
        /// Its length.
        found: usize,
    },
}

/// Longest text of a link that a message repeats, in characters.
const QUOTED: usize = 40;

pub(super) fn quoted(text: &str) -> String {
    let mut short: String = without_unseen(text).chars().take(QUOTED).collect();
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
