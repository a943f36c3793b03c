//! A group's name.
//!
//! The grammar: *what*, *where*, and, where it sets the group apart, *when*. **A name holds for at least half of its group as
//! a whole**: thefts *and* in the street *and* at night. Where no crime, family or pair of crimes reaches that, the name
//! says "mixed crimes", and where most of them happened. A name that two groups would share is changed for both, by one
//! more circumstance that holds for half of the group together with the rest, or by other crimes, until it tells them
//! apart; the letter does so in the end.
//!
//! Invariant: no name tells race, ethnicity, income, or any other trait of people.

use super::candidates::{Circumstance, LIFT, MAJORITY, candidates, circumstance, side, wheres};
use super::claims::{Claim, Counts, is_marked_by_places};
use super::list::capitalize;
use super::phrases::{districts, event_phrase, places, toward};
use super::{Locale, number};
use vc_model::params::group_letter;
use vc_model::result::{Event, Group};
use vc_model::sorting::CompactSort;

pub use vc_model::params::group_letter as letter;

/// Other claims on what happened that a name may be changed to.
const ALTERNATIVES: usize = 3;
/// A part of the city that stands in the name of a group is this many times as common there as among all victims.
const CITY_LIFT: f64 = 1.25;
/// A part of the day is in a name, even if no other group has the same name, if it is this many times as common.
const MARKED: f64 = 1.5;

/// A name, and for whom it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupName {
    /// In words.
    pub text: String,
    /// The share of the group for which the whole name holds.
    pub share: f64,
    /// The share of all victims for which it holds, where that was counted.
    pub overall: Option<f64>,
}

/// A claim with its words for what happened; `None` for mixed crimes.
#[derive(Clone, Debug)]
struct Version {
    crimes: Option<String>,
    claim: Claim,
}

/// The names of all groups, in their order; no two are alike.
pub fn name_groups(all: &[Group], locale: Locale) -> Vec<String> {
    named_groups(all, locale).into_iter().map(|name| name.text).collect()
}

/// The names of all groups, in their order, with the shares for which they hold; no two are alike.
pub fn named_groups(all: &[Group], locale: Locale) -> Vec<GroupName> {
    named_groups_as(all, &(0..all.len()).collect::<Vec<_>>(), locale)
}

/// The names of groups whose letters differ from their order, `(n_groups)`.
pub(super) fn name_groups_as(all: &[Group], letters: &[usize], locale: Locale) -> Vec<String> {
    named_groups_as(all, letters, locale).into_iter().map(|name| name.text).collect()
}

/// Whether its neighborhoods make a group: they distinguish it most, and no crime, family or pair of crimes is its majority.
pub(super) fn is_made_by_places(group: &Group, all: &[Group], locale: Locale) -> bool {
    let same = all.iter().position(|other| std::ptr::eq(other, group)).or_else(|| all.iter().position(|o| o == group));
    is_marked_by_places(group) && same.is_some_and(|at| candidates(&Counts::of(all), at, locale).is_empty())
}

/// For whom a group's name holds. `None` if the name says nothing that could fail, or if a person gave it.
pub fn name_holds_text(group: usize, all: &[Group], names: &[String], locale: Locale) -> Option<String> {
    let generated = named_groups(all, locale).into_iter().nth(group)?;
    let is_own = names.get(group).is_some_and(|name| *name != generated.text);
    let share = number::percent(generated.share, locale);
    let overall = generated.overall.map(|overall| number::percent(overall, locale));
    let words = &locale.words().groups;
    let text = || overall.map_or_else(|| words.name_holds_here(&share), |overall| words.name_holds(&share, &overall));
    (!is_own && generated.share < 1.0).then(text)
}

