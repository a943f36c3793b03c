//! Regions by the names of another of their properties.

use std::collections::BTreeMap;

use super::{GeoNote, Regions};

/// Names by the published texts; regions without one are named by their places in the file. What is missing or stands for
/// several regions is noted.
pub(super) fn named(
    published: Vec<Option<String>>,
    places: impl Iterator<Item = usize>,
    notes: &mut Vec<GeoNote>,
) -> Vec<String> {
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for name in published.iter().flatten() {
        *uses.entry(name).or_default() += 1;
    }
    let repeated: Vec<String> = uses.iter().filter(|(_, n)| **n > 1).map(|(name, _)| (*name).to_owned()).collect();
    if !repeated.is_empty() {
        notes.push(GeoNote::RepeatedNames { names: repeated });
    }
    let unnamed = published.iter().filter(|name| name.is_none()).count();
    if unnamed > 0 {
        notes.push(GeoNote::WithoutName { features: unnamed });
    }
    published
        .into_iter()
        .zip(places)
        .map(|(name, place)| name.unwrap_or_else(|| format!("(feature {place})")))
        .collect()
}

impl Regions {
    /// The same regions by the names of one of [`Regions::texts`]; `None` if they have no such property.
    pub fn named_by(&self, property: &str) -> Option<Self> {
        let texts = self.texts.iter().find(|texts| texts.name == property)?;
        let published = texts.values.iter().map(|text| (!text.is_empty()).then(|| text.clone()));
        let is_of_names = |note: &GeoNote| matches!(note, GeoNote::RepeatedNames { .. } | GeoNote::WithoutName { .. });
        let mut notes: Vec<GeoNote> = self.notes.iter().filter(|note| !is_of_names(note)).cloned().collect();
        let names = named(published.collect(), 1.., &mut notes);
        Some(Self { names, name_property: property.to_owned(), codes: None, notes, ..self.clone() })
    }

    /// The same regions under their names, which the table calls by the codes of one of [`Regions::texts`]; `None` if
    /// they have no such property. The codes are no figure then.
    pub fn coded_by(&self, property: &str) -> Option<Self> {
        let texts = self.texts.iter().find(|texts| texts.name == property)?;
        let mut regions = Self { codes: Some(texts.values.clone()), ..self.clone() };
        regions.properties.retain(|figure| figure.name != property);
        Some(regions)
    }

    /// Whether the regions' names are whole numbers.
    pub fn are_named_by_codes(&self) -> bool {
        self.texts.iter().any(|texts| texts.name == self.name_property && texts.are_codes)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_geojson;
    use super::*;

    #[test]
    fn another_property_names_the_regions() {
        let feature = |name: &str, hood: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{"Name":"{name}","Hood":{hood}}},"geometry":{{"type":"Polygon",
                "coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
            )
        };
        let features =
            [feature("A1", "\"Oak\""), feature("A2", "\"Elm\""), feature("A3", "\"Oak\""), feature("A4", "null")];
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let regions = parse_geojson(file.as_bytes()).expect("regions");
        assert_eq!(regions.name_property, "Name");
        let by_hood = regions.named_by("Hood").expect("such a property");
        assert_eq!(by_hood.names, ["Oak", "Elm", "Oak", "(feature 4)"]);
        assert_eq!(
            by_hood.notes,
            [GeoNote::RepeatedNames { names: vec!["Oak".into()] }, GeoNote::WithoutName { features: 1 }]
        );
        assert_eq!(by_hood.named_by("Name").map(|back| back.names).as_ref(), Some(&regions.names));
        assert_eq!(regions.named_by("Colour"), None);
    }

    #[test]
    fn codes_stand_beside_names_and_are_no_figure() {
        let feature = |name: &str, number: &str| {
            format!(
                r#"{{"type":"Feature","properties":{{"community":"{name}","area_num":{number},"homes":7}},"geometry":
                {{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
            )
        };
        let features = [feature("AUSTIN", "\"25\""), feature("LOOP", "32")];
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        let regions = parse_geojson(file.as_bytes()).expect("regions");
        let coded = regions.coded_by("area_num").expect("such a property");
        assert_eq!((coded.keys(), &coded.names[..]), (&["25".to_owned(), "32".to_owned()][..], &regions.names[..]));
        let figures: Vec<&str> = coded.properties.iter().map(|figure| figure.name.as_str()).collect();
        assert_eq!(figures, ["homes"]);
        assert!(!regions.are_named_by_codes());
        assert!(regions.named_by("area_num").is_some_and(|regions| regions.are_named_by_codes()));
    }
}
