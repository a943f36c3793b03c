//! Charts as SVG, for files and tests.
//!
//! The backend rounds to whole pixels, so a chart is drawn four times as large and scaled down by the view box. The backend
//! also divides font sizes by 1.24; [`ChartStyle::font_factor`] undoes this.

use plotters::prelude::{Color, Rectangle, SVGBackend};
use plotters::style::text_anchor::{HPos, VPos};

use super::palette::{ink_on, letter};
use super::paragraph::{chars_in, wrap};
use super::style::{ChartStyle, rgb};
use super::{Canvas, Chart, DrawResult};

/// Drawing units per CSS pixel.
const FINE: u32 = 4;
/// What the SVG backend divides font sizes by.
const BACKEND_FONT_DIVISOR: f64 = 1.24;

/// Draws a chart of `size` CSS pixels on paper and returns it as an SVG document; `title` is its accessible name.
///
/// Writing to a string does not fail. If drawing fails, the document has everything up to the error.
pub fn render(size: (f64, f64), style: &ChartStyle, title: &str, chart: &dyn Chart) -> String {
    render_with(size, style, title, &|canvas, style| chart.draw(canvas, style))
}

fn render_with(
    size: (f64, f64),
    style: &ChartStyle,
    title: &str,
    draw: &dyn Fn(&Canvas<'_>, &ChartStyle) -> DrawResult,
) -> String {
    let (width, height) = (libm::round(size.0).max(1.0) as u32, libm::round(size.1).max(1.0) as u32);
    let style = ChartStyle { scale: f64::from(FINE), font_factor: BACKEND_FONT_DIVISOR, ..style.clone() };
    let mut text = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut text, (width * FINE, height * FINE));
        let canvas = Canvas::new(&mut backend);
        let drawn = canvas.fill(&rgb(style.paper)).and_then(|()| draw(&canvas, &style)).and_then(|()| canvas.present());
        debug_assert!(drawn.is_ok(), "drawing to a string failed: {drawn:?}");
    }
    let own = format!("<svg width=\"{}\" height=\"{}\"", width * FINE, height * FINE);
    let named = format!("<svg width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"{}\"", escape(title));
    // The backend escapes text, but keeps characters that XML forbids.
    text.replacen(&own, &named, 1).replace(is_forbidden, REPLACED)
}

/// Whether XML forbids a character, even as an entity. No browser opens a document with such a character.
///
/// # Source
/// XML 1.0, production 2.
fn is_forbidden(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7f}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Replaces a forbidden character.
const REPLACED: &str = "\u{fffd}";

/// The text around a chart or map in a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    /// Above the drawing, and the document's accessible name.
    pub title: &'a str,
    /// Below the title.
    pub subtitle: &'a str,
    /// Below the drawing, with letters and colors: the names of the groups; empty if the drawing does not tell groups apart.
    pub groups: &'a [String],
    /// At the bottom: source and date.
    pub source: &'a str,
}

/// Margin around the text, in CSS pixels.
const MARGIN: f64 = 16.0;

/// Draws a chart of `size` CSS pixels between title and source, and returns it as an SVG document. The text adds to the height.
pub fn document(size: (f64, f64), style: &ChartStyle, caption: Caption<'_>, chart: &dyn Chart) -> String {
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

    render_with((size.0, top + size.1 + bottom), style, caption.title, &|canvas, style| {
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
            canvas.draw_text(text, &text_style, (style.px(MARGIN), style.px(y)))?;
            y += size_px * LEADING;
        }
        for (group, name) in caption.groups.iter().enumerate() {
            draw_group(canvas, group, name, (MARGIN, top + size.1 + GAP + line_px * group as f64), style)?;
        }
        chart.draw(&canvas.part((0, style.px(top)), (style.px(size.0), style.px(size.1))), style)
    })
}

/// Draws the letter and name of a group; `at` is the upper left corner in CSS pixels.
fn draw_group(canvas: &Canvas<'_>, group: usize, name: &str, at: (f64, f64), style: &ChartStyle) -> DrawResult {
    let side = style.font_px * 1.35;
    let (left, top, right, bottom) = (at.0, at.1, at.0 + side, at.1 + side);
    let corners = [(style.px(left), style.px(top)), (style.px(right), style.px(bottom))];
    let color = style.group(group);
    canvas.draw(&Rectangle::new(corners, rgb(color).filled()))?;
    let middle = (style.px((left + right) / 2.0), style.px((top + bottom) / 2.0));
    let letter_style = ChartStyle { font_px: style.font_px * 0.9, ..style.clone() };
    canvas.draw_text(
        &letter(group).to_string(),
        &letter_style.bold(ink_on(color), HPos::Center, VPos::Center),
        middle,
    )?;
    canvas.draw_text(name, &style.text(style.ink, HPos::Left, VPos::Center), (style.px(right + 7.0), middle.1))
}

/// Line height of the groups, in font sizes.
const GROUP_LEADING: f64 = 1.75;
/// Space between the drawing and the text, in CSS pixels.
const GAP: f64 = 8.0;
/// Line height of text, in font sizes.
const LEADING: f64 = 1.4;

/// Escapes the five special characters of XML, and replaces the forbidden ones.
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
    fn documents_have_a_size_in_css_pixels_and_an_accessible_name() {
        let text = render_with((300.0, 150.0), &ChartStyle::light(), "A & B", &|_, _| Ok(()));
        assert!(text.starts_with(
            "<svg width=\"300\" height=\"150\" role=\"img\" aria-label=\"A &amp; B\" viewBox=\"0 0 1200 600\""
        ));
        assert!(text.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn fonts_keep_their_size() {
        let text = render_with((300.0, 150.0), &ChartStyle::light(), "", &|canvas, style| {
            super::super::frame::label(canvas, "x", (0, 0), (HPos::Left, VPos::Top), style.ink, style)
        });
        assert!(text.contains("font-size=\"48\""), "{text}");
    }

    #[test]
    fn files_have_title_groups_and_source_around_the_chart() {
        let caption = Caption {
            title: "Spread within groups",
            subtitle: "2019",
            groups: &["Night <work>".into()],
            source: "Source: a table",
        };
        struct Blank;
        impl Chart for Blank {
            fn draw(&self, canvas: &Canvas<'_>, _: &ChartStyle) -> DrawResult {
                assert_eq!(canvas.dim_in_pixel(), (1200, 600));
                Ok(())
            }
        }
        let text = document((300.0, 150.0), &ChartStyle::light(), caption, &Blank);
        assert!(text.contains("Spread within groups") && text.contains("Source: a table"));
        assert!(
            text.contains("Night &lt;work&gt;") && text.contains(&ChartStyle::light().group(0).css().to_uppercase())
        );
    }
}
