//! Every generated name holds for at least half of its group, as a whole.
//!
//! The test reads the English name as a reader would, and counts the rows of the published table for which all of it is so. It
//! shares nothing with what makes names but the words for kinds of place: kinds of crime are told by words of the table, parts of the
//! city by the map's own coordinates and figures.

mod common;

use std::collections::BTreeMap;

use common::data;
use serde_json::Value;
use vc_core::dataset::{NamedBytes, NamedFile};
use vc_core::job::Immediately;
use vc_core::sample::city;
use vc_core::session::Session;
use vc_model::params::{AnalysisParams, Clusters, Column, Mapping, Preset, Role};
use vc_model::questions::{ExportFile, Query, Reply, RowFilter};
use vc_model::result::{Analysis, DatasetSummary};
use vc_view::wording::{Locale, level_text, named_groups, place_text};

/// What the table says of one row.
#[derive(Default)]
struct Row {
    crime: String,
    premise: String,
    side: String,
    weapon: String,
    district: String,
    hour: Option<usize>,
    month: Option<usize>,
    region: String,
}

/// Words of kinds of crime, by what the table writes; the first that fits counts.
const CRIMES: &[(&str, &[&str])] = &[
    ("LARCENY FROM AUTO", &["thefts from cars", "thefts"]),
    ("AUTO THEFT", &["car thefts", "thefts"]),
    ("MOTOR VEHICLE THEFT", &["car thefts", "thefts"]),
    ("ROBBERY - STREET", &["street robberies", "robberies"]),
    ("ROBBERY - COMMERCIAL", &["robberies of businesses", "robberies"]),
    ("ROBBERY - RESIDENCE", &["robberies in homes", "robberies"]),
    ("ROBBERY - CARJACKING", &["carjackings", "robberies"]),
    ("CARJACKING", &["carjackings", "robberies"]),
    ("ROBBERY", &["robberies"]),
    ("COMMON ASSAULT", &["common assaults", "assaults"]),
    ("SIMPLE ASSAULT", &["simple assaults", "assaults"]),
    ("AGG. ASSAULT", &["aggravated assaults", "assaults"]),
    ("AGGRAVATED ASSAULT", &["aggravated assaults", "assaults"]),
    ("BURGLARY", &["burglaries"]),
    ("LARCENY", &["thefts"]),
    ("SHOPLIFTING", &["shoplifting", "thefts"]),
    ("SHOOTING", &["shootings"]),
    ("HOMICIDE", &["homicides"]),
    ("MURDER", &["homicides"]),
    ("RAPE", &["rapes", "sexual assaults"]),
    ("ARSON", &["arson"]),
    // Los Angeles, New York, St. Louis, Chicago.
    ("VEHICLE - STOLEN", &["car thefts", "thefts"]),
    ("GRAND LARCENY OF MOTOR VEHICLE", &["car thefts", "thefts"]),
    ("STEALING - MOTOR VEHICLE/WATERCRAFT/AIRCRAFT", &["car thefts", "thefts"]),
    ("THEFT FROM MOTOR VEHICLE - GRAND ($950.01 AND OVER)", &["grand thefts from cars", "thefts"]),
    ("THEFT FROM MOTOR VEHICLE - PETTY ($950 & UNDER)", &["petty thefts from cars", "thefts"]),
    ("BURGLARY FROM VEHICLE", &["break-ins of cars", "thefts"]),
    ("GRAND LARCENY", &["grand thefts", "thefts"]),
    ("THEFT-GRAND ($950.01 & OVER)EXCPT,GUNS,FOWL,LIVESTK,PROD", &["grand thefts", "thefts"]),
    ("PETIT LARCENY", &["petty thefts", "thefts"]),
    ("THEFT PLAIN - PETTY ($950 & UNDER)", &["petty thefts", "thefts"]),
    ("BIKE - STOLEN", &["bicycle thefts", "thefts"]),
    ("SHOPLIFTING - PETTY THEFT ($950 & UNDER)", &["shoplifting", "thefts"]),
    ("PICKPOCKET", &["thefts from people", "thefts"]),
    ("THEFT OF IDENTITY", &["identity thefts", "frauds"]),
    ("FRAUDS", &["frauds"]),
    ("BATTERY - SIMPLE ASSAULT", &["simple assaults", "assaults"]),
    ("ASSAULT 3 & RELATED OFFENSES", &["simple assaults", "assaults"]),
    ("INTIMATE PARTNER - SIMPLE ASSAULT", &["domestic violence", "assaults"]),
    ("ASSAULT WITH DEADLY WEAPON, AGGRAVATED ASSAULT", &["aggravated assaults", "assaults"]),
    ("FELONY ASSAULT", &["aggravated assaults", "assaults"]),
    ("CRIMINAL THREATS - NO WEAPON DISPLAYED", &["threats", "assaults"]),
    ("HARRASSMENT 2", &["harassment", "assaults"]),
    ("SEX CRIMES", &["sexual assaults"]),
    ("CRIMINAL MISCHIEF & RELATED OF", &["damage to property"]),
    ("FIRST DEGREE MURDER", &["homicides"]),
    ("MURDER 1ST DEGREE", &["homicides"]),
    ("MURDER & NON-NEGL. MANSLAUGHTER", &["homicides"]),
];

