//! Levels by group: how common each level is in each group, and whether chance explains it.

use crate::analysis::Outcome;
use crate::dataset::Dataset;
use crate::features::{Block, Design, Factor, MERGED, Supplement, supplement};
use vc_model::params::Column;
use vc_model::result::{LevelRow, LevelTable};
use vc_model::sorting::CompactSort;

/// Most levels of one table.
const MOST_LEVELS: usize = 24;
/// Most levels of one column in the table of all columns, so that no column fills it.
const MOST_OF_COLUMN: usize = 8;

/// The levels of one column, which may be one that took no part; without a column, the levels with the largest residuals of all columns
/// that did.
pub(super) fn levels(dataset: &Dataset, outcome: &Outcome, column: Option<Column>) -> LevelTable {
    let (design, clustering) = (&outcome.swept.prepared.design, outcome.clustering());
    let wanted = |factor: &&Factor| match column {
        Some(column) => factor.column == column,
        // The census factor has neighborhoods as levels, which say nothing about its figures.
        None => factor.column != Column::Census,
    };
    let mut rows: Vec<LevelRow> = Vec::new();
    let mut all = 0;
    for factor in design.factors.iter().filter(wanted) {
        let mut found = level_rows(design, factor, &clustering.labels, &clustering.sizes);
        all += found.len();
        if column.is_none() {
            sort_by_residual(&mut found);
            found.truncate(MOST_OF_COLUMN);
        }
        rows.extend(found);
    }
    if let Some(column) = column
        && rows.is_empty()
    {
        let prepared = &outcome.swept.prepared;
        let of = supplement(&dataset.table, &prepared.selection, &outcome.swept.params, column);
        rows = of.map_or_else(Vec::new, |of| supplement_rows(dataset, outcome, &of));
        all = rows.len();
    }
    let is_ordered = column.is_some_and(|column| matches!(column, Column::Hour | Column::Weekday | Column::Month));
    if !is_ordered {
        sort_by_residual(&mut rows);
        rows.truncate(MOST_LEVELS);
        // Sorted by each level's home group, so that large residuals lie along the diagonal.
        rows.compact_sort_by(|a, b| {
            home(a).cmp(&home(b)).then(b.share.total_cmp(&a.share)).then(a.level.cmp(&b.level))
        });
    }
    LevelTable { column, left_out: all - rows.len(), rows }
}

fn sort_by_residual(rows: &mut [LevelRow]) {
    let largest = |row: &LevelRow| row.residuals.iter().map(|residual| residual.abs()).fold(0.0, f64::max);
    rows.compact_sort_by(|a, b| {
        largest(b).total_cmp(&largest(a)).then_with(|| (a.column, &a.level).cmp(&(b.column, &b.level)))
    });
}

/// The group in which a level has the largest residual. The first group wins a tie.
fn home(row: &LevelRow) -> usize {
    let groups = (0..row.residuals.len()).rev();
    groups.max_by(|&a, &b| row.residuals[a].total_cmp(&row.residuals[b])).unwrap_or(0)
}

/// One row for each level with victims; without the level that rare levels were merged into.
fn level_rows(design: &Design, factor: &Factor, labels: &[u8], sizes: &[f64]) -> Vec<LevelRow> {
    let n_groups = sizes.len();
    let mut counts = vec![0.0; factor.levels.len() * n_groups];
    for ((&code, &label), weight) in factor.codes.iter().zip(labels).zip(&design.weights) {
        counts[usize::from(code) * n_groups + usize::from(label)] += weight;
    }
    let is_listed = |level: &str| level != MERGED && !(matches!(factor.block, Block::Values(_)) && level.is_empty());
    let levels = factor.levels.iter().zip(counts.chunks_exact(n_groups));
    let listed = levels.filter(|(level, counts)| is_listed(level) && counts.iter().sum::<f64>() > 0.0);
    listed.map(|(level, counts)| level_row(factor.column, level, counts, sizes)).collect()
}

/// The same for a column that took no part.
fn supplement_rows(dataset: &Dataset, outcome: &Outcome, of: &Supplement) -> Vec<LevelRow> {
    let (prepared, clustering) = (&outcome.swept.prepared, outcome.clustering());
    let n_groups = clustering.sizes.len();
    let mut counts = vec![0.0; of.levels.len() * n_groups];
    for ((&row, &distinct), &code) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of).zip(&of.codes) {
        let label = usize::from(clustering.labels[distinct as usize]);
        counts[usize::from(code) * n_groups + label] += dataset.table.weight(row as usize);
    }
    let levels = of.levels.iter().zip(counts.chunks_exact(n_groups));
    let listed = levels.filter(|(level, counts)| *level != MERGED && counts.iter().sum::<f64>() > 0.0);
    listed.map(|(level, counts)| level_row(of.column, level, counts, &clustering.sizes)).collect()
}

/// The table row of one level, from its victims in each group.
///
/// # Source
/// Agresti, "Categorical Data Analysis" (2013), section 3.3: adjusted (standardized Pearson) residuals.
fn level_row(column: Column, level: &str, counts: &[f64], sizes: &[f64]) -> LevelRow {
    let (n, n_level): (f64, f64) = (sizes.iter().sum(), counts.iter().sum());
    let share = n_level / n;
    let residual = |(&count, &size): (&f64, &f64)| {
        let expected = n_level * size / n;
        let spread = (expected * (1.0 - share) * (1.0 - size / n)).sqrt();
        if spread > 0.0 { (count - expected) / spread } else { 0.0 }
    };
    LevelRow {
        column,
        level: level.to_owned(),
        share,
        shares: counts.iter().zip(sizes).map(|(&count, &size)| if size > 0.0 { count / size } else { 0.0 }).collect(),
        residuals: counts.iter().zip(sizes).map(residual).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residuals_match_the_textbook_formula() {
        // Groups of 60 and 40 victims; the level has 30 of the first and 10 of the second. Expected are 24 and 16. The
        // spread is √(24 · 0.6 · 0.4) = √(16 · 0.6 · 0.6) = 2.4 in both groups.
        let row = level_row(Column::Weapon, "KNIFE", &[30.0, 10.0], &[60.0, 40.0]);
        assert!((row.residuals[0] - 2.5).abs() < 1e-12 && (row.residuals[1] + 2.5).abs() < 1e-12);
        assert_eq!((row.share, row.shares.as_slice()), (0.4, &[0.5, 0.25][..]));
        assert!((row.lift(0) - 1.25).abs() < 1e-12);
    }

    #[test]
    fn a_level_that_all_victims_have_has_no_residual() {
        let row = level_row(Column::Weapon, "KNIFE", &[60.0, 40.0], &[60.0, 40.0]);
        assert_eq!(row.residuals, [0.0, 0.0]);
    }

    #[test]
    fn home_is_the_group_with_the_largest_residual() {
        let row = level_row(Column::Weapon, "KNIFE", &[1.0, 20.0, 2.0], &[50.0, 30.0, 20.0]);
        assert_eq!(home(&row), 1);
    }
}
