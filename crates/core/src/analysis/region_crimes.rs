//! What happened most often in each region, for any grouping of its victims.

use crate::dataset::Dataset;
use crate::features::Selection;
use crate::table::Role;
use vc_model::sorting::CompactSort;

/// Crimes listed for each region.
const LISTED: usize = 3;

/// Crimes with fewer victims in a region are not listed: somebody could be recognized.
const FEWEST: f64 = 10.0;

/// A crime and its victims in a region.
type Counted = (String, f64);

/// `(n_regions)`: the most frequent crimes of the selected rows in each region, most frequent first; empty without regions or crimes.
pub(super) fn region_crimes(dataset: &Dataset, selection: &Selection) -> Vec<Vec<Counted>> {
    let (Some(geography), Some(crimes)) = (&dataset.geography, dataset.table.coded.get(&Role::Description)) else {
        return Vec::new();
    };
    let n_levels = crimes.levels.len();
    let n_regions = geography.file.regions.names.len();
    let mut counts = vec![0.0; n_regions * n_levels];
    for &row in &selection.rows {
        let row = row as usize;
        if let Some(region) = (geography.join.region.get(row) as usize).checked_sub(1) {
            counts[region * n_levels + crimes.codes.get(row) as usize] += dataset.table.weight(row);
        }
    }
    let listed = |counts: &[f64]| {
        // Code 0 is missing.
        let mut codes: Vec<usize> = (1..n_levels).filter(|&code| counts[code] >= FEWEST).collect();
        codes.compact_sort_by(|&a, &b| counts[b].total_cmp(&counts[a]).then(crimes.levels[a].cmp(&crimes.levels[b])));
        codes.into_iter().take(LISTED).map(|code| (crimes.levels[code].clone(), counts[code])).collect()
    };
    counts.chunks_exact(n_levels.max(1)).map(listed).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::dataset::sample;
    use crate::features::select;
    use crate::job::Immediately;
    use pollster::block_on;
    use vc_model::params::{Mapping, Period};

    #[test]
    fn each_region_lists_its_own_crimes() {
        let dataset = block_on(sample(&Mapping::default(), &Immediately)).expect("the sample");
        let selection = select(&dataset.table, Period::All).expect("rows");
        let found = region_crimes(&dataset, &selection);
        let geography = dataset.geography.as_ref().expect("regions");
        assert_eq!(found.len(), geography.file.regions.names.len());
        let crimes = &dataset.table.coded[&Role::Description];
        for (region, listed) in found.iter().enumerate() {
            let mut counts: BTreeMap<&str, f64> = BTreeMap::new();
            for &row in &selection.rows {
                let level = crimes.levels[crimes.codes.get(row as usize) as usize].as_str();
                if geography.join.region.get(row as usize) as usize == region + 1 && !level.is_empty() {
                    *counts.entry(level).or_default() += dataset.table.weight(row as usize);
                }
            }
            let mut expected: Vec<f64> = counts.values().copied().filter(|&victims| victims >= FEWEST).collect();
            expected.sort_by(|a, b| b.total_cmp(a));
            expected.truncate(LISTED);
            assert_eq!(listed.iter().map(|(_, victims)| *victims).collect::<Vec<_>>(), expected);
            assert!(listed.iter().all(|(level, victims)| counts[level.as_str()] == *victims));
        }
        assert!(found.iter().any(|listed| listed.len() == LISTED));
    }
}
