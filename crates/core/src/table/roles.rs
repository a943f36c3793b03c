//! Decides which column is read for which role: by hand, by header, or by guess, in this order. Values can contradict a
//! header or a guess.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::date::ExpectedOrder;
use super::dialect::Dialect;
use super::guess::{guess, is_foreign, is_later, is_of_others, is_sure};
use super::header::candidates;
use super::parts;
use super::span;
use super::unit::UnitColumns;
use super::values::Values;
use crate::number::{Expected, Style};
use vc_model::columns::fold;
use vc_model::failure::TableError;
use vc_model::params::{Column, Counting, Mapping, Purpose, Role, Spans};
use vc_model::result::{HeaderRole, Note, Reading, RoleSource};
use vc_model::sorting::CompactSort;

/// Roles whose columns become [`Table::coded`](super::Table::coded).
pub(super) const CODED: &[Role] = &[
    Role::Description,
    Role::InsideOutside,
    Role::Premise,
    Role::Weapon,
    Role::District,
    Role::Neighborhood,
    Role::Age,
    Role::Sex,
    Role::Race,
    Role::Ethnicity,
];

/// The columns of a table and their roles.
#[derive(Debug)]
pub(super) struct Roles {
    pub at: BTreeMap<Role, usize>,
    /// Columns that become [`Column::Own`], in the mapping's order.
    pub own: Vec<(Column, usize)>,
    /// The role of each header.
    pub headers: Vec<HeaderRole>,
    /// Number of columns up to the last one with a header.
    pub n_named: usize,
    pub notes: Vec<Note>,
    /// How the file's columns write numbers.
    pub numbers: Expected,
    /// How the file is written, as far as its first rows say it.
    pub reading: Reading,
    /// Columns that together are the date, the largest unit first; empty if it stands in one column or in none.
    pub date_parts: Vec<usize>,
    /// A column of minutes beside that of the hour.
    pub minute: Option<usize>,
    /// A column of AM and PM beside that of the time.
    pub half_of_day: Option<usize>,
    /// The order of day and month that dates are expected to have.
    pub date_order: ExpectedOrder,
    /// Columns that others are read instead of, because the first rows say too little.
    pub passed_over: Vec<usize>,
    /// The columns that tell what one row is, and which rows a person wants counted.
    pub unit: UnitColumns,
    pub counting: Option<Counting>,
    /// At which hour a person wants rows with a span of time counted.
    pub spans: Option<Spans>,
}

/// With fewer rows, counts may all differ by chance.
const FEWEST_NUMBERED: usize = 10;

/// A column does not fit a role if fewer than this share of its values do.
const SUITS: f64 = 0.5;

impl Roles {
    /// Finds the roles from headers, first values and the mapping.
    ///
    /// # Errors
    /// [`TableError::NoRoles`] if no column is found by which rows could be grouped.
    pub(super) fn find(dialect: &Dialect, values: &[Values], mapping: &Mapping) -> Result<Self, TableError> {
        let headers = &dialect.headers;
        let of_file = style(values, dialect.syntax.separator);
        let numbers = match mapping.decimal_sign {
            Some(sign) => Expected::ByHand(sign.into()),
            None => of_file.map_or(Expected::Nothing, Expected::OfFile),
        };
        let mut roles = Self {
            at: BTreeMap::new(),
            own: Vec::new(),
            headers: told(headers, values),
            n_named: headers.iter().rposition(|header| !header.starts_with("(column ")).map_or(0, |at| at + 1),
            notes: Vec::new(),
            numbers,
            reading: Reading {
                header_line: dialect.header_line,
                date_order: None,
                decimal_sign: numbers.style().map(Into::into),
                clock: None,
            },
            date_order: ExpectedOrder {
                by_hand: mapping.date_order,
                by_others: None,
                by_language: numbers.style() == Some(Style::Comma) || headers.iter().any(|header| is_foreign(header)),
            },
            date_parts: Vec::new(),
            minute: None,
            half_of_day: None,
            passed_over: Vec::new(),
            unit: UnitColumns::default(),
            counting: mapping.counting,
            spans: mapping.spans,
        };
        roles.by_hand(headers, mapping);
        let is_free = |header: &str| !mapping.roles.contains_key(header);
        let candidates = candidates(headers);
        for role in Role::ALL {
            if roles.at.contains_key(&role) {
                continue;
            }
            let named = candidates.get(&role).into_iter().flatten().copied();
            let free = named.filter(|&at| is_free(&headers[at]));
            let first = free.clone().next();
            let fitting: Vec<usize> = free.filter(|&at| suits(role, &headers[at], &values[at])).collect();
            // The first candidate whose values fit and differ; then one whose values fit; then the one with the best header. A column
            // of one value says less than another one, and an empty one says nothing.
            // Not so for dates and numbers: the first rows may be of one day.
            let most = if CODED.contains(&role) { 2 } else { 1 };
            // Meters of a projection stand beside degrees in many tables.
            let in_degrees = fitting.iter().copied().find(|&at| is_in_degrees(role, &values[at]));
            let by_values =
                || (0..=most).rev().find_map(|n| fitting.iter().copied().find(|&at| values[at].n_distinct >= n));
            if let Some(at) = in_degrees
                .or_else(by_values)
                .or(first.filter(|&at| is_kept_anyway(role) && !is_name(role, &headers[at])))
            {
                roles.read_as(at, role, RoleSource::Header);
                let passed_over =
                    first.filter(|&first| first != at && values[first].n_distinct < values[at].n_distinct.min(most));
                roles.notes.extend(passed_over.map(|first| Note::PassedOver {
                    header: headers[first].clone(),
                    role,
                    instead: headers[at].clone(),
                    is_empty: values[first].n_distinct == 0,
                    later: 0,
                }));
                roles.passed_over.extend(passed_over);
            }
        }
        roles.read_parts(headers, values, &is_free);
        roles.mend_moments(values);
        roles.mend_sides(values);
        roles.by_guess(headers, values, &is_free);
        roles.find_ends(headers, values, &is_free);
        roles.unit = UnitColumns::find(&roles.headers, values);
        if !roles.at.contains_key(&Role::Description) {
            let candidates = roles.descriptions(values);
            roles.notes.push(Note::NoDescription { candidates });
        }
        let has_kinds = CODED.iter().any(|role| roles.at.contains_key(role)) || !roles.own.is_empty();
        if has_kinds {
            Ok(roles)
        } else {
            Err(TableError::NoRoles { headers: roles.headers, line: dialect.header_line })
        }
    }

