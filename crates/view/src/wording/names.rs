//! A group's name.
//!
//! The grammar: *what*, *where*, and, where it sets the group apart, *when*. A name that two groups would share is made
//! longer for both, by hours, weapon, further crimes, district, until it tells them apart; the letter does so in the end.

use super::Locale;
use super::facts::{Facts, Level, Shares, Spot};
use super::lexicon::{self, Family};
use super::list::{capitalize, join};
use super::phrases::{detail_phrase, places, plural, with_weapon};
use vc_model::result::Group;
use vc_model::sorting::CompactSort;

/// Most crimes in a name.
const NAMED_CRIMES: usize = 2;
/// A name leaves out crimes once it covers this share of those that set the group apart.
const COVERED: f64 = 0.8;
/// How many ways there are to make a name longer.
const DETAILS: usize = 5;

pub use vc_model::params::group_letter as letter;

/// The names of all groups, in their order; no two are alike.
pub fn name_groups(all: &[Group], locale: Locale) -> Vec<String> {
    name_groups_as(all, &(0..all.len()).collect::<Vec<_>>(), locale)
}

/// The same for groups whose letters differ from their order, `(n_groups)`.
pub(super) fn name_groups_as(all: &[Group], letters: &[usize], locale: Locale) -> Vec<String> {
    let facts: Vec<Facts> = all.iter().map(|group| Facts::of(group, all)).collect();
    let mut detail = vec![0_usize; all.len()];
    let mut names: Vec<String> = facts.iter().map(|facts| name(facts, 0, locale)).collect();
    while let Some(alike) = first_alike(&names, &detail) {
        for i in alike {
            detail[i] += 1;
            names[i] = name(&facts[i], detail[i], locale);
        }
    }
    let plain = names.clone();
    for (name, &own) in names.iter_mut().zip(letters) {
        if plain.iter().filter(|other| *other == name).count() > 1 {
            *name += &format!(" ({})", letter(own));
        }
    }
    names
}

/// The groups that share the first name that more than one has and that can still be made longer.
fn first_alike(names: &[String], detail: &[usize]) -> Option<Vec<usize>> {
    (0..names.len()).find_map(|i| {
        let alike: Vec<usize> = (0..names.len()).filter(|&j| names[j] == names[i]).collect();
        let open: Vec<usize> = alike.iter().copied().filter(|&j| detail[j] < DETAILS).collect();
        (alike.len() > 1 && !open.is_empty()).then_some(open)
    })
}

/// The name of one of `all` groups: what happened, where and when, in a few words.
pub fn name_group(group: &Group, all: &[Group], locale: Locale) -> String {
    let index = all.iter().position(|other| std::ptr::eq(other, group)).or_else(|| all.iter().position(|o| o == group));
    match index {
        Some(i) => name_groups(all, locale).swap_remove(i),
        None => name(&Facts::of(group, all), 0, locale),
    }
}

/// The name with `detail` additions, of which those that do not apply add nothing.
fn name(facts: &Facts, detail: usize, locale: Locale) -> String {
    let where_ = places(&facts.spots, locale);
    let mut words = vec![crimes(facts, if detail >= 3 { 4 } else { NAMED_CRIMES }, locale)];
    words.extend(where_);
    if let Some((part, shares)) = facts.part
        && (detail >= 1 || is_marked(shares))
    {
        words.push(locale.words().groups.in_part_of_day(part.of_day()).to_owned());
    }
    if detail >= 2
        && let Some(weapon) = &facts.weapon
    {
        words.push(with_weapon(weapon, locale));
    }
    let mut text = capitalize(&words.join(" "));
    for place in facts.details.iter().take(detail.saturating_sub(3)) {
        text += &format!(", {}", detail_phrase(place, locale));
    }
    text
}

/// Whether a part of the day belongs in the name even if no other group has the same name.
fn is_marked(shares: Shares) -> bool {
    shares.group >= 0.4 && shares.group >= shares.overall * 1.5
}

/// At most `most` crimes in the plural, families summed up where there are more; the most common one first.
fn crimes(facts: &Facts, most: usize, locale: Locale) -> String {
    let total: f64 = facts.crimes.iter().map(|crime| crime.shares.distance()).sum();
    let mut named: Vec<&Level> = Vec::new();
    let mut covered = 0.0;
    for crime in &facts.crimes {
        if !named.is_empty() && most == NAMED_CRIMES && covered >= COVERED * total {
            break;
        }
        covered += crime.shares.distance();
        named.push(crime);
    }
    // A name without the most common crime would mislead, even if that crime hardly sets the group apart.
    let common = facts.crimes.iter().max_by(|a, b| a.shares.group.total_cmp(&b.shares.group));
    if let Some(common) = common.filter(|common| !named.contains(common) && common.shares.group >= 0.25) {
        named.push(common);
    }
    let place = facts.spots.first().map(|(spot, _)| spot);
    let summing = match (most == NAMED_CRIMES, named.len() > most) {
        (true, true) => Summing::Families,
        (true, false) => Summing::Repeats,
        (false, _) => Summing::Nothing,
    };
    let mut terms = terms(&named, place, summing, locale);
    if terms.is_empty() {
        return locale.words().groups.mixed_crimes.to_owned();
    }
    terms.truncate(most);
    terms.compact_sort_by(|a, b| b.1.total_cmp(&a.1));
    join(&terms.into_iter().map(|(term, _)| term).collect::<Vec<_>>(), locale)
}

