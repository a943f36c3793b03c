//! Converts map coordinates to degrees, by a `.prj` file, an EPSG code or a `crs` member.
//!
//! Invariant: the same degrees on every machine, because the fingerprint hashes the converted file. So the formulas are ours, on
//! `libm`. `proj4rs` calls the platform's functions: 179 of 2,000,000 coordinates round differently at 1e-9 degrees
//! (ARCHITECTURE.md, "Own code and crates", also says what it takes to replace them). The tests compare them with `proj4rs`.
//!
//! Definitions of codes come from `crs-definitions`. Texts of `.prj` files are parsed here: `proj4wkt` would install a start
//! function in the worker.

mod definition;
mod ellipsoid;
mod epsg;
mod esri;
mod methods;
mod projstring;
mod shift;

use definition::Definition;
use methods::Inverse;
use shift::Shift;

use super::Fault;

/// Degrees are rounded to this many parts: 0.1 mm on the ground.
const PARTS_PER_DEGREE: f64 = 1e9;

/// A coordinate reference system whose positions can be changed into WGS84 degrees.
///
/// NAD83, ETRS89 and other reference frames of today count as WGS84: they differ from it by a meter or two. Older ones are off by
/// up to some hundred meters: they are shifted where seven parameters are known (OSGB36), and otherwise refused (NAD27).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Crs {
    /// The name in the file, or the code.
    pub name: String,
    kind: Kind,
    /// From an older datum.
    shift: Option<Shift>,
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Degrees,
    Projected {
        inverse: Inverse,
        /// Meters per unit of the coordinates.
        unit_m: f64,
        false_easting_m: f64,
        false_northing_m: f64,
        central_meridian_deg: f64,
    },
}

impl Crs {
    /// A system of longitude and latitude on WGS84.
    pub(crate) fn degrees(name: &str) -> Self {
        Self { name: name.to_owned(), kind: Kind::Degrees, shift: None }
    }

    /// The same system on another datum.
    fn shifted(self, shift: Option<Shift>) -> Self {
        Self { shift, ..self }
    }

    /// Parses the text of a `.prj` file.
    ///
    /// # Errors
    /// [`Fault::UnknownProjection`], [`Fault::UnknownDatum`] or [`Fault::BadProjection`].
    pub(crate) fn from_prj(text: &str) -> Result<Self, Fault> {
        match short_form(text) {
            Some(text) if text.starts_with('+') => {
                projstring::crs(text, text).ok_or_else(|| Fault::UnknownCode { code: text.chars().take(60).collect() })
            }
            Some(text) => Self::from_name(text),
            None => esri::crs(text),
        }
    }

    /// Whether the text of a `.prj` file is no coordinate system at all.
    pub(crate) fn is_unreadable(text: &str) -> bool {
        short_form(text).is_none() && esri::is_unreadable(text)
    }

    /// Parses a name such as `EPSG:2248`, `urn:ogc:def:crs:OGC:1.3:CRS84` or a bare code.
    ///
    /// # Errors
    /// [`Fault::UnknownCode`].
    pub(crate) fn from_name(name: &str) -> Result<Self, Fault> {
        if name.to_ascii_uppercase().contains("CRS84") {
            return Ok(Self::degrees("WGS 84"));
        }
        let digits: String = name.chars().rev().take_while(char::is_ascii_digit).collect();
        let code = digits.chars().rev().collect::<String>().parse().ok();
        code.and_then(Self::from_code).ok_or_else(|| Fault::UnknownCode { code: name.to_owned() })
    }

    /// The system of an EPSG or Esri code; `None` for an unknown one.
    pub(crate) fn from_code(code: u32) -> Option<Self> {
        epsg::crs(code)
    }

    /// Whether positions are degrees on WGS84 already.
    pub(crate) fn is_degrees(&self) -> bool {
        self.kind == Kind::Degrees && self.shift.is_none()
    }

    /// Converts a position to longitude and latitude in degrees; NaN outside of the projection.
    pub(crate) fn to_degrees(&self, x: f64, y: f64) -> (f64, f64) {
        let (lng, lat) = match &self.kind {
            Kind::Degrees if self.shift.is_none() => return (x, y),
            Kind::Degrees => (x, y),
            Kind::Projected { inverse, unit_m, false_easting_m, false_northing_m, central_meridian_deg } => {
                let (lambda, phi) = inverse.apply(x * unit_m - false_easting_m, y * unit_m - false_northing_m);
                (lambda.to_degrees() + central_meridian_deg, phi.to_degrees())
            }
        };
        let (lng, lat) = match &self.shift {
            Some(shift) => {
                let (lambda, phi) = shift.apply(lng.to_radians(), lat.to_radians());
                (lambda.to_degrees(), phi.to_degrees())
            }
            None => (lng, lat),
        };
        let rounded = |deg: f64| libm::round(deg * PARTS_PER_DEGREE) / PARTS_PER_DEGREE;
        (rounded(lng), rounded(lat))
    }

    /// Creates a projected system from its parameters.
    fn projected(name: &str, definition: &Definition) -> Result<Self, Fault> {
        let Definition { ellipsoid, unit_m, false_easting_m, false_northing_m, central_meridian_deg, .. } = *definition;
        let inverse = Inverse::new(definition.method, definition, &ellipsoid)
            .ok_or_else(|| Fault::BadProjection { name: name.to_owned() })?;
        let kind = Kind::Projected { inverse, unit_m, false_easting_m, false_northing_m, central_meridian_deg };
        Ok(Self { name: name.to_owned(), kind, shift: None })
    }
}

