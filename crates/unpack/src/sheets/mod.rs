//! Sheets of a workbook (.xlsx, .xls, .ods) as CSV tables.
//!
//! A workbook is read row by row and never held as a whole: its text is many times as long as its file, and two cells in opposite
//! corners of a sheet are a table of 17 billion cells for a reader that holds one. `calamine` reads .xlsx cell by cell. Its readers
//! of .ods and .xls expand the whole workbook before they answer, so those are ours.

mod book;
mod cell;
mod ods;
mod ole;
mod table;
mod xls;
mod xlsx;

use super::budget::hold;
use super::packed::Entry;
use super::source::{Source, head};
use super::{Budget, Fault, UnpackNote};
use book::normal;
pub(super) use cell::Moment;
use vc_model::failure::FileForm;

/// How a workbook is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Excel since 2007.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Excel 97 to 2003.
    Xls,
}

impl Form {
    /// Its name in a list of layers.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Xls => "xls",
        }
    }
}

/// Which workbook an archive is; `None` if it is none.
///
/// # Errors
/// [`Fault::Foreign`] for other documents of the same programs.
pub(super) fn form(archive: &Source, entries: &[Entry], budget: &Budget) -> Result<Option<Form>, Fault> {
    let is_there = |path: &str| entries.iter().any(|entry| normal(&entry.path) == path);
    if is_there("[content_types].xml") {
        if is_there("xl/workbook.xml") {
            return Ok(Some(Form::Xlsx));
        }
        let found = if is_there("xl/workbook.bin") { FileForm::Workbook } else { FileForm::Document };
        return Err(Fault::Foreign { found });
    }
    let Some(mark) = entries.iter().find(|entry| entry.path == "mimetype") else { return Ok(None) };
    let mark = head(mark.open(archive, budget)?, 100)?;
    match mark.strip_prefix(b"application/vnd.oasis.opendocument.") {
        Some(kind) if kind.starts_with(b"spreadsheet") => Ok(Some(Form::Ods)),
        Some(_) => Err(Fault::Foreign { found: FileForm::Document }),
        None => Ok(None),
    }
}

/// The names of the sheets that hold rows: the visible ones, or if there are none, the hidden ones.
pub(super) fn names(form: Form, source: &Source, budget: &Budget) -> Result<Vec<String>, Fault> {
    let sheets = match form {
        Form::Xlsx => xlsx::Workbook::new(source, budget)?.sheets()?,
        Form::Ods => ods::sheets(source, budget)?,
        Form::Xls => xls::Workbook::new(&hold(source.whole(), budget)?)?.sheets()?,
    };
    let n_sheets = sheets.len();
    let filled = || sheets.iter().filter(|sheet| sheet.has_rows);
    let has_visible = filled().any(|sheet| !sheet.is_hidden);
    let names: Vec<String> =
        filled().filter(|sheet| sheet.is_hidden != has_visible).map(|sheet| sheet.name.clone()).collect();
    if names.is_empty() { Err(Fault::EmptyWorkbook { sheets: n_sheets }) } else { Ok(names) }
}

/// A sheet as a CSV table.
pub(super) fn convert(
    form: Form,
    source: &Source,
    sheet: &str,
    budget: &Budget,
) -> Result<(Vec<u8>, Vec<UnpackNote>), Fault> {
    match form {
        Form::Xlsx => {
            let mut workbook = xlsx::Workbook::new(source, budget)?;
            let (bytes, mut notes) = table::write(budget, |take| workbook.rows(sheet, take))?;
            notes.extend(workbook.notes());
            Ok((bytes, notes))
        }
        Form::Ods => table::write(budget, |take| ods::rows(source, sheet, budget, take)),
        Form::Xls => {
            let workbook = xls::Workbook::new(&hold(source.whole(), budget)?)?;
            table::write(budget, |take| workbook.rows(sheet, take))
        }
    }
}
