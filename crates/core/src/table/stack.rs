//! Several files that are one table, as one for each year or month: which belong together, and how their rows are put together.
//!
//! Each file is read by itself, with its own separator, order of days and months and decimal sign. Categories are cleaned once for
//! all files. The order of the files comes from their content, so it does not matter in which order they were chosen.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;
use std::io::Read as Bytes;

use twox_hash::XxHash64;

use super::column::{IdColumn, Interner, MISSING};
use super::own;
use super::point::Positions;
use super::read::CsvReader;
use super::roles::Roles;
use super::sheet::Sheet;
use super::unit::UnitRows;
use super::when::{Read, follow_others, only_minute};
use super::{MISSING_DAY, MISSING_MINUTE, Table, TablePart};
use crate::number::{Expected, Style};
use vc_model::calendar::Day;
use vc_model::columns::are_parts_of_one;
use vc_model::columns::fold;
use vc_model::params::Role;
use vc_model::result::{Change, HeaderRole, Note, Reading, Reason, RoleSource};
use vc_model::sorting::{CollectSorted, CompactSort};

/// The name of a file, the hash of its bytes, and its rows.
pub(crate) struct Named {
    pub name: String,
    pub hash: blake3::Hash,
    pub sheet: Sheet,
}

/// The headers of a table without case, spaces and signs, in their order; empty for a column without a header.
fn folded(roles: &Roles) -> Vec<String> {
    let fold = |header: &HeaderRole| {
        if header.header.starts_with("(column ") { String::new() } else { fold(&header.header) }
    };
    roles.headers.iter().map(fold).collect()
}

/// Roles that one column of each table is read for, under headers that differ and that the other table lacks.
fn renamed(a: &Roles, b: &Roles) -> Vec<Role> {
    let (of_a, of_b) = (folded(a), folded(b));
    let is_named = |roles: &Roles, at: usize| roles.headers[at].source != RoleSource::Guess;
    let is_renamed = |role: &Role| {
        let (Some(&at_a), Some(&at_b)) = (a.at.get(role), b.at.get(role)) else { return false };
        let is_missing = !of_b.contains(&of_a[at_a]) && !of_a.contains(&of_b[at_b]);
        is_missing && is_named(a, at_a) && is_named(b, at_b)
    };
    Role::ALL.into_iter().filter(is_renamed).collect()
}

/// Whether two files are parts of one table. Tables of the same incidents that say different things, as crimes and their outcomes,
/// share many headers, too: what happened must stand in the same column, or in one that was renamed.
fn are_one_table(a: &Roles, b: &Roles) -> bool {
    let set =
        |roles: &Roles| folded(roles).into_iter().filter(|header| !header.is_empty()).collect_sorted::<BTreeSet<_>>();
    let (of_a, of_b) = (set(a), set(b));
    let renamed = renamed(a, b);
    let n_same = of_a.intersection(&of_b).count();
    let what_happened = |roles: &Roles| roles.at.get(&Role::Description).map(|&at| folded(roles)[at].clone());
    let same_kind = what_happened(a) == what_happened(b) || renamed.contains(&Role::Description);
    same_kind && are_parts_of_one(n_same, renamed.len(), of_a.len(), of_b.len())
}

/// The tables that belong together, as their places among the readers.
pub(crate) fn groups<R: Bytes>(readers: &mut [CsvReader<R>]) -> Vec<Vec<usize>> {
    let roles: Vec<Option<&Roles>> = readers.iter_mut().map(|reader| reader.roles().map(|roles| &*roles)).collect();
    let mut left: Vec<usize> = (0..roles.len()).collect();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        let mut at = 0;
        // A file belongs to a group if it is one table with any file of it: columns change little by little.
        while let Some(&member) = group.get(at) {
            let belongs = |other: &usize| {
                roles[member].zip(roles[*other]).is_some_and(|(member, other)| are_one_table(member, other))
            };
            let (found, others) = left.into_iter().partition(belongs);
            left = others;
            group.extend::<Vec<usize>>(found);
            at += 1;
        }
        group.compact_sort();
        groups.push(group);
    }
    groups
}

