//! Which columns follow from others.
//!
//! A weapon code that the crime code already says is one fact in two columns. Counted twice, it looks like a group. Here each
//! pair of columns gets its uncertainty coefficients; pairs of at least [`TIED`] are tied into blocks.

use serde::{Deserialize, Serialize};

use crate::classes::pair_counts;
use crate::table::Table;

/// Columns are tied from this uncertainty coefficient on. Measured: a code and its coarser self, and columns that one follows from
/// the other in all but 2 % of the rows, lie at .77 and above; other pairs of crime tables at .55 and below.
pub const TIED: f64 = 0.7;

/// How much of a column another one tells.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implication {
    /// The column that is known.
    pub from: usize,
    /// The column that it tells about.
    pub to: usize,
    /// 1 − H(to | from) / H(to): 0 if it tells nothing, 1 if `to` follows from `from`.
    pub uncertainty: f64,
}

/// The implications among a table's columns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Implications {
    /// All ordered pairs, by `from`, then by `to`.
    pub pairs: Vec<Implication>,
    /// The columns in blocks that are tied directly or through others. Each block ascends, blocks are in the order of their first
    /// column, and each column is in one block. Shuffle a block's columns together, and count a block as one column.
    pub blocks: Vec<Vec<usize>>,
    /// Columns that a column which stays implies, with that column, by column. Leave them out of models that need columns to be
    /// independent within groups.
    pub implied: Vec<Implication>,
}

impl Implications {
    /// The pairs that are tied, strongest first.
    pub fn tied(&self) -> Vec<Implication> {
        let mut tied: Vec<Implication> = self.pairs.iter().copied().filter(is_tied).collect();
        sort_by_strength(&mut tied);
        tied
    }

    /// The columns that no other column implies, ascending.
    pub fn kept(&self) -> Vec<usize> {
        let n_columns = self.blocks.iter().map(Vec::len).sum();
        (0..n_columns).filter(|&column| self.implied.iter().all(|pair| pair.to != column)).collect()
    }
}

/// The uncertainty coefficients of all pairs of columns. Victims with a missing value in a pair are left out of it.
///
/// # Source
/// Theil, "On the estimation of relationships involving qualitative variables", American Journal of Sociology 76 (1970); entropies
/// corrected for their bias: Miller, "Note on the bias of information estimates" (1955).
pub fn implications(table: &Table) -> Implications {
    let n_columns = table.n_columns();
    let ordered = (0..n_columns).flat_map(|from| (0..n_columns).map(move |to| (from, to)));
    let pairs: Vec<Implication> = ordered
        .filter(|(from, to)| from != to)
        .map(|(from, to)| Implication { from, to, uncertainty: uncertainty(table, from, to) })
        .collect();
    Implications { blocks: blocks(&pairs, n_columns), implied: implied(&pairs, n_columns), pairs }
}

fn is_tied(pair: &Implication) -> bool {
    pair.uncertainty >= TIED
}

fn sort_by_strength(pairs: &mut [Implication]) {
    use vc_model::sorting::CompactSort;
    pairs.compact_sort_by(|a, b| b.uncertainty.total_cmp(&a.uncertainty));
}

/// Joins the blocks of tied columns.
fn blocks(pairs: &[Implication], n_columns: usize) -> Vec<Vec<usize>> {
    let mut block: Vec<usize> = (0..n_columns).collect();
    for pair in pairs.iter().filter(|pair| is_tied(pair)) {
        let (a, b) = (block[pair.from], block[pair.to]);
        block.iter_mut().filter(|own| **own == a.max(b)).for_each(|own| *own = a.min(b));
    }
    let members = |first: usize| (0..n_columns).filter(|&column| block[column] == first).collect::<Vec<_>>();
    (0..n_columns).map(members).filter(|members| !members.is_empty()).collect()
}

