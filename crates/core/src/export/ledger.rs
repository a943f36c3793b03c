//! `ledger.csv`: the fate of every row, and of every value that cleaning changed.
//!
//! `read` equals `used` plus all of `set_aside`. `changed` counts rows of the whole file. `joined` and `unmatched`
//! count used rows; every used row is in one line of `joined`.
//!
//! If victims' own traits choose groups or rows, small numbers of rows are empty where they count victims of a place or with a trait.

use std::collections::BTreeMap;
use std::error::Error;

use super::cells::CsvFile;
use super::suppression::{Suppression, is_small};
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use crate::table::Role;
use vc_model::result::{Change, JoinMethod, Note};

pub(super) fn csv(dataset: &Dataset, outcome: &Outcome, suppression: Suppression) -> Result<Vec<u8>, Box<dyn Error>> {
    let ledger = &outcome.analysis.rows;
    let is_concerned = suppression.concerns(&outcome.analysis.resolved);
    let mut writer = CsvFile::new();
    writer.write_record(["kind", "column", "rule", "from", "to", "rows"])?;
    let mut line = |[kind, column, rule, from, to]: [&str; 5], rows: Option<u64>| {
        let rows = rows.map(|rows| rows.to_string()).unwrap_or_default();
        writer.write_record([kind, column, rule, from, to, &rows])
    };
    line(["read", "", "", "", ""], Some(ledger.read))?;
    line(["used", "", "", "", ""], Some(ledger.used))?;
    for (reason, rows) in &ledger.set_aside {
        line(["set_aside", "", reason.id(), "", ""], Some(*rows))?;
    }
    for change in &ledger.changed {
        let rows = (!is_concerned || !hides(change)).then_some(change.rows);
        line(["changed", &change.column, change.rule.id(), &change.from, &change.to], rows)?;
    }
    for note in &dataset.summary.notes {
        if let Note::Windows1252 { values } = note {
            line(["changed", "", "windows_1252", "", ""], Some(*values))?;
        }
    }
    for ((method, name, region), rows) in joined(dataset, outcome) {
        // The lines of a region add up to its victims, which regions.geojson may omit.
        line(["joined", Role::Neighborhood.name(), method.id(), name, region], (!is_concerned).then_some(rows))?;
    }
    for unmatched in &ledger.unmatched {
        let nearest = unmatched.nearest.join(" | ");
        let rows = (!is_concerned).then_some(unmatched.rows);
        line(["unmatched", Role::Neighborhood.name(), "nearest", &unmatched.name, &nearest], rows)?;
    }
    writer.into_bytes()
}

/// Whether the number of rows of a change is a small count of a victims' trait, or could be one of a place.
pub(super) fn hides(change: &Change) -> bool {
    is_small(change.rows as f64)
}

/// Used rows by the method of their join, the table's name, and the region's name.
fn joined<'a>(dataset: &'a Dataset, outcome: &Outcome) -> BTreeMap<(JoinMethod, &'a str, &'a str), u64> {
    let mut counts = BTreeMap::new();
    let Some(geography) = &dataset.geography else { return counts };
    let names = dataset.table.coded.get(&Role::Neighborhood);
    // Counted by code first, because there are many rows and few names.
    let mut by_code: BTreeMap<(JoinMethod, u32, u32), u64> = BTreeMap::new();
    for &row in &outcome.swept.prepared.selection.rows {
        let row = row as usize;
        let name = names.map_or(0, |names| names.codes.get(row));
        *by_code.entry((geography.join.method[row], name, geography.join.region.get(row))).or_default() += 1;
    }
    for ((method, name, region), rows) in by_code {
        let name = names.map_or("", |names| names.levels[name as usize].as_str());
        let regions = &geography.file.regions.names;
        let region = (region as usize).checked_sub(1).map_or("", |at| regions[at].as_str());
        *counts.entry((method, name, region)).or_default() += rows;
    }
    counts
}