/// Has the files of one table read the same columns for the same roles, and prepares them for comparing their rows. The first rows
/// of one file may be empty where those of another are filled.
pub(crate) fn agree<R: Bytes>(readers: &mut [CsvReader<R>]) {
    let mut all: Vec<&mut Roles> = readers.iter_mut().filter_map(CsvReader::roles).collect();
    for role in Role::ALL {
        agree_on(role, &mut all);
    }
    agree_on_own(&mut all);
    let keys: Vec<Vec<String>> = all.iter().map(|roles| keys(roles)).collect();
    let is_common = |key: &String| !key.is_empty() && keys.iter().all(|others| others.contains(key));
    let seed = |key: &String| {
        let mut hasher = XxHash64::with_seed(0);
        hasher.write(key.as_bytes());
        is_common(key).then(|| hasher.finish())
    };
    let seeds: Vec<Vec<Option<u64>>> = keys.iter().map(|keys| keys.iter().map(seed).collect()).collect();
    for (reader, seeds) in readers.iter_mut().zip(seeds) {
        reader.compare_by(seeds);
    }
}

/// What the columns of a file are known by in others: the role, or the header.
fn keys(roles: &Roles) -> Vec<String> {
    let mut keys = folded(roles);
    for (role, &at) in &roles.at {
        // No header keeps a sign.
        keys[at] = format!("={}", role.id());
    }
    keys
}

/// Reads the column of one header for a role in every file that has it.
fn agree_on(role: Role, all: &mut [&mut Roles]) {
    /// Votes for a header: decided by hand, files that use it, values in their first rows.
    type Votes = (bool, usize, u64);
    let is_in_parts = |roles: &Roles| {
        role == Role::Date && !roles.date_parts.is_empty() || role == Role::Time && roles.minute.is_some()
    };
    if all.iter().any(|roles| is_in_parts(roles)) {
        return;
    }
    let mut votes: BTreeMap<String, Votes> = BTreeMap::new();
    for roles in all.iter() {
        if let Some(&at) = roles.at.get(&role) {
            let header = &roles.headers[at];
            let (by_hand, files, _) = votes.entry(folded(roles)[at].clone()).or_default();
            *by_hand |= header.source == RoleSource::ByHand;
            *files += 1;
        }
    }
    for roles in all.iter() {
        for (header, folded) in roles.headers.iter().zip(folded(roles)) {
            if let Some((_, _, values)) = votes.get_mut(&folded) {
                *values += (header.values.rows as f64 * (1.0 - header.values.missing)) as u64;
            }
        }
    }
    votes.remove("");
    for roles in all.iter_mut() {
        let headers = folded(roles);
        let best = headers.iter().enumerate().filter_map(|(at, header)| Some((votes.get(header)?, header, at)));
        let Some((&(by_hand, ..), _, at)) = best.max_by(|a, b| (a.0, b.1).cmp(&(b.0, a.1))) else { continue };
        let before = roles.at.get(&role).copied();
        let target = &roles.headers[at];
        let is_free = target.role.is_none() && target.own.is_none() && target.source == RoleSource::None;
        if before == Some(at) || !is_free {
            continue;
        }
        if let Some(before) = before {
            (roles.headers[before].role, roles.headers[before].source) = (None, RoleSource::None);
        }
        let source = if by_hand { RoleSource::ByHand } else { RoleSource::Header };
        (roles.headers[at].role, roles.headers[at].source) = (Some(role), source);
        roles.at.insert(role, at);
    }
}

