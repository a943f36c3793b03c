//! Joins rows to regions: by name, then by position.

use std::collections::BTreeMap;

use crate::geo::{Locator, NameIndex, NameMethod, Regions, cut_lengths};
use crate::table::{CodedColumn, Codes, Positions, Role, Table};
use vc_model::result::{JoinMethod, Unmatched};
use vc_model::sorting::CompactSort;

/// The region of every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// `(n_rows of the table)`: index of the region plus one; 0 is none.
    pub region: Codes,
    /// `(n_rows of the table)`: the way in which the region was found.
    pub method: Vec<JoinMethod>,
}

/// Finds the region of each row, some thousand rows at a time.
///
/// A row's region comes, in this order, from a match by hand; from the name of its neighborhood (exact, normalized,
/// cut, or renamed); from its position; and from the center of its neighborhood, if a file knows it. If most names of
/// the table are no names of the regions, they belong to another geography, whose names may be equal by chance.
/// Positions then come first, and names must match in full. Each distinct name is matched once.
pub(crate) struct Joiner<'a> {
    table: &'a Table,
    names: Option<&'a CodedColumn>,
    /// For each level of `names`: its region.
    by_name: Vec<Option<(u32, JoinMethod)>>,
    /// For each level of `names`: the region that contains the center of its neighborhood.
    by_center: Vec<Option<(u32, JoinMethod)>>,
    positions: Option<(&'a Positions, Locator)>,
    /// Whether most names are no names of the regions.
    positions_first: bool,
    against: Against,
    join: Join,
}

/// Rows whose region comes from their name, and whose position lies in a region, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Against {
    /// How many.
    pub(crate) both: u64,
    /// Those whose position lies in another region than the one they name.
    pub(crate) differ: u64,
}

impl Against {
    /// Whether so many differ that they are no points beside a border, or slips.
    pub(crate) fn is_conflict(self) -> bool {
        /// Fewest rows with both. Simplified outlines alone move 1.4% of Baltimore's rows across a border.
        const ENOUGH: u64 = 20;
        const PERCENT: u64 = 5;
        self.both >= ENOUGH && self.differ * 100 > self.both * PERCENT
    }
}

impl<'a> Joiner<'a> {
    /// Matches the names. `matches` maps names of the table to names of regions, as decided by hand.
    pub(crate) fn new(table: &'a Table, regions: &Regions, matches: &BTreeMap<String, String>) -> Self {
        let (index, of_names) = (NameIndex::new(regions.keys()), NameIndex::new(&regions.names));
        let names = table.coded.get(&Role::Neighborhood);
        let cuts = names.map(cuts).unwrap_or_default();
        let by_hand = |name: &String| {
            let found = of_names.find(matches.get(name)?).filter(|found| found.method.is_whole())?;
            Some((found.region as u32 + 1, JoinMethod::ByHand))
        };
        let positions_first = table.positions.is_some() && names.is_some_and(|column| !are_of(column, &index));
        let by_itself = |name: &String| {
            let found = index.find_cut(name, &cuts).filter(|found| !positions_first || found.method.is_whole())?;
            Some((found.region as u32 + 1, method(found.method)))
        };
        let found = |name: &String| by_hand(name).or_else(|| by_itself(name));
        Self {
            positions_first,
            table,
            names,
            by_name: names.map_or_else(Vec::new, |column| column.levels.iter().map(found).collect()),
            by_center: Vec::new(),
            against: Against::default(),
            positions: table.positions.as_ref().map(|positions| (positions, Locator::new(regions))),
            join: Join { region: Codes::with_capacity(table.n_rows), method: Vec::with_capacity(table.n_rows) },
        }
    }

