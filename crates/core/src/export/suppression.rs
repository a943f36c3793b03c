//! Statistical disclosure control: decides which cells of a table are omitted, so that it reveals no small count of
//! victims' own traits.
//!
//! A count from 1 to 9 is omitted (primary suppression). More cells are omitted (complementary suppression) if the
//! count would follow from the known sums of rows and columns, or if the omitted cells of a row or column are small
//! even together.
//!
//! In a graph, let the rows and columns of the table, including the column of totals, be vertices, and the omitted
//! cells edges. Every edge is an unknown in two equations: of its row and of its column. A cell follows from the sums
//! if and only if its edge is a bridge. On a cycle, one cell can grow while its neighbors shrink.
//!
//! # Source
//! Cells as edges: Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17 (1988).
//! Limit of 10: the cell size suppression policy of the Centers for Medicare & Medicaid Services.

use vc_model::params::{AnalysisParams, Column, Topic};

/// Smaller counts are omitted, except 0.
pub(super) const SMALLEST: f64 = 10.0;

/// Whether files omit small counts of victims' own traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suppression {
    /// Omit counts under [`SMALLEST`], and counts from which they would follow.
    #[default]
    Small,
    /// Write all counts, for users who have the table anyway.
    Off,
}

impl Suppression {
    /// Whether it applies to an analysis: victims' own traits choose its groups or rows.
    pub(super) fn concerns(self, resolved: &AnalysisParams) -> bool {
        let is_trait = |column: Column| column.topic() == Topic::Victim;
        self == Suppression::Small
            && (resolved.columns().into_iter().any(is_trait) || resolved.filters.iter().any(|(c, _)| is_trait(c)))
    }
}

/// Why a cell is omitted.
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

/// Whether a count is small enough to be omitted.
pub(super) fn is_small(count: f64) -> bool {
    // Counts computed from shares have rounding errors.
    const ERROR: f64 = 1e-6;
    count > ERROR && count < SMALLEST - ERROR
}

/// The omitted cells of a table of counts, `(n_rows × n_columns)`, if its row sums are written and its column sums are
/// known: `(n_rows × (n_columns + 1))`, with row sums last.
pub(super) fn suppressed(counts: &[Vec<f64>]) -> Vec<Vec<Option<Reason>>> {
    let counts: Vec<Vec<f64>> =
        counts.iter().map(|row| row.iter().copied().chain([row.iter().sum()]).collect()).collect();
    let small = |&count: &f64| is_small(count).then_some(Reason::Small);
    let mut cells: Vec<Vec<Option<Reason>>> = counts.iter().map(|row| row.iter().map(small).collect()).collect();
    // One cell at a time, because a cell that closes one cycle often closes others, too.
    while let Some((row, column)) = bridges(&cells)
        .into_iter()
        .find_map(|bridge| companion(&counts, &cells, bridge))
        .or_else(|| thin(&counts, &cells))
    {
        cells[row][column] = Some(Reason::Complementary);
    }
    cells
}

/// The smallest written count in the row or column of a cell, or else in the whole table. Omitting it closes a cycle,
/// or comes nearer to one. Empty cells are excluded: they may be known to be empty, and so hide nothing.
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

/// One more cell to omit in a row or column whose omitted cells are small even together.
fn thin(counts: &[Vec<f64>], cells: &[Vec<Option<Reason>>]) -> Option<(usize, usize)> {
    let n_columns = cells.first().map_or(0, Vec::len);
    let row = |r: usize| -> Vec<(usize, usize)> {
        // If the sum is omitted, too, the total of the cells is unknown.
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

/// Omitted cells that follow from the others: edges of the graph on no cycle.
///
/// # Source
/// Tarjan, "A note on finding the bridges of a graph", Information Processing Letters 2 (1974); iterative.
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
        // Vertex, the edge it was reached by, and the number of visited neighbors.
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
    fn a_single_small_cell_makes_a_rectangle_of_omitted_cells() {
        let counts = [vec![4.0, 30.0, 90.0], vec![50.0, 60.0, 70.0], vec![200.0, 300.0, 400.0]];
        let marks = left_out(&counts);
        assert_eq!(marks, ["sc..", "cc..", "...."]);
    }

    #[test]
    fn tables_without_small_counts_stay_complete() {
        assert_eq!(left_out(&[vec![0.0, 10.0], vec![25.0, 0.0]]), ["...", "..."]);
        assert_eq!(left_out(&[]), Vec::<String>::new());
    }

    #[test]
    fn the_sum_of_a_row_with_one_filled_cell_is_omitted() {
        let marks = left_out(&[vec![3.0, 0.0], vec![40.0, 50.0], vec![60.0, 20.0]]);
        assert_eq!(marks[0], "s.s");
        assert!(marks[1..].concat().matches('c').count() >= 2, "{marks:?}");
    }

    #[test]
    fn suppression_applies_to_victims_traits_only() {
        let of = |link: &str| vc_link::Link::parse(link).0.params;
        assert!(Suppression::Small.concerns(&of("preset=victim")));
        assert!(Suppression::Small.concerns(&of("preset=crime&filters=race-WHITE")));
        assert!(!Suppression::Small.concerns(&of("preset=census")));
        assert!(!Suppression::Off.concerns(&of("preset=victim")));
    }

    /// Whether an unknown of linear equations has a unique value: its column of the row-reduced matrix is alone in its
    /// row.
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
            // Unless all filled cells are omitted, nothing follows.
            let all_out = counts.iter().zip(&cells).all(|(row, cells)| row.iter().zip(cells).all(|(&n, cell)| n == 0.0 || cell.is_some()));
            if !all_out {
                prop_assert_eq!(determined(&cells), vec![]);
            }
        }
    }
}
