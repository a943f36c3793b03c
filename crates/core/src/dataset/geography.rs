//! Regions joined to a table.

use std::rc::Rc;

use super::figures::Figures;
use super::regions::RegionsFile;
use crate::features::{Join, Places};
use crate::geo::{Measure, MeasureKind, Regions, by_default, is_of_race, year_by_files};
use vc_model::params::AnalysisParams;
use vc_model::result::{FigureNames, MeasureInfo};

/// Regions joined to a table.
pub struct Geography {
    /// The regions.
    pub file: Rc<RegionsFile>,
    /// The region of each row.
    pub join: Join,
    /// The measures that enter the design by default, a part of [`Census::measures`](crate::geo::Census::measures).
    pub in_design: Vec<Measure>,
    /// If `file` is a second geography: the file that names the table's neighborhoods.
    pub neighborhoods: Option<Rc<RegionsFile>>,
    /// The regions' figures, some with a kind decided by hand.
    pub figures: Figures,
}

impl Geography {
    /// Hash of the file's bytes; with two files, a hash of both hashes.
    pub fn hash(&self) -> blake3::Hash {
        let Some(neighborhoods) = &self.neighborhoods else { return self.file.hash };
        let mut hasher = blake3::Hasher::new();
        hasher.update(neighborhoods.hash.as_bytes()).update(self.file.hash.as_bytes());
        hasher.finalize()
    }

    /// The files whose figures were joined to the regions.
    pub(super) fn figures_files(&self) -> Vec<String> {
        self.neighborhoods.iter().chain([&self.file]).flat_map(|file| file.figures.clone()).collect()
    }

    /// The regions that the table names.
    pub fn named(&self) -> &Regions {
        &self.neighborhoods.as_ref().unwrap_or(&self.file).regions
    }

    /// The measures that a run asks for, by id, or by the name of a property for its raw numbers; the default ones if
    /// it asks for none. Also returns the names that the file does not have.
    pub fn measures_in(&self, params: &AnalysisParams) -> (Vec<Measure>, Vec<String>) {
        let Some(asked) = &params.measures else { return (self.in_design.clone(), Vec::new()) };
        let raw = |name: &String| {
            let property = self.file.regions.properties.iter().find(|property| property.name == *name)?;
            let (id, label, kind) = (name.clone(), name.replace('_', " "), MeasureKind::Value);
            Some(Measure { id, label, kind, values: property.values.clone() })
        };
        let known = |name: &String| self.figures.census.measures.iter().find(|measure| measure.id == *name).cloned();
        let found: Vec<Measure> = asked.iter().filter_map(|name| known(name).or_else(|| raw(name))).collect();
        let missing = asked.iter().filter(|name| found.iter().all(|measure| measure.id != **name)).cloned().collect();
        (found, missing)
    }

    pub(super) fn figure_names(&self) -> FigureNames {
        let is_measure = |name: &String| self.figures.census.measures.iter().any(|measure| measure.id == *name);
        let properties = self.file.regions.properties.iter().map(|property| property.name.clone());
        FigureNames {
            of_race: self
                .figures
                .census
                .measures
                .iter()
                .filter(|measure| is_of_race(measure))
                .map(|measure| measure.id.clone())
                .collect(),
            by_default: self.in_design.iter().map(|measure| measure.id.clone()).collect(),
            raw: properties.filter(|name| !is_measure(name)).collect(),
        }
    }

    /// The regions with some measures, as the design needs them.
    pub fn places<'a>(&'a self, measures: &'a [Measure]) -> Places<'a> {
        Places { join: &self.join, names: &self.file.regions.names, measures }
    }

    /// The regions with all their measures.
    pub(crate) fn all_places(&self) -> Places<'_> {
        Places { join: &self.join, names: &self.file.regions.names, measures: &self.figures.census.measures }
    }

    /// The year of the residents, by the name of their property or the names of the files.
    pub(crate) fn residents_year(&self) -> Option<i32> {
        let files = std::iter::once(&self.file.name).chain(&self.file.figures).map(String::as_str);
        let census = &self.figures.census;
        census.population.as_ref()?;
        census.population_year.or_else(|| year_by_files(files))
    }

    /// The regions' measures, with their units.
    pub fn measures(&self) -> Vec<MeasureInfo> {
        self.figures.told()
    }
}

/// The default measures of a file.
pub(super) fn in_design(measures: &[Measure]) -> Vec<Measure> {
    by_default(measures).into_iter().map(|at| measures[at].clone()).collect()
}
