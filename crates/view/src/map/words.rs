//! The map in words: titles, regions, ranking, summary.

use super::rate::rate_years;
use super::value::{MapMode, RegionValue, region_values, unit};
use crate::charts::palette::letter;
use crate::wording::foreign::named;
use crate::wording::list::{capitalize, join};
use crate::wording::rates::other_residents_year;
use crate::wording::{Locale, measure_text, n_victims, number};
use vc_model::result::Analysis;
use vc_model::sorting::CompactSort;

/// The title of a mode. `names`: the names of the groups.
pub fn mode_title(analysis: &Analysis, mode: MapMode, names: &[String], locale: Locale) -> String {
    let words = &locale.words().map;
    match mode {
        MapMode::LeadingGroup => words.largest_group.to_owned(),
        MapMode::GroupShare(group) => {
            words.share_of_group(letter(group), &names.get(group).map_or_else(String::new, |name| named(name, locale)))
        }
        MapMode::Certainty => words.certainty.to_owned(),
        MapMode::Rate => words.rate.to_owned(),
        MapMode::Measure(measure) => analysis
            .measures
            .get(measure)
            .map_or_else(String::new, |info| capitalize(&measure_text(&info.id, &info.label, locale))),
    }
}

/// A region of the list beside the map.
#[derive(Clone, Debug, PartialEq)]
pub struct RankedRegion {
    /// The index of the region.
    pub region: usize,
    /// The name of the region.
    pub name: String,
    /// The value on the map.
    pub value: RegionValue,
    /// The value as text: `C 60 %`, `91`, `too few to say`.
    pub value_text: String,
    /// Victims in the period.
    pub victims: f64,
}

/// All regions, highest value first; for the leading group, most victims first. Regions without a value are last, by name.
pub fn ranked(analysis: &Analysis, mode: MapMode, locale: Locale) -> Vec<RankedRegion> {
    let values = region_values(analysis, mode);
    let mut list: Vec<RankedRegion> = analysis
        .regions
        .iter()
        .zip(values)
        .enumerate()
        .map(|(i, (region, value))| RankedRegion {
            region: i,
            name: region.name.clone(),
            value,
            value_text: value_text(analysis, mode, value, locale),
            victims: region.victims,
        })
        .collect();
    let key = |entry: &RankedRegion| match (mode, entry.value.number()) {
        (_, None) => f64::NEG_INFINITY,
        (MapMode::LeadingGroup, Some(_)) => entry.victims,
        (_, Some(value)) => value,
    };
    list.compact_sort_by(|a, b| {
        key(b).total_cmp(&key(a)).then_with(|| a.name.cmp(&b.name)).then(a.region.cmp(&b.region))
    });
    list
}

/// A value as text.
pub fn value_text(analysis: &Analysis, mode: MapMode, value: RegionValue, locale: Locale) -> String {
    let words = &locale.words().map;
    match value {
        RegionValue::Leads { group, share } => format!("{} {}", letter(group), number::percent(share, locale)),
        RegionValue::Number(value) => number_text(analysis, mode, value, locale),
        RegionValue::NoVictims => words.no_victims.to_owned(),
        RegionValue::TooFew => words.too_few_to_tell.to_owned(),
        RegionValue::Missing => words.no_data.to_owned(),
    }
}

/// A number of the map with its unit. A rate has two digits: more would be noise.
pub(super) fn number_text(analysis: &Analysis, mode: MapMode, value: f64, locale: Locale) -> String {
    match mode {
        MapMode::Rate => number::significant(value, 2, locale),
        _ => number::measure(value, unit(analysis, mode), locale),
    }
}

/// Victims, rate and leading group of a region as text, without its name.
pub fn region_text(analysis: &Analysis, region: usize, locale: Locale) -> String {
    let words = &locale.words().map;
    let Some(summary) = analysis.regions.get(region) else { return String::new() };
    let mut parts = vec![n_victims(summary.victims, locale)];
    if let Some(rate) = summary.rate(rate_years(analysis)) {
        let rate = number::significant(rate, 2, locale);
        parts.push(match other_residents_year(analysis) {
            Some(year) => words.rate_of_year(&rate, &year.to_string()),
            None => words.rate_of(&rate),
        });
    }
    match region_values(analysis, MapMode::LeadingGroup).get(region) {
        Some(RegionValue::Leads { group, share }) => {
            parts.push(words.leads(letter(*group), &number::percent(*share, locale)));
        }
        Some(RegionValue::TooFew) => parts.push(words.too_few_for_groups.to_owned()),
        _ => {}
    }
    parts.join("; ")
}

