//! Published counts and percentages → measures that can be compared between small and large neighborhoods.

use std::collections::BTreeMap;

use super::census_fields::{MeasureKind, Over, POPULATION, RECIPES, Recipe, UNUSED, Way, is_bookkeeping, year_of};
use super::measure::Measure;
use super::residents::{residents, year_of_residents};
use super::topics::{is_called_share, is_of_residents, is_usual, topic};
use super::{NumericProperty, Regions};
use vc_model::columns::fold;
use vc_model::sorting::CompactSort;

/// What the regions' properties say about the people who live there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Census {
    /// Residents of every region (NaN = missing), if the file tells.
    pub population: Option<Vec<f64>>,
    /// The year of [`Census::population`], if the name of its property tells it.
    pub population_year: Option<i32>,
    /// Known measures in a fixed order, then other numbers of the file by name.
    pub measures: Vec<Measure>,
}

/// Derives measures from the regions' properties.
///
/// Counts of known fields become shares and ratios, percentages become shares; numeric properties that are not
/// recognised are kept as they are, except what merely identifies or measures the polygon. Where the denominator is 0
/// or missing the measure is NaN: nobody lives there, which is not the same as a share of 0. So it is where a ratio
/// can't be true: more than the whole, or more than ten residents per home.
pub fn census(regions: &Regions) -> Census {
    let fields = Fields::new(regions);
    let population = fields.population().map(|residents| residents.values.clone());
    let population_year = fields.population().and_then(|residents| year_of_residents(&residents.name));
    let mut measures: Vec<Measure> = RECIPES
        .iter()
        .filter_map(|recipe| {
            let values = match recipe.id {
                "density" => density(regions, population.as_deref()?),
                _ => recipe.ways.iter().find_map(|way| fields.compute(recipe, way))?,
            };
            Some(Measure { id: recipe.id.into(), label: recipe.label.into(), kind: recipe.kind, values })
        })
        .collect();
    // A map with the usual measures names its figures as is known; those of other maps are recognized by words.
    let is_usual = is_usual(&measures);
    let mut parts = Vec::new();
    for property in &fields.unrecognised {
        let id = unique_id(slug(property), &measures);
        let values = regions.properties.iter().find(|p| p.name == *property).map(|p| p.values.clone());
        let values = values.unwrap_or_default();
        let label = property.replace('_', " ");
        let shares = if is_usual { None } else { fields.published_share(property, &values) };
        if !is_usual && shares.is_none() {
            parts.extend(fields.part_of_residents(property, &values).map(|measure| (property, measure)));
        }
        let (kind, values) = shares.map_or((MeasureKind::Value, values), |shares| (MeasureKind::Share, shares));
        measures.push(Measure { id, label, kind, values });
    }
    for (property, (residents, values)) in parts {
        let id = unique_id(format!("share_{}", slug(property)), &measures);
        let label = format!("{} / {}", property.replace('_', " "), residents.replace('_', " "));
        measures.push(Measure { id, label, kind: MeasureKind::Share, values });
    }
    measures.retain(|measure| measure.values.iter().any(|value| value.is_finite()));
    Census { population, population_year, measures }
}

/// The numeric properties by their entry in the table of known fields.
struct Fields<'a> {
    by_entry: BTreeMap<&'static str, &'a NumericProperty>,
    /// Names of the properties that are none of the table's.
    unrecognised: Vec<&'a str>,
    /// Residents by a name that is none of the table's.
    residents: Option<&'a NumericProperty>,
    n_regions: usize,
}

