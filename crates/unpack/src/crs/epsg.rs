//! Coordinate systems by code: the EPSG register, as the crate `crs-definitions` holds it, and Esri's codes for the same
//! systems.
//!
//! Esri's JSON usually names the EPSG code as `latestWkid`; [`ESRI_CODES`] serves older servers. To add one, add a row.

use super::Crs;
use super::projstring;

/// Esri's code and the EPSG code of the same system, for web maps and the state planes of large cities.
const ESRI_CODES: &[(u32, u16)] = &[
    (102_039, 5070),
    (102_100, 3857),
    (102_113, 3857),
    (102_642, 2226),
    (102_643, 2227),
    (102_645, 2229),
    (102_646, 2230),
    (102_654, 2232),
    (102_656, 2234),
    (102_658, 2236),
    (102_660, 2238),
    (102_667, 2240),
    (102_671, 3435),
    (102_679, 2246),
    (102_685, 2248),
    (102_686, 2249),
    (102_711, 3424),
    (102_718, 2263),
    (102_719, 2264),
    (102_722, 3734),
    (102_723, 3735),
    (102_729, 2272),
    (102_736, 2274),
    (102_738, 2276),
    (102_739, 2277),
    (102_740, 2278),
    (102_746, 2283),
    (102_748, 2285),
    // The code of web maps before EPSG gave them one.
    (900_913, 3857),
];

/// The system of a code; `None` for an unknown code, and for a system that needs another method or datum than ours.
pub(super) fn crs(code: u32) -> Option<Crs> {
    let as_epsg = || ESRI_CODES.iter().find(|(esri, _)| *esri == code).map(|&(_, epsg)| epsg);
    let epsg = as_epsg().or_else(|| u16::try_from(code).ok())?;
    let definition = crs_definitions::from_code(epsg)?;
    projstring::crs(&format!("EPSG:{epsg}"), definition.proj4)
}

#[cfg(test)]
mod tests {
    use proj4rs::Proj;
    use proj4rs::transform::transform;

    use super::*;

    fn value(definition: &str, key: &str) -> Option<f64> {
        definition.split_whitespace().find_map(|word| word.strip_prefix(key)?.strip_prefix('=')?.parse().ok())
    }

    /// Compares every code that we accept with proj4rs, at twelve places around the middle of its zone.
    #[test]
    fn every_code_agrees_with_proj4rs() {
        let degrees = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").expect("degrees");
        let (mut n_projected, mut n_degrees) = (0, 0);
        for code in 1024..=u16::MAX {
            let Some(ours) = crs(u32::from(code)) else { continue };
            if ours.is_degrees() {
                n_degrees += 1;
                continue;
            }
            n_projected += 1;
            let definition = crs_definitions::from_code(code).expect("its definition").proj4;
            let theirs = Proj::from_proj_string(definition).expect("a system that proj4rs reads");
            // Degrees on an older datum.
            let is_angles = definition.contains("+proj=longlat");
            // The middle is where proj4rs puts a place on the central meridian, a little off the latitude of origin.
            let lng = value(definition, "+lon_0").or(value(definition, "+zone").map(|zone| 6.0 * zone - 183.0));
            let parallel = value(definition, "+lat_1").or(value(definition, "+lat_0")).unwrap_or(0.0);
            let lat = if definition.contains("+south") {
                -30.0
            } else if parallel == 0.0 {
                40.0
            } else {
                parallel
            };
            let mut middle = (lng.unwrap_or(0.0).to_radians(), lat.to_radians(), 0.0);
            transform(&degrees, &theirs, &mut middle).expect("a place in the zone");
            for step in 0..12 {
                let per_step = if is_angles { 0.01 / 50_000.0 } else { 1.0 };
                let (dx, dy) = (f64::from(step % 4 - 2) * 50_000.0, f64::from(step / 4 - 1) * 80_000.0);
                let (dx, dy) = (dx * per_step, dy * per_step);
                let (x, y) = (middle.0 + dx, middle.1 + dy);
                let mut place = (x, y, 0.0);
                transform(&theirs, &degrees, &mut place).expect("a place near the middle");
                // proj4rs counts angles in radians.
                let (x, y) = if is_angles { (x.to_degrees(), y.to_degrees()) } else { (x, y) };
                let (lng, lat) = ours.to_degrees(x, y);
                // proj4rs wraps longitudes beyond 180.
                let error_deg = (lng - place.0.to_degrees() + 540.0).rem_euclid(360.0) - 180.0;
                let error_deg = error_deg.abs().max((lat - place.1.to_degrees()).abs());
                assert!(error_deg < 5e-9, "EPSG:{code} {definition}: {error_deg} degrees off at {x}, {y}");
            }
        }
        println!("{n_projected} projected systems and {n_degrees} in degrees");
        assert!(n_projected > 2500 && n_degrees > 300, "{n_projected} {n_degrees}");
    }

    #[test]
    fn esri_codes_stand_for_systems_that_are_read() {
        for &(esri, epsg) in ESRI_CODES {
            assert!(crs(esri).is_some(), "{esri}");
            assert_eq!(crs(esri), crs(u32::from(epsg)));
        }
    }

    #[test]
    fn codes_of_many_countries() {
        // UTM, Lambert-93, New Zealand, SIRGAS, British Columbia, Bogotá; Maryland by five names; Great Britain, Germany and Austria on
        // older datums.
        for code in
            [32633, 25832, 26918, 2154, 2193, 31983, 3005, 3116, 3559, 2804, 26985, 6487, 2248, 27700, 31467, 31287]
        {
            assert!(crs(code).is_some_and(|crs| !crs.is_degrees()), "EPSG:{code}");
        }
        // Degrees in Brazil, Europe, North America, Australia, New Zealand, Japan and China.
        for code in [4674, 4258, 4269, 4283, 4167, 6668, 7844, 4490, 4617, 6318] {
            assert!(crs(code).is_some_and(|crs| crs.is_degrees()), "EPSG:{code}");
        }
        // Degrees on OSGB36 are off by a block, and are shifted.
        assert!(crs(4277).is_some_and(|crs| !crs.is_degrees()));
        // Another datum (NAD27), another axis (South Africa), another method (the Netherlands), no code.
        for code in [4267, 2046, 28992, 1, 70_000] {
            assert!(crs(code).is_none(), "EPSG:{code}");
        }
    }
}
