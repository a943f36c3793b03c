//! Parses `.prj` files: the well-known text of a coordinate reference system, as Esri, GeoTools, GDAL and others write it. WKT 1
//! and WKT 2 differ in keywords and in the names of parameters; one reader takes both.
//!
//! # Source
//! OGC 01-009 (WKT 1), OGC 18-010r7 (WKT 2), and Esri's own names.

use super::definition::{Definition, Method};
use super::ellipsoid::{Ellipsoid, WGS84};
use super::shift::{self, Shift};
use super::{Crs, Fault};

/// Limit on nested brackets; real texts have four levels.
const MOST_LEVELS: usize = 16;
/// Beginnings of the names of datums within two meters of WGS84, lower case without spaces and signs. To accept another datum, add
/// its name.
const MODERN_DATUMS: &[&str] = &[
    "wgs1984",
    "wgs84",
    "worldgeodeticsystem1984",
    "worldgeodeticsystemof1984",
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
    "canadianspatialreferencesystem",
    "internationalterrestrialreferenceframe",
    "igs",
    "europeanreferenceframe",
    "euref",
    "etrf",
    "newzealand2000",
    "japanesegeodeticdatum20",
    "rgaf09",
    "rgm04",
    "rgr92",
    "rgr1992",
    "reddegeodesica",
    "redgeodesica",
    "sistemadereferenciageocentrico",
    "marcogeocentriconacional",
    "magna",
    "posgar2007",
    "posgar07",
    "posgar94",
    "posgar98",
    "posicionesgeodesicasargentinas",
    "mexicoitrf",
    "sweref99",
    "swissterrestrialreferenceframe1995",
    "chtrf95",
    "irenet95",
    "estonia1997",
    "latvia1992",
    "lithuania1994",
    "sloveniageodeticdatum1996",
    "croatianterrestrialreferencesystem",
    "hongkonggeodeticcs",
    "taiwandatum1997",
    "twd1997",
    "twd97",
    "moznet",
    "puertoricoitrf",
];
/// Names that stand for no datum in particular. Accepted on the ellipsoid of WGS84 or GRS80, where a frame of today is meant.
const UNNAMED_DATUMS: &[&str] = &[
    "",
    "unknown",
    "unnamed",
    "undefined",
    "unspecified",
    "notspecified",
    "none",
    "custom",
    "userdefined",
    "grs80",
    "grs1980",
];
/// Keywords of systems in degrees and of projected ones, in WKT 1 and WKT 2.
const GEOGRAPHIC: &[&str] =
    &["GEOGCS", "GEOGCRS", "GEODCRS", "GEOGRAPHICCRS", "GEODETICCRS", "BASEGEOGCRS", "BASEGEODCRS"];
const PROJECTED: &[&str] = &["PROJCS", "PROJCRS", "PROJECTEDCRS"];
/// Keywords of systems that hold another one first: with heights, or with a shift.
const COMPOUND: &[&str] = &["COMPD_CS", "COMPOUNDCRS", "BOUNDCRS", "SOURCECRS"];

/// A keyword and the content of its brackets.
#[derive(Debug, Default)]
struct Node {
    /// Upper case.
    keyword: String,
    text: String,
    /// Words without quotation marks (EAST, ellipsoidal), in lower case.
    words: Vec<String>,
    numbers: Vec<f64>,
    children: Vec<Node>,
}

/// Whether a text is no coordinate system at all, so that it says nothing of the coordinates: empty, or another file's bytes.
pub(super) fn is_unreadable(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', '\0']).trim_start().to_ascii_uppercase();
    let word = start.find(['[', '(']).map_or("", |open| start[..open].trim_end());
    let others = ["LOCAL_CS", "ENGCRS", "ENGINEERINGCRS", "GEOCCS", "VERT_CS", "VERTCRS"];
    let mut known = GEOGRAPHIC.iter().chain(PROJECTED).chain(COMPOUND).chain(&others);
    // A projected system that is cut short is still no system in degrees.
    !known.any(|known| *known == word) && !PROJECTED.iter().any(|known| start.starts_with(known))
}

