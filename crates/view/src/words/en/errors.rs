//! What English says of errors.

use super::data_files;
use crate::wording::{Locale, list, number, period_text};
use crate::words::errors::{ErrorWords, columns, coordinate, count, detail, gigabytes, quoted, quoted_list};
use vc_link::{LinkProblem, MAX_LENGTH};
use vc_model::failure::{
    ArchiveFault, Breach, Complaint, ComplaintPlace, DamagedEntry, ExpectedAnswer, ExpectedJson, ExpectedRecord,
    ExpectedType, Failure, Fault, FeaturesError, FileForm, FoundJson, FoundRecord, FoundText, GeoError, GeoNote,
    JsonFault, JsonKind, MissingMark, MissingPart, NetworkBreak, NotFeatures, NotPolygons, OtherJson, RecordSource,
    ReductionError, ShapefileFault, SourceError, TableBreak, TableError, UnpackNote,
};
use vc_model::params::{ParamsError, Stamps};
use vc_model::result::{HeaderRole, Reason};
use vc_sources::{AddressFault, CatalogError, LONGEST_URL};

/// English.
pub(crate) struct English;

fn q(text: &str) -> String {
    quoted(text, Locale::EN)
}

fn n(count_of: usize) -> String {
    count(count_of, Locale::EN)
}

/// A count with its noun: `1 row`, `1,200 rows`.
fn some(count_of: usize, one: &str, many: &str) -> String {
    if count_of == 1 { format!("1 {one}") } else { format!("{} {many}", n(count_of)) }
}

impl ErrorWords for English {
    fn quoted(&self, text: &str) -> String {
        q(text)
    }

    fn failure(&self, failure: &Failure) -> String {
        match failure {
            Failure::Table { file, error } => format!("{}: {}", q(file), self.table(error)),
            Failure::Unmapped(unmapped) => {
                format!("{}: {}", q(&unmapped.crime_name), no_roles(&unmapped.headers, unmapped.reading.header_line))
            }
            Failure::Gone { file } => format!("{} has to be read again: please open it once more", q(file)),
            Failure::Regions { file, error } => format!("{}: {}", q(file), self.geo(error)),
            Failure::Unpack { file, fault } => format!("{}: {}", q(file), self.fault(fault)),
            Failure::Unreadable { file, reason } => format!(
                "{} can’t be read{}. It may have been moved or deleted: open it again",
                q(file),
                detail(reason, Locale::EN)
            ),
            Failure::NoRoom { file, reason } => format!(
                "the browser has no room for {}{}. Free some space on this device, or choose a part of the table",
                q(file),
                detail(reason, Locale::EN)
            ),
            Failure::FileTooLarge { file, bytes, most } => format!(
                "{} has {}, more than the {} that can be read here: choose a part of it",
                q(file),
                gigabytes(*bytes, Locale::EN),
                gigabytes(*most, Locale::EN)
            ),
            Failure::RegionsTooLarge { file, megabytes } => format!(
                "{} looks like a file of neighborhoods and has more than {megabytes} MB, the most that can be read: choose one with simpler outlines",
                q(file)
            ),
            Failure::TwoTables { first, second } => {
                format!(
                    "{} and {} are both crime tables, and their columns differ too much to be one: choose one of them",
                    q(first),
                    q(second)
                )
            }
            Failure::TooManyTables { files, most } => {
                format!("{} tables are more than the {most} that can be read as one: choose fewer files", n(*files))
            }
            Failure::TablesTooLarge { files, most } => format!(
                "the {} files have more than {} MB together, the most that one table may have: choose fewer files",
                n(*files),
                most / 1_000_000
            ),
            Failure::TooManyRegions { files, most } => format!(
                "{} files of neighborhoods are more than {most}: choose the one that the table’s names belong to, and one other geography at most",
                n(*files)
            ),
            Failure::RegionsAlone { file, regions } => format!(
                "{} holds {} and is kept. Now add the crime table (CSV) that goes with it",
                q(file),
                some(*regions, "neighborhood", "neighborhoods")
            ),
            Failure::NoData => "there is no data yet: open a crime table first".to_owned(),
            Failure::NoAnalysis => "there is no analysis yet: run one first".to_owned(),
            Failure::NoComparison => "nothing has been compared yet: choose what to compare with first".to_owned(),
            Failure::NotTheSample => {
                "the sample’s files can only be saved while the sample is shown: open the sample first".to_owned()
            }
            Failure::Params(error) => self.params(error),
            Failure::Features(error) => self.features(error),
            Failure::Reduction(error) => self.reduction(error),
            Failure::TooFewKinds { k, distinct } => format!(
                "{} were asked for, but the rows chosen are of only {}: choose fewer groups or more columns",
                some(*k, "group", "groups"),
                some(*distinct, "kind", "different kinds")
            ),
            Failure::NoClasses => {
                "latent classes need two columns of which neither tells the other, besides census figures: choose more columns, or group by KMeans".to_owned()
            }
            Failure::TooManyClasses { k, most } => format!(
                "{} were asked for, but these columns tell at most {} apart: choose fewer groups or more columns, or group by KMeans",
                some(*k, "latent class", "latent classes"),
                some(*most, "class", "classes")
            ),
            Failure::Export { file, reason } => {
                format!("{} could not be written{}. Try again, or reload the page", q(file), detail(reason, Locale::EN))
            }
            Failure::Source(error) => self.source(error),
            Failure::Browser { operation, reason } => format!(
                "the browser refused something that this page needs{}. Try again, or reload the page",
                detail(&format!("{operation}: {reason}"), Locale::EN)
            ),
        }
    }

