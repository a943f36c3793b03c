//! The columns of a table while its rows are read.

use std::collections::BTreeSet;

use twox_hash::XxHash64;

use super::clock::{Context, Sibling, Siblings};
use super::column::{IdColumn, Interner};
use super::parts::Field;
use super::point::{Positions, Settled, Unusable, exchangeable, parse_degrees, parse_point, unusable, usable};
use super::repeats::SeenRows;
use super::roles::{CODED, Roles};
use super::sheet::Sheet;
use super::split::Record;
use super::text::{is_windows_1252, shortened, text};
use super::unit::UnitRows;
use super::when::{Beside, Moments};
use crate::number::{Expected, Style, sentinels};
use crate::tidy::tidy;
use vc_model::columns::fold;
use vc_model::failure::TableError;
use vc_model::params::{Column, Role};
use vc_model::result::{HeaderRole, Note, Reading, Reason, RoleSource};
use vc_model::sorting::CollectSorted;

/// Rows that servers send at most unless they are asked for more: Socrata 1,000, ArcGIS 1,000 or 2,000, both 50,000 in pages.
const ROWS_OF_ONE_PAGE: [usize; 3] = [1000, 2000, 50_000];

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
    /// The first byte of the first header, in lower case.
    initial: u8,
    set_aside: Vec<Option<Reason>>,
    coded: Vec<(Role, usize, Interner)>,
    own: Vec<(Column, usize, Interner)>,
    /// Further columns of places, of which the map may have the names.
    places: Vec<(usize, Interner)>,
    /// Columns that others are read instead of.
    passed_over: Vec<PassedOver>,
    moments: Moments,
    /// Columns that tell the clock of the moments.
    siblings: Siblings,
    /// What a person and the source say about the clock.
    clock: Context,
    date: Field,
    time: Field,
    /// The columns of the end of spans: its date and its time.
    end: [usize; 2],
    /// Holds a date or a time that stands in several columns.
    joined: [Vec<u8>; 2],
    positions: Option<PositionColumns>,
    weights: Option<(usize, Interner)>,
    ids: Option<Ids>,
    unit: UnitRows,
    /// If rows are compared with those of other files: what they are compared by.
    keys: Option<Keys>,
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
    /// Whether the file writes decimals behind a comma.
    has_commas: bool,
    positions: Positions,
    n_unusable: u64,
    /// Number of rows with projected coordinates, and the first of them.
    n_projected: u64,
    projected: (f64, f64),
    /// Number of rows with other text, and the first of them.
    n_text: u64,
    text: String,
}

/// Words in the headers of columns that hold names or numbers of places.
const PLACES: [&str; 21] = [
    "neighbo",
    "community",
    "ward",
    "district",
    "distrito",
    "barrio",
    "comuna",
    "colonia",
    "alcald",
    "localidad",
    "zona",
    "borough",
    "precinct",
    "sector",
    "areaname",
    "division",
    "stadtteil",
    "bezirk",
    "quartier",
    "bairro",
    "municip",
];

/// The columns without a role whose headers say that they hold places, and whose values repeat.
fn places(headers: &[HeaderRole]) -> Vec<usize> {
    /// Each costs as much memory as a column of the analysis.
    const MOST: usize = 4;
    /// With fewer rows anything may differ by chance.
    const FEW: u64 = 50;
    let is_place = |header: &HeaderRole| {
        let folded = fold(&header.header);
        let is_free = header.role.is_none() && header.own.is_none() && header.source == RoleSource::None;
        let repeats = header.values.rows < FEW || header.values.distinct * 2 <= header.values.rows;
        is_free && repeats && header.values.distinct > 0 && PLACES.iter().any(|word| folded.contains(word))
    };
    (0..headers.len()).filter(|&at| is_place(&headers[at])).take(MOST).collect()
}

/// A column that another one is read instead of, because it is empty or constant in the first rows.
struct PassedOver {
    at: usize,
    /// The first value.
    first: Option<Vec<u8>>,
    /// Rows with a value, and of these, rows with another value than the first.
    n_values: u64,
    n_others: u64,
}

impl PassedOver {
    fn new(at: usize) -> Self {
        Self { at, first: None, n_values: 0, n_others: 0 }
    }

