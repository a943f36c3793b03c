//! Definitions as PROJ writes them: `+proj=lcc +lat_1=39.45 … +ellps=GRS80 +units=us-ft +no_defs`.

use super::Crs;
use super::definition::{Definition, Method};
use super::ellipsoid::{Ellipsoid, GRS80, WGS84};
use super::shift::{self, Shift};

/// A foot of the US survey in meters.
const US_FOOT: f64 = 1200.0 / 3937.0;
/// An international foot in meters.
const FOOT: f64 = 0.3048;

/// Parameters that change no longitude or latitude.
const IGNORED: &[&str] = &["geoidgrids", "no_defs", "type", "vunits", "wktext"];

/// The system of a definition; `None` if its method, datum, unit or any parameter is not known here. A parameter that is
/// passed over would move the map, so add it to [`IGNORED`] or handle it.
pub(super) fn crs(name: &str, definition: &str) -> Option<Crs> {
    let mut parameters = Parameters::new(definition);
    let method = parameters.take("proj")?;
    let is_web = method == "merc";
    let (ellipsoid, shift) = if is_web { (parameters.sphere()?, None) } else { parameters.datum()? };
    if method == "longlat" {
        return parameters.are_all_taken().then(|| Crs::degrees(name).shifted(shift));
    }
    let unit_m = match parameters.take("units").unwrap_or("m") {
        "m" => 1.0,
        "us-ft" => US_FOOT,
        "ft" => FOOT,
        _ => return None,
    };
    let latitude_of_origin_deg = parameters.number("lat_0", 0.0)?;
    let mut definition = Definition {
        method: match method {
            "lcc" => Method::LambertConformalConic,
            "tmerc" | "utm" => Method::TransverseMercator,
            "aea" => Method::Albers,
            "merc" => Method::WebMercator,
            _ => return None,
        },
        ellipsoid,
        latitude_of_origin_deg,
        central_meridian_deg: parameters.number("lon_0", 0.0)?,
        parallels_deg: (0.0, 0.0),
        scale_factor: parameters.number("k", 1.0)? * parameters.number("k_0", 1.0)?,
        false_easting_m: parameters.number("x_0", 0.0)?,
        false_northing_m: parameters.number("y_0", 0.0)?,
        unit_m,
    };
    match method {
        "lcc" | "aea" => {
            let parallel_1 = parameters.number("lat_1", latitude_of_origin_deg)?;
            definition.parallels_deg = (parallel_1, parameters.number("lat_2", parallel_1)?);
        }
        "utm" => {
            let is_south = parameters.take("south").is_some();
            definition.central_meridian_deg = 6.0 * parameters.number("zone", f64::NAN)? - 183.0;
            definition.scale_factor = 0.9996;
            definition.false_easting_m = 500_000.0;
            definition.false_northing_m = if is_south { 1e7 } else { 0.0 };
        }
        _ => {}
    }
    // Web maps have no scale, parallel or origin of their own.
    let is_plain = !is_web || (definition.scale_factor == 1.0 && latitude_of_origin_deg == 0.0);
    if !is_plain || !parameters.are_all_taken() {
        return None;
    }
    Crs::projected(name, &definition).ok().map(|crs| crs.shifted(shift))
}

