//! Reads the crime table: one file, or several that are one table.

use std::rc::Rc;

use super::file::{NamedFile, next_piece};
use super::keyed;
use super::opened::{Crime, MOST_HEADERS, Opened, Reader, Unknown, check_size, failed, joint_name, read_slice};
use crate::job::{Control, PipelineError, Stop};
use crate::table::{CsvReader, Named, Table, TableError, agree, groups, stacked};
use vc_model::failure::UnpackNote;
use vc_model::params::{Mapping, Role};
use vc_model::questions::{Progress, Stage};
use vc_model::result::Note;

/// Most files of one table: one for each day of a year. The heads of all of them are in memory at once.
const MOST_TABLES: usize = 366;
/// Reads the files of a crime table, slice by slice. Files with the same columns are one table; a file in which nothing is known is
/// passed over.
pub(super) async fn read_table(files: Vec<NamedFile>, mapping: &Mapping, control: &dyn Control) -> Result<Crime, Stop> {
    if files.len() > MOST_TABLES {
        return Err(PipelineError::TooManyTables { files: files.len(), most: MOST_TABLES }.into());
    }
    let total: u64 = files.iter().map(|file| file.size).sum();
    let (mut opened, mut readers) = (Vec::new(), Vec::new());
    for file in files {
        let NamedFile { name, size, content, notes, .. } = file;
        let says = |note: &UnpackNote| match note {
            UnpackNote::SourceClock { clock } => Some(*clock),
            _ => None,
        };
        let clock = notes.iter().find_map(says);
        readers.push(CsvReader::new(content.read, size).with_mapping(mapping.clone()).with_source_clock(clock));
        opened.push(Opened { name, near: content.near, notes });
    }
    let mut notes = Vec::new();
    if readers.len() > 1 {
        let unknown = read_heads(&opened, &mut readers, mapping, control).await?;
        if let Some(victims) = keyed::victims_among(&mut readers, &unknown) {
            return keyed::read(opened, readers, victims, mapping, control).await;
        }
        (opened, readers, notes) = one_table(opened, readers, unknown, mapping)?;
    }
    let (mut n_rows, mut n_bytes) = (0, 0);
    for (file, reader) in opened.iter().zip(&mut readers) {
        reader.with_most_rows(Reader::MOST_ROWS.saturating_sub(n_rows));
        let mut has_more = true;
        while has_more {
            let read = n_bytes + reader.bytes_read();
            check_size(opened.len(), read)?;
            // The announced size of an archived file may be wrong.
            let done = (read as f64 / total.max(1) as f64).min(1.0);
            control.progress(Progress { stage: Stage::Read, done }).await?;
            next_piece(&file.near).await;
            has_more = read_slice(reader).map_err(|error| failed(file, error, mapping))?;
        }
        n_rows += reader.rows_read();
        n_bytes += reader.bytes_read();
    }
    let (mut table, hash) = match <[Reader; 1]>::try_from(readers) {
        Ok([reader]) => reader.finish().map_err(|error| failed(&opened[0], error, mapping))?,
        Err(readers) => finish_all(&opened, readers, mapping)?,
    };
    table.notes.splice(0..0, opened.iter().flat_map(Opened::notes_of_file).chain(notes));
    let name = if table.parts.is_empty() {
        opened.first().map(|file| file.name.clone()).unwrap_or_default()
    } else {
        joint_name(&table.parts.iter().map(|part| part.file.as_str()).collect::<Vec<_>>())
    };
    Ok(Crime { name, hash, table: Rc::new(table), mapping: mapping.clone() })
}

/// Reads the heads of several files.
async fn read_heads(
    opened: &[Opened],
    readers: &mut [Reader],
    mapping: &Mapping,
    control: &dyn Control,
) -> Result<Unknown, Stop> {
    let mut unknown = Vec::new();
    for (file, reader) in opened.iter().zip(readers) {
        let mut has_more = true;
        let mut headers = None;
        while has_more {
            control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
            next_piece(&file.near).await;
            has_more = match reader.read_head() {
                Ok(has_more) => has_more,
                Err(TableError::NoRoles { headers: found, line }) => {
                    headers = Some((found, line));
                    false
                }
                Err(error) => return Err(failed(file, error, mapping).into()),
            };
        }
        unknown.push(headers);
    }
    Ok(unknown)
}

/// The files that are the crime table, their readers, and notes on those that are not.
type OneTable = (Vec<Opened>, Vec<Reader>, Vec<Note>);

/// Keeps the files that are the crime table.
fn one_table(
    opened: Vec<Opened>,
    mut readers: Vec<Reader>,
    mut unknown: Unknown,
    mapping: &Mapping,
) -> Result<OneTable, PipelineError> {
    if let (Some(file), Some(Some((headers, line)))) = (opened.first(), unknown.first())
        && unknown.iter().all(Option::is_some)
    {
        return Err(failed(file, TableError::NoRoles { headers: headers.clone(), line: *line }, mapping));
    }
    let is_known = |group: &[usize]| group.iter().all(|&at| unknown[at].is_none());
    let found: Vec<Vec<usize>> = groups(&mut readers).into_iter().filter(|group| is_known(group)).collect();
    let tells = |readers: &[Reader], group: &[usize]| readers[group[0]].has_role(tells_of_incidents);
    let are_incidents = found.iter().any(|group| tells(&readers, group));
    let tables: Vec<&Vec<usize>> = found.iter().filter(|group| !are_incidents || tells(&readers, group)).collect();
    let [table] = tables[..] else {
        let name = |at: usize| tables.get(at).map(|group| opened[group[0]].name.clone()).unwrap_or_default();
        return Err(PipelineError::TwoTables { first: name(0), second: name(1) });
    };
    let mut notes = Vec::new();
    let (mut files, mut kept) = (Vec::new(), Vec::new());
    for (at, (file, reader)) in opened.into_iter().zip(readers).enumerate() {
        if table.contains(&at) {
            files.push(file);
            kept.push(reader);
        } else {
            let headers = unknown[at].take().map_or_else(|| reader.headers(), |(headers, _)| headers);
            let headers = headers.into_iter().take(MOST_HEADERS).map(|header| header.header).collect();
            notes.push(Note::PassedOverFile { file: file.name, headers });
        }
    }
    if kept.len() > 1 {
        agree(&mut kept);
    }
    Ok((files, kept, notes))
}

/// Whether a column of this role tells when, where or how often something happened. A table without any, beside one that has some,
/// is a list of codes or a description of columns.
fn tells_of_incidents(role: Role) -> bool {
    matches!(
        role,
        Role::Date
            | Role::Time
            | Role::Lng
            | Role::Lat
            | Role::Point
            | Role::Neighborhood
            | Role::District
            | Role::Weight
    )
}

/// Settles each file, and puts their rows together.
fn finish_all(
    opened: &[Opened],
    mut readers: Vec<Reader>,
    mapping: &Mapping,
) -> Result<(Table, blake3::Hash), PipelineError> {
    // An order of day and month that some files prove and none contradicts.
    let mut proofs: Vec<bool> = readers.iter().filter_map(CsvReader::proves_days_first).collect();
    proofs.dedup();
    let proved = <[bool; 1]>::try_from(proofs).ok().map(|[is_day_first]| is_day_first);
    let mut named = Vec::new();
    for (file, mut reader) in opened.iter().zip(readers.drain(..)) {
        reader.expect_days_first(proved);
        let (sheet, hash) = reader.finish_sheet().map_err(|error| failed(file, error, mapping))?;
        named.push(Named { name: file.name.clone(), hash, sheet });
    }
    Ok(stacked(named))
}
