//! One table in every notation gives the same result, and tables of many cities are recognized by their headers.

use vc_core::table::{CsvReader, MISSING_DAY, MISSING_MINUTE, Table, TableError, civil_from_day, parse_csv};
use vc_model::params::{Column, Mapping, Purpose, Role};
use vc_model::result::{HeaderRole, Note, Reason, RoleSource, Rule};

#[path = "../../../tests/common/mod.rs"]
mod common;

fn parse(bytes: &[u8]) -> Table {
    parse_csv(bytes).unwrap_or_else(|error| panic!("{error}"))
}

fn mapped(text: &str, mapping: Mapping) -> Result<Table, TableError> {
    CsvReader::new(text.as_bytes(), text.len() as u64).with_mapping(mapping).finish().map(|(table, _)| table)
}

/// Roles and their headers, in the order of the roles.
fn roles(table: &Table) -> Vec<(&'static str, &str)> {
    let mut found: Vec<&HeaderRole> = table.headers.iter().filter(|header| header.role.is_some()).collect();
    found.sort_by_key(|header| header.role);
    found.iter().filter_map(|header| Some((header.role?.id(), header.header.as_str()))).collect()
}

fn text(table: &Table, role: Role, row: usize) -> &str {
    let column = &table.coded[&role];
    &column.levels[column.codes.get(row) as usize]
}

fn moment(table: &Table, row: usize) -> ((i32, i32, i32), (u16, u16)) {
    let day = table.days.as_ref().map_or(MISSING_DAY, |days| days[row]);
    let minute = table.minutes.as_ref().map_or(MISSING_MINUTE, |minutes| minutes[row]);
    assert!(day != MISSING_DAY && minute != MISSING_MINUTE, "row {row} has no moment");
    (civil_from_day(day), (minute / 60, minute % 60))
}

/// The notation of a table.
#[derive(Clone, Copy, Debug)]
struct Way {
    separator: &'static str,
    line_end: &'static str,
    mark: bool,
    titles: &'static [&'static str],
    blanks: bool,
    /// Empty columns at the end: with an empty header, or beyond the last header.
    trailing: (usize, usize),
    windows_1252: bool,
    headers: [&'static str; 8],
}

const HEADERS: [&str; 8] =
    ["RowID", "CrimeDateTime", "Description", "Inside_Outside", "Neighborhood", "Latitude", "Longitude", "Age"];

const PLAIN: Way = Way {
    separator: ",",
    line_end: "\n",
    mark: false,
    titles: &[],
    blanks: false,
    trailing: (0, 0),
    windows_1252: false,
    headers: HEADERS,
};

const ROWS: [[&str; 8]; 5] = [
    ["1", "2022-08-18T03:45:00Z", "LARCENY, PETIT; OTHER", "I", "Cañón \"West\"", "39.2929", "-76.6212", "31"],
    ["2", "2022-08-19T13:05:00Z", "AGG. ASSAULT | GUN", "O", "Oak\nGrove", "39.3", "-76.6", "7"],
    ["3", "2022-08-19T13:05:00Z", "ARSON\tHOUSE", "", "", "", "", ""],
    ["4", "", "ARSON\tHOUSE", "O", "Elm", "0", "0", "NA"],
    ["5", "2022-12-31T23:59:00Z", "LARCENY, PETIT; OTHER", "I", "Elm", "39.31", "-76.61", "90"],
];

