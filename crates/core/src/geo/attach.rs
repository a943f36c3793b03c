//! A table of figures, as census counts by neighborhood, joined to the regions that its rows are called by.

use std::collections::BTreeSet;

use serde_json::Value;

use super::census_fields::is_bookkeeping;
use super::figures::{Properties, figure};
use super::properties::is_called_code;
use super::{NameIndex, NumericProperty, Regions};
use vc_model::columns::fold;
use vc_model::sorting::{CollectSorted, CompactSort};

/// How a table of figures was joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Attached {
    /// The table's column of names or codes.
    pub column: String,
    /// The property of the regions that it matches.
    pub property: String,
    /// Rows of the table.
    pub rows: usize,
    /// Rows that are a region's.
    pub joined: usize,
    /// Regions with figures.
    pub regions: usize,
    /// The figures that the table gives; none if the regions have the same ones already.
    pub figures: Vec<String>,
}

/// Part of the rows that has a name of its own: a table with several rows for a name says something else about each of them.
const DISTINCT: f64 = 0.95;

/// Whether a table has no dates, and a column with a name or code of its own for each row.
pub(crate) fn may_hold_figures(headers: &[String], rows: &[Vec<String>], is_date: impl Fn(&str) -> bool) -> bool {
    let is_number = |text: &str| text.parse::<f64>().is_ok();
    let has_dates = |at: usize| {
        let known = || rows.iter().map(|row| row[at].as_str()).filter(|text| !text.is_empty());
        // Eight digits may be a date, and a count, too.
        known().filter(|text| is_date(text) && !is_number(text)).count() * 2 > known().count()
    };
    (0..headers.len()).any(|at| is_distinct(rows, at))
        && !(0..headers.len()).any(|at| !rows.is_empty() && has_dates(at))
}

fn is_distinct(rows: &[Vec<String>], at: usize) -> bool {
    let texts: BTreeSet<&str> =
        rows.iter().map(|row| row[at].as_str()).filter(|text| !text.is_empty()).collect_sorted();
    texts.len() as f64 >= DISTINCT * rows.len() as f64
}

/// Most texts that are looked for among the regions' names: a second or two. Real tables have a few columns of texts.
const MOST_STEPS: usize = 2_000_000;

impl Regions {
    /// The regions with a table's columns as figures, if it is a table of figures: one row for each name or code of a region, no
    /// dates, and mostly numbers. `is_date` says whether a text is a date.
    pub(crate) fn attached(
        &self,
        headers: &[String],
        rows: &[Vec<String>],
        is_date: impl Fn(&str) -> bool,
    ) -> Option<(Self, Attached)> {
        if rows.len() < 2 || headers.len() < 2 {
            return None;
        }
        let properties: Vec<Properties> = rows.iter().map(|row| properties(headers, row)).collect();
        let properties: Vec<&Properties> = properties.iter().collect();
        let figures: Vec<Option<Vec<f64>>> =
            headers.iter().map(|header| figure(&properties, header).map(|(values, _)| values)).collect();
        if !may_hold_figures(headers, rows, is_date) {
            return None;
        }
        let key = self.key(headers, rows, &figures)?;
        let others = (0..headers.len()).filter(|&at| at != key.column);
        let numbers: Vec<usize> = others.clone().filter(|&at| figures[at].is_some()).collect();
        if numbers.is_empty() || numbers.len() * 2 < others.count() {
            return None;
        }
        let mut regions = self.clone();
        let mut taken = Vec::new();
        for at in numbers.into_iter().filter(|&at| !is_bookkeeping(&fold(&headers[at]))) {
            let Some(of_rows) = &figures[at] else { continue };
            let of_region = |row: &Option<usize>| row.map_or(f64::NAN, |row| of_rows[row]);
            let values: Vec<f64> = key.row_of.iter().map(of_region).collect();
            let same = |other: &NumericProperty| fold(&other.name) == fold(&headers[at]);
            if values.iter().all(|value| value.is_nan())
                || self.properties.iter().any(|own| same(own) && are_equal(&own.values, &values))
            {
                continue;
            }
            regions.properties.retain(|own| !same(own));
            regions.properties.push(NumericProperty { name: headers[at].clone(), values });
            taken.push(headers[at].clone());
        }
        regions.properties.compact_sort_by(|a, b| a.name.cmp(&b.name));
        let attached = Attached {
            column: headers[key.column].clone(),
            property: key.property,
            rows: rows.len(),
            joined: key.joined,
            regions: key.row_of.iter().flatten().count(),
            figures: taken,
        };
        Some((regions, attached))
    }

    /// The column and the property that match each other best.
    fn key(&self, headers: &[String], rows: &[Vec<String>], figures: &[Option<Vec<f64>>]) -> Option<Key> {
        let names = (self.name_property.as_str(), &self.names);
        let texts = self.texts.iter().filter(|texts| texts.name != self.name_property);
        let properties: Vec<(&str, NameIndex)> = std::iter::once(names)
            .chain(texts.map(|texts| (texts.name.as_str(), &texts.values)))
            .map(|(name, values)| (name, NameIndex::new(values)))
            .collect();
        let mut best: Option<Key> = None;
        let mut steps_left = MOST_STEPS;
        for (at, header) in headers.iter().enumerate() {
            if !is_distinct(rows, at) {
                continue;
            }
            for (property, index) in &properties {
                // Counts of people are whole numbers, too, and can be some region's code by chance.
                let is_meant = figures[at].is_none() || is_called_code(header) || fold(header) == fold(property);
                let left = steps_left.checked_sub(rows.len());
                let Some(left) = left.filter(|_| is_meant) else { continue };
                steps_left = left;
                let key = self.matched(at, property, index, rows);
                if best.as_ref().is_none_or(|best| key.joined > best.joined) {
                    best = Some(key);
                }
            }
        }
        best.filter(|key| key.joined * 2 >= rows.len().min(self.len()) && key.joined > usize::from(self.len() > 1))
    }