const PARTS: [&str; 4] = ["at night", "in the morning", "in the afternoon", "in the evening"];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const DAYS: [&str; 7] = ["mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"];

fn signs(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn crime_words(crime: &str) -> Vec<String> {
    let known = CRIMES.iter().find(|(written, _)| signs(written) == signs(crime));
    match known {
        Some((_, words)) => words.iter().map(|word| (*word).to_owned()).collect(),
        None => vec![level_text(Column::Description, crime, Locale::EN).to_lowercase()],
    }
}

/// The parts of the city that names may tell, by region.
struct Ground {
    /// Region: where its middle lies, from 0 to 1 eastwards and northwards.
    middles: BTreeMap<String, (f64, f64)>,
    /// Phrase: the regions that it means.
    homes: BTreeMap<&'static str, Vec<String>>,
}

/// Corners of the box around all points of a geometry's coordinates.
fn corners(coordinates: &Value, low: &mut [f64; 2], high: &mut [f64; 2]) {
    let Some(list) = coordinates.as_array() else { return };
    if let [Value::Number(x), Value::Number(y), ..] = &list[..] {
        for (axis, value) in [x, y].into_iter().enumerate() {
            let value = value.as_f64().expect("a coordinate");
            (low[axis], high[axis]) = (low[axis].min(value), high[axis].max(value));
        }
        return;
    }
    list.iter().for_each(|part| corners(part, low, high));
}

impl Ground {
    fn new(map: Option<&Value>, analysis: &Analysis) -> Self {
        let mut middles = BTreeMap::new();
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        let mut found: Vec<[f64; 2]> = Vec::new();
        for feature in map.and_then(|map| map["features"].as_array()).into_iter().flatten() {
            let (mut own_low, mut own_high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
            corners(&feature["geometry"]["coordinates"], &mut own_low, &mut own_high);
            found.push([0, 1].map(|axis| (own_low[axis] + own_high[axis]) / 2.0));
            for axis in 0..2 {
                (low[axis], high[axis]) = (low[axis].min(own_low[axis]), high[axis].max(own_high[axis]));
            }
        }
        // The result's regions stand in the map's order.
        for (region, middle) in analysis.regions.iter().zip(&found) {
            let [x, y] = [0, 1].map(|axis| (middle[axis] - low[axis]) / (high[axis] - low[axis]));
            middles.insert(region.name.clone(), (x, y));
        }
        let mut homes = BTreeMap::new();
        let phrases = [
            ("where many homes are vacant", "share_vacant_homes", true),
            ("where few homes are vacant", "share_vacant_homes", false),
            ("where many own their homes", "share_owner_occupied", true),
            ("where many rent their homes", "share_owner_occupied", false),
        ];
        for (phrase, id, is_high) in phrases {
            let Some(at) = analysis.measures.iter().position(|measure| measure.id == id) else { continue };
            let of_regions = analysis.regions.iter().filter_map(|region| Some((region.measures[at]?, region)));
            let mut sorted: Vec<_> = of_regions.collect();
            sorted.sort_by(|a, b| if is_high { b.0.total_cmp(&a.0) } else { a.0.total_cmp(&b.0) });
            let mut victims = 0.0;
            let within = sorted.iter().take_while(|(_, region)| {
                victims += region.victims;
                victims <= analysis.rows.victims / 3.0
            });
            homes.insert(phrase, within.map(|(_, region)| region.name.clone()).collect());
        }
        Self { middles, homes }
    }

    fn lies(&self, region: &str, side: &str) -> bool {
        self.middles.get(region).is_some_and(|&(east, north)| {
            (!side.starts_with("north") || north >= 0.6)
                && (!side.starts_with("south") || north <= 0.4)
                && (!side.ends_with("east") || east >= 0.6)
                && (!side.ends_with("west") || east <= 0.4)
        })
    }
}

/// The end of `text` behind which `phrase` was cut off.
fn cut(text: &mut String, phrase: &str) -> bool {
    let Some(before) = text.strip_suffix(phrase).filter(|before| before.is_empty() || before.ends_with(' ')) else {
        return false;
    };
    text.truncate(before.trim_end_matches([' ', ',']).len());
    true
}

type Test<'a> = Box<dyn Fn(&Row) -> bool + 'a>;

/// The claims of a name, read from its end.
fn claims<'a>(name: &str, rows: &[&Row], ground: &'a Ground) -> Vec<Test<'a>> {
    let mut rest = name.to_lowercase();
    if let Some(at) = rest.rfind(" (").filter(|at| rest[*at..].len() == 4) {
        rest.truncate(at);
    }
    let mut tests: Vec<Test> = Vec::new();
    let text = |column: Column, level: &str| level_text(column, level, Locale::EN).to_lowercase();
    // Tables that are read as one write SOUTHEAST and SOUTHEASTERN.
    let district_of = move |row: &Row| text(Column::District, &row.district).trim_end_matches("ern").to_owned();
    let mut districts: Vec<String> = rows.iter().map(|row| district_of(row)).collect();
    let mut weapons: Vec<String> = rows.iter().map(|row| text(Column::Weapon, &row.weapon)).collect();
    let at_place = |row: &Row| place_text(&row.premise, Locale::EN).map(|phrase| phrase.to_lowercase());
    let mut premises: Vec<String> = rows.iter().filter_map(|row| at_place(row)).collect();
    let mut crimes: Vec<String> = rows.iter().flat_map(|row| crime_words(&row.crime)).collect();
    for list in [&mut districts, &mut weapons, &mut premises, &mut crimes] {
        list.sort();
        list.dedup();
    }
    loop {
        let before = rest.len();
        if let Some(phrase) = ground.homes.keys().find(|phrase| cut(&mut rest, phrase)) {
            let regions = &ground.homes[phrase];
            tests.push(Box::new(move |row| regions.contains(&row.region)));
        }
        for side in ["northeast", "northwest", "southeast", "southwest", "north", "east", "south", "west"] {
            if cut(&mut rest, &format!("in the {side}")) {
                tests.push(Box::new(move |row| ground.lies(&row.region, side)));
            }
        }
        if rest.ends_with(" district") || rest.ends_with(" districts") {
            let at = rest.rfind("in the ").expect("where the districts begin");
            let named: Vec<String> = rest[at + 7..]
                .trim_end_matches('s')
                .trim_end_matches(" district")
                .split(", ")
                .flat_map(|part| part.split(" and "))
                .map(|district| district.trim_end_matches("ern").to_owned())
                .collect();
            assert!(named.iter().all(|district| districts.contains(district)), "{name}: {named:?} of {districts:?}");
            rest.truncate(rest[..at].trim_end_matches([' ', ',']).len());
            tests.push(Box::new(move |row| named.contains(&district_of(row))));
        }
        for (part, phrase) in PARTS.iter().enumerate() {
            if cut(&mut rest, phrase) {
                tests.push(Box::new(move |row| row.hour.is_some_and(|hour| hour / 6 == part)));
            }
        }
        for (month, phrase) in MONTHS.iter().enumerate() {
            if cut(&mut rest, &format!("in {phrase}")) {
                tests.push(Box::new(move |row| row.month == Some(month + 1)));
            }
        }
        for (phrase, letter) in [("indoors", 'i'), ("outdoors", 'o')] {
            if cut(&mut rest, phrase) {
                tests.push(Box::new(move |row| row.side.to_lowercase().starts_with(letter)));
            }
        }
        for weapon in &weapons {
            for article in ["with", "with a", "with an"] {
                if cut(&mut rest, &format!("{article} {weapon}")) {
                    let weapon = weapon.clone();
                    tests.push(Box::new(move |row| text(Column::Weapon, &row.weapon) == weapon));
                }
            }
        }
        assert!(DAYS.iter().all(|day| !rest.ends_with(day)), "{name}: no table here has a group of one day");
        if rest.len() == before {
            break;
        }
    }
    let mut at_places: Vec<Test> = Vec::new();
    loop {
        let before = rest.len();
        if let Some(phrase) = premises.iter().find(|phrase| cut(&mut rest, phrase)) {
            let phrase = phrase.clone();
            at_places.push(Box::new(move |row| at_place(row).as_ref() == Some(&phrase)));
        }
        if rest.len() == before {
            break;
        }
        // "at home and in shops"
        if !cut(&mut rest, "and") {
            break;
        }
    }
    if !at_places.is_empty() {
        tests.push(Box::new(move |row| at_places.iter().any(|test| test(row))));
    }
    // "Victims" is only for tables that tell no crimes.
    let tells_crimes = rows.iter().any(|row| !row.crime.is_empty());
    let of_no_crime =
        if tells_crimes { ["mixed crimes", "mixed crimes, mostly"] } else { ["victims", "victims, mostly"] };
    if of_no_crime.contains(&&*rest) {
        return tests;
    }
    let pairs = crimes.iter().flat_map(|a| crimes.iter().map(move |b| vec![a.clone(), b.clone()]));
    let named = crimes.iter().map(|a| vec![a.clone()]).chain(pairs).find(|words| words.join(" and ") == rest);
    let named = named.unwrap_or_else(|| panic!("{name:?}: {rest:?} is no crime of {crimes:?}"));
    tests.push(Box::new(move |row| crime_words(&row.crime).iter().any(|word| named.contains(word))));
    tests
}

