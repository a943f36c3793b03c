//! English names and descriptions of groups.

use crate::wording::foreign::within;
use crate::words::groups::{Groups, Homes, MapSide, PartOfDay};
use vc_model::params::Column;

pub(super) const GROUPS: Groups = Groups {
    mixed_crimes: "mixed crimes",
    victims_only: "victims",
    victims_mostly: |circumstances| format!("victims, mostly {circumstances}"),
    mixed_mostly: |circumstances| format!("mixed crimes, mostly {circumstances}"),
    at_premise: |premise| format!("in places recorded as “{premise}”", premise = within(premise)),
    indoors: "indoors",
    outdoors: "outdoors",
    in_part_of_day: |part| match part {
        PartOfDay::Night => "at night",
        PartOfDay::Morning => "in the morning",
        PartOfDay::Afternoon => "in the afternoon",
        PartOfDay::Evening => "in the evening",
    },
    by_the_clock: |part| match part {
        PartOfDay::Night => "between midnight and 6 a.m.",
        PartOfDay::Morning => "between 6 a.m. and noon",
        PartOfDay::Afternoon => "between noon and 6 p.m.",
        PartOfDay::Evening => "between 6 p.m. and midnight",
    },
    with_weapon: |weapon| {
        if !COUNTABLE_WEAPONS.contains(&weapon) {
            format!("with {weapon}")
        } else if weapon.starts_with(['a', 'e', 'i', 'o', 'u']) {
            format!("with an {weapon}")
        } else {
            format!("with a {weapon}")
        }
    },
    detail: |column, level| match column {
        Column::Weekday => format!("on {level}s"),
        _ => format!("in {level}"),
    },
    in_districts: |districts, number| match number {
        1 => format!("in the {districts} district"),
        _ => format!("in the {districts} districts"),
    },
    toward: |side| match side {
        MapSide::North => "in the north",
        MapSide::Northeast => "in the northeast",
        MapSide::East => "in the east",
        MapSide::Southeast => "in the southeast",
        MapSide::South => "in the south",
        MapSide::Southwest => "in the southwest",
        MapSide::West => "in the west",
        MapSide::Northwest => "in the northwest",
    },
    of_homes: |homes| match homes {
        Homes::ManyVacant => "where many homes are vacant",
        Homes::FewVacant => "where few homes are vacant",
        Homes::ManyOwned => "where many own their homes",
        Homes::ManyRented => "where many rent their homes",
    },
    made_by_places: "What sets this group apart is where its victims were, not what happened.",
    name_holds: |share, overall| format!("The name fits {share} of this group, and {overall} of all victims shown."),
    name_holds_here: |share| format!("The name fits {share} of this group."),
    no_crime_stands_out: "No kind of crime stands out against the other groups.",
    all_are: |crime| format!("All are {crime}."),
    crime_with_share: |crime, share| format!("{crime} ({share})"),
    crime_against: |crime, share, overall| format!("{crime} ({share}, against {overall})"),
    nearly_all_are: |crimes| format!("Nearly all are {crimes}."),
    most_are: |crimes| format!("Most are {crimes}."),
    one_is_over: |crime, share, overall| format!("More {crime} than usual ({share}, against {overall})."),
    several_are_over: |crimes| format!("More than usual: {crimes}."),
    most_common: |crime, share| format!("Most common: {crime} ({share})."),
    first_circumstance: |what, share, overall| format!("{share} {what}, against {overall} of all shown"),
    circumstance: |what, share, overall| format!("{share} {what}, against {overall}"),
    at_usual_hours: "at about the same hours as all crime",
    nearest_alike: |group| format!("Most similar to group {group}. No single value tells the two apart."),
    border: |share| format!("{share} of its victims could nearly as well be in another group."),
    nearest: |group, differences| format!("Most similar to group {group}. The main differences: {differences}."),
    difference: |value, here, there| format!("{value} ({here} here, {there} there)"),
};

/// Weapons that take an article.
const COUNTABLE_WEAPONS: [&str; 8] =
    ["firearm", "handgun", "rifle", "shotgun", "knife", "blunt object", "vehicle", "automatic firearm"];