    fn table(&self, error: &TableError) -> String {
        match error {
            TableError::Empty => "the file is empty: expected a crime table with a header line and one row for each victim. Download it again, or choose another file".to_owned(),
            TableError::NotATable { found } => format!(
                "expected a crime table (comma-separated text), found {}. {}",
                form(*found),
                list::capitalize(advice(*found))
            ),
            TableError::NoRoles { headers, line } => no_roles(headers, *line),
            TableError::TooManyColumns { most } => format!(
                "the header line has more than {} columns: expected a crime table. Check which character separates its columns",
                n(*most)
            ),
            TableError::TooManyRows { most } => format!(
                "the table has more than {} rows, the most that can be held: choose a part of it, such as some of its years, or group it by its columns with a count",
                n(*most)
            ),
            TableError::NoRows => "the table has a header line and no rows under it: expected one row for each victim. Download it again, or choose another file".to_owned(),
            TableError::NoUsableRows { rows, mismatched, expected, first_row } => format!(
                "{}: the header has {}, and {} another number (the first is row {first_row}). Look there for an open quotation mark, or for another separator",
                no_usable(*rows),
                some(*expected, "field", "fields"),
                if *mismatched == 1 { "1 row has".to_owned() } else { format!("{} rows have", n(*mismatched)) }
            ),
            TableError::OpenQuote { row } => format!(
                "row {row} opens a quotation mark that is never closed, so the rest of the file can’t be read. Close it, or download the table again"
            ),
            TableError::Broken { cause } => match cause {
                TableBreak::LongHeader { megabytes } => format!(
                    "the header line is longer than {megabytes} MB: expected a crime table with one line for each row. Choose another file"
                ),
                TableBreak::LongRow { row, megabytes } => format!(
                    "row {row} is longer than {megabytes} MB: expected one line for each row. Download the table again"
                ),
                TableBreak::Archive(fault) => format!("the table ends too early: {}", self.fault(fault)),
                TableBreak::Source { reason } => format!(
                    "the table ends too early{}. It may have been moved or deleted: open it again",
                    detail(reason, Locale::EN)
                ),
            },
        }
    }

    fn geo(&self, error: &GeoError) -> String {
        match error {
            GeoError::Empty => "the file is empty: expected neighborhoods as GeoJSON. Download it again".to_owned(),
            GeoError::NotText { byte, found } => format!(
                "expected GeoJSON, which is text in UTF-8, found {} (byte {byte}): {}",
                form(*found),
                advice(*found)
            ),
            GeoError::NotJson { found, line, column, fault } => format!(
                "expected GeoJSON, found {} (line {line}, column {column}: {}): {}",
                form(*found),
                json_fault(*fault),
                advice(*found)
            ),
            GeoError::NotFeatures(found) => {
                const DOWNLOAD: &str = "download the GeoJSON of the neighborhoods instead";
                let (found, advice) = match found {
                    NotFeatures::Json(kind) => (json_kind(kind), DOWNLOAD),
                    NotFeatures::Features(kind) => (format!("one whose “features” is {}", json_kind(kind)), DOWNLOAD),
                    NotFeatures::NoFeatures => ("one without “features”".to_owned(), DOWNLOAD),
                    NotFeatures::Topology => ("TopoJSON".to_owned(), "export it as GeoJSON"),
                    NotFeatures::ServerError { message } => {
                        (format!("a server’s error message: {}", q(message)), "try the download again")
                    }
                    NotFeatures::ServerFeatures => (
                        "features in a map server’s own format".to_owned(),
                        "ask the map server for GeoJSON (f=geojson)",
                    ),
                };
                format!("expected a GeoJSON FeatureCollection, found {found}: {advice}")
            }
            GeoError::AgainstTheStandard { fault, error } => {
                format!("{}. The file also breaks the GeoJSON standard ({})", self.geo(error), self.complaint(fault))
            }
            GeoError::NotAFeature { feature, found } => format!(
                "feature {feature}: expected an object of the type “Feature”, found {}. Export the file again",
                json_kind(found)
            ),
            GeoError::BadGeometry { feature, breach } => format!(
                "feature {feature}: {}. Export the file again",
                match breach {
                    Some(breach) => breach_text(breach),
                    None => "expected a GeoJSON geometry, found one that can’t be read".to_owned(),
                }
            ),
            GeoError::NoPolygons(found @ NotPolygons { kinds, without_geometry }) => {
                let mut there: Vec<String> = kinds.iter().map(|(kind, of)| format!("{} × {kind}", n(*of))).collect();
                if *without_geometry > 0 {
                    there.push(format!("{} without a usable geometry", n(*without_geometry)));
                }
                let there = if there.is_empty() { "no features".to_owned() } else { there.join(", ") };
                let advice = if found.has_points() {
                    "this looks like a table of points, not of neighborhoods. Open it as the crime table, and add the neighborhoods’ outlines"
                } else {
                    "open the file that holds the neighborhoods’ outlines"
                };
                format!("expected neighborhoods drawn as polygons, found {there}: {advice}")
            }
            GeoError::NoNames { properties } => format!(
                "expected a text property that names each neighborhood (such as Name or Neighborhood), found {}. Rename the property that holds the names to Name",
                if properties.is_empty() {
                    "no properties at all".to_owned()
                } else {
                    format!("only {}", quoted_list(properties, 12, Locale::EN))
                }
            ),
            GeoError::NotDegrees { feature, x, y } => format!(
                "feature {feature}: expected WGS84 longitude and latitude in degrees, found ({}, {}). These look like projected coordinates: export the file in WGS84 (EPSG:4326)",
                coordinate(*x),
                coordinate(*y)
            ),
            GeoError::TooManyProperties { found, most } => format!(
                "the neighborhoods have {} different properties, more than the {} that can be read: choose a file with fewer columns",
                n(*found),
                n(*most)
            ),
            GeoError::TooMuch { lists, objects } => format!(
                "the file has {} lists (one for each vertex) and {} objects (three for each region), more than can be held: choose a file with simpler outlines, or with fewer regions",
                n(*lists),
                n(*objects)
            ),
            GeoError::TooManyVertices { found, most } => format!(
                "the outlines have {} vertices, more than the {} that can be held: choose a file with simpler outlines",
                n(*found),
                n(*most)
            ),
        }
    }

    fn complaint(&self, Complaint { place, breach }: &Complaint) -> String {
        match place {
            ComplaintPlace::File => format!("the file: {}", breach_text(breach)),
            ComplaintPlace::Feature(feature) => format!("feature {feature}: {}", breach_text(breach)),
        }
    }

