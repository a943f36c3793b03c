//! From an older datum to WGS84, by seven parameters: three steps, three turns and a scale.
//!
//! This puts a place within some five meters of where it is (Ordnance Survey and the EPSG register say so of Great Britain), which
//! is enough for neighborhoods. Shifts by three parameters alone may be off by a block or more and are refused.
//!
//! # Source
//! IOGP, "Coordinate Conversions and Transformations including Formulas" (guidance note 373-7-2), sections 4.1.1 (geocentric
//! coordinates) and 4.2.3 (position vector transformation).

use super::ellipsoid::{Ellipsoid, WGS84};

/// A shift to WGS84.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shift {
    /// The datum's own ellipsoid.
    pub from: Ellipsoid,
    steps_m: [f64; 3],
    turns_rad: [f64; 3],
    scale: f64,
}

/// Parameters as PROJ and well-known texts have them: meters, seconds of arc, parts per million.
pub(super) type Parameters = [f64; 7];

/// A named datum: PROJ's name for it, beginnings of other names, its ellipsoid and its parameters as PROJ has them.
pub(super) struct NamedDatum {
    proj_name: &'static str,
    beginnings: &'static [&'static str],
    ellipsoid: &'static str,
    parameters: Parameters,
}

const DATUMS: [NamedDatum; 5] = [
    NamedDatum {
        proj_name: "OSGB36",
        beginnings: &["osgb1936", "osgb36", "ordnancesurveyofgreatbritain1936"],
        ellipsoid: "airy",
        parameters: [446.448, -125.157, 542.060, 0.1502, 0.2470, 0.8421, -20.4894],
    },
    NamedDatum {
        proj_name: "potsdam",
        beginnings: &["deutscheshauptdreiecksnetz", "dhdn"],
        ellipsoid: "bessel",
        parameters: [598.1, 73.7, 418.2, 0.202, 0.045, -2.455, 6.7],
    },
    NamedDatum {
        proj_name: "hermannskogel",
        beginnings: &["militargeographischeinstitut", "militargeographischesinstitut"],
        ellipsoid: "bessel",
        parameters: [577.326, 90.129, 463.919, 5.137, 1.474, 5.297, 2.4232],
    },
    NamedDatum {
        proj_name: "ire65",
        beginnings: &["ireland1965", "tm65"],
        ellipsoid: "mod_airy",
        parameters: [482.530, -130.596, 564.557, -1.042, -0.214, -0.631, 8.15],
    },
    NamedDatum {
        proj_name: "nzgd49",
        beginnings: &["newzealand1949", "newzealandgeodeticdatum1949", "nzgd1949", "nzgd49"],
        ellipsoid: "intl",
        parameters: [59.47, -5.04, 187.44, 0.47, -0.1, 1.024, -4.5993],
    },
];

/// Ellipsoids of older datums by PROJ's names: semi-major axis in meters, inverse flattening.
const ELLIPSOIDS: [(&str, f64, f64); 8] = [
    ("airy", 6_377_563.396, 299.324_964_6),
    ("mod_airy", 6_377_340.189, 299.324_937_37),
    ("bessel", 6_377_397.155, 299.152_812_8),
    ("intl", 6_378_388.0, 297.0),
    ("krass", 6_378_245.0, 298.3),
    ("aust_SA", 6_378_160.0, 298.25),
    ("GRS67", 6_378_160.0, 298.247_167_427),
    ("WGS72", 6_378_135.0, 298.26),
];

/// The ellipsoid of a name; `None` for an unknown one.
pub(super) fn ellipsoid(name: &str) -> Option<Ellipsoid> {
    let known = ELLIPSOIDS.iter().find(|(known, ..)| *known == name);
    known.map(|&(_, a_m, inverse_f)| Ellipsoid { a_m, f: 1.0 / inverse_f })
}

/// The shift of a datum by PROJ's name for it.
pub(super) fn by_proj_name(name: &str) -> Option<Shift> {
    DATUMS.iter().find(|datum| datum.proj_name == name).and_then(NamedDatum::shift)
}

/// The shift of a datum by its name in a `.prj` file: lower case, letters and digits only.
pub(super) fn by_folded_name(name: &str) -> Option<Shift> {
    let is_it = |datum: &&NamedDatum| datum.beginnings.iter().any(|beginning| name.starts_with(beginning));
    DATUMS.iter().find(is_it).and_then(NamedDatum::shift)
}

impl NamedDatum {
    fn shift(&self) -> Option<Shift> {
        Shift::new(ellipsoid(self.ellipsoid)?, self.parameters)
    }
}

