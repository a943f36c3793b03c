//! The map as SVG, for files and tests.

use super::legend::Legend;
use super::scene::{Scene, draw};
use super::surface::{Fill, Stroke, Surface};
use crate::charts::palette::ink_on;
use crate::charts::paragraph::{chars_in, wrap};
use crate::charts::svg::escape;
use crate::charts::{Caption, ChartStyle, Rgb};

/// A surface that writes SVG elements.
#[derive(Debug, Default)]
pub struct SvgSurface {
    body: String,
    patterns: Vec<Fill>,
    font_family: String,
}

impl SvgSurface {
    /// An empty surface with this font for letters.
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

    /// Writes a line of text; `at` is the left end of its baseline.
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
    /// The `d` attribute of a path.
    type Shape = String;

    fn shape(&self, rings: &[Vec<(f64, f64)>]) -> Option<String> {
        let mut path = String::new();
        for ring in rings {
            for (i, (x, y)) in ring.iter().enumerate() {
                path += &format!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' });
            }
            path.push('Z');
        }
        Some(path)
    }

    fn region(&mut self, path: &String, fill: Option<Fill>, stroke: Option<Stroke>) {
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
            // Capitals are about 0.7 em high: this centers them on the point.
            at_px.1 + size_px * 0.35,
            escape(&self.font_family),
            color.css(),
            escape(text)
        );
    }
}

/// A map with title, legend and source as an SVG document.
///
/// The projection of the scene decides the size of the map. The style must have a scale of 1.
pub fn document(scene: &Scene<'_>, legend: &Legend, caption: Caption<'_>) -> String {
    let style = scene.style;
    let (width, map_height) = scene.projection.size_px();
    let mut page =
        Page { surface: SvgSurface::new(&style.font_family), width, y: MARGIN, line_px: style.font_px * 1.6 };
    page.paragraph(caption.title, 20.0, 600, style.ink);
    page.paragraph(caption.subtitle, style.font_px + 1.0, 400, style.muted);
    page.surface.body += &format!("<svg x=\"0\" y=\"{:.1}\" width=\"{width}\" height=\"{map_height}\">\n", page.y);
    draw(&mut page.surface, scene);
    page.surface.body += "</svg>\n";
    page.y += map_height + MARGIN;
    page.paragraph(&legend.title, style.font_px, 600, style.ink);
    page.legend(legend, style);
    page.y += page.line_px * 0.3;
    page.paragraph(&legend.note, style.font_px - 1.0, 400, style.muted);
    page.paragraph(caption.source, style.font_px - 1.0, 400, style.muted);
    let height = page.y + MARGIN * 0.6;
    enclosed(page.surface, (width, height), caption.title, style)
}

/// The map alone as an SVG document; `title` is its accessible name. The scene's style must have a scale of 1.
pub fn drawing(scene: &Scene<'_>, title: &str) -> String {
    let mut surface = SvgSurface::new(&scene.style.font_family);
    draw(&mut surface, scene);
    enclosed(surface, scene.projection.size_px(), title, scene.style)
}

fn enclosed(surface: SvgSurface, (width, height): (f64, f64), title: &str, style: &ChartStyle) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height:.0}\" viewBox=\"0 0 {width} {height:.0}\" \
         role=\"img\" aria-label=\"{}\">\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{}</svg>\n",
        escape(title),
        style.paper.css(),
        surface.into_elements()
    )
}

/// Margin beside the text and between map and text, in pixels.
const MARGIN: f64 = 20.0;

/// A document that is written from top to bottom.
struct Page {
    surface: SvgSurface,
    width: f64,
    /// The top of the next line.
    y: f64,
    line_px: f64,
}

impl Page {
    /// Writes a text in as many lines as it needs.
    fn paragraph(&mut self, text: &str, size_px: f64, weight: u16, color: Rgb) {
        for line in wrap(text, chars_in(self.width - 2.0 * MARGIN, size_px, weight)) {
            self.surface.line(&line, (MARGIN, self.y + size_px), size_px, weight, color);
            self.y += size_px * 1.4;
        }
        if !text.is_empty() {
            self.y += size_px * 0.35;
        }
    }

    /// Writes the entries, in two columns if every label fits into one line.
    fn legend(&mut self, legend: &Legend, style: &ChartStyle) {
        let side = style.font_px * 1.25;
        let gap = 7.0;
        let room = |columns: usize| (self.width - 2.0 * MARGIN) / columns as f64 - side - gap - 12.0;
        let fits = |columns| {
            let most = chars_in(room(columns), style.font_px, 400);
            legend.entries.iter().all(|entry| entry.label.chars().count() <= most)
        };
        let columns = if legend.entries.len() > 3 && fits(2) { 2 } else { 1 };
        let rows = legend.entries.len().div_ceil(columns).max(1);
        let column_px = (self.width - 2.0 * MARGIN) / columns as f64;
        let top = self.y;
        let mut lowest = top;
        for (column, entries) in legend.entries.chunks(rows).enumerate() {
            let x = MARGIN + column as f64 * column_px;
            let mut y = top;
            for entry in entries {
                self.surface.rect((x, y), (side, side), entry.fill);
                if let (Some(letter), Fill::Solid(color)) = (entry.letter, entry.fill) {
                    let middle = (x + side / 2.0, y + side / 2.0);
                    self.surface.text(&letter.to_string(), middle, style.font_px * 0.85, ink_on(color));
                }
                for line in wrap(&entry.label, chars_in(room(columns), style.font_px, 400)) {
                    let at = (x + side + gap, y + side * 0.78);
                    self.surface.line(&line, at, style.font_px, 400, style.ink);
                    y += self.line_px;
                }
            }
            lowest = lowest.max(y);
        }
        self.y = lowest;
    }
}

#[cfg(test)]
mod tests {
    use super::super::outlines::tests::shapes;
    use super::super::value::tests::{analysis, region};
    use super::super::{Choropleth, MapMode, MapView, Outlines, Projection};
    use super::*;
    use crate::wording::{Locale, name_groups};
    use vc_model::params::Classes;

    #[test]
    fn documents_have_map_legend_and_source() {
        let outlines = Outlines::new(&shapes());
        let analysis = analysis(vec![region("West", [60.0, 0.0], None, None), region("East", [1.0, 2.0], None, None)]);
        let style = ChartStyle::light();
        let (classes, names) = (Classes::default(), name_groups(&analysis.groups, Locale::EN));
        let view = MapView { mode: MapMode::LeadingGroup, classes: &classes, names: &names, emphasis: None };
        let choropleth = Choropleth::new(&analysis, view, &style, Locale::EN);
        let projection = Projection::fit(outlines.bounds().expect("bounds"), (400.0, 200.0), 10.0);
        let scene = Scene {
            outlines: &outlines,
            projection: &projection,
            choropleth: &choropleth,
            highlighted: None,
            selected: &[],
            style: &style,
        };
        let caption =
            Caption { title: "A <city> & its groups", subtitle: "2019", groups: &[], source: "Source: a table" };
        let text = document(&scene, &choropleth.legend, caption);
        assert!(text.contains("A &lt;city&gt; &amp; its groups"));
        assert_eq!(text.matches("<path").count(), 2 + 1, "two regions, one pattern");
        assert_eq!(text.matches("fill=\"url(#p0)\"").count(), 2, "one region, one swatch");
        assert_eq!(text.matches("evenodd").count(), 2);
        assert!(text.contains("Source: a table"));
    }
}
