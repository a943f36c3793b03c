//! Assigns the groups of an analysis to rows that it has not seen.

use ndarray::Array2;

use super::outcome::Outcome;
use crate::dataset::Dataset;
use crate::features::{Coding, Factor, Join};
use vc_model::params::Column;

/// The model of an analysis, applicable to any row of its table: levels, features, components and centroids.
///
/// A row's squared distance to centroid c is |c|² − 2 z·c, plus a term that is equal for all centroids; z is a sum of
/// one score for each column. An unseen value scores 0, like the mean.
pub(super) struct Transfer<'a> {
    columns: Vec<KnownColumn<'a>>,
    /// `(n_clusters)`: the squared lengths of the centroids.
    squares: Vec<f64>,
}

/// A column with the levels that the analysis has seen.
struct KnownColumn<'a> {
    codes: Codes<'a>,
    /// For each code of the table: the level of the factor; `None` if the analysis has not seen it.
    level_of: Vec<Option<u16>>,
    /// `(n_levels × n_clusters)`: −2 times the dot product of a level's score and each centroid.
    products: Array2<f64>,
}

/// The codes of a column in the table.
enum Codes<'a> {
    Coded(Coding<'a>),
    /// Census figures are coded by region.
    Region(&'a Join),
}

impl<'a> Codes<'a> {
    fn of(dataset: &'a Dataset, column: Column) -> Option<Self> {
        match column {
            Column::Census => dataset.geography.as_ref().map(|geography| Self::Region(&geography.join)),
            column => Coding::of(&dataset.table, column).map(Self::Coded),
        }
    }

    fn code(&self, row: usize) -> usize {
        match self {
            Self::Coded(coding) => coding.code(row) as usize,
            Self::Region(join) => join.region.get(row) as usize,
        }
    }
}

impl<'a> Transfer<'a> {
    /// The model of an outcome.
    pub(super) fn new(dataset: &'a Dataset, outcome: &Outcome) -> Self {
        let (prepared, centroids) = (&outcome.swept.prepared, &outcome.clustering().centroids);
        let tables = prepared.pca.tables(&prepared.design, outcome.swept.n_components);
        let known = |(factor, scores): (&Factor, &Array2<f64>)| {
            let codes = Codes::of(dataset, factor.column)?;
            // The analysis's own rows show the level of each code, merged levels included.
            let mut level_of = Vec::new();
            for (&row, &distinct) in prepared.selection.rows.iter().zip(&prepared.design.distinct_of) {
                let code = codes.code(row as usize);
                if code >= level_of.len() {
                    level_of.resize(code + 1, None);
                }
                level_of[code] = Some(factor.codes[distinct as usize]);
            }
            let products = Array2::from_shape_fn((scores.nrows(), centroids.nrows()), |(level, cluster)| {
                let along = scores.row(level).into_iter().zip(centroids.row(cluster));
                -2.0 * along.map(|(z, c)| z * c).sum::<f64>()
            });
            Some(KnownColumn { codes, level_of, products })
        };
        let squares = centroids.rows().into_iter().map(|center| center.iter().map(|c| c * c).sum()).collect();
        Self { columns: prepared.design.factors.iter().zip(&tables).filter_map(known).collect(), squares }
    }

    /// The group with the nearest centroid (the first wins a tie), and whether the analysis has seen all values of the
    /// row.
    pub(super) fn group(&self, row: usize) -> (u8, bool) {
        let mut distances = self.squares.clone();
        let mut is_met = true;
        for column in &self.columns {
            let level = column.level_of.get(column.codes.code(row)).copied().flatten();
            match level {
                Some(level) => {
                    let products = column.products.row(usize::from(level));
                    distances.iter_mut().zip(products).for_each(|(distance, product)| *distance += product);
                }
                None => is_met = false,
            }
        }
        let nearest = |best: usize, next: usize| if distances[next] < distances[best] { next } else { best };
        ((0..distances.len()).reduce(nearest).unwrap_or(0) as u8, is_met)
    }
}