    #[inline]
    fn push(&mut self, value: &[u8]) {
        let value = value.trim_ascii();
        if value.is_empty() {
            return;
        }
        self.n_values += 1;
        let first = self.first.get_or_insert_with(|| value.to_vec());
        self.n_others += u64::from(first != value);
    }

    /// Tells what the rows below say, in the note on the column.
    fn tell(&self, of_column: &str, notes: &mut [Note]) {
        for note in notes {
            if let Note::PassedOver { header, is_empty, later, .. } = note
                && header == of_column
            {
                *later = if *is_empty { self.n_values } else { self.n_others };
            }
        }
    }
}

/// What rows of several files are compared by: hashes that do not depend on the order of the columns.
struct Keys {
    /// For each field, the seed of its column; `None` if a file lacks the column.
    seeds: Vec<Option<u64>>,
    /// Per row: 0 for one that can't be used.
    of_rows: Vec<u64>,
}

impl Keys {
    fn push(&mut self, record: &Record, bytes: &[u8], is_usable: bool) {
        let hash = |(at, seed): (usize, &Option<u64>)| {
            let value = record.get(bytes, at).trim_ascii();
            if value.is_empty() { 0 } else { seed.map_or(0, |seed| XxHash64::oneshot(seed, value)) }
        };
        let sum = || self.seeds.iter().enumerate().map(hash).fold(0, u64::wrapping_add).max(1);
        let key = if is_usable { sum() } else { 0 };
        self.of_rows.push(key);
    }
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
        let date = match roles.date_parts.len() {
            0 => Field::One(at(Role::Date).unwrap_or(ABSENT)),
            _ => Field::Joined(roles.date_parts.clone(), b'-'),
        };
        let time = match (at(Role::Time), roles.minute) {
            (Some(hour), Some(minute)) => Field::Joined(vec![hour, minute], b':'),
            (Some(time), None) if roles.half_of_day.is_some() => {
                Field::Joined([Some(time), roles.half_of_day].into_iter().flatten().collect(), b' ')
            }
            (hour, _) => Field::One(hour.unwrap_or(ABSENT)),
        };
        let has_positions = at(Role::Point).or(at(Role::Lng).and(at(Role::Lat))).is_some();
        Self {
            n_fields,
            n_named: roles.n_named,
            header: header.to_vec(),
            initial: roles
                .headers
                .first()
                .and_then(|first| first.header.bytes().next())
                .unwrap_or_default()
                .to_ascii_lowercase(),
            set_aside: Vec::new(),
            coded: CODED.iter().filter_map(|&role| Some((role, at(role)?, Interner::new()))).collect(),
            own: roles.own.iter().map(|&(column, at)| (column, at, Interner::new())).collect(),
            places: places(&roles.headers).into_iter().map(|at| (at, Interner::new())).collect(),
            passed_over: roles.passed_over.iter().map(|&at| PassedOver::new(at)).collect(),
            moments: Moments::new(at(Role::Date).is_some(), at(Role::Time).is_some(), roles.date_order)
                .with_ends(at(Role::EndDate).is_some(), at(Role::EndTime).is_some()),
            siblings: if at(Role::Date).is_some() { Sibling::find(&roles.headers) } else { Vec::new() },
            clock: Context::default(),
            date,
            time,
            end: [Role::EndDate, Role::EndTime].map(|role| at(role).unwrap_or(ABSENT)),
            joined: Default::default(),
            positions: has_positions.then(|| PositionColumns {
                lng: at(Role::Lng).unwrap_or(ABSENT),
                lat: at(Role::Lat).unwrap_or(ABSENT),
                has_commas: roles.numbers.style() == Some(Style::Comma),
                point: at(Role::Point).unwrap_or(ABSENT),
                positions: Positions::default(),
                n_unusable: 0,
                n_projected: 0,
                projected: (0.0, 0.0),
                n_text: 0,
                text: String::new(),
            }),
            weights: at(Role::Weight).map(|at| (at, Interner::new())),
            ids: at(Role::RowId).map(|at| Ids { at, column: IdColumn::default(), seen: SeenRows::new() }),
            unit: UnitRows::new(roles.unit, &roles.headers),
            keys: None,
            mismatched: 0,
            first_mismatched: 0,
            room: 0,
            n_before: 0,
            roles,
        }
    }

    /// Also makes a key of each row, to compare it with those of other files. `seeds` has one entry a field.
    pub(super) fn compare_by(&mut self, seeds: Vec<Option<u64>>) {
        self.keys = Some(Keys { seeds, of_rows: Vec::new() });
    }

    /// Sets what a person and the source say about the clock.
    pub(super) fn set_clock(&mut self, clock: Context) {
        self.clock = clock;
    }

    /// What other files prove about the order of day and month, if this one proves nothing.
    pub(super) fn expect_days_first(&mut self, others: Option<bool>) {
        self.moments.expect_days_first(others);
    }

    /// Whether days are before months, if numbers above 12 prove it.
    pub(super) fn proves_days_first(&self) -> Option<bool> {
        self.moments.proves_days_first()
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
        } else if bytes[record.raw.clone()] == self.header || self.is_header(record, bytes) {
            reason = Some(Reason::RepeatedHeader);
        } else if is_total(record, bytes) {
            reason = Some(Reason::Total);
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
        for (at, column) in &mut self.places {
            column.push(field(*at));
        }
        for sibling in &mut self.siblings {
            sibling.column.push(field(sibling.at));
        }
        for column in &mut self.passed_over {
            column.push(field(column.at));
        }
        let [of_date, of_time] = &mut self.joined;
        let date = if is_whole { self.date.get(record, bytes, of_date) } else { &[] };
        let time = if is_whole { self.time.get(record, bytes, of_time) } else { &[] };
        self.moments.push(date, time);
        if self.moments.have_ends() {
            let [date, time] = self.end;
            self.moments.push_end(field(date), field(time));
        }
        if let Some(columns) = &mut self.positions {
            columns.push(field(columns.lng), field(columns.lat), field(columns.point));
        }
        if let Some((at, weights)) = &mut self.weights {
            weights.push(field(*at));
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
        self.unit.push(record, bytes, is_whole);
        if let Some(keys) = &mut self.keys {
            keys.push(record, bytes, reason.is_none());
        }
        self.set_aside.push(reason);
    }

    /// Whether a record is the header in another spelling: with a byte-order mark, quotation marks, other case or spaces.
    #[inline]
    fn is_header(&self, record: &Record, bytes: &[u8]) -> bool {
        // The first letter that counts tells nearly all rows apart.
        let first = record.get(bytes, 0);
        let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
        // Behind a mark, a quotation mark is a sign like others.
        let first = first.strip_prefix(b"\"").unwrap_or(first);
        first.first().is_some_and(|byte| byte.to_ascii_lowercase() == self.initial) && self.has_headers(record, bytes)
    }

    #[cold]
    fn has_headers(&self, record: &Record, bytes: &[u8]) -> bool {
        let headers = self.roles.headers.iter().take(self.n_named).enumerate();
        headers.clone().count() > 1
            && headers.into_iter().all(|(at, header)| {
                tidy(&text(record.get(bytes, at))).trim_matches('"').eq_ignore_ascii_case(&header.header)
            })
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
        self.places.iter_mut().for_each(|(_, column)| column.codes.reserve(to_come));
        self.moments.reserve(to_come);
        if let Some(columns) = &mut self.positions {
            columns.positions.reserve(to_come);
        }
        if let Some((_, weights)) = &mut self.weights {
            weights.codes.reserve(to_come);
        }
        self.unit.reserve(to_come);
        if let Some(ids) = &mut self.ids {
            ids.column.reserve(to_come);
            ids.seen.reserve(to_come);
        }
    }

    /// All rows, with everything settled that depends on this file alone.
    ///
    /// # Errors
    /// [`TableError`] if there are no rows, or none that can be used.
    pub(super) fn settle(mut self) -> Result<Sheet, TableError> {
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
        let mut notes = self.roles.notes;
        for column in &self.passed_over {
            column.tell(&self.roles.headers[column.at].header, &mut notes);
        }
        let columns = self.coded.iter().map(|(_, _, raw)| raw).chain(self.own.iter().map(|(_, _, raw)| raw));
        let in_windows_1252: u64 = columns.map(n_windows_1252).sum();
        if in_windows_1252 > 0 {
            notes.push(Note::Windows1252 { values: in_windows_1252 });
        }
        let id = self.ids.map(|Ids { mut column, .. }| {
            column.shrink();
            column
        });
        let too_few = id.as_ref().filter(|_| self.set_aside.contains(&Some(Reason::RepeatedRow)));
        let too_few = too_few.and_then(|column| too_few_ids(column, n_rows));
        if let Some(ids) = too_few
            && let Some(header) = self.roles.headers.iter().find(|header| header.role == Some(Role::RowId))
        {
            // Equal rows are then equal victims.
            let repeated = self.set_aside.iter_mut().filter(|reason| **reason == Some(Reason::RepeatedRow));
            repeated.for_each(|reason| *reason = None);
            notes.push(Note::FewIds { header: header.header.clone(), ids, rows: n_rows as u64 });
        }
        let (mut changes, mut late_notes) = (Vec::new(), Vec::new());
        let mut position_notes = Vec::new();
        let positions = self.positions.and_then(|columns| columns.finish(&mut position_notes));
        let place = positions.as_ref().and_then(Positions::middle);
        let ends = [Role::Date, Role::Time, Role::EndDate, Role::EndTime]
            .into_iter()
            .filter_map(|role| self.roles.at.get(&role));
        let beside = Beside {
            context: self.clock,
            siblings: &self.siblings,
            place,
            spans: self.roles.spans,
            columns: ends.map(|&at| self.roles.headers[at].header.clone()).collect(),
        };
        let moments = self.moments.finish(&beside, &mut changes, &mut late_notes);
        late_notes.extend(position_notes);
        let weights = self.weights.and_then(|(at, raw)| {
            // Only the empty text: nothing was counted, so every row is one victim.
            if raw.levels.texts().all(|level| level.trim_ascii().is_empty()) {
                late_notes.push(Note::EmptyCounts { header: self.roles.headers[at].header.clone() });
                return None;
            }
            weights(&raw, self.roles.numbers, &mut self.set_aside)
        });
        self.set_aside.shrink_to_fit();
        if ROWS_OF_ONE_PAGE.contains(&n_rows) {
            late_notes.push(Note::RowsOfOnePage { rows: n_rows as u64 });
        }
        let header = |at: usize| self.roles.headers[at].header.clone();
        let reading = Reading { date_order: moments.order, clock: moments.clock, ..self.roles.reading };
        Ok(Sheet {
            n_rows,
            set_aside: self.set_aside,
            ids_tell_rows_apart: id.is_some() && too_few.is_none(),
            id,
            coded: self.coded.into_iter().map(|(role, _, raw)| (role, raw)).collect(),
            own: self.own.into_iter().map(|(column, at, raw)| (column, header(at), raw)).collect(),
            places: self.places.into_iter().map(|(at, raw)| (header(at), raw)).collect(),
            numbers: self.roles.numbers,
            moments,
            positions,
            weights,
            changes,
            reading,
            header_of: self.roles.at.iter().map(|(&role, &at)| (role, header(at))).collect_sorted(),
            headers: self.roles.headers,
            notes,
            late_notes,
            keys: self.keys.map(|keys| keys.of_rows),
            unit: self.unit,
            counting: self.roles.counting,
        })
    }
}

