//! The colors of the regions, and their legend.

use super::breaks::{breaks, class_of};
use super::colors;
use super::legend::{Extent, Legend, LegendEntry, break_text, range_text};
use super::rate::MIN_RESIDENTS;
use super::surface::Fill;
use super::value::{MIN_VICTIMS, MapMode, RegionValue, region_values, unit};
use super::words::{mode_title, number_text};
use crate::charts::palette::{ink_on, letter};
use crate::charts::{ChartStyle, Rgb};
use crate::wording::rates::{rate_time_text, residents_text};
use crate::wording::{Locale, number};
use vc_model::params::Classes;
use vc_model::result::Analysis;

/// How much of the paper's color is mixed into regions that are not emphasized.
const FADE: f64 = 0.78;

/// What the map shows, and how.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView<'a> {
    /// The quantity on the map.
    pub mode: MapMode,
    /// The classification of numbers.
    pub classes: &'a Classes,
    /// The groups' names.
    pub names: &'a [String],
    /// The group under the pointer; regions with another leading group fade.
    pub emphasis: Option<usize>,
}

/// The colors of all regions, with their legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Choropleth {
    /// The fill of each region.
    pub fills: Vec<Fill>,
    /// The letter of the leading group and its color, for each region with a leading group.
    pub letters: Vec<Option<(char, Rgb)>>,
    /// The value of each region.
    pub values: Vec<RegionValue>,
    /// The legend entry of each region, an index into [`Legend::entries`].
    pub entry: Vec<usize>,
    /// The legend of the colors.
    pub legend: Legend,
}

impl Choropleth {
    /// Colors the regions of an analysis.
    pub fn new(analysis: &Analysis, view: MapView<'_>, style: &ChartStyle, locale: Locale) -> Self {
        let values = region_values(analysis, view.mode);
        let mut entries = match view.mode {
            MapMode::LeadingGroup => group_entries(analysis, view.names, style),
            mode => class_entries(analysis, mode, &values, view.classes, style, locale),
        };
        let n_colors = entries.len();
        entries.extend(special_entries(view.mode, style, locale));

        let inner: Vec<f64> = entries[..n_colors].iter().filter_map(|e| e.range).skip(1).map(|range| range.0).collect();
        let entry: Vec<usize> = values
            .iter()
            .map(|value| match value {
                RegionValue::Leads { group, .. } => (*group).min(n_colors.saturating_sub(1)),
                RegionValue::Number(value) => class_of(*value, &inner),
                RegionValue::TooFew => n_colors,
                RegionValue::NoVictims => n_colors + 1,
                RegionValue::Missing => n_colors + 2,
            })
            .collect();
        let faded = |fill: Fill| match fill {
            Fill::Solid(color) => Fill::Solid(color.mix(style.paper, FADE)),
            other => other,
        };
        let fills: Vec<Fill> = values
            .iter()
            .zip(&entry)
            .map(|(value, &entry)| match *value {
                RegionValue::Leads { group, share } => {
                    let fill = Fill::Solid(colors::leading(style.group(group), share, analysis.groups.len(), style));
                    if view.emphasis.is_some_and(|lit| lit != group) { faded(fill) } else { fill }
                }
                _ => entries[entry].fill,
            })
            .collect();
        let letters = values
            .iter()
            .zip(&fills)
            .map(|(value, fill)| match (value, fill) {
                (RegionValue::Leads { group, .. }, Fill::Solid(color)) => {
                    let faded = view.emphasis.is_some_and(|lit| lit != *group);
                    (!faded).then(|| (letter(*group), ink_on(*color)))
                }
                _ => None,
            })
            .collect();
        for &entry in &entry {
            entries[entry].regions += 1;
        }
        let (mut legend, place) = legend(analysis, view, entries, locale);
        if view.mode != MapMode::LeadingGroup {
            legend.extent = extent(analysis, view.mode, &values, locale);
        }
        // The legend has no unused special entries: map old indices to new ones.
        let kept: Vec<usize> = entry.iter().map(|&entry| place[entry]).collect();
        Self { fills, letters, values, entry: kept, legend }
    }
}

/// One entry per group, in its full color.
fn group_entries(analysis: &Analysis, names: &[String], style: &ChartStyle) -> Vec<LegendEntry> {
    let entry = |group: usize| LegendEntry {
        fill: Fill::Solid(style.group(group)),
        letter: Some(letter(group)),
        label: names.get(group).cloned().unwrap_or_default(),
        range: None,
        tick: None,
        regions: 0,
    };
    (0..analysis.groups.len()).map(entry).collect()
}

