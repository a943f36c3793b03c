//! Writes the seeds of the corpus: `cargo run --manifest-path fuzz/Cargo.toml --example seeds`, then `cargo fuzz cmin` each.

use std::fs;
use std::io::Write;
use std::path::Path;

use vc_model::params::Examination;
use vc_core::job::Immediately;
use vc_protocol::{ExportFile, Job, Query, Request};
use vc_core::session::Session;

const TABLE: &str =
    "RowID,CrimeDateTime,Description,Inside_Outside,Weapon,Neighborhood,Latitude,Longitude,Age,Total_Incidents
1,2022-08-18T03:45:00Z,LARCENY,I,NA,Oak,39.2929,-76.6212,31,1
2,2022-08-19T13:05:00Z,\"AGG. ASSAULT, \"\"GUN\"\"\",O,FIREARM,Elm,39.3,-76.6,7,2
3,2022-08-19T13:05:00Z,ARSON,,,,,,,1
4,,ARSON,O,FIRE,Elm,0,0,NA,1
5,2022-12-31T23:59:00Z,LARCENY,I,,Oak,39.31,-76.61,90,1
6,2022-12-30T22:00:00Z,ROBBERY,O,KNIFE,Oak,39.31,-76.61,20,1
";

const SQUARES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"Name":"Oak","Population":120,"Black":40},"geometry":{"type":"Polygon","coordinates":[[[-76.7,39.2],[-76.6,39.2],[-76.6,39.3],[-76.7,39.3],[-76.7,39.2]]]}},
{"type":"Feature","properties":{"Name":"Elm","Population":80,"Black":10},"geometry":{"type":"MultiPolygon","coordinates":[[[[-76.6,39.2],[-76.5,39.2],[-76.5,39.3],[-76.6,39.3],[-76.6,39.2]],[[-76.57,39.23],[-76.57,39.25],[-76.55,39.25],[-76.57,39.23]]]]}},
{"type":"Feature","properties":{"Name":"Ash","Population":0,"Black":null},"geometry":null}]}"#;

const TOPOLOGY: &str = r#"{"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[-77,39]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"w","properties":{"Name":"West"},"arcs":[[0,1]]},{"type":"MultiPolygon","properties":{"Name":"East"},"arcs":[[[2,-1]]]}]}},"arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]]}"#;

const ESRI: &str = r#"{"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":2248},"fields":[{"name":"D","type":"esriFieldTypeDate"}],"features":[{"attributes":{"Name":"Oak","D":1474137720000},"geometry":{"rings":[[[1400000,580000],[1410000,590000],[1410000,580000]]]}}]}"#;

const RECORDS: &str = r#"[{"Description":"LAR\"CENY","Where":{"type":"Point","coordinates":[-76.6,39.3]}},{"a":[1,{"b":null}],"CrimeDate":1474137720000}]"#;

const MAPPING: &str = r#"{"version":1,"roles":{"What, then?":"description"},"own":["Beat"],"matches":{"MILL HILL":"Millhill"},"kinds":{"trees":"count"}}"#;

const CATALOG: &str = r#"{"sources":{"a":{"title":{"en":"Crimes","es":"Delitos"},"protocol":"arcgis-layer","url":"https://example.org/x/FeatureServer/0","role":"crime","publisher":"A city"}},"offers":[{"id":"o","title":{"en":"All"},"sources":["a"]}]}"#;

