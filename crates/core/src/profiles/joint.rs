//! Counts what happened to each group's victims, where and in which circumstances, all together.
//!
//! One pass over the selected rows. A circumstance is a set of codes of one column, so a row's circumstances are one
//! look-up for each column that has any.

use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxBuildHasher;

use super::events::{Grounds, Source, Test, tests};
use super::members::Members;
use crate::features::Coding;
use crate::table::Table;
use vc_model::params::Column;
use vc_model::result::{Joint, JointCell, JointEvent};
use vc_model::sorting::CompactSort;

/// A kind of crime or place with a smaller share of every group is not listed.
const LEAST_SHARE: f64 = 0.01;
/// Most kinds of crime, and most kinds of place, that are listed.
const MOST_LEVELS: usize = 100;

/// The levels of a column that are listed.
struct Listed<'a> {
    coding: Option<Coding<'a>>,
    levels: Vec<String>,
    /// For each code of the table: its place in `levels`, or [`JointCell::REST`].
    place_of: Vec<u8>,
}

impl<'a> Listed<'a> {
    fn new(table: &'a Table, members: &Members, sizes: &[f64], column: Column) -> Self {
        let Some(coding) = Coding::of(table, column) else {
            return Self { coding: None, levels: Vec::new(), place_of: Vec::new() };
        };
        let texts = coding.texts();
        let counts = members.counts(sizes.len(), texts.len(), |row| Some(coding.code(row) as usize));
        let share = |code: usize| {
            let shares =
                counts.iter().zip(sizes).filter(|(_, size)| **size > 0.0).map(|(counts, size)| counts[code] / size);
            shares.fold(0.0, f64::max)
        };
        let mut common: Vec<(usize, f64)> =
            (0..texts.len()).map(|code| (code, share(code))).filter(|(_, share)| *share >= LEAST_SHARE).collect();
        common.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| texts[a.0].cmp(&texts[b.0])));
        common.truncate(MOST_LEVELS);
        let mut place_of = vec![JointCell::REST; texts.len()];
        common.iter().enumerate().for_each(|(place, (code, _))| place_of[*code] = place as u8);
        let levels = common.iter().map(|(code, _)| texts[*code].clone()).collect();
        Self { coding: Some(coding), levels, place_of }
    }

    fn place(&self, row: usize) -> u8 {
        self.coding.map_or(JointCell::REST, |coding| self.place_of[coding.code(row) as usize])
    }
}

/// The circumstances of one column as bits: `bits[code]` has a bit for each test that holds for the code.
struct Bits<'a> {
    source: Source<'a>,
    bits: Vec<u64>,
}

/// The bits of each column that has tests. Bit `i` is that of `tests[i]`.
fn bits<'a>(tests: &[Test<'a>]) -> Vec<Bits<'a>> {
    let mut all: Vec<Bits> = Vec::new();
    let numbered: Vec<(usize, &Test)> = tests.iter().enumerate().collect();
    for same in numbered.chunk_by(|a, b| a.1.column == b.1.column) {
        let mut bits = vec![0; same[0].1.holds.len()];
        for (at, test) in same {
            bits.iter_mut().zip(&test.holds).filter(|(_, holds)| **holds).for_each(|(bits, _)| *bits |= 1 << at);
        }
        all.push(Bits { source: same[0].1.source, bits });
    }
    all
}

