//! Makes the rows of a table.

use rand_chacha::ChaCha8Rng;
use vc_model::random::{rng, unit};

use crate::crimes::{CRIME, Crimes, HOUR, INSIDE, LEVELS, PREMISE, Row, WEAPON};
use crate::distributions::{around, dirichlet, draw, mixed, normal, tilted};
use crate::kind::Kind;

/// The concentration of a group's own distribution: few levels hold most of it.
const OWN: f64 = 0.3;
/// The concentration of distributions that are common to all rows.
const COMMON: f64 = 2.0;
/// Of hours that are common to all rows, and of a group's own.
const HOURS: (f64, f64) = (0.7, 3.0);

/// How hours are distributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// Neighboring hours are alike: each distribution has a peak on the clock.
    Cyclic,
    /// Each hour is a level as any other.
    Free,
}

/// What a table is made of. Equal recipes make equal tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// The kind.
    pub kind: Kind,
    /// How hours are distributed.
    pub hours: Hours,
    /// The number of rows.
    pub n_rows: usize,
    /// Determines the distributions and the rows.
    pub seed: u64,
}

/// A distribution for each column.
type Columns = Vec<Vec<f64>>;

impl Recipe {
    /// A table with cyclic hours.
    pub fn new(kind: Kind, n_rows: usize, seed: u64) -> Self {
        Self { kind, hours: Hours::Cyclic, n_rows, seed }
    }

    /// Makes the table.
    pub fn make(&self) -> Crimes {
        let mut rng = rng(self.seed, 0);
        let mut source = self.source(&mut rng);
        let shares = self.kind.shares();
        let classes: Vec<u8> = (0..self.n_rows).map(|_| draw(&shares, &mut rng) as u8).collect();
        let rows = classes.iter().map(|&class| source.row(usize::from(class), &mut rng)).collect();
        Crimes { rows, classes }
    }

    fn source(&self, rng: &mut ChaCha8Rng) -> Source {
        let common = self.common(rng);
        match self.kind {
            Kind::Independent => Source::Classes(vec![common]),
            Kind::Ties => Source::Classes(vec![LEVELS.map(tie).to_vec()]),
            Kind::Gauss { strength, dimensions } => self.traits(common, strength, dimensions, false, rng),
            Kind::Uniform { strength, dimensions } => self.traits(common, strength, dimensions, true, rng),
            Kind::Pair { strength } => {
                let slopes: Vec<f64> = (0..LEVELS[PREMISE]).map(|_| strength * normal(rng)).collect();
                let premises = (0..LEVELS[CRIME]).map(|crime| {
                    let x = 12_f64.sqrt() * ((crime as f64 + 0.5) / LEVELS[CRIME] as f64 - 0.5);
                    tilted(&common[PREMISE], &slopes.iter().map(|slope| slope * x).collect::<Vec<f64>>())
                });
                Source::Pair { premises: premises.collect(), common }
            }
            Kind::Chain { share } => {
                let next = (1..LEVELS.len()).map(|column| {
                    (0..LEVELS[column - 1])
                        .map(|_| mixed(&common[column], &self.own(column, rng), share))
                        .collect::<Columns>()
                });
                Source::Chain { next: next.collect(), common }
            }
            Kind::Duplicate { share } => self.duplicate(common, &[WEAPON], share, rng),
            Kind::Duplicates => self.duplicate(common, &[WEAPON, PREMISE], 0.98, rng),
            Kind::Nested => Source::Nested(common),
            Kind::Classes { separation, .. } | Kind::Imbalanced { separation, .. } => {
                let class = |_| self.group(&common, separation, rng);
                Source::Classes(self.kind.shares().into_iter().map(class).collect())
            }
            Kind::Odd => {
                let odd = self.group(&common, 1.0, rng);
                Source::Classes(vec![common, odd])
            }
        }
    }

    /// The distributions that are common to all rows.
    fn common(&self, rng: &mut ChaCha8Rng) -> Columns {
        let column = |column: usize| match (column, self.hours) {
            (HOUR, Hours::Cyclic) => around(LEVELS[HOUR], HOURS.0, rng),
            _ => dirichlet(LEVELS[column], COMMON, rng),
        };
        (0..LEVELS.len()).map(column).collect()
    }

    /// A distribution of a column that few levels hold.
    fn own(&self, column: usize, rng: &mut ChaCha8Rng) -> Vec<f64> {
        match (column, self.hours) {
            (HOUR, Hours::Cyclic) => around(LEVELS[HOUR], HOURS.1, rng),
            _ => dirichlet(LEVELS[column], OWN, rng),
        }
    }

    fn group(&self, common: &Columns, separation: f64, rng: &mut ChaCha8Rng) -> Columns {
        (0..LEVELS.len()).map(|column| mixed(&common[column], &self.own(column, rng), separation)).collect()
    }

    fn traits(
        &self,
        common: Columns,
        strength: f64,
        dimensions: usize,
        is_uniform: bool,
        rng: &mut ChaCha8Rng,
    ) -> Source {
        let slopes = (0..dimensions)
            .map(|_| {
                let column = |column: usize| match (column, self.hours) {
                    (HOUR, Hours::Cyclic) => {
                        let peak = 24.0 * unit(rng);
                        let angle = |hour: usize| 2.0 * std::f64::consts::PI * (hour as f64 - peak) / 24.0;
                        (0..LEVELS[HOUR]).map(|hour| strength * 2_f64.sqrt() * libm::cos(angle(hour))).collect()
                    }
                    _ => (0..LEVELS[column]).map(|_| strength * normal(rng)).collect(),
                };
                (0..LEVELS.len()).map(column).collect()
            })
            .collect();
        Source::Traits { common, slopes, is_uniform }
    }

