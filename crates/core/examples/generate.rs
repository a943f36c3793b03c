//! Writes a crime table of any size, for benchmarks. It repeats the victims of the built-in sample with other ids, days
//! and minutes, over six years, newest first.
//!
//! ```text
//! cargo run --release --example generate -- 8000000 > crime.csv
//! cargo run --release --example generate -- regions > neighborhoods.geojson
//! ```
//!
//! A row has about 235 bytes in twenty-one columns, like those of the cities' portals. Equal numbers of rows give equal
//! files.

use std::error::Error;
use std::io::{self, BufWriter, Write};

use vc_core::sample;
use vc_model::random::{below, rng};

const HEADER: &str = "RowID,CrimeDateTime,CrimeCode,CCNumber,Location,Description,Inside_Outside,Weapon,Post,Gender,Age,Race,Ethnicity,\
                      District,Neighborhood,Latitude,Longitude,GeoLocation,Premise,VRIName,Total_Incidents";
/// The last year of the table.
const LAST_YEAR: usize = 2024;
/// Number of years that the table covers.
const YEARS: usize = 6;
/// One of this many values is replaced by another victim's, because large tables vary more than the sample.
const ONE_IN: u32 = 12;
/// One of this many rows is repeated, as when pages of a download overlap.
const REPEATED: usize = 5000;

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().nth(1).ok_or("say how many rows, or regions")?;
    let city = sample::city();
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    if asked == "regions" {
        out.write_all(&city.regions_geojson)?;
    } else {
        write_rows(asked.parse()?, &city.crime_csv, &mut out)?;
    }
    Ok(out.flush()?)
}

/// The columns of the sample, in its order.
struct Victim {
    fields: Vec<String>,
}

impl Victim {
    fn get(&self, at: usize) -> &str {
        &self.fields[at]
    }
}

fn write_rows(n_rows: usize, sample: &[u8], out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let mut reader = csv::Reader::from_reader(sample);
    let headers = reader.headers()?.clone();
    let at = |name: &str| headers.iter().position(|header| header == name).ok_or(format!("no column {name}"));
    let (code, description, inside) = (at("CrimeCode")?, at("Description")?, at("Inside_Outside")?);
    let (weapon, premise, district) = (at("Weapon")?, at("Premise")?, at("District")?);
    let (neighborhood, lat, lng) = (at("Neighborhood")?, at("Latitude")?, at("Longitude")?);
    let (gender, age, race, ethnicity) = (at("Gender")?, at("Age")?, at("Race")?, at("Ethnicity")?);
    let records: Result<Vec<_>, csv::Error> = reader.records().collect();
    let victims: Vec<Victim> =
        records?.iter().map(|record| Victim { fields: record.iter().map(str::to_owned).collect() }).collect();

    let mut random = rng(1, 0);
    let mut any = |n: usize| below(&mut random, n as u32) as usize;
    let mut line = Vec::new();
    writeln!(out, "{HEADER}")?;
    for row in 0..n_rows {
        if row % REPEATED == 1 {
            out.write_all(&line)?;
            continue;
        }
        line.clear();
        let victim = &victims[any(victims.len())];
        let varied = |any: &mut dyn FnMut(usize) -> usize, at: usize| {
            if any(ONE_IN as usize) == 0 { victims[any(victims.len())].get(at) } else { victim.get(at) }
        };
        // Days descend from the end of the last year to the start of the first.
        let day_of_all = (n_rows - 1 - row) * (YEARS * 336) / n_rows;
        let (year, month, day) =
            (LAST_YEAR + 1 - YEARS + day_of_all / 336, day_of_all % 336 / 28 + 1, day_of_all % 28 + 1);
        let (hour, minute) = (any(24), any(60));
        write!(line, "{},{year}/{month:02}/{day:02} {hour:02}:{minute:02}:00+00,", n_rows - row)?;
        write!(
            line,
            "{},{:02}C{:05},{} BLOCK OF {} STREET PORT FIGMENT,",
            victim.get(code),
            year % 100,
            any(100_000),
            any(60) * 100,
            STREETS[any(STREETS.len())]
        )?;
        for column in [description, inside, weapon] {
            write!(line, "{},", varied(&mut any, column))?;
        }
        write!(line, "{},", 100 + any(800))?;
        for column in [gender, age, race, ethnicity, district, neighborhood] {
            write!(line, "{},", varied(&mut any, column))?;
        }
        let (lat, lng) = (victim.get(lat), victim.get(lng));
        writeln!(line, "{lat},{lng},\"({lat},{lng})\",{},NORTH SHORE,1", varied(&mut any, premise))?;
        out.write_all(&line)?;
    }
    Ok(())
}

/// Generates names that no two rows share. The column is not read.
const STREETS: &[&str] =
    &["HARBOR", "LANTERN HILL", "OLD ORCHARD", "SAINT ELSEWHERE", "SEVENTH", "TIDEWATER", "UPPER MARKET", "WEST WIND"];
