//! Drawings of an analysis: one chart a file, generic over the plotters backend (canvas on screen, SVG for export and tests).
//!
//! Every chart has four faces: `draw` for the eye, `caption` for the line above it, `summary` for a screen reader and
//! `table` for its numbers. None of them measures text or touches a browser.
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
//! let style = ChartStyle::light();
//! let summary = scree::summary(&pca, Locale::EN);
//! let text = svg::render((360.0, 200.0), &style, &summary, |root, style| scree::draw(root, &pca, Locale::EN, style));
//! assert!(text.starts_with("<svg"));
//! ```
//!
//! Invariant: `draw` fills the ground itself only in [`svg`]; on a canvas the page clears it first.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

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

pub use frame::PlotRect;
pub use metric::Metric;
pub use palette::Rgb;
pub use style::ChartStyle;
pub use svg::Caption;

/// What a drawing returns: nothing, or the backend's error.
pub type DrawResult<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
