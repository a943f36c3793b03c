//! What English says of damaged and unread files of records: Parquet, GeoPackage and SQLite, FlatGeobuf.

use crate::wording::Locale;
use crate::words::errors::{count, quoted, quoted_list};
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

fn q(text: &str) -> String {
    quoted(text, Locale::EN)
}

fn n(number: u64) -> String {
    count(number as usize, Locale::EN)
}

const fn form_name(form: DataForm) -> &'static str {
    match form {
        DataForm::Parquet => "the Parquet file",
        DataForm::Database => "the database (GeoPackage or SQLite)",
        DataForm::FlatGeobuf => "the FlatGeobuf file",
    }
}

const fn other_download(form: DataForm) -> &'static str {
    match form {
        DataForm::Parquet => "choose the CSV download of the portal for a table, GeoJSON for a map",
        DataForm::Database => {
            "choose the CSV download of the portal for a table, GeoJSON or a zipped shapefile for a map"
        }
        DataForm::FlatGeobuf => "choose the GeoJSON or shapefile download of the portal",
    }
}

fn place_name(form: DataForm, place: &DataPlace) -> String {
    match place {
        DataPlace::Header if form == DataForm::Parquet => "its footer".to_owned(),
        DataPlace::Header => "its header".to_owned(),
        DataPlace::Page(page) => format!("page {}", n(u64::from(*page))),
        DataPlace::Table(name) => format!("table {}", q(name)),
        DataPlace::Column { name, group } => format!("column {}, row group {}", q(name), n(*group as u64)),
        DataPlace::Record(record) => format!("record {}", n(*record as u64)),
    }
}

/// A damaged file.
pub(super) fn bad(form: DataForm, place: &DataPlace, fault: &DataFault) -> String {
    let what = match fault {
        DataFault::EndsEarly { expected, found } => {
            format!("expected {} bytes, found {}", n(*expected), n(*found))
        }
        DataFault::Unreadable => match form {
            DataForm::Database => "expected a readable page; the file is damaged or encrypted".to_owned(),
            DataForm::Parquet | DataForm::FlatGeobuf => "expected a readable list of columns".to_owned(),
        },
        DataFault::BadCounts => "lengths or counts contradict each other".to_owned(),
        DataFault::UsedTwice => "expected each page to be used once, found one that is used twice".to_owned(),
        DataFault::Checksum => "the bytes are not those that were written (by their checksum)".to_owned(),
        DataFault::OtherCount { expected, found } => format!("expected {} rows, found {}", n(*expected), n(*found)),
        DataFault::BadValues => "expected values of the column’s type, found bytes that can’t be decoded".to_owned(),
        DataFault::BadGeometry => "expected a geometry, found bytes that can’t be decoded".to_owned(),
    };
    format!("{} is damaged ({}): {what}. Download it again", form_name(form), place_name(form, place))
}

/// A file of a kind that is not read.
pub(super) fn unread(form: DataForm, found: &UnreadData) -> String {
    let file = form_name(form);
    match found {
        UnreadData::Encrypted => {
            format!("{file} is encrypted: save it without encryption and choose that file")
        }
        UnreadData::Codec { column, codec } => format!(
            "column {} of {file} is compressed by {}, expected Snappy, gzip, zstd or no compression: save it so, or {}",
            q(column),
            q(codec),
            other_download(form)
        ),
        UnreadData::Encoding { column, encoding } => format!(
            "column {} of {file} is encoded by {}, which is not read: {}",
            q(column),
            q(encoding),
            other_download(form)
        ),
        UnreadData::Geometry { column, encoding } => format!(
            "column {} of {file} holds geometries encoded as {}, expected WKB: save it as GeoParquet with WKB, or {}",
            q(column),
            q(encoding),
            other_download(form)
        ),
        UnreadData::OnlyNested { columns } => format!(
            "all columns of {file} hold lists or maps ({}), expected some with one value a row: {}",
            quoted_list(columns, 6, Locale::EN),
            other_download(form)
        ),
        UnreadData::NoColumns => format!("expected columns in {file}, found none: {}", other_download(form)),
        UnreadData::NoTables { tiles, left_out, is_wal } => {
            let mut there = Vec::new();
            if *tiles > 0 {
                there.push(format!("layers of map tiles or grids: {}", n(*tiles as u64)));
            }
            if !left_out.is_empty() {
                there.push(format!("views or tables in another form: {}", quoted_list(left_out, 6, Locale::EN)));
            }
            let there = if there.is_empty() { String::new() } else { format!(" ({})", there.join("; ")) };
            let wal = if *is_wal {
                " Its rows may still be in the file beside it that ends in -wal: open and close it in the program that wrote it."
            } else {
                ""
            };
            format!(
                "expected a table or a map of features in {file}, found none{there}.{wal} Otherwise {}",
                other_download(form)
            )
        }
        UnreadData::Default { table, column } => format!(
            "table {} of {file} leaves values of column {} to a formula, which is not computed: save the table again, or {}",
            q(table),
            q(column),
            other_download(form)
        ),
    }
}
