//! Parses `.prj` files: the well-known text (WKT 1) of a coordinate reference system, as Esri and others write it.

use super::definition::{Definition, Method};
use super::ellipsoid::Ellipsoid;
use super::{Crs, Fault};

/// Limit on nested brackets; real texts have four levels.
const MOST_LEVELS: usize = 16;
/// Beginnings of the names of datums within two meters of WGS84. To accept another datum, add its name.
const MODERN_DATUMS: &[&str] = &[
    "wgs1984",
    "wgs84",
    "northamerican1983",
    "northamericandatum1983",
    "nad1983",
    "nad83",
    "etrs",
    "europeanterrestrial",
    "itrf",
    "gda",
    "geocentricdatumofaustralia",
    "nzgd2000",
    "newzealandgeodeticdatum2000",
    "jgd2000",
    "jgd2011",
    "rgf",
    "reseaugeodesique",
    "sirgas",
    "china2000",
    "cgcs2000",
    "korea2000",
    "geodeticdatumofkorea",
    "israel1993",
    "hartebeesthoek94",
    "csrs",
    "majorauxiliarysphere",
];

/// A keyword and the content of its brackets.
#[derive(Debug, Default)]
struct Node {
    /// Upper case.
    keyword: String,
    text: String,
    numbers: Vec<f64>,
    children: Vec<Node>,
}

/// Parses a text.
pub(super) fn crs(text: &str) -> Result<Crs, Fault> {
    let bad = || Fault::BadProjection { name: text.trim().chars().take(60).collect() };
    let mut rest = text.trim_start_matches('\u{feff}').trim();
    let root = node(&mut rest, 0).ok_or_else(bad)?;
    match root.keyword.as_str() {
        "GEOGCS" => {
            check_datum(&root)?;
            Ok(Crs::degrees(&root.text))
        }
        "PROJCS" => projected(&root),
        _ => Err(bad()),
    }
}

fn projected(root: &Node) -> Result<Crs, Fault> {
    let bad = || Fault::BadProjection { name: root.text.clone() };
    let geographic = root.child("GEOGCS").ok_or_else(bad)?;
    check_datum(geographic)?;
    let spheroid = geographic.child("DATUM").and_then(|datum| datum.child("SPHEROID")).ok_or_else(bad)?;
    let &[a_m, inverse_f, ..] = spheroid.numbers.as_slice() else { return Err(bad()) };
    let ellipsoid = Ellipsoid { a_m, f: if inverse_f == 0.0 { 0.0 } else { 1.0 / inverse_f } };
    let is_earth = (6.3e6..6.4e6).contains(&a_m) && (0.0..0.01).contains(&ellipsoid.f);
    let projection = root.child("PROJECTION").ok_or_else(bad)?;
    let method = match fold(&projection.text).as_str() {
        "lambertconformalconic" | "lambertconformalconic2sp" | "lambertconformalconic1sp" => {
            Method::LambertConformalConic
        }
        "transversemercator" | "gausskruger" => Method::TransverseMercator,
        "albers" | "albersconicequalarea" => Method::Albers,
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator" => Method::WebMercator,
        // Web maps as GDAL used to write them: the Mercator of a sphere.
        "mercator1sp" if root.text.to_ascii_lowercase().contains("pseudo") => Method::WebMercator,
        _ => return Err(Fault::UnknownProjection { name: root.text.clone(), method: projection.text.clone() }),
    };
    // Formulas on the ellipsoid divide by its eccentricity.
    if !is_earth || (ellipsoid.f == 0.0 && method != Method::WebMercator) {
        return Err(bad());
    }
    let unit_m = root.child("UNIT").and_then(|unit| unit.numbers.first().copied()).ok_or_else(bad)?;
    let greenwich_deg =
        geographic.child("PRIMEM").and_then(|meridian| meridian.numbers.first().copied()).unwrap_or(0.0);
    let parameter = |names: &[&str]| {
        let is_named = |node: &&Node| node.keyword == "PARAMETER" && names.contains(&fold(&node.text).as_str());
        root.children.iter().find(is_named).and_then(|node| node.numbers.first().copied())
    };
    let latitude_of_origin_deg =
        parameter(&["latitudeoforigin", "latitudeofcenter", "latitudeoffalseorigin"]).unwrap_or(0.0);
    // A conic projection with one parallel has it at the origin.
    let parallel_1 = parameter(&["standardparallel1"]).unwrap_or(latitude_of_origin_deg);
    let definition = Definition {
        method,
        ellipsoid,
        latitude_of_origin_deg,
        central_meridian_deg: parameter(&[
            "centralmeridian",
            "longitudeofcenter",
            "longitudeoforigin",
            "longitudeoffalseorigin",
        ])
        .unwrap_or(0.0)
            + greenwich_deg,
        parallels_deg: (parallel_1, parameter(&["standardparallel2"]).unwrap_or(parallel_1)),
        scale_factor: parameter(&["scalefactor"]).unwrap_or(1.0),
        false_easting_m: parameter(&["falseeasting"]).unwrap_or(0.0) * unit_m,
        false_northing_m: parameter(&["falsenorthing"]).unwrap_or(0.0) * unit_m,
        unit_m,
    };
    Crs::projected(&root.text, &definition)
}

