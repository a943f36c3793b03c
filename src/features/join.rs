//! Rows to regions: by name, then by position.

use crate::geo::{Locator, NameIndex, NameMethod, Regions};
use crate::result::JoinMethod;
use crate::table::{Codes, Role, Table};

/// The region of every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Join {
    /// `(n_rows of the table)`: index of the region plus one; 0 is none.
    pub region: Codes,
    /// `(n_rows of the table)`: how it was found.
    pub method: Vec<JoinMethod>,
}

/// Finds each row's region: by the name of its neighborhood, letter by letter, normalised or cut; where that fails, by
/// the region in which its position lies.
///
/// Names are matched once per distinct name.
pub fn join(table: &Table, regions: &Regions) -> Join {
    let index = NameIndex::new(&regions.names);
    let names = table.coded.get(&Role::Neighborhood);
    let by_name: Vec<Option<(u32, JoinMethod)>> = names.map_or_else(Vec::new, |column| {
        let found = |name: &String| index.find(name).map(|found| (found.region as u32 + 1, method(found.method)));
        column.levels.iter().map(found).collect()
    });
    let locator = table.positions.is_some().then(|| Locator::new(regions));
    let find = |row: usize| {
        let named = names.and_then(|column| by_name[column.codes.get(row) as usize]);
        named.or_else(|| {
            let (lng, lat) = table.positions.as_ref()?.get(row)?;
            let region = locator.as_ref()?.locate(lng, lat)?;
            Some((region as u32 + 1, JoinMethod::PointInPolygon))
        })
    };
    let mut method = Vec::with_capacity(table.n_rows);
    let regions_of_rows = (0..table.n_rows).map(|row| {
        let (region, found) = find(row).unwrap_or((0, JoinMethod::None));
        method.push(found);
        region
    });
    let region = regions_of_rows.collect();
    Join { region, method }
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
