//! The omitted cells of one table, and whether they protect its small counts.

use std::ops::Add;

use super::network::Network;
use super::rule::Reason;
use serde::Serialize;

/// How many cells were omitted, and whether that protects the small counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Audit {
    /// Cells of the tables that are not 0, sums included.
    cells: usize,
    /// Small counts.
    small: usize,
    /// Larger ones that are omitted with them.
    complementary: usize,
    /// Small counts whose range is narrower than it should be, since nothing else can be omitted.
    exposed: usize,
}

impl Add for Audit {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            cells: self.cells + other.cells,
            small: self.small + other.small,
            complementary: self.complementary + other.complementary,
            exposed: self.exposed + other.exposed,
        }
    }
}

/// The omitted cells of a table of counts, `(n_rows × n_columns)`, if its row sums are written and its column sums are
/// known: `(n_rows × (n_columns + 1))`, with row sums last.
pub(crate) fn suppressed(counts: &[Vec<f64>]) -> (Vec<Vec<bool>>, Audit) {
    let mut network = Network::new(counts);
    network.protect();
    let count = |reason| network.cells.iter().flatten().filter(|cell| **cell == Some(reason)).count();
    let (small, complementary) = (count(Reason::Small), count(Reason::Complementary));
    let audit = Audit { cells: network.n_filled(), small, complementary, exposed: network.n_exposed() };
    (network.cells.into_iter().map(|row| row.into_iter().map(|cell| cell.is_some()).collect()).collect(), audit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(counts: &[Vec<f64>]) -> Vec<String> {
        let sign = |&is_omitted: &bool| if is_omitted { 'x' } else { '.' };
        suppressed(counts).0.iter().map(|row| row.iter().map(sign).collect()).collect()
    }

    #[test]
    fn a_single_small_cell_makes_a_rectangle_of_omitted_cells() {
        let counts = [vec![4.0, 30.0, 90.0], vec![50.0, 60.0, 70.0], vec![200.0, 300.0, 400.0]];
        let marks = left_out(&counts);
        assert_eq!(marks, ["xx..", "xx..", "...."]);
        let audit = Audit { cells: 12, small: 1, complementary: 3, exposed: 0 };
        assert_eq!(suppressed(&counts).1, audit);
    }

    #[test]
    fn tables_without_small_counts_stay_complete() {
        assert_eq!(left_out(&[vec![0.0, 10.0], vec![25.0, 0.0]]), ["...", "..."]);
        assert_eq!(left_out(&[]), Vec::<String>::new());
    }

    #[test]
    fn the_sum_of_a_row_with_one_filled_cell_is_omitted() {
        let marks = left_out(&[vec![3.0, 0.0], vec![40.0, 50.0], vec![60.0, 20.0]]);
        assert_eq!(marks[0], "x.x");
        assert!(marks[1..].concat().matches('x').count() >= 2, "{marks:?}");
    }

    #[test]
    fn a_count_that_nothing_hides_is_told() {
        assert_eq!(left_out(&[vec![40.0, 3.0], vec![50.0, 0.0]]), ["xx.", "xx."]);
        assert_eq!(suppressed(&[vec![40.0, 3.0]]).1.exposed, 1);
    }
}
