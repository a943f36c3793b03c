//! Workbooks of Excel since 2007, cell by cell.

use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::book::{MOST_COLUMNS, MOST_ROWS, Sheet, TakeRow, normal, parts};
use super::cell::{Cell, Moment};
use crate::source::Source;
use crate::xml::Pieces;
use crate::{Budget, Fault, UnpackNote};

/// Tags of the texts that cells share: a text of its own has four, so these are four million texts. The crate holds them all.
const MOST_TAGS_OF_TEXTS: u64 = 1 << 24;
/// Tags of each other part that the crate holds: styles, the list of sheets, relations.
const MOST_TAGS: u64 = 1 << 20;

/// A workbook.
pub(super) struct Workbook {
    inner: Xlsx<BufReader<Source>>,
    /// Cells that hold a formula and no result.
    without_result: usize,
}

impl Workbook {
    /// Opens a workbook. The crate unpacks its parts by itself and knows no budget, so all of them are unpacked once before it may.
    pub(super) fn new(source: &Source, budget: &Budget) -> Result<Self, Fault> {
        let mut held = 0;
        for part in parts(source, budget)? {
            let path = normal(&part.path);
            if path.ends_with('/') || path.contains("media/") {
                continue;
            }
            let is_sheet = path.contains("sheets/") && path.ends_with(".xml");
            let most_tags = match path.as_str() {
                _ if is_sheet => u64::MAX,
                path if path.ends_with("sharedstrings.xml") => MOST_TAGS_OF_TEXTS,
                _ => MOST_TAGS,
            };
            let n_bytes = std::io::copy(&mut Pieces::new(part.open(source, budget)?, most_tags), &mut std::io::sink())?;
            held += if is_sheet { 0 } else { n_bytes };
            if held > budget.held_bytes {
                return Err(Fault::TooLargeToHold { megabytes: budget.held_bytes / 1_000_000 });
            }
        }
        let inner = Xlsx::new(source.whole()).map_err(fault)?;
        Ok(Self { inner, without_result: 0 })
    }

    /// Its sheets of cells.
    pub(super) fn sheets(&mut self) -> Result<Vec<Sheet>, Fault> {
        let known = self.inner.sheets_metadata().to_vec();
        let mut sheets = Vec::new();
        for sheet in known.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet) {
            let mut has_rows = false;
            self.rows(&sheet.name, &mut |_| {
                has_rows = true;
                Ok(ControlFlow::Break(()))
            })?;
            sheets.push(Sheet { name: sheet.name, is_hidden: sheet.visible != SheetVisible::Visible, has_rows });
        }
        Ok(sheets)
    }

    /// Reads the rows of a sheet that are not empty.
    pub(super) fn rows(&mut self, sheet: &str, take: &mut TakeRow) -> Result<(), Fault> {
        self.without_result = 0;
        let is_1904 = self.inner.has_1904_epoch();
        let mut cells = self.inner.worksheet_cells_reader(sheet).map_err(fault)?;
        let mut row: Vec<(u32, Cell)> = Vec::new();
        let mut number = 0;
        while let Some(record) = cells.next_cell_with_formula_metadata().map_err(fault)? {
            let (at, column) = record.pos;
            // calamine wraps references that are too large; a part of them still lies outside.
            if u64::from(at) >= MOST_ROWS || column >= MOST_COLUMNS {
                return Err(Fault::BadWorkbook { reason: format!("a cell lies beyond row {MOST_ROWS} or column XFD") });
            }
            if at != number {
                if at < number {
                    return Err(Fault::BadWorkbook { reason: format!("row {} follows row {}", at + 1, number + 1) });
                }
                if !row.is_empty() && take(&row)?.is_break() {
                    return Ok(());
                }
                row.clear();
                number = at;
            }
            if record.formula.is_some() && record.value == DataRef::Empty {
                self.without_result += 1;
            }
            if let Some(cell) = cell(record.value, is_1904) {
                match row.last() {
                    Some((last, _)) if *last >= column => {
                        return Err(Fault::BadWorkbook { reason: format!("row {} is out of order", at + 1) });
                    }
                    _ => row.push((column, cell)),
                }
            }
        }
        if !row.is_empty() {
            // Nothing follows that could be left out.
            let _ = take(&row)?;
        }
        Ok(())
    }

    /// What is to say about the rows that were read last.
    pub(super) fn notes(&self) -> Option<UnpackNote> {
        let cells = self.without_result;
        (cells > 0).then_some(UnpackNote::FormulasWithoutResult { cells })
    }
}

fn cell(value: DataRef<'_>, is_1904: bool) -> Option<Cell<'_>> {
    match value {
        DataRef::Empty | DataRef::Error(_) => None,
        DataRef::Int(number) => Cell::number(number as f64),
        DataRef::Float(number) => Cell::number(number),
        DataRef::Bool(flag) => Some(Cell::Flag(flag)),
        DataRef::String(text) => Cell::text(text.into()),
        DataRef::SharedString(text) => Cell::text(text.into()),
        DataRef::DateTime(moment) => self::moment(&moment, is_1904),
        DataRef::DateTimeIso(text) => match Moment::from_iso(&text) {
            Some(moment) => Some(Cell::Moment(moment)),
            None => Cell::text(text.into()),
        },
        DataRef::DurationIso(text) => match Moment::from_duration(&text) {
            Some(moment) => Some(Cell::Moment(moment)),
            None => Cell::text(text.into()),
        },
    }
}

/// A number in the format of a date; a number that can be none stays one.
fn moment(moment: &ExcelDateTime, is_1904: bool) -> Option<Cell<'static>> {
    match Moment::from_serial(moment.as_f64(), is_1904, moment.is_duration()) {
        Some(moment) => Some(Cell::Moment(moment)),
        None => Cell::number(moment.as_f64()),
    }
}

fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::LockedWorkbook,
        XlsxError::Io(error) => error.into(),
        error => Fault::BadWorkbook { reason: error.to_string() },
    }
}
