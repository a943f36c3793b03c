//! Which of several things is meant.

use std::collections::BTreeSet;

use super::candidates::{Candidate, What};
use super::sniff::Form;
use super::{Budget, Fault, Kind, Layer};
use vc_model::columns::{are_parts_of_one, fold, victims_among};

/// What of a file is read.
pub(super) enum Chosen {
    /// These.
    These {
        /// Each with how many there were to choose one from; 1 if nothing was to be chosen.
        these: Vec<(Candidate, usize)>,
        /// Documents in the form of a table, which were passed over.
        documents: Vec<String>,
    },
    /// A person has to say which of these.
    Open(Vec<Layer>),
}

/// Takes the only candidate of each kind, or those that a person named. Tables with the same columns are taken together. Names of
/// regions alone leave the tables out.
pub(super) fn choose(candidates: Vec<Candidate>, names: &[String], budget: &Budget) -> Result<Chosen, Fault> {
    let (mut tables, regions): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.layer.kind == Kind::Table);
    let regions = one_a_stem(regions, names);
    let documents = if named(&tables, names).is_empty() { take_documents(&mut tables) } else { Vec::new() };
    let are_left_out = named(&tables, names).is_empty() && !named(&regions, names).is_empty();
    let tables = if are_left_out { Vec::new() } else { tables };
    let mut these = Vec::new();
    match of_kind(tables, names, |tables| alike(tables, budget))? {
        Ok(found) => these.extend(found),
        Err(layers) => return Ok(Chosen::Open(layers)),
    }
    match of_kind(regions, names, |regions| Ok((0..regions.len()).map(|at| vec![at]).collect()))? {
        Ok(found) => these.extend(found),
        Err(mut layers) => {
            // Tables that nobody has to choose come along.
            let tables: Vec<String> = these.iter().map(|(table, _)| table.layer.name.clone()).collect();
            layers.iter_mut().for_each(|layer| layer.with.extend(tables.iter().cloned()));
            return Ok(Chosen::Open(layers));
        }
    }
    Ok(Chosen::These { these, documents })
}

/// The candidates of one kind that are read, each with how many there were to choose from, or one layer of each group to choose from.
type OfKind = Result<Vec<(Candidate, usize)>, Vec<Layer>>;

fn of_kind(
    mut candidates: Vec<Candidate>,
    names: &[String],
    groups: impl FnOnce(&[Candidate]) -> Result<Vec<Vec<usize>>, Fault>,
) -> Result<OfKind, Fault> {
    let count = candidates.len();
    if count < 2 {
        return Ok(Ok(candidates.into_iter().map(|candidate| (candidate, 1)).collect()));
    }
    let chosen = named(&candidates, names);
    if !chosen.is_empty() {
        let mut at = 0;
        candidates.retain(|_| {
            at += 1;
            chosen.contains(&(at - 1))
        });
        return Ok(Ok(candidates.into_iter().map(|candidate| (candidate, count)).collect()));
    }
    let groups = groups(&candidates)?;
    if groups.len() == 1 {
        return Ok(Ok(candidates.into_iter().map(|candidate| (candidate, 1)).collect()));
    }
    let layer = |group: &Vec<usize>| {
        let with = group[1..].iter().map(|&at| candidates[at].layer.name.clone()).collect();
        Layer { with, ..candidates[group[0]].layer.clone() }
    };
    Ok(Err(groups.iter().map(layer).collect()))
}

/// The places of the candidates that are named: of each name the first one.
fn named(group: &[Candidate], names: &[String]) -> BTreeSet<usize> {
    let place = |name: &String| group.iter().position(|candidate| is_named(&candidate.layer, name));
    names.iter().filter_map(place).collect()
}

