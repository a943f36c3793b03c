//! Telling a file's form by its first bytes.

use super::wkb;
use vc_model::failure::{DataForm, FileForm};

/// How much of a file's beginning is looked at.
pub const HEAD_BYTES: usize = 1 << 16;

/// The form of a file, as far as its beginning tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A zip archive.
    Zip,
    /// The container of Office files before 2007.
    OldOffice,
    /// A file packed by gzip.
    Gzip,
    /// Text of two bytes a character, the low one first (`true`) or the high one.
    Utf16 {
        /// Whether the low byte comes first.
        is_little: bool,
    },
    /// One part of a shapefile, by its extension: `shp`, `dbf`, `prj`, `cpg`, or another that says nothing here.
    ShapefilePart(Part),
    /// GeoJSON regions in degrees, to be read as they are.
    Regions,
    /// JSON that has to be looked at as a whole.
    Json {
        /// Whether its records seem to be regions.
        has_areas: bool,
    },
    /// A map in Google's XML.
    Kml {
        /// Whether its placemarks seem to be regions.
        has_areas: bool,
    },
    /// CSV with outlines as well-known text, GeoJSON or well-known binary.
    OutlineTable,
    /// A binary file of records.
    Data(DataForm),
    /// Any other text: a table, or what its reader refuses with a better sentence.
    Text,
    /// Something recognized that is not read.
    Foreign {
        /// What it is.
        found: FileForm,
    },
}

/// A part of a shapefile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The shapes.
    Shp,
    /// The attributes.
    Dbf,
    /// The coordinate system.
    Prj,
    /// The encoding of the attributes.
    Cpg,
    /// Indexes, which are not needed.
    Index,
}

/// Whether a file has to go through [`unpack`](super::unpack) before it can be read. Looks at its first [`HEAD_BYTES`];
/// costs next to nothing.
pub fn needs_unpacking(head: &[u8], name: &str) -> bool {
    !matches!(form(head, name), Form::Regions | Form::Text)
}

/// Beginnings of files that are recognised and not read.
const FOREIGN: &[(&[u8], FileForm)] = &[
    (b"7z\xbc\xaf\x27\x1c", FileForm::SevenZip),
    (b"Rar!\x1a\x07", FileForm::Rar),
    (b"\xfd7zXZ\0", FileForm::Xz),
    (b"BZh", FileForm::Bzip2),
    (b"\x28\xb5\x2f\xfd", FileForm::Zstd),
    (b"ARROW1", FileForm::Arrow),
    (b"%PDF", FileForm::Pdf),
    (b"\x00\x01\x00\x00Standard Jet DB", FileForm::Access),
    (b"\x00\x01\x00\x00Standard ACE DB", FileForm::Access),
    (b"\x89PNG\r\n\x1a\n", FileForm::Image),
    (b"\xff\xd8\xff", FileForm::Image),
    (b"GIF87a", FileForm::Image),
    (b"GIF89a", FileForm::Image),
    (b"II*\0", FileForm::Image),
    (b"MM\0*", FileForm::Image),
    (b"$FL2", FileForm::Statistics),
    (b"$FL3", FileForm::Statistics),
    (b"<stata_dta>", FileForm::Statistics),
    (b"RDX2\n", FileForm::Statistics),
    (b"RDX3\n", FileForm::Statistics),
    (b"HEADER RECORD*******LIBRARY HEADER RECORD", FileForm::Statistics),
    (SAS, FileForm::Statistics),
    (b"!table", FileForm::MapInfo),
];

/// Beginnings of binary files of records. Parquet has a mark of its own where its list of columns is encrypted.
const DATA: &[(&[u8], DataForm)] = &[
    (b"PAR1", DataForm::Parquet),
    (b"PARE", DataForm::Parquet),
    (b"SQLite format 3\0", DataForm::Database),
    (b"fgb\x03", DataForm::FlatGeobuf),
];

