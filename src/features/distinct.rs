//! Rows with the same codes become one row with a weight.

/// Distinct code tuples of `n` rows.
pub(super) struct Distinct {
    /// For each distinct tuple, in lexicographic order, one row that has it.
    pub representative: Vec<u32>,
    /// `(n)`: which distinct tuple a row has.
    pub of_row: Vec<u32>,
}

/// Finds the distinct tuples of `columns`, each `(n)` codes below its number of levels.
///
/// A radix sort: one stable counting sort for each column, last column first, so `n × columns` moves whatever the levels.
pub(super) fn distinct(columns: &[(&[u16], usize)], n: usize) -> Distinct {
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut sorted = vec![0u32; n];
    for &(codes, n_levels) in columns.iter().rev() {
        let mut next = vec![0usize; n_levels + 1];
        for &code in codes {
            next[usize::from(code) + 1] += 1;
        }
        for level in 0..n_levels {
            next[level + 1] += next[level];
        }
        for &row in &order {
            let slot = &mut next[usize::from(codes[row as usize])];
            sorted[*slot] = row;
            *slot += 1;
        }
        std::mem::swap(&mut order, &mut sorted);
    }

    let same = |a: u32, b: u32| columns.iter().all(|(codes, _)| codes[a as usize] == codes[b as usize]);
    let mut representative: Vec<u32> = Vec::new();
    let mut of_row = vec![0u32; n];
    for &row in &order {
        if !representative.last().is_some_and(|&last| same(last, row)) {
            representative.push(row);
        }
        of_row[row as usize] = representative.len() as u32 - 1;
    }
    Distinct { representative, of_row }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn equal_rows_meet() {
        let (a, b) = ([1, 0, 1, 1], [0, 2, 0, 1]);
        let found = distinct(&[(&a, 2), (&b, 3)], 4);
        assert_eq!(found.representative, [1, 0, 3]);
        assert_eq!(found.of_row, [1, 0, 1, 2]);
    }

    proptest! {
        #[test]
        fn tuples_are_sorted_and_complete(rows in prop::collection::vec((0u16..5, 0u16..3, 0u16..7), 0..200)) {
            let a: Vec<u16> = rows.iter().map(|r| r.0).collect();
            let b: Vec<u16> = rows.iter().map(|r| r.1).collect();
            let c: Vec<u16> = rows.iter().map(|r| r.2).collect();
            let found = distinct(&[(&a, 5), (&b, 3), (&c, 7)], rows.len());
            let tuples: Vec<_> = found.representative.iter().map(|&row| rows[row as usize]).collect();
            let expected: Vec<_> = rows.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
            prop_assert_eq!(&tuples, &expected);
            for (row, tuple) in rows.iter().enumerate() {
                prop_assert_eq!(tuples[found.of_row[row] as usize], *tuple);
            }
        }
    }
}
