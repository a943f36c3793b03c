//! The built-in sample of an invented city.

/// The invented city's name.
pub const NAME: &str = "Sample";

/// The city's two files.
pub struct SampleCity {
    /// The crime table.
    pub crime_csv: Vec<u8>,
    /// The neighborhoods.
    pub regions_geojson: Vec<u8>,
    /// The planted group of each row.
    pub planted: Vec<u8>,
}

/// Makes the city.
pub fn city() -> SampleCity {
    SampleCity { crime_csv: Vec::new(), regions_geojson: Vec::new(), planted: Vec::new() }
}
