//! The geo stage on published files and on test cases of other projects.
//!
//! Needs the folder that `VICTIM_CLUSTERS_DATA` names; without it every test here prints that it was skipped.

#[path = "../../../tests/common/mod.rs"]
mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use std::path::PathBuf;

use common::data;

use vc_core::geo::{
    GeoError, GeoNote, Locator, MeasureKind, NameIndex, NameMethod, Regions, census, cut_lengths, judge, outlines,
    parse_geojson,
};
use vc_view::wording::Locale;
use vc_view::words::error_words;

fn regions(name: &str) -> Option<Regions> {
    let path = data(&format!("data/neighborhoods/{name}.geojson"))?;
    Some(parse_geojson(&fs::read(path).expect("readable")).expect("a good file"))
}

/// The named columns of a crime table.
fn columns(name: &str, wanted: &[&str]) -> Option<Vec<Vec<String>>> {
    let path = data(&format!("data/crime/{name}.csv"))?;
    let mut reader = csv::Reader::from_path(path).expect("readable");
    let headers = reader.headers().expect("a header").clone();
    let at: Vec<usize> =
        wanted.iter().map(|name| headers.iter().position(|header| header == *name).expect("a column")).collect();
    let rows = reader.records().map(|record| {
        let record = record.expect("a row");
        at.iter().map(|&i| record[i].to_owned()).collect()
    });
    Some(rows.collect())
}

/// Distinct names and rows by their kind of match: exact, normalized, prefix, renamed, respelled, none.
fn matches(table: &str, regions: &Regions) -> Option<[(usize, usize); 6]> {
    let mut rows_by_name: BTreeMap<String, usize> = BTreeMap::new();
    for row in columns(table, &["Neighborhood"])? {
        *rows_by_name.entry(row[0].clone()).or_default() += 1;
    }
    let index = NameIndex::new(&regions.names);
    let cuts = cut_lengths(rows_by_name.keys().map(String::as_str));
    let mut counts = [(0, 0); 6];
    for (name, rows) in rows_by_name.iter().filter(|(name, _)| !name.is_empty()) {
        let slot = match index.find_cut(name, &cuts).map(|found| found.method) {
            Some(NameMethod::Exact) => 0,
            Some(NameMethod::Normalized) => 1,
            Some(NameMethod::Prefix) => 2,
            Some(NameMethod::Renamed) => 3,
            Some(NameMethod::Respelled) => 4,
            None => 5,
        };
        counts[slot].0 += 1;
        counts[slot].1 += rows;
    }
    Some(counts)
}

#[test]
fn published_neighborhood_files_are_read_completely() {
    for (name, n_regions, name_property, n_notes) in
        [("census2010", 278, "Name", 1), ("census2020", 279, "Name", 0), ("vital_signs_2016", 55, "CSA2010", 0)]
    {
        let Some(regions) = regions(name) else { return };
        assert_eq!(regions.len(), n_regions, "{name}");
        assert_eq!(regions.name_property, name_property, "{name}");
        assert_eq!(regions.notes.len(), n_notes, "{name}: {:?}", regions.notes);
        assert!(regions.properties.iter().all(|property| property.values.len() == n_regions), "{name}");
        let bounds = regions.bounds().expect("shapes");
        assert!(bounds.min().x > -76.8 && bounds.max().x < -76.5, "{name}: {bounds:?}");
        assert!(bounds.min().y > 39.1 && bounds.max().y < 39.4, "{name}: {bounds:?}");
    }
}

#[test]
fn the_one_polygon_that_crosses_itself_is_noted() {
    let Some(regions) = regions("census2010") else { return };
    let expected = GeoNote::CrossingBorders { regions: vec!["Locust Point Industrial Area".into()] };
    assert_eq!(regions.notes, [expected]);
}

