//! The selected rows by cluster: by neighborhood, or by incident.

use super::interval::ClusterSizes;
use super::members::Members;
use crate::features::{Coding, Factor, Places};
use crate::table::Table;
use vc_model::params::Column;
use vc_model::result::ClusteredBy;
use vc_model::sorting::CompactSort;

/// With fewer neighborhoods than this, incidents are the clusters of shares: 10 neighborhoods are too few to tell how much
/// neighborhoods differ, and a visitor who looks at a handful of them asks about these.
const FEWEST_NEIGHBORHOODS: usize = 10;

/// The clusters of the selected rows.
pub(crate) struct SamplingClusters {
    /// What they are.
    pub(crate) by: ClusteredBy,
    /// Places in the selection, cluster by cluster. The first ones are rows whose victims are clusters of their own.
    order: Vec<u32>,
    /// `(n_clusters + 2)`: the first place of each cluster in `order`, after that of the rows of single victims.
    starts: Vec<u32>,
}

/// The victims of one cluster in one group with one slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    pub(super) slot: usize,
    pub(super) group: usize,
    pub(super) victims: f64,
}

impl SamplingClusters {
    /// Neighborhoods where the table has enough of them, or else incidents. A row without a neighborhood belongs to its incident.
    /// Incidents lie in one neighborhood, so these hold them, too.
    pub(crate) fn of(table: &Table, members: &Members, places: Option<Places>) -> Self {
        let Some(neighborhood) = neighborhoods(table, places) else { return Self::by_incident(table, members) };
        let mut codes: Vec<u32> = members.rows.iter().map(|&row| neighborhood(row as usize)).collect();
        let most = codes.iter().copied().max().unwrap_or(0);
        let mut is_used = vec![false; most as usize + 1];
        codes.iter().for_each(|&code| is_used[code as usize] = true);
        if is_used.iter().skip(1).filter(|is_used| **is_used).count() < FEWEST_NEIGHBORHOODS {
            return Self::by_incident(table, members);
        }
        if let Some(incidents) = &table.incidents {
            for (code, &row) in codes.iter_mut().zip(members.rows).filter(|(code, _)| **code == 0) {
                let incident = incidents.get(row as usize);
                *code = if incident > 0 { most + incident } else { 0 };
            }
        }
        Self::new(ClusteredBy::Neighborhood, &codes)
    }

    /// Incidents where the table numbers them, or else every victim alone.
    pub(crate) fn by_incident(table: &Table, members: &Members) -> Self {
        let of_row = |&row: &u32| table.incidents.as_ref().map_or(0, |incidents| incidents.get(row as usize));
        let by = if table.incidents.is_some() { ClusteredBy::Incident } else { ClusteredBy::Victim };
        Self::new(by, &members.rows.iter().map(of_row).collect::<Vec<_>>())
    }

    /// `codes`: `(n_rows)`, the cluster of each selected row; 0 if each of its victims is one.
    fn new(by: ClusteredBy, codes: &[u32]) -> Self {
        let n_codes = codes.iter().max().map_or(0, |&most| most as usize) + 1;
        let mut starts = vec![0u32; n_codes + 1];
        codes.iter().for_each(|&code| starts[code as usize + 1] += 1);
        for code in 0..n_codes {
            starts[code + 1] += starts[code];
        }
        let mut next = starts.clone();
        let mut order = vec![0u32; codes.len()];
        for (row, &code) in (0u32..).zip(codes) {
            let place = &mut next[code as usize];
            order[*place as usize] = row;
            *place += 1;
        }
        Self { by, order, starts }
    }

    /// The places in the selection in an order that depends on clusters and codes, and not on the order of the table's rows. `codes`:
    /// those of columns beside the design, each `(n_rows)`.
    pub(crate) fn by_content(&self, members: &Members, codes: &[&[u16]]) -> Vec<u32> {
        let mut order = self.order.clone();
        for ends in self.starts.windows(2) {
            let of_design = |place: usize| (members.design.distinct_of[place], members.weight(place).to_bits());
            let beside = |place: usize| codes.iter().map(move |codes| codes[place]);
            let by_codes = |a: &u32, b: &u32| {
                let (a, b) = (*a as usize, *b as usize);
                of_design(a).cmp(&of_design(b)).then_with(|| beside(a).cmp(beside(b)))
            };
            if ends[1] - ends[0] > 1 {
                order[ends[0] as usize..ends[1] as usize].compact_sort_by(by_codes);
            }
        }
        order
    }

