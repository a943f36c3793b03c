//! The state of a worker between jobs: the loaded data, the last analysis, and what was found about it.
//!
//! Invariant: a job that is cancelled or fails leaves the state as it was.

use std::rc::Rc;

use crate::analysis::{Findings, Interrupted, Outcome, analyze, compare, examine};
use crate::answers::look;
use crate::dataset::{self, Dataset, NamedFile, RegionsFile, Source, attach, load, load_regions, tell_apart};
use crate::export::{ExportOptions, ExportedFile, export, export_comparison, export_sample};
use crate::job::{Control, Job, PipelineError, Stop};
use vc_model::params::{AnalysisParams, Examination, Mapping, Versus};
use vc_model::questions::{ExportFile, Query, Reply};
use vc_model::result::{Analysis, Comparison, DatasetSummary, Trust};

/// The state of a worker between jobs.
#[derive(Default)]
pub struct Session {
    dataset: Option<Dataset>,
    /// How to read the loaded table's files again.
    sources: Vec<Source>,
    /// A table that waits for roles of its columns, and the regions that came with it.
    unmapped: Option<(Vec<Source>, Vec<Rc<RegionsFile>>)>,
    /// Regions that wait for their table.
    waiting: Vec<Rc<RegionsFile>>,
    /// The last analysis.
    outcome: Option<Outcome>,
    /// What examinations found about the sweep of `outcome`.
    findings: Findings,
    /// The last comparison of `outcome`.
    comparison: Option<Comparison>,
    /// The second analysis of the last comparison. It stays usable after `outcome` changed, because it is of the same data.
    other: Option<Outcome>,
}

impl Session {
    /// A session without data.
    pub fn new() -> Self {
        Self::default()
    }

    /// Loads the built-in sample of a made-up city.
    ///
    /// # Errors
    /// [`Stop`] if the job is cancelled.
    pub fn load_sample<'a>(&'a mut self, control: &'a dyn Control) -> Job<'a, DatasetSummary> {
        Box::pin(async move {
            let dataset = dataset::sample(&Mapping::default(), control).await?;
            Ok(self.replace(dataset, Vec::new()))
        })
    }

