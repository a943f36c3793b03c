//! Records of cells, some with a shape, as a CSV table or as GeoJSON regions: what Parquet, SQLite and FlatGeobuf have in common.
//!
//! Records are read twice and never held: whether a column of moments holds times, and whether a layer holds areas or points, is known
//! at its end only. Areas make regions and leave points out; points alone make a table with their longitude and latitude.

use std::borrow::Cow;

use super::crs::Crs;
use super::points::PointsWriter;
use super::regions::{Outline, RegionsWriter, Value, are_degrees, beyond_degrees, to_degrees};
use super::shape::Shape;
use super::sheets::Moment;
use super::{Budget, Fault, Kind, UnpackNote, outlines};
use vc_model::failure::{DataFault, DataForm, DataPlace};

/// Bytes that a cell counts for at least: it takes time even if it is empty.
pub(super) const LEAST_CELL_BYTES: u64 = 8;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    /// Nothing.
    Null,
    /// A text.
    Text(Cow<'a, str>),
    /// A number by its digits: an integer, a decimal, or a number of single precision.
    Digits(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A date, a time of day, or both.
    Moment(Moment),
}

impl Cell<'_> {
    /// A number; nothing for what is none (NaN, infinite).
    pub(super) fn number(number: f64) -> Self {
        // A zero below zero would be another text.
        if number.is_finite() { Cell::Number(if number == 0.0 { 0.0 } else { number }) } else { Cell::Null }
    }

    /// A number of single precision, by as few digits as tell it from others.
    pub(super) fn single(number: f32) -> Self {
        if number.is_finite() {
            Cell::Digits((if number == 0.0 { 0.0 } else { number }).to_string())
        } else {
            Cell::Null
        }
    }
}

impl<'a> Cell<'a> {
    /// Bytes of no declared type: a text where they are one, and otherwise hexadecimal digits, as outlines in binary are.
    pub(super) fn bytes(bytes: &'a [u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains(|c: char| c.is_control() && !c.is_whitespace()) => Cell::Text(text.into()),
            _ => Cell::Text(bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>().into()),
        }
    }

    fn value(&self, is_date_only: bool) -> Value<'_> {
        match self {
            Cell::Null => Value::Null,
            Cell::Text(text) => Value::Text(Cow::Borrowed(text)),
            Cell::Digits(digits) => Value::Json(digits),
            Cell::Number(number) => Value::Number(*number),
            Cell::Flag(flag) => Value::Flag(*flag),
            Cell::Moment(moment) => Value::Text(moment.write(is_date_only).into()),
        }
    }
}

/// Takes a record.
pub(super) type TakeRecord<'t> = dyn FnMut(&[Cell], Shape) -> Result<(), Fault> + 't;

/// What records have in common.
pub(super) struct Layout {
    /// What they are from.
    pub form: DataForm,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// Whether records have shapes; those of a plain table don't.
    pub has_shapes: bool,
    /// The coordinate system, if the file names one.
    pub system: Option<Crs>,
}

/// Writes records. `each` hands over all of them, in the same order whenever it is called.
pub(super) fn write(
    layout: &Layout,
    budget: &Budget,
    mut each: impl FnMut(&mut TakeRecord) -> Result<(), Fault>,
) -> Result<(Kind, Vec<u8>, Vec<UnpackNote>), Fault> {
    let mut survey = Survey::new(layout);
    let mut cells = CellCount::new(budget);
    each(&mut |row, shape| {
        cells.add(row.len())?;
        survey.see(row, &shape);
        Ok(())
    })?;
    let mut notes = survey.notes();
    if !layout.has_shapes || (survey.is_without_shapes()) {
        let bytes = table(layout, &survey, false, budget, each)?;
        let from = layout.form.into();
        notes.push(UnpackNote::Table { from, records: survey.n_records });
        return outlines::in_table(bytes, notes, from, budget);
    }
    if survey.n_areas == 0 && survey.n_points == 0 {
        return Err(survey.without_places(layout.form));
    }
    notes.extend(survey.system_note(layout.system.as_ref())?);
    if survey.n_areas == 0 {
        let bytes = table(layout, &survey, true, budget, each)?;
        notes.push(UnpackNote::Table { from: layout.form.into(), records: survey.n_records });
        return Ok((Kind::Table, bytes, notes));
    }
    if survey.n_points > 0 {
        notes.push(UnpackNote::PointsLeftOut { records: survey.n_points });
    }
    let (bytes, records) = regions(layout, &survey, budget, each)?;
    notes.push(UnpackNote::Regions { from: layout.form.into(), records });
    Ok((Kind::Regions, bytes, notes))
}

fn table(
    layout: &Layout,
    survey: &Survey,
    has_points: bool,
    budget: &Budget,
    mut each: impl FnMut(&mut TakeRecord) -> Result<(), Fault>,
) -> Result<Vec<u8>, Fault> {
    let columns = layout.columns.iter().map(String::as_str);
    let mut table =
        if has_points { PointsWriter::new(columns, budget)? } else { PointsWriter::without_points(columns, budget)? };
    each(&mut |row, shape| {
        let position = match (shape, &layout.system) {
            (Shape::Point(x, y), Some(crs)) => Some(crs.to_degrees(x, y)),
            (Shape::Point(x, y), None) => Some((x, y)),
            _ => None,
        };
        table.push(row.iter().zip(&survey.columns).map(|(cell, column)| cell.value(column.is_date_only)), position)
    })?;
    table.finish()
}

