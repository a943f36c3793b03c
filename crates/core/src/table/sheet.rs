//! The rows of one file, all read: what depends on the file alone is settled, categories are as the file has them.

use std::collections::BTreeMap;

use super::clean::clean;
use super::column::{CodedColumn, IdColumn, Interner, MISSING};
use super::own;
use super::point::Positions;
use super::sides::against_places;
use super::text::shortened;
use super::unit::{self, UnitRows};
use super::when::Read;
use super::{MISSING_DAY, MISSING_MINUTE, PlaceColumn, Table};
use crate::number::Expected;
use vc_model::params::{Column, Counting, Role};
use vc_model::result::{Change, HeaderRole, Note, Reading, Reason, RowUnit, Rule};
use vc_model::sorting::{CollectSorted, CompactSort};

/// The rows of one file, or of several that are one table.
pub(crate) struct Sheet {
    pub(super) n_rows: usize,
    pub(super) set_aside: Vec<Option<Reason>>,
    pub(super) id: Option<IdColumn>,
    /// Whether rows have ids, and not so few that they mean nothing.
    pub(super) ids_tell_rows_apart: bool,
    pub(super) coded: Vec<(Role, Interner)>,
    /// Columns chosen by hand, with their headers.
    pub(super) own: Vec<(Column, String, Interner)>,
    /// Further columns of places, with their headers.
    pub(super) places: Vec<(String, Interner)>,
    /// How the file's columns write numbers.
    pub(super) numbers: Expected,
    pub(super) moments: Read,
    pub(super) positions: Option<Positions>,
    pub(super) weights: Option<Vec<f64>>,
    /// Changes of dates and times.
    pub(super) changes: Vec<Change>,
    pub(super) reading: Reading,
    pub(super) headers: Vec<HeaderRole>,
    /// The header of the column that is read for a role.
    pub(super) header_of: BTreeMap<Role, String>,
    /// Notes on columns and ids, and those on dates, times and coordinates.
    pub(super) notes: Vec<Note>,
    pub(super) late_notes: Vec<Note>,
    /// Per row, what it is compared with the rows of other files by; 0 for one that can't be used.
    pub(super) keys: Option<Vec<u64>>,
    /// What tells what a row is, and which rows a person wants counted.
    pub(super) unit: UnitRows,
    pub(super) counting: Option<Counting>,
}

impl Sheet {
    /// The table with all columns cleaned.
    pub(crate) fn into_table(self) -> Table {
        let mut changes = Vec::new();
        let mut notes = self.notes;
        let coded = self
            .coded
            .into_iter()
            .map(|(role, raw)| (role, clean(role, raw, &mut changes, &mut notes)))
            .collect_sorted();
        let own = self.own.into_iter();
        let own =
            own.map(|(column, header, raw)| own::finish(column, &header, raw, self.numbers, &mut changes)).collect();
        let place = |(header, raw)| {
            let mut changes = Vec::new();
            let column = clean(Role::Neighborhood, raw, &mut changes, &mut Vec::new());
            PlaceColumn { header, column, changes }
        };
        let places = self.places.into_iter().map(place).collect();
        changes.extend(self.changes);
        notes.extend(self.late_notes);
        // A change of case alone is not reported.
        let is_case = |change: &Change| change.rule == Rule::Case;
        changes.compact_sort_by(|a, b| {
            let by_rows = (is_case(a), b.rows).cmp(&(is_case(b), a.rows));
            by_rows.then_with(|| (&a.column, &a.from).cmp(&(&b.column, &b.from)))
        });
        let mut table = Table {
            n_rows: self.n_rows,
            set_aside: self.set_aside,
            id: self.id,
            coded,
            own,
            days: self.moments.days,
            precision: self.moments.precision,
            minutes: self.moments.minutes,
            positions: self.positions,
            weights: self.weights,
            changes,
            reading: self.reading,
            headers: self.headers,
            unit: RowUnit::default(),
            incidents: None,
            notes,
            places,
            parts: Vec::new(),
            keyed: Vec::new(),
        };
        let unread = unread(&table, &self.header_of);
        table.notes.extend(unread);
        let against = against_places(&table);
        table.notes.extend(against);
        unit::settle(&mut table, &self.unit, self.counting, self.numbers);
        table
    }
}

/// Notes on columns of which more than a few values could not be read.
fn unread(table: &Table, header_of: &BTreeMap<Role, String>) -> Vec<Note> {
    /// Fewer are told by the ledger alone.
    const FEW: f64 = 0.01;
    let header = |role: Role| header_of.get(&role).cloned();
    let n_known =
        |column: &CodedColumn| table.n_rows as u64 - column.codes.counts(column.levels.len())[MISSING as usize];
    let known_of_role = |role: Role| match role {
        Role::Date => table.days.iter().flatten().filter(|&&day| day != MISSING_DAY).count() as u64,
        Role::Time => table.minutes.iter().flatten().filter(|&&minute| minute != MISSING_MINUTE).count() as u64,
        _ => table.coded.get(&role).map_or(0, n_known),
    };
    let mut failed: BTreeMap<&str, (u64, &Change)> = BTreeMap::new();
    for change in table.changes.iter().filter(|change| change.rule == Rule::Unreadable) {
        // The most frequent one comes first.
        failed.entry(&change.column).or_insert((0, change)).0 += change.rows;
    }
    let told = |(name, (rows, example)): (&str, (u64, &Change))| {
        // Most rows have no end of a span; the ledger lists what can't be read.
        if [Role::EndDate, Role::EndTime].iter().any(|role| role.name() == name) {
            return None;
        }
        let own = table.own.iter().find(|own| own.header == name);
        let role = Role::ALL.into_iter().find(|role| own.is_none() && role.name() == name);
        let (header, known) = match (own, role) {
            (Some(own), _) => (own.header.clone(), n_known(&own.column)),
            // Times stand in the column of dates, if not in one of their own.
            (None, Some(role)) => (header(role).or_else(|| header(Role::Date))?, known_of_role(role)),
            (None, None) => return None,
        };
        let is_much = rows as f64 > FEW * (rows + known) as f64;
        let example = shortened(&example.from, 40);
        is_much.then_some(Note::Unread { header, role, rows, of: rows + known, example })
    };
    failed.into_iter().filter_map(told).collect()
}