fn named_groups_as(all: &[Group], letters: &[usize], locale: Locale) -> Vec<GroupName> {
    let counts = Counts::of(all);
    let of_group = |(at, group): (usize, &Group)| -> Vec<GroupName> {
        let versions = versions(&counts, at, is_marked_by_places(group), locale);
        let name = |version: &Version| GroupName {
            text: text(version, &counts, locale),
            share: counts.share(at, &version.claim),
            overall: counts.overall(&version.claim),
        };
        versions.iter().map(name).collect()
    };
    let versions: Vec<Vec<GroupName>> = all.iter().enumerate().map(of_group).collect();
    let mut chosen = vec![0_usize; all.len()];
    while let Some(alike) = first_alike(&versions, &chosen) {
        alike.into_iter().for_each(|group| chosen[group] += 1);
    }
    let is_alike = |chosen: &[usize], group: usize| {
        (0..all.len())
            .any(|other| other != group && versions[other][chosen[other]].text == versions[group][chosen[group]].text)
    };
    // Where nothing tells them apart, the short name and the letter do.
    let reset: Vec<usize> =
        (0..all.len()).map(|group| if is_alike(&chosen, group) { 0 } else { chosen[group] }).collect();
    let name = |group: usize| {
        let mut name = versions[group][reset[group]].clone();
        if is_alike(&reset, group) {
            name.text += &format!(" ({})", group_letter(letters[group]));
        }
        name
    };
    (0..all.len()).map(name).collect()
}

/// The groups that share the first name that more than one has, and that have another version.
fn first_alike(versions: &[Vec<GroupName>], chosen: &[usize]) -> Option<Vec<usize>> {
    let text = |group: usize| &versions[group][chosen[group]].text;
    (0..versions.len()).find_map(|group| {
        let alike: Vec<usize> = (0..versions.len()).filter(|&other| text(other) == text(group)).collect();
        let is_open = |other: &usize| chosen[*other] + 1 < versions[*other].len();
        let open: Vec<usize> = alike.iter().copied().filter(is_open).collect();
        (alike.len() > 1 && !open.is_empty()).then_some(open)
    })
}

/// What a group may be called, the best version first.
fn versions(counts: &Counts, group: usize, is_made_by_places: bool, locale: Locale) -> Vec<Version> {
    let found = candidates(counts, group, locale);
    let version = |candidate: &super::candidates::Candidate| Version {
        crimes: Some(candidate.crimes.clone()),
        claim: with_part_of_day(counts, group, candidate.claim.clone()),
    };
    let base = match found.first() {
        Some(best) => version(best),
        None => Version { crimes: None, claim: mixed(counts, group, is_made_by_places) },
    };
    let extended: Vec<Version> = extensions(counts, group, &base.claim)
        .into_iter()
        .map(|claim| Version { crimes: base.crimes.clone(), claim })
        .collect();
    let alternatives = found.iter().skip(1).take(ALTERNATIVES).map(version);
    let twice = extended.iter().flat_map(|version| {
        let claims = extensions(counts, group, &version.claim).into_iter();
        claims.map(|claim| Version { crimes: base.crimes.clone(), claim })
    });
    std::iter::once(base.clone()).chain(extended.clone()).chain(alternatives).chain(twice).collect()
}

/// The circumstances of these kinds that distinguish a group, in the order of their kinds.
fn events_of(counts: &Counts, group: usize, lift: f64, is_asked: impl Fn(Circumstance) -> bool) -> Vec<usize> {
    let kind = |at: usize| circumstance(&counts.events[at]);
    let only = |at: usize| Claim::default().with(at);
    let mut events: Vec<usize> = counts
        .events_of(group)
        .iter()
        .copied()
        .filter(|&at| kind(at).is_some_and(&is_asked))
        .filter(|&at| counts.share(group, &only(at)) >= MAJORITY && counts.is_over(group, &only(at), lift))
        .collect();
    events.compact_sort_by(|&a, &b| {
        let strength = |at: usize| counts.strength(group, &only(at));
        kind(a).cmp(&kind(b)).then_with(|| strength(b).total_cmp(&strength(a)))
    });
    events
}

fn holds(counts: &Counts, group: usize, claim: &Claim) -> bool {
    counts.share(group, claim) >= MAJORITY
}