    fn read_as(&mut self, at: usize, role: Role, source: RoleSource) {
        self.at.insert(role, at);
        (self.headers[at].role, self.headers[at].source) = (Some(role), source);
    }

    fn by_hand(&mut self, headers: &[String], mapping: &Mapping) {
        let place = |header: &String| headers.iter().position(|other| other == header);
        let mut unknown = Vec::new();
        for (header, purpose) in &mapping.roles {
            match (place(header), purpose) {
                (Some(at), Purpose::Role(role)) => self.read_as(at, *role, RoleSource::ByHand),
                (Some(at), Purpose::Skip) => self.headers[at].source = RoleSource::ByHand,
                (None, _) => unknown.push(header.clone()),
            }
        }
        for (header, column) in mapping.own.iter().zip(Column::OWN) {
            match place(header) {
                Some(at) => {
                    self.own.push((column, at));
                    self.headers[at].own = Some(column);
                }
                None => unknown.push(header.clone()),
            }
        }
        if !unknown.is_empty() {
            self.notes.push(Note::UnknownHeaders { headers: unknown });
        }
    }

    /// Finds a date that stands in several columns, and minutes beside hours.
    fn read_parts(&mut self, headers: &[String], values: &[Values], is_free: &dyn Fn(&str) -> bool) {
        let unread = |roles: &Self, at: usize| {
            let header = &roles.headers[at];
            header.source == RoleSource::None && header.own.is_none() && is_free(&headers[at])
        };
        if !self.at.contains_key(&Role::Date)
            && let Some(columns) = parts::date(headers, values, &|at| unread(self, at))
        {
            columns.iter().rev().for_each(|&at| self.read_as(at, Role::Date, RoleSource::Header));
            self.date_parts = columns;
        }
        let is_hour = |at: &usize| values[*at].clocks() == 0.0;
        if self.at.get(&Role::Time).is_some_and(is_hour)
            && let Some(minute) = parts::minute(headers, values, &|at| unread(self, at))
        {
            (self.headers[minute].role, self.headers[minute].source) = (Some(Role::Time), RoleSource::Header);
            self.minute = Some(minute);
        }
        if self.at.contains_key(&Role::Time)
            && self.minute.is_none()
            && let Some(half) = parts::half_of_day(headers, values, &|at| unread(self, at))
        {
            (self.headers[half].role, self.headers[half].source) = (Some(Role::Time), RoleSource::Header);
            self.half_of_day = Some(half);
        }
    }