/// One entry per class, low to high.
fn class_entries(
    analysis: &Analysis,
    mode: MapMode,
    values: &[RegionValue],
    classes: &Classes,
    style: &ChartStyle,
    locale: Locale,
) -> Vec<LegendEntry> {
    let known: Vec<f64> = values.iter().filter_map(|value| value.number()).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let inner = breaks(&known, classes);
    let n = inner.len() + 1;
    let ramp = match mode {
        MapMode::GroupShare(group) => colors::group_ramp(style.group(group), style, n),
        _ => colors::sequential(style, n),
    };
    let unit = unit(analysis, mode);
    let entry = |(class, color): (usize, Rgb)| {
        let from = class.checked_sub(1).map(|below| inner[below]);
        let to = inner.get(class).copied();
        LegendEntry {
            fill: Fill::Solid(color),
            letter: None,
            label: range_text(from, to, |value| break_text(value, unit, locale), locale),
            range: Some((from.unwrap_or(f64::NEG_INFINITY), to.unwrap_or(f64::INFINITY))),
            tick: from.map(|from| break_text(from, unit, locale)),
            regions: 0,
        }
    };
    ramp.into_iter().enumerate().map(entry).collect()
}

/// The smallest and the largest value.
fn extent(analysis: &Analysis, mode: MapMode, values: &[RegionValue], locale: Locale) -> Option<Extent> {
    let known = || values.iter().filter_map(|value| value.number()).filter(|value| value.is_finite());
    let (low, high) = (known().reduce(f64::min)?, known().reduce(f64::max)?);
    let text = |value| number_text(analysis, mode, value, locale);
    Some(Extent { range: (low, high), text: (text(low), text(high)) })
}

/// The entries for too few victims, no victims and missing values, in this order.
fn special_entries(mode: MapMode, style: &ChartStyle, locale: Locale) -> [LegendEntry; 3] {
    let words = &locale.words().map;
    let few = match mode {
        MapMode::Rate => words.few_residents(&number::integer(MIN_RESIDENTS, locale)),
        _ => words.few_victims(&number::integer(MIN_VICTIMS, locale)),
    };
    let entry = |fill, label: &str| LegendEntry {
        fill,
        letter: None,
        label: label.into(),
        range: None,
        tick: None,
        regions: 0,
    };
    [
        entry(colors::too_few(style), &few),
        entry(colors::no_victims(style), words.no_victims),
        entry(colors::missing(style), words.no_data),
    ]
}

/// The legend without unused special entries, and the new index of each entry.
fn legend(analysis: &Analysis, view: MapView<'_>, entries: Vec<LegendEntry>, locale: Locale) -> (Legend, Vec<usize>) {
    let n_colors = entries.len() - 3;
    let mut kept = Vec::new();
    let mut place = Vec::new();
    for (i, entry) in entries.into_iter().enumerate() {
        place.push(kept.len());
        if i < n_colors || entry.regions > 0 {
            kept.push(entry);
        }
    }
    let words = &locale.words().map;
    let note = match view.mode {
        MapMode::LeadingGroup => words.note_on_shade.to_owned(),
        MapMode::GroupShare(_) => String::new(),
        MapMode::Certainty => words.note_on_certainty.to_owned(),
        MapMode::Rate => note_on_rates(analysis, locale),
        MapMode::Measure(_) => words.note_on_census.to_owned(),
    };
    let title = mode_title(analysis, view.mode, view.names, locale);
    (Legend { title, note, entries: kept, extent: None }, place)
}