    fn fault(&self, fault: &Fault) -> String {
        const WGS84: &str = "export the file in WGS84 (EPSG:4326)";
        match fault {
            Fault::Unreadable { reason } => format!(
                "the file can’t be read{}. It may have been moved or deleted: open it again",
                detail(reason, Locale::EN)
            ),
            Fault::Foreign { found } => {
                format!("expected a crime table or neighborhoods, found {}: {}", form(*found), advice(*found))
            }
            Fault::Nested { found } => format!(
                "found {} inside of it: unpack the outer one on this device and choose the file in it",
                form(*found)
            ),
            Fault::BrokenArchive(fault) => format!(
                "the archive is damaged: {}. Download it again",
                match fault {
                    ArchiveFault::EndsEarly => "it ends too early".to_owned(),
                    ArchiveFault::BadIndex => "its list of files is missing or contradicts itself".to_owned(),
                    ArchiveFault::NoPlace { entry } => format!("its list of files gives no place for {}", q(entry)),
                    ArchiveFault::BadData => "its content can’t be unpacked".to_owned(),
                }
            ),
            Fault::TooManyEntries { entries, most } => format!(
                "the archive holds {} files, more than the {} that can be read: make one with only the files you need",
                n(*entries),
                n(*most)
            ),
            Fault::Encrypted { entry } => format!(
                "{} is encrypted: unpack the archive with its password on this device and choose the file in it",
                q(entry)
            ),
            Fault::LockedWorkbook => "the workbook is protected by a password: open it in a spreadsheet program, save it without the password, and choose that file".to_owned(),
            Fault::EmptyWorkbook { sheets } => format!(
                "expected a sheet with rows in the workbook, found none in {}: choose another file",
                some(*sheets, "sheet", "sheets")
            ),
            Fault::BadWorkbook { reason } => format!(
                "the workbook can’t be read (the reader says: {}): download it again, or save its sheet as CSV",
                q(reason)
            ),
            Fault::BadXml { byte, reason } => format!(
                "the XML is damaged behind byte {} (the reader says: {}): download the file again",
                n(*byte as usize),
                q(reason)
            ),
            Fault::LongText { megabytes } => format!(
                "a text in the file is longer than {} MB, which no cell and no outline is: download the file again",
                n(*megabytes as usize)
            ),
            Fault::NoPlacemarks { has_links: false } => "expected placemarks in the KML file, found none: choose the GeoJSON or shapefile download of the portal".to_owned(),
            Fault::NoPlacemarks { has_links: true } => "expected placemarks in the KML file, found only links to a server, which are not followed: choose the GeoJSON or shapefile download of the portal".to_owned(),
            Fault::BrokenKml { records } => format!(
                "expected coordinates as longitude,latitude in the KML file, found others in {}: download it again, or choose the GeoJSON download of the portal",
                some(*records, "placemark", "placemarks")
            ),
            Fault::TooManyColumns { most } => format!(
                "the records have more than {} different columns: download the table as CSV",
                n(*most)
            ),
            Fault::TooManyTags { most } => format!(
                "a part of the file has more than {} XML tags, more than can be held in memory: download the table as CSV",
                n(*most as usize)
            ),
            Fault::UnknownMethod { entry, method } => format!(
                "{} is packed by the method {}, expected deflate: unpack the archive on this device and choose the file in it",
                q(entry),
                q(method)
            ),
            Fault::DamagedEntry { entry, fault } => format!(
                "{} is damaged: {}. Download the archive again",
                q(entry),
                match fault {
                    DamagedEntry::Longer { expected } => {
                        format!("the archive lists {}, and more come out", bytes(*expected))
                    }
                    DamagedEntry::Shorter { found, expected } => {
                        format!("the archive lists {}, and only {} come out", bytes(*expected), n(*found as usize))
                    }
                    DamagedEntry::Checksum => "its checksum differs from the archive’s".to_owned(),
                    DamagedEntry::BadData => "its content can’t be unpacked".to_owned(),
                }
            ),
            Fault::InflatesTooFar { megabytes } => format!(
                "it unpacks to more than the {} MB that can be read: choose a part of the table",
                n(*megabytes as usize)
            ),
            Fault::GrowsTooMuch { growth } => format!(
                "it unpacks to more than {growth} times its size, which no table does: the archive is damaged, or made to fill memory. Download it again from its publisher"
            ),
            Fault::TooLargeToHold { megabytes } => format!(
                "a file of this form may have {} MB, and this one has more: download the table as CSV, or choose a part of it",
                n(*megabytes as usize)
            ),
            Fault::TooManyVertices { most } => format!(
                "the outlines have more than the {} vertices that can be read: choose simpler outlines",
                n(*most)
            ),
            Fault::NothingInside { found, entries } => format!(
                "expected a crime table or neighborhoods in the archive, found {}: choose an archive with a CSV, a GeoJSON or a shapefile in it",
                if found.is_empty() { "nothing".to_owned() } else { shown(found, *entries) }
            ),
            Fault::UnknownLayer { name, known } => {
                format!("there is no layer {}: choose one of {}", q(name), quoted_list(known, 12, Locale::EN))
            }
            Fault::MissingPart { name, missing } => format!(
                "{} is one part of a shapefile, and {} missing: open the .zip as it was downloaded, or .shp, .dbf and .prj together",
                q(name),
                match missing {
                    MissingPart::File(file) => format!("{} is", q(file)),
                    MissingPart::Rest => "the other parts are".to_owned(),
                }
            ),
            Fault::BadShapefile { part, fault } => {
                format!(
                    "the shapefile’s {} is damaged: {}. Download it again",
                    part.extension(),
                    shapefile_fault(fault)
                )
            }
            Fault::OtherShapes { found } => format!(
                "expected polygons (neighborhoods) or points (crimes), found shapes of the type {}: choose another layer",
                q(found)
            ),
            Fault::UnknownProjection { name, method } => format!(
                "the coordinates of {} are projected by {}, which can’t be changed into degrees here: {WGS84}",
                q(name),
                q(method)
            ),
            Fault::UnknownDatum { name, datum } => format!(
                "the coordinates of {} lie on the datum {}, which is off WGS84 by more than a block: {WGS84}",
                q(name),
                q(datum)
            ),
            Fault::BadProjection { name } => format!(
                "the coordinate system {} can’t be read: expected the well-known text of a .prj file. Otherwise {WGS84}",
                q(name)
            ),
            Fault::UnknownCode { code } => {
                format!("the coordinates are in the system {}, which is not known here: {WGS84}", q(code))
            }
            Fault::UnnamedSystem => {
                format!("the file has a coordinate system (crs) without a name: {WGS84}")
            }
            Fault::NoProjection { x, y } => format!(
                "the coordinates ({}, {}) are no longitude and latitude, and the file does not say what they are. If it is a shapefile, open the .zip with its .prj file; otherwise {WGS84}",
                coordinate(*x),
                coordinate(*y)
            ),
            Fault::BadJson { line, column, fault } => format!(
                "the JSON is damaged at line {line}, column {column}: {}. Download it again",
                json_fault(*fault)
            ),
            Fault::OtherJson(found) => {
                let (found, advice) = other_json(found);
                format!(
                    "expected records as JSON (GeoJSON, ArcGIS features, TopoJSON or a list of objects), found {found}: {advice}"
                )
            }
            Fault::BadRecord { record, expected, found } => format!(
                "record {record}: expected {}, found {}. Export the file again",
                match expected {
                    ExpectedRecord::Object => "an object",
                    ExpectedRecord::Properties => "properties as an object",
                    ExpectedRecord::Text => "a text",
                    ExpectedRecord::Outlines => "outlines as lists of positions",
                    ExpectedRecord::Transform => "a transform with a scale and a translation",
                    ExpectedRecord::Arcs => "arcs as a list",
                    ExpectedRecord::Arc => "an arc of positions",
                    ExpectedRecord::Positions => "positions of two numbers",
                    ExpectedRecord::Rings => "rings as lists of arcs",
                    ExpectedRecord::ArcNumber => "the number of an arc",
                },
                match found {
                    FoundRecord::Json(text) => q(text),
                    FoundRecord::Other => "something else".to_owned(),
                    FoundRecord::Arc { number, arcs } => format!("arc {number} of {}", n(*arcs)),
                    FoundRecord::TooManyHoles => "more holes than can be assigned to outlines".to_owned(),
                }
            ),
            Fault::BadOutline { row, column, found } => format!(
                "row {row}, column {}: expected an outline as well-known text (MULTIPOLYGON (((…), GeoJSON or binary digits, found {}. Download the table again",
                q(column),
                match found {
                    FoundText::Text(text) => q(text),
                    FoundText::System { code } => format!("one in the unknown coordinate system {}", q(code)),
                    FoundText::NoArea => "a geometry without an area".to_owned(),
                }
            ),
            Fault::BadData { form, place, fault } => data_files::bad(*form, place, fault),
            Fault::UnreadData { form, found } => data_files::unread(*form, found),
            Fault::BadCsv { line } => format!(
                "the table can’t be read{}. Download it again",
                line.map_or(String::new(), |line| format!(" from line {line} on"))
            ),
        }
    }