    fn duplicate(&self, common: Columns, columns: &[usize], share: f64, rng: &mut ChaCha8Rng) -> Source {
        // Every level of a column follows from some crime, if there are enough crimes.
        let follow = |&column: &usize| {
            let start = (unit(rng) * LEVELS[column] as f64) as usize;
            (column, (0..LEVELS[CRIME]).map(|crime| ((crime + start) % LEVELS[column]) as u16).collect())
        };
        Source::Duplicate { follows: columns.iter().map(follow).collect(), common, share }
    }
}

/// One level holds 95 %.
fn tie(levels: usize) -> Vec<f64> {
    (0..levels).map(|level| if level == 0 { 0.95 } else { 0.05 / (levels as f64 - 1.0) }).collect()
}

/// Where rows come from.
enum Source {
    /// The columns' distributions in each group.
    Classes(Vec<Columns>),
    /// Slopes by trait and column.
    Traits { common: Columns, slopes: Vec<Columns>, is_uniform: bool },
    /// The distributions of premises by crime.
    Pair { common: Columns, premises: Columns },
    /// By column: its distributions by the level of the column before.
    Chain { common: Columns, next: Vec<Columns> },
    /// Columns, and their levels by crime.
    Duplicate { common: Columns, follows: Vec<(usize, Vec<u16>)>, share: f64 },
    /// Premise, weapon, inside or outside: each a coarser code.
    Nested(Columns),
}

impl Source {
    fn row(&mut self, class: usize, rng: &mut ChaCha8Rng) -> Row {
        match self {
            Self::Classes(classes) => independent(&classes[class], rng),
            Self::Traits { common, slopes, is_uniform } => {
                let trait_value = |rng: &mut ChaCha8Rng| {
                    if *is_uniform { 12_f64.sqrt() * (unit(rng) - 0.5) } else { normal(rng) }
                };
                let xs: Vec<f64> = slopes.iter().map(|_| trait_value(rng)).collect();
                let mut row = Row::default();
                for (column, code) in row.iter_mut().enumerate() {
                    let shift =
                        |level: usize| slopes.iter().zip(&xs).map(|(slopes, x)| slopes[column][level] * x).sum::<f64>();
                    let shifts: Vec<f64> = (0..LEVELS[column]).map(shift).collect();
                    *code = draw(&tilted(&common[column], &shifts), rng);
                }
                row
            }
            Self::Pair { common, premises } => {
                let mut row = independent(common, rng);
                row[PREMISE] = draw(&premises[usize::from(row[CRIME])], rng);
                row
            }
            Self::Chain { common, next } => {
                let mut row = independent(common, rng);
                for column in 1..row.len() {
                    row[column] = draw(&next[column - 1][usize::from(row[column - 1])], rng);
                }
                row
            }
            Self::Duplicate { common, follows, share } => {
                let mut row = independent(common, rng);
                for (column, levels) in follows {
                    if unit(rng) < *share {
                        row[*column] = levels[usize::from(row[CRIME])];
                    }
                }
                row
            }
            Self::Nested(common) => {
                let mut row = independent(common, rng);
                row[WEAPON] = row[PREMISE] / 3;
                row[INSIDE] = row[WEAPON] / 2;
                row
            }
        }
    }
}

fn independent(columns: &Columns, rng: &mut ChaCha8Rng) -> Row {
    let mut row = Row::default();
    row.iter_mut().zip(columns).for_each(|(code, distribution)| *code = draw(distribution, rng));
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(kind: &str) -> Crimes {
        Recipe::new(kind.parse().expect("a kind"), 4000, 3).make()
    }

    #[test]
    fn equal_recipes_make_equal_tables() {
        assert_eq!(make("gauss:1:2"), make("gauss:1:2"));
        assert_ne!(make("gauss:1:2").rows, make("gauss:1:3").rows);
    }

    #[test]
    fn codes_are_levels() {
        for kind in [
            "indep", "ties", "gauss:3", "unif:1:2", "pair:1", "chain:.9", "dup:.5", "dup2", "nested", "imb:4:.8", "odd",
        ] {
            for row in make(kind).rows {
                assert!(row.iter().zip(LEVELS).all(|(&code, levels)| usize::from(code) < levels), "{kind}: {row:?}");
            }
        }
    }

    #[test]
    fn what_a_kind_promises_is_in_its_rows() {
        let weapons = |crimes: &Crimes| {
            let pairs: std::collections::BTreeSet<(u16, u16)> =
                crimes.rows.iter().map(|row| (row[CRIME], row[WEAPON])).collect();
            pairs.len()
        };
        assert_eq!(weapons(&make("dup:1")), 10);
        assert!(weapons(&make("dup:.5")) > 30);
        assert!(
            make("nested").rows.iter().all(|row| row[WEAPON] == row[PREMISE] / 3 && row[INSIDE] == row[PREMISE] / 6)
        );
        let tied = make("ties");
        assert!((3700..3900).contains(&tied.rows.iter().filter(|row| row[CRIME] == 0).count()));
        let odd = make("odd");
        assert!((80..160).contains(&odd.classes.iter().filter(|&&class| class == 1).count()));
    }
}
