//! The expectation–maximization loop, plain or accelerated, and many starts of it.

use vc_model::sorting::CompactSort;

/// A model that EM fits.
pub(crate) trait Em {
    /// Expectation step: keeps the expected counts and returns the log-likelihood of the current parameters, less any penalty.
    fn expect(&mut self) -> f64;
    /// Maximization step: takes parameters from the expected counts.
    fn maximize(&mut self);
    /// The parameters, in an order that does not change.
    fn parameters(&self) -> Vec<f64>;
    /// Sets parameters, which may be extrapolated: makes them valid first.
    fn set_parameters(&mut self, parameters: &[f64]);
}

/// When EM stops, and whether it is accelerated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    pub(crate) max_iterations: usize,
    /// EM has converged when a step adds less than this to the log-likelihood.
    pub(crate) tolerance: f64,
    pub(crate) is_accelerated: bool,
}

/// How EM ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    pub(crate) log_likelihood: f64,
    pub(crate) iterations: usize,
    pub(crate) converged: bool,
}

/// Runs EM. The log-likelihood belongs to the parameters that remain, and is at least that of the first ones.
pub(crate) fn run(model: &mut impl Em, stop: Stop) -> Ended {
    if stop.is_accelerated { accelerated(model, stop) } else { plain(model, stop) }
}

/// Runs every start for `short_iterations`, then the `finalists` best of them to the end. Returns the finalists, best first, with the
/// steps of both runs; at least one if there is a start. `run` runs a model until it stops.
pub(crate) fn finalists<M>(
    starts: impl Iterator<Item = M>,
    run: impl Fn(M, Stop) -> (M, Ended),
    stop: Stop,
    short_iterations: usize,
    finalists: usize,
) -> Vec<(M, Ended)> {
    let best_first = |a: &(M, Ended), b: &(M, Ended)| b.1.log_likelihood.total_cmp(&a.1.log_likelihood);
    let short = Stop { max_iterations: short_iterations, ..stop };
    let mut runs: Vec<(M, Ended)> = starts.map(|start| run(start, short)).collect();
    runs.compact_sort_by(best_first);
    runs.truncate(finalists.max(1));
    let to_the_end = |(model, before): (M, Ended)| {
        let (model, mut after) = run(model, stop);
        after.iterations += before.iterations;
        (model, after)
    };
    let mut finals: Vec<(M, Ended)> = runs.into_iter().map(to_the_end).collect();
    finals.compact_sort_by(best_first);
    finals
}

fn plain(model: &mut impl Em, stop: Stop) -> Ended {
    let mut ended = Ended { log_likelihood: model.expect(), iterations: 0, converged: false };
    while ended.iterations < stop.max_iterations && !ended.converged {
        step(model, stop.tolerance, &mut ended);
    }
    ended
}

/// One EM step.
fn step(model: &mut impl Em, tolerance: f64, ended: &mut Ended) {
    model.maximize();
    let next = model.expect();
    ended.iterations += 1;
    ended.converged = next - ended.log_likelihood < tolerance;
    ended.log_likelihood = next;
}

/// Two EM steps give a direction, along which the parameters are extrapolated. An extrapolation that loses is taken back.
///
/// # Source
/// SQUAREM, scheme S3: Varadhan, Roland, "Simple and globally convergent methods for accelerating the convergence of any EM
/// algorithm", Scandinavian Journal of Statistics 35 (2008); the bound of the step as in R's `SQUAREM`.
fn accelerated(model: &mut impl Em, stop: Stop) -> Ended {
    let mut ended = Ended { log_likelihood: model.expect(), iterations: 0, converged: false };
    let mut longest = 4.0;
    while ended.iterations < stop.max_iterations && !ended.converged {
        let first = model.parameters();
        step(model, stop.tolerance, &mut ended);
        if ended.converged || ended.iterations >= stop.max_iterations {
            break;
        }
        let second = model.parameters();
        model.maximize();
        let third = model.parameters();
        let length = step_length(&first, &second, &third).min(longest);
        let mut next = f64::NEG_INFINITY;
        if length > 1.0 {
            model.set_parameters(&extrapolated(&first, &second, &third, length));
            next = model.expect();
        }
        let is_better = next >= ended.log_likelihood;
        if is_better {
            longest = if length >= longest { longest * 4.0 } else { longest };
        } else {
            longest = (longest * 0.5).max(2.0);
            model.set_parameters(&third);
            next = model.expect();
        }
        // Only a plain step tells whether EM has converged: an extrapolation can gain little by accident.
        ended.iterations += 1;
        ended.log_likelihood = next;
    }
    ended
}

/// |r| / |v|, with r the first step and v the change of the step; 1 is a plain EM step.
fn step_length(first: &[f64], second: &[f64], third: &[f64]) -> f64 {
    let (mut r, mut v) = (0.0, 0.0);
    for ((a, b), c) in first.iter().zip(second).zip(third) {
        r += (b - a) * (b - a);
        v += (c - b - (b - a)) * (c - b - (b - a));
    }
    if v > 0.0 { (r / v).sqrt() } else { 1.0 }
}

fn extrapolated(first: &[f64], second: &[f64], third: &[f64], length: f64) -> Vec<f64> {
    let at = |((a, b), c): ((&f64, &f64), &f64)| a + 2.0 * length * (b - a) + length * length * (c - b - (b - a));
    first.iter().zip(second).zip(third).map(at).collect()
}
