//! Errors in the form that leaves the worker.

use super::PipelineError;
use crate::features::FeaturesError;
use vc_model::result::{Cause, Failure};

impl From<&PipelineError> for Failure {
    fn from(error: &PipelineError) -> Self {
        Self { message: error.to_string(), cause: cause(error) }
    }
}

fn cause(error: &PipelineError) -> Option<Cause> {
    Some(match error.clone() {
        PipelineError::Table { file, .. }
        | PipelineError::Regions { file, .. }
        | PipelineError::Unreadable { file, .. }
        | PipelineError::RegionsTooLarge { file, .. } => Cause::File { file },
        PipelineError::Gone { file } => Cause::Gone { file },
        PipelineError::RegionsAlone { file, regions } => Cause::RegionsAlone { file, regions },
        PipelineError::TwoOfAKind { first, second, .. } => Cause::TwoTables { first, second },
        PipelineError::TooFewKinds { k, distinct } => Cause::TooFewKinds { k, distinct },
        PipelineError::Features(error) => match error {
            FeaturesError::NothingInPeriod { period, first, last } => Cause::NothingInPeriod { period, first, last },
            FeaturesError::NoDates { period } => Cause::NoDates { period },
            FeaturesError::NothingPasses { filter, .. } => Cause::NothingPasses { filter },
            FeaturesError::NoSpread { rows, merged, .. } => Cause::NoSpread { rows, merged },
            FeaturesError::NoColumns { .. }
            | FeaturesError::NothingUsable { .. }
            | FeaturesError::TooFewVictims { .. }
            | FeaturesError::TooManyFeatures { .. }
            | FeaturesError::TooManyLevels { .. } => return None,
        },
        _ => return None,
    })
}