/// A column chosen by hand is chosen in all files, however its header is written.
fn agree_on_own(all: &mut [&mut Roles]) {
    let mut chosen = BTreeMap::new();
    for roles in all.iter() {
        let headers = folded(roles);
        chosen.extend(roles.own.iter().map(|&(column, at)| (column, headers[at].clone())));
    }
    for roles in all.iter_mut() {
        let headers = folded(roles);
        for (&column, header) in &chosen {
            let at = headers.iter().position(|other| other == header && !header.is_empty());
            if let Some(at) = at.filter(|_| roles.own.iter().all(|(own, _)| *own != column)) {
                roles.own.push((column, at));
                roles.headers[at].own = Some(column);
            }
        }
        roles.own.compact_sort_by_key(|(column, _)| *column);
    }
}

/// Puts the rows of several files together, in the order of their first dates. Returns the hash of all files in this order.
///
/// A row that equals one of another file and has an id is set aside; one without an id is counted, and so is a file that equals another
/// one.
pub(crate) fn stacked(mut files: Vec<Named>) -> (Table, blake3::Hash) {
    let first = |file: &Named| period(&file.sheet).map_or(Day::MAX, |(first, _)| first);
    files.compact_sort_by(|a, b| (first(a), a.hash.as_bytes(), &a.name).cmp(&(first(b), b.hash.as_bytes(), &b.name)));
    let same = files.windows(2).filter(|pair| pair[0].hash == pair[1].hash);
    let mut notes: Vec<Note> =
        same.map(|pair| Note::SameFile { file: pair[1].name.clone(), other: pair[0].name.clone() }).collect();
    let mut hasher = blake3::Hasher::new();
    for file in &files {
        hasher.update(file.hash.as_bytes());
    }
    let mut parts = Vec::new();
    let mut n_rows = 0;
    for file in &files {
        parts.push(TablePart { file: file.name.clone(), first: n_rows });
        n_rows += file.sheet.n_rows;
    }
    notes.push(Note::Stacked { files: parts.len() as u64, rows: n_rows as u64 });
    notes.extend(columns_of_some(&files));
    notes.extend(renamed_columns(&files));
    notes.extend(set_repeats_aside(&mut files));
    let mut sheet = joined(files.into_iter().map(|file| file.sheet).collect());
    sheet.notes.splice(0..0, notes);
    let mut table = sheet.into_table();
    table.parts = parts;
    (table, hasher.finalize())
}

/// The first and the last day of a file.
fn period(sheet: &Sheet) -> Option<(Day, Day)> {
    let known = || sheet.moments.days.iter().flatten().filter(|&&day| day != MISSING_DAY);
    Some((*known().min()?, *known().max()?))
}

/// A note on columns that only some files have: those that are read, then the others.
fn columns_of_some(files: &[Named]) -> Option<Note> {
    let mut uses: BTreeMap<String, (&str, usize, bool)> = BTreeMap::new();
    for Named { sheet, .. } in files {
        let mut seen = BTreeSet::new();
        for header in &sheet.headers {
            let key = header.role.map_or_else(|| fold(&header.header), |role| format!("={}", role.id()));
            if seen.insert(key.clone()) && !header.header.starts_with("(column ") {
                let (_, files, is_read) = uses.entry(key).or_insert((&header.header, 0, false));
                *files += 1;
                *is_read |= header.role.is_some() || header.own.is_some();
            }
        }
    }
    let mut some: Vec<(&str, bool)> =
        uses.values().filter(|(_, n, _)| *n < files.len()).map(|&(header, _, is_read)| (header, is_read)).collect();
    some.compact_sort_by_key(|(header, is_read)| (!is_read, *header));
    let headers: Vec<String> = some.into_iter().map(|(header, _)| header.to_owned()).collect();
    (!headers.is_empty()).then_some(Note::ColumnsOfSomeFiles { headers })
}

