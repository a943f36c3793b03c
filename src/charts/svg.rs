//! Charts as SVG text, for taking away and for tests.
//!
//! The backend writes whole pixels, so a chart is drawn [`FINE`] times as large and shown at its size through the view
//! box. It also divides font sizes by 1.24, which is undone here.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, IntoDrawingArea, SVGBackend};

use super::DrawResult;
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
    text.replacen(&own, &named, 1)
}

/// The text with the five characters that mean something in XML written as entities.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
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
}
