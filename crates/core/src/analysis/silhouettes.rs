//! Silhouettes as tasks that workers share.

use crate::clustering::{Pairs, Silhouettes};
use crate::job::{Control, Part, Stop};
use crate::tasks::{Finding, Material, Task};

/// Computes the silhouettes of all clusterings in `pairs`.
pub(super) async fn silhouettes(pairs: Pairs, part: Part, control: &dyn Control) -> Result<Vec<Silhouettes>, Stop> {
    let (tasks, nothing) = (silhouette_tasks(&pairs), pairs.collect(std::iter::empty()));
    Ok(add_silhouettes(nothing, control.complete(&Material::pairs(pairs), &tasks, part).await?))
}

pub(super) fn silhouette_tasks(pairs: &Pairs) -> Vec<Task> {
    pairs.parts().map(|rows| Task::Silhouettes { rows }).collect()
}

pub(super) fn add_silhouettes(nothing: Vec<Silhouettes>, found: Vec<Finding>) -> Vec<Silhouettes> {
    found.into_iter().fold(nothing, |mut sums, finding| {
        if let Finding::Silhouettes(part) = finding {
            sums.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
        }
        sums
    })
}