/// Notes on columns that have different headers in different files.
fn renamed_columns(files: &[Named]) -> Vec<Note> {
    let names = |role: Role| {
        let mut names: Vec<&str> = Vec::new();
        for header in files.iter().filter_map(|file| file.sheet.header_of.get(&role)) {
            if names.iter().all(|name| fold(name) != fold(header)) {
                names.push(header);
            }
        }
        names.into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let notes = Role::ALL.into_iter().map(|role| (role, names(role))).filter(|(_, names)| names.len() > 1);
    notes.map(|(role, headers)| Note::RenamedColumn { role, headers }).collect()
}

/// Sets rows aside that another file has, too, if they have ids; notes those without.
fn set_repeats_aside(files: &mut [Named]) -> Option<Note> {
    let mut seen: Vec<u64> = Vec::new();
    let mut periods: Vec<Option<(Day, Day)>> = Vec::new();
    let (mut with_id, mut without_id) = (0, 0);
    for Named { sheet, .. } in files {
        let Some(keys) = sheet.keys.take() else { continue };
        let own = period(sheet);
        let overlaps = |other: &Option<(Day, Day)>| match (own, *other) {
            (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
            // Without dates equal rows are to be expected, and only an id tells them apart.
            _ => sheet.ids_tell_rows_apart,
        };
        if periods.iter().any(overlaps) {
            for (row, key) in keys.iter().enumerate().filter(|(_, key)| **key != 0) {
                if sheet.set_aside[row].is_some() || seen.binary_search(key).is_err() {
                    continue;
                }
                let id = sheet.id.as_ref().filter(|_| sheet.ids_tell_rows_apart).map(|ids| ids.get(row));
                if id.is_some_and(|id| !id.is_empty()) {
                    sheet.set_aside[row] = Some(Reason::RepeatedRow);
                    with_id += 1;
                } else {
                    without_id += 1;
                }
            }
        }
        periods.push(own);
        seen.extend(keys.into_iter().filter(|&key| key != 0));
        // Two sorted runs, which a stable sort merges.
        seen.compact_sort();
    }
    (with_id + without_id > 0).then_some(Note::RowsOfTwoFiles { set_aside: with_id, kept: without_id })
}

/// The rows of all sheets, one after the other.
fn joined(sheets: Vec<Sheet>) -> Sheet {
    let n_rows = sheets.iter().map(|sheet| sheet.n_rows).sum();
    let roles: BTreeSet<Role> =
        sheets.iter().flat_map(|sheet| sheet.coded.iter().map(|(role, _)| *role)).collect_sorted();
    let coded = |role: Role| {
        let columns = sheets.iter().map(|sheet| {
            let column = sheet.coded.iter().find(|(other, _)| *other == role);
            (sheet.n_rows, column.map(|(_, raw)| raw), None)
        });
        (role, chained(columns))
    };
    let coded = roles.into_iter().map(coded).collect();
    let (own, numbers) = own_columns(&sheets);
    // The header's line is that of the first file.
    let reading = Reading { decimal_sign: numbers.style().map(Into::into), ..sheets[0].reading };
    let mut place_headers: Vec<&str> = Vec::new();
    for (header, _) in sheets.iter().flat_map(|sheet| &sheet.places) {
        if place_headers.iter().all(|other| fold(other) != fold(header)) {
            place_headers.push(header);
        }
    }
    let place = |header: &&str| {
        let columns = sheets.iter().map(|sheet| {
            let column = sheet.places.iter().find(|(other, _)| fold(other) == fold(header));
            (sheet.n_rows, column.map(|(_, raw)| raw), None)
        });
        ((*header).to_owned(), chained(columns))
    };
    let places = place_headers.iter().map(place).collect();
    let ids_tell_rows_apart = sheets.iter().all(|sheet| sheet.ids_tell_rows_apart);
    let id = sheets.iter().any(|sheet| sheet.id.is_some()).then(|| {
        let mut all = IdColumn::default();
        for sheet in &sheets {
            (0..sheet.n_rows).for_each(|row| match &sheet.id {
                Some(ids) => all.push(ids.get(row).as_bytes()),
                None => all.push(b""),
            });
        }
        all.shrink();
        all
    });
    let mut headers: Vec<HeaderRole> = Vec::new();
    let mut header_of = BTreeMap::new();
    for sheet in &sheets {
        for header in &sheet.headers {
            if headers.iter().all(|other| fold(&other.header) != fold(&header.header)) {
                headers.push(header.clone());
            }
        }
        for (&role, header) in &sheet.header_of {
            header_of.entry(role).or_insert_with(|| header.clone());
        }
    }
    let known: BTreeSet<String> = headers.iter().map(|header| header.header.clone()).collect_sorted();
    let (mut notes, mut late_notes, mut changes) = (Vec::new(), Vec::new(), BTreeMap::new());
    let (mut set_aside, mut weights) = (Vec::new(), Vec::new());
    let (mut positions, mut moments) = (Positions::default(), Vec::new());
    let (has_positions, has_weights) =
        (sheets.iter().any(|sheet| sheet.positions.is_some()), sheets.iter().any(|sheet| sheet.weights.is_some()));
    let of_units: Vec<(usize, &UnitRows)> = sheets.iter().map(|sheet| (sheet.n_rows, &sheet.unit)).collect();
    let unit =
        UnitRows::chained(&of_units, |column| chained(of_units.iter().map(|&(n, rows)| (n, column(rows), None))));
    let counting = sheets.iter().find_map(|sheet| sheet.counting);
    for sheet in sheets {
        let n = sheet.n_rows;
        add_notes(&mut notes, sheet.notes, &known);
        add_notes(&mut late_notes, sheet.late_notes, &known);
        for change in sheet.changes {
            let Change { column, from, to, rule, rows } = change;
            *changes.entry((column, from, to, rule)).or_insert(0) += rows;
        }
        set_aside.extend(sheet.set_aside);
        if has_positions {
            positions.append(sheet.positions, n);
        }
        if has_weights {
            weights.extend(sheet.weights.unwrap_or_else(|| vec![1.0; n]));
        }
        moments.push((n, sheet.moments));
    }
    let changes = changes.into_iter();
    let changes = changes.map(|((column, from, to, rule), rows)| Change { column, from, to, rule, rows }).collect();
    let moments = chained_moments(moments, &mut late_notes);
    let reading = Reading { date_order: moments.order, clock: moments.clock, ..reading };
    Sheet {
        n_rows,
        set_aside,
        id,
        ids_tell_rows_apart,
        coded,
        own,
        places,
        numbers,
        moments,
        positions: has_positions.then_some(positions),
        weights: has_weights.then_some(weights),
        changes,
        reading,
        headers,
        header_of,
        notes,
        late_notes,
        keys: None,
        unit,
        counting,
    }
}

/// One column of all files. Each comes with its rows, and with the style in which its numbers are read, if they are to be rewritten.
fn chained<'a>(columns: impl Iterator<Item = (usize, Option<&'a Interner>, Option<Style>)>) -> Interner {
    let mut all = Interner::new();
    for (n, column, style) in columns {
        let Some(column) = column else {
            (0..n).for_each(|_| all.codes.push(MISSING));
            continue;
        };
        let code = |text: &[u8]| match style.and_then(|style| own::plain(text, style)) {
            Some(plain) => all.levels.code(plain.as_bytes()),
            None => all.levels.code(text),
        };
        let code_of: Vec<u32> = column.levels.texts().map(code).collect();
        column.codes.iter().for_each(|code| all.codes.push(code_of[code as usize]));
    }
    all
}

