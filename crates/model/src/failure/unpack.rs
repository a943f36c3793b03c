//! Why a file can't be unpacked, and what was done to unpack one.

use std::io;

use serde::{Deserialize, Serialize};

use super::{DataFault, DataForm, DataPlace, JsonFault, UnreadData};
use crate::params::SourceClock;

/// The form of a file that is told by its first bytes and can't be read where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileForm {
    /// A web page.
    Html,
    /// Another XML document.
    Xml,
    /// A map in the Open Geospatial Consortium's XML.
    Gml,
    /// Zip.
    Zip,
    /// Gzip.
    Gzip,
    /// 7z.
    SevenZip,
    /// Rar.
    Rar,
    /// Xz.
    Xz,
    /// Bzip2.
    Bzip2,
    /// Zstandard.
    Zstd,
    /// Tar.
    Tar,
    /// Arrow, also called Feather.
    Arrow,
    /// PDF.
    Pdf,
    /// A workbook of a form that is not read: Excel before 2007, and Excel's binary one.
    Workbook,
    /// A database of Access.
    Access,
    /// A dump of a database as SQL.
    Sql,
    /// A picture.
    Image,
    /// Data of SPSS, Stata, SAS or R.
    Statistics,
    /// A map of MapInfo.
    MapInfo,
    /// A text document, slides, and whatever else such programs write.
    Document,
    /// Esri's file geodatabase.
    Geodatabase,
    /// The shapes of a shapefile.
    Shapefile,
    /// Text in UTF-16.
    Utf16,
    /// Bytes that are no UTF-8.
    NotUtf8,
    /// Bytes that are no text.
    Binary,
    /// JSON that ends too early.
    CutJson,
    /// JSON with a fault in it.
    DamagedJson,
    /// Text that is no JSON.
    OtherText,
}

