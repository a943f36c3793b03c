//! What the engine wants done.

use vc_model::params::AnalysisParams;
use vc_model::questions::Reply;
use vc_protocol::Job;

use crate::timer::Timer;
use crate::{NamedFile, Problem, ResultId, Ticket};

/// Something that the browser has to do for the engine.
#[derive(Clone, Debug, PartialEq)]
pub enum Command<F> {
    /// Send a job to the worker.
    Send {
        /// The request's id.
        id: u32,
        /// The job.
        job: Box<Job>,
        /// The files that travel with it.
        files: Vec<F>,
    },
    /// End the worker and start another.
    EndWorker,
    /// Look at the first bytes of files; answered with [`Event::Inspected`](crate::Event::Inspected).
    Inspect {
        /// Generation counter: answers of earlier turns are ignored.
        turn: u32,
        /// The files.
        files: Vec<NamedFile<F>>,
    },
    /// Unpack files in a worker of their own; answered with [`Event::Unpacked`](crate::Event::Unpacked).
    Unpack {
        /// Generation counter: answers of earlier turns are ignored.
        turn: u32,
        /// The files.
        files: Vec<NamedFile<F>>,
        /// Layers that a person chose so far.
        layers: Vec<String>,
    },
    /// End the unpacking worker, if one runs.
    StopUnpacking,
    /// Start a timer, in place of one of the same name.
    SetTimer(Timer, f64),
    /// Stop a timer.
    ClearTimer(Timer),
    /// Hand on the reply to a query.
    HandOn {
        /// Who asked.
        ticket: Ticket,
        /// The result that the reply belongs to.
        result: ResultId,
        /// The reply.
        reply: Box<Reply>,
    },
    /// The query will not be answered: the worker that had it is gone, or there is another result.
    Drop {
        /// Who asked.
        ticket: Ticket,
    },
    /// Save a file on the visitor's device.
    Save {
        /// Its name.
        name: String,
        /// Its media type.
        mime: String,
        /// Its content.
        bytes: Vec<u8>,
    },
    /// Put the settings back to those of the result on the screen.
    RestoreSettings(Box<AnalysisParams>),
    /// Forget what was chosen and named on the page: it belongs to other data.
    LeaveData,
    /// Scroll to the findings.
    ShowFindings,
    /// Write a problem to the console.
    Log(Problem),
}
