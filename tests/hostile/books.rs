//! Workbooks and KML.

use crate::archives::zipped;
use crate::case::{Case, run};
use crate::file::{File, file};
use crate::workbooks::{at, ods, xls, xlsx};

fn workbook(rows: &str) -> Vec<File> {
    vec![file("a.xlsx", xlsx(&[("Data", "visible", rows)], &[], false))]
}

/// A workbook with one of its parts replaced.
fn with_part(path: &str, content: &[u8]) -> Vec<File> {
    let book = xlsx(&[("Data", "visible", r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row>"#)], &["a"], false);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a zip");
    let parts: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).expect("a part");
            let mut bytes = Vec::new();
            std::io::copy(&mut part, &mut bytes).expect("whole");
            (part.name().expect("a name").into_owned(), bytes)
        })
        .collect();
    let replaced = |(name, bytes): &'_ (String, Vec<u8>)| {
        let bytes = if name == path { content.to_vec() } else { bytes.clone() };
        (name.clone(), bytes)
    };
    let parts: Vec<(String, Vec<u8>)> = parts.iter().map(replaced).collect();
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    vec![file("a.xlsx", zipped(&parts))]
}

/// Digits of no pattern: they shrink by half only, so that growth gives nothing away.
fn noise(n: usize) -> String {
    let mut state = 1_u64;
    let mut digits = String::with_capacity(n);
    while digits.len() < n {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        digits.push(char::from(b'0' + (state >> 60) as u8 % 10));
    }
    digits
}

fn table(rows: &str) -> Vec<File> {
    vec![file("a.ods", ods(&format!(r#"<table:table table:name="a">{rows}</table:table>"#)))]
}

const CASES: &[Case] = &[
    (
        "a sheet of two cells in opposite corners",
        || workbook(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#),
        None,
        "the header line has more than 2,000 columns",
    ),
    (
        "a sheet of 40 MB of blanks",
        || workbook(&" ".repeat(40_000_000)),
        None,
        "unpacks to more than 250 times its size",
    ),
    (
        "a text of 20 MB in a cell",
        || workbook(&format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, noise(20_000_000))),
        None,
        "longer than 16 MB",
    ),
    (
        "five million texts that no cell uses",
        || {
            let texts: String = (0..5_000_000).map(|at| format!("<si><t>{at}</t></si>")).collect();
            with_part("xl/sharedStrings.xml", format!("<sst>{texts}</sst>").as_bytes())
        },
        None,
        "more than 16,777,216 XML tags",
    ),
    (
        "a million styles",
        || {
            let styles = r#"<xf numFmtId="14"/>"#.repeat(600_000) + &"<x/>".repeat(600_000);
            with_part("xl/styles.xml", format!("<styleSheet><cellXfs>{styles}</cellXfs></styleSheet>").as_bytes())
        },
        None,
        "more than 1,048,576 XML tags",
    ),
    (
        "entities within entities",
        || {
            let doctype = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
            with_part("xl/sharedStrings.xml", format!("{doctype}<sst><si><t>&c;</t></si></sst>").as_bytes())
        },
        None,
        "the workbook can’t be read",
    ),
    (
        "a sheet that is no XML",
        || with_part("xl/worksheets/sheet1.xml", b"\0\x01<<<>>>"),
        None,
        "the workbook can’t be read",
    ),
    (
        "rows that count down",
        || workbook(r#"<row r="9"><c r="A9"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>"#),
        None,
        "row 3 follows row 9",
    ),
    (
        "a cell beyond the last column",
        || workbook(r#"<row r="1"><c r="ZZZZZZZZ1"><v>1</v></c></row>"#),
        None,
        "the workbook can’t be read",
    ),
    (
        "a cell of OpenDocument, repeated 16,384 times in a million rows",
        || {
            table(
                r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#,
            )
        },
        None,
        "may have 500 MB, and this one has more",
    ),
    (
        "a row of OpenDocument, repeated 10¹⁸ times",
        || {
            table(
                r#"<table:table-row table:number-rows-repeated="999999999999999999"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#,
            )
        },
        None,
        "more than 1048576 rows",
    ),
    (
        "a workbook of Excel 97 with two cells in opposite corners",
        || {
            let cell = |row, column| (0x203, at(row, column, 0, &1_f64.to_le_bytes()));
            vec![file("a.xls", xls(&[cell(0, 0), cell(65_535, 65_535)]))]
        },
        None,
        "the header line has more than 2,000 columns",
    ),
    (
        "a workbook of Excel 97 whose sectors go in a circle",
        || {
            let mut book = xls(&[]);
            book[512 + 8..512 + 12].copy_from_slice(&2_u32.to_le_bytes());
            vec![file("a.xls", book)]
        },
        None,
        "a chain of sectors has no end",
    ),
];

/// KML: an outline's coordinates.
fn kml(coordinates: &str) -> Vec<File> {
    let text = format!(
        "<kml><Placemark><name>a</name><Polygon><outerBoundaryIs><LinearRing><coordinates>{coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></kml>"
    );
    vec![file("a.kml", text.into_bytes())]
}

const MAPS: &[Case] = &[
    ("an outline of 20 MB in KML", || kml(&"1,2 ".repeat(5_000_000)), None, "longer than 16 MB"),
    (
        "elements in elements, a million deep",
        || vec![file("a.kml", format!("<kml><Placemark>{}", "<a>".repeat(1_000_000)).into_bytes())],
        None,
        "it ends in a placemark",
    ),
    (
        "a million placemarks without a shape",
        || vec![file("a.kml", format!("<kml>{}</kml>", "<Placemark/>".repeat(1_000_000)).into_bytes())],
        None,
        "expected polygons (neighborhoods) or points (crimes)",
    ),
    (
        "3,000 columns of one placemark",
        || {
            let data: String = (0..3000).map(|at| format!("<Data name=\"a{at}\"><value>1</value></Data>")).collect();
            vec![file(
                "a.kml",
                format!("<kml><Placemark><ExtendedData>{data}</ExtendedData></Placemark></kml>").into_bytes(),
            )]
        },
        None,
        "more than 2,000 different columns",
    ),
    ("NaN for a coordinate of KML", || kml("NaN,1 2,3 4,5"), None, "expected coordinates as longitude,latitude"),
    (
        "a tag of 20 MB",
        || vec![file("a.kml", format!("<kml {}", "a".repeat(20_000_000)).into_bytes())],
        None,
        "longer than 16 MB",
    ),
];

#[test]
fn maps_in_kml_made_to_fill_memory() {
    run(MAPS);
}

#[test]
fn workbooks_made_to_fill_memory() {
    run(CASES);
}
