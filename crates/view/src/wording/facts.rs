//! Facts on a group for its description: its overrepresented crimes, places, hours and weapons, each with its share.
//!
//! Only traits of the topics What, Where and When enter, so that no sentence made from [`Facts`] can name census measures or
//! traits of the victims.

use std::cmp::Ordering;

use super::lexicon::{self, Place};
use vc_model::params::{Column, Topic};
use vc_model::result::{Group, Trait};
use vc_model::sorting::CompactSort;

/// A level counts as overrepresented from this lift on.
const LIFT: f64 = 1.15;
/// Smallest share of a group that a crime in its description has.
const CRIME_SHARE: f64 = 0.08;
/// Smallest share of a group that the place in its description has.
const PLACE_SHARE: f64 = 0.4;
/// Smallest share that a second place has.
const SECOND_PLACE_SHARE: f64 = 0.2;
/// Least share of a group inside (or outside) that is named, if no kind of place is.
const SIDE_SHARE: f64 = 0.8;
/// Hours in a part of the day.
const PART_HOURS: usize = 6;

/// A share in the group beside that of all victims.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shares {
    /// Share of the group.
    pub group: f64,
    /// Share of all victims.
    pub overall: f64,
}

impl Shares {
    fn of(found: &Trait) -> Self {
        Self { group: found.share_in_group, overall: found.share_overall }
    }

    /// How far the group is from the whole, as in [`Trait::contribution`].
    pub(super) fn distance(self) -> f64 {
        if self.overall > 0.0 { (self.group - self.overall) / libm::sqrt(self.overall) } else { 0.0 }
    }

    fn is_over(self, lift: f64) -> bool {
        self.group > 0.0 && self.group >= self.overall * lift
    }
}

/// A level with its shares.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Level {
    /// The column.
    pub column: Column,
    /// As the table writes it.
    pub level: String,
    /// How common it is.
    pub shares: Shares,
}

/// Where something happened.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spot {
    /// A kind of place.
    Kind(Place),
    /// A single premise that no kind is known for.
    Premise(String),
    /// Inside (`true`) or outside.
    Side(bool),
}

/// A quarter of the day, from midnight on: night, morning, afternoon, evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayPart(pub usize);

/// Facts on a group, for its description.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    /// Overrepresented crimes, those first that set the group apart most; if none is, the most common one.
    pub crimes: Vec<Level>,
    /// Where, most common first, at most two.
    pub spots: Vec<(Spot, Shares)>,
    /// The part of the day that sets the group apart, if any does.
    pub part: Option<(DayPart, Shares)>,
    /// Whether the hours are known at all.
    pub hours_known: bool,
    /// The weapon that sets the group apart.
    pub weapon: Option<Level>,
}

impl Facts {
    /// Gathers the facts on `group`, one of `all` groups.
    pub(super) fn of(group: &Group, all: &[Group]) -> Self {
        let traits: Vec<&Trait> = group
            .traits
            .iter()
            .filter(|found| matches!(found.topic, Topic::What | Topic::Where | Topic::When))
            .filter(|found| matches!(found.column.topic(), Topic::What | Topic::Where | Topic::When))
            .collect();
        let (part, hours_known) = day_part(group, all);
        Self { crimes: crimes(&traits), spots: spots(&traits), part, hours_known, weapon: weapon(&traits) }
    }
}

fn level(found: &Trait) -> Level {
    Level { column: found.column, level: found.level.clone(), shares: Shares::of(found) }
}

/// Larger shares first; equal ones by name, so that the order never depends on the input's.
fn by_share(a: &Level, b: &Level) -> Ordering {
    b.shares.group.total_cmp(&a.shares.group).then_with(|| a.level.cmp(&b.level))
}

