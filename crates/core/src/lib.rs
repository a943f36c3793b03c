//! Finds, explains and measures groups of crime victims in a city's open crime table.
//!
//! [`find_groups`] is the short way: a table in, groups out, on the calling thread.
//!
//! ```
//! use vc_core::find_groups;
//! use vc_core::job::Stop;
//! use vc_model::params::{AnalysisParams, Clusters, Column};
//!
//! # fn main() -> Result<(), Stop> {
//! // Three thefts from cars at night and three assaults in the afternoon, four times over.
//! let table = "Description,Weapon,Premise,CrimeTime
//! LARCENY FROM AUTO,NA,STREET,23:10
//! LARCENY FROM AUTO,NA,STREET,23:40
//! LARCENY FROM AUTO,NA,GARAGE,22:15
//! COMMON ASSAULT,HANDS,SCHOOL,14:05
//! COMMON ASSAULT,HANDS,PARK,15:20
//! AGG. ASSAULT,KNIFE,PARK,15:45
//! ";
//! let (header, rows) = table.split_once('\n').unwrap_or_default();
//! let table = format!("{header}\n{}", rows.repeat(4));
//!
//! let params = AnalysisParams {
//!     columns: Some(vec![Column::Description, Column::Premise, Column::Weapon, Column::Hour]),
//!     clusters: Clusters::Fixed(2),
//!     sweep: (2, 3),
//!     ..AnalysisParams::default()
//! };
//! let outcome = find_groups(table.as_bytes(), None, &params)?;
//! for group in &outcome.analysis.groups {
//!     // Traits come strongest first; a lift below 1 says that a level is rare in the group.
//!     let typical = group.traits.iter().find(|level| level.lift > 1.0).map_or("nothing", |level| &level.level);
//!     println!("{:.0}% of the victims, above all {typical}", 100.0 * group.share);
//! }
//! assert_eq!(outcome.analysis.groups.len(), 2);
//! assert_eq!(outcome.analysis.groups[0].size, 12.0);
//! // Thefts are in one group, and assaults in the other.
//! let labels = outcome.labels();
//! assert_eq!(labels[0], labels[2]);
//! assert_eq!(labels[3], labels[5]);
//! assert_ne!(labels[0], labels[3]);
//! # Ok(())
//! # }
//! ```
//!
//! For more than one analysis of the same data, for examinations, comparisons and files, use a [`Session`](session::Session).
//! For progress, cancellation and several threads, pass it your own [`Control`](job::Control).
//!
//! The modules in the order of the data: [`table`] and [`geo`] read files; [`dataset`] joins them; [`features`] encodes rows;
//! [`reduction`] finds components; [`clustering`] groups rows; [`replication`] groups other victims anew; [`analysis`] runs these stages and describes the groups;
//! [`export`] writes files; [`session`] keeps the state.

pub mod analysis;
mod answers;
pub mod clustering;
pub mod dataset;
pub mod export;
pub mod features;
pub mod geo;
pub mod job;
mod latin;
mod number;
mod profiles;
pub mod reduction;
pub mod replication;
pub mod sample;
pub mod session;
pub mod table;
pub mod tasks;
mod tidy;

use std::rc::Rc;

use analysis::{Outcome, analyze};
use dataset::{NamedBytes, RegionsFile, load};
use job::{Immediately, Stop};
use vc_model::params::AnalysisParams;

/// Finds groups in a crime table, with the neighborhoods of a GeoJSON file if there is one. Blocks until it is done.
///
/// # Errors
/// [`Stop::Failed`] if a file can't be read or the settings don't fit the data.
pub fn find_groups(crime_csv: &[u8], regions_geojson: Option<&[u8]>, params: &AnalysisParams) -> Result<Outcome, Stop> {
    let named = |name: &str, bytes: &[u8]| NamedBytes { name: name.to_owned(), bytes: bytes.to_vec() };
    let regions = regions_geojson.map(|bytes| RegionsFile::parse(named("regions.geojson", bytes))).transpose()?;
    let regions = regions.into_iter().map(Rc::new).collect();
    pollster::block_on(async {
        let dataset = load(vec![named("crime.csv", crime_csv).into()], regions, &params.mapping, &Immediately).await?;
        analyze(&dataset, params, None, &Immediately).await
    })
}
