//! Tables.

use crate::case::{Case, run};
use crate::file::{File, file, repeated};

/// Bytes and rows of what is large: less where the build is not optimised, but always more than any limit.
const LARGE: u64 = if cfg!(debug_assertions) { 20_000_000 } else { 50_000_000 };
const HUGE: u64 = if cfg!(debug_assertions) { 20_000_000 } else { 200_000_000 };
const MANY: usize = if cfg!(debug_assertions) { 100_000 } else { 1_000_000 };

const HEADER: &str = "CrimeDate,Description,Weapon,Neighborhood\n";
const ROW: &str = "09/17/2016,LARCENY,NA,Oak\n";

/// A table of generated rows.
fn rows(header: &str, n: usize, row: impl Fn(usize) -> String) -> Vec<File> {
    let body: String = (0..n).map(row).collect();
    vec![file("a.csv", format!("{header}{body}"))]
}

const SHAPES: &[Case] = &[
    ("nothing", || vec![file("a.csv", "")], None, "the file is empty: expected a crime table"),
    ("one byte", || vec![file("a.csv", "a")], None, "found only one column: “a”"),
    ("a header", || vec![file("a.csv", HEADER)], None, "header line and no rows under it"),
    ("a mark and nothing", || vec![file("a.csv", b"\xEF\xBB\xBF")], None, "the file is empty"),
    ("half a mark", || vec![file("a.csv", b"\xEF\xBB")], None, "found only one column: “ï’”"),
    ("only line breaks", || vec![repeated("a.csv", "", "\r\n", LARGE / 2, "")], None, "the file is empty"),
    ("only commas", || vec![repeated("a.csv", "", ",", LARGE, "")], None, "header line is longer than 16 MB"),
    (
        "only quotation marks",
        || vec![repeated("a.csv", "", "\"", LARGE + 1, "")],
        None,
        "header line is longer than 16 MB",
    ),
    ("only NUL", || vec![repeated("a.csv", "", "\0", LARGE, "")], None, "found binary data"),
    (
        "NUL in a value",
        || vec![file("a.csv", format!("{HEADER}{ROW}").replace("LARC", "LA\0RC"))],
        None,
        "read: 1 rows",
    ),
    (
        "NUL far down",
        || vec![repeated("a.csv", HEADER, ROW, 100, "09/17/2016,A\0B,\0,\0\n")],
        Some("k=2&columns=description"),
        "2 groups of 101 rows, 0 set aside",
    ),
    (
        "200,000 columns",
        || vec![repeated("a.csv", "Description", ",a", 200_000, "\n")],
        None,
        "more than 2,000 columns",
    ),
    (
        "30 lines of 2,000 equal headers",
        || vec![repeated("a.csv", "", "a,".repeat(1999) + "a\n", 30, "")],
        None,
        "expected a column that says what happened",
    ),
    (
        "2,000 columns of 1,000 rows",
        || {
            vec![repeated(
                "a.csv",
                "Description".to_owned() + &",x".repeat(1999) + "\n",
                "A".to_owned() + &",y".repeat(1999) + "\n",
                1000,
                "",
            )]
        },
        None,
        "read: 1000 rows",
    ),
    (
        "one line without an end",
        || vec![repeated("a.csv", "", "abc ", LARGE / 4, "")],
        None,
        "header line is longer than 16 MB",
    ),
    (
        "a row without an end",
        || vec![repeated("a.csv", HEADER.to_owned() + ROW, "abcde", LARGE / 5, "\n")],
        None,
        "row 2 is longer than 16 MB",
    ),
    (
        "a quoted field without an end",
        || vec![repeated("a.csv", HEADER.to_owned() + ROW + "09/17/2016,\"", "abc\n,", LARGE / 5, "\",NA,Oak\n")],
        None,
        "row 2 opens a quotation mark that is never closed",
    ),
    (
        "a quotation mark left open at the start",
        || vec![repeated("a.csv", format!("{HEADER}\""), ROW, HUGE / 26, "")],
        None,
        "row 1 opens a quotation mark that is never closed",
    ),
    (
        "a quotation mark left open in the header",
        || vec![repeated("a.csv", "\"CrimeDate,Description\n", ROW, HUGE / 26, "")],
        None,
        "header line is longer than 16 MB",
    ),
    (
        "fields without end: 16 MB of commas in a row",
        || vec![repeated("a.csv", HEADER.to_owned() + ROW, ",", 16_000_000, "\n")],
        None,
        "read: 2 rows",
    ),
    (
        "rows of one comma",
        || vec![repeated("a.csv", HEADER, ",\n", LARGE / 10, "")],
        None,
        "000,000 rows have another number (the first is row 1)",
    ),
    (
        "carriage returns alone",
        || vec![repeated("a.csv", HEADER.replace('\n', "\r"), ROW.replace('\n', "\r"), 1000, "")],
        None,
        "read: 1000 rows",
    ),
    (
        "UTF-16 without a mark",
        || vec![file("a.csv", crate::archives::utf16(&(HEADER.to_owned() + ROW), true, false))],
        None,
        "read: 1 rows",
    ),
    (
        "UTF-16 of lone surrogates",
        || vec![repeated("a.csv", crate::archives::utf16(HEADER, true, true), [0x00, 0xD8], 1_000_000, "")],
        None,
        "the only row can’t be used",
    ),
    (
        "bytes that are no UTF-8",
        || vec![repeated("a.csv", HEADER, b"1/1/2020,\xff\xfe\xc3,\xf8\x88,\xed\xa0\x80\n", 1000, "")],
        None,
        "read: 1000 rows",
    ),
];