/// The rows as the file has them, with hour and region as *Every row* lists them.
fn read(csv: &[u8], summary: &DatasetSummary, session: &Session) -> Vec<Row> {
    let first = csv.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(csv);
    let headers = reader.headers().expect("headers").clone();
    let column = |role: Role| {
        let header = summary.headers.iter().find(|header| header.role == Some(role))?;
        headers.iter().position(|other| other.trim() == header.header)
    };
    let places = [Role::Description, Role::Premise, Role::InsideOutside, Role::Weapon, Role::District].map(column);
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.byte_records() {
        let record = record.expect("a row");
        let cell =
            |at: Option<usize>| match String::from_utf8_lossy(record.get(at.unwrap_or(usize::MAX)).unwrap_or_default())
            {
                text if matches!(text.trim(), "NA" | "(null)") => String::new(),
                text => text.trim().to_owned(),
            };
        let [crime, premise, side, weapon, district] = places.map(cell);
        rows.push(Row { crime, premise, side, weapon, district, ..Row::default() });
    }
    let mut from = 0;
    while (from as usize) < rows.len() {
        let query = Query::Rows { filter: RowFilter::All, from, count: Query::MOST_ROWS };
        let (_, Reply::Rows(page)) = session.look(query).expect("rows") else { panic!("rows were asked for") };
        for (row, listed) in rows[from as usize..].iter_mut().zip(&page.rows) {
            row.hour = listed.time.get(..2).and_then(|hour| hour.parse().ok());
            row.month = listed.date.get(5..7).and_then(|month| month.parse().ok());
            row.region.clone_from(&listed.place);
        }
        from += page.rows.len().max(1) as u64;
    }
    rows
}

