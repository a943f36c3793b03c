//! GeoJSON bytes → [`Regions`].

use std::cell::Cell;
use std::collections::BTreeMap;

use geo::{Coord, CoordsIter, MapCoordsInPlace, MultiPolygon};
use serde_json::Value;

use super::antimeridian::{self, FARTHEST};
use super::figures::{Properties, figures, keys};
use super::properties::{name_of, name_property, text_properties};
use super::rename::named;
use super::rings::Shape;
use super::validity::{MOST_COMPARISONS, crosses_itself};
use super::{Breach, Complaint, GeoError, GeoNote, Regions, sniff, standard};
use vc_model::failure::{ComplaintPlace, JsonKind, NotPolygons};

/// What a feature turned out to be.
enum Entry {
    Region(Draft),
    /// A feature without an area, with its geometry's type.
    Other(&'static str),
}

/// One feature that becomes a region.
struct Draft {
    /// Place in the file, from 1.
    feature: usize,
    properties: Properties,
    /// The feature's own `id`, if it is a text.
    id: Option<String>,
    shape: Shape,
    /// Whether it has a geometry that can't be read.
    is_broken: bool,
    /// Whether it lies across the 180th meridian, or was written with longitudes beyond it.
    is_across: bool,
}

impl Draft {
    fn new(feature: usize, properties: Properties, shape: Shape) -> Self {
        Self { feature, properties, id: None, shape, is_broken: false, is_across: false }
    }
}

/// Reads a GeoJSON FeatureCollection of polygons in WGS84 degrees.
///
/// Every Polygon or MultiPolygon feature becomes a region, in file order; so does a feature without geometry, which
/// can still be matched by name, and one whose geometry can't be read. Polygons inside a GeometryCollection count. Points and lines among polygons are
/// left out. What is mended on the way stands in [`Regions::notes`].
///
/// # Errors
/// [`GeoError`] if the bytes are no such collection, no feature has an area, nothing names the regions, or the
/// coordinates are no longitude and latitude.
///
/// # Source
/// RFC 7946, sections 3.1.6 (rings), 3.2 (features), 3.3 (collections) and 4 (WGS84).
pub fn parse_geojson(bytes: &[u8]) -> Result<Regions, GeoError> {
    let file = sniff::json(bytes)?;
    let faults: Vec<Complaint> =
        standard::complaints(&file).into_iter().filter(|complaint| complaint.breach.is_fault()).collect();
    // Where a file can't be used and breaks the standard, that is why; some errors are about nothing else.
    let because = |error: GeoError| match (faults.first(), error) {
        (_, error @ GeoError::NotAFeature { .. }) => error,
        (_, GeoError::BadGeometry { feature, .. }) => {
            let of_it = faults.iter().find(|fault| fault.place == ComplaintPlace::Feature(feature));
            GeoError::BadGeometry { feature, breach: of_it.map(|fault| fault.breach.clone()) }
        }
        (Some(fault), error) => GeoError::AgainstTheStandard { fault: (*fault).clone(), error: Box::new(error) },
        (None, error) => error,
    };
    let (mut regions, broken) = regions(file).map_err(because)?;
    let told = |fault: &Complaint| {
        let is_broken = matches!(fault.place, ComplaintPlace::Feature(feature) if broken.contains(&feature));
        is_broken || matches!(fault.breach, Breach::OpenRing | Breach::ShortRing { .. })
    };
    let untold: Vec<Complaint> = faults.iter().filter(|fault| !told(fault)).cloned().collect();
    if !untold.is_empty() {
        regions.notes.push(GeoNote::AgainstTheStandard { faults: untold });
    }
    Ok(regions)
}

/// Reads the features of a file. Also tells which of them have a geometry that can't be read.
fn regions(file: Value) -> Result<(Regions, Vec<usize>), GeoError> {
    let features = sniff::features(file)?;
    let n_features = features.len();
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    let mut drafts = Vec::with_capacity(n_features);
    for (i, feature) in features.into_iter().enumerate() {
        let id = feature.get("id").and_then(Value::as_str).map(str::to_owned);
        match entry(i + 1, feature)? {
            Entry::Region(draft) => drafts.push(Draft { id, ..draft }),
            Entry::Other(kind) => *others.entry(kind).or_default() += 1,
        }
    }
    let broken: Vec<usize> = drafts.iter().filter(|draft| draft.is_broken).map(|draft| draft.feature).collect();
    if !drafts.iter().any(|draft| !draft.shape.polygons.is_empty()) {
        return Err(match broken.first() {
            Some(&feature) => GeoError::BadGeometry { feature, breach: None },
            None => no_polygons(&others, drafts.len()),
        });
    }

    check_vertices(&drafts, MOST_VERTICES)?;

    let mut notes = Vec::new();
    if !others.is_empty() {
        notes.push(GeoNote::NotPolygons { features: others.values().sum() });
    }
    if axes_are_swapped(&drafts) {
        drafts.iter_mut().flat_map(|draft| &mut draft.shape.polygons).for_each(|polygon| {
            polygon.map_coords_in_place(|position| Coord { x: position.y, y: position.x });
        });
        notes.push(GeoNote::SwappedAxes);
    }
    follow_across_the_antimeridian(&mut drafts);
    check_degrees(&drafts)?;

    let properties: Vec<&Properties> = drafts.iter().map(|draft| &draft.properties).collect();
    let n_properties = keys(&properties).len();
    if n_properties > MOST_PROPERTIES {
        return Err(GeoError::TooManyProperties { found: n_properties, most: MOST_PROPERTIES });
    }
    let published = name_property(&properties);
    let found: Vec<String> = keys(&properties).into_iter().map(str::to_owned).collect();
    // The features' own ids name the regions where no property does.
    if published.is_none() {
        drafts.iter_mut().for_each(|draft| {
            if let Some(id) = draft.id.take() {
                draft.properties.entry("id").or_insert(Value::String(id));
            }
        });
    }
    let properties: Vec<&Properties> = drafts.iter().map(|draft| &draft.properties).collect();
    let Some(name_property) = published.or_else(|| name_property(&properties)) else {
        return Err(GeoError::NoNames { properties: found });
    };
    let texts = text_properties(&properties);
    let (figures, missing) = figures(&properties, &name_property);
    if !missing.is_empty() {
        notes.push(GeoNote::MissingFigures { marks: missing });
    }
    let names = names(&drafts, &name_property, &mut notes);
    note_shapes(&drafts, &names, &mut notes);
    let whole = |draft: Draft| draft.shape.polygons.into_iter().flat_map(antimeridian::cut).collect();
    let shapes = drafts.into_iter().map(|draft| MultiPolygon::new(whole(draft))).collect();
    Ok((Regions { names, shapes, properties: figures, name_property, texts, codes: None, notes }, broken))
}

fn entry(feature: usize, value: Value) -> Result<Entry, GeoError> {
    let mut object = match value {
        Value::Object(object) if object.get("type").and_then(Value::as_str) == Some("Feature") => object,
        other => return Err(GeoError::NotAFeature { feature, found: JsonKind::from(&other) }),
    };
    let properties = match object.remove("properties") {
        Some(Value::Object(properties)) => properties,
        _ => Properties::new(),
    };
    let geometry = match object.remove("geometry") {
        None | Some(Value::Null) => None,
        // Some exporters write "no geometry" as a geometry without coordinates.
        Some(geometry)
            if ["coordinates", "geometries"].iter().any(|&name| geometry.get(name).is_some_and(is_empty)) =>
        {
            None
        }
        Some(geometry) => Some(geometry),
    };
    let Some(geometry) = geometry else {
        return Ok(Entry::Region(Draft::new(feature, properties, Shape::default())));
    };
    // One broken geometry costs no more than the shape of its own region.
    let Ok(geometry) = serde_json::from_value::<geojson::Geometry>(geometry) else {
        let draft = Draft::new(feature, properties, Shape::default());
        return Ok(Entry::Region(Draft { is_broken: true, ..draft }));
    };
    let shape = Shape::from_geometry(&geometry);
    if !shape.is_area {
        return Ok(Entry::Other(geometry.value.type_name()));
    }
    Ok(Entry::Region(Draft::new(feature, properties, shape)))
}

/// Whether a value is missing, or a list of nothing or of such lists: `null`, `[]`, `[[]]`. JSON nests no deeper than its reader
/// allows.
fn is_empty(coordinates: &Value) -> bool {
    match coordinates {
        Value::Null => true,
        Value::Array(entries) => entries.iter().all(|entry| entry.is_array() && is_empty(entry)),
        _ => false,
    }
}

fn no_polygons(others: &BTreeMap<&str, usize>, without_geometry: usize) -> GeoError {
    let kinds = others.iter().map(|(&kind, &n)| (kind.to_owned(), n)).collect();
    GeoError::NoPolygons(NotPolygons { kinds, without_geometry })
}

/// Whether latitude certainly stands first: what stands second is a latitude where nobody lives (or none at all), and
/// what stands first would be a fine latitude, in every position.
fn axes_are_swapped(drafts: &[Draft]) -> bool {
    const INHABITED: std::ops::RangeInclusive<f64> = -60.0..=80.0;
    let mut seconds_south = true;
    let mut seconds_north = true;
    for position in drafts.iter().flat_map(|draft| &draft.shape.polygons).flat_map(|polygon| polygon.coords_iter()) {
        if !INHABITED.contains(&position.x) || !(-180.0..=180.0).contains(&position.y) {
            return false;
        }
        seconds_south &= position.y < *INHABITED.start();
        seconds_north &= position.y > *INHABITED.end();
    }
    seconds_south || seconds_north
}

/// Most properties of all regions together: a census file has some hundreds.
const MOST_PROPERTIES: usize = 2000;

/// Most vertices of all outlines: a large city's neighborhoods at full detail have 200,000.
const MOST_VERTICES: usize = 5_000_000;

fn check_vertices(drafts: &[Draft], most: usize) -> Result<(), GeoError> {
    let found = drafts.iter().flat_map(|draft| &draft.shape.polygons).map(|polygon| polygon.coords_count()).sum();
    if found > most { Err(GeoError::TooManyVertices { found, most }) } else { Ok(()) }
}

/// Lets outlines go on beyond the 180th meridian where they cross it, and marks their regions.
fn follow_across_the_antimeridian(drafts: &mut [Draft]) {
    for draft in drafts {
        for polygon in &mut draft.shape.polygons {
            if let Some(unwrapped) = antimeridian::unwrapped(polygon) {
                *polygon = unwrapped;
            }
            draft.is_across |= antimeridian::reaches_beyond(polygon);
        }
    }
}

fn check_degrees(drafts: &[Draft]) -> Result<(), GeoError> {
    let first_beyond = |most: f64| {
        let positions = |draft: &Draft| draft.shape.polygons.iter().flat_map(|polygon| polygon.coords_iter()).collect();
        drafts.iter().find_map(|draft| {
            let positions: Vec<Coord<f64>> = positions(draft);
            let beyond = |&Coord { x, y }: &Coord<f64>| !((-most..=most).contains(&x) && (-90.0..=90.0).contains(&y));
            positions.into_iter().find(beyond).map(|Coord { x, y }| GeoError::NotDegrees {
                feature: draft.feature,
                x,
                y,
            })
        })
    };
    // Longitudes may go on beyond 180, or be counted from 0 to 360; the sentence names the first that no map has.
    if first_beyond(FARTHEST).is_none() {
        return Ok(());
    }
    first_beyond(180.0).map_or(Ok(()), Err)
}

/// One name per draft; features without one are named by their place in the file.
fn names(drafts: &[Draft], name_property: &str, notes: &mut Vec<GeoNote>) -> Vec<String> {
    let published = drafts.iter().map(|draft| name_of(&draft.properties, name_property));
    let places = drafts.iter().map(|draft| draft.feature);
    named(published.collect(), places, notes)
}

fn note_shapes(drafts: &[Draft], names: &[String], notes: &mut Vec<GeoNote>) {
    let regions_with = |holds: &dyn Fn(&Shape) -> bool| -> Vec<String> {
        drafts.iter().zip(names).filter(|(draft, _)| holds(&draft.shape)).map(|(_, name)| name.clone()).collect()
    };
    let unclosed = drafts.iter().map(|draft| draft.shape.unclosed).sum();
    if unclosed > 0 {
        notes.push(GeoNote::UnclosedRings { rings: unclosed, regions: regions_with(&|shape| shape.unclosed > 0) });
    }
    let short = drafts.iter().map(|draft| draft.shape.short).sum();
    if short > 0 {
        notes.push(GeoNote::ShortRings { rings: short, regions: regions_with(&|shape| shape.short > 0) });
    }
    let comparisons = Cell::new(MOST_COMPARISONS);
    let crossing = regions_with(&|shape| shape.polygons.iter().any(|polygon| crosses_itself(polygon, &comparisons)));
    if !crossing.is_empty() {
        notes.push(GeoNote::CrossingBorders { regions: crossing });
    }
    let named = |holds: &dyn Fn(&Draft) -> bool| -> Vec<String> {
        drafts.iter().zip(names).filter(|(draft, _)| holds(draft)).map(|(_, name)| name.clone()).collect()
    };
    let across = named(&|draft| draft.is_across);
    if !across.is_empty() {
        notes.push(GeoNote::AcrossAntimeridian { regions: across });
    }
    let broken = named(&|draft| draft.is_broken);
    if !broken.is_empty() {
        notes.push(GeoNote::BrokenGeometry { regions: broken });
    }
    let without = named(&|draft| draft.shape.polygons.is_empty() && !draft.is_broken);
    if !without.is_empty() {
        notes.push(GeoNote::WithoutGeometry { regions: without });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_model::failure::{ExpectedJson, FoundJson};

    /// A collection of `(properties, geometry)` pairs.
    fn collection(features: &[(&str, &str)]) -> String {
        let features: Vec<String> = features
            .iter()
            .map(|(properties, geometry)| {
                format!(r#"{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}"#)
            })
            .collect();
        format!(r#"{{"type": "FeatureCollection", "features": [{}]}}"#, features.join(","))
    }

    const TRIANGLE: &str =
        r#"{"type": "Polygon", "coordinates": [[[-76.7, 39.2], [-76.6, 39.2], [-76.6, 39.3], [-76.7, 39.2]]]}"#;

    #[test]
    fn regions_keep_file_order_and_null_geometry_is_noted() {
        let text = collection(&[
            (r#"{"Name": " Oak ", "Population": "12"}"#, TRIANGLE),
            (r#"{"Name": "Elm", "Population": null}"#, "null"),
            (r#"{"Name": "A pump"}"#, r#"{"type": "Point", "coordinates": [-76.6, 39.2]}"#),
        ]);
        let regions = parse_geojson(text.as_bytes()).expect("good file");
        assert_eq!(regions.names, ["Oak", "Elm"]);
        assert_eq!(regions.name_property, "Name");
        assert_eq!(regions.properties[0].values[0], 12.0);
        assert!(regions.properties[0].values[1].is_nan());
        assert_eq!(
            regions.notes,
            [GeoNote::NotPolygons { features: 1 }, GeoNote::WithoutGeometry { regions: vec!["Elm".into()] }]
        );
        assert_eq!(regions.bounds().map(|r| (r.min().x, r.max().y)), Some((-76.7, 39.3)));
    }

    #[test]
    fn a_crossing_border_and_names_that_repeat_or_lack_are_noted() {
        let bow_tie = r#"{"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}"#;
        let text = collection(&[
            (r#"{"Name": "Oak"}"#, TRIANGLE),
            (r#"{"Name": "Oak"}"#, bow_tie),
            (r#"{"Name": "Elm"}"#, TRIANGLE),
            (r#"{"Name": "Fir"}"#, TRIANGLE),
            ("null", TRIANGLE),
        ]);
        let regions = parse_geojson(text.as_bytes()).expect("good file");
        assert_eq!(regions.names[4], "(feature 5)");
        assert_eq!(
            regions.notes,
            [
                GeoNote::RepeatedNames { names: vec!["Oak".into()] },
                GeoNote::WithoutName { features: 1 },
                GeoNote::CrossingBorders { regions: vec!["Oak".into()] },
            ]
        );
    }

    #[test]
    fn latitude_first_is_mended_only_where_it_is_certain() {
        let swapped =
            r#"{"type": "Polygon", "coordinates": [[[39.2, -76.7], [39.2, -76.6], [39.3, -76.6], [39.2, -76.7]]]}"#;
        let regions = parse_geojson(collection(&[(r#"{"Name": "Oak"}"#, swapped)]).as_bytes()).expect("good file");
        assert_eq!(regions.notes, [GeoNote::SwappedAxes]);
        assert_eq!(regions.bounds().map(|r| r.min().y), Some(39.2));
        // Paris the wrong way round is a place in the ocean off Somalia: unlikely, not impossible.
        let paris = r#"{"type": "Polygon", "coordinates": [[[48.8, 2.3], [48.9, 2.3], [48.9, 2.4], [48.8, 2.3]]]}"#;
        let regions = parse_geojson(collection(&[(r#"{"Name": "Oak"}"#, paris)]).as_bytes()).expect("good file");
        assert_eq!(regions.notes, []);
    }

    #[test]
    fn projected_coordinates_are_refused_with_the_first_pair() {
        let feet = r#"{"type": "Polygon", "coordinates": [[[1418922.5, 595031.1], [1419000, 595031], [1419000, 595100], [1418922.5, 595031.1]]]}"#;
        let error =
            parse_geojson(collection(&[(r#"{"Name": "Oak"}"#, TRIANGLE), (r#"{"Name": "Elm"}"#, feet)]).as_bytes());
        assert_eq!(error, Err(GeoError::NotDegrees { feature: 2, x: 1418922.5, y: 595031.1 }));
    }

    #[test]
    fn a_table_of_points_is_named_as_such() {
        let point = r#"{"type": "Point", "coordinates": [-76.6, 39.2]}"#;
        let error = parse_geojson(collection(&[(r#"{"Name": "Oak"}"#, point)]).as_bytes());
        let found = NotPolygons { kinds: vec![("Point".into(), 1)], without_geometry: 0 };
        assert!(found.has_points());
        assert_eq!(error, Err(GeoError::NoPolygons(found)));
    }

    #[test]
    fn outlines_beyond_the_budget_are_refused() {
        let triangle: geojson::Geometry = TRIANGLE.parse().expect("a triangle");
        let draft = |feature| Draft::new(feature, Properties::default(), Shape::from_geometry(&triangle));
        let drafts = [draft(1), draft(2)];
        assert_eq!(check_vertices(&drafts, 8), Ok(()));
        assert_eq!(check_vertices(&drafts, 7), Err(GeoError::TooManyVertices { found: 8, most: 7 }));
    }

    #[test]
    fn no_text_to_name_the_regions_by() {
        let error = parse_geojson(collection(&[(r#"{"OBJECTID": 1, "Pop": 3}"#, TRIANGLE)]).as_bytes());
        assert_eq!(error, Err(GeoError::NoNames { properties: vec!["OBJECTID".into(), "Pop".into()] }));
    }

    #[test]
    fn ids_of_features_name_the_regions_where_no_property_does() {
        let named = |properties: &str| {
            let text = collection(&[(properties, TRIANGLE), (properties, TRIANGLE)]);
            let mut ids = ["Alder", "Birch"].iter();
            let with_ids = text.split("\"Feature\",").collect::<Vec<_>>().join("\"Feature\", \"id\": \"?\",");
            with_ids
                .split('?')
                .map(str::to_owned)
                .reduce(|all, part| all + ids.next().unwrap_or(&"") + &part)
                .unwrap_or_default()
        };
        let regions = parse_geojson(named(r#"{"Population": 12}"#).as_bytes()).expect("named by ids");
        assert_eq!(
            (regions.names.as_slice(), regions.name_property.as_str()),
            (["Alder", "Birch"].map(str::to_owned).as_slice(), "id")
        );
        assert_eq!(regions.properties.len(), 1);
        let by_property =
            parse_geojson(named(r#"{"Name": "Oak"}"#).replacen("Oak", "Elm", 1).as_bytes()).expect("named");
        assert_eq!(by_property.names, ["Elm", "Oak"]);
        let numbered = collection(&[("{}", TRIANGLE)]).replace("\"Feature\",", "\"Feature\", \"id\": \"7\",");
        assert_eq!(parse_geojson(numbered.as_bytes()), Err(GeoError::NoNames { properties: vec![] }));
    }

    #[test]
    fn entries_that_are_no_features_and_geometries_that_are_none_say_where() {
        let text = r#"{"type": "FeatureCollection", "features": [{"type": "Featre"}]}"#;
        let found = JsonKind::Object { kind: Some("Featre".into()) };
        assert_eq!(parse_geojson(text.as_bytes()), Err(GeoError::NotAFeature { feature: 1, found }));
        let bad = r#"{"type": "Polygon", "coordinates": [[["x", 1]]]}"#;
        let error = parse_geojson(collection(&[("{}", "null"), ("{}", bad)]).as_bytes());
        let (expected, found) = (ExpectedJson::Position, FoundJson::Text("[\"x\",1]".into()));
        let breach = Some(Breach::Coordinates { expected, found });
        assert_eq!(error, Err(GeoError::BadGeometry { feature: 2, breach }));
    }

    #[test]
    fn a_broken_or_empty_geometry_costs_only_its_own_region() {
        let (name, rest) =
            (|name: &str| format!(r#"{{"Name": "{name}"}}"#), r#""type": "MultiPolygon", "coordinates""#);
        let empty = [
            format!("{{{rest}: [[]]}}"),
            format!("{{{rest}: [[[]]]}}"),
            format!("{{{rest}: null}}"),
            r#"{"type": "GeometryCollection", "geometries": []}"#.to_owned(),
        ];
        let broken = [
            format!("{{{rest}: [[[[0, \"x\"]]]]}}"),
            format!("{{{rest}: [[0, 1], [2, 3]]}}"),
            r#"{"type": "CurvePolygon", "coordinates": [[[0, 0], [1, 1]]]}"#.to_owned(),
            "7".to_owned(),
        ];
        let names: Vec<String> = ["Oak", "E1", "E2", "E3", "E4", "B1", "B2", "B3", "B4"].map(name).to_vec();
        let geometries = std::iter::once(TRIANGLE).chain(empty.iter().chain(&broken).map(String::as_str));
        let features: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(geometries).collect();
        let regions = parse_geojson(collection(&features).as_bytes()).expect("one good outline");
        assert_eq!(regions.len(), 9);
        let called = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            regions.notes[..2],
            [
                GeoNote::BrokenGeometry { regions: called(&["B1", "B2", "B3", "B4"]) },
                GeoNote::WithoutGeometry { regions: called(&["E1", "E2", "E3", "E4"]) },
            ]
        );
    }

    #[test]
    fn outlines_across_the_180th_meridian_are_joined_and_cut() {
        let square = |west: f64, east: f64| {
            format!(
                r#"{{"type": "Polygon", "coordinates": [[[{west}, -17], [{east}, -17], [{east}, -16], [{west}, -16], [{west}, -17]]]}}"#
            )
        };
        for (west, east) in [(179.5, -179.5), (179.5, 180.5), (-180.5, -179.5)] {
            let text = collection(&[
                (r#"{"Name": "Rabi"}"#, &square(179.0, 179.4)),
                (r#"{"Name": "Taveuni"}"#, &square(west, east)),
            ]);
            let regions = parse_geojson(text.as_bytes()).expect("degrees");
            let locator = crate::geo::Locator::new(&regions);
            let found = [179.8, -179.8, 0.5, 179.2].map(|lng| locator.locate(lng, -16.5));
            assert_eq!(found, [Some(1), Some(1), None, Some(0)], "{west} {east}");
            assert_eq!(regions.notes, [GeoNote::AcrossAntimeridian { regions: vec!["Taveuni".into()] }]);
            assert!((regions.area_km2(1) / regions.area_km2(0) - 2.5).abs() < 1e-6);
        }
        let text = collection(&[(r#"{"Name": "Oak"}"#, &square(283.0, 284.0))]);
        let bounds = parse_geojson(text.as_bytes()).expect("degrees").bounds().expect("a shape");
        assert_eq!((bounds.min().x, bounds.max().x), (-77.0, -76.0));
    }

    proptest::proptest! {
        /// A good file with some bytes replaced is read or refused, never a panic.
        #[test]
        fn damaged_files_are_no_panic(
            damage in proptest::collection::vec((0usize..400, 0u8..=255), 1..8),
        ) {
            let mut bytes = collection(&[
                (r#"{"Name": "Oak", "Population": "12"}"#, TRIANGLE),
                (r#"{"Name": "Elm", "Population": 7}"#, r#"{"type": "MultiPolygon", "coordinates": [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]}"#),
            ])
            .into_bytes();
            let n_bytes = bytes.len();
            for (at, byte) in damage {
                bytes[at % n_bytes] = byte;
            }
            if let Ok(regions) = parse_geojson(&bytes) {
                proptest::prop_assert_eq!(regions.shapes.len(), regions.len());
            }
        }
    }
}
