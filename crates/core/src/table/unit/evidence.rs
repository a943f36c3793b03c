//! Where only cases are numbered: what the rows of one case differ in.

use rustc_hash::FxHashMap;

use super::super::Table;
use super::super::column::{CodedColumn, MISSING};
use super::super::repeats::SeenRows;
use super::rows::combined;
use vc_model::params::Role;

/// What the rows of one case differ in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Differ {
    /// In the victim's traits, with one offense.
    Victims,
    /// In the offense, for one and the same victim.
    OffensesOfVictims,
    /// In the offense; the table has no traits of victims.
    Offenses,
    /// In neither, or it can't be told.
    Open,
}

/// The columns that say what happened and to whom.
pub(super) struct Contents {
    traits: Vec<CodedColumn>,
    offense: Option<CodedColumn>,
}

impl Contents {
    pub(super) fn new(table: &Table) -> Self {
        let column = |role: &Role| table.coded.get(role).filter(|column| has_values(column)).cloned();
        let traits = [Role::Age, Role::Sex, Role::Race, Role::Ethnicity].iter().filter_map(column).collect();
        let offense = table.coded.get(&Role::Description).filter(|column| column.levels.len() > 2).cloned();
        Self { traits, offense }
    }

    pub(super) fn has_traits(&self) -> bool {
        !self.traits.is_empty()
    }

    /// A hash of a row's traits; 0 if it has none.
    pub(super) fn traits_of(&self, row: usize) -> u64 {
        if self.traits.iter().all(|column| column.codes.get(row) == MISSING) {
            return 0;
        }
        self.traits.iter().fold(1, |hash, column| combined(hash, u64::from(column.codes.get(row))))
    }

    fn offense_of(&self, row: usize) -> u32 {
        self.offense.as_ref().map_or(MISSING, |column| column.codes.get(row))
    }
}

fn has_values(column: &CodedColumn) -> bool {
    column.levels.len() > 1 && column.codes.iter().any(|code| code != MISSING)
}

/// Compares the rows of each case with its first ones. Cases with one row say nothing.
pub(super) fn differ(table: &Table, contents: &Contents, case_of: impl Fn(usize) -> u64) -> Differ {
    /// Cases with several rows below which nothing is said.
    const FEWEST: f64 = 5.0;
    /// The share of these cases that have to show a difference.
    const SOME: f64 = 0.1;
    /// Rows of one case that others are compared with.
    const KEPT: usize = 8;
    let usable = || (0..table.n_rows).filter(|&row| table.set_aside[row].is_none() && case_of(row) != 0);
    let mut seen = SeenRows::new();
    // Only cases with several rows are kept, so that a table in which few numbers repeat needs little memory.
    let mut cases: FxHashMap<u64, Case> = FxHashMap::default();
    for row in usable() {
        let case = case_of(row);
        if !seen.insert_hash(case) {
            cases.entry(case).or_default();
        }
    }
    for row in usable() {
        let Some(case) = cases.get_mut(&case_of(row)) else { continue };
        let (offense, traits) = (contents.offense_of(row), contents.traits_of(row));
        for &(other_offense, other_traits) in &case.first {
            let is_known = traits != 0 && other_traits != 0;
            case.victims_differ |= is_known && offense == other_offense && traits != other_traits;
            case.offenses_differ |= offense != other_offense && (traits == other_traits || !contents.has_traits());
        }
        if case.first.len() < KEPT {
            case.first.push((offense, traits));
        }
    }
    let n = cases.len() as f64;
    let share = |is_so: fn(&Case) -> bool| cases.values().filter(|case| is_so(case)).count() as f64 / n.max(1.0);
    let (victims, offenses) = (share(|case| case.victims_differ), share(|case| case.offenses_differ));
    match (contents.has_traits(), offenses >= SOME, victims >= SOME) {
        _ if n < FEWEST => Differ::Open,
        (true, true, _) => Differ::OffensesOfVictims,
        (true, false, true) => Differ::Victims,
        (false, true, _) => Differ::Offenses,
        (_, false, _) => Differ::Open,
    }
}

/// What is known of a case with several rows.
#[derive(Default)]
struct Case {
    /// Offense and traits of its first rows.
    first: Vec<(u32, u64)>,
    victims_differ: bool,
    offenses_differ: bool,
}
