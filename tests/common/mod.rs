//! What the integration tests share: the real data, where there is any.
#![allow(dead_code)]

use std::path::{Path, PathBuf};

/// A file or folder below the one that VICTIM_CLUSTERS_DATA names, which holds `data/` and `corpora/`. `None`, with a
/// printed line that the test is skipped, without it.
pub(crate) fn data(path: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("VICTIM_CLUSTERS_DATA") else {
        eprintln!("skipped: VICTIM_CLUSTERS_DATA is not set, {path} is not read");
        return None;
    };
    Some(Path::new(&folder).join(path))
}