/// A code or a definition of PROJ, which some programs write into a `.prj` file: `EPSG:2248`, `+proj=utm +zone=18`.
fn short_form(text: &str) -> Option<&str> {
    let text = text.trim_matches(|char: char| char == '\u{feff}' || char == '\0' || char.is_whitespace());
    let is_code = || {
        let code = text.get(5..).filter(|_| text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("EPSG:")));
        code.is_some_and(|code| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'))
    };
    (text.starts_with("+proj=") || is_code()).then_some(text)
}

#[cfg(test)]
mod tests {
    use proj4rs::Proj;
    use proj4rs::transform::transform;

    use super::*;

    /// The position according to `proj4rs`.
    fn reference(definition: &str, x: f64, y: f64) -> (f64, f64) {
        let from = Proj::from_proj_string(definition).expect("a definition");
        let to = Proj::from_proj_string("+proj=longlat +ellps=GRS80 +no_defs").expect("degrees");
        let mut point = (x, y, 0.0);
        transform(&from, &to, &mut point).expect("a place");
        (point.0.to_degrees(), point.1.to_degrees())
    }

    fn agree(crs: &Crs, definition: &str, unit_m: f64, (x, y): (f64, f64)) {
        let (lng, lat) = crs.to_degrees(x, y);
        let (want_lng, want_lat) = reference(definition, x * unit_m, y * unit_m);
        let error = (lng - want_lng).abs().max((lat - want_lat).abs());
        assert!(error < 2e-9, "{}: {lng}, {lat} is not {want_lng}, {want_lat}", crs.name);
    }

    const US_FOOT: f64 = 1200.0 / 3937.0;

    #[test]
    fn every_method_agrees_with_proj4rs() {
        for (code, definition, unit_m, middle) in [
            (
                2248,
                "+proj=lcc +lat_0=37.66666666666667 +lon_0=-77 +lat_1=39.45 +lat_2=38.3 +x_0=399999.9998984 +y_0=0 +ellps=GRS80",
                US_FOOT,
                (1_420_000.0, 590_000.0),
            ),
            (
                3435,
                "+proj=tmerc +lat_0=36.66666666666666 +lon_0=-88.33333333333333 +k=0.999975 +x_0=300000 +y_0=0 +ellps=GRS80",
                US_FOOT,
                (1_170_000.0, 1_900_000.0),
            ),
            (26918, "+proj=utm +zone=18 +ellps=GRS80", 1.0, (360_000.0, 4_350_000.0)),
            (32733, "+proj=utm +zone=33 +south +ellps=WGS84", 1.0, (300_000.0, 6_200_000.0)),
            (
                5070,
                "+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +x_0=0 +y_0=0 +ellps=GRS80",
                1.0,
                (1_640_000.0, 1_970_000.0),
            ),
        ] {
            let crs = Crs::from_code(code).expect("a known code");
            for step in -3..=3 {
                let far = f64::from(step) * 20_000.0;
                agree(&crs, definition, unit_m, (middle.0 + far, middle.1 - 2.0 * far));
            }
        }
    }

    /// The sphere of web maps, by hand: half of its circumference is 180°, and 45° lie at a·ln(1 + √2).
    #[test]
    fn web_mercator_by_hand() {
        let crs = Crs::from_name("EPSG:3857").expect("known");
        let half = std::f64::consts::PI * 6_378_137.0;
        let (lng, lat) = crs.to_degrees(half, 6_378_137.0 * (1.0 + std::f64::consts::SQRT_2).ln());
        assert!((lng - 180.0).abs() < 1e-9 && (lat - 45.0).abs() < 1e-9, "{lng} {lat}");
    }

    #[test]
    fn codes_and_definitions_in_a_prj_file() {
        let by_code = Crs::from_prj(" EPSG:26918\n").expect("known");
        let by_definition = Crs::from_prj("+proj=utm +zone=18 +datum=NAD83 +units=m +no_defs").expect("known");
        assert_eq!(by_code.to_degrees(3.6e5, 4.35e6), by_definition.to_degrees(3.6e5, 4.35e6));
        assert!(Crs::from_prj("epsg:4326").is_ok_and(|crs| crs.is_degrees()));
        for text in ["EPSG:1", "+proj=cass +lon_0=1"] {
            assert!(!Crs::is_unreadable(text));
            assert!(matches!(Crs::from_prj(text), Err(Fault::UnknownCode { .. })), "{text}");
        }
    }

    #[test]
    fn from_name_reads_every_spelling() {
        for name in ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "4269"] {
            assert!(Crs::from_name(name).is_ok_and(|crs| crs.is_degrees()), "{name}");
        }
        for name in ["EPSG:2248", "urn:ogc:def:crs:EPSG::26985", "http://www.opengis.net/def/crs/EPSG/0/3857", "102685"]
        {
            assert!(Crs::from_name(name).is_ok_and(|crs| !crs.is_degrees()), "{name}");
        }
        assert_eq!(Crs::from_name("EPSG:28992"), Err(Fault::UnknownCode { code: "EPSG:28992".into() }));
    }
}
