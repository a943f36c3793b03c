//! Parquet to a CSV table, GeoParquet to GeoJSON regions or a table of points.
//!
//! Read here rather than by the crate `parquet` 60.1.0 (ARCHITECTURE.md, "Own code and crates"): it adds 105 kB of Brotli to the
//! worker without zstd, which it unpacks by a C library only; two builds with it differ; and it
//! panicked on 167 of 24,000 damaged files, mostly because its decoder of text lengths slices pages by lengths that it has not checked.
//! Look at it again when these change.
//!
//! Rows are read one at a time, from one page of each column. Columns of lists and maps are left out; groups of single values become
//! columns with their path as a name.
//!
//! # Source
//! "Apache Parquet Format", <https://github.com/apache/parquet-format>; "GeoParquet Specification" 1.1.

mod cells;
mod encodings;
mod fault;
mod footer;
mod geo;
mod pages;
mod thrift;

use super::records::{self, Layout, TakeRecord};
use super::shape::Shape;
use super::{Budget, Fault, Kind, UnpackNote, wkb};
use crate::budget::VertexCount;
use fault::{bad, unread};
use footer::{Column, Footer, Meaning};
use geo::Geometry;
use pages::Cursor;
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

/// What a file is for. Where its geometries may be of any kind, the first one tells.
pub(super) fn kind(bytes: &[u8], budget: &Budget) -> Result<Kind, Fault> {
    let file = File::new(bytes, budget)?;
    let Some(geometry) = &file.geometry else { return Ok(Kind::Table) };
    if let Some(kind) = geometry.kind {
        return Ok(kind);
    }
    let mut kind = Kind::Regions;
    let column = &file.footer.columns[geometry.column];
    for (at, group) in file.footer.groups.iter().enumerate() {
        let chunk = &group.chunks[geometry.column];
        let mut cursor = Cursor::new(bytes, column, chunk, at + 1, group.n_rows, budget)?;
        for _ in 0..group.n_rows {
            cursor.advance()?;
            if let Some(value) = cursor.value() {
                if let Shape::Point(..) = wkb::shape(value) {
                    kind = Kind::Table;
                }
                return Ok(kind);
            }
        }
    }
    Ok(kind)
}

/// Converts a file.
pub(super) fn convert(bytes: &[u8], budget: &Budget) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let mut file = File::new(bytes, budget)?;
    let layout = Layout {
        form: DataForm::Parquet,
        columns: file.columns().map(|column| column.name.clone()).collect(),
        has_shapes: file.geometry.is_some(),
        system: file.geometry.as_mut().and_then(|geometry| geometry.system.take()),
    };
    let (kind, written, mut notes) = records::write(&layout, budget, |take| file.records(budget, take))?;
    let is_utc = |column: &&Column| matches!(column.meaning, Meaning::Timestamp { is_utc: true, .. });
    let utc: Vec<String> = file.columns().filter(is_utc).map(|column| column.name.clone()).collect();
    if !utc.is_empty() {
        notes.push(UnpackNote::UtcTimes { columns: utc });
    }
    if !file.nested.is_empty() {
        notes.push(UnpackNote::NestedColumns { columns: file.nested });
    }
    Ok((kind, written, notes))
}

struct File<'a> {
    bytes: &'a [u8],
    footer: Footer,
    /// The places of the columns that become cells.
    cells: Vec<usize>,
    geometry: Option<Geometry>,
    /// Names of columns that are left out.
    nested: Vec<String>,
}

impl<'a> File<'a> {
    fn new(bytes: &'a [u8], budget: &Budget) -> Result<Self, Fault> {
        let footer = Footer::new(bytes)?;
        // Each row takes time in each column, even where its values take no bytes.
        let n_cells = footer.n_rows.saturating_mul(footer.columns.len() as u64);
        if n_cells.saturating_mul(records::LEAST_CELL_BYTES) > budget.held_bytes {
            return Err(Fault::TooLargeToHold { megabytes: budget.held_bytes / 1_000_000 });
        }
        if footer.columns.is_empty() {
            return Err(unread(UnreadData::NoColumns));
        }
        let description = geo::describe(&footer)?;
        let mut nested: Vec<String> = Vec::new();
        let mut cells = Vec::new();
        for (at, column) in footer.columns.iter().enumerate() {
            let is_geometry =
                description.columns.contains(&column.name) || matches!(column.meaning, Meaning::Geometry { .. });
            let is_bounds = description.bounds.iter().any(|bounds| is_within(&column.name, bounds));
            if is_geometry || is_bounds || is_row_number(&column.name) {
                continue;
            }
            if column.is_repeated {
                // A list has a name of its own before those of its parts.
                let name = column.name.split('.').next().unwrap_or_default().to_owned();
                if nested.last() != Some(&name) {
                    nested.push(name);
                }
                continue;
            }
            cells.push(at);
        }
        if cells.is_empty() && description.geometry.is_none() {
            return Err(unread(if nested.is_empty() {
                UnreadData::NoColumns
            } else {
                UnreadData::OnlyNested { columns: nested }
            }));
        }
        Ok(Self { bytes, footer, cells, geometry: description.geometry, nested })
    }

    fn columns(&self) -> impl Iterator<Item = &Column> {
        self.cells.iter().map(|&at| &self.footer.columns[at])
    }

    fn records(&self, budget: &Budget, take: &mut TakeRecord) -> Result<(), Fault> {
        let mut vertices = VertexCount::new(budget);
        for (at, group) in self.footer.groups.iter().enumerate() {
            let number = at + 1;
            let open = |column: usize| {
                let chunk = &group.chunks[column];
                Cursor::new(self.bytes, &self.footer.columns[column], chunk, number, group.n_rows, budget)
            };
            let mut cursors = self.cells.iter().map(|&column| open(column)).collect::<Result<Vec<Cursor>, Fault>>()?;
            let mut shapes = self.geometry.as_ref().map(|geometry| open(geometry.column)).transpose()?;
            for _ in 0..group.n_rows {
                cursors.iter_mut().chain(&mut shapes).try_for_each(Cursor::advance)?;
                let mut row = Vec::with_capacity(cursors.len());
                for (cursor, column) in cursors.iter().zip(self.columns()) {
                    row.push(match cursor.value() {
                        None => records::Cell::Null,
                        Some(value) => cells::cell(value, column).ok_or_else(|| {
                            let place = DataPlace::Column { name: column.name.clone(), group: number };
                            bad(place, DataFault::BadValues)
                        })?,
                    });
                }
                let shape = match shapes.as_ref().and_then(Cursor::value) {
                    Some(value) => {
                        vertices.add(value.len() / 16)?;
                        wkb::shape(value)
                    }
                    None => Shape::None,
                };
                take(&row, shape)?;
            }
        }
        Ok(())
    }
}

/// Whether a column is a group of the name, or lies in it.
fn is_within(column: &str, group: &str) -> bool {
    column.strip_prefix(group).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Whether a column holds numbers that pandas gave the rows.
fn is_row_number(name: &str) -> bool {
    let digits = name.strip_prefix("__index_level_").and_then(|rest| rest.strip_suffix("__"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
