//! Seams: known dates on which a source changed what it records.
//!
//! Edit them in `seams.json` beside the page; [`BUILT_IN`] is a copy from when the program was built. A table is recognized by its
//! neighborhoods. A seam is reported if it concerns the chosen period and columns.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::Words;
use vc_model::params::{AnalysisParams, Column, Period};
use vc_model::result::{Analysis, DatasetSummary};
use vc_model::sorting::CollectSorted;

/// The seams that are built in.
pub const BUILT_IN: &str = include_str!("../../../public/seams.json");

/// The content of `seams.json`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seams {
    /// The cities.
    pub tables: Vec<TableSeams>,
}

/// The seams of one city's tables.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSeams {
    /// An id for people who edit the file.
    pub id: String,
    /// Names of neighborhoods by which the tables are recognized, in any spelling.
    pub neighborhoods: Vec<String>,
    /// How many of these names a table or its regions must have.
    pub at_least: usize,
    /// The seams.
    pub seams: Vec<Seam>,
}

/// A change in what is recorded.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seam {
    /// An id for people who edit the file.
    pub id: String,
    /// The first day of the seam, `YYYY-MM-DD`. The period must have this day or a later one. Missing: any period.
    #[serde(default)]
    pub from: Option<String>,
    /// The day after the seam. The period must have an earlier day. Missing: any period.
    #[serde(default)]
    pub until: Option<String>,
    /// One of these columns must be used. Empty: any columns.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// The table must have one of these headers. Empty: any headers.
    #[serde(default)]
    pub headers: Vec<String>,
    /// A sentence about the change.
    pub says: Words,
}

/// Errors of a file of seams.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SeamsError {
    /// It is not JSON, or not of this form.
    #[error("seams.json can't be read: {0}")]
    Form(String),
    /// A date has another form.
    #[error("seams.json: the seam “{seam}” has the date “{date}”: expected one as 2022-01-31")]
    Date {
        /// The seam's id.
        seam: String,
        /// The date.
        date: String,
    },
}

impl Seams {
    /// Reads and checks a file.
    ///
    /// # Errors
    /// [`SeamsError`] that says what is wrong where.
    pub fn parse(json: &[u8]) -> Result<Self, SeamsError> {
        let seams: Self = serde_json::from_slice(json).map_err(|error| SeamsError::Form(error.to_string()))?;
        for seam in seams.tables.iter().flat_map(|table| &table.seams) {
            if let Some(date) = seam.from.iter().chain(&seam.until).find(|date| !is_date(date)) {
                return Err(SeamsError::Date { seam: seam.id.clone(), date: date.clone() });
            }
        }
        Ok(seams)
    }

    /// The seams that concern an analysis, in the file's order.
    pub fn touched_by(&self, dataset: &DatasetSummary, analysis: &Analysis) -> Vec<&Seam> {
        self.touching(dataset, &[&analysis.resolved])
    }

    /// The seams that concern all these resolved settings together: one analysis, or several that are compared.
    pub fn touching(&self, dataset: &DatasetSummary, resolved: &[&AnalysisParams]) -> Vec<&Seam> {
        let Some((first, last)) = span(dataset, resolved) else { return Vec::new() };
        let columns: BTreeSet<Column> = resolved
            .iter()
            .flat_map(|params| params.columns().into_iter().chain(params.filters.iter().map(|(column, _)| column)))
            .collect_sorted();
        let headers: BTreeSet<String> =
            dataset.headers.iter().map(|header| normalized(&header.header)).collect_sorted();
        let is_touched = |seam: &&Seam| {
            let is_later = seam.from.as_ref().is_none_or(|from| last >= *from);
            let is_earlier = seam.until.as_ref().is_none_or(|until| first < *until);
            let is_used = seam.columns.is_empty() || seam.columns.iter().any(|column| columns.contains(column));
            let has_header =
                seam.headers.is_empty() || seam.headers.iter().any(|header| headers.contains(&normalized(header)));
            is_later && is_earlier && is_used && has_header
        };
        let known = self.tables.iter().filter(|table| table.is_of(dataset));
        known.flat_map(|table| &table.seams).filter(is_touched).collect()
    }
}

impl TableSeams {
    /// Whether a table belongs to this city, by the names in it and in its regions.
    fn is_of(&self, dataset: &DatasetSummary) -> bool {
        let levels = dataset.levels.iter().filter(|told| told.column == Column::Neighborhood);
        let in_table = levels.flat_map(|told| told.levels.iter().map(|(name, _)| name));
        let in_regions = dataset.shapes.iter().map(|shape| &shape.name);
        let named: BTreeSet<String> = in_table.chain(in_regions).map(|name| normalized(name)).collect_sorted();
        let n_named = self.neighborhoods.iter().filter(|name| named.contains(&normalized(name))).count();
        !dataset.sample && n_named >= self.at_least
    }
}

