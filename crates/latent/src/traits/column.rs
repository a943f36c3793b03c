//! The maximization step of one column: a multinomial logit model on the expected counts at the nodes.

use super::grid::Grid;

/// Newton's steps in one M-step. The next E-step moves the counts anyway.
const NEWTON_STEPS: usize = 1;
/// Halvings of a step that makes the likelihood smaller.
const HALVINGS: usize = 8;
/// The weight of the penalty λ/2 · Σ coefficient²: a normal prior with standard deviation 32. It keeps the coefficients of levels that
/// the traits separate perfectly from growing forever, and moves no others: log-likelihoods of published tables stay the same to
/// 1e-3.
const PENALTY: f64 = 1e-3;
/// The largest change of a coefficient in one step.
const LONGEST_STEP: f64 = 3.0;
/// One column: which of its levels have coefficients, and the coefficients.
#[derive(Clone)]
pub(super) struct Column {
    /// Slots of the levels that occur; the last one is the reference, whose coefficients are 0.
    pub(super) slots: Vec<usize>,
    /// `(n_levels − 1) × (1 + n_dimensions)`: intercept and slopes of each level.
    pub(super) coefficients: Vec<f64>,
}

impl Column {
    /// What is taken from the log-likelihood.
    pub(super) fn penalty(&self) -> f64 {
        0.5 * PENALTY * self.coefficients.iter().map(|c| c * c).sum::<f64>()
    }

    /// The probabilities of the levels at the nodes, `(n_levels × n_nodes)`.
    pub(super) fn probabilities(&self, grid: &Grid) -> Vec<f64> {
        let mut values = self.logits(grid);
        normalize(&mut values, grid.weights.len());
        values
    }

    /// `(n_levels × n_nodes)`; 0 for the reference.
    fn logits(&self, grid: &Grid) -> Vec<f64> {
        let n_nodes = grid.weights.len();
        let n_dimensions = grid.nodes.len() / n_nodes;
        let mut logits = vec![0.0; self.slots.len() * n_nodes];
        let levels = self.coefficients.chunks_exact(1 + n_dimensions);
        for (logits, own) in logits.chunks_exact_mut(n_nodes).zip(levels) {
            for (logit, node) in logits.iter_mut().zip(grid.nodes.chunks_exact(n_dimensions)) {
                *logit = own[0] + own[1..].iter().zip(node).map(|(slope, x)| slope * x).sum::<f64>();
            }
        }
        logits
    }

    /// Raises the expected log-likelihood of counts `(n_levels × n_nodes)`, less the penalty, by Newton's method. Returns the probabilities.
    pub(super) fn maximize(&mut self, counts: &[f64], grid: &Grid) -> Vec<f64> {
        let mut probabilities = self.probabilities(grid);
        let mut value = expected(counts, &probabilities) - self.penalty();
        for _ in 0..NEWTON_STEPS {
            let Some(mut step) = newton_step(counts, &probabilities, &self.coefficients, grid) else { break };
            let longest = step.iter().fold(0.0_f64, |longest, s| longest.max(s.abs()));
            if longest > LONGEST_STEP {
                step.iter_mut().for_each(|s| *s *= LONGEST_STEP / longest);
            }
            let before = self.coefficients.clone();
            let mut is_better = false;
            for halving in 0..HALVINGS {
                let factor = f64::from_bits((1023 - halving as u64) << 52);
                for ((own, before), step) in self.coefficients.iter_mut().zip(&before).zip(&step) {
                    *own = before + factor * step;
                }
                let tried = self.probabilities(grid);
                let next = expected(counts, &tried) - self.penalty();
                if next >= value {
                    (probabilities, value, is_better) = (tried, next, true);
                    break;
                }
            }
            if !is_better {
                self.coefficients = before;
                break;
            }
        }
        probabilities
    }
}

/// Logits become probabilities (softmax over the levels at each node).
fn normalize(values: &mut [f64], n_nodes: usize) {
    let mut largest = vec![f64::NEG_INFINITY; n_nodes];
    for level in values.chunks_exact(n_nodes) {
        level.iter().zip(&mut largest).for_each(|(value, largest)| *largest = largest.max(*value));
    }
    let mut sums = vec![0.0; n_nodes];
    for level in values.chunks_exact_mut(n_nodes) {
        for ((value, largest), sum) in level.iter_mut().zip(&largest).zip(&mut sums) {
            *value = libm::exp(*value - largest);
            *sum += *value;
        }
    }
    for level in values.chunks_exact_mut(n_nodes) {
        level.iter_mut().zip(&sums).for_each(|(value, sum)| *value /= sum);
    }
}

/// The expected log-likelihood.
fn expected(counts: &[f64], probabilities: &[f64]) -> f64 {
    let log = |p: f64| libm::log(p.max(f64::MIN_POSITIVE));
    counts.iter().zip(probabilities).filter(|(n, _)| **n > 0.0).map(|(n, p)| n * log(*p)).sum()
}

