//! From files to a [`Dataset`]: a crime table, and the regions that its rows lie in.
//!
//! `tell_apart` sorts files into a table and regions, `load_regions` and [`load`] read them and join the rows to the
//! regions. `evidence` compares both: it finds the property that the table's names refer to, and exchanged headings.

mod attach;
mod cells;
mod evidence;
mod figures;
mod file;
mod geography;
mod keyed;
mod load;
mod opened;
mod regions;
mod tables;

use std::rc::Rc;

pub(crate) use attach::attach;
pub(crate) use cells::{date_text, level_text, listed_columns, place_name, time_text};
pub(crate) use evidence::places;
pub use figures::Figures;
pub use file::{Incoming, NamedBytes, NamedFile, Near, PIECE_BYTES, Reopen, Source};
pub use geography::Geography;
pub(crate) use load::{SAMPLE_FILES, load_regions, tell_apart};
pub use load::{load, sample};
pub use regions::RegionsFile;

use crate::sample::SampleCity;
use crate::table::Table;
use vc_model::params::{Column, Mapping};
use vc_model::result::DatasetSummary;

/// The loaded data: a crime table, and the regions of its rows.
pub struct Dataset {
    /// The crime table.
    pub table: Rc<Table>,
    /// Hash of the crime table's file; of several files, a hash of their hashes.
    pub table_hash: blake3::Hash,
    /// The regions, if there are any.
    pub geography: Option<Geography>,
    /// The summary for the page.
    pub summary: DatasetSummary,
    sample: Option<Rc<SampleCity>>,
}

impl Dataset {
    /// Whether this is the built-in sample.
    pub fn is_sample(&self) -> bool {
        self.sample.is_some()
    }

    /// The columns that the table, with its regions, can give.
    pub fn columns(&self) -> &[Column] {
        &self.summary.columns
    }

    /// The decisions about the table's columns and names.
    pub fn mapping(&self) -> &Mapping {
        &self.summary.mapping
    }

    /// The files of regions, to be joined to another table.
    pub(crate) fn regions_files(&self) -> Vec<Rc<RegionsFile>> {
        let of = |geography: &Geography| geography.neighborhoods.iter().chain([&geography.file]).cloned().collect();
        self.geography.as_ref().map(of).unwrap_or_default()
    }

    /// The built-in sample's files, if this is the sample.
    pub(crate) fn sample_city(&self) -> Option<&SampleCity> {
        self.sample.as_deref()
    }
}