/// The claim with the part of the day, where that is marked.
fn with_part_of_day(counts: &Counts, group: usize, claim: Claim) -> Claim {
    let marked = events_of(counts, group, MARKED, |kind| kind == Circumstance::PartOfDay);
    let longer = marked.first().map(|&part| claim.with(part)).filter(|longer| holds(counts, group, longer));
    longer.unwrap_or(claim)
}

/// The claim with one more circumstance each.
fn extensions(counts: &Counts, group: usize, claim: &Claim) -> Vec<Claim> {
    let says_where = claim.spots.is_some();
    let events = events_of(counts, group, LIFT, |kind| !(says_where && kind == Circumstance::Side));
    // One circumstance of each kind is enough.
    let says = |kind: Option<Circumstance>| claim.events.iter().any(|&at| circumstance(&counts.events[at]) == kind);
    let is_new = |at: &usize| !says(circumstance(&counts.events[*at]));
    let mut longer: Vec<Claim> = events.into_iter().filter(is_new).map(|at| claim.with(at)).collect();
    let says_side = says(Some(Circumstance::Side));
    if !says_where && !says_side {
        longer.extend(wheres(counts, group).into_iter().map(|spots| Claim { spots: Some(spots), ..claim.clone() }));
    }
    longer.retain(|claim| holds(counts, group, claim));
    longer
}

/// What is said of mixed crimes: the part of the city, if that makes the group; otherwise where or when.
fn mixed(counts: &Counts, group: usize, is_made_by_places: bool) -> Claim {
    let nothing = Claim::default();
    let first = |lift: f64, kinds: &[Circumstance]| {
        events_of(counts, group, lift, |kind| kinds.contains(&kind)).first().map(|&at| nothing.with(at))
    };
    if is_made_by_places && let Some(claim) = in_city(counts, group) {
        return claim;
    }
    let where_ = wheres(counts, group).into_iter().map(|spots| Claim { spots: Some(spots), ..Claim::default() });
    let mut where_: Vec<Claim> = where_.filter(|claim| holds(counts, group, claim)).collect();
    where_.compact_sort_by(|a, b| counts.strength(group, b).total_cmp(&counts.strength(group, a)));
    let where_ = where_.into_iter().next().or_else(|| first(LIFT, &[Circumstance::Side]));
    match where_ {
        Some(claim) => with_part_of_day(counts, group, claim),
        None => first(LIFT, &[Circumstance::PartOfDay])
            .or_else(|| first(LIFT, &[Circumstance::Weapon, Circumstance::Day]))
            .or_else(|| in_city(counts, group))
            .unwrap_or(nothing),
    }
}

/// The part of the city that distinguishes a group: districts, a neighborhood, a side of the map, or how homes are used.
fn in_city(counts: &Counts, group: usize) -> Option<Claim> {
    use Circumstance::{District, Homes, Neighborhood, Toward};
    let of = |kinds: &[Circumstance]| events_of(counts, group, CITY_LIFT, |kind| kinds.contains(&kind));
    let corner = || {
        let sides = of(&[Toward]);
        let pairs = sides.iter().enumerate().flat_map(|(at, &a)| sides[at + 1..].iter().map(move |&b| [a, b]));
        let mut corners =
            pairs.map(|[a, b]| Claim::default().with(a).with(b)).filter(|claim| holds(counts, group, claim));
        corners.next()
    };
    let first = |kinds: &[Circumstance]| of(kinds).first().map(|&at| Claim::default().with(at));
    first(&[District, Neighborhood]).or_else(corner).or_else(|| first(&[Toward])).or_else(|| first(&[Homes]))
}

