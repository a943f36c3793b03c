//! Evidence from comparing table and regions: which property names the regions, which file the table's names belong to,
//! and whether two headers are swapped.

use std::rc::Rc;

use super::regions::RegionsFile;
use crate::features::cuts;
use crate::geo::{NameIndex, Regions};
use crate::table::{CodedColumn, PlaceColumn, Role, Table};
use vc_model::result::{Note, RoleSource};

/// Number of rows whose value is the name of a region.
fn n_named(column: &CodedColumn, names: &[String]) -> u64 {
    let (index, cuts) = (NameIndex::new(names), cuts(column));
    let counts = column.codes.counts(column.levels.len());
    let is_named = |level: &String| index.find_cut(level, &cuts).is_some();
    let named = column.levels.iter().zip(counts).filter(|(level, rows)| *rows > 0 && is_named(level));
    named.map(|(_, rows)| rows).sum()
}

/// Most rows that any property of the regions names.
fn most_named(column: &CodedColumn, regions: &Regions) -> u64 {
    let names = regions.texts.iter().map(|texts| texts.values.as_slice());
    names.chain([regions.names.as_slice()]).map(|names| n_named(column, names)).max().unwrap_or(0)
}

/// Number of rows with a value.
fn n_values(column: &CodedColumn) -> u64 {
    let counts = column.codes.counts(column.levels.len());
    column.levels.iter().zip(counts).filter(|(level, _)| !level.is_empty()).map(|(_, rows)| rows).sum()
}

/// The regions, renamed by the property whose values most rows of the table contain. Keeps the names if no property has
/// more rows. A property of codes must have most rows; regions with names in words keep these.
pub(super) fn best_named(table: &Table, file: Rc<RegionsFile>, notes: &mut Vec<Note>) -> Rc<RegionsFile> {
    let Some(column) = table.coded.get(&Role::Neighborhood) else { return file };
    let mut best = (n_named(column, &file.regions.names), None);
    for texts in file.regions.texts.iter().filter(|texts| texts.name != file.regions.name_property) {
        let rows = n_named(column, &texts.values);
        if rows > best.0 && (!texts.are_codes || rows * 2 >= n_values(column)) {
            best = (rows, Some(texts));
        }
    }
    let (rows, Some(texts)) = best else { return file };
    let property = texts.name.clone();
    let are_codes = texts.are_codes && !file.regions.are_named_by_codes();
    let regions = if are_codes { file.regions.coded_by(&property) } else { file.regions.named_by(&property) };
    let Some(regions) = regions else { return file };
    notes.push(if are_codes { Note::CodeProperty { property, rows } } else { Note::NameProperty { property, rows } });
    Rc::new(file.with(regions))
}

/// The regions with parts of one name put together.
pub(super) fn merged(file: Rc<RegionsFile>) -> Rc<RegionsFile> {
    let Some(regions) = file.regions.merged() else { return file };
    Rc::new(file.with(regions))
}

/// Whether any row has a neighborhood, and whether any has a position.
pub(crate) fn places(table: &Table) -> (bool, bool) {
    let has_neighborhoods = table.coded.get(&Role::Neighborhood).is_some_and(|column| n_values(column) > 0);
    let has_positions = table.positions.as_ref().is_some_and(|positions| positions.iter().any(|point| point.is_some()));
    (has_neighborhoods, has_positions)
}

/// The table with that column of places as its neighborhoods whose names the map knows best, unless a person decided. Without any
/// neighborhoods, most names of another column must be the map's; with some, it must have more rows on the map than these.
pub(super) fn with_places(table: Rc<Table>, files: &[Rc<RegionsFile>], notes: &mut Vec<Note>) -> Rc<Table> {
    if are_by_hand(&table) {
        return table;
    }
    let rows = |column: &CodedColumn| files.iter().map(|file| most_named(column, &file.regions)).max().unwrap_or(0);
    // Districts and neighborhoods in each other's column are exchanged later, so that none is lost.
    let are_exchanged = files.iter().any(|file| are_exchanged(&table, &file.regions));
    let districts = table.coded.get(&Role::District).filter(|_| !are_exchanged);
    let districts = districts.zip(table.header_of(Role::District)).map(|found| (found, None));
    let others = table.places.iter().map(|place| ((&place.column, place.header.as_str()), Some(place)));
    let mut best = (table.coded.get(&Role::Neighborhood).map_or(0, rows), None);
    for ((column, header), place) in districts.into_iter().chain(others) {
        let found = rows(column);
        if found > best.0 && found * 2 >= n_values(column) {
            best = (found, Some((column.clone(), header.to_owned(), place.cloned())));
        }
    }
    let (rows, Some((column, header, place))) = best else { return table };
    let mut table = Rc::unwrap_or_clone(table);
    notes.push(match table.header_of(Role::Neighborhood) {
        Some(instead) => Note::PlaceColumnInstead { header: header.clone(), instead: instead.to_owned(), rows },
        None => Note::PlaceColumn { header: header.clone(), rows },
    });
    for note in notes.iter_mut() {
        if let Note::NoDescription { candidates } = note {
            candidates.retain(|candidate| *candidate != header);
        }
    }
    let before = table.coded.insert(Role::Neighborhood, column);
    // The other column takes its place, so that joining the same table to another map can change it back.
    table.places.retain(|other| other.header != header);
    for told in &mut table.headers {
        if told.role == Some(Role::Neighborhood) {
            (told.role, told.source) = (None, RoleSource::None);
            let changes = table.changes.extract_if(.., |change| change.column == Role::Neighborhood.name()).collect();
            let column = before.clone();
            table.places.extend(column.map(|column| PlaceColumn { header: told.header.clone(), column, changes }));
        } else if place.is_some() && told.header == header {
            (told.role, told.source) = (Some(Role::Neighborhood), RoleSource::Header);
        }
    }
    // Districts are read, too, and their changes are told.
    table.changes.extend(place.into_iter().flat_map(|place| place.changes));
    Rc::new(table)
}

