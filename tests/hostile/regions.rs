//! Neighborhoods.

use crate::case::{Case, run};
use crate::file::{File, file, repeated};

/// A collection of one feature with this geometry.
fn with(geometry: &str) -> Vec<File> {
    vec![file("b.geojson", collection(&feature("{\"Name\":\"Oak\"}", geometry)))]
}

fn feature(properties: &str, geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{geometry}}}")
}

fn collection(features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}")
}

fn polygon(ring: &str) -> String {
    format!("{{\"type\":\"Polygon\",\"coordinates\":[[{ring}]]}}")
}

const SQUARE: &str = "[0,0],[1,0],[1,1],[0,1],[0,0]";

/// A ring of so many vertices, by their numbers.
fn ring(n: usize, at: impl Fn(usize) -> (f64, f64)) -> String {
    let vertices = (0..n).chain([0]).map(|i| {
        let (x, y) = at(i);
        format!("[{x},{y}]")
    });
    vertices.collect::<Vec<_>>().join(",")
}

fn circle(n: usize) -> impl Fn(usize) -> (f64, f64) {
    move |i| {
        let angle = i as f64 / n as f64 * std::f64::consts::TAU;
        (angle.cos(), angle.sin())
    }
}

/// A CSV with outlines.
fn outline(wkt: &str) -> Vec<File> {
    vec![file("b.csv", format!("the_geom,Name\n\"{wkt}\",Oak\n"))]
}

/// A crime table with positions, so that points are looked up and outlines thinned.
fn crimes() -> File {
    let rows: String = (0..100).map(|n| format!("A{},0.{n:02}5,0.{n:02}7\n", n % 3)).collect();
    file("a.csv", format!("Description,Longitude,Latitude\n{rows}"))
}

/// A collection of one feature with this geometry, and a table.
fn joined(geometry: &str) -> Vec<File> {
    let mut files = with(geometry);
    files.push(crimes());
    files
}

/// A comb that does not cross itself: so many teeth, one on the other, each as wide as the whole. Or turned, each as high.
fn comb(n: usize, is_turned: bool) -> String {
    let n_teeth = n / 4;
    let step = 1.0 / n_teeth as f64;
    let vertex = |i: usize| {
        let (tooth, corner) = (i / 4, i % 4);
        let across = if corner == 1 || corner == 2 { 1.0 } else { 0.1 };
        let along = (tooth as f64 + if corner < 2 { 0.0 } else { 0.5 }) * step;
        (across, along)
    };
    let at = |i: usize| match i.checked_sub(n_teeth * 4) {
        None => vertex(i),
        Some(0) => (0.0, 1.0),
        Some(_) => (0.0, 0.0),
    };
    polygon(&ring(n_teeth * 4 + 2, |i| if is_turned { (at(i).1, at(i).0) } else { at(i) }))
}

fn nested(open: &str, n: usize, inner: &str, close: &str) -> String {
    open.repeat(n) + inner + &close.repeat(n)
}

