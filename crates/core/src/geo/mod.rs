//! Neighborhoods: bytes → [`Regions`], and what the other stages ask of them.
//!
//! - [`parse_geojson`] reads names, shapes and numeric properties, and notes what it had to mend.
//! - [`judge`] tells in what a file is not as the standard has it.
//! - [`NameIndex`] finds the region that a crime table's neighborhood name means, [`Locator`] the one that a point lies in.
//! - [`census`] turns published counts into comparable [`Measure`]s: shares, ratios and densities.
//! - [`outlines`] thins the shapes for drawing.
//!
//! Invariant: coordinates are WGS84 longitude and latitude in degrees; anything else is refused by the reader.
//!
//! Invariant: a region without residents has no shares. A missing denominator gives NaN, never 0.
//!
//! ```
//! use vc_core::geo::{Locator, NameIndex, parse_geojson};
//!
//! let file = br#"{"type": "FeatureCollection", "features": [{
//!     "type": "Feature",
//!     "properties": {"Name": "Mount Example", "Population": 120},
//!     "geometry": {"type": "Polygon", "coordinates": [[[-76.7, 39.2], [-76.6, 39.2], [-76.6, 39.3], [-76.7, 39.2]]]}
//! }]}"#;
//! let regions = parse_geojson(file)?;
//! assert_eq!(NameIndex::new(&regions.names).find("MT. EXAMPLE").map(|found| found.region), Some(0));
//! assert_eq!(Locator::new(&regions).locate(-76.62, 39.25), Some(0));
//! # Ok::<(), vc_core::geo::GeoError>(())
//! ```

mod antimeridian;
mod area;
mod attach;
mod bands;
mod census;
mod census_fields;
mod figures;
mod locate;
mod measure;
mod names;
mod outlines;
mod parts;
mod properties;
mod read;
mod rename;
mod renames;
mod residents;
mod rings;
mod simplify;
mod sniff;
mod standard;
mod topics;
mod validity;

use geo::{BoundingRect, InteriorPoint, MultiPolygon, Rect};

pub(crate) use attach::{Attached, may_hold_figures};
pub use census::{Census, census};
pub use census_fields::MeasureKind;
pub use locate::Locator;
pub use measure::Measure;
pub use names::{NameIndex, NameMatch, NameMethod, cut_lengths};
pub use outlines::{Outline, outlines};
pub use read::parse_geojson;
pub(crate) use residents::year_by_files;
pub(crate) use simplify::douglas_peucker;
pub use standard::judge;
pub(crate) use topics::{by_default, is_of_race};
pub use vc_model::failure::{Breach, Complaint, GeoError, GeoNote};

/// The neighborhoods of a city: one entry per region in every vector, in file order.
#[derive(Clone, Debug, PartialEq)]
pub struct Regions {
    /// Names as published, trimmed.
    pub names: Vec<String>,
    /// Shapes in degrees of longitude and latitude (WGS84); empty for a region without geometry.
    pub shapes: Vec<MultiPolygon<f64>>,
    /// Properties that are numbers, or text that reads as numbers, but for marks of missing figures; sorted by name.
    pub properties: Vec<NumericProperty>,
    /// The property that the names came from.
    pub name_property: String,
    /// Properties that could name the regions: texts or whole numbers that differ between most of them, sorted by name.
    pub texts: Vec<TextProperty>,
    /// The regions' codes, if the table names regions by their codes: one per region, empty = missing.
    pub codes: Option<Vec<String>>,
    /// What was noticed while reading, and what was mended.
    pub notes: Vec<GeoNote>,
}

/// A published figure of every region.
#[derive(Clone, Debug, PartialEq)]
pub struct NumericProperty {
    /// The property's name in the file.
    pub name: String,
    /// One value per region; NaN = missing.
    pub values: Vec<f64>,
}

/// A property that could name the regions.
#[derive(Clone, Debug, PartialEq)]
pub struct TextProperty {
    /// The property's name in the file.
    pub name: String,
    /// One text per region, trimmed; empty = missing.
    pub values: Vec<String>,
    /// Whether the texts are whole numbers.
    pub are_codes: bool,
}

impl Regions {
    /// Number of regions.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// What the table calls the regions by: their codes or their names.
    pub fn keys(&self) -> &[String] {
        self.codes.as_deref().unwrap_or(&self.names)
    }

    /// Whether there are no regions.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The smallest rectangle around all shapes, in degrees; `None` without any shape.
    pub fn bounds(&self) -> Option<Rect<f64>> {
        self.shapes.iter().filter_map(|shape| shape.bounding_rect()).reduce(|a, b| {
            let (low, high) = (a.min(), a.max());
            Rect::new((low.x.min(b.min().x), low.y.min(b.min().y)), (high.x.max(b.max().x), high.y.max(b.max().y)))
        })
    }

    /// Where the middle of each region's bounding box lies in the map: from 0 at its western (southern) edge to 1 at its
    /// eastern (northern) edge. `None` for a region without geometry, and for all if the map has no height or no width.
    pub fn middles(&self) -> Vec<Option<(f64, f64)>> {
        let bounds = self.bounds().filter(|bounds| bounds.width() > 0.0 && bounds.height() > 0.0);
        let middle = |shape: &MultiPolygon<f64>| {
            let (bounds, middle) = (bounds?, shape.bounding_rect()?.center());
            let low = bounds.min();
            Some(((middle.x - low.x) / bounds.width(), (middle.y - low.y) / bounds.height()))
        };
        self.shapes.iter().map(middle).collect()
    }

    /// A point inside a region near its middle, longitude and latitude; `None` for a region without geometry.
    ///
    /// # Panics
    /// If `region` is not below [`Regions::len`].
    pub fn center(&self, region: usize) -> Option<(f64, f64)> {
        self.shapes[region].interior_point().map(|point| (point.x(), point.y()))
    }

    /// Area of a region on the WGS84 ellipsoid, in km²; 0 for a region without geometry.
    ///
    /// # Panics
    /// If `region` is not below [`Regions::len`].
    pub fn area_km2(&self, region: usize) -> f64 {
        area::area_km2(&self.shapes[region])
    }
}
