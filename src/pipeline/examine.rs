//! How far a sweep can be trusted: what takes longer than the sweep itself, part by part.

use super::outcome::Swept;
use super::run::{columns, numbers, settings};
use super::{Control, Dataset, Part, Stop};
use crate::clustering::{Pairs, RESAMPLES, Silhouettes, adjusted_rand};
use crate::params::Examination;
use crate::protocol::Stage;
use crate::result::{Agreement, NullEntry, NullSweep, Silhouette, Stability};
use crate::tasks::{Finding, Material, Task};

/// Shuffled copies on which the sweep is repeated.
pub const NULL_SWEEPS: usize = 10;

/// Restarts count as having found the best clustering if their inertia is above its by less than this part.
const SAME_INERTIA: f64 = 1e-3;

/// Examines one part and keeps the findings with the sweep. What was examined before is not done again.
///
/// # Errors
/// [`Stop`] if the job is cancelled.
pub async fn examine(dataset: &Dataset, swept: &Swept, what: Examination, control: &impl Control) -> Result<(), Stop> {
    let part = Part::all(Stage::Examine);
    match what {
        Examination::Restarts if swept.trust.borrow().restarts.is_empty() => {
            let agreements = restarts(swept);
            swept.trust.borrow_mut().restarts = agreements;
        }
        Examination::Stability { k } if swept.trust.borrow().stability.iter().all(|stability| stability.k != k) => {
            if let Some(stability) = stability(swept, k, part, control).await? {
                let mut trust = swept.trust.borrow_mut();
                trust.stability.push(stability);
                trust.stability.sort_by_key(|stability| stability.k);
            }
        }
        Examination::Null if swept.trust.borrow().null.is_none() => {
            let null = null(dataset, swept, part, control).await?;
            swept.trust.borrow_mut().null = Some(null);
        }
        Examination::Silhouettes if swept.trust.borrow().silhouettes.is_empty() => {
            let labelings: Vec<&[u8]> = swept.clusterings.iter().map(|c| c.labels.as_slice()).collect();
            let n_clusters: Vec<usize> = swept.clusterings.iter().map(|c| c.sizes.len()).collect();
            let pairs = Pairs::all(&swept.points, &labelings, &n_clusters);
            let victims = pairs.total_weight();
            let found = silhouettes(pairs, part, control).await?;
            let exact = |found: Silhouettes| {
                let (value, metric) = (found.mean(), "euclidean".to_owned());
                (Silhouette { value, metric, sample: victims as u64 }, found.by_cluster())
            };
            swept.trust.borrow_mut().silhouettes = found.into_iter().map(exact).collect();
        }
        _ => {}
    }
    Ok(())
}

/// Silhouettes of all clusterings that `pairs` holds.
pub(super) async fn silhouettes(pairs: Pairs, part: Part, control: &impl Control) -> Result<Vec<Silhouettes>, Stop> {
    let tasks: Vec<Task> = pairs.parts().map(|blocks| Task::Silhouettes { blocks }).collect();
    let nothing = pairs.collect(std::iter::empty());
    let found = control.complete(&Material::pairs(pairs), &tasks, part).await?;
    Ok(found.into_iter().fold(nothing, |mut sums, finding| {
        if let Finding::Silhouettes(part) = finding {
            sums.iter_mut().zip(&part).for_each(|(sum, part)| sum.add(part));
        }
        sums
    }))
}

/// How alike the restarts of each k ended.
fn restarts(swept: &Swept) -> Vec<Agreement> {
    let agreement = |(clustering, fits): (&crate::clustering::Clustering, &Vec<crate::tasks::Fit>)| {
        let kmeans = settings(&swept.params).kmeans(&swept.points, clustering.sizes.len());
        let to_best = |fit: &crate::tasks::Fit| {
            adjusted_rand(&clustering.labels, &kmeans.labels(&fit.centroids), swept.points.weights())
        };
        Agreement {
            k: clustering.sizes.len(),
            restarts: fits.len(),
            reached: fits.iter().filter(|fit| fit.inertia <= clustering.inertia * (1.0 + SAME_INERTIA)).count(),
            adjusted_rand: fits.iter().map(to_best).sum::<f64>() / fits.len() as f64,
        }
    };
    swept.clusterings.iter().zip(&swept.restarts).map(agreement).collect()
}

async fn stability(swept: &Swept, k: usize, part: Part, control: &impl Control) -> Result<Option<Stability>, Stop> {
    let Some(clustering) = swept.clusterings.iter().find(|clustering| clustering.sizes.len() == k) else {
        return Ok(None);
    };
    let recover = |number| Task::Recover { centroids: clustering.centroids.clone(), number };
    let tasks: Vec<Task> = (0..RESAMPLES).map(recover).collect();
    let found: Vec<Vec<f64>> =
        control.complete(&swept.material, &tasks, part).await?.into_iter().filter_map(numbers).collect();
    let mean = |group: usize| found.iter().map(|groups| groups[group]).sum::<f64>() / found.len() as f64;
    Ok(Some(Stability { k, resamples: found.len(), jaccard: (0..k).map(mean).collect() }))
}

async fn null(dataset: &Dataset, swept: &Swept, part: Part, control: &impl Control) -> Result<NullSweep, Stop> {
    let ks: Vec<usize> = swept.clusterings.iter().map(|clustering| clustering.sizes.len()).collect();
    let task = |number| Task::NullSweep { number, n_components: swept.n_components, ks: ks.clone() };
    let tasks: Vec<Task> = (0..NULL_SWEEPS).map(task).collect();
    let found = control.complete(columns(dataset, &swept.prepared), &tasks, part).await?;
    let shuffled: Vec<Vec<f64>> = found.into_iter().filter_map(numbers).collect();
    let n = shuffled.len() as f64;
    let entry = |(at, clustering): (usize, &crate::clustering::Clustering)| {
        let inertia =
            crate::clustering::encoded_inertia(&swept.prepared.design, &clustering.labels, clustering.sizes.len());
        let mean = shuffled.iter().map(|sweep| sweep[at]).sum::<f64>() / n;
        let variance = shuffled.iter().map(|sweep| (sweep[at] - mean) * (sweep[at] - mean)).sum::<f64>() / n;
        NullEntry {
            k: clustering.sizes.len(),
            log_inertia: libm::log(inertia),
            null_mean: mean,
            null_error: (variance * (1.0 + 1.0 / n)).sqrt(),
        }
    };
    Ok(NullSweep { shuffles: shuffled.len(), entries: swept.clusterings.iter().enumerate().map(entry).collect() })
}
