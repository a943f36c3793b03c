//! The kinds of generated tables, and their short names.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A kind of table. `strength` and `separation` grow with the dependence of the columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// `indep`: columns are independent.
    Independent,
    /// `ties`: columns are independent, and one level of each holds 95 %.
    Ties,
    /// `gauss:s`, `gauss:s:d`: the log odds of all levels are linear in one or more normal traits.
    Gauss {
        /// The standard deviation of the slopes.
        strength: f64,
        /// The number of traits.
        dimensions: usize,
    },
    /// `unif:s`, `unif:s:d`: the same with uniform traits of variance 1.
    Uniform {
        /// The standard deviation of the slopes.
        strength: f64,
        /// The number of traits.
        dimensions: usize,
    },
    /// `pair:s`: the log odds of premises are linear in the position of the crime among the crimes.
    Pair {
        /// The standard deviation of the slopes.
        strength: f64,
    },
    /// `chain:s`: in a share of the rows, each column depends on the one before.
    Chain {
        /// The share of the rows.
        share: f64,
    },
    /// `dup:p`: in a share of the rows, the weapon follows from the crime.
    Duplicate {
        /// The share of the rows.
        share: f64,
    },
    /// `dup2`: weapon and premise follow from the crime in 98 % of the rows.
    Duplicates,
    /// `nested`: the weapon is a coarser code of the premise, and inside or outside a coarser code of the weapon.
    Nested,
    /// `lca:k:s`: groups of equal size, within which columns are independent.
    Classes {
        /// The number of groups.
        k: usize,
        /// The weight of a group's own distribution.
        separation: f64,
    },
    /// `imb:k:s`: the same with sizes that fall to a sixtieth of the largest, some 1 % of the table.
    Imbalanced {
        /// The number of groups.
        k: usize,
        /// The weight of a group's own distribution.
        separation: f64,
    },
    /// `odd`: one group of 3 % differs from all others.
    Odd,
}

/// A text that names no kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindError(String);

impl fmt::Display for KindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a kind such as indep, gauss:1:2 or lca:4:.9, found {}", self.0)
    }
}

impl Error for KindError {}

impl Kind {
    /// The share of each group; one group if there are none.
    pub fn shares(self) -> Vec<f64> {
        match self {
            Self::Classes { k, .. } => vec![1.0 / k as f64; k],
            Self::Imbalanced { k, .. } => {
                let falls = |class: usize| libm::pow(60.0, -(class as f64) / (k as f64 - 1.0).max(1.0));
                let total: f64 = (0..k).map(falls).sum();
                (0..k).map(|class| falls(class) / total).collect()
            }
            Self::Odd => vec![0.97, 0.03],
            _ => vec![1.0],
        }
    }

    /// Whether there are groups.
    pub fn has_classes(self) -> bool {
        self.shares().len() > 1
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Independent => write!(f, "indep"),
            Self::Ties => write!(f, "ties"),
            Self::Gauss { strength, dimensions: 1 } => write!(f, "gauss:{strength}"),
            Self::Gauss { strength, dimensions } => write!(f, "gauss:{strength}:{dimensions}"),
            Self::Uniform { strength, dimensions: 1 } => write!(f, "unif:{strength}"),
            Self::Uniform { strength, dimensions } => write!(f, "unif:{strength}:{dimensions}"),
            Self::Pair { strength } => write!(f, "pair:{strength}"),
            Self::Chain { share } => write!(f, "chain:{share}"),
            Self::Duplicate { share } => write!(f, "dup:{share}"),
            Self::Duplicates => write!(f, "dup2"),
            Self::Nested => write!(f, "nested"),
            Self::Classes { k, separation } => write!(f, "lca:{k}:{separation}"),
            Self::Imbalanced { k, separation } => write!(f, "imb:{k}:{separation}"),
            Self::Odd => write!(f, "odd"),
        }
    }
}

impl FromStr for Kind {
    type Err = KindError;

    fn from_str(text: &str) -> Result<Self, KindError> {
        read(text).ok_or_else(|| KindError(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Kind> {
    let mut parts = text.split(':');
    let name = parts.next()?;
    let arguments: Vec<&str> = parts.collect();
    let number = |at: usize| arguments.get(at)?.parse().ok().filter(|number: &f64| (0.0..=9.0).contains(number));
    let share = |at: usize| number(at).filter(|&share| share <= 1.0);
    let whole = |at: usize| arguments.get(at)?.parse().ok().filter(|number| (1..=20).contains(number));
    let dimensions = || if arguments.len() > 1 { whole(1) } else { Some(1) };
    let kind = match name {
        "indep" => Kind::Independent,
        "ties" => Kind::Ties,
        "gauss" => Kind::Gauss { strength: number(0)?, dimensions: dimensions()? },
        "unif" => Kind::Uniform { strength: number(0)?, dimensions: dimensions()? },
        "pair" => Kind::Pair { strength: number(0)? },
        "chain" => Kind::Chain { share: share(0)? },
        "dup" => Kind::Duplicate { share: share(0)? },
        "dup2" => Kind::Duplicates,
        "nested" => Kind::Nested,
        "lca" => Kind::Classes { k: whole(0)?, separation: share(1)? },
        "imb" => Kind::Imbalanced { k: whole(0)?, separation: share(1)? },
        "odd" => Kind::Odd,
        _ => return None,
    };
    let most = match name {
        "gauss" | "unif" | "lca" | "imb" => 2,
        "pair" | "chain" | "dup" => 1,
        _ => 0,
    };
    (arguments.len() <= most).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for name in [
            "indep",
            "ties",
            "gauss:1",
            "gauss:0.5:2",
            "unif:2",
            "unif:2:3",
            "pair:1",
            "chain:0.9",
            "dup:0.98",
            "dup2",
            "nested",
        ] {
            assert_eq!(name.parse::<Kind>().expect("a kind").to_string(), name);
        }
        assert_eq!("lca:3:.8".parse(), Ok(Kind::Classes { k: 3, separation: 0.8 }));
        for wrong in ["", "lca", "lca:0:.5", "lca:3:1.5", "indep:1", "gauss:nan", "gauss:1:2:3", "dup:-1"] {
            assert!(wrong.parse::<Kind>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn shares_of_imbalanced_groups_fall_to_a_sixtieth() {
        let shares = Kind::Imbalanced { k: 6, separation: 0.9 }.shares();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert!((shares[0] / shares[5] - 60.0).abs() < 1e-9);
        assert!((0.005..0.02).contains(&shares[5]), "{shares:?}");
    }
}