/// The beginning of the container of Office files before 2007: workbooks, text documents, and newer ones behind a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The beginning of a data set of SAS.
const SAS: &[u8] =
    b"\0\0\0\0\0\0\0\0\0\0\0\0\xc2\xea\x81\x60\xb3\x14\x11\xcf\xbd\x92\x08\0\x09\xc7\x31\x8c\x18\x1f\x10\x11";

/// The form of a file by its beginning; its name matters only for the parts of a shapefile, some of which have no mark.
pub(super) fn form(head: &[u8], name: &str) -> Form {
    if let Some(part) = part(name)
        && !head.starts_with(b"PK\x03\x04")
    {
        return Form::ShapefilePart(part);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Form::Zip;
    }
    if head.starts_with(b"\x1f\x8b") {
        return Form::Gzip;
    }
    if head.starts_with(b"\0\0\x27\x0a") {
        return Form::ShapefilePart(Part::Shp);
    }
    if head.starts_with(OLE) {
        return Form::OldOffice;
    }
    if let Some(&(_, form)) = DATA.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Form::Data(form);
    }
    if let Some(&(_, found)) = FOREIGN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Form::Foreign { found };
    }
    if head.get(257..262) == Some(b"ustar") {
        return Form::Foreign { found: FileForm::Tar };
    }
    // Stata before version 13: its version, its order of bytes, 1, and a filler.
    if matches!(head, [0x69..=0x73, 1 | 2, 1, 0, ..]) {
        return Form::Foreign { found: FileForm::Statistics };
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Form::Foreign { found: FileForm::Image };
    }
    if let Some(is_little) = utf16(head) {
        return Form::Utf16 { is_little };
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    // A record separator stands before each record of a GeoJSON text sequence (RFC 8142).
    match text.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0x1E) {
        Some(b'{' | b'[') => json(text),
        Some(b'<') => markup(text),
        _ if is_sql(text) => Form::Foreign { found: FileForm::Sql },
        _ if is_mif(text) => Form::Foreign { found: FileForm::MapInfo },
        _ if has_outlines(text) || has_json_outlines(text) || has_binary_outlines(text) => Form::OutlineTable,
        _ => Form::Text,
    }
}

/// The part of a shapefile that a name's extension stands for.
pub(super) fn part(name: &str) -> Option<Part> {
    let (_, extension) = name.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "shp" => Part::Shp,
        "dbf" => Part::Dbf,
        "prj" => Part::Prj,
        "cpg" => Part::Cpg,
        "shx" | "sbn" | "sbx" | "qix" | "qpj" | "ain" | "aih" | "atx" => Part::Index,
        _ => return None,
    })
}

/// Whether the text is UTF-16, and which byte comes first: by its mark, or because every other byte is 0, as in any text
/// of Latin letters.
fn utf16(head: &[u8]) -> Option<bool> {
    const LOOKED_AT: usize = 512;
    match head {
        [0xFF, 0xFE, ..] => return Some(true),
        [0xFE, 0xFF, ..] => return Some(false),
        _ => {}
    }
    let sample = &head[..head.len().min(LOOKED_AT) & !1];
    let zeros = |first: usize| sample.iter().skip(first).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    match pairs {
        0..4 => None,
        _ if even == 0 && odd * 10 >= pairs * 8 => Some(true),
        _ if odd == 0 && even * 10 >= pairs * 8 => Some(false),
        _ => None,
    }
}

/// What begins with a bracket: plain regions, or something to be looked at as a whole.
fn json(text: &[u8]) -> Form {
    let kind = first_geometry(text);
    let has_areas = matches!(kind, Some(b"Polygon" | b"MultiPolygon"))
        || contains(text, b"esriGeometryPolygon")
        || contains(text, b"\"rings\"")
        || contains(text, b"\"curveRings\"")
        || contains(text, b"\"Topology\"");
    let is_plain = text.trim_ascii_start().starts_with(b"{")
        && contains(text, b"\"FeatureCollection\"")
        && matches!(kind, Some(b"Polygon" | b"MultiPolygon" | b"GeometryCollection"))
        && !has_foreign_system(text);
    if is_plain { Form::Regions } else { Form::Json { has_areas } }
}