/// Whether a person said which column holds the neighborhoods, or the districts.
pub(super) fn are_by_hand(table: &Table) -> bool {
    table.headers.iter().any(|header| {
        header.source == RoleSource::ByHand && matches!(header.role, Some(Role::Neighborhood | Role::District))
    })
}

/// Sorts two files of regions by the number of rows that name them, most first. Keeps the order in a tie.
pub(super) fn in_order(table: &Table, files: [Rc<RegionsFile>; 2]) -> [Rc<RegionsFile>; 2] {
    let Some(column) = table.coded.get(&Role::Neighborhood) else { return files };
    let rows = |file: &RegionsFile| most_named(column, &file.regions);
    let [first, second] = files;
    if rows(&second) > rows(&first) { [second, first] } else { [first, second] }
}

/// Whether the columns for districts and neighborhoods are swapped: most districts name a region, and hardly any
/// neighborhoods do.
pub(super) fn are_exchanged(table: &Table, regions: &Regions) -> bool {
    const MOST: f64 = 0.5;
    const HARDLY: f64 = 0.05;
    let share = |role: &Role| {
        let column = table.coded.get(role)?;
        let n_values = table.n_rows as u64 - column.codes.counts(column.levels.len())[0];
        Some(n_named(column, regions.keys()) as f64 / n_values.max(1) as f64)
    };
    let (districts, neighborhoods) = (share(&Role::District), share(&Role::Neighborhood));
    districts.is_some_and(|share| share > MOST) && neighborhoods.is_some_and(|share| share < HARDLY)
}

/// Swaps districts and neighborhoods, with a note for each header.
pub(super) fn exchanged(mut table: Table, notes: &mut Vec<Note>) -> Table {
    let (districts, neighborhoods) = (table.coded.remove(&Role::District), table.coded.remove(&Role::Neighborhood));
    table.coded.extend(districts.map(|column| (Role::Neighborhood, column)));
    table.coded.extend(neighborhoods.map(|column| (Role::District, column)));
    for header in &mut table.headers {
        let to = match header.role {
            Some(Role::District) => Role::Neighborhood,
            Some(Role::Neighborhood) => Role::District,
            _ => continue,
        };
        notes.extend(header.role.map(|from| Note::MendedHeader { header: header.header.clone(), from, to }));
        header.role = Some(to);
    }
    table
}

#[cfg(test)]
mod tests {
    use pollster::block_on;

    use super::super::{Dataset, NamedBytes, RegionsFile, load};
    use super::*;
    use crate::job::Immediately;
    use vc_model::params::{Column, Mapping};
    use vc_model::result::JoinMethod;

