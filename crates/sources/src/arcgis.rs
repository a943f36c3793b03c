//! Layers of ArcGIS servers, page by page.
//!
//! # Source
//! ArcGIS REST API, "Query (Feature Service/Layer)": pages by `resultOffset` and `resultRecordCount`, complete when
//! `exceededTransferLimit` is absent or false (in GeoJSON a member of `properties`). Don't stop at a short page:
//! servers may send shorter ones. Errors come as an object `error` inside an answer whose status is 200.

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::catalog::Role;
use super::error::{ExpectedAnswer, SourceError, excerpt};
use super::hosts::host;
use super::step::{Fault, Request, Step};
use vc_model::calendar::{Day, civil_from_day};
use vc_model::params::{SourceClock, Stamps, Zone};

/// Most rows in a request. The layer may allow fewer.
const PAGE_ROWS: u64 = 2000;

/// A layer that is read page by page.
pub(super) struct Layer {
    url: String,
    role: Role,
    stage: Stage,
    id_field: Option<String>,
    page_rows: u64,
    fields: Vec<Field>,
    has_points: bool,
    rows: u64,
    total: Option<u64>,
    clock: Option<SourceClock>,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Describe,
    Count,
    Page,
}

#[derive(Deserialize)]
struct Field {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Description {
    #[serde(default)]
    fields: Vec<Field>,
    object_id_field: Option<String>,
    max_record_count: Option<u64>,
    geometry_type: Option<String>,
    /// The zone in which the server keeps its dates. It says `UTC` of most hosted layers, and is no proof of what the dates are.
    date_fields_time_reference: Option<TimeReference>,
    /// Dates are what a clock on the wall showed, and are not to be converted.
    #[serde(default)]
    dates_in_unknown_timezone: bool,
    /// The zone in which the publisher wants dates to be shown.
    preferred_time_reference: Option<TimeReference>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TimeReference {
    /// A name of Windows, as `Eastern Standard Time`.
    time_zone: Option<String>,
    #[serde(rename = "timeZoneIANA")]
    time_zone_iana: Option<String>,
}

/// Names that Windows has for zones of America, with those of the IANA database.
///
/// # Source
/// Unicode CLDR, `windowsZones.xml`, territory 001.
const WINDOWS_ZONES: [(&str, &str); 16] = [
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("US Mountain Standard Time", "America/Phoenix"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Alaskan Standard Time", "America/Anchorage"),
    ("Hawaiian Standard Time", "Pacific/Honolulu"),
    ("Atlantic Standard Time", "America/Halifax"),
    ("Newfoundland Standard Time", "America/St_Johns"),
    ("Canada Central Standard Time", "America/Regina"),
    ("US Eastern Standard Time", "America/Indiana/Indianapolis"),
    ("Central Standard Time (Mexico)", "America/Mexico_City"),
    ("SA Pacific Standard Time", "America/Bogota"),
    ("Argentina Standard Time", "America/Argentina/Buenos_Aires"),
    ("GMT Standard Time", "Europe/London"),
    ("Romance Standard Time", "Europe/Paris"),
];

impl TimeReference {
    fn zone(&self) -> Option<Zone> {
        let of_windows = |name: &String| {
            let found = WINDOWS_ZONES.iter().find(|(windows, _)| windows.eq_ignore_ascii_case(name));
            found.and_then(|(_, name)| Zone::by_name(name))
        };
        let named = self.time_zone_iana.as_deref().and_then(Zone::by_name);
        named.or_else(|| self.time_zone.as_ref().and_then(of_windows))
    }
}

#[derive(Deserialize)]
struct Count {
    count: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct TablePage {
    features: Vec<Record>,
    #[serde(default)]
    exceeded_transfer_limit: bool,
}

#[derive(Deserialize)]
struct Record {
    attributes: Map<String, Value>,
    geometry: Option<Point>,
}

#[derive(Deserialize)]
struct Point {
    x: Option<f64>,
    y: Option<f64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RegionsPage<'a> {
    #[serde(borrow)]
    features: Vec<&'a RawValue>,
    #[serde(default)]
    exceeded_transfer_limit: bool,
    properties: Option<PageProperties>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PageProperties {
    #[serde(default)]
    exceeded_transfer_limit: bool,
}

#[derive(Deserialize)]
struct Failure {
    error: FailureDetail,
}

#[derive(Deserialize)]
struct FailureDetail {
    #[serde(default)]
    code: i64,
    #[serde(default)]
    message: String,
    #[serde(default)]
    details: Vec<Value>,
}

impl Layer {
    pub(crate) fn new(url: &str, role: Role) -> Self {
        Self {
            url: url.to_owned(),
            role,
            stage: Stage::Describe,
            id_field: None,
            page_rows: PAGE_ROWS,
            fields: Vec::new(),
            has_points: false,
            rows: 0,
            total: None,
            clock: None,
        }
    }

    /// The zone that the server names for its dates. The table itself has to prove what they are, unless the server says that they are
    /// not to be converted.
    pub(crate) fn clock(&self) -> Option<SourceClock> {
        self.clock
    }

    pub(crate) fn rows(&self) -> (u64, Option<u64>) {
        (self.rows, self.total)
    }

    pub(crate) fn request(&self) -> Request {
        let url = match self.stage {
            Stage::Describe => format!("{}?f=json", self.url),
            Stage::Count => format!("{}/query?where=1%3D1&returnCountOnly=true&f=json", self.url),
            Stage::Page => {
                let order =
                    self.id_field.as_ref().map_or(String::new(), |field| format!("&orderByFields={}", encoded(field)));
                let form = match self.role {
                    Role::Regions => "outSR=4326&f=geojson",
                    Role::Crime if self.has_points => "outSR=4326&f=json",
                    Role::Crime => "returnGeometry=false&f=json",
                };
                let (rows, n) = (self.rows, self.page_rows);
                format!(
                    "{}/query?where=1%3D1&outFields=*{order}&resultOffset={rows}&resultRecordCount={n}&{form}",
                    self.url
                )
            }
        };
        Request { url, is_file: false }
    }

    pub(crate) fn take(&mut self, body: &[u8], parts: &mut Vec<Vec<u8>>) -> Result<Step, Fault> {
        match self.stage {
            Stage::Describe => {
                let description: Description = self.read(body, ExpectedAnswer::Layer)?;
                let named = [&description.date_fields_time_reference, &description.preferred_time_reference];
                let zone = named.into_iter().flatten().find_map(TimeReference::zone);
                let times = description.dates_in_unknown_timezone.then_some(Stamps::Local);
                self.clock = zone.map(|zone| SourceClock { zone, times });
                let Description { fields, object_id_field, max_record_count, geometry_type, .. } = description;
                let id_type = |field: &&Field| field.kind == "esriFieldTypeOID";
                self.id_field = object_id_field.or_else(|| fields.iter().find(id_type).map(|field| field.name.clone()));
                self.page_rows = max_record_count.unwrap_or(PAGE_ROWS).clamp(1, PAGE_ROWS);
                if geometry_type.as_deref() == Some("esriGeometryPolygon") {
                    self.role = Role::Regions;
                }
                let has_latitude = fields.iter().any(|field| field.name.to_lowercase().starts_with("lat"));
                self.has_points = geometry_type.as_deref() == Some("esriGeometryPoint") && !has_latitude;
                self.fields = fields.into_iter().filter(|field| field.kind != "esriFieldTypeGeometry").collect();
                self.stage = Stage::Count;
                Ok(Step::More)
            }
            Stage::Count => {
                let Count { count } = self.read(body, ExpectedAnswer::Count)?;
                self.total = Some(count);
                self.stage = Stage::Page;
                parts.push(self.beginning());
                Ok(Step::More)
            }
            Stage::Page => {
                let (part, n, has_more) = match self.role {
                    Role::Crime => self.table_page(body)?,
                    Role::Regions => self.regions_page(body)?,
                };
                if n == 0 && has_more {
                    return Err(Fault::Passing(SourceError::Stuck { host: host(&self.url), rows: self.rows }));
                }
                self.rows += n;
                parts.push(part);
                if !has_more && self.role == Role::Regions {
                    parts.push(b"]}".to_vec());
                }
                Ok(if has_more { Step::More } else { Step::Done })
            }
        }
    }

    /// The text before the first row.
    fn beginning(&self) -> Vec<u8> {
        match self.role {
            Role::Regions => br#"{"type":"FeatureCollection","features":["#.to_vec(),
            Role::Crime => {
                let names = self.fields.iter().map(|field| field.name.as_str());
                let of_points: &[&str] = if self.has_points { &["Longitude", "Latitude"] } else { &[] };
                lines(std::iter::once(names.chain(of_points.iter().copied()).map(str::to_owned).collect()))
            }
        }
    }

    fn table_page(&self, body: &[u8]) -> Result<(Vec<u8>, u64, bool), Fault> {
        let page: TablePage = self.read(body, ExpectedAnswer::Rows)?;
        let record = |record: &Record| {
            let mut cells: Vec<String> =
                self.fields.iter().map(|field| cell(field, record.attributes.get(&field.name))).collect();
            if self.has_points {
                let coordinate = |value: Option<f64>| value.map_or(String::new(), |value| value.to_string());
                let point = record.geometry.as_ref();
                cells.push(coordinate(point.and_then(|point| point.x)));
                cells.push(coordinate(point.and_then(|point| point.y)));
            }
            cells
        };
        Ok((lines(page.features.iter().map(record)), page.features.len() as u64, page.exceeded_transfer_limit))
    }

    fn regions_page(&self, body: &[u8]) -> Result<(Vec<u8>, u64, bool), Fault> {
        let page: RegionsPage = self.read(body, ExpectedAnswer::GeoJson)?;
        let mut part = Vec::new();
        for (at, feature) in page.features.iter().enumerate() {
            if at > 0 || self.rows > 0 {
                part.push(b',');
            }
            part.extend_from_slice(feature.get().as_bytes());
        }
        let has_more = page.exceeded_transfer_limit
            || page.properties.is_some_and(|properties| properties.exceeded_transfer_limit);
        Ok((part, page.features.len() as u64, has_more))
    }

    fn read<'a, T: Deserialize<'a>>(&self, body: &'a [u8], expected: ExpectedAnswer) -> Result<T, Fault> {
        /// Longest answer that can be an error. Longer ones are pages and need not be parsed twice.
        const LONGEST_FAILURE: usize = 1 << 16;
        let host = host(&self.url);
        let short = if body.len() < LONGEST_FAILURE { body } else { &[] };
        if let Ok(Failure { error: FailureDetail { code, mut message, details } }) = serde_json::from_slice(short) {
            for detail in details.iter().filter_map(Value::as_str).filter(|detail| !detail.is_empty()) {
                message = if message.is_empty() { detail.to_owned() } else { format!("{message}: {detail}") };
            }
            let status = u16::try_from(code).unwrap_or(500);
            let error = SourceError::Refused { host, status, message };
            return Err(if status == 429 || status >= 500 { Fault::Passing(error) } else { Fault::Lasting(error) });
        }
        serde_json::from_slice(body)
            .map_err(|_| Fault::Lasting(SourceError::Unexpected { host, expected, found: excerpt(body) }))
    }
}

/// Writes lines of CSV.
fn lines(records: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for record in records {
        // Writing to memory can't fail.
        let _ = writer.write_record(record);
    }
    writer.into_inner().unwrap_or_default()
}

fn cell(field: &Field, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => match value.as_i64() {
            Some(milliseconds) if field.kind == "esriFieldTypeDate" => moment(milliseconds),
            _ => value.to_string(),
        },
    }
}

/// Milliseconds since 1970 as ISO 8601, in UTC.
fn moment(milliseconds: i64) -> String {
    const DAY_S: i64 = 86_400;
    let seconds = milliseconds.div_euclid(1000);
    let Ok(day) = Day::try_from(seconds.div_euclid(DAY_S)) else { return String::new() };
    let (year, month, date) = civil_from_day(day);
    let of_day = seconds.rem_euclid(DAY_S);
    format!("{year:04}-{month:02}-{date:02}T{:02}:{:02}:{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// Percent-encodes a value of a query.
pub(super) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}
