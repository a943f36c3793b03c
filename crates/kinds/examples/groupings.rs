//! Prints how well groupings find the planted classes of generated tables: a line for each kind.
//!
//! ```text
//! cargo run --release -p vc-kinds --example groupings -- --tables 4 --rows 5000 [--kinds lca:2:.8,indep] [--seed 1]
//! ```
//!
//! For each rule that chooses the number of groups: how often it is right, and the mean adjusted Rand index of KMeans' groups with
//! the classes; then the same of latent classes, and the share of victims that are in groups which come back in resamples.

use std::collections::BTreeMap;
use std::error::Error;

use vc_core::analysis::Outcome;
use vc_core::clustering::{Settings as KMeansSettings, adjusted_rand};
use vc_core::find_groups;
use vc_core::replication::{Replication, Way};
use vc_kinds::{Kind, Recipe};
use vc_model::params::{AnalysisParams, Clusters, Method, Preset};
use vc_model::result::SweepEntry;

const KINDS: &str =
    "lca:2:.8,lca:2:.95,lca:3:.8,lca:4:.6,lca:4:.8,lca:4:.95,lca:6:.8,lca:8:.9,imb:4:.8,imb:6:.9,imb:8:.95";

/// Resamples behind the share of victims in groups that come back.
const RESAMPLES: usize = 20;

/// Chooses a number of groups from a sweep.
type Rule = (&'static str, fn(&[SweepEntry], Option<usize>) -> usize);

const RULES: [Rule; 6] = [
    ("default", |_, _| 0),
    ("knee", |sweep, knee| knee.unwrap_or_else(|| best(sweep, |entry| entry.silhouette.value))),
    ("silhouette", |sweep, _| best(sweep, |entry| entry.silhouette.value)),
    ("within .02", |sweep, _| first_within(sweep, 0.02)),
    ("within .05", |sweep, _| first_within(sweep, 0.05)),
    ("Calinski", |sweep, _| best(sweep, |entry| entry.calinski_harabasz)),
];

fn best(sweep: &[SweepEntry], of: impl Fn(&SweepEntry) -> f64) -> usize {
    sweep.iter().rev().max_by(|a, b| of(a).total_cmp(&of(b))).map_or(0, |entry| entry.k)
}

fn first_within(sweep: &[SweepEntry], margin: f64) -> usize {
    let most = sweep.iter().map(|entry| entry.silhouette.value).fold(f64::NEG_INFINITY, f64::max);
    sweep.iter().find(|entry| entry.silhouette.value >= most - margin).map_or(0, |entry| entry.k)
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options: BTreeMap<&str, &str> = arguments.chunks_exact(2).map(|pair| (&*pair[0], &*pair[1])).collect();
    let option = |name: &str, default: &'static str| options.get(name).copied().unwrap_or(default);
    let tables: u64 = option("--tables", "4").parse()?;
    let seed: u64 = option("--seed", "1").parse()?;
    let n_rows: usize = option("--rows", "5000").parse()?;
    let names: Vec<&str> = RULES.iter().map(|(name, _)| *name).chain(["latent classes"]).collect();
    println!("kind        {}  come back", names.iter().map(|name| format!("{name:>17}")).collect::<String>());
    let mut all = vec![Score::default(); names.len()];
    for name in option("--kinds", KINDS).split(',') {
        let kind: Kind = name.parse()?;
        let mut scores = vec![Score::default(); names.len()];
        let mut come_back = 0.0;
        for number in 0..tables {
            let crimes = Recipe::new(kind, n_rows, seed * 1_000_000 + number).make();
            let csv = crimes.csv();
            let params =
                |clusters| AnalysisParams { preset: Preset::Crime, clusters, seed: 42, ..AnalysisParams::default() };
            let shown =
                find_groups(csv.as_bytes(), None, &params(Clusters::Auto)).map_err(|stop| format!("{stop:?}"))?;
            let mut of_k: BTreeMap<usize, f64> = BTreeMap::new();
            for ((_, rule), score) in RULES.iter().zip(&mut scores) {
                let k = match rule(&shown.analysis.sweep, shown.analysis.knee) {
                    0 => shown.analysis.groups.len(),
                    k => k,
                };
                let index = match of_k.get(&k) {
                    Some(index) => *index,
                    None => {
                        let found = find_groups(csv.as_bytes(), None, &params(Clusters::Fixed(k)))
                            .map_err(|stop| format!("{stop:?}"))?;
                        agreement(&crimes.classes, &found)
                    }
                };
                of_k.insert(k, index);
                score.add(k, index, kind.shares().len());
            }
            let classes = AnalysisParams { method: Method::Classes, ..params(Clusters::Auto) };
            let found = find_groups(csv.as_bytes(), None, &classes).map_err(|stop| format!("{stop:?}"))?;
            let k = found.analysis.groups.len();
            scores[RULES.len()].add(k, agreement(&crimes.classes, &found), kind.shares().len());

            let settings = KMeansSettings { max_iter: 300, tol: 1e-4, seed: 42 };
            let (swept, clustering) = (&shown.swept, shown.clustering());
            let design = &swept.prepared.design;
            let k = clustering.sizes.len();
            let way = Way::KMeans { n_components: swept.n_components, settings };
            let groups = Replication::new(design, clustering.labels.clone(), k, way);
            let mut jaccard = vec![0.0; k];
            for number in 0..RESAMPLES {
                let found = groups.recovered(number);
                jaccard.iter_mut().zip(found).for_each(|(mean, found)| *mean += found / RESAMPLES as f64);
            }
            let stable = shown.analysis.groups.iter().zip(&jaccard).filter(|(_, jaccard)| **jaccard >= 0.75);
            come_back += stable.map(|(group, _)| group.share).sum::<f64>() / tables as f64;
        }
        println!("{name:<12}{}  {come_back:>9.2}", scores.iter().map(Score::text).collect::<String>());
        all.iter_mut().zip(&scores).for_each(|(all, score)| all.join(score));
    }
    println!("{:<12}{}", "all", all.iter().map(Score::text).collect::<String>());
    Ok(())
}

/// How well groups agree with the planted classes.
fn agreement(classes: &[u8], found: &Outcome) -> f64 {
    let labels: Vec<u8> = found.labels().into_iter().map(|label| label.unwrap_or(u8::MAX)).collect();
    adjusted_rand(classes, &labels, &vec![1.0; classes.len()])
}

#[derive(Clone, Debug, Default)]
struct Score {
    tables: usize,
    exact: usize,
    index: f64,
}

impl Score {
    fn add(&mut self, k: usize, index: f64, truth: usize) {
        self.tables += 1;
        self.exact += usize::from(k == truth);
        self.index += index;
    }

    fn join(&mut self, other: &Self) {
        self.tables += other.tables;
        self.exact += other.exact;
        self.index += other.index;
    }

    fn text(&self) -> String {
        format!("{:>7}/{:<3} {:>5.2} ", self.exact, self.tables, self.index / self.tables as f64)
    }
}
