//! `regions.geojson`: the regions with what was found in them.

use std::error::Error;

use geojson::{Feature, FeatureCollection, Geometry, JsonObject, JsonValue};
use serde_json::json;

use crate::pipeline::{Dataset, Outcome};
use crate::rates::empirical_bayes;
use crate::result::RegionSummary;

pub(super) fn geojson(dataset: &Dataset, outcome: &Outcome) -> Result<Vec<u8>, Box<dyn Error>> {
    let analysis = &outcome.analysis;
    let shapes = dataset.geography.as_ref().map_or(&[][..], |geography| &geography.file.regions.shapes);
    let events: Vec<f64> = analysis.regions.iter().map(|region| region.victims).collect();
    let population: Vec<Option<f64>> = analysis.regions.iter().map(|region| region.population).collect();
    let smoothed = empirical_bayes(&events, &population);
    let per_thousand = 1000.0 / analysis.period_years;
    let features = analysis.regions.iter().zip(shapes).zip(&smoothed).map(|((region, shape), smoothed)| {
        let mut properties = properties(region, analysis.period_years);
        properties.insert("smoothed_rate".into(), json!(smoothed.map(|rate| rate * per_thousand)));
        Feature {
            bbox: None,
            geometry: (!shape.0.is_empty()).then(|| Geometry::from(shape)),
            id: None,
            properties: Some(properties),
            foreign_members: None,
        }
    });
    let collection = FeatureCollection { bbox: None, features: features.collect(), foreign_members: None };
    Ok(serde_json::to_vec(&collection)?)
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