fn check_datum(geographic: &Node) -> Result<(), Fault> {
    let datum = geographic.child("DATUM").map(|datum| datum.text.clone()).unwrap_or_default();
    let folded = fold(&datum);
    // Esri writes a D_ before the name.
    let name = folded.strip_prefix('d').filter(|_| datum.starts_with("D_")).unwrap_or(&folded);
    if MODERN_DATUMS.iter().any(|known| name.starts_with(known)) {
        return Ok(());
    }
    Err(Fault::UnknownDatum { name: geographic.text.clone(), datum })
}

impl Node {
    fn child(&self, keyword: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.keyword == keyword)
    }
}

/// Reads `KEYWORD["text", 1.0, CHILD[…], …]` from the front of `rest`; round brackets do as well.
fn node(rest: &mut &str, level: usize) -> Option<Node> {
    if level > MOST_LEVELS {
        return None;
    }
    let open = rest.find(['[', '('])?;
    let mut node = Node { keyword: rest[..open].trim().to_ascii_uppercase(), ..Node::default() };
    *rest = &rest[open + 1..];
    loop {
        *rest = rest.trim_start();
        match rest.chars().next()? {
            ']' | ')' => {
                *rest = &rest[1..];
                return Some(node);
            }
            ',' => *rest = &rest[1..],
            '"' => {
                let (text, after) = rest[1..].split_once('"')?;
                if node.text.is_empty() {
                    text.clone_into(&mut node.text);
                }
                *rest = after;
            }
            _ => {
                let end = rest.find([',', ']', ')', '[', '('])?;
                if rest[end..].starts_with(['[', '(']) {
                    node.children.push(self::node(rest, level + 1)?);
                } else {
                    // Words without quotation marks (EAST, NORTH) are ignored.
                    node.numbers.extend(rest[..end].trim().parse::<f64>().ok());
                    *rest = &rest[end..];
                }
            }
        }
    }
}

/// Letters and digits alone, in lower case.
fn fold(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MARYLAND: &str = r#"PROJCS["Somewhere_Feet",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",1312333.333333333],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-77.0],PARAMETER["Standard_Parallel_1",38.3],PARAMETER["Standard_Parallel_2",39.45],PARAMETER["Latitude_Of_Origin",37.66666666666666],UNIT["Foot_US",0.3048006096012192]]"#;

    #[test]
    fn a_state_plane_is_the_same_by_text_and_by_code() {
        let (by_text, by_code) = (crs(MARYLAND).expect("known"), Crs::from_code(2248).expect("known"));
        let ((lng, lat), (code_lng, code_lat)) = (by_text.to_degrees(1.42e6, 5.9e5), by_code.to_degrees(1.42e6, 5.9e5));
        assert_eq!(by_text.name, "Somewhere_Feet");
        assert!((lng - code_lng).abs() < 2e-9 && (lat - code_lat).abs() < 2e-9);
        assert!((lng + 76.62).abs() < 0.01 && (lat - 39.29).abs() < 0.02, "Baltimore's harbor: {lng} {lat}");
    }

    #[test]
    fn degrees_with_spaces_and_words_without_quotation_marks() {
        let text = r#"GEOGCS["WGS84(DD)", DATUM["WGS84", SPHEROID["WGS84", 6378137.0, 298.257223563]], PRIMEM["Greenwich", 0.0],
            UNIT["degree", 0.017453292519943295], AXIS["Geodetic longitude", EAST], AXIS["Geodetic latitude", NORTH]]"#;
        assert!(crs(text).expect("known").is_degrees());
    }

    #[test]
    fn unknown_methods_datums_and_texts_are_refused_by_name() {
        let refused = |text: &str| crs(text).expect_err("refused").to_string();
        let message = refused(&MARYLAND.replace("Lambert_Conformal_Conic", "Cassini"));
        assert!(message.contains("Somewhere_Feet") && message.contains("Cassini"), "{message}");
        let message = refused(&MARYLAND.replace("D_North_American_1983", "D_North_American_1927"));
        assert!(message.contains("D_North_American_1927"), "{message}");
        for text in ["", "PROJCS", "hello", "PROJCS[\"x\"]", &"A[".repeat(10_000), &MARYLAND[..200]] {
            assert!(!refused(text).is_empty());
        }
        let flat = MARYLAND.replace("298.257222101", "0");
        assert!(refused(&flat).contains("Somewhere_Feet"));
    }

    proptest! {
        #[test]
        fn damaged_texts_never_panic(damage in prop::collection::vec((0usize..600, prop::char::any()), 1..6), x in -1e7..1e7, y in -1e7..1e7) {
            let mut text: Vec<char> = MARYLAND.chars().collect();
            for (at, char) in damage {
                let at = at % text.len();
                text[at] = char;
            }
            if let Ok(crs) = crs(&text.into_iter().collect::<String>()) {
                crs.to_degrees(x, y);
            }
        }
    }
}
