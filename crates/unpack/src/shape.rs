//! The shape of a record, from whatever form it was read.

use geo::MultiPolygon;

/// Where a record lies.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// Nowhere.
    None,
    /// At a point.
    Point(f64, f64),
    /// In an area.
    Area(MultiPolygon<f64>),
    /// In a geometry without area, by the name of its type.
    Other(&'static str),
    /// In a geometry that can't be read.
    Broken,
}
