//! The CSV files.

use std::error::Error;

use super::cells::CsvFile;
use super::suppression::{OmittedLevels, Suppression, is_small};
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use vc_model::params::{Column, Topic};
use vc_model::result::Trust;

type Written = Result<Vec<u8>, Box<dyn Error>>;

fn csv(header: &[&str], fill: impl FnOnce(&mut CsvFile) -> csv::Result<()>) -> Written {
    let mut writer = CsvFile::new();
    writer.write_record(header)?;
    fill(&mut writer)?;
    writer.into_bytes()
}

pub(super) fn labels(dataset: &Dataset, outcome: &Outcome) -> Written {
    let reasons = &outcome.swept.prepared.selection.set_aside;
    let table = &*dataset.table;
    // Only the rows of several files need to name one.
    let of_files = if table.parts.is_empty() { &[][..] } else { &["file", "row_in_file"] };
    let posteriors = outcome.posteriors();
    let of_classes: Vec<String> = match posteriors {
        Some(_) => (0..outcome.analysis.groups.len()).map(|group| format!("posterior_{group}")).collect(),
        None => Vec::new(),
    };
    let of_classes: Vec<&str> = of_classes.iter().map(String::as_str).collect();
    csv(&[&["row", "id", "group", "reason"], of_files, &of_classes].concat(), |writer| {
        for (row, (label, reason)) in outcome.labels().iter().zip(reasons).enumerate() {
            let id = dataset.table.id.as_ref().map(|ids| ids.get(row)).unwrap_or_default();
            let group = label.map(|label| label.to_string()).unwrap_or_default();
            let reason = reason.map_or("", |reason| reason.id());
            let mut fields = vec![(row + 1).to_string(), id.into_owned(), group, reason.to_owned()];
            fields.extend(table.source(row).into_iter().flat_map(|(file, row)| [file.to_owned(), row.to_string()]));
            if let Some(posteriors) = &posteriors {
                let written = |posterior: &f64| format!("{posterior:.6}");
                let known = posteriors[row].as_ref().map(|of_row| of_row.iter().map(written).collect());
                fields.extend(known.unwrap_or_else(|| vec![String::new(); of_classes.len()]));
            }
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
                writer.write_field(&factor.levels[usize::from(factor.codes[distinct as usize])])?;
            }
            writer.write_record(None::<&str>)?;
        }
        Ok(())
    })
}

pub(super) fn features(outcome: &Outcome, suppression: Suppression) -> Written {
    let design = &outcome.swept.prepared.design;
    let omitted = OmittedLevels::of(&outcome.analysis, suppression);
    csv(&["feature", "factor", "level", "value", "mean", "scale"], |writer| {
        for feature in &design.features {
            let factor = &design.factors[feature.factor];
            // The mean of a level is its share, and one mean of several levels is an equation more on them.
            let is_omitted = omitted.as_ref().is_some_and(|omitted| omitted.has_omitted_sum(factor.column));
            let written = |number: f64| if is_omitted { String::new() } else { number.to_string() };
            for (level, text) in factor.levels.iter().enumerate() {
                let value = design.value(feature, level).to_string();
                let (mean, scale) = (written(feature.mean), written(feature.scale));
                writer.write_record([&feature.name, factor.column.id(), text, &value, &mean, &scale])?;
            }
        }
        Ok(())
    })
}

pub(super) fn profiles(outcome: &Outcome, trust: &Trust, suppression: Suppression) -> Written {
    let number = |value: f64| value.to_string();
    let groups = &outcome.analysis.groups;
    let differences = trust.differences_of(groups.len());
    let omitted = OmittedLevels::of(&outcome.analysis, suppression);
    let is_concerned = omitted.is_some();
    // The same counts stand in regions.geojson, which may omit others.
    let is_elsewhere =
        |column: Column| is_concerned && column == Column::Neighborhood && !outcome.analysis.regions.is_empty();
    let key = ["group", "column", "level"];
    let numbers = ["share_in_group", "share_overall", "lift", "low", "high", "score", "beyond_chance"];
    let header: Vec<&str> = key.into_iter().chain(numbers).chain(["suppressed"]).collect();
    csv(&header, |writer| {
        for (group, profile) in groups.iter().enumerate() {
            for t in profile.traits.iter().filter(|t| !is_elsewhere(t.column)) {
                let cells = omitted.as_ref().and_then(|omitted| omitted.of_level(t.column, &t.level));
                let [is_out, is_sum_out] = [group, groups.len()].map(|at| cells.is_some_and(|cells| cells[at]));
                let unless = |is_out: bool, value: f64| if is_out { String::new() } else { number(value) };
                let of_group = |value: f64| unless(is_out, value);
                let of_group_known = |value: Option<f64>| value.map_or_else(String::new, of_group);
                let overall = |value: f64| unless(is_sum_out, value);
                // One share follows from the other and these numbers.
                let of_both = |value: f64| unless(is_out || is_sum_out, value);
                let tested = differences.and_then(|differences| differences.of(t.column, &t.level));
                let yes = |is_beyond: bool| if is_beyond { "yes" } else { "no" };
                let shares = [
                    of_group(t.share_in_group),
                    overall(t.share_overall),
                    of_both(t.lift),
                    of_group_known(t.interval.map(|interval| interval.low)),
                    of_group_known(t.interval.map(|interval| interval.high)),
                    tested.map_or_else(String::new, |tested| of_both(tested.scores[group])),
                    tested
                        .filter(|_| !is_out && !is_sum_out)
                        .map_or("", |tested| yes(tested.is_beyond_chance[group]))
                        .to_owned(),
                ];
                let key = [group.to_string(), t.column.id().to_owned(), t.level.clone()];
                writer.write_record(key.iter().chain(&shares).chain([&mark(is_out || is_sum_out)]))?;
            }
            for m in &profile.means {
                let is_theirs = is_concerned || m.topic == Topic::Victim && suppression == Suppression::Small;
                let is_out = is_theirs && is_small(profile.size);
                let of_group = |value: f64| if is_out { String::new() } else { number(value) };
                let of_group_known = |value: Option<f64>| value.map_or_else(String::new, of_group);
                let lift = m.mean_in_group / m.mean_overall;
                let means = [
                    of_group(m.mean_in_group),
                    number(m.mean_overall),
                    of_group(lift),
                    of_group_known(m.interval.map(|interval| interval.low)),
                    of_group_known(m.interval.map(|interval| interval.high)),
                    // Only levels are tested.
                    String::new(),
                    String::new(),
                ];
                let key = [group.to_string(), m.measure.clone(), String::new()];
                writer.write_record(key.iter().chain(&means).chain([&mark(is_out)]))?;
            }
        }
        Ok(())
    })
}

/// What stands in a column `suppressed`. It does not say why: that a count is small would be a range of it.
pub(super) fn mark(is_omitted: bool) -> String {
    if is_omitted { "yes".to_owned() } else { String::new() }
}