/// The columns chosen by hand, and how their numbers are written. If files write them in different ways, all are rewritten in one.
fn own_columns(sheets: &[Sheet]) -> (Vec<(vc_model::params::Column, String, Interner)>, Expected) {
    let styles: BTreeSet<bool> =
        sheets.iter().filter_map(|sheet| sheet.numbers.style()).map(|style| style == Style::Comma).collect_sorted();
    let differ = styles.len() > 1;
    let mut chosen = BTreeMap::new();
    for (column, header, _) in sheets.iter().flat_map(|sheet| &sheet.own) {
        chosen.entry(*column).or_insert_with(|| header.clone());
    }
    let own = chosen.into_iter().map(|(column, header)| {
        let columns = sheets.iter().map(|sheet| {
            let raw = sheet.own.iter().find(|(other, ..)| *other == column).map(|(_, _, raw)| raw);
            let style = raw.filter(|_| differ).map(|raw| own::style(raw, sheet.numbers));
            (sheet.n_rows, raw, style)
        });
        (column, header, chained(columns))
    });
    let known = || sheets.iter().map(|sheet| sheet.numbers).find(|numbers| *numbers != Expected::Nothing);
    let numbers = if differ { Expected::ByHand(Style::Point) } else { known().unwrap_or_default() };
    (own.collect(), numbers)
}