/// Which crimes of one family become the family's word.
#[derive(Clone, Copy, PartialEq)]
enum Summing {
    /// None.
    Nothing,
    /// Those that would repeat it: *thefts and thefts from cars*, *common assaults and aggravated assaults*.
    Repeats,
    /// All.
    Families,
}

/// The crimes' words with their shares, without repeats.
fn terms(crimes: &[&Level], place: Option<&Spot>, summing: Summing, locale: Locale) -> Vec<(String, f64)> {
    let family = |level: &Level| lexicon::crime(&lexicon::key(&level.level)).map(|kind| kind.family());
    let family_word = |of: Family| Some(locale.words().lexicon.family(of)).filter(|word| !word.is_empty());
    let word = |crime: &Level| plural(&crime.level, place, locale);
    let is_summed = |of: Family| {
        let relatives = || crimes.iter().filter(|crime| family(crime) == Some(of));
        let repeats = of == Family::Assault || relatives().any(|crime| family_word(of) == Some(&word(crime)));
        relatives().count() > 1
            && match summing {
                Summing::Nothing => false,
                Summing::Repeats => repeats,
                Summing::Families => true,
            }
    };
    let mut terms: Vec<(String, f64)> = Vec::new();
    for crime in crimes {
        let sum = family(crime).filter(|&of| is_summed(of)).and_then(family_word);
        let term = sum.map_or_else(|| word(crime), String::from);
        match terms.iter_mut().find(|(known, _)| *known == term) {
            Some((_, share)) => *share += crime.shares.group,
            None => terms.push((term, crime.shares.group)),
        }
    }
    terms
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::describe_group;
    use super::*;
    use vc_model::params::{Column, Topic};
    use vc_model::result::{MeanTrait, Trait, Unit};

    pub(in crate::wording) use vc_model::fixtures::{group, groups};

    const EN: Locale = Locale::EN;
    const ES: Locale = Locale::ES;

    #[test]
    fn names_say_what_and_where() {
        assert_eq!(
            name_groups(&groups(), EN),
            [
                "Thefts and robberies in the street",
                "Burglaries and common assaults at home",
                "Thefts from cars in the street",
                "Thefts and robberies in shops",
                "Homicides in the street in the evening",
            ]
        );
        assert_eq!(
            name_groups(&groups(), ES),
            [
                "Hurtos y robos con violencia en la calle",
                "Robos con allanamiento y agresiones simples en viviendas",
                "Hurtos en vehículos en la calle",
                "Hurtos y robos con violencia en tiendas",
                "Homicidios en la calle por la noche",
            ]
        );
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
            low: 0.79,
            high: 0.81,
            difference: 0.9,
        });
        for locale in Locale::ALL {
            let all = [odd.clone(), odd.clone()];
            let text = format!("{} {}", name_groups(&all, locale).join(" "), describe_group(&odd, &all, locale))
                .to_lowercase();
            for word in ["white", "black", "female", "mujer", "blanca", "residents", "rape", "violaci"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }

    #[test]
    fn equal_names_get_details_or_letters() {
        use Column::{Description, District, Premise};
        let street = [(Description, "COMMON ASSAULT", 0.8, 0.2), (Premise, "STREET", 0.9, 0.4)];
        let mut all = vec![group(0.4, &street), group(0.3, &street), group(0.2, &street), group(0.1, &street)];
        all[1].hours = (0..24).map(|hour| if hour < 6 { 0.38 / 6.0 } else { 0.62 / 18.0 }).collect();
        all[2].traits.push(group(1.0, &[(District, "CENTRAL", 0.5, 0.1)]).traits.remove(0));
        let names = name_groups(&all, EN);
        assert_eq!(
            names,
            [
                "Common assaults in the street (A)",
                "Common assaults in the street at night",
                "Common assaults in the street, Central district",
                "Common assaults in the street (D)",
            ]
        );
        assert_eq!(name_group(&all[1], &all, EN), names[1]);
        assert_eq!(name_group(&all[3], &all, EN), names[3]);
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
    fn empty_or_damaged_hours_do_no_harm() {
        let mut all = groups();
        all[0].hours.clear();
        all[1].hours = vec![0.0; 24];
        all[2].hours = vec![f64::NAN; 24];
        assert_eq!(name_groups(&all, EN).len(), 5);
    }
}
