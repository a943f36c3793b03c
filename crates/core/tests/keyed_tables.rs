//! Several tables with keys that are joined to one table of victims, worked out by hand.

use std::collections::BTreeMap;

use pollster::block_on;
use vc_core::dataset::{Dataset, NamedBytes, NamedFile, load};
use vc_core::job::Immediately;
use vc_core::table::{MISSING, Role};
use vc_model::params::{Counting, Mapping};
use vc_model::result::{Note, Numbers, Reason, RowIs};

fn named(name: &str, text: &str) -> NamedFile {
    NamedBytes { name: name.into(), bytes: text.as_bytes().to_vec() }.into()
}

fn dataset_with(files: &[(&str, &str)], mapping: &Mapping) -> Dataset {
    let files = files.iter().map(|(name, text)| named(name, text)).collect();
    block_on(load(files, vec![], mapping, &Immediately)).unwrap_or_else(|_| panic!("data"))
}

fn dataset(files: &[(&str, &str)]) -> Dataset {
    dataset_with(files, &Mapping::default())
}

/// The values of a role, row by row.
fn values(data: &Dataset, role: Role) -> Vec<&str> {
    let column = data.table.coded.get(&role).unwrap_or_else(|| panic!("no {}", role.id()));
    column.codes.iter().map(|code| if code == MISSING { "" } else { column.levels[code as usize].as_str() }).collect()
}

/// For each joined file: key, rows, used rows, victims with, without and with several matches.
fn joins(data: &Dataset) -> BTreeMap<&str, (&str, u64, u64, u64, u64, u64)> {
    let join = |note: &'_ Note| match note {
        Note::Keyed { file, key, rows, used, with, without, several } => {
            Some((file.clone(), (key.clone(), *rows, *used, *with, *without, *several)))
        }
        _ => None,
    };
    let leak = |text: String| &*Box::leak(text.into_boxed_str());
    let joins = data.summary.notes.iter().filter_map(join);
    joins.map(|(file, (key, a, b, c, d, e))| (leak(file), (leak(key), a, b, c, d, e))).collect()
}

fn passed_over(data: &Dataset) -> Vec<&str> {
    let file = |note: &'_ Note| match note {
        Note::PassedOverFile { file, .. } => Some(&*Box::leak(file.clone().into_boxed_str())),
        _ => None,
    };
    data.summary.notes.iter().filter_map(file).collect()
}

/// As the tables of Los Angeles: case 1 has two victims and one offense, case 2 one victim and two offenses at one place, case 3 no
/// offense; case 4 has no victim.
const OFFENSES: &str = "caseno,date_occ,time_occ,nibr_description,premis_desc,weapon_desc,totalvictimcount
1,2024-01-05,1830,Robbery,Street,Handgun,2
2,2024-02-01,0200,Aggravated Assault,\"Dwelling, single\",Knife,1
2,2024-02-01,0200,Burglary,\"Dwelling, single\",Knife,1
4,2024-03-01,1200,Theft,Shop,,1
";
const VICTIMS: &str = "caseno,uniquevictimno,victim_type,vict_age,vict_sex,vict_descent
1,11,Individual,30,F,H
1,12,Individual,41,M,W
2,13,Individual,25,F,B
3,14,Individual,60,M,W
";

#[test]
fn offenses_are_joined_to_victims_by_their_case() {
    for files in
        [[("offenses.csv", OFFENSES), ("victims.csv", VICTIMS)], [("victims.csv", VICTIMS), ("offenses.csv", OFFENSES)]]
    {
        let data = dataset(&files);
        assert_eq!(data.summary.rows_read, 4);
        assert_eq!(values(&data, Role::Age), ["30", "41", "25", "60"]);
        // Two offenses of one case differ in what happened, and agree on the place.
        assert_eq!(values(&data, Role::Description), ["ROBBERY", "ROBBERY", "", ""]);
        assert_eq!(
            values(&data, Role::Premise).iter().map(|value| value.is_empty()).collect::<Vec<_>>(),
            [false, false, false, true]
        );
        assert_eq!(data.table.minutes.as_ref().map(|minutes| minutes[..3].to_vec()), Some(vec![1110, 1110, 120]));
        assert_eq!(joins(&data)["offenses.csv"], ("caseno", 4, 3, 3, 1, 1));
        assert_eq!(data.summary.table_files(), ["victims.csv", "offenses.csv"]);
        assert_eq!(data.summary.row_unit.row, RowIs::Victim);
        let is_count = |note: &Note| matches!(note, Note::MaybeCounts { .. });
        assert!(!data.summary.notes.iter().any(is_count), "the count of a case is not that of its victims");
        assert_eq!(data.summary.row_unit.numbered.as_ref().map(|n| n.header.as_str()), Some("uniquevictimno"));
    }
}