/// What is wrong with a file that is unpacked. Entries, rows and records are counted from 1.
#[derive(Clone, Debug, PartialEq, thiserror::Error, Serialize, Deserialize)]
#[error("{self:?}")]
pub enum Fault {
    /// The file can't be read.
    Unreadable {
        /// The browser's or the system's own words.
        reason: String,
    },
    /// A form that is recognized and not read.
    Foreign {
        /// What it is.
        found: FileForm,
    },
    /// An archive in an archive.
    Nested {
        /// What it is.
        found: FileForm,
    },
    /// An archive that is damaged.
    BrokenArchive(ArchiveFault),
    /// More entries than a city publishes.
    TooManyEntries {
        /// How many.
        entries: usize,
        /// Most.
        most: usize,
    },
    /// An entry behind a password.
    Encrypted {
        /// The entry's path.
        entry: String,
    },
    /// A workbook behind a password.
    LockedWorkbook,
    /// A workbook without rows.
    EmptyWorkbook {
        /// Its sheets.
        sheets: usize,
    },
    /// A workbook that can't be read.
    BadWorkbook {
        /// The reader's own words.
        reason: String,
    },
    /// XML that can't be read.
    BadXml {
        /// Bytes before the place.
        byte: u64,
        /// The reader's own words.
        reason: String,
    },
    /// A text in XML that is longer than any cell or outline.
    LongText {
        /// The limit, in megabytes.
        megabytes: u64,
    },
    /// KML without placemarks.
    NoPlacemarks {
        /// Whether it links to other files.
        has_links: bool,
    },
    /// KML none of whose coordinates can be read.
    BrokenKml {
        /// Placemarks with such coordinates.
        records: usize,
    },
    /// Records that differ in their columns.
    TooManyColumns {
        /// Most columns.
        most: usize,
    },
    /// XML that is made to fill memory.
    TooManyTags {
        /// Most tags.
        most: u64,
    },
    /// An entry packed by a method that is not read.
    UnknownMethod {
        /// The entry's path.
        entry: String,
        /// The method.
        method: String,
    },
    /// An entry that is not what the archive says.
    DamagedEntry {
        /// The entry's path.
        entry: String,
        /// What differs.
        fault: DamagedEntry,
    },
    /// More bytes than may come out.
    InflatesTooFar {
        /// The limit, in megabytes.
        megabytes: u64,
    },
    /// Bytes that come out of nearly nothing.
    GrowsTooMuch {
        /// Most times.
        growth: u64,
    },
    /// More than may be held in memory.
    TooLargeToHold {
        /// The limit, in megabytes.
        megabytes: u64,
    },
    /// More vertices than outlines may have.
    TooManyVertices {
        /// Most.
        most: usize,
    },
    /// An archive without anything to read.
    NothingInside {
        /// The first entries, shortened.
        found: Vec<String>,
        /// How many there are in all.
        entries: usize,
    },
    /// A layer that the file does not have.
    UnknownLayer {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A shapefile without one of its parts.
    MissingPart {
        /// The part that is there.
        name: String,
        /// The part that is not.
        missing: MissingPart,
    },
    /// A shapefile that is damaged.
    BadShapefile {
        /// The file at fault.
        part: ShapefilePart,
        /// What is wrong with it.
        fault: ShapefileFault,
    },
    /// Shapes that are neither regions nor points.
    OtherShapes {
        /// The type's name in the format's description.
        found: String,
    },
    /// A projection that can't be undone.
    UnknownProjection {
        /// The system's name.
        name: String,
        /// The projection's.
        method: String,
    },
    /// A reference frame that lies elsewhere.
    UnknownDatum {
        /// The system's name.
        name: String,
        /// The datum's.
        datum: String,
    },
    /// A projection without what defines it.
    BadProjection {
        /// Its name, or its beginning.
        name: String,
    },
    /// A code that is not in the list.
    UnknownCode {
        /// As the file has it.
        code: String,
    },
    /// A coordinate system without a name.
    UnnamedSystem,
    /// Coordinates that are no degrees, in a file that does not say what they are.
    NoProjection {
        /// First number of the first such position.
        x: f64,
        /// Second number.
        y: f64,
    },
    /// JSON that is none.
    BadJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What is wrong there.
        fault: JsonFault,
    },
    /// JSON of another form.
    OtherJson(OtherJson),
    /// A record that is none.
    BadRecord {
        /// The record.
        record: usize,
        /// What was expected.
        expected: ExpectedRecord,
        /// What stands there.
        found: FoundRecord,
    },
    /// Outlines as text that can't be read.
    BadOutline {
        /// Data row.
        row: usize,
        /// The column's header.
        column: String,
        /// What stands there.
        found: FoundText,
    },
    /// A CSV row that can't be read.
    BadCsv {
        /// Its line, where that is known.
        line: Option<u64>,
    },
    /// A binary file of records that is damaged.
    BadData {
        /// Its form.
        form: DataForm,
        /// Where it is damaged.
        place: DataPlace,
        /// What is wrong there.
        fault: DataFault,
    },
    /// A binary file of records of a kind that is not read.
    UnreadData {
        /// Its form.
        form: DataForm,
        /// What it has.
        found: UnreadData,
    },
}

/// What is wrong with an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ArchiveFault {
    /// The bytes end too early.
    EndsEarly,
    /// Its list of files is missing or contradicts itself.
    BadIndex,
    /// The list has no place for an entry.
    NoPlace {
        /// The entry's path.
        entry: String,
    },
    /// What is packed can't be inflated.
    BadData,
}

/// How an entry differs from what its archive says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DamagedEntry {
    /// More bytes come out.
    Longer {
        /// Bytes that the archive says.
        expected: u64,
    },
    /// Fewer bytes come out.
    Shorter {
        /// Bytes that come out.
        found: u64,
        /// Bytes that the archive says.
        expected: u64,
    },
    /// The bytes are others.
    Checksum,
    /// They can't be inflated.
    BadData,
}

/// What is missing of a shapefile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MissingPart {
    /// A file of this name.
    File(String),
    /// All other parts.
    Rest,
}

/// A file of a shapefile that has to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapefilePart {
    /// `.shp`.
    Shapes,
    /// `.dbf`.
    Attributes,
}

