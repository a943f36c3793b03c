//! Describes each group: how common each level of each column is in it, and the means of its measures.
//!
//! Facts only; crates/view turns them into sentences.

mod events;
mod joint;
mod members;

use crate::features::{Block, Places};
use crate::table::{Codes, MISSING_DAY, MISSING_MINUTE, Role, Table, age_in_years, weekday};
pub(crate) use events::Grounds;
use joint::joints;
pub(crate) use members::Members;
use vc_model::params::{Column, Topic};
use vc_model::result::{Group, MeanTrait, Trait, Unit};
use vc_model::sorting::CompactSort;

/// The 97.5% point of the standard normal distribution, for two-sided 95% intervals.
const Z: f64 = 1.959_963_984_540_054;

/// A measure that is compared between groups: a number for each level of a coded column.
#[derive(Clone, Debug)]
pub(crate) struct RowMeasure<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// In words.
    pub(crate) label: &'a str,
    /// What it is about.
    pub(crate) topic: Topic,
    /// How to write it.
    pub(crate) unit: Unit,
    /// The level of every row of the table.
    pub(crate) codes: &'a Codes,
    /// `(n_levels)`; NaN is missing.
    pub(crate) values: Vec<f64>,
}

/// The measures of the rows: census figures of their regions, ages of victims, and numeric columns chosen by hand.
pub(crate) fn row_measures<'a>(
    table: &'a Table,
    places: Option<Places<'a>>,
    units: impl Fn(usize) -> Unit,
) -> Vec<RowMeasure<'a>> {
    let mut measures = Vec::new();
    if let Some(places) = places {
        for (at, measure) in places.measures.iter().enumerate() {
            measures.push(RowMeasure {
                id: &measure.id,
                label: &measure.label,
                topic: Topic::Census,
                unit: units(at),
                codes: &places.join.region,
                values: std::iter::once(f64::NAN).chain(measure.values.iter().copied()).collect(),
            });
        }
    }
    if let Some(age) = table.coded.get(&Role::Age) {
        let years: Vec<f64> = age.levels.iter().map(|level| age_in_years(level)).collect();
        measures.push(RowMeasure {
            id: "age",
            label: "age",
            topic: Topic::Victim,
            unit: Unit::Years,
            codes: &age.codes,
            values: years,
        });
    }
    for own in &table.own {
        if let Some(numbers) = &own.numbers {
            measures.push(RowMeasure {
                id: own.id.id(),
                label: &own.header,
                topic: Topic::Own,
                unit: Unit::Number,
                codes: &own.column.codes,
                values: numbers.clone(),
            });
        }
    }
    measures
}

/// What the clustering itself says about one group.
#[derive(Clone, Debug)]
pub(crate) struct ClusterFacts {
    /// Mean silhouette of its rows.
    pub(crate) silhouette: f64,
    /// The other group with the nearest centroid.
    pub(crate) nearest: Option<usize>,
}

/// Describes the groups `0..n_groups` from their members. `clusters` holds one entry for each group.
///
/// Levels are those of the design's categories; rare levels are merged as they were for clustering.
pub(crate) fn profiles(
    table: &Table,
    members: &Members,
    measures: &[RowMeasure],
    grounds: Option<&Grounds>,
    clusters: Vec<ClusterFacts>,
) -> Vec<Group> {
    let n_groups = clusters.len();
    let sizes: Vec<f64> = members.counts(n_groups, 1, |_| Some(0)).concat();
    let total: f64 = sizes.iter().sum();
    let mut groups: Vec<Group> = sizes
        .iter()
        .zip(clusters)
        .zip(joints(table, members, grounds, &sizes))
        .map(|((&size, ClusterFacts { silhouette, nearest }), joint)| Group {
            size,
            share: size / total,
            traits: Vec::new(),
            means: Vec::new(),
            hours: Vec::new(),
            weekdays: Vec::new(),
            silhouette,
            nearest,
            joint,
        })
        .collect();
    for factor in members.design.factors.iter().filter(|factor| matches!(factor.block, Block::Indicators)) {
        let counts = factor.counts(members.of_distinct, n_groups, &members.design.weights);
        for (at, level) in factor.levels.iter().enumerate() {
            let of_level = || counts.iter().copied().skip(at).step_by(factor.levels.len());
            let overall = of_level().sum::<f64>() / total;
            for (group, count) in groups.iter_mut().zip(of_level()) {
                group.traits.push(level_trait(factor.column, level, count, (group.size, total), overall));
            }
        }
    }
    // Measures of one coded column are adjacent and share its counts.
    for measures in measures.chunk_by(|a, b| std::ptr::eq(a.codes, b.codes)) {
        let n_levels = measures.iter().map(|measure| measure.values.len()).max().unwrap_or(0);
        let victims = members.counts(n_groups, n_levels, |row| Some(measures[0].codes.get(row) as usize));
        for measure in measures {
            add_means(&mut groups, measure, &victims);
        }
    }
    let hour = |row: usize| {
        let minute = table.minutes.as_ref()?[row];
        (minute != MISSING_MINUTE).then_some(usize::from(minute / 60))
    };
    let day = |row: usize| {
        let day = table.days.as_ref()?[row];
        (day != MISSING_DAY).then(|| weekday(day))
    };
    let hours = shares(members.counts(n_groups, 24, hour));
    let weekdays = shares(members.counts(n_groups, 7, day));
    for ((group, hours), weekdays) in groups.iter_mut().zip(hours).zip(weekdays) {
        group.hours = hours;
        group.weekdays = weekdays;
        group.traits.compact_sort_by(|a, b| {
            let order = b.contribution.abs().total_cmp(&a.contribution.abs());
            order.then_with(|| (a.column, &a.level).cmp(&(b.column, &b.level)))
        });
        group.means.compact_sort_by(|a, b| {
            b.difference.abs().total_cmp(&a.difference.abs()).then_with(|| a.measure.cmp(&b.measure))
        });
    }
    groups
}

