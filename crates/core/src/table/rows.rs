//! The columns of a table while its rows are read.

use super::Table;
use super::clean::clean;
use super::column::{IdColumn, Interner};
use super::own;
use super::point::{Positions, Settled, Unusable, exchangeable, parse_degrees, parse_point, unusable, usable};
use super::repeats::SeenRows;
use super::roles::{CODED, Roles};
use super::split::Record;
use super::text::{is_windows_1252, shortened, text};
use super::when::Moments;
use vc_model::failure::TableError;
use vc_model::params::{Column, Role};
use vc_model::result::{Change, Note, Reason, Rule};

/// The position of a column that the file lacks: no record has this field.
const ABSENT: usize = usize::MAX;

/// The columns while rows are read, each with the position of its field.
pub(super) struct Rows {
    roles: Roles,
    n_fields: usize,
    /// Number of columns up to the last one with a header.
    n_named: usize,
    /// The header line, to recognize repetitions of it.
    header: Vec<u8>,
    set_aside: Vec<Option<Reason>>,
    coded: Vec<(Role, usize, Interner)>,
    own: Vec<(Column, usize, Interner)>,
    moments: Moments,
    date_at: usize,
    time_at: usize,
    positions: Option<PositionColumns>,
    weights: Option<Weights>,
    ids: Option<Ids>,
    mismatched: usize,
    first_mismatched: usize,
    /// Rows with reserved room, and the number of rows when it was last reserved.
    room: usize,
    n_before: usize,
}

struct PositionColumns {
    lng: usize,
    lat: usize,
    point: usize,
    positions: Positions,
    n_unusable: u64,
    /// Number of rows with projected coordinates, and the first of them.
    n_projected: u64,
    projected: (f64, f64),
    /// Number of rows with other text, and the first of them.
    n_text: u64,
    text: String,
}

struct Weights {
    at: usize,
    /// Filled from the first weight on that is not 1.
    weights: Option<Vec<f64>>,
}

/// Row ids, and the hash of every row with an id.
struct Ids {
    at: usize,
    column: IdColumn,
    seen: SeenRows,
}

impl Rows {
    /// Columns for these roles. `header` is the header line.
    pub(super) fn new(roles: Roles, header: &[u8]) -> Self {
        let n_fields = roles.headers.len();
        let at = |role: Role| roles.at.get(&role).copied();
        let has_positions = at(Role::Point).or(at(Role::Lng).and(at(Role::Lat))).is_some();
        Self {
            n_fields,
            n_named: roles.n_named,
            header: header.to_vec(),
            set_aside: Vec::new(),
            coded: CODED.iter().filter_map(|&role| Some((role, at(role)?, Interner::new()))).collect(),
            own: roles.own.iter().map(|&(column, at)| (column, at, Interner::new())).collect(),
            moments: Moments::new(at(Role::Date).is_some(), at(Role::Time).is_some()),
            date_at: at(Role::Date).unwrap_or(ABSENT),
            time_at: at(Role::Time).unwrap_or(ABSENT),
            positions: has_positions.then(|| PositionColumns {
                lng: at(Role::Lng).unwrap_or(ABSENT),
                lat: at(Role::Lat).unwrap_or(ABSENT),
                point: at(Role::Point).unwrap_or(ABSENT),
                positions: Positions::default(),
                n_unusable: 0,
                n_projected: 0,
                projected: (0.0, 0.0),
                n_text: 0,
                text: String::new(),
            }),
            weights: at(Role::Weight).map(|at| Weights { at, weights: None }),
            ids: at(Role::RowId).map(|at| Ids { at, column: IdColumn::default(), seen: SeenRows::new() }),
            mismatched: 0,
            first_mismatched: 0,
            room: 0,
            n_before: 0,
            roles,
        }
    }

    /// Number of rows so far.
    pub(super) fn len(&self) -> usize {
        self.set_aside.len()
    }