/// Days and minutes of all files, exact to what the coarsest one is exact to.
fn chained_moments(mut all: Vec<(usize, Read)>, notes: &mut Vec<Note>) -> Read {
    follow_others(&mut all, notes);
    let dated = || all.iter().filter(|(_, read)| read.days.is_some());
    let precision = dated().map(|(_, read)| read.precision).max().unwrap_or_default();
    let (has_days, has_minutes) = (dated().next().is_some(), all.iter().any(|(_, read)| read.minutes.is_some()));
    let first = all.first().and_then(|(_, read)| read.order);
    let clock = all.first().and_then(|(_, read)| read.clock);
    let clock = clock.filter(|clock| all.iter().all(|(_, read)| read.clock == Some(*clock)));
    let order = first.filter(|order| all.iter().all(|(_, read)| read.order == Some(*order)));
    let (mut days, mut minutes) = (Vec::new(), Vec::new());
    for (n, read) in all {
        let is_finer = read.precision < precision;
        let coarse = |day: Day| if day == MISSING_DAY || !is_finer { day } else { precision.first_day(day) };
        if has_days {
            days.extend(read.days.unwrap_or_else(|| vec![MISSING_DAY; n]).into_iter().map(coarse));
        }
        if has_minutes {
            minutes.extend(read.minutes.unwrap_or_else(|| vec![MISSING_MINUTE; n]));
        }
    }
    let same = only_minute(&minutes);
    if let Some((minute, rows)) = same {
        notes.push(Note::ConstantTime { time: format!("{:02}:{:02}", minute / 60, minute % 60), rows });
    }
    Read {
        days: has_days.then_some(days),
        order,
        precision,
        minutes: (has_minutes && same.is_none()).then_some(minutes),
        clock,
        are_stamps: false,
    }
}

