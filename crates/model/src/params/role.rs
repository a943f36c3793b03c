//! Roles of the columns of a crime table.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ParamsError;

/// The role of a column of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The source's own number of the row.
    RowId,
    /// Date, perhaps with a time.
    Date,
    /// Time of day.
    Time,
    /// Date of the end, perhaps with a time, where only a span of time is known.
    EndDate,
    /// Time of day of the end.
    EndTime,
    /// Kind of crime.
    Description,
    /// Indoors or outdoors.
    InsideOutside,
    /// Kind of place.
    Premise,
    /// Weapon.
    Weapon,
    /// Police district.
    District,
    /// Neighborhood name.
    Neighborhood,
    /// Longitude in degrees.
    Lng,
    /// Latitude in degrees.
    Lat,
    /// Both coordinates in one text.
    Point,
    /// How many victims the row stands for.
    Weight,
    /// The victim's age.
    Age,
    /// The victim's sex.
    Sex,
    /// The victim's race.
    Race,
    /// The victim's ethnicity.
    Ethnicity,
}

/// Every role with its name in links and files, and in sentences.
const NAMES: [(Role, &str, &str); 19] = [
    (Role::RowId, "row_id", "row id"),
    (Role::Date, "date", "date"),
    (Role::Time, "time", "time"),
    (Role::EndDate, "end_date", "end date"),
    (Role::EndTime, "end_time", "end time"),
    (Role::Description, "description", "description"),
    (Role::InsideOutside, "inside_outside", "inside or outside"),
    (Role::Premise, "premise", "premise"),
    (Role::Weapon, "weapon", "weapon"),
    (Role::District, "district", "district"),
    (Role::Neighborhood, "neighborhood", "neighborhood"),
    (Role::Lng, "lng", "longitude"),
    (Role::Lat, "lat", "latitude"),
    (Role::Point, "point", "point"),
    (Role::Weight, "weight", "count of victims"),
    (Role::Age, "age", "age"),
    (Role::Sex, "sex", "sex"),
    (Role::Race, "race", "race"),
    (Role::Ethnicity, "ethnicity", "ethnicity"),
];

impl Role {
    /// Every role.
    pub const ALL: [Role; NAMES.len()] = {
        let mut all = [Role::RowId; NAMES.len()];
        let mut at = 0;
        while at < all.len() {
            all[at] = NAMES[at].0;
            at += 1;
        }
        all
    };

    /// The role's name in links and files.
    pub const fn id(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The role's name in sentences and reports.
    pub const fn name(self) -> &'static str {
        NAMES[self as usize].2
    }
}

/// The use of a column that a person chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Purpose {
    /// The column is not used.
    Skip,
    /// The column is read in this role.
    Role(Role),
}

impl Purpose {
    /// The name of [`Purpose::Skip`].
    pub const SKIP: &str = "skip";

    /// The role, if there is one.
    pub const fn role(self) -> Option<Role> {
        match self {
            Purpose::Skip => None,
            Purpose::Role(role) => Some(role),
        }
    }
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role().map_or(Self::SKIP, Role::id))
    }
}

impl FromStr for Purpose {
    type Err = ParamsError;
    fn from_str(text: &str) -> Result<Self, ParamsError> {
        if text == Self::SKIP {
            return Ok(Purpose::Skip);
        }
        let found = Role::ALL.into_iter().find(|role| role.id() == text);
        found.map(Purpose::Role).ok_or_else(|| {
            let ids = Role::ALL.map(Role::id).join(" ");
            ParamsError::new("roles", &format!("a header with one of {ids}, or {} to leave it out", Self::SKIP), text)
        })
    }
}

as_text!(Purpose);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_the_order_of_roles_and_read_back() {
        for (at, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, at);
            assert_eq!(role.id().parse(), Ok(Purpose::Role(role)));
        }
        assert_eq!("skip".parse(), Ok(Purpose::Skip));
        assert!("colour".parse::<Purpose>().expect_err("no role").to_string().contains("row_id date time"));
    }
}
