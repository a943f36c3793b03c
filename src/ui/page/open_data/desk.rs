//! Sources being fetched, one after the other.

use std::collections::VecDeque;

use web_sys::File;

use crate::web::fetch_client::Fetching;
use vc_model::params::SourceClock;
use vc_sources::{Came, Source};

/// What is being fetched.
#[derive(Default)]
pub(super) struct Desk {
    /// Counts what was begun: what comes of something earlier is recognised by it.
    pub(super) turn: u32,
    /// The source that is on its way, by its id.
    pub(super) current: Option<(String, Fetching)>,
    /// Those that follow, by their ids.
    pub(super) waiting: VecDeque<(String, Source)>,
    /// What came.
    pub(super) files: Vec<File>,
    /// Whose answers these are.
    pub(super) hosts: Vec<String>,
    /// What servers say about the times of files, by their names.
    pub(super) clocks: Vec<(String, SourceClock)>,
    /// Whether the ids are those of the catalog. A copy is kept for them only: an address in a link may be named like one of them.
    pub(super) is_of_catalog: bool,
    /// Where what the catalog does not have was fetched from.
    pub(super) addresses: Vec<String>,
}

/// How far a fetch is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Phase {
    /// Nothing is fetched.
    #[default]
    Idle,
    /// A source of this title is on its way.
    Running(String, Came),
    /// It came to nothing.
    Failed {
        /// Why, in a sentence.
        message: String,
        /// Whether it may go on from where it is.
        can_continue: bool,
    },
}

impl Desk {
    /// Takes everything off; what is still on its way is not waited for.
    pub(super) fn clear(&mut self) -> Self {
        let turn = self.turn + 1;
        std::mem::replace(self, Self { turn, ..Self::default() })
    }
}