    fn features(&self, error: &FeaturesError) -> String {
        match error {
            FeaturesError::NothingInPeriod { period, first, last } => format!(
                "no row is from {}: the table’s readable dates go from {first} to {last}. Choose another period",
                period_text(*period, Locale::EN)
            ),
            FeaturesError::NoDates { period } => format!(
                "the period {} can’t be chosen: the table has no readable dates. Choose all rows",
                period_text(*period, Locale::EN)
            ),
            FeaturesError::NothingUsable { rows, reason, n: of } => format!(
                "{}: {}. Correct the table, or choose another column of counts",
                no_usable(*rows),
                set_aside(*reason, *of as usize)
            ),
            FeaturesError::NothingPasses { filters, there } => {
                let asked = filters.iter().map(|(column, levels)| {
                    format!(
                        "{}: {}",
                        columns(&[column], Locale::EN),
                        values(&levels.iter().cloned().collect::<Vec<_>>())
                    )
                });
                let there: Vec<String> = there
                    .iter()
                    .map(|(column, levels)| format!("{}: {}", columns(&[*column], Locale::EN), values(levels)))
                    .collect();
                format!(
                    "no row passes the filter ({}){}. Choose other values, or another period",
                    asked.collect::<Vec<_>>().join("; "),
                    if there.is_empty() { String::new() } else { format!("; the table has {}", there.join("; ")) }
                )
            }
            FeaturesError::NoColumns { asked, available } => format!(
                "none of the columns asked for ({}) is in the data. {}",
                columns(asked, Locale::EN),
                if available.is_empty() {
                    "Say what the table’s columns are for".to_owned()
                } else {
                    format!("Choose from {}", columns(available, Locale::EN))
                }
            ),
            FeaturesError::NoSpread { rows, merged, columns: used } => format!(
                "{}{}: there is nothing to group. Choose more columns or more rows",
                match rows {
                    1 => "only 1 row is chosen".to_owned(),
                    _ => format!("the {} rows chosen are all alike in {}", n(*rows), columns(used, Locale::EN)),
                },
                match merged {
                    0 => String::new(),
                    _ => format!(" once {} are combined (min_frequency)", some(*merged, "rare value", "rare values")),
                }
            ),
            FeaturesError::TooFewVictims { rows, victims } => format!(
                "the {} stand for only {} victims, by the column of counts: expected two at least. Check whether that column holds counts",
                some(*rows, "row chosen", "rows chosen"),
                number::significant(*victims, 2, Locale::EN)
            ),
            FeaturesError::TooManyFeatures { columns: used, features, most } => format!(
                "the columns chosen ({}) become {} features, more than the {} that components can be computed for: leave a column out, or combine rare values (min_frequency)",
                columns(used, Locale::EN),
                n(*features),
                n(*most)
            ),
            FeaturesError::TooManyLevels { column, levels, most } => format!(
                "the column {} has {} different values, more than {}: leave it out, or combine rare values (min_frequency)",
                columns(&[*column], Locale::EN),
                n(*levels),
                n(*most)
            ),
        }
    }

    fn reduction(&self, error: &ReductionError) -> String {
        let ReductionError::NoConvergence { n_features } = error;
        format!(
            "the principal components of {} could not be computed: the eigenvalue iteration did not converge. Leave out a column",
            some(*n_features, "feature", "features")
        )
    }

