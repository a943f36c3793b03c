//! Hostile names: formulas, markup, characters that XML forbids. All writers must output texts from files and links as
//! plain texts.
//!
//! The complete published list of naughty strings is in the folder that `VICTIM_CLUSTERS_DATA` names.

mod common;

use std::path::Path;

use common::{analyzed, data};
use vc_link::{Link, View};
use vc_view::charts::{Caption, ChartStyle, bars, svg};
use vc_view::wording::Locale;

const NAMES: &[&str] = &[
    "=1+1",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "=HYPERLINK(\"http://a.example\",\"x\")",
    "\t=1",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "&lt;b&gt;",
    "a\u{1}b\u{fffe}",
    "\u{202e}gnp.exe",
    "],,\"",
    "constructor",
    "-1",
    "A;=1+1",
    "A|\u{200b}@SUM(A1)",
    "\u{3164}=1+1",
    "\u{feff} \u{a0}+1+1",
    "＝1+1",
    "Mall;-5",
];

/// Whether a program that splits cells at any of these signs, and skips what nobody sees, could find a formula.
fn holds_formula(cell: &str) -> bool {
    let is_skipped =
        |c: char| c.is_whitespace() || c.is_control() || "\"\u{feff}\u{200b}\u{200e}\u{3164}\u{ad}\u{202e}".contains(c);
    cell.split([';', '\t', '|', ',', '\n', '\r']).any(|piece| {
        let piece = piece.trim_start_matches(is_skipped);
        piece.parse::<f64>().is_err() && piece.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
    })
}

/// The names above, and the published list if it is available.
fn names() -> Vec<String> {
    let mut names: Vec<String> = NAMES.iter().map(|&name| name.to_owned()).collect();
    if let Some(path) = data("corpora/naughty_strings/blns.txt") {
        let lines = std::fs::read_to_string(path).expect("the list");
        names.extend(lines.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")).map(str::to_owned));
    }
    names
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// Writes a table and regions that contain every name.
fn files(names: &[String]) -> (String, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let row = |at: usize| {
        // Rare values of a column are merged, so some of these are common.
        let (what, place) = (&names[at * 7 % names.len().min(60)], &names[at % names.len()]);
        let id = format!("{}{at}", ["", "=", "-"][at % 3]);
        let (id, what, place, kind) =
            (quoted(&id), quoted(what), quoted(place), quoted(&names[at * 3 % 20 % names.len()]));
        format!("{id},2022-{:02}-{:02} {:02}:00:00,{what},{place},{kind}\n", at % 12 + 1, at % 28 + 1, at * 11 % 24)
    };
    let table = folder.join("names.csv");
    let rows: String = (0..5 * names.len().max(80)).map(row).collect();
    std::fs::write(&table, format!("RowID,CrimeDateTime,Description,Neighborhood,Premise\n{rows}")).expect("a table");
    let feature = |(at, name): (usize, &String)| {
        let (x, y) = (-76.7 + 0.01 * (at % 30) as f64, 39.2 + 0.01 * (at / 30) as f64);
        serde_json::json!({"type": "Feature", "properties": {"Name": name, "Population": 1000 + at}, "geometry":
            {"type": "Polygon", "coordinates": [[[x, y], [x + 0.01, y], [x + 0.01, y + 0.01], [x, y + 0.01], [x, y]]]}})
    };
    let regions = folder.join("names.geojson");
    let features: Vec<_> = names.iter().enumerate().map(feature).collect();
    let json = serde_json::json!({"type": "FeatureCollection", "features": features});
    std::fs::write(&regions, json.to_string()).expect("regions");
    (table.to_string_lossy().into_owned(), regions.to_string_lossy().into_owned())
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let (table, regions) = files(&names());
    let out = analyzed("names", &[&table, &regions, "--link", "k=3&sweep=3..3&n_init=1&max_iter=5"]);
    let mut n_marked = 0;
    let mut n_negative = 0;
    for entry in std::fs::read_dir(&out).expect("files").flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|extension| extension != "csv") {
            continue;
        }
        let lines = csv::ReaderBuilder::new().has_headers(false).from_path(&path).expect("CSV").into_records();
        for record in lines {
            for cell in &record.expect("a line") {
                let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
                n_marked += usize::from(cell.starts_with("'="));
                n_negative += usize::from(is_number && cell.starts_with('-'));
                assert!(
                    is_number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell:?} in {}",
                    path.display()
                );
                assert!(!holds_formula(cell), "{cell:?} in {}", path.display());
            }
        }
    }
    assert!(n_marked > 0, "names like formulas are there, marked");
    assert!(n_negative > 0, "our own negative numbers are there, unmarked");
    let geojson = std::fs::read_to_string(out.join("regions.geojson")).expect("regions.geojson");
    let json: serde_json::Value = serde_json::from_str(&geojson).expect("JSON");
    let written = json["features"].as_array().expect("features").iter().any(|of| of["properties"]["name"] == "=1+1");
    assert!(written, "JSON keeps names as they are");
}

#[test]
fn no_name_is_markup_in_a_picture() {
    let draw = |title: &str, group: &str| {
        let groups = [group.to_owned()];
        let caption = Caption { title, subtitle: title, groups: &groups, source: title };
        let blank = bars::BarsChart { bars: &[], full_share: 1.0, locale: Locale::EN };
        svg::document((300.0, 100.0), &ChartStyle::light(), caption, &blank)
    };
    let tags = |text: &str| text.matches('<').count() - text.matches("<text").count() - text.matches("</text").count();
    let plain = tags(&draw("a", "b"));
    for name in names() {
        let text = draw(&name, &name);
        assert_eq!(tags(&text), plain, "{name:?}");
        let is_held =
            |c: char| !c.is_control() && c != '\u{fffe}' || matches!(c, '\n' | '\t' | '\r' | '\u{7f}'..='\u{9f}');
        assert!(text.chars().all(is_held), "{name:?}");
    }
}

#[test]
fn every_name_survives_a_link_or_is_refused_with_its_name() {
    for name in names() {
        let mut view = View::default();
        let refused = view.rename(3, 0, &name).is_err();
        let link = Link { view, crime: Some(name.clone()), ..Link::default() };
        let text = link.to_string();
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"=&.,_-%".contains(&byte)), "{text}");
        let (read, problems) = Link::parse(&text);
        assert_eq!((read.view, problems), (link.view, vec![]), "{name:?}, refused: {refused}");
    }
}
