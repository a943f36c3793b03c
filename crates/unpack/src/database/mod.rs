//! Tables and maps of a database of SQLite: GeoPackage, SpatiaLite, and plain tables.
//!
//! A GeoPackage says in its own tables which of the others hold features or attributes. Any other database is a list of tables.
//! Views, virtual tables and tables without row numbers are left out: they would need an engine.
//!
//! # Source
//! OGC 12-128r19, "GeoPackage"; SpatiaLite, "geometry_columns".

mod file;
mod schema;

use std::ops::ControlFlow;

use super::crs::Crs;
use super::records::{self, Cell, Layout, TakeRecord};
use super::shape::Shape;
use super::{Budget, Fault, Kind, UnpackNote, wkb};
use file::{Database, Stored};
use schema::{Column, Default, Schema, parse};
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

/// A table or map of a database.
pub(super) struct TableInfo {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// How it is written: "GeoPackage", "SQLite".
    pub(super) form: &'static str,
}

/// A table with what is needed to read it.
struct Table {
    name: String,
    root: u32,
    schema: Schema,
    /// The column of geometries and its coordinate system by number.
    geometry: Option<Geometry>,
    /// Whether a GeoPackage lists it.
    is_listed: bool,
}

struct Geometry {
    column: String,
    /// `POLYGON`, `POINT`, or `GEOMETRY` for any.
    kind: String,
    system: i64,
}

/// Tables and what else is in a database.
struct Contents {
    tables: Vec<Table>,
    /// Layers of tiles and grids.
    n_tiles: usize,
    /// Views, and tables in a form that is not read.
    left_out: Vec<String>,
    /// The list of coordinate systems.
    systems: Option<Table>,
}

/// The list of coordinate systems in a GeoPackage.
const GEOPACKAGE_SYSTEMS: &str = "gpkg_spatial_ref_sys";

/// The tables that can be read.
pub(super) fn tables(bytes: &[u8]) -> Result<Vec<TableInfo>, Fault> {
    let database = Database::new(bytes)?;
    let Contents { tables, n_tiles: tiles, left_out, .. } = contents(&database)?;
    if tables.is_empty() {
        let found = UnreadData::NoTables { tiles, left_out, is_wal: database.is_wal };
        return Err(Fault::UnreadData { form: DataForm::Database, found });
    }
    let info = |table: Table| {
        let form = if table.is_listed { "GeoPackage" } else { "SQLite" };
        Ok(TableInfo { kind: kind(&database, &table)?, name: table.name, form })
    };
    tables.into_iter().map(info).collect()
}

/// A table as CSV or GeoJSON.
pub(super) fn convert(bytes: &[u8], name: &str, budget: &Budget) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let database = Database::new(bytes)?;
    let mut contents = contents(&database)?;
    let Some(at) = contents.tables.iter().position(|table| table.name == name) else {
        let known = contents.tables.into_iter().map(|table| table.name).collect();
        return Err(Fault::UnknownLayer { name: name.to_owned(), known });
    };
    let table = contents.tables.swap_remove(at);
    let reader = TableReader::new(&database, &table)?;
    let layout = Layout {
        form: DataForm::Database,
        columns: reader.cells.iter().map(|&at| table.schema.columns[at].name.clone()).collect(),
        has_shapes: reader.geometry.is_some(),
        system: match &table.geometry {
            Some(geometry) => system(&database, contents.systems.as_ref(), geometry.system)?,
            None => None,
        },
    };
    let (kind, bytes, mut notes) = records::write(&layout, budget, |take| reader.records(budget, take))?;
    if !contents.left_out.is_empty() {
        notes.push(UnpackNote::ViewsLeftOut { names: contents.left_out });
    }
    if database.is_wal {
        notes.push(UnpackNote::WalMode);
    }
    Ok((kind, bytes, notes))
}

/// Reads the records of a table.
struct TableReader<'t> {
    database: &'t Database<'t>,
    table: &'t Table,
    /// The places of the columns that become cells.
    cells: Vec<usize>,
    /// The place of the column of geometries.
    geometry: Option<usize>,
}