    /// Finds the columns of the end of spans, beside those of their begin.
    fn find_ends(&mut self, headers: &[String], values: &[Values], is_free: &dyn Fn(&str) -> bool) {
        let is_in_parts = [!self.date_parts.is_empty(), self.minute.is_some()];
        for ((begin, end), is_in_parts) in
            [(Role::Date, Role::EndDate), (Role::Time, Role::EndTime)].into_iter().zip(is_in_parts)
        {
            let Some(&begin) = self.at.get(&begin).filter(|_| !is_in_parts && !self.at.contains_key(&end)) else {
                continue;
            };
            let found = span::end_of(begin, headers).filter(|&at| {
                let header = &self.headers[at];
                let is_unread = header.source == RoleSource::None && header.own.is_none();
                is_unread && is_free(&headers[at]) && values[at].n > 0 && suits(end, &headers[at], &values[at])
            });
            if let Some(at) = found {
                self.read_as(at, end, RoleSource::Header);
            }
        }
    }

    /// Swaps date and time columns whose values show that their headers are wrong.
    fn mend_moments(&mut self, values: &[Values]) {
        let found_by_header = |role: &Role| {
            let at = *self.at.get(role)?;
            (self.headers[at].source == RoleSource::Header).then_some(at)
        };
        let (date, time) = (found_by_header(&Role::Date), found_by_header(&Role::Time));
        let holds_dates = |at: usize| values[at].dates() > SUITS && values[at].times() < SUITS;
        let holds_times = |at: usize| values[at].times() > SUITS && values[at].dates() < SUITS;
        match (date, time) {
            (Some(date), Some(time)) if holds_times(date) && holds_dates(time) => {
                self.mend(date, Role::Date, Role::Time);
                self.mend(time, Role::Time, Role::Date);
            }
            (None, Some(time)) if !self.at.contains_key(&Role::Date) && holds_dates(time) => {
                self.at.remove(&Role::Time);
                self.mend(time, Role::Time, Role::Date);
            }
            _ => {}
        }
    }

    /// Reads a column as sides that holds nothing else, though its header names something else: exports may have shifted columns.
    fn mend_sides(&mut self, values: &[Values]) {
        for role in [Role::Description, Role::Premise] {
            let found = self.at.get(&role).copied();
            let Some(at) = found.filter(|&at| self.headers[at].source == RoleSource::Header) else { continue };
            let is_free = !self.at.contains_key(&Role::InsideOutside);
            if is_free && values[at].n_distinct > 1 && values[at].sides() == 1.0 {
                self.at.remove(&role);
                self.mend(at, role, Role::InsideOutside);
            }
        }
    }

    fn mend(&mut self, at: usize, from: Role, to: Role) {
        self.read_as(at, to, RoleSource::Header);
        self.notes.push(Note::MendedHeader { header: self.headers[at].header.clone(), from, to });
    }

    /// Assigns the most confident guess to each role that no header names.
    fn by_guess(&mut self, headers: &[String], values: &[Values], is_free: &dyn Fn(&str) -> bool) {
        for at in 0..headers.len() {
            self.headers[at].guess = guess(&headers[at], &values[at]);
        }
        self.release_later_moments(headers, values, is_free);
        for role in Role::ALL.into_iter().filter(|role| !self.is_served(*role, values)).collect::<Vec<_>>() {
            let unread = |header: &HeaderRole| header.source == RoleSource::None && header.own.is_none();
            let mut best: Option<(f64, usize)> = None;
            for (at, header) in self.headers.iter().enumerate().filter(|(_, header)| unread(header)) {
                let sure = header.guess.filter(|&(of, confidence)| of == role && is_sure(role, confidence));
                if let Some((_, confidence)) = sure.filter(|_| is_free(&header.header))
                    && best.is_none_or(|(most, _)| confidence > most)
                {
                    best = Some((confidence, at));
                }
            }
            if let Some((_, at)) = best {
                self.read_as(at, role, RoleSource::Guess);
                self.notes.push(Note::GuessedRole { header: headers[at].clone(), role });
            }
        }
    }

    /// Gives up moments of a report or a dispatch, where a column beside them says when it happened.
    fn release_later_moments(&mut self, headers: &[String], values: &[Values], is_free: &dyn Fn(&str) -> bool) {
        let is_later_one =
            |roles: &Self, at: usize| roles.headers[at].source == RoleSource::Header && is_later(&headers[at]);
        let says_when = |roles: &Self, at: usize| {
            let header = &roles.headers[at];
            let is_unread = header.source == RoleSource::None && header.own.is_none() && is_free(&headers[at]);
            is_unread && header.guess.is_some_and(|(role, confidence)| role == Role::Date && is_sure(role, confidence))
        };
        let date = self.at.get(&Role::Date).copied().filter(|&at| self.date_parts.is_empty() && is_later_one(self, at));
        if let Some(date) = date.filter(|_| (0..headers.len()).any(|at| says_when(self, at))) {
            self.release(date, Role::Date);
        }
        let time = self.at.get(&Role::Time).copied().filter(|&at| is_later_one(self, at));
        let dates = self.at.get(&Role::Date).copied().into_iter();
        let mut dates = dates.chain((0..headers.len()).filter(|&at| says_when(self, at)));
        if let Some(time) = time.filter(|_| dates.any(|at| values[at].has_times() && !is_later(&headers[at]))) {
            self.release(time, Role::Time);
        }
    }

