//! Rows to regions: by name, then by position.

use crate::geo::{Locator, NameIndex, NameMethod, Regions};
use crate::result::JoinMethod;
use crate::table::{CodedColumn, Codes, Positions, Role, Table};

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
/// By the name of its neighborhood, letter by letter, normalised or cut; where that fails, by the region in which its
/// position lies. Names are matched once per distinct name.
pub struct Joiner<'a> {
    table: &'a Table,
    names: Option<&'a CodedColumn>,
    /// For each level of `names` its region.
    by_name: Vec<Option<(u32, JoinMethod)>>,
    positions: Option<(&'a Positions, Locator)>,
    join: Join,
}

impl<'a> Joiner<'a> {
    /// Matches the names.
    pub fn new(table: &'a Table, regions: &Regions) -> Self {
        let index = NameIndex::new(&regions.names);
        let names = table.coded.get(&Role::Neighborhood);
        let found = |name: &String| index.find(name).map(|found| (found.region as u32 + 1, method(found.method)));
        Self {
            table,
            names,
            by_name: names.map_or_else(Vec::new, |column| column.levels.iter().map(found).collect()),
            positions: table.positions.as_ref().map(|positions| (positions, Locator::new(regions))),
            join: Join { region: Codes::with_capacity(table.n_rows), method: Vec::with_capacity(table.n_rows) },
        }
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
        let named = self.names.and_then(|column| self.by_name[column.codes.get(row) as usize]);
        named.or_else(|| {
            let (positions, locator) = self.positions.as_ref()?;
            let (lng, lat) = positions.get(row)?;
            Some((locator.locate(lng, lat)? as u32 + 1, JoinMethod::PointInPolygon))
        })
    }
}

/// Finds each row's region in one go; see [`Joiner`].
pub fn join(table: &Table, regions: &Regions) -> Join {
    Joiner::new(table, regions).finish()
}

fn method(method: NameMethod) -> JoinMethod {
    match method {
        NameMethod::Exact => JoinMethod::ExactName,
        NameMethod::Normalized => JoinMethod::NormalizedName,
        NameMethod::Prefix => JoinMethod::NamePrefix,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::parse_geojson;
    use crate::table::parse_csv;

    #[test]
    fn names_first_then_positions() {
        let square = |name: &str, west: f64| {
            let east = west + 1.0;
            format!(
                r#"{{"type":"Feature","properties":{{"Name":"{name}"}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]}}}}"#
            )
        };
        let file = format!(
            r#"{{"type":"FeatureCollection","features":[{},{}]}}"#,
            square("Washington Village", 1.0),
            square("Abell", 2.0)
        );
        let regions = parse_geojson(file.as_bytes()).expect("regions");
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