    /// Reads files and tells them apart by their content. A crime table replaces the loaded table. Regions are joined to the
    /// new table, or to the loaded one unless that is the sample. `mapping` holds the decisions about the crime table.
    ///
    /// # Errors
    /// [`Stop`] if a file can't be read or the job is cancelled. After [`PipelineError::Unmapped`] the table waits for
    /// [`Session::map`].
    pub fn load<'a>(
        &'a mut self,
        files: Vec<NamedFile>,
        mapping: &'a Mapping,
        control: &'a dyn Control,
    ) -> Job<'a, DatasetSummary> {
        Box::pin(async move {
            let (tables, files) = tell_apart(files)?;
            let mut regions = Vec::new();
            for file in files {
                regions.push(Rc::new(load_regions(file, control).await?));
            }
            let loaded = self.dataset.as_ref().filter(|dataset| !dataset.is_sample());
            if regions.is_empty() && !tables.is_empty() {
                regions =
                    loaded.map(Dataset::regions_files).filter(|kept| !kept.is_empty()).unwrap_or(self.waiting.clone());
            }
            // The only table is the crime table, unless there is one already.
            let tables = attach(tables, &mut regions, usize::from(loaded.is_none()), control).await?;
            if tables.is_empty() {
                let Some(loaded) = loaded else {
                    let alone = regions.first().ok_or(PipelineError::NoData)?;
                    let (file, count) = (alone.name.clone(), alone.regions.len());
                    self.waiting = regions;
                    return Err(PipelineError::RegionsAlone { file, regions: count }.into());
                };
                let dataset = loaded.joined(regions, loaded.mapping(), control).await?;
                let sources = std::mem::take(&mut self.sources);
                return Ok(self.replace(dataset, sources));
            }
            self.read(tables.iter().map(NamedFile::source).collect(), tables, regions, mapping, control).await
        })
    }

    /// Reads the crime table again with another mapping: the table that waits for a mapping, or else the loaded one. If only
    /// matched names differ, it is joined again but not read again.
    ///
    /// # Errors
    /// [`Stop`] if there is no table, its file is gone, the mapping doesn't fit it, or the job is cancelled.
    pub fn map<'a>(&'a mut self, mapping: &'a Mapping, control: &'a dyn Control) -> Job<'a, DatasetSummary> {
        Box::pin(async move {
            mapping.check()?;
            if let Some((sources, regions)) = self.unmapped.clone() {
                let tables = opened(&sources)?;
                return self.read(sources, tables, regions, mapping, control).await;
            }
            let loaded = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
            if mapping.reads_as(loaded.mapping()) {
                let dataset = loaded.joined(loaded.regions_files(), mapping, control).await?;
                let sources = std::mem::take(&mut self.sources);
                return Ok(self.replace(dataset, sources));
            }
            if loaded.is_sample() {
                let dataset = dataset::sample(mapping, control).await?;
                return Ok(self.replace(dataset, Vec::new()));
            }
            if self.sources.is_empty() {
                return Err(PipelineError::Gone { file: loaded.summary.crime_name.clone() }.into());
            }
            let (sources, regions) = (self.sources.clone(), loaded.regions_files());
            let tables = opened(&sources)?;
            self.read(sources, tables, regions, mapping, control).await
        })
    }

    async fn read(
        &mut self,
        sources: Vec<Source>,
        tables: Vec<NamedFile>,
        regions: Vec<Rc<RegionsFile>>,
        mapping: &Mapping,
        control: &dyn Control,
    ) -> Result<DatasetSummary, Stop> {
        match load(tables, regions.clone(), mapping, control).await {
            Ok(dataset) => Ok(self.replace(dataset, sources)),
            Err(stop) => {
                if matches!(stop, Stop::Failed(PipelineError::Unmapped(_))) {
                    self.unmapped = Some((sources, regions));
                }
                Err(stop)
            }
        }
    }

    fn replace(&mut self, dataset: Dataset, sources: Vec<Source>) -> DatasetSummary {
        let summary = dataset.summary.clone();
        *self = Self { dataset: Some(dataset), sources, ..Self::default() };
        summary
    }

    /// Analyzes the loaded table, after reading it again if the settings have another mapping. A table that waits for a
    /// mapping is dropped. If only the number of groups differs from the last analysis, its sweep is used again.
    ///
    /// # Errors
    /// [`Stop`] if the settings don't fit the data or the job is cancelled.
    pub fn analyze<'a>(&'a mut self, params: &'a AnalysisParams, control: &'a dyn Control) -> Job<'a, Analysis> {
        Box::pin(async move {
            // The settings belong to the loaded table, not to the waiting one.
            self.unmapped = None;
            let mapped = &self.dataset.as_ref().ok_or(PipelineError::NoData)?.summary.mapping;
            if *mapped != params.mapping {
                self.map(&params.mapping, control).await?;
            }
            let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
            let (outcome, findings) = match &self.outcome {
                Some(last) if last.has_swept(params) => {
                    (last.with_clusters(dataset, params)?, std::mem::take(&mut self.findings))
                }
                last => (analyze(dataset, params, last.as_ref(), control).await?, Findings::default()),
            };
            let analysis = outcome.analysis.clone();
            (self.outcome, self.findings) = (Some(outcome), findings);
            self.comparison = None;
            Ok(analysis)
        })
    }

    /// Examines one part of how far the last analysis can be trusted. Returns everything that is known so far.
    ///
    /// # Errors
    /// [`Stop`] if there is no analysis or the job is cancelled.
    pub fn examine<'a>(&'a mut self, what: Examination, control: &'a dyn Control) -> Job<'a, Trust> {
        Box::pin(async move {
            let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
            let swept = &self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?.swept;
            let earlier = self.findings.resume(what);
            match examine(dataset, swept, what, &self.findings.trust, earlier, control).await {
                Ok(found) => {
                    self.findings.add(found);
                    Ok(self.findings.trust.clone())
                }
                Err(Interrupted { stop, unfinished }) => {
                    self.findings.interrupted(unfinished);
                    Err(stop)
                }
            }
        })
    }

    /// Compares the last analysis with another one of the same data, which does not replace it.
    ///
    /// # Errors
    /// [`Stop`] if there is no analysis, the other settings don't fit the data, or the job is cancelled.
    pub fn compare<'a>(&'a mut self, versus: Versus, control: &'a dyn Control) -> Job<'a, Comparison> {
        Box::pin(async move {
            let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
            let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
            let (comparison, other) = compare(dataset, outcome, versus, self.other.as_ref(), control).await?;
            self.other = Some(other);
            Ok(self.comparison.insert(comparison).clone())
        })
    }

    /// Answers a query about the last analysis; also returns the analysis's fingerprint.
    ///
    /// # Errors
    /// [`PipelineError`] if there is no analysis.
    pub fn look(&self, query: Query) -> Result<(String, Reply), PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
        Ok((outcome.analysis.fingerprint.clone(), look(dataset, outcome, &self.findings, query)))
    }

    /// Writes one file, without small counts of victims' own traits and without a link.
    ///
    /// # Errors
    /// [`PipelineError`] if the analysis, comparison or sample that the file is written from does not exist.
    pub fn export(&self, file: ExportFile) -> Result<ExportedFile, PipelineError> {
        self.export_with(file, ExportOptions::default())
    }

    /// Writes one file with options.
    ///
    /// # Errors
    /// [`PipelineError`] if the analysis, comparison or sample that the file is written from does not exist.
    pub fn export_with(&self, file: ExportFile, options: ExportOptions) -> Result<ExportedFile, PipelineError> {
        let dataset = self.dataset.as_ref().ok_or(PipelineError::NoData)?;
        match file {
            ExportFile::SampleTable | ExportFile::SampleRegions => export_sample(file, dataset),
            ExportFile::Comparison | ExportFile::ComparisonSummary => {
                let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
                let comparison = self.comparison.as_ref().ok_or(PipelineError::NoComparison)?;
                export_comparison(file, &outcome.analysis, comparison, options.suppression)
            }
            file => {
                let outcome = self.outcome.as_ref().ok_or(PipelineError::NoAnalysis)?;
                export(file, dataset, outcome, &self.findings.trust, options)
            }
        }
    }
}

/// The files, opened again.
fn opened(sources: &[Source]) -> Result<Vec<NamedFile>, PipelineError> {
    sources.iter().map(Source::open).collect()
}
