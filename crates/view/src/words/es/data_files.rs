//! What Spanish says of damaged and unread files of records: Parquet, GeoPackage and SQLite, FlatGeobuf.

use crate::wording::Locale;
use crate::words::errors::{count, quoted, quoted_list};
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

fn q(text: &str) -> String {
    quoted(text, Locale::ES)
}

fn n(number: u64) -> String {
    count(number as usize, Locale::ES)
}

const fn form_name(form: DataForm) -> &'static str {
    match form {
        DataForm::Parquet => "el archivo Parquet",
        DataForm::Database => "la base de datos (GeoPackage o SQLite)",
        DataForm::FlatGeobuf => "el archivo FlatGeobuf",
    }
}

/// The form with "de" before it.
const fn of_form(form: DataForm) -> &'static str {
    match form {
        DataForm::Parquet => "del archivo Parquet",
        DataForm::Database => "de la base de datos (GeoPackage o SQLite)",
        DataForm::FlatGeobuf => "del archivo FlatGeobuf",
    }
}

const fn other_download(form: DataForm) -> &'static str {
    match form {
        DataForm::Parquet => "elija la descarga del portal en CSV para una tabla, en GeoJSON para un mapa",
        DataForm::Database => {
            "elija la descarga del portal en CSV para una tabla, en GeoJSON o shapefile en zip para un mapa"
        }
        DataForm::FlatGeobuf => "elija la descarga del portal en GeoJSON o shapefile",
    }
}

fn place_name(form: DataForm, place: &DataPlace) -> String {
    match place {
        DataPlace::Header if form == DataForm::Parquet => "final del archivo".to_owned(),
        DataPlace::Header => "cabecera".to_owned(),
        DataPlace::Page(page) => format!("página {}", n(u64::from(*page))),
        DataPlace::Table(name) => format!("tabla {}", q(name)),
        DataPlace::Column { name, group } => format!("columna {}, grupo de filas {}", q(name), n(*group as u64)),
        DataPlace::Record(record) => format!("registro {}", n(*record as u64)),
    }
}

/// A damaged file.
pub(super) fn bad(form: DataForm, place: &DataPlace, fault: &DataFault) -> String {
    let what = match fault {
        DataFault::EndsEarly { expected, found } => {
            format!("se esperaban {} bytes y se encontraron {}", n(*expected), n(*found))
        }
        DataFault::Unreadable => match form {
            DataForm::Database => {
                "se esperaba una página legible; los datos pueden estar dañados o cifrados".to_owned()
            }
            DataForm::Parquet | DataForm::FlatGeobuf => "se esperaba una lista legible de columnas".to_owned(),
        },
        DataFault::BadCounts => "hay longitudes o cantidades que se contradicen".to_owned(),
        DataFault::UsedTwice => "se esperaba usar cada página una vez y una se usa dos veces".to_owned(),
        DataFault::Checksum => "los bytes no son los que se escribieron (según su suma de comprobación)".to_owned(),
        DataFault::OtherCount { expected, found } => {
            format!("se esperaban {} filas y se encontraron {}", n(*expected), n(*found))
        }
        DataFault::BadValues => {
            "se esperaban valores del tipo de la columna y hay bytes que no se pueden descifrar".to_owned()
        }
        DataFault::BadGeometry => "se esperaba una geometría y hay bytes que no se pueden descifrar".to_owned(),
    };
    format!("{} presenta daños ({}): {what}. Descargue el archivo de nuevo", form_name(form), place_name(form, place))
}

/// A file of a kind that is not read.
pub(super) fn unread(form: DataForm, found: &UnreadData) -> String {
    let (file, of_file) = (form_name(form), of_form(form));
    let other = other_download(form);
    match found {
        UnreadData::Encrypted => format!("{file} usa cifrado: guarde una copia sin cifrar y elija ese archivo"),
        UnreadData::Codec { column, codec } => format!(
            "la columna {} {of_file} usa la compresión {}; se esperaba Snappy, gzip, zstd o ninguna: guarde el archivo así, o {other}",
            q(column),
            q(codec)
        ),
        UnreadData::Encoding { column, encoding } => {
            format!("la columna {} {of_file} usa la codificación {}, que no se lee: {other}", q(column), q(encoding))
        }
        UnreadData::Geometry { column, encoding } => format!(
            "la columna {} {of_file} contiene geometrías codificadas como {}; se esperaba WKB: guarde el archivo como GeoParquet con WKB, o {other}",
            q(column),
            q(encoding)
        ),
        UnreadData::OnlyNested { columns } => format!(
            "todas las columnas {of_file} contienen listas o mapas ({}); se esperaba alguna con un valor por fila: {other}",
            quoted_list(columns, 6, Locale::ES)
        ),
        UnreadData::NoColumns => format!("no se encontró ninguna de las columnas que se esperaban {of_file}: {other}"),
        UnreadData::NoTables { tiles, left_out, is_wal } => {
            let mut there = Vec::new();
            if *tiles > 0 {
                there.push(format!("capas de teselas o cuadrículas: {}", n(*tiles as u64)));
            }
            if !left_out.is_empty() {
                there.push(format!("vistas o tablas de otra forma: {}", quoted_list(left_out, 6, Locale::ES)));
            }
            let there = if there.is_empty() { String::new() } else { format!(" ({})", there.join("; ")) };
            let wal = if *is_wal {
                " Puede que sus filas estén aún en el archivo contiguo que termina en -wal: ábrala y ciérrela en el programa que la escribió."
            } else {
                ""
            };
            format!("se esperaba una tabla o un mapa {of_file} y no se encontró ninguno{there}.{wal} Si no, {other}")
        }
        UnreadData::Default { table, column } => format!(
            "la tabla {} {of_file} deja valores de la columna {} a una fórmula, que no se calcula: guarde la tabla de nuevo, o {other}",
            q(table),
            q(column)
        ),
    }
}
