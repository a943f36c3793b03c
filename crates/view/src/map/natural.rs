//! Exact natural breaks: the classes with the smallest sum of squared distances from values to the means of their classes.
//!
//! Equal values belong together, so the algorithm divides distinct values with counts. For m of them the plain dynamic program
//! costs m² per class. The cost satisfies the quadrangle inequality: the start of the last class never moves down when values
//! are added. So divide and conquer fills each row in m log m.
//!
//! # Source
//! Fisher, "On grouping for maximum homogeneity", JASA 53 (1958), known as Jenks's natural breaks; Wang and Song,
//! "Ckmeans.1d.dp", The R Journal 3 (2011); its version 4 divides in the same way.

/// Distinct values, ascending, with prefix sums that give the cost of any range.
struct Stretches {
    values: Vec<f64>,
    /// Prefix sums before each value: count, sum and sum of squares. Values are centered on their mean, to keep precision.
    sums: Vec<[f64; 3]>,
}

impl Stretches {
    fn new(sorted: &[f64]) -> Self {
        let mean = sorted.iter().sum::<f64>() / sorted.len().max(1) as f64;
        let mut values: Vec<f64> = Vec::new();
        let mut sums = vec![[0.0; 3]];
        for &value in sorted {
            let [count, sum, squares] = sums[sums.len() - 1];
            let off = value - mean;
            let next = [count + 1.0, sum + off, squares + off * off];
            if values.last() == Some(&value) {
                sums.pop();
            } else {
                values.push(value);
            }
            sums.push(next);
        }
        Self { values, sums }
    }

    /// The cost of a class: sum of squared distances of the values `from..to` to their mean, weighted by their counts.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let [count, sum, squares] = [0, 1, 2].map(|i| self.sums[to][i] - self.sums[from][i]);
        // Rounding must not make the cost negative.
        if to - from < 2 { 0.0 } else { (squares - sum * sum / count).max(0.0) }
    }
}

/// The gaps between the classes of ascending values: the largest value below and the smallest above each gap. At most
/// `n_classes − 1` gaps, fewer with fewer distinct values.
pub(super) fn gaps(sorted: &[f64], n_classes: usize) -> Vec<(f64, f64)> {
    let stretches = Stretches::new(sorted);
    let n = stretches.values.len();
    // best[to]: smallest cost of the first `to` distinct values in the present number of classes.
    let mut best: Vec<f64> = (0..=n).map(|to| stretches.cost(0, to)).collect();
    // begins[class][to]: where the last class begins.
    let mut begins: Vec<Vec<usize>> = Vec::new();
    for class in 1..n_classes.min(n) {
        let mut row = Row { best: vec![f64::INFINITY; n + 1], begin: vec![0; n + 1] };
        row.fill(&stretches, &best, (class + 1, n), (class, n - 1));
        best = row.best;
        begins.push(row.begin);
    }
    let mut to = n;
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    for begin in begins.iter().rev() {
        to = begin[to];
        gaps.push((stretches.values[to - 1], stretches.values[to]));
    }
    gaps.reverse();
    gaps
}

/// The best divisions into one more class.
struct Row {
    best: Vec<f64>,
    begin: Vec<usize>,
}

impl Row {
    /// Fills `first..=last`. Their last classes begin within `low..=high`.
    fn fill(
        &mut self,
        stretches: &Stretches,
        before: &[f64],
        (first, last): (usize, usize),
        (low, high): (usize, usize),
    ) {
        if first > last {
            return;
        }
        let to = first + (last - first) / 2;
        for (from, before) in before.iter().enumerate().take(high.min(to - 1) + 1).skip(low) {
            let total = before + stretches.cost(from, to);
            if total < self.best[to] {
                (self.best[to], self.begin[to]) = (total, from);
            }
        }
        let at = self.begin[to].max(low);
        self.fill(stretches, before, (first, to - 1), (low, at));
        self.fill(stretches, before, (to + 1, last), (at, high));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The sum of squared distances of values to the means of their classes.
    fn cost(sorted: &[f64], gaps: &[(f64, f64)]) -> f64 {
        let class = |value: f64| gaps.iter().filter(|gap| value >= gap.1).count();
        (0..=gaps.len())
            .map(|at| {
                let all: Vec<f64> = sorted.iter().copied().filter(|&value| class(value) == at).collect();
                let mean = all.iter().sum::<f64>() / all.len() as f64;
                all.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
            })
            .sum()
    }

    /// The smallest cost, by trying every division.
    fn least(sorted: &[f64], distinct: &[f64], n_classes: usize, from: usize, gaps: &mut Vec<(f64, f64)>) -> f64 {
        if gaps.len() + 1 == n_classes {
            return cost(sorted, gaps);
        }
        let mut least_cost = f64::INFINITY;
        for at in from..distinct.len() {
            gaps.push((distinct[at - 1], distinct[at]));
            least_cost = least_cost.min(least(sorted, distinct, n_classes, at + 1, gaps));
            gaps.pop();
        }
        least_cost
    }

    #[test]
    fn three_clusters_are_three_classes() {
        assert_eq!(gaps(&[1.0, 1.1, 1.2, 5.0, 5.1, 9.7, 9.8, 9.9], 3), [(1.2, 5.0), (5.1, 9.7)]);
        // By hand: {4, 5} {9, 10} costs 0.5 + 0.5; {4} {5, 9, 10} costs 14, and so does {4, 5, 9} {10}.
        assert_eq!(gaps(&[4.0, 5.0, 9.0, 10.0], 2), [(5.0, 9.0)]);
        // Counts are weights: {0 × 9, 2} {5} costs 3.6, {0 × 9} {2, 5} costs 4.5.
        let heavy = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2.0, 5.0];
        assert_eq!(gaps(&heavy, 2), [(2.0, 5.0)]);
    }

    #[test]
    fn there_are_no_more_classes_than_distinct_values() {
        assert_eq!(gaps(&[1.0, 1.0, 2.0, 2.0], 5), [(1.0, 2.0)]);
        assert!(gaps(&[3.0; 4], 5).is_empty());
        assert!(gaps(&[], 5).is_empty());
    }

    #[test]
    fn large_values_keep_their_precision() {
        let far: Vec<f64> = [0.0, 0.1, 0.2, 4.0, 4.1].iter().map(|value| value + 1e7).collect();
        assert_eq!(gaps(&far, 2), [(far[2], far[3])]);
    }

    #[test]
    fn thousands_of_regions_are_quick() {
        let values: Vec<f64> = (0..20_000).map(|i| f64::from(i) * f64::from(i)).collect();
        assert_eq!(gaps(&values, 7).len(), 6);
    }

    proptest! {
        #[test]
        fn no_other_division_has_a_lower_cost(
            mut values in prop::collection::vec((-40_i32..40).prop_map(|v| f64::from(v) / 4.0), 1..12),
            n_classes in 2_usize..6,
        ) {
            values.sort_by(f64::total_cmp);
            let mut distinct = values.clone();
            distinct.dedup();
            let n_classes = n_classes.min(distinct.len());
            let found = gaps(&values, n_classes);
            prop_assert_eq!(found.len(), n_classes - 1);
            let best = least(&values, &distinct, n_classes, 1, &mut Vec::new());
            prop_assert!((cost(&values, &found) - best).abs() < 1e-9, "{} {}", cost(&values, &found), best);
        }
    }
}