#[test]
fn names_of_the_crime_tables_match_as_counted() {
    let Some(regions) = regions("census2010") else { return };
    for (table, expected) in [
        ("part1_2011-2016", [(278, 275_415), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]),
        ("part1_2016-2021", [(1, 1_092), (277, 211_818), (0, 0), (0, 0), (0, 0), (0, 0)]),
        ("part1_2019_cut_names", [(0, 0), (224, 17_349), (12, 931), (28, 2_435), (0, 0), (5, 209)]),
    ] {
        let counts = matches(table, &regions).expect("the folder is there");
        assert_eq!(counts, expected, "{table}: (names, rows) exact, normalized, prefix, renamed, respelled, none");
    }
}

#[test]
fn names_of_another_vocabulary_get_suggestions() {
    let Some(regions) = regions("census2010") else { return };
    let index = NameIndex::new(&regions.names);
    for (name, wanted) in [("PEN-FALLSWAY", "Penn-Fallsway"), ("CHINQUAPIN PARK/BELV", "Chinquapin Park")] {
        assert_eq!(index.find(name), None);
        assert_eq!(regions.names[index.nearest(name, 3)[0]], wanted);
    }
}

/// The publisher's neighborhoods and the simplified polygons agree in 98.64% of the rows.
#[test]
fn points_lie_in_the_neighborhood_that_the_table_names() {
    let Some(regions) = regions("census2010") else { return };
    let rows = columns("part1_2016-2021", &["Neighborhood", "Longitude", "Latitude"]).expect("the folder is there");
    let (index, locator) = (NameIndex::new(&regions.names), Locator::new(&regions));
    let agreeing = rows.iter().filter(|row| {
        let (lng, lat) = (row[1].parse().unwrap_or(f64::NAN), row[2].parse().unwrap_or(f64::NAN));
        let by_name = index.find(&row[0]).map(|found| found.region);
        by_name.is_some() && by_name == locator.locate(lng, lat)
    });
    assert_eq!((agreeing.count(), rows.len()), (210_011, 212_910));
}

#[test]
fn census_measures_of_every_vintage_are_found() {
    let of = |name: &str| regions(name).map(|regions| census(&regions));
    let (Some(of_2010), Some(of_2020), Some(vital_signs)) =
        (of("census2010"), of("census2020"), of("vital_signs_2016"))
    else {
        return;
    };
    let ids = |census: &vc_core::geo::Census| -> Vec<String> {
        census.measures.iter().map(|measure| measure.id.clone()).collect()
    };
    assert_eq!(
        ids(&of_2010),
        [
            "share_black",
            "share_white",
            "share_asian",
            "share_hispanic",
            "share_under_18",
            "share_18_to_24",
            "share_25_to_44",
            "share_45_to_64",
            "share_65_plus",
            "share_married_families",
            "share_female_headed_with_children",
            "share_vacant_homes",
            "share_owner_occupied",
            "household_size",
            "density",
        ]
    );
    let in_2020: BTreeSet<String> = ids(&of_2020).into_iter().collect();
    let not_in_2020: Vec<String> = ids(&of_2010).into_iter().filter(|id| !in_2020.contains(id)).collect();
    assert_eq!(not_in_2020, ["share_female_headed_with_children"]);
    assert_eq!(vital_signs.measures.len(), 23);
    for census in [&of_2010, &of_2020, &vital_signs] {
        assert!(census.population.is_some());
        for measure in &census.measures {
            let most = if measure.kind == MeasureKind::Share { 1.0 } else { f64::MAX };
            assert!(measure.values.iter().all(|v| v.is_nan() || (0.0..=most).contains(v)), "{}", measure.id);
        }
    }
    // 22 regions of 2010 have no residents: their shares are missing, not 0.
    let black = &of_2010.measures[0].values;
    assert_eq!(black.iter().filter(|share| share.is_nan()).count(), 22);
    let by_hand = 213.0 / 889.0;
    assert_eq!(black[0], by_hand, "Abell: 213 of 889 residents");
}

/// The publisher computed areas in state plane feet, which deviate from the ellipsoid by up to 0.02%.
#[test]
fn areas_agree_with_the_published_ones() {
    let Some(regions) = regions("census2020") else { return };
    let published = regions.properties.iter().find(|property| property.name == "Shape__Are").expect("in the file");
    const KM2_PER_SQUARE_FOOT: f64 = 0.304_800_609_601_219 * 0.304_800_609_601_219 / 1e6;
    for region in 0..regions.len() {
        let expected = published.values[region] * KM2_PER_SQUARE_FOOT;
        let found = regions.area_km2(region);
        assert!((found / expected - 1.0).abs() < 2e-4, "{}: {found} is not {expected}", regions.names[region]);
    }
}

