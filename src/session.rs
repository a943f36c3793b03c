//! What a worker holds between jobs: the data that is loaded and the last analysis of it.
//!
//! Invariant: a job that is cancelled or fails leaves what was there before as it was.

use std::rc::Rc;

use crate::export::{ExportedFile, export, export_sample};
use crate::params::{AnalysisParams, Examination};
use crate::pipeline::{
    self, Control, Dataset, NamedFile, Outcome, PipelineError, RegionsFile, Stop, analyse, examine, load, load_regions,
    tell_apart,
};
use crate::protocol::ExportFile;
use crate::result::{Analysis, DatasetSummary, Trust};

/// The data that is loaded and the last analysis of it: what a worker holds.
#[derive(Default)]
pub struct Session {
    dataset: Option<Dataset>,
    /// Regions that came before their table.
    waiting: Option<Rc<RegionsFile>>,
    outcome: Option<Outcome>,
}

impl Session {
    /// Nothing loaded.
    pub fn new() -> Self {
        Self::default()
    }

    /// Loads the built-in sample of an invented city.
    ///
    /// # Errors
    /// [`Stop`] if it is cancelled.
    pub async fn load_sample(&mut self, control: &impl Control) -> Result<DatasetSummary, Stop> {
        self.replace(pipeline::sample(control).await?)
    }

    /// Reads files, told apart by their content: a crime table takes the place of the one loaded; regions are joined to
    /// it, or to the real one that is loaded.
    ///
    /// # Errors
    /// [`Stop`] if a file can't be read or the job is cancelled; what was loaded before stays.
    pub async fn load(&mut self, files: Vec<NamedFile>, control: &impl Control) -> Result<DatasetSummary, Stop> {
        let (crime, regions) = tell_apart(files)?;
        let regions = match regions {
            Some(file) => Some(Rc::new(load_regions(file, control).await?)),
            None => None,
        };
        let loaded = self.dataset.as_ref().filter(|dataset| !dataset.is_sample());
        let dataset = match (crime, loaded) {
            (Some(crime), loaded) => {
                let kept = loaded.and_then(Dataset::regions_file).or_else(|| self.waiting.clone());
                load(crime, regions.or(kept), control).await?
            }
            (None, Some(loaded)) => loaded.with_regions(regions, control).await?,
            (None, None) => {
                let regions = regions.ok_or(PipelineError::NoData)?;
                let (file, count) = (regions.name.clone(), regions.regions.len());
                self.waiting = Some(regions);
                return Err(PipelineError::RegionsAlone { file, regions: count }.into());
            }
        };
        self.waiting = None;
        self.replace(dataset)
    }

    fn replace(&mut self, dataset: Dataset) -> Result<DatasetSummary, Stop> {
        let summary = dataset.summary.clone();
        self.dataset = Some(dataset);
        self.outcome = None;
        Ok(summary)
    }

    /// Analyses what is loaded. Where only the number of groups differs from the last analysis, its sweep is used again.
    ///
    /// # Errors
    /// [`Stop`] if the settings don't fit the data or the job is cancelled; the last analysis stays.
    pub async fn analyse(&mut self, params: &AnalysisParams, control: &impl Control) -> Result<Analysis, Stop> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = match &self.outcome {
            Some(last) if last.has_swept(params) => last.with_clusters(dataset, params)?,
            last => analyse(dataset, params, last.as_ref(), control).await?,
        };
        let analysis = outcome.analysis.clone();
        self.outcome = Some(outcome);
        Ok(analysis)
    }

    /// Examines a part of how far the last analysis can be trusted, and gives all that is known by then.
    ///
    /// # Errors
    /// [`Stop`] if there is no analysis or the job is cancelled.
    pub async fn examine(&mut self, what: Examination, control: &impl Control) -> Result<Trust, Stop> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let swept = &self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?.swept;
        examine(dataset, swept, what, control).await?;
        Ok(swept.trust.borrow().clone())
    }

    /// Writes one of the files.
    ///
    /// # Errors
    /// [`PipelineError`] if there is nothing to write it from.
    pub fn export(&self, file: ExportFile) -> Result<ExportedFile, PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        match file {
            ExportFile::SampleTable | ExportFile::SampleRegions => export_sample(file, dataset),
            file => export(file, dataset, self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?),
        }
    }
}
