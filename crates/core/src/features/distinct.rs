//! Merges rows with equal codes into one row with a weight.

use std::borrow::Cow;

/// The distinct code tuples of `n` rows.
pub(super) struct Distinct {
    /// For each distinct tuple, in lexicographic order: one row that has it.
    pub representative: Vec<u32>,
    /// `(n)`: the distinct tuple of each row.
    pub of_row: Vec<u32>,
}

/// Codes, and the number of their levels.
type Column<'a> = (Cow<'a, [u16]>, usize);

/// Neighboring columns are sorted together up to this many levels: the counts then stay in the L1 cache.
const MOST_LEVELS: usize = 1 << 13;

/// Finds the distinct tuples of `columns`. Each column has `(n)` codes below its number of levels.
///
/// A radix sort: one stable counting sort per column, from the last to the first. Columns with few levels are sorted
/// together.
pub(super) fn distinct(columns: &[(&[u16], usize)], n: usize) -> Distinct {
    let columns = joined(columns);
    let mut order: Vec<u32> = (0..n as u32).collect();
    let mut sorted = vec![0u32; n];
    for (codes, n_levels) in columns.iter().rev() {
        let mut next = vec![0u32; n_levels + 1];
        for &code in codes.iter() {
            next[usize::from(code) + 1] += 1;
        }
        for level in 0..*n_levels {
            next[level + 1] += next[level];
        }
        for &row in &order {
            let slot = &mut next[usize::from(codes[row as usize])];
            sorted[*slot as usize] = row;
            *slot += 1;
        }
        std::mem::swap(&mut order, &mut sorted);
    }

    let same = |a: u32, b: u32| columns.iter().all(|(codes, _)| codes[a as usize] == codes[b as usize]);
    let mut representative: Vec<u32> = Vec::new();
    // Two buffers are swapped, so every pass writes each row once.
    let mut of_row = sorted;
    for &row in &order {
        if !representative.last().is_some_and(|&last| same(last, row)) {
            representative.push(row);
        }
        of_row[row as usize] = representative.len() as u32 - 1;
    }
    Distinct { representative, of_row }
}

/// Packs neighboring columns into one, as far as the number of levels allows. The order of the tuples stays the same.
fn joined<'a>(columns: &[(&'a [u16], usize)]) -> Vec<Column<'a>> {
    let mut joined: Vec<Column> = Vec::new();
    for &(codes, n_levels) in columns {
        match joined.last_mut().filter(|(_, before)| before * n_levels <= MOST_LEVELS) {
            Some((before, n_before)) => {
                for (before, &code) in before.to_mut().iter_mut().zip(codes) {
                    *before = *before * n_levels as u16 + code;
                }
                *n_before *= n_levels;
            }
            None => joined.push((codes.into(), n_levels)),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn equal_rows_are_merged() {
        let (a, b) = ([1, 0, 1, 1], [0, 2, 0, 1]);
        let found = distinct(&[(&a, 2), (&b, 3)], 4);
        assert_eq!(found.representative, [1, 0, 3]);
        assert_eq!(found.of_row, [1, 0, 1, 2]);
    }

    #[test]
    fn columns_with_few_levels_are_packed() {
        let (a, b, c) = ([1, 0, 1], [0, 2, 1], [5, 3000, 7]);
        let joined = joined(&[(&a, 2), (&b, 3), (&c, 4000), (&b, 3)]);
        let told: Vec<(&[u16], usize)> = joined.iter().map(|(codes, n_levels)| (&**codes, *n_levels)).collect();
        assert_eq!(told, [(&[3, 2, 4][..], 6), (&c, 4000), (&b, 3)]);
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
