//! The map: regions, their colors, the legend, and the region under a pointer.
//!
//! Geometry and drawing are separate. [`Outlines`] holds the prepared regions, [`Projection`] converts to pixels,
//! [`Choropleth`] decides colors and legend, and [`draw`] draws a [`Scene`] on any [`Surface`]: a canvas of the page, or SVG.
//! [`summary`] and [`ranked`] give the map in words.
//!
//! ```
//! use vc_view::map::{Outlines, Projection, region_at_px};
//! use vc_model::result::Shape;
//!
//! let square = vec![0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0];
//! let outlines = Outlines::new(&[Shape { name: "Square".into(), rings: vec![square] }]);
//! let bounds = outlines.bounds().expect("a region with geometry");
//! let projection = Projection::fit(bounds, (300.0, 300.0), 10.0).zoomed(2.0, (150.0, 150.0));
//! assert_eq!(region_at_px(&outlines, &projection, 150.0, 150.0), Some(0));
//! ```
//!
//! Invariant: regions are always in the order of [`vc_model::result::Analysis::regions`].

mod breaks;
mod choropleth;
mod colors;
mod fixed;
mod hit;
mod legend;
mod natural;
mod outlines;
mod projection;
mod rate;
mod scene;
mod shared;
mod surface;
mod svg;
mod value;
mod words;

pub use choropleth::{Choropleth, MapView};
pub use fixed::{BreaksProblem, breaks_problem_text, breaks_text, parse_breaks};
pub use hit::{region_at, region_at_px};
pub use legend::{Legend, LegendEntry};
pub use outlines::{Bounds, Outlines};
pub use projection::Projection;
pub use rate::{MIN_RESIDENTS, Rates, rates};
pub use scene::{Scene, Shapes, draw, draw_marks, draw_regions, shapes};
pub use shared::shared_classes;
pub use surface::{Fill, Stroke, Surface};
pub use svg::{SvgSurface, document, drawing};
pub use value::{MIN_VICTIMS, MapMode, RegionValue, mode_of, modes, region_values, subject_of, unit};
pub use words::{RankedRegion, mode_title, ranked, region_text, summary, value_text};

/// An analysis of five groups and the given regions, for the tests of other modules.
#[cfg(test)]
pub(crate) fn test_analysis(regions: Vec<vc_model::result::RegionSummary>) -> vc_model::result::Analysis {
    value::tests::analysis(regions)
}