impl ShapefilePart {
    /// The ending of the file's name.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Shapes => ".shp",
            Self::Attributes => ".dbf",
        }
    }
}

/// What is wrong with a part of a shapefile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapefileFault {
    /// It is too short for a header, or begins otherwise.
    NoHeader,
    /// Lengths that can't be.
    BadLengths {
        /// Bytes of the header.
        header: usize,
        /// Bytes of a record.
        record: usize,
    },
    /// It ends too early.
    FewRecords {
        /// Records that the header says.
        expected: usize,
        /// Records that are there.
        found: usize,
    },
    /// Other numbers of shapes and of rows.
    OtherCount {
        /// Rows of the `.dbf`.
        records: usize,
        /// Shapes of the `.shp`.
        shapes: usize,
    },
    /// A field that reaches beyond its record.
    LongField {
        /// Its name.
        name: String,
        /// Bytes of a record.
        record: usize,
    },
    /// More fields than any program writes.
    TooManyFields {
        /// Most.
        most: usize,
    },
    /// A record that ends too early.
    ShortRecord {
        /// The record.
        record: usize,
        /// Bytes that it should have.
        expected: usize,
        /// Bytes that are left.
        found: usize,
    },
    /// A record without a shape.
    NoShape {
        /// The record.
        record: usize,
        /// Its bytes.
        bytes: usize,
    },
    /// A record of another type than the file.
    OtherType {
        /// The record.
        record: usize,
        /// The file's type.
        expected: String,
        /// The record's.
        found: String,
    },
    /// Counts of rings and vertices that don't fit.
    BadCounts {
        /// The record.
        record: usize,
        /// Its bytes.
        bytes: usize,
    },
    /// A ring that begins outside of its record.
    BadRing {
        /// The record.
        record: usize,
        /// The ring, from 1.
        ring: usize,
        /// The record's vertices.
        vertices: usize,
    },
    /// A vertex that is no number.
    BadVertex {
        /// The record.
        record: usize,
        /// The ring, from 1.
        ring: usize,
    },
    /// More holes than can be assigned to outlines.
    TooManyHoles {
        /// The record.
        record: usize,
    },
}

/// What a JSON file holds in place of records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OtherJson {
    /// Bytes that are no UTF-8.
    NotUtf8 {
        /// The first of them, from 1.
        byte: usize,
    },
    /// Nothing.
    NoRecords,
    /// Other values.
    Values {
        /// The first one's beginning.
        found: String,
    },
    /// Features that are no list.
    BadFeatures {
        /// Their beginning.
        found: String,
    },
    /// A server's error message.
    ServerError {
        /// Its beginning.
        message: String,
    },
    /// Records that differ in their columns.
    TooManyColumns {
        /// Most columns.
        most: usize,
    },
    /// Lines and others.
    OtherShapes {
        /// How many.
        records: usize,
    },
    /// Records without columns.
    NoColumns,
    /// A topology without objects.
    EmptyTopology,
    /// An object of a topology without polygons.
    TopologyWithoutPolygons,
    /// Collections in collections.
    DeepCollections {
        /// Most levels.
        most: usize,
    },
}

/// What belongs in a place of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExpectedRecord {
    /// An object.
    Object,
    /// Properties as an object.
    Properties,
    /// A text.
    Text,
    /// Outlines as lists of positions.
    Outlines,
    /// A topology's transform.
    Transform,
    /// A topology's arcs.
    Arcs,
    /// One of them.
    Arc,
    /// Positions of two numbers.
    Positions,
    /// Rings as lists of arcs.
    Rings,
    /// The number of an arc.
    ArcNumber,
}

/// What stands in a place of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundRecord {
    /// A JSON value: its beginning.
    Json(String),
    /// Something else.
    Other,
    /// An arc that is not there.
    Arc {
        /// Its number.
        number: i64,
        /// How many arcs there are.
        arcs: usize,
    },
    /// More holes than can be assigned to outlines.
    TooManyHoles,
}