/// Checks the names of 2 to 12 groups, and of the suggested number, for each preset.
fn check(title: &str, csv: &[u8], map: Option<&[u8]>, session: &mut Session, summary: &DatasetSummary) -> usize {
    let map: Option<Value> = map.map(|map| serde_json::from_slice(map).expect("a map"));
    let mut rows: Vec<Row> = Vec::new();
    let mut checked = 0;
    let presets: &[Preset] = if map.is_some() { &[Preset::Crime, Preset::Census] } else { &[Preset::Crime] };
    for (&preset, k) in presets.iter().flat_map(|preset| (1..=12).map(move |k| (preset, k))) {
        let clusters = if k == 1 { Clusters::Auto } else { Clusters::Fixed(k) };
        let params = AnalysisParams { preset, clusters, n_init: 2, ..AnalysisParams::default() };
        let Ok(analysis) = pollster::block_on(session.analyze(&params, &Immediately)) else { continue };
        if rows.is_empty() {
            rows = read(csv, summary, session);
        }
        let labels = session.export(ExportFile::Labels).expect("labels").bytes;
        let mut of_groups: Vec<Vec<&Row>> = vec![Vec::new(); analysis.groups.len()];
        for (row, record) in rows.iter().zip(csv::Reader::from_reader(&labels[..]).records()) {
            if let Ok(group) = record.expect("a label")[2].parse::<usize>() {
                of_groups[group].push(row);
            }
        }
        let ground = Ground::new(map.as_ref(), &analysis);
        for (name, rows) in named_groups(&analysis.groups, Locale::EN).iter().zip(&of_groups) {
            let claims = claims(&name.text, rows, &ground);
            let held = rows.iter().filter(|row| claims.iter().all(|claim| claim(row))).count();
            let share = held as f64 / rows.len() as f64;
            assert!(share >= 0.5, "{title}, {preset:?}, {} groups: {:?} holds for {share}", of_groups.len(), name.text);
            // A kind of crime or place below 1% of every group is not counted, so the name may hold for a few more. Rare kinds of place
            // whose words this test does not know make a few less.
            assert!(share > name.share - 0.02 && share < name.share + 0.12, "{title}: {name:?}, counted again {share}");
            checked += 1;
        }
    }
    checked
}

