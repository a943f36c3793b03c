//! The columns of a design as categories, for latent models and for what follows from what.

use vc_latent::implication::{Implications, implications};
use vc_latent::{MISSING, PARTS_OF_DAY, Table, part_of_day};

use crate::features::{Block, Design, Factor};
use vc_model::params::Column;
use vc_model::result::Implied;
use vc_model::sorting::CompactSort;

/// Numbers are cut into this many classes of about equal size.
const BINS: u16 = 4;

/// The columns of a design as categories.
pub(super) struct Indicators {
    /// The columns.
    pub(super) columns: Vec<Column>,
    /// Their factors in the design.
    pub(super) factors: Vec<usize>,
    /// For each column: the category of each level of its factor.
    pub(super) of_levels: Vec<Vec<u16>>,
    /// Which of them are quarters of numbers.
    are_numbers: Vec<bool>,
    /// Distinct rows of categories.
    pub(super) table: Table,
    /// `(n_distinct)`: the row of `table` that each row of the design is.
    pub(super) row_of: Vec<u32>,
    /// Which columns tell others.
    pub(super) implications: Implications,
}

/// The table of the columns that no other one tells.
pub(super) struct Kept {
    pub(super) table: Table,
    /// `(n_distinct)`: the row of `table` that each row of the design is.
    pub(super) row_of: Vec<u32>,
}

/// The columns of a design as categories; `None` without any. Census figures are none: a neighborhood's victims share them all, so
/// each neighborhood would be a class. Levels without a value are missing, and hours are parts of the day.
pub(super) fn indicators(design: &Design) -> Option<Indicators> {
    let is_used = |(_, factor): &(usize, &Factor)| factor.column != Column::Census;
    let used: Vec<(usize, &Factor)> = design.factors.iter().enumerate().filter(is_used).collect();
    let categories: Vec<Categories> = used.iter().map(|(at, factor)| Categories::of(design, *at, factor)).collect();
    let n_levels = categories.iter().map(|categories| categories.n_levels).collect();
    let row = |row: usize| {
        categories.iter().zip(&used).map(move |(of, (_, factor))| of.of_level[usize::from(factor.codes[row])])
    };
    // Rows that weigh nothing are in no table; what they are labeled counts for nothing.
    let weighted: Vec<usize> = (0..design.weights.len()).filter(|&row| design.weights[row] > 0.0).collect();
    let codes: Vec<u16> = weighted.iter().copied().flat_map(row).collect();
    let weights: Vec<f64> = weighted.iter().map(|&row| design.weights[row]).collect();
    let (table, places) = Table::merged(n_levels, &codes, &weights).ok()?;
    let mut row_of = vec![0; design.weights.len()];
    for (&row, place) in weighted.iter().zip(places) {
        row_of[row] = place;
    }
    let implications = implications(&with_missing_levels(&table)?);
    let (factors, columns) = used.iter().map(|(at, factor)| (*at, factor.column)).unzip();
    let are_numbers = categories.iter().map(|categories| categories.is_number).collect();
    let of_levels = categories.into_iter().map(|categories| categories.of_level).collect();
    Some(Indicators { columns, factors, of_levels, are_numbers, table, row_of, implications })
}

/// The same table with missing values as a level of their own, as the design has them. A weapon that is missing for all thefts follows
/// from the crime.
fn with_missing_levels(table: &Table) -> Option<Table> {
    let levels: Vec<u16> = table.levels().iter().map(|&levels| levels + 1).collect();
    let code = |(at, &code): (usize, &u16)| if code == MISSING { levels[at] - 1 } else { code };
    let codes: Vec<u16> = (0..table.n_rows()).flat_map(|row| table.row(row).iter().enumerate().map(code)).collect();
    Table::new(levels.clone(), codes, table.weights().to_vec()).ok()
}

/// The categories of a factor's levels.
struct Categories {
    n_levels: u16,
    is_number: bool,
    /// `(n_levels of the factor)`
    of_level: Vec<u16>,
}

