//! Small made-up results for the tests of this and other crates (feature `fixtures`).

use crate::params::{AnalysisParams, Column, FigureKind};
use crate::result::{
    Analysis, ClusteredBy, DatasetSummary, Event, FigureNames, Group, Interval, Joint, JointCell, JointEvent, KReason,
    MOST_EVENTS, MeasureInfo, PcaSummary, RegionSummary, RowLedger, ScoreDensity, Trait, Unit, YearCount,
};

/// A group from `column, level, share in group, share overall`.
pub fn group(share: f64, traits: &[(Column, &str, f64, f64)]) -> Group {
    let found = |&(column, level, share_in_group, share_overall): &(Column, &str, f64, f64)| Trait {
        column,
        topic: column.topic(),
        level: level.into(),
        share_in_group,
        share_overall,
        lift: share_in_group / share_overall,
        interval: Some(Interval { low: share_in_group - 0.01, high: share_in_group + 0.01 }),
        contribution: (share_in_group - share_overall) / share_overall.sqrt(),
    };
    with_joint(Group {
        size: share * 36_612.0,
        share,
        traits: traits.iter().map(found).collect(),
        means: Vec::new(),
        hours: vec![1.0 / 24.0; 24],
        weekdays: vec![1.0 / 7.0; 7],
        silhouette: 0.3,
        border: 0.12,
        nearest: None,
        joint: Joint::default(),
    })
}

/// The group with joint counts as they would be if crime, place and circumstances had nothing to do with each other in it.
/// Call it again after a change of traits or hours.
pub fn with_joint(group: Group) -> Group {
    let levels = |column: Column| group.traits.iter().filter(move |found| found.column == column);
    let listed = |column: Column| -> Vec<(String, f64)> {
        levels(column).map(|found| (found.level.clone(), found.share_in_group)).collect()
    };
    let (crimes, places) = (listed(Column::Description), listed(Column::Premise));
    let mut events: Vec<(Event, f64, f64)> = Vec::new();
    for (part, hours) in group.hours.chunks(6).enumerate().filter(|(_, hours)| hours.iter().sum::<f64>() >= 0.5) {
        events.push((Event::PartOfDay(part as u8), 0.25, hours.iter().sum()));
    }
    for found in group.traits.iter().filter(|found| found.share_in_group >= 0.5) {
        match found.column {
            Column::District => {
                events.push((Event::Districts(vec![found.level.clone()]), found.share_overall, found.share_in_group))
            }
            column @ (Column::InsideOutside
            | Column::Weapon
            | Column::Weekday
            | Column::Month
            | Column::Neighborhood) => {
                events.push((
                    Event::Level { column, level: found.level.clone() },
                    found.share_overall,
                    found.share_in_group,
                ));
            }
            _ => {}
        }
    }
    events.truncate(MOST_EVENTS);
    let with_rest = |levels: &[(String, f64)]| -> Vec<(u8, f64)> {
        let rest = 1.0 - levels.iter().map(|(_, share)| share).sum::<f64>();
        let codes = levels.iter().enumerate().map(|(code, (_, share))| (code as u8, *share));
        codes.chain([(JointCell::REST, rest)]).filter(|(_, share)| *share > 0.0).collect()
    };
    let mut cells = Vec::new();
    for (crime, of_crime) in with_rest(&crimes) {
        for (place, of_place) in with_rest(&places) {
            for bits in 0..1_u16 << events.len() {
                let factor = |(at, (_, _, share)): (usize, &(Event, f64, f64))| match bits >> at & 1 {
                    1 => *share,
                    _ => 1.0 - share,
                };
                let share = of_crime * of_place * events.iter().enumerate().map(factor).product::<f64>();
                cells.push(JointCell { crime, place, events: bits as u8, victims: (share * group.size) as f32 });
            }
        }
    }
    let names = |levels: Vec<(String, f64)>| levels.into_iter().map(|(level, _)| level).collect();
    let events = events.into_iter().map(|(event, share_overall, _)| JointEvent { event, share_overall }).collect();
    let joint = Joint { crimes: names(crimes), places: names(places), events, cells };
    Group { joint, ..group }
}

