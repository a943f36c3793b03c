//! Workbooks of OpenDocument, row by row.
//!
//! # Source
//! OASIS, "Open Document Format for Office Applications" 1.2, part 1, section 9 (tables) and 19.385 (types of values).

use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};

use super::book::{MOST_COLUMNS, MOST_ROWS, Sheet, TakeRow, parts};
use super::cell::{Cell, Moment};
use crate::source::Source;
use crate::xml::{XmlReader, add_text, attribute, damaged, reader};
use crate::{Budget, Fault};

/// The sheets of a workbook.
pub(super) fn sheets(source: &Source, budget: &Budget) -> Result<Vec<Sheet>, Fault> {
    refuse_password(source, budget)?;
    let mut sheets: Vec<Sheet> = Vec::new();
    Content::open(source, budget)?.read(&mut |event| {
        match event {
            Found::Sheet { name, is_hidden } => sheets.push(Sheet { name, is_hidden, has_rows: false }),
            Found::Row(..) => {
                if let Some(sheet) = sheets.last_mut() {
                    sheet.has_rows = true;
                }
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(sheets)
}

/// Reads the rows of a sheet that are not empty.
pub(super) fn rows(source: &Source, sheet: &str, budget: &Budget, take: &mut TakeRow) -> Result<(), Fault> {
    let (mut is_here, mut is_done) = (false, false);
    let mut n_rows = 0;
    Content::open(source, budget)?.read(&mut |event| {
        match event {
            Found::Sheet { name, .. } => {
                is_done |= is_here;
                is_here = name == sheet && !is_done;
            }
            Found::Row(cells, repeats) if is_here => {
                n_rows += repeats;
                if n_rows > MOST_ROWS {
                    return Err(Fault::BadWorkbook { reason: format!("more than {MOST_ROWS} rows") });
                }
                for _ in 0..repeats {
                    if take(cells)?.is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
            }
            Found::Row(..) => {}
        }
        Ok(if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })
}

/// An encrypted workbook says so in its list of parts.
fn refuse_password(source: &Source, budget: &Budget) -> Result<(), Fault> {
    let parts = parts(source, budget)?;
    let Some(manifest) = parts.iter().find(|part| part.path == "META-INF/manifest.xml") else { return Ok(()) };
    let mut xml = reader(manifest.open(source, budget)?)?;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "encryption-data" => {
                return Err(Fault::LockedWorkbook);
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(damaged(&xml, error)),
        }
    }
}

/// What stands in the content, in its order.
enum Found<'a> {
    Sheet {
        name: String,
        is_hidden: bool,
    },
    /// A row that is not empty, and how many times it stands there.
    Row(&'a [(u32, Cell<'static>)], u64),
}

struct Content {
    xml: XmlReader<Box<dyn Read>>,
}

impl Content {
    fn open(source: &Source, budget: &Budget) -> Result<Self, Fault> {
        let parts = parts(source, budget)?;
        let part = parts.iter().find(|part| part.path == "content.xml");
        let part = part.ok_or_else(|| Fault::BadWorkbook { reason: "no content.xml".to_owned() })?;
        Ok(Self { xml: reader(part.open(source, budget)?)? })
    }

    fn read(mut self, take: &mut dyn FnMut(Found) -> Result<ControlFlow<()>, Fault>) -> Result<(), Fault> {
        let mut hidden_styles = HashSet::new();
        let mut style = None;
        // Tables may stand in cells, and in shapes of a sheet: only those at the outside are sheets.
        let mut depth = 0_usize;
        let mut row: Vec<(u32, Cell)> = Vec::new();
        let (mut column, mut repeats) = (0, 1);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.xml.read_event_into(&mut buffer) {
                Ok(Event::Start(element)) => match element.name().as_ref() {
                    "style:style" => style = attribute(&element, "style:name"),
                    "style:table-properties" if attribute(&element, "table:display").as_deref() == Some("false") => {
                        hidden_styles.extend(style.take());
                    }
                    "table:table" => {
                        depth += 1;
                        if depth == 1 {
                            let name = attribute(&element, "table:name").unwrap_or_default();
                            let style = attribute(&element, "table:style-name");
                            let is_hidden = style.is_some_and(|style| hidden_styles.contains(&style));
                            if take(Found::Sheet { name, is_hidden })?.is_break() {
                                return Ok(());
                            }
                        }
                    }
                    "table:table-row" if depth == 1 => {
                        row.clear();
                        column = 0;
                        repeats = number(&element, "table:number-rows-repeated");
                    }
                    "table:table-cell" | "table:covered-table-cell" if depth == 1 => {
                        let n_columns = number(&element, "table:number-columns-repeated");
                        let element = element.into_owned();
                        if let Some(cell) = self.cell(&element)? {
                            if u64::from(column) + n_columns > u64::from(MOST_COLUMNS) {
                                return Err(Fault::BadWorkbook { reason: format!("more than {MOST_COLUMNS} columns") });
                            }
                            row.extend((column..).zip(std::iter::repeat_n(cell, n_columns as usize)));
                        }
                        column = column.saturating_add(u32::try_from(n_columns).unwrap_or(u32::MAX));
                    }
                    _ => {}
                },
                Ok(Event::End(element)) => match element.name().as_ref() {
                    "table:table" => depth = depth.saturating_sub(1),
                    "table:table-row" if depth == 1 && !row.is_empty() => {
                        if take(Found::Row(&row, repeats))?.is_break() {
                            return Ok(());
                        }
                        row.clear();
                    }
                    _ => {}
                },
                Ok(Event::Eof) => return Ok(()),
                Ok(_) => {}
                Err(error) => return Err(damaged(&self.xml, error)),
            }
        }
    }

    /// Reads a cell up to its end.
    fn cell(&mut self, element: &BytesStart) -> Result<Option<Cell<'static>>, Fault> {
        let text = self.text(element.name().as_ref())?;
        let value = |name| attribute(element, name);
        // LibreOffice writes an error as an empty text with its sign as what is shown.
        if value("calcext:value-type").as_deref() == Some("error") {
            return Ok(None);
        }
        let number = |name| value(name).and_then(|number| number.parse().ok());
        let cell = match value("office:value-type").as_deref() {
            Some("float" | "percentage" | "currency") => number("office:value").and_then(Cell::number),
            Some("boolean") => value("office:boolean-value").map(|flag| Cell::Flag(flag == "true")),
            Some("date") => value("office:date-value").and_then(|date| Moment::from_iso(&date)).map(Cell::Moment),
            Some("time") => value("office:time-value").and_then(|time| Moment::from_duration(&time)).map(Cell::Moment),
            _ => return Ok(Cell::text(value("office:string-value").unwrap_or(text).into())),
        };
        Ok(cell.or_else(|| Cell::text(text.into())))
    }

    /// The paragraphs of a cell, without what is drawn or noted on it.
    fn text(&mut self, cell: &str) -> Result<String, Fault> {
        let mut text = String::new();
        let mut n_paragraphs = 0;
        // How deep the reader is in a cell, and how deep in something that is not the cell's own text.
        let (mut depth, mut aside) = (0_usize, 0_usize);
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let event = match self.xml.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(error) => return Err(damaged(&self.xml, error)),
            };
            match &event {
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        _ if aside > 0 => aside += 1,
                        "office:annotation" | "table:table" => aside = 1,
                        name if name.starts_with("draw:") => aside = 1,
                        "text:p" => {
                            n_paragraphs += 1;
                            text.push_str(if n_paragraphs > 1 { "\n" } else { "" });
                        }
                        "text:line-break" => text.push('\n'),
                        "text:tab" => text.push('\t'),
                        "text:s" => text.extend(std::iter::repeat_n(' ', number(element, "text:c").min(1000) as usize)),
                        _ => {}
                    }
                }
                Event::End(element) => {
                    if depth == 0 {
                        let is_cell = element.name().as_ref() == cell;
                        let reason = "a cell without an end".to_owned();
                        return if is_cell { Ok(text) } else { Err(Fault::BadWorkbook { reason }) };
                    }
                    depth -= 1;
                    aside = aside.saturating_sub(1);
                }
                Event::Eof => return Err(Fault::BadWorkbook { reason: "it ends in a cell".to_owned() }),
                _ if aside > 0 || n_paragraphs == 0 => {}
                event => add_text(event, &mut text),
            }
        }
    }
}

/// A count; 1 where there is none.
fn number(element: &BytesStart, name: &str) -> u64 {
    attribute(element, name).and_then(|number| number.parse().ok()).unwrap_or(1)
}
