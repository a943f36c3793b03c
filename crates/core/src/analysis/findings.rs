//! What examinations found about one sweep.

use super::batch::Unfinished;
use super::examine::Found;
use super::outcome::Outcome;
use vc_model::params::Examination;
use vc_model::result::Trust;
use vc_model::sorting::CompactSort;

/// What examinations found about one sweep so far. Its owner adds to it and begins a new one for a new sweep.
#[derive(Clone, Debug, Default)]
pub(crate) struct Findings {
    /// How far the groups can be trusted.
    pub(crate) trust: Trust,
    /// For each clustering of the sweep the silhouettes, `(n_points)`; empty before that was examined.
    silhouettes: Vec<Vec<f32>>,
    /// Results of an examination that was cancelled.
    unfinished: Option<Unfinished>,
}

impl Findings {
    /// Adds what one examination found.
    pub(crate) fn add(&mut self, found: Found) {
        match found {
            Found::Nothing => {}
            Found::Restarts(agreements) => self.trust.restarts = agreements,
            Found::Stability(stability) => {
                self.trust.stability.push(stability);
                self.trust.stability.compact_sort_by_key(|stability| stability.k);
            }
            Found::Differences(differences) => {
                self.trust.differences.push(differences);
                self.trust.differences.compact_sort_by_key(|differences| differences.k);
            }
            Found::Null(null) => self.trust.null.get_or_insert_default().learn(null),
            Found::Multiverse(multiverse) => {
                self.trust.multiverse.push(multiverse);
                self.trust.multiverse.compact_sort_by_key(|multiverse| multiverse.k);
            }
            Found::Latent(latent) => self.trust.latent = Some(latent),
            Found::Silhouettes { means, values } => (self.trust.silhouettes, self.silhouettes) = (means, values),
        }
    }

    /// Keeps the results of a cancelled examination.
    pub(crate) fn interrupted(&mut self, unfinished: Option<Unfinished>) {
        self.unfinished = unfinished.or(self.unfinished.take());
    }

    /// Takes the results from which `what` can be resumed. Those of another examination are dropped, because its tasks
    /// depend on what is known. Restarts need no tasks, and leave them.
    pub(crate) fn resume(&mut self, what: Examination) -> Option<Unfinished> {
        if what == Examination::Restarts {
            return None;
        }
        self.unfinished.take().filter(|unfinished| unfinished.what == what)
    }

    /// `(n_points)`: the silhouettes of the clustering that is shown, from all pairs of rows; NaN for points of weight 0.
    /// `None` before that was examined.
    pub(crate) fn silhouettes_of(&self, outcome: &Outcome) -> Option<&[f32]> {
        self.silhouettes.get(outcome.chosen).map(Vec::as_slice)
    }
}