    /// Adds the `neighborhoods` that the table's names belong to: a row without a position goes to the region that
    /// contains the center of its neighborhood. `matches` maps to names of neighborhoods. Also returns how many
    /// neighborhoods have a region.
    pub(crate) fn through(
        mut self,
        neighborhoods: &Regions,
        regions: &Regions,
        matches: &BTreeMap<String, String>,
    ) -> (Self, u64) {
        let (index, locator) = (NameIndex::new(neighborhoods.keys()), Locator::new(regions));
        let cuts = self.names.map(cuts).unwrap_or_default();
        let around: Vec<Option<u32>> = (0..neighborhoods.len())
            .map(|at| {
                let (lng, lat) = neighborhoods.center(at)?;
                Some(locator.locate(lng, lat)? as u32 + 1)
            })
            .collect();
        let found = |name: &String| {
            let meant = matches.get(name).unwrap_or(name);
            Some((around[index.find_cut(meant, &cuts)?.region]?, JoinMethod::Center))
        };
        self.by_center = self.names.map_or_else(Vec::new, |column| column.levels.iter().map(found).collect());
        // The names now belong to the neighborhoods.
        self.by_name.fill(None);
        self.positions_first = false;
        let n = around.iter().flatten().count() as u64;
        (self, n)
    }

    /// Whether positions come before names, because most names are no names of the regions.
    pub(crate) fn has_positions_first(&self) -> bool {
        self.positions_first
    }

    /// Joins the next rows. Returns false at the end.
    pub(crate) fn join_some(&mut self) -> bool {
        /// Takes a few milliseconds if every row needs its position.
        const ROWS: usize = 1 << 13;
        let first = self.join.method.len();
        let end = (first + ROWS).min(self.table.n_rows);
        for row in first..end {
            let (region, method) = self.find(row).unwrap_or((0, JoinMethod::None));
            self.hold_against_position(row, region, method);
            self.join.region.push(region);
            self.join.method.push(method);
        }
        end < self.table.n_rows
    }

    /// Counts a row that is joined by its name, if it has a position, too.
    fn hold_against_position(&mut self, row: usize, region: u32, method: JoinMethod) {
        use JoinMethod::{ByHand, Center, None, PointInPolygon};
        if matches!(method, ByHand | Center | None | PointInPolygon) || self.table.set_aside[row].is_some() {
            return;
        }
        let Some((positions, locator)) = &self.positions else { return };
        let at_point = positions.get(row).and_then(|(lng, lat)| locator.locate(lng, lat));
        if let Some(at_point) = at_point {
            self.against.both += 1;
            self.against.differ += u64::from(at_point as u32 + 1 != region);
        }
    }

    /// Starts again, with positions before names.
    pub(crate) fn by_positions(self) -> Self {
        let n_rows = self.table.n_rows;
        let join = Join { region: Codes::with_capacity(n_rows), method: Vec::with_capacity(n_rows) };
        Self { positions_first: true, join, ..self }
    }

    /// How names and positions of the rows joined so far agree.
    pub(crate) fn against(&self) -> Against {
        self.against
    }

    /// Share of the rows that are joined, 0–1.
    pub(crate) fn done(&self) -> f64 {
        self.join.method.len() as f64 / self.table.n_rows.max(1) as f64
    }

    /// The regions of all rows.
    pub(crate) fn finish(mut self) -> Join {
        while self.join_some() {}
        self.join
    }

    #[inline]
    fn find(&self, row: usize) -> Option<(u32, JoinMethod)> {
        let level = || self.names.map(|column| column.codes.get(row) as usize);
        let named = level().and_then(|level| self.by_name[level]);
        let at_point = || {
            let (positions, locator) = self.positions.as_ref()?;
            let (lng, lat) = positions.get(row)?;
            Some((locator.locate(lng, lat)? as u32 + 1, JoinMethod::PointInPolygon))
        };
        match named {
            Some((_, JoinMethod::ByHand)) => named,
            _ if self.positions_first => at_point().or(named),
            _ => named.or_else(at_point).or_else(|| *self.by_center.get(level()?)?),
        }
    }
}

/// Finds the region of each row in one call.
pub fn join(table: &Table, regions: &Regions) -> Join {
    Joiner::new(table, regions, &BTreeMap::new()).finish()
}