/// The parameters that are not taken yet, in the definition's order.
struct Parameters<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parameters<'a> {
    fn new(definition: &'a str) -> Self {
        let words = definition.split_whitespace().map(|word| word.trim_start_matches('+'));
        let pairs = words.map(|word| word.split_once('=').unwrap_or((word, "")));
        Self(pairs.filter(|(key, _)| !IGNORED.contains(key)).collect())
    }

    /// Removes a parameter and returns its value.
    fn take(&mut self, key: &str) -> Option<&'a str> {
        let at = self.0.iter().position(|(other, _)| *other == key)?;
        Some(self.0.remove(at).1)
    }

    /// A number, or `default` without the parameter; `None` if it can't be parsed.
    fn number(&mut self, key: &str, default: f64) -> Option<f64> {
        self.take(key).map_or(Some(default), |text| text.parse().ok())
    }

    fn are_all_taken(&self) -> bool {
        self.0.is_empty()
    }

    /// The ellipsoid of a datum, with the shift to WGS84 unless both differ by two meters at most. `None` for a datum without a
    /// known shift of seven parameters.
    fn datum(&mut self) -> Option<(Ellipsoid, Option<Shift>)> {
        let towgs84 = self.take("towgs84").unwrap_or_default();
        let numbers: Option<Vec<f64>> =
            towgs84.split(',').filter(|number| !number.is_empty()).map(|number| number.parse().ok()).collect();
        let numbers = numbers?;
        let (datum, ellipsoid) = (self.take("datum"), self.take("ellps"));
        if numbers.iter().any(|number| *number != 0.0) {
            let parameters = numbers.try_into().ok()?;
            let from = match (datum, ellipsoid?) {
                (Some(_), _) => return None,
                (None, "WGS84") => WGS84,
                (None, "GRS80") => GRS80,
                (None, other) => shift::ellipsoid(other)?,
            };
            let shift = Shift::new(from, parameters)?;
            return Some((from, Some(shift)));
        }
        match (datum, ellipsoid) {
            (Some("WGS84"), None) | (None, Some("WGS84")) => Some((WGS84, None)),
            (Some("NAD83"), None) | (None, Some("GRS80")) => Some((GRS80, None)),
            (Some(other), None) => shift::by_proj_name(other).map(|shift| (shift.from, Some(shift))),
            _ => None,
        }
    }

    /// The sphere of web maps, which has the radius of the equator and no datum.
    fn sphere(&mut self) -> Option<Ellipsoid> {
        let (a_m, b_m) = (self.number("a", f64::NAN)?, self.number("b", f64::NAN)?);
        let is_web = a_m == GRS80.a_m && b_m == a_m && self.number("lat_ts", 0.0)? == 0.0;
        (is_web && self.take("nadgrids") == Some("@null")).then_some(Ellipsoid { a_m, f: 0.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_plane_and_its_origin() {
        let text = "+proj=lcc +lat_1=39.45 +lat_2=38.3 +lat_0=37.66666666666666 +lon_0=-77 +x_0=399999.9998983998 +y_0=0 \
            +datum=NAD83 +units=us-ft +no_defs";
        let crs = crs("Maryland", text).expect("known");
        let (lng, lat) = crs.to_degrees(399_999.999_898_399_8 / US_FOOT, 0.0);
        assert!((lng + 77.0).abs() < 2e-9 && (lat - 37.666_666_667).abs() < 2e-9, "{lng} {lat}");
    }

    #[test]
    fn seven_parameters_shift_and_three_are_refused() {
        let text = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
            +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs";
        let (by_numbers, by_name) = (crs("grid", text).expect("known"), Crs::from_code(27700).expect("known"));
        let ((lng, lat), (name_lng, name_lat)) =
            (by_numbers.to_degrees(530_000.0, 180_000.0), by_name.to_degrees(530_000.0, 180_000.0));
        assert!((lng - name_lng).abs() < 1e-6 && (lat - name_lat).abs() < 1e-6, "a few centimeters");
        assert!((lng + 0.128).abs() < 0.001 && (lat - 51.504).abs() < 0.001, "near Trafalgar Square: {lng} {lat}");
        assert!(crs("three", &text.replace(",0.15,0.247,0.842,-20.489", "")).is_none());
        assert!(crs("three", &text.replace("0.15,0.247,0.842,-20.489", "0,0,0,0")).is_none());
        assert!(crs("odd", &text.replace("airy", "clrk66")).is_none());
    }

    #[test]
    fn unknown_parameters_refuse_the_definition() {
        let known =
            "+proj=tmerc +lat_0=0 +lon_0=9 +k=1 +x_0=0 +y_0=0 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs";
        assert!(crs("known", known).is_some());
        for (part, other) in [
            ("+no_defs", "+axis=wsu"),
            ("+no_defs", "+pm=paris"),
            ("+no_defs", "+nadgrids=conus"),
            ("+units=m", "+units=link"),
            ("+proj=tmerc", "+proj=cass"),
            ("+ellps=GRS80", "+ellps=bessel"),
            ("+towgs84=0,0", "+towgs84=-48,55"),
            ("+lat_0=0", "+lat_0=north"),
        ] {
            assert!(crs("other", &known.replace(part, other)).is_none(), "{other}");
        }
    }
}
