//! Headers to roles: one table of aliases for every vintage of the file.

use std::collections::BTreeMap;

use crate::result::HeaderRole;

/// What a column of the file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The source's own number of the row.
    RowId,
    /// Date, perhaps with a time.
    Date,
    /// Time of day.
    Time,
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

/// Every role with its name in reports and the headers it goes by, as [`normalize`] writes them, best first. Shapefiles cut
/// column names to ten characters; those stand behind the whole ones.
const ALIASES: &[(Role, &str, &[&str])] = &[
    (Role::RowId, "row id", &["rowid"]),
    (Role::Date, "date", &["crimedatetime", "crimedate", "crimedatet", "datetime", "date", "incidentdate"]),
    (Role::Time, "time", &["crimetime", "time", "hour"]),
    (Role::Description, "description", &["description", "descriptio", "crimedescription", "offense", "crimetype"]),
    (Role::InsideOutside, "inside or outside", &["insideoutside", "insideout"]),
    (Role::Premise, "premise", &["premise", "premisetype", "premisetyp"]),
    (Role::Weapon, "weapon", &["weapon"]),
    (Role::District, "district", &["district", "newdistrict", "newdistric", "olddistrict", "olddistric"]),
    (Role::Neighborhood, "neighborhood", &["neighborhood", "neighborho", "neighbourhood"]),
    (Role::Lng, "longitude", &["longitude", "lng", "lon", "long", "x"]),
    (Role::Lat, "latitude", &["latitude", "lat", "y"]),
    (Role::Point, "point", &["geolocation", "coordinates", "location1"]),
    (Role::Weight, "count of victims", &["totalincidents", "totalincid"]),
    (Role::Age, "age", &["age", "victimage"]),
    (Role::Sex, "sex", &["gender", "sex", "victimsex", "victimgender"]),
    (Role::Race, "race", &["race", "victimrace"]),
    (Role::Ethnicity, "ethnicity", &["ethnicity", "victimethnicity"]),
];

impl Role {
    /// The role's name in reports.
    pub fn name(self) -> &'static str {
        ALIASES.iter().find(|(role, ..)| *role == self).map_or("", |(_, name, _)| name)
    }
}

/// Letters and digits alone, in lower case: `Inside/Outside`, `Inside_Outside` and `INSIDE OUTSIDE` are one header.
fn normalize(header: &str) -> String {
    header.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Gives each role the column whose header is its best alias; the leftmost, where two have the same.
pub(super) fn assign(headers: &[String]) -> BTreeMap<Role, usize> {
    let normalized: Vec<String> = headers.iter().map(|header| normalize(header)).collect();
    let mut roles = BTreeMap::new();
    for (role, _, aliases) in ALIASES {
        let found = aliases.iter().find_map(|alias| normalized.iter().position(|header| header == alias));
        if let Some(column) = found {
            roles.insert(*role, column);
        }
    }
    roles
}

/// What each header was read as, in the file's order.
pub(super) fn report(headers: &[String], roles: &BTreeMap<Role, usize>) -> Vec<HeaderRole> {
    let role_of = |column: usize| roles.iter().find(|(_, at)| **at == column).map(|(role, _)| role.name().to_owned());
    headers.iter().enumerate().map(|(at, header)| HeaderRole { header: header.clone(), role: role_of(at) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(headers: &str) -> Vec<(&'static str, usize)> {
        let headers: Vec<String> = headers.split(',').map(str::to_owned).collect();
        assign(&headers).into_iter().map(|(role, at)| (role.name(), at)).collect()
    }

    #[test]
    fn spelling_case_and_order_do_not_matter() {
        assert_eq!(
            roles("Total Incidents,Inside/Outside,CrimeDate,DESCRIPTION"),
            [("date", 2), ("description", 3), ("inside or outside", 1), ("count of victims", 0)]
        );
    }

    #[test]
    fn the_better_alias_wins_over_the_earlier_column() {
        assert_eq!(roles("x,y,Longitude,Latitude"), [("longitude", 2), ("latitude", 3)]);
    }

    #[test]
    fn names_cut_by_shapefiles_are_known() {
        assert_eq!(
            roles("CrimeDateT,Descriptio,Inside_Out,Neighborho"),
            [("date", 0), ("description", 1), ("inside or outside", 2), ("neighborhood", 3)]
        );
    }

    #[test]
    fn no_alias_stands_for_two_roles() {
        let mut aliases: Vec<&str> = ALIASES.iter().flat_map(|(_, _, aliases)| aliases.iter().copied()).collect();
        let count = aliases.len();
        aliases.sort_unstable();
        aliases.dedup();
        assert_eq!(aliases.len(), count);
    }
}