    /// Adds a record of the buffer `bytes`.
    #[inline]
    pub(super) fn push(&mut self, record: &Record, bytes: &[u8]) {
        let mut reason = None;
        if record.len() != self.n_fields && !self.is_padded(record, bytes) {
            reason = Some(Reason::WrongNumberOfFields);
            self.mismatched += 1;
            if self.mismatched == 1 {
                self.first_mismatched = self.len() + 1;
            }
        } else if bytes[record.raw.clone()] == self.header {
            reason = Some(Reason::RepeatedHeader);
        }
        // In a row with another number of fields no field can be trusted, so all of them are missing.
        let is_whole = reason.is_none();
        let field = |at: usize| if is_whole { record.get(bytes, at) } else { &[] };

        for (_, at, column) in &mut self.coded {
            column.push(field(*at));
        }
        for (_, at, column) in &mut self.own {
            column.push(field(*at));
        }
        self.moments.push(field(self.date_at), field(self.time_at));
        if let Some(columns) = &mut self.positions {
            columns.push(field(columns.lng), field(columns.lat), field(columns.point));
        }
        if let Some(weights) = &mut self.weights {
            let given = field(weights.at);
            let weight = parse_weight(given);
            if weight.is_none() && is_whole {
                let is_empty = given.trim_ascii().is_empty();
                reason = Some(if is_empty { Reason::MissingWeight } else { Reason::UnusableWeight });
            }
            // The placeholder of a row without reliable fields is never read.
            let weight = if is_whole { weight.unwrap_or(0.0) } else { 1.0 };
            weights.push(weight, self.set_aside.len(), self.set_aside.capacity());
        }
        if let Some(ids) = &mut self.ids {
            let id = field(ids.at);
            ids.column.push(id);
            // Victims of one incident share much, but not the id: equal rows without an id are not repeats.
            let raw = || bytes[record.raw.clone()].trim_ascii_end();
            if reason.is_none() && !id.is_empty() && !ids.seen.insert(raw()) {
                reason = Some(Reason::RepeatedRow);
            }
        }
        self.set_aside.push(reason);
    }

    /// Whether the extra or missing fields at the end of a record are all empty.
    #[cold]
    fn is_padded(&self, record: &Record, bytes: &[u8]) -> bool {
        let has_all = record.len() >= self.n_named;
        has_all && (self.n_fields..record.len()).all(|at| record.get(bytes, at).trim_ascii().is_empty())
    }

    /// Reserves room for the remaining rows, estimated from the rows in the `n_read` of `n_bytes` bytes so far. Columns
    /// that double their capacity would need three times their content for a moment. Reserves at most `most` rows,
    /// because a file may begin with short rows, or be smaller than announced.
    pub(super) fn make_room(&mut self, n_read: u64, n_bytes: u64, most: usize) {
        const SPARE: f64 = 1.01;
        let n_rows = self.len();
        let n_last = n_rows - std::mem::replace(&mut self.n_before, n_rows);
        let to_come = n_rows as f64 * (n_bytes as f64 / n_read.max(1) as f64 - 1.0) * SPARE;
        let to_come = (to_come.max(0.0) as usize).min(most.saturating_sub(n_rows));
        let room = self.room.saturating_sub(n_rows);
        if room >= to_come || room >= 2 * n_last {
            return;
        }
        self.room = n_rows + to_come;
        self.set_aside.reserve_exact(to_come);
        self.coded.iter_mut().for_each(|(_, _, column)| column.codes.reserve(to_come));
        self.own.iter_mut().for_each(|(_, _, column)| column.codes.reserve(to_come));
        self.moments.reserve(to_come);
        if let Some(columns) = &mut self.positions {
            columns.positions.reserve(to_come);
        }
        if let Some(Weights { weights: Some(weights), .. }) = &mut self.weights {
            weights.reserve_exact(to_come);
        }
        if let Some(ids) = &mut self.ids {
            ids.column.reserve(to_come);
            ids.seen.reserve(to_come);
        }
    }

    /// The table with all columns cleaned.
    ///
    /// # Errors
    /// [`TableError`] if there are no rows, or none that can be used.
    pub(super) fn finish(mut self) -> Result<Table, TableError> {
        let n_rows = self.len();
        if n_rows == 0 {
            return Err(TableError::NoRows);
        }
        if self.mismatched == n_rows {
            return Err(TableError::NoUsableRows {
                rows: n_rows,
                mismatched: self.mismatched,
                expected: self.n_fields,
                first_row: self.first_mismatched,
            });
        }
        let mut changes = Vec::new();
        let mut notes = self.roles.notes;
        let columns = self.coded.iter().map(|(_, _, raw)| raw).chain(self.own.iter().map(|(_, _, raw)| raw));
        let in_windows_1252: u64 = columns.map(n_windows_1252).sum();
        if in_windows_1252 > 0 {
            notes.push(Note::Windows1252 { values: in_windows_1252 });
        }
        let id = self.ids.map(|Ids { mut column, .. }| {
            column.shrink();
            column
        });
        let coded = self.coded.into_iter().map(|(role, _, raw)| (role, clean(role, raw, &mut changes))).collect();
        let headers = &self.roles.headers;
        let own = self.own.into_iter();
        let own = own.map(|(column, at, raw)| own::finish(column, &headers[at].header, raw, &mut changes)).collect();
        let (days, minutes) = self.moments.finish(&mut changes, &mut notes);
        let positions = self.positions.and_then(|columns| columns.finish(&mut notes));
        // A change of case alone is not reported.
        let is_case = |change: &Change| change.rule == Rule::Case;
        changes.sort_by(|a, b| {
            let by_rows = (is_case(a), b.rows).cmp(&(is_case(b), a.rows));
            by_rows.then_with(|| (&a.column, &a.from).cmp(&(&b.column, &b.from)))
        });
        self.set_aside.shrink_to_fit();
        Ok(Table {
            n_rows,
            set_aside: self.set_aside,
            id,
            coded,
            own,
            days,
            minutes,
            positions,
            weights: self.weights.and_then(|weights| weights.weights),
            changes,
            headers: self.roles.headers,
            notes,
        })
    }
}

