//! Sorting of short lists, and ordered maps and sets, in little code.
//!
//! `slice::sort_by` is compiled anew for each type and each comparison, some 6 kB of WebAssembly every time. Lists of levels, groups,
//! columns and neighborhoods are sorted at a hundred places: half a megabyte of the worker, a sixth of its code. Here the sorting of
//! positions is compiled once. For millions of rows the methods of the standard library are faster.
//!
//! An ordered map or set that is made by `collect` sorts its items, too.

use std::cmp::Ordering;

/// Stable sorting that adds little code for each use.
pub trait CompactSort<T> {
    /// Sorts as `slice::sort_by` does.
    fn compact_sort_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts as `slice::sort` does.
    fn compact_sort(&mut self)
    where
        T: Ord,
    {
        self.compact_sort_by(T::cmp);
    }

    /// Sorts as `slice::sort_by_key` does.
    fn compact_sort_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.compact_sort_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<T> CompactSort<T> for [T] {
    fn compact_sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut sources = sorted_positions(self.len(), &mut |a, b| compare(&self[a], &self[b]));
        // Each cycle of the permutation is walked once; a place that has its item is its own source.
        for start in 0..self.len() {
            let mut place = start;
            loop {
                let source = std::mem::replace(&mut sources[place], place);
                if source == start {
                    break;
                }
                self.swap(place, source);
                place = source;
            }
        }
    }
}

/// The positions 0..len in the order of their items.
#[inline(never)]
fn sorted_positions(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..len).collect();
    positions.sort_by(|&a, &b| compare(a, b));
    positions
}

/// Collecting into an ordered map or set, item by item.
pub trait CollectSorted: Iterator + Sized {
    /// Collects as `Iterator::collect` does, without sorting the items before: of equal keys, the last value stays.
    fn collect_sorted<C: Default + Extend<Self::Item>>(self) -> C {
        let mut all = C::default();
        all.extend(self);
        all
    }
}

impl<I: Iterator> CollectSorted for I {}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;
    use std::collections::BTreeMap;

    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(keys in prop::collection::vec(0_u8..9, 0..60)) {
            let items: Vec<(u8, usize)> = keys.into_iter().enumerate().map(|(at, key)| (key, at)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| Reverse(item.0));
            let mut found = items.clone();
            found.compact_sort_by(|a, b| b.0.cmp(&a.0));
            prop_assert_eq!(&found, &expected);

            expected.sort_by_key(|item| item.0 / 2);
            found.compact_sort_by_key(|item| item.0 / 2);
            prop_assert_eq!(&found, &expected);

            let collected: BTreeMap<u8, usize> = items.iter().copied().collect();
            prop_assert_eq!(items.into_iter().collect_sorted::<BTreeMap<u8, usize>>(), collected);
        }
    }
}