    fn matched(&self, column: usize, property: &str, index: &NameIndex, rows: &[Vec<String>]) -> Key {
        let mut row_of = vec![None; self.len()];
        let mut joined = 0;
        for (row, texts) in rows.iter().enumerate().filter(|(_, texts)| !texts[column].is_empty()) {
            if let Some(found) = index.find(&texts[column])
                && row_of[found.region].is_none()
            {
                row_of[found.region] = Some(row);
                joined += 1;
            }
        }
        Key { column, property: property.to_owned(), row_of, joined }
    }
}

/// A column of a table that a property of the regions matches.
struct Key {
    column: usize,
    property: String,
    /// For each region its row.
    row_of: Vec<Option<usize>>,
    joined: usize,
}

fn properties(headers: &[String], row: &[String]) -> Properties {
    let value = |(header, text): (&String, &String)| (header.clone(), Value::String(text.clone()));
    headers.iter().zip(row).map(value).collect_sorted()
}

fn are_equal(a: &[f64], b: &[f64]) -> bool {
    a.iter().zip(b).all(|(a, b)| a == b || a.is_nan() && b.is_nan())
}

#[cfg(test)]
mod tests {
    use super::super::{census, parse_geojson};
    use super::*;

    fn map(properties: &[&str]) -> Regions {
        let feature = |properties: &&str| {
            format!(
                r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{{"type":"Polygon",
                "coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}}}"#
            )
        };
        let features: Vec<String> = properties.iter().map(feature).collect();
        let file = format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","));
        parse_geojson(file.as_bytes()).expect("regions")
    }

    fn attached(map: &Regions, table: &str) -> Option<(Regions, Attached)> {
        let separator = if table.contains(';') { ';' } else { ',' };
        let fields = |line: &str| line.split(separator).map(str::to_owned).collect::<Vec<_>>();
        let mut lines = table.lines().map(fields);
        let headers = lines.next().expect("a header");
        map.attached(&headers, &lines.collect::<Vec<_>>(), |text| text.starts_with("20") && text.contains('-'))
    }

    #[test]
    fn figures_by_name_become_the_regions_own() {
        let map = map(&[r#""Name":"Oak""#, r#""Name":"Elm""#, r#""Name":"Ash""#]);
        let table = "Hood;Population;Blk_AfAm;Note\nELM;1.200;300;a\nOak;800;N/A;b\nNowhere;5;5;c\n";
        let (regions, found) = attached(&map, table).expect("figures");
        assert_eq!((found.column.as_str(), found.property.as_str()), ("Hood", "Name"));
        assert_eq!((found.rows, found.joined, found.regions, found.figures.len()), (3, 2, 2, 2));
        let census = census(&regions);
        let population = census.population.expect("residents");
        assert!(population[..2] == [800.0, 1200.0] && population[2].is_nan(), "{population:?}");
        let share = census.measures.iter().find(|measure| measure.id == "share_black").expect("a share");
        assert!(share.values[0].is_nan() && share.values[1] == 0.25, "{share:?}");
    }

    #[test]
    fn codes_join_in_a_column_that_is_called_so_only() {
        let map = map(&[r#""Name":"Oak","area_code":"01""#, r#""Name":"Elm","area_code":"02""#]);
        let (regions, found) = attached(&map, "Area code,Homes\n2,70\n1,60\n").expect("figures");
        assert_eq!((found.property.as_str(), &regions.properties[0].values), ("area_code", &vec![60.0, 70.0]));
        assert!(attached(&map, "Trees,Homes\n2,70\n1,60\n").is_none());
    }

    #[test]
    fn other_tables_are_no_figures() {
        let map = map(&[r#""Name":"Oak""#, r#""Name":"Elm""#]);
        for table in [
            "Date,Hood,Homes\n2020-01-01,Oak,1\n2020-01-02,Elm,2\n",
            "Hood,Homes\nOak,1\nOak,2\nElm,3\nElm,4\n",
            "Hood,Mayor,Colour,Homes\nOak,Ann,red,1\nElm,Bob,blue,2\n",
            "Field,Meaning\nName,the name\nHomes,how many\n",
            "Hood,Homes\nPine,1\nFir,2\n",
        ] {
            assert!(attached(&map, table).is_none(), "{table}");
        }
    }

    #[test]
    fn what_the_map_has_already_is_not_new() {
        let map = map(&[r#""Name":"Oak","Homes":1"#, r#""Name":"Elm","Homes":2"#]);
        assert_eq!(attached(&map, "Name,Homes\nOak,1\nElm,2\n").expect("figures").1.figures, Vec::<String>::new());
        let (regions, found) = attached(&map, "Name,HOMES\nOak,1\nElm,3\n").expect("figures");
        assert_eq!((found.figures, &regions.properties[0].values), (vec!["HOMES".to_owned()], &vec![1.0, 3.0]));
    }
}
