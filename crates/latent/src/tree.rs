//! The expectation step that latent classes and latent traits share.
//!
//! Both models are finite mixtures: the lanes are the classes, or the nodes of a quadrature. A row's likelihood in each lane is
//! the lane's share times one table row for each column. Rows are sorted, so a row reuses the products of the columns that it
//! shares with the row before, and posteriors are added up the same way:
//!
//! ```text
//! rows        products                           sums
//! a x 1       s·A   s·A·X   s·A·X·1  ─▶ posterior ─┐
//! a x 2                     s·A·X·2  ─▶ posterior ─┴▶ count of x ─┐
//! a y 1             s·A·Y   s·A·Y·1  ─▶ posterior ──▶ count of y ─┴▶ count of a
//! ```
//!
//! Tables with five columns need a third of the multiplications. Columns with few levels come first, because then more rows
//! share a beginning.

use vc_model::sorting::CompactSort;

use crate::table::{MISSING, Table};

/// Four lanes, so that the compiler uses vector instructions. The last block of a row is filled up with zeros.
pub(crate) type Block = [f64; 4];

/// Probabilities below this are raised to it. A level that a class never has would otherwise make a likelihood 0.
pub(crate) const FLOOR: f64 = 1e-15;
/// Products are checked for underflow after this many columns: 8 probabilities are at least 1e-120.
const CHECK_EVERY: usize = 8;
/// Products below 2^-256 are multiplied by 2^256, which is exact.
const SMALL: f64 = f64::from_bits((1023 - 256) << 52);
const RAISE: f64 = f64::from_bits((1023 + 256) << 52);
/// ln(2^256)
const LOG_RAISE: f64 = 256.0 * std::f64::consts::LN_2;

/// One row of lanes for each slot (a level of a column), and one for the shares of the lanes.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    n_lanes: usize,
    width: usize,
    blocks: Vec<Block>,
}

impl Lanes {
    /// All zeros.
    pub(crate) fn new(n_lanes: usize, n_rows: usize) -> Self {
        let width = n_lanes.div_ceil(4);
        Self { n_lanes, width, blocks: vec![[0.0; 4]; width * n_rows] }
    }

    pub(crate) fn n_lanes(&self) -> usize {
        self.n_lanes
    }

    /// `(n_lanes)`
    pub(crate) fn row(&self, at: usize) -> &[f64] {
        &self.blocks[at * self.width..][..self.width].as_flattened()[..self.n_lanes]
    }

    /// `(n_lanes)`
    pub(crate) fn row_mut(&mut self, at: usize) -> &mut [f64] {
        &mut self.blocks[at * self.width..][..self.width].as_flattened_mut()[..self.n_lanes]
    }

    fn blocks(&self, at: usize) -> &[Block] {
        &self.blocks[at * self.width..][..self.width]
    }

    fn blocks_mut(&mut self, at: usize) -> &mut [Block] {
        &mut self.blocks[at * self.width..][..self.width]
    }
}

/// The rows of a table, sorted for the expectation step.
#[derive(Clone, Debug)]
pub(crate) struct Tree {
    /// `(n_rows × n_columns)`: the slot of each value; columns with few levels first.
    slots: Vec<u32>,
    /// `(n_rows)`: the first column in which a row differs from the row before.
    splits: Vec<u32>,
    /// `(n_rows)`: the row of the [`Table`].
    pub(crate) rows: Vec<u32>,
    weights: Vec<f64>,
    /// `(n_columns + 1)`: the first slot of each column of the table.
    pub(crate) offsets: Vec<usize>,
    /// `(n_slots)`: the number of victims.
    pub(crate) totals: Vec<f64>,
    pub(crate) total_weight: f64,
    n_columns: usize,
}

impl Tree {
    pub(crate) fn new(table: &Table) -> Self {
        let n_columns = table.n_columns();
        let mut offsets = vec![0];
        for &levels in table.levels() {
            offsets.push(offsets[offsets.len() - 1] + usize::from(levels));
        }
        let mut order: Vec<usize> = (0..n_columns).collect();
        order.compact_sort_by_key(|&column| table.levels()[column]);
        let rows = table.sorted_by(&order);
        let missing = offsets[n_columns];
        let slot = |column: usize, code: u16| match code {
            MISSING => missing as u32,
            code => (offsets[column] + usize::from(code)) as u32,
        };
        let slots: Vec<u32> = rows
            .iter()
            .flat_map(|&at| order.iter().map(move |&column| (column, at)))
            .map(|(column, at)| slot(column, table.row(at as usize)[column]))
            .collect();
        let row = |at: usize| &slots[at * n_columns..][..n_columns];
        let split = |at: usize| (0..n_columns).find(|&column| at == 0 || row(at)[column] != row(at - 1)[column]);
        let splits = (0..rows.len()).map(|at| split(at).unwrap_or_default() as u32).collect();
        Self {
            splits,
            weights: rows.iter().map(|&at| table.weights()[at as usize]).collect(),
            totals: table.level_counts().concat(),
            total_weight: table.total_weight(),
            rows,
            slots,
            offsets,
            n_columns,
        }
    }

    pub(crate) fn n_slots(&self) -> usize {
        self.totals.len()
    }

    /// `(n_rows)`: the number of victims of each sorted row.
    pub(crate) fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// `(n_columns)`: the slots of a sorted row; columns with few levels first.
    pub(crate) fn slots_of(&self, row: usize) -> &[u32] {
        &self.slots[row * self.n_columns..][..self.n_columns]
    }

    /// The slots of a column of the table.
    pub(crate) fn column(&self, column: usize) -> std::ops::Range<usize> {
        self.offsets[column]..self.offsets[column + 1]
    }

