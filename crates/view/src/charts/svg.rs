//! Charts as SVG text, for taking away and for tests.
//!
//! The backend writes whole pixels, so a chart is drawn four times as large and shown at its size through the view
//! box. It also divides font sizes by 1.24, which is undone here.

use plotters::coord::Shift;
use plotters::prelude::{Color, DrawingArea, IntoDrawingArea, Rectangle, SVGBackend};

use plotters::style::text_anchor::{HPos, VPos};

use super::DrawResult;
use super::palette::{ink_on, letter};
use super::paragraph::{chars_in, wrap};
use super::style::{ChartStyle, rgb};

/// Drawing units per CSS pixel.
const FINE: u32 = 4;
/// What the SVG backend divides font sizes by.
const BACKEND_FONT_DIVISOR: f64 = 1.24;

/// Draws a chart of `size` CSS pixels on paper and returns it as an SVG document; `title` is its accessible name.
///
/// Writing to a string does not fail; should drawing fail, the document holds what was drawn until then.
pub fn render<F>(size: (f64, f64), style: &ChartStyle, title: &str, draw: F) -> String
where
    F: for<'a> FnOnce(&DrawingArea<SVGBackend<'a>, Shift>, &ChartStyle) -> DrawResult<SVGBackend<'a>>,
{
    let (width, height) = (libm::round(size.0).max(1.0) as u32, libm::round(size.1).max(1.0) as u32);
    let style = ChartStyle { scale: f64::from(FINE), font_factor: BACKEND_FONT_DIVISOR, ..style.clone() };
    let mut text = String::new();
    {
        let root = SVGBackend::with_string(&mut text, (width * FINE, height * FINE)).into_drawing_area();
        let drawn = root.fill(&rgb(style.paper)).and_then(|()| draw(&root, &style)).and_then(|()| root.present());
        debug_assert!(drawn.is_ok(), "drawing to a string failed: {drawn:?}");
    }
    let own = format!("<svg width=\"{}\" height=\"{}\"", width * FINE, height * FINE);
    let named = format!("<svg width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{}\"", escape(title));
    // The backend writes texts as they are, but for what means something in XML.
    text.replacen(&own, &named, 1).replace(is_forbidden, REPLACED)
}

/// Whether XML can't hold a sign, not even as an entity: one of them, and nothing reads the document.
///
/// # Source
/// XML 1.0, production 2.
fn is_forbidden(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7f}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What stands in its place.
const REPLACED: &str = "\u{fffd}";

/// What surrounds a chart or map in a document to take away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// Above the drawing, and the document's accessible name.
    pub title: &'a str,
    /// Below the title.
    pub subtitle: &'a str,
    /// Below the drawing, each with its letter and color: the groups' names, where it tells groups apart.
    pub groups: &'a [String],
    /// Below all of that: source and date.
    pub source: &'a str,
}

/// Space around the text of a document, in CSS pixels.
const MARGIN: f64 = 16.0;

/// Draws a chart of `size` CSS pixels between title and source, and returns it as an SVG document that is as much higher.
pub fn document<F>(size: (f64, f64), style: &ChartStyle, caption: Caption<'_>, draw: F) -> String
where
    F: for<'a> FnOnce(&DrawingArea<SVGBackend<'a>, Shift>, &ChartStyle) -> DrawResult<SVGBackend<'a>>,
{
    let lines = |text: &str, size_px: f64, weight: u16| {
        let room = chars_in(size.0 - 2.0 * MARGIN, size_px, weight);
        wrap(text, room).into_iter().map(move |line| (line, size_px, weight))
    };
    let above: Vec<_> =
        lines(caption.title, style.font_px * 1.5, 600).chain(lines(caption.subtitle, style.font_px, 400)).collect();
    let below: Vec<_> = lines(caption.source, style.font_px - 1.0, 400).collect();
    let high = |lines: &[(String, f64, u16)]| lines.iter().map(|line| line.1 * LEADING).sum::<f64>();
    let top = MARGIN + high(&above) + GAP;
    let line_px = style.font_px * GROUP_LEADING;
    let legend_px = if caption.groups.is_empty() { 0.0 } else { line_px * caption.groups.len() as f64 + GAP };
    let bottom = GAP + legend_px + high(&below) + MARGIN;

    render((size.0, top + size.1 + bottom), style, caption.title, |root, style| {
        let mut y = MARGIN;
        for (i, (text, size_px, weight)) in above.iter().chain(&below).enumerate() {
            if i == above.len() {
                y = top + size.1 + GAP + legend_px;
            }
            let color = if *weight >= 600 { style.ink } else { style.muted };
            let line_style = ChartStyle { font_px: *size_px, ..style.clone() };
            let text_style = match *weight {
                600.. => line_style.bold(color, HPos::Left, VPos::Top),
                _ => line_style.text(color, HPos::Left, VPos::Top),
            };
            root.draw_text(text, &text_style, (style.px(MARGIN), style.px(y)))?;
            y += size_px * LEADING;
        }
        for (group, name) in caption.groups.iter().enumerate() {
            draw_group(root, group, name, (MARGIN, top + size.1 + GAP + line_px * group as f64), style)?;
        }
        let area = root.clone().shrink((0, style.px(top)), (style.px(size.0), style.px(size.1)));
        draw(&area, style)
    })
}