/// Names of the table that match no region, with their rows, and how many of these were found by position; most rows
/// first. `uses` holds the rows that count.
pub(crate) fn unmatched(
    table: &Table,
    regions: &Regions,
    join: &Join,
    uses: impl Iterator<Item = usize>,
) -> Vec<Unmatched> {
    /// Most suggestions for one name.
    const NEAREST: usize = 3;
    /// Limit on the letters compared for suggestions: a thousand names with a thousand regions, or two seconds. Names
    /// with the fewest rows get none if it is reached.
    const MOST_STEPS: usize = 250_000_000;
    let Some(names) = table.coded.get(&Role::Neighborhood) else { return Vec::new() };
    let mut counts = vec![(0, 0); names.levels.len()];
    for row in uses {
        let method = join.method[row];
        if matches!(method, JoinMethod::PointInPolygon | JoinMethod::Center | JoinMethod::None) {
            let (rows, by_point) = &mut counts[names.codes.get(row) as usize];
            *rows += 1;
            *by_point += u64::from(method != JoinMethod::None);
        }
    }
    let named = names.levels.iter().zip(counts).filter(|(name, (rows, _))| !name.is_empty() && *rows > 0);
    let mut unmatched: Vec<Unmatched> = named
        .map(|(name, (rows, by_point))| Unmatched { name: name.clone(), rows, by_point, nearest: Vec::new() })
        .collect();
    unmatched.compact_sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.name.cmp(&b.name)));
    let index = NameIndex::new(&regions.names);
    let length: usize = regions.names.iter().map(String::len).sum();
    let mut steps_left = MOST_STEPS;
    for told in &mut unmatched {
        let Some(left) = told.name.len().checked_mul(length).and_then(|steps| steps_left.checked_sub(steps)) else {
            break;
        };
        steps_left = left;
        told.nearest = index.nearest(&told.name, NEAREST).into_iter().map(|at| regions.names[at].clone()).collect();
    }
    unmatched
}

/// Whether at least half of the rows with a name have the name of a region.
fn are_of(column: &CodedColumn, index: &NameIndex) -> bool {
    let counts = column.codes.counts(column.levels.len());
    let named = || column.levels.iter().zip(&counts).filter(|(name, _)| !name.is_empty());
    let n_named: u64 = named().map(|(_, rows)| rows).sum();
    let cuts = cuts(column);
    let n_found: u64 = named().filter(|(name, _)| index.find_cut(name, &cuts).is_some()).map(|(_, rows)| rows).sum();
    2 * n_found >= n_named
}

/// The lengths at which a column's names are cut.
pub(crate) fn cuts(column: &CodedColumn) -> Vec<usize> {
    cut_lengths(column.levels.iter().map(String::as_str))
}

