//! One of every error and note, in every language.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::errors::quoted;
use super::{ErrorWords, error_words, failure_text};
use crate::wording::foreign::within;
use crate::wording::{Locale, number};
use vc_link::{Link, LinkProblem};
use vc_model::failure::*;
use vc_model::params::{Column, Filters, Mapping, ParamsError, Period, SourceClock, Stamps, Zone};
use vc_model::result::{HeaderRole, Reading, Reason, Unmapped};
use vc_sources::{AddressFault, CatalogError};

/// Values, one of each variant: a variant without an example does not compile.
macro_rules! one_of_each {
    ($type:ty: $($pattern:pat => [$($example:expr),+ $(,)?]),+ $(,)?) => {{
        #[allow(dead_code)]
        fn is_complete(value: &$type) {
            match value {
                $($pattern => {})+
            }
        }
        vec![$($($example),+),+]
    }};
}

fn source_clock(times: Option<Stamps>) -> UnpackNote {
    let zone = Zone::by_name("America/New_York").expect("a zone");
    UnpackNote::SourceClock { clock: SourceClock { zone, times } }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn texts(of: &[&str]) -> Vec<String> {
    of.iter().map(|text| (*text).to_owned()).collect()
}

fn headers(of: &[&str]) -> Vec<HeaderRole> {
    of.iter().map(|header| HeaderRole { header: (*header).to_owned(), ..HeaderRole::default() }).collect()
}

fn forms() -> Vec<FileForm> {
    use FileForm::*;
    one_of_each!(FileForm:
        Html => [Html], Xml => [Xml], Gml => [Gml], Zip => [Zip], Gzip => [Gzip], SevenZip => [SevenZip],
        Rar => [Rar], Xz => [Xz], Bzip2 => [Bzip2], Zstd => [Zstd], Tar => [Tar],
        Arrow => [Arrow], Pdf => [Pdf], Workbook => [Workbook],
        Document => [Document], Access => [Access], Sql => [Sql], Image => [Image], Statistics => [Statistics],
        MapInfo => [MapInfo],
        Geodatabase => [Geodatabase], Shapefile => [Shapefile], Utf16 => [Utf16], NotUtf8 => [NotUtf8], Binary => [Binary],
        CutJson => [CutJson], DamagedJson => [DamagedJson], OtherText => [OtherText],
    )
}

fn json_faults() -> Vec<JsonFault> {
    use JsonFault::*;
    one_of_each!(JsonFault:
        EndsEarly => [EndsEarly], NoValue => [NoValue], Trailing => [Trailing], NumberOutOfRange => [NumberOutOfRange],
        TooDeep => [TooDeep], Syntax => [Syntax], OtherType => [OtherType],
    )
}

fn json_kinds() -> Vec<JsonKind> {
    one_of_each!(JsonKind:
        JsonKind::Null => [JsonKind::Null],
        JsonKind::Value { .. } => [JsonKind::Value { text: text("7.25") }],
        JsonKind::Text => [JsonKind::Text],
        JsonKind::List { .. } => [JsonKind::List { entries: 1 }, JsonKind::List { entries: 3 }],
        JsonKind::Object { .. } => [JsonKind::Object { kind: Some(text("type 5")) }, JsonKind::Object { kind: None }],
    )
}

fn breaches() -> Vec<Breach> {
    let expected = {
        use ExpectedJson::*;
        one_of_each!(ExpectedJson:
            Object => [Object], ObjectOrNull => [ObjectOrNull], List => [List], Text => [Text],
            TextOrNumber => [TextOrNumber], Feature => [Feature], Geometry => [Geometry], Position => [Position],
            Positions => [Positions], Lines => [Lines], Rings => [Rings], Polygons => [Polygons],
        )
    };
    let mut found = one_of_each!(FoundJson:
        FoundJson::Nothing => [FoundJson::Nothing],
        FoundJson::Kind(_) => [FoundJson::Kind(JsonKind::Null)],
        FoundJson::Text(_) => [FoundJson::Text(text("[1,2]"))],
    );
    found.extend(json_kinds().into_iter().map(FoundJson::Kind));
    let mut breaches = one_of_each!(Breach:
        Breach::Member { .. } => [Breach::Member { member: text("bbox"), expected: ExpectedJson::List, found: FoundJson::Nothing }],
        Breach::Type { .. } => [
            Breach::Type { expected: ExpectedType::Feature, found: Some(text("\"feature 1\"")) },
            Breach::Type { expected: ExpectedType::Geometry, found: None },
        ],
        Breach::Misplaced { .. } => [Breach::Misplaced { of: text("type 5"), member: text("features") }],
        Breach::Coordinates { .. } => [Breach::Coordinates { expected: ExpectedJson::Rings, found: FoundJson::Nothing }],
        Breach::ShortLine { .. } => [Breach::ShortLine { found: 1 }],
        Breach::ShortRing { .. } => [Breach::ShortRing { found: 3 }],
        Breach::OpenRing => [Breach::OpenRing],
        Breach::BoundingBox { .. } => [Breach::BoundingBox { found: text("[1,2,3]") }],
        Breach::Winding => [Breach::Winding],
        Breach::LongPosition { .. } => [Breach::LongPosition { found: 4 }],
        Breach::Precision { .. } => [Breach::Precision { most: 8 }],
        Breach::Collection => [Breach::Collection],
    );
    breaches.extend(expected.into_iter().map(|expected| Breach::Coordinates { expected, found: FoundJson::Nothing }));
    breaches.extend(found.into_iter().map(|found| Breach::Coordinates { expected: ExpectedJson::Position, found }));
    breaches
}

fn complaints() -> Vec<Complaint> {
    let places = [ComplaintPlace::File, ComplaintPlace::Feature(12)];
    places.into_iter().flat_map(|place| breaches().into_iter().map(move |breach| Complaint { place, breach })).collect()
}

fn table_errors() -> Vec<TableError> {
    let breaks = one_of_each!(TableBreak:
        TableBreak::LongHeader { .. } => [TableBreak::LongHeader { megabytes: 16 }],
        TableBreak::LongRow { .. } => [TableBreak::LongRow { row: 1234, megabytes: 16 }],
        TableBreak::Archive(_) => [TableBreak::Archive(Fault::GrowsTooMuch { growth: 250 })],
        TableBreak::Source { .. } => [TableBreak::Source { reason: text("not allowed: 5") }],
    );
    let mut errors = one_of_each!(TableError:
        TableError::Empty => [TableError::Empty],
        TableError::NotATable { .. } => [TableError::NotATable { found: FileForm::Html }],
        TableError::NoRoles { .. } => [
            TableError::NoRoles { headers: headers(&["hello there"]), line: 1 },
            TableError::NoRoles { headers: headers(&["kk", "zeit"]), line: 4 },
        ],
        TableError::TooManyColumns { .. } => [TableError::TooManyColumns { most: 2000 }],
        TableError::TooManyRows { .. } => [TableError::TooManyRows { most: 50_000_000 }],
        TableError::NoRows => [TableError::NoRows],
        TableError::NoUsableRows { .. } => [
            TableError::NoUsableRows { rows: 1, mismatched: 1, expected: 4, first_row: 1 },
            TableError::NoUsableRows { rows: 5000, mismatched: 4999, expected: 4, first_row: 1234 },
        ],
        TableError::OpenQuote { .. } => [TableError::OpenQuote { row: 1234 }],
        TableError::Broken { .. } => [TableError::Broken { cause: TableBreak::LongHeader { megabytes: 16 } }],
    );
    errors.extend(breaks.into_iter().map(|cause| TableError::Broken { cause }));
    errors.extend(forms().into_iter().map(|found| TableError::NotATable { found }));
    errors
}

fn geo_errors() -> Vec<GeoError> {
    let not_features = one_of_each!(NotFeatures:
        NotFeatures::Json(_) => [NotFeatures::Json(JsonKind::Text)],
        NotFeatures::Features(_) => [NotFeatures::Features(JsonKind::List { entries: 3 })],
        NotFeatures::NoFeatures => [NotFeatures::NoFeatures],
        NotFeatures::Topology => [NotFeatures::Topology],
        NotFeatures::ServerError { .. } => [NotFeatures::ServerError { message: text("{\"code\":400}") }],
        NotFeatures::ServerFeatures => [NotFeatures::ServerFeatures],
    );
    let complaint = Complaint { place: ComplaintPlace::Feature(12), breach: Breach::OpenRing };
    let mut errors = one_of_each!(GeoError:
        GeoError::Empty => [GeoError::Empty],
        GeoError::NotText { .. } => [GeoError::NotText { byte: 13, found: FileForm::NotUtf8 }],
        GeoError::NotJson { .. } => [
            GeoError::NotJson { found: FileForm::CutJson, line: 7, column: 45, fault: JsonFault::EndsEarly },
        ],
        GeoError::NotFeatures(_) => [GeoError::NotFeatures(NotFeatures::Topology)],
        GeoError::AgainstTheStandard { .. } => [
            GeoError::AgainstTheStandard { fault: complaint, error: Box::new(GeoError::Empty) },
        ],
        GeoError::NotAFeature { .. } => [GeoError::NotAFeature { feature: 12, found: JsonKind::Null }],
        GeoError::BadGeometry { .. } => [
            GeoError::BadGeometry { feature: 12, breach: None },
            GeoError::BadGeometry { feature: 12, breach: Some(Breach::ShortLine { found: 1 }) },
        ],
        GeoError::NoPolygons(_) => [
            GeoError::NoPolygons(NotPolygons { kinds: vec![(text("Point"), 1200)], without_geometry: 3 }),
            GeoError::NoPolygons(NotPolygons { kinds: vec![], without_geometry: 0 }),
        ],
        GeoError::NoNames { .. } => [
            GeoError::NoNames { properties: texts(&["x id", "y id"]) },
            GeoError::NoNames { properties: vec![] },
        ],
        GeoError::NotDegrees { .. } => [GeoError::NotDegrees { feature: 12, x: 1418922.5, y: 595031.25 }],
        GeoError::TooManyProperties { .. } => [GeoError::TooManyProperties { found: 200_001, most: 2000 }],
        GeoError::TooMuch { .. } => [GeoError::TooMuch { lists: 6_000_007, objects: 3_000_004 }],
        GeoError::TooManyVertices { .. } => [GeoError::TooManyVertices { found: 6_000_000, most: 5_000_000 }],
    );
    errors.extend(not_features.into_iter().map(GeoError::NotFeatures));
    errors.extend(json_kinds().into_iter().map(|kind| GeoError::NotFeatures(NotFeatures::Json(kind))));
    let fault = |fault| GeoError::NotJson { found: FileForm::DamagedJson, line: 7, column: 45, fault };
    errors.extend(json_faults().into_iter().map(fault));
    errors
}

fn faults() -> Vec<Fault> {
    let archive = one_of_each!(ArchiveFault:
        ArchiveFault::EndsEarly => [ArchiveFault::EndsEarly],
        ArchiveFault::BadIndex => [ArchiveFault::BadIndex],
        ArchiveFault::NoPlace { .. } => [ArchiveFault::NoPlace { entry: text("a/b.csv") }],
        ArchiveFault::BadData => [ArchiveFault::BadData],
    );
    let entry = one_of_each!(DamagedEntry:
        DamagedEntry::Longer { .. } => [DamagedEntry::Longer { expected: 1000 }],
        DamagedEntry::Shorter { .. } => [DamagedEntry::Shorter { found: 41, expected: 4000 }],
        DamagedEntry::Checksum => [DamagedEntry::Checksum],
        DamagedEntry::BadData => [DamagedEntry::BadData],
    );
    let shapefile = one_of_each!(ShapefileFault:
        ShapefileFault::NoHeader => [ShapefileFault::NoHeader],
        ShapefileFault::BadLengths { .. } => [ShapefileFault::BadLengths { header: 12, record: 34 }],
        ShapefileFault::FewRecords { .. } => [ShapefileFault::FewRecords { expected: 7, found: 3 }],
        ShapefileFault::OtherCount { .. } => [ShapefileFault::OtherCount { records: 7, shapes: 3 }],
        ShapefileFault::LongField { .. } => [ShapefileFault::LongField { name: text("the name"), record: 34 }],
        ShapefileFault::TooManyFields { .. } => [ShapefileFault::TooManyFields { most: 1000 }],
        ShapefileFault::ShortRecord { .. } => [ShapefileFault::ShortRecord { record: 1234, expected: 56, found: 7 }],
        ShapefileFault::NoShape { .. } => [ShapefileFault::NoShape { record: 1234, bytes: 7 }],
        ShapefileFault::OtherType { .. } => [
            ShapefileFault::OtherType { record: 1234, expected: text("Polygon 5"), found: text("Point 1") },
        ],
        ShapefileFault::BadCounts { .. } => [ShapefileFault::BadCounts { record: 1234, bytes: 7 }],
        ShapefileFault::BadRing { .. } => [ShapefileFault::BadRing { record: 1234, ring: 5, vertices: 67 }],
        ShapefileFault::BadVertex { .. } => [ShapefileFault::BadVertex { record: 1234, ring: 5 }],
        ShapefileFault::TooManyHoles { .. } => [ShapefileFault::TooManyHoles { record: 1234 }],
    );
    let other_json = one_of_each!(OtherJson:
        OtherJson::NotUtf8 { .. } => [OtherJson::NotUtf8 { byte: 13 }],
        OtherJson::NoRecords => [OtherJson::NoRecords],
        OtherJson::Values { .. } => [OtherJson::Values { found: text("[1, 2]") }],
        OtherJson::BadFeatures { .. } => [OtherJson::BadFeatures { found: text("{\"a\": 1}") }],
        OtherJson::ServerError { .. } => [OtherJson::ServerError { message: text("{\"code\":400}") }],
        OtherJson::TooManyColumns { .. } => [OtherJson::TooManyColumns { most: 2000 }],
        OtherJson::OtherShapes { .. } => [OtherJson::OtherShapes { records: 1 }, OtherJson::OtherShapes { records: 5 }],
        OtherJson::NoColumns => [OtherJson::NoColumns],
        OtherJson::EmptyTopology => [OtherJson::EmptyTopology],
        OtherJson::TopologyWithoutPolygons => [OtherJson::TopologyWithoutPolygons],
        OtherJson::DeepCollections { .. } => [OtherJson::DeepCollections { most: 8 }],
    );
    let expected = {
        use ExpectedRecord::*;
        one_of_each!(ExpectedRecord:
            Object => [Object], Properties => [Properties], Text => [Text], Outlines => [Outlines], Transform => [Transform],
            Arcs => [Arcs], Arc => [Arc], Positions => [Positions], Rings => [Rings], ArcNumber => [ArcNumber],
        )
    };
    let found = one_of_each!(FoundRecord:
        FoundRecord::Json(_) => [FoundRecord::Json(text("[1, 2]"))],
        FoundRecord::Other => [FoundRecord::Other],
        FoundRecord::Arc { .. } => [FoundRecord::Arc { number: -9, arcs: 3 }],
        FoundRecord::TooManyHoles => [FoundRecord::TooManyHoles],
    );
    let outlines = one_of_each!(FoundText:
        FoundText::Text(_) => [FoundText::Text(text("POINT (1 2)"))],
        FoundText::System { .. } => [FoundText::System { code: text("EPSG:1") }],
        FoundText::NoArea => [FoundText::NoArea],
    );
    let mut faults = one_of_each!(Fault:
        Fault::Unreadable { .. } => [Fault::Unreadable { reason: text("not allowed: 5") }],
        Fault::Foreign { .. } => [Fault::Foreign { found: FileForm::Rar }],
        Fault::Nested { .. } => [Fault::Nested { found: FileForm::Zip }],
        Fault::BrokenArchive(_) => [Fault::BrokenArchive(ArchiveFault::BadIndex)],
        Fault::TooManyEntries { .. } => [Fault::TooManyEntries { entries: 20_000, most: 1000 }],
        Fault::Encrypted { .. } => [Fault::Encrypted { entry: text("a/b.csv") }],
        Fault::LockedWorkbook => [Fault::LockedWorkbook],
        Fault::EmptyWorkbook { .. } => [Fault::EmptyWorkbook { sheets: 1 }, Fault::EmptyWorkbook { sheets: 12 }],
        Fault::BadWorkbook { .. } => [Fault::BadWorkbook { reason: text("row 5 follows row 7") }],
        Fault::BadXml { .. } => [Fault::BadXml { byte: 1234, reason: text("expected a tag 7") }],
        Fault::LongText { .. } => [Fault::LongText { megabytes: 16 }],
        Fault::NoPlacemarks { .. } => [Fault::NoPlacemarks { has_links: false }, Fault::NoPlacemarks { has_links: true }],
        Fault::BrokenKml { .. } => [Fault::BrokenKml { records: 1 }, Fault::BrokenKml { records: 1200 }],
        Fault::TooManyColumns { .. } => [Fault::TooManyColumns { most: 2000 }],
        Fault::TooManyTags { .. } => [Fault::TooManyTags { most: 1_048_576 }],
        Fault::UnknownMethod { .. } => [Fault::UnknownMethod { entry: text("a/b.csv"), method: text("lzma 2") }],
        Fault::DamagedEntry { .. } => [Fault::DamagedEntry { entry: text("a/b.csv"), fault: DamagedEntry::Checksum }],
        Fault::InflatesTooFar { .. } => [Fault::InflatesTooFar { megabytes: 4000 }],
        Fault::GrowsTooMuch { .. } => [Fault::GrowsTooMuch { growth: 250 }],
        Fault::TooLargeToHold { .. } => [Fault::TooLargeToHold { megabytes: 500 }],
        Fault::TooManyVertices { .. } => [Fault::TooManyVertices { most: 5_000_000 }],
        Fault::NothingInside { .. } => [
            Fault::NothingInside { found: vec![], entries: 0 },
            Fault::NothingInside { found: texts(&["a.pdf"]), entries: 1 },
        ],
        Fault::UnknownLayer { .. } => [Fault::UnknownLayer { name: text("layer 3"), known: texts(&["layer 1", "layer 2"]) }],
        Fault::MissingPart { .. } => [
            Fault::MissingPart { name: text("hoods.shp"), missing: MissingPart::File(text("hoods.dbf")) },
            Fault::MissingPart { name: text("hoods.shp"), missing: MissingPart::Rest },
        ],
        Fault::BadShapefile { .. } => [
            Fault::BadShapefile { part: ShapefilePart::Attributes, fault: ShapefileFault::NoHeader },
        ],
        Fault::OtherShapes { .. } => [Fault::OtherShapes { found: text("MultiPatch 31") }],
        Fault::UnknownProjection { .. } => [Fault::UnknownProjection { name: text("feet 1"), method: text("cassini 2") }],
        Fault::UnknownDatum { .. } => [Fault::UnknownDatum { name: text("feet 1"), datum: text("NAD 27") }],
        Fault::BadProjection { .. } => [Fault::BadProjection { name: text("feet 1") }],
        Fault::UnknownCode { .. } => [Fault::UnknownCode { code: text("EPSG:1") }],
        Fault::UnnamedSystem => [Fault::UnnamedSystem],
        Fault::NoProjection { .. } => [Fault::NoProjection { x: 1418922.5, y: 595031.25 }],
        Fault::BadJson { .. } => [Fault::BadJson { line: 7, column: 45, fault: JsonFault::EndsEarly }],
        Fault::OtherJson(_) => [Fault::OtherJson(OtherJson::NoRecords)],
        Fault::BadRecord { .. } => [
            Fault::BadRecord { record: 1234, expected: ExpectedRecord::Object, found: FoundRecord::Other },
        ],
        Fault::BadOutline { .. } => [
            Fault::BadOutline { row: 1234, column: text("the_geom"), found: FoundText::NoArea },
        ],
        Fault::BadData { .. } => [bad_data(DataForm::Parquet, DataPlace::Header, DataFault::Unreadable)],
        Fault::UnreadData { .. } => [
            Fault::UnreadData { form: DataForm::Parquet, found: UnreadData::Encrypted },
        ],
        Fault::BadCsv { .. } => [Fault::BadCsv { line: Some(1234) }, Fault::BadCsv { line: None }],
    );
    faults.extend(archive.into_iter().map(Fault::BrokenArchive));
    faults.extend(entry.into_iter().map(|fault| Fault::DamagedEntry { entry: text("a/b.csv"), fault }));
    faults.extend(shapefile.into_iter().map(|fault| Fault::BadShapefile { part: ShapefilePart::Shapes, fault }));
    faults.extend(other_json.into_iter().map(Fault::OtherJson));
    let record = |(expected, found)| Fault::BadRecord { record: 1234, expected, found };
    faults.extend(expected.into_iter().map(|expected| record((expected, FoundRecord::Other))));
    faults.extend(found.into_iter().map(|found| record((ExpectedRecord::Object, found))));
    faults.extend(outlines.into_iter().map(|found| Fault::BadOutline { row: 1234, column: text("the_geom"), found }));
    faults.extend(forms().into_iter().map(|found| Fault::Foreign { found }));
    faults.extend(data_faults());
    faults
}

fn bad_data(form: DataForm, place: DataPlace, fault: DataFault) -> Fault {
    Fault::BadData { form, place, fault }
}

/// Faults of binary files of records: each form, each place and each fault in turn.
fn data_faults() -> Vec<Fault> {
    let forms = {
        use DataForm::*;
        one_of_each!(DataForm: Parquet => [Parquet], Database => [Database], FlatGeobuf => [FlatGeobuf])
    };
    let places = one_of_each!(DataPlace:
        DataPlace::Header => [DataPlace::Header],
        DataPlace::Page(_) => [DataPlace::Page(1234)],
        DataPlace::Table(_) => [DataPlace::Table(text("crimes 1"))],
        DataPlace::Column { .. } => [DataPlace::Column { name: text("age 1"), group: 2 }],
        DataPlace::Record(_) => [DataPlace::Record(1234)],
    );
    let damage = one_of_each!(DataFault:
        DataFault::EndsEarly { .. } => [DataFault::EndsEarly { expected: 4096, found: 17 }],
        DataFault::Unreadable => [DataFault::Unreadable],
        DataFault::BadCounts => [DataFault::BadCounts],
        DataFault::UsedTwice => [DataFault::UsedTwice],
        DataFault::Checksum => [DataFault::Checksum],
        DataFault::OtherCount { .. } => [DataFault::OtherCount { expected: 1200, found: 7 }],
        DataFault::BadValues => [DataFault::BadValues],
        DataFault::BadGeometry => [DataFault::BadGeometry],
    );
    let unread = one_of_each!(UnreadData:
        UnreadData::Encrypted => [UnreadData::Encrypted],
        UnreadData::Codec { .. } => [UnreadData::Codec { column: text("age 1"), codec: text("BROTLI") }],
        UnreadData::Encoding { .. } => [UnreadData::Encoding { column: text("age 1"), encoding: text("number 99") }],
        UnreadData::Geometry { .. } => [UnreadData::Geometry { column: text("shape 1"), encoding: text("polygon") }],
        UnreadData::OnlyNested { .. } => [UnreadData::OnlyNested { columns: texts(&["x list", "y map"]) }],
        UnreadData::NoColumns => [UnreadData::NoColumns],
        UnreadData::NoTables { .. } => [
            UnreadData::NoTables { tiles: 0, left_out: vec![], is_wal: false },
            UnreadData::NoTables { tiles: 2, left_out: texts(&["x view"]), is_wal: true },
        ],
        UnreadData::Default { .. } => [UnreadData::Default { table: text("crimes 1"), column: text("age 1") }],
    );
    let mut faults = Vec::new();
    for form in forms {
        faults.extend(places.iter().map(|place| bad_data(form, place.clone(), DataFault::BadCounts)));
        faults.extend(damage.iter().map(|fault| bad_data(form, DataPlace::Header, fault.clone())));
        faults.extend(unread.iter().map(|found| Fault::UnreadData { form, found: found.clone() }));
    }
    faults
}

fn features_errors() -> Vec<FeaturesError> {
    let columns = vec![Column::Description, Column::Own(1)];
    let (rows, period) = (1200, Period::Years(2016, 2019));
    let mut errors = one_of_each!(FeaturesError:
        FeaturesError::NothingInPeriod { .. } => [
            FeaturesError::NothingInPeriod { period, first: text("2020-01-02"), last: text("2021-03-04") },
        ],
        FeaturesError::NoDates { .. } => [FeaturesError::NoDates { period }],
        FeaturesError::NothingUsable { .. } => [FeaturesError::NothingUsable { rows, reason: Reason::NoDate, n: 1100 }],
        FeaturesError::NothingPasses { .. } => [
            FeaturesError::NothingPasses {
                filters: Filters::from_iter([(Column::Weapon, ["FIRE", ""])]),
                there: vec![(Column::Weapon, texts(&["KNIFE"]))],
            },
            FeaturesError::NothingPasses { filters: Filters::default(), there: vec![] },
        ],
        FeaturesError::NoColumns { .. } => [
            FeaturesError::NoColumns { asked: columns.clone(), available: columns.clone() },
            FeaturesError::NoColumns { asked: columns.clone(), available: vec![] },
        ],
        FeaturesError::NoSpread { .. } => [
            FeaturesError::NoSpread { rows, merged: 0, columns: columns.clone() },
            FeaturesError::NoSpread { rows: 1, merged: 2, columns: columns.clone() },
        ],
        FeaturesError::TooFewVictims { .. } => [FeaturesError::TooFewVictims { rows, victims: 0.75 }],
        FeaturesError::TooManyFeatures { .. } => [
            FeaturesError::TooManyFeatures { columns, features: 3000, most: 2000 },
        ],
        FeaturesError::TooManyLevels { .. } => [
            FeaturesError::TooManyLevels { column: Column::Description, levels: 100_000, most: 65_535 },
        ],
    );
    let reasons = {
        use Reason::*;
        one_of_each!(Reason:
            WrongNumberOfFields => [WrongNumberOfFields], RepeatedRow => [RepeatedRow], RepeatedHeader => [RepeatedHeader],
            Total => [Total], NotAVictim => [NotAVictim], CountedBefore => [CountedBefore],
            MissingWeight => [MissingWeight], UnusableWeight => [UnusableWeight], NoDate => [NoDate],
            OutsidePeriod => [OutsidePeriod], Filtered => [Filtered],
        )
    };
    for n in [1, 1100] {
        errors.extend(reasons.iter().map(|&reason| FeaturesError::NothingUsable { rows, reason, n }));
    }
    errors
}

fn source_errors() -> Vec<SourceError> {
    let host = || text("city.example");
    let breaks = one_of_each!(NetworkBreak:
        NetworkBreak::Browser { .. } => [NetworkBreak::Browser { words: text("Failed to fetch: 5") }],
        NetworkBreak::Silent { .. } => [NetworkBreak::Silent { seconds: 30 }],
        NetworkBreak::Forbidden { .. } => [NetworkBreak::Forbidden { address: text("http://other.example/") }],
    );
    let answers = {
        use ExpectedAnswer::*;
        one_of_each!(ExpectedAnswer:
            Layer => [Layer], Count => [Count], Rows => [Rows], GeoJson => [GeoJson], DownloadStatus => [DownloadStatus],
            FileAddress => [FileAddress], TableWithHeaders => [TableWithHeaders], Table => [Table],
        )
    };
    let mut errors = one_of_each!(SourceError:
        SourceError::Refused { .. } => [
            SourceError::Refused { host: host(), status: 503, message: text("try later: 5") },
            SourceError::Refused { host: host(), status: 404, message: String::new() },
        ],
        SourceError::Unexpected { .. } => [
            SourceError::Unexpected { host: host(), expected: ExpectedAnswer::Table, found: String::new() },
        ],
        SourceError::Broken { .. } => [
            SourceError::Broken { host: host(), reason: NetworkBreak::Silent { seconds: 30 }, tries: 1 },
        ],
        SourceError::SentOn { .. } => [
            SourceError::SentOn { host: host(), to: None },
            SourceError::SentOn { host: host(), to: Some(text("https://files.example/a.csv")) },
        ],
        SourceError::Stuck { .. } => [SourceError::Stuck { host: host(), rows: 2000 }],
        SourceError::NotPrepared { .. } => [SourceError::NotPrepared { host: host(), message: text("no space: 5") }],
        SourceError::TooLarge { .. } => [SourceError::TooLarge { host: host(), megabytes: 2000 }],
    );
    errors.extend(breaks.into_iter().map(|reason| SourceError::Broken { host: host(), reason, tries: 5 }));
    let unexpected = |expected| SourceError::Unexpected { host: host(), expected, found: text("<p>moved") };
    errors.extend(answers.into_iter().map(unexpected));
    errors
}

fn failures() -> Vec<Failure> {
    let file = || text("my file.csv");
    let unmapped = Unmapped {
        crime_name: file(),
        reading: Reading::default(),
        headers: headers(&["kk"]),
        mapping: Mapping::default(),
    };
    let mut failures = one_of_each!(Failure:
        Failure::Table { .. } => [Failure::Table { file: file(), error: TableError::Empty }],
        Failure::Unmapped(_) => [Failure::Unmapped(Box::new(unmapped))],
        Failure::Gone { .. } => [Failure::Gone { file: file() }],
        Failure::Regions { .. } => [Failure::Regions { file: file(), error: GeoError::Empty }],
        Failure::Unpack { .. } => [Failure::Unpack { file: file(), fault: Fault::UnnamedSystem }],
        Failure::Unreadable { .. } => [Failure::Unreadable { file: file(), reason: text("not allowed: 5") }],
        Failure::NoRoom { .. } => [Failure::NoRoom { file: file(), reason: text("quota: 5") }],
        Failure::FileTooLarge { .. } => [Failure::FileTooLarge { file: file(), bytes: 4_200_000_000, most: 4_000_000_000 }],
        Failure::RegionsTooLarge { .. } => [Failure::RegionsTooLarge { file: file(), megabytes: 200 }],
        Failure::TooManyTables { .. } => [Failure::TooManyTables { files: 400, most: 366 }],
        Failure::TablesTooLarge { .. } => [Failure::TablesTooLarge { files: 12, most: 4_000_000_000 }],
        Failure::TwoTables { .. } => [Failure::TwoTables { first: text("a.csv"), second: text("b.csv") }],
        Failure::TooManyRegions { .. } => [Failure::TooManyRegions { files: 3, most: 2 }],
        Failure::RegionsAlone { .. } => [
            Failure::RegionsAlone { file: file(), regions: 1 },
            Failure::RegionsAlone { file: file(), regions: 1270 },
        ],
        Failure::NoData => [Failure::NoData],
        Failure::NoAnalysis => [Failure::NoAnalysis],
        Failure::NoComparison => [Failure::NoComparison],
        Failure::NotTheSample => [Failure::NotTheSample],
        Failure::Params(_) => [Failure::Params(ParamsError {
            setting: text("n_init"), expected: text("from 1 to 1000"), found: text("-5"),
        })],
        Failure::Features(_) => [Failure::Features(FeaturesError::NoDates { period: Period::All })],
        Failure::Reduction(_) => [Failure::Reduction(ReductionError::NoConvergence { n_features: 1234 })],
        Failure::TooFewKinds { .. } => [
            Failure::TooFewKinds { k: 12, distinct: 3 },
            Failure::TooFewKinds { k: 2, distinct: 1 },
        ],
        Failure::NoClasses => [Failure::NoClasses],
        Failure::TooManyClasses { .. } => [Failure::TooManyClasses { k: 12, most: 5 }, Failure::TooManyClasses { k: 2, most: 1 }],
        Failure::Export { .. } => [Failure::Export { file: file(), reason: text("no space: 5") }],
        Failure::Source(_) => [Failure::Source(SourceError::Stuck { host: text("city.example"), rows: 2000 })],
        Failure::Browser { .. } => [Failure::Browser { operation: text("saving a file"), reason: text("denied: 5") }],
    );
    failures.extend(table_errors().into_iter().map(|error| Failure::Table { file: file(), error }));
    failures.extend(geo_errors().into_iter().map(|error| Failure::Regions { file: file(), error }));
    failures.extend(faults().into_iter().map(|fault| Failure::Unpack { file: file(), fault }));
    failures.extend(features_errors().into_iter().map(Failure::Features));
    failures.extend(source_errors().into_iter().map(Failure::Source));
    failures
}

fn unpack_notes() -> Vec<UnpackNote> {
    let sources = {
        use RecordSource::*;
        one_of_each!(RecordSource:
            Json => [Json], TopoJson => [TopoJson], Shapefile => [Shapefile], OutlineTable => [OutlineTable],
            Sheet => [Sheet], Kml => [Kml], Parquet => [Parquet], Database => [Database], FlatGeobuf => [FlatGeobuf],
        )
    };
    let mut notes = one_of_each!(UnpackNote:
        UnpackNote::Inflated { .. } => [UnpackNote::Inflated { entry: text("a/b.csv"), archive: text("city.zip") }],
        UnpackNote::Decoded { .. } => [UnpackNote::Decoded { encoding: text("UTF-16") }],
        UnpackNote::Reprojected { .. } => [UnpackNote::Reprojected { from: text("feet 1") }],
        UnpackNote::TakenAsDegrees { .. } => [
            UnpackNote::TakenAsDegrees { system: Some(text("NAD 83")) },
            UnpackNote::TakenAsDegrees { system: None },
        ],
        UnpackNote::Documents { .. } => [UnpackNote::Documents { names: vec![text("readme.csv")] }],
        UnpackNote::Layer { .. } => [UnpackNote::Layer { name: text("layer 3"), of: 4 }],
        UnpackNote::Table { .. } => [UnpackNote::Table { from: RecordSource::Json, records: 1 }],
        UnpackNote::Regions { .. } => [UnpackNote::Regions { from: RecordSource::Json, records: 1 }],
        UnpackNote::Partial { .. } => [UnpackNote::Partial { records: 1 }, UnpackNote::Partial { records: 2000 }],
        UnpackNote::SourceClock { .. } => [
            source_clock(None), source_clock(Some(Stamps::Local)), source_clock(Some(Stamps::Utc)),
        ],
        UnpackNote::Deleted { .. } => [UnpackNote::Deleted { records: 1 }, UnpackNote::Deleted { records: 2000 }],
        UnpackNote::PointsLeftOut { .. } => [UnpackNote::PointsLeftOut { records: 1200 }],
        UnpackNote::FormulasWithoutResult { .. } => [UnpackNote::FormulasWithoutResult { cells: 1200 }],
        UnpackNote::DecimalComma { .. } => [UnpackNote::DecimalComma { columns: texts(&["x 1", "y 2"]) }],
        UnpackNote::BrokenOutlines { .. } => [UnpackNote::BrokenOutlines { records: 1200, first: 7 }],
        UnpackNote::NestedColumns { .. } => [UnpackNote::NestedColumns { columns: texts(&["x list", "y map"]) }],
        UnpackNote::UtcTimes { .. } => [UnpackNote::UtcTimes { columns: texts(&["x time", "y time"]) }],
        UnpackNote::ViewsLeftOut { .. } => [UnpackNote::ViewsLeftOut { names: texts(&["x view", "y view"]) }],
        UnpackNote::WalMode => [UnpackNote::WalMode],
        UnpackNote::Moments { .. } => [UnpackNote::Moments { columns: texts(&["x date", "y date"]) }],
    );
    notes.extend(sources.iter().map(|&from| UnpackNote::Table { from, records: 2000 }));
    notes.extend(sources.iter().map(|&from| UnpackNote::Regions { from, records: 2000 }));
    notes
}

fn geo_notes() -> Vec<GeoNote> {
    let regions = || texts(&["oak 1", "elm 2"]);
    one_of_each!(GeoNote:
        GeoNote::SwappedAxes => [GeoNote::SwappedAxes],
        GeoNote::NotPolygons { .. } => [GeoNote::NotPolygons { features: 1200 }],
        GeoNote::UnclosedRings { .. } => [GeoNote::UnclosedRings { rings: 1200, regions: regions() }],
        GeoNote::ShortRings { .. } => [GeoNote::ShortRings { rings: 1200, regions: regions() }],
        GeoNote::CrossingBorders { .. } => [GeoNote::CrossingBorders { regions: regions() }],
        GeoNote::WithoutGeometry { .. } => [GeoNote::WithoutGeometry { regions: regions() }],
        GeoNote::BrokenGeometry { .. } => [GeoNote::BrokenGeometry { regions: regions() }],
        GeoNote::AcrossAntimeridian { .. } => [GeoNote::AcrossAntimeridian { regions: regions() }],
        GeoNote::WithoutName { .. } => [GeoNote::WithoutName { features: 1200 }],
        GeoNote::AgainstTheStandard { .. } => [
            GeoNote::AgainstTheStandard {
                faults: vec![Complaint { place: ComplaintPlace::Feature(12), breach: Breach::OpenRing }],
            },
        ],
        GeoNote::MissingFigures { .. } => [
            GeoNote::MissingFigures { marks: vec![mark("median_income", "-666666666", 1)] },
            GeoNote::MissingFigures {
                // More than five are counted.
                marks: (1..9).map(|at| mark("Population", "N/A", at.min(5))).collect(),
            },
        ],
        GeoNote::PartsMerged { .. } => [GeoNote::PartsMerged { names: regions() }],
        GeoNote::RepeatedNames { .. } => [GeoNote::RepeatedNames { names: regions() }],
    )
}

fn mark(property: &str, value: &str, regions: usize) -> MissingMark {
    MissingMark { property: property.into(), value: value.into(), regions }
}

fn link_problems() -> Vec<LinkProblem> {
    one_of_each!(LinkProblem:
        LinkProblem::Unknown { .. } => [LinkProblem::Unknown { name: text("colour 1") }],
        LinkProblem::Bad { .. } => [
            LinkProblem::Bad { setting: text("n_init"), expected: text("from 1 to 1000"), found: text("-5") },
        ],
        LinkProblem::Address { .. } => [
            LinkProblem::Address { address: text("https://10.0.0.1/"), fault: AddressFault::Local },
        ],
        LinkProblem::Newer { .. } => [LinkProblem::Newer { found: 9 }],
        LinkProblem::TooLong { .. } => [LinkProblem::TooLong { found: 9000 }],
    )
}

fn catalog_errors() -> Vec<CatalogError> {
    one_of_each!(CatalogError:
        CatalogError::Form(_) => [CatalogError::Form(text("line 1"))],
        CatalogError::UnknownSource { .. } => [
            CatalogError::UnknownSource { offer: text("offer 1"), source_id: text("source 2") },
        ],
        CatalogError::UnknownStart { .. } => [CatalogError::UnknownStart { offer: text("offer 1") }],
        CatalogError::StartElsewhere { .. } => [
            CatalogError::StartElsewhere { offer: text("offer 1"), source_id: text("source 2") },
        ],
        CatalogError::Address { .. } => [
            CatalogError::Address {
                source_id: text("source 2"), url: text("ftp://a.example/"), fault: AddressFault::NotHttps,
            },
        ],
    )
}

fn address_faults() -> Vec<AddressFault> {
    use AddressFault::*;
    one_of_each!(AddressFault:
        TooLong => [TooLong], Characters => [Characters], NotHttps => [NotHttps], Credentials => [Credentials],
        Malformed => [Malformed], NotAscii => [NotAscii], Numeric => [Numeric], ThisDevice => [ThisDevice],
        Local => [Local], SingleWord => [SingleWord], Port => [Port],
    )
}

/// Texts and numbers of a value, but for codes and what is named by its own words in each language.
fn arguments(value: &Value, found: &mut Vec<Value>) {
    const NAMED: [&str; 12] = [
        "asked",
        "available",
        "bytes",
        "column_id",
        "columns",
        // Each language words what a setting may be.
        "expected",
        "expected_code",
        "filters",
        "headers",
        "mapping",
        "period",
        "there",
    ];
    match value {
        Value::Object(members) => {
            let shown = members.iter().filter(|(key, _)| !NAMED.contains(&key.as_str()));
            shown.for_each(|(_, value)| arguments(value, found));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| arguments(entry, found)),
        // Variants without fields are written as their names.
        Value::String(text) if text.chars().all(char::is_alphanumeric) || text.contains('_') => {}
        Value::String(text) if !text.is_empty() => found.push(value.clone()),
        Value::Number(_) => found.push(value.clone()),
        _ => {}
    }
}

fn holds(sentence: &str, argument: &Value, locale: Locale) -> bool {
    match argument {
        Value::String(text) => sentence.contains(&*within(text.trim_matches('"'))),
        Value::Number(n) => {
            let n = n.as_f64().unwrap_or(f64::NAN);
            let gigabytes = || number::significant(n / 1e9, 2, locale);
            // No or one of something may be said in words.
            n <= 1.0
                || [n.to_string(), number::integer(n, locale), gigabytes()].iter().any(|text| sentence.contains(text))
        }
        _ => true,
    }
}

/// Checks each example in every language: another sentence in each, with all arguments, without a full stop at its end.
fn check<T: Serialize + std::fmt::Debug>(examples: &[T], say: impl Fn(&dyn ErrorWords, &T) -> String) {
    for example in examples {
        let json = serde_json::to_value(example).expect("JSON");
        let mut found = Vec::new();
        arguments(&json, &mut found);
        let sentences = Locale::ALL.map(|locale| (locale, say(error_words(locale), example)));
        for (locale, sentence) in &sentences {
            assert!(!sentence.ends_with(['.', ' ', ':', ';']) && sentence.len() > 15, "{sentence}");
            assert!(!sentence.contains("  ") && !sentence.contains(" ,") && !sentence.contains(".."), "{sentence}");
            assert!(sentence.matches(['“', '«']).count() == sentence.matches(['”', '»']).count(), "{sentence}");
            for argument in &found {
                assert!(holds(sentence, argument, *locale), "{argument} is not in “{sentence}” ({example:?})");
            }
        }
        let distinct: BTreeSet<&str> = sentences.iter().map(|(_, sentence)| sentence.as_str()).collect();
        assert_eq!(distinct.len(), Locale::ALL.len(), "{distinct:?}");
    }
}

#[test]
fn every_failure_has_a_sentence_in_every_language() {
    check(&failures(), |words, failure| words.failure(failure));
}

#[test]
fn every_note_and_complaint_has_a_sentence_in_every_language() {
    check(&unpack_notes(), |words, note| words.unpack_note(note));
    check(&geo_notes(), |words, note| words.geo_note(note));
    check(&complaints(), |words, complaint| words.complaint(complaint));
}

#[test]
fn what_is_wrong_with_links_and_catalogs_has_a_sentence_in_every_language() {
    for problem in link_problems() {
        let [en, es] = Locale::ALL.map(|locale| error_words(locale).link_problem(&problem));
        assert!(en != es && !en.ends_with('.') && !es.ends_with('.'), "{en} {es}");
    }
    for fault in address_faults() {
        let [en, es] = Locale::ALL.map(|locale| error_words(locale).address(fault));
        assert!(en != es && !en.ends_with('.') && !es.ends_with('.'), "{en} {es}");
    }
    for error in catalog_errors() {
        let [en, es] = Locale::ALL.map(|locale| error_words(locale).catalog(&error));
        assert!(en != es && !en.ends_with('.') && !es.ends_with('.'), "{en} {es}");
    }
}

/// Failures and notes travel between the workers and the page as bytes, see `vc_protocol`.
#[test]
fn failures_and_notes_are_read_as_they_are_written() {
    fn travelled<T: Serialize + DeserializeOwned>(value: &T) -> T {
        postcard::from_bytes(&postcard::to_allocvec(value).expect("bytes")).expect("the value")
    }
    for failure in failures() {
        assert_eq!(travelled(&failure), failure);
    }
    for note in unpack_notes() {
        assert_eq!(travelled(&note), note);
    }
    for note in geo_notes() {
        assert_eq!(travelled(&note), note);
    }
}

#[test]
fn every_setting_of_a_link_has_a_word_on_what_it_may_be() {
    let settings = [
        "preset",
        "columns",
        "forms",
        "weights",
        "measures",
        "roles",
        "own",
        "match",
        "kinds",
        "years",
        "filters",
        "encoding",
        "min_frequency",
        "components",
        "k",
        "sweep",
        "seed",
        "n_init",
        "max_iter",
        "tol",
        "fingerprint",
        "from",
        "map",
        "classes",
        "n_classes",
        "pin",
        "region",
        "beside",
        "axes",
        "vs",
        "name-5-A",
        "embed",
        "lang",
        "theme",
        "v",
    ];
    for setting in settings {
        // Beyond every number, word and list that a setting may be.
        let value = if setting == "from" { "a,b,c,d,e" } else { "%00-" };
        let (_, problems) = Link::parse(&format!("{setting}={value}"));
        let problem = problems.first().cloned().unwrap_or_else(|| LinkProblem::Bad {
            setting: setting.to_owned(),
            expected: String::new(),
            found: String::new(),
        });
        let sentence = error_words(Locale::ES).link_problem(&problem);
        assert!(matches!(problem, LinkProblem::Bad { .. }), "{setting}: {sentence}");
        assert!(!sentence.contains("otro valor"), "{setting}: {sentence}");
    }
}

#[test]
fn sentences_of_the_commonest_errors() {
    let columns = Failure::Unmapped(Box::new(Unmapped {
        crime_name: text("x.csv"),
        reading: Reading::default(),
        headers: headers(&["hello there"]),
        mapping: Mapping::default(),
    }));
    let damaged = Failure::Unpack {
        file: text("bad.geojson"),
        fault: Fault::BadJson { line: 1, column: 45, fault: JsonFault::EndsEarly },
    };
    assert_eq!(
        failure_text(&columns, Locale::EN),
        "“x.csv”: expected a column that says what happened (as Description, Offense or CrimeType), or another known one, found only one column: “hello there”. If this is a crime table, say what its columns are for"
    );
    assert_eq!(
        failure_text(&damaged, Locale::EN),
        "“bad.geojson”: the JSON is damaged at line 1, column 45: the file ends too early. Download it again"
    );
    assert_eq!(
        failure_text(&damaged, Locale::ES),
        "«bad.geojson»: el JSON está dañado en la línea 1, columna 45: el archivo termina antes de tiempo. Descárguelo de nuevo"
    );
    let crossing = GeoNote::CrossingBorders { regions: vec![text("Locust Point")] };
    assert_eq!(
        error_words(Locale::ES).geo_note(&crossing),
        "regiones cuyo borde se cruza a sí mismo y se usan tal cual: 1 («Locust Point»)"
    );
}

#[test]
fn what_can_not_be_seen_in_a_name_is_marked() {
    assert_eq!(quoted("Mill\u{200b} Hill", Locale::EN), "“Mill\u{fffd} Hill”");
    assert_eq!(quoted("Mill\u{200b} Hill", Locale::ES), "«Mill\u{fffd} Hill»");
    assert!(quoted(&"x".repeat(100_000), Locale::EN).len() < 200);
}
