//! `analyze` as users run it: links, the same numbers by every way, and helpful errors.

#[path = "../../../tests/common/archives.rs"]
mod archives;
mod common;

use common::{analyze, analyzed, summary};

fn fingerprint(name: &str, arguments: &[&str]) -> String {
    summary(&analyzed(name, arguments))["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

#[test]
fn a_link_gives_the_same_numbers_if_defaults_are_written_out() {
    let first = summary(&analyzed("link_first", &["--sample", "--preset", "crime"]));
    let link = first["link"].as_str().expect("a link");
    assert!(link.contains("columns=description,inside_outside,premise,weapon,hour") && link.contains("k=5"), "{link}");
    let settings = link.strip_prefix('#').expect("a fragment, which no server sees");
    for (name, address) in [
        ("link_again", format!("https://example.org/page{link}")),
        ("link_old", format!("https://example.org/page?{settings}")),
        ("link_both", format!("https://example.org/page?utm_source=mail&k=2{link}")),
        ("link_bare", settings.to_owned()),
    ] {
        let (out, output) = analyze(name, &["--sample", "--link", &address]);
        assert!(String::from_utf8_lossy(&output.stdout).contains("reproduced exactly"), "{address}");
        assert_eq!(summary(&out)["fingerprint"], first["fingerprint"], "{address}");
    }
    let read = |name: &str, file: &str| {
        std::fs::read(std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name).join(file)).expect("a file")
    };
    for file in ["labels.csv", "table.csv", "features.csv", "profiles.csv", "regions.geojson"] {
        assert!(read("link_first", file) == read("link_again", file), "{file} differs");
    }
    let (_, other) = analyze("link_other", &["--sample", "--link", link, "--seed", "7"]);
    assert!(String::from_utf8_lossy(&other.stdout).contains("differs from the link's"));
}

#[test]
fn any_number_of_threads_gives_the_same_numbers() {
    let written = |threads: &str| {
        let settings = ["--sample", "--preset", "crime", "--years", "2022", "--k", "2..4", "--n-init", "3"];
        let examine = ["--examine", "restarts,stability,null,latent,silhouettes", "--threads", threads];
        let out = analyzed(&format!("threads_{threads}"), &[&settings[..], &examine].concat());
        ["labels.csv", "summary.json"].map(|file| std::fs::read(out.join(file)).expect("a file"))
    };
    let alone = written("1");
    assert!(written("2") == alone && written("5") == alone);
}

#[test]
fn settings_that_resolve_equally_have_equal_fingerprints() {
    let latest = fingerprint("alike_latest", &["--sample", "--preset", "crime", "--n-init", "2"]);
    let named = ["--sample", "--preset", "crime", "--years", "2024", "--components", "4", "--n-init", "2"];
    assert_eq!(fingerprint("alike_named", &named), latest);
    assert_ne!(fingerprint("alike_seed", &["--sample", "--preset", "crime", "--n-init", "2", "--seed", "1"]), latest);
}

#[test]
fn the_order_of_rows_does_not_matter() {
    let city = vc_core::sample::city();
    let text = String::from_utf8(city.crime_csv).expect("UTF-8");
    let (header, rows) = text.split_once('\n').expect("a header line");
    let mut lines: Vec<&str> = rows.lines().collect();
    lines.reverse();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join("reversed.csv");
    std::fs::write(&path, format!("{header}\n{}\n", lines.join("\n"))).expect("a file");
    let arguments = ["--preset", "crime", "--n-init", "3"];
    let forward = summary(&analyzed("forward", &[&["--sample"], &arguments[..]].concat()));
    let backward = summary(&analyzed("backward", &[&[&*path.to_string_lossy()], &arguments[..]].concat()));
    for number in ["sizes", "centroids", "sweep", "pca"] {
        assert!(forward[number] == backward[number], "{number} differs");
    }
}

#[test]
fn a_filter_sets_rows_aside_and_is_recorded_like_other_settings() {
    let settings = ["--sample", "--preset", "crime", "--n-init", "2", "--examine", "none"];
    let filter = ["--filter", "description=HOMICIDE,SHOOTING,FRAUD", "--filter", "race=BLACK_OR_AFRICAN_AMERICAN,"];
    let out = analyzed("filter", &[&settings[..], &filter].concat());
    let filtered = summary(&out);
    let rows = &filtered["rows"];
    let aside: u64 = rows["set_aside"].as_object().expect("reasons").values().filter_map(|n| n.as_u64()).sum();
    assert_eq!(rows["used"].as_u64().expect("a number") + aside, rows["read"].as_u64().expect("a number"));
    let n_filtered = rows["set_aside"]["filtered"].as_u64().expect("filtered rows");
    let read = |file: &str| std::fs::read_to_string(out.join(file)).expect("a file");
    assert!(read("ledger.csv").contains(&format!("set_aside,,filtered,,,{n_filtered}")));
    assert_eq!(read("labels.csv").lines().filter(|line| line.ends_with(",,filtered")).count() as u64, n_filtered);
    // Filters on missing values are noted, and not recorded as settings.
    assert!(filtered["notes"].to_string().contains("unknown_levels"));
    assert_eq!(filtered["settings"]["filters"]["description"], serde_json::json!(["HOMICIDE", "SHOOTING"]));
    let link = filtered["link"].as_str().expect("a link");
    assert!(
        link.contains("filters=description-HOMICIDE.SHOOTING,race-.BLACK%255FOR%255FAFRICAN%255FAMERICAN"),
        "{link}"
    );
    let again = ["--sample", "--examine", "none", "--link", link];
    assert_eq!(fingerprint("filter_again", &again), filtered["fingerprint"].as_str().expect("a fingerprint"));
    assert_ne!(fingerprint("filter_none", &settings), filtered["fingerprint"].as_str().expect("a fingerprint"));
}

/// A zip of the sample's table and regions with another table gives the same numbers as the loose files.
#[test]
fn packed_files_give_the_numbers_of_plain_files() {
    let city = vc_core::sample::city();
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let write = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).expect("a file");
        folder.join(name).to_string_lossy().into_owned()
    };
    let other = "Description,CrimeDate\nLARCENY,2019-01-01\n".repeat(3);
    let entries: [(&str, &[u8]); 3] =
        [("t/crime.csv", &city.crime_csv), ("t/other.csv", other.as_bytes()), ("r.geojson", &city.regions_geojson)];
    let packed = write("city.zip", &archives::zipped(&entries));
    let plain = [write("crime.csv", &city.crime_csv), write("regions.geojson", &city.regions_geojson)];
    let settings = ["--preset", "crime", "--years", "2022", "--k", "3", "--n-init", "2"];
    let (_, output) = analyze("packed_unsaid", &[&[packed.as_str()], &settings[..]].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !output.status.success() && said.contains("city.zip holds several layers; say which with --layer"),
        "{said}"
    );
    assert!(said.contains("t/crime.csv (table, CSV") && said.contains("t/other.csv (table, CSV"), "{said}");
    let chosen = analyzed("packed", &[&[packed.as_str(), "--layer", "t/crime.csv"], &settings[..]].concat());
    let loose = analyzed("unpacked", &[&[plain[0].as_str(), plain[1].as_str()], &settings[..]].concat());
    let (chosen, loose) = (summary(&chosen), summary(&loose));
    assert_eq!(chosen["fingerprint"], loose["fingerprint"]);
    let inflated = serde_json::json!({ "inflated": { "entry": "t/crime.csv", "archive": "city.zip" } });
    let notes = chosen["notes"].as_array().expect("notes");
    assert!(notes.iter().any(|note| note["note"] == inflated), "{notes:?}");
    let (_, output) = analyze("packed_unknown", &[&packed, "--layer", "2031"]);
    assert!(
        String::from_utf8_lossy(&output.stderr)
            .contains("there is no layer “2031”: choose one of “t/crime.csv”, “t/other.csv” and “r.geojson”")
    );
}