/// The type of the first geometry: the first `"type": "…"` that is no feature or collection of them.
fn first_geometry(text: &[u8]) -> Option<&[u8]> {
    const GEOMETRIES: [&[u8]; 7] = [
        b"Polygon",
        b"MultiPolygon",
        b"Point",
        b"MultiPoint",
        b"LineString",
        b"MultiLineString",
        b"GeometryCollection",
    ];
    let mut rest = text;
    while let Some(at) = find(rest, b"\"type\"") {
        rest = rest[at + b"\"type\"".len()..].trim_ascii_start();
        let Some(value) =
            rest.strip_prefix(b":").map(<[u8]>::trim_ascii_start).and_then(|value| value.strip_prefix(b"\""))
        else {
            continue;
        };
        let end = value.iter().position(|byte| *byte == b'"').unwrap_or(value.len());
        if GEOMETRIES.contains(&&value[..end]) {
            return Some(&value[..end]);
        }
    }
    None
}

/// Whether a `crs` member names anything but WGS84 degrees.
fn has_foreign_system(text: &[u8]) -> bool {
    const LOOKED_AT: usize = 300;
    let Some(at) = find(text, b"\"crs\"") else { return false };
    let member = &text[at..text.len().min(at + LOOKED_AT)];
    let value = member[b"\"crs\"".len()..].trim_ascii_start().strip_prefix(b":").unwrap_or_default().trim_ascii_start();
    !(contains(value, b"CRS84") || contains(value, b"4326") || value.starts_with(b"null"))
}

fn markup(text: &[u8]) -> Form {
    let head = &text[..text.len().min(1024)];
    if contains(head, b"<kml") || contains(head, b":kml") {
        return Form::Kml { has_areas: contains(text, b"Polygon") || !contains(text, b"Point") };
    }
    // Excel 2002 and 2003 write workbooks as XML.
    if contains(head, b"urn:schemas-microsoft-com:office:spreadsheet") {
        return Form::Foreign { found: FileForm::Workbook };
    }
    if contains(head, b"<svg") {
        return Form::Foreign { found: FileForm::Image };
    }
    if contains(head, b"gml") {
        return Form::Foreign { found: FileForm::Gml };
    }
    Form::Text
}

/// Whether it is a dump of a database: a line begins with a statement that makes or fills a table, and the first one with a statement or
/// a comment.
fn is_sql(text: &[u8]) -> bool {
    const FIRST: [&[u8]; 12] = [
        b"--",
        b"/*",
        b"insert into",
        b"create ",
        b"drop ",
        b"set ",
        b"begin",
        b"start transaction",
        b"use ",
        b"pragma ",
        b"lock ",
        b"copy ",
    ];
    let starts =
        |line: &[u8], word: &[u8]| line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    let fills = |line: &[u8]| {
        let ends = |end: &[u8]| line.len() > end.len() && line[line.len() - end.len()..].eq_ignore_ascii_case(end);
        starts(line, b"insert into ")
            || starts(line, b"create table ")
            || (starts(line, b"copy ") && ends(b"from stdin;"))
    };
    FIRST.iter().any(|word| starts(first, word)) && (fills(first) || lines.any(fills))
}

/// Whether it is MapInfo's form of exchange: its version, and within a few lines the character set or the separator of its table.
fn is_mif(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').take(6).map(|line| line.trim_ascii().to_ascii_lowercase());
    lines.next().is_some_and(|line| {
        line.strip_prefix(b"version ").is_some_and(|rest| rest.trim_ascii().iter().all(u8::is_ascii_digit))
    }) && lines.any(|line| line.starts_with(b"charset ") || line.starts_with(b"delimiter "))
}

