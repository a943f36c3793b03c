//! The CSV files.

use std::collections::BTreeMap;
use std::error::Error;

use super::cells::as_text;
use super::suppression::{Reason, Suppression, is_small, suppressed};
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use vc_model::params::{Column, Topic};
use vc_model::result::Group;

type Written = Result<Vec<u8>, Box<dyn Error>>;

fn csv(header: &[&str], fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Written {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    fill(&mut writer)?;
    Ok(writer.into_inner()?)
}

pub(super) fn labels(dataset: &Dataset, outcome: &Outcome) -> Written {
    let reasons = &outcome.swept.prepared.selection.set_aside;
    let table = &*dataset.table;
    // Only the rows of several files need to name one.
    let of_files = if table.parts.is_empty() { &[][..] } else { &["file", "row_in_file"] };
    csv(&[&["row", "id", "group", "reason"], of_files].concat(), |writer| {
        for (row, (label, reason)) in outcome.labels().iter().zip(reasons).enumerate() {
            let id = dataset.table.id.as_ref().map(|ids| ids.get(row)).unwrap_or_default();
            let group = label.map(|label| label.to_string()).unwrap_or_default();
            let reason = reason.map_or("", |reason| reason.id());
            let mut fields = vec![(row + 1).to_string(), as_text(&id).into_owned(), group, reason.to_owned()];
            fields.extend(
                table.source(row).into_iter().flat_map(|(file, row)| [as_text(file).into_owned(), row.to_string()]),
            );
            writer.write_record(fields)?;
        }
        Ok(())
    })
}

pub(super) fn table(dataset: &Dataset, outcome: &Outcome) -> Written {
    let design = &outcome.swept.prepared.design;
    let ids = design.factors.iter().map(|factor| factor.column.id());
    let header: Vec<&str> = ["row", "weight"].into_iter().chain(ids).collect();
    csv(&header, |writer| {
        for (&row, &distinct) in outcome.swept.prepared.selection.rows.iter().zip(&design.distinct_of) {
            writer.write_field((row + 1).to_string())?;
            writer.write_field(dataset.table.weight(row as usize).to_string())?;
            for factor in &design.factors {
                writer.write_field(&*as_text(&factor.levels[usize::from(factor.codes[distinct as usize])]))?;
            }
            writer.write_record(None::<&[u8]>)?;
        }
        Ok(())
    })
}

pub(super) fn features(outcome: &Outcome) -> Written {
    let design = &outcome.swept.prepared.design;
    csv(&["feature", "factor", "level", "value", "mean", "scale"], |writer| {
        for feature in &design.features {
            let factor = &design.factors[feature.factor];
            for (level, text) in factor.levels.iter().enumerate() {
                let value = design.value(feature, level).to_string();
                let (mean, scale) = (feature.mean.to_string(), feature.scale.to_string());
                writer.write_record([
                    &as_text(&feature.name),
                    factor.column.id(),
                    &as_text(text),
                    &value,
                    &mean,
                    &scale,
                ])?;
            }
        }
        Ok(())
    })
}

pub(super) fn profiles(outcome: &Outcome, suppression: Suppression) -> Written {
    let number = |value: f64| value.to_string();
    let groups = &outcome.analysis.groups;
    let is_concerned = suppression.concerns(&outcome.analysis.resolved);
    let left_out = if is_concerned { left_out(groups) } else { BTreeMap::new() };
    let key = ["group", "column", "level"];
    let numbers = ["share_in_group", "share_overall", "lift", "low", "high", "residual"];
    let header: Vec<&str> = key.into_iter().chain(numbers).chain(["suppressed"]).collect();
    csv(&header, |writer| {
        for (group, profile) in groups.iter().enumerate() {
            for t in &profile.traits {
                let out = left_out.get(&(t.column, t.level.as_str()));
                let cell = out.and_then(|cells| cells[group]);
                let sum = out.and_then(|cells| cells[groups.len()]);
                let of_group = |value: f64| if cell.is_none() { number(value) } else { String::new() };
                let overall = |value: f64| if sum.is_none() { number(value) } else { String::new() };
                // One share follows from the other and these numbers.
                let of_both = |value: f64| if cell.or(sum).is_none() { number(value) } else { String::new() };
                let shares = [
                    of_group(t.share_in_group),
                    overall(t.share_overall),
                    of_both(t.lift),
                    of_group(t.low),
                    of_group(t.high),
                    of_both(t.residual),
                ];
                let key = [group.to_string(), t.column.id().to_owned(), as_text(&t.level).into_owned()];
                let reason = cell.or(sum).map_or("", Reason::id).to_owned();
                writer.write_record(key.iter().chain(&shares).chain([&reason]))?;
            }
            for m in &profile.means {
                let is_theirs = is_concerned || m.topic == Topic::Victim && suppression == Suppression::Small;
                let reason = (is_theirs && is_small(profile.size)).then_some(Reason::Small);
                let of_group = |value: f64| if reason.is_none() { number(value) } else { String::new() };
                let lift = m.mean_in_group / m.mean_overall;
                let means = [
                    of_group(m.mean_in_group),
                    number(m.mean_overall),
                    of_group(lift),
                    of_group(m.low),
                    of_group(m.high),
                    // Residuals follow from counts.
                    String::new(),
                ];
                let key = [group.to_string(), as_text(&m.measure).into_owned(), String::new()];
                let reason = reason.map_or("", Reason::id).to_owned();
                writer.write_record(key.iter().chain(&means).chain([&reason]))?;
            }
        }
        Ok(())
    })
}

/// For every level of every column what is left out: one entry for each group, and one for their sum.
fn left_out(groups: &[Group]) -> BTreeMap<(Column, &str), Vec<Option<Reason>>> {
    // Groups have the same levels, each in an order of its own.
    let mut counts: BTreeMap<Column, BTreeMap<&str, Vec<f64>>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for t in &group.traits {
            let levels = counts.entry(t.column).or_default();
            levels.entry(&t.level).or_insert_with(|| vec![0.0; groups.len()])[at] = t.share_in_group * group.size;
        }
    }
    let mut left_out = BTreeMap::new();
    for (column, levels) in counts {
        let (names, counts): (Vec<&str>, Vec<Vec<f64>>) = levels.into_iter().unzip();
        left_out.extend(names.into_iter().map(|name| (column, name)).zip(suppressed(&counts)));
    }
    left_out
}