fn file(name: &str, bytes: &[u8]) -> NamedFile {
    NamedBytes { name: name.to_owned(), bytes: bytes.to_vec() }.into()
}

#[test]
fn names_of_the_sample_hold() {
    let city = city();
    let mut session = Session::new();
    let summary = pollster::block_on(session.load_sample(&Immediately)).expect("the sample");
    let checked = check("sample", &city.crime_csv, Some(&city.regions_geojson), &mut session, &summary);
    assert!(checked > 140, "{checked}");
}

fn check_files(table: &str, regions: Option<&str>) {
    let Some(path) = data(table) else { return };
    let csv = std::fs::read(path).expect("a table");
    let map = regions.and_then(data).map(|path| std::fs::read(path).expect("regions"));
    let mut files = vec![file("table.csv", &csv)];
    files.extend(map.as_ref().map(|map| file("regions.geojson", map)));
    let mut session = Session::new();
    let summary = pollster::block_on(session.load(files, &Mapping::default(), &Immediately)).expect("a table");
    let checked = check(table, &csv, map.as_deref(), &mut session, &summary);
    assert!(checked > 20, "{table}: {checked}");
}

#[test]
fn names_of_baltimore_hold() {
    let regions = Some("data/neighborhoods/census2010.geojson");
    for table in ["2011-2016", "2016-2021", "2019_cut_names", "2021_api", "2022_victim_fields"] {
        check_files(&format!("data/crime/part1_{table}.csv"), regions);
    }
}

#[test]
fn names_of_other_cities_hold() {
    for table in [
        "los_angeles",
        "new_york_complaints",
        "new_york_shootings",
        "philadelphia_shooting_victims",
        "chicago_homicides",
        "medellin_homicides",
        "san_francisco_robbery",
        "st_louis_2024-03",
    ] {
        check_files(&format!("data/cities/tables/{table}.csv"), None);
    }
}
