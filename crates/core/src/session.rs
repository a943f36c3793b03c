//! What a worker holds between jobs: the data that is loaded and the last analysis of it.
//!
//! Invariant: a job that is cancelled or fails leaves what was there before as it was.

use std::rc::Rc;

use crate::export::{ExportOptions, ExportedFile, export, export_comparison, export_sample};
use crate::pipeline::{
    self, Control, Dataset, NamedFile, Outcome, PipelineError, RegionsFile, Source, Stop, analyse, compare, examine,
    load, load_regions, look, tell_apart,
};
use vc_model::params::{AnalysisParams, Examination, Mapping, Versus};
use vc_model::questions::{ExportFile, Query, Reply};
use vc_model::result::{Analysis, Comparison, DatasetSummary, Trust};

/// The data that is loaded and the last analysis of it: what a worker holds.
#[derive(Default)]
pub struct Session {
    dataset: Option<Dataset>,
    /// Where the table that is loaded was read from.
    source: Option<Source>,
    /// A table whose columns have no roles yet, and the regions that came with it.
    unmapped: Option<(Source, Vec<Rc<RegionsFile>>)>,
    /// Regions that came before their table.
    waiting: Vec<Rc<RegionsFile>>,
    outcome: Option<Outcome>,
    /// What `outcome` was compared with last.
    comparison: Option<Comparison>,
    /// The other analysis of the last comparison: of these data, also where `outcome` is another one by now.
    other: Option<Outcome>,
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
        let dataset = pipeline::sample(&Mapping::default(), control).await?;
        Ok(self.replace(dataset, None))
    }

    /// Reads files, told apart by their content: a crime table takes the place of the one loaded; regions are joined to
    /// it, or to the real one that is loaded. `mapping` is what was decided about the crime table.
    ///
    /// # Errors
    /// [`Stop`] if a file can't be read or the job is cancelled; what was loaded before stays. With
    /// [`PipelineError::Unmapped`] the table waits for [`Session::map`].
    pub async fn load(
        &mut self,
        files: Vec<NamedFile>,
        mapping: &Mapping,
        control: &impl Control,
    ) -> Result<DatasetSummary, Stop> {
        let (crime, files) = tell_apart(files)?;
        let mut regions = Vec::new();
        for file in files {
            regions.push(Rc::new(load_regions(file, control).await?));
        }
        let loaded = self.dataset.as_ref().filter(|dataset| !dataset.is_sample());
        let Some(crime) = crime else {
            let Some(loaded) = loaded else {
                let alone = regions.first().ok_or(PipelineError::NoData)?;
                let (file, count) = (alone.name.clone(), alone.regions.len());
                self.waiting = regions;
                return Err(PipelineError::RegionsAlone { file, regions: count }.into());
            };
            let dataset = loaded.joined(regions, loaded.mapping(), control).await?;
            let source = self.source.take();
            return Ok(self.replace(dataset, source));
        };
        if regions.is_empty() {
            regions =
                loaded.map(Dataset::regions_files).filter(|kept| !kept.is_empty()).unwrap_or(self.waiting.clone());
        }
        self.read(crime.source(), crime, regions, mapping, control).await
    }

    /// Reads the crime table again with another mapping: the one that waits for one, or else the one that is loaded. Where
    /// only names were matched, it is joined again.
    ///
    /// # Errors
    /// [`Stop`] if there is no table, it is gone, it can't be read so, or the job is cancelled; what was loaded before stays.
    pub async fn map(&mut self, mapping: &Mapping, control: &impl Control) -> Result<DatasetSummary, Stop> {
        mapping.check()?;
        if let Some((source, regions)) = self.unmapped.clone() {
            return self.read(source.clone(), source.open()?, regions, mapping, control).await;
        }
        let loaded = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        if mapping.reads_as(loaded.mapping()) {
            let dataset = loaded.joined(loaded.regions_files(), mapping, control).await?;
            let source = self.source.take();
            return Ok(self.replace(dataset, source));
        }
        if loaded.is_sample() {
            let dataset = pipeline::sample(mapping, control).await?;
            return Ok(self.replace(dataset, None));
        }
        let source =
            self.source.clone().ok_or_else(|| PipelineError::Gone { file: loaded.summary.crime_name.clone() })?;
        let regions = loaded.regions_files();
        self.read(source.clone(), source.open()?, regions, mapping, control).await
    }

    async fn read(
        &mut self,
        source: Source,
        crime: NamedFile,
        regions: Vec<Rc<RegionsFile>>,
        mapping: &Mapping,
        control: &impl Control,
    ) -> Result<DatasetSummary, Stop> {
        match load(crime, regions.clone(), mapping, control).await {
            Ok(dataset) => Ok(self.replace(dataset, Some(source))),
            Err(stop) => {
                if matches!(stop, Stop::Failed(PipelineError::Unmapped(_))) {
                    self.unmapped = Some((source, regions));
                }
                Err(stop)
            }
        }
    }

    fn replace(&mut self, dataset: Dataset, source: Option<Source>) -> DatasetSummary {
        let summary = dataset.summary.clone();
        *self = Self { dataset: Some(dataset), source, ..Self::default() };
        summary
    }

    /// Analyses what is loaded, read with the settings' mapping; a table that waits for a mapping is given up. Where only
    /// the number of groups differs from the last analysis, its sweep is used again.
    ///
    /// # Errors
    /// [`Stop`] if the settings don't fit the data or the job is cancelled; the last analysis stays.
    pub async fn analyse(&mut self, params: &AnalysisParams, control: &impl Control) -> Result<Analysis, Stop> {
        // It is another one than that which the settings are of.
        self.unmapped = None;
        let mapped = &self.dataset.as_ref().ok_or(PipelineError::NoData)?.summary.mapping;
        if *mapped != params.mapping {
            self.map(&params.mapping, control).await?;
        }
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = match &self.outcome {
            Some(last) if last.has_swept(params) => last.with_clusters(dataset, params)?,
            last => analyse(dataset, params, last.as_ref(), control).await?,
        };
        let analysis = outcome.analysis.clone();
        self.outcome = Some(outcome);
        self.comparison = None;
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

    /// Compares the last analysis with another one of the same data; it stays the last one.
    ///
    /// # Errors
    /// [`Stop`] if there is no analysis, the other settings don't fit the data, or the job is cancelled; the last comparison
    /// stays.
    pub async fn compare(&mut self, versus: Versus, control: &impl Control) -> Result<Comparison, Stop> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
        let (comparison, other) = compare(dataset, outcome, versus, self.other.as_ref(), control).await?;
        self.other = Some(other);
        Ok(self.comparison.insert(comparison).clone())
    }

    /// Looks at a part of the last analysis; also tells its fingerprint.
    ///
    /// # Errors
    /// [`PipelineError`] if there is no analysis.
    pub fn look(&self, query: Query) -> Result<(String, Reply), PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
        Ok((outcome.analysis.fingerprint.clone(), look(dataset, outcome, query)))
    }

    /// Writes one of the files, without small counts of victims' own traits and without a link.
    ///
    /// # Errors
    /// [`PipelineError`] if there is nothing to write it from.
    pub fn export(&self, file: ExportFile) -> Result<ExportedFile, PipelineError> {
        self.export_with(file, ExportOptions::default())
    }

    /// Writes one of the files with options.
    ///
    /// # Errors
    /// [`PipelineError`] if there is nothing to write it from.
    pub fn export_with(&self, file: ExportFile, options: ExportOptions) -> Result<ExportedFile, PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        match file {
            ExportFile::SampleTable | ExportFile::SampleRegions => export_sample(file, dataset),
            ExportFile::Comparison | ExportFile::ComparisonSummary => {
                let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
                let comparison = self.comparison.as_ref().ok_or(PipelineError::NoComparison)?;
                export_comparison(file, &outcome.analysis, comparison, options.suppression)
            }
            file => export(file, dataset, self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?, options),
        }
    }
}
