//! The text of `analyze --help`.

use vc_model::params::AnalysisParams;
use vc_model::params::settings::{SETTINGS, Setting, Shape, Value};

const BEFORE_SETTINGS: &str = "\
Finds groups of victims in a crime table and writes them to files.

Usage: analyze CRIME [REGIONS [SECOND]] [OPTIONS] --out DIR
       analyze --sample [OPTIONS] --out DIR

  CRIME                 crime table, one row for each victim: CSV, .gz, .zip, JSON,
                        .xlsx, .xls, .ods, Parquet, SQLite
  REGIONS               neighborhoods with census figures: GeoJSON, zipped shapefile,
                        KML, KMZ, GeoPackage, GeoParquet, FlatGeobuf, CSV with
                        outlines, TopoJSON
  SECOND                a second geography, into which rows are put by their
                        coordinates or by the centers of the neighborhoods of REGIONS
  --layer NAME          which layer of a file that holds several; may be repeated
  --sample              the built-in sample of a made-up city in their place
  --out DIR             where the files go: labels.csv, table.csv, features.csv,
                        profiles.csv, regions.geojson, summary.json, ledger.csv,
                        mapping.json, and method.txt: what was done, for a paper
  --link 'LINK'         the settings of a shared link: its address, or what follows its # (or
                        its ?, in older links); options after it change them
  --fingerprint CODE    that of the result to repeat: the last line says whether it is met
";

// A line break escaped at the beginning would take the indentation of the first line away.
const AFTER_SETTINGS: &str = "  --mapping FILE        roles, own, match and kinds as mapping.json holds them; options
                        after it add
  --examine A,B,…       how far to trust the groups, written to summary.json:
                        restarts, stability (of the groups shown), stabilities
                        (for every k), differences (tests on victims held out), null
                        (the sweep on column-shuffled data), latent (classes against
                        gradients), multiverse (other defensible analyses),
                        silhouettes (of all rows, from every pair), none
                        (default restarts,stability,differences,null,latent)
  --multiverse          also examine multiverse, and say which choices move the groups
  --compare WHAT=VALUE  also compare with the same analysis of other columns on the same
                        rows (preset=crime) or of another period (years=2018; the
                        groups are then applied to that period's rows), in as many
                        groups, or with ,own behind it in its own best number; written
                        to comparison.csv and comparison.json
  --no-suppression      write counts under 10 of victims' own traits, too, which
                        profiles.csv, regions.geojson and comparisons leave out otherwise
  --threads N           threads to share the work               (default: all)
  --timings             seconds of every stage as JSON on standard error
";

/// The column in which the descriptions begin, and the one in which they end.
const BEGIN: usize = 24;
const END: usize = 90;

/// What `--help` prints.
pub(crate) fn usage() -> String {
    let options: String = SETTINGS.iter().map(option).collect();
    format!("{BEFORE_SETTINGS}{options}{AFTER_SETTINGS}")
}

/// The lines of a setting's option, with its default where that is a text.
fn option(setting: &Setting) -> String {
    let value = match setting.shape {
        Shape::Text => setting.usage.value.to_owned(),
        _ => format!("'{}'", setting.usage.value),
    };
    let default = match setting.get(&AnalysisParams::default()) {
        Some(Value::Text(text)) if !text.is_empty() => format!(" (default {text})"),
        _ => String::new(),
    };
    let mut text = String::new();
    let mut line = format!("  {:<width$}", format!("--{} {value}", setting.option()), width = BEGIN - 2);
    if !line.ends_with(' ') {
        text += &format!("{line}\n");
        line = " ".repeat(BEGIN);
    }
    let mut is_first = true;
    for word in format!("{}{default}", setting.usage.about).split(' ') {
        if line.chars().count() + 1 + word.chars().count() > END {
            text += &format!("{line}\n");
            line = " ".repeat(BEGIN);
            is_first = true;
        }
        line += if is_first { "" } else { " " };
        line += word;
        is_first = false;
    }
    text + &line + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_option_with_default() {
        let usage = usage();
        for setting in SETTINGS {
            let lines = option(setting);
            assert!(usage.contains(&lines) && lines.contains(&format!("  --{} ", setting.option())), "{lines}");
        }
        assert!(
            usage.contains("  --min-frequency P     merge levels with a smaller share (default 0.005)\n"),
            "{usage}"
        );
        assert!(usage.lines().all(|line| line.chars().count() <= END && !line.starts_with("--")), "{usage}");
    }

    #[test]
    fn long_options_have_a_line_of_their_own() {
        let usage = usage();
        let at = usage.lines().position(|line| line == "  --filter 'COLUMN=VALUE,…'").expect("its own line");
        assert!(usage.lines().nth(at + 1).is_some_and(|line| line.starts_with(&" ".repeat(BEGIN))));
    }
}