impl<'a> Fields<'a> {
    fn new(regions: &'a Regions) -> Self {
        let known: Vec<&'static str> = POPULATION
            .iter()
            .chain(&UNUSED)
            .chain(RECIPES.iter().flat_map(|recipe| recipe.ways).flat_map(|way| {
                let over = if let Over::Fields(fields) = way.over { fields } else { &[] };
                way.sum.iter().chain(over)
            }))
            .copied()
            .collect();
        let mut by_entry = BTreeMap::new();
        let mut years: BTreeMap<&str, u32> = BTreeMap::new();
        let mut unrecognised = Vec::new();
        for property in &regions.properties {
            let folded = fold(&property.name);
            // A plain name wins: the 2010 count `AGE5_11` is not the percentage `age5` of the year 11.
            if let Some(&entry) = known.iter().find(|entry| **entry == folded) {
                by_entry.entry(entry).or_insert(property);
            } else if let Some((&entry, year)) = known.iter().find_map(|e| Some((e, year_of(&folded, e)?))) {
                if years.get(entry).is_none_or(|&seen| seen < year) {
                    years.insert(entry, year);
                    by_entry.insert(entry, property);
                }
            } else if !is_bookkeeping(&folded) && !is_row_number(&property.values) {
                unrecognised.push(property.name.as_str());
            }
        }
        let is_known = POPULATION.iter().any(|entry| by_entry.contains_key(entry));
        let residents = if is_known { None } else { residents(&regions.properties) };
        unrecognised.retain(|name| residents.is_none_or(|residents| residents.name != *name));
        Self { by_entry, unrecognised, residents, n_regions: regions.len() }
    }

    /// Residents, by whatever name the file has for them.
    fn population(&self) -> Option<&'a NumericProperty> {
        POPULATION.iter().find_map(|entry| self.by_entry.get(entry).copied()).or(self.residents)
    }

    /// Percentages, or parts of one, that a name says to be of something known.
    fn published_share(&self, name: &str, values: &[f64]) -> Option<Vec<f64>> {
        let known = || values.iter().copied().filter(|value| value.is_finite());
        let most = known().fold(f64::NEG_INFINITY, f64::max);
        if topic(name).is_none() || known().any(|value| value < 0.0) || most <= 0.0 {
            return None;
        }
        // `Blk14P` beside `Blk14`.
        let counted = name.strip_suffix(['P', 'p']).map(|name| name.trim_end_matches('_'));
        let is_beside_count = counted.is_some_and(|counted| self.unrecognised.contains(&counted));
        let is_called_so = is_called_share(name) || is_beside_count;
        if most <= 1.0 && known().any(|value| value.fract() != 0.0) {
            Some(values.to_vec())
        } else if is_called_so && most > 1.0 && most <= 100.0 {
            Some(values.iter().map(|value| value / 100.0).collect())
        } else {
            None
        }
    }

    /// The name of the residents, and a count of some of them as a share; `None` unless no region has more of them than residents.
    fn part_of_residents(&self, name: &str, values: &[f64]) -> Option<(&'a str, Vec<f64>)> {
        let all_residents = &self.population()?.values;
        let named = self.residents.map_or("population", |residents| residents.name.as_str());
        let is_count = topic(name).is_some_and(is_of_residents) && !is_called_share(name);
        let both = || values.iter().zip(all_residents).filter(|(count, all)| count.is_finite() && all.is_finite());
        let is_proved = both().all(|(count, all)| (0.0..=*all).contains(count));
        let tells = both().any(|(count, all)| *count > 1.0 && count < all);
        let shares = || values.iter().zip(all_residents).map(|(&count, &all)| ratio(count, all)).collect();
        (is_count && is_proved && tells).then(|| (named, shares()))
    }

    fn get(&self, entry: &str) -> Option<&'a [f64]> {
        let property = if entry == "population" { self.population() } else { self.by_entry.get(entry).copied() };
        property.map(|property| property.values.as_slice())
    }

    /// The sum of fields per region; `None` if one of them is not in the file.
    fn sum(&self, entries: &[&str]) -> Option<Vec<f64>> {
        let mut total = vec![0.0; self.n_regions];
        for entry in entries {
            for (sum, value) in total.iter_mut().zip(self.get(entry)?) {
                *sum += value;
            }
        }
        Some(total)
    }

    fn compute(&self, recipe: &Recipe, way: &Way) -> Option<Vec<f64>> {
        let sum = self.sum(way.sum)?;
        let denominators = match way.over {
            Over::Fields(entries) => self.sum(entries)?,
            Over::Hundred => vec![100.0; self.n_regions],
            Over::Nothing => return Some(sum),
        };
        let ratios = sum.iter().zip(&denominators).map(|(&sum, &over)| plausible(recipe.kind, ratio(sum, over)));
        Some(ratios.collect())
    }
}

