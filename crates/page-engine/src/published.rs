//! What the page shows of the engine.

use vc_model::failure::Failure;
use vc_model::params::{AnalysisParams, Examination, SourceClock, Versus};
use vc_model::questions::{Progress, Stage};
use vc_model::result::{Analysis, Comparison, DatasetSummary, Trust, Unmapped};
use vc_protocol::Death;
use vc_unpack::Layer;

use crate::Shared;

/// Numbers the results of a visit, from 1. A section of the page names the result that it shows by this number.
pub type ResultId = u32;

/// A result with everything that is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Findings {
    /// Its number.
    pub id: ResultId,
    /// The data.
    pub dataset: Shared<DatasetSummary>,
    /// The analysis.
    pub analysis: Shared<Analysis>,
    /// The settings on the page when it was asked for. The analysis has them as they fit the data.
    pub settings: Shared<AnalysisParams>,
    /// How far it can be trusted, as far as it was examined.
    pub trust: Shared<Trust>,
}

impl Findings {
    /// Whether both are the same result, whatever was examined of it.
    pub fn is_same_result(&self, other: &Self) -> bool {
        self.analysis == other.analysis && self.dataset == other.dataset
    }
}

/// The result on the screen, compared with another analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The result that was compared.
    pub of: Findings,
    /// How the two map onto each other.
    pub found: Shared<Comparison>,
}

/// The comparison that was asked for last and has no answer yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparing {
    /// The result that is compared.
    pub of: Findings,
    /// What it is compared with.
    pub versus: Versus,
    /// How far the comparison is, or why it failed.
    pub progress: Result<Option<Progress>, Problem>,
}

/// The job that is running.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Busy {
    /// The first stage of the work: the progress bar counts from here.
    pub first: Stage,
    /// How far it is; `None` before the first progress message.
    pub progress: Option<Progress>,
    /// Whether the worker has not answered for so long that it may be stuck.
    pub is_silent: bool,
}

/// A file with several layers, of which a person has to choose one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerChoice {
    /// The file.
    pub file: String,
    /// Its layers.
    pub layers: Vec<Layer>,
}

/// Why there is no new result.
#[derive(Clone, Debug, PartialEq)]
pub enum Trouble {
    /// A person canceled the job.
    Canceled,
    /// The job failed.
    Failed(Problem),
}

/// What went wrong. The page puts it into words, in the visitor's language.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The worker could not do the job.
    Job(Failure),
    /// The worker died, and whether a new one runs.
    WorkerDied {
        /// The cause of death.
        cause: Death,
        /// Whether a new worker takes requests.
        is_restarted: bool,
    },
    /// The worker belongs to another release than the page.
    OtherVersion,
    /// The unpacking worker crashed on the files, with the browser's own words.
    UnpackingDied(String),
    /// A sentence that is ready to be read.
    Sentence(String),
}

/// Where the data come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Origin {
    /// The built-in sample.
    #[default]
    Sample,
    /// This device.
    Opened {
        /// When, in ms since 1970.
        date_ms: f64,
    },
    /// Servers.
    Fetched {
        /// Their names.
        hosts: Vec<String>,
        /// Addresses that the catalog does not have, so that a link can name them.
        addresses: Vec<String>,
        /// What the catalog says about the times of files, by their names.
        clocks: Vec<(String, SourceClock)>,
        /// When, in ms since 1970.
        date_ms: f64,
    },
}

/// Everything of the engine that the page shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Published {
    /// The data that the controls offer. They are those of the result on the screen, except before the first result and after an
    /// analysis of new data failed.
    pub loaded: Option<Shared<DatasetSummary>>,
    /// Where these data come from.
    pub origin: Origin,
    /// A table that can't be used before a person says what its columns mean.
    pub unmapped: Option<Shared<Unmapped>>,
    /// The result on the screen.
    pub result: Option<Findings>,
    /// A choice that a person has to make before a file can be read.
    pub choice: Option<LayerChoice>,
    /// The job that is running.
    pub busy: Option<Busy>,
    /// Whether that job has been running for longer than a blink.
    pub is_slow: bool,
    /// Why the last job gave no result.
    pub trouble: Option<Trouble>,
    /// The examination in the background, and the share of it that is done.
    pub examining: Option<(Examination, Option<f64>)>,
    /// Whether a person asked for silhouettes of all rows.
    pub silhouettes_asked: bool,
    /// The last comparison.
    pub compared: Option<Compared>,
    /// The comparison that runs or failed.
    pub comparing: Option<Comparing>,
    /// Whether answers to queries are on their way or will be asked for.
    pub is_querying: bool,
}
