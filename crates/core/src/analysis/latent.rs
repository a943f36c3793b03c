//! What latent models tell about the columns of a design: groups, gradients, or neither.

use vc_latent::Table;
use vc_latent::classes::{assignment, measures};
use vc_latent::continuum::{self, Settings, decide, models, samples};

use super::batch::{Batch, Interrupted, Unfinished};
use super::indicators::Kept;
use super::swept::Swept;
use crate::clustering::{Clustering, adjusted_rand};
use crate::job::Part;
use crate::tasks::{Finding, Material, Task};
use vc_model::questions::Stage;
use vc_model::result::{LatentClasses, LatentModels, LatentOutcome, SampleScores};

/// What latent models tell about the columns of a sweep.
pub(super) async fn latent(swept: &Swept, batch: Batch<'_>) -> Result<LatentModels, Interrupted> {
    let undecided = |columns, implied| LatentModels {
        outcome: LatentOutcome::Undecided,
        columns,
        implied,
        samples: Vec::new(),
        classes: None,
    };
    let Some(indicators) = swept.prepared.indicators() else { return Ok(undecided(Vec::new(), Vec::new())) };
    let (columns, implied) = (indicators.kept(), indicators.implied());
    let Some(Kept { table: kept, row_of }) = indicators.kept_table().filter(|_| columns.len() > 1) else {
        return Ok(undecided(columns, implied));
    };
    let settings = Settings::new(swept.params.seed);
    let samples = samples(&indicators.table, &indicators.implications, &settings);
    let of_sample = |sample: usize| models().into_iter().map(move |model| Task::Score { sample, model });
    let tasks: Vec<Task> = (0..samples.len()).flat_map(of_sample).collect();
    let material = Material::latent(samples, kept.clone(), settings);
    let (control, what) = (batch.control, batch.what);
    let done = batch.run(&material, &tasks).await?;
    let score = |found: &Finding| if let Finding::Score(score) = found { Some(score.clone()) } else { None };
    let scores = done.iter().filter_map(score).collect();
    let decided = decide(scores, &indicators.implications, &settings);
    let outcome = match decided.outcome {
        _ if indicators.are_mostly_numbers() => LatentOutcome::Undecided,
        continuum::Outcome::Independent => LatentOutcome::Independent,
        continuum::Outcome::Classes { k } => LatentOutcome::Classes { k },
        continuum::Outcome::Traits { dimensions } => LatentOutcome::Traits { dimensions },
        continuum::Outcome::Undecided => LatentOutcome::Undecided,
    };
    let classes = match outcome {
        LatentOutcome::Classes { k } => {
            let found = control.complete(&material, &[Task::Classes { k, number: 0 }], Part::all(Stage::Examine)).await;
            let found = found.map_err(|cancelled| Interrupted {
                stop: cancelled.into(),
                unfinished: Some(Unfinished { what, done }),
            })?;
            found.into_iter().find_map(|found| classes(found, &kept, &row_of, swept))
        }
        _ => None,
    };
    let samples = decided.samples.into_iter();
    let samples = samples.map(|of| SampleScores {
        victims: of.rows,
        classes: of.classes,
        sized_classes: of.sized_classes,
        traits: of.traits,
    });
    let samples = samples.collect();
    Ok(LatentModels { outcome, columns, implied, samples, classes })
}

/// The classes of all victims, held against the groups of each k. `row_of`: the row of the classes' table that each point is.
fn classes(found: Finding, table: &Table, row_of: &[u32], swept: &Swept) -> Option<LatentClasses> {
    let Finding::Classes(fit) = found else { return None };
    let labels = assignment(table, &fit.model).ok()?.labels;
    let relative_entropy = measures(table, &fit).ok()?.relative_entropy;
    let k = fit.model.n_classes();
    let of_point: Vec<u8> = row_of.iter().map(|&row| labels[row as usize]).collect();
    let agreement = |clustering: &Clustering| {
        let index = adjusted_rand(&clustering.labels, &of_point, swept.points.weights());
        (clustering.sizes.len(), index)
    };
    Some(LatentClasses { k, relative_entropy, agreement: swept.clusterings.iter().map(agreement).collect() })
}