    fn release(&mut self, at: usize, role: Role) {
        self.at.remove(&role);
        (self.headers[at].role, self.headers[at].source) = (None, RoleSource::None);
    }

    /// Headers of unused columns that may say what happened: repeated words, the most likely first.
    fn descriptions(&self, values: &[Values]) -> Vec<String> {
        const MOST: usize = 4;
        /// More distinct values are addresses or notes.
        const MOST_VALUES: usize = 200;
        let unused = |header: &HeaderRole| header.source == RoleSource::None && header.own.is_none();
        let mut found: Vec<(f64, &str)> = (self.headers.iter().zip(values))
            .filter(|(header, values)| unused(header) && (2..=MOST_VALUES).contains(&values.n_distinct))
            .filter(|(header, values)| values.words() >= SUITS && !is_of_others(&header.header))
            .map(|(header, _)| match header.guess {
                Some((Role::Description, confidence)) => (1.0 + confidence, header.header.as_str()),
                // What looks like something else is rather that.
                guess => (1.0 - guess.map_or(0.0, |(_, confidence)| confidence), header.header.as_str()),
            })
            .collect();
        found.compact_sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().take(MOST).map(|(_, header)| header.to_owned()).collect()
    }

    /// Whether a role needs no guess: it has a column, or another role replaces it.
    fn is_served(&self, role: Role, values: &[Values]) -> bool {
        let has = |role: &Role| self.at.contains_key(role);
        let has_place = has(&Role::Point) || has(&Role::Lng) && has(&Role::Lat);
        has(&role)
            || match role {
                Role::Point | Role::Lng | Role::Lat => has_place,
                // A date may come with a time, if it is not the same in all rows.
                Role::Time => self.at.get(&Role::Date).is_some_and(|&at| values[at].has_times()),
                _ => false,
            }
    }
}

/// How the columns of a file write numbers: as most columns that prove it. A file whose fields are not separated by commas has commas
/// for its decimals, if anything.
fn style(values: &[Values], separator: u8) -> Option<Style> {
    let n = |style| values.iter().filter(|values| values.style() == Some(style)).count();
    let (points, commas) = (n(Style::Point), n(Style::Comma));
    match points.cmp(&commas) {
        Ordering::Greater => Some(Style::Point),
        Ordering::Less => Some(Style::Comma),
        Ordering::Equal => (separator == b';').then_some(Style::Comma),
    }
}

fn told(headers: &[String], values: &[Values]) -> Vec<HeaderRole> {
    let column = |(header, values): (&String, &Values)| HeaderRole {
        header: header.clone(),
        values: values.told(),
        ..HeaderRole::default()
    };
    headers.iter().zip(values).map(column).collect()
}

/// Whether the first values of a column fit a role. Without values, any role fits.
fn suits(role: Role, header: &str, values: &Values) -> bool {
    let share = match role {
        _ if values.n == 0 => 1.0,
        // Numbers can be moments, too.
        Role::Date | Role::EndDate => values.dates() + values.numbers() + values.months(),
        Role::Time | Role::EndTime => values.times() + values.dates(),
        // Numbers that all differ count the rows, not the victims.
        Role::Weight if values.n >= FEWEST_NUMBERED && values.n_distinct == values.n => 0.0,
        Role::Weight => values.numbers(),
        // Many tables call something else a type.
        Role::Description if is_vague(header) => values.words(),
        // Names of places, unless they repeat as kinds of places do.
        Role::Premise if is_name(role, header) => values.words(),
        Role::Lng | Role::Lat => values.numbers(),
        Role::Point => values.points(),
        _ => 1.0,
    };
    share >= SUITS
}

/// Whether a column is of longitudes or latitudes in degrees.
fn is_in_degrees(role: Role, values: &Values) -> bool {
    match role {
        Role::Lng => values.lngs() >= SUITS,
        Role::Lat => values.lats() >= SUITS,
        _ => false,
    }
}

/// Whether a header may name anything.
fn is_vague(header: &str) -> bool {
    matches!(fold(header).as_str(), "type" | "tipo" | "category")
}

/// Whether a header may name single places instead of their kinds.
fn is_name(role: Role, header: &str) -> bool {
    role == Role::Premise && fold(header) == "locationname"
}

/// Whether the column with the best header keeps this role even if its values don't fit: unreadable values are then
/// reported one by one. Counts are excluded, because an unreadable count sets its row aside.
fn is_kept_anyway(role: Role) -> bool {
    role != Role::Weight
}