impl Categories {
    fn of(design: &Design, at: usize, factor: &Factor) -> Self {
        let known = |level: usize| !factor.levels[level].is_empty();
        let levels = 0..factor.levels.len();
        match (factor.column, &factor.block) {
            (Column::Hour, _) => {
                let part = |level: usize| factor.levels[level].parse().ok().map(|hour| part_of_day(hour, PARTS_OF_DAY));
                let is_number = false;
                Self {
                    n_levels: PARTS_OF_DAY,
                    is_number,
                    of_level: levels.map(|level| part(level).unwrap_or(MISSING)).collect(),
                }
            }
            // Calendar columns have few levels, in whatever form.
            (Column::Age | Column::Own(_), Block::Values(values)) => {
                let numbers: Vec<f64> = levels.clone().map(|level| values[[level, 0]]).collect();
                let bins = bins(&numbers, &design.level_weights(at), known);
                Self { n_levels: BINS, is_number: true, of_level: bins }
            }
            _ => {
                let mut next = 0;
                let mut number = |level: usize| {
                    if !known(level) {
                        return MISSING;
                    }
                    next += 1;
                    next - 1
                };
                let of_level = levels.map(&mut number).collect();
                Self { n_levels: next.max(1), is_number: false, of_level }
            }
        }
    }
}

/// The quarter of the victims, by a number, in which each level lies. Equal numbers are in the same quarter.
fn bins(numbers: &[f64], weights: &[f64], known: impl Fn(usize) -> bool) -> Vec<u16> {
    let mut levels: Vec<usize> = (0..numbers.len()).filter(|&level| known(level)).collect();
    levels.compact_sort_by(|&a, &b| numbers[a].total_cmp(&numbers[b]));
    let total: f64 = levels.iter().map(|&level| weights[level]).sum();
    let mut bins = vec![MISSING; numbers.len()];
    let (mut below, mut last) = (0.0, None::<(f64, u16)>);
    for level in levels {
        // The middle of the level's victims decides.
        let bin = ((below + weights[level] / 2.0) / total * f64::from(BINS)) as u16;
        let bin = last.filter(|(number, _)| *number == numbers[level]).map_or(bin.min(BINS - 1), |(_, bin)| bin);
        bins[level] = bin;
        last = Some((numbers[level], bin));
        below += weights[level];
    }
    bins
}

impl Indicators {
    /// The factors of the design that are shuffled together, because one tells the others.
    pub(super) fn tied_factors(&self) -> Vec<Vec<usize>> {
        let tied = self.implications.blocks.iter().filter(|block| block.len() > 1);
        tied.map(|block| block.iter().map(|&at| self.factors[at]).collect()).collect()
    }

    /// All columns of an analysis in blocks that count as one column.
    pub(super) fn blocks(&self, columns: &[Column]) -> Vec<Vec<Column>> {
        let in_block = |block: &Vec<usize>| block.iter().map(|&at| self.columns[at]).collect();
        let alone = columns.iter().filter(|column| !self.columns.contains(column)).map(|&column| vec![column]);
        self.implications.blocks.iter().map(in_block).chain(alone).collect()
    }

    pub(super) fn implied(&self) -> Vec<Implied> {
        let implied = |pair: &vc_latent::implication::Implication| Implied {
            column: self.columns[pair.to],
            by: self.columns[pair.from],
            uncertainty: pair.uncertainty,
        };
        let mut all: Vec<Implied> = self.implications.implied.iter().map(implied).collect();
        all.compact_sort_by(|a, b| b.uncertainty.total_cmp(&a.uncertainty));
        all
    }

    /// The table of the columns that no other one tells.
    pub(super) fn kept_table(&self) -> Option<Kept> {
        let kept = self.implications.kept();
        let levels = kept.iter().map(|&at| self.table.levels()[at]).collect();
        let row = |row: usize| kept.iter().map(move |&at| self.table.row(row)[at]);
        let codes: Vec<u16> = (0..self.table.n_rows()).flat_map(row).collect();
        let (table, places) = Table::merged(levels, &codes, self.table.weights()).ok()?;
        Some(Kept { table, row_of: self.row_of.iter().map(|&row| places[row as usize]).collect() })
    }

    /// Whether half of the columns that no other one tells are quarters of numbers. Quarters can't tell groups from gradients: iris'
    /// three species have gaps between them, but fill neighboring quarters.
    pub(super) fn are_mostly_numbers(&self) -> bool {
        let kept = self.implications.kept();
        2 * kept.iter().filter(|&&at| self.are_numbers[at]).count() >= kept.len()
    }

    /// The columns that no other one tells.
    pub(super) fn kept(&self) -> Vec<Column> {
        self.implications.kept().into_iter().map(|at| self.columns[at]).collect()
    }
}