fn main() -> std::io::Result<()> {
    let mut seeds: Vec<(&str, Vec<u8>)> = Vec::new();
    let mut add = |target, bytes: &[u8]| seeds.push((target, bytes.to_vec()));
    for separator in [",", ";", "\t", "|"] {
        add("csv", TABLE.replace(',', separator).as_bytes());
    }
    add("csv", TABLE.replace('\n', "\r\n").replace("LARCENY", "\"LARCENY").as_bytes());
    add("csv", format!("sep=;\n{}", TABLE.replace(',', ";").replace("NA", "Ca\u{f1}\u{f3}n")).as_bytes());
    add("csv", b"Crimes, 2020\n\nOffense,Date,Time,X,Y\nTHEFT,31/12/2020,345,1420000,590000\nTHEFT,1/1/2021,PM,POINT (-76 39),\xff\n");
    add(
        "dates",
        b"09/17/2016\0003:45\n2021-04-05T11:05:00Z\0\n31.12.2020\0 3:45 PM\n20200229\0 1345\n1474137720000\0 12:00:00 AM\nSep 17, 2016\0noon\n17-SEP-16\00024:00\n-9999-01-01\00099\n",
    );
    add("geojson", SQUARES.as_bytes());
    add("geojson", SQUARES.replace("-76.6,39.3", "-76.6,1e300").as_bytes());
    add("geojson", SQUARES.replace("\"Polygon\"", "\"Point\"").as_bytes());
    let collection = SQUARES
        .replace("{\"type\":\"Polygon\"", "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\"")
        .replacen("]]]}},", "]]]}]}},", 1);
    add("geojson", collection.as_bytes());
    for text in [SQUARES, TOPOLOGY, ESRI, RECORDS, "{\"error\":{\"code\":400}}", "{\"a\":1}\n{\"a\":\"2020-01-01\"}\n"]
    {
        add("json", text.as_bytes());
    }
    let crs = SQUARES.replacen("\"features\"", "\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"features\"", 1);
    add("json", crs.as_bytes());
    for outline in [
        "(-76.7 39.2, -76.6 39.2, -76.6 39.3, -76.7 39.2)))",
        "(1e9 2, 3 4, 5 6, 1e9 2), (0 0, 1 1)), ((0 0)))",
        "EMPTY",
    ] {
        add("wkt", outline.as_bytes());
    }
    let (shp, dbf) = shapefile();
    let mut joined = (dbf.len() as u16).to_le_bytes().to_vec();
    joined.extend([dbf.as_slice(), &shp].concat());
    add("shapefile", &joined);
    archives(&mut add, &shp, &dbf);
    for link in [
        "v=1&preset=crime&years=2018..2019&columns=description,hour&forms=hour-ordinal&weights=hour-0.5&k=5&seed=7",
        "measures=share_black&filters=description-COMMON_ASSAULT.HOMICIDE,weapon-.FIREARM&components=0.9&encoding=raw",
        "roles=What%252C-description,Area-skip&own=Beat,Arrest&match=MILL%2520HILL-Millhill&kinds=trees-count&tol=0&n_init=1",
        "map=share-B&classes=0.1,0.2&n_classes=4&pin=C&region=Mill%20Hill&beside=Canton&axes=1,3&vs=years.2018,own&name-5-B=Night",
        "min_frequency=0.5&sweep=2..2&max_iter=1&fingerprint=00ff&crime=a.csv&regions=b.geojson",
    ] {
        add("link", link.as_bytes());
    }
    add("settings", MAPPING.as_bytes());
    add("settings", CATALOG.as_bytes());
    add("settings", vc_sources::seams::BUILT_IN.as_bytes());
    add("servers", b"e.org/FeatureServer/0\0{\"count\":2}\0{\"maxRecordCount\":1,\"objectIdField\":\"O\",\"fields\":[{\"name\":\"O\",\"type\":\"esriFieldTypeOID\"},{\"name\":\"D\",\"type\":\"esriFieldTypeDate\"}],\"advancedQueryCapabilities\":{\"supportsPagination\":true}}\0{\"exceededTransferLimit\":true,\"features\":[{\"attributes\":{\"O\":1,\"D\":0},\"geometry\":{\"x\":1,\"y\":2}}]}\0{\"error\":{\"code\":400,\"message\":\"no\",\"details\":[]}}");
    add("servers", b"e.org/resource/abcd-1234\0[{\"count\":\"2\"}]\0a,b\n1,2\n\0!busy\0a,b\n3,4\n");
    add("servers", b"e.org/api/download/v1/items/x/csv\0{\"status\":\"InProgress\"}\0{\"status\":\"Completed\",\"resultUrl\":\"https://e.org/f\"}");
    for query in [
        "preset=crime",
        "preset=census&encoding=standard&components=2",
        "columns=description,neighborhood,age&min_frequency=0&k=2&encoding=raw",
    ] {
        add("whole", format!("{query}\0{TABLE}\0{SQUARES}").as_bytes());
    }
    add("whole", format!("columns=own_1&own=Weapon\0{}", TABLE.replace("Description", "What")).as_bytes());
    messages(&mut add);
    add("kml", br##"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><Placemark><name>Oak</name><description><![CDATA[<table><tr><td>POP</td><td>12</td></tr></table>]]></description><ExtendedData><Data name="A"><value>1</value></Data><SchemaData><SimpleData name="B">2</SimpleData></SchemaData></ExtendedData><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>-76.7,39.2,0 -76.6,39.2,0 -76.6,39.3,0</coordinates></LinearRing></outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder></Document></kml>"##);
    add("kml", b"<kml><Placemark><name>A &amp; B &#65;</name><Point><coordinates>-76.7, 39.2</coordinates></Point></Placemark><NetworkLink/></kml>");
    add("workbook", br##"0<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="a" sheetId="1" state="hidden" r:id="r1"/></sheets></workbook>"##);
    add("workbook", br##"1<worksheet><dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>x</t></is></c></row><row r="3"><c r="A3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><f>A1</f></c><c r="E3" t="d"><v>2020-01-01T10:00:00</v></c></row></sheetData></worksheet>"##);
    add("workbook", br##"2<sst count="2"><si><t>a</t></si><si><r><t>b</t></r><r><t xml:space="preserve"> c</t></r></si></sst>"##);
    add("workbook", br##"3<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>"##);
    add("workbook", br##"4<a><table:table table:name="a"><table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>a<text:s text:c="3"/>b</text:p></table:table-cell><table:table-cell table:number-columns-repeated="5" office:value-type="date" office:date-value="2020-01-01"/></table:table-row></table:table></a>"##);
    for (target, name) in [
        ("parquet", "snappy_dictionary.parquet"),
        ("parquet", "zstd_plain.parquet"),
        ("parquet", "gzip_v2.parquet"),
        ("parquet", "none_groups.parquet"),
        ("parquet", "delta.parquet"),
        ("parquet", "delta_lengths.parquet"),
        ("parquet", "int96.parquet"),
        ("parquet", "nested.parquet"),
        ("parquet", "areas.parquet"),
        ("database", "crimes.sqlite"),
        ("database", "areas.gpkg"),
        ("flatgeobuf", "areas.fgb"),
        ("flatgeobuf", "areas_utm.fgb"),
        ("flatgeobuf", "places.fgb"),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/unpack/tests/fixtures");
        add(target, &fs::read(folder.join(name))?);
    }
    for (at, (target, bytes)) in seeds.iter().enumerate() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{at:02}")), bytes)?;
    }
    Ok(())
}

/// Messages as worker and page send them, of a small part of the sample.
fn messages(add: &mut impl FnMut(&'static str, &[u8])) {
    let (link, _) = vc_link::Link::parse(
        "columns=inside_outside,weekday&sweep=2..2&n_init=1&k=2&filters=description-ARSON",
    );
    let mut session = Session::new();
    let way = async {
        session.load(vec![named("a.csv", TABLE), named("b.geojson", SQUARES)], &Default::default(), &Immediately).await
    };
    let dataset = pollster::block_on(way).expect("a table");
    let (all, _) = vc_link::Link::parse("columns=description,inside_outside&sweep=2..2&n_init=1&k=2");
    let analysis = pollster::block_on(session.analyze(&all.params, &Immediately)).expect("an analysis");
    let trust = pollster::block_on(session.examine(Examination::Restarts, &Immediately)).expect("findings");
    let mut message = |kind: u8, bytes: Vec<u8>| add("protocol", &[vec![kind], bytes].concat());
    message(0, postcard::to_allocvec(&analysis).expect("bytes"));
    message(1, postcard::to_allocvec(&dataset).expect("bytes"));
    for query in [Query::Quality, Query::Levels { column: None }, Query::Loadings { most: 5 }, Query::Distributions] {
        let (_, reply) = session.look(query).expect("a reply");
        message(2, postcard::to_allocvec(&reply).expect("bytes"));
    }
    message(5, postcard::to_allocvec(&trust).expect("bytes"));
    let jobs = [
        Job::LoadSample,
        Job::Analyse { params: link.params },
        Job::Export { file: ExportFile::Labels },
        Job::Look { query: Query::Scores { x: 0, y: 1 } },
    ];
    for job in jobs {
        message(7, serde_json::to_vec(&Request { id: 1, job }).expect("JSON"));
    }
    message(8, br#"{"id":1,"answer":{"failed":{"title":"x"}}}"#.to_vec());
    message(9, br#"{"unpacked":{"files":[{"name":"a","notes":["b"]}]}}"#.to_vec());
    message(10, serde_json::to_vec(&trust).expect("JSON"));
}

fn named(name: &str, text: &str) -> vc_core::dataset::NamedFile {
    vc_core::dataset::NamedBytes { name: name.to_owned(), bytes: text.as_bytes().to_vec() }.into()
}

fn archives(add: &mut impl FnMut(&'static str, &[u8]), shp: &[u8], dbf: &[u8]) {
    let zipped = |entries: &[(&str, &[u8])], is_stored: bool| {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let method = if is_stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        let options = zip::write::SimpleFileOptions::default().compression_method(method);
        for (name, bytes) in entries {
            writer.start_file(*name, options).expect("an entry");
            writer.write_all(bytes).expect("bytes");
        }
        writer.finish().expect("a zip").into_inner()
    };
    let gzipped = |bytes: &[u8]| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).expect("bytes");
        encoder.finish().expect("a member")
    };
    for is_stored in [false, true] {
        add("archive", &zipped(&[("a.csv", TABLE.as_bytes())], is_stored));
        add("archive", &zipped(&[("x/a.shp", shp), ("x/a.dbf", dbf), ("b.geojson", SQUARES.as_bytes())], is_stored));
    }
    add("archive", &gzipped(TABLE.as_bytes()));
    add("archive", &[gzipped(b"A,B\n"), gzipped(b"1,2\n")].concat());
    add("archive", &zipped(&[("a.csv.gz", &gzipped(TABLE.as_bytes()))], true));
    let utf16: Vec<u8> = TABLE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    add("archive", &[b"\xff\xfe".as_slice(), &utf16].concat());
}

/// Two regions, one with a hole: shapes and attributes.
fn shapefile() -> (Vec<u8>, Vec<u8>) {
    let ring = |at: f64, side: f64| [(at, at), (at, at + side), (at + side, at + side), (at + side, at), (at, at)];
    let mut hole = ring(0.25, 0.5);
    hole.reverse();
    let mut shp = vec![0; 100];
    shp[..4].copy_from_slice(&9994_i32.to_be_bytes());
    shp[28..32].copy_from_slice(&1000_i32.to_le_bytes());
    shp[32..36].copy_from_slice(&5_i32.to_le_bytes());
    for (at, rings) in [vec![ring(0.0, 1.0), hole], vec![ring(2.0, 1.0)]].iter().enumerate() {
        let mut content = 5_i32.to_le_bytes().to_vec();
        content.extend([0; 32]);
        content.extend((rings.len() as i32).to_le_bytes());
        content.extend((5 * rings.len() as i32).to_le_bytes());
        (0..rings.len()).for_each(|ring| content.extend((5 * ring as i32).to_le_bytes()));
        content.extend(rings.iter().flatten().flat_map(|(x, y)| [x.to_le_bytes(), y.to_le_bytes()].concat()));
        shp.extend((at as i32 + 1).to_be_bytes());
        shp.extend((content.len() as i32 / 2).to_be_bytes());
        shp.extend(content);
    }
    let mut dbf = vec![0; 97];
    (dbf[0], dbf[4], dbf[8], dbf[10]) = (3, 2, 97, 14);
    dbf[32..36].copy_from_slice(b"Name");
    (dbf[43], dbf[48]) = (b'C', 8);
    dbf[64..67].copy_from_slice(b"Pop");
    (dbf[75], dbf[80], dbf[96]) = (b'N', 5, 0x0D);
    dbf.extend(b" Oak        12 Elm         7");
    (shp, dbf)
}
