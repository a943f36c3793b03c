//! A generated table: its codes, and as a crime table in CSV.

use std::fmt::Write;

use vc_latent::{Table, TableError, part_of_day};

/// The columns of a row.
pub(crate) const CRIME: usize = 0;
pub(crate) const INSIDE: usize = 1;
pub(crate) const PREMISE: usize = 2;
pub(crate) const WEAPON: usize = 3;
pub(crate) const HOUR: usize = 4;

/// The names of the columns.
pub const COLUMNS: [&str; 5] = ["crime", "inside", "premise", "weapon", "hour"];
/// The number of levels of each column.
pub const LEVELS: [usize; 5] = [10, 2, 12, 4, 24];

/// The codes of one row.
pub(crate) type Row = [u16; 5];

const CRIMES: [&str; LEVELS[CRIME]] = [
    "AGG. ASSAULT",
    "ARSON",
    "AUTO THEFT",
    "BURGLARY",
    "COMMON ASSAULT",
    "HOMICIDE",
    "LARCENY",
    "LARCENY FROM AUTO",
    "ROBBERY - CARJACKING",
    "ROBBERY - STREET",
];
const INSIDES: [&str; LEVELS[INSIDE]] = ["Inside", "Outside"];
const PREMISES: [&str; LEVELS[PREMISE]] = [
    "ALLEY",
    "APARTMENT",
    "BAR",
    "BUS STOP",
    "CONVENIENCE STORE",
    "GAS STATION",
    "GARAGE",
    "PARK",
    "PARKING LOT",
    "ROW/TOWNHOUSE",
    "SCHOOL",
    "STREET",
];
const WEAPONS: [&str; LEVELS[WEAPON]] = ["FIREARM", "HANDS", "KNIFE", "OTHER"];

/// A generated table.
#[derive(Clone, Debug, PartialEq)]
pub struct Crimes {
    /// The codes of crime, inside or outside, premise, weapon and hour.
    pub rows: Vec<[u16; 5]>,
    /// The group of each row; 0 if the kind has none.
    pub classes: Vec<u8>,
}

impl Crimes {
    /// The table with hours as parts of the day, and each row's place among the distinct rows.
    ///
    /// # Errors
    /// If the table has no rows.
    pub fn table(&self, parts_of_day: u16) -> Result<(Table, Vec<u32>), TableError> {
        let mut levels = LEVELS.map(|levels| levels as u16).to_vec();
        levels[HOUR] = parts_of_day;
        let code = |column: usize, code: u16| if column == HOUR { part_of_day(code, parts_of_day) } else { code };
        let codes = self.rows.iter().flat_map(|row| row.iter().enumerate().map(|(column, &own)| code(column, own)));
        Table::merged(levels, &codes.collect::<Vec<u16>>(), &vec![1.0; self.rows.len()])
    }

    /// The table as the command `analyze` reads it. Days run through the year 2022.
    pub fn csv(&self) -> String {
        let mut text = String::from("CrimeDateTime,Description,Inside_Outside,Premise,Weapon\n");
        for (at, row) in self.rows.iter().enumerate() {
            let (month, day, minute) = (at % 12 + 1, at / 12 % 28 + 1, at * 7 % 60);
            let [crime, inside, premise, weapon, hour] = row.map(usize::from);
            let (crime, inside) = (CRIMES[crime], INSIDES[inside]);
            let (premise, weapon) = (PREMISES[premise], WEAPONS[weapon]);
            // Writing to a text can't fail.
            let _ =
                writeln!(text, "2022-{month:02}-{day:02} {hour:02}:{minute:02}:00,{crime},{inside},{premise},{weapon}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use crate::{COLUMNS, LEVELS, Recipe};

    #[test]
    fn the_file_holds_the_codes_of_the_rows() {
        let crimes = Recipe::new("indep".parse().expect("a kind"), 3000, 1).make();
        let text = crimes.csv();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut levels = vec![std::collections::BTreeMap::new(); COLUMNS.len()];
        for (record, row) in reader.records().zip(&crimes.rows) {
            let record = record.expect("a record");
            let hour = &record[0][11..13];
            assert_eq!(hour.parse(), Ok(row[4]));
            for (column, value) in [&record[1], &record[2], &record[3], &record[4], hour].into_iter().enumerate() {
                assert_eq!(*levels[column].entry(row[column]).or_insert_with(|| value.to_owned()), value);
            }
        }
        assert_eq!(levels.iter().map(std::collections::BTreeMap::len).collect::<Vec<_>>(), LEVELS);
    }
}
