//! The outer form of a JSON file: pages of records, a list, one after the other, or a topology.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::Fault;
use crate::crs::Crs;
use vc_model::failure::{OtherJson, beginning};

/// An object's members in their order, each still as text.
#[derive(Debug, Default)]
pub(super) struct Object<'a>(pub Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Object<'a> {
    pub(super) fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| *value)
    }

    /// A member that is a text.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        self.get(name).and_then(text)
    }

    /// A member that is an object.
    pub(super) fn object(&self, name: &str) -> Option<Object<'a>> {
        self.get(name).and_then(object)
    }
}

struct ObjectVisitor;

impl<'de> Visitor<'de> for ObjectVisitor {
    type Value = Object<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(Key(key)) = map.next_key()? {
            members.push((key, map.next_value()?));
        }
        Ok(Object(members))
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor)
    }
}

/// A key, copied only where it has escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A list's entries, each still as text.
struct List<'a>(Vec<&'a RawValue>);

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = List<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<List<'de>, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = seq.next_element()? {
            entries.push(entry);
        }
        Ok(List(entries))
    }
}

impl<'de> Deserialize<'de> for List<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor)
    }
}

/// A value as an object, if it is one.
pub(super) fn object(value: &RawValue) -> Option<Object<'_>> {
    serde_json::from_str(value.get()).ok()
}

/// A text as an object, if it is one.
pub(super) fn parsed(text: &str) -> Option<Object<'_>> {
    serde_json::from_str(text).ok()
}

/// A value as a list, if it is one.
pub(super) fn list(value: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str::<List>(value.get()).ok().map(|list| list.0)
}

/// A value as a text, if it is one.
pub(super) fn text(value: &RawValue) -> Option<Cow<'_, str>> {
    serde_json::from_str::<Key>(value.get()).ok().map(|key| key.0)
}

/// Records that came together, with what stands beside them.
#[derive(Debug, Default)]
pub(super) struct Page<'a> {
    /// Members beside the records.
    pub members: Object<'a>,
    pub records: Vec<&'a RawValue>,
}

/// A JSON file.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub pages: Vec<Page<'a>>,
    topology: Option<Object<'a>>,
    /// Whether the file is one GeoJSON collection and nothing else.
    is_one_collection: bool,
}

impl<'a> Document<'a> {
    /// Finds the records in a text.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, Fault> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| Fault::OtherJson(OtherJson::NotUtf8 { byte: error.valid_up_to() + 1 }))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut document = Self { pages: Vec::new(), topology: None, is_one_collection: false };
        let mut loose = Page::default();
        let mut n_values = 0;
        for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
            let value = value.map_err(|error| bad_json(&error))?;
            n_values += 1;
            match list(value) {
                Some(entries) => {
                    for entry in entries {
                        document.add(entry, &mut loose)?;
                    }
                }
                None => document.add(value, &mut loose)?,
            }
        }
        let is_collection = |page: &Page| page.members.text("type").as_deref() == Some("FeatureCollection");
        document.is_one_collection =
            n_values == 1 && !text.trim_start().starts_with('[') && document.pages.first().is_some_and(is_collection);
        if !loose.records.is_empty() {
            document.pages.push(loose);
        }
        if document.topology.is_none() && document.pages.iter().all(|page| page.records.is_empty()) {
            return Err(Fault::OtherJson(OtherJson::NoRecords));
        }
        Ok(document)
    }

    fn add(&mut self, value: &'a RawValue, loose: &mut Page<'a>) -> Result<(), Fault> {
        let other = |found| Err(Fault::OtherJson(found));
        let Some(mut members) = object(value) else {
            // Only what begins like an object can be a damaged one: nesting that goes too deep.
            return other(OtherJson::Values { found: excerpt(value.get()) });
        };
        if members.text("type").as_deref() == Some("Topology") {
            self.topology = Some(members);
            return Ok(());
        }
        if let Some(at) = members.0.iter().position(|(key, _)| key == "features") {
            let (_, features) = members.0.swap_remove(at);
            let Some(records) = list(features) else {
                return other(OtherJson::BadFeatures { found: excerpt(features.get()) });
            };
            self.pages.push(Page { members, records });
            return Ok(());
        }
        // Servers send their errors with the status of a success.
        if let Some(error) = members.get("error").filter(|error| is_error(error)) {
            return other(OtherJson::ServerError { message: excerpt(error.get()) });
        }
        loose.records.push(value);
        Ok(())
    }

    /// The topology that the file is, if it is one.
    pub(super) fn topology(&self) -> Option<&Object<'a>> {
        self.topology.as_ref()
    }

    /// Whether a server said that it has more than it sent, at the last of its pages.
    pub(super) fn is_partial(&self) -> bool {
        let is_set = |members: &Object| members.get("exceededTransferLimit").is_some_and(|flag| flag.get() == "true");
        let says_so =
            |page: &Page| is_set(&page.members) || page.members.object("properties").is_some_and(|p| is_set(&p));
        self.pages.last().is_some_and(says_so)
    }

    /// Whether the file can stay as it is: one GeoJSON collection in degrees.
    pub(super) fn is_plain_geojson(&self) -> bool {
        self.is_one_collection
            && self.pages.iter().all(|page| page.crs().is_ok_and(|crs| crs.is_none_or(|crs| crs.is_degrees())))
    }
}

