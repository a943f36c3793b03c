//! What is wrong with a binary file of records: Parquet, a database of SQLite (GeoPackage), FlatGeobuf.

use serde::{Deserialize, Serialize};

/// The form of such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataForm {
    /// Parquet, of which GeoParquet is a kind.
    Parquet,
    /// SQLite, of which GeoPackage is a kind.
    Database,
    /// FlatGeobuf.
    FlatGeobuf,
}

/// A place in such a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataPlace {
    /// Its header or, in Parquet, its footer.
    Header,
    /// A page of a database, from 1.
    Page(u32),
    /// A table of a database.
    Table(String),
    /// A column of a group of rows in Parquet.
    Column {
        /// The column's name.
        name: String,
        /// The group of rows, from 1.
        group: usize,
    },
    /// A record, from 1.
    Record(usize),
}

/// What is wrong at a place of such a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DataFault {
    /// It ends too early.
    EndsEarly {
        /// Bytes that it should have.
        expected: u64,
        /// Bytes that it has.
        found: u64,
    },
    /// It can't be read at all.
    Unreadable,
    /// Lengths or counts contradict each other.
    BadCounts,
    /// Something is used twice, so that reading it would never end.
    UsedTwice,
    /// The bytes are not those that were written.
    Checksum,
    /// Other numbers of rows.
    OtherCount {
        /// Rows that it should have.
        expected: u64,
        /// Rows that it has.
        found: u64,
    },
    /// Values can't be decoded.
    BadValues,
    /// A geometry can't be read, and no other one can.
    BadGeometry,
}

/// What such a file has that is recognized and not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UnreadData {
    /// It is encrypted.
    Encrypted,
    /// A column that is compressed by another method.
    Codec {
        /// The column.
        column: String,
        /// The method's name.
        codec: String,
    },
    /// A column that is encoded by another method.
    Encoding {
        /// The column.
        column: String,
        /// The method's name.
        encoding: String,
    },
    /// Geometries that are no well-known binary.
    Geometry {
        /// The column.
        column: String,
        /// The encoding's name.
        encoding: String,
    },
    /// No columns but those that hold lists or maps.
    OnlyNested {
        /// The columns.
        columns: Vec<String>,
    },
    /// No columns at all.
    NoColumns,
    /// No tables that hold rows, but perhaps tiles or views.
    NoTables {
        /// Layers of map tiles and grids.
        tiles: usize,
        /// Names of views and of tables in a form that is not read.
        left_out: Vec<String>,
        /// Whether changes may stand in another file (`-wal`).
        is_wal: bool,
    },
    /// A default value that is an expression.
    Default {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
}
