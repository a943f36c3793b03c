//! Names of files that may hold a table or regions.

/// Extensions under which tables and regions are published; other entries of an archive are documents.
const PUBLISHED: &[&str] = &[
    "csv",
    "tsv",
    "tab",
    "psv",
    "json",
    "geojson",
    "topojson",
    "ndjson",
    "jsonl",
    "geojsonl",
    "geojsons",
    "gz",
    "xlsx",
    "xls",
    "xlsm",
    "ods",
    "kml",
    "parquet",
    "geoparquet",
    "gpkg",
    "sqlite",
    "sqlite3",
    "db",
    "fgb",
];

/// Extensions of archives, and of the parts of a shapefile.
const WITH_PARTS: &[&str] = &["zip", "kmz", "shp", "dbf", "prj", "cpg", "shx"];

/// Whether tables or regions are published under an extension, in lower case.
pub fn is_published(extension: &str) -> bool {
    PUBLISHED.contains(&extension)
}

/// Whether a file of a folder may hold a table or regions, or a part of them, by its name.
pub fn may_be_data(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| is_published(&extension) || WITH_PARTS.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_no_data() {
        for data in ["Crime 2020.CSV", "hoods.shp", "hoods.dbf", "a.b.xlsx", "years.zip"] {
            assert!(may_be_data(data), "{data}");
        }
        for other in ["README", "terms.pdf", "notes.docx", "hoods.sbn", "csv"] {
            assert!(!may_be_data(other), "{other}");
        }
    }
}
