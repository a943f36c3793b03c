//! The map's [`Surface`] on a canvas.

use std::cell::RefCell;
use std::collections::HashMap;

use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, CanvasWindingRule, HtmlCanvasElement, Path2d};

use vc_view::charts::Rgb;
use vc_view::map::{Fill, Stroke, Surface};
use vc_web::WebError;
use vc_web::error::During;

/// How lines meet on every surface, and on no canvas that nothing was set on.
const LINE_JOIN: &str = "round";

/// The most patterns that are kept: those of a map, in both themes.
const MOST_PATTERNS: usize = 64;

thread_local! {
    /// The patterns that were drawn, by fill and by the bits of the device's pixels per CSS pixel; `None` for one that the browser
    /// refused. Each is a canvas of its own, too much for every picture of a slider that is dragged.
    static PATTERNS: RefCell<HashMap<(Fill, u64), Option<CanvasPattern>>> = RefCell::default();
}

/// A canvas to draw regions on, in device pixels.
pub struct CanvasSurface {
    context: CanvasRenderingContext2d,
    font_family: String,
    /// Device pixels per CSS pixel.
    ratio: f64,
    /// The size of the context's font in device pixels, once it has one: a browser parses and resolves each anew.
    font_px: Option<f64>,
    /// The context's stroke, once it has one: borders are alike by the hundred.
    stroke: Option<Stroke>,
}

impl CanvasSurface {
    /// A surface on the context of a prepared canvas.
    pub fn new(context: CanvasRenderingContext2d, font_family: &str, ratio: f64) -> Self {
        context.set_line_join(LINE_JOIN);
        context.set_text_align("center");
        context.set_text_baseline("middle");
        Self { context, font_family: font_family.to_owned(), ratio, font_px: None, stroke: None }
    }

    /// Whether the canvas still knows what was set on it: one that lost its drawing, as on a device short of memory, does not.
    pub fn is_intact(&self) -> bool {
        self.context.line_join() == LINE_JOIN
    }

    fn set_fill(&mut self, fill: Fill) {
        let (ground, mark) = match fill {
            Fill::Solid(color) => return self.context.set_fill_style_str(&color.css()),
            Fill::Hatch { ground, line } => (ground, line),
            Fill::Dots { ground, dot } => (ground, dot),
        };
        let (context, ratio) = (&self.context, self.ratio);
        PATTERNS.with_borrow_mut(|patterns| {
            let key = (fill, ratio.to_bits());
            if patterns.len() >= MOST_PATTERNS && !patterns.contains_key(&key) {
                patterns.clear();
            }
            let is_hatch = matches!(fill, Fill::Hatch { .. });
            match patterns.entry(key).or_insert_with(|| tile(context, ground, mark, is_hatch, ratio).ok()) {
                Some(pattern) => context.set_fill_style_canvas_pattern(pattern),
                None => context.set_fill_style_str(&ground.css()),
            }
        });
    }
}

/// A tile of diagonal lines, or of one dot.
fn tile(
    context: &CanvasRenderingContext2d,
    ground: Rgb,
    mark: Rgb,
    is_hatch: bool,
    ratio: f64,
) -> Result<CanvasPattern, WebError> {
    let drawing = "drawing a pattern";
    let side = (if is_hatch { 6.0 } else { 5.0 } * ratio).round();
    let document = web_sys::window().and_then(|window| window.document()).during(drawing)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").during(drawing)?.unchecked_into();
    canvas.set_width(side as u32);
    canvas.set_height(side as u32);
    let tile = canvas.get_context("2d").during(drawing)?.during(drawing)?;
    let tile: CanvasRenderingContext2d = tile.unchecked_into();
    tile.set_fill_style_str(&ground.css());
    tile.fill_rect(0.0, 0.0, side, side);
    if is_hatch {
        tile.set_stroke_style_str(&mark.css());
        tile.set_line_width(1.1 * ratio);
        tile.begin_path();
        // The line and its neighbors, so that corners are whole where tiles meet.
        for shift in [-side, 0.0, side] {
            tile.move_to(shift - 1.0, side + 1.0);
            tile.line_to(shift + side + 1.0, -1.0);
        }
        tile.stroke();
    } else {
        tile.set_fill_style_str(&mark.css());
        tile.begin_path();
        tile.arc(side / 2.0, side / 2.0, 0.7 * ratio, 0.0, std::f64::consts::TAU).during(drawing)?;
        tile.fill();
    }
    context.create_pattern_with_html_canvas_element(&canvas, "repeat").during(drawing)?.during(drawing)
}

impl Surface for CanvasSurface {
    type Shape = Path2d;

    fn shape(&self, rings: &[Vec<(f64, f64)>]) -> Option<Path2d> {
        let path = Path2d::new().ok()?;
        for ring in rings {
            let mut points = ring.iter();
            if let Some(&(x, y)) = points.next() {
                path.move_to(x, y);
            }
            for &(x, y) in points {
                path.line_to(x, y);
            }
            path.close_path();
        }
        Some(path)
    }

    fn region(&mut self, path: &Path2d, fill: Option<Fill>, stroke: Option<Stroke>) {
        if let Some(fill) = fill {
            self.set_fill(fill);
            self.context.fill_with_path_2d_and_winding(path, CanvasWindingRule::Evenodd);
        }
        if let Some(stroke) = stroke {
            if self.stroke != Some(stroke) {
                self.context.set_stroke_style_str(&stroke.color.css());
                self.context.set_line_width(stroke.width_px);
                self.stroke = Some(stroke);
            }
            self.context.stroke_with_path(path);
        }
    }

    fn text(&mut self, text: &str, (x, y): (f64, f64), size_px: f64, color: Rgb) {
        if self.font_px != Some(size_px) {
            self.context.set_font(&format!("700 {size_px}px {}", self.font_family));
            self.font_px = Some(size_px);
        }
        self.context.set_fill_style_str(&color.css());
        // A letter that can't be written leaves the color, which says the same.
        let _ = self.context.fill_text(text, x, y);
    }
}