fn regions(
    layout: &Layout,
    survey: &Survey,
    budget: &Budget,
    mut each: impl FnMut(&mut TakeRecord) -> Result<(), Fault>,
) -> Result<(Vec<u8>, usize), Fault> {
    let mut regions = RegionsWriter::new(budget);
    each(&mut |row, shape| {
        let area = match shape {
            Shape::Point(..) => return Ok(()),
            Shape::Area(mut area) => {
                if let Some(crs) = &layout.system {
                    to_degrees(&mut area, crs);
                }
                Some(area)
            }
            Shape::None | Shape::Other(_) | Shape::Broken => None,
        };
        let names = layout.columns.iter().map(|name| Cow::Borrowed(name.as_str()));
        let values = row.iter().zip(&survey.columns).map(|(cell, column)| cell.value(column.is_date_only));
        regions.push(names.zip(values), area.as_ref().map_or(Outline::None, Outline::Shape))
    })?;
    Ok(regions.finish())
}

/// Bounds the cells of a file: rows of nothing take no bytes, but time.
struct CellCount {
    bytes: u64,
    most_bytes: u64,
}

impl CellCount {
    fn new(budget: &Budget) -> Self {
        Self { bytes: 0, most_bytes: budget.held_bytes }
    }

    fn add(&mut self, cells: usize) -> Result<(), Fault> {
        self.bytes += (cells.max(1) as u64) * LEAST_CELL_BYTES;
        if self.bytes > self.most_bytes {
            return Err(Fault::TooLargeToHold { megabytes: self.most_bytes / 1_000_000 });
        }
        Ok(())
    }
}

/// What records hold, all in all.
struct Survey {
    columns: Vec<Column>,
    n_records: usize,
    n_areas: usize,
    n_points: usize,
    /// Records whose geometry can't be read or has no area: how many, and the first, from 1.
    broken: Option<(usize, usize)>,
    /// The type of a geometry without area.
    other: Option<&'static str>,
    /// The first position that can't be degrees.
    beyond_degrees: Option<(f64, f64)>,
}

#[derive(Clone, Copy, Default)]
struct Column {
    /// Whether all its moments are dates at midnight.
    is_date_only: bool,
    has_moments: bool,
}

impl Survey {
    fn new(layout: &Layout) -> Self {
        Self {
            columns: vec![Column::default(); layout.columns.len()],
            n_records: 0,
            n_areas: 0,
            n_points: 0,
            broken: None,
            other: None,
            beyond_degrees: None,
        }
    }

    fn see(&mut self, row: &[Cell], shape: &Shape) {
        self.n_records += 1;
        for (cell, column) in row.iter().zip(&mut self.columns) {
            if let Cell::Moment(moment) = cell {
                column.is_date_only = (column.is_date_only || !column.has_moments) && moment.is_midnight_of_a_day();
                column.has_moments = true;
            }
        }
        let beyond = match shape {
            Shape::None => None,
            Shape::Point(x, y) => {
                self.n_points += 1;
                (!are_degrees(*x, *y)).then_some((*x, *y))
            }
            Shape::Area(area) => {
                self.n_areas += 1;
                beyond_degrees([area])
            }
            Shape::Other(_) | Shape::Broken => {
                if let Shape::Other(name) = shape {
                    self.other = self.other.or(Some(name));
                }
                self.broken.get_or_insert((0, self.n_records)).0 += 1;
                None
            }
        };
        self.beyond_degrees = self.beyond_degrees.or(beyond);
    }

    fn is_without_shapes(&self) -> bool {
        self.n_areas == 0 && self.n_points == 0 && self.broken.is_none()
    }

    fn notes(&self) -> Vec<UnpackNote> {
        let broken = self.broken.map(|(records, first)| UnpackNote::BrokenOutlines { records, first });
        broken.into_iter().collect()
    }

    /// The fault of geometries none of which has an area or is a point.
    fn without_places(&self, form: DataForm) -> Fault {
        let first = self.broken.map_or(1, |(_, first)| first);
        match self.other {
            Some(name) => Fault::OtherShapes { found: name.to_owned() },
            None => Fault::BadData { form, place: DataPlace::Record(first), fault: DataFault::BadGeometry },
        }
    }

    /// What is to say about the coordinate system.
    fn system_note(&self, system: Option<&Crs>) -> Result<Option<UnpackNote>, Fault> {
        let is_degrees = system.is_none_or(Crs::is_degrees);
        if let (true, Some((x, y))) = (is_degrees, self.beyond_degrees) {
            return Err(Fault::NoProjection { x, y });
        }
        Ok(match system {
            None => Some(UnpackNote::TakenAsDegrees { system: None }),
            Some(crs) if !is_degrees => Some(UnpackNote::Reprojected { from: crs.name.clone() }),
            Some(crs) if !is_wgs84(&crs.name) => Some(UnpackNote::TakenAsDegrees { system: Some(crs.name.clone()) }),
            Some(_) => None,
        })
    }
}

/// Whether the name of a system of degrees is that of WGS84.
fn is_wgs84(name: &str) -> bool {
    name.to_ascii_uppercase().contains("WGS") || name == "EPSG:4326"
}