/// The map in words, for a screen reader.
pub fn summary(analysis: &Analysis, mode: MapMode, names: &[String], locale: Locale) -> String {
    let words = &locale.words().map;
    let values = region_values(analysis, mode);
    let title = mode_title(analysis, mode, names, locale);
    let opening = words.map_of(&number::integer(values.len() as f64, locale), &title);
    let content = match mode {
        MapMode::LeadingGroup => leading_summary(analysis, &values, locale),
        _ => value_summary(analysis, mode, &values, locale),
    };
    let n_blank = values.iter().filter(|value| value.number().is_none()).count();
    let blank = match n_blank {
        0 => String::new(),
        n => words.without_value(&number::count(n as f64, locale)),
    };
    format!("{opening} {content}{blank}")
}

fn leading_summary(analysis: &Analysis, values: &[RegionValue], locale: Locale) -> String {
    let words = &locale.words().map;
    let leads = |group: usize| {
        values.iter().filter(|v| matches!(v, RegionValue::Leads { group: g, .. } if *g == group)).count()
    };
    let counts: Vec<String> = (0..analysis.groups.len())
        .map(|group| (group, leads(group)))
        .filter(|&(_, count)| count > 0)
        .map(|(group, count)| words.leads_in(letter(group), &number::integer(count as f64, locale)))
        .collect();
    if counts.is_empty() {
        return words.no_group_leads.to_owned();
    }
    format!("{}.", capitalize(&join(&counts, locale)))
}

fn value_summary(analysis: &Analysis, mode: MapMode, values: &[RegionValue], locale: Locale) -> String {
    let mut known: Vec<f64> = values.iter().filter_map(|value| value.number()).collect();
    known.compact_sort_by(f64::total_cmp);
    let (Some(&low), Some(&high)) = (known.first(), known.last()) else {
        return locale.words().map.no_values.to_owned();
    };
    let text = |value| number_text(analysis, mode, value, locale);
    let (low, middle, high) = (text(low), text(known[known.len() / 2]), text(high));
    let list = ranked(analysis, mode, locale);
    let first: Vec<String> = list
        .iter()
        .take(3)
        .filter(|r| r.value.number().is_some())
        .map(|r| format!("{} ({})", named(&r.name, locale), r.value_text))
        .collect();
    let first = join(&first, locale);
    locale.words().map.range(&low, &high, &middle, &first)
}

#[cfg(test)]
mod tests {
    use super::super::value::tests::{analysis, region};
    use super::*;

    fn city() -> Analysis {
        analysis(vec![
            region("Abell", [10.0, 30.0], Some(800.0), Some(0.1)),
            region("Canton", [450.0, 292.0], Some(8_154.0), Some(0.05)),
            region("Pier", [4.0, 0.0], None, None),
            region("Quiet", [0.0, 0.0], Some(500.0), Some(0.3)),
        ])
    }

    #[test]
    fn the_list_is_ranked_by_the_mode() {
        let names = |mode| ranked(&city(), mode, Locale::EN).into_iter().map(|r| r.name).collect::<Vec<_>>();
        assert_eq!(names(MapMode::LeadingGroup), ["Canton", "Abell", "Pier", "Quiet"]);
        assert_eq!(names(MapMode::GroupShare(1)), ["Abell", "Canton", "Pier", "Quiet"]);
        assert_eq!(names(MapMode::Measure(0)), ["Quiet", "Abell", "Canton", "Pier"]);
        let first = &ranked(&city(), MapMode::LeadingGroup, Locale::EN)[0];
        assert_eq!((first.region, first.value_text.as_str()), (1, "A 61%"));
        assert_eq!(ranked(&city(), MapMode::Measure(0), Locale::ES)[3].value_text, "sin datos");
    }

    #[test]
    fn a_region_has_a_line_of_text() {
        let text = |i| region_text(&city(), i, Locale::EN).replace('\u{a0}', " ");
        assert_eq!(text(1), "742 victims; 91 per 1,000 residents a year; largest group: A, 61%");
        assert_eq!(text(2), "4 victims; too few to tell the groups");
        assert_eq!(text(3), "0 victims; 0 per 1,000 residents a year");
        assert_eq!(text(99), "");
        let old = Analysis { residents_year: Some(2010), rate_years: Some((2019, 2019)), ..city() };
        let text = region_text(&old, 3, Locale::EN).replace('\u{a0}', " ");
        assert_eq!(text, "0 victims; 0 a year per 1,000 residents of 2010");
    }

    #[test]
    fn the_summary_has_counts_range_and_highest_regions() {
        assert_eq!(
            summary(&city(), MapMode::LeadingGroup, &[], Locale::EN),
            "Map of 4 neighborhoods. Largest group in each neighborhood. Group A is the largest in 1 and group B is the largest in 1. \
             2 have too few victims or no data."
        );
        assert_eq!(
            summary(&city(), MapMode::Measure(0), &[], Locale::EN).replace('\u{a0}', " "),
            "Map of 4 neighborhoods. Vacant homes. From 5% to 30%, half of them below 10%. \
             Highest: Quiet (30%), Abell (10%) and Canton (5%). 1 has too few victims or no data."
        );
    }
}
