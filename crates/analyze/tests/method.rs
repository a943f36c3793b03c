//! The method section of `analyze`: the command that repeats it, cautions about the data, omitted small counts.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{analyze, analyzed, data, summary};

fn said(out: &Path) -> String {
    std::fs::read_to_string(out.join("method.txt")).expect("method.txt")
}

/// Runs the last line of a method file in a shell, in a folder of its own for `--out`.
fn repeated(out: &Path, folder: &Path) -> Output {
    let text = said(out);
    let command = text.lines().last().expect("a command");
    let arguments = command.strip_prefix("analyze ").expect("analyze");
    let line = format!("'{}' {arguments} --examine none", env!("CARGO_BIN_EXE_analyze"));
    Command::new("sh").args(["-c", &line]).current_dir(folder).output().expect("a shell")
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn the_command_repeats_the_analysis() {
    let settings: [&[&str]; 3] = [
        &["--preset", "crime", "--k", "2..4", "--n-init", "2"],
        &[
            "--preset",
            "victim",
            "--years",
            "2022..2023",
            "--k",
            "4",
            "--forms",
            "age-categories",
            "--weights",
            "hour-0.5",
        ],
        &[
            "--filter",
            "description=HOMICIDE,SHOOTING",
            "--measures",
            "density,share_black",
            "--own",
            "Post",
            "--n-init",
            "1",
        ],
    ];
    for (at, settings) in settings.into_iter().enumerate() {
        let out = analyzed(&format!("command_{at}"), &[&["--sample", "--examine", "none"], settings].concat());
        let again = repeated(&out, &folder(&format!("command_{at}_again")));
        let told = String::from_utf8_lossy(&again.stdout);
        assert!(again.status.success() && told.contains("reproduced exactly"), "{}", said(&out));
    }
}

#[test]
fn file_names_and_headers_survive_a_shell() {
    let folder = folder("odd names");
    let city = vc_core::sample::city();
    let table = String::from_utf8(city.crime_csv).expect("UTF-8");
    let (header, rows) = table.split_once('\n').expect("a header");
    let odd = header.replacen("Description", "\"What, 'exactly'=?\"", 1);
    assert_ne!(odd, header);
    std::fs::write(folder.join("it's $HOME.csv"), format!("{odd}\n{rows}")).expect("a file");
    std::fs::write(folder.join("--map.geojson"), city.regions_geojson).expect("a file");
    let run = |arguments: &[&str]| {
        let command = Command::new(env!("CARGO_BIN_EXE_analyze")).args(arguments).current_dir(&folder).output();
        command.expect("analyze starts")
    };
    let role = r"What\, 'exactly'\=?=description";
    let first = run(&[
        "it's $HOME.csv",
        "./--map.geojson",
        "--roles",
        role,
        "--n-init",
        "1",
        "--examine",
        "none",
        "--out",
        "out",
    ]);
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let again = repeated(&folder.join("out"), &folder);
    assert!(String::from_utf8_lossy(&again.stdout).contains("reproduced exactly"), "{}", said(&folder.join("out")));
}

#[test]
fn the_command_repeats_the_analysis_of_a_real_table() {
    let (Some(crime), Some(regions)) =
        (data("data/crime/part1_2022_victim_fields.csv"), data("data/neighborhoods/census2010.geojson"))
    else {
        return;
    };
    let folder = folder("real command");
    for file in [&crime, &regions] {
        std::fs::copy(file, folder.join(file.file_name().expect("a name"))).expect("a copy");
    }
    let files = [crime.to_string_lossy(), regions.to_string_lossy()];
    let out = analyzed("real_command_first", &[&*files[0], &*files[1], "--preset", "victim", "--examine", "none"]);
    let again = repeated(&out, &folder);
    assert!(String::from_utf8_lossy(&again.stdout).contains("reproduced exactly"), "{}", said(&out));
    let text = said(&out).replace('\u{a0}', " ");
    // Counted in the file: 159 genders are empty and 7 unknown; a quarter of the races, two thirds of the ethnicities.
    assert!(text.contains("age for 17%, sex for 17%, race for 26% and ethnicity for 65%"), "{text}");
    assert!(text.contains("November 2022 is not complete: the table ends on Nov 12, 2022."), "{text}");
    assert!(!text.contains("NIBRS"), "one year has no seam between years");
}

#[test]
fn cautions_appear_for_affected_columns_and_periods_only() {
    let (out, output) =
        analyze("cautions_sample", &["--sample", "--preset", "crime", "--years", "all", "--n-init", "1"]);
    assert!(output.status.success() && !said(&out).contains("Known of these data"), "{}", said(&out));
    let Some(crime) = data("data/crime/part1_2016-2021.csv") else { return };
    let of = |years: &str| {
        let arguments =
            [&*crime.to_string_lossy(), "--preset", "crime", "--n-init", "1", "--k", "3", "--examine", "none"];
        let (out, output) = analyze(&format!("cautions_{years}"), &[&arguments[..], &["--years", years]].concat());
        assert!(output.status.success());
        (said(&out), String::from_utf8_lossy(&output.stdout).into_owned())
    };
    let (text, _) = of("2019");
    assert!(!text.contains("Known of these data"), "{text}");
    let (text, printed) = of("2021");
    assert!(text.contains("- November 2021 is not complete: the table ends on Nov 20, 2021."), "{text}");
    assert!(printed.contains("caution: November 2021"), "{printed}");
}

/// Joins two real tables, of 2021 and 2022: the change of the police's records between them is a caution.
#[test]
fn a_change_of_reporting_systems_is_a_caution() {
    let (Some(of_2021), Some(of_2022)) =
        (data("data/crime/part1_2021_api.csv"), data("data/crime/part1_2022_victim_fields.csv"))
    else {
        return;
    };
    let columns = |path: &Path, names: [&str; 3]| -> Vec<[String; 3]> {
        let mut reader = csv::Reader::from_path(path).expect("a table");
        let header = reader.headers().expect("a header").clone();
        let at = names.map(|name| header.iter().position(|header| header == name).expect("a column"));
        reader.records().map(|row| at.map(|at| row.as_ref().expect("a row")[at].to_owned())).collect()
    };
    let path = folder("seam").join("both.csv");
    let mut writer = csv::Writer::from_path(&path).expect("a file");
    writer.write_record(["CrimeDate", "Description", "Neighborhood"]).expect("a header");
    let both = [
        columns(&of_2021, ["CrimeDate", "Description", "Neighborhood"]),
        columns(&of_2022, ["CrimeDateTime", "Description", "Neighborhood"]),
    ];
    both.iter().flatten().for_each(|row| writer.write_record(row).expect("a row"));
    writer.flush().expect("a file");
    let of = |years: &str| {
        let arguments =
            [&*path.to_string_lossy(), "--columns", "description,neighborhood", "--years", years, "--k", "2..3"];
        said(&analyzed(&format!("seam_{years}"), &[&arguments[..], &["--n-init", "1", "--examine", "none"]].concat()))
    };
    assert!(of("all").contains("- Between 2021 and 2022 the police changed their reporting system"));
    assert!(!of("2022").contains("reporting system"));
}

#[test]
fn latent_classes_come_with_their_profiles_and_a_reporting_checklist() {
    let settings = ["--sample", "--preset", "crime", "--method", "classes", "--k", "2..6", "--examine", "none"];
    let out = analyzed("checklist", &settings);
    let summary = summary(&out);
    let responses = summary["item_response"].as_array().expect("item-response profiles");
    let k = summary["sizes"].as_array().expect("sizes").len();
    let mut sums: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for response in responses {
        let sum = sums.entry(response["column"].as_str().expect("a column")).or_insert_with(|| vec![0.0; k]);
        let probabilities = response["probabilities"].as_array().expect("probabilities");
        assert_eq!(probabilities.len(), k);
        assert!(!response["levels"].as_array().expect("levels").is_empty());
        sum.iter_mut().zip(probabilities).for_each(|(sum, p)| *sum += p.as_f64().expect("a number"));
    }
    assert!(sums.len() >= 3, "{:?}", sums.keys());
    assert!(sums.values().flatten().all(|sum| (sum - 1.0).abs() < 1e-9), "{sums:?}");

    let text = said(&out);
    let checklist = text.split("# Reporting checklist for latent class analysis").nth(1).expect("a checklist");
    for item in [
        "Sample: ",
        "Missing values: ",
        "Fit of every number of classes: 2 classes: ",
        "Dependence that is left",
        "Not done: ",
    ] {
        assert!(checklist.contains(item), "{item} in {checklist}");
    }
    let kmeans = analyzed("no_checklist", &["--sample", "--preset", "crime", "--k", "2..3", "--examine", "none"]);
    assert!(!said(&kmeans).contains("checklist"));
    assert_eq!(self::summary(&kmeans)["item_response"], serde_json::json!([]));
}

/// The cells of profiles.csv: by group, column and level, the share in the group, the overall share, and the reason for
/// an omission.
fn profiles(out: &Path) -> BTreeMap<(String, String, String), [String; 3]> {
    let mut reader = csv::Reader::from_path(out.join("profiles.csv")).expect("profiles.csv");
    let headers = reader.headers().expect("headers").clone();
    let cell = |row: csv::StringRecord| {
        let text = |name: &str| row[headers.iter().position(|header| header == name).expect("a header")].to_owned();
        let key = (text("group"), text("column"), text("level"));
        (key, ["share_in_group", "share_overall", "suppressed"].map(text))
    };
    reader.records().map(|row| cell(row.expect("a row"))).collect()
}

#[test]
fn small_counts_of_victims_traits_are_omitted_by_default() {
    let settings =
        ["--sample", "--preset", "victim", "--years", "2022", "--k", "6", "--n-init", "1", "--examine", "none"];
    let out = analyzed("suppressed", &settings);
    let all = analyzed("not_suppressed", &[&settings[..], &["--no-suppression"]].concat());
    let sizes: Vec<f64> =
        summary(&all)["sizes"].as_array().expect("sizes").iter().filter_map(|size| size.as_f64()).collect();
    let (written, full) = (profiles(&out), profiles(&all));
    let mut n_small = 0;
    for (key, [share, overall, reason]) in &full {
        assert_eq!(reason, "");
        // Census figures have no levels to count.
        let is_level = key.1.parse::<vc_model::params::Column>().is_ok() && !(key.1 == "age" && key.2.is_empty());
        let count = share.parse::<f64>().expect("a number") * sizes[key.0.parse::<usize>().expect("a group")];
        let [told, told_overall, told_reason] = &written[key];
        if is_level && count > 0.5 && count < 9.5 {
            n_small += 1;
            assert!(told.is_empty() && told_reason == "yes", "{key:?}: {count}");
        }
        assert!(told.is_empty() || told == share);
        assert!(told_overall.is_empty() || told_overall == overall);
        assert_eq!(told.is_empty() || told_overall.is_empty(), !told_reason.is_empty());
    }
    assert!(n_small > 0, "the sample has small cells");
    let regions = |out: &Path| -> serde_json::Value {
        serde_json::from_slice(&std::fs::read(out.join("regions.geojson")).expect("regions")).expect("JSON")
    };
    let (written, full) = (regions(&out), regions(&all));
    assert!(written["suppression"].is_string() && full["suppression"].is_null());
    let features = |value: &serde_json::Value| value["features"].as_array().expect("features").clone();
    let is_named = |told: &serde_json::Value, name: &str| {
        told["suppressed"].as_array().expect("names").iter().any(|suppressed| suppressed == name)
    };
    for (told, all) in features(&written).iter().zip(&features(&full)) {
        let (told, all) = (&told["properties"], &all["properties"]);
        let victims = all["victims"].as_f64().expect("victims");
        for group in 0..6 {
            let name = format!("share_group_{group}");
            let count = all[&name].as_f64().unwrap_or(0.0) * victims;
            if count > 0.5 && count < 9.5 {
                assert!(told[&name].is_null() && is_named(told, &name), "{told}");
            }
        }
        if victims > 0.0 && victims < 10.0 {
            assert!(told["victims"].is_null() && told["rate"].is_null() && told["smoothed_rate"].is_null());
        }
    }
}

#[test]
fn without_victims_traits_nothing_is_omitted() {
    let settings =
        ["--sample", "--preset", "crime", "--years", "2022", "--k", "6", "--n-init", "1", "--examine", "none"];
    let out = analyzed("unconcerned", &settings);
    assert!(profiles(&out).values().all(|[share, _, reason]| !share.is_empty() && reason.is_empty()));
    let filtered = analyzed("concerned_by_filter", &[&settings[..], &["--filter", "race=ASIAN"]].concat());
    assert!(profiles(&filtered).values().any(|[_, _, reason]| reason == "yes"));
}

#[test]
fn age_groups_and_missing_traits_are_used_as_they_are() {
    let path = folder("bands").join("bands.csv");
    let bands = ["18-24", "25-44", "45-64", "65+", "<18", "", "unknown", "25-44"];
    let races = ["WHITE", "BLACK_OR_AFRICAN_AMERICAN", "", "UNKNOWN"];
    let crimes = ["LARCENY", "ROBBERY", "BURGLARY"];
    let row = |at: usize| {
        let (age, race, crime) = (bands[at % 8], races[at / 8 % 4], crimes[at % 3]);
        format!("2023-{:02}-{:02},{crime},{age},{race}\n", at % 12 + 1, at % 28 + 1)
    };
    let rows: String = (0..960).map(row).collect();
    std::fs::write(&path, format!("CrimeDateTime,Description,Age,Race\n{rows}")).expect("a file");
    let arguments =
        ["--preset", "victim", "--forms", "age-categories", "--k", "3", "--n-init", "2", "--examine", "none"];
    let out = analyzed("bands_out", &[&[&*path.to_string_lossy()], &arguments[..]].concat());
    let text = said(&out).replace('\u{a0}', " ");
    assert!(text.contains("missing: age for 25% and race for 50%."), "{text}");
    let levels: Vec<(String, String)> = profiles(&out)
        .into_keys()
        .map(|(_, column, level)| (column, level))
        .filter(|(c, _)| c != "description")
        .collect();
    for (column, level) in [("age", ""), ("age", "25-44"), ("age", "65+"), ("race", ""), ("race", "WHITE")] {
        assert!(levels.contains(&(column.to_owned(), level.to_owned())), "{column} {level:?}: {levels:?}");
    }
}