/// The five groups of one year of the real table, by their strongest traits.
pub fn groups() -> Vec<Group> {
    use Column::{Description, InsideOutside, Premise};
    let mut all = vec![
        group(
            0.37,
            &[
                (Premise, "STREET", 0.79, 0.42),
                (Description, "LARCENY FROM AUTO", 0.24, 0.12),
                (Description, "AUTO THEFT", 0.18, 0.09),
                (Description, "ROBBERY - STREET", 0.14, 0.07),
                (Description, "AGG. ASSAULT", 0.13, 0.12),
                (Premise, "ROW/TOWNHOUSE-OCC", 0.0, 0.21),
                (InsideOutside, "Outside", 0.97, 0.53),
            ],
        ),
        group(
            0.30,
            &[
                (Premise, "ROW/TOWNHOUSE-OCC", 0.61, 0.21),
                (Premise, "APT/CONDO - OCCUPIED", 0.14, 0.05),
                (Description, "BURGLARY", 0.32, 0.12),
                (Description, "COMMON ASSAULT", 0.32, 0.17),
                (Premise, "STREET", 0.0, 0.42),
            ],
        ),
        group(
            0.20,
            &[
                (Description, "LARCENY FROM AUTO", 0.36, 0.12),
                (Premise, "STREET", 0.60, 0.42),
                (Description, "LARCENY", 0.31, 0.23),
            ],
        ),
        group(
            0.12,
            &[
                (Description, "LARCENY", 0.73, 0.23),
                (Premise, "OTHER - INSIDE", 0.20, 0.04),
                (Premise, "CONVENIENCE STORE", 0.17, 0.02),
                (Premise, "RETAIL/SMALL BUSINES", 0.16, 0.02),
                (Premise, "DRUG STORE / MED  BL", 0.12, 0.01),
                (Description, "ROBBERY - COMMERCIAL", 0.16, 0.02),
                (Premise, "STREET", 0.01, 0.42),
            ],
        ),
        group(
            0.01,
            &[
                (Description, "HOMICIDE", 0.91, 0.01),
                (Description, "SHOOTING", 0.09, 0.02),
                (Premise, "STREET", 0.72, 0.42),
                (Column::Weapon, "FIREARM", 0.93, 0.1),
            ],
        ),
    ];
    let evening: Vec<f64> = (0..24).map(|hour| if hour >= 18 { 0.5 / 6.0 } else { 0.5 / 18.0 }).collect();
    all[4].hours = evening;
    all[4] = with_joint(all[4].clone());
    all
}

/// A region with the victims of the first two groups, its residents, and one census figure.
pub fn region(name: &str, by_group: [f64; 2], population: Option<f64>, measure: Option<f64>) -> RegionSummary {
    let mut all = by_group.to_vec();
    all.resize(5, 0.0);
    RegionSummary {
        name: name.into(),
        victims: by_group.iter().sum(),
        by_group: all,
        at_border: by_group[0].min(by_group[1]) / 2.0,
        crimes: Vec::new(),
        population,
        measures: vec![measure],
    }
}

/// An analysis of five groups and the given regions.
pub fn analysis(regions: Vec<RegionSummary>) -> Analysis {
    Analysis {
        version: "0".into(),
        fingerprint: String::new(),
        settings: AnalysisParams::default(),
        resolved: AnalysisParams::default(),
        k_reason: KReason::Silhouette,
        rows: RowLedger::default(),
        notes: Vec::new(),
        columns: Vec::new(),
        pca: PcaSummary {
            n_features: 0,
            n_components: 0,
            explained_variance: Vec::new(),
            explained_variance_ratio: Vec::new(),
            null_variance: Vec::new(),
            total_variance: 0.0,
            top_loadings: Vec::new(),
        },
        sweep: Vec::new(),
        knee: None,
        groups: groups(),
        class_columns: Vec::new(),
        supplementary: Vec::new(),
        clustered_by: ClusteredBy::Neighborhood,
        regions,
        measures: vec![MeasureInfo {
            id: "vacant".into(),
            label: "vacant homes".into(),
            unit: Unit::Share,
            kind: FigureKind::Share,
            by_hand: false,
        }],
        scatter: ScoreDensity::default(),
        period_years: 1.0,
        rate_years: None,
        residents_year: None,
    }
}

/// The summary of a table of this name with these years.
pub fn dataset(name: &str, years: &[i32]) -> DatasetSummary {
    DatasetSummary {
        crime_name: name.into(),
        parts: vec![],
        figures_names: vec![],
        regions_name: None,
        neighborhoods_name: None,
        sample: false,
        rows_read: 0,
        dates: None,
        years: years.iter().map(|&year| YearCount { year, victims: 1.0, complete: true }).collect(),
        columns: vec![],
        levels: vec![],
        figures: FigureNames::default(),
        row_unit: crate::result::RowUnit::default(),
        reading: crate::result::Reading::default(),
        headers: vec![],
        notes: vec![],
        mapping: crate::params::Mapping::default(),
        unmatched: vec![],
        shapes: vec![],
    }
}
