//! Workbooks: each sheet becomes the table that a person sees in it.

#[path = "../../../tests/common/archives.rs"]
mod archives;
#[path = "../../../tests/common/workbooks.rs"]
mod workbooks;

use std::io::Cursor;

use archives::{gzipped, zipped};
use vc_model::failure::{FileForm, RecordSource};
use vc_unpack::{Budget, Fault, Kind, Packed, UnpackError, UnpackNote, Unpacked, unpack};
use workbooks::{at, ods, xls, xlsx};

fn opened(name: &str, bytes: &[u8], layers: &[&str]) -> Result<Unpacked, UnpackError> {
    // A hundredth of the default keeps the tests of its limits quick.
    let budget = Budget { held_bytes: 5_000_000, ..Budget::default() };
    let file = Packed { name: name.to_owned(), content: Box::new(Cursor::new(bytes.to_vec())) };
    let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
    unpack(vec![file], &layers, &budget)
}

/// The name, kind, text and notes of the only file that comes out.
fn read(name: &str, bytes: &[u8], layers: &[&str]) -> (String, Kind, String, Vec<UnpackNote>) {
    match opened(name, bytes, layers) {
        Ok(Unpacked::Files(mut files)) => {
            assert_eq!(files.len(), 1);
            let mut file = files.remove(0);
            let mut text = String::new();
            file.content.read_to_string(&mut text).expect("text");
            (file.name, file.kind, text, file.notes)
        }
        Ok(Unpacked::Choice { layers, .. }) => panic!("a choice: {layers:?}"),
        Err(error) => panic!("{error}"),
    }
}

fn fault(name: &str, bytes: &[u8]) -> Fault {
    match opened(name, bytes, &[]) {
        Err(error) => error.fault,
        Ok(Unpacked::Files(_)) => panic!("{name} is read"),
        Ok(Unpacked::Choice { layers, .. }) => panic!("a choice: {layers:?}"),
    }
}

/// The layers to choose from.
fn choice(name: &str, bytes: &[u8]) -> Vec<String> {
    match opened(name, bytes, &[]) {
        Ok(Unpacked::Choice { layers, .. }) => layers.into_iter().map(|layer| layer.name).collect(),
        Ok(Unpacked::Files(_)) => panic!("no choice"),
        Err(error) => panic!("{error}"),
    }
}

