//! Which property names the regions: a file may hold several texts for each, and the crime table knows one of them.

use super::names::NameIndex;
use super::{GeoNote, Regions};

/// A property whose texts tell regions apart.
#[derive(Clone, Debug, PartialEq)]
pub struct TextProperty {
    /// The property's name in the file.
    pub name: String,
    /// One text per region, trimmed; empty = missing.
    pub values: Vec<String>,
}

/// How well a property's texts match a crime table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameScore {
    /// The property.
    pub property: String,
    /// Rows whose neighborhood it knows, by [`NameIndex::find`].
    pub rows: u64,
}

impl Regions {
    /// The properties that could name the regions, best first: by the rows of a crime table that each finds a region for.
    /// `neighborhoods` holds the table's names with their rows. Of equals the one in use comes first, then by name.
    pub fn ranked_names(&self, neighborhoods: &[(&str, u64)]) -> Vec<NameScore> {
        let score = |property: &TextProperty| {
            let index = NameIndex::new(&property.values);
            let found = neighborhoods.iter().filter(|(name, _)| !name.trim().is_empty() && index.find(name).is_some());
            NameScore { property: property.name.clone(), rows: found.map(|(_, rows)| rows).sum() }
        };
        let mut scores: Vec<NameScore> = self.texts.iter().map(score).collect();
        let in_use = |score: &NameScore| score.property != self.name_property;
        scores.sort_by(|a, b| b.rows.cmp(&a.rows).then(in_use(a).cmp(&in_use(b))).then(a.property.cmp(&b.property)));
        scores
    }

    /// The same regions named by another of their [`texts`](Regions::texts); unchanged where there is no such property.
    pub fn named_by(mut self, property: &str) -> Self {
        let Some(text) = self.texts.iter().find(|text| text.name == property) else { return self };
        self.notes.retain(|note| !matches!(note, GeoNote::RepeatedNames { .. } | GeoNote::WithoutName { .. }));
        self.notes.extend(notes(&text.values));
        let named = text.values.iter().enumerate();
        self.names = named.map(|(at, name)| if name.is_empty() { unnamed(at + 1) } else { name.clone() }).collect();
        property.clone_into(&mut self.name_property);
        self
    }
}

/// The name of a region that has none, by its place in the file.
pub(super) fn unnamed(feature: usize) -> String {
    format!("(feature {feature})")
}

/// What is to be said of names that repeat or lack; empty = missing.
pub(super) fn notes(names: &[String]) -> Vec<GeoNote> {
    let mut notes = Vec::new();
    let mut sorted: Vec<&String> = names.iter().filter(|name| !name.is_empty()).collect();
    sorted.sort_unstable();
    let unnamed = names.len() - sorted.len();
    let mut repeated: Vec<String> =
        sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
    repeated.dedup();
    if !repeated.is_empty() {
        notes.push(GeoNote::RepeatedNames { names: repeated });
    }
    if unnamed > 0 {
        notes.push(GeoNote::WithoutName { features: unnamed });
    }
    notes
}

#[cfg(test)]
mod tests {
    use crate::geo::parse_geojson;

    /// `Name` is what the reader takes by itself; the table speaks of planning districts, spelled another way.
    #[test]
    fn the_table_says_which_property_names_the_regions() {
        let feature = |name: &str, planning: &str, at: u32| {
            format!(
                r#"{{"type": "Feature", "properties": {{"Name": "{name}", "PLAN": "{planning}", "City": "Port"}},
                    "geometry": {{"type": "Polygon", "coordinates": [[[{at}, 0], [{at}.5, 0], [{at}.5, 1], [{at}, 0]]]}}}}"#
            )
        };
        let features = [feature("A1", "Oak Hill", 1), feature("A2", "Elm St.", 2), feature("A3", "", 3)].join(",");
        let file = format!(r#"{{"type": "FeatureCollection", "features": [{features}]}}"#);
        let regions = parse_geojson(file.as_bytes()).expect("regions");
        assert_eq!(regions.name_property, "Name");
        let texts: Vec<&str> = regions.texts.iter().map(|text| text.name.as_str()).collect();
        assert_eq!(texts, ["Name", "PLAN"], "one city for all names nothing");
        let ranked = regions.ranked_names(&[("OAK HILL", 7), ("ELM ST", 2), ("FIR", 5), ("A1", 1), ("", 40)]);
        let scores: Vec<(&str, u64)> = ranked.iter().map(|score| (score.property.as_str(), score.rows)).collect();
        assert_eq!(scores, [("PLAN", 9), ("Name", 1)]);
        let renamed = regions.named_by("PLAN");
        assert_eq!(renamed.names, ["Oak Hill", "Elm St.", "(feature 3)"]);
        assert_eq!(renamed.notes, [crate::geo::GeoNote::WithoutName { features: 1 }]);
        assert_eq!(renamed.clone().named_by("nothing"), renamed);
    }
}
