//! Tests whether the levels of a column are as common in each group as among all victims.

use super::members::Members;
use super::sampling::{Cell, SamplingClusters};

/// `(n_levels × n_groups)`, row by row: the score of each level of a column in each group. `codes`: `(n_rows selected)`, the level of
/// each row. A score is about standard normal if the level has nothing to do with the group; 0 where nobody or everybody has the level or is in the group. Positive where the group has more of it.
///
/// The score is `U / √Σ s_c²` with `s_c = Σ (y_i − share of the level)(g_i − share of the group)` over the victims of cluster c, and
/// `U = Σ s_c`. With independent victims this is the adjusted residual. Since `U` is in the variance, too, one cluster alone never
/// gets beyond 1, and a level of ten victims never beyond √10.
///
/// A group without a victim of a rare level has next to no such variance, and would be far beyond chance with 5 victims expected.
/// So the variance is at least that of independent victims times the mean design effect of the column in the group. Without
/// this, 61 of 1,664 cells of independent tables were beyond chance; with it, none.
///
/// # Source
/// Boos, "On generalized score tests", The American Statistician 46 (1992); Haberman, "The analysis of residuals in cross-classified
/// tables", Biometrics 29 (1973).
pub(crate) fn level_scores(
    clusters: &SamplingClusters,
    members: &Members,
    n_groups: usize,
    n_levels: usize,
    codes: &[u16],
) -> Vec<f64> {
    let mut counts = vec![0.0; n_levels * n_groups];
    let level = |place: usize| std::iter::once(usize::from(codes[place]));
    clusters.tally(members, n_groups, n_levels, level, |_, cells| {
        cells.iter().for_each(|cell| counts[cell.slot * n_groups + cell.group] += cell.victims);
    });
    let total: f64 = counts.iter().sum();
    let of_group: Vec<f64> = (0..n_groups).map(|group| counts.iter().skip(group).step_by(n_groups).sum()).collect();
    let mut sums = Sums {
        shares: of_group.iter().map(|size| size / total).collect(),
        of_group: vec![0.0; n_groups],
        level: vec![0.0; n_levels * n_groups],
        mixed: vec![0.0; n_levels * n_groups],
        group: vec![0.0; n_groups],
    };
    clusters.tally(members, n_groups, n_levels, level, |is_single, cells| {
        if is_single { sums.add_singles(cells) } else { sums.add(cells) }
    });
    let of_levels: Vec<f64> = counts.chunks_exact(n_groups).map(|counts| counts.iter().sum()).collect();
    // The variance by clusters, and that of independent victims.
    let variances = |level: usize, group: usize| {
        let (share, of_all, at) = (of_levels[level] / total, sums.shares[group], level * n_groups + group);
        let by_clusters = sums.level[at] - 2.0 * share * sums.mixed[at] + share * share * sums.group[group];
        (by_clusters, total * share * (1.0 - share) * of_all * (1.0 - of_all))
    };
    let effect = |group: usize| {
        let (mut by_clusters, mut independent) = (0.0, 0.0);
        for level in 0..n_levels {
            let (more, less) = variances(level, group);
            (by_clusters, independent) = (by_clusters + more, independent + less);
        }
        if independent > 0.0 { (by_clusters / independent).max(1.0) } else { 1.0 }
    };
    let effects: Vec<f64> = (0..n_groups).map(effect).collect();
    let score = |(at, &count): (usize, &f64)| {
        let (level, group) = (at / n_groups, at % n_groups);
        let (by_clusters, independent) = variances(level, group);
        if independent > 0.0 {
            (count - of_levels[level] * sums.shares[group]) / by_clusters.max(effects[group] * independent).sqrt()
        } else {
            0.0
        }
    };
    counts.iter().enumerate().map(score).collect()
}

/// Sums over clusters of products of `e = victims of the level in the group − share of the group × victims of the level` and of the
/// same without a level, `b`: with them `s_c = e − share of the level × b`.
struct Sums {
    /// `(n_groups)`: the share of each group.
    shares: Vec<f64>,
    /// `(n_groups)`: room for the `b` of a cluster.
    of_group: Vec<f64>,
    /// `(n_levels × n_groups)`: e².
    level: Vec<f64>,
    /// `(n_levels × n_groups)`: e b.
    mixed: Vec<f64>,
    /// `(n_groups)`: b².
    group: Vec<f64>,
}

impl Sums {
    fn add(&mut self, cells: &[Cell]) {
        let n_groups = self.shares.len();
        let all: f64 = cells.iter().map(|cell| cell.victims).sum();
        for (b, share) in self.of_group.iter_mut().zip(&self.shares) {
            *b = -share * all;
        }
        cells.iter().for_each(|cell| self.of_group[cell.group] += cell.victims);
        self.group.iter_mut().zip(&self.of_group).for_each(|(sum, b)| *sum += b * b);
        for of_level in cells.chunk_by(|a, b| a.slot == b.slot) {
            let all: f64 = of_level.iter().map(|cell| cell.victims).sum();
            let mut cells = of_level.iter().peekable();
            for group in 0..n_groups {
                let here = cells.next_if(|cell| cell.group == group).map_or(0.0, |cell| cell.victims);
                let e = here - self.shares[group] * all;
                let at = of_level[0].slot * n_groups + group;
                self.level[at] += e * e;
                self.mixed[at] += e * self.of_group[group];
            }
        }
    }

    /// Adds victims who are clusters of their own.
    fn add_singles(&mut self, cells: &[Cell]) {
        let n_groups = self.shares.len();
        for cell in cells {
            for (group, share) in self.shares.iter().enumerate() {
                let b = f64::from(u8::from(group == cell.group)) - share;
                let square = cell.victims * b * b;
                let at = cell.slot * n_groups + group;
                self.level[at] += square;
                self.mixed[at] += square;
                self.group[group] += square;
            }
        }
    }
}
