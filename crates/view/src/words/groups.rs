//! Names and descriptions of groups.

use vc_model::params::Column;

/// A part of the day, six hours from midnight on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartOfDay {
    Night,
    Morning,
    Afternoon,
    Evening,
}

/// A side or corner of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MapSide {
    North,
    Northeast,
    East,
    Southeast,
    South,
    Southwest,
    West,
    Northwest,
}

/// How homes of a neighborhood are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Homes {
    ManyVacant,
    FewVacant,
    ManyOwned,
    ManyRented,
}

catalog! {
    /// Names and descriptions of groups.
    pub(crate) struct Groups {
        /// A group of which no crime, family or pair of crimes is the majority.
        mixed_crimes,
        /// The name in place of “mixed crimes” if the table has no column of crimes.
        victims_only,
        victims_mostly(circumstances: &str),
        /// The same, with where or when most of them happened.
        mixed_mostly(circumstances: &str),
        /// At a premise that no kind of place is known for.
        at_premise(premise: &str),
        indoors,
        outdoors,
        /// As the end of a name.
        in_part_of_day(part: PartOfDay) -> &'static str,
        /// By the clock.
        by_the_clock(part: PartOfDay) -> &'static str,
        /// With a weapon, given as its label in lower case.
        with_weapon(weapon: &str),
        /// A neighborhood, weekday or month, as the end of a name.
        detail(column: Column, level: &str),
        /// One district, or a list of several.
        in_districts(districts: &str, number: usize),
        /// A side or corner of the map.
        toward(side: MapSide) -> &'static str,
        /// Neighborhoods with a high (or low) figure about homes.
        of_homes(homes: Homes) -> &'static str,
        /// The group is made by its neighborhoods.
        made_by_places,
        /// The shares of the group and of all victims for which the group's name holds.
        name_holds(share: &str, overall: &str),
        /// The same where the share of all victims is not known.
        name_holds_here(share: &str),
        /// No crime is more common here than elsewhere.
        no_crime_stands_out,
        /// One crime is all there is.
        all_are(crime: &str),
        /// A crime with its share.
        crime_with_share(crime: &str, share: &str),
        /// A crime with its share of the group and of all victims.
        crime_against(crime: &str, share: &str, overall: &str),
        /// The crimes cover nearly all of the group.
        nearly_all_are(crimes: &str),
        /// The crimes cover more than half of the group.
        most_are(crimes: &str),
        /// One crime is more common than elsewhere, though not most of the group.
        one_is_over(crime: &str, share: &str, overall: &str),
        /// Several crimes, each with both shares, are more common than elsewhere.
        several_are_over(crimes: &str),
        /// The most common crime is no more common than elsewhere.
        most_common(crime: &str, share: &str),
        /// The first circumstance, with its share and that of all victims.
        first_circumstance(what: &str, share: &str, overall: &str),
        /// A further circumstance, with its share and that of all victims.
        circumstance(what: &str, share: &str, overall: &str),
        at_usual_hours,
        /// The most similar group; no value tells the two apart.
        nearest_alike(group: char),
        /// How many victims could be in another group, after that.
        border(share: &str),
        /// The most similar group, and the values that tell the two apart.
        nearest(group: char, differences: &str),
        /// A value with its shares in both groups.
        difference(value: &str, here: &str, there: &str),
    }
}
