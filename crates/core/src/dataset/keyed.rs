//! Reads several files that share keys, and joins them to one table of victims.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::file::next_piece;
use super::opened::{Crime, MOST_HEADERS, Opened, Reader, Unknown, check_size, failed, joint_name, read_slice};
use crate::job::{Control, Stop};
use crate::table::{CsvReader, KeyedTable, RawTable, TableError, groups, joined};
use vc_model::columns;
use vc_model::params::Mapping;
use vc_model::questions::{Progress, Stage};
use vc_model::result::Note;
use vc_model::sorting::CompactSort;

/// The table of victims among files whose heads were read, if others share keys with it and none is a part of the same table.
pub(super) fn victims_among(readers: &mut [Reader], unknown: &Unknown) -> Option<usize> {
    let headers: Vec<BTreeSet<String>> = (readers.iter().zip(unknown))
        .map(|(reader, unknown)| {
            let headers = unknown.as_ref().map_or_else(|| reader.headers(), |(headers, _)| headers.clone());
            headers.iter().map(|header| columns::fold(&header.header)).collect()
        })
        .collect();
    let victims = columns::victims_among(&headers)?;
    groups(readers).contains(&vec![victims]).then_some(victims)
}

/// Reads all files, joins them, and reads the result as one table.
pub(super) async fn read(
    opened: Vec<Opened>,
    mut readers: Vec<Reader>,
    victims: usize,
    mapping: &Mapping,
    control: &dyn Control,
) -> Result<Crime, Stop> {
    let (mut tables, mut hashes) = (Vec::new(), Vec::new());
    let (mut n_rows, mut n_bytes) = (0, 0);
    for (file, reader) in opened.iter().zip(&mut readers) {
        reader.with_most_rows(Reader::MOST_ROWS.saturating_sub(n_rows));
        let has_roles = reader.has_role(|_| true);
        let mut raw = None;
        let mut has_more = true;
        while has_more {
            check_size(opened.len(), n_bytes + reader.bytes_read())?;
            control.progress(Progress { stage: Stage::Read, done: 0.0 }).await?;
            next_piece(&file.near).await;
            has_more = read_raw(reader, &mut raw).map_err(|error| failed(file, error, mapping))?;
        }
        let table = raw.unwrap_or_default();
        n_rows += table.n_rows();
        n_bytes += reader.bytes_read();
        hashes.push(reader.hash());
        tables.push(KeyedTable { name: file.name.clone(), table, has_roles });
    }
    let headers: Vec<Vec<String>> =
        tables.iter().map(|file| file.table.headers.iter().take(MOST_HEADERS).cloned().collect()).collect();
    // In the order of their hashes, so that the order in which they were chosen changes nothing.
    let mut order: Vec<usize> = (0..tables.len()).collect();
    order.compact_sort_by_key(|&at| (*hashes[at].as_bytes(), opened[at].name.clone()));
    let mut tables: Vec<Option<KeyedTable>> = tables.into_iter().map(Some).collect();
    let tables = order.iter().filter_map(|&at| tables[at].take()).collect();
    let joined = joined(tables, order.iter().position(|&at| at == victims).unwrap_or(0));
    let used: Vec<usize> = joined.used.iter().map(|&place| order[place]).collect();
    let names: Vec<String> = used.iter().map(|&at| opened[at].name.clone()).collect();
    let hash = hash_of(used.iter().map(|&at| hashes[at]).collect());
    // The line of the header is one of the files as they are.
    let mapping_of_rows = Mapping { header_line: None, ..mapping.clone() };
    let mut reader = CsvReader::new(Box::new(joined.rows) as Box<dyn std::io::Read>, 0).with_mapping(mapping_of_rows);
    let mut has_more = true;
    while has_more {
        control.progress(Progress { stage: Stage::Read, done: 0.5 }).await?;
        has_more = read_slice(&mut reader).map_err(|error| failed(&opened[victims], error, mapping))?;
    }
    let (mut table, _) = reader.finish().map_err(|error| failed(&opened[victims], error, mapping))?;
    let passed_over = (order.iter().copied())
        .filter(|at| !used.contains(at))
        .map(|at| Note::PassedOverFile { file: opened[at].name.clone(), headers: headers[at].clone() });
    let notes: Vec<Note> =
        used.iter().flat_map(|&at| opened[at].notes_of_file()).chain(joined.notes).chain(passed_over).collect();
    table.notes.splice(0..0, notes);
    if let [only] = &names[..] {
        let name = only.clone();
        // The victims' table is the only one that is used: its hash is that of its file.
        return Ok(Crime { name, hash: hashes[victims], table: Rc::new(table), mapping: mapping.clone() });
    }
    let name = joint_name(&names.iter().map(String::as_str).collect::<Vec<_>>());
    table.keyed = names;
    Ok(Crime { name, hash, table: Rc::new(table), mapping: mapping.clone() })
}

/// The hash of joined files: that of the victims' table, then the others in the order of their hashes.
fn hash_of(mut hashes: Vec<blake3::Hash>) -> blake3::Hash {
    if let Some(others) = hashes.get_mut(1..) {
        others.compact_sort_by_key(|hash| *hash.as_bytes());
    }
    let mut hasher = blake3::Hasher::new();
    hashes.iter().for_each(|hash| {
        hasher.update(hash.as_bytes());
    });
    hasher.finalize()
}

/// Reads a slice of a file as it is. It is not generic over a job's control, so it is compiled with this crate, for speed.
fn read_raw(reader: &mut Reader, raw: &mut Option<RawTable>) -> Result<bool, TableError> {
    reader.read_raw(raw)
}
