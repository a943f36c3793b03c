//! `regions.geojson`: the regions with the findings about them.

use std::error::Error;

use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use super::suppression::{Reason, Suppression, suppressed};
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
    let is_concerned = suppression.concerns(&analysis.resolved);
    let by_group: Vec<Vec<f64>> = analysis.regions.iter().map(|region| region.by_group.clone()).collect();
    let left_out = if is_concerned { suppressed(&by_group) } else { vec![Vec::new(); by_group.len()] };
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
            leave_out(&mut properties, left_out);
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
                           “suppressed” (under_10), as is what it would follow from (complementary).";

/// Empties numbers that follow from suppressed counts. If the row sum is suppressed, this empties all numbers about the
/// region's victims.
fn leave_out(properties: &mut JsonObject, left_out: &[Option<Reason>]) {
    const OF_ALL: [&str; 4] = ["victims", "rate", "smoothed_rate", "leading_group"];
    let Some((sum, groups)) = left_out.split_last() else { return };
    let mut reasons = JsonObject::new();
    let mut empty = |name: String, reason: Reason| {
        properties.insert(name.clone(), JsonValue::Null);
        reasons.insert(name, json!(reason.id()));
    };
    for (group, reason) in groups.iter().enumerate() {
        // Shares of a small count reveal it.
        if let Some(reason) = reason.or(*sum) {
            empty(format!("share_group_{group}"), reason);
        }
    }
    if let Some(reason) = *sum {
        OF_ALL.into_iter().for_each(|name| empty(name.to_owned(), reason));
    }
    properties.insert("suppressed".into(), json!(reasons));
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
