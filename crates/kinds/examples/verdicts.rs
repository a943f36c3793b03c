//! Prints what is decided of generated tables: a line for each kind and number of rows.
//!
//! ```text
//! cargo run --release -p vc-kinds --example verdicts -- --tables 20 --rows 5000,20000 [--kinds indep,lca:4:.95]
//!     [--parts 8] [--hours free] [--sample-rows 5000] [--seed 1] [--csv FOLDER]
//! ```
//!
//! `--csv` also writes the tables as crime tables.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::Instant;

use vc_kinds::{Hours, Kind, Recipe};
use vc_latent::PARTS_OF_DAY;
use vc_latent::continuum::{Continuum, Outcome, SampleScores, Settings, continuum};

const KINDS: &str = "indep,ties,gauss:.5,gauss:1,gauss:2,gauss:3,gauss:1:2,gauss:2:2,unif:1,unif:2,unif:1:2,unif:2:2,pair:1,pair:2,\
chain:.3,chain:.6,chain:.9,dup:.98,dup:.6,dup2,nested,odd,lca:2:.8,lca:3:.8,lca:4:.8,lca:6:.8,lca:8:.8,lca:4:.6,lca:2:.95,lca:3:.95,\
lca:4:.95,lca:6:.95,lca:8:.95,imb:4:.8,imb:2:.95,imb:4:.95,imb:6:.95,imb:8:.95";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let options: BTreeMap<&str, &str> = arguments.chunks_exact(2).map(|pair| (&*pair[0], &*pair[1])).collect();
    let option = |name: &str, default: &'static str| options.get(name).copied().unwrap_or(default);
    let tables: u64 = option("--tables", "20").parse()?;
    let seed: u64 = option("--seed", "1").parse()?;
    let parts: u16 = options.get("--parts").map_or(Ok(PARTS_OF_DAY), |parts| parts.parse())?;
    let sample_rows: usize = option("--sample-rows", "5000").parse()?;
    let hours = if option("--hours", "cyclic") == "free" { Hours::Free } else { Hours::Cyclic };
    println!(
        "kind         rows   indep classes traits undecided  k exact  k ±1  difference (least … median … most)  ms/sample"
    );
    for n_rows in option("--rows", "5000").split(',') {
        for name in option("--kinds", KINDS).split(',') {
            let kind: Kind = name.parse()?;
            let mut line = Line { kind, n_rows: n_rows.parse()?, decisions: Vec::new(), ms: 0.0 };
            for number in 0..tables {
                let recipe = Recipe { hours, ..Recipe::new(kind, line.n_rows, seed * 1_000_000 + number) };
                let crimes = recipe.make();
                if let Some(folder) = options.get("--csv") {
                    let file = format!("{}_{n_rows}_{number}.csv", name.replace(':', "_"));
                    std::fs::write(Path::new(folder).join(file), crimes.csv())?;
                }
                let (table, _) = crimes.table(parts)?;
                let start = Instant::now();
                let decision = continuum(&table, &Settings { rows: sample_rows, ..Settings::new(number) });
                line.ms += start.elapsed().as_secs_f64() * 1000.0 / decision.samples.len() as f64;
                line.decisions.push(decision);
            }
            line.print();
        }
    }
    Ok(())
}

/// The decisions on the tables of one kind and size.
struct Line {
    kind: Kind,
    n_rows: usize,
    decisions: Vec<Continuum>,
    ms: f64,
}

impl Line {
    fn print(&self) {
        let count = |is: &dyn Fn(Outcome) -> bool| self.decisions.iter().filter(|d| is(d.outcome)).count();
        let truth = self.kind.shares().len();
        let off = |most: usize| move |o: Outcome| matches!(o, Outcome::Classes { k } if k.abs_diff(truth) <= most);
        let mut differences: Vec<f64> =
            self.decisions.iter().flat_map(|d| d.samples.iter().map(SampleScores::difference)).collect();
        differences.sort_by(f64::total_cmp);
        println!(
            "{:<12} {:>6}  {:>4} {:>7} {:>6} {:>9}  {:>7} {:>5}  {:>10.0} {:>8.0} {:>8.0}  {:>21.0}",
            self.kind.to_string(),
            self.n_rows,
            count(&|o| o == Outcome::Independent),
            count(&|o| matches!(o, Outcome::Classes { .. })),
            count(&|o| matches!(o, Outcome::Traits { .. })),
            count(&|o| o == Outcome::Undecided),
            count(&off(0)),
            count(&off(1)),
            differences[0],
            differences[differences.len() / 2],
            differences[differences.len() - 1],
            self.ms / self.decisions.len() as f64
        );
    }
}