impl PositionColumns {
    #[inline]
    fn push(&mut self, lng: &[u8], lat: &[u8], point: &[u8]) {
        if self.has_commas && (lng.contains(&b',') || lat.contains(&b',')) {
            let [lng, lat] = [lng, lat].map(with_point);
            return self.push_numbers(&lng, &lat, point);
        }
        self.push_numbers(lng, lat, point);
    }

    #[inline]
    fn push_numbers(&mut self, lng: &[u8], lat: &[u8], point: &[u8]) {
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

/// How lines below the rows begin that have nothing else.
const FOOTERS: &[&str] = &["(", "*", "source:", "source :", "total", "generated", "exported"];

/// Words that name a sum in the first column, in lower case.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "suma",
    "totales",
    "total general",
    "soma",
    "somme",
    "ensemble",
    "summe",
    "gesamt",
    "insgesamt",
];

/// Whether a record sums others up: its first value says so, and all others are empty or numbers.
#[inline]
fn is_total(record: &Record, bytes: &[u8]) -> bool {
    let first = record.get(bytes, 0);
    matches!(first.first(), Some(b't' | b'T' | b'g' | b'G' | b's' | b'S' | b'e' | b'E' | b'i' | b'I' | b'*' | b'('))
        && sums_up(record, bytes)
}

#[cold]
fn sums_up(record: &Record, bytes: &[u8]) -> bool {
    let first = text(record.get(bytes, 0)).trim().trim_end_matches(':').to_lowercase();
    let is_number = |at| {
        let value = text(record.get(bytes, at));
        value.trim().is_empty() || Style::Point.read(&value).or(Style::Comma.read(&value)).is_some()
    };
    // Totals of a year: `Total 2021`, `Subtotal 2019`.
    let named = first.trim_start_matches('*').trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let is_total = TOTALS.contains(&named) && (1..record.len()).all(is_number);
    let is_footer = record.len() > 2
        && FOOTERS.iter().any(|word| first.starts_with(word))
        && (1..record.len()).all(|at| record.get(bytes, at).trim_ascii().is_empty());
    record.len() > 1 && (is_total || is_footer)
}

/// A coordinate with its decimals behind a point.
#[cold]
fn with_point(text: &[u8]) -> Vec<u8> {
    let grouped = text.iter().filter(|&&byte| byte != b'.');
    grouped.map(|&byte| if byte == b',' { b'.' } else { byte }).collect()
}

/// The numbers of victims of the rows; `None` if every row is one. Rows without a usable one are set aside.
fn weights(raw: &Interner, expected: Expected, set_aside: &mut [Option<Reason>]) -> Option<Vec<f64>> {
    /// Larger than any count of people, or so small that it vanishes in a sum: not a count.
    const PLAUSIBLE: std::ops::RangeInclusive<f64> = 1e-9..=1e12;
    let counts = raw.codes.counts(raw.levels.len());
    let texts: Vec<String> = raw.levels.texts().map(|level| text(level).trim().to_owned()).collect();
    let style = Style::judge(texts.iter().map(String::as_str).zip(counts), expected);
    let numbers: Vec<Option<f64>> = texts.iter().map(|text| style.read(text)).collect();
    let marks = sentinels(&numbers.iter().flatten().copied().collect::<Vec<f64>>());
    let is_count = |weight: &f64| PLAUSIBLE.contains(weight) && !marks.contains(weight);
    let of_code: Vec<Option<f64>> = numbers.into_iter().map(|number| number.filter(is_count)).collect();
    let mut weights = Vec::with_capacity(set_aside.len());
    for (code, reason) in raw.codes.iter().zip(set_aside) {
        let weight = of_code[code as usize];
        // The weight of a row that is set aside is never read.
        weights.push(weight.unwrap_or(if reason.is_some() { 1.0 } else { 0.0 }));
        if weight.is_none() {
            let is_empty = texts[code as usize].is_empty();
            let of_weight = if is_empty { Reason::MissingWeight } else { Reason::UnusableWeight };
            // A repeated row without a usable count is one that can't be used anyway.
            if reason.is_none_or(|reason| reason == Reason::RepeatedRow) {
                *reason = Some(of_weight);
            }
        }
    }
    weights.iter().any(|weight| *weight != 1.0).then_some(weights)
}

/// The number of different ids, if they are so few that an id tells no rows apart: those of a spreadsheet that rounded them.
fn too_few_ids(column: &IdColumn, n_rows: usize) -> Option<u64> {
    /// Rows an id, on average.
    const ROWS: usize = 20;
    let mut seen = BTreeSet::new();
    for row in 0..n_rows {
        let id = column.get(row);
        if !id.is_empty() && !seen.contains(id.as_ref()) {
            seen.insert(id.into_owned());
            if seen.len() * ROWS > n_rows {
                return None;
            }
        }
    }
    Some(seen.len() as u64)
}

/// Number of rows with a value that was read as Windows-1252.
fn n_windows_1252(column: &Interner) -> u64 {
    let odd: Vec<bool> = column.levels.texts().map(is_windows_1252).collect();
    if odd.contains(&true) { column.codes.iter().filter(|&code| odd[code as usize]).count() as u64 } else { 0 }
}
