//! The map as SVG text: to take away, and for tests.

use super::legend::Legend;
use super::scene::{Scene, draw};
use super::surface::{Fill, Stroke, Surface};
use crate::charts::Rgb;
use crate::charts::palette::ink_on;
use crate::charts::svg::escape;

/// A surface that writes SVG elements.
#[derive(Debug, Default)]
pub struct SvgSurface {
    body: String,
    patterns: Vec<Fill>,
    font_family: String,
}

impl SvgSurface {
    /// An empty surface whose letters are set in `font_family`.
    pub fn new(font_family: &str) -> Self {
        Self { font_family: font_family.into(), ..Self::default() }
    }

    /// The elements drawn so far, patterns first.
    pub fn into_elements(self) -> String {
        let patterns: String = self.patterns.iter().enumerate().map(|(i, &fill)| pattern(i, fill)).collect();
        if patterns.is_empty() { self.body } else { format!("<defs>{patterns}</defs>\n{}", self.body) }
    }

    /// The value of a `fill` attribute.
    fn paint(&mut self, fill: Option<Fill>) -> String {
        match fill {
            None => "none".into(),
            Some(Fill::Solid(color)) => color.css(),
            Some(fill) => {
                let known = self.patterns.iter().position(|&other| other == fill);
                let i = known.unwrap_or_else(|| {
                    self.patterns.push(fill);
                    self.patterns.len() - 1
                });
                format!("url(#p{i})")
            }
        }
    }

    /// Draws a rectangle.
    fn rect(&mut self, at: (f64, f64), size: (f64, f64), fill: Fill) {
        let paint = self.paint(Some(fill));
        self.body += &format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"2\" fill=\"{paint}\"/>\n",
            at.0, at.1, size.0, size.1
        );
    }

    /// Writes a line of text from its left end on, `y` being its base line.
    fn line(&mut self, text: &str, at: (f64, f64), size_px: f64, weight: u16, color: Rgb) {
        self.body += &format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-family=\"{}\" font-size=\"{size_px}\" font-weight=\"{weight}\" fill=\"{}\">{}</text>\n",
            at.0,
            at.1,
            escape(&self.font_family),
            color.css(),
            escape(text)
        );
    }
}

fn pattern(i: usize, fill: Fill) -> String {
    let (ground, mark) = match fill {
        Fill::Solid(color) => (color, String::new()),
        Fill::Hatch { ground, line } => {
            (ground, format!("<path d=\"M0 0V5\" stroke=\"{}\" stroke-width=\"2.4\"/>", line.css()))
        }
        Fill::Dots { ground, dot } => {
            (ground, format!("<circle cx=\"2.5\" cy=\"2.5\" r=\"0.8\" fill=\"{}\"/>", dot.css()))
        }
    };
    format!(
        "<pattern id=\"p{i}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"5\" height=\"5\" fill=\"{}\"/>{mark}</pattern>",
        ground.css()
    )
}

impl Surface for SvgSurface {
    fn region(&mut self, rings: &[Vec<(f64, f64)>], fill: Option<Fill>, stroke: Option<Stroke>) {
        let mut path = String::new();
        for ring in rings {
            for (i, (x, y)) in ring.iter().enumerate() {
                path += &format!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
            }
            path.push('Z');
        }
        let fill = self.paint(fill);
        let stroke = stroke.map_or_else(String::new, |stroke| {
            format!(" stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"", stroke.color.css(), stroke.width_px)
        });
        self.body += &format!("<path d=\"{path}\" fill=\"{fill}\" fill-rule=\"evenodd\"{stroke}/>\n");
    }

    fn text(&mut self, text: &str, at_px: (f64, f64), size_px: f64, color: Rgb) {
        self.body += &format!(
            "<text x=\"{:.1}\" y=\"{:.1}\" font-family=\"{}\" font-size=\"{size_px}\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{}\">{}</text>\n",
            at_px.0,
            // Capitals are about 0.7 of the size high; their middle goes where the point is.
            at_px.1 + size_px * 0.35,
            escape(&self.font_family),
            color.css(),
            escape(text)
        );
    }
}

/// What surrounds the map in a document to take away.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// Above the map.
    pub title: &'a str,
    /// Below the title.
    pub subtitle: &'a str,
    /// Below the legend: source and date.
    pub source: &'a str,
}

