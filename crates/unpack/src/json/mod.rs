//! JSON of every form that portals publish records in, to GeoJSON regions or a CSV table.
//!
//! The text is held as a whole, its records are not: members are found in it and stay where they stand, and a record is taken
//! apart when its turn comes. Numbers are never read and written again, so that a table is the same by every way.

mod curves;
mod document;
mod envelope;
pub(super) mod geometry;
mod moments;
mod record;
mod regions;
mod table;
mod topology;

use document::Document;
pub(super) use topology::objects;

use super::{Budget, Fault, Kind, UnpackNote, outlines};
use vc_model::failure::{RecordSource, without_nan};

/// What became of a JSON file.
pub(super) struct Converted {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    pub notes: Vec<UnpackNote>,
}

/// Reads records, or one object of a topology. GeoJSON regions in degrees stay as they are, byte for byte.
pub(super) fn convert(mut bytes: Vec<u8>, object: Option<&str>, budget: &Budget) -> Result<Converted, Fault> {
    // The separators of a GeoJSON text sequence (RFC 8142) are blanks to everyone else.
    bytes.iter_mut().filter(|byte| **byte == 0x1E).for_each(|byte| *byte = b' ');
    let mut is_partial = false;
    if let Some(unwrapped) = envelope::unwrapped(&bytes, budget)? {
        bytes = unwrapped.json.into_bytes();
        is_partial = unwrapped.is_partial;
    }
    let document = match Document::new(&bytes) {
        // `NaN` is no JSON, but Python writes it for a missing number.
        Err(fault @ Fault::BadJson { .. }) => {
            let clean = std::str::from_utf8(&bytes).ok().and_then(without_nan);
            return clean.map_or(Err(fault), |clean| convert(clean.into_bytes(), object, budget));
        }
        document => document?,
    };
    if let Some(topology) = document.topology() {
        let (bytes, notes) = topology::regions(topology, object, budget)?;
        return Ok(Converted { kind: Kind::Regions, bytes, notes });
    }
    let survey = record::survey(&document)?;
    let mut notes = Vec::new();
    if is_partial || document.is_partial() {
        notes.push(UnpackNote::Partial { records: survey.n_records });
    }
    if survey.n_areas > 0 {
        if document.is_plain_geojson() {
            return Ok(Converted { kind: Kind::Regions, bytes, notes });
        }
        let bytes = regions::write(&document, &survey, budget, &mut notes)?;
        return Ok(Converted { kind: Kind::Regions, bytes, notes });
    }
    let bytes = table::write(&document, &survey, budget, &mut notes)?;
    // Outlines as well-known text among the fields, as in Socrata's `rows.json` of a map: read as they are in a table.
    let (kind, bytes, notes) = outlines::in_table(bytes, notes, RecordSource::Json, budget)?;
    Ok(Converted { kind, bytes, notes })
}