fn of_column<'a>(traits: &'a [&'a Trait], column: Column) -> impl Iterator<Item = &'a Trait> {
    traits.iter().copied().filter(move |found| found.column == column)
}

fn crimes(traits: &[&Trait]) -> Vec<Level> {
    let mut named: Vec<Level> =
        of_column(traits, Column::Description).filter(|found| lexicon::is_named(&found.level)).map(level).collect();
    named.compact_sort_by(by_share);
    let mut over: Vec<Level> =
        named.iter().filter(|c| c.shares.group >= CRIME_SHARE && c.shares.is_over(LIFT)).cloned().collect();
    if over.is_empty() {
        named.truncate(1);
        named.retain(|crime| crime.shares.group >= PLACE_SHARE);
        return named;
    }
    // Stable: equal ones stay by share and name.
    over.compact_sort_by(|a, b| b.shares.distance().total_cmp(&a.shares.distance()));
    over
}

fn spots(traits: &[&Trait]) -> Vec<(Spot, Shares)> {
    let mut kinds: Vec<(Spot, Shares)> = Vec::new();
    for found in of_column(traits, Column::Premise).filter(|found| found.level.trim() != lexicon::MERGED) {
        let spot = match lexicon::premise(&lexicon::key(&found.level)) {
            Some(kind) => Spot::Kind(kind.place()),
            None if found.level.trim().is_empty() => Spot::Kind(Place::Unknown),
            None => Spot::Premise(found.level.clone()),
        };
        let shares = Shares::of(found);
        match kinds.iter_mut().find(|(known, _)| *known == spot) {
            Some((_, sum)) => {
                sum.group += shares.group;
                sum.overall += shares.overall;
            }
            None => kinds.push((spot, shares)),
        }
    }
    kinds.retain(|(spot, shares)| shares.is_over(LIFT) && !matches!(spot, Spot::Kind(Place::Inside | Place::Outside)));
    kinds.compact_sort_by(|a, b| b.1.group.total_cmp(&a.1.group));
    let enough = kinds.first().is_some_and(|(_, shares)| shares.group >= PLACE_SHARE);
    if enough {
        let second = kinds.get(1).is_some_and(|(_, shares)| shares.group >= SECOND_PLACE_SHARE);
        kinds.truncate(if second { 2 } else { 1 });
        return kinds;
    }
    side(traits).into_iter().collect()
}

/// Inside or outside, where one of them takes nearly all.
fn side(traits: &[&Trait]) -> Option<(Spot, Shares)> {
    of_column(traits, Column::InsideOutside)
        .filter_map(|found| match lexicon::key(&found.level).as_str() {
            "INSIDE" | "I" => Some((Spot::Side(true), Shares::of(found))),
            "OUTSIDE" | "O" => Some((Spot::Side(false), Shares::of(found))),
            _ => None,
        })
        .find(|(_, shares)| shares.group >= SIDE_SHARE && shares.is_over(LIFT))
}

fn weapon(traits: &[&Trait]) -> Option<Level> {
    let known = of_column(traits, Column::Weapon).filter(|found| {
        let key = lexicon::key(&found.level);
        lexicon::is_named(&found.level) && !matches!(key.as_str(), "NA" | "NONE" | "UNKNOWN" | "OTHER")
    });
    let mut over: Vec<Level> =
        known.map(level).filter(|weapon| weapon.shares.group >= 0.5 && weapon.shares.is_over(1.5)).collect();
    over.compact_sort_by(by_share);
    over.into_iter().next()
}

/// The part of the day that is most overrepresented, and whether the hours are known.
fn day_part(group: &Group, all: &[Group]) -> (Option<(DayPart, Shares)>, bool) {
    if group.hours.len() != 4 * PART_HOURS || group.hours.iter().sum::<f64>() <= 0.0 {
        return (None, false);
    }
    let of_part = |hours: &[f64], part: usize| hours[part * PART_HOURS..(part + 1) * PART_HOURS].iter().sum::<f64>();
    let known: Vec<&Group> = all.iter().filter(|other| other.hours.len() == 4 * PART_HOURS).collect();
    let size: f64 = known.iter().map(|other| other.size).sum();
    let parts = (0..4).map(|part| {
        let overall: f64 = known.iter().map(|other| other.size * of_part(&other.hours, part)).sum();
        let shares =
            Shares { group: of_part(&group.hours, part), overall: if size > 0.0 { overall / size } else { 0.0 } };
        (DayPart(part), shares)
    });
    let apart = |shares: &Shares| shares.group - shares.overall >= 0.08 && shares.is_over(1.25);
    let strongest = parts
        .filter(|(_, shares)| apart(shares))
        .max_by(|a, b| (a.1.group - a.1.overall).total_cmp(&(b.1.group - b.1.overall)));
    (strongest, true)
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::group;
    use super::*;
    use Column::{Description, InsideOutside, Premise, Weapon};

    fn facts(traits: &[(Column, &str, f64, f64)]) -> Facts {
        let group = group(1.0, traits);
        Facts::of(&group, std::slice::from_ref(&group))
    }

    #[test]
    fn crimes_are_ordered_by_what_sets_the_group_apart() {
        let found = facts(&[
            (Description, "LARCENY", 0.42, 0.23),
            (Description, "ROBBERY - COMMERCIAL", 0.36, 0.01),
            (Description, "BURGLARY", 0.05, 0.12),
            (Description, "(rare)", 0.1, 0.01),
        ]);
        let levels: Vec<&str> = found.crimes.iter().map(|crime| crime.level.as_str()).collect();
        assert_eq!(levels, ["ROBBERY - COMMERCIAL", "LARCENY"]);
    }

    #[test]
    fn a_common_crime_is_named_where_none_is_overrepresented() {
        let found = facts(&[(Description, "LARCENY", 0.5, 0.5), (Description, "ARSON", 0.01, 0.01)]);
        assert_eq!(found.crimes.len(), 1);
        assert!(facts(&[(Description, "LARCENY", 0.3, 0.3)]).crimes.is_empty());
    }

    #[test]
    fn premises_of_a_kind_count_together() {
        let found = facts(&[
            (Premise, "ROW/TOWNHOUSE-OCC", 0.3, 0.2),
            (Premise, "APT/CONDO - OCCUPIED", 0.2, 0.05),
            (Premise, "STREET", 0.25, 0.42),
        ]);
        let [(Spot::Kind(Place::Home), shares)] = found.spots[..] else { panic!("{:?}", found.spots) };
        assert!((shares.group - 0.5).abs() < 1e-12 && (shares.overall - 0.25).abs() < 1e-12);
    }

    #[test]
    fn inside_or_outside_stands_in_for_scattered_premises() {
        let found = facts(&[(Premise, "BAKERY", 0.1, 0.01), (InsideOutside, "INSIDE", 0.95, 0.46)]);
        assert_eq!(found.spots[0].0, Spot::Side(true));
        assert!(facts(&[(InsideOutside, "INSIDE", 0.6, 0.46)]).spots.is_empty());
    }

    #[test]
    fn weapons_need_a_high_share() {
        let found = facts(&[(Weapon, "FIREARM", 0.9, 0.1), (Weapon, "", 0.05, 0.7)]);
        assert_eq!(found.weapon.map(|weapon| weapon.level), Some("FIREARM".into()));
        assert_eq!(facts(&[(Weapon, "OTHER", 0.9, 0.1)]).weapon, None);
    }
}
