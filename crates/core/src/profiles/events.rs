//! The circumstances that may stand in a group's name: hours, weapon, side of the door, days, part of the city.
//!
//! A circumstance qualifies if it holds for half of a group, because a name needs a majority of its whole claim, and if it
//! is more common there than among all victims.

use super::members::Members;
use crate::features::{Coding, MERGED, Places};
use crate::table::{Codes, Table};
use vc_model::params::Column;
use vc_model::result::{Event, MOST_EVENTS, Toward};
use vc_model::sorting::CompactSort;

/// Least share of a group that a circumstance has.
const MAJORITY: f64 = 0.5;
/// A circumstance is this many times as common in a group as among all victims.
const LIFT: f64 = 1.15;
/// Most events of a group about what, how and when, and most about parts of the city.
const MOST: [usize; 2] = [4, MOST_EVENTS - 4];
/// Most events of all groups.
const MOST_TESTS: usize = u64::BITS as usize;
/// Most districts that are named together.
const MOST_DISTRICTS: usize = 3;
/// Least share of the group in each of these districts.
const DISTRICT_SHARE: f64 = 0.1;
/// Hours in a part of the day.
const PART_HOURS: usize = 6;
/// Share of the map's height (or width) that is its north (or east).
const OUTER: f64 = 0.4;
/// Share of all victims with high figures, at most.
const THIRD: f64 = 1.0 / 3.0;
/// Figures of homes that a name may tell. None is about the people who live there.
const OF_HOMES: [&str; 2] = ["share_vacant_homes", "share_owner_occupied"];
/// Columns of which a single level may stand in a name.
const OF_LEVELS: [Column; 5] =
    [Column::InsideOutside, Column::Weapon, Column::Weekday, Column::Month, Column::Neighborhood];

/// The regions of the rows, with what a name may say of them.
pub(crate) struct Grounds<'a> {
    /// The regions with all their measures.
    pub(crate) places: Places<'a>,
    /// `(n_regions)`: where the middle of each region lies in the map, from 0 to 1 eastwards and northwards.
    pub(crate) middles: Vec<Option<(f64, f64)>>,
}

/// The codes of a column or of the regions.
#[derive(Clone, Copy)]
pub(super) enum Source<'a> {
    Column(Coding<'a>),
    Region(&'a Codes),
}

impl Source<'_> {
    pub(super) fn code(&self, row: usize) -> u32 {
        match self {
            Self::Column(coding) => coding.code(row),
            Self::Region(codes) => codes.get(row),
        }
    }
}

/// An event, and the codes for which it holds.
pub(super) struct Test<'a> {
    pub(super) event: Event,
    /// The share of all victims for whom it holds.
    pub(super) share_overall: f64,
    /// The column, or [`Column::Census`] for the regions.
    pub(super) column: Column,
    pub(super) source: Source<'a>,
    /// `(n_codes)`
    pub(super) holds: Vec<bool>,
    /// `(n_groups)`: how much it says about membership in the group; `None` where it does not qualify.
    strengths: Vec<Option<f64>>,
}

/// The counts of a column's codes.
struct Counted<'a> {
    column: Column,
    source: Source<'a>,
    /// `(n_groups × n_codes)`
    counts: Vec<Vec<f64>>,
}

impl<'a> Counted<'a> {
    fn new(members: &Members, n_groups: usize, column: Column, source: Source<'a>, n_codes: usize) -> Self {
        let counts = members.counts(n_groups, n_codes, |row| Some(source.code(row) as usize));
        Self { column, source, counts }
    }

    fn n_codes(&self) -> usize {
        self.counts.first().map_or(0, Vec::len)
    }

    /// Victims of all groups with this code.
    fn victims(&self, code: usize) -> f64 {
        self.counts.iter().map(|counts| counts[code]).sum()
    }

    fn holding(&self, holds: impl Fn(usize) -> bool) -> Vec<bool> {
        (0..self.n_codes()).map(holds).collect()
    }
}

