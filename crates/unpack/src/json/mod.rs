//! JSON of every form that portals publish records in, to GeoJSON regions or a CSV table.
//!
//! The text is held as a whole, its records are not: members are found in it and stay where they stand, and a record is taken
//! apart when its turn comes. Numbers are never read and written again, so that a table is the same by every way.

mod document;
mod geometry;
mod moments;
mod record;
mod regions;
mod table;
mod topology;

use document::Document;
pub(super) use topology::objects;

use super::{Budget, Fault, Kind, UnpackNote};

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
    let document = Document::new(&bytes)?;
    if let Some(topology) = document.topology() {
        let (bytes, notes) = topology::regions(topology, object, budget)?;
        return Ok(Converted { kind: Kind::Regions, bytes, notes });
    }
    let survey = record::survey(&document)?;
    let mut notes = Vec::new();
    if document.is_partial() {
        notes.push(UnpackNote::Partial { records: survey.n_records });
    }
    if survey.n_areas > 0 {
        if document.is_plain_geojson() {
            return Ok(Converted { kind: Kind::Regions, bytes, notes });
        }
        let bytes = regions::write(&document, budget, &mut notes)?;
        return Ok(Converted { kind: Kind::Regions, bytes, notes });
    }
    let bytes = table::write(&document, &survey, budget, &mut notes)?;
    Ok(Converted { kind: Kind::Table, bytes, notes })
}
