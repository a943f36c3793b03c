//! The frame: whether the page shows itself whole or as one embedded part, and in which language and theme.
//!
//! A frame changes no number and no view. The author of an address sets it; an embedded page keeps it.

use std::fmt;

use super::problem::{LinkProblem, bad};

/// Languages that a link may ask for, by their tags.
const LANGUAGES: [&str; 2] = ["en", "es"];
/// Themes that a link may ask for.
const THEMES: [&str; 2] = ["light", "dark"];

/// A part of the page that can stand alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The map with its legend.
    Map,
    /// The card of the group that is chosen, or else of the first.
    Group,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 2] = [Self::Map, Self::Group];

    /// Its name in links.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Group => "group",
        }
    }

    /// A fitting width and height, in CSS pixels.
    pub const fn size_px(self) -> (u32, u32) {
        match self {
            Self::Map => (600, 560),
            Self::Group => (420, 740),
        }
    }
}

/// The frame of the page. The default is the whole page in the visitor's own language and theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The part that is shown alone.
    pub part: Option<Part>,
    /// The language's tag, in place of the visitor's.
    pub language: Option<&'static str>,
    /// The theme's name, in place of the visitor's.
    pub theme: Option<&'static str>,
}

impl Frame {
    /// Sets the field with this name in links. `false` if there is none.
    pub(super) fn set(&mut self, name: &str, value: &str) -> Result<bool, LinkProblem> {
        let one_of = |all: [&'static str; 2]| {
            let found = all.into_iter().find(|known| *known == value);
            found.map(Some).ok_or_else(|| bad(name, &all.join(" or "), value))
        };
        match name {
            "embed" => {
                let part = Part::ALL.into_iter().find(|part| part.name() == value);
                self.part = Some(part.ok_or_else(|| bad(name, &Part::ALL.map(Part::name).join(" or "), value))?);
            }
            "lang" => self.language = one_of(LANGUAGES)?,
            "theme" => self.theme = one_of(THEMES)?,
            _ => return Ok(false),
        }
        Ok(true)
    }
}

impl fmt::Display for Frame {
    /// Writes what differs from the default, each field behind an `&`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { part, language, theme } = self;
        for (name, value) in [("embed", part.map(Part::name)), ("lang", *language), ("theme", *theme)] {
            if let Some(value) = value {
                write!(f, "&{name}={value}")?;
            }
        }
        Ok(())
    }
}

/// HTML that puts a part of the page into another page. `title` is what a screen reader calls it.
pub fn iframe(address: &str, title: &str, (width_px, height_px): (u32, u32)) -> String {
    let escaped =
        |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        r#"<iframe src="{}" title="{}" width="{width_px}" height="{height_px}" loading="lazy" style="max-width:100%;border:0"></iframe>"#,
        escaped(address),
        escaped(title),
    )
}

#[cfg(test)]
mod tests {
    use super::super::Link;
    use super::*;

    #[test]
    fn a_frame_in_a_link_reads_back() {
        for part in [None, Some(Part::Map), Some(Part::Group)] {
            for language in [None, Some("en"), Some("es")] {
                for theme in [None, Some("light"), Some("dark")] {
                    let link = Link { frame: Frame { part, language, theme }, ..Link::default() };
                    assert_eq!(Link::parse(&link.to_string()), (link, vec![]));
                }
            }
        }
        assert_eq!(Frame::default().to_string(), "", "the whole page needs no words");
    }

    #[test]
    fn a_bad_frame_is_a_problem() {
        for query in ["embed=", "embed=page", "lang=fr", "lang=", "theme=auto"] {
            let (link, problems) = Link::parse(query);
            assert_eq!((link, problems.len()), (Link::default(), 1), "{query}");
        }
        assert_eq!(Link::parse("embed=chart").1, [bad("embed", "map or group", "chart")]);
    }

    #[test]
    fn address_and_title_are_escaped_in_html() {
        let html = iframe("https://example.org/#v=1&embed=map", "\"Night\" <b>&</b>", Part::Map.size_px());
        assert!(html.starts_with(r#"<iframe src="https://example.org/#v=1&amp;embed=map" title="&quot;Night&quot; &lt;b&gt;&amp;&lt;/b&gt;" width="600" height="560""#), "{html}");
    }
}
