//! Protects small counts of a table with known sums: a table as a network, in which counts move.
//!
//! Rows and columns are vertices, and each count is an edge from its row to its column; the sum of a row is an edge from the column of
//! sums to the row. Other counts with the same sums are a circulation: on a closed way, counts of edges that are walked forwards grow, and
//! counts of edges that are walked backwards shrink by as much, but not below zero. Only omitted counts may be other than they are. So the
//! range of an omitted count that follows from what is written is given by the largest flow between its two ends through other omitted counts.
//!
//! # Source
//! Cox, "Network models for complementary cell suppression", Journal of the American Statistical Association 90 (1995); Hundepool et al.,
//! "Statistical Disclosure Control" (2012), section 4.4.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rule::{LEAST, Reason, SMALLEST, is_small};

/// A smaller amount is a rounding error.
const ERROR: f64 = 1e-6;

/// A table of counts with row sums in its last column, and the cells of it that are omitted.
pub(crate) struct Network {
    counts: Vec<Vec<f64>>,
    pub(crate) cells: Vec<Vec<Option<Reason>>>,
}

/// A cell: row and column.
type Cell = (usize, usize);

/// Which way a count moves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Move {
    Up,
    Down,
}

impl Network {
    /// Omits small counts and small row sums. Of a column with a small sum, all is omitted: that a cell of it is empty says much about
    /// the few in the others.
    pub(crate) fn new(counts: &[Vec<f64>]) -> Self {
        let with_sum = |row: &Vec<f64>| row.iter().copied().chain([row.iter().sum()]).collect();
        let counts: Vec<Vec<f64>> = counts.iter().map(with_sum).collect();
        let n_columns = counts.first().map_or(0, Vec::len);
        let sum = |column: usize| counts.iter().map(|row| row[column]).sum();
        let is_thin: Vec<bool> = (0..n_columns).map(|column| is_small(sum(column))).collect();
        let small = |(&count, &is_thin): (&f64, &bool)| (is_thin || is_small(count)).then_some(Reason::Small);
        let cells = counts.iter().map(|row| row.iter().zip(&is_thin).map(small).collect()).collect();
        Self { counts, cells }
    }

    /// Omits more cells until the range of every small count reaches from [`LEAST`] to [`SMALLEST`]. Each time the cells with the fewest
    /// victims on a closed way are taken.
    pub(crate) fn protect(&mut self) {
        for cell in self.small_cells() {
            for way in [Move::Up, Move::Down] {
                self.moved(cell, way, self.needed(cell, way), true);
            }
        }
    }

    /// The number of small counts whose range is narrower, because no more cells could be omitted.
    pub(crate) fn n_exposed(&mut self) -> usize {
        let cells = self.small_cells();
        let mut is_narrow = |cell: Cell, way: Move| {
            let needed = self.needed(cell, way);
            self.moved(cell, way, needed, false) + ERROR < needed
        };
        cells.into_iter().filter(|&cell| is_narrow(cell, Move::Up) || is_narrow(cell, Move::Down)).count()
    }

    /// The number of counts and sums that are not 0.
    pub(crate) fn n_filled(&self) -> usize {
        self.counts.iter().flatten().filter(|count| **count > ERROR).count()
    }

    fn small_cells(&self) -> Vec<Cell> {
        let all = self.cells.iter().enumerate().flat_map(|(r, row)| (0..row.len()).map(move |c| (r, c)));
        all.filter(|&(r, c)| self.cells[r][c] == Some(Reason::Small) && self.counts[r][c] > ERROR).collect()
    }

    /// How far a small count has to move, so that its range is wide enough. It can't grow beyond the sum of its column, which is known.
    fn needed(&self, (row, column): Cell, way: Move) -> f64 {
        let count = self.counts[row][column];
        let most: f64 = self.counts.iter().map(|row| row[column]).sum();
        match way {
            Move::Up => SMALLEST.min(most) - count,
            Move::Down => count - LEAST.min(count),
        }
    }

    /// The number of columns, with that of the sums.
    fn width(&self) -> usize {
        self.cells.first().map_or(0, Vec::len)
    }

    /// The vertices of an edge, in the direction in which its count grows.
    fn ends(&self, (row, column): Cell) -> (usize, usize) {
        let (n_rows, last) = (self.cells.len(), self.width() - 1);
        if column == last { (n_rows + column, row) } else { (row, n_rows + column) }
    }

    /// How far a count can move, up to `amount`, if only omitted counts do. If `may_omit`, more cells are omitted where they are needed.
    fn moved(&mut self, cell: Cell, way: Move, amount: f64, may_omit: bool) -> f64 {
        let width = self.width();
        let mut changes = vec![0.0; self.cells.len() * width];
        let mut is_used: Vec<bool> = self.cells.iter().flatten().map(Option::is_some).collect();
        // What one count gains comes back to its start on other edges.
        let (tail, head) = self.ends(cell);
        let (from, to) = if way == Move::Up { (head, tail) } else { (tail, head) };
        let mut done = 0.0;
        while done + ERROR < amount {
            let Some(steps) = self.way(cell, from, to, &changes, &is_used, may_omit) else { break };
            let room = |&((r, c), way): &(Cell, Move)| match way {
                Move::Up => f64::INFINITY,
                Move::Down => self.counts[r][c] + changes[r * width + c],
            };
            let step = steps.iter().map(room).fold(amount - done, f64::min);
            for ((r, c), way) in steps {
                changes[r * width + c] += if way == Move::Up { step } else { -step };
                is_used[r * width + c] = true;
            }
            done += step;
        }
        if may_omit {
            let moved = changes.iter().enumerate().filter(|(_, change)| change.abs() > ERROR);
            for (at, _) in moved {
                self.cells[at / width][at % width].get_or_insert(Reason::Complementary);
            }
        }
        done
    }