const GEOJSON: &[Case] = &[
    ("nothing", || vec![file("b.geojson", "")], None, "the file is empty: expected neighborhoods"),
    ("one byte", || vec![file("b.geojson", "{")], None, "JSON"),
    ("NaN for a coordinate", || with(&polygon("[NaN,0],[1,0],[1,1],[NaN,0]")), None, "found “[null,0]”"),
    ("Infinity for a coordinate", || with(&polygon("[Infinity,0],[1,0],[1,1],[0,0]")), None, "found “[null,0]”"),
    ("1e999 for a coordinate", || with(&polygon("[1e999,0],[1,0],[1,1],[0,0]")), None, "a number is out of range"),
    (
        "1e300 for a coordinate",
        || with(&polygon("[1e300,0],[1,0],[1,1],[0,0]")),
        None,
        "expected WGS84 longitude and latitude",
    ),
    ("null for a coordinate", || with(&polygon("[null,0],[1,0],[1,1],[0,0]")), None, "found “[null,0]”"),
    (
        "a position of a thousand numbers",
        || with(&polygon(&SQUARE.replace("[1,1]", &format!("[1{}]", ",1".repeat(1000))))),
        None,
        "regions: 1",
    ),
    ("a bow tie", || with(&polygon("[0,0],[1,1],[1,0],[0,1],[0,0]")), None, "regions: 1"),
    ("a ring without an end", || with(&polygon("[0,0],[1,0],[1,1]")), None, "regions: 1"),
    (
        "a ring of one place, a million times",
        || joined(&polygon(&ring(1_000_000, |_| (1.0, 1.0)))),
        None,
        "read: 100 rows, 1 regions",
    ),
    (
        "a ring of two million vertices",
        || joined(&polygon(&ring(2_000_000, circle(2_000_000)))),
        None,
        "read: 100 rows, 1 regions",
    ),
    (
        "a zigzag of 400,000 vertices, each edge across all others",
        || joined(&polygon(&ring(400_000, |i| (f64::from(i as u32 % 2), i as f64 / 400_000.0)))),
        None,
        "read: 100 rows, 1 regions",
    ),
    (
        "a star of 400,000 vertices that crosses itself everywhere",
        || joined(&polygon(&ring(400_001, |i| circle(400_001)(i * 200_000 % 400_001)))),
        None,
        "read: 100 rows, 1 regions",
    ),
    ("a comb of 200,000 vertices on its side", || joined(&comb(200_000, false)), None, "read: 100 rows, 1 regions"),
    ("a comb of 200,000 vertices", || joined(&comb(200_000, true)), None, "read: 100 rows, 1 regions"),
    (
        "lists in lists, 100,000 deep",
        || with(&nested("[", 100_000, "", "]")),
        None,
        "found the columns “Name”, “Longitude” and “Latitude”.",
    ),
    (
        "collections in collections, 100,000 deep",
        || with(&nested("{\"type\":\"GeometryCollection\",\"geometries\":[", 100_000, &polygon(SQUARE), "]}")),
        None,
        "nested too deep",
    ),
    (
        "collections in collections, 50 deep",
        || with(&nested("{\"type\":\"GeometryCollection\",\"geometries\":[", 50, &polygon(SQUARE), "]}")),
        None,
        "regions: 1",
    ),
    (
        "properties in properties, 100,000 deep",
        || {
            vec![file(
                "b.geojson",
                collection(&feature(
                    &format!("{{\"Name\":{}}}", nested("{\"a\":", 100_000, "1", "}")),
                    &polygon(SQUARE),
                )),
            )]
        },
        None,
        "nested too deep",
    ),
    (
        "members that stand twice",
        || {
            let twice = feature(
                "{\"Name\":\"Elm\",\"Name\":\"Oak\"},\"properties\":{\"Name\":\"Ash\",\"__proto__\":{\"x\":1}}",
                &polygon(SQUARE),
            );
            vec![file("b.geojson", collection(&twice).replacen("\"type\"", "\"type\":\"Feature\",\"type\"", 1))]
        },
        None,
        "regions: 1",
    ),
    (
        "100,000 properties of one region",
        || {
            let properties: String = (0..100_000).map(|n| format!(",\"p{n}\":{n}")).collect();
            vec![file(
                "b.geojson",
                collection(&feature(&format!("{{\"Name\":\"Oak\"{properties}}}"), &polygon(SQUARE))),
            )]
        },
        None,
        "more than 2,000 different columns",
    ),
    (
        "2,000 regions of 100 properties of their own each",
        || {
            let properties = |region| (0..100).map(|n| format!(",\"p{region}_{n}\":{n}")).collect::<String>();
            let features: Vec<String> = (0..2000)
                .map(|region| feature(&format!("{{\"Name\":\"r{region}\"{}}}", properties(region)), &polygon(SQUARE)))
                .collect();
            vec![file("b.geojson", collection(&features.join(",")))]
        },
        None,
        "more than the 2,000",
    ),
    (
        "a million regions",
        || {
            let feature = feature("{\"Name\":\"r\"}", &polygon("[0,0],[1,0],[1,1],[0,0]")) + ",";
            let (head, tail) =
                ("{\"type\":\"FeatureCollection\",\"features\":[", feature.trim_end_matches(',').to_owned() + "]}");
            vec![repeated("b.geojson", head, &feature, 1_000_000, &tail)]
        },
        None,
        "more than can be held: choose a file with simpler outlines",
    ),
    (
        "250 MB of regions",
        || {
            let feature = feature("{\"Name\":\"r\"}", &polygon("[0,0],[1,0],[1,1],[0,0]")) + ",";
            let head = "{\"type\":\"FeatureCollection\",\"features\":[";
            vec![repeated("b.geojson", head, &feature, 250_000_000 / feature.len() as u64, "]}")]
        },
        None,
        "looks like a file of neighborhoods and has more than 200 MB",
    ),
    (
        "six million vertices",
        || {
            let head = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"Name\":\"Oak\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[";
            vec![repeated("b.geojson", head, "[0,0],[1,1],", 3_000_000, "[0,0]]]}}]}")]
        },
        None,
        "more than can be held: choose a file with simpler outlines",
    ),
];