impl<'t> TableReader<'t> {
    fn new(database: &'t Database<'t>, table: &'t Table) -> Result<Self, Fault> {
        let columns = &table.schema.columns;
        let is_geometry = |column: &Column, name: &str| column.name.eq_ignore_ascii_case(name);
        let place = |name: &str| columns.iter().position(|column| is_geometry(column, name));
        let geometry = match &table.geometry {
            Some(geometry) => Some(place(&geometry.column).ok_or_else(|| bad_table(&table.name))?),
            None => None,
        };
        // GDAL numbers the features of a GeoPackage: the numbers are its own and no data.
        let is_number = |at: usize| {
            table.is_listed
                && table.schema.row_number == Some(at)
                && ["fid", "ogc_fid"].iter().any(|name| columns[at].name.eq_ignore_ascii_case(name))
        };
        let cells = (0..columns.len()).filter(|&at| geometry != Some(at) && !is_number(at)).collect();
        Ok(Self { database, table, cells, geometry })
    }

    fn records(&self, budget: &Budget, take: &mut TakeRecord) -> Result<(), Fault> {
        let columns = &self.table.schema.columns;
        let mut vertices = super::budget::VertexCount::new(budget);
        self.database.rows(self.table.root, &mut |number, values| {
            let mut cells = Vec::with_capacity(self.cells.len());
            for &at in &self.cells {
                cells.push(match values.get(at) {
                    _ if self.table.schema.row_number == Some(at) => Cell::Digits(number.to_string()),
                    Some(value) => cell(value, &columns[at]),
                    None => self.default(&columns[at])?,
                });
            }
            let shape = match self.geometry.and_then(|at| values.get(at)) {
                Some(Stored::Blob(bytes)) => {
                    vertices.add(bytes.len() / 16)?;
                    wkb::shape(bytes)
                }
                None | Some(Stored::Null) => Shape::None,
                Some(_) => Shape::Broken,
            };
            take(&cells, shape)?;
            Ok(ControlFlow::Continue(()))
        })
    }

    fn default(&self, column: &Column) -> Result<Cell<'static>, Fault> {
        Ok(match &column.default {
            Default::Null => Cell::Null,
            Default::Number(digits) => match digits.parse() {
                Ok(number) => Cell::number(number),
                Err(_) => Cell::Text(digits.clone().into()),
            },
            Default::Text(text) => Cell::Text(text.clone().into()),
            Default::Expression => {
                let found = UnreadData::Default { table: self.table.name.clone(), column: column.name.clone() };
                return Err(Fault::UnreadData { form: DataForm::Database, found });
            }
        })
    }
}

fn cell<'a>(value: &'a Stored, column: &Column) -> Cell<'a> {
    match value {
        Stored::Null => Cell::Null,
        Stored::Integer(number @ (0 | 1)) if column.kind == "BOOLEAN" => Cell::Flag(*number == 1),
        Stored::Integer(number) => Cell::Digits(number.to_string()),
        Stored::Real(number) => Cell::number(*number),
        Stored::Text(text) => Cell::Text(text.as_ref().into()),
        Stored::Blob(bytes) => Cell::bytes(bytes),
    }
}

fn bad_table(name: &str) -> Fault {
    let place = DataPlace::Table(name.to_owned());
    Fault::BadData { form: DataForm::Database, place, fault: DataFault::BadCounts }
}

/// Tables by which GeoPackage, SpatiaLite and programs describe the others.
fn is_own_table(name: &str) -> bool {
    const STARTS: [&str; 7] = [
        "sqlite_",
        "gpkg_",
        "rtree_",
        "spatial_ref_sys",
        "geometry_columns",
        "views_geometry_columns",
        "virts_geometry_columns",
    ];
    /// Parts of an index of SpatiaLite.
    const ENDS: [&str; 3] = ["_node", "_parent", "_rowid"];
    const NAMES: [&str; 9] = [
        "layer_styles",
        "qgis_projects",
        "android_metadata",
        "spatialite_history",
        "elementarygeometries",
        "spatialindex",
        "sql_statements_log",
        "vector_layers",
        "data_licenses",
    ];
    let name = name.to_ascii_lowercase();
    let is_index = name.starts_with("idx_") && ENDS.iter().any(|end| name.ends_with(end));
    is_index || STARTS.iter().any(|start| name.starts_with(start)) || NAMES.contains(&name.as_str())
}

