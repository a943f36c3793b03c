//! What a group could be called: claims that hold for at least half of it, with their words.

use super::Locale;
use super::claims::{Claim, Counts};
use super::facts::Spot;
use super::lexicon::{self, CrimeKind, Family, Place};
use super::list::join;
use super::phrases::{homes, plural};
use vc_model::params::Column;
use vc_model::result::Event;
use vc_model::sorting::CompactSort;

/// Least share of a group for which its name holds.
pub(super) const MAJORITY: f64 = 0.5;
/// A place or circumstance in a name is this many times as common in the group as among all victims.
pub(super) const LIFT: f64 = 1.15;
/// Least share of a group that each of two crimes in its name has, at the place that is named.
const CRIME_SHARE: f64 = 0.12;
/// Least share of a group that the first place in its name has, and the second.
const PLACE_SHARE: [f64; 2] = [0.35, 0.2];
/// Least share of a group that each of two crimes has that a word for both sums up.
const SUMMED_SHARE: f64 = 0.02;
/// Precise and short names are better: the strength of a claim counts this much if it names one crime, a family, two crimes.
const FORMS: [f64; 3] = [1.0, 0.8, 0.95];
/// Two crimes are named only if they are this many times as common in the group as among all victims; without a place, and at
/// a place. Nearly any group is mostly "thefts and assaults".
const PAIR_LIFT: [f64; 2] = [1.4, 1.2];
/// Two crimes at a place are this many times as common there as among all victims.
const PAIR_AT_PLACE_LIFT: f64 = 1.8;
/// Each of the two is about as common as among all victims, or more common.
const EACH_LIFT: f64 = 0.95;
/// A claim that also says where counts this much more.
const WITH_PLACE: f64 = 2.0;

/// Crimes that one word names.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    word: String,
    crimes: Vec<usize>,
    family: Option<Family>,
    is_family: bool,
    share: f64,
}

/// A claim on what happened and where, with the words for what happened.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) claim: Claim,
    /// The crimes' words, the most common one first.
    pub(super) crimes: String,
    strength: f64,
}

/// Where a claim can be: kinds of place, one or two together.
pub(super) fn wheres(counts: &Counts, group: usize) -> Vec<Vec<usize>> {
    let spot = |spots: Vec<usize>| Claim { spots: Some(spots), ..Claim::default() };
    let mut over: Vec<(usize, f64)> = (0..counts.spots.len())
        .map(|at| (at, counts.share(group, &spot(vec![at]))))
        .filter(|(at, share)| *share >= PLACE_SHARE[1] && counts.is_over(group, &spot(vec![*at]), LIFT))
        .collect();
    over.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let is_named = |at: &usize| counts.spots[*at] != Spot::Kind(Place::Unknown);
    let mut wheres: Vec<Vec<usize>> =
        over.iter().filter(|(_, share)| *share >= PLACE_SHARE[0]).map(|(at, _)| vec![*at]).collect();
    if let [(first, share), (second, _), ..] = over[..]
        && share < MAJORITY
        && [first, second].iter().all(is_named)
    {
        wheres.push(vec![first, second]);
    }
    wheres
}

/// The claims on what happened, and where, that hold for at least half of a group, the best first.
pub(super) fn candidates(counts: &Counts, group: usize, locale: Locale) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let wheres = wheres(counts, group);
    for spots in std::iter::once(None).chain(wheres.into_iter().map(Some)) {
        let place = spots.as_ref().filter(|spots| spots.len() == 1).map(|spots| &counts.spots[spots[0]]);
        let at = Claim { spots, ..Claim::default() };
        for units in choices(&units(counts, group, place, locale)) {
            let crimes = units.iter().flat_map(|unit| unit.crimes.clone()).collect();
            let claim = Claim { crimes: Some(crimes), ..at.clone() };
            let part = |unit: &Unit| Claim { crimes: Some(unit.crimes.clone()), ..at.clone() };
            let anywhere = |claim: Claim| Claim { spots: None, ..claim };
            let is_telling = || {
                counts.is_over(group, &anywhere(claim.clone()), PAIR_LIFT[usize::from(at.spots.is_some())])
                    && (at.spots.is_none() || counts.is_over(group, &claim, PAIR_AT_PLACE_LIFT))
                    && units.iter().all(|unit| {
                        counts.share(group, &part(unit)) >= CRIME_SHARE
                            && counts.is_over(group, &anywhere(part(unit)), EACH_LIFT)
                    })
            };
            if counts.share(group, &claim) < MAJORITY || units.len() > 1 && !is_telling() {
                continue;
            }
            let form = if units.len() > 1 { 2 } else { usize::from(units[0].is_family) };
            let place = if at.spots.is_some() { WITH_PLACE } else { 1.0 };
            let strength = counts.strength(group, &claim) * FORMS[form] * place;
            let words: Vec<String> = units.iter().map(|unit| unit.word.clone()).collect();
            found.push(Candidate { claim, crimes: join(&words, locale), strength });
        }
    }
    // Stable: equal ones stay in their order, the shorter ones first.
    found.compact_sort_by(|a, b| b.strength.total_cmp(&a.strength));
    found
}

