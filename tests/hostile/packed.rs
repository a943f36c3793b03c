//! Archives.

use crate::archives::{gzipped, zipped};
use crate::case::{Case, run};
use crate::file::{File, file};

const TABLE: &[u8] = b"CrimeDate,Description\n09/17/2016,LARCENY\n";

fn zip(entries: &[(&str, &[u8])]) -> Vec<File> {
    vec![file("a.zip", zipped(entries))]
}

/// A zip of entries of which all share one local header and its bytes, with sizes as one likes.
fn overlapping(n_entries: u16, said: u32, packed: &[u8], size: u32) -> Vec<File> {
    let mut crc = flate2::Crc::new();
    crc.update(TABLE);
    let name = |at: u16| format!("{at:05}.csv");
    let fields = |name: &str| {
        let mut fields = Vec::new();
        fields.extend([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
        fields.extend(crc.sum().to_le_bytes());
        fields.extend(said.to_le_bytes());
        fields.extend(size.to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        fields
    };
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend(fields(&name(0)));
    zip.extend(name(0).bytes());
    zip.extend(packed);
    let start = zip.len() as u32;
    for at in 0..n_entries {
        zip.extend(b"PK\x01\x02\x14\0");
        zip.extend(fields(&name(at)));
        zip.extend([0; 14]);
        zip.extend(name(at).bytes());
    }
    let length = zip.len() as u32 - start;
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(n_entries.to_le_bytes());
    zip.extend(n_entries.to_le_bytes());
    zip.extend(length.to_le_bytes());
    zip.extend(start.to_le_bytes());
    zip.extend([0, 0]);
    vec![file("a.zip", zip)]
}

/// A zip64 whose index says that there are more entries than could be anywhere.
fn endless() -> Vec<File> {
    let mut zip = b"PK\x03\x04".to_vec();
    zip.extend([0; 26]);
    let start = zip.len() as u64;
    zip.extend(b"PK\x06\x06");
    zip.extend(44_u64.to_le_bytes());
    zip.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    zip.extend([0xFF; 24]);
    zip.extend(0_u64.to_le_bytes());
    zip.extend(b"PK\x06\x07\0\0\0\0");
    zip.extend(start.to_le_bytes());
    zip.extend([1, 0, 0, 0]);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([0xFF; 12]);
    zip.extend([0, 0]);
    vec![file("a.zip", zip)]
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("bytes");
    encoder.finish().expect("a stream")
}

/// A table that begins like one, and goes on as blanks.
fn blanks() -> Vec<u8> {
    let mut bytes = TABLE.to_vec();
    bytes.resize(60_000_000, b' ');
    bytes
}

const CASES: &[Case] = &[
    (
        "a zip that grows a thousandfold",
        || zip(&[("a.csv", &blanks())]),
        None,
        "unpacks to more than 250 times its size",
    ),
    (
        "a gzip that grows a thousandfold",
        || vec![file("a.csv.gz", gzipped(&blanks()))],
        None,
        "unpacks to more than 250 times its size",
    ),
    (
        "the same as JSON, which is held",
        || zip(&[("a.json", &[b"[".as_slice(), &blanks()].concat())]),
        None,
        "unpacks to more than 250 times its size",
    ),
    (
        "a gzip in a gzip",
        || vec![file("a.csv.gz", gzipped(&gzipped(TABLE)))],
        None,
        "found a gzip archive inside of it: unpack the outer one",
    ),
    ("a gzip in a zip", || zip(&[("a.csv.gz", &gzipped(TABLE))]), None, "read: 1 rows"),
    (
        "a bomb in a gzip in a zip",
        || zip(&[("a.csv.gz", &gzipped(&blanks()))]),
        None,
        "unpacks to more than 250 times its size",
    ),
    (
        "a zip in a zip under a table’s name",
        || zip(&[("a.csv", &zipped(&[("a.csv", TABLE)]))]),
        None,
        "found a zip archive inside of it",
    ),
    (
        "zips in zips, ten deep",
        || {
            let inner = (0..9).fold(zipped(&[("r.zip", TABLE)]), |inner, _| zipped(&[("r.zip", &inner)]));
            zip(&[("r.zip", &inner)])
        },
        None,
        "expected a crime table or neighborhoods in the archive, found “r.zip”",
    ),
    (
        "1,000 entries that share one bomb",
        || overlapping(1000, deflated(&blanks()).len() as u32, &deflated(&blanks()), 60_000_000),
        None,
        "1,000 tables are more than the 366 that can be read as one",
    ),
    (
        "20,000 entries",
        || overlapping(20_000, 40, &deflated(TABLE), 41),
        None,
        "holds 20,000 files, more than the 1,000 that can be read",
    ),
    (
        "an entry that says it has 4 GB",
        || overlapping(1, deflated(TABLE).len() as u32, &deflated(TABLE), u32::MAX),
        None,
        "lists 4,294,967,295 bytes, and only 41 come out",
    ),
    (
        "an entry that says it has 3 bytes",
        || overlapping(1, deflated(TABLE).len() as u32, &deflated(TABLE), 3),
        None,
        "lists 3 bytes, and more come out",
    ),
    ("an entry packed in 4 GB, it says", || overlapping(1, u32::MAX - 1, &deflated(TABLE), 41), None, "read: 1 rows"),
    (
        "an entry packed in 2 bytes, it says",
        || overlapping(1, 2, &deflated(TABLE), 41),
        None,
        "its content can’t be unpacked",
    ),
    ("an archive without entries", || zip(&[]), None, "in the archive, found nothing"),
    ("an index that says it has 2⁶⁴ entries", endless, None, "the archive is damaged"),
    ("only the mark of a zip", || vec![file("a.zip", b"PK\x03\x04")], None, "the archive is damaged"),
    ("only the mark of a gzip", || vec![file("a.gz", b"\x1f\x8b")], None, "the archive is damaged"),
    (
        "names of paths and of objects",
        || zip(&[("__proto__/constructor.csv", TABLE), ("../../etc/x.doc", b"x"), ("C:\\a.md", b"x")]),
        None,
        "read: 1 rows",
    ),
    (
        "a name of 60,000 letters",
        || zip(&[(&("x".repeat(60_000) + ".csv"), TABLE), ("b.csv", TABLE)]),
        None,
        "read: 2 rows",
    ),
    (
        "a document of 60,000 letters' name",
        || zip(&[(&("x".repeat(60_000) + ".doc"), TABLE)]),
        None,
        "found “xxxxxxxxxx",
    ),
];

#[test]
fn archives_made_to_fill_memory() {
    run(CASES);
}
