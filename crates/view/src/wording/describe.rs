//! A group's description: its crimes with their shares, then where, how and when, against all victims.

use super::facts::{Facts, Level, Shares};
use super::list::{capitalize, join};
use super::phrases::{plural, with_weapon};
use super::{Locale, number};
use vc_model::result::Group;

/// One or two sentences on a group: its crimes with their shares, then where, how and when against all victims.
pub fn describe_group(group: &Group, all: &[Group], locale: Locale) -> String {
    let facts = Facts::of(group, all);
    let mut text = describe_crimes(&facts, locale);
    let circumstances = describe_circumstances(&facts, locale);
    if !circumstances.is_empty() {
        text += &format!(" {}.", capitalize(&circumstances.join("; ")));
    }
    text
}

fn describe_crimes(facts: &Facts, locale: Locale) -> String {
    let mut crimes: Vec<&Level> = facts.crimes.iter().take(3).collect();
    if crimes.is_empty() {
        return locale
            .pick(
                "No kind of crime stands out against the other groups.",
                "Ningún tipo de delito destaca frente a los demás grupos.",
            )
            .into();
    }
    crimes.sort_by(|a, b| b.shares.group.total_cmp(&a.shares.group));
    let sum: f64 = crimes.iter().map(|crime| crime.shares.group).sum();
    let items: Vec<String> = crimes
        .iter()
        .map(|crime| {
            format!("{} ({})", plural(&crime.level, None, locale), number::percent(crime.shares.group, locale))
        })
        .collect();
    let list = join(&items, locale);
    if let [crime] = crimes[..]
        && crime.shares.group >= 0.995
    {
        let crime = plural(&crime.level, None, locale);
        return match locale {
            Locale::En => format!("All are {crime}."),
            Locale::Es => format!("Todos los casos son {crime}."),
        };
    }
    match (sum, locale) {
        (_, Locale::En) if sum >= 0.85 => format!("Nearly all are {list}."),
        (_, Locale::Es) if sum >= 0.85 => format!("Casi todos los casos son {list}."),
        (_, Locale::En) if sum >= 0.5 => format!("Most are {list}."),
        (_, Locale::Es) if sum >= 0.5 => format!("La mayoría de los casos son {list}."),
        (_, Locale::En) => format!("{} stand out.", capitalize(&list)),
        (_, Locale::Es) => format!("Destacan los casos de {list}."),
    }
}

/// Where, how and when, each with its share and that of all victims.
fn describe_circumstances(facts: &Facts, locale: Locale) -> Vec<String> {
    let percent = |share| number::percent(share, locale);
    let mut first = true;
    let mut against = |what: String, shares: Shares| {
        let (here, all) = (percent(shares.group), percent(shares.overall));
        let of_all = match (first, locale) {
            (true, Locale::En) => format!("against {all} of all victims"),
            (true, Locale::Es) => format!("frente al {all} de todas las víctimas"),
            (false, Locale::En) => format!("against {all}"),
            (false, Locale::Es) => format!("frente al {all}"),
        };
        first = false;
        format!("{here} {what}, {of_all}")
    };
    let mut parts: Vec<String> = Vec::new();
    for (spot, shares) in facts.spots.iter().take(1) {
        if let Some(phrase) = spot.phrase(locale) {
            parts.push(against(phrase, *shares));
        }
    }
    if let Some(weapon) = &facts.weapon {
        parts.push(against(with_weapon(weapon, locale), weapon.shares));
    }
    if let Some((part, shares)) = facts.part {
        parts.push(against(part.clock(locale).into(), shares));
    } else if facts.hours_known && !parts.is_empty() {
        parts.push(locale.pick("at the usual hours", "a las horas habituales").into());
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::super::names::tests::groups;
    use super::*;
    use Locale::{En, Es};

    #[test]
    fn descriptions_give_shares_against_all_victims() {
        let all = groups();
        assert_eq!(
            describe_group(&all[4], &all, En).replace('\u{a0}', " "),
            "Nearly all are homicides (91 %) and shootings (9 %). 72 % in the street, against 42 % of all victims; \
             93 % with a firearm, against 10 %; 50 % between 6 p.m. and midnight, against 25 %."
        );
        assert_eq!(
            describe_group(&all[3], &all, Es).replace('\u{a0}', " "),
            "Casi todos los casos son hurtos (73 %) y asaltos a negocios (16 %). 45 % en tiendas, frente al 5 % de todas las \
             víctimas; a las horas habituales."
        );
    }
}
