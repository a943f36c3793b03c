//! `regions.geojson`: the regions with the findings about them.

use std::error::Error;

use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use super::suppression::{Suppression, omitted_regions};
use crate::analysis::Outcome;
use crate::dataset::Dataset;
use vc_model::rates::empirical_bayes;
use vc_model::result::RegionSummary;

pub(super) fn geojson(
    dataset: &Dataset,
    outcome: &Outcome,
    suppression: Suppression,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let analysis = &outcome.analysis;
    let omitted = omitted_regions(analysis, suppression);
    let is_concerned = omitted.is_some();
    let left_out = omitted.map_or_else(|| vec![Vec::new(); analysis.regions.len()], |(cells, _)| cells);
    let shapes = dataset.geography.as_ref().map_or(&[][..], |geography| &geography.file.regions.shapes);
    let events: Vec<f64> = analysis.regions.iter().map(|region| region.victims).collect();
    let population: Vec<Option<f64>> = analysis.regions.iter().map(|region| region.population).collect();
    let smoothed = empirical_bayes(&events, &population);
    let per_thousand = 1000.0 / analysis.period_years;
    let of_regions = analysis.regions.iter().zip(shapes).zip(smoothed.iter().zip(&left_out));
    let features = of_regions.map(|((region, shape), (smoothed, left_out))| {
        let mut properties = properties(region, analysis.period_years);
        properties.insert("smoothed_rate".into(), json!(smoothed.map(|rate| rate * per_thousand)));
        if is_concerned {
            leave_out(&mut properties, left_out, region.leading_group());
        }
        Feature {
            bbox: None,
            geometry: (!shape.0.is_empty()).then(|| Geometry::from(shape)),
            id: None,
            properties: Some(properties),
            foreign_members: None,
        }
    });
    let features = features.collect();
    // RFC 7946, section 6.1: foreign members.
    let note = JsonObject::from_iter([("suppression".to_owned(), json!(SUPPRESSION))]);
    let collection = FeatureCollection { bbox: None, features, foreign_members: is_concerned.then_some(note) };
    Ok(serde_json::to_vec(&collection)?)
}

/// A note in the file about suppressed numbers.
const SUPPRESSION: &str = "Groups or rows are chosen by victims' own traits: what rests on 1 to 9 victims is null and named in \
                           “suppressed”, as is what it could be computed from.";

/// Empties numbers that follow from suppressed counts. If the row sum is suppressed, this empties all numbers about the
/// region's victims.
fn leave_out(properties: &mut JsonObject, left_out: &[bool], leading: Option<usize>) {
    const OF_ALL: [&str; 4] = ["victims", "rate", "smoothed_rate", "leading_group"];
    let Some((&is_sum_out, groups)) = left_out.split_last() else { return };
    // Shares of a small count reveal it.
    let shares = groups.iter().enumerate().filter(|(_, is_out)| **is_out || is_sum_out);
    let mut names: Vec<String> = shares.map(|(group, _)| format!("share_group_{group}")).collect();
    if is_sum_out {
        names.extend(OF_ALL.map(str::to_owned));
    } else if leading.is_some_and(|group| groups[group]) {
        // That it is the largest would be a range of it.
        names.push("leading_group".to_owned());
    }
    for name in &names {
        properties.insert(name.clone(), JsonValue::Null);
    }
    properties.insert("suppressed".into(), json!(names));
}

/// Name, victims, residents, rate per 1,000 residents and year, leading group, and each group's share of the victims.
fn properties(region: &RegionSummary, period_years: f64) -> JsonObject {
    let mut properties = JsonObject::new();
    properties.insert("name".into(), json!(region.name));
    properties.insert("victims".into(), json!(region.victims));
    properties.insert("population".into(), json!(region.population));
    properties.insert("rate".into(), json!(region.rate(period_years)));
    properties.insert("leading_group".into(), json!(region.leading_group()));
    for group in 0..region.by_group.len() {
        let share = if region.victims > 0.0 { json!(region.share(group)) } else { JsonValue::Null };
        properties.insert(format!("share_group_{group}"), share);
    }
    properties
}