/// The solution of information × step = gradient; `None` if the information can't be inverted.
fn newton_step(counts: &[f64], probabilities: &[f64], coefficients: &[f64], grid: &Grid) -> Option<Vec<f64>> {
    let n_nodes = grid.weights.len();
    let n_dimensions = grid.nodes.len() / n_nodes;
    let (n_free, width) = (counts.len() / n_nodes - 1, 1 + n_dimensions);
    let size = n_free * width;
    let totals: Vec<f64> = (0..n_nodes).map(|node| counts.iter().skip(node).step_by(n_nodes).sum::<f64>()).collect();
    // Products of the nodes' coordinates: 1, x, x², xy …, by node.
    let coordinate = |node: usize, at: usize| if at == 0 { 1.0 } else { grid.nodes[node * n_dimensions + at - 1] };
    let rows: Vec<Vec<f64>> = (0..width).map(|at| (0..n_nodes).map(|node| coordinate(node, at)).collect()).collect();
    let pairs: Vec<(usize, usize)> = (0..width).flat_map(|i| (0..=i).map(move |j| (i, j))).collect();
    let products: Vec<Vec<f64>> =
        pairs.iter().map(|&(i, j)| rows[i].iter().zip(&rows[j]).map(|(x, y)| x * y).collect()).collect();
    let level = |values: &'_ [f64], l: usize| -> Vec<f64> { values[l * n_nodes..][..n_nodes].to_vec() };
    let mut gradient = vec![0.0; size];
    let mut information = vec![0.0; size * size];
    for l in 0..n_free {
        let (count, p) = (level(counts, l), level(probabilities, l));
        let expected: Vec<f64> = p.iter().zip(&totals).map(|(p, total)| p * total).collect();
        let excess: Vec<f64> = count.iter().zip(&expected).map(|(n, e)| n - e).collect();
        for (at, row) in rows.iter().enumerate() {
            gradient[l * width + at] = dot(&excess, row);
        }
        for m in 0..=l {
            let q = level(probabilities, m);
            let own = if l == m { 1.0 } else { 0.0 };
            let weights: Vec<f64> = expected.iter().zip(&q).map(|(e, q)| e * (own - q)).collect();
            for (&(i, j), product) in pairs.iter().zip(&products) {
                let value = dot(&weights, product);
                for (i, j) in [(i, j), (j, i)] {
                    information[(l * width + i) * size + m * width + j] = value;
                    information[(m * width + j) * size + l * width + i] = value;
                }
            }
        }
    }
    for (at, coefficient) in coefficients.iter().enumerate() {
        gradient[at] -= PENALTY * coefficient;
        information[at * size + at] += PENALTY;
    }
    solve(information, gradient, size)
}

/// A sum of products in four parts, which vector instructions can add.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut sums = [0.0; 4];
    let (mut a, mut b) = (a.chunks_exact(4), b.chunks_exact(4));
    for (a, b) in a.by_ref().zip(b.by_ref()) {
        for lane in 0..4 {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f64 = a.remainder().iter().zip(b.remainder()).map(|(a, b)| a * b).sum();
    (sums[0] + sums[1]) + (sums[2] + sums[3]) + rest
}

/// Solves a symmetric positive definite system by Cholesky's decomposition; `None` if it is not positive definite.
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>, size: usize) -> Option<Vec<f64>> {
    for row in 0..size {
        let (above, own) = matrix.split_at_mut(row * size);
        for column in 0..row {
            let other = &above[column * size..][..=column];
            let value = own[column] - dot(&own[..column], &other[..column]);
            own[column] = value / other[column];
        }
        let pivot = own[row] - dot(&own[..row], &own[..row]);
        if !(pivot > 0.0 && pivot.is_finite()) {
            return None;
        }
        own[row] = pivot.sqrt();
    }
    for row in 0..size {
        let own = &matrix[row * size..][..=row];
        right[row] = (right[row] - dot(&own[..row], &right[..row])) / own[row];
    }
    for row in (0..size).rev() {
        right[row] /= matrix[row * size + row];
        let value = right[row];
        for column in 0..row {
            right[column] -= matrix[row * size + column] * value;
        }
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved() {
        let matrix = vec![4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let solution = solve(matrix.clone(), vec![1.0, -2.0, 0.5], 3).expect("a solution");
        for (row, right) in matrix.chunks_exact(3).zip([1.0, -2.0, 0.5]) {
            assert!((dot(row, &solution) - right).abs() < 1e-12);
        }
        assert_eq!(solve(vec![1.0, 2.0, 2.0, 1.0], vec![1.0, 1.0], 2), None);
    }

    #[test]
    fn newtons_method_reaches_counts_that_a_column_can_produce() {
        let grid = Grid::new(1, 15);
        let truth = Column { slots: vec![0, 1, 2], coefficients: vec![0.5, 1.0, -1.0, 0.25] };
        let probabilities = truth.probabilities(&grid);
        let counts: Vec<f64> =
            probabilities.iter().enumerate().map(|(at, p)| 1000.0 * p * grid.weights[at % 15]).collect();
        let mut found = Column { slots: vec![0, 1, 2], coefficients: vec![0.0; 4] };
        for _ in 0..20 {
            found.maximize(&counts, &grid);
        }
        // The penalty moves them by about λ / information, 1e-5.
        for (found, truth) in found.coefficients.iter().zip(&truth.coefficients) {
            assert!((found - truth).abs() < 1e-4, "{found} {truth}");
        }
    }
}
