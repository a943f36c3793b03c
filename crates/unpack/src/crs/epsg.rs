//! Systems by their codes: degrees, web maps, UTM, and the state planes of large cities in the United States.

use super::Crs;
use super::definition::{Definition, Method};
use super::ellipsoid::GRS80;

/// A foot of the United States' survey in meters.
const US_FOOT: f64 = 1200.0 / 3937.0;
/// An international foot in meters.
const FOOT: f64 = 0.3048;

/// Method with its own parameters: parallels in degrees, and the scale in the middle.
type Way = (Method, (f64, f64), f64);

/// A row: EPSG's code, Esri's (0: none), name, way, latitude and longitude of the origin in degrees, false easting and
/// northing in meters, meters per unit.
type Row = (u32, u32, &'static str, Way, (f64, f64), (f64, f64), f64);

const fn conic(parallel_1: f64, parallel_2: f64) -> Way {
    (Method::LambertConformalConic, (parallel_1, parallel_2), 1.0)
}

const fn albers(parallel_1: f64, parallel_2: f64) -> Way {
    (Method::Albers, (parallel_1, parallel_2), 1.0)
}

const fn transverse(scale: f64) -> Way {
    (Method::TransverseMercator, (0.0, 0.0), scale)
}

/// Parameters as the EPSG register publishes them.
#[rustfmt::skip]
const SYSTEMS: &[Row] = &[
    (2223, 0, "NAD83 / Arizona Central (ft)", transverse(0.9999), (31.0, -111.916_666_666_667), (213_360.0, 0.0), FOOT),
    (2226, 102642, "NAD83 / California zone 2 (ftUS)", conic(39.833_333_333_333_3, 38.333_333_333_333_3), (37.666_666_666_666_7, -122.0), (2_000_000.000_101_6, 500_000.000_101_6), US_FOOT),
    (2227, 102643, "NAD83 / California zone 3 (ftUS)", conic(38.433_333_333_333_3, 37.066_666_666_666_7), (36.5, -120.5), (2_000_000.000_101_6, 500_000.000_101_6), US_FOOT),
    (2229, 102645, "NAD83 / California zone 5 (ftUS)", conic(35.466_666_666_666_7, 34.033_333_333_333_3), (33.5, -118.0), (2_000_000.000_101_6, 500_000.000_101_6), US_FOOT),
    (2230, 102646, "NAD83 / California zone 6 (ftUS)", conic(33.883_333_333_333_3, 32.783_333_333_333_3), (32.166_666_666_666_7, -116.25), (2_000_000.000_101_6, 500_000.000_101_6), US_FOOT),
    (2232, 102654, "NAD83 / Colorado Central (ftUS)", conic(39.75, 38.45), (37.833_333_333_333_3, -105.5), (914_401.828_803_658, 304_800.609_601_219), US_FOOT),
    (2234, 102656, "NAD83 / Connecticut (ftUS)", conic(41.866_666_666_666_7, 41.2), (40.833_333_333_333_3, -72.75), (304_800.609_601_219, 152_400.304_800_61), US_FOOT),
    (2236, 102658, "NAD83 / Florida East (ftUS)", transverse(0.999_941_177), (24.333_333_333_333_3, -81.0), (200_000.000_101_6, 0.0), US_FOOT),
    (2238, 102660, "NAD83 / Florida North (ftUS)", conic(30.75, 29.583_333_333_333_3), (29.0, -84.5), (600_000.0, 0.0), US_FOOT),
    (2240, 102667, "NAD83 / Georgia West (ftUS)", transverse(0.9999), (30.0, -84.166_666_666_666_7), (699_999.999_898_4, 0.0), US_FOOT),
    (2246, 102679, "NAD83 / Kentucky North (ftUS)", conic(37.966_666_666_666_7, 38.966_666_666_666_7), (37.5, -84.25), (500_000.000_101_6, 0.0), US_FOOT),
    (2248, 102685, "NAD83 / Maryland (ftUS)", conic(39.45, 38.3), (37.666_666_666_666_7, -77.0), (399_999.999_898_4, 0.0), US_FOOT),
    (2249, 102686, "NAD83 / Massachusetts Mainland (ftUS)", conic(42.683_333_333_333_3, 41.716_666_666_666_7), (41.0, -71.5), (200_000.000_101_6, 750_000.0), US_FOOT),
    (2253, 0, "NAD83 / Michigan South (ft)", conic(43.666_666_666_666_7, 42.1), (41.5, -84.366_666_666_666_7), (3_999_999.999_984, 0.0), FOOT),
    (2263, 102718, "NAD83 / New York Long Island (ftUS)", conic(41.033_333_333_333_3, 40.666_666_666_666_7), (40.166_666_666_666_7, -74.0), (300_000.0, 0.0), US_FOOT),
    (2264, 102719, "NAD83 / North Carolina (ftUS)", conic(36.166_666_666_666_7, 34.333_333_333_333_3), (33.75, -79.0), (609_601.219_202_438, 0.0), US_FOOT),
    (2269, 0, "NAD83 / Oregon North (ft)", conic(46.0, 44.333_333_333_333_3), (43.666_666_666_666_7, -120.5), (2_500_000.000_142_4, 0.0), FOOT),
    (2272, 102729, "NAD83 / Pennsylvania South (ftUS)", conic(40.966_666_666_666_7, 39.933_333_333_333_3), (39.333_333_333_333_3, -77.75), (600_000.0, 0.0), US_FOOT),
    (2274, 102736, "NAD83 / Tennessee (ftUS)", conic(36.416_666_666_666_7, 35.25), (34.333_333_333_333_3, -86.0), (600_000.0, 0.0), US_FOOT),
    (2276, 102738, "NAD83 / Texas North Central (ftUS)", conic(33.966_666_666_666_7, 32.133_333_333_333_3), (31.666_666_666_666_7, -98.5), (600_000.0, 2_000_000.000_101_6), US_FOOT),
    (2277, 102739, "NAD83 / Texas Central (ftUS)", conic(31.883_333_333_333_3, 30.116_666_666_666_7), (29.666_666_666_666_7, -100.333_333_333_333), (699_999.999_898_4, 3_000_000.0), US_FOOT),
    (2278, 102740, "NAD83 / Texas South Central (ftUS)", conic(30.283_333_333_333_3, 28.383_333_333_333_3), (27.833_333_333_333_3, -99.0), (600_000.0, 3_999_999.999_898_4), US_FOOT),
    (2283, 102746, "NAD83 / Virginia North (ftUS)", conic(39.2, 38.033_333_333_333_3), (37.666_666_666_666_7, -78.5), (3_500_000.000_101_6, 2_000_000.000_101_6), US_FOOT),
    (2285, 102748, "NAD83 / Washington North (ftUS)", conic(48.733_333_333_333_3, 47.5), (47.0, -120.833_333_333_333), (500_000.000_101_6, 0.0), US_FOOT),
    (2804, 0, "NAD83(HARN) / Maryland", conic(39.45, 38.3), (37.666_666_666_666_7, -77.0), (400_000.0, 0.0), 1.0),
    (2868, 0, "NAD83(HARN) / Arizona Central (ft)", transverse(0.9999), (31.0, -111.916_666_666_667), (213_360.0, 0.0), FOOT),
    (2893, 0, "NAD83(HARN) / Maryland (ftUS)", conic(39.45, 38.3), (37.666_666_666_666_7, -77.0), (399_999.999_898_4, 0.0), US_FOOT),
    (2913, 0, "NAD83(HARN) / Oregon North (ft)", conic(46.0, 44.333_333_333_333_3), (43.666_666_666_666_7, -120.5), (2_500_000.000_142_4, 0.0), FOOT),
    (2926, 0, "NAD83(HARN) / Washington North (ftUS)", conic(48.733_333_333_333_3, 47.5), (47.0, -120.833_333_333_333), (500_000.000_101_6, 0.0), US_FOOT),
    (3424, 102711, "NAD83 / New Jersey (ftUS)", transverse(0.9999), (38.833_333_333_333_3, -74.5), (150_000.0, 0.0), US_FOOT),
    (3435, 102671, "NAD83 / Illinois East (ftUS)", transverse(0.999_975), (36.666_666_666_666_7, -88.333_333_333_333_3), (300_000.0, 0.0), US_FOOT),
    (3734, 102722, "NAD83 / Ohio North (ftUS)", conic(41.7, 40.433_333_333_333_3), (39.666_666_666_666_7, -82.5), (600_000.0, 0.0), US_FOOT),
    (3735, 102723, "NAD83 / Ohio South (ftUS)", conic(40.033_333_333_333_3, 38.733_333_333_333_3), (38.0, -82.5), (600_000.0, 0.0), US_FOOT),
    (5070, 102039, "NAD83 / Conus Albers", albers(29.5, 45.5), (23.0, -96.0), (0.0, 0.0), 1.0),
    (6487, 0, "NAD83(2011) / Maryland", conic(39.45, 38.3), (37.666_666_666_666_7, -77.0), (400_000.0, 0.0), 1.0),
    (26971, 0, "NAD83 / Illinois East", transverse(0.999_975), (36.666_666_666_666_7, -88.333_333_333_333_3), (300_000.0, 0.0), 1.0),
    (26985, 0, "NAD83 / Maryland", conic(39.45, 38.3), (37.666_666_666_666_7, -77.0), (400_000.0, 0.0), 1.0),
    (26986, 0, "NAD83 / Massachusetts Mainland", conic(42.683_333_333_333_3, 41.716_666_666_666_7), (41.0, -71.5), (200_000.0, 750_000.0), 1.0),
    (32118, 0, "NAD83 / New York Long Island", conic(41.033_333_333_333_3, 40.666_666_666_666_7), (40.166_666_666_666_7, -74.0), (300_000.0, 0.0), 1.0),
    (32129, 0, "NAD83 / Pennsylvania South", conic(40.966_666_666_666_7, 39.933_333_333_333_3), (39.333_333_333_333_3, -77.75), (600_000.0, 0.0), 1.0),
];

/// The system of a code.
pub(super) fn crs(code: u32) -> Option<Crs> {
    match code {
        4326 | 4979 => Some(Crs::degrees("WGS 84")),
        4269 => Some(Crs::degrees("NAD83")),
        4258 => Some(Crs::degrees("ETRS89")),
        3857 | 3785 | 900_913 | 102_100 | 102_113 => {
            let way = (Method::WebMercator, (0.0, 0.0), 1.0);
            system("WGS 84 / Pseudo-Mercator", way, (0.0, 0.0), (0.0, 0.0), 1.0)
        }
        32601..=32660 => utm("WGS 84", code - 32600, false),
        32701..=32760 => utm("WGS 84", code - 32700, true),
        26901..=26923 => utm("NAD83", code - 26900, false),
        25828..=25838 => utm("ETRS89", code - 25800, false),
        _ => {
            let found = SYSTEMS.iter().find(|(epsg, esri, ..)| *epsg == code || *esri == code)?;
            let &(_, _, name, way, origin, false_origin, unit_m) = found;
            system(name, way, origin, false_origin, unit_m)
        }
    }
}

fn utm(datum: &str, zone: u32, is_south: bool) -> Option<Crs> {
    let name = format!("{datum} / UTM zone {zone}{}", if is_south { 'S' } else { 'N' });
    let central_deg = 6.0 * f64::from(zone) - 183.0;
    system(&name, transverse(0.9996), (0.0, central_deg), (500_000.0, if is_south { 1e7 } else { 0.0 }), 1.0)
}

fn system(
    name: &str,
    (method, parallels_deg, scale_factor): Way,
    (latitude_of_origin_deg, central_meridian_deg): (f64, f64),
    (false_easting_m, false_northing_m): (f64, f64),
    unit_m: f64,
) -> Option<Crs> {
    let definition = Definition {
        method,
        ellipsoid: GRS80,
        latitude_of_origin_deg,
        central_meridian_deg,
        parallels_deg,
        scale_factor,
        false_easting_m,
        false_northing_m,
        unit_m,
    };
    Crs::projected(name, &definition).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The false origin of a system lies on its central meridian, and codes stand once.
    #[test]
    fn every_row_makes_a_system_that_finds_its_own_origin() {
        let mut codes = Vec::new();
        for &(epsg, esri, name, _, (lat, lng), (x_m, y_m), unit_m) in SYSTEMS {
            let crs = crs(epsg).expect("a system");
            let found = crs.to_degrees(x_m / unit_m, y_m / unit_m);
            assert!((found.0 - lng).abs() < 2e-9 && (found.1 - lat).abs() < 2e-9, "{name}: {found:?}");
            codes.extend([epsg, esri].into_iter().filter(|&code| code != 0));
        }
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