#[test]
fn errors_say_what_was_expected_and_what_to_do() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let complains = |arguments: &[&str], part: &str| {
        let (_, output) = analyze("errors", arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains(part), "{arguments:?}: {said}");
    };
    let file = |name: &str, text: &str| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let page = file("page.csv", "<!DOCTYPE html><title>Sign in</title>");
    complains(&[&page], "“page.csv”: expected a crime table (comma-separated text), found a web page");
    complains(&[&file("empty.csv", "")], "“empty.csv”: the file is empty");
    let table = file("table.csv", "Description,CrimeDate\nLARCENY,2019-01-01\n");
    let nameless = r#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"Population":5},
        "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]}"#;
    complains(&[&table, &file("nameless.geojson", nameless)], "name");
    complains(&[&table], "only 1 row is chosen");
    complains(&["--sample", "--k", "99"], "k must be from 2 to 12, found “99”");
    complains(&["--sample", "--years", "1999"], "no row is from 1999");
    complains(&["--sample", "--filter", "description=FRAUD"], "no row passes the filter (crime: “FRAUD”)");
    complains(&["--sample", "--filter", "census=1"], "filters must be of columns of categories");
    complains(&["--sample", "--colour", "red"], "there is no option --colour");
    complains(&["nowhere.csv"], "nowhere.csv");
}