/// The circumstances that qualify for any group, those of one column together; and for each group the places of its own
/// ones among them, at most [`MOST_EVENTS`]. `sizes`: `(n_groups)`, victims.
pub(super) fn tests<'a>(
    table: &'a Table,
    members: &Members,
    grounds: Option<&Grounds<'a>>,
    sizes: &[f64],
) -> (Vec<Test<'a>>, Vec<Vec<usize>>) {
    let counted = |column: Column| {
        let coding = Coding::of(table, column)?;
        let n_codes = coding.texts().len();
        Some((Counted::new(members, sizes.len(), column, Source::Column(coding), n_codes), coding))
    };
    let mut found: Vec<Test> = Vec::new();
    let mut add = |event: Event, holds: Vec<bool>, counted: &Counted<'a>| {
        let (share_overall, strengths) = strengths(counted, &holds, sizes);
        if strengths.iter().any(Option::is_some) {
            let (column, source) = (counted.column, counted.source);
            found.push(Test { event, share_overall, column, source, holds, strengths });
        }
    };
    if let Some((hours, _)) = counted(Column::Hour) {
        for part in 0..4 {
            let holds = hours.holding(|code| code > 0 && (code - 1) / PART_HOURS == part);
            add(Event::PartOfDay(part as u8), holds, &hours);
        }
    }
    for column in OF_LEVELS {
        let Some((levels, coding)) = counted(column) else { continue };
        for (code, text) in coding.texts().iter().enumerate().filter(|(_, text)| !matches!(text.trim(), "" | MERGED)) {
            let event = Event::Level { column, level: text.clone() };
            add(event, levels.holding(|other| other == code), &levels);
        }
    }
    if let Some((districts, coding)) = counted(Column::District) {
        let texts = coding.texts();
        let mut sets: Vec<Vec<usize>> =
            districts.counts.iter().zip(sizes).filter_map(|(c, s)| main_districts(c, *s, &texts)).collect();
        sets.compact_sort_by(|a, b| a.cmp(b));
        sets.dedup();
        for set in sets {
            let event = Event::Districts(set.iter().map(|&code| texts[code].clone()).collect());
            add(event, districts.holding(|code| set.contains(&code)), &districts);
        }
    }
    if let Some(grounds) = grounds {
        let codes = &grounds.places.join.region;
        let n_codes = grounds.places.names.len() + 1;
        let regions = Counted::new(members, sizes.len(), Column::Census, Source::Region(codes), n_codes);
        for toward in [Toward::North, Toward::East, Toward::South, Toward::West] {
            let lies = |code: usize| code.checked_sub(1).is_some_and(|region| lies(grounds.middles[region], toward));
            add(Event::Toward(toward), regions.holding(lies), &regions);
        }
        for measure in grounds.places.measures.iter().filter(|measure| OF_HOMES.contains(&measure.id.as_str())) {
            for is_high in [true, false] {
                let event = Event::Figure { measure: measure.id.clone(), is_high };
                add(event, extreme(&regions, &measure.values, is_high), &regions);
            }
        }
    }
    // Stable: events of one column stay in their order.
    found.compact_sort_by(|a, b| a.column.cmp(&b.column));
    kept(found, sizes.len())
}

/// The strongest tests of each group, and only those.
fn kept(found: Vec<Test>, n_groups: usize) -> (Vec<Test>, Vec<Vec<usize>>) {
    let mut is_kept = vec![false; found.len()];
    let mut own: Vec<Vec<usize>> = Vec::new();
    for group in 0..n_groups {
        let mut of_group: Vec<usize> = Vec::new();
        for (of_city, most) in [(false, MOST[0]), (true, MOST[1])] {
            let is_asked = |at: &usize| is_of_city(&found[*at].event) == of_city;
            let mut strong: Vec<(usize, f64)> =
                (0..found.len()).filter(is_asked).filter_map(|at| Some((at, found[at].strengths[group]?))).collect();
            // Stable: equal ones stay in the order of columns and levels.
            strong.compact_sort_by(|a, b| b.1.total_cmp(&a.1));
            of_group.extend(strong.iter().take(most).map(|(at, _)| *at));
        }
        of_group.compact_sort_by(|a, b| a.cmp(b));
        // Rows are tested with as many bits as a word has.
        of_group.retain(|&at| is_kept[at] || is_kept.iter().filter(|kept| **kept).count() < MOST_TESTS);
        of_group.iter().for_each(|&at| is_kept[at] = true);
        own.push(of_group);
    }
    let place = |at: usize| is_kept[..at].iter().filter(|kept| **kept).count();
    let own = own.iter().map(|of_group| of_group.iter().map(|&at| place(at)).collect()).collect();
    let tests = found.into_iter().zip(&is_kept).filter(|(_, kept)| **kept).map(|(test, _)| test).collect();
    (tests, own)
}

fn is_of_city(event: &Event) -> bool {
    match event {
        Event::Districts(_) | Event::Toward(_) | Event::Figure { .. } => true,
        Event::Level { column, .. } => *column == Column::Neighborhood,
        Event::PartOfDay(_) => false,
    }
}

