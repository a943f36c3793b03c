//! How the victims are distributed over time and over the levels of each column in use.

use std::collections::BTreeMap;

use crate::analysis::Outcome;
use crate::dataset::Dataset;
use crate::features::{Design, Factor, MERGED, span};
use crate::table::{MISSING_DAY, age_in_years, civil_from_day};
use vc_model::params::Column;
use vc_model::result::{Distribution, Subject};
use vc_model::sorting::CompactSort;

/// Most levels with a bin of their own.
const MOST_LEVELS: usize = 8;
/// Years in a bin of ages.
const AGE_YEARS: u32 = 10;
/// Most months with a bin of their own; a longer period has one bin a year.
const MOST_MONTHS: usize = 36;

/// The distribution of dates, then those of the columns in the design's order.
pub(super) fn distributions(dataset: &Dataset, outcome: &Outcome) -> Vec<Distribution> {
    let design = &outcome.swept.prepared.design;
    let columns = design.factors.iter().enumerate().map(|(at, factor)| factor_distribution(design, at, factor));
    dates(dataset, outcome).into_iter().chain(columns).collect()
}

fn factor_distribution(design: &Design, at: usize, factor: &Factor) -> Distribution {
    let weights = design.level_weights(at);
    let levels = || factor.levels.iter().map(String::as_str).zip(weights.iter().copied());
    let missing = levels().filter(|(level, _)| level.is_empty()).map(|(_, victims)| victims).sum();
    let named = || levels().filter(|(level, victims)| !level.is_empty() && *level != MERGED && *victims > 0.0);
    let merged: f64 = levels().filter(|(level, _)| *level == MERGED).map(|(_, victims)| victims).sum();
    match factor.column {
        Column::Hour | Column::Weekday | Column::Month => {
            let bins = named().map(|(level, victims)| (level.to_owned(), victims)).collect();
            Distribution { subject: Subject::Ordered(factor.column), bins, others: (merged, factor.n_merged), missing }
        }
        Column::Age => {
            let mut bins: BTreeMap<u32, f64> = BTreeMap::new();
            let mut unread = 0.0;
            for (level, victims) in named() {
                let years = age_in_years(level);
                if years.is_finite() && years >= 0.0 {
                    *bins.entry(years as u32 / AGE_YEARS * AGE_YEARS).or_default() += victims;
                } else {
                    unread += victims;
                }
            }
            let last = bins.keys().next_back().copied().unwrap_or(0);
            let every = (0..=last).step_by(AGE_YEARS as usize);
            let bins = every.map(|from| (from.to_string(), bins.get(&from).copied().unwrap_or(0.0))).collect();
            let subject = Subject::Ages { years: AGE_YEARS };
            Distribution { subject, bins, others: (merged, factor.n_merged), missing: missing + unread }
        }
        column => {
            let mut bins: Vec<(String, f64)> = named().map(|(level, victims)| (level.to_owned(), victims)).collect();
            bins.compact_sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            let rest = bins.split_off(bins.len().min(MOST_LEVELS));
            let others = (merged + rest.iter().map(|(_, victims)| victims).sum::<f64>(), rest.len() + factor.n_merged);
            Distribution { subject: Subject::Levels(column), bins, others, missing }
        }
    }
}

/// Victims by month, or by year if there are more than [`MOST_MONTHS`] months; `None` without dates. Dates far from all
/// others stand together as others, so that they do not stretch the axis.
fn dates(dataset: &Dataset, outcome: &Outcome) -> Option<Distribution> {
    let days = dataset.table.days.as_deref()?;
    let mut months: BTreeMap<(i32, i32), f64> = BTreeMap::new();
    let mut far: BTreeMap<(i32, i32), f64> = BTreeMap::new();
    let mut missing = 0.0;
    let within = span(&dataset.table).map(|span| span.first..=span.last);
    for row in outcome.swept.prepared.selection.rows.iter().map(|&row| row as usize) {
        let victims = dataset.table.weight(row);
        if days[row] == MISSING_DAY {
            missing += victims;
        } else {
            let (year, month, _) = civil_from_day(days[row]);
            let is_near = within.as_ref().is_none_or(|within| within.contains(&days[row]));
            *if is_near { &mut months } else { &mut far }.entry((year, month)).or_default() += victims;
        }
    }
    if months.is_empty() {
        months = std::mem::take(&mut far);
    }
    let ((first, from), (last, to)) = (*months.keys().next()?, *months.keys().next_back()?);
    let n_months = (last - first) * 12 + to - from + 1;
    let (subject, bins) = if n_months as usize <= MOST_MONTHS {
        let every = (0..n_months).map(|at| (first + (from - 1 + at) / 12, (from - 1 + at) % 12 + 1));
        let bin = |key: (i32, i32)| (format!("{}-{:02}", key.0, key.1), months.get(&key).copied().unwrap_or(0.0));
        (Subject::Months, every.map(bin).collect())
    } else {
        let in_year = |year: i32| months.range((year, 1)..=(year, 12)).map(|(_, victims)| victims).sum();
        (Subject::Years, (first..=last).map(|year| (year.to_string(), in_year(year))).collect())
    };
    Some(Distribution { subject, bins, others: (far.values().sum(), far.len()), missing })
}
