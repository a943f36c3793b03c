//! A group's description: its crimes with their shares, then where, how and when, against all victims.

use super::facts::{Facts, Level, Shares};
use super::list::{capitalize, join};
use super::names::is_made_by_places;
use super::phrases::{plural, with_weapon};
use super::{Locale, number};
use vc_model::result::{Group, RegionSummary};
use vc_model::sorting::CompactSort;

/// Share of a group from which on its crimes are nearly all of it.
const NEARLY_ALL: f64 = 0.85;
/// Share of a group from which on its crimes are most of it.
const MOST: f64 = 0.5;

/// One or two sentences on a group: its crimes with their shares, then where, how and when against all victims.
pub fn describe_group(group: &Group, all: &[Group], locale: Locale) -> String {
    let facts = Facts::of(group, all);
    let mut sentences: Vec<String> = Vec::new();
    if is_made_by_places(group, all, locale) {
        sentences.push(locale.words().groups.made_by_places.to_owned());
    }
    // Where the table does not say what happened, no crime can stand out.
    if !facts.crimes.is_empty() || all.iter().any(|group| !group.joint.crimes.is_empty()) {
        sentences.push(describe_crimes(&facts, locale));
    }
    let circumstances = describe_circumstances(&facts, locale);
    if !circumstances.is_empty() {
        sentences.push(format!("{}.", capitalize(&circumstances.join("; "))));
    }
    sentences.join(" ")
}

/// The most frequent crimes of a region with their shares of its victims and their numbers; `None` where none is listed.
pub fn region_crimes_text(region: &RegionSummary, locale: Locale) -> Option<String> {
    let crime = |(level, victims): &(String, f64)| {
        let share = number::percent(victims / region.victims, locale);
        let shares = format!("{share}, {}", number::integer(*victims, locale));
        locale.words().groups.crime_with_share(&plural(level, None, locale), &shares)
    };
    let crimes: Vec<String> = region.crimes.iter().map(crime).collect();
    (!crimes.is_empty()).then(|| join(&crimes, locale))
}

fn describe_crimes(facts: &Facts, locale: Locale) -> String {
    let words = &locale.words().groups;
    let mut crimes: Vec<&Level> = facts.crimes.iter().take(3).collect();
    crimes.compact_sort_by(|a, b| b.shares.group.total_cmp(&a.shares.group));
    let name = |crime: &Level| plural(&crime.level, None, locale);
    let percent = |share: f64| number::percent(share, locale);
    let (first, is_one) = match crimes[..] {
        [] => return words.no_crime_stands_out.to_owned(),
        [crime] if crime.shares.group >= 0.995 => return words.all_are(&name(crime)),
        [crime, ..] => (crime, crimes.len() == 1),
    };
    let sum: f64 = crimes.iter().map(|crime| crime.shares.group).sum();
    if sum >= MOST {
        let with_share = |crime: &&Level| words.crime_with_share(&name(crime), &percent(crime.shares.group));
        let list = join(&crimes.iter().map(with_share).collect::<Vec<_>>(), locale);
        return if sum >= NEARLY_ALL { words.nearly_all_are(&list) } else { words.most_are(&list) };
    }
    if is_one && first.shares.group <= first.shares.overall {
        return words.most_common(&name(first), &percent(first.shares.group));
    }
    if is_one {
        return words.one_is_over(&name(first), &percent(first.shares.group), &percent(first.shares.overall));
    }
    let against = |crime: &&Level| {
        words.crime_against(&name(crime), &percent(crime.shares.group), &percent(crime.shares.overall))
    };
    words.several_are_over(&join(&crimes.iter().map(against).collect::<Vec<_>>(), locale))
}

/// Where, how and when, each with its share and that of all victims.
fn describe_circumstances(facts: &Facts, locale: Locale) -> Vec<String> {
    let words = &locale.words().groups;
    let mut parts: Vec<String> = Vec::new();
    let mut add = |what: &str, shares: Shares| {
        let (here, all) = (number::percent(shares.group, locale), number::percent(shares.overall, locale));
        let circumstance = if parts.is_empty() { words.first_circumstance } else { words.circumstance };
        parts.push(circumstance(what, &here, &all));
    };
    if let Some((spot, shares)) = facts.spots.first()
        && let Some(phrase) = spot.phrase(locale)
    {
        add(&phrase, *shares);
    }
    if let Some(weapon) = &facts.weapon {
        add(&with_weapon(&weapon.level, locale), weapon.shares);
    }
    if let Some((part, shares)) = facts.part {
        add(words.by_the_clock(part.of_day()), shares);
    } else if facts.hours_known && !parts.is_empty() {
        parts.push(words.at_usual_hours.to_owned());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::groups;
    use super::*;

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    #[test]
    fn descriptions_give_shares_against_all_victims() {
        let all = groups();
        assert_eq!(
            describe_group(&all[4], &all, EN).replace('\u{a0}', " "),
            "Nearly all are homicides (91%) and shootings (9%). 72% in the street, against 42% of all shown; \
             93% with a firearm, against 10%; 50% between 6 p.m. and midnight, against 25%."
        );
        assert_eq!(
            describe_group(&all[3], &all, ES).replace('\u{a0}', " "),
            "Casi todos los casos son hurtos (73 %) y robos con violencia en negocios (16 %). El 45 % en tiendas, frente al \
             5 % de todas las mostradas; a las mismas horas que el resto."
        );
    }
    #[test]
    fn a_region_tells_its_own_crimes() {
        let mut told = vc_model::fixtures::region("Abell", [10.0, 30.0], None, None);
        assert_eq!(region_crimes_text(&told, EN), None);
        told.crimes = vec![("LARCENY FROM AUTO".into(), 20.0), ("BURGLARY".into(), 10.0)];
        let said = region_crimes_text(&told, EN).expect("crimes").replace('\u{a0}', " ");
        assert_eq!(said, "thefts from cars (50%, 20) and burglaries (25%, 10)");
    }

    #[test]
    fn crimes_below_half_of_the_group_stand_against_all_victims() {
        use super::super::names::tests::group;
        use vc_model::params::Column::Description;
        let one = [group(1.0, &[(Description, "LARCENY FROM AUTO", 0.17, 0.09)])];
        assert_eq!(describe_group(&one[0], &one, EN), "More thefts from cars than usual (17%, against 9%).");
        let two = [group(1.0, &[(Description, "LARCENY FROM AUTO", 0.17, 0.09), (Description, "ARSON", 0.1, 0.01)])];
        assert_eq!(
            describe_group(&two[0], &two, EN),
            "More than usual: thefts from cars (17%, against 9%) and arson (10%, against 1%)."
        );
        let usual = [group(1.0, &[(Description, "LARCENY", 0.42, 0.45)])];
        assert_eq!(describe_group(&usual[0], &usual, EN), "Most common: thefts (42%).");
    }
}
