//! Parquet, databases of SQLite and FlatGeobuf.

use crate::case::{Case, run};
use crate::file::{File, file};

/// A number as Thrift's compact protocol and Parquet's headers write it.
fn varint(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 127 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// A field of an integer, a step behind the field before.
fn integer(step: u8, number: i64) -> Vec<u8> {
    let zigzag = (number.cast_unsigned() << 1) ^ (number >> 63).cast_unsigned();
    [vec![step << 4 | 6], varint(zigzag)].concat()
}

fn text(step: u8, text: &str) -> Vec<u8> {
    [vec![step << 4 | 8], varint(text.len() as u64), text.as_bytes().to_vec()].concat()
}

/// A page of data: bytes that come out, bytes that are there, rows, the encoding.
fn page(unpacked: i64, body: &[u8], n_rows: i64, encoding: i64) -> Vec<u8> {
    let data = [integer(1, n_rows), integer(1, encoding), integer(1, 3), integer(1, 3), vec![0]].concat();
    let header = [integer(1, 0), integer(1, unpacked), integer(1, body.len() as i64), vec![0x2C], data, vec![0]];
    [header.concat(), body.to_vec()].concat()
}

/// A file with one required column of a physical type, compressed by a codec, and its pages.
fn parquet(kind: i64, codec: i64, n_rows: i64, pages: &[u8]) -> Vec<u8> {
    let root = [text(4, "a"), integer(1, 1), vec![0]].concat();
    let column = [integer(1, kind), integer(2, 0), text(1, "a"), vec![0]].concat();
    let data = [
        integer(1, kind),
        vec![0x19, 0x16, 0],
        vec![0x19, 0x18, 1, b'a'],
        integer(1, codec),
        integer(1, n_rows),
        integer(1, pages.len() as i64),
        integer(1, pages.len() as i64),
        integer(2, 4),
        vec![0],
    ]
    .concat();
    let chunk = [integer(2, 4), vec![0x1C], data, vec![0]].concat();
    let group = [vec![0x19, 0x1C], chunk, integer(1, 1), integer(1, n_rows), vec![0]].concat();
    let footer =
        [integer(1, 1), vec![0x19, 0x2C], root, column, integer(1, n_rows), vec![0x19, 0x1C], group, vec![0]].concat();
    let length = (footer.len() as u32).to_le_bytes();
    [b"PAR1".as_slice(), pages, &footer, &length, b"PAR1"].concat()
}

/// A thousand numbers by their differences in blocks of 128: the first number, the least difference of the first block, and what its
/// differences have above that, in 20 bits each. All later numbers are equal.
fn differences(first: i64, least: i64, above: &[u32]) -> Vec<u8> {
    let zigzag = |number: i64| varint(((number << 1) ^ (number >> 63)).cast_unsigned());
    let mut bits = vec![false; 128 * 20];
    for (at, number) in above.iter().enumerate() {
        (0..20).for_each(|bit| bits[20 * at + bit] = number >> bit & 1 == 1);
    }
    let byte = |bits: &[bool]| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    let packed: Vec<u8> = bits.chunks(8).map(byte).collect();
    let start = [vec![0x80, 1, 4], varint(1000), zigzag(first), zigzag(least), vec![20; 4]].concat();
    [start, packed, [0; 5].repeat(7)].concat()
}

fn one(name: &str, bytes: Vec<u8>) -> Vec<File> {
    vec![file(name, bytes)]
}

/// A database of a page for its list of tables and one for a table, to be changed by the caller.
fn database(change: impl FnOnce(&mut Vec<u8>)) -> Vec<File> {
    const PAGE: usize = 4096;
    let leaf = |page: &mut [u8], header: usize, record: &[u8]| {
        let start = PAGE - record.len();
        page[start..].copy_from_slice(record);
        page[header..header + 8].copy_from_slice(&[13, 0, 0, 0, 1, (start >> 8) as u8, start as u8, 0]);
        page[header + 8..header + 10].copy_from_slice(&(start as u16).to_be_bytes());
    };
    let mut bytes = vec![0; 2 * PAGE];
    bytes[..16].copy_from_slice(b"SQLite format 3\0");
    bytes[16..20].copy_from_slice(&[0x10, 0, 1, 1]);
    bytes[56..60].copy_from_slice(&1_u32.to_be_bytes());
    let sql = b"CREATE TABLE crimes (Description TEXT, CrimeDate TEXT)";
    // The length of this header, and the types of its values: texts by 13 and twice their lengths.
    let types = [6, 23, 25, 25, 1, sql.len() as u8 * 2 + 13];
    let record = [&types[..], b"table", b"crimes", b"crimes", &[2], sql].concat();
    let cell = [&[record.len() as u8, 1][..], &record].concat();
    leaf(&mut bytes[..PAGE], 100, &cell);
    let record = [&[3, 25, 33][..], b"ARSON ", b"2020-01-01"].concat();
    let cell = [&[record.len() as u8, 1][..], &record].concat();
    leaf(&mut bytes[PAGE..], 0, &cell);
    change(&mut bytes);
    one("a.sqlite", bytes)
}

const PARQUET: &[Case] = &[
    (
        "Parquet: a page that says it has 2 GB",
        || one("a.parquet", parquet(6, 6, 10, &page(i64::from(i32::MAX), b"\x28\xb5\x2f\xfd", 10, 0))),
        None,
        "may have 500 MB",
    ),
    (
        "Parquet: a page of nothing with 60 million rows",
        || one("a.parquet", parquet(1, 0, 60_000_000, &page(8, &[0x80, 1, 4, 0, 0, 0, 0, 0], 60_000_000, 5))),
        None,
        "lengths or counts contradict each other",
    ),
    (
        "Parquet: as many rows as a number can say",
        || one("a.parquet", parquet(1, 0, i64::MAX / 16, &page(4, &[0; 4], 1, 0))),
        None,
        "may have 500 MB",
    ),
    (
        "Parquet: sixteen million numbers without a byte for each",
        || {
            let body = [vec![0x80, 1, 4], varint(16_000_000), vec![0], [0; 5].repeat(125_000)].concat();
            one("a.parquet", parquet(1, 0, 16_000_000, &page(body.len() as i64, &body, 16_000_000, 5)))
        },
        None,
        "expected a column",
    ),
    (
        "Parquet: a text of a megabyte, and a thousand that share all of it",
        || {
            const LONG: u32 = 1_000_000;
            // Prefixes 0, 1 MB, 1 MB …; lengths of the rest 1 MB, 0, 0 ….
            let prefixes = differences(0, 0, &[LONG]);
            let others = [&[0][..], &[LONG; 127]].concat();
            let lengths = differences(i64::from(LONG), -i64::from(LONG), &others);
            let body = [prefixes, lengths, vec![b'a'; LONG as usize]].concat();
            one("a.parquet", parquet(6, 0, 1000, &page(body.len() as i64, &body, 1000, 7)))
        },
        None,
        "expected values of the column’s type",
    ),
    (
        "Parquet: a footer of nested lists",
        || {
            let footer = [0x19, 0x19].repeat(500_000);
            let length = (footer.len() as u32).to_le_bytes();
            one("a.parquet", [b"PAR1".as_slice(), &footer, &length, b"PAR1"].concat())
        },
        None,
        "expected a readable list of columns",
    ),
];

const DATABASES: &[Case] = &[
    ("SQLite: a table", || database(|_| {}), None, "read: 1 rows"),
    (
        "SQLite: a tree that is its own branch",
        || database(|bytes| bytes[4096..4108].copy_from_slice(&[5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])),
        None,
        "found one that is used twice",
    ),
    (
        "SQLite: a record of 2⁶⁰ bytes",
        || {
            database(|bytes| {
                let start = 8192 - 21;
                bytes[start..start + 9].fill(0x90);
            })
        },
        None,
        "lengths or counts contradict each other",
    ),
    (
        "SQLite: 2,000 cells in one place",
        || {
            database(|bytes| {
                bytes[4099..4101].copy_from_slice(&2000_u16.to_be_bytes());
                let start = (4096_u16 - 21).to_be_bytes();
                (0..2000).for_each(|at| bytes[4104 + 2 * at..4106 + 2 * at].copy_from_slice(&start));
            })
        },
        None,
        "lengths or counts contradict each other",
    ),
    ("SQLite: pages of 3 bytes", || database(|bytes| bytes[16..18].copy_from_slice(&[0, 3])), None, "is damaged"),
    ("SQLite: an encrypted page", || database(|bytes| bytes[100..4096].fill(0xA7)), None, "damaged or encrypted"),
];

const FLATGEOBUF: &[Case] = &[
    (
        "FlatGeobuf: a header of 4 GB",
        || one("a.fgb", b"fgb\x03fgb\x01\xff\xff\xff\xff".to_vec()),
        None,
        "expected 4,294,967,299 bytes, found 4",
    ),
    (
        "FlatGeobuf: a feature of 4 GB",
        || {
            let mut bytes = include_bytes!("../../crates/unpack/tests/fixtures/places.fgb").to_vec();
            // The first feature begins behind mark and header; there is no index.
            let header = u32::from_le_bytes(bytes[8..12].try_into().expect("a length")) as usize;
            bytes[12 + header..16 + header].fill(0xFF);
            one("a.fgb", bytes)
        },
        None,
        "record 1",
    ),
];

#[test]
fn parquet_made_to_fill_memory() {
    run(PARQUET);
}

#[test]
fn databases_made_to_fill_memory() {
    run(DATABASES);
}

#[test]
fn flatgeobuf_made_to_fill_memory() {
    run(FLATGEOBUF);
}
