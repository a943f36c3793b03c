//! Regions that a file holds in several parts of one name, put together.

use std::collections::BTreeMap;

use geo::MultiPolygon;

use super::census_fields::{is_bookkeeping, is_count};
use super::properties::is_population;
use super::{GeoNote, NumericProperty, Regions, TextProperty};
use vc_model::columns::fold;
use vc_model::params::FigureKind;

impl Regions {
    /// The same regions, each name once: its parts' shapes together, with figures of the whole. `None` if all names differ.
    ///
    /// Counts are added, shares are weighted by the residents, and other figures that differ are missing. Where parts repeat all
    /// figures, these are the whole region's already.
    pub fn merged(&self) -> Option<Self> {
        let mut parts_of: Vec<Vec<usize>> = Vec::new();
        let mut place_of: BTreeMap<&str, usize> = BTreeMap::new();
        for (region, name) in self.names.iter().enumerate() {
            let place = *place_of.entry(name).or_insert(parts_of.len());
            if place == parts_of.len() {
                parts_of.push(Vec::new());
            }
            parts_of[place].push(region);
        }
        let several = parts_of.iter().filter(|parts| parts.len() > 1);
        let names: Vec<String> = several.map(|parts| self.names[parts[0]].clone()).collect();
        if names.is_empty() {
            return None;
        }
        let first = |texts: &[String]| parts_of.iter().map(|parts| texts[parts[0]].clone()).collect::<Vec<_>>();
        let residents = self.properties.iter().find(|property| is_population(&fold(&property.name)));
        let repeat_all = |parts: &[usize]| {
            let same = |value: f64, other: f64| value == other || value.is_nan() && other.is_nan();
            let is_same = |p: &NumericProperty| parts.iter().all(|&part| same(p.values[part], p.values[parts[0]]));
            // Row numbers and areas are those of the part in any case.
            self.properties.iter().filter(|p| !is_bookkeeping(&fold(&p.name))).all(is_same)
        };
        let figure = |property: &NumericProperty, parts: &[usize]| {
            let values: Vec<f64> = parts.iter().map(|&part| property.values[part]).collect();
            if parts.len() == 1 || repeat_all(parts) {
                return values[0];
            }
            let weights = residents.map(|of| parts.iter().map(|&part| of.values[part]).collect::<Vec<f64>>());
            whole(&values, kind(property), weights.as_deref())
        };
        let property = |property: &NumericProperty| NumericProperty {
            name: property.name.clone(),
            values: parts_of.iter().map(|parts| figure(property, parts)).collect(),
        };
        let shape = |parts: &Vec<usize>| {
            MultiPolygon::new(parts.iter().flat_map(|&part| self.shapes[part].0.iter().cloned()).collect())
        };
        let mut notes: Vec<GeoNote> =
            self.notes.iter().filter(|note| !matches!(note, GeoNote::RepeatedNames { .. })).cloned().collect();
        notes.push(GeoNote::PartsMerged { names });
        let texts = |texts: &TextProperty| TextProperty { values: first(&texts.values), ..texts.clone() };
        Some(Self {
            names: first(&self.names),
            shapes: parts_of.iter().map(shape).collect(),
            properties: self.properties.iter().map(property).collect(),
            name_property: self.name_property.clone(),
            texts: self.texts.iter().map(texts).collect(),
            codes: self.codes.as_deref().map(first),
            notes,
        })
    }
}

fn kind(property: &NumericProperty) -> FigureKind {
    let folded = fold(&property.name);
    if is_population(&folded) || is_count(&folded) {
        FigureKind::Count
    } else {
        FigureKind::guess(&property.name, &property.values)
    }
}

/// The figure of a whole from those of its parts; NaN if it can't be known.
fn whole(parts: &[f64], kind: FigureKind, residents: Option<&[f64]>) -> f64 {
    if parts.iter().all(|&part| part == parts[0]) && kind != FigureKind::Count {
        return parts[0];
    }
    match (kind, residents) {
        (FigureKind::Count, _) => parts.iter().sum(),
        (FigureKind::Share | FigureKind::Percentage, Some(residents)) => {
            // A part without residents has no shares.
            let lived_in = || parts.iter().zip(residents).filter(|(_, residents)| **residents > 0.0);
            lived_in().map(|(part, residents)| part * residents).sum::<f64>()
                / lived_in().map(|(_, residents)| residents).sum::<f64>()
        }
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Locator, parse_geojson};
    use super::*;

    /// Unit squares side by side with these properties.
    fn regions(properties: &[&str]) -> Regions {
        let square = |(west, properties): (usize, &&str)| {
            let east = west + 1;
            format!(
                r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon","coordinates":
                [[[{west},0],[{east},0],[{east},1],[{west},1],[{west},0]]]}}}}"#
            )
        };
        let features: Vec<String> = properties.iter().enumerate().map(square).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        parse_geojson(file.as_bytes()).expect("regions")
    }

    #[test]
    fn parts_of_one_name_become_one_region() {
        let merged = regions(&[
            r#""Name":"Oak","Population":100,"Vacant":4,"Share_old":0.5,"Median_age":30"#,
            r#""Name":"Elm","Population":500,"Vacant":9,"Share_old":0.1,"Median_age":40"#,
            r#""Name":"Oak","Population":300,"Vacant":6,"Share_old":0.1,"Median_age":34"#,
        ])
        .merged()
        .expect("parts");
        assert_eq!(merged.names, ["Oak", "Elm"]);
        let values = |name: &str| merged.properties.iter().find(|p| p.name == name).map(|p| p.values.clone());
        assert_eq!(values("Population"), Some(vec![400.0, 500.0]));
        assert_eq!(values("Vacant"), Some(vec![10.0, 9.0]));
        assert!(values("Share_old").is_some_and(|shares| (shares[0] - 0.2).abs() < 1e-12 && shares[1] == 0.1));
        assert!(values("Median_age").is_some_and(|ages| ages[0].is_nan() && ages[1] == 40.0));
        let locator = Locator::new(&merged);
        assert_eq!([0.5, 1.5, 2.5].map(|lng| locator.locate(lng, 0.5)), [Some(0), Some(1), Some(0)]);
        assert_eq!(merged.notes, [GeoNote::PartsMerged { names: vec!["Oak".into()] }]);
        assert_eq!(merged.merged(), None);
    }

    #[test]
    fn parts_that_repeat_the_whole_regions_figures_are_not_added() {
        let merged = regions(&[
            r#""Name":"Oak","Population":700,"OBJECTID":1"#,
            r#""Name":"Oak","Population":700,"OBJECTID":2"#,
            r#""Name":"Elm","Population":5"#,
        ])
        .merged()
        .expect("parts");
        assert_eq!(merged.properties[1].values, [700.0, 5.0]);
    }

    #[test]
    fn a_count_that_one_part_lacks_is_missing() {
        let merged =
            regions(&[r#""Name":"Oak","Population":700"#, r#""Name":"Oak""#, r#""Name":"Elm","Population":5"#]);
        assert!(merged.merged().is_some_and(|merged| merged.properties[0].values[0].is_nan()));
    }
}
