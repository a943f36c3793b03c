//! Why a job ends without a result.

/// Why a job can't be done.
pub use vc_model::failure::Failure as PipelineError;

/// Why a job gave no result.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// It was canceled.
    Cancelled,
    /// It can't be done.
    Failed(PipelineError),
}

impl From<Cancelled> for Stop {
    fn from(_: Cancelled) -> Self {
        Stop::Cancelled
    }
}

impl<E: Into<PipelineError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Stop::Failed(error.into())
    }
}

/// The job was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;