/// The words for the crimes of a group. The claim of a word is all that it means: *thefts* are thefts of any kind.
fn units(counts: &Counts, group: usize, place: Option<&Spot>, locale: Locale) -> Vec<Unit> {
    let words = &locale.words().lexicon;
    let family_of = |at: usize| counts.crimes[at].kind.map(CrimeKind::family);
    let family_word = |family: Family| Some(words.family(family)).filter(|word| !word.is_empty());
    let all = || 0..counts.crimes.len();
    let share = |crimes: &[usize]| counts.share(group, &Claim { crimes: Some(crimes.to_vec()), ..Claim::default() });
    let mut units: Vec<Unit> = Vec::new();
    let mut add = |unit: Unit| {
        if units.iter().all(|known| known.word != unit.word) {
            units.push(unit);
        }
    };
    for at in all().filter(|&at| share(&[at]) >= SUMMED_SHARE) {
        let crime = &counts.crimes[at];
        let word = plural(&crime.level, place, locale);
        let family = family_of(at);
        let names_family = family.and_then(family_word) == Some(&*word);
        let is_meant = |&other: &usize| match crime.kind {
            Some(_) if names_family => family_of(other) == family,
            Some(kind) => counts.crimes[other].kind == Some(kind),
            None => other == at,
        };
        let crimes: Vec<usize> = all().filter(is_meant).collect();
        add(Unit { word, share: share(&crimes), crimes, family, is_family: false });
    }
    for at in all() {
        let Some((family, word)) = family_of(at).and_then(|family| Some((family, family_word(family)?))) else {
            continue;
        };
        let crimes: Vec<usize> = all().filter(|&other| family_of(other) == Some(family)).collect();
        if crimes.iter().filter(|&&crime| share(&[crime]) >= SUMMED_SHARE).count() > 1 {
            add(Unit { word: word.to_owned(), share: share(&crimes), crimes, family: Some(family), is_family: true });
        }
    }
    units.compact_sort_by(|a, b| b.share.total_cmp(&a.share));
    units
}

/// Single words, and pairs of words that don't overlap. A pair without the most common crime would mislead.
fn choices(units: &[Unit]) -> Vec<Vec<&Unit>> {
    let mut choices: Vec<Vec<&Unit>> = units.iter().map(|unit| vec![unit]).collect();
    let most_common = units.iter().filter(|unit| !unit.is_family).map(|unit| unit.share).fold(0.0, f64::max);
    for (at, first) in units.iter().enumerate() {
        for second in &units[at + 1..] {
            let overlaps = first.crimes.iter().any(|crime| second.crimes.contains(crime));
            let repeats = first.family == Some(Family::Assault) && second.family == first.family;
            if !overlaps && !repeats && first.share >= most_common {
                choices.push(vec![first, second]);
            }
        }
    }
    choices
}

/// Kinds of circumstances, in the order in which they are added to names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Circumstance {
    PartOfDay,
    Weapon,
    Side,
    Day,
    District,
    Neighborhood,
    Toward,
    Homes,
}

/// The kind of an event; `None` if its value says nothing that a name could tell.
pub(super) fn circumstance(event: &Event) -> Option<Circumstance> {
    Some(match event {
        Event::PartOfDay(_) => Circumstance::PartOfDay,
        Event::Level { column: Column::Weapon, level } if names_weapon(level) => Circumstance::Weapon,
        Event::Level { column: Column::InsideOutside, level } => side(level).map(|_| Circumstance::Side)?,
        Event::Level { column: Column::Weekday | Column::Month, .. } => Circumstance::Day,
        Event::Level { column: Column::Neighborhood, .. } => Circumstance::Neighborhood,
        Event::Level { .. } => return None,
        Event::Districts(_) => Circumstance::District,
        Event::Toward(_) => Circumstance::Toward,
        Event::Figure { measure, is_high } => homes(measure, *is_high).map(|_| Circumstance::Homes)?,
    })
}

/// Inside (`true`) or outside.
pub(super) fn side(level: &str) -> Option<bool> {
    match lexicon::key(level).as_str() {
        "INSIDE" | "I" | "INDOORS" => Some(true),
        "OUTSIDE" | "O" | "OUTDOORS" => Some(false),
        _ => None,
    }
}

fn names_weapon(level: &str) -> bool {
    lexicon::is_named(level)
        && !matches!(lexicon::key(level).as_str(), "NA" | "NONE" | "NO" | "UNKNOWN" | "OTHER" | "U" | "UNK")
}