#[test]
fn geojson() {
    run(GEOJSON);
}

const OTHERS: &[Case] = &[
    (
        "records of crimes under the name of a map",
        || vec![file("crimes.geojson", "[{\"Description\":\"A\",\"Weapon\":\"x\"},{\"Description\":\"B\"}]")],
        Some("columns=description,weapon&sweep=2..2"),
        "2 groups of 2 rows",
    ),
    (
        "lists in lists, 100,000 deep, as records",
        || vec![file("b.json", nested("[", 100_000, "", "]"))],
        None,
        "expected records as JSON",
    ),
    (
        "records in records, 100,000 deep",
        || vec![file("b.json", format!("[{}]", nested("{\"a\":", 100_000, "1", "}")))],
        None,
        "found the columns “a”, “Longitude” and “Latitude”.",
    ),
    (
        "20,000 records with a column of their own each",
        || vec![file("b.json", (0..20_000).map(|n| format!("{{\"c{n}\":1}}\n")).collect::<String>())],
        None,
        "more than 2,000 different columns",
    ),
    (
        "collections in collections of a topology, 100,000 deep",
        || {
            let geometry = nested("{\"type\":\"GeometryCollection\",\"geometries\":[", 100_000, "", "]}");
            vec![file("b.json", format!("{{\"type\":\"Topology\",\"objects\":{{\"a\":{geometry}}},\"arcs\":[]}}"))]
        },
        None,
        "collections in collections, more than 8 deep",
    ),
    (
        "an arc of a topology used a million times",
        || {
            let ring = "0,".repeat(1_000_000) + "0";
            vec![file(
                "b.json",
                format!(
                    "{{\"type\":\"Topology\",\"objects\":{{\"a\":{{\"type\":\"Polygon\",\"arcs\":[[{ring}]]}}}},\"arcs\":[[[0,0],[1,0],[1,1],[0,1],[0,0],[0,0]]]}}"
                ),
            )]
        },
        None,
        "more than the 5,000,000 vertices",
    ),
    (
        "ArcGIS rings of one place",
        || {
            let rings = "[[0,0]],".repeat(100_000) + "[[0,0],[1,1],[1,0]]";
            vec![file(
                "b.json",
                format!(
                    "{{\"features\":[{{\"attributes\":{{\"Name\":\"Oak\"}},\"geometry\":{{\"rings\":[{rings}]}}}}]}}"
                ),
            )]
        },
        None,
        "regions: 1",
    ),
    (
        "100,000 holes in 100,000 rings",
        || {
            let rings = "[[0,0],[0,1],[1,1],[0,0]],[[0.2,0.5],[0.3,0.6],[0.2,0.6],[0.2,0.5]],".repeat(100_000)
                + "[[0,0],[1,1],[1,0]]";
            vec![file(
                "b.json",
                format!(
                    "{{\"features\":[{{\"attributes\":{{\"Name\":\"Oak\"}},\"geometry\":{{\"rings\":[{rings}]}}}}]}}"
                ),
            )]
        },
        None,
        "more holes than can be assigned",
    ),
    (
        "an outline of brackets, 100,000 deep",
        || outline(&format!("POLYGON ((0 0, 1 0, 1 1, 0 0){}", nested("(", 100_000, "", ")"))),
        None,
        "expected an outline as well-known text",
    ),
    (
        "an outline of collections, 100,000 deep",
        || {
            vec![file(
                "b.csv",
                format!(
                    "the_geom,Name\n\"POLYGON ((0 0, 1 0, 1 1, 0 0))\",Oak\n\"{}\",Elm\n",
                    nested("GEOMETRYCOLLECTION (", 100_000, "POINT (0 0)", ")")
                ),
            )]
        },
        None,
        "regions: 2",
    ),
    (
        "an outline of GeoJSON, 100,000 lists deep",
        || {
            let deep =
                format!("{{\"\"type\"\":\"\"Polygon\"\",\"\"coordinates\"\":{}}}", nested("[", 100_000, "", "]"));
            vec![file("b.csv", format!("Name,shape\nOak,\"{deep}\"\n"))]
        },
        None,
        "outline",
    ),
    (
        "an outline of binary digits that promises four billion rings",
        || vec![file("b.csv", format!("Name,shape\nOak,0103000000FFFFFFFF{}\n", "00".repeat(1000)))],
        None,
        "expected an outline",
    ),
    ("an outline of 1e300", || outline("POLYGON ((1e300 0, 1 0, 1 1, 1e300 0))"), None, "no longitude and latitude"),
    (
        "an outline of NaN",
        || outline("POLYGON ((NaN 0, 1 0, 1 1, NaN 0))"),
        None,
        "expected an outline as well-known text",
    ),
    (
        "an outline of a million vertices",
        || {
            outline(&format!(
                "POLYGON (({}))",
                ring(1_000_000, circle(1_000_000))
                    .replace("],[", ";")
                    .replace(',', " ")
                    .replace(';', ", ")
                    .replace(['[', ']'], "")
            ))
        },
        None,
        "regions: 1",
    ),
    (
        "an outline that never ends",
        || vec![repeated("b.csv", "the_geom,Name\n\"POLYGON ((0 0, ", "1 1, ", 10_000_000, "")],
        None,
        "more than the 5,000,000 vertices",
    ),
];