    /// A table and a map of unit squares side by side, from 0, 0 eastward.
    fn dataset(table: &str, properties: &[&str]) -> Dataset {
        let square = |(west, properties): (usize, &&str)| {
            let east = west + 1;
            format!(
                r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]}}}}"#
            )
        };
        let features: Vec<String> = properties.iter().enumerate().map(square).collect();
        let map = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let named = |name: &str, text: &str| NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() };
        let regions = Rc::new(RegionsFile::parse(named("map.geojson", &map)).expect("a map"));
        let table = named("crimes.csv", table);
        block_on(load(vec![table.into()], vec![regions], &Mapping::default(), &Immediately))
            .unwrap_or_else(|_| panic!("data"))
    }

    fn regions_of(dataset: &Dataset) -> (Vec<u32>, Vec<String>) {
        let geography = dataset.geography.as_ref().expect("a map");
        (geography.join.region.iter().collect(), geography.file.regions.names.clone())
    }

    #[test]
    fn a_table_that_calls_regions_by_codes_is_joined_by_them_and_regions_keep_their_names() {
        let map = [r#""community":"AUSTIN","area_num":"25""#, r#""community":"LOOP","area_num":"32""#];
        let data = dataset("Description,Community Area\nA,25.0\nB,032\nB,32\n", &map);
        assert_eq!(regions_of(&data), (vec![1, 2, 2], vec!["AUSTIN".to_owned(), "LOOP".to_owned()]));
        assert!(data.summary.notes.contains(&Note::CodeProperty { property: "area_num".into(), rows: 3 }));
    }

    #[test]
    fn districts_are_joined_where_they_are_the_maps_regions() {
        let map = [r#""ward_code":"E1","ward_name":"Castle""#, r#""ward_code":"E2","ward_name":"Bridge""#];
        let data = dataset("Description,District\nA,CASTLE\nB,BRIDGE\nB,OTHER\n", &map);
        assert_eq!(regions_of(&data).0, [1, 2, 0]);
        assert!(data.summary.notes.contains(&Note::PlaceColumn { header: "District".into(), rows: 2 }));
        assert!(data.columns().contains(&Column::District));
        // They win over neighborhoods that the map does not have, and not over those that it has.
        let data = dataset("Description,District,Neighborhood\nA,CASTLE,Oak\nB,BRIDGE,Castle\n", &map);
        assert_eq!(regions_of(&data).0, [1, 2]);
        let data = dataset("Description,District,Neighborhood\nA,CASTLE,Bridge\nB,BRIDGE,Castle\n", &map);
        assert_eq!(regions_of(&data).0, [2, 1]);
    }

    #[test]
    fn of_several_columns_of_places_the_one_that_the_map_knows_is_joined() {
        let map = [r#""Name":"Oak""#, r#""Name":"Elm""#];
        let rows = "A,Oak,Elm,1\nB,Pine,Oak,2\nC,Fir,Elm,1\n";
        let data = dataset(&format!("Description,Neighborhood,Community_name_2,Ward\n{rows}"), &map);
        assert_eq!(regions_of(&data).0, [2, 1, 2]);
        let (header, instead) = ("Community_name_2".to_owned(), "Neighborhood".to_owned());
        assert!(
            data.summary.notes.contains(&Note::PlaceColumnInstead { header, instead, rows: 3 }),
            "{:?}",
            data.summary.notes
        );
        let roles: Vec<_> = data.summary.headers.iter().map(|header| header.role).collect();
        assert_eq!(roles, [Some(Role::Description), None, Some(Role::Neighborhood), None]);
    }

    #[test]
    fn the_census_leaves_where_most_rows_with_a_place_are_not_on_the_map() {
        let map = [r#""Name":"Oak","share_black":0.5"#, r#""Name":"Elm","share_black":0.2"#];
        let of = |rows: &str| dataset(&format!("Description,Neighborhood\n{rows}"), &map);
        let few = of("A,Oak\nB,Pine\nC,Fir\nD,\n");
        assert!(!few.columns().contains(&Column::Census));
        assert!(few.summary.notes.contains(&Note::CensusLeftOut { located: 1, rows: 3 }), "{:?}", few.summary.notes);
        let half = of("A,Oak\nB,Elm\nC,Fir\nD,\n");
        assert!(half.columns().contains(&Column::Census));
    }

    #[test]
    fn parts_of_one_name_are_one_region() {
        let map =
            [r#""Name":"Oak","Population":100"#, r#""Name":"Oak","Population":900"#, r#""Name":"Elm","Population":5"#];
        let data = dataset("Description,Neighborhood\nA,Oak\nB,Elm\n", &map);
        assert_eq!(regions_of(&data), (vec![1, 2], vec!["Oak".to_owned(), "Elm".to_owned()]));
        let census = &data.geography.as_ref().expect("a map").figures.census;
        assert_eq!(census.population, Some(vec![1000.0, 5.0]));
    }

    #[test]
    fn a_table_without_places_says_so_and_has_no_census() {
        let map = [r#""Name":"Oak","Population":100,"Vacant":3"#, r#""Name":"Elm","Population":50,"Vacant":4"#];
        for (text, empty_neighborhoods, empty_coordinates) in [
            ("Description\nA\nB\n", false, false),
            ("Description,Neighborhood,Latitude,Longitude\nA,,0,0\nB,,0,0\n", true, true),
        ] {
            let data = dataset(text, &map);
            let told = Note::NoPlaces { empty_neighborhoods, empty_coordinates };
            assert!(data.summary.notes.contains(&told), "{:?}", data.summary.notes);
            assert!(!data.columns().contains(&Column::Census));
        }
        let elsewhere = dataset("Description,Latitude,Longitude\nA,40,9\nB,41,9\n", &map);
        assert!(!elsewhere.summary.notes.iter().any(|note| matches!(note, Note::NoPlaces { .. })));
    }

    #[test]
    fn names_that_contradict_positions_are_noted_and_positions_win() {
        let map = [r#""Name":"Oak""#, r#""Name":"Elm""#];
        let rows = "A,Oak,1.5,0.5\nB,Elm,0.5,0.5\n".repeat(10);
        let data = dataset(&format!("Description,Neighborhood,Longitude,Latitude\n{rows}"), &map);
        assert!(data.summary.notes.contains(&Note::NamesAgainstPositions { differ: 20, both: 20 }));
        assert_eq!(data.geography.as_ref().map(|geography| geography.join.method[0]), Some(JoinMethod::PointInPolygon));
        assert_eq!(regions_of(&data).0[..2], [2, 1]);
    }
}