/// Whether a polygon as well-known text stands in it.
fn has_outlines(text: &[u8]) -> bool {
    const WORD: &[u8] = b"POLYGON";
    let mut rest = text;
    while let Some(at) = rest.windows(WORD.len()).position(|window| window.eq_ignore_ascii_case(WORD)) {
        rest = &rest[at + WORD.len()..];
        let after = rest.trim_ascii_start();
        let n_letters = after.iter().take(2).take_while(|byte| matches!(byte, b'Z' | b'M' | b'z' | b'm')).count();
        let after = &after[n_letters..];
        if let Some(inner) = after.trim_ascii_start().strip_prefix(b"(")
            && inner.trim_ascii_start().starts_with(b"(")
        {
            return true;
        }
    }
    false
}

/// Whether a polygon as GeoJSON stands in a cell: coordinates of three levels or more. The type may stand behind them, so far down that
/// the beginning of the file does not show it.
fn has_json_outlines(text: &[u8]) -> bool {
    const WORD: &[u8] = b"coordinates";
    let may_go_on = text.len() + 3 >= HEAD_BYTES;
    if !contains(text, b"Polygon") && (!may_go_on || contains(text, b"MultiLineString")) {
        return false;
    }
    let mut rest = text;
    while let Some(at) = find(rest, WORD) {
        rest = &rest[at + WORD.len()..];
        // Quotation marks are doubled within a cell.
        let is_mark = |byte: &u8| matches!(byte, b'"' | b'\\' | b' ');
        let after = &rest[rest.iter().take_while(|byte| is_mark(byte)).count()..];
        let Some(value) = after.strip_prefix(b":") else { continue };
        let open = value.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == b'[');
        if open.filter(|byte| **byte == b'[').count() >= 3 {
            return true;
        }
    }
    false
}

/// Whether a polygon as well-known binary stands in a cell.
fn has_binary_outlines(text: &[u8]) -> bool {
    let mut words = text.split(|byte| !byte.is_ascii_alphanumeric() && *byte != b'\\');
    words.any(|word| std::str::from_utf8(word).is_ok_and(wkb::is_outline))
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    find(text, part).is_some()
}

