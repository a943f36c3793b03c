//! The command line of `analyze`: reads its arguments, and writes those that repeat an analysis.
//!
//! ```
//! use vc_link::command::{Arguments, settings, shell};
//! use vc_model::params::{AnalysisParams, Clusters};
//!
//! let params = AnalysisParams { clusters: Clusters::Fixed(5), ..AnalysisParams::default() };
//! let arguments = [vec!["--sample".to_owned()], settings(&params)].concat();
//! assert_eq!(shell("analyze", &arguments), "analyze --sample --preset crime --years latest --k 5");
//! let read = Arguments::parse(arguments, |_| unreachable!("no file is named")).expect("good arguments");
//! assert_eq!(read.link.params, params);
//! ```
//!
//! Invariant: settings that pass their check read back from their own arguments.

mod list;
mod parse;
mod write;

pub use parse::{Arguments, CommandError};
pub use write::{repeating, settings, shell};