impl PositionColumns {
    #[inline]
    fn push(&mut self, lng: &[u8], lat: &[u8], point: &[u8]) {
        let of_numbers = usable(parse_degrees(lng), parse_degrees(lat));
        let of_text = || parse_point(point).and_then(|(lng, lat)| usable(Some(lng), Some(lat)));
        let found = of_numbers.or_else(of_text).or_else(|| exchangeable(parse_degrees(lng), parse_degrees(lat)));
        if found.is_none() && !(lng.is_empty() && lat.is_empty() && point.is_empty()) {
            match unusable(lng, lat) {
                Unusable::Projected(x, y) => {
                    self.n_projected += 1;
                    if self.n_projected == 1 {
                        self.projected = (x, y);
                    }
                }
                Unusable::Text => {
                    self.n_text += 1;
                    if self.n_text == 1 {
                        self.text = shortened(&text(if lng.is_empty() { lat } else { lng }), 40);
                    }
                }
                Unusable::Nowhere => self.n_unusable += 1,
            }
        }
        self.positions.push(found);
    }

    /// The positions. If all rows have the same point, the column is broken, and there are none.
    fn finish(mut self, notes: &mut Vec<Note>) -> Option<Positions> {
        /// Most rows that may share one point.
        const FEW: usize = 10;
        match self.positions.settle() {
            Settled::Swapped(rows) => notes.push(Note::SwappedCoordinates { rows }),
            Settled::Beyond(rows) => self.n_unusable += rows,
        }
        if self.n_projected > 0 {
            let (x, y) = self.projected;
            notes.push(Note::ProjectedCoordinates { rows: self.n_projected, x, y });
        }
        if self.n_text > 0 {
            notes.push(Note::TextCoordinates { rows: self.n_text, example: self.text.clone() });
        }
        if self.n_unusable > 0 {
            notes.push(Note::UnusableCoordinates { rows: self.n_unusable });
        }
        if let Some(((lng, lat), n_known)) = self.positions.only_point()
            && n_known > FEW
        {
            notes.push(Note::ConstantCoordinates { lng, lat });
            return None;
        }
        self.positions.shrink();
        self.positions.has_any().then_some(self.positions)
    }
}

impl Weights {
    #[inline]
    fn push(&mut self, weight: f64, n_before: usize, capacity: usize) {
        if weight != 1.0 && self.weights.is_none() {
            let mut weights = Vec::with_capacity(capacity);
            weights.resize(n_before, 1.0);
            self.weights = Some(weights);
        }
        if let Some(weights) = &mut self.weights {
            weights.push(weight);
        }
    }
}

/// Reads the number of victims of a row: any positive number that can be summed.
#[inline]
fn parse_weight(text: &[u8]) -> Option<f64> {
    /// Larger than any count of people, or so small that it vanishes in a sum: not a count.
    const PLAUSIBLE: std::ops::RangeInclusive<f64> = 1e-9..=1e12;

    if text == b"1" {
        return Some(1.0);
    }
    std::str::from_utf8(text).ok()?.trim().parse().ok().filter(|weight| PLAUSIBLE.contains(weight))
}

/// Number of rows with a value that was read as Windows-1252.
fn n_windows_1252(column: &Interner) -> u64 {
    let odd: Vec<bool> = column.levels.texts().map(is_windows_1252).collect();
    if odd.contains(&true) { column.codes.iter().filter(|&code| odd[code as usize]).count() as u64 } else { 0 }
}