fn method(method: NameMethod) -> JoinMethod {
    match method {
        NameMethod::Exact => JoinMethod::ExactName,
        NameMethod::Normalized => JoinMethod::NormalizedName,
        NameMethod::Prefix => JoinMethod::NamePrefix,
        NameMethod::Renamed => JoinMethod::Renamed,
        NameMethod::Respelled => JoinMethod::Respelled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::parse_geojson;
    use crate::table::parse_csv;

    /// Unit squares side by side, from a longitude eastward.
    fn regions(names: &[&str], mut west: f64) -> Regions {
        let square = |name: &&str| {
            let east = west + 1.0;
            let feature = format!(
                r#"{{"type":"Feature","properties":{{"Name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]}}}}"#
            );
            west = east;
            feature
        };
        let features: Vec<String> = names.iter().map(square).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        parse_geojson(file.as_bytes()).expect("regions")
    }

    #[test]
    fn a_second_geography_is_joined_by_position_then_by_centers() {
        let neighborhoods = regions(&["Abell", "Bolton Hill"], 0.0);
        let areas = regions(&["East", "West"], -0.4);
        let rows = "A,Abell,0.7,0.5\nB,ABELL,,\nC,Bolton Hill,,\nD,Elsewhere,,\n";
        let table =
            parse_csv(format!("Description,Neighborhood,Longitude,Latitude\n{rows}").as_bytes()).expect("a table");
        let (joiner, n) =
            Joiner::new(&table, &areas, &BTreeMap::new()).through(&neighborhoods, &areas, &BTreeMap::new());
        let join = joiner.finish();
        use JoinMethod::*;
        assert_eq!(join.method, [PointInPolygon, Center, Center, None]);
        assert_eq!((join.region.iter().collect::<Vec<_>>(), n), (vec![2, 1, 2, 0], 2));
    }

    #[test]
    fn positions_come_first_if_names_belong_to_another_geography() {
        let areas = regions(&["Abell", "Bolton Hill and Reservoir"], 0.0);
        let rows =
            "A,Bolton Hill and R,0.5,0.5\nB,Abell,1.5,0.5\nC,Abell,,\nD,Oak,0.5,0.5\nE,Elm,1.5,0.5\nF,Ash,,\nG,Fir,,\n";
        let table =
            parse_csv(format!("Description,Neighborhood,Longitude,Latitude\n{rows}").as_bytes()).expect("a table");
        let joiner = Joiner::new(&table, &areas, &BTreeMap::new());
        assert!(joiner.has_positions_first());
        let join = joiner.finish();
        use JoinMethod::*;
        assert_eq!(
            join.method,
            [PointInPolygon, PointInPolygon, ExactName, PointInPolygon, PointInPolygon, None, None]
        );
    }

    #[test]
    fn names_are_held_against_positions() {
        let regions = regions(&["Abell", "Bolton Hill"], 0.0);
        let against = |rows: &str| {
            let text = format!("Description,Neighborhood,Longitude,Latitude\n{rows}");
            let table = parse_csv(text.as_bytes()).expect("a table");
            let mut joiner = Joiner::new(&table, &regions, &BTreeMap::new());
            while joiner.join_some() {}
            joiner.against()
        };
        let (right, wrong, outside) = ("A,Abell,0.5,0.5\n", "A,Abell,1.5,0.5\n", "A,Abell,7.5,0.5\n");
        let found = against(&[right.repeat(18), wrong.repeat(2), outside.repeat(3)].concat());
        assert_eq!((found, found.is_conflict()), (Against { both: 20, differ: 2 }, true));
        assert!(!against(&[right.repeat(40), wrong.repeat(2)].concat()).is_conflict());
        assert!(!against(&wrong.repeat(3)).is_conflict());
    }

    #[test]
    fn matches_by_hand_come_first_and_unmatched_names_get_suggestions() {
        let regions = regions(&["Abell", "Bolton Hill"], 0.0);
        let table =
            parse_csv(b"Description,Neighborhood\nA,Bolten Hill\nB,Abell\nC,BOLTEN HILL\nD,\n").expect("a table");
        let matches =
            [("Abell".to_owned(), "bolton hill".to_owned()), ("BOLTEN HILL".to_owned(), "Nowhere".to_owned())];
        let join = Joiner::new(&table, &regions, &matches.into()).finish();
        use JoinMethod::*;
        assert_eq!(join.method, [None, ByHand, None, None]);
        let left = unmatched(&table, &regions, &join, 0..4);
        assert_eq!(
            left.iter().map(|u| (u.name.as_str(), u.rows)).collect::<Vec<_>>(),
            [("BOLTEN HILL", 1), ("Bolten Hill", 1)]
        );
        assert_eq!(left[0].nearest[0], "Bolton Hill");
    }

    #[test]
    fn a_row_is_joined_by_its_name_or_else_by_its_position() {
        let regions = regions(&["Washington Village", "Abell"], 1.0);
        let table = parse_csv(
            b"Description,Neighborhood,Longitude,Latitude\nA,Abell,1.5,0.5\nB,WASHINGTON-VI,,\nC,WASHINGTON VI,,\nD,,1.5,0.5\nE,Elsewhere,9,9\n",
        )
        .expect("a table");
        let join = join(&table, &regions);
        assert_eq!(join.region.iter().collect::<Vec<_>>(), [2, 1, 1, 1, 0]);
        use JoinMethod::*;
        assert_eq!(join.method, [ExactName, NamePrefix, NamePrefix, PointInPolygon, None]);
    }
}
