//! Which cells of a table of counts are left out, so that no small count of victims' own traits can be read from it.
//!
//! A count from 1 to 9 is left out (primary suppression). Where it would follow from those that are written, because rows and
//! columns have known sums, or where those left out of a row or column are small even together, more cells are left out
//! (complementary suppression).
//!
//! Rows and columns of the table, with the column of totals as one more, are the vertices of a graph and the cells left out
//! its edges. Every edge is an unknown in two equations, that of its row and that of its column. A cell follows from the sums
//! if and only if its edge is a bridge: on a cycle, one cell can grow by what its neighbors shrink.
//!
//! # Source
//! Cells as edges: Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17 (1988). Counts under
//! 10: the cell size suppression policy of the Centers for Medicare & Medicaid Services.

use vc_model::params::{AnalysisParams, Column, Topic};

/// Counts below it are left out, except 0.
pub(super) const SMALLEST: f64 = 10.0;

/// Whether small counts of victims' own traits are left out of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suppression {
    /// Those under [`SMALLEST`], and what would give them away.
    #[default]
    Small,
    /// All are written: for those who hold the table anyway.
    Off,
}

impl Suppression {
    /// Whether it concerns an analysis: one whose groups or rows are chosen by victims' own traits.
    pub(super) fn concerns(self, resolved: &AnalysisParams) -> bool {
        let is_trait = |column: Column| column.topic() == Topic::Victim;
        self == Suppression::Small
            && (resolved.columns().into_iter().any(is_trait) || resolved.filters.iter().any(|(c, _)| is_trait(c)))
    }
}

/// Why a cell is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// It is a small count.
    Small,
    /// A small count would follow from it.
    Complementary,
}

impl Reason {
    /// The name used in files.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Reason::Small => "under_10",
            Reason::Complementary => "complementary",
        }
    }
}

/// Whether a count is one to leave out.
pub(super) fn is_small(count: f64) -> bool {
    // Shares of sizes give counts back within a rounding error.
    const ERROR: f64 = 1e-6;
    count > ERROR && count < SMALLEST - ERROR
}

/// Which cells of a table of counts `(n_rows × n_columns)` are left out, where the sums of its rows are written beside it and
/// those of its columns are known: `(n_rows × (n_columns + 1))`, the sums last.
pub(super) fn suppressed(counts: &[Vec<f64>]) -> Vec<Vec<Option<Reason>>> {
    let counts: Vec<Vec<f64>> =
        counts.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
    let small = |&count: &f64| is_small(count).then_some(Reason::Small);
    let mut cells: Vec<Vec<Option<Reason>>> = counts.iter().map(|row| row.iter().map(small).collect()).collect();
    // One cell after the other: what closes a cycle for one often does for others.
    while let Some((row, column)) = bridges(&cells)
        .into_iter()
        .find_map(|bridge| companion(&counts, &cells, bridge))
        .or_else(|| thin(&counts, &cells))
    {
        cells[row][column] = Some(Reason::Complementary);
    }
    cells
}

/// The smallest count that is still written in the row or the column of a cell, or else anywhere: left out, it closes a cycle
/// or brings one nearer. An empty cell hides nothing, since it may be known to be empty.
fn companion(
    counts: &[Vec<f64>],
    cells: &[Vec<Option<Reason>>],
    (row, column): (usize, usize),
) -> Option<(usize, usize)> {
    let written = || {
        let all = cells.iter().enumerate().flat_map(|(r, cells)| (0..cells.len()).map(move |c| (r, c)));
        all.filter(|&(r, c)| cells[r][c].is_none() && counts[r][c] > 0.0)
    };
    let smallest = |candidates: &mut dyn Iterator<Item = (usize, usize)>| {
        candidates.min_by(|&(r, c), &(s, d)| counts[r][c].total_cmp(&counts[s][d]))
    };
    smallest(&mut written().filter(|&(r, c)| r == row || c == column)).or_else(|| smallest(&mut written()))
}

