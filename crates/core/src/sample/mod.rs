//! The built-in sample: a crime table and neighborhoods of a city that does not exist.
//!
//! Visitors see it before they open a file. Everything is drawn at random from a fixed seed: the terrain, the
//! neighborhoods, their residents, and about twenty thousand victims over three years. Nine in ten victims belong to
//! one of five planted groups.
//!
//! Invariant: no real place carries a made-up number. The city lies in the open ocean, and its names and those of its
//! neighborhoods exist nowhere.
//!
//! Invariant: race and ethnicity of a victim are drawn from the residents of the place only, and vary over the city
//! independently of the groups.
//!
//! ```
//! let city = vc_core::sample::city();
//! assert!(city.crime_csv.starts_with(b"RowID,crime_date,crime_time"));
//! assert_eq!(vc_core::geo::parse_geojson(&city.regions_geojson)?.len(), 56);
//! # Ok::<(), vc_core::geo::GeoError>(())
//! ```

mod borders;
mod calendar;
mod cells;
mod city;
mod groups;
mod names;
mod noise;
mod people;
mod places;
mod random;
mod slips;
mod terrain;
mod victims;
mod write;

pub use city::city;

/// The made-up city's name.
pub const NAME: &str = "Port Figment";

/// The files of the invented city.
pub struct SampleCity {
    /// Crime table from 2022-01-01 to 2024-12-31, one row per victim, newest first.
    pub crime_csv: Vec<u8>,
    /// Neighborhoods with census counts, in the fields of a real file of 2010.
    pub regions_geojson: Vec<u8>,
    /// The planted group of each row: 0 (largest) to 4, or 5 for none. For tests.
    pub planted: Vec<u8>,
}