/// What rates are divided by, and how they are smoothed.
fn note_on_rates(analysis: &Analysis, locale: Locale) -> String {
    let words = &locale.words().map;
    let time = words.counted_over(&rate_time_text(analysis, locale));
    let residents = residents_text(analysis, locale);
    let sentences = [Some(time), residents, Some(words.note_on_rates.to_owned())];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::value::tests::{analysis, region};
    use super::*;
    use vc_model::params::{Breaks, Classification};

    const CLASSES: Classes = Classes { by: Classification::Quantile, count: 5 };

    fn view(mode: MapMode) -> MapView<'static> {
        MapView { mode, classes: &CLASSES, names: &[], emphasis: None }
    }

    fn city() -> Analysis {
        let mut regions: Vec<_> = (0..40)
            .map(|i| {
                let a = 30.0 + f64::from(i);
                region(&format!("R{i}"), [a, 60.0], Some(1000.0 + 200.0 * f64::from(i)), Some(f64::from(i) / 40.0))
            })
            .collect();
        regions.push(region("few", [3.0, 1.0], Some(50.0), None));
        regions.push(region("none", [0.0, 0.0], None, None));
        analysis(regions)
    }

    #[test]
    fn leading_groups_have_their_color_and_letter() {
        let style = ChartStyle::light();
        let map = Choropleth::new(&city(), view(MapMode::LeadingGroup), &style, Locale::EN);
        assert_eq!(map.letters[0].map(|l| l.0), Some('B'));
        assert_eq!(map.letters[39].map(|l| l.0), Some('A'));
        assert!(matches!(map.fills[40], Fill::Hatch { .. }));
        assert_eq!(map.letters[40], None);
        assert_eq!(map.legend.entries.len(), 5 + 2, "five groups, too few, no victims");
        assert_eq!(map.legend.entries[map.entry[41]].label, "no victims");
        assert_eq!(map.legend.entries.iter().map(|entry| entry.regions).sum::<usize>(), 42);
    }

    #[test]
    fn emphasis_fades_regions_of_other_groups() {
        let style = ChartStyle::dark();
        let plain = Choropleth::new(&city(), view(MapMode::LeadingGroup), &style, Locale::EN);
        let emphasized = MapView { emphasis: Some(1), ..view(MapMode::LeadingGroup) };
        let lit = Choropleth::new(&city(), emphasized, &style, Locale::EN);
        assert_eq!(lit.fills[0], plain.fills[0]);
        assert_ne!(lit.fills[39], plain.fills[39]);
        assert_eq!(lit.letters[39], None);
    }

    #[test]
    fn values_are_within_the_range_of_their_legend_entry() {
        for mode in [MapMode::GroupShare(0), MapMode::Rate, MapMode::Measure(0)] {
            for by in [Classification::Quantile, Classification::Equal, Classification::Natural] {
                let classes = Classes { by, count: 5 };
                let map = Choropleth::new(
                    &city(),
                    MapView { classes: &classes, ..view(mode) },
                    &ChartStyle::light(),
                    Locale::EN,
                );
                let extent = map.legend.extent.clone().expect("numbers").range;
                assert_eq!((map.legend.position(extent.0), map.legend.position(extent.1)), (Some(0.0), Some(1.0)));
                for (value, &entry) in map.values.iter().zip(&map.entry) {
                    if let (RegionValue::Number(value), Some((from, to))) = (value, map.legend.entries[entry].range) {
                        assert!((from..to).contains(value), "{mode:?}: {value} in {from}..{to}");
                    }
                }
                let classes = map.legend.entries.iter().filter(|entry| entry.range.is_some());
                assert!(classes.clone().count() >= 3 && classes.clone().all(|entry| entry.regions > 0));
            }
        }
    }

    #[test]
    fn legend_and_title_use_the_given_group_names() {
        let names = vec!["Night work".to_owned(); 5];
        let named = MapView { names: &names, ..view(MapMode::LeadingGroup) };
        let map = Choropleth::new(&city(), named, &ChartStyle::light(), Locale::EN);
        assert_eq!(map.legend.entries[3].label, "Night work");
        let share = MapView { names: &names, ..view(MapMode::GroupShare(1)) };
        let map = Choropleth::new(&city(), share, &ChartStyle::light(), Locale::EN);
        assert_eq!(map.legend.title, "Share of group B among the victims: Night work");
    }

    #[test]
    fn the_legend_shows_typed_breaks() {
        let by = Classification::Fixed(Breaks::new(vec![0.333, 0.5, 2.0]).expect("ascending"));
        let classes = Classes { by, count: 5 };
        let fixed = MapView { classes: &classes, ..view(MapMode::GroupShare(0)) };
        let map = Choropleth::new(&city(), fixed, &ChartStyle::dark(), Locale::EN);
        let ticks: Vec<_> = map.legend.entries.iter().filter_map(|entry| entry.tick.clone()).collect();
        assert_eq!(ticks, ["33.3%", "50%", "200%"]);
        assert_eq!(map.legend.entries[3].regions, 0, "a typed break may make an empty class");
    }

    #[test]
    fn the_legend_of_rates_has_the_time_and_the_year_of_the_residents() {
        let note = |analysis: &Analysis, locale| {
            let map = Choropleth::new(analysis, view(MapMode::Rate), &ChartStyle::light(), locale);
            map.legend.note.replace('\u{a0}', " ")
        };
        let mut city = city();
        assert!(note(&city, Locale::EN).starts_with("Counted over one year. Rates of small"));
        (city.period_years, city.rate_years, city.residents_year) = (62.0 / 365.0, Some((2018, 2019)), Some(2010));
        let said = "Counted over 0.17 years. Residents of 2010, victims of 2018–2019: the population may have changed";
        assert!(note(&city, Locale::EN).starts_with(said), "{}", note(&city, Locale::EN));
        assert!(note(&city, Locale::ES).contains("Habitantes de 2010, víctimas de 2018–2019"));
    }

    #[test]
    fn missing_values_differ_from_zero() {
        let map = Choropleth::new(&city(), view(MapMode::Measure(0)), &ChartStyle::light(), Locale::EN);
        assert_ne!(map.entry[0], map.entry[41]);
        assert_eq!(map.legend.entries[map.entry[41]].label, "no data");
        assert!(matches!(map.fills[0], Fill::Solid(_)) && matches!(map.fills[41], Fill::Dots { .. }));
    }

    #[test]
    fn a_map_without_values_still_has_a_legend() {
        let bare = analysis(vec![region("a", [0.0, 0.0], None, None)]);
        for mode in
            [MapMode::LeadingGroup, MapMode::GroupShare(1), MapMode::Rate, MapMode::Measure(0), MapMode::Measure(9)]
        {
            let map = Choropleth::new(&bare, view(mode), &ChartStyle::light(), Locale::ES);
            assert_eq!(map.fills.len(), 1);
            assert!(map.entry[0] < map.legend.entries.len());
        }
    }
}
