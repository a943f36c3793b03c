//! Evidence from comparing table and regions: which property names the regions, which file the table's names belong to,
//! and whether two headers are swapped.

use std::rc::Rc;

use super::regions::RegionsFile;
use crate::geo::{NameIndex, Regions, census};
use crate::table::{CodedColumn, Role, Table};
use vc_model::result::Note;

/// Number of rows whose value is the name of a region.
fn n_named(column: &CodedColumn, names: &[String]) -> u64 {
    let index = NameIndex::new(names);
    let counts = column.codes.counts(column.levels.len());
    let named = column.levels.iter().zip(counts).filter(|(level, rows)| *rows > 0 && index.find(level).is_some());
    named.map(|(_, rows)| rows).sum()
}

/// The regions, renamed by the property whose values most rows of the table contain. Keeps the names if no property has
/// more rows.
pub(super) fn best_named(table: &Table, file: Rc<RegionsFile>, notes: &mut Vec<Note>) -> Rc<RegionsFile> {
    let Some(column) = table.coded.get(&Role::Neighborhood) else { return file };
    let mut best = (n_named(column, &file.regions.names), None);
    for texts in file.regions.texts.iter().filter(|texts| texts.name != file.regions.name_property) {
        let rows = n_named(column, &texts.values);
        if rows > best.0 {
            best = (rows, Some(&texts.name));
        }
    }
    let (rows, Some(property)) = best else { return file };
    let Some(regions) = file.regions.named_by(property) else { return file };
    notes.push(Note::NameProperty { property: property.clone(), rows });
    let census = census(&regions);
    let (name, unpacked) = (file.name.clone(), file.unpacked.clone());
    Rc::new(RegionsFile { name, hash: file.hash, regions, census, unpacked })
}

/// Sorts two files of regions by the number of rows that name them, most first. Keeps the order in a tie.
pub(super) fn in_order(table: &Table, files: [Rc<RegionsFile>; 2]) -> [Rc<RegionsFile>; 2] {
    let Some(column) = table.coded.get(&Role::Neighborhood) else { return files };
    let rows = |file: &RegionsFile| {
        let names = file.regions.texts.iter().map(|texts| texts.values.as_slice());
        names.chain([file.regions.names.as_slice()]).map(|names| n_named(column, names)).max().unwrap_or(0)
    };
    let [first, second] = files;
    if rows(&second) > rows(&first) { [second, first] } else { [first, second] }
}

/// Whether the columns for districts and neighborhoods are swapped: most districts name a region, and hardly any
/// neighborhoods do.
pub(super) fn are_exchanged(table: &Table, regions: &Regions) -> bool {
    const MOST: f64 = 0.5;
    const HARDLY: f64 = 0.05;
    let share = |role: &Role| {
        let column = table.coded.get(role)?;
        let n_values = table.n_rows as u64 - column.codes.counts(column.levels.len())[0];
        Some(n_named(column, &regions.names) as f64 / n_values.max(1) as f64)
    };
    let (districts, neighborhoods) = (share(&Role::District), share(&Role::Neighborhood));
    districts.is_some_and(|share| share > MOST) && neighborhoods.is_some_and(|share| share < HARDLY)
}

/// Swaps districts and neighborhoods, with a note for each header.
pub(super) fn exchanged(mut table: Table, notes: &mut Vec<Note>) -> Table {
    let (districts, neighborhoods) = (table.coded.remove(&Role::District), table.coded.remove(&Role::Neighborhood));
    table.coded.extend(districts.map(|column| (Role::Neighborhood, column)));
    table.coded.extend(neighborhoods.map(|column| (Role::District, column)));
    for header in &mut table.headers {
        let to = match header.role {
            Some(Role::District) => Role::Neighborhood,
            Some(Role::Neighborhood) => Role::District,
            _ => continue,
        };
        notes.extend(header.role.map(|from| Note::MendedHeader { header: header.header.clone(), from, to }));
        header.role = Some(to);
    }
    table
}
