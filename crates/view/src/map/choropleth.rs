//! The colors of the regions and the legend that explains them.

use super::breaks::{breaks, class_of};
use super::colors;
use super::legend::{Extent, Legend, LegendEntry, break_text, range_text};
use super::surface::Fill;
use super::value::{MIN_RESIDENTS, MIN_VICTIMS, MapMode, RegionValue, region_values};
use super::words::{mode_title, number_text};
use crate::charts::palette::{ink_on, letter};
use crate::charts::{ChartStyle, Rgb};
use crate::wording::{Locale, number};
use vc_model::params::Classes;
use vc_model::result::{Analysis, Unit};

/// How far regions that are not emphasised go towards the paper.
const FADE: f64 = 0.78;

/// What a visitor wants to see on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapView<'a> {
    /// What is shown.
    pub mode: MapMode,
    /// Where classes begin and end.
    pub classes: &'a Classes,
    /// The groups' names.
    pub names: &'a [String],
    /// A group that is pointed at: regions led by others fade.
    pub emphasis: Option<usize>,
}

/// The colors of all regions, with their legend.
#[derive(Clone, Debug, PartialEq)]
pub struct Choropleth {
    /// What fills each region.
    pub fills: Vec<Fill>,
    /// The leading group's letter and the ink to write it with, for each region that has one.
    pub letters: Vec<Option<(char, Rgb)>>,
    /// The value of each region.
    pub values: Vec<RegionValue>,
    /// The legend's entry of each region, an index into [`Legend::entries`].
    pub entry: Vec<usize>,
    /// What the colors mean.
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
        // Unused special entries are gone from the legend; what remains keeps its order.
        let kept: Vec<usize> = entry.iter().map(|&entry| place[entry]).collect();
        Self { fills, letters, values, entry: kept, legend }
    }
}

/// One entry a group, in its full color.
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

/// One entry a class, low to high.
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

/// Too few, no victims, missing: in this order.
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

/// The legend without special entries that no region has, and where each entry went.
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
        MapMode::LeadingGroup => words.note_on_shade,
        MapMode::GroupShare(_) => "",
        MapMode::Rate => words.note_on_rates,
        MapMode::Measure(_) => words.note_on_census,
    };
    let title = mode_title(analysis, view.mode, view.names, locale);
    (Legend { title, note: note.into(), entries: kept, extent: None }, place)
}

/// The unit of a mode's numbers.
pub fn unit(analysis: &Analysis, mode: MapMode) -> Unit {
    match mode {
        MapMode::LeadingGroup | MapMode::GroupShare(_) => Unit::Share,
        MapMode::Rate => Unit::Number,
        MapMode::Measure(measure) => analysis.measures.get(measure).map_or(Unit::Number, |info| info.unit),
    }
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
    fn emphasis_fades_what_others_lead() {
        let style = ChartStyle::dark();
        let plain = Choropleth::new(&city(), view(MapMode::LeadingGroup), &style, Locale::EN);
        let emphasised = MapView { emphasis: Some(1), ..view(MapMode::LeadingGroup) };
        let lit = Choropleth::new(&city(), emphasised, &style, Locale::EN);
        assert_eq!(lit.fills[0], plain.fills[0]);
        assert_ne!(lit.fills[39], plain.fills[39]);
        assert_eq!(lit.letters[39], None);
    }

    #[test]
    fn values_fall_into_the_class_of_their_legend() {
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
    fn groups_are_called_by_the_names_they_are_given() {
        let names = vec!["Night work".to_owned(); 5];
        let named = MapView { names: &names, ..view(MapMode::LeadingGroup) };
        let map = Choropleth::new(&city(), named, &ChartStyle::light(), Locale::EN);
        assert_eq!(map.legend.entries[3].label, "Night work");
        let share = MapView { names: &names, ..view(MapMode::GroupShare(1)) };
        let map = Choropleth::new(&city(), share, &ChartStyle::light(), Locale::EN);
        assert_eq!(map.legend.title, "Share of group B among the victims: Night work");
    }

    #[test]
    fn fixed_breaks_are_the_legends_own() {
        let by = Classification::Fixed(Breaks::new(vec![0.333, 0.5, 2.0]).expect("ascending"));
        let classes = Classes { by, count: 5 };
        let fixed = MapView { classes: &classes, ..view(MapMode::GroupShare(0)) };
        let map = Choropleth::new(&city(), fixed, &ChartStyle::dark(), Locale::EN);
        let ticks: Vec<_> = map.legend.entries.iter().filter_map(|entry| entry.tick.clone()).collect();
        assert_eq!(ticks, ["33.3%", "50%", "200%"]);
        assert_eq!(map.legend.entries[3].regions, 0, "a class may be empty that a person asked for");
    }

    #[test]
    fn missing_is_apart_from_zero() {
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
