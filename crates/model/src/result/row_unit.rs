//! What one row of a crime table is: a victim, an offense, a case, a person involved.

use serde::{Deserialize, Serialize};

/// What one row of the table is, with the numbers that show it. All numbers are of usable rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RowUnit {
    /// What one row is.
    pub row: RowIs,
    /// Usable rows.
    pub rows: u64,
    /// The column that numbers victims or cases.
    pub numbered: Option<Numbered>,
    /// Whether the table has traits of victims: age, sex, race or ethnicity.
    pub has_traits: bool,
    /// The column that tells victims from other persons.
    pub persons: Option<Persons>,
    /// The column of counts that is read, with its sum.
    pub counted: Option<(String, f64)>,
    /// Which rows count.
    pub counting: Counted,
}

/// What one row of a crime table is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowIs {
    /// No column tells.
    #[default]
    Unknown,
    /// One victim.
    Victim,
    /// One offense against one victim: a victim of two offenses has two rows.
    OffenseOfVictim,
    /// One offense.
    Offense,
    /// One incident or case.
    Case,
    /// One person involved: victim, suspect, arrested person.
    Person,
    /// Several victims, with their number in a column.
    Group,
}

impl RowIs {
    /// Every value.
    pub const ALL: [RowIs; 7] = [
        RowIs::Unknown,
        RowIs::Victim,
        RowIs::OffenseOfVictim,
        RowIs::Offense,
        RowIs::Case,
        RowIs::Person,
        RowIs::Group,
    ];
}

/// A column of numbers that rows share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbered {
    /// Its header.
    pub header: String,
    /// What the numbers are of.
    pub numbers: Numbers,
    /// Rows with a number.
    pub rows: u64,
    /// Distinct numbers.
    pub distinct: u64,
    /// Whether an ending as `-01` tells rows of one case apart; `distinct` is then of the numbers without it.
    pub has_endings: bool,
}

/// What numbers are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// Victims.
    Victims,
    /// Incidents, cases, reports.
    Cases,
}

impl Numbers {
    /// Every value.
    pub const ALL: [Numbers; 2] = [Numbers::Victims, Numbers::Cases];
}

/// The persons of a table by their part in the incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persons {
    /// The header of the column that says it.
    pub header: String,
    /// Rows of victims.
    pub victims: u64,
    /// Rows of suspects, arrested persons and witnesses.
    pub others: u64,
    /// Rows with another word, or none.
    pub unclear: u64,
}

/// Which rows count as victims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Every usable row.
    #[default]
    Rows,
    /// Every usable row, without those of persons who are plainly no victims.
    Victims,
    /// The first row of each number.
    Once,
}
