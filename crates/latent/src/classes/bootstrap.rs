//! The bootstrap likelihood ratio test: is one more class better than chance?

use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};
use vc_model::random::rng;

use super::fit::{ClassSettings, fit, fit_after};
use super::model::{ClassModel, ModelError};
use crate::draws::{Use, choose, stream};
use crate::table::{MISSING, Table};

/// The result of a bootstrap likelihood ratio test of k − 1 against k classes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bootstrap {
    /// Twice the gain in log-likelihood on the table.
    pub observed: f64,
    /// `(draws)`: the same on tables that k − 1 classes made.
    pub draws: Vec<f64>,
    /// (1 + draws that reach the observed gain) / (1 + draws).
    pub p_value: f64,
}

/// Tests `settings.n_classes` classes (at least 2) against one class less, with tables that the smaller model makes.
///
/// # Errors
/// See [`ModelError`].
///
/// # Source
/// McLachlan, "On bootstrapping the likelihood ratio test statistic for the number of components in a normal mixture", Applied
/// Statistics 36 (1987); Nylund, Asparouhov, Muthén, Structural Equation Modeling 14 (2007).
pub fn bootstrap_test(table: &Table, settings: &ClassSettings, draws: usize) -> Result<Bootstrap, ModelError> {
    if settings.n_classes < 2 {
        return Err(ModelError::NoClasses);
    }
    let smaller = fit(table, &ClassSettings { n_classes: settings.n_classes - 1, ..*settings });
    let larger = fit_after(table, settings, Some(&smaller.model));
    let observed = 2.0 * (larger.log_likelihood - smaller.log_likelihood);
    let draws: Result<Vec<f64>, ModelError> =
        (0..draws).map(|number| bootstrap_draw(table, &smaller.model, settings, number)).collect();
    let draws = draws?;
    let reached = draws.iter().filter(|&&draw| draw >= observed).count();
    Ok(Bootstrap { observed, p_value: (1 + reached) as f64 / (1 + draws.len()) as f64, draws })
}

/// One draw of the test: a table made by `smaller`, with the missing values of `table`, and twice the gain in log-likelihood from
/// one more class. Draws can run in any order, on any worker.
///
/// # Errors
/// See [`ModelError`].
pub fn bootstrap_draw(
    table: &Table,
    smaller: &ClassModel,
    settings: &ClassSettings,
    number: usize,
) -> Result<f64, ModelError> {
    smaller.check(table)?;
    let mut rng = rng(settings.seed, stream(Use::Bootstrap, smaller.n_classes(), number));
    let Some(drawn) = simulated(table, smaller, &mut rng) else { return Ok(0.0) };
    let few = fit(&drawn, &ClassSettings { n_classes: smaller.n_classes(), ..*settings });
    let settings = ClassSettings { n_classes: smaller.n_classes() + 1, ..*settings };
    let many = fit_after(&drawn, &settings, Some(&few.model));
    Ok(2.0 * (many.log_likelihood - few.log_likelihood))
}

/// As many victims as the table has, made by a model. Weights are rounded to counts; missing values stay missing.
fn simulated(table: &Table, model: &ClassModel, rng: &mut ChaCha8Rng) -> Option<Table> {
    let mut codes = Vec::new();
    let mut n_rows = 0;
    for (at, &weight) in table.weights().iter().enumerate() {
        for _ in 0..(weight + 0.5) as usize {
            let class = choose(&model.shares, rng);
            for (column, &code) in table.row(at).iter().enumerate() {
                let drawn = choose(&model.probabilities[column][class], rng);
                codes.push(if code == MISSING { MISSING } else { drawn as u16 });
            }
            n_rows += 1;
        }
    }
    Table::merged(table.levels().to_vec(), &codes, &vec![1.0; n_rows]).ok().map(|(table, _)| table)
}
