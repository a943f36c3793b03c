//! Natural breaks, exactly: the classes with the least squared distance of values to their class's mean.
//!
//! Equal values belong together, so distinct values with their counts are what is divided. With m of them the plain
//! dynamic program costs m² for each class. Where the last class of the best division begins never moves down as values
//! are added (the cost satisfies the quadrangle inequality), so each row is found by halves, in m log m.
//!
//! # Source
//! Fisher, "On grouping for maximum homogeneity", JASA 53 (1958), known as Jenks's natural breaks; Wang and Song,
//! "Ckmeans.1d.dp", The R Journal 3 (2011); its version 4 divides in the same way.

/// Values in order with the sums that give any stretch's cost.
struct Stretches {
    values: Vec<f64>,
    /// Before each value: how many, their sum, the sum of their squares; of values less their mean, which loses no digits.
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

    /// Squared distance of the distinct values `from..to`, each as often as it occurs, to their mean.
    fn cost(&self, from: usize, to: usize) -> f64 {
        let [count, sum, squares] = [0, 1, 2].map(|i| self.sums[to][i] - self.sums[from][i]);
        // Equal values have none; rounding must not make it negative.
        if to - from < 2 { 0.0 } else { (squares - sum * sum / count).max(0.0) }
    }
}

/// The gaps between classes of ascending values: the largest value below and the smallest above each, ascending. At most
/// `n_classes − 1`, fewer with fewer distinct values.
pub(super) fn gaps(sorted: &[f64], n_classes: usize) -> Vec<(f64, f64)> {
    let stretches = Stretches::new(sorted);
    let n = stretches.values.len();
    // best[to]: least cost of the first `to` distinct values in so many classes.
    let mut best: Vec<f64> = (0..=n).map(|to| stretches.cost(0, to)).collect();
    // begins[class][to]: where the last of them begins.
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

/// The best divisions into one class more.
struct Row {
    best: Vec<f64>,
    begin: Vec<usize>,
}

impl Row {
    /// Fills `first..=last`, whose last classes begin within `low..=high`.
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

    /// Squared distance of values to the means of their classes.
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

    /// The least cost, by trying every division.
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
    fn three_heaps_are_three_classes() {
        assert_eq!(gaps(&[1.0, 1.1, 1.2, 5.0, 5.1, 9.7, 9.8, 9.9], 3), [(1.2, 5.0), (5.1, 9.7)]);
        // By hand: {4, 5} {9, 10} costs 0.5 + 0.5; {4} {5, 9, 10} 14, {4, 5, 9} {10} 14.
        assert_eq!(gaps(&[4.0, 5.0, 9.0, 10.0], 2), [(5.0, 9.0)]);
        // Repeated values weigh as often as they occur: {0 × 9, 2} {5} costs 3.6, {0 × 9} {2, 5} 4.5.
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
    fn large_values_lose_no_digits() {
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
        fn nothing_divides_better(
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
