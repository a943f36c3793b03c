//! The parameters of a projection.

use super::ellipsoid::Ellipsoid;

/// The method of a projection.
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
    /// The method.
    pub method: Method,
    /// The shape of the Earth.
    pub ellipsoid: Ellipsoid,
    /// Latitude of the origin.
    pub latitude_of_origin_deg: f64,
    /// Longitude of the central meridian.
    pub central_meridian_deg: f64,
    /// Standard parallels of a conic projection.
    pub parallels_deg: (f64, f64),
    /// Scale factor on the central meridian.
    pub scale_factor: f64,
    /// False easting, added to x.
    pub false_easting_m: f64,
    /// False northing, added to y.
    pub false_northing_m: f64,
    /// Meters per unit of the coordinates.
    pub unit_m: f64,
}