fn contents(database: &Database) -> Result<Contents, Fault> {
    let mut all = Vec::new();
    let mut left_out = Vec::new();
    database.rows(1, &mut |_, values| {
        let text = |at: usize| values.get(at).and_then(Stored::text).unwrap_or_default();
        let (kind, name) = (text(0), text(1).to_owned());
        let root = values.get(3).and_then(Stored::integer).and_then(|root| u32::try_from(root).ok());
        match (kind, parse(text(4)), root) {
            ("table", Some(schema), Some(root)) if schema.is_plain => {
                all.push(Table { name, root, schema, geometry: None, is_listed: false });
            }
            ("table", Some(_), Some(_)) | ("view", ..) if !is_own_table(&name) => left_out.push(name),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let listed = find(&all, "gpkg_contents").map(|table| listed(database, &all, table)).transpose()?;
    let (names, n_tiles) = listed.unwrap_or_default();
    for geometry in geometries(database, &all)? {
        if let Some(table) = all.iter_mut().find(|table| table.name.eq_ignore_ascii_case(&geometry.0)) {
            table.geometry = Some(geometry.1);
        }
    }
    let is_list = |table: &Table| [GEOPACKAGE_SYSTEMS, "spatial_ref_sys"].contains(&table.name.as_str());
    let systems = all.iter().position(is_list).map(|at| all.swap_remove(at));
    let is_named = |name: &str| names.iter().any(|listed| listed.eq_ignore_ascii_case(name));
    all.iter_mut().for_each(|table| table.is_listed = is_named(&table.name));
    if all.iter().any(|table| table.is_listed && !is_own_table(&table.name)) {
        all.retain(|table| table.is_listed);
        left_out.retain(|name| is_named(name));
    }
    all.retain(|table| !is_own_table(&table.name));
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(Contents { tables: all, n_tiles, left_out, systems })
}

fn find<'t>(tables: &'t [Table], name: &str) -> Option<&'t Table> {
    tables.iter().find(|table| table.name.eq_ignore_ascii_case(name))
}

/// Reads some columns of a table of texts and integers. Columns that it does not have are nothing.
fn read<const N: usize>(
    database: &Database,
    table: &Table,
    columns: [&str; N],
    mut take: impl FnMut([&Stored; N]),
) -> Result<(), Fault> {
    let place = |name: &str| table.schema.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name));
    let places = columns.map(place);
    database.rows(table.root, &mut |number, values| {
        let number = Stored::Integer(number);
        take(places.map(|place| match place {
            Some(at) if table.schema.row_number == Some(at) => &number,
            Some(at) => values.get(at).unwrap_or(&Stored::Null),
            None => &Stored::Null,
        }));
        Ok(ControlFlow::Continue(()))
    })
}

/// The tables of features and attributes that a GeoPackage lists, and how many layers of tiles.
fn listed(database: &Database, all: &[Table], contents: &Table) -> Result<(Vec<String>, usize), Fault> {
    let (mut names, mut n_tiles) = (Vec::new(), 0);
    read(database, contents, ["table_name", "data_type"], |[name, kind]| match (name.text(), kind.text()) {
        (Some(name), Some("features" | "attributes" | "aspatial")) => names.push(name.to_owned()),
        (Some(_), Some(_)) => n_tiles += 1,
        _ => {}
    })?;
    // Tables that GDAL adds without listing them are no layers; where nothing is listed, all tables are.
    names.retain(|name| find(all, name).is_some());
    Ok((names, n_tiles))
}