impl Shift {
    /// `None` for a shift without turns and scale, and for numbers that no datum has.
    pub(super) fn new(from: Ellipsoid, parameters: Parameters) -> Option<Self> {
        const MOST_M: f64 = 5000.0;
        const MOST_SECONDS: f64 = 120.0;
        const MOST_PPM: f64 = 500.0;
        let [x, y, z, turn_x, turn_y, turn_z, ppm] = parameters;
        let are_within = |numbers: [f64; 3], most: f64| numbers.iter().all(|number| number.abs() <= most);
        let is_sound = are_within([x, y, z], MOST_M) && are_within([turn_x, turn_y, turn_z], MOST_SECONDS);
        let is_simple = [turn_x, turn_y, turn_z, ppm].iter().all(|number| *number == 0.0);
        if !is_sound || is_simple || ppm.is_nan() || ppm.abs() > MOST_PPM {
            return None;
        }
        let turns_rad = [turn_x, turn_y, turn_z].map(|seconds| (seconds / 3600.0).to_radians());
        Some(Self { from, steps_m: [x, y, z], turns_rad, scale: 1.0 + ppm * 1e-6 })
    }

    /// Longitude and latitude on WGS84, in radians.
    pub(super) fn apply(&self, lambda: f64, phi: f64) -> (f64, f64) {
        let (x, y, z) = geocentric(&self.from, lambda, phi);
        let ([step_x, step_y, step_z], [turn_x, turn_y, turn_z]) = (self.steps_m, self.turns_rad);
        geographic(
            &WGS84,
            step_x + self.scale * (x - turn_z * y + turn_y * z),
            step_y + self.scale * (turn_z * x + y - turn_x * z),
            step_z + self.scale * (-turn_y * x + turn_x * y + z),
        )
    }
}

/// A place on the ellipsoid in meters from the middle of the Earth.
fn geocentric(ellipsoid: &Ellipsoid, lambda: f64, phi: f64) -> (f64, f64, f64) {
    let (sin, cos) = (libm::sin(phi), libm::cos(phi));
    let normal = ellipsoid.a_m / libm::sqrt(1.0 - ellipsoid.e2() * sin * sin);
    (normal * cos * libm::cos(lambda), normal * cos * libm::sin(lambda), normal * (1.0 - ellipsoid.e2()) * sin)
}

/// Longitude and latitude of a place near the ellipsoid; its height is dropped.
fn geographic(ellipsoid: &Ellipsoid, x: f64, y: f64, z: f64) -> (f64, f64) {
    /// Each step gains two digits or more.
    const STEPS: usize = 8;
    let e2 = ellipsoid.e2();
    let from_axis = libm::sqrt(x * x + y * y);
    let mut phi = libm::atan2(z, from_axis * (1.0 - e2));
    for _ in 0..STEPS {
        let sin = libm::sin(phi);
        let normal = ellipsoid.a_m / libm::sqrt(1.0 - e2 * sin * sin);
        phi = libm::atan2(z + e2 * normal * sin, from_axis);
    }
    (libm::atan2(y, x), phi)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the Ordnance Survey's "A guide to coordinate systems in Great Britain" (annex C, Caister water tower), whose
    /// parameters are good to five meters: 52°39′27.2531″ N, 1°43′4.5177″ E on OSGB36 is 52°39′28.8282″ N, 1°42′57.8663″ E.
    #[test]
    fn a_place_in_great_britain_by_hand() {
        let degrees = |deg: f64, minutes: f64, seconds: f64| deg + minutes / 60.0 + seconds / 3600.0;
        let shift = by_proj_name("OSGB36").expect("known");
        let (lambda, phi) =
            shift.apply(degrees(1.0, 43.0, 4.5177).to_radians(), degrees(52.0, 39.0, 27.2531).to_radians());
        let error_m = |found: f64, deg: f64, m_per_degree: f64| (found.to_degrees() - deg).abs() * m_per_degree;
        assert!(error_m(lambda, degrees(1.0, 42.0, 57.8663), 67_600.0) < 5.0, "{}", lambda.to_degrees());
        assert!(error_m(phi, degrees(52.0, 39.0, 28.8282), 111_300.0) < 5.0, "{}", phi.to_degrees());
    }

    #[test]
    fn every_named_datum_has_an_ellipsoid() {
        assert!(DATUMS.iter().all(|datum| datum.shift().is_some()));
        let airy = ellipsoid("airy").expect("known");
        assert_eq!(Shift::new(airy, [1.0, 2.0, 3.0, 0.0, 0.0, 0.0, 0.0]), None);
        assert_eq!(Shift::new(airy, [f64::NAN, 2.0, 3.0, 1.0, 0.0, 0.0, 0.0]), None);
        assert_eq!(Shift::new(airy, [1.0, 2.0, 3.0, 0.1, 0.0, 0.0, 1e9]), None);
    }
}