/// The share of all victims for whom an event holds; and for each group how much the event says about membership in it,
/// `None` where it holds for too few.
///
/// The measure is the Kullback–Leibler divergence of the event in the group from the event among all victims.
fn strengths(counted: &Counted, holds: &[bool], sizes: &[f64]) -> (f64, Vec<Option<f64>>) {
    let sum = |counts: &Vec<f64>| counts.iter().zip(holds).filter(|(_, holds)| **holds).map(|(n, _)| n).sum::<f64>();
    let sums: Vec<f64> = counted.counts.iter().map(sum).collect();
    let overall = sums.iter().sum::<f64>() / sizes.iter().sum::<f64>();
    let strength = |(sum, size): (&f64, &f64)| {
        let share = sum / size;
        (share >= MAJORITY && share >= overall * LIFT).then(|| divergence(share, overall))
    };
    (overall, sums.iter().zip(sizes).map(strength).collect())
}

fn divergence(share: f64, overall: f64) -> f64 {
    let term = |p: f64, q: f64| if p > 0.0 { p * libm::log(p / q) } else { 0.0 };
    term(share, overall) + term(1.0 - share, 1.0 - overall)
}

/// The fewest districts that hold most of a group, the most common first; `None` if they are too many.
fn main_districts(counts: &[f64], size: f64, texts: &[String]) -> Option<Vec<usize>> {
    let mut codes: Vec<usize> = (0..texts.len())
        .filter(|&code| {
            !matches!(texts[code].trim(), "" | MERGED) && counts[code] >= size * DISTRICT_SHARE && size > 0.0
        })
        .collect();
    codes.compact_sort_by(|&a, &b| counts[b].total_cmp(&counts[a]).then_with(|| texts[a].cmp(&texts[b])));
    let mut sum = 0.0;
    let fewest = codes.iter().position(|&code| {
        sum += counts[code];
        sum >= size * MAJORITY
    })?;
    codes.truncate(fewest + 1);
    (codes.len() <= MOST_DISTRICTS).then_some(codes)
}

fn lies(middle: Option<(f64, f64)>, toward: Toward) -> bool {
    middle.is_some_and(|(east, north)| match toward {
        Toward::North => north >= 1.0 - OUTER,
        Toward::East => east >= 1.0 - OUTER,
        Toward::South => north <= OUTER,
        Toward::West => east <= OUTER,
    })
}

/// `(n_codes)`: the regions at the top (or the end) of a measure that together hold at most a third of all victims. Regions
/// with equal figures are treated alike.
fn extreme(regions: &Counted, values: &[f64], is_high: bool) -> Vec<bool> {
    let total: f64 = (0..regions.n_codes()).map(|code| regions.victims(code)).sum();
    let mut order: Vec<usize> = (0..values.len()).filter(|&region| values[region].is_finite()).collect();
    order.compact_sort_by(|&a, &b| {
        let ascending = values[a].total_cmp(&values[b]);
        (if is_high { ascending.reverse() } else { ascending }).then(a.cmp(&b))
    });
    let mut holds = vec![false; regions.n_codes()];
    let mut sum = 0.0;
    for equal in order.chunk_by(|&a, &b| values[a] == values[b]) {
        sum += equal.iter().map(|region| regions.victims(region + 1)).sum::<f64>();
        if sum > total * THIRD {
            break;
        }
        equal.iter().for_each(|region| holds[region + 1] = true);
    }
    holds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn districts(counts: &[f64]) -> Option<Vec<usize>> {
        let texts: Vec<String> = ["", "A", "B", "C", "D", "E"].map(String::from).to_vec();
        main_districts(counts, counts.iter().sum(), &texts)
    }

    #[test]
    fn the_fewest_districts_that_hold_half() {
        assert_eq!(districts(&[0.0, 10.0, 60.0, 30.0, 0.0, 0.0]), Some(vec![2]));
        assert_eq!(districts(&[0.0, 20.0, 40.0, 30.0, 10.0, 0.0]), Some(vec![2, 3]));
        assert_eq!(districts(&[55.0, 10.0, 15.0, 10.0, 5.0, 5.0]), None, "most have no district");
        assert_eq!(districts(&[0.0, 16.0, 15.0, 14.0, 28.0, 27.0]), Some(vec![4, 5]));
        assert_eq!(districts(&[40.0, 12.0, 12.0, 12.0, 12.0, 12.0]), None, "it would take five");
    }

    #[test]
    fn the_middle_of_the_map_lies_on_no_side() {
        let sides =
            |middle| [Toward::North, Toward::East, Toward::South, Toward::West].map(|toward| lies(middle, toward));
        assert_eq!(sides(Some((0.5, 0.5))), [false; 4]);
        assert_eq!(sides(Some((0.9, 0.7))), [true, true, false, false]);
        assert_eq!(sides(Some((0.1, 0.2))), [false, false, true, true]);
        assert_eq!(sides(None), [false; 4]);
    }
}