    /// The way between two vertices on which the fewest victims are omitted anew, without the edge `but`: cells, and how their counts move.
    fn way(
        &self,
        but: Cell,
        from: usize,
        to: usize,
        changes: &[f64],
        is_used: &[bool],
        may_omit: bool,
    ) -> Option<Vec<(Cell, Move)>> {
        let (n_rows, n_columns) = (self.cells.len(), self.width());
        let n = n_rows + n_columns;
        let mut cost = vec![f64::INFINITY; n];
        let mut before: Vec<Option<(usize, Cell, Move)>> = vec![None; n];
        cost[from] = 0.0;
        // Costs are not negative, so their bits are in their order.
        let mut open = BinaryHeap::from([Reverse((0, from))]);
        loop {
            let Reverse((bits, at)) = open.pop()?;
            if at == to {
                break;
            }
            if bits > cost[at].to_bits() {
                continue;
            }
            let n_edges = if at < n_rows { n_columns } else { n_rows };
            let edge = |other: usize| if at < n_rows { (at, other) } else { (other, at - n_rows) };
            for (r, c) in (0..n_edges).map(edge).filter(|&cell| cell != but) {
                let count = self.counts[r][c];
                let (tail, head) = self.ends((r, c));
                let (next, way) = if tail == at { (head, Move::Up) } else { (tail, Move::Down) };
                // An empty cell hides nothing: it may be known to be empty. No count falls below zero.
                let is_used = is_used[r * n_columns + c];
                let is_open = is_used || may_omit && count > ERROR;
                if !is_open || way == Move::Down && count + changes[r * n_columns + c] <= ERROR {
                    continue;
                }
                let more = if is_used { 0.0 } else { count };
                if cost[at] + more < cost[next] {
                    cost[next] = cost[at] + more;
                    open.push(Reverse((cost[next].to_bits(), next)));
                    before[next] = Some((at, (r, c), way));
                }
            }
        }
        let mut steps = Vec::new();
        let mut at = to;
        while let Some((previous, cell, way)) = before[at].filter(|_| at != from) {
            steps.push((cell, way));
            at = previous;
        }
        Some(steps)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    impl Network {
        /// The range of a cell that follows from what is written.
        fn range(&mut self, cell: Cell) -> (f64, f64) {
            let count = self.counts[cell.0][cell.1];
            let all = self.counts.iter().flatten().sum();
            (count - self.moved(cell, Move::Down, count, false), count + self.moved(cell, Move::Up, all, false))
        }
    }

    /// All columns of three counts with a sum.
    fn columns(sum: u32) -> impl Iterator<Item = [u32; 3]> + Clone {
        (0..=sum).flat_map(move |a| (0..=sum - a).map(move |b| [a, b, sum - a - b]))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn ranges_are_those_of_all_tables_with_the_same_written_cells(
            counts in prop::collection::vec(prop::collection::vec(0..13_u32, 2), 3),
            marks in prop::collection::vec(prop::collection::vec(any::<bool>(), 3), 3),
        ) {
            let mut network = Network::new(&counts.iter().map(|row| row.iter().copied().map(f64::from).collect()).collect::<Vec<_>>());
            network.cells = marks.iter().map(|row| row.iter().map(|mark| mark.then_some(Reason::Small)).collect()).collect();
            let sum = |column: usize| counts.iter().map(|row| row[column]).sum::<u32>();
            let mut ranges = [[(u32::MAX, 0); 3]; 3];
            for first in columns(sum(0)) {
                for second in columns(sum(1)) {
                    let table: Vec<[u32; 3]> = first.iter().zip(second).map(|(&a, b)| [a, b, a + b]).collect();
                    let cell = |r: usize, c: usize| if c < 2 { counts[r][c] } else { counts[r].iter().sum() };
                    let is_same = (0..3).all(|r| (0..3).all(|c| marks[r][c] || table[r][c] == cell(r, c)));
                    if is_same {
                        for (r, row) in table.iter().enumerate() {
                            for (c, &count) in row.iter().enumerate() {
                                let (least, most) = &mut ranges[r][c];
                                (*least, *most) = ((*least).min(count), (*most).max(count));
                            }
                        }
                    }
                }
            }
            for (r, row) in marks.iter().enumerate() {
                for (c, _) in row.iter().enumerate().filter(|(_, mark)| **mark) {
                    let (least, most) = ranges[r][c];
                    prop_assert_eq!(network.range((r, c)), (f64::from(least), f64::from(most)));
                }
            }
        }

        #[test]
        fn small_counts_keep_their_range(
            counts in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0_u32), 1..12_u32, 20..500_u32], 4), 2..7),
        ) {
            let counts: Vec<Vec<f64>> = counts.iter().map(|row| row.iter().copied().map(f64::from).collect()).collect();
            let mut network = Network::new(&counts);
            network.protect();
            for (row, cells) in network.counts.iter().zip(&network.cells) {
                prop_assert!(row.iter().zip(cells).all(|(&count, cell)| cell.is_some() || !is_small(count)));
            }
            // Where a narrow range is left, everything with a way to it is omitted already.
            let n_written = network.counts.iter().flatten().zip(network.cells.iter().flatten())
                .filter(|(count, cell)| **count > 0.0 && cell.is_none()).count();
            if network.n_exposed() > 0 {
                network.protect();
                let still = network.counts.iter().flatten().zip(network.cells.iter().flatten())
                    .filter(|(count, cell)| **count > 0.0 && cell.is_none()).count();
                prop_assert_eq!(still, n_written);
            }
        }
    }
}
