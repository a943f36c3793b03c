//! Converts shapefiles to GeoJSON or CSV. Shapes, attributes, coordinate system and encoding come in a file each.
//!
//! We read both binary files ourselves, because the crates `shapefile` 0.9 and `dbase` 0.8 fall short (ARCHITECTURE.md, "Own
//! code and crates"). `shapefile` reserves memory for counts before it checks them: 114 of 22,560 damaged files made it ask for
//! more than a gigabyte. `dbase` skips a deleted record without its shape, so that later regions get wrong names, refuses a file
//! for one unreadable number, and reads fields of type F as `f32`. Look at both again when they change.
//!
//! Here every length is compared with the bytes that follow before memory is reserved. A damaged file is refused with the number
//! of the faulty record, and takes no more memory than a multiple of its size.
//!
//! # Source
//! "ESRI Shapefile Technical Description" (1998); dBASE III table files.

mod codepage;
mod convert;
mod dbf;
mod shp;

pub(super) use convert::convert;
pub(super) use shp::holds_points;

/// The bytes of the files that make up a shapefile.
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