/// Adds the notes of one more file; those that differ in their number of rows only become one.
fn add_notes(all: &mut Vec<Note>, more: Vec<Note>, known: &BTreeSet<String>) {
    for mut note in more {
        if let Note::UnknownHeaders { headers } = &mut note {
            // Another file has them.
            headers.retain(|header| !known.contains(header));
            if headers.is_empty() {
                continue;
            }
        }
        if !all.iter_mut().any(|before| *before == note || before.absorb(&note)) {
            all.push(note);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::civil_from_day;

    /// Reads files with these contents, called a, b, c …, as one table; in how many groups they fall otherwise.
    fn read(files: &[&str]) -> Result<(Table, blake3::Hash), usize> {
        let reader =
            |text: &&str| CsvReader::new(std::io::Cursor::new(text.to_string().into_bytes()), text.len() as u64);
        let mut readers: Vec<_> = files.iter().map(reader).collect();
        for reader in &mut readers {
            while matches!(reader.read_head(), Ok(true)) {}
        }
        let n_groups = groups(&mut readers).len();
        if n_groups > 1 {
            return Err(n_groups);
        }
        agree(&mut readers);
        for reader in &mut readers {
            while reader.read_slice().expect("rows") {}
        }
        let proofs: BTreeSet<bool> = readers.iter().filter_map(CsvReader::proves_days_first).collect();
        let proved = if proofs.len() == 1 { proofs.first().copied() } else { None };
        let named = readers.into_iter().zip('a'..).map(|(mut reader, name)| {
            reader.expect_days_first(proved);
            let (sheet, hash) = reader.finish_sheet().expect("rows");
            Named { name: name.to_string(), hash, sheet }
        });
        Ok(stacked(named.collect()))
    }

    fn table(files: &[&str]) -> Table {
        read(files).expect("one table").0
    }

    fn levels(table: &Table, role: Role) -> Vec<&str> {
        let column = &table.coded[&role];
        column.codes.iter().map(|code| column.levels[code as usize].as_str()).collect()
    }

    const OF_2021: &str = "Date,Offense,Premise\n2021-03-01,THEFT,STORE\n2021-03-02,ASSAULT,HOME\n";
    const OF_2020: &str = "premise;OFFENSE ;date\nSTREET;ROBBERY;2020-05-06\n";

    #[test]
    fn files_with_the_same_columns_are_one_table_in_the_order_of_their_dates() {
        let (one, hash) = read(&[OF_2021, OF_2020]).expect("one table");
        assert_eq!(levels(&one, Role::Description), ["ROBBERY", "THEFT", "ASSAULT"]);
        assert_eq!(levels(&one, Role::Premise), ["STREET", "STORE", "HOME"]);
        assert_eq!((one.source(0), one.source(2)), (Some(("b", 1)), Some(("a", 2))));
        let (other, other_hash) = read(&[OF_2020, OF_2021]).expect("one table");
        assert_eq!((one.coded, hash), (other.coded, other_hash), "the order in which files are chosen does not matter");
    }

    #[test]
    fn tables_with_other_columns_or_another_subject_are_no_parts() {
        assert_eq!(read(&[OF_2021, "Date,Charge,Age,Sex\n2021-01-01,X,30,F\n"]).err(), Some(2));
        let crimes = "Crime ID,Month,Longitude,Latitude,LSOA name,Crime type\n1,2021-01,0.1,51,A,Burglary\n";
        let outcomes = "Crime ID,Month,Longitude,Latitude,LSOA name,Outcome type\n1,2021-01,0.1,51,A,No suspect\n";
        assert_eq!(read(&[crimes, outcomes]).err(), Some(2));
        assert!(read(&[crimes, &crimes.replace("2021", "2022")]).is_ok());
    }

    #[test]
    fn a_column_of_some_files_is_empty_in_the_others() {
        let with_weapon = "Date,Offense,Premise,Weapon\n2022-01-01,THEFT,STORE,GUN\n";
        let one = table(&[OF_2021, with_weapon]);
        assert_eq!(levels(&one, Role::Weapon)[..2], ["", ""]);
        assert_ne!(levels(&one, Role::Weapon)[2], "");
        assert!(one.notes.contains(&Note::ColumnsOfSomeFiles { headers: vec!["Weapon".into()] }), "{:?}", one.notes);
    }

    #[test]
    fn a_column_with_another_header_is_the_same_if_its_role_is() {
        let before = "Date,Offense,Premise,Weapon\n2021-01-01,THEFT,STORE,KNIFE\n";
        let after = "Date,Offense,Premise,WEAPON_DESC\n2022-01-01,THEFT,STORE,KNIFE\n";
        let one = table(&[after, before]);
        let weapons = levels(&one, Role::Weapon);
        assert!(weapons[0] == weapons[1] && !weapons[0].is_empty(), "{weapons:?}");
        let headers = vec!["Weapon".to_owned(), "WEAPON_DESC".to_owned()];
        assert!(one.notes.contains(&Note::RenamedColumn { role: Role::Weapon, headers }), "{:?}", one.notes);
    }

    #[test]
    fn rows_of_two_files_are_set_aside_by_their_id_and_otherwise_counted() {
        let (first, second) =
            ("1,2021-01-01,THEFT\n2,2021-01-05,ASSAULT\n", "2,2021-01-05,ASSAULT\n3,2021-02-01,THEFT\n");
        let with_ids = table(&[&format!("RowID,Date,Offense\n{first}"), &format!("RowID,Date,Offense\n{second}")]);
        assert_eq!(with_ids.set_aside, [None, None, Some(Reason::RepeatedRow), None]);
        assert!(with_ids.notes.contains(&Note::RowsOfTwoFiles { set_aside: 1, kept: 0 }));
        let bare = |rows: &str| rows.lines().map(|row| format!("{}\n", &row[2..])).collect::<String>();
        let without = table(&[
            &format!("Date,Offense\n{}", bare(first)),
            &format!("Offense,Date\n{}", "ASSAULT,2021-01-05\nTHEFT,2021-02-01\n"),
        ]);
        assert_eq!(without.set_aside, [None; 4]);
        assert!(without.notes.contains(&Note::RowsOfTwoFiles { set_aside: 0, kept: 1 }), "{:?}", without.notes);
    }

    #[test]
    fn a_file_that_equals_another_one_is_noted() {
        let twice = table(&[OF_2021, OF_2021]);
        assert_eq!(twice.n_rows, 4);
        assert!(twice.notes.contains(&Note::SameFile { file: "b".into(), other: "a".into() }));
        assert!(twice.notes.contains(&Note::RowsOfTwoFiles { set_aside: 0, kept: 2 }));
    }

    #[test]
    fn each_file_has_its_own_order_of_days_and_months_and_an_open_one_follows_the_others() {
        let day_first = "Date,Offense\n13/02/2021,A\n01/02/2021,B\n";
        let month_first = "Date,Offense\n02/13/2022,A\n03/01/2022,B\n";
        let open = "Date,Offense\n03/01/2020,A\n02/01/2020,A\n04/01/2020,A\n";
        let dates = |table: &Table| {
            table
                .days
                .iter()
                .flatten()
                .map(|&day| civil_from_day(day))
                .map(|(y, m, d)| format!("{y}-{m}-{d}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(dates(&table(&[day_first, month_first])), ["2021-2-13", "2021-2-1", "2022-2-13", "2022-3-1"]);
        let one = table(&[open, day_first]);
        assert_eq!(dates(&one)[..3], ["2020-1-3", "2020-1-2", "2020-1-4"]);
        assert!(one.notes.contains(&Note::OrderOfFiles { day_first: true, rows: 3 }), "{:?}", one.notes);
    }

    #[test]
    fn a_file_that_proves_nothing_follows_those_in_utc() {
        use vc_model::params::{Clock, Zone};
        use vc_model::result::ClockProof;
        let zone = Zone::by_name("America/New_York").expect("a zone");
        let read = |clock| Read {
            days: Some(vec![0]),
            minutes: Some(vec![5 * 60]),
            clock,
            are_stamps: true,
            ..Read::default()
        };
        let chained = |clocks: [Option<Clock>; 2]| {
            let mut notes = Vec::new();
            let all = chained_moments(clocks.map(|clock| (1, read(clock))).into(), &mut notes);
            (all.minutes, all.clock, notes)
        };
        let note = Note::TimesInUtc { zone, proof: ClockProof::Files, rows: 1 };
        let utc = Some(Clock::Utc(zone));
        assert_eq!(chained([utc, None]), (Some(vec![300, 0]), utc, vec![note]));
        let local = Some(Clock::Local);
        assert_eq!(chained([local, None]), (Some(vec![300, 300]), None, vec![]));
        assert_eq!(chained([utc, local]), (Some(vec![300, 300]), None, vec![]));
    }

    #[test]
    fn a_column_that_is_empty_at_first_is_read_as_in_the_other_file() {
        let filled = "Date,Offense,Premise,Location Description\n2021-01-01,A,STORE,\n2021-01-02,B,HOME,\n";
        let other = "Date,Offense,Premise,Location Description\n2022-01-01,A,,STORE\n2022-01-02,B,,HOME\n";
        let one = table(&[filled, other]);
        let headers: BTreeSet<&str> =
            one.headers.iter().filter(|h| h.role == Some(Role::Premise)).map(|h| h.header.as_str()).collect();
        assert_eq!(headers.len(), 1, "{headers:?}");
    }
}