    pub(crate) fn n_columns(&self) -> usize {
        self.n_columns
    }

    /// Probabilities or counts of all slots; then a row of ones for missing values; then the shares of the lanes.
    pub(crate) fn lanes(&self, n_lanes: usize) -> Lanes {
        let mut lanes = Lanes::new(n_lanes, self.n_slots() + 2);
        lanes.row_mut(self.n_slots()).fill(1.0);
        lanes
    }

    /// The row of [`lanes`](Self::lanes) that holds the shares.
    pub(crate) fn shares(&self) -> usize {
        self.n_slots() + 1
    }

    /// Counts the expected victims of each slot and lane, and returns the log-likelihood.
    pub(crate) fn expect(&self, model: &Lanes, counts: &mut Lanes) -> f64 {
        self.walk(model, Some(counts), |_, _, _| {})
    }

    /// The log-likelihood. Calls `visit` with the table's row, its weight and the likelihoods of the lanes, up to a factor.
    pub(crate) fn posteriors(&self, model: &Lanes, mut visit: impl FnMut(usize, f64, &[f64])) -> f64 {
        let n_lanes = model.n_lanes;
        self.walk(model, None, |row, weight, lanes| visit(row, weight, &lanes.as_flattened()[..n_lanes]))
    }

    fn walk(&self, model: &Lanes, counts: Option<&mut Lanes>, mut visit: impl FnMut(usize, f64, &[Block])) -> f64 {
        let (n_columns, width) = (self.n_columns, model.width);
        let mut is_counted = false;
        let mut unused = Lanes { n_lanes: 0, width: 0, blocks: Vec::new() };
        let counts = match counts {
            Some(counts) => {
                counts.blocks.fill([0.0; 4]);
                is_counted = true;
                counts
            }
            None => &mut unused,
        };
        // Row d holds the product of the shares and the first d columns, and the posteriors that wait to be counted.
        let mut products = Lanes::new(model.n_lanes, n_columns + 1);
        let mut waiting = Lanes::new(model.n_lanes, n_columns + 1);
        let mut raised = vec![0.0; n_columns + 1];
        products.blocks_mut(0).copy_from_slice(model.blocks(self.shares()));
        let mut log_likelihood = 0.0;
        let mut before: &[u32] = &[];
        for (at, slots) in self.slots.chunks_exact(n_columns).enumerate() {
            let split = self.splits[at] as usize;
            if is_counted && at > 0 {
                flush(&mut waiting, counts, before, split);
            }
            for column in split..n_columns {
                let (done, next) = products.blocks.split_at_mut((column + 1) * width);
                let next = &mut next[..width];
                multiply(&done[column * width..], model.blocks(slots[column] as usize), next);
                raised[column + 1] = raised[column];
                if (column + 1) % CHECK_EVERY == 0 && raise(next) {
                    raised[column + 1] += 1.0;
                }
            }
            let product = products.blocks(n_columns);
            let (sum, weight) = (total(product), self.weights[at]);
            log_likelihood += weight * (libm::log(sum.max(f64::MIN_POSITIVE)) - raised[n_columns] * LOG_RAISE);
            if is_counted && sum > 0.0 {
                let factor = weight / sum;
                let last = slots[n_columns - 1] as usize;
                let counted = &mut counts.blocks[last * width..][..width];
                add_scaled(product, factor, counted, waiting.blocks_mut(n_columns - 1));
            }
            visit(self.rows[at] as usize, weight, product);
            before = slots;
        }
        if is_counted {
            flush(&mut waiting, counts, before, 0);
            counts.blocks_mut(self.shares()).copy_from_slice(waiting.blocks(0));
        }
        log_likelihood
    }
}

/// Counts the posteriors of a row's columns from `split` on, before the last one, and passes them to the column before.
fn flush(waiting: &mut Lanes, counts: &mut Lanes, slots: &[u32], split: usize) {
    let width = waiting.width;
    for column in (split..slots.len().saturating_sub(1)).rev() {
        let (parents, own) = waiting.blocks.split_at_mut((column + 1) * width);
        let parent = &mut parents[column * width..];
        let counted = &mut counts.blocks[slots[column] as usize * width..][..width];
        for ((own, parent), counted) in own[..width].iter_mut().zip(parent).zip(counted) {
            for lane in 0..4 {
                counted[lane] += own[lane];
                parent[lane] += own[lane];
            }
            *own = [0.0; 4];
        }
    }
}

fn multiply(a: &[Block], b: &[Block], product: &mut [Block]) {
    for ((a, b), product) in a.iter().zip(b).zip(product) {
        for lane in 0..4 {
            product[lane] = a[lane] * b[lane];
        }
    }
}

fn total(blocks: &[Block]) -> f64 {
    let mut sums = [0.0; 4];
    for block in blocks {
        for lane in 0..4 {
            sums[lane] += block[lane];
        }
    }
    (sums[0] + sums[1]) + (sums[2] + sums[3])
}

fn add_scaled(product: &[Block], factor: f64, first: &mut [Block], second: &mut [Block]) {
    for ((product, first), second) in product.iter().zip(first).zip(second) {
        for lane in 0..4 {
            let posterior = product[lane] * factor;
            first[lane] += posterior;
            second[lane] += posterior;
        }
    }
}

/// Multiplies lanes that are all small by 2^256. Returns whether it did.
fn raise(blocks: &mut [Block]) -> bool {
    let is_small = blocks.as_flattened().iter().all(|&value| value < SMALL);
    if is_small {
        blocks.as_flattened_mut().iter_mut().for_each(|value| *value *= RAISE);
    }
    is_small
}
