//! Tells groups from gradients in tables of categories.
//!
//! Columns that depend on each other can do so in two ways. There may be groups, within which the columns are independent (latent
//! classes). Or each level may become more or less likely along a continuum (latent traits): then any number of groups is a cut
//! through it. [`continuum`] fits both and compares them by BIC.
//!
//! ```
//! use vc_latent::classes::{self, ClassSettings};
//! use vc_latent::continuum::{Outcome, Settings, continuum};
//! use vc_latent::{Table, part_of_day};
//!
//! // Three groups of victims. Each has its own crime, place, weapon and part of the day, and each value is another one in a fifth of
//! // the rows.
//! let share = |level: u16, own: u16| -> f64 { if level == own { 0.8 } else { 0.1 } };
//! let (mut codes, mut weights) = (Vec::new(), Vec::new());
//! for row in 0..81 {
//!     let hour = row / 27 * 8;
//!     let values = [row % 3, row / 3 % 3, row / 9 % 3, part_of_day(hour, 3)];
//!     let group = |own: u16| -> f64 { values.iter().map(|&value| share(value, own)).product() };
//!     codes.extend(values);
//!     weights.push((4000.0 * (0.5 * group(0) + 0.3 * group(1) + 0.2 * group(2))).round());
//! }
//! let table = Table::new(vec![3, 3, 3, 3], codes, weights)?;
//!
//! let decision = continuum(&table, &Settings::new(42));
//! assert_eq!(decision.outcome, Outcome::Classes { k: 3 });
//!
//! let fit = classes::fit(&table, &ClassSettings::new(3, 42));
//! assert!((fit.model.shares[0] - 0.5).abs() < 0.01);
//! let assignment = classes::assignment(&table, &fit.model)?;
//! assert_eq!(table.row(0), [0, 0, 0, 0]);
//! assert_eq!(assignment.labels[0], 0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`Table`] holds distinct rows with weights; [`classes`] and [`traits`] are the two families of models; [`implication`] finds columns that
//! follow from others, which no model may count twice.
//!
//! Invariant: exponentials and logarithms come from `libm`, sums have one order, and every use of random numbers has its own stream.
//! So results are the same, bit for bit, natively and as WebAssembly.

pub mod classes;
pub mod continuum;
mod draws;
mod em;
mod hours;
pub mod implication;
mod table;
pub mod traits;
mod tree;

pub use hours::{PARTS_OF_DAY, part_of_day};
pub use table::{MISSING, Table, TableError};