/// What stands in a column of outlines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundText {
    /// A text that begins so.
    Text(String),
    /// An outline in a coordinate system that is not known.
    System {
        /// Its code.
        code: String,
    },
    /// A geometry without area.
    NoArea,
}

/// Faults travel through readers as their errors do.
impl From<Fault> for io::Error {
    fn from(fault: Fault) -> Self {
        io::Error::other(fault)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Fault>() {
            Ok(fault) => fault,
            Err(error) => match error.kind() {
                io::ErrorKind::UnexpectedEof => Fault::BrokenArchive(ArchiveFault::EndsEarly),
                io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Fault::BrokenArchive(ArchiveFault::BadData),
                _ => Fault::Unreadable { reason: error.to_string() },
            },
        }
    }
}

/// Something done on the way from a file to a plain one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnpackNote {
    /// It came out of something compressed.
    Inflated {
        /// What came out.
        entry: String,
        /// Of which file.
        archive: String,
    },
    /// Text in another encoding.
    Decoded {
        /// The encoding's name.
        encoding: String,
    },
    /// Coordinates changed into degrees.
    Reprojected {
        /// From which system.
        from: String,
    },
    /// Degrees that were taken as they are.
    TakenAsDegrees {
        /// The system's name, where the file names one.
        system: Option<String>,
    },
    /// One of several layers.
    Layer {
        /// Its name.
        name: String,
        /// How many there were.
        of: usize,
    },
    /// Tables whose names say that they describe data were passed over.
    Documents {
        /// Their names.
        names: Vec<String>,
    },
    /// Records rewritten as a table.
    Table {
        /// From what.
        from: RecordSource,
        /// How many.
        records: usize,
    },
    /// Records rewritten as regions.
    Regions {
        /// From what.
        from: RecordSource,
        /// How many.
        records: usize,
    },
    /// A server's page that says that there are more.
    Partial {
        /// Records that are there.
        records: usize,
    },
    /// Records that are marked as deleted were left out.
    Deleted {
        /// How many.
        records: usize,
    },
    /// Outlines that can't be read: their records keep everything else.
    BrokenOutlines {
        /// How many.
        records: usize,
        /// The first of them, from 1.
        first: usize,
    },
    /// Numbers with a decimal comma.
    DecimalComma {
        /// The columns.
        columns: Vec<String>,
    },
    /// Points beside outlines, such as the places of labels.
    PointsLeftOut {
        /// How many.
        records: usize,
    },
    /// Cells with a formula whose result is not in the file.
    FormulasWithoutResult {
        /// How many.
        cells: usize,
    },
    /// Numbers that are moments, written as dates.
    Moments {
        /// The columns.
        columns: Vec<String>,
    },
    /// Columns of lists or maps, which no cell can hold, were left out.
    NestedColumns {
        /// The columns.
        columns: Vec<String>,
    },
    /// Times that the file calls UTC, taken as they stand.
    UtcTimes {
        /// The columns.
        columns: Vec<String>,
    },
    /// Views of a database, and tables in a form that is not read, were left out.
    ViewsLeftOut {
        /// Their names.
        names: Vec<String>,
    },
    /// A database whose latest changes may stand in another file (`-wal`).
    WalMode,
    /// The source says what its times are. The reader of tables weighs it.
    SourceClock {
        /// What it says.
        clock: SourceClock,
    },
}

/// What records were rewritten from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordSource {
    /// JSON.
    Json,
    /// TopoJSON.
    TopoJson,
    /// A shapefile.
    Shapefile,
    /// A CSV table with outlines.
    OutlineTable,
    /// A sheet of a workbook.
    Sheet,
    /// KML.
    Kml,
    /// Parquet.
    Parquet,
    /// A database of SQLite, of which GeoPackage is a kind.
    Database,
    /// FlatGeobuf.
    FlatGeobuf,
}

impl From<DataForm> for RecordSource {
    fn from(form: DataForm) -> Self {
        match form {
            DataForm::Parquet => Self::Parquet,
            DataForm::Database => Self::Database,
            DataForm::FlatGeobuf => Self::FlatGeobuf,
        }
    }
}