/// Whether a name means a layer: its path, the last part of it, or that without its extension; case does not matter.
pub(super) fn is_named(layer: &Layer, name: &str) -> bool {
    let (path, name) = (layer.name.to_lowercase(), name.to_lowercase());
    let last = path.rsplit(['/', '\\']).next().unwrap_or(&path);
    [path.as_str(), last, stem(last)].contains(&name.as_str())
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Regions of which the archive holds several forms, as `areas.shp` and `areas.geojson`, once: as GeoJSON, whose names of figures are
/// not cut, unless another form is named.
fn one_a_stem(regions: Vec<Candidate>, names: &[String]) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for candidate in regions {
        // Layers of one topology have no extension of their own.
        let stem_of = |layer: &Layer| layer.name.contains('.').then(|| stem(&layer.name).to_lowercase());
        let stem = stem_of(&candidate.layer);
        let is_same = |other: &&mut Candidate| {
            stem.is_some() && stem_of(&other.layer) == stem && other.layer.form != candidate.layer.form
        };
        let is_meant = |layer: &Layer| names.iter().any(|name| name.eq_ignore_ascii_case(&layer.name));
        match kept.iter_mut().find(is_same) {
            Some(other) => {
                let is_better = (is_meant(&candidate.layer), candidate.layer.form == "GeoJSON")
                    > (is_meant(&other.layer), other.layer.form == "GeoJSON");
                if is_better {
                    *other = candidate;
                }
            }
            None => kept.push(candidate),
        }
    }
    kept
}

/// Words in the names of files that describe data and hold none.
const DOCUMENTS: [&str; 14] = [
    "readme",
    "read_me",
    "leeme",
    "léeme",
    "dictionary",
    "diccionario",
    "dicionario",
    "codebook",
    "metadata",
    "metadatos",
    "datadict",
    "data_dict",
    "license",
    "licencia",
];

/// Takes out tables whose names say that they are documents, if others are left. Returns their names.
fn take_documents(tables: &mut Vec<Candidate>) -> Vec<String> {
    let is_document = |candidate: &Candidate| {
        let path = candidate.layer.name.to_lowercase().replace([' ', '-'], "_");
        let name = path.rsplit(['/', '\\']).next().unwrap_or(&path);
        DOCUMENTS.iter().any(|word| name.contains(word))
    };
    if tables.iter().all(is_document) {
        return Vec::new();
    }
    let documents = tables.iter().filter(|table| is_document(table)).map(|table| table.layer.name.clone()).collect();
    tables.retain(|table| !is_document(table));
    documents
}

/// The tables that are read together, as their places: those with the same columns, or a table of victims and others that share
/// keys with it.
fn alike(tables: &[Candidate], budget: &Budget) -> Result<Vec<Vec<usize>>, Fault> {
    let headers = tables.iter().map(|table| headers(table, budget)).collect::<Result<Vec<_>, _>>()?;
    let are_alike = |a: usize, b: usize| {
        let (a, b) = (&headers[a], &headers[b]);
        are_parts_of_one(a.intersection(b).count(), 0, a.len(), b.len())
    };
    if victims_among(&headers).is_some() {
        return Ok(vec![(0..tables.len()).collect()]);
    }
    let mut left: Vec<usize> = (0..tables.len()).collect();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        let mut at = 0;
        while let Some(&member) = group.get(at) {
            let (found, others): (Vec<usize>, Vec<usize>) =
                left.into_iter().partition(|&other| are_alike(member, other));
            left = others;
            group.extend(found);
            at += 1;
        }
        group.sort_unstable();
        groups.push(group);
    }
    Ok(groups)
}

/// The headers of a table without case and signs: the first line with several fields. None for one that is no text.
fn headers(table: &Candidate, budget: &Budget) -> Result<BTreeSet<String>, Fault> {
    /// Lines among which the header is looked for.
    const TITLES: usize = 30;
    let What::Single { stored, form: Form::Text, .. } = &table.what else { return Ok(BTreeSet::new()) };
    let head = stored.head(budget)?;
    let text = String::from_utf8_lossy(&head);
    let fields = |line: &str| {
        let separator = [',', ';', '\t', '|'].into_iter().max_by_key(|&separator| line.matches(separator).count());
        line.split(separator.unwrap_or(',')).map(fold).filter(|field: &String| !field.is_empty()).collect()
    };
    let lines: Vec<BTreeSet<String>> = text.lines().take(TITLES).map(fields).collect();
    let widest = lines.iter().map(BTreeSet::len).max().unwrap_or(0);
    Ok(lines.into_iter().find(|fields| fields.len() * 2 > widest).unwrap_or_default())
}
