//! Rows to regions: by name, then by position.

use std::collections::BTreeMap;

use crate::geo::{Locator, NameIndex, NameMethod, Regions};
use crate::table::{CodedColumn, Codes, Positions, Role, Table};
use vc_model::result::{JoinMethod, Unmatched};

/// The region of every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// `(n_rows of the table)`: index of the region plus one; 0 is none.
    pub region: Codes,
    /// `(n_rows of the table)`: how it was found.
    pub method: Vec<JoinMethod>,
}

/// Finds each row's region, some rows at a time.
///
/// By what was matched by hand; by the name of its neighborhood, letter by letter, normalised, cut or under another name;
/// where that fails, by the region in which its position lies; and where that fails too, by the region in which the center
/// of its neighborhood lies, if a file knows it. Where most names of the table are none of the regions' (they are of another
/// geography, whose names may be alike by chance), positions come first, and a name has to be the region's in full. Names
/// are matched once per distinct name.
pub struct Joiner<'a> {
    table: &'a Table,
    names: Option<&'a CodedColumn>,
    /// For each level of `names` its region.
    by_name: Vec<Option<(u32, JoinMethod)>>,
    /// For each level of `names` the region in which its neighborhood's center lies.
    by_center: Vec<Option<(u32, JoinMethod)>>,
    positions: Option<(&'a Positions, Locator)>,
    /// Whether the names are not the regions'.
    positions_first: bool,
    join: Join,
}

impl<'a> Joiner<'a> {
    /// Matches the names. `matches`: names of the table with those of the regions that they mean, decided by hand.
    pub fn new(table: &'a Table, regions: &Regions, matches: &BTreeMap<String, String>) -> Self {
        let index = NameIndex::new(&regions.names);
        let names = table.coded.get(&Role::Neighborhood);
        let by_hand = |name: &String| {
            let found = index.find(matches.get(name)?).filter(|found| found.method <= NameMethod::Normalized)?;
            Some((found.region as u32 + 1, JoinMethod::ByHand))
        };
        let positions_first = table.positions.is_some() && names.is_some_and(|column| !are_of(column, &index));
        let by_itself = |name: &String| {
            let found = index.find(name).filter(|found| !positions_first || found.method <= NameMethod::Normalized)?;
            Some((found.region as u32 + 1, method(found.method)))
        };
        let found = |name: &String| by_hand(name).or_else(|| by_itself(name));
        Self {
            positions_first,
            table,
            names,
            by_name: names.map_or_else(Vec::new, |column| column.levels.iter().map(found).collect()),
            by_center: Vec::new(),
            positions: table.positions.as_ref().map(|positions| (positions, Locator::new(regions))),
            join: Join { region: Codes::with_capacity(table.n_rows), method: Vec::with_capacity(table.n_rows) },
        }
    }

    /// The same, with `neighborhoods` that know the names' places: a row without a position then goes to the one of
    /// `regions` in which its neighborhood's center lies. `matches` are names of these. Gives how many neighborhoods have one.
    pub fn through(
        mut self,
        neighborhoods: &Regions,
        regions: &Regions,
        matches: &BTreeMap<String, String>,
    ) -> (Self, u64) {
        let (index, locator) = (NameIndex::new(&neighborhoods.names), Locator::new(regions));
        let around: Vec<Option<u32>> = (0..neighborhoods.len())
            .map(|at| {
                let (lng, lat) = neighborhoods.center(at)?;
                Some(locator.locate(lng, lat)? as u32 + 1)
            })
            .collect();
        let found = |name: &String| {
            let meant = matches.get(name).unwrap_or(name);
            Some((around[index.find(meant)?.region]?, JoinMethod::Center))
        };
        self.by_center = self.names.map_or_else(Vec::new, |column| column.levels.iter().map(found).collect());
        // The names are those of the neighborhoods.
        self.by_name.fill(None);
        self.positions_first = false;
        let n = around.iter().flatten().count() as u64;
        (self, n)
    }

    /// Whether rows go by their positions first, since most names are none of the regions'.
    pub fn has_positions_first(&self) -> bool {
        self.positions_first
    }

    /// Joins the next rows, some thousands. False where there are no more.
    pub fn join_some(&mut self) -> bool {
        /// Takes a few milliseconds where each has to be found by its position.
        const ROWS: usize = 1 << 13;
        let first = self.join.method.len();
        let end = (first + ROWS).min(self.table.n_rows);
        for row in first..end {
            let (region, method) = self.find(row).unwrap_or((0, JoinMethod::None));
            self.join.region.push(region);
            self.join.method.push(method);
        }
        end < self.table.n_rows
    }

    /// The part of the rows that are joined, 0 … 1.
    pub fn done(&self) -> f64 {
        self.join.method.len() as f64 / self.table.n_rows.max(1) as f64
    }

    /// The regions of all rows.
    pub fn finish(mut self) -> Join {
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

/// Finds each row's region in one go; see [`Joiner`].
pub fn join(table: &Table, regions: &Regions) -> Join {
    Joiner::new(table, regions, &BTreeMap::new()).finish()
}

/// Names of a table's neighborhoods that no region has, with the rows that have them and how many of these were found by
/// their positions; most rows first. `uses`: the rows that count.
pub fn unmatched(table: &Table, regions: &Regions, join: &Join, uses: impl Iterator<Item = usize>) -> Vec<Unmatched> {
    /// Regions suggested for each.
    const NEAREST: usize = 3;
    /// Letters of names compared with letters of regions' names: a thousand names with a thousand regions, or two seconds.
    /// Names of fewer rows than those that this is enough for get no suggestions.
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
    unmatched.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.name.cmp(&b.name)));
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

/// Whether the names of at least half of the rows that have one are the regions'.
fn are_of(column: &CodedColumn, index: &NameIndex) -> bool {
    let counts = column.codes.counts(column.levels.len());
    let named = || column.levels.iter().zip(&counts).filter(|(name, _)| !name.is_empty());
    let n_named: u64 = named().map(|(_, rows)| rows).sum();
    let n_found: u64 = named().filter(|(name, _)| index.find(name).is_some()).map(|(_, rows)| rows).sum();
    2 * n_found >= n_named
}

fn method(method: NameMethod) -> JoinMethod {
    match method {
        NameMethod::Exact => JoinMethod::ExactName,
        NameMethod::Normalized => JoinMethod::NormalizedName,
        NameMethod::Prefix => JoinMethod::NamePrefix,
        NameMethod::Renamed => JoinMethod::Renamed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::parse_geojson;
    use crate::table::parse_csv;

    /// Unit squares side by side from a longitude on.
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
    fn a_second_geography_is_joined_by_position_then_through_centers() {
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
    fn names_of_another_geography_are_passed_over_for_positions() {
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
    fn what_was_matched_by_hand_comes_first_and_the_rest_is_told_with_likely_names() {
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
    fn names_first_then_positions() {
        let regions = regions(&["Washington Village", "Abell"], 1.0);
        let table = parse_csv(
            b"Description,Neighborhood,Longitude,Latitude\nA,Abell,1.5,0.5\nB,WASHINGTON VILLAGE,,\nC,WASHINGTON VI,,\nD,,1.5,0.5\nE,Elsewhere,9,9\n",
        )
        .expect("a table");
        let join = join(&table, &regions);
        assert_eq!(join.region.iter().collect::<Vec<_>>(), [2, 1, 1, 1, 0]);
        use JoinMethod::*;
        assert_eq!(join.method, [ExactName, NormalizedName, NamePrefix, PointInPolygon, None]);
    }
}