#[test]
fn keys_that_lost_their_zeros_are_the_same_numbers() {
    let padded: String = OFFENSES
        .split_inclusive('\n')
        .map(
            |line| if line.starts_with(|c: char| c.is_ascii_digit()) { format!("0000{line}") } else { line.to_owned() },
        )
        .collect();
    let data = dataset(&[("victims.csv", VICTIMS), ("offenses.csv", &padded)]);
    assert_eq!(values(&data, Role::Description), ["ROBBERY", "ROBBERY", "", ""]);
    assert_eq!(joins(&data)["offenses.csv"], ("caseno", 4, 3, 3, 1, 1));
}

#[test]
fn the_order_of_the_files_does_not_change_the_hash() {
    let forth = dataset(&[("offenses.csv", OFFENSES), ("victims.csv", VICTIMS)]);
    let back = dataset(&[("victims.csv", VICTIMS), ("offenses.csv", OFFENSES)]);
    assert_eq!(forth.table_hash, back.table_hash);
    assert_ne!(forth.table_hash, blake3::hash(VICTIMS.as_bytes()));
}

/// As a state's publication of NIBRS: victim 1 suffers two offenses, victim 2 one, victim 3 none that is listed.
fn nibrs() -> Vec<(&'static str, &'static str)> {
    vec![
        (
            "NIBRS_incident.csv",
            "data_year,incident_id,incident_date,incident_hour,agency_id\n2023,100,2023-05-06,22,7\n2023,101,2023-06-01,3,8\n2023,102,2023-07-01,4,8\n",
        ),
        (
            "NIBRS_OFFENSE.csv",
            "data_year,offense_id,incident_id,offense_code,location_id\n2023,900,100,13A,20\n2023,901,100,120,18\n2023,902,101,13B,20\n",
        ),
        (
            "NIBRS_VICTIM.csv",
            "data_year,victim_id,incident_id,victim_seq_num,victim_type_id,age_num,sex_code,race_id\n2023,1,100,1,4,30,F,1\n2023,2,101,1,4,,M,2\n2023,3,101,2,4,50,M,9\n",
        ),
        (
            "NIBRS_VICTIM_OFFENSE.csv",
            "data_year,victim_id,offense_id\n2023,1,900\n2023,1,901\n2023,2,902\n2023,77,902\n",
        ),
        (
            "NIBRS_OFFENSE_TYPE.csv",
            "offense_code,offense_name,offense_category_name\n13A,Aggravated Assault,Assault Offenses\n13B,Simple Assault,Assault Offenses\n120,Robbery,Robbery\n200,Arson,Arson\n",
        ),
        (
            "NIBRS_LOCATION_TYPE.csv",
            "location_id,location_code,location_name\n20,20,Residence/Home\n18,18,Parking Lot\n",
        ),
        ("NIBRS_WEAPON.csv", "data_year,offense_id,weapon_id\n2023,900,12\n2023,901,40\n2023,901,20\n"),
        (
            "NIBRS_WEAPON_TYPE.csv",
            "weapon_id,weapon_code,weapon_name\n12,12,Handgun\n20,20,Knife\n40,40,Personal Weapons\n",
        ),
        ("REF_RACE.csv", "race_id,race_code,race_desc\n1,W,White\n2,B,Black or African American\n"),
        (
            "NIBRS_OFFENDER.csv",
            "data_year,offender_id,incident_id,offender_seq_num,age_num,sex_code,race_id\n2023,5,100,1,99,M,2\n2023,6,101,1,98,M,2\n",
        ),
        ("NIBRS_ARRESTEE.csv", "data_year,arrestee_id,incident_id,age_num,sex_code,race_id\n2023,8,100,97,M,2\n"),
        ("agencies.csv", "agency_id,pub_agency_name,county_name\n7,Salem,Marion\n8,Bend,Deschutes\n"),
    ]
}

#[test]
fn a_publication_of_nibrs_is_one_row_for_each_offense_of_a_victim() {
    let data = dataset(&nibrs());
    // Victim 1 twice, victim 2, and victim 3 without an offense.
    assert_eq!(data.summary.rows_read, 4);
    assert_eq!(values(&data, Role::Description), ["AGGRAVATED ASSAULT", "ROBBERY", "SIMPLE ASSAULT", ""]);
    assert_eq!(values(&data, Role::Age), ["30", "30", "", "50"], "never an offender's age");
    assert_eq!(values(&data, Role::Premise).iter().filter(|value| value.is_empty()).count(), 1);
    let weapons = values(&data, Role::Weapon);
    assert!(!weapons[0].is_empty() && weapons[1..].iter().all(|weapon| weapon.is_empty()), "{weapons:?}");
    assert_eq!(values(&data, Role::Race).iter().filter(|value| value.is_empty()).count(), 1);
    assert_eq!(data.table.minutes.as_deref(), Some(&[1320, 1320, 180, 180][..]));
    assert_eq!(data.table.days.as_ref().map(|days| days[0] < days[2]), Some(true));
    let unit = &data.summary.row_unit;
    assert_eq!(unit.row, RowIs::OffenseOfVictim);
    assert_eq!(
        unit.numbered.as_ref().map(|n| (n.header.as_str(), n.numbers, n.rows, n.distinct)),
        Some(("victim_id", Numbers::Victims, 4, 3))
    );
    let joins = joins(&data);
    assert_eq!(joins["NIBRS_VICTIM_OFFENSE.csv"], ("victim_id", 4, 3, 2, 1, 0));
    assert_eq!(joins["NIBRS_OFFENSE.csv"], ("offense_id", 3, 3, 3, 1, 0));
    assert_eq!(joins["NIBRS_incident.csv"], ("incident_id", 3, 2, 4, 0, 0));
    assert_eq!(joins["NIBRS_WEAPON.csv"], ("offense_id", 3, 3, 2, 2, 1));
    assert_eq!(joins["REF_RACE.csv"], ("race_id", 2, 2, 3, 1, 0));
    let mut over = passed_over(&data);
    over.sort_unstable();
    assert_eq!(over, ["NIBRS_ARRESTEE.csv", "NIBRS_OFFENDER.csv"]);
    let once = dataset_with(&nibrs(), &Mapping { counting: Some(Counting::Once), ..Mapping::default() });
    let reasons: Vec<_> = once.table.set_aside.clone();
    assert_eq!(reasons, [None, Some(Reason::CountedBefore), None, None]);
}

