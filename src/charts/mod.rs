//! Drawings of an analysis: one chart a file, generic over the plotters backend (canvas on screen, SVG for export and tests).
//!
//! Every chart has four faces: `draw` for the eye, `caption` for the line above it, `summary` for a screen reader and
//! `table` for its numbers. None of them measures text or touches a browser.
//!
//! Invariant: `draw` fills the ground itself only in [`svg`]; on a canvas the page clears it first.

use plotters::drawing::DrawingAreaErrorKind;
use plotters::prelude::DrawingBackend;

pub mod inertia;
pub mod metric;
pub mod over_k;
pub mod palette;
pub mod scatter;
pub mod scree;
pub mod silhouette;
pub mod svg;

mod corner;
mod frame;
mod markers;
mod metric_words;
mod style;
pub(crate) mod ticks;

pub use frame::PlotRect;
pub use metric::Metric;
pub use palette::Rgb;
pub use style::ChartStyle;

/// What a drawing returns: nothing, or the backend's error.
pub type DrawResult<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;
