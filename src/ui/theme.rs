//! Light or dark.

use std::fmt;

/// What a visitor asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Theme {
    /// As the device prefers.
    #[default]
    Auto,
    /// Ink on paper.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The theme remembered under this name; what is not one is [`Theme::Auto`].
    pub(super) fn from_name(name: &str) -> Self {
        match name {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    /// Whether the page is dark on a device that prefers this.
    pub(super) const fn is_dark(self, device_is_dark: bool) -> bool {
        match self {
            Theme::Auto => device_is_dark,
            Theme::Light => false,
            Theme::Dark => true,
        }
    }

    /// The next one, round and round.
    pub(super) const fn next(self) -> Self {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        })
    }
}