/// Parses a text.
pub(super) fn crs(text: &str) -> Result<Crs, Fault> {
    let bad = || Fault::BadProjection { name: text.trim().chars().take(60).collect() };
    let mut rest = text.trim_start_matches('\u{feff}').trim();
    let root = node(&mut rest, 0).ok_or_else(bad)?;
    system(&root).unwrap_or_else(|| Err(bad()))
}

/// The system of a node; `None` if it is no system.
fn system(node: &Node) -> Option<Result<Crs, Fault>> {
    let keyword = node.keyword.as_str();
    if GEOGRAPHIC.contains(&keyword) {
        // Meters from the middle of the Earth are no degrees.
        let is_geocentric = node.child(&["CS"]).is_some_and(|axes| axes.words.iter().any(|word| word == "cartesian"));
        return (!is_geocentric).then(|| Ok(Crs::degrees(&node.text).shifted(datum(node)?)));
    }
    if PROJECTED.contains(&keyword) {
        return Some(projected(node));
    }
    if !COMPOUND.contains(&keyword) {
        return None;
    }
    // A shift that is written beside the system: only one that does nothing is passed over.
    let shift = node.child(&["ABRIDGEDTRANSFORMATION"]);
    let moves = |shift: &Node| {
        let mut numbers = shift
            .children
            .iter()
            .filter(|child| child.keyword == "PARAMETER")
            .filter_map(|child| child.numbers.first());
        numbers.any(|number| *number != 0.0 && *number != 1.0)
    };
    if shift.is_some_and(moves) {
        return None;
    }
    node.children.iter().find_map(system)
}

fn projected(root: &Node) -> Result<Crs, Fault> {
    let bad = || Fault::BadProjection { name: root.text.clone() };
    let geographic = root.child(GEOGRAPHIC).ok_or_else(bad)?;
    let shift = datum(geographic)?;
    let ellipsoid = geographic.ellipsoid().ok_or_else(bad)?;
    let is_earth = (6.3e6..6.4e6).contains(&ellipsoid.a_m) && (0.0..0.01).contains(&ellipsoid.f);
    // WKT 2 has method and parameters in a node of their own.
    let conversion = root.child(&["CONVERSION"]).unwrap_or(root);
    let projection = conversion.child(&["PROJECTION", "METHOD"]).ok_or_else(bad)?;
    let method = match fold(&projection.text).as_str() {
        "lambertconformalconic"
        | "lambertconformalconic2sp"
        | "lambertconformalconic1sp"
        | "lambertconicconformal2sp"
        | "lambertconicconformal1sp" => Method::LambertConformalConic,
        "transversemercator" | "gausskruger" => Method::TransverseMercator,
        "albers" | "albersconicequalarea" | "albersequalarea" => Method::Albers,
        "mercatorauxiliarysphere" | "popularvisualisationpseudomercator" => Method::WebMercator,
        // Web maps as GDAL used to write them: the Mercator of a sphere.
        "mercator1sp" if root.text.to_ascii_lowercase().contains("pseudo") => Method::WebMercator,
        _ => return Err(Fault::UnknownProjection { name: root.text.clone(), method: projection.text.clone() }),
    };
    // Formulas on the ellipsoid divide by its eccentricity.
    if !is_earth || (ellipsoid.f == 0.0 && method != Method::WebMercator) {
        return Err(bad());
    }
    let unit_m = root.unit_m().ok_or_else(bad)?;
    let greenwich_deg =
        geographic.child(&["PRIMEM"]).and_then(|meridian| meridian.numbers.first().copied()).unwrap_or(0.0);
    let node = |names: &[&str]| {
        let is_named = |node: &&Node| node.keyword == "PARAMETER" && names.contains(&fold(&node.text).as_str());
        conversion.children.iter().find(is_named)
    };
    let parameter = |names: &[&str]| node(names).and_then(|node| node.numbers.first().copied());
    // WKT 2 names the unit of each length.
    let length_m = |names: &[&str]| {
        let parameter = node(names)?;
        Some(parameter.numbers.first()? * parameter.unit_m().unwrap_or(unit_m))
    };
    let latitude_of_origin_deg =
        parameter(&["latitudeoforigin", "latitudeofcenter", "latitudeoffalseorigin", "latitudeofnaturalorigin"])
            .unwrap_or(0.0);
    // A conic projection with one parallel has it at the origin.
    let parallel_1 =
        parameter(&["standardparallel1", "latitudeof1ststandardparallel"]).unwrap_or(latitude_of_origin_deg);
    let definition = Definition {
        method,
        ellipsoid,
        latitude_of_origin_deg,
        central_meridian_deg: parameter(&[
            "centralmeridian",
            "longitudeofcenter",
            "longitudeoforigin",
            "longitudeoffalseorigin",
            "longitudeofnaturalorigin",
        ])
        .unwrap_or(0.0)
            + greenwich_deg,
        parallels_deg: (
            parallel_1,
            parameter(&["standardparallel2", "latitudeof2ndstandardparallel"]).unwrap_or(parallel_1),
        ),
        scale_factor: parameter(&["scalefactor", "scalefactoratnaturalorigin"]).unwrap_or(1.0),
        false_easting_m: length_m(&["falseeasting", "eastingatfalseorigin"]).unwrap_or(0.0),
        false_northing_m: length_m(&["falsenorthing", "northingatfalseorigin"]).unwrap_or(0.0),
        unit_m,
    };
    Ok(Crs::projected(&root.text, &definition)?.shifted(shift))
}