#[test]
fn the_order_of_many_files_changes_nothing() {
    let forth = dataset(&nibrs());
    let mut files = nibrs();
    files.reverse();
    let back = dataset(&files);
    assert_eq!(back.table_hash, forth.table_hash);
    assert_eq!(*back.table, *forth.table);
    assert_eq!(back.summary.table_files(), forth.summary.table_files());
}

#[test]
fn many_rows_are_joined_in_a_moment() {
    // 200,000 victims of 100,000 cases: a look-up a row, not a search.
    let (mut offenses, mut victims) =
        (String::from("caseno,date_occ,offense\n"), String::from("caseno,victim_no,victim_age\n"));
    for case in 0..100_000 {
        offenses += &format!("{case},2024-01-{:02},{}\n", case % 28 + 1, ["Theft", "Robbery"][case % 2]);
        victims += &format!("{case},1,{}\n{case},2,{}\n", case % 80 + 1, case % 70 + 1);
    }
    let data = dataset(&[("victims.csv", &victims), ("offenses.csv", &offenses)]);
    assert_eq!(data.summary.rows_read, 200_000);
    assert_eq!(joins(&data)["offenses.csv"], ("caseno", 100_000, 100_000, 200_000, 0, 0));
    assert_eq!(values(&data, Role::Description)[199_998..], ["ROBBERY", "ROBBERY"]);
}

#[test]
fn keys_that_contradict_each_other_join_nothing() {
    // By case and by report the rows of the offenses are different ones.
    let offenses = "case_no,report_no,date_occ,offense\n1,A,2024-01-05,Robbery\n2,B,2024-01-06,Theft\n";
    let victims = "case_no,report_no,victim_age\n1,B,30\n2,A,40\n";
    let data = dataset(&[("offenses.csv", offenses), ("victims.csv", victims)]);
    let note = Note::AmbiguousKeys {
        file: "offenses.csv".into(),
        first: "case_no".into(),
        second: "report_no".into(),
        rows: 2,
    };
    assert!(data.summary.notes.contains(&note), "{:?}", data.summary.notes);
    assert_eq!(data.summary.table_files(), ["victims.csv"]);
    assert!(!data.table.coded.contains_key(&Role::Description));
    // Keys that agree are no contradiction.
    let victims = "case_no,report_no,victim_age\n1,A,30\n2,B,40\n";
    let data = dataset(&[("offenses.csv", offenses), ("victims.csv", victims)]);
    assert_eq!(values(&data, Role::Description).iter().filter(|value| value.is_empty()).count(), 0);
    assert_eq!(joins(&data)["offenses.csv"], ("case_no", 2, 2, 2, 0, 0));
}

#[test]
fn rows_that_can_not_be_used_stay_rows_with_a_reason() {
    let victims =
        "caseno,victim_no,victim_age,note\n1,1,30,\"a, \"\"b\"\"\"\n1,2\n2,3,40,x\ncaseno,victim_no,victim_age,note\n";
    let offenses = "caseno,date_occ,offense\n1,2024-01-05,Robbery\n2,2024-01-06,Theft\n";
    let data = dataset(&[("victims.csv", victims), ("offenses.csv", offenses)]);
    assert_eq!(data.summary.rows_read, 4);
    let expected = [None, Some(Reason::WrongNumberOfFields), None, Some(Reason::RepeatedHeader)];
    assert_eq!(data.table.set_aside, expected);
    assert_eq!(values(&data, Role::Description)[0], "ROBBERY");
}

#[test]
fn tables_without_victims_or_without_a_key_are_treated_as_before() {
    // The number of each row is no key.
    let victims = "objectid,victim_age,offense\n1,30,Theft\n2,40,Fraud\n";
    let other = "objectid,station\n1,North\n2,South\n";
    let data = dataset(&[("victims.csv", victims), ("stations.csv", other)]);
    assert_eq!(passed_over(&data), ["stations.csv"]);
    assert_eq!(data.table_hash, blake3::hash(victims.as_bytes()));
}