#[test]
fn outlines_of_neighbors_share_their_borders() {
    let Some(regions) = regions("census2020") else { return };
    let full = outlines(&regions, 0.0);
    let thinned = outlines(&regions, 0.0001);
    let n_points = |outlines: &[vc_core::geo::Outline]| -> usize {
        outlines.iter().flat_map(|outline| &outline.rings).map(Vec::len).sum()
    };
    assert!(n_points(&thinned) * 5 < n_points(&full), "{} of {}", n_points(&thinned), n_points(&full));

    // If one region keeps a vertex, all regions that have it keep it.
    let points = |outline: &vc_core::geo::Outline| -> BTreeSet<[u64; 2]> {
        outline.rings.iter().flatten().map(|point| point.map(f64::to_bits)).collect()
    };
    let kept_somewhere: BTreeSet<[u64; 2]> = thinned.iter().flat_map(points).collect();
    let mut dropped_on_one_side = 0;
    for (full, thinned) in full.iter().zip(&thinned) {
        let kept = points(thinned);
        assert!(!kept.is_empty());
        dropped_on_one_side +=
            points(full).iter().filter(|p| kept_somewhere.contains(*p) && !kept.contains(*p)).count();
    }
    assert_eq!(dropped_on_one_side, 0);
}

fn geojsonhint(kind: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let folder = data("corpora/geojsonhint")?.join(kind);
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let named = |path: PathBuf| {
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(path).expect("readable"))
    };
    Some(entries.filter(|path| path.extension().is_some_and(|e| e == "geojson")).map(named).collect())
}

/// Valid files have no faults, except one with more decimals than recommended. They are refused only if they lack what
/// this program needs beyond GeoJSON.
#[test]
fn valid_geojson_of_other_projects_is_read() {
    let Some(good) = geojsonhint("good") else { return };
    assert_eq!(good.len(), 18);
    for (name, bytes) in good {
        let complaints = judge(&bytes).expect("JSON");
        assert!(!complaints.iter().any(|complaint| complaint.breach.is_fault()), "{name}: {complaints:?}");
        if let Err(error) = parse_geojson(&bytes) {
            use GeoError::{NoNames, NoPolygons, NotFeatures};
            let beyond = matches!(error, NotFeatures { .. } | NoPolygons { .. } | NoNames { .. });
            assert!(beyond, "{name}: {error}");
        }
    }
}

