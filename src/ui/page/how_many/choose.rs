//! The choice of a number of groups, wherever a person makes it.

use crate::ui::page::history::History;
use vc_model::params::Clusters;

/// Shows so many groups from now on.
pub fn choose(history: History, k: usize) {
    history.change("k", |params| params.clusters = Clusters::Fixed(k));
}
