//! The built-in sample: a crime table and neighborhoods of a city that does not exist.
//!
//! A visitor sees it before opening any file of their own. Everything about it is drawn by chance from a fixed seed:
//! the lie of the land, the neighborhoods, their residents, and some twenty thousand victims over three years, of whom
//! nine in ten follow one of five planted groups and the others none.
//!
//! Invariant: no invented number stands under a real place's name. The city lies in the open ocean, and neither it nor
//! its neighborhoods bear a name of this world.
//!
//! Invariant: the race and ethnicity of a victim are drawn from the residents of the place and nothing else, and vary
//! over the city independently of what the groups follow.
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

/// The invented city's name.
pub const NAME: &str = "Port Figment";

/// The files of the invented city.
pub struct SampleCity {
    /// Crime table, a row per victim, newest first, from 2022-01-01 to 2024-12-31.
    pub crime_csv: Vec<u8>,
    /// Neighborhoods with census counts in the fields of a real file of 2010.
    pub regions_geojson: Vec<u8>,
    /// The planted group of each data row of the table: 0 the largest to 4, or 5 for a row that follows none. For tests.
    pub planted: Vec<u8>,
}