/// The expected complaint about each invalid file.
const BAD: [(&str, &str); 44] = [
    ("bad-duplicate-properties", "an object of the type “Feature” can’t have the member “features”"),
    ("bad-featurelist", "expected a list of positions, found “5”"),
    ("bad-json", "damaged JSON (line 3"),
    ("bad-object-type", "expected “type” as a text, found an object"),
    ("bad-polygon-interiorring-rhr", "holes clockwise"),
    ("bad-polygonloop", "expected a position of two or three numbers, found “-80."),
    ("bad-properties-as-array", "expected “properties” as an object or null, found a list"),
    ("badcoord", "expected a position of two or three numbers, found “[1,2,'f']”"),
    ("badcoordtype", "feature 1: expected a position of two or three numbers, found “1”"),
    ("badfeature", "feature 1: expected a Feature as an object, found null"),
    ("badfeatureid", "feature 1: expected “id” as a text or a number, found an object"),
    ("bbox-4or6elements", "expected a bounding box of 4 or 6 numbers, found “[1,2,3]”"),
    ("bbox-contains-string", "expected a bounding box of 4 or 6 numbers, found “[1,2,3,'4']”"),
    ("bbox-string", "expected a bounding box of 4 or 6 numbers, found “'string'”"),
    ("different-first-last", "expected a ring whose last position is its first"),
    ("different-first-size", "expected a ring whose last position is its first"),
    ("excessive_precision_truncated", "no more than 8 decimals"),
    ("expected_object", "expected “properties” as an object or null, found the value 123"),
    ("false", "expected a geometry as an object, found the value false"),
    ("feature_changed_semantics", "an object of the type “Feature” can’t have the member “coordinates”"),
    ("featurecollection", "expected “features” as a list, found nothing"),
    ("featurecollection-obj", "expected “features” as a list, found an object"),
    ("featurecollection-type-case", "found “featurecollection” (upper and lower case matter)"),
    (
        "featurecollection_changed_semantics",
        "an object of the type “FeatureCollection” can’t have the member “coordinates”",
    ),
    ("geometry_changed_semantics", "an object of the type “Point” can’t have the member “features”"),
    ("geometrycollection_nested", "none of them a collection"),
    ("geometrycollection_single", "should hold several"),
    ("multiple_problems", "expected “id” as a text or a number"),
    ("multipoint-multidimension", "expected a position of two or three numbers, found “[[0,0],[0,0]]”"),
    ("multipoint-nondimension", "expected a position of two or three numbers, found “0”"),
    ("nofeaturetype", "expected the type “Feature”, found “Featre”"),
    ("notype", "expected “type” as a text, found nothing"),
    ("point", "expected “coordinates” as a list, found nothing"),
    ("point-labeled-as-a-multipolygon", "expected a list of rings, found “-0.08"),
    ("point-string", "found “['foo',2]”"),
    ("point-toofew", "found “[2]”"),
    ("point-toomany", "two or three numbers, not 4"),
    ("polygon_winding_order", "outer rings should run counterclockwise"),
    ("rootstring", "expected an object, found null"),
    ("short-line", "two or more positions, found 1"),
    ("short-linearring", "four or more positions, found 3"),
    ("short-multilinestring", "two or more positions, found 1"),
    ("stringcoord", "found “[-100.8984375,'39.36827914"),
    ("unknowntype", "found “FooBar”"),
];

/// Every invalid file gets its complaint. If the file is unusable, the error message contains it.
#[test]
fn invalid_geojson_of_other_projects_gets_its_complaint() {
    let Some(bad) = geojsonhint("bad") else { return };
    assert_eq!(bad.keys().map(String::as_str).collect::<Vec<_>>(), BAD.map(|(name, _)| name));
    let words = error_words(Locale::EN);
    for (name, reason) in BAD {
        let said = match judge(&bad[name]) {
            Ok(complaints) => {
                complaints.iter().map(|complaint| words.complaint(complaint)).collect::<Vec<_>>().join("\n")
            }
            Err(error) => words.geo(&error),
        };
        assert!(said.contains(reason), "{name}: {said}");
        let is_fault = judge(&bad[name]).is_ok_and(|complaints| complaints.iter().any(|c| c.breach.is_fault()));
        match parse_geojson(&bad[name]) {
            Ok(regions) => assert!(!is_fault || !regions.notes.is_empty(), "{name} is warned of"),
            Err(GeoError::AgainstTheStandard { .. } | GeoError::NotAFeature { .. } | GeoError::BadGeometry { .. }) => {}
            Err(error) => assert!(!is_fault, "{name}: {error}"),
        }
    }
}

/// Any name of a neighborhood is found by itself, and looking up other names never panics.
#[test]
fn naughty_names_are_found_by_themselves() {
    let Some(folder) = data("corpora/naughty_strings") else { return };
    let text: String = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            String::from_utf8_lossy(&fs::read(entry.expect("an entry").path()).expect("readable")).into_owned()
        })
        .collect();
    let names: Vec<String> = text.lines().map(|line| line.trim().to_owned()).collect();
    assert!(names.len() > 100, "{}", names.len());
    let index = NameIndex::new(&names);
    for name in &names {
        let found = index.find(name).expect("its own name");
        assert_eq!((&names[found.region], found.method), (name, NameMethod::Exact));
        index.find(&name.to_lowercase());
    }
    assert_eq!(index.nearest("Ω≈ç√∫˜µ≤≥÷", 5).len(), 5);
}