fn density(regions: &Regions, population: &[f64]) -> Vec<f64> {
    population
        .iter()
        .enumerate()
        .map(|(region, &residents)| if residents > 0.0 { ratio(residents, regions.area_km2(region)) } else { f64::NAN })
        .collect()
}

/// NaN unless a count of at least 0 is divided by something above 0.
fn ratio(count: f64, over: f64) -> f64 {
    if count >= 0.0 && over > 0.0 { count / over } else { f64::NAN }
}

/// The ratio if it can be what its kind says, NaN otherwise.
fn plausible(kind: MeasureKind, ratio: f64) -> f64 {
    // Apportioned counts may exceed the whole by rounding.
    const ROUNDING: f64 = 1e-6;
    // Where more residents come on a home, most of them live in none of the homes but in a dormitory or a prison.
    const MOST_PER_HOME: f64 = 10.0;
    match kind {
        MeasureKind::Share if ratio <= 1.0 + ROUNDING => ratio.min(1.0),
        MeasureKind::Ratio if ratio <= MOST_PER_HOME => ratio,
        MeasureKind::Density | MeasureKind::Value => ratio,
        MeasureKind::Share | MeasureKind::Ratio => f64::NAN,
    }
}

/// Whether the values are just the numbers from one to the next, in some order.
fn is_row_number(values: &[f64]) -> bool {
    let mut sorted = values.to_vec();
    sorted.compact_sort_by(f64::total_cmp);
    sorted.len() > 2 && sorted.windows(2).all(|pair| pair[1] - pair[0] == 1.0)
}

/// A name in snake_case.
fn slug(name: &str) -> String {
    let words: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join("_")
}

