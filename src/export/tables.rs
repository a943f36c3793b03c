//! The CSV files.

use std::error::Error;

use crate::pipeline::{Dataset, Outcome};

type Written = Result<Vec<u8>, Box<dyn Error>>;

fn csv(header: &[&str], fill: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Written {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header)?;
    fill(&mut writer)?;
    Ok(writer.into_inner()?)
}

pub(super) fn labels(dataset: &Dataset, outcome: &Outcome) -> Written {
    let reasons = &outcome.swept.prepared.selection.set_aside;
    csv(&["row", "id", "group", "reason"], |writer| {
        for (row, (label, reason)) in outcome.labels().iter().zip(reasons).enumerate() {
            let id = dataset.table.id.as_ref().map(|ids| ids.get(row)).unwrap_or_default();
            let group = label.map(|label| label.to_string()).unwrap_or_default();
            let reason = reason.map_or("", |reason| reason.id());
            writer.write_record([(row + 1).to_string().as_str(), &id, &group, reason])?;
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
                writer.write_record([&feature.name, factor.column.id(), text, &value, &mean, &scale])?;
            }
        }
        Ok(())
    })
}

pub(super) fn profiles(outcome: &Outcome) -> Written {
    let number = |value: f64| value.to_string();
    let header = ["group", "column", "level", "share_in_group", "share_overall", "lift", "low", "high", "residual"];
    csv(&header, |writer| {
        for (group, profile) in outcome.analysis.groups.iter().enumerate() {
            for t in &profile.traits {
                let shares = [t.share_in_group, t.share_overall, t.lift, t.low, t.high, t.residual].map(number);
                let key = [group.to_string(), t.column.id().to_owned(), t.level.clone()];
                writer.write_record(key.iter().chain(&shares))?;
            }
            for m in &profile.means {
                let lift = m.mean_in_group / m.mean_overall;
                let means = [m.mean_in_group, m.mean_overall, lift, m.low, m.high].map(number);
                let key = [group.to_string(), m.measure.clone(), String::new()];
                // Residuals are of counts.
                writer.write_record(key.iter().chain(&means).chain([&String::new()]))?;
            }
        }
        Ok(())
    })
}