/// A map with title, legend and source as an SVG document.
///
/// The scene's projection gives the map's size; its style must have a scale of 1.
pub fn document(scene: &Scene<'_>, legend: &Legend, frame: Frame<'_>) -> String {
    let style = scene.style;
    let (width, map_height) = scene.projection.size_px();
    let margin = 20.0;
    let columns = if width >= 520.0 { 2 } else { 1 };
    let column_width = (width - 2.0 * margin) / columns as f64;
    let line = style.font_px * 1.6;
    let map_top = 78.0;
    let legend_top = map_top + map_height + 16.0;
    let rows = legend.entries.len().div_ceil(columns);
    let notes = [legend.note.as_str(), frame.source].into_iter().filter(|text| !text.is_empty()).count();
    let height = legend_top + (rows + 1 + notes) as f64 * line + margin;

    let mut surface = SvgSurface::new(&style.font_family);
    surface.body += &format!("<svg x=\"0\" y=\"{map_top}\" width=\"{width}\" height=\"{map_height}\">\n");
    draw(&mut surface, scene);
    surface.body += "</svg>\n";
    surface.line(frame.title, (margin, 34.0), 20.0, 600, style.ink);
    surface.line(frame.subtitle, (margin, 58.0), style.font_px + 1.0, 400, style.muted);
    surface.line(&legend.title, (margin, legend_top + line * 0.7), style.font_px, 600, style.ink);
    for (i, entry) in legend.entries.iter().enumerate() {
        let at = (margin + (i / rows) as f64 * column_width, legend_top + (1 + i % rows) as f64 * line);
        let side = style.font_px * 1.25;
        surface.rect(at, (side, side), entry.fill);
        if let (Some(letter), Fill::Solid(color)) = (entry.letter, entry.fill) {
            let middle = (at.0 + side / 2.0, at.1 + side / 2.0);
            surface.text(&letter.to_string(), middle, style.font_px * 0.85, ink_on(color));
        }
        let room = ((column_width - side - 20.0) / (style.font_px * 0.52)) as usize;
        surface.line(&cut(&entry.label, room), (at.0 + side + 7.0, at.1 + side * 0.78), style.font_px, 400, style.ink);
    }
    let mut below = legend_top + (rows + 1) as f64 * line;
    for text in [legend.note.as_str(), frame.source].into_iter().filter(|text| !text.is_empty()) {
        below += line;
        let room = ((width - 2.0 * margin) / (style.font_px * 0.48)) as usize;
        surface.line(&cut(text, room), (margin, below - line * 0.3), style.font_px - 1.0, 400, style.muted);
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"{}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{}</svg>\n",
        escape(frame.title),
        style.paper.css(),
        surface.into_elements()
    )
}

/// The text, or its beginning with an ellipsis, at most `room` characters long.
fn cut(text: &str, room: usize) -> String {
    if text.chars().count() <= room.max(1) {
        return text.into();
    }
    let kept: String = text.chars().take(room.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::super::outlines::tests::shapes;
    use super::super::value::tests::{analysis, region};
    use super::super::{Choropleth, MapMode, MapView, Outlines, Projection};
    use super::*;
    use crate::charts::ChartStyle;
    use crate::wording::Locale;

    #[test]
    fn documents_hold_map_legend_and_source() {
        let outlines = Outlines::new(&shapes());
        let analysis = analysis(vec![region("West", [60.0, 0.0], None, None), region("East", [1.0, 2.0], None, None)]);
        let style = ChartStyle::light();
        let choropleth = Choropleth::new(&analysis, MapView::of(MapMode::LeadingGroup), &style, Locale::En);
        let projection = Projection::fit(outlines.bounds().expect("bounds"), (400.0, 200.0), 10.0);
        let scene = Scene {
            outlines: &outlines,
            projection: &projection,
            choropleth: &choropleth,
            highlighted: None,
            selected: None,
            style: &style,
        };
        let frame = Frame { title: "A <city> & its groups", subtitle: "2019", source: "Source: a table" };
        let text = document(&scene, &choropleth.legend, frame);
        assert!(text.contains("A &lt;city&gt; &amp; its groups"));
        assert_eq!(text.matches("<path").count(), 2 + 1, "two regions, one pattern");
        assert_eq!(text.matches("fill=\"url(#p0)\"").count(), 2, "one region, one swatch");
        assert_eq!(text.matches("evenodd").count(), 2);
        assert!(text.contains("Source: a table"));
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(cut("Homicides in the street", 12), "Homicides i…");
        assert_eq!(cut("Öl", 2), "Öl");
    }
}