    fn source(&self, error: &SourceError) -> String {
        const BY_HAND: &str = "download the file from its own page and open it here";
        match error {
            SourceError::Refused { host, status, message } => format!(
                "{host} answered with the error {status}{}. It may be down or have moved the data: try again later, or {BY_HAND}",
                detail(message, Locale::EN)
            ),
            SourceError::Unexpected { host, expected, found } => format!(
                "{host}: expected {}, found {}. The address may have changed: {BY_HAND}",
                match expected {
                    ExpectedAnswer::Layer => "a description of the layer",
                    ExpectedAnswer::Count => "a count of rows",
                    ExpectedAnswer::Rows => "a page of rows",
                    ExpectedAnswer::GeoJson => "a page of GeoJSON",
                    ExpectedAnswer::DownloadStatus => "the status of a download",
                    ExpectedAnswer::FileAddress => "an address of the file that begins with https://",
                    ExpectedAnswer::TableWithHeaders => "a table with a header line",
                    ExpectedAnswer::Table => "a table",
                },
                if found.is_empty() { "nothing".to_owned() } else { q(found) }
            ),
            SourceError::Broken { host, reason, tries } => format!(
                "{host} could not be reached, or broke off{}, {}. What has arrived is kept: continue when the connection is back. Some servers do not let other pages read them: then {BY_HAND}",
                match reason {
                    NetworkBreak::Browser { words } => detail(words, Locale::EN),
                    NetworkBreak::Silent { seconds } => format!(" (silent for {seconds} seconds)"),
                    NetworkBreak::Forbidden { address } => {
                        format!(" (it leads to {}, which a page must not ask)", q(address))
                    }
                },
                if *tries == 1 { "once".to_owned() } else { format!("{tries} times in a row") }
            ),
            SourceError::SentOn { host, to: Some(to) } => format!(
                "{host} sends on to {}, which was not asked. If you trust that server, enter this address instead, or {BY_HAND}",
                q(to)
            ),
            SourceError::SentOn { host, to: None } => format!(
                "{host} sends on to another address, which was not asked. Open the address in a new tab of the browser to see where it leads, and enter that one instead, or {BY_HAND}"
            ),
            SourceError::Stuck { host, rows } => {
                format!("{host} says that there is more after row {rows}, but sends none: continue, or try again later")
            }
            SourceError::NotPrepared { host, message } => {
                format!("{host} could not prepare the file{}. Try again later", detail(message, Locale::EN))
            }
            SourceError::TooLarge { host, megabytes } => format!(
                "{host} sends more than {} MB, the most that can be fetched: download a part of it (a year, say) and open that",
                n(*megabytes as usize)
            ),
        }
    }

    fn params(&self, ParamsError { setting, expected, found }: &ParamsError) -> String {
        format!("{setting} must be {expected}, found {}", q(found))
    }

    fn link_problem(&self, problem: &LinkProblem) -> String {
        match problem {
            LinkProblem::Unknown { name } => {
                format!("the link has a setting {} that this version does not know; it is ignored", q(name))
            }
            LinkProblem::Bad { setting, expected, found } => {
                format!("the link’s {setting} must be {expected}, found {}; the default is used", q(found))
            }
            LinkProblem::Address { address, fault } => {
                format!("the link names the address {}, which is not asked: {}", q(address), self.address(*fault))
            }
            LinkProblem::Newer { found } => format!(
                "the link was made by a newer version of this page ({found}); settings that are unknown here are ignored"
            ),
            LinkProblem::TooLong { found } => {
                format!("the link has {} characters, more than {}; it is ignored", n(*found), n(MAX_LENGTH))
            }
        }
    }

    fn address(&self, fault: AddressFault) -> String {
        match fault {
            AddressFault::TooLong => format!("it has more than {} bytes", n(LONGEST_URL)),
            AddressFault::Characters => "it holds spaces, or signs that browsers drop or replace".to_owned(),
            AddressFault::NotHttps => "it must begin with https://".to_owned(),
            AddressFault::Credentials => "it holds a user name or a password".to_owned(),
            AddressFault::Malformed => "its host is not a well-formed name".to_owned(),
            AddressFault::NotAscii => {
                "its host has letters outside ASCII, and browsers write it in another form".to_owned()
            }
            AddressFault::Numeric => "its host is a number in a form that hides which device it is".to_owned(),
            AddressFault::ThisDevice => "it leads to this device".to_owned(),
            AddressFault::Local => "it leads into a local network, or to no public server".to_owned(),
            AddressFault::SingleWord => "its host is a single word, which only a local network knows".to_owned(),
            AddressFault::Port => "browsers ask no server at this port".to_owned(),
        }
    }

    fn catalog(&self, error: &CatalogError) -> String {
        match error {
            CatalogError::Form(words) => format!("sources.json can’t be read{}", detail(words, Locale::EN)),
            CatalogError::UnknownSource { offer, source_id } => format!(
                "sources.json: the offer {} names the source {}, which is not among the sources",
                q(offer),
                q(source_id)
            ),
            CatalogError::UnknownStart { offer } => {
                format!("sources.json: the page starts with the offer {}, which is not among the offers", q(offer))
            }
            CatalogError::StartElsewhere { offer, source_id } => format!(
                "sources.json: the page starts with the offer {}, but {} is not a file beside the page",
                q(offer),
                q(source_id)
            ),
            CatalogError::Address { source_id, url, fault } => format!(
                "sources.json: the source {} has the address {}, which can’t be asked: {}. Expected one that begins with https://, or the name of a file beside the page",
                q(source_id),
                q(url),
                self.address(*fault)
            ),
        }
    }

