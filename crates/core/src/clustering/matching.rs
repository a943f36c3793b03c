//! Matches the clusters of two clusterings.

/// Pairs each row of a table with at most one column, so that the sum of the pairs is largest; `(n_rows)`: the column
/// of each row. Pairs with a sum of 0 are dropped.
///
/// # Source
/// Kuhn, "The Hungarian method for the assignment problem", Naval Research Logistics Quarterly 2 (1955), with the
/// potentials and shortest augmenting paths of Jonker, Volgenant, Computing 38 (1987).
pub(crate) fn matching(table: &[Vec<f64>]) -> Vec<Option<usize>> {
    let (n_rows, n_columns) = (table.len(), table.first().map_or(0, Vec::len));
    let n = n_rows.max(n_columns);
    // Padded to a square: leftover rows are paired with an empty column, at no cost.
    let cost = |row: usize, column: usize| table.get(row).and_then(|row| row.get(column)).map_or(0.0, |value| -value);

    // Rows and columns count from 1. 0 stands for the row that is being assigned, and for the column where its path
    // starts.
    let (mut of_rows, mut of_columns) = (vec![0.0; n + 1], vec![0.0; n + 1]);
    let mut row_of = vec![0; n + 1];
    for row in 1..=n {
        row_of[0] = row;
        let (mut slack, mut came_from, mut is_reached) =
            (vec![f64::INFINITY; n + 1], vec![0; n + 1], vec![false; n + 1]);
        let mut at = 0;
        while row_of[at] != 0 {
            is_reached[at] = true;
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..=n).filter(|&column| !is_reached[column]) {
                let reduced = cost(row_of[at] - 1, column - 1) - of_rows[row_of[at]] - of_columns[column];
                if reduced < slack[column] {
                    (slack[column], came_from[column]) = (reduced, at);
                }
                if slack[column] < step {
                    (step, next) = (slack[column], column);
                }
            }
            for column in 0..=n {
                if is_reached[column] {
                    of_rows[row_of[column]] += step;
                    of_columns[column] -= step;
                } else {
                    slack[column] -= step;
                }
            }
            at = next;
        }
        while at != 0 {
            row_of[at] = row_of[came_from[at]];
            at = came_from[at];
        }
    }

    let mut found = vec![None; n_rows];
    for column in 0..n_columns {
        let row = row_of[column + 1] - 1;
        if row < n_rows && table[row][column] > 0.0 {
            found[row] = Some(column);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn held(table: &[Vec<f64>], found: &[Option<usize>]) -> f64 {
        found.iter().zip(table).filter_map(|(column, row)| column.map(|column| row[column])).sum()
    }

    /// The slow twin: the largest sum over all ways to pair the rows from `row` on with free columns.
    fn largest(table: &[Vec<f64>], row: usize, is_taken: &mut Vec<bool>) -> f64 {
        if row == table.len() {
            return 0.0;
        }
        let mut best = largest(table, row + 1, is_taken);
        for column in 0..is_taken.len() {
            if !is_taken[column] {
                is_taken[column] = true;
                best = best.max(table[row][column] + largest(table, row + 1, is_taken));
                is_taken[column] = false;
            }
        }
        best
    }

    #[test]
    fn the_largest_cell_is_not_always_in_the_best_pairing() {
        // Both rows prefer the first column; the second row loses less without it.
        assert_eq!(matching(&[vec![10.0, 9.0], vec![10.0, 0.0]]), [Some(1), Some(0)]);
        assert_eq!(matching(&[vec![0.0, 5.0], vec![0.0, 7.0]]), [None, Some(1)]);
        assert_eq!(matching(&[vec![1.0, 0.0, 3.0]]), [Some(2)]);
        assert_eq!(matching(&[]), []);
        assert_eq!(matching(&[vec![], vec![]]), [None, None]);
    }

    proptest! {
        #[test]
        fn no_other_pairs_hold_more(
            (n_columns, cells) in (1_usize..6, 1_usize..6)
                .prop_flat_map(|(n, m)| (Just(m), prop::collection::vec(0_u32..40, n * m)))
        ) {
            let table: Vec<Vec<f64>> =
                cells.chunks(n_columns).map(|row| row.iter().copied().map(f64::from).collect()).collect();
            let found = matching(&table);
            let mut columns: Vec<usize> = found.iter().flatten().copied().collect();
            columns.sort_unstable();
            prop_assert!(columns.windows(2).all(|pair| pair[0] < pair[1]), "each column once: {found:?}");
            prop_assert_eq!(held(&table, &found), largest(&table, 0, &mut vec![false; n_columns]));
        }
    }
}