/// `size`: the victims of the group, and of all groups.
fn level_trait(column: Column, level: &str, count: f64, (size, total): (f64, f64), overall: f64) -> Trait {
    let share = count / size;
    let (low, high) = wilson(share, size);
    let error = (overall * (1.0 - overall) * (1.0 - size / total) / size).sqrt();
    Trait {
        column,
        topic: column.topic(),
        level: level.to_owned(),
        share_in_group: share,
        share_overall: overall,
        lift: share / overall,
        low,
        high,
        contribution: (share - overall) / overall.sqrt(),
        residual: if error > 0.0 { (share - overall) / error } else { 0.0 },
    }
}

/// The 95 % interval of a share observed in `n` cases.
///
/// # Source
/// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
fn wilson(share: f64, n: f64) -> (f64, f64) {
    let z2 = Z * Z;
    let center = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((center - half).max(0.0), (center + half).min(1.0))
}

/// Weighted count, mean and variance of some values.
#[derive(Clone, Copy, Default)]
struct Moments {
    n: f64,
    sum: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64, weight: f64) {
        self.n += weight;
        self.sum += weight * value;
        self.squares += weight * value * value;
    }

    fn mean(&self) -> f64 {
        self.sum / self.n
    }

    fn deviation(&self) -> f64 {
        (self.squares / self.n - self.mean() * self.mean()).max(0.0).sqrt()
    }
}

/// Adds the means of a measure. `victims` holds `(n_levels)` counts for each group.
fn add_means(groups: &mut [Group], measure: &RowMeasure, victims: &[Vec<f64>]) {
    let mut overall = Moments::default();
    let mut by_group = vec![Moments::default(); groups.len()];
    for (level, &value) in measure.values.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        for (moments, victims) in by_group.iter_mut().zip(victims) {
            overall.add(value, victims[level]);
            moments.add(value, victims[level]);
        }
    }
    let deviation = overall.deviation();
    if overall.n <= 0.0 || deviation <= 0.0 {
        return;
    }
    for (group, moments) in groups.iter_mut().zip(&by_group).filter(|(_, moments)| moments.n > 0.0) {
        let mean = moments.mean();
        let half = Z * moments.deviation() / moments.n.sqrt();
        group.means.push(MeanTrait {
            measure: measure.id.to_owned(),
            label: measure.label.to_owned(),
            topic: measure.topic,
            unit: measure.unit,
            mean_in_group: mean,
            mean_overall: overall.mean(),
            low: mean - half,
            high: mean + half,
            difference: (mean - overall.mean()) / deviation,
        });
    }
}

/// The distribution of each group over its bins; empty if no victim has a bin.
fn shares(mut counts: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for counts in &mut counts {
        let known: f64 = counts.iter().sum();
        if known > 0.0 {
            counts.iter_mut().for_each(|count| *count /= known);
        } else {
            counts.clear();
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{design, select};
    use crate::table::parse_csv;
    use vc_model::params::{AnalysisParams, Period};

    #[test]
    fn shares_lifts_and_means_by_hand() {
        let text = "Description,CrimeTime,Age\nA,1:00,20\nA,1:30,40\nB,13:00,\nB,14:00,60\n";
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let measures = row_measures(&table, None, |_| Unit::Number);
        let members = Members::new(&table, &selection, &design, &[0, 1]);
        let clusters = [0.5, 0.25].map(|silhouette| ClusterFacts { silhouette, nearest: None });
        let groups = profiles(&table, &members, &measures, None, clusters.to_vec());
        assert_eq!((groups[0].size, groups[0].share), (2.0, 0.5));
        let a = groups[0].traits.iter().find(|t| t.level == "A").expect("level A");
        assert_eq!((a.share_in_group, a.share_overall, a.lift), (1.0, 0.5, 2.0));
        assert!((a.contribution - 0.5 / 0.5f64.sqrt()).abs() < 1e-15);
        assert!((a.low - 2.0 / (2.0 + Z * Z)).abs() < 1e-12 && a.high == 1.0, "Wilson at 2 of 2");
        assert_eq!(groups[0].hours[1], 1.0);
        assert_eq!((groups[1].hours[13], groups[1].hours[14]), (0.5, 0.5));
        let age = &groups[0].means[0];
        assert_eq!((age.mean_in_group, age.mean_overall), (30.0, 40.0));
        assert!(groups[0].weekdays.is_empty());
    }

    #[test]
    fn adjusted_residuals_equal_those_of_r() {
        // R: chisq.test(matrix(c(20, 30, 40, 10), 2))$stdres: -4.082483, 4.082483.
        let found = level_trait(Column::Weapon, "X", 20.0, (60.0, 100.0), 0.5);
        assert!((found.residual + 4.082_482_904_638_63).abs() < 1e-12, "{}", found.residual);
        assert!(found.is_beyond_chance());
        assert!(!level_trait(Column::Weapon, "X", 31.0, (60.0, 100.0), 0.5).is_beyond_chance());
        assert_eq!(level_trait(Column::Weapon, "X", 100.0, (100.0, 100.0), 1.0).residual, 0.0);
    }

    #[test]
    fn wilson_agrees_with_published_values() {
        // R: prop.test(15, 148, correct = FALSE)$conf.int (Newcombe 1998, table I, method 3: 0.0624, 0.1605).
        let (low, high) = wilson(15.0 / 148.0, 148.0);
        assert!((low - 0.0624).abs() < 5e-5 && (high - 0.1605).abs() < 5e-5);
    }
}