    fn unpack_note(&self, note: &UnpackNote) -> String {
        match note {
            UnpackNote::Inflated { entry, archive } => format!("{} was unpacked from {}", q(entry), q(archive)),
            UnpackNote::Decoded { encoding } => format!("the text was read as {encoding}"),
            UnpackNote::Reprojected { from } => format!("coordinates were changed from {} to degrees", q(from)),
            UnpackNote::TakenAsDegrees { system: Some(system) } => {
                format!("degrees on {} were taken as WGS84, from which they differ by a meter or two", q(system))
            }
            UnpackNote::TakenAsDegrees { system: None } => {
                "the file does not say what its coordinates are; all could be degrees and were taken as such".to_owned()
            }
            UnpackNote::Documents { names } => {
                format!(
                    "not used, because the names say that they describe the data: {}",
                    quoted_list(names, 12, Locale::EN)
                )
            }
            UnpackNote::Layer { name, of } => format!("layer {} of {} was read", q(name), n(*of)),
            UnpackNote::Table { from, records } => {
                format!("{} from {} became a table", some(*records, "record", "records"), record_source(*from))
            }
            UnpackNote::Regions { from, records } => {
                format!("{} from {} became outlines", some(*records, "record", "records"), record_source(*from))
            }
            UnpackNote::Partial { records } => format!(
                "the server has more than these {}: ask it for the pages that follow",
                some(*records, "record", "records")
            ),
            UnpackNote::SourceClock { clock } => {
                let zone = clock.zone.name();
                match clock.times {
                    Some(Stamps::Utc) => format!("the source says that times are UTC of a city in the zone {zone}"),
                    Some(Stamps::Local) => format!("the source says that times are local times of the zone {zone}"),
                    None => format!("the source says that the city is in the time zone {zone}"),
                }
            }
            UnpackNote::Deleted { records } => {
                format!("records that the file marks as deleted, left out: {}", n(*records))
            }
            UnpackNote::DecimalComma { columns } => {
                format!("numbers with a decimal comma were read in {}", quoted_list(columns, 12, Locale::EN))
            }
            UnpackNote::BrokenOutlines { records, first } => format!(
                "outlines that can’t be read, so that their regions are matched by name only: {} (the first is record {first})",
                n(*records)
            ),
            UnpackNote::PointsLeftOut { records } => format!("points beside the outlines, left out: {}", n(*records)),
            UnpackNote::FormulasWithoutResult { cells } => format!(
                "cells whose formula has no result in the file, taken as empty: {}. Open the workbook in a spreadsheet program and save it to fill them",
                n(*cells)
            ),
            UnpackNote::Moments { columns } => {
                format!("milliseconds since 1970 were written as dates in {}", quoted_list(columns, 12, Locale::EN))
            }
            UnpackNote::NestedColumns { columns } => format!(
                "columns of lists or maps, left out because a cell holds one value: {}",
                quoted_list(columns, 12, Locale::EN)
            ),
            UnpackNote::UtcTimes { columns } => format!(
                "the file says that the times in {} are UTC; they are read as local times. Check whether the hours of crime are shifted",
                quoted_list(columns, 12, Locale::EN)
            ),
            UnpackNote::ViewsLeftOut { names } => format!(
                "views and tables in a form that is not read, left out: {}",
                quoted_list(names, 12, Locale::EN)
            ),
            UnpackNote::WalMode => "the database keeps its latest changes in a file beside it that ends in -wal, which is not read. If that file exists, open and close the database in the program that wrote it, and choose it again".to_owned(),
        }
    }

    fn geo_note(&self, note: &GeoNote) -> String {
        match note {
            GeoNote::SwappedAxes => "latitude stood before longitude everywhere; the two were swapped".to_owned(),
            GeoNote::NotPolygons { features } => {
                format!("features that are no polygons, left out: {}", n(*features))
            }
            GeoNote::UnclosedRings { rings, regions } => {
                format!("rings that were not closed, closed now: {} ({})", n(*rings), names(regions))
            }
            GeoNote::ShortRings { rings, regions } => {
                format!("rings of fewer than four positions, left out: {} ({})", n(*rings), names(regions))
            }
            GeoNote::CrossingBorders { regions } => {
                format!(
                    "regions whose border crosses itself, used as they are: {} ({})",
                    n(regions.len()),
                    names(regions)
                )
            }
            GeoNote::WithoutGeometry { regions } => {
                format!("regions without a shape, matched by name only: {} ({})", n(regions.len()), names(regions))
            }
            GeoNote::BrokenGeometry { regions } => format!(
                "regions whose outline can’t be read, matched by name only: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::AcrossAntimeridian { regions } => format!(
                "regions across the 180th meridian or beyond it, whose longitudes were put between -180 and 180: {} ({})",
                n(regions.len()),
                names(regions)
            ),
            GeoNote::WithoutName { features } => {
                format!("features without a name, named by their place in the file: {}", n(*features))
            }
            GeoNote::AgainstTheStandard { faults } => {
                let mut list: Vec<String> = faults.iter().take(SHOWN).map(|fault| self.complaint(fault)).collect();
                if faults.len() > SHOWN {
                    list.push(format!("{} more", n(faults.len() - SHOWN)));
                }
                format!(
                    "breaches of the GeoJSON standard that make no difference here: {} ({})",
                    n(faults.len()),
                    list.join("; ")
                )
            }
            GeoNote::MissingFigures { marks } => {
                let mark = |mark: &MissingMark| {
                    let regions = some(mark.regions, "region", "regions");
                    format!("{} in {} ({regions})", q(&mark.value), q(&mark.property))
                };
                let mut list: Vec<String> = marks.iter().take(SHOWN).map(mark).collect();
                if marks.len() > SHOWN {
                    list.push(format!("{} more", n(marks.len() - SHOWN)));
                }
                format!("values that are not figures, taken as missing: {}", list.join("; "))
            }
            GeoNote::PartsMerged { names: merged } => {
                format!("regions in several parts of one name, put together: {} ({})", n(merged.len()), names(merged))
            }
            GeoNote::RepeatedNames { names: repeated } => format!(
                "names that several regions have, whose rows go to the first of them: {} ({})",
                n(repeated.len()),
                names(repeated)
            ),
        }
    }
}

/// How many names a note lists.
const SHOWN: usize = 5;

fn names(regions: &[String]) -> String {
    quoted_list(regions, SHOWN, Locale::EN)
}

fn bytes(of: u64) -> String {
    some(of as usize, "byte", "bytes")
}

/// The first entries of an archive, of which there may be more than are listed.
fn shown(found: &[String], entries: usize) -> String {
    let mut list: Vec<String> = found.iter().map(|entry| q(entry)).collect();
    if entries > found.len() {
        list.push(format!("{} more", n(entries - found.len())));
    }
    list::join(&list, Locale::EN)
}

/// Values of a filter; the empty one is a missing value.
fn values(levels: &[String]) -> String {
    const SHOWN: usize = 20;
    let text = |level: &String| if level.is_empty() { "(missing)".to_owned() } else { q(level) };
    let mut list: Vec<String> = levels.iter().take(SHOWN).map(text).collect();
    if levels.len() > SHOWN {
        list.push("…".to_owned());
    }
    list.join(", ")
}

fn no_roles(headers: &[HeaderRole], line: u32) -> String {
    let headers: Vec<String> = headers.iter().map(|column| column.header.clone()).collect();
    let found = match headers.as_slice() {
        [only] => format!("only one column: {}", q(only)),
        _ => format!("the columns {}", quoted_list(&headers, 12, Locale::EN)),
    };
    let header = if line > 1 { format!(" (line {line} was read as the header)") } else { String::new() };
    format!(
        "expected a column that says what happened (as Description, Offense or CrimeType), or another known one, found {found}{header}. If this is a crime table, say what its columns are for"
    )
}

