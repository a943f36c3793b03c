//! Which of several things is meant.

use super::candidates::Candidate;
use super::{Kind, Layer};

/// What of a file is read: one thing of each kind.
pub(super) enum Chosen {
    /// These, with how many there were of their kind.
    These(Vec<(Candidate, usize)>),
    /// A person has to say which of these.
    Open(Vec<Layer>),
}

/// Takes the only candidate of each kind, or the one that a person named.
pub(super) fn choose(candidates: Vec<Candidate>, names: &[String]) -> Chosen {
    let mut these = Vec::new();
    let (tables, regions): (Vec<Candidate>, Vec<Candidate>) =
        candidates.into_iter().partition(|candidate| candidate.layer.kind == Kind::Table);
    for mut group in [tables, regions] {
        let count = group.len();
        let at = if count > 1 { named(&group, names) } else { Some(0) };
        match at {
            Some(at) if at < count => these.push((group.swap_remove(at), count)),
            Some(_) => {}
            None => return Chosen::Open(group.into_iter().map(|candidate| candidate.layer).collect()),
        }
    }
    Chosen::These(these)
}

/// The place of the candidate that is named.
fn named(group: &[Candidate], names: &[String]) -> Option<usize> {
    names.iter().find_map(|name| group.iter().position(|candidate| is_named(&candidate.layer, name)))
}

/// Whether a name means a layer: its path, the last part of it, or that without its extension; case does not matter.
pub(super) fn is_named(layer: &Layer, name: &str) -> bool {
    let (path, name) = (layer.name.to_lowercase(), name.to_lowercase());
    let last = path.rsplit(['/', '\\']).next().unwrap_or(&path);
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    [path.as_str(), last, stem].contains(&name.as_str())
}