/// The columns of geometries by the names of their tables, in a GeoPackage or in SpatiaLite.
fn geometries(database: &Database, all: &[Table]) -> Result<Vec<(String, Geometry)>, Fault> {
    let mut geometries = Vec::new();
    let mut add = |[table, column, kind, system]: [&Stored; 4]| {
        if let (Some(table), Some(column)) = (table.text(), column.text()) {
            let kind = match kind {
                Stored::Text(kind) => kind.to_ascii_uppercase(),
                Stored::Integer(number) => spatialite_kind(*number).to_owned(),
                _ => String::new(),
            };
            let system = system.integer().unwrap_or(-1);
            geometries.push((table.to_owned(), Geometry { column: column.to_owned(), kind, system }));
        }
    };
    if let Some(table) = find(all, "gpkg_geometry_columns") {
        read(database, table, ["table_name", "column_name", "geometry_type_name", "srs_id"], &mut add)?;
    } else if let Some(table) = find(all, "geometry_columns") {
        // Versions of SpatiaLite before 4 write the type as a text in another column.
        let is_new = table.schema.columns.iter().any(|column| column.name.eq_ignore_ascii_case("geometry_type"));
        let kind = if is_new { "geometry_type" } else { "type" };
        read(database, table, ["f_table_name", "f_geometry_column", kind, "srid"], &mut add)?;
    }
    Ok(geometries)
}

/// The name of a type by its number, heights aside.
const fn spatialite_kind(number: i64) -> &'static str {
    match number % 1000 {
        1 | 4 => "POINT",
        3 | 6 => "POLYGON",
        2 | 5 => "LINESTRING",
        _ => "GEOMETRY",
    }
}

/// What a table is for. Where the type may be any, its first geometry tells.
fn kind(database: &Database, table: &Table) -> Result<Kind, Fault> {
    let Some(geometry) = &table.geometry else { return Ok(Kind::Table) };
    if geometry.kind.contains("POLYGON") || geometry.kind.contains("SURFACE") {
        return Ok(Kind::Regions);
    }
    if geometry.kind.contains("POINT") {
        return Ok(Kind::Table);
    }
    let reader = TableReader::new(database, table)?;
    let mut kind = Kind::Regions;
    database.rows(table.root, &mut |_, values| {
        let Some(Stored::Blob(bytes)) = reader.geometry.and_then(|at| values.get(at)) else {
            return Ok(ControlFlow::Continue(()));
        };
        if let Shape::Point(..) = wkb::shape(bytes) {
            kind = Kind::Table;
        }
        Ok(ControlFlow::Break(()))
    })?;
    Ok(kind)
}

/// The coordinate system of a number; `None` if the database leaves it open.
fn system(database: &Database, systems: Option<&Table>, number: i64) -> Result<Option<Crs>, Fault> {
    if number < 1 {
        // 0 is degrees of some system, -1 any plane: their coordinates decide.
        return Ok(None);
    }
    let (mut authority, mut definition) = (None, None);
    let mut see = |[id, organization, code, text]: [&Stored; 4]| {
        if id.integer() == Some(number) {
            authority = organization.text().map(str::to_owned).zip(code.integer());
            definition = text.text().filter(|text| !text.is_empty()).map(str::to_owned);
        }
    };
    if let Some(list) = systems {
        let columns = match list.name.as_str() {
            GEOPACKAGE_SYSTEMS => ["srs_id", "organization", "organization_coordsys_id", "definition"],
            _ => ["srid", "auth_name", "auth_srid", "srtext"],
        };
        read(database, list, columns, &mut see)?;
    }
    let by_code = |(organization, code): &(String, i64)| {
        let is_known = ["EPSG", "ESRI"].iter().any(|name| organization.eq_ignore_ascii_case(name));
        u32::try_from(*code).ok().filter(|_| is_known).and_then(Crs::from_code)
    };
    if let Some(crs) = authority.as_ref().and_then(by_code) {
        return Ok(Some(crs));
    }
    match definition {
        Some(text) if !Crs::is_unreadable(&text) => Crs::from_prj(&text).map(Some),
        _ => match authority {
            Some((organization, code)) => Err(Fault::UnknownCode { code: format!("{organization}:{code}") }),
            None => Crs::from_name(&number.to_string()).map(Some),
        },
    }
}