fn no_usable(rows: usize) -> String {
    match rows {
        1 => "the only row can’t be used".to_owned(),
        _ => format!("none of the {} rows can be used", n(rows)),
    }
}

/// Why rows are set aside, with their number.
fn set_aside(reason: Reason, of: usize) -> String {
    let one = of == 1;
    let pick = |single: &'static str, plural: &'static str| if one { single } else { plural };
    let does = match reason {
        Reason::WrongNumberOfFields => {
            pick("has another number of fields than the header", "have another number of fields than the header")
        }
        Reason::RepeatedRow => pick("repeats an earlier row", "repeat an earlier row"),
        Reason::RepeatedHeader => pick("repeats the header", "repeat the header"),
        Reason::Total => pick("sums up other rows", "sum up other rows"),
        Reason::NotAVictim => {
            pick("is of a suspect, an arrested person or a witness", "are of suspects, arrested persons or witnesses")
        }
        Reason::CountedBefore => {
            pick("is of a victim or case that an earlier row has", "are of victims or cases that earlier rows have")
        }
        Reason::MissingWeight => pick("has nothing in the column of counts", "have nothing in the column of counts"),
        Reason::UnusableWeight => pick(
            "has no usable number of victims in the column of counts",
            "have no usable number of victims in the column of counts",
        ),
        Reason::NoDate => pick("has no readable date", "have no readable date"),
        Reason::OutsidePeriod => pick("is from another period", "are from another period"),
        Reason::Filtered => pick("does not pass the filters", "do not pass the filters"),
    };
    format!("{} {does}", some(of, "row", "rows"))
}

/// What a file is.
const fn form(form: FileForm) -> &'static str {
    match form {
        FileForm::Html => "a web page",
        FileForm::Xml => "an XML document",
        FileForm::Gml => "a GML file",
        FileForm::Zip => "a zip archive",
        FileForm::Gzip => "a gzip archive",
        FileForm::SevenZip => "a 7z archive",
        FileForm::Rar => "a rar archive",
        FileForm::Xz => "an xz archive",
        FileForm::Bzip2 => "a bzip2 archive",
        FileForm::Zstd => "a zstd archive",
        FileForm::Tar => "a tar archive",
        FileForm::Arrow => "an Arrow file (Feather)",
        FileForm::Pdf => "a PDF document",
        FileForm::Workbook => "an Excel workbook of an older or binary form",
        FileForm::Access => "an Access database",
        FileForm::Sql => "a database dump (SQL)",
        FileForm::Image => "a picture",
        FileForm::Statistics => "a data file of SPSS, Stata, SAS or R",
        FileForm::MapInfo => "a MapInfo map",
        FileForm::Document => "a text document or slides",
        FileForm::Geodatabase => "a file geodatabase",
        FileForm::Shapefile => "a shapefile",
        FileForm::Utf16 => "UTF-16 text",
        FileForm::NotUtf8 => "bytes that are no UTF-8",
        FileForm::Binary => "binary data",
        FileForm::CutJson => "JSON that ends too early",
        FileForm::DamagedJson => "damaged JSON",
        FileForm::OtherText => "text that is no JSON",
    }
}

/// What to do with such a file.
const fn advice(form: FileForm) -> &'static str {
    match form {
        FileForm::Html => {
            "the download may have been an error or login page. Open it in a browser to see, then download the file itself"
        }
        FileForm::Gml => "choose the GeoJSON, GeoPackage or shapefile download of the portal",
        FileForm::Xml | FileForm::Pdf | FileForm::Document | FileForm::Image | FileForm::Binary => {
            "choose the CSV, Excel, GeoJSON or shapefile download of the portal"
        }
        FileForm::Zip
        | FileForm::Gzip
        | FileForm::SevenZip
        | FileForm::Rar
        | FileForm::Xz
        | FileForm::Bzip2
        | FileForm::Zstd
        | FileForm::Tar => "unpack it on this device and choose the file in it",
        FileForm::Access => {
            "choose the CSV download of the portal for a table, GeoJSON or a zipped shapefile for a map"
        }
        FileForm::Sql | FileForm::Statistics => "choose the CSV or Excel download of the portal",
        FileForm::Arrow => "save it as Parquet or CSV, and choose that file",
        FileForm::Workbook => "save it as .xlsx, or its sheet as CSV, and choose that file",
        FileForm::Geodatabase | FileForm::MapInfo => {
            "choose the GeoPackage, shapefile or GeoJSON download of the portal"
        }
        FileForm::Shapefile => "export it as GeoJSON in WGS84",
        FileForm::Utf16 => "save it as UTF-8 and choose that file",
        FileForm::NotUtf8 => "save it as UTF-8, or download it again",
        FileForm::CutJson | FileForm::DamagedJson => "download it again",
        FileForm::OtherText => "download the GeoJSON of the neighborhoods instead",
    }
}

const fn json_fault(fault: JsonFault) -> &'static str {
    match fault {
        JsonFault::EndsEarly => "the file ends too early",
        JsonFault::NoValue => "a value is missing",
        JsonFault::Trailing => "more text follows its end",
        JsonFault::NumberOutOfRange => "a number is out of range",
        JsonFault::TooDeep => "its brackets are nested too deep",
        JsonFault::Syntax => "a character is out of place",
        JsonFault::OtherType => "a value is of another type",
    }
}

fn json_kind(kind: &JsonKind) -> String {
    match kind {
        JsonKind::Null => "null".to_owned(),
        JsonKind::Value { text } => format!("the value {text}"),
        JsonKind::Text => "a text".to_owned(),
        JsonKind::List { entries } => format!("a list of {}", some(*entries, "entry", "entries")),
        JsonKind::Object { kind: Some(kind) } => format!("an object of the type {}", q(kind)),
        JsonKind::Object { kind: None } => "an object without a type".to_owned(),
    }
}

fn found_json(found: &FoundJson) -> String {
    match found {
        FoundJson::Nothing => "nothing".to_owned(),
        FoundJson::Kind(kind) => json_kind(kind),
        FoundJson::Text(text) => q(text),
    }
}

