//! Messages between the page and its worker.
//!
//! Every request carries an id and every response repeats it, so that the page can tell an answer from a late one.
//! The first message of a worker is [`Answer::Ready`] with [`VERSION`]: messages sent before it are lost, and a page
//! that meets another version (an old worker from a cache) says so instead of misreading it.
//!
//! Invariant: a change to any type here, or to one that it contains, changes [`VERSION`].

mod death;
mod packed;

pub use death::Death;
pub use vc_model::questions::{ExportFile, Progress, Query, Reply, RowFilter, Stage};

use serde::{Deserialize, Serialize};

use vc_model::failure::{Failure, UnpackNote};
use vc_model::params::{AnalysisParams, Examination, Mapping, SourceClock, Versus};
use vc_model::result::{Analysis, Comparison, DatasetSummary, Trust, Unmapped};
use vc_sources::{Address, Came};
use vc_unpack::Layer;

/// Version of the messages.
pub const VERSION: u32 = 10;

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Chosen by the page, ascending.
    pub id: u32,
    /// The job.
    pub job: Job,
}

/// A job for the worker. A new [`Job::Load`], [`Job::Map`] or [`Job::Analyse`] cancels one that is still running.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// Load the built-in sample of a made-up city.
    LoadSample,
    /// Read the files that travel beside this message, in their order. Each is told apart by its content: a crime
    /// table replaces the one loaded; regions are joined to the crime table that is loaded, if that is a real one.
    Load {
        /// The files' names.
        names: Vec<String>,
        /// Per file, what was done to it before; nothing stands for no notes at all.
        #[serde(default, with = "packed")]
        notes: Vec<Vec<UnpackNote>>,
        /// What was decided about the crime table's columns and names; nothing, where they are to be found.
        #[serde(default)]
        mapping: Mapping,
    },
    /// Read the crime table again with another mapping: the one that was last answered with [`Answer::Unmapped`], or else
    /// the one that is loaded. Answered with [`Answer::Loaded`] or [`Answer::Unmapped`].
    Map {
        /// What was decided.
        mapping: Mapping,
    },
    /// Run the analysis on what is loaded.
    Analyse {
        /// With these settings.
        params: AnalysisParams,
    },
    /// Examine how far the last analysis can be trusted. Cancelled by a new [`Job::Load`] or [`Job::Analyse`].
    Examine {
        /// One part of it.
        what: Examination,
    },
    /// Compare the last analysis with another one. Answered with [`Answer::Compared`]; cancelled by a new [`Job::Load`] or
    /// [`Job::Analyse`].
    Compare {
        /// What differs in the other one.
        versus: Versus,
    },
    /// Look at a part of the last analysis that its answer does not hold. Answered with [`Answer::Looked`].
    Look {
        /// Which.
        query: Query,
    },
    /// Write a file from the last analysis.
    Export {
        /// Which.
        file: ExportFile,
    },
    /// Stop the job that is running. Answered by that job, with [`Answer::Cancelled`].
    Cancel,
    /// Leave the device to the page for a moment: an examination pauses. Not answered.
    Pause,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// The request's id; 0 for [`Answer::Ready`].
    pub id: u32,
    /// The answer.
    pub answer: Answer,
}

/// An answer of the worker. All but [`Answer::Progress`] end their job.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The worker listens.
    Ready {
        /// Its [`VERSION`].
        version: u32,
    },
    /// The job goes on.
    Progress(Progress),
    /// The files are read.
    Loaded(#[serde(with = "packed")] Box<DatasetSummary>),
    /// The crime table can't be used before its columns have roles; what was loaded before still is.
    Unmapped(#[serde(with = "packed")] Box<Unmapped>),
    /// The analysis is done.
    Analysed {
        /// Its fingerprint; this and what follows is for who wants to know no more of it.
        fingerprint: String,
        /// Its used rows.
        used: u64,
        /// Its number of groups.
        k: usize,
        /// All of it.
        #[serde(with = "packed")]
        analysis: Box<Analysis>,
    },
    /// A part is examined: all that is known by now.
    Examined(Box<Trust>),
    /// The last analysis is compared.
    Compared(#[serde(with = "packed")] Box<Comparison>),
    /// What was looked at.
    Looked {
        /// The fingerprint of the analysis that it is of.
        fingerprint: String,
        /// The part.
        #[serde(with = "packed")]
        reply: Box<Reply>,
    },
    /// The file is written.
    Exported {
        /// A name for it.
        name: String,
        /// Its media type.
        mime: String,
        /// Its content.
        #[serde(with = "serde_bytes")]
        bytes: Vec<u8>,
    },
    /// The job was cancelled; what was there before still is.
    Cancelled,
    /// The job can't be done, and what was there before still is.
    Failed(#[serde(with = "packed")] Failure),
}

impl Answer {
    /// That the analysis is done.
    pub fn analysed(analysis: Box<Analysis>) -> Self {
        Self::Analysed {
            fingerprint: analysis.fingerprint.clone(),
            used: analysis.rows.used,
            k: analysis.groups.len(),
            analysis,
        }
    }
}

/// What the page asks of the worker that fetches open data: nothing but an address ever goes there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchRequest {
    /// Fetch a source.
    Fetch {
        /// The source's id, after which the file is called that has no name of its own.
        id: String,
        /// Where it is.
        address: Address,
    },
    /// Go on after a failure, with all that has come.
    Continue,
}

/// What that worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FetchAnswer {
    /// It listens.
    Ready {
        /// Its [`VERSION`].
        version: u32,
    },
    /// More has come.
    Came(Came),
    /// All of it; the file travels beside this.
    Fetched {
        /// The servers that answered: more than the one that was asked, where its answers led on.
        hosts: Vec<String>,
        /// What the server says about the times of the table.
        clock: Option<SourceClock>,
    },
    /// It came to nothing.
    Failed {
        /// Why.
        #[serde(with = "packed")]
        failure: Failure,
        /// Whether it may go on from where it is.
        can_continue: bool,
    },
}

/// What the page asks of the worker that makes files plain; the files travel beside it. That worker does one such request
/// and is ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackRequest {
    /// The files' names.
    pub names: Vec<String>,
    /// Layers that a person chose, of files that hold several.
    pub layers: Vec<String>,
}

/// What that worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnpackAnswer {
    /// It listens.
    Ready {
        /// Its [`VERSION`].
        version: u32,
    },
    /// The files are plain; they travel beside this.
    Unpacked {
        /// Their names and what was done to them.
        files: Vec<UnpackedFile>,
    },
    /// A file holds several layers: a person has to say which is meant.
    Choice {
        /// Which file.
        file: String,
        /// What it holds.
        layers: Vec<Layer>,
    },
    /// A file can't be unpacked.
    Failed(#[serde(with = "packed")] Failure),
}

/// A file that was made plain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnpackedFile {
    /// Its name.
    pub name: String,
    /// What was done to it.
    #[serde(with = "packed")]
    pub notes: Vec<UnpackNote>,
}