#[test]
fn shapes_of_tables() {
    run(SHAPES);
}

const VALUES: &[Case] = &[
    (
        "rows of values that are all different, in every column",
        || {
            rows("CrimeDate,Description,Weapon,Neighborhood,Age,Premise\n", MANY, |n| {
                format!("1/1/2020,d{n},w{n},n{n},{n},p{n}\n")
            })
        },
        Some("columns=description,weapon&k=2&sweep=2..2&n_init=1"),
        "rare values are combined (min_frequency): there is nothing to group",
    ),
    (
        "100,000 values that are all different, none of them merged",
        || rows("Description\n", 100_000, |n| format!("d{n}\n")),
        Some("columns=description&min_frequency=0&k=2&sweep=2..2&n_init=1"),
        "has 100,000 different values, more than 65,535: leave it out, or combine rare values",
    ),
    (
        "3,000 values that are all different, none of them merged",
        || rows("Description\n", 3000, |n| format!("d{n}\n")),
        Some("columns=description&min_frequency=0&k=2&sweep=2..2&n_init=1"),
        "become 3,000 features, more than the 2,000",
    ),
    (
        "200,000 values that are made to have one hash",
        || {
            // The hash multiplies what it makes of the first eight bytes with what it makes of the last: here with nothing.
            let row = |n: usize| [b"\xd3\x08\xa3\x85\x88\x6a\x3f\x24", format!("{n:08}\n").as_bytes()].concat();
            let rows: Vec<u8> = (0..200_000).flat_map(row).collect();
            vec![file("a.csv", [b"Description\n", &rows[..]].concat())]
        },
        None,
        "read: 200000 rows, 0 regions",
    ),
    (
        "a name of 100,000 letters in every row",
        || rows("Description,Neighborhood\n", 200, |n| format!("d{},{n}{}\n", n % 3, "x".repeat(100_000))),
        Some("columns=description,neighborhood&k=2&sweep=2..2"),
        "2 groups of 200 rows, 0 set aside",
    ),
    (
        "names of an object’s own members",
        || {
            let names = [
                "__proto__",
                "constructor",
                "toString",
                "hasOwnProperty",
                "=1+1",
                "@SUM(A1)",
                "<script>alert(1)</script>",
                "'; DROP TABLE rows;--",
            ];
            rows("Description,Neighborhood\n", 80, |n| format!("{},{}\n", names[n % 8], names[n / 8 % 8]))
        },
        Some("columns=description,neighborhood&k=3&sweep=2..4"),
        "3 groups of 80 rows, 0 set aside",
    ),
    (
        "dates at the ends of time",
        || {
            let dates = [
                "0000-00-00",
                "9999-12-31",
                "-9999-01-01",
                "1/1/1",
                "99999999999999999999",
                "-9223372036854775808",
                "2020-02-30",
                "0001-01-01T24:60:60Z",
                "12/31/9999 11:59 PM",
                "1e300",
                "253402300800000",
            ];
            rows("CrimeDateTime,Description\n", 110, |n| format!("{},d{}\n", dates[n % 11], n % 7))
        },
        Some("years=all&columns=description,month&k=2&sweep=2..2"),
        "2 groups of 110 rows, 0 set aside",
    ),
    (
        "positions that are no places",
        || {
            let places = [
                "NaN,NaN",
                "inf,-inf",
                "1e300,-1e300",
                "-76.6,39.3",
                "39.3,-76.6",
                "0,0",
                "181,91",
                "-0,-0",
                "1e-320,5e-324",
                "76..6,39",
            ];
            rows("Longitude,Latitude,Description\n", 100, |n| format!("{},d{}\n", places[n % 10], n % 7))
        },
        Some("columns=description&k=2&sweep=2..2"),
        "2 groups of 100 rows, 0 set aside",
    ),
    (
        "times and ages that are none",
        || {
            let values = ["25:61,-1", "24:00,1e9", "99999999999999999999,NaN", "-1,∞", "::,0x10", "12:00:00:00 PM,999"];
            rows("CrimeTime,Age,Description\n", 120, |n| format!("{},d{}\n", values[n % 6], n % 7))
        },
        Some("columns=description,hour,age&k=2&sweep=2..2"),
        "2 groups of 120 rows, 0 set aside",
    ),
];

#[test]
fn values_of_tables() {
    run(VALUES);
}
