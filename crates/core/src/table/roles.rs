//! Decides which column is read for which role: by hand, by header, or by guess, in this order. Values can contradict a
//! header or a guess.

use std::collections::BTreeMap;

use super::guess::{guess, is_sure};
use super::header::candidates;
use super::values::Values;
use vc_model::failure::TableError;
use vc_model::params::{Column, Mapping, Purpose, Role};
use vc_model::result::{HeaderRole, Note, RoleSource};

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
}

/// A column does not fit a role if fewer than this share of its values do.
const SUITS: f64 = 0.5;

impl Roles {
    /// Finds the roles from headers, first values and the mapping.
    ///
    /// # Errors
    /// [`TableError::NoRoles`] if no column is found by which rows could be grouped.
    pub(super) fn find(headers: &[String], values: &[Values], mapping: &Mapping) -> Result<Self, TableError> {
        let mut roles = Self {
            at: BTreeMap::new(),
            own: Vec::new(),
            headers: told(headers, values),
            n_named: headers.iter().rposition(|header| !header.starts_with("(column ")).map_or(0, |at| at + 1),
            notes: Vec::new(),
        };
        roles.by_hand(headers, mapping);
        let is_free = |header: &str| !mapping.roles.contains_key(header);
        let candidates = candidates(headers);
        for role in Role::ALL {
            if roles.at.contains_key(&role) {
                continue;
            }
            let named = candidates.get(&role).into_iter().flatten().copied();
            let mut free = named.filter(|&at| is_free(&headers[at]));
            let first = free.clone().next();
            // The first candidate whose values fit; without one, the candidate with the best header.
            if let Some(at) = free.find(|&at| suits(role, &values[at])).or(first.filter(|_| is_kept_anyway(role))) {
                roles.read_as(at, role, RoleSource::Header);
            }
        }
        roles.mend_moments(values);
        roles.by_guess(headers, values, &is_free);
        let has_kinds = CODED.iter().any(|role| roles.at.contains_key(role)) || !roles.own.is_empty();
        if has_kinds { Ok(roles) } else { Err(TableError::NoRoles { headers: roles.headers }) }
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

    fn mend(&mut self, at: usize, from: Role, to: Role) {
        self.read_as(at, to, RoleSource::Header);
        self.notes.push(Note::MendedHeader { header: self.headers[at].header.clone(), from, to });
    }

    /// Assigns the most confident guess to each role that no header names.
    fn by_guess(&mut self, headers: &[String], values: &[Values], is_free: &dyn Fn(&str) -> bool) {
        for at in 0..headers.len() {
            self.headers[at].guess = guess(&headers[at], &values[at]);
        }
        for role in Role::ALL.into_iter().filter(|role| !self.is_served(*role)).collect::<Vec<_>>() {
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

    /// Whether a role needs no guess: it has a column, or another role replaces it.
    fn is_served(&self, role: Role) -> bool {
        let has = |role: &Role| self.at.contains_key(role);
        let has_place = has(&Role::Point) || has(&Role::Lng) && has(&Role::Lat);
        has(&role)
            || match role {
                Role::Point | Role::Lng | Role::Lat => has_place,
                // A date may come with a time column.
                Role::Time => has(&Role::Date),
                _ => false,
            }
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
fn suits(role: Role, values: &Values) -> bool {
    let share = match role {
        _ if values.n == 0 => 1.0,
        // Numbers can be moments, too.
        Role::Date => values.dates() + values.numbers(),
        Role::Time => values.times() + values.dates(),
        Role::Weight => values.numbers(),
        Role::Lng | Role::Lat => values.numbers(),
        Role::Point => values.points(),
        _ => 1.0,
    };
    share >= SUITS
}

/// Whether the column with the best header keeps this role even if its values don't fit: unreadable values are then
/// reported one by one. Counts are excluded, because an unreadable count sets its row aside.
fn is_kept_anyway(role: Role) -> bool {
    role != Role::Weight
}
