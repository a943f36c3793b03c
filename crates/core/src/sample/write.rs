//! Writes the city as files: a crime table in CSV and neighborhoods in GeoJSON, like a city's portal.

use std::fmt::Write;

use geo::LineString;

use super::people::People;
use super::places::Place;
use super::slips::{Slip, slips};
use super::victims::Victim;

const HEADER: &str = "RowID,crime_date,crime_time,CrimeCode,Description,Inside_Outside,Weapon,Premise,District,\
                      Neighborhood,Latitude,Longitude,Gender,Age,Race,Ethnicity,Total_Incidents\n";
/// A repeated row comes again after this many rows, as when pages of a download overlap.
const PAGE_OVERLAP: usize = 25;

/// The crime table, and the planted group of each of its rows.
pub(super) fn crime_csv(victims: &[Victim], places: &[Place]) -> (Vec<u8>, Vec<u8>) {
    let mut text = String::with_capacity(160 * victims.len());
    text.push_str(HEADER);
    let mut planted = Vec::with_capacity(victims.len() + victims.len() / 100);
    let slips = slips(victims.len());
    let mut put = |row: usize| {
        let victim = &victims[row];
        write_row(&mut text, row + 1, victim, &places[victim.place], slips[row]);
        planted.push(victim.group);
    };
    for row in 0..victims.len() {
        put(row);
        if let Some(earlier) = row.checked_sub(PAGE_OVERLAP)
            && slips[earlier] == Some(Slip::Twice)
        {
            put(earlier);
        }
    }
    (text.into_bytes(), planted)
}

fn write_row(text: &mut String, row_id: usize, victim: &Victim, place: &Place, slip: Option<Slip>) {
    let has = |lost: Slip| slip != Some(lost);
    let date = match slip {
        Some(Slip::NoDate) => String::new(),
        _ => format!("{}-{:02}-{:02}", victim.day.year, victim.day.month, victim.day.day),
    };
    let (hour, minute) = (victim.minute / 60, victim.minute % 60);
    let time = match slip {
        Some(Slip::ShortTime) => format!("{hour:02}{minute:02}"),
        Some(Slip::BadTime) => format!("{hour:02}:{minute:02}:99"),
        _ => format!("{hour:02}:{minute:02}:00"),
    };
    let (code, description) = victim.crime;
    let inside = if victim.inside { "Inside" } else { "Outside" };
    let weapon = if has(Slip::NoWeapon) { victim.weapon } else { "" };
    let premise = if has(Slip::NoPremise) { victim.premise } else { "" };
    let neighborhood = if has(Slip::NoNeighborhood) { place.name.to_uppercase() } else { String::new() };
    let (lat, lng) = if has(Slip::NoPosition) { (victim.position.y, victim.position.x) } else { (0.0, 0.0) };
    let traits = &victim.traits;
    let age = traits.age.map(|age| age.to_string()).unwrap_or_default();
    // Writing to a String can't fail.
    let _ = writeln!(
        text,
        "{row_id},{date},{time},{code},{description},{inside},{weapon},{premise},{},{neighborhood},{lat:.5},{lng:.5},\
         {},{age},{},{},1",
        place.district, traits.gender, traits.race, traits.ethnicity
    );
}

/// The neighborhoods with their census counts.
pub(super) fn regions_geojson(places: &[Place], people: &[People]) -> Vec<u8> {
    let features: Vec<String> = places
        .iter()
        .zip(people)
        .map(|(place, people)| {
            let counts: String = people.fields().iter().map(|(name, count)| format!(",\"{name}\":{count}")).collect();
            let rings: Vec<String> =
                std::iter::once(place.shape.exterior()).chain(place.shape.interiors()).map(ring_json).collect();
            format!(
                "{{\"type\":\"Feature\",\"properties\":{{\"Name\":\"{}\"{counts}}},\
                 \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{}]}}}}",
                place.name,
                rings.join(",")
            )
        })
        .collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n")).into_bytes()
}

fn ring_json(ring: &LineString<f64>) -> String {
    let positions: Vec<String> = ring.0.iter().map(|point| format!("[{:.5},{:.5}]", point.x, point.y)).collect();
    format!("[{}]", positions.join(","))
}
