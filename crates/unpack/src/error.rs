//! A fault with the file that has it.

use vc_model::failure::{Failure, Fault};

/// A file that can't be unpacked.
#[derive(Debug, PartialEq, thiserror::Error)]
#[error("{file}: {fault}")]
pub struct UnpackError {
    /// The file's name, with the layer's where it is known.
    pub file: String,
    /// What is wrong with it.
    pub fault: Fault,
}

impl UnpackError {
    /// The error of the file that has a fault.
    pub(super) fn new(file: &str, fault: Fault) -> Self {
        Self { file: file.to_owned(), fault }
    }
}

impl From<UnpackError> for Failure {
    fn from(UnpackError { file, fault }: UnpackError) -> Self {
        Self::Unpack { file, fault }
    }
}
