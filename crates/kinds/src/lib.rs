//! Generated crime tables whose truth is known: with groups, with gradients, with neither.
//!
//! For tests and measurements; no part of the product links it. The command prints what is decided of each kind:
//!
//! ```text
//! cargo run --release -p vc-kinds --example verdicts -- --tables 20 --rows 5000,20000
//! ```
//!
//! ```
//! use vc_kinds::{Kind, Recipe};
//!
//! let kind: Kind = "lca:4:.9".parse().expect("a kind");
//! let crimes = Recipe::new(kind, 1000, 7).make();
//! assert_eq!((crimes.rows.len(), crimes.classes.iter().max()), (1000, Some(&3)));
//! assert!(crimes.csv().starts_with("CrimeDateTime,Description,Inside_Outside,Premise,Weapon\n"));
//! ```

mod crimes;
mod distributions;
mod kind;
mod recipe;

pub use crimes::{COLUMNS, Crimes, LEVELS};
pub use kind::{Kind, KindError};
pub use recipe::{Hours, Recipe};