/// A row of numbers and inline texts.
fn row(number: u32, cells: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let column = char::from(b'A' + at as u8);
        match text.parse::<f64>() {
            Ok(value) => format!(r#"<c r="{column}{number}"><v>{value}</v></c>"#),
            Err(_) => format!(r#"<c r="{column}{number}" t="inlineStr"><is><t>{text}</t></is></c>"#),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!(r#"<row r="{number}">{cells}</row>"#)
}

#[test]
fn every_type_of_cell_becomes_the_text_that_the_engine_reads() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c><c r="G1" t="s"><v>6</v></c></row>
<row r="2"><c r="A2" t="s"><v>7</v></c><c r="B2" s="1"><v>43831</v></c><c r="C2" s="2"><v>43831.75</v></c><c r="D2" s="3"><v>0.4375</v></c><c r="E2"><v>12</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="e"><v>#N/A</v></c></row>
<row r="4"><c r="A4" t="str"><f>"0"&amp;"08"</f><v>008</v></c><c r="B4" s="1"><v>43832</v></c><c r="C4" s="2"><v>43832</v></c><c r="D4" s="4"><v>1.0625</v></c><c r="E4" s="5"><v>0.25</v></c><c r="F4" t="b"><v>0</v></c><c r="G4"><v>NaN</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>A "quoted", text</t></is></c><c r="B5" s="1"/><c r="E5"><v>1E3</v></c><c r="F5"><f>1+1</f></c></row>"#;
    let texts = ["Id", "Day", "When", "Time", "Count", "Gang", "Note", "007"];
    let (name, kind, text, notes) = read("crimes.xlsx", &xlsx(&[("Data", "visible", rows)], &texts, false), &[]);
    assert_eq!((name.as_str(), kind), ("crimes.xlsx", Kind::Table));
    assert_eq!(
        text,
        "Id,Day,When,Time,Count,Gang,Note\n\
         007,2020-01-01,2020-01-01T18:00:00,10:30:00,12,true,\n\
         008,2020-01-02,2020-01-02T00:00:00,25:30:00,0.25,false,NaN\n\
         \"A \"\"quoted\"\", text\",,,,1000,,\n"
            .replace(",NaN\n", ",\n")
    );
    let table = UnpackNote::Table { from: RecordSource::Sheet, records: 4 };
    assert_eq!(notes, [table, UnpackNote::FormulasWithoutResult { cells: 1 }]);
}

#[test]
fn days_may_count_from_1904() {
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Day</t></is></c></row><row r="2"><c r="A2" s="1"><v>42369</v></c></row>"#;
    let (_, _, text, _) = read("a.xlsx", &xlsx(&[("Data", "visible", rows)], &[], true), &[]);
    assert_eq!(text, "Day\n2020-01-01\n");
}

#[test]
fn a_number_that_can_be_no_date_stays_one() {
    let rows = r#"<row r="1"><c r="A1" s="1"><v>-5</v></c><c r="B1" s="1"><v>20200131</v></c></row>"#;
    let (_, _, text, _) = read("a.xlsx", &xlsx(&[("Data", "visible", rows)], &[], false), &[]);
    assert_eq!(text, "-5,20200131\n");
}

#[test]
fn titles_and_empty_columns_before_the_table() {
    let rows = r#"<row r="2"><c r="C2" t="inlineStr"><is><t>Crimes of 2020</t></is></c></row>
<row r="5"><c r="C5" t="inlineStr"><is><t>Offense</t></is></c><c r="E5" t="inlineStr"><is><t>Day</t></is></c></row>
<row r="6"><c r="C6" t="inlineStr"><is><t>THEFT</t></is></c><c r="E6" s="1"><v>43831</v></c></row>
<row r="7"><c r="C7" t="inlineStr"><is><t>ARSON</t></is></c><c r="E7" s="1"><v>43832</v></c></row>"#;
    let (_, _, text, _) = read("a.xlsx", &xlsx(&[("Data", "visible", rows)], &[], false), &[]);
    assert_eq!(text, "Crimes of 2020,,\nOffense,,Day\nTHEFT,,2020-01-01\nARSON,,2020-01-02\n");
    let table = vc_core::table::parse_csv(text.as_bytes()).expect("a table");
    assert_eq!(table.n_rows, 2);
}

#[test]
fn the_sheet_with_rows_is_read_and_several_are_asked_about() {
    let (table, readme) = (row(1, &["Offense", "Year"]) + &row(2, &["THEFT", "2020"]), row(1, &["See the portal"]));
    let blank = r#"<row r="1"><c r="A1" s="1"/><c r="B1" t="e"><v>#REF!</v></c></row>"#;
    let one = xlsx(
        &[
            ("Empty", "visible", ""),
            ("Blank", "visible", blank),
            ("2020", "visible", &table),
            ("Old", "hidden", &table),
        ],
        &[],
        false,
    );
    let (name, _, text, notes) = read("a.xlsx", &one, &[]);
    assert_eq!((name.as_str(), text.as_str(), notes.len()), ("a.xlsx", "Offense,Year\nTHEFT,2020\n", 1));
    assert_eq!(read("a.xlsx", &one, &["2020"]).2, text);

    // A sheet that is called as documents are is passed over, and said.
    let with_document = xlsx(&[("Read me", "visible", &readme), ("2020", "visible", &table)], &[], false);
    let (_, _, text, notes) = read("a.xlsx", &with_document, &[]);
    assert_eq!(text, "Offense,Year\nTHEFT,2020\n");
    assert!(notes.contains(&UnpackNote::Documents { names: vec!["Read me".into()] }), "{notes:?}");

    let several =
        xlsx(&[("Cover", "visible", &readme), ("2020", "visible", &table), ("Old", "hidden", &table)], &[], false);
    assert_eq!(choice("a.xlsx", &several), ["Cover", "2020"]);
    let (name, _, text, notes) = read("a.xlsx", &several, &["2020"]);
    assert_eq!((name.as_str(), text.as_str()), ("a.xlsx/2020", "Offense,Year\nTHEFT,2020\n"));
    assert_eq!(notes[0], UnpackNote::Layer { name: "2020".into(), of: 2 });
    assert!(matches!(
        opened("a.xlsx", &several, &["2021"]),
        Err(UnpackError { fault: Fault::UnknownLayer { .. }, .. })
    ));

    let hidden = xlsx(&[("Empty", "visible", ""), ("Data", "veryHidden", &table)], &[], false);
    assert_eq!(read("a.xlsx", &hidden, &[]).2, text);
    assert_eq!(
        fault("a.xlsx", &xlsx(&[("Empty", "visible", ""), ("Blank", "visible", blank)], &[], false)),
        Fault::EmptyWorkbook { sheets: 2 }
    );
}

#[test]
fn workbooks_in_archives_and_under_any_name() {
    let table = row(1, &["Offense", "Year"]) + &row(2, &["THEFT", "2020"]);
    let book = xlsx(&[("Data", "visible", &table)], &[], false);
    let expected = "Offense,Year\nTHEFT,2020\n";
    assert_eq!(read("download", &book, &[]).2, expected);
    let (name, _, text, notes) = read("a.zip", &zipped(&[("x/crimes.xlsx", &book), ("readme.pdf", b"%PDF")]), &[]);
    assert_eq!((name.as_str(), text.as_str()), ("a.zip", expected));
    assert!(matches!(&notes[0], UnpackNote::Inflated { entry, .. } if entry == "x/crimes.xlsx"), "{notes:?}");
    assert_eq!(read("a.xlsx.gz", &gzipped(&book), &[]).2, expected);
    let two = zipped(&[("2019.xlsx", &book), ("2020.xlsx", &book), ("a.csv", b"a,b\n1,2\n")]);
    assert_eq!(choice("a.zip", &two), ["2019.xlsx/Data", "2020.xlsx/Data", "a.csv"]);
    assert_eq!(read("a.zip", &two, &["2020.xlsx/Data"]).2, expected);
}

#[test]
fn a_sheet_with_outlines_is_a_map() {
    let table =
        row(1, &["Name", "the_geom"]) + &row(2, &["Oak", "POLYGON ((-76.7 39.2, -76.6 39.2, -76.6 39.3, -76.7 39.2))"]);
    let (_, kind, text, notes) = read("a.xlsx", &xlsx(&[("Data", "visible", &table)], &[], false), &[]);
    assert_eq!(kind, Kind::Regions);
    assert_eq!(vc_core::geo::parse_geojson(text.as_bytes()).expect("regions").names, ["Oak"]);
    assert!(notes.contains(&UnpackNote::Regions { from: RecordSource::Sheet, records: 1 }), "{notes:?}");
}

#[test]
fn two_cells_in_opposite_corners_are_two_rows() {
    let rows = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    let (_, _, text, _) = read("a.xlsx", &xlsx(&[("Data", "visible", rows)], &[], false), &[]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("1,") && lines[1].ends_with(",2") && lines[1].len() == 16_384, "{}", lines[1].len());
}

#[test]
fn rows_out_of_order_are_refused() {
    for rows in [
        row(2, &["a"]) + &row(1, &["b"]),
        r#"<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"#.to_owned(),
    ] {
        let found =
            fault("a.xlsx", &xlsx(&[("Data", "visible", &rows), ("Also", "visible", &row(1, &["x"]))], &[], false));
        assert!(matches!(found, Fault::BadWorkbook { .. }), "{found}");
    }
}

#[test]
fn tables_of_opendocument() {
    let cell = |text: &str| {
        format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
    };
    let tables = format!(
        r#"<table:table table:name="Notes" table:style-name="ta2"><table:table-row>{note}</table:table-row></table:table>
<table:table table:name="Data" table:style-name="ta1"><table:table-column table:number-columns-repeated="16384"/>
<table:table-header-rows><table:table-row>{id}{day}{when}{time}{share}{gang}</table:table-row></table:table-header-rows>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><office:annotation><text:p>checked</text:p></office:annotation><text:p>00<text:span>7</text:span></text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-01-01"><text:p>01.01.20</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2020-01-01T18:00:00.000000000"/><table:table-cell office:value-type="time" office:time-value="PT10H30M00S"><text:p>10:30</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.25"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell table:number-columns-repeated="16378"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="12"/></table:table-row>
<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        note = cell("old"),
        id = cell("Id &amp; more"),
        day = cell("Day"),
        when = cell("When"),
        time = cell("Time"),
        share = cell("Share"),
        gang = cell("Gang<text:line-break/>2"),
    );
    let (name, kind, text, notes) = read("a.ods", &ods(&tables), &[]);
    assert_eq!((name.as_str(), kind), ("a.ods", Kind::Table));
    let first = "007,2020-01-01,2020-01-01T18:00:00,10:30:00,0.25,true\n";
    assert_eq!(text, format!("Id & more,Day,When,Time,Share,\"Gang\n2\"\n{first}{first},,,12,12,\n"));
    assert_eq!(notes, [UnpackNote::Table { from: RecordSource::Sheet, records: 4 }]);
}

#[test]
fn repeated_cells_of_opendocument_cost_no_more_than_the_budget() {
    let wide = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row>"#;
    let found = fault("a.ods", &ods(&format!(r#"<table:table table:name="a">{wide}</table:table>"#)));
    assert_eq!(found, Fault::TooLargeToHold { megabytes: 5 });
    let rows = format!(r#"<table:table table:name="a">{}</table:table>"#, wide.replace("16384", "1").repeat(2));
    assert!(matches!(fault("a.ods", &ods(&rows)), Fault::BadWorkbook { .. }));
    let columns = wide.replace("16384", "99999999999").replace("1048576", "1");
    assert!(matches!(
        fault("a.ods", &ods(&format!(r#"<table:table table:name="a">{columns}</table:table>"#))),
        Fault::BadWorkbook { .. }
    ));
}

#[test]
fn locked_and_other_documents_are_named() {
    let locked = zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></m>"),
        ("content.xml", b"\x12\x34"),
    ]);
    assert_eq!(fault("a.ods", &locked), Fault::LockedWorkbook);
    for parts in [
        zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]),
        zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<o/>")]),
    ] {
        assert_eq!(fault("a.zip", &parts), Fault::Foreign { found: FileForm::Document });
    }
    let binary = zipped(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"x")]);
    assert_eq!(fault("a.xlsb", &binary), Fault::Foreign { found: FileForm::Workbook });
}

#[test]
fn every_type_of_cell_of_excel_97() {
    let records = vec![
        (0xFD, at(1, 0, 0, &[0, 0, 0, 0])),
        (0x203, at(1, 1, 1, &43_831_f64.to_le_bytes())),
        (
            0xBD,
            [
                &at(1, 2, 0, &((12 << 2) | 2_u32).to_le_bytes())[..],
                &[0, 0],
                &((50 << 2) | 3_u32).to_le_bytes(),
                &[3, 0],
            ]
            .concat(),
        ),
        (0x205, at(1, 4, 0, &[1, 0])),
        (0x06, at(1, 5, 0, &[&[0, 0, 0, 0, 0, 0, 0xFF, 0xFF][..], &[0; 8]].concat())),
        (0x207, vec![2, 0, 0, b'o', b'k']),
        (0x205, at(1, 6, 0, &[42, 1])),
        // The header comes last, and its second cell twice.
        (0x204, at(0, 0, 0, &[2, 0, 0, b'I', b'd'])),
        (0x204, at(0, 1, 0, &[1, 0, 0, b'x'])),
        (0x204, at(0, 1, 0, &[3, 0, 0, b'D', b'a', b'y'])),
        (0xFD, at(0, 2, 0, &[1, 0, 0, 0])),
        (0x06, at(2, 1, 1, &[&43_832.5_f64.to_le_bytes()[..], &[0; 8]].concat())),
    ];
    let (name, _, text, notes) = read("a.xls", &xls(&records), &[]);
    assert_eq!(name, "a.xls");
    assert_eq!(text, "Id,Day,Có,,,\n007,2020-01-01T00:00:00,12,0.5,true,ok\n,2020-01-02T12:00:00,,,,\n");
    assert_eq!(notes, [UnpackNote::Table { from: RecordSource::Sheet, records: 3 }]);
    let corners =
        vec![(0x203, at(0, 0, 0, &1_f64.to_le_bytes())), (0x203, at(65_535, 65_535, 0, &2_f64.to_le_bytes()))];
    let (_, _, text, _) = read("a.xls", &xls(&corners), &[]);
    assert_eq!(text.lines().count(), 2);
    assert_eq!(read("a.zip", &zipped(&[("a.xls", &xls(&corners))]), &[]).2, text);
    assert_eq!(fault("a.xls", &xls(&[])), Fault::EmptyWorkbook { sheets: 1 });
    assert_eq!(
        fault("a.xls", &xls(&[(0x203, vec![0, 0])])),
        Fault::BadWorkbook { reason: "a record ends too early".into() }
    );
}