    /// Calls `each` with the victims of every cluster, by slot and group in this order; first, with `true`, with those who are
    /// clusters of their own. `slots` names the slots, below `n_slots`, that a place in the selection has. One pass over the rows.
    pub(super) fn tally<I: Iterator<Item = usize>>(
        &self,
        members: &Members,
        n_groups: usize,
        n_slots: usize,
        slots: impl Fn(usize) -> I,
        mut each: impl FnMut(bool, &[Cell]),
    ) {
        let mut victims = vec![0.0; n_slots * n_groups];
        let mut touched: Vec<u32> = Vec::new();
        let mut cells: Vec<Cell> = Vec::new();
        for (cluster, ends) in self.starts.windows(2).enumerate() {
            for &place in &self.order[ends[0] as usize..ends[1] as usize] {
                let place = place as usize;
                let weight = members.weight(place);
                // Cells are known as new by their 0.
                if weight <= 0.0 {
                    continue;
                }
                for slot in slots(place) {
                    let cell = slot * n_groups + usize::from(members.labels[place]);
                    if victims[cell] == 0.0 {
                        touched.push(cell as u32);
                    }
                    victims[cell] += weight;
                }
            }
            touched.sort_unstable();
            let cell = |cell: u32| {
                let at = cell as usize;
                Cell { slot: at / n_groups, group: at % n_groups, victims: std::mem::take(&mut victims[at]) }
            };
            cells.extend(touched.drain(..).map(cell));
            if !cells.is_empty() {
                each(cluster == 0, &cells);
            }
            cells.clear();
        }
    }
}

/// The neighborhood of each row of the table, from 1, in an order that does not depend on the rows'; 0 for none. `None` if the table
/// has no neighborhoods.
fn neighborhoods<'a>(table: &'a Table, places: Option<Places<'a>>) -> Option<Box<dyn Fn(usize) -> u32 + 'a>> {
    if let Some(places) = places {
        return Some(Box::new(|row| places.join.region.get(row)));
    }
    let coding = Coding::of(table, Column::Neighborhood)?;
    let texts = coding.texts();
    let mut codes: Vec<usize> = (1..texts.len()).collect();
    codes.compact_sort_by(|&a, &b| texts[a].cmp(&texts[b]));
    let mut rank = vec![0u32; texts.len()];
    (1u32..).zip(codes).for_each(|(place, code)| rank[code] = place);
    Some(Box::new(move |row| rank[coding.code(row) as usize]))
}

/// How the shares of levels vary between clusters, for several factors.
pub(super) struct ShareVariances {
    /// `(n_groups)`
    sizes: Vec<ClusterSizes>,
    n_groups: usize,
    /// The first slot of each factor. Slot 0 has all victims.
    first_slot: Vec<usize>,
    // Sums over clusters, with their factors, of squared victims with a level, of these times all victims of the cluster, both
    // `(n_slots × n_groups)`, and of squared victims, `(n_groups)`.
    with_level: Vec<f64>,
    mixed: Vec<f64>,
    all: Vec<f64>,
}

impl ShareVariances {
    /// One pass over the rows for all factors. `sizes`: victims of each group.
    pub(super) fn new(clusters: &SamplingClusters, members: &Members, factors: &[&Factor], sizes: &[f64]) -> Self {
        let n_groups = sizes.len();
        let mut first_slot = Vec::new();
        let mut n_slots = 1;
        for factor in factors {
            first_slot.push(n_slots);
            n_slots += factor.levels.len();
        }
        let mut found = Self {
            sizes: sizes.iter().map(|&size| ClusterSizes::new(size)).collect(),
            n_groups,
            with_level: vec![0.0; n_slots * n_groups],
            mixed: vec![0.0; n_slots * n_groups],
            all: vec![0.0; n_groups],
            first_slot,
        };
        if factors.is_empty() {
            return found;
        }
        let first_slot = found.first_slot.clone();
        let slots = |place: usize| {
            let distinct = members.design.distinct_of[place] as usize;
            let of_factor = move |(factor, first): (&&Factor, &usize)| first + usize::from(factor.codes[distinct]);
            std::iter::once(0).chain(factors.iter().zip(&first_slot).map(of_factor))
        };
        let mut of_group = vec![0.0; n_groups];
        clusters
            .tally(members, n_groups, n_slots, slots, |is_single, cells| found.add(is_single, cells, &mut of_group));
        found
    }

    /// Adds a cluster. `of_group`, `(n_groups)`, is room for its victims of each group.
    fn add(&mut self, is_single: bool, cells: &[Cell], of_group: &mut [f64]) {
        of_group.fill(0.0);
        for &Cell { slot, group, victims } in cells {
            let sizes = &mut self.sizes[group];
            if slot == 0 {
                of_group[group] = victims;
                let (n, times) = if is_single { (1.0, victims) } else { (victims, 1.0) };
                self.all[group] += sizes.factor(n) * times * n * n;
                sizes.add(n, times);
                continue;
            }
            let at = slot * self.n_groups + group;
            if is_single {
                self.with_level[at] += sizes.factor(1.0) * victims;
                self.mixed[at] += sizes.factor(1.0) * victims;
            } else {
                let factor = sizes.factor(of_group[group]);
                self.with_level[at] += factor * victims * victims;
                self.mixed[at] += factor * victims * of_group[group];
            }
        }
    }

    /// By how many standard errors the intervals of a group reach; `None` if its victims are one cluster.
    pub(super) fn reach(&self, group: usize) -> Option<f64> {
        self.sizes[group].reach()
    }

    /// The variance of `share`, the share of a level of a factor, in a group.
    pub(super) fn variance(&self, factor: usize, level: usize, group: usize, share: f64) -> f64 {
        let at = (self.first_slot[factor] + level) * self.n_groups + group;
        let squares = self.with_level[at] - 2.0 * share * self.mixed[at] + share * share * self.all[group];
        self.sizes[group].variance(squares)
    }
}