fn unique_id(id: String, taken: &[Measure]) -> String {
    let is_free = |id: &str| taken.iter().all(|measure| measure.id != id);
    if is_free(&id) {
        return id;
    }
    (2..).map(|n| format!("{id}_{n}")).find(|id| is_free(id)).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use geo::{MultiPolygon, polygon};

    use super::super::NumericProperty;
    use super::*;

    fn regions(properties: &[(&str, &[f64])]) -> Regions {
        let n = properties[0].1.len();
        let cell = polygon![(x: 0., y: 0.), (x: 0.01, y: 0.), (x: 0.01, y: 0.01), (x: 0., y: 0.01), (x: 0., y: 0.)];
        Regions {
            names: (0..n).map(|i| format!("Region {i}")).collect(),
            shapes: vec![MultiPolygon::new(vec![cell]); n],
            properties: properties
                .iter()
                .map(|(name, values)| NumericProperty { name: (*name).into(), values: values.to_vec() })
                .collect(),
            texts: vec![],
            codes: None,
            name_property: "Name".into(),
            notes: vec![],
        }
    }

    fn values<'a>(census: &'a Census, id: &str) -> Option<&'a [f64]> {
        census.measures.iter().find(|measure| measure.id == id).map(|measure| measure.values.as_slice())
    }

    #[test]
    fn counts_of_2010_become_shares_and_nobody_has_none() {
        let census = census(&regions(&[
            ("Population", &[200.0, 0.0]),
            ("Blk_AfAm", &[50.0, 0.0]),
            ("AGE0_4", &[10.0, 0.0]),
            ("AGE5_11", &[20.0, 0.0]),
            ("AGE12_14", &[5.0, 0.0]),
            ("AGE15_17", &[15.0, 0.0]),
            ("Occupied", &[80.0, 0.0]),
            ("Occ_Own", &[20.0, 0.0]),
        ]));
        assert_eq!((&census.population, census.population_year), (&Some(vec![200.0, 0.0]), None));
        for (id, expected) in
            [("share_black", 0.25), ("share_under_18", 0.25), ("share_owner_occupied", 0.25), ("household_size", 2.5)]
        {
            let values = values(&census, id).expect(id);
            assert_eq!(values[0], expected, "{id}");
            assert!(values[1].is_nan(), "{id}");
        }
        let density = values(&census, "density").expect("density");
        assert!((density[0] - 162.48).abs() < 0.01 && density[1].is_nan(), "{density:?}");
        assert_eq!(census.measures.len(), 5, "{:?}", census.measures);
    }

    #[test]
    fn percentages_become_shares_and_the_latest_year_counts() {
        let census = census(&regions(&[
            ("age18_16", &[15.0]),
            ("age5_16", &[5.0]),
            ("hhsize16", &[2.4]),
            ("paa10", &[90.0]),
            ("paa16", &[80.0]),
            ("tpop10", &[300.0]),
        ]));
        assert_eq!((&census.population, census.population_year), (&Some(vec![300.0]), Some(2010)));
        assert_eq!(values(&census, "share_black"), Some(&[0.8][..]));
        assert_eq!(values(&census, "share_under_18"), Some(&[0.2][..]));
        assert_eq!(values(&census, "household_size"), Some(&[2.4][..]));
        assert_eq!(values(&census, "age18_16"), None);
    }

    #[test]
    fn other_numbers_are_kept_and_bookkeeping_is_not() {
        let census = census(&regions(&[
            ("Trees per Mile", &[3.0, 4.0, 9.0]),
            ("trees-per-mile", &[3.0, 4.0, 9.0]),
            ("OBJECTID", &[7.0, 9.0, 30.0]),
            ("Shape__Are", &[1.0, 5.0, 9.0]),
            ("rank", &[3.0, 1.0, 2.0]),
            ("Male", &[1.0, 5.0, 9.0]),
        ]));
        let ids: Vec<&str> = census.measures.iter().map(|measure| measure.id.as_str()).collect();
        assert_eq!(ids, ["trees_per_mile", "trees_per_mile_2"]);
        assert_eq!(census.measures[0].kind, MeasureKind::Value);
        assert_eq!(census.population, None);
    }

    #[test]
    fn a_foreign_maps_residents_percentages_and_counts_are_recognized() {
        let census = census(&regions(&[
            ("Blk14", &[50.0, 300.0, 7.0]),
            ("Blk14P", &[25.0, 75.0, 7.0]),
            ("Hisp14", &[60.0, 30.0, 9.0]),
            ("Pop2014", &[200.0, 400.0, 100.0]),
            ("Violent_C", &[10.0, 30.0, 11.0]),
            ("pct_vacant", &[2.5, 30.0, 101.0]),
        ]));
        assert_eq!(census.population, Some(vec![200.0, 400.0, 100.0]));
        assert_eq!(census.population_year, Some(2014));
        let shares: Vec<&str> =
            census.measures.iter().filter(|m| m.kind == MeasureKind::Share).map(|m| m.id.as_str()).collect();
        assert_eq!(shares, ["blk14p", "share_blk14", "share_hisp14"]);
        assert_eq!(values(&census, "blk14p"), Some(&[0.25, 0.75, 0.07][..]));
        assert_eq!(values(&census, "share_hisp14"), Some(&[0.3, 0.075, 0.09][..]));
        assert_eq!(values(&census, "pct_vacant"), Some(&[2.5, 30.0, 101.0][..]), "more than the whole");
        let chosen: Vec<&str> =
            super::super::by_default(&census.measures).into_iter().map(|at| census.measures[at].id.as_str()).collect();
        assert_eq!(chosen, ["blk14p"], "one of race, and the density goes with it");
        // One region with more of them than residents proves nothing.
        let more = super::census(&regions(&[("Hisp14", &[60.0, 30.0, 109.0]), ("Pop2014", &[200.0, 400.0, 100.0])]));
        assert_eq!(values(&more, "share_hisp14"), None);
    }

    #[test]
    fn a_prison_is_no_household() {
        let census = census(&regions(&[("Occupied", &[1.0, 100.0]), ("Population", &[6423.0, 240.0])]));
        let size = values(&census, "household_size").expect("in the file");
        assert!(size[0].is_nan() && size[1] == 2.4, "{size:?}");
    }

    #[test]
    fn more_than_the_whole_and_less_than_nothing_are_missing() {
        let census = census(&regions(&[("Housing", &[10.0, 10.0, 10.0]), ("Vacant", &[11.0, -1.0, f64::NAN])]));
        assert_eq!(values(&census, "share_vacant_homes"), None);
    }
}