/// A cell more of a row or column in which those left out are small even together.
fn thin(counts: &[Vec<f64>], cells: &[Vec<Option<Reason>>]) -> Option<(usize, usize)> {
    let n_columns = cells.first().map_or(0, Vec::len);
    let row = |r: usize| -> Vec<(usize, usize)> {
        // Where its sum is left out, too, nobody knows what the cells come to together.
        if cells[r][n_columns - 1].is_some() { Vec::new() } else { (0..n_columns - 1).map(|c| (r, c)).collect() }
    };
    let column = |c: usize| (0..cells.len()).map(|r| (r, c)).collect();
    let companion = |line: Vec<(usize, usize)>| {
        let together: f64 = line.iter().filter(|&&(r, c)| cells[r][c].is_some()).map(|&(r, c)| counts[r][c]).sum();
        let written = line.into_iter().filter(|&(r, c)| cells[r][c].is_none() && counts[r][c] > 0.0);
        let smallest = written.min_by(|&(r, c), &(s, d)| counts[r][c].total_cmp(&counts[s][d]));
        smallest.filter(|_| is_small(together))
    };
    (0..cells.len()).map(row).chain((0..n_columns).map(column)).find_map(companion)
}

/// The cells left out that follow from the others: edges of the graph on no cycle.
///
/// # Source
/// Tarjan, "A note on finding the bridges of a graph", Information Processing Letters 2 (1974); with a stack of its own.
fn bridges(cells: &[Vec<Option<Reason>>]) -> Vec<(usize, usize)> {
    let n_rows = cells.len();
    let n_columns = cells.first().map_or(0, Vec::len);
    // Neighbors of every vertex: rows first, then columns.
    let mut neighbors: Vec<Vec<usize>> = vec![Vec::new(); n_rows + n_columns];
    for (row, cells) in cells.iter().enumerate() {
        for (column, _) in cells.iter().enumerate().filter(|(_, cell)| cell.is_some()) {
            neighbors[row].push(n_rows + column);
            neighbors[n_rows + column].push(row);
        }
    }
    let mut order: Vec<Option<usize>> = vec![None; neighbors.len()];
    let mut lowest = vec![0; neighbors.len()];
    let mut n_visited = 0;
    let mut found = Vec::new();
    for root in 0..neighbors.len() {
        if order[root].is_some() {
            continue;
        }
        // Vertex, where it was come from, and how many of its neighbors are done.
        let mut path = vec![(root, usize::MAX, 0)];
        while let Some(&mut (vertex, parent, ref mut done)) = path.last_mut() {
            if *done == 0 {
                order[vertex] = Some(n_visited);
                lowest[vertex] = n_visited;
                n_visited += 1;
            }
            let next = neighbors[vertex].get(*done).copied();
            *done += 1;
            match next.map(|next| (next, order[next])) {
                Some((next, None)) => path.push((next, vertex, 0)),
                Some((next, Some(at))) if next != parent => lowest[vertex] = lowest[vertex].min(at),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some(&(above, ..)) = path.last() {
                        lowest[above] = lowest[above].min(lowest[vertex]);
                        if order[above].is_some_and(|at| lowest[vertex] > at) {
                            let (row, column) = (vertex.min(above), vertex.max(above) - n_rows);
                            found.push((row, column));
                        }
                    }
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn left_out(counts: &[Vec<f64>]) -> Vec<String> {
        let sign = |cell: &Option<Reason>| match cell {
            None => '.',
            Some(Reason::Small) => 's',
            Some(Reason::Complementary) => 'c',
        };
        suppressed(counts).iter().map(|row| row.iter().map(sign).collect()).collect()
    }

    #[test]
    fn a_single_small_cell_takes_a_rectangle_with_it() {
        let counts = [vec![4.0, 30.0, 90.0], vec![50.0, 60.0, 70.0], vec![200.0, 300.0, 400.0]];
        let marks = left_out(&counts);
        assert_eq!(marks, ["sc..", "cc..", "...."]);
    }

    #[test]
    fn nothing_small_leaves_everything_and_zeros_are_written() {
        assert_eq!(left_out(&[vec![0.0, 10.0], vec![25.0, 0.0]]), ["...", "..."]);
        assert_eq!(left_out(&[]), Vec::<String>::new());
    }

    #[test]
    fn where_only_one_cell_of_a_row_is_filled_its_sum_is_left_out_too() {
        let marks = left_out(&[vec![3.0, 0.0], vec![40.0, 50.0], vec![60.0, 20.0]]);
        assert_eq!(marks[0], "s.s");
        assert!(marks[1..].concat().matches('c').count() >= 2, "{marks:?}");
    }

    #[test]
    fn victims_traits_are_concerned_and_nothing_else() {
        let of = |link: &str| vc_link::Link::parse(link).0.params;
        assert!(Suppression::Small.concerns(&of("preset=victim")));
        assert!(Suppression::Small.concerns(&of("preset=crime&filters=race-WHITE")));
        assert!(!Suppression::Small.concerns(&of("preset=census")));
        assert!(!Suppression::Off.concerns(&of("preset=victim")));
    }

    /// Whether an unknown of these linear equations has one value only: its column of the row-reduced matrix is alone in its row.
    fn determined(cells: &[Vec<Option<Reason>>]) -> Vec<(usize, usize)> {
        let unknowns: Vec<(usize, usize)> = cells
            .iter()
            .enumerate()
            .flat_map(|(r, row)| row.iter().enumerate().filter(|(_, cell)| cell.is_some()).map(move |(c, _)| (r, c)))
            .collect();
        let n_columns = cells.first().map_or(0, Vec::len);
        let mut equations: Vec<Vec<f64>> = Vec::new();
        for row in 0..cells.len() {
            let sign = |&(r, c): &(usize, usize)| match (r == row, c + 1 == n_columns) {
                (false, _) => 0.0,
                (true, false) => 1.0,
                (true, true) => -1.0,
            };
            equations.push(unknowns.iter().map(sign).collect());
        }
        for column in 0..n_columns {
            equations.push(unknowns.iter().map(|&(_, c)| f64::from(c == column)).collect());
        }
        let mut rank = 0;
        for at in 0..unknowns.len() {
            let Some(pivot) = (rank..equations.len()).find(|&e| equations[e][at].abs() > 1e-9) else { continue };
            equations.swap(rank, pivot);
            let scale = equations[rank][at];
            equations[rank].iter_mut().for_each(|value| *value /= scale);
            let pivot = equations[rank].clone();
            for (_, equation) in equations.iter_mut().enumerate().filter(|(e, _)| *e != rank) {
                let factor = equation[at];
                equation.iter_mut().zip(&pivot).for_each(|(value, pivot)| *value -= factor * pivot);
            }
            rank += 1;
        }
        let alone = |equation: &Vec<f64>| {
            let mut at = equation.iter().enumerate().filter(|(_, value)| value.abs() > 1e-9).map(|(at, _)| at);
            at.next().filter(|_| at.next().is_none())
        };
        equations.iter().filter_map(alone).map(|at| unknowns[at]).collect()
    }

    proptest! {
        #[test]
        fn bridges_are_what_the_sums_determine(
            marks in prop::collection::vec(prop::collection::vec(any::<bool>(), 5), 1..6),
        ) {
            let cells: Vec<Vec<Option<Reason>>> =
                marks.iter().map(|row| row.iter().map(|&mark| mark.then_some(Reason::Small)).collect()).collect();
            let (mut found, mut expected) = (bridges(&cells), determined(&cells));
            found.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_small_count_follows_from_what_is_written(
            counts in prop::collection::vec(prop::collection::vec(prop_oneof![Just(0_u32), 1..12_u32, 20..500_u32], 4), 1..7),
        ) {
            let counts: Vec<Vec<f64>> = counts.iter().map(|row| row.iter().copied().map(f64::from).collect()).collect();
            let cells = suppressed(&counts);
            for (row, cells) in counts.iter().zip(&cells) {
                prop_assert!(row.iter().zip(cells).all(|(&count, cell)| cell.is_some() || !is_small(count)));
            }
            // Unless every filled cell is left out already, nothing follows.
            let all_out = counts.iter().zip(&cells).all(|(row, cells)| row.iter().zip(cells).all(|(&n, cell)| n == 0.0 || cell.is_some()));
            if !all_out {
                prop_assert_eq!(determined(&cells), vec![]);
            }
        }
    }
}