impl Way {
    fn write(&self) -> Vec<u8> {
        let quote = |field: &str| {
            let needs = field.contains(['"', '\n', '\r']) || field.contains(self.separator);
            if needs { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() }
        };
        let line = |fields: &[&str], n_more: usize| {
            let mut fields: Vec<String> = fields.iter().map(|field| quote(field)).collect();
            fields.extend(vec![String::new(); n_more]);
            fields.join(self.separator) + self.line_end
        };
        let mut text = String::new();
        for title in self.titles {
            text += title;
            text += self.line_end;
        }
        text += &line(&self.headers, self.trailing.0);
        for row in &ROWS {
            text += &line(row, self.trailing.1);
            if self.blanks {
                text += self.line_end;
            }
        }
        let mut bytes = if self.mark { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
        if self.windows_1252 {
            bytes.extend(text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin 1")));
        } else {
            bytes.extend(text.as_bytes());
        }
        bytes
    }
}

#[test]
fn one_table_is_read_the_same_in_every_notation() {
    let plain = parse(&PLAIN.write());
    assert_eq!(moment(&plain, 0), ((2022, 8, 18), (3, 45)));
    assert_eq!(text(&plain, Role::Neighborhood, 0), "Cañón \"West\"");
    let mut n = 0;
    let headers = [
        HEADERS,
        [
            "row id",
            "CRIME_DATE_TIME",
            "description ",
            "Inside/Outside",
            "NEIGHBORHOOD",
            "latitude (deg)",
            "LNG",
            "age [y]",
        ],
        ["RowID", "CrimeDateT", "Descriptio", "Inside_Out", "Neighborho", "Latitude", "Longitude", "Age"],
    ];
    for separator in [",", ";", "\t", "|"] {
        for line_end in ["\n", "\r\n", "\r"] {
            for titles in [&[][..], &["Crimes of 2022"], &["Police, all; districts | 2022", "", "\"quoted, title\""]] {
                for (trailing, headers) in [(0, 0), (2, 2), (2, 0), (0, 1)].into_iter().zip(headers.into_iter().cycle())
                {
                    for (mark, blanks, windows_1252) in
                        [(false, false, false), (true, true, false), (false, true, true)]
                    {
                        let way = Way { separator, line_end, mark, titles, blanks, trailing, windows_1252, headers };
                        let table = parse(&way.write());
                        n += 1;
                        let content = |table: &Table| {
                            let Table { coded, days, minutes, positions, id, weights, set_aside, .. } = table.clone();
                            (coded, days, minutes, positions, id, weights, set_aside)
                        };
                        assert!(content(&table) == content(&plain), "{way:?}: {:?}", table.headers);
                        let is_noted = table.notes.iter().any(|note| matches!(note, Note::Windows1252 { values: 1 }));
                        assert_eq!(is_noted, windows_1252, "{way:?}");
                    }
                }
            }
        }
    }
    println!("{n} ways of writing one table are read to the same");
    assert_eq!(n, 4 * 3 * 3 * 4 * 3);
}

#[test]
fn a_repeated_header_is_no_victim() {
    let mut twice = PLAIN.write();
    twice.extend(PLAIN.write());
    let table = parse(&twice);
    let count = |reason| table.set_aside.iter().filter(|set_aside| **set_aside == Some(reason)).count();
    assert_eq!((table.n_rows, count(Reason::RepeatedHeader), count(Reason::RepeatedRow)), (11, 1, 5));
}

/// An export of a city: its headers, some rows, and the expected result.
struct City {
    name: &'static str,
    headers: &'static str,
    rows: &'static [&'static str],
    roles: &'static [(&'static str, &'static str)],
    /// The first row's date and time.
    moment: ((i32, i32, i32), (u16, u16)),
    /// The first row's longitude and latitude.
    position: Option<(f64, f64)>,
}

const CITIES: &[City] = &[
    City {
        name: "Baltimore, the first portal",
        headers: "CrimeDate,CrimeTime,CrimeCode,Location,Description,Inside/Outside,Weapon,Post,District,Neighborhood,Longitude,Latitude,Location 1,Premise,vri_name1,Total Incidents",
        rows: &[
            "09/02/2017,23:30:00,3JK,4200 AUDREY AVE,ROBBERY - RESIDENCE,I,KNIFE,913,SOUTHERN,Brooklyn,,,\"(39.2295, -76.6054)\",ROW/TOWNHO,,1",
            "09/12/2017,1850,4E,1 MAIN ST,COMMON ASSAULT,O,,913,SOUTHERN,Brooklyn,-76.6,39.2,,STREET,,1",
        ],
        roles: &[
            ("date", "CrimeDate"),
            ("time", "CrimeTime"),
            ("description", "Description"),
            ("inside_outside", "Inside/Outside"),
            ("premise", "Premise"),
            ("weapon", "Weapon"),
            ("district", "District"),
            ("neighborhood", "Neighborhood"),
            ("lng", "Longitude"),
            ("lat", "Latitude"),
            ("point", "Location 1"),
            ("weight", "Total Incidents"),
        ],
        moment: ((2017, 9, 2), (23, 30)),
        position: Some((-76.6054, 39.2295)),
    },
    City {
        name: "Baltimore, NIBRS",
        headers: "RowID,CCNumber,CrimeDateTime,CrimeCode,Description,Inside_Outside,Weapon,Shooting,Post,Gender,Age,Race,Ethnicity,Old_District,New_District,Neighborhood,Location,Latitude,Longitude,GeoLocation,PremiseType,Total_Incidents",
        rows: &[
            "1,22F001,2023/04/08 01:00:00+00,4E,COMMON ASSAULT,I,PERSONAL_WEAPONS,,913,F,31,BLACK_OR_AFRICAN_AMERICAN,NOT_HISPANIC_OR_LATINO,SOUTHERN,SOUTHERN,,4200 AUDREY AVE,39.2295,-76.6054,\"(39.2295, -76.6054)\",ROW,1",
        ],
        roles: &[
            ("row_id", "RowID"),
            ("date", "CrimeDateTime"),
            ("description", "Description"),
            ("inside_outside", "Inside_Outside"),
            ("premise", "PremiseType"),
            ("weapon", "Weapon"),
            ("district", "New_District"),
            ("neighborhood", "Neighborhood"),
            ("lng", "Longitude"),
            ("lat", "Latitude"),
            ("point", "GeoLocation"),
            ("weight", "Total_Incidents"),
            ("age", "Age"),
            ("sex", "Gender"),
            ("race", "Race"),
            ("ethnicity", "Ethnicity"),
        ],
        moment: ((2023, 4, 8), (1, 0)),
        position: Some((-76.6054, 39.2295)),
    },
    City {
        name: "Chicago",
        headers: "ID,Case Number,Date,Block,IUCR,Primary Type,Description,Location Description,Arrest,Domestic,Beat,District,Ward,Community Area,FBI Code,X Coordinate,Y Coordinate,Year,Updated On,Latitude,Longitude,Location",
        rows: &[
            "1,JA1,09/05/2015 01:30:00 PM,043XX S WOOD ST,0486,BATTERY,DOMESTIC,RESIDENCE,false,true,0924,009,12,61,08B,1165074,1875917,2015,02/10/2018 03:50:01 PM,41.815117282,-87.669999562,\"(41.815117282, -87.669999562)\"",
        ],
        roles: &[
            ("row_id", "ID"),
            ("date", "Date"),
            ("description", "Primary Type"),
            ("premise", "Location Description"),
            ("district", "District"),
            ("neighborhood", "Community Area"),
            ("lng", "Longitude"),
            ("lat", "Latitude"),
        ],
        moment: ((2015, 9, 5), (13, 30)),
        position: Some((-87.6699996, 41.8151173)),
    },
    City {
        name: "Los Angeles",
        headers: "DR_NO,Date Rptd,DATE OCC,TIME OCC,AREA,AREA NAME,Rpt Dist No,Part 1-2,Crm Cd,Crm Cd Desc,Mocodes,Vict Age,Vict Sex,Vict Descent,Premis Cd,Premis Desc,Weapon Used Cd,Weapon Desc,Status,LOCATION,Cross Street,LAT,LON",
        rows: &[
            "1,03/01/2020 12:00:00 AM,03/01/2020 12:00:00 AM,2130,07,Wilshire,0784,1,510,VEHICLE - STOLEN,,0,M,O,101,STREET,,,AA,1900 S LONGWOOD AV,,34.0375,-118.3506",
            "2,03/02/2020 12:00:00 AM,03/02/2020 12:00:00 AM,45,07,Wilshire,0784,1,510,VEHICLE - STOLEN,,47,F,B,101,STREET,,,AA,1900 S LONGWOOD AV,,34.0375,-118.3506",
        ],
        roles: &[
            ("row_id", "DR_NO"),
            ("date", "DATE OCC"),
            ("time", "TIME OCC"),
            ("description", "Crm Cd Desc"),
            ("premise", "Premis Desc"),
            ("weapon", "Weapon Desc"),
            ("district", "AREA NAME"),
            ("lng", "LON"),
            ("lat", "LAT"),
            ("age", "Vict Age"),
            ("sex", "Vict Sex"),
            ("race", "Vict Descent"),
        ],
        moment: ((2020, 3, 1), (21, 30)),
        position: Some((-118.3506, 34.0375)),
    },
    City {
        name: "New York",
        headers: "CMPLNT_NUM,ADDR_PCT_CD,BORO_NM,CMPLNT_FR_DT,CMPLNT_FR_TM,CMPLNT_TO_DT,CMPLNT_TO_TM,LOC_OF_OCCUR_DESC,OFNS_DESC,PD_DESC,PREM_TYP_DESC,RPT_DT,SUSP_AGE_GROUP,SUSP_RACE,SUSP_SEX,VIC_AGE_GROUP,VIC_RACE,VIC_SEX,X_COORD_CD,Y_COORD_CD,Latitude,Longitude,Lat_Lon",
        rows: &[
            "1,43,BRONX,12/05/2019,18:30:00,,,INSIDE,ROBBERY,\"ROBBERY,HOME\",RESIDENCE,12/05/2019,25-44,WHITE,M,<18,BLACK,F,1018000,238000,40.82,-73.87,\"(40.82, -73.87)\"",
        ],
        roles: &[
            ("date", "CMPLNT_FR_DT"),
            ("time", "CMPLNT_FR_TM"),
            ("description", "OFNS_DESC"),
            ("inside_outside", "LOC_OF_OCCUR_DESC"),
            ("premise", "PREM_TYP_DESC"),
            ("district", "BORO_NM"),
            ("lng", "Longitude"),
            ("lat", "Latitude"),
            ("point", "Lat_Lon"),
            ("age", "VIC_AGE_GROUP"),
            ("sex", "VIC_SEX"),
            ("race", "VIC_RACE"),
        ],
        moment: ((2019, 12, 5), (18, 30)),
        position: Some((-73.87, 40.82)),
    },
    City {
        name: "Philadelphia",
        headers: "the_geom,objectid,dc_dist,psa,dispatch_date_time,dispatch_date,dispatch_time,hour,dc_key,location_block,ucr_general,text_general_code,point_x,point_y,lat,lng",
        rows: &[
            "0101000020,1,22,3,2018-12-09 03:16:00+00,2018-12-08,22:16:00,22,201822,1500 BLOCK N,600,Thefts,-75.16,39.98,39.98,-75.16",
        ],
        roles: &[
            ("row_id", "objectid"),
            ("date", "dispatch_date_time"),
            ("time", "dispatch_time"),
            ("description", "text_general_code"),
            ("district", "dc_dist"),
            ("lng", "lng"),
            ("lat", "lat"),
        ],
        moment: ((2018, 12, 9), (22, 16)),
        position: Some((-75.16, 39.98)),
    },
    City {
        name: "Cincinnati",
        headers: "INSTANCEID,INCIDENT_NO,DATE_REPORTED,DATE_FROM,DATE_TO,CLSD,UCR,DST,BEAT,OFFENSE,LOCATION,THEFT_CODE,WEAPONS,DAYOFWEEK,CPD_NEIGHBORHOOD,SNA_NEIGHBORHOOD,VICTIM_AGE,VICTIM_RACE,VICTIM_ETHNICITY,VICTIM_GENDER,SUSPECT_AGE,SUSPECT_RACE,TOTALNUMBERVICTIMS,UCR_GROUP,LONGITUDE_X,LATITUDE_Y",
        rows: &[
            "A-1,209,01/11/2020 02:00:00 PM,01/10/2020 11:15:00 PM,,Z,810,3,1,ASSAULT,29-STREET,,99 - NONE,FRI,WESTWOOD,WESTWOOD,26-30,BLACK,NOT OF HISP,F - FEMALE,18-25,WHITE,1,SIMPLE ASSAULT,-84.6,39.14",
        ],
        roles: &[
            ("date", "DATE_FROM"),
            ("description", "UCR_GROUP"),
            ("weapon", "WEAPONS"),
            ("district", "DST"),
            ("neighborhood", "SNA_NEIGHBORHOOD"),
            ("lng", "LONGITUDE_X"),
            ("lat", "LATITUDE_Y"),
            ("age", "VICTIM_AGE"),
            ("sex", "VICTIM_GENDER"),
            ("race", "VICTIM_RACE"),
            ("ethnicity", "VICTIM_ETHNICITY"),
        ],
        moment: ((2020, 1, 10), (23, 15)),
        position: Some((-84.6, 39.14)),
    },
    City {
        name: "Detroit",
        headers: "incident_entry_id,nearest_intersection,offense_category,offense_description,state_offense_code,incident_occurred_at,incident_time,precinct,neighborhood,longitude,latitude",
        rows: &["1,\"A & B\",LARCENY,LARCENY - PARTS,2305,2021-02-03T00:00:00.000Z,17:45,12,Bagley,-83.1,42.4"],
        roles: &[
            ("date", "incident_occurred_at"),
            ("time", "incident_time"),
            ("description", "offense_category"),
            ("district", "precinct"),
            ("neighborhood", "neighborhood"),
            ("lng", "longitude"),
            ("lat", "latitude"),
        ],
        moment: ((2021, 2, 3), (17, 45)),
        position: Some((-83.1, 42.4)),
    },
    City {
        name: "Seattle",
        headers: "Report Number,Offense ID,Offense Start DateTime,Report DateTime,Group A B,Offense Parent Group,Offense,Offense Code,Precinct,Sector,Beat,MCPP,100 Block Address,Longitude,Latitude",
        rows: &[
            "2020-1,1,02/05/2020 10:10:00 AM,02/05/2020 11:00:00 AM,A,DRUG,Drug Violations,35A,W,Q,Q1,MAGNOLIA,32XX,-122.385,47.649",
        ],
        roles: &[
            ("date", "Offense Start DateTime"),
            ("description", "Offense"),
            ("district", "Precinct"),
            ("neighborhood", "MCPP"),
            ("lng", "Longitude"),
            ("lat", "Latitude"),
        ],
        moment: ((2020, 2, 5), (10, 10)),
        position: Some((-122.385, 47.649)),
    },
    City {
        name: "Washington",
        headers: "X,Y,CCN,REPORT_DAT,SHIFT,METHOD,OFFENSE,BLOCK,XBLOCK,YBLOCK,WARD,ANC,DISTRICT,PSA,NEIGHBORHOOD_CLUSTER,LATITUDE,LONGITUDE,START_DATE,END_DATE,OBJECTID",
        rows: &[
            "396000,138000,23001,2023/01/02 05:00:00+00,DAY,GUN,ROBBERY,1 ST,396000,138000,2,2A,3,302,Cluster 3,38.91,-77.03,2023/01/01 22:30:00+00,,77",
        ],
        roles: &[
            ("row_id", "OBJECTID"),
            ("date", "START_DATE"),
            ("description", "OFFENSE"),
            ("district", "DISTRICT"),
            ("neighborhood", "NEIGHBORHOOD_CLUSTER"),
            ("lng", "LONGITUDE"),
            ("lat", "LATITUDE"),
        ],
        moment: ((2023, 1, 1), (22, 30)),
        position: Some((-77.03, 38.91)),
    },
];

#[test]
fn tables_of_many_cities_are_recognized_by_their_headers() {
    for city in CITIES {
        let table = parse(format!("{}\n{}\n", city.headers, city.rows.join("\n")).as_bytes());
        assert_eq!(roles(&table), city.roles, "{}", city.name);
        assert_eq!(moment(&table, 0), city.moment, "{}", city.name);
        assert_eq!(table.positions.as_ref().and_then(|positions| positions.get(0)), city.position, "{}", city.name);
        assert!(table.headers.iter().all(|header| header.source != RoleSource::Guess), "{}", city.name);
    }
}

#[test]
fn times_without_leading_zeros_are_minutes_after_midnight() {
    let city = CITIES.iter().find(|city| city.name == "Los Angeles").expect("there");
    let table = parse(format!("{}\n{}\n", city.headers, city.rows.join("\n")).as_bytes());
    assert_eq!(moment(&table, 1).1, (0, 45));
    assert!(table.notes.contains(&Note::ShortTimes { rows: 1 }));
    assert_eq!(text(&table, Role::Age, 1), "47");
}

#[test]
fn age_groups_stay_groups() {
    let city = CITIES.iter().find(|city| city.name == "New York").expect("there");
    assert_eq!(text(&parse(format!("{}\n{}\n", city.headers, city.rows[0]).as_bytes()), Role::Age, 0), "<18");
}

#[test]
fn broken_columns_are_noticed_and_noted() {
    let table = |headers: &str, row: &str| {
        parse(format!("Description,{headers}\n{}", format!("A,{row}\n").repeat(20)).as_bytes())
    };
    let swapped = parse(b"Description,Latitude,Longitude\nA,-76.6,39.3\nB,-76.5,39.2\nC,,\n");
    assert_eq!(swapped.notes, [Note::SwappedCoordinates { rows: 2 }]);
    assert_eq!(swapped.positions.as_ref().and_then(|positions| positions.get(0)), Some((-76.6, 39.3)));
    let beyond = parse(b"Description,Latitude,Longitude\nA,-118.2,34.1\nB,-118.3,34.2\n");
    assert_eq!(beyond.positions.as_ref().and_then(|positions| positions.get(1)), Some((-118.3, 34.2)));
    assert_eq!(
        table("X,Y", "1418922.5,595031").notes,
        [Note::ProjectedCoordinates { rows: 20, x: 1_418_922.5, y: 595_031.0 }]
    );
    assert_eq!(
        table("Latitude,Longitude", "unknown place,n/a").notes,
        [Note::TextCoordinates { rows: 20, example: "n/a".into() }]
    );
    assert_eq!(table("Lat,Lng", "0,0").notes, [Note::UnusableCoordinates { rows: 20 }]);
    assert_eq!(table("Lat,Lng", "39.3,-76.6").notes, [Note::ConstantCoordinates { lng: -76.6, lat: 39.3 }]);
    assert_eq!(table("CrimeDate", "2020-01-31").notes, [Note::ConstantDate { date: "2020-01-31".into(), rows: 20 }]);
    let mended = |header: &str, from, to| Note::MendedHeader { header: header.into(), from, to };
    let exchanged = parse(b"Description,CrimeDate,CrimeTime\nA,18:42,2020-01-31\nB,19:00,2020-02-01\n");
    assert_eq!(moment(&exchanged, 0), ((2020, 1, 31), (18, 42)));
    assert_eq!(
        exchanged.notes,
        [mended("CrimeDate", Role::Date, Role::Time), mended("CrimeTime", Role::Time, Role::Date)]
    );
    let dates = parse(b"Description,Time\nA,2020-01-31 18:42\nB,2020-02-01 19:00\n");
    assert_eq!(moment(&dates, 0), ((2020, 1, 31), (18, 42)));
    assert_eq!(dates.notes, [mended("Time", Role::Time, Role::Date)]);
}

#[test]
fn dates_are_day_first_if_the_column_proves_it() {
    let table = parse(b"Description,Date\nA,31/12/2020 10:00\nB,1/2/2020 11:00\n");
    assert_eq!(moment(&table, 1), ((2020, 2, 1), (11, 0)));
    assert_eq!(table.notes, [Note::DayFirst { rows: 1 }]);
    let proven_otherwise = parse(b"Description,Date\nA,31/12/2020\nB,1/2/2020\nC,12/31/2020\n");
    assert_eq!(proven_otherwise.days.as_ref().map(|days| days[0]), Some(MISSING_DAY));
    let told: Vec<_> = proven_otherwise.changes.iter().map(|change| (change.from.as_str(), change.rule)).collect();
    assert_eq!(told, [("31/12/2020", Rule::Unreadable)]);
    let ms = parse(b"Description,Date\nA,1660794300000\nB,1660794300000\n");
    assert_eq!(moment(&ms, 0), ((2022, 8, 18), (3, 45)));
}

#[test]
fn counts_of_a_grouped_table_become_weights() {
    let table = parse(b"Description,Weapon,COUNT(*)\nA,NA,12\nB,KNIFE,0.5\nC,,-1\nD,,\nE,,many\nF,,1e3\n");
    assert_eq!(table.weights, Some(vec![12.0, 0.5, 0.0, 0.0, 0.0, 1000.0]));
    let reasons: Vec<_> = table.set_aside.iter().map(|reason| reason.map(Reason::id)).collect();
    let unusable = Some("unusable_weight");
    assert_eq!(reasons, [None, None, unusable, Some("missing_weight"), unusable, None]);
    let by_hand = Mapping { roles: [("Deaths".into(), Purpose::Role(Role::Weight))].into(), ..Mapping::default() };
    let table = mapped("Description,Deaths\nA,3\nB,2\n", by_hand).expect("a table");
    assert_eq!(table.weights, Some(vec![3.0, 2.0]));
}

const FOREIGN: &str = "Nr,Wann,Was,Wo,Anzahl\n1,2020-01-02 03:04,Raub,Mitte,2\n2,2020-02-03 04:05,Diebstahl,Nord,1\n3,2020-03-04 05:06,Raub,Nord,1\n";

#[test]
fn a_table_without_known_headers_is_described_column_by_column() {
    let Err(TableError::NoRoles { headers, .. }) = mapped(FOREIGN, Mapping::default()) else {
        panic!("read without roles")
    };
    assert_eq!(headers.len(), 5);
    assert_eq!(headers[2].values.samples, ["Raub", "Diebstahl"]);
    assert_eq!((headers[2].values.distinct, headers[2].values.rows, headers[2].values.missing), (2, 3, 0.0));
    assert_eq!(headers[1].guess.map(|(role, _)| role), Some(Role::Date));
    assert_eq!(headers[4].values.numbers, 1.0);
}

#[test]
fn a_mapping_by_hand_has_precedence() {
    let mapping = Mapping {
        roles: [
            ("Was".to_owned(), Purpose::Role(Role::Description)),
            ("Wann".to_owned(), Purpose::Role(Role::Date)),
            ("Anzahl".to_owned(), Purpose::Role(Role::Weight)),
            ("Wohin".to_owned(), Purpose::Skip),
        ]
        .into(),
        own: vec!["Wo".into(), "Nr".into(), "Wer".into()],
        ..Mapping::default()
    };
    let table = mapped(FOREIGN, mapping).expect("a table");
    assert_eq!(moment(&table, 0), ((2020, 1, 2), (3, 4)));
    assert_eq!(table.weights, Some(vec![2.0, 1.0, 1.0]));
    assert_eq!(
        table.own.iter().map(|own| (own.id, own.header.as_str())).collect::<Vec<_>>(),
        [(Column::Own(0), "Wo"), (Column::Own(1), "Nr")]
    );
    assert_eq!((&table.own[0].numbers, table.own[1].numbers.is_some()), (&None, true));
    assert_eq!(table.notes, [Note::UnknownHeaders { headers: vec!["Wohin".into(), "Wer".into()] }]);
    assert_eq!(table.headers[3].own, Some(Column::Own(0)));
    let skipped = Mapping { roles: [("Description".into(), Purpose::Skip)].into(), ..Mapping::default() };
    assert!(matches!(mapped("Description\nA\nB\n", skipped), Err(TableError::NoRoles { .. })));
}

#[test]
fn roles_are_guessed_if_header_and_values_are_unambiguous() {
    let rows = |n: usize| -> String {
        let row = |at: usize| {
            let (kind, hood) = (["Theft", "Arson", "Assault"][at % 3], ["Annex", "Beaches", "Corktown"][at % 3]);
            format!(
                "{at},2020-01-{:02} 10:{:02},{kind} of x,{hood},43.{:04},-79.{:04}\n",
                at % 28 + 1,
                at % 60,
                at + 10,
                at + 10
            )
        };
        (0..n).map(row).collect()
    };
    let text = format!("Nr,When it occurred,Kind of offence,Hood_158,gps_lat,gps_lon\n{}", rows(60));
    let table = parse(text.as_bytes());
    assert_eq!(
        roles(&table),
        [
            ("date", "When it occurred"),
            ("description", "Kind of offence"),
            ("neighborhood", "Hood_158"),
            ("lng", "gps_lon"),
            ("lat", "gps_lat"),
        ]
    );
    assert!(table.headers.iter().all(|header| header.role.is_none() || header.source == RoleSource::Guess));
    assert_eq!(table.notes.iter().filter(|note| matches!(note, Note::GuessedRole { .. })).count(), 5);
}

/// Test cases of another project: every field equals that in the JSON file beside it.
#[test]
fn csv_spectrum_is_read_correctly() {
    let Some(folder) = common::data("corpora/csv_spectrum") else { return };
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut n = 0;
    for entry in std::fs::read_dir(folder.join("csvs")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let json = std::fs::read_to_string(folder.join("json").join(format!("{stem}.json"))).expect("readable");
        let meant: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let rows = meant.as_array().cloned().unwrap_or_else(|| vec![meant]);
        let own: Vec<String> = rows[0].as_object().expect("an object").keys().cloned().collect();
        let bytes = std::fs::read(&path).expect("readable");
        let mapping = Mapping { own: own.clone(), ..Mapping::default() };
        let (table, _) = CsvReader::new(&bytes[..], 0).with_mapping(mapping).finish().expect("a table");
        assert_eq!(table.n_rows, rows.len(), "{stem}");
        for (column, header) in table.own.iter().zip(&own) {
            for (at, row) in rows.iter().enumerate() {
                let read = &column.column.levels[column.column.codes.get(at) as usize];
                let meant = squeezed(row[header].as_str().expect("a text"));
                // Here the JSON file deviates from the CSV file.
                let meant = if meant == "1234567890" { "2095257564".to_owned() } else { meant };
                // A numeric column keeps the value, not the notation.
                let is_same = *read == meant || column.numbers.is_some() && read.parse::<f64>() == meant.parse::<f64>();
                assert!(is_same, "{stem}: {header} of row {}: {read:?} is not {meant:?}", at + 1);
            }
        }
        n += 1;
    }
    println!("csv_spectrum: {n} of 12");
    assert_eq!(n, 12);
}

#[test]
fn columns_of_the_real_tables_are_recognized_by_headers_alone() {
    for (name, n_roles) in [
        ("part1_2011-2016", 9),
        ("part1_2016-2021", 12),
        ("part1_2019_cut_names", 7),
        ("part1_2021_api", 13),
        ("part1_2022_victim_fields", 16),
    ] {
        let Some(path) = common::data(&format!("data/crime/{name}.csv")) else { return };
        let table = parse(&std::fs::read(path).expect("readable"));
        assert!(table.headers.iter().all(|header| header.source != RoleSource::Guess), "{name}: {:?}", table.headers);
        assert_eq!(roles(&table).len(), n_roles, "{name}: {:?}", roles(&table));
        assert!(
            table.notes.iter().all(|note| !matches!(note, Note::MendedHeader { .. } | Note::DayFirst { .. })),
            "{name}"
        );
    }
}

#[test]
fn naughty_strings_work_as_headers_and_values() {
    let Some(folder) = common::data("corpora/naughty_strings") else { return };
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let text = std::fs::read(entry.expect("an entry").path()).expect("readable");
        let text = String::from_utf8_lossy(&text).into_owned();
        let lines: Vec<String> = text.lines().map(|line| format!("\"{}\"", line.replace('"', "\"\""))).collect();
        let rows: String = lines.iter().map(|line| format!("{line},{line},{line},{line},{line}\n")).collect();
        let table = parse(format!("Description,Date,Time,Latitude,Age\n{rows}").as_bytes());
        assert_eq!(table.n_rows, lines.len());
        let headers = lines.iter().take(200).cloned().collect::<Vec<_>>().join(",");
        let _ = parse_csv(format!("{headers}\n{headers}\n").as_bytes());
    }
}

proptest::proptest! {
    /// Any bytes with any mapping give a table or an error message, and every row has a status.
    #[test]
    fn any_bytes_are_a_table_or_an_error(
        bytes in proptest::collection::vec(
            proptest::sample::select(b"a1,;\t|\"\r\n.:/-+ \xe9\xff()DateTime".to_vec()), 0..300),
        header in proptest::sample::select(vec!["", "Date,Time,Offense,count\n", "\u{feff}sep=|\r\n", "X|Y|Offense\r"]),
    ) {
        let own = Mapping { own: vec!["a".into(), "1".into(), "(column 2)".into()], ..Mapping::default() };
        let all = [header.as_bytes(), &bytes].concat();
        for mapping in [Mapping::default(), own] {
            if let Ok((table, _)) = CsvReader::new(&all[..], 0).with_mapping(mapping).finish() {
                proptest::prop_assert_eq!(table.set_aside.len(), table.n_rows);
                for own in &table.own {
                    proptest::prop_assert_eq!(own.column.codes.len(), table.n_rows);
                }
            }
        }
    }
}
