//! Writes a crime table of any size, to measure with: the victims of the built-in sample over and over, each time with
//! other ids, days and minutes, over six years and newest first.
//!
//! ```text
//! cargo run --release --example generate -- 8000000 > crime.csv
//! cargo run --release --example generate -- regions > neighborhoods.geojson
//! ```
//!
//! A row has some 235 bytes in the twenty-one columns that the portals of cities give. The same number of rows is always the
//! same file.

use std::error::Error;
use std::io::{self, BufWriter, Write};

use vc_core::sample;
use vc_model::random::{below, rng};

const HEADER: &str = "RowID,CrimeDateTime,CrimeCode,CCNumber,Location,Description,Inside_Outside,Weapon,Post,Gender,Age,Race,Ethnicity,\
                      District,Neighborhood,Latitude,Longitude,GeoLocation,Premise,VRIName,Total_Incidents";
/// The last year.
const LAST_YEAR: usize = 2024;
/// How many years the table covers.
const YEARS: usize = 6;
/// Of so many values one is that of another victim: large tables are more varied than the sample.
const ONE_IN: u32 = 12;
/// Of so many rows one comes twice, as when pages of a download overlap.
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

/// The sample's columns in its order: what a victim of it has.
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
        // Days follow one another from the end of the last year to the start of the first.
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

/// Names that no row is told apart by: the column is not read.
const STREETS: &[&str] =
    &["HARBOR", "LANTERN HILL", "OLD ORCHARD", "SAINT ELSEWHERE", "SEVENTH", "TIDEWATER", "UPPER MARKET", "WEST WIND"];
