//! Describes each group: how common each level of each column is in it, and the means of its measures.
//!
//! Facts only; crates/view turns them into sentences.

mod events;
mod interval;
mod joint;
mod members;
mod sampling;
mod scores;
mod student;

use crate::features::{Block, Factor, Places};
use crate::table::{Codes, MISSING_DAY, MISSING_MINUTE, Role, Table, age_in_years, weekday};
pub(crate) use events::Grounds;
use interval::{ClusterSizes, mean_interval, share_interval};
use joint::joints;
pub(crate) use members::Members;
pub(crate) use sampling::SamplingClusters;
use sampling::ShareVariances;
pub(crate) use scores::level_scores;
use vc_model::params::{Column, Topic};
use vc_model::result::{ClusteredBy, Group, Interval, MeanTrait, Trait, Unit};
use vc_model::sorting::CompactSort;

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
    /// Share of its victims who could nearly as well be in another group.
    pub(crate) border: f64,
}

/// Describes the groups `0..n_groups` from their members, and tells the clusters of the intervals. `facts` holds one entry for each
/// group.
///
/// Levels are those of the design's categories; rare levels are merged as they were for clustering.
///
/// Intervals take the groups as given. They say how far a share or a mean would differ if crime fell on neighborhoods anew: if as
/// many neighborhoods were drawn from many like these, each with its residents, and its victims with all they have in common.
/// Without neighborhoods, incidents are drawn. Which of a city's places the victims lie in is no such question, so shares of
/// districts and neighborhoods are by incident in any case.
pub(crate) fn profiles(
    table: &Table,
    members: &Members,
    measures: &[RowMeasure],
    grounds: Option<&Grounds>,
    facts: Vec<ClusterFacts>,
) -> (Vec<Group>, ClusteredBy) {
    let n_groups = facts.len();
    let clusters = SamplingClusters::of(table, members, grounds.map(|grounds| grounds.places));
    let sizes: Vec<f64> = members.counts(n_groups, 1, |_| Some(0)).concat();
    let total: f64 = sizes.iter().sum();
    let mut groups: Vec<Group> = sizes
        .iter()
        .zip(facts)
        .zip(joints(table, members, grounds, &sizes))
        .map(|((&size, ClusterFacts { silhouette, nearest, border }), joint)| Group {
            size,
            share: size / total,
            traits: Vec::new(),
            means: Vec::new(),
            hours: Vec::new(),
            weekdays: Vec::new(),
            silhouette,
            nearest,
            border,
            joint,
        })
        .collect();
    let categories = members.design.factors.iter().filter(|factor| matches!(factor.block, Block::Indicators));
    let (of_places, others): (Vec<&Factor>, Vec<&Factor>) =
        categories.partition(|factor| matches!(factor.column, Column::District | Column::Neighborhood));
    add_traits(&mut groups, &clusters, members, &others);
    if clusters.by == ClusteredBy::Neighborhood && !of_places.is_empty() {
        add_traits(&mut groups, &SamplingClusters::by_incident(table, members), members, &of_places);
    } else {
        add_traits(&mut groups, &clusters, members, &of_places);
    }
    // Measures of one coded column are adjacent and share its counts.
    for measures in measures.chunk_by(|a, b| std::ptr::eq(a.codes, b.codes)) {
        let n_levels = measures.iter().map(|measure| measure.values.len()).max().unwrap_or(0);
        let victims = members.counts(n_groups, n_levels, |row| Some(measures[0].codes.get(row) as usize));
        for measure in measures {
            add_means(&mut groups, measure, &victims, |means, sizes| match measure.topic {
                // A neighborhood's victims share its figures, whatever the clusters of other columns are.
                Topic::Census => squares_by_level(measure, &victims, means, sizes),
                _ => squares_by_cluster(measure, &clusters, members, means, sizes),
            });
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
    (groups, clusters.by)
}

/// Adds the levels of some factors to the profiles of all groups.
fn add_traits(groups: &mut [Group], clusters: &SamplingClusters, members: &Members, factors: &[&Factor]) {
    let sizes: Vec<f64> = groups.iter().map(|group| group.size).collect();
    let total: f64 = sizes.iter().sum();
    let variances = ShareVariances::new(clusters, members, factors, &sizes);
    let reach: Vec<Option<f64>> = (0..groups.len()).map(|group| variances.reach(group)).collect();
    for (at, factor) in factors.iter().enumerate() {
        let n_levels = factor.levels.len();
        let counts = factor.counts(members.of_distinct, groups.len(), &members.design.weights);
        let of_all = |level: usize| counts.iter().skip(level).step_by(n_levels).sum::<f64>() / total;
        let overall: Vec<f64> = (0..n_levels).map(of_all).collect();
        for ((number, group), counts) in groups.iter_mut().enumerate().zip(counts.chunks_exact(n_levels)) {
            let share = |level: usize| counts[level] / group.size;
            let variance = |level: usize| variances.variance(at, level, number, share(level));
            // The mean design effect of the column (Rao, Scott, "The analysis of categorical data from complex sample surveys",
            // JASA 76, 1981).
            let varies: f64 = (0..n_levels).map(variance).sum();
            let independent: f64 = (0..n_levels).map(|level| share(level) * (1.0 - share(level)) / group.size).sum();
            let effect = if independent > 0.0 { (varies / independent).max(1.0) } else { 1.0 };
            for (level, text) in factor.levels.iter().enumerate() {
                let interval =
                    reach[number].map(|reach| share_interval(share(level), group.size, variance(level), effect, reach));
                group.traits.push(level_trait(factor.column, text, share(level), overall[level], interval));
            }
        }
    }
}

fn level_trait(column: Column, level: &str, share: f64, overall: f64, interval: Option<Interval>) -> Trait {
    Trait {
        column,
        topic: column.topic(),
        level: level.to_owned(),
        share_in_group: share,
        share_overall: overall,
        lift: share / overall,
        interval,
        contribution: (share - overall) / overall.sqrt(),
    }
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

/// Adds the means of a measure. `victims` holds `(n_levels)` counts for each group. `squares` finds the squared residual sums of the
/// clusters of each group from the groups' means, and adds the clusters' sizes.
fn add_means(
    groups: &mut [Group],
    measure: &RowMeasure,
    victims: &[Vec<f64>],
    squares: impl FnOnce(&[f64], &mut [ClusterSizes]) -> Vec<f64>,
) {
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
    let means: Vec<f64> = by_group.iter().map(Moments::mean).collect();
    let mut sizes: Vec<ClusterSizes> = by_group.iter().map(|moments| ClusterSizes::new(moments.n)).collect();
    let squares = squares(&means, &mut sizes);
    let of_groups = groups.iter_mut().zip(by_group).zip(means).zip(sizes).zip(squares);
    for ((((group, _), mean), sizes), squares) in of_groups.filter(|((((_, moments), _), _), _)| moments.n > 0.0) {
        let interval = sizes.reach().map(|reach| mean_interval(mean, sizes.variance(squares), reach));
        group.means.push(MeanTrait {
            measure: measure.id.to_owned(),
            label: measure.label.to_owned(),
            topic: measure.topic,
            unit: measure.unit,
            mean_in_group: mean,
            mean_overall: overall.mean(),
            interval,
            difference: (mean - overall.mean()) / deviation,
        });
    }
}

/// The squared residual sums of a measure whose levels are clusters.
fn squares_by_level(measure: &RowMeasure, victims: &[Vec<f64>], means: &[f64], sizes: &mut [ClusterSizes]) -> Vec<f64> {
    let of_group = |((victims, mean), sizes): ((&Vec<f64>, &f64), &mut ClusterSizes)| {
        let mut squares = 0.0;
        for (&n, value) in victims.iter().zip(&measure.values).filter(|(n, value)| **n > 0.0 && value.is_finite()) {
            let residual = n * (value - mean);
            squares += sizes.factor(n) * residual * residual;
            sizes.add(n, 1.0);
        }
        squares
    };
    victims.iter().zip(means).zip(sizes).map(of_group).collect()
}

/// The squared residual sums of a measure whose values differ within clusters.
fn squares_by_cluster(
    measure: &RowMeasure,
    clusters: &SamplingClusters,
    members: &Members,
    means: &[f64],
    sizes: &mut [ClusterSizes],
) -> Vec<f64> {
    let n_groups = means.len();
    let known = |place: usize| {
        let level = measure.codes.get(members.rows[place] as usize) as usize;
        Some(level).filter(|&level| measure.values[level].is_finite()).into_iter()
    };
    let mut squares = vec![0.0; n_groups];
    // For each group the victims of the cluster, and the sum of their residuals.
    let mut of_group = vec![(0.0, 0.0); n_groups];
    clusters.tally(members, n_groups, measure.values.len(), known, |is_single, cells| {
        of_group.fill((0.0, 0.0));
        for cell in cells {
            let residual = measure.values[cell.slot] - means[cell.group];
            if is_single {
                squares[cell.group] += sizes[cell.group].factor(1.0) * cell.victims * residual * residual;
                sizes[cell.group].add(1.0, cell.victims);
            } else {
                let (n, sum) = &mut of_group[cell.group];
                (*n, *sum) = (*n + cell.victims, *sum + cell.victims * residual);
            }
        }
        for (group, &(n, sum)) in of_group.iter().enumerate().filter(|(_, (n, _))| *n > 0.0) {
            squares[group] += sizes[group].factor(n) * sum * sum;
            sizes[group].add(n, 1.0);
        }
    });
    squares
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
    use super::student::Z;
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
        let clusters = [0.5, 0.25].map(|silhouette| ClusterFacts { silhouette, nearest: None, border: 0.0 });
        let (groups, by) = profiles(&table, &members, &measures, None, clusters.to_vec());
        assert_eq!(by, ClusteredBy::Victim);
        assert_eq!((groups[0].size, groups[0].share), (2.0, 0.5));
        let a = groups[0].traits.iter().find(|t| t.level == "A").expect("level A");
        assert_eq!((a.share_in_group, a.share_overall, a.lift), (1.0, 0.5, 2.0));
        assert!((a.contribution - 0.5 / 0.5f64.sqrt()).abs() < 1e-15);
        let interval = a.interval.expect("an interval");
        assert!((interval.low - 2.0 / (2.0 + Z * Z)).abs() < 1e-12 && interval.high == 1.0, "Wilson at 2 of 2");
        assert_eq!(groups[0].hours[1], 1.0);
        assert_eq!((groups[1].hours[13], groups[1].hours[14]), (0.5, 0.5));
        let age = &groups[0].means[0];
        assert_eq!((age.mean_in_group, age.mean_overall), (30.0, 40.0));
        assert!(groups[0].weekdays.is_empty());
    }

    /// Victims of 15 neighborhoods, in cases of one to three rows, all in one group.
    fn clustered(header: &str) -> (Vec<Group>, ClusteredBy) {
        let mut text = format!("{header}\n");
        for row in 0..300 {
            let crime = if row * row % 7 < 3 { "A" } else { "B" };
            let neighborhood = if row % 20 == 0 { String::new() } else { format!("N{}", row / 7 % 15) };
            text += &format!("{crime},{neighborhood},21-{},{}\n", row / 6 * 3 + row % 6 / 3, 20 + row % 9);
        }
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::Description, Column::Neighborhood]);
        let params = AnalysisParams { columns, min_frequency: 0.0, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let measures = row_measures(&table, None, |_| Unit::Number);
        let labels = vec![0; design.weights.len()];
        let members = Members::new(&table, &selection, &design, &labels);
        profiles(&table, &members, &measures, None, vec![ClusterFacts { silhouette: 0.0, nearest: None, border: 0.0 }])
    }

    /// The rows of [`clustered`] by cluster: victims, those of crime A, and the sum of their ages.
    fn sums(cluster: impl Fn(usize) -> usize) -> Vec<(f64, f64, f64)> {
        let mut sums = std::collections::BTreeMap::<usize, (f64, f64, f64)>::new();
        for row in 0..300 {
            let (n, of_a, ages) = sums.entry(cluster(row)).or_default();
            *n += 1.0;
            *of_a += f64::from(u8::from(row * row % 7 < 3));
            *ages += (20 + row % 9) as f64;
        }
        sums.into_values().collect()
    }

    /// The variance of a mean of 300 victims by its clusters of victims and sums, and the reach of its interval.
    fn variance(clusters: impl Iterator<Item = (f64, f64)> + Clone) -> (f64, f64) {
        let mean = clusters.clone().map(|(_, sum)| sum).sum::<f64>() / 300.0;
        let mut sizes = ClusterSizes::new(300.0);
        let squares = clusters.map(|(n, sum)| {
            sizes.add(n, 1.0);
            (sum - mean * n) * (sum - mean * n) / (1.0 - n / 300.0)
        });
        let squares: f64 = squares.sum();
        (squares / 90_000.0, sizes.reach().expect("clusters"))
    }

    fn assert_intervals(group: &Group, clusters: &[(f64, f64, f64)]) {
        let found = group.traits.iter().find(|found| found.level == "A").expect("level A");
        let (squares, reach) = variance(clusters.iter().map(|&(n, of_a, _)| (n, of_a)));
        let known = share_interval(found.share_in_group, 300.0, squares, 1.0, reach);
        let interval = found.interval.expect("an interval");
        assert!((interval.low - known.low).abs() < 1e-12 && (interval.high - known.high).abs() < 1e-12);
        let age = &group.means[0];
        let (squares, reach) = variance(clusters.iter().map(|&(n, _, ages)| (n, ages)));
        let interval = age.interval.expect("an interval");
        assert!((interval.high - age.mean_in_group - reach * squares.sqrt()).abs() < 1e-9);
    }

    #[test]
    fn victims_of_one_neighborhood_are_a_cluster_and_those_of_unknown_ones_by_incident() {
        let (groups, by) = clustered("Description,Neighborhood,CaseNumber,Age");
        assert_eq!(by, ClusteredBy::Neighborhood);
        let case = |row: usize| 1000 + row / 6 * 3 + row % 6 / 3;
        assert_intervals(&groups[0], &sums(|row| if row % 20 == 0 { case(row) } else { row / 7 % 15 }));
        // Shares of places are by incident.
        let place = groups[0].traits.iter().find(|found| found.level == "N3").expect("a neighborhood");
        let interval = place.interval.expect("an interval");
        assert!(interval.low > 0.02 && interval.high < 0.16, "{interval:?}");
    }

    #[test]
    fn victims_of_one_incident_are_a_cluster_without_neighborhoods() {
        let (groups, by) = clustered("Description,Anything,CaseNumber,Age");
        assert_eq!(by, ClusteredBy::Incident);
        assert_intervals(&groups[0], &sums(|row| row / 6 * 3 + row % 6 / 3));
        let (groups, by) = clustered("Description,Anything,Something,Age");
        assert_eq!(by, ClusteredBy::Victim);
        assert_intervals(&groups[0], &sums(|row| row));
    }

    #[test]
    fn scores_of_independent_victims_equal_adjusted_residuals() {
        // R: chisq.test(matrix(c(20, 30, 40, 10), 2))$stdres: -4.082483, 4.082483. A score estimates the variance from the victims, so
        // it differs a little.
        let row = |at: usize| {
            format!("{},{}\n", if at < 60 { "IN" } else { "OUT" }, if (20..70).contains(&at) { "A" } else { "B" })
        };
        let text = format!("Inside/Outside,Description\n{}", (0..100).map(row).collect::<String>());
        let table = parse_csv(text.as_bytes()).expect("a table");
        let selection = select(&table, Period::All).expect("rows");
        let columns = Some(vec![Column::InsideOutside, Column::Description]);
        let params = AnalysisParams { columns, ..AnalysisParams::default() };
        let design = design(&table, &selection, None, &params).expect("a design");
        let of = |column| design.factors.iter().find(|factor| factor.column == column).expect("a column");
        let inside: Vec<u8> = of(Column::InsideOutside).codes.iter().map(|&code| code as u8).collect();
        let members = Members::new(&table, &selection, &design, &inside);
        let clusters = SamplingClusters::of(&table, &members, None);
        let crime = of(Column::Description);
        let codes: Vec<u16> = design.distinct_of.iter().map(|&row| crime.codes[row as usize]).collect();
        let scores = level_scores(&clusters, &members, 2, crime.levels.len(), &codes);
        assert!(scores.iter().all(|score| (score.abs() - 4.08).abs() < 0.4), "{scores:?}");
        assert!((scores[0] + scores[1]).abs() < 1e-9 && (scores[0] + scores[2]).abs() < 1e-9, "{scores:?}");
    }
}