/// Where `part` first stands.
fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let (first, rest) = part.split_first()?;
    let mut from = 0;
    while let Some(at) = text.get(from..)?.iter().position(|byte| byte == first) {
        if text[from + at + 1..].starts_with(rest) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"type": "Park"},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}]}"#;

    #[test]
    fn plain_tables_and_regions_are_left_alone() {
        for text in [
            "",
            "a,b\n1,2\n",
            "\u{feff}a;b\n",
            "Coordinates\nPOINT (-76.6 39.3)\n",
            "Location\n100 POLYGON ST (REAR)\n",
            "Where,What\n\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [-76.6, 39.3]}\",Polygon\n",
            "Code,What\n0103000000,THEFT\n",
            PLAIN,
            &PLAIN.replace(
                "\"features\"",
                "\"crs\": {\"properties\": {\"name\": \"urn:ogc:def:crs:OGC:1.3:CRS84\"}}, \"features\"",
            ),
            "<!doctype html>",
        ] {
            assert!(!needs_unpacking(text.as_bytes(), "x"), "{text}");
        }
    }

    #[test]
    fn every_other_form_is_told_by_its_bytes() {
        let json = |has_areas| Form::Json { has_areas };
        for (text, expected) in [
            (&b"PK\x03\x04..."[..], Form::Zip),
            (b"\x1f\x8b\x08", Form::Gzip),
            (b"\xff\xfea\0", Form::Utf16 { is_little: true }),
            (b"\xfe\xff\0a", Form::Utf16 { is_little: false }),
            (b"a\0,\0b\0\n\0", Form::Utf16 { is_little: true }),
            (b"\0a\0,\0b\0\n", Form::Utf16 { is_little: false }),
            (b"\0\0\x27\x0a\0\0", Form::ShapefilePart(Part::Shp)),
            (b"PAR1\x15\x04", Form::Data(DataForm::Parquet)),
            (b"SQLite format 3\0\x10\0", Form::Data(DataForm::Database)),
            (b"fgb\x03fgb\x01", Form::Data(DataForm::FlatGeobuf)),
            (b"the_geom,name\n\"MULTIPOLYGON (((1 2, ", Form::OutlineTable),
            (b"name,shape\nOak,polygon z ((1 2, ", Form::OutlineTable),
            (b"[{\"a\": 1}]", json(false)),
            (b"\x1e{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\"", json(true)),
            (b"{\"geometryType\":\"esriGeometryPolygon\"", json(true)),
            (b"{\"type\": \"Topology\"", json(true)),
        ] {
            assert_eq!(form(text, "x"), expected, "{}", String::from_utf8_lossy(text));
        }
        assert_eq!(form(PLAIN.replace("Polygon", "Point").as_bytes(), "x"), json(false));
        let crs = PLAIN.replace("\"features\"", "\"crs\": {\"properties\": {\"name\": \"EPSG:2248\"}}, \"features\"");
        assert_eq!(form(crs.as_bytes(), "x"), json(true));
        for (text, has_areas) in [
            ("<?xml version='1.0'?>\n<kml xmlns='x'><Placemark><Polygon>", true),
            ("<k:kml xmlns:k='x'><k:Placemark><k:Point>", false),
        ] {
            assert_eq!(form(text.as_bytes(), "x"), Form::Kml { has_areas }, "{text}");
        }
        assert_eq!(form(b"UTF-8", "Streets.CPG"), Form::ShapefilePart(Part::Cpg));
    }

    #[test]
    fn forms_that_are_not_read_are_told_by_their_bytes() {
        let stata = [0x72, 2, 1, 0, 5, 0];
        let webp = b"RIFF\x10\0\0\0WEBPVP8 ";
        let tar = [vec![b'a'; 257], b"ustar\x0000".to_vec()].concat();
        for (bytes, found) in [
            (&b"BZh91AY"[..], FileForm::Bzip2),
            (b"7z\xbc\xaf\x27\x1c\0\x04", FileForm::SevenZip),
            (b"\xfd7zXZ\0\0", FileForm::Xz),
            (b"\x28\xb5\x2f\xfd\0", FileForm::Zstd),
            (&tar, FileForm::Tar),
            (b"ARROW1\0\0", FileForm::Arrow),
            (b"%PDF-1.7", FileForm::Pdf),
            (b"\x89PNG\r\n\x1a\n\0", FileForm::Image),
            (b"\xff\xd8\xff\xe0", FileForm::Image),
            (webp, FileForm::Image),
            (b"<?xml version='1.0'?><svg xmlns='x'>", FileForm::Image),
            (b"\0\x01\0\0Standard ACE DB\0", FileForm::Access),
            (b"$FL2@(#) SPSS DATA FILE", FileForm::Statistics),
            (b"<stata_dta><header>", FileForm::Statistics),
            (&stata, FileForm::Statistics),
            (b"!table\n!version 300\n", FileForm::MapInfo),
            (b"VERSION 450\r\nCharset \"WindowsLatin1\"\r\nDelimiter \",\"\r\n", FileForm::MapInfo),
            (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", FileForm::Workbook),
            (b"-- MySQL dump 10.13\n--\n\nDROP TABLE IF EXISTS `crime`;\nCREATE TABLE `crime` (\n", FileForm::Sql),
            (b"\xEF\xBB\xBFINSERT INTO crime (id, what) VALUES (1, 'THEFT');\n", FileForm::Sql),
            (b"SET client_encoding = 'UTF8';\n\nCOPY public.crime (id, what) FROM stdin;\n1\tTHEFT\n", FileForm::Sql),
        ] {
            assert_eq!(form(bytes, "x"), Form::Foreign { found }, "{}", String::from_utf8_lossy(bytes));
        }
        for table in [
            "What,Where\nINSERT INTO,a\n",
            "-- Crimes of 2020\nWhat,Where\nTHEFT,a\n",
            "Version 2,What\nx,Delimiter y\n",
            "MMDD,a\n",
            "set ,a\nx,copy of from stdin;\n",
        ] {
            assert_eq!(form(table.as_bytes(), "x"), Form::Text, "{table}");
        }
    }
}
