//! Shapefiles: shapes, attributes, coordinate system and encoding, each in a file of its own, to GeoJSON or CSV.
//!
//! The two binary files are read here rather than by a library: every length in them is checked against the bytes that are
//! there before anything is made room for, so that a damaged file is refused with the record at fault, and can't ask for
//! more memory than a multiple of its size.
//!
//! # Source
//! "ESRI Shapefile Technical Description" (1998); dBASE III table files.

mod codepage;
mod convert;
mod dbf;
mod shp;

pub(super) use convert::convert;
pub(super) use shp::holds_points;

/// The bytes of a shapefile's parts.
pub(super) struct Parts {
    /// The shapes.
    pub shp: Vec<u8>,
    /// The attributes.
    pub dbf: Vec<u8>,
    /// The coordinate system, if there is one.
    pub prj: Option<Vec<u8>>,
    /// The encoding of the attributes, if there is one.
    pub cpg: Option<Vec<u8>>,
}

/// A little-endian number at a place; `None` beyond the end.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(array(bytes, at)?))
}

fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(array(bytes, at)?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(array(bytes, at)?))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(array(bytes, at)?))
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}
