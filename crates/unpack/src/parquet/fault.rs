//! Faults of Parquet.

use crate::Fault;
use vc_model::failure::{DataFault, DataForm, DataPlace, UnreadData};

/// A damaged place.
pub(super) fn bad(place: DataPlace, fault: DataFault) -> Fault {
    Fault::BadData { form: DataForm::Parquet, place, fault }
}

/// Something that is recognized and not read.
pub(super) fn unread(found: UnreadData) -> Fault {
    Fault::UnreadData { form: DataForm::Parquet, found }
}