/// A group's letter in its color, and its name; `at` is the upper left corner in CSS pixels.
fn draw_group<'a>(
    root: &DrawingArea<SVGBackend<'a>, Shift>,
    group: usize,
    name: &str,
    at: (f64, f64),
    style: &ChartStyle,
) -> DrawResult<SVGBackend<'a>> {
    let side = style.font_px * 1.35;
    let (left, top, right, bottom) = (at.0, at.1, at.0 + side, at.1 + side);
    let corners = [(style.px(left), style.px(top)), (style.px(right), style.px(bottom))];
    let color = style.group(group);
    root.draw(&Rectangle::new(corners, rgb(color).filled()))?;
    let middle = (style.px((left + right) / 2.0), style.px((top + bottom) / 2.0));
    let letter_style = ChartStyle { font_px: style.font_px * 0.9, ..style.clone() };
    root.draw_text(&letter(group).to_string(), &letter_style.bold(ink_on(color), HPos::Center, VPos::Center), middle)?;
    root.draw_text(name, &style.text(style.ink, HPos::Left, VPos::Center), (style.px(right + 7.0), middle.1))
}

/// Distance of the groups' lines, in font sizes.
const GROUP_LEADING: f64 = 1.75;
/// Space between the drawing and the text, in CSS pixels.
const GAP: f64 = 8.0;
/// Distance of lines, in font sizes.
const LEADING: f64 = 1.4;

/// The text with the five characters that mean something in XML written as entities, and those that it can't hold replaced.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            _ if is_forbidden(c) => out.push_str(REPLACED),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_have_their_size_in_css_pixels_and_a_name() {
        let text = render((300.0, 150.0), &ChartStyle::light(), "A & B", |_, _| Ok(()));
        assert!(text.starts_with(
            "<svg width=\"300\" height=\"150\" role=\"img\" aria-label=\"A &amp; B\" viewBox=\"0 0 1200 600\""
        ));
        assert!(text.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn fonts_keep_their_size() {
        let text = render((300.0, 150.0), &ChartStyle::light(), "", |root, style| {
            use plotters::style::text_anchor::{HPos, VPos};
            super::super::frame::label(root, "x", (0, 0), (HPos::Left, VPos::Top), style.ink, style)
        });
        assert!(text.contains("font-size=\"48\""), "{text}");
    }

    #[test]
    fn documents_to_take_away_have_title_and_source_around_the_chart() {
        let caption = Caption {
            title: "Spread within groups",
            subtitle: "2019",
            groups: &["Night <work>".into()],
            source: "Source: a table",
        };
        let text = document((300.0, 150.0), &ChartStyle::light(), caption, |root, _| {
            assert_eq!(root.dim_in_pixel(), (1200, 600));
            Ok(())
        });
        assert!(text.contains("Spread within groups") && text.contains("Source: a table"));
        assert!(
            text.contains("Night &lt;work&gt;") && text.contains(&ChartStyle::light().group(0).css().to_uppercase())
        );
    }

    #[test]
    fn every_chart_survives_a_drawing_without_room() {
        use super::super::over_k::tests::sweep;
        use super::super::{inertia, scatter, silhouette};
        use crate::wording::Locale;
        use vc_model::result::ScoreDensity;
        let (sweep, style) = (sweep(), ChartStyle::light());
        for size in [(1.0, 1.0), (40.0, 10.0), (5.0, 300.0)] {
            let texts = [
                render(size, &style, "", |root, style| inertia::draw(root, &sweep, 5, Some(3), Locale::EN, style)),
                render(size, &style, "", |root, style| silhouette::draw(root, &sweep[..1], 5, &[], Locale::EN, style)),
                render(size, &style, "", |root, style| silhouette::draw(root, &[], 5, &[], Locale::EN, style)),
                render(size, &style, "", |root, style| {
                    let density =
                        ScoreDensity { width: 3, height: 2, x: (0.0, 1.0), y: (0.0, 1.0), ..Default::default() };
                    scatter::draw(root, &density, (1, 2), None, Locale::EN, style)
                }),
            ];
            assert!(texts.iter().all(|text| text.trim_end().ends_with("</svg>")));
        }
    }
}