/// The shift from the datum of a system; `None` for one within two meters of WGS84.
fn datum(geographic: &Node) -> Result<Option<Shift>, Fault> {
    let node = geographic.child(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"]);
    let datum = node.map(|datum| datum.text.clone()).unwrap_or_default();
    let folded = fold(&datum);
    // Esri writes a D_ before the name.
    let name = folded.strip_prefix('d').filter(|_| datum.starts_with("D_")).unwrap_or(&folded);
    if MODERN_DATUMS.iter().any(|known| name.starts_with(known)) {
        return Ok(None);
    }
    let towgs84 = node.and_then(|datum| datum.child(&["TOWGS84"])).map(|shift| shift.numbers.as_slice());
    let is_shifted = towgs84.is_some_and(|numbers| numbers.iter().any(|number| *number != 0.0));
    let ellipsoid = geographic.ellipsoid();
    if !is_shifted && let Some(shift) = shift::by_folded_name(name) {
        return Ok(Some(shift));
    }
    if let (true, Some(from), Some(numbers)) = (is_shifted, ellipsoid, towgs84)
        && let Some(shift) = numbers.try_into().ok().and_then(|parameters| Shift::new(from, parameters))
    {
        return Ok(Some(shift));
    }
    let is_unnamed = UNNAMED_DATUMS.contains(&name)
        || [
            "unknownbasedon",
            "unknownusing",
            "notspecifiedbasedon",
            "unspecifieddatumbasedupon",
            "unknowndatumbasedupon",
        ]
        .iter()
        .any(|beginning| name.starts_with(beginning));
    // Real values of the two differ in the seventh digit; texts round them.
    let is_of_today =
        |ellipsoid: Ellipsoid| ellipsoid.a_m == WGS84.a_m && (1.0 / ellipsoid.f - 1.0 / WGS84.f).abs() < 0.001;
    if is_unnamed && !is_shifted && ellipsoid.is_some_and(is_of_today) {
        return Ok(None);
    }
    Err(Fault::UnknownDatum { name: geographic.text.clone(), datum })
}

impl Node {
    /// The first child with one of these keywords.
    fn child(&self, keywords: &[&str]) -> Option<&Node> {
        self.children.iter().find(|child| keywords.contains(&child.keyword.as_str()))
    }

    /// The ellipsoid of a geographic system.
    fn ellipsoid(&self) -> Option<Ellipsoid> {
        let datum = self.child(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"])?;
        let &[a_m, inverse_f, ..] = datum.child(&["SPHEROID", "ELLIPSOID"])?.numbers.as_slice() else { return None };
        Some(Ellipsoid { a_m, f: if inverse_f == 0.0 { 0.0 } else { 1.0 / inverse_f } })
    }

    /// Meters per unit of length; WKT 2 may name it with the first axis.
    fn unit_m(&self) -> Option<f64> {
        let unit = |node: &Node| node.child(&["LENGTHUNIT", "UNIT"]).and_then(|unit| unit.numbers.first().copied());
        unit(self).or_else(|| self.child(&["AXIS"]).and_then(unit))
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
                    let word = rest[..end].trim();
                    match word.parse::<f64>() {
                        Ok(number) => node.numbers.push(number),
                        Err(_) => node.words.push(word.to_ascii_lowercase()),
                    }
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
    fn datums_of_today_by_every_spelling() {
        let text = |datum: &str, ellipsoid: &str| {
            format!(
                r#"GEOGCS["x", DATUM["{datum}", SPHEROID["e", {ellipsoid}]], PRIMEM["Greenwich", 0.0], UNIT["degree", 0.0174533]]"#
            )
        };
        let (wgs84, grs80) = ("6378137.0, 298.257223563", "6378137, 298.257222101");
        for (datum, ellipsoid) in [
            ("World Geodetic System 1984", wgs84),
            ("World_Geodetic_System_1984", wgs84),
            ("European Terrestrial Reference System 1989", grs80),
            ("Sistema de Referencia Geocentrico para las AmericaS 2000", grs80),
            ("D_SIRGAS_2000", grs80),
            ("NAD83_National_Spatial_Reference_System_2011", grs80),
            ("unknown", wgs84),
            ("D_unknown", grs80),
            ("Unknown_based_on_GRS80_ellipsoid", grs80),
            ("Not_specified_based_on_GRS_1980_ellipsoid", grs80),
        ] {
            assert!(crs(&text(datum, ellipsoid)).is_ok_and(|crs| crs.is_degrees()), "{datum}");
        }
        // No name, and not the Earth of today.
        assert!(matches!(crs(&text("unknown", "6377397.155, 299.1528128")), Err(Fault::UnknownDatum { .. })));
        assert!(matches!(crs(&text("European Datum 1950", "6378388, 297")), Err(Fault::UnknownDatum { .. })));
    }

    #[test]
    fn older_datums_are_shifted_by_name_or_by_their_own_numbers() {
        let text = |datum: &str, shift: &str, ellipsoid: &str| {
            format!(r#"GEOGCS["x",DATUM["{datum}",SPHEROID["e",{ellipsoid}]{shift}],UNIT["degree",0.0174533]]"#)
        };
        let airy = "6377563.396,299.3249646";
        let london = crs(&text("D_OSGB_1936", "", airy)).expect("known").to_degrees(-0.126, 51.504);
        assert!((london.0 + 0.1276).abs() < 2e-4 && (london.1 - 51.5045).abs() < 2e-4, "{london:?}");
        let own = text("Some_Datum", ",TOWGS84[446.448,-125.157,542.06,0.15,0.247,0.842,-20.489]", airy);
        let by_numbers = crs(&own).expect("shifted").to_degrees(-0.126, 51.504);
        assert!((by_numbers.0 - london.0).abs() < 1e-6 && (by_numbers.1 - london.1).abs() < 1e-6);
        let three = text("Some_Datum", ",TOWGS84[-87,-98,-121]", airy);
        assert!(matches!(crs(&three), Err(Fault::UnknownDatum { .. })));
        let unnamed = text("unknown", ",TOWGS84[-87,-98,-121,0,0,0,0]", "6378137,298.257223563");
        assert!(matches!(crs(&unnamed), Err(Fault::UnknownDatum { .. })));
    }

    #[test]
    fn degrees_and_projections_in_wkt_2() {
        let ensemble = r#"ENSEMBLE["World Geodetic System 1984 ensemble",MEMBER["World Geodetic System 1984 (Transit)"],
            ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]],ENSEMBLEACCURACY[2.0]]"#;
        let axes = r#"CS[ellipsoidal,2],AXIS["geodetic latitude (Lat)",north],AXIS["geodetic longitude (Lon)",east]"#;
        for keyword in ["GEOGCRS", "GEODCRS", "GEOGRAPHICCRS"] {
            let text = format!(r#"{keyword}["WGS 84",{ensemble},PRIMEM["Greenwich",0],{axes},ID["EPSG",4326]]"#);
            assert!(crs(&text).is_ok_and(|crs| crs.is_degrees()), "{keyword}");
        }
        let geocentric = format!(r#"GEODCRS["WGS 84",{ensemble},CS[Cartesian,3],AXIS["(X)",geocentricX]]"#);
        assert!(crs(&geocentric).is_err());
        let maryland = r#"PROJCRS["NAD83 / Maryland (ftUS)",BASEGEOGCRS["NAD83",DATUM["North American Datum 1983",
            ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0]],CONVERSION["SPCS83 Maryland",
            METHOD["Lambert Conic Conformal (2SP)",ID["EPSG",9802]],PARAMETER["Latitude of false origin",37.6666666666667,ANGLEUNIT["degree",0.0174]],
            PARAMETER["Longitude of false origin",-77,ANGLEUNIT["degree",0.0174]],PARAMETER["Latitude of 1st standard parallel",39.45],
            PARAMETER["Latitude of 2nd standard parallel",38.3],PARAMETER["Easting at false origin",1312333.333,LENGTHUNIT["US survey foot",0.304800609601219]],
            PARAMETER["Northing at false origin",0,LENGTHUNIT["US survey foot",0.304800609601219]]],CS[Cartesian,2],
            AXIS["easting (X)",east,ORDER[1],LENGTHUNIT["US survey foot",0.304800609601219]],AXIS["northing (Y)",north]]"#;
        let utm = r#"PROJCRS["WGS 84 / UTM zone 18N",BASEGEOGCRS["WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]]],
            CONVERSION["UTM zone 18N",METHOD["Transverse Mercator"],PARAMETER["Latitude of natural origin",0],PARAMETER["Longitude of natural origin",-75],
            PARAMETER["Scale factor at natural origin",0.9996],PARAMETER["False easting",500000,LENGTHUNIT["metre",1]],PARAMETER["False northing",0]],
            CS[Cartesian,2],LENGTHUNIT["metre",1]]"#;
        for (text, code, x, y) in [(maryland, 2248, 1.42e6, 5.9e5), (utm, 32618, 3.6e5, 4.35e6)] {
            let (found, expected) = (crs(text).expect("known"), Crs::from_code(code).expect("known"));
            let ((lng, lat), (code_lng, code_lat)) = (found.to_degrees(x, y), expected.to_degrees(x, y));
            assert!((lng - code_lng).abs() < 1e-8 && (lat - code_lat).abs() < 1e-8, "{code}: {lng} {lat}");
        }
        let compound = format!(r#"COMPOUNDCRS["with heights",{utm},VERTCRS["height",VDATUM["NAVD88"]]]"#);
        assert_eq!(crs(&compound), crs(utm));
    }

    #[test]
    fn texts_that_say_nothing_are_told_from_those_that_say_what_is_not_known() {
        for text in ["", "  \n", "{\\rtf1\\ansi GEOGCS[\"WGS 84\"]}", "<html>", "\u{fffd}\u{fffd}[x]"] {
            assert!(is_unreadable(text), "{text}");
        }
        for text in [
            MARYLAND,
            &MARYLAND[..200],
            "PROJCS",
            "GEOGCS[\"x\"]",
            "LOCAL_CS[\"x\"]",
            "GEOGCRS[\"x\"",
            "COMPD_CS[\"x\"]",
        ] {
            assert!(!is_unreadable(text), "{text}");
        }
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
