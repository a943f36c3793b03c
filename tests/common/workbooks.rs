//! Workbooks, made of the XML of their parts.

#![allow(dead_code)]

use super::archives::zipped;

/// A sheet of an .xlsx workbook: its name, its state ("visible", "hidden"), and the XML of its rows.
pub(crate) type Sheet<'a> = (&'a str, &'a str, &'a str);

/// Styles by number: 1 a date, 2 a date with a time, 3 a time of day, 4 a duration, 5 a percentage.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/><xf numFmtId="9"/></cellXfs>
</styleSheet>"#;

/// An .xlsx workbook whose cells share these texts.
pub(crate) fn xlsx(sheets: &[Sheet], texts: &[&str], is_1904: bool) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    let (mut list, mut relations, mut types) = (String::new(), String::new(), String::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (at, (name, state, rows)) in (1..).zip(sheets) {
        list += &format!(r#"<sheet name="{name}" sheetId="{at}" state="{state}" r:id="rId{at}"/>"#);
        relations +=
            &format!(r#"<Relationship Id="rId{at}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{at}.xml"/>"#);
        types += &format!(
            r#"<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
        );
        let sheet = format!(
            r#"<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>"#
        );
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    relations += &format!(
        r#"<Relationship Id="rIdS" Type="{RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rIdT" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>"#
    );
    let texts: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
    let date1904 = u8::from(is_1904);
    parts.extend([
        (
            "[Content_Types].xml".to_owned(),
            format!(
                r#"<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>"#
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{date1904}"/><sheets>{list}</sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(r#"<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>"#),
        ),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
        ("xl/sharedStrings.xml".to_owned(), format!(r#"<sst xmlns="{MAIN}">{texts}</sst>"#)),
    ]);
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(path, xml)| (path.as_str(), xml.as_bytes())).collect();
    zipped(&parts)
}

/// An .ods workbook with these tables; tables of the style `ta2` are hidden.
pub(crate) fn ods(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", content.as_bytes()),
    ])
}

/// A workbook of Excel 97: a container of one stream, whose sheet holds these records.
pub(crate) fn xls(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| {
        let mut bytes = kind.to_le_bytes().to_vec();
        bytes.extend((data.len() as u16).to_le_bytes());
        bytes.extend(data);
        bytes
    };
    let bof = record(0x809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let mut texts = vec![3, 0, 0, 0, 2, 0, 0, 0];
    texts.extend([3, 0, 0, b'0', b'0', b'7', 2, 0, 1, b'C', 0, 0xF3, 0]);
    let mut globals = bof.clone();
    globals.extend(record(0x22, &[0, 0]));
    globals.extend(record(0xE0, &[0, 0, 0, 0]));
    globals.extend(record(0xE0, &[0, 0, 14, 0]));
    let of_sheet = globals.len() + 4;
    globals.extend(record(0x85, &[0, 0, 0, 0, 0, 0, 4, 0, b'D', b'a', b't', b'a']));
    globals.extend(record(0xFC, &texts));
    globals.extend(record(0x0A, &[]));
    let start = globals.len() as u32;
    globals[of_sheet..of_sheet + 4].copy_from_slice(&start.to_le_bytes());
    let mut stream = globals;
    stream.extend(&bof);
    records.iter().for_each(|(kind, data)| stream.extend(record(*kind, data)));
    stream.extend(record(0x0A, &[]));
    // Streams of 4,096 bytes or more stand in sectors of their own.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let n_sectors = stream.len() / 512;
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0);
    file[30] = 9;
    file[32] = 6;
    file[44] = 1;
    let number = |file: &mut Vec<u8>, at: usize, number: u32| file[at..at + 4].copy_from_slice(&number.to_le_bytes());
    number(&mut file, 48, 1);
    number(&mut file, 56, 4096);
    number(&mut file, 60, 0xFFFF_FFFE);
    number(&mut file, 68, 0xFFFF_FFFE);
    file[76..512].fill(0xFF);
    number(&mut file, 76, 0);
    let chain = (3..2 + n_sectors as u32).chain([0xFFFF_FFFE]);
    let table: Vec<u32> = [0xFFFF_FFFD, 0xFFFF_FFFE].into_iter().chain(chain).collect();
    file.extend(table.iter().flat_map(|sector| sector.to_le_bytes()));
    file.resize(1024, 0xFF);
    for (name, kind, start, size) in
        [("Root Entry", 5_u8, 0xFFFF_FFFE_u32, 0_u32), ("Workbook", 2, 2, stream.len() as u32)]
    {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        entry[64] = 2 * (name.len() as u8 + 1);
        entry[66] = kind;
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
        file.extend(entry);
    }
    file.resize(1536, 0);
    file.extend(stream);
    file
}

/// The data of a cell's record: row, column, format, value.
pub(crate) fn at(row: u16, column: u16, format: u16, value: &[u8]) -> Vec<u8> {
    [&row.to_le_bytes(), &column.to_le_bytes(), &format.to_le_bytes(), value].concat()
}