impl Page<'_> {
    /// The coordinate system that the page names: GeoJSON's old `crs` member or Esri's `spatialReference`.
    pub(super) fn crs(&self) -> Result<Option<Crs>, Fault> {
        if let Some(reference) = self.members.object("spatialReference") {
            return spatial_reference(&reference);
        }
        let Some(crs) = self.members.object("crs") else { return Ok(None) };
        let properties = crs.object("properties").unwrap_or_default();
        let code = properties.get("code").map(|code| Cow::Borrowed(code.get()));
        match properties.text("name").or(code) {
            Some(name) => Crs::from_name(name.trim_matches('"')).map(Some),
            None => Err(Fault::UnnamedSystem),
        }
    }
}

/// The coordinate system of a geometry: that of its page, or else the one that it names itself.
pub(super) fn crs_of(page: Option<&Crs>, geometry: Option<&Object>) -> Result<Option<Crs>, Fault> {
    if page.is_some() {
        return Ok(page.cloned());
    }
    let reference = geometry.and_then(|geometry| geometry.object("spatialReference"));
    Ok(reference.map(|reference| spatial_reference(&reference)).transpose()?.flatten())
}

/// The system that Esri's JSON names by its code, or by its text.
fn spatial_reference(reference: &Object) -> Result<Option<Crs>, Fault> {
    let code = |name: &str| reference.get(name).and_then(|code| code.get().parse::<u32>().ok());
    let codes: Vec<u32> = ["latestWkid", "wkid"].into_iter().filter_map(code).collect();
    if let Some(crs) = codes.iter().find_map(|&code| Crs::from_code(code)) {
        return Ok(Some(crs));
    }
    match (reference.text("wkt"), codes.last()) {
        (Some(text), _) => Crs::from_prj(&text).map(Some),
        (None, Some(code)) => Err(Fault::UnknownCode { code: code.to_string() }),
        (None, None) => Ok(None),
    }
}

fn bad_json(error: &serde_json::Error) -> Fault {
    Fault::BadJson { line: error.line(), column: error.column(), fault: error.into() }
}

/// The beginning of a value.
pub(super) fn excerpt(json: &str) -> String {
    const SHOWN: usize = 60;
    beginning(json, SHOWN)
}

/// Whether a member says that something went wrong: some servers always send it.
pub(super) fn is_error(value: &RawValue) -> bool {
    !matches!(value.get(), "null" | "false" | "0" | "\"\"" | "[]" | "{}")
}
