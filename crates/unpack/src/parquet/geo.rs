//! Which column of a file holds geometries, and in which coordinate system.
//!
//! # Source
//! "GeoParquet Specification" 1.1 (the text `geo`); "Parquet Geospatial Definitions" (logical types); "PROJJSON".

use serde_json::Value;

use super::fault::{bad, unread};
use super::footer::{Footer, Meaning};
use crate::crs::Crs;
use crate::{Fault, Kind};
use vc_model::failure::{DataFault, DataPlace, UnreadData};

/// What a file says of its geometries.
#[derive(Default)]
pub(super) struct Description {
    /// The geometry by which records are placed.
    pub(super) geometry: Option<Geometry>,
    /// Names of all columns of geometries.
    pub(super) columns: Vec<String>,
    /// Names of columns that hold the bounds of geometries.
    pub(super) bounds: Vec<String>,
}

/// A column of geometries.
pub(super) struct Geometry {
    /// Its place among the columns.
    pub(super) column: usize,
    /// What its types say that it is for; `None` if they may be any.
    pub(super) kind: Option<Kind>,
    /// Its coordinate system; `None` if it is left open.
    pub(super) system: Option<Crs>,
}

pub(super) fn describe(footer: &Footer) -> Result<Description, Fault> {
    let text = footer.texts.iter().find(|(key, _)| key == "geo").map(|(_, text)| text.as_str());
    let description = text.map(|text| of_text(footer, text)).transpose()?.flatten();
    description.map_or_else(|| of_types(footer), Ok)
}

/// By the text of GeoParquet; `None` if it names no column.
fn of_text(footer: &Footer, text: &str) -> Result<Option<Description>, Fault> {
    let damaged = || bad(DataPlace::Header, DataFault::Unreadable);
    let geo: Value = serde_json::from_str(text).map_err(|_| damaged())?;
    let Some(columns) = geo["columns"].as_object() else { return Ok(None) };
    let primary = geo["primary_column"].as_str().or_else(|| columns.keys().next().map(String::as_str));
    let Some((primary, details)) = primary.and_then(|name| Some((name, columns.get(name)?))) else { return Ok(None) };
    let encoding = details["encoding"].as_str().unwrap_or("WKB");
    if !encoding.eq_ignore_ascii_case("WKB") {
        let encoding = encoding.chars().take(40).collect();
        return Err(unread(UnreadData::Geometry { column: primary.to_owned(), encoding }));
    }
    let place = footer.columns.iter().position(|column| column.name == primary && !column.is_repeated);
    let column = place.ok_or_else(|| bad(DataPlace::Header, DataFault::BadCounts))?;
    let bounds = columns.values().filter_map(|details| {
        // Each side is a path: the group, and the column in it.
        details["covering"]["bbox"]["xmin"][0].as_str().map(str::to_owned)
    });
    Ok(Some(Description {
        geometry: Some(Geometry {
            column,
            kind: kind(&details["geometry_types"]),
            system: system(details.get("crs"))?,
        }),
        columns: columns.keys().cloned().collect(),
        bounds: bounds.collect(),
    }))
}

/// What a list of types is for.
fn kind(types: &Value) -> Option<Kind> {
    let names: Vec<&str> = types.as_array()?.iter().filter_map(Value::as_str).collect();
    let all = |part: &str| !names.is_empty() && names.iter().all(|name| name.contains(part));
    match (all("Polygon"), all("Point")) {
        (true, _) => Some(Kind::Regions),
        (_, true) => Some(Kind::Table),
        _ => None,
    }
}

/// A coordinate system as PROJJSON. Where it is missing, it is longitude and latitude on WGS84.
fn system(json: Option<&Value>) -> Result<Option<Crs>, Fault> {
    let Some(json) = json else { return Ok(Some(Crs::degrees("WGS 84"))) };
    let json = if json["type"] == "BoundCRS" { &json["source_crs"] } else { json };
    if json.is_null() {
        return Ok(None);
    }
    let id = &json["id"];
    let code = id["code"].as_u64().map(|code| code.to_string()).or_else(|| id["code"].as_str().map(str::to_owned));
    let name = json["name"].as_str().unwrap_or_default();
    match code {
        Some(code) => Crs::from_name(&format!("{}:{code}", id["authority"].as_str().unwrap_or("EPSG"))).map(Some),
        None if json["type"] == "GeographicCRS" && name.to_ascii_uppercase().contains("WGS") => {
            Ok(Some(Crs::degrees(name)))
        }
        None if name.is_empty() => Err(Fault::UnnamedSystem),
        None => Err(Fault::UnknownCode { code: name.chars().take(60).collect() }),
    }
}

/// By the types of the columns.
fn of_types(footer: &Footer) -> Result<Description, Fault> {
    for (column, description) in footer.columns.iter().enumerate() {
        let Meaning::Geometry { system } = &description.meaning else { continue };
        let system = match system.as_deref() {
            None | Some("") => Some(Crs::degrees("WGS 84")),
            Some("srid:0") => None,
            Some(name) => Some(match name.strip_prefix("projjson:") {
                Some(key) => by_key(footer, key)?,
                None => Crs::from_name(name)?,
            }),
        };
        let geometry = Geometry { column, kind: None, system };
        return Ok(Description { geometry: Some(geometry), ..Description::default() });
    }
    Ok(Description::default())
}

fn by_key(footer: &Footer, key: &str) -> Result<Crs, Fault> {
    let unknown = || Fault::UnknownCode { code: key.chars().take(60).collect() };
    let text = footer.texts.iter().find(|(known, _)| known == key).map(|(_, text)| text).ok_or_else(unknown)?;
    let json: Value = serde_json::from_str(text).map_err(|_| unknown())?;
    system(Some(&json))?.ok_or_else(unknown)
}
