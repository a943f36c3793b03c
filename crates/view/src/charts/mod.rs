//! Drawings of an analysis: one chart a file. Each is a struct that implements [`Chart`].
//!
//! The page draws charts on a canvas; files and tests get SVG ([`svg`]). Each file also has the words of its chart: `caption`
//! for the line above it, `summary` for a screen reader and `table` for its numbers. None of this measures text or uses a
//! browser.
//!
//! If you add a chart, also add it to the table of `tests/drawings.rs`: every file with a chart needs a snapshot.
//!
//! ```
//! use vc_view::charts::{ChartStyle, scree, svg};
//! use vc_model::result::PcaSummary;
//! use vc_view::wording::Locale;
//!
//! let pca = PcaSummary {
//!     n_features: 3,
//!     n_components: 1,
//!     explained_variance: vec![2.0, 0.7, 0.3],
//!     explained_variance_ratio: vec![0.67, 0.23, 0.1],
//!     null_variance: vec![1.2, 1.0, 0.9],
//!     total_variance: 3.0,
//!     top_loadings: vec![],
//! };
//! let summary = scree::summary(&pca, Locale::EN);
//! let chart = scree::ScreeChart { pca: &pca, locale: Locale::EN };
//! let text = svg::render((360.0, 200.0), &ChartStyle::light(), &summary, &chart);
//! assert!(text.starts_with("<svg"));
//! ```
//!
//! Invariant: a chart does not fill its background. [`svg`] does, and the page clears its canvas.

use plotters::drawing::DrawingAreaErrorKind;

pub mod backend;
pub mod bars;
pub mod blades;
pub mod crosstab;
pub mod distribution;
pub mod gap;
pub mod inertia;
pub mod levels;
pub mod loadings;
pub mod metric;
pub mod over_k;
pub mod palette;
pub mod scatter;
pub mod scree;
pub mod separation;
pub mod silhouette;
pub mod stability;
pub mod svg;

mod corner;
mod disc;
mod diverging;
mod frame;
mod markers;
mod matrix;
mod metric_words;
pub(crate) mod paragraph;
mod style;
pub(crate) mod ticks;

pub use backend::{BackendError, Canvas, Image};
pub use metric::Metric;
pub use palette::Rgb;
pub use style::ChartStyle;
pub use svg::Caption;

/// What a drawing returns: nothing, or the error of the backend.
pub type DrawResult = Result<(), DrawingAreaErrorKind<BackendError>>;

/// A chart with its data, ready to be drawn.
///
/// The style comes with each drawing, because a canvas and an SVG file have different scales.
pub trait Chart {
    /// Draws the chart on all of `canvas`.
    ///
    /// # Errors
    /// Those of the backend.
    fn draw(&self, canvas: &Canvas<'_>, style: &ChartStyle) -> DrawResult;

    /// The height in CSS pixels, if it follows from the data; `None` for a chart that fits any height.
    fn height_px(&self) -> Option<f64> {
        None
    }

    /// Width and height of the chart in a file, in CSS pixels.
    fn file_size_px(&self) -> (f64, f64) {
        (640.0, self.height_px().unwrap_or(340.0))
    }

    /// The group at a pixel of a drawing of `size` device pixels. Override it in charts that tell groups apart.
    fn group_at(&self, _size: (u32, u32), _at_px: (f64, f64), _style: &ChartStyle) -> Option<usize> {
        None
    }
}