#[test]
fn other_forms_of_regions() {
    run(OTHERS);
}

/// A table by its header and rows, and the regions that its rows lie in.
fn table_and_regions(header: &str, rows: &str, features: &[String]) -> Vec<File> {
    vec![file("a.csv", header.to_owned() + rows), file("b.geojson", collection(&features.join(",")))]
}

const JOINED: &[Case] = &[
    (
        "20,000 names that none of 20,000 regions has",
        || {
            let features: Vec<String> = (0..20_000)
                .map(|n| feature(&format!("{{\"Name\":\"Region {n}\"}}"), &polygon("[0,0],[1,0],[1,1],[0,0]")))
                .collect();
            let rows: String = (0..20_000).map(|n| format!("A{},Quarter of {n}\n", n % 3)).collect();
            table_and_regions("Description,Neighborhood\n", &rows, &features)
        },
        None,
        "read: 20000 rows, 20000 regions",
    ),
    (
        "names of 100,000 letters that are hardly alike",
        || {
            let features: Vec<String> = (0..20)
                .map(|n| {
                    feature(
                        &format!("{{\"Name\":\"{n}{}\"}}", "x".repeat(100_000)),
                        &polygon("[0,0],[1,0],[1,1],[0,0]"),
                    )
                })
                .collect();
            let rows: String = (0..20).map(|n| format!("A{},{n}{}\n", n % 3, "y".repeat(100_000))).collect();
            table_and_regions("Description,Neighborhood\n", &rows, &features)
        },
        Some("columns=description,neighborhood&k=2&sweep=2..2"),
        "2 groups of 20 rows",
    ),
    (
        "100,000 points in 2,000 regions that all overlap",
        || {
            let features: Vec<String> = (0..2000)
                .map(|n| {
                    feature(&format!("{{\"Name\":\"r{n}\"}}"), &polygon("[-77,39],[-76,39],[-76,40],[-77,40],[-77,39]"))
                })
                .collect();
            let rows: String = (0..100_000).map(|n| format!("A{},-76.{:05},39.5\n", n % 3, n)).collect();
            table_and_regions("Description,Longitude,Latitude\n", &rows, &features)
        },
        None,
        "read: 100000 rows, 2000 regions",
    ),
    (
        "figures of 1e300 and below zero",
        || {
            let features: Vec<String> = (0..20)
                .map(|n| {
                    let (people, black) = (["0", "-5", "1e300", "1e308", "null"][n % 5], ["1e308", "-1", "1e-300", "3", "\"x\""][n % 4]);
                    feature(&format!("{{\"Name\":\"r{n}\",\"Population\":{people},\"Blk_AfAm\":{black},\"White\":{n},\"Trees\":{black}}}"), &polygon(SQUARE))
                })
                .collect();
            let rows: String = (0..100).map(|n| format!("A{},r{}\n", n % 3, n % 20)).collect();
            table_and_regions("Description,Neighborhood\n", &rows, &features)
        },
        Some("columns=description,census&sweep=2..3&n_init=1"),
        "groups of 100 rows",
    ),
];

#[test]
fn tables_joined_to_regions() {
    run(JOINED);
}
