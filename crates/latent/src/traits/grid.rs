//! Grids of nodes over which the traits are integrated.

/// Nodes that weigh less than this are left out of grids of several dimensions: the corners, which hold nobody.
const NEGLIGIBLE: f64 = 1e-6;

/// The nodes of a quadrature for the standard normal distribution in some dimensions.
pub(super) struct Grid {
    /// `(n_nodes)`: they sum to 1.
    pub(super) weights: Vec<f64>,
    /// `(n_nodes × n_dimensions)`
    pub(super) nodes: Vec<f64>,
}

impl Grid {
    /// The product of `n_dimensions` Gauss–Hermite rules with `points` nodes each.
    pub(super) fn new(n_dimensions: usize, points: usize) -> Self {
        let (xs, ws) = gauss_hermite(points);
        let mut grid = Self { weights: Vec::new(), nodes: Vec::new() };
        for number in 0..points.pow(n_dimensions as u32) {
            let digits: Vec<usize> =
                (0..n_dimensions).map(|dimension| number / points.pow(dimension as u32) % points).collect();
            let weight: f64 = digits.iter().map(|&digit| ws[digit]).product();
            if n_dimensions == 1 || weight >= NEGLIGIBLE {
                grid.weights.push(weight);
                grid.nodes.extend(digits.iter().map(|&digit| xs[digit]));
            }
        }
        let total: f64 = grid.weights.iter().sum();
        grid.weights.iter_mut().for_each(|weight| *weight /= total);
        grid
    }
}

/// Nodes and weights for the integral over the standard normal density, ascending.
///
/// # Source
/// Newton's method on the normalized Hermite polynomials, as `gauher` of Press et al., "Numerical recipes" (2007), section 4.6;
/// scaled as numpy's `hermite_e.hermegauss`, whose weights are divided by their sum here.
fn gauss_hermite(points: usize) -> (Vec<f64>, Vec<f64>) {
    let (mut xs, mut ws) = (vec![0.0; points], vec![0.0; points]);
    for (at, x) in roots(points).into_iter().enumerate() {
        let (_, slope) = hermite(points, x);
        (xs[at], ws[at]) = (x, 1.0 / (slope * slope));
    }
    let total: f64 = ws.iter().sum();
    ws.iter_mut().for_each(|weight| *weight /= total);
    (xs, ws)
}

/// The roots of the Hermite polynomial (of the probabilists), ascending: those of a degree lie between those of the degree below.
fn roots(degree: usize) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    for degree in 1..=degree {
        let bound = 2.0 * (degree as f64).sqrt() + 1.0;
        let ends: Vec<f64> = [-bound].into_iter().chain(found).chain([bound]).collect();
        found = ends.windows(2).map(|ends| root(degree, ends[0], ends[1])).collect();
    }
    found
}

/// The root between two bounds, by bisection to the last bit that matters.
fn root(degree: usize, mut low: f64, mut high: f64) -> f64 {
    let is_rising = hermite(degree, high).0 > 0.0;
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if (hermite(degree, middle).0 > 0.0) == is_rising {
            high = middle;
        } else {
            low = middle;
        }
    }
    0.5 * (low + high)
}

/// The normalized Hermite polynomial of a degree, and its derivative.
fn hermite(degree: usize, x: f64) -> (f64, f64) {
    let (mut before, mut value) = (0.0, 1.0);
    for n in 1..=degree {
        let n = n as f64;
        (before, value) = (value, (x * value - (n - 1.0).sqrt() * before) / n.sqrt());
    }
    (value, (degree as f64).sqrt() * before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_points_are_those_of_the_handbook() {
        // Abramowitz, Stegun, "Handbook of mathematical functions", table 25.10, times √2 and divided by √π.
        let (xs, ws) = gauss_hermite(5);
        let expected =
            [(0.0, 0.945_308_720_483), (0.958_572_464_614, 0.393_619_323_152), (2.020_182_870_456, 0.019_953_242_059)];
        for (at, (x, w)) in expected.into_iter().enumerate() {
            assert!((xs[2 + at] - x * 2_f64.sqrt()).abs() < 1e-11);
            assert!((xs[2 - at] + xs[2 + at]).abs() < 1e-14);
            assert!((ws[2 + at] - w / std::f64::consts::PI.sqrt()).abs() < 1e-11);
        }
    }

    #[test]
    fn moments_are_those_of_the_normal_distribution() {
        for points in [7, 15, 31, 61] {
            let (xs, ws) = gauss_hermite(points);
            let moment = |power| xs.iter().zip(&ws).map(|(x, w)| w * x.powi(power)).sum::<f64>();
            for (power, expected) in [(0, 1.0), (1, 0.0), (2, 1.0), (3, 0.0), (4, 3.0), (6, 15.0), (8, 105.0)] {
                assert!((moment(power) - expected).abs() < 1e-9, "{points} points, power {power}");
            }
        }
    }

    #[test]
    fn a_grid_has_variance_one_in_each_dimension() {
        let grid = Grid::new(2, 9);
        let products = grid.nodes.chunks_exact(2).zip(&grid.weights);
        let (mut own, mut both) = (0.0, 0.0);
        for (x, w) in products {
            own += w * x[0] * x[0];
            both += w * x[0] * x[1];
        }
        assert!((own - 1.0).abs() < 1e-3 && both.abs() < 1e-12, "{own} {both}");
    }
}
