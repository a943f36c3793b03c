//! What defines a projection.

use super::ellipsoid::Ellipsoid;

/// How a projection goes about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// Lambert's conformal conic with one or two standard parallels.
    LambertConformalConic,
    /// Gauss–Krüger, and UTM.
    TransverseMercator,
    /// Albers' equal-area conic.
    Albers,
    /// The Mercator projection of web maps, on a sphere.
    WebMercator,
}

/// A projection's parameters, lengths in meters and angles in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Definition {
    /// How it goes about it.
    pub method: Method,
    /// The shape of the Earth.
    pub ellipsoid: Ellipsoid,
    /// Latitude of the origin.
    pub latitude_of_origin_deg: f64,
    /// Longitude of the middle.
    pub central_meridian_deg: f64,
    /// The standard parallels of a conic one.
    pub parallels_deg: (f64, f64),
    /// The scale in the middle.
    pub scale_factor: f64,
    /// What is added to x.
    pub false_easting_m: f64,
    /// What is added to y.
    pub false_northing_m: f64,
    /// Meters per unit of the coordinates.
    pub unit_m: f64,
}