/// The joint counts of every group. `sizes`: `(n_groups)`, victims.
pub(super) fn joints(table: &Table, members: &Members, grounds: Option<&Grounds>, sizes: &[f64]) -> Vec<Joint> {
    let [crimes, places] =
        [Column::Description, Column::Premise].map(|column| Listed::new(table, members, sizes, column));
    let (tests, own) = tests(table, members, grounds, sizes);
    let bits = bits(&tests);
    let mut counts: HashMap<(u8, u8, u8, u64), f64, FxBuildHasher> = HashMap::default();
    for (at, (row, label)) in members.iter().enumerate() {
        let held = bits.iter().fold(0, |held, column| held | column.bits[column.source.code(row) as usize]);
        let weight = members.weights.as_ref().map_or(1.0, |weights| weights[at]);
        *counts.entry((label, crimes.place(row), places.place(row), held)).or_default() += weight;
    }
    let mut counts: Vec<_> = counts.into_iter().filter(|(_, victims)| *victims > 0.0).collect();
    // The map's own order changes from run to run.
    counts.compact_sort_by(|a, b| a.0.cmp(&b.0));
    let joint = |(group, own): (usize, Vec<usize>)| {
        let mut cells: BTreeMap<(u8, u8, u8), f64> = BTreeMap::new();
        for &((_, crime, place, held), victims) in counts.iter().filter(|((label, ..), _)| usize::from(*label) == group)
        {
            let events =
                own.iter().enumerate().fold(0, |events, (bit, test)| events | ((held >> test & 1) as u8) << bit);
            *cells.entry((crime, place, events)).or_default() += victims;
        }
        let cell = |((crime, place, events), victims)| JointCell { crime, place, events, victims: victims as f32 };
        let event = |&at: &usize| JointEvent { event: tests[at].event.clone(), share_overall: tests[at].share_overall };
        Joint {
            crimes: crimes.levels.clone(),
            places: places.levels.clone(),
            events: own.iter().map(event).collect(),
            cells: cells.into_iter().map(cell).collect(),
        }
    };
    own.into_iter().enumerate().map(joint).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::features::{design, select};
    use crate::table::parse_csv;
    use vc_model::params::{AnalysisParams, Period};
    use vc_model::result::Event;

    const CRIMES: [&str; 3] = ["ARSON", "BURGLARY", "RAPE"];
    const PLACES: [&str; 3] = ["", "BAR", "STREET"];
    const DISTRICTS: [&str; 5] = ["", "A", "B", "C", "D"];
    const WEAPONS: [&str; 3] = ["", "FIREARM", "KNIFE"];

    /// Crime, place, district, weapon, hour.
    type Row = (usize, usize, usize, usize, usize);

    /// The joint counts of the rows, grouped by crime and place in some way, and the group of each row.
    fn counted(rows: &[Row], n_groups: usize) -> (Vec<Joint>, Vec<u8>) {
        let mut text = "Description,Premise,District,Weapon,CrimeTime\n".to_owned();
        for &(crime, place, district, weapon, hour) in rows {
            let (crime, place) = (CRIMES[crime], PLACES[place]);
            text += &format!("{crime},{place},{},{},{hour}:30\n", DISTRICTS[district], WEAPONS[weapon]);
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Premise, Column::Weapon]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let labels: Vec<u8> = (0..design.n_distinct()).map(|at| (at * 7 % n_groups) as u8).collect();
        let members = Members::new(&table, &selection, &design, &labels);
        let of_rows: Vec<u8> = members.iter().map(|(_, label)| label).collect();
        let sizes: Vec<f64> = members.counts(n_groups, 1, |_| Some(0)).concat();
        (joints(&table, &members, None, &sizes), of_rows)
    }

    /// Whether an event holds for a row, by its words.
    fn holds(event: &Event, row: &Row) -> bool {
        match event {
            Event::PartOfDay(part) => row.4 / 6 == usize::from(*part),
            Event::Districts(names) => names.iter().any(|name| name == DISTRICTS[row.2]),
            Event::Level { column: Column::Weapon, level } => level == WEAPONS[row.3],
            other => panic!("{other:?} can't be in this table"),
        }
    }

    #[test]
    fn joint_counts_by_hand() {
        // One group: three burglaries with a firearm at night in A, of four rows with that crime; one rape by day.
        let rows = [(1, 2, 1, 1, 1), (1, 2, 1, 1, 2), (1, 2, 1, 1, 3), (1, 1, 2, 0, 13), (2, 0, 3, 0, 14)];
        let (joints, labels) = counted(&rows, 1);
        assert_eq!(labels, [0; 5]);
        let joint = &joints[0];
        assert_eq!((&joint.crimes[..], joint.places.len()), (&["BURGLARY".to_owned(), "RAPE".to_owned()][..], 3));
        assert!(joint.events.is_empty(), "nothing is more common in the only group than among all victims");
        assert_eq!(joint.cells.iter().map(|cell| cell.victims).collect::<Vec<_>>(), [3.0, 1.0, 1.0]);
    }

    proptest! {
        /// The slow twin: every cell is counted again from the words of the rows.
        #[test]
        fn cells_are_the_counts_of_their_rows(
            rows in prop::collection::vec((0usize..3, 0usize..3, 0usize..5, 0usize..3, 0usize..24), 12..120),
            n_groups in 1usize..4,
        ) {
            prop_assume!(rows.iter().any(|row| row.0 != rows[0].0));
            let (joints, labels) = counted(&rows, n_groups);
            let count = |is_asked: &dyn Fn(usize, &Row) -> bool| {
                rows.iter().enumerate().filter(|(at, row)| is_asked(*at, row)).count()
            };
            for (group, joint) in joints.iter().enumerate() {
                let is_own = |at: usize| usize::from(labels[at]) == group;
                let size = count(&|at, _| is_own(at));
                prop_assert_eq!(joint.cells.iter().map(|cell| cell.victims as usize).sum::<usize>(), size);
                for cell in &joint.cells {
                    let (crime, place) = (&joint.crimes[usize::from(cell.crime)], &joint.places[usize::from(cell.place)]);
                    let expected = count(&|at, row| {
                        is_own(at)
                            && CRIMES[row.0] == crime
                            && PLACES[row.1] == place
                            && joint.events.iter().enumerate().all(|(bit, e)| holds(&e.event, row) == (cell.events >> bit & 1 == 1))
                    });
                    prop_assert_eq!(cell.victims as usize, expected);
                }
                for event in &joint.events {
                    let own = count(&|at, row| is_own(at) && holds(&event.event, row)) as f64 / size as f64;
                    let overall = count(&|_, row| holds(&event.event, row)) as f64 / rows.len() as f64;
                    prop_assert!(own >= 0.5 && own >= overall && (event.share_overall - overall).abs() < 1e-12);
                }
            }
        }
    }
}