/// First and last day of the periods, within the days of the table.
fn span(dataset: &DatasetSummary, resolved: &[&AnalysisParams]) -> Option<(String, String)> {
    let (first, last) = dataset.dates.clone()?;
    let of = |params: &&AnalysisParams| match params.period {
        Period::Years(from, to) => {
            (format!("{from:04}-01-01").max(first.clone()), format!("{to:04}-12-31").min(last.clone()))
        }
        Period::All | Period::Latest => (first.clone(), last.clone()),
    };
    resolved.iter().map(of).reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// Letters and digits only, in lower case.
fn normalized(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use vc_link::Link;
    use vc_model::result::{ColumnLevels, FigureNames, HeaderRole};

    fn dataset(neighborhoods: &[&str], dates: (&str, &str), headers: &[&str]) -> DatasetSummary {
        let levels = neighborhoods.iter().map(|name| ((*name).to_owned(), 1.0)).collect::<Vec<_>>();
        DatasetSummary {
            crime_name: "crime.csv".into(),
            parts: vec![],
            figures_names: vec![],
            regions_name: None,
            neighborhoods_name: None,
            sample: false,
            rows_read: 0,
            dates: Some((dates.0.into(), dates.1.into())),
            years: vec![],
            columns: vec![],
            levels: vec![ColumnLevels { column: Column::Neighborhood, n_levels: levels.len(), levels }],
            figures: FigureNames::default(),
            row_unit: vc_model::result::RowUnit::default(),
            reading: vc_model::result::Reading::default(),
            headers: headers
                .iter()
                .map(|header| HeaderRole { header: (*header).into(), ..HeaderRole::default() })
                .collect(),
            notes: vec![],
            mapping: vc_model::params::Mapping::default(),
            unmatched: vec![],
            shapes: vec![],
        }
    }

    const CITY: [&str; 5] = ["UPTON", "CANTON", "FELLS POINT", "WASHINGTON VILLAGE/PIGTOWN", "SANDTOWN-WINCHESTER"];

    fn touched(dataset: &DatasetSummary, links: &[&str]) -> Vec<String> {
        let seams = Seams::parse(BUILT_IN.as_bytes()).expect("good");
        let params: Vec<AnalysisParams> = links.iter().map(|link| Link::parse(link).0.params).collect();
        seams.touching(dataset, &params.iter().collect::<Vec<_>>()).iter().map(|seam| seam.id.clone()).collect()
    }

    #[test]
    fn seams_outside_period_and_columns_are_not_reported() {
        let table = dataset(&CITY, ("2020-03-01", "2023-05-31"), &["New_District"]);
        assert_eq!(touched(&table, &["years=2020&preset=crime"]), [""; 0]);
        assert_eq!(touched(&table, &["years=2020..2021&preset=crime"]), ["street-2021"]);
        assert_eq!(touched(&table, &["years=2020..2021&columns=description,hour"]), [""; 0]);
        assert_eq!(touched(&table, &["years=2021..2022&preset=crime"]), ["nibrs", "street-2021"]);
        assert_eq!(touched(&table, &["years=2022&preset=census"]), ["neighborhood-2022"]);
        assert_eq!(touched(&table, &["years=2021&preset=victim"]), ["street-2021", "ethnicity-2021"]);
        assert_eq!(touched(&table, &["years=2022&preset=victim"]), [""; 0]);
        assert_eq!(touched(&table, &["years=2023&columns=district"]), ["districts-2023"]);
        assert_eq!(touched(&table, &["years=2023&preset=crime&filters=district-CENTRAL"]), ["districts-2023"]);
        assert_eq!(touched(&table, &["years=all&preset=crime"]), ["nibrs", "street-2021"]);
        // The two periods of a comparison lie on both sides of the seam.
        assert_eq!(touched(&table, &["years=2021&preset=crime", "years=2022&preset=crime"]), ["nibrs", "street-2021"]);
    }

    #[test]
    fn the_period_ends_with_the_table() {
        let old = dataset(&CITY, ("2016-01-01", "2021-11-20"), &[]);
        assert_eq!(touched(&old, &["years=all&preset=crime"]), ["street-2021"], "not that of 2022");
        assert_eq!(touched(&old, &["years=2021..2024&preset=crime"]), ["street-2021"]);
    }

    #[test]
    fn other_cities_and_the_sample_have_no_seams() {
        let other = dataset(&["Downtown", "Canton", "Upton"], ("2019-01-01", "2024-12-31"), &[]);
        assert_eq!(touched(&other, &["years=all"]), [""; 0]);
        let sample = DatasetSummary { sample: true, ..dataset(&CITY, ("2019-01-01", "2024-12-31"), &[]) };
        assert_eq!(touched(&sample, &["years=all"]), [""; 0]);
    }

    #[test]
    fn built_in_seams_are_in_both_languages() {
        let seams = Seams::parse(BUILT_IN.as_bytes()).expect("good");
        for table in &seams.tables {
            assert!(table.at_least > 0 && table.neighborhoods.len() >= table.at_least, "{}", table.id);
            for Seam { id, says, .. } in &table.seams {
                assert!(says.es.as_ref().is_some_and(|es| es.ends_with('.')) && says.en.ends_with('.'), "{id}");
            }
        }
    }

    #[test]
    fn errors_say_what_is_wrong_with_a_file() {
        let said = |json: &str| Seams::parse(json.as_bytes()).expect_err("wrong").to_string();
        assert!(said("[]").starts_with("seams.json can't be read: "));
        let seam = r#"{"id": "s", "from": "2022", "says": {"en": "."}}"#;
        let table = format!(r#"{{"tables": [{{"id": "t", "neighborhoods": [], "at_least": 1, "seams": [{seam}]}}]}}"#);
        assert_eq!(said(&table), "seams.json: the seam “s” has the date “2022”: expected one as 2022-01-31");
    }
}