/// Leaves out columns, the most strongly implied first, as long as the column that implies them stays.
fn implied(pairs: &[Implication], n_columns: usize) -> Vec<Implication> {
    let mut tied: Vec<Implication> = pairs.iter().copied().filter(is_tied).collect();
    sort_by_strength(&mut tied);
    let mut by: Vec<Option<Implication>> = vec![None; n_columns];
    for pair in tied {
        // A column that already explains another one stays, so that each column left out follows from one that stays.
        let explains = by.iter().flatten().any(|other| other.from == pair.to);
        if by[pair.from].is_none() && by[pair.to].is_none() && !explains {
            by[pair.to] = Some(pair);
        }
    }
    by.into_iter().flatten().collect()
}

fn uncertainty(table: &Table, from: usize, to: usize) -> f64 {
    let counts = pair_counts(table, from, to);
    let width = usize::from(table.levels()[to]);
    let by_from: Vec<f64> = counts.chunks_exact(width).map(|row| row.iter().sum()).collect();
    let by_to: Vec<f64> = (0..width).map(|level| counts.iter().skip(level).step_by(width).sum()).collect();
    let own = entropy(&by_to);
    let rest = entropy(&counts) - entropy(&by_from);
    if own > 0.0 { (1.0 - rest / own).clamp(0.0, 1.0) } else { 0.0 }
}

/// The entropy of counts in nats, with Miller and Madow's correction of the bias.
fn entropy(counts: &[f64]) -> f64 {
    let total: f64 = counts.iter().sum();
    let occur = counts.iter().filter(|count| **count > 0.0);
    let plain: f64 = occur.clone().map(|count| -count / total * libm::log(count / total)).sum();
    plain + (occur.count().saturating_sub(1)) as f64 / (2.0 * total.max(f64::MIN_POSITIVE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::MISSING;

    fn table(levels: &[u16], rows: &[(&[u16], f64)]) -> Table {
        let codes: Vec<u16> = rows.iter().flat_map(|(codes, _)| codes.iter().copied()).collect();
        let weights: Vec<f64> = rows.iter().map(|(_, weight)| *weight).collect();
        Table::new(levels.to_vec(), codes, weights).expect("a table")
    }

    #[test]
    fn a_coarser_code_follows_from_a_finer_one() {
        // Column 1 is column 0 halved; column 2 is independent of both.
        let rows: Vec<([u16; 3], f64)> =
            (0..4).flat_map(|fine| (0..2).map(move |free| ([fine, fine / 2, free], 1000.0))).collect();
        let rows: Vec<(&[u16], f64)> = rows.iter().map(|(codes, weight)| (&codes[..], *weight)).collect();
        let found = implications(&table(&[4, 2, 2], &rows));
        let of =
            |from, to| found.pairs.iter().find(|pair| (pair.from, pair.to) == (from, to)).expect("a pair").uncertainty;
        assert!(of(0, 1) > 0.999, "{}", of(0, 1));
        assert!((of(1, 0) - 0.5).abs() < 1e-3, "{}", of(1, 0));
        assert!(of(0, 2) < 1e-3);
        assert_eq!(found.blocks, [vec![0, 1], vec![2]]);
        assert_eq!(found.kept(), [0, 2]);
        assert_eq!((found.implied.len(), found.implied[0].from, found.implied[0].to), (1, 0, 1));
        assert_eq!(found.tied().len(), 1);
    }

    #[test]
    fn of_two_columns_with_the_same_content_one_stays() {
        let rows: [(&[u16], f64); 3] = [(&[0, 1, MISSING], 40.0), (&[1, 0, 0], 30.0), (&[2, 2, 1], 30.0)];
        let found = implications(&table(&[3, 3, 2], &rows));
        let kept = found.kept();
        assert!(!kept.is_empty() && kept.len() < 3, "{kept:?}");
        assert!(found.implied.iter().all(|pair| kept.contains(&pair.from)));
    }

    #[test]
    fn the_correction_is_miller_and_madows() {
        // Two of four: ln 2 + (2 − 1) / (2 · 4).
        assert!((entropy(&[2.0, 2.0, 0.0]) - (std::f64::consts::LN_2 + 0.125)).abs() < 1e-15);
    }
}
