//! Writing records with a position as a CSV table.

use super::regions::Value;
use super::{Budget, Fault};

/// Headers that hold a position already, in lower case.
const LONGITUDES: [&str; 4] = ["longitude", "lng", "lon", "long"];
const LATITUDES: [&str; 2] = ["latitude", "lat"];

/// Writes a CSV table with `Longitude` and `Latitude` behind the records' own columns, unless they have such.
pub(super) struct PointsWriter {
    writer: csv::Writer<Vec<u8>>,
    has_position: bool,
    most_bytes: u64,
}

impl PointsWriter {
    /// Begins with the header line.
    pub(crate) fn new<'a>(columns: impl Iterator<Item = &'a str>, budget: &Budget) -> Result<Self, Fault> {
        let columns: Vec<&str> = columns.collect();
        let is_there = |names: &[&str]| columns.iter().any(|column| names.contains(&column.to_lowercase().as_str()));
        let has_position = is_there(&LONGITUDES) && is_there(&LATITUDES);
        Self::with_header(&columns, has_position, budget)
    }

    /// Begins a table of records that lie nowhere.
    pub(crate) fn without_points<'a>(columns: impl Iterator<Item = &'a str>, budget: &Budget) -> Result<Self, Fault> {
        Self::with_header(&columns.collect::<Vec<&str>>(), true, budget)
    }

    fn with_header(columns: &[&str], has_position: bool, budget: &Budget) -> Result<Self, Fault> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        let position = ["Longitude", "Latitude"].into_iter().filter(|_| !has_position);
        writer.write_record(columns.iter().copied().chain(position)).map_err(refused)?;
        Ok(Self { writer, has_position, most_bytes: budget.held_bytes })
    }

    /// Whether rows are given a position, because the records' own columns hold none.
    pub(crate) fn needs_position(&self) -> bool {
        !self.has_position
    }

    /// Adds a row.
    pub(crate) fn push<'a>(
        &mut self,
        values: impl Iterator<Item = Value<'a>>,
        position: Option<(f64, f64)>,
    ) -> Result<(), Fault> {
        for value in values {
            match value {
                Value::Null => self.writer.write_field(""),
                Value::Text(text) => self.writer.write_field(text.as_bytes()),
                Value::Number(number) => self.writer.write_field(number.to_string()),
                Value::Json(json) => self.writer.write_field(json),
                Value::Flag(flag) => self.writer.write_field(if flag { "true" } else { "false" }),
            }
            .map_err(refused)?;
        }
        if !self.has_position {
            let text =
                |number: Option<f64>| number.filter(|n| n.is_finite()).map(|n| n.to_string()).unwrap_or_default();
            let (lng, lat) = position.unzip();
            self.writer.write_field(text(lng)).map_err(refused)?;
            self.writer.write_field(text(lat)).map_err(refused)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(refused)?;
        // A record may have one of many columns, a row has all of them: what comes out may be much more than what went in.
        if self.writer.get_ref().len() as u64 > self.most_bytes {
            return Err(Fault::TooLargeToHold { megabytes: self.most_bytes / 1_000_000 });
        }
        Ok(())
    }

    /// The file.
    pub(crate) fn finish(self) -> Result<Vec<u8>, Fault> {
        self.writer.into_inner().map_err(|error| Fault::Unreadable { reason: error.to_string() })
    }
}

fn refused(error: csv::Error) -> Fault {
    Fault::Unreadable { reason: error.to_string() }
}