/// A version in words.
fn text(version: &Version, counts: &Counts, locale: Locale) -> String {
    let words = &locale.words().groups;
    let claim = &version.claim;
    let spots: Vec<_> = claim.spots.iter().flatten().map(|&at| &counts.spots[at]).collect();
    let mut events: Vec<&Event> = claim.events.iter().map(|&at| &counts.events[at]).collect();
    // Stable: equal kinds stay in the claim's order.
    events.compact_sort_by(|a, b| circumstance(a).cmp(&circumstance(b)));
    let of_city = |event: &Event| circumstance(event) > Some(Circumstance::Side);
    let mut near: Vec<String> = places(&spots, locale).into_iter().collect();
    let sides = events.iter().filter_map(|event| match event {
        Event::Level { level, .. } if circumstance(event) == Some(Circumstance::Side) => side(level),
        _ => None,
    });
    near.extend(sides.map(|is_inside| if is_inside { words.indoors } else { words.outdoors }.to_owned()));
    let near_events = events.iter().filter(|event| !of_city(event));
    near.extend(near_events.filter_map(|event| event_phrase(event, locale)));
    let mut far: Vec<String> = Vec::new();
    for event in events.iter().filter(|event| of_city(event)) {
        far.extend(match event {
            Event::Districts(names) => Some(districts(names, locale)),
            Event::Toward(_) => None,
            event => event_phrase(event, locale),
        });
    }
    far.extend(toward(&events, locale));
    match &version.crimes {
        Some(crimes) => {
            let first: Vec<&str> = std::iter::once(crimes.as_str()).chain(near.iter().map(String::as_str)).collect();
            let parts = std::iter::once(first.join(" ")).chain(far);
            capitalize(&parts.collect::<Vec<_>>().join(", "))
        }
        None => {
            let mut parts: Vec<String> = Vec::new();
            parts.extend((!near.is_empty()).then(|| near.join(" ")));
            parts.extend(far);
            let parts = parts.join(", ");
            capitalize(&match (parts.is_empty(), counts.crimes.is_empty()) {
                (true, true) => words.victims_only.to_owned(),
                (true, false) => words.mixed_crimes.to_owned(),
                (false, true) => words.victims_mostly(&parts),
                (false, false) => words.mixed_mostly(&parts),
            })
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::describe_group;
    use super::*;
    use vc_model::fixtures::with_joint;
    use vc_model::params::{Column, Topic};
    use vc_model::result::{JointCell, JointEvent, MeanTrait, Toward, Trait, Unit};

    pub(in crate::wording) use vc_model::fixtures::{group, groups};

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    #[test]
    fn names_say_what_and_where() {
        assert_eq!(
            name_groups(&groups(), EN),
            [
                "Mixed crimes, mostly in the street",
                "Burglaries and common assaults",
                "Thefts",
                "Thefts and robberies of businesses",
                "Homicides in the street",
            ]
        );
        assert_eq!(
            name_groups(&groups(), ES),
            [
                "Delitos variados, sobre todo en la calle",
                "Robos con allanamiento y agresiones simples",
                "Hurtos",
                "Hurtos y robos con violencia en negocios",
                "Homicidios en la calle",
            ]
        );
    }

    /// Half of the group are thefts from cars, and half of the group are in the street: the conjunction is a quarter.
    #[test]
    fn a_name_needs_a_majority_of_its_whole_claim() {
        use Column::{Description, Premise};
        let of =
            |share: f64| group(0.5, &[(Description, "LARCENY FROM AUTO", share, 0.2), (Premise, "STREET", 0.8, 0.2)]);
        let other = group(0.5, &[(Description, "ARSON", 0.9, 0.5)]);
        let named = |share: f64| named_groups(&[of(share), other.clone()], EN).swap_remove(0);
        assert_eq!(named(0.7).text, "Thefts from cars in the street");
        assert!(
            (named(0.7).share - 0.56).abs() < 1e-6 && named(0.7).overall.is_some_and(|all| (all - 0.28).abs() < 1e-6)
        );
        assert_eq!(named(0.55).text, "Thefts from cars");
        assert_eq!(named(0.45).text, "Mixed crimes, mostly in the street");
        assert!((named(0.45).share - 0.8).abs() < 1e-6);
        assert_eq!(
            name_holds_text(0, &[of(0.7), other.clone()], &[], EN).map(|text| text.replace('\u{a0}', " ")).as_deref(),
            Some("The name fits 56% of this group, and 28% of all victims shown.")
        );
        assert_eq!(name_holds_text(0, &[of(0.7), other], &["My own name".to_owned()], EN), None);
    }

    #[test]
    fn groups_made_by_their_places_are_named_by_them() {
        let crimes = [(Column::Description, "ARSON", 0.3, 0.3), (Column::Description, "RAPE", 0.3, 0.3)];
        let named = |events: &[Event]| {
            let mut made = group(0.5, &crimes);
            made.means.push(MeanTrait {
                measure: "share_white".into(),
                label: "white residents".into(),
                topic: Topic::Census,
                unit: Unit::Share,
                mean_in_group: 0.8,
                mean_overall: 0.4,
                interval: Some(vc_model::result::Interval { low: 0.79, high: 0.81 }),
                difference: 1.3,
            });
            for event in events {
                let bit = 1 << made.joint.events.len();
                made.joint.events.push(JointEvent { event: event.clone(), share_overall: 0.3 });
                let cells = made.joint.cells.clone();
                let split = |cell: JointCell| {
                    let victims = cell.victims;
                    let with = JointCell { events: cell.events | bit, victims: victims * 0.75, ..cell };
                    [with, JointCell { victims: victims * 0.25, ..cell }]
                };
                made.joint.cells = cells.into_iter().flat_map(split).collect();
            }
            let all = [made, group(0.5, &crimes)];
            (
                name_groups(&all, EN).swap_remove(0),
                name_groups(&all, ES).swap_remove(0),
                describe_group(&all[0], &all, EN),
            )
        };
        let (north, east) = (Event::Toward(Toward::North), Event::Toward(Toward::East));
        let vacant = Event::Figure { measure: "share_vacant_homes".into(), is_high: true };
        let (en, es, text) = named(std::slice::from_ref(&vacant));
        assert_eq!(en, "Mixed crimes, mostly where many homes are vacant");
        assert_eq!(es, "Delitos variados, sobre todo donde muchas viviendas están desocupadas");
        assert!(text.starts_with("What sets this group apart is where its victims were, not what happened."), "{text}");
        assert_eq!(named(&[vacant.clone(), north.clone()]).0, "Mixed crimes, mostly in the north");
        assert_eq!(named(&[north, east.clone()]).0, "Mixed crimes, mostly in the northeast");
        let districts = Event::Districts(vec!["NORTHERN".into(), "CENTRAL".into()]);
        let (en, es, _) = named(&[east, districts]);
        assert_eq!(en, "Mixed crimes, mostly in the Northern and Central districts");
        assert_eq!(es, "Delitos variados, sobre todo en los distritos Norte y Centro");
    }

    #[test]
    fn names_ignore_census_and_victims() {
        let mut odd = group(0.5, &[(Column::Race, "WHITE", 0.99, 0.3), (Column::Sex, "F", 0.9, 0.5)]);
        odd.traits.push(Trait {
            topic: Topic::Victim,
            ..group(1.0, &[(Column::Description, "RAPE", 0.9, 0.1)]).traits.remove(0)
        });
        odd.means.push(MeanTrait {
            measure: "black".into(),
            label: "black residents".into(),
            topic: Topic::Census,
            unit: Unit::Share,
            mean_in_group: 0.8,
            mean_overall: 0.6,
            interval: Some(vc_model::result::Interval { low: 0.79, high: 0.81 }),
            difference: 0.9,
        });
        for locale in Locale::ALL {
            let all = [odd.clone(), odd.clone()];
            let text = format!("{} {}", name_groups(&all, locale).join(" "), describe_group(&odd, &all, locale))
                .to_lowercase();
            for word in ["white", "black", "female", "mujer", "blanca", "residents", "income", "rape", "violaci"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }

    #[test]
    fn equal_names_get_details_or_letters() {
        use Column::{Description, District, Premise};
        let street = [(Description, "COMMON ASSAULT", 0.8, 0.2), (Premise, "STREET", 0.9, 0.4)];
        let rest = group(0.5, &[(Description, "ARSON", 0.9, 0.5), (Premise, "DWELLING", 0.9, 0.5)]);
        let mut all = vec![rest, group(0.2, &street), group(0.15, &street), group(0.1, &street), group(0.05, &street)];
        all[2].hours = (0..24).map(|hour| if hour < 6 { 0.72 / 6.0 } else { 0.28 / 18.0 }).collect();
        all[3].traits.push(group(1.0, &[(District, "CENTRAL", 0.8, 0.1)]).traits.remove(0));
        let all: Vec<Group> = all.into_iter().map(with_joint).collect();
        let names = name_groups(&all, EN);
        assert_eq!(
            names,
            [
                "Arson at home",
                "Common assaults in the street (B)",
                "Common assaults in the street at night",
                "Common assaults in the street, in the Central district",
                "Common assaults in the street (E)",
            ]
        );
    }

    #[test]
    fn names_sum_up_crimes_of_a_family() {
        use Column::{Description, Premise};
        let all = [
            group(
                0.5,
                &[
                    (Description, "COMMON ASSAULT", 0.5, 0.2),
                    (Description, "AGG. ASSAULT", 0.4, 0.1),
                    (Premise, "DWELLING", 0.8, 0.2),
                ],
            ),
            group(0.3, &[(Description, "LARCENY", 0.4, 0.2), (Description, "LARCENY FROM AUTO", 0.3, 0.1)]),
            group(0.2, &[(Description, "AUTO THEFT", 0.4, 0.1), (Description, "LARCENY FROM AUTO", 0.3, 0.1)]),
        ];
        assert_eq!(name_groups(&all, EN), ["Assaults at home", "Thefts", "Car thefts and thefts from cars"]);
        let shares: Vec<f64> = named_groups(&all, EN).iter().map(|name| (name.share * 100.0).round()).collect();
        assert_eq!(shares, [72.0, 70.0, 70.0], "assaults of both kinds at home; thefts of both kinds");
    }

    #[test]
    fn unknown_words_and_missing_columns_still_give_a_name() {
        use Column::{Description, Premise};
        let all = [
            group(0.5, &[(Description, "CATTLE RUSTLING", 0.9, 0.1), (Premise, "OPEN RANGE", 0.9, 0.2)]),
            group(0.3, &[(Premise, "", 0.9, 0.2), (Description, "LARCENY", 0.9, 0.4)]),
            group(0.2, &[]),
        ];
        assert_eq!(
            name_groups(&all, EN),
            ["Cattle rustling in places recorded as “open range”", "Thefts in places not recorded", "Mixed crimes"]
        );
        assert_eq!(describe_group(&all[2], &all, EN), "No kind of crime stands out against the other groups.");
    }

    #[test]
    fn without_a_column_of_crimes_nothing_is_said_of_them() {
        use Column::{Hour, Premise};
        let all = [
            group(0.6, &[(Premise, "ROW/TOWNHOUSE-OCC", 0.9, 0.3)]),
            group(0.4, &[(Premise, "", 0.9, 0.2), (Hour, "12", 0.9, 0.2)]),
        ];
        assert_eq!(name_groups(&all, EN)[0], "Victims, mostly at home");
        assert_eq!(name_groups(&all, ES)[0], "Víctimas, sobre todo en viviendas");
        assert!(describe_group(&all[0], &all, EN).starts_with("90% at home"), "{}", describe_group(&all[0], &all, EN));
    }

    #[test]
    fn empty_or_damaged_hours_do_no_harm() {
        let mut all = groups();
        all[0].hours.clear();
        all[1].hours = vec![0.0; 24];
        all[2].hours = vec![f64::NAN; 24];
        assert_eq!(name_groups(&all, EN).len(), 5);
    }
}
