//! Builds the sample, from the terrain to the bytes of the files.

use super::people::People;
use super::random::{Purpose, Random};
use super::{SampleCity, places, victims, write};

/// Builds the city: the same bytes on every call and on every platform.
pub fn city() -> SampleCity {
    let places = places::places();
    let mut random = Random::new(Purpose::People);
    let people: Vec<People> = places.iter().map(|place| People::of(place, &mut random)).collect();
    let victims = victims::victims(&places, &people);
    let (crime_csv, planted) = write::crime_csv(&victims, &places);
    SampleCity { crime_csv, regions_geojson: write::regions_geojson(&places, &people), planted }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::geo::{Locator, NameIndex, census, parse_geojson};
    use crate::table;
    use vc_model::result::Note;

    /// The rows of the crime table, as maps from header to text.
    fn rows(city: &SampleCity) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_reader(city.crime_csv.as_slice());
        reader.deserialize().map(|row| row.expect("a row")).collect()
    }

    /// Association of two columns, 0–1.
    ///
    /// # Source
    /// Cramér, "Mathematical Methods of Statistics" (1946), section 21.9.
    fn cramers_v(pairs: &[(String, u8)]) -> f64 {
        let mut cells: BTreeMap<(&str, u8), f64> = BTreeMap::new();
        let (mut rows, mut columns) = (BTreeMap::<&str, f64>::new(), BTreeMap::<u8, f64>::new());
        for (row, column) in pairs {
            *cells.entry((row, *column)).or_default() += 1.0;
            *rows.entry(row).or_default() += 1.0;
            *columns.entry(*column).or_default() += 1.0;
        }
        let n = pairs.len() as f64;
        let mut chi_squared = 0.0;
        for (row, row_total) in &rows {
            for (column, column_total) in &columns {
                let expected = row_total * column_total / n;
                let seen = cells.get(&(*row, *column)).copied().unwrap_or(0.0);
                chi_squared += (seen - expected) * (seen - expected) / expected;
            }
        }
        libm::sqrt(chi_squared / n / (rows.len().min(columns.len()) - 1) as f64)
    }

    /// Links to the sample carry its fingerprint: if these bytes change, old links no longer reproduce.
    #[test]
    fn the_bytes_never_change() {
        let city = city();
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
        let found = [&city.crime_csv, &city.regions_geojson, &city.planted].map(|bytes| hash(bytes));
        assert_eq!(found, ["6ad9d3efc563781c", "9e14b9b61b6c4006", "888748a0dabee391"]);
        assert!(city.crime_csv.len() + city.regions_geojson.len() < 3_000_000);
    }

    #[test]
    fn rows_and_planted_groups_have_their_numbers() {
        let city = city();
        let rows = rows(&city);
        assert_eq!(rows.len(), city.planted.len());
        let mut years: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &rows {
            *years.entry(row["crime_date"].get(..4).unwrap_or("")).or_default() += 1;
        }
        assert!((7_100..7_200).contains(&years["2024"]), "{years:?}");
        assert_eq!(years.len(), 4, "three years and no date: {years:?}");
        let shares: Vec<f64> = (0..=victims::NO_GROUP)
            .map(|group| city.planted.iter().filter(|&&planted| planted == group).count() as f64 / rows.len() as f64)
            .collect();
        for (share, expected) in shares.iter().zip([0.27, 0.225, 0.18, 0.135, 0.09, 0.1]) {
            assert!((share - expected).abs() < 0.01, "{shares:?}");
        }
    }

    #[test]
    fn the_table_contains_slips() {
        let city = city();
        let rows = rows(&city);
        let empty = |header: &str| rows.iter().filter(|row| row[header].is_empty()).count();
        assert!((100..160).contains(&empty("Neighborhood")));
        assert!((1..20).contains(&empty("crime_date")));
        assert!(rows.iter().filter(|row| row["Neighborhood"].is_empty()).all(|row| row["Latitude"].starts_with("41.")));
        let ids: BTreeSet<&str> = rows.iter().map(|row| row["RowID"].as_str()).collect();
        assert!((5..30).contains(&(rows.len() - ids.len())), "{} repeated", rows.len() - ids.len());
        let unreadable = rows.iter().filter(|row| row["crime_time"].ends_with(":99")).count();
        assert!((5..30).contains(&unreadable), "{unreadable}");
    }

    #[test]
    fn the_reader_recognizes_columns_and_reports_slips() {
        let table = table::parse_csv(&city().crime_csv).expect("good file");
        let unread: Vec<&str> =
            table.headers.iter().filter(|header| header.role.is_none()).map(|header| header.header.as_str()).collect();
        assert_eq!(unread, ["CrimeCode"]);
        let repeated = table.set_aside.iter().filter(|reason| reason.is_some()).count();
        assert!((5..30).contains(&repeated), "{repeated}");
        assert!(matches!(table.notes[..], [Note::UnusableCoordinates { rows: 1..60 }]), "{:?}", table.notes);
    }

    #[test]
    fn positions_lie_in_the_named_neighborhood() {
        let city = city();
        let regions = parse_geojson(&city.regions_geojson).expect("good file");
        assert_eq!(regions.notes, []);
        let (index, locator) = (NameIndex::new(&regions.names), Locator::new(&regions));
        for row in rows(&city) {
            let (lng, lat): (f64, f64) =
                (row["Longitude"].parse().expect("number"), row["Latitude"].parse().expect("number"));
            let located = locator.locate(lng, lat);
            if row["Neighborhood"].is_empty() {
                assert!(located.is_some(), "{row:?}");
            } else if lng != 0.0 {
                let named = index.find(&row["Neighborhood"]).map(|found| found.region);
                assert!(named.is_some() && named == located, "{row:?}");
            }
        }
    }

    #[test]
    fn census_counts_are_consistent() {
        let regions = parse_geojson(&city().regions_geojson).expect("good file");
        let values = |name: &str| {
            let property = regions.properties.iter().find(|property| property.name == name);
            property.map(|property| property.values.clone()).expect(name)
        };
        let sums_to = |whole: &str, parts: &[&str]| {
            let parts: Vec<Vec<f64>> = parts.iter().map(|part| values(part)).collect();
            for (region, whole) in values(whole).into_iter().enumerate() {
                assert_eq!(parts.iter().map(|part| part[region]).sum::<f64>(), whole, "{}", regions.names[region]);
            }
        };
        let races = ["White", "Blk_AfAm", "AmInd_AkNa", "Asian", "NatHaw_Pac", "Other_Race", "TwoOrMore"];
        sums_to("Population", &races);
        sums_to("Population", &["Male", "Female"]);
        let ages =
            ["AGE0_4", "AGE5_11", "AGE12_14", "AGE15_17", "AGE18_24", "AGE25_34", "AGE35_44", "AGE45_64", "AGE65ovr"];
        sums_to("Population", &ages);
        sums_to("Families", &["Married", "MaleHH", "FemaleHH"]);
        sums_to("Housing", &["Occupied", "Vacant"]);
        sums_to("Occupied", &["Occ_Own", "Occ_Rent"]);
        sums_to("Vacant", &["Vac_Rent", "Vac_Sale", "Vac_Other"]);
        for (part, whole) in [("Families", "Occupied"), ("FemaleHH18", "FemaleHH"), ("Hisp_Lat", "Population")] {
            assert!(values(part).iter().zip(values(whole)).all(|(part, whole)| *part <= whole), "{part}");
        }
        assert_eq!(values("Population").iter().filter(|residents| **residents == 0.0).count(), 2);
        assert_eq!(census(&regions).measures.len(), 15);
    }

    /// Race is not planted. Random differences between places must not make it associated with the groups.
    #[test]
    fn race_is_not_associated_with_the_groups() {
        let city = city();
        let rows = rows(&city);
        for (header, most) in [("Race", 0.04), ("Ethnicity", 0.05)] {
            let known = rows.iter().zip(&city.planted).filter(|(row, _)| !row[header].is_empty());
            let pairs: Vec<(String, u8)> = known.map(|(row, &group)| (row[header].clone(), group)).collect();
            let association = cramers_v(&pairs);
            assert!(association < most, "{header}: {association}");
        }
    }
}