const fn expected_json(expected: ExpectedJson) -> &'static str {
    match expected {
        ExpectedJson::Object => "an object",
        ExpectedJson::ObjectOrNull => "an object or null",
        ExpectedJson::List => "a list",
        ExpectedJson::Text => "a text",
        ExpectedJson::TextOrNumber => "a text or a number",
        ExpectedJson::Feature => "a Feature as an object",
        ExpectedJson::Geometry => "a geometry as an object",
        ExpectedJson::Position => "a position of two or three numbers",
        ExpectedJson::Positions => "a list of positions",
        ExpectedJson::Lines => "a list of lines",
        ExpectedJson::Rings => "a list of rings",
        ExpectedJson::Polygons => "a list of polygons",
    }
}

fn breach_text(breach: &Breach) -> String {
    match breach {
        Breach::Member { member, expected, found } => {
            format!("expected {} as {}, found {}", q(member), expected_json(*expected), found_json(found))
        }
        Breach::Type { expected, found } => format!(
            "expected the type {}, found {} (upper and lower case matter)",
            match expected {
                ExpectedType::Feature => "“Feature”",
                ExpectedType::Geometry => {
                    "Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon or GeometryCollection"
                }
            },
            found.as_ref().map_or("none".to_owned(), |found| q(found.trim_matches('"')))
        ),
        Breach::Misplaced { of, member } => {
            format!("an object of the type {} can’t have the member {}", q(of), q(member))
        }
        Breach::Coordinates { expected, found } => {
            format!("expected {}, found {}", expected_json(*expected), found_json(found))
        }
        Breach::ShortLine { found } => format!("expected a line of two or more positions, found {found}"),
        Breach::ShortRing { found } => format!("expected a ring of four or more positions, found {found}"),
        Breach::OpenRing => "expected a ring whose last position is its first, found another".to_owned(),
        Breach::BoundingBox { found } => format!("expected a bounding box of 4 or 6 numbers, found {}", q(found)),
        Breach::Winding => "outer rings should run counterclockwise and holes clockwise".to_owned(),
        Breach::LongPosition { found } => format!("a position should have two or three numbers, not {found}"),
        Breach::Precision { most } => {
            format!("positions should have no more than {most} decimals (a millimeter)")
        }
        Breach::Collection => {
            "a collection of geometries should hold several, and none of them a collection".to_owned()
        }
    }
}

fn other_json(found: &OtherJson) -> (String, &'static str) {
    const LAYER: &str = "choose another layer";
    match found {
        OtherJson::NotUtf8 { byte } => {
            (format!("bytes that are no UTF-8 (byte {byte})"), "save it as UTF-8, or download it again")
        }
        OtherJson::NoRecords => {
            ("no records at all".to_owned(), "download the file again, or ask the server for other records")
        }
        OtherJson::Values { found } => {
            (format!("values such as {}", q(found)), "choose the GeoJSON or CSV download of the portal")
        }
        OtherJson::BadFeatures { found } => (format!("features that are {}", q(found)), "download the file again"),
        OtherJson::ServerError { message } => {
            (format!("a server’s error message ({})", q(message)), "try the download again")
        }
        OtherJson::TooManyColumns { most } => {
            (format!("records with more than {} different columns", n(*most)), "download the table as CSV")
        }
        OtherJson::OtherShapes { records } => (
            format!("{} with lines or other shapes, and no points or polygons", some(*records, "record", "records")),
            LAYER,
        ),
        OtherJson::NoColumns => {
            ("records without any columns".to_owned(), "choose the download that has the records’ columns")
        }
        OtherJson::EmptyTopology => ("a topology without objects".to_owned(), "export the layer again"),
        OtherJson::TopologyWithoutPolygons => ("a topology without polygons in this object".to_owned(), LAYER),
        OtherJson::DeepCollections { most } => {
            (format!("collections in collections, more than {most} deep"), "export the layer again")
        }
    }
}

fn shapefile_fault(fault: &ShapefileFault) -> String {
    match fault {
        ShapefileFault::NoHeader => "its header is missing".to_owned(),
        ShapefileFault::BadLengths { header, record } => {
            format!("it has a header of {header} bytes for records of {record}, which can’t be")
        }
        ShapefileFault::FewRecords { expected, found } => {
            format!("it ends too early: expected {}, found {}", some(*expected, "record", "records"), n(*found))
        }
        ShapefileFault::OtherCount { records, shapes } => format!(
            "it has {} for the {} of the .shp",
            some(*records, "record", "records"),
            some(*shapes, "shape", "shapes")
        ),
        ShapefileFault::LongField { name, record } => {
            format!("its field {} reaches beyond its records of {record} bytes", q(name))
        }
        ShapefileFault::TooManyFields { most } => format!("it has more than {} fields, which can’t be", n(*most)),
        ShapefileFault::ShortRecord { record, expected, found } => {
            format!("record {record}: expected {expected} bytes, found {found} before the end")
        }
        ShapefileFault::NoShape { record, bytes } => format!("record {record}: expected a shape, found {bytes} bytes"),
        ShapefileFault::OtherType { record, expected, found } => {
            format!("record {record}: expected the type {expected}, found {found}")
        }
        ShapefileFault::BadCounts { record, bytes } => {
            format!("record {record}: its counts of rings and vertices don’t fit into its {bytes} bytes")
        }
        ShapefileFault::BadRing { record, ring, vertices } => {
            format!("record {record}: ring {ring} begins outside of its {} vertices", n(*vertices))
        }
        ShapefileFault::BadVertex { record, ring } => {
            format!("record {record}: ring {ring} has a vertex that is no number")
        }
        ShapefileFault::TooManyHoles { record } => {
            format!("record {record} has more holes than can be assigned to outlines")
        }
    }
}

const fn record_source(from: RecordSource) -> &'static str {
    match from {
        RecordSource::Json => "JSON",
        RecordSource::TopoJson => "TopoJSON",
        RecordSource::Shapefile => "a shapefile",
        RecordSource::OutlineTable => "a CSV table with outlines",
        RecordSource::Sheet => "a sheet of a workbook",
        RecordSource::Kml => "KML",
        RecordSource::Parquet => "Parquet",
        RecordSource::Database => "a database",
        RecordSource::FlatGeobuf => "FlatGeobuf",
    }
}
