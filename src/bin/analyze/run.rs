//! From arguments to files.

use std::error::Error;
use std::process::ExitCode;

use pollster::block_on;
use victim_clusters::params::Examination;
use victim_clusters::pipeline::Stop;
use victim_clusters::protocol::ExportFile;
use victim_clusters::result::Analysis;
use victim_clusters::session::Session;

use crate::arguments::{Arguments, USAGE};
use crate::files;
use crate::machine::Machine;

/// What is examined where nothing else is asked for.
const EXAMINED: [&str; 3] = ["restarts", "stability", "null"];

pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() || arguments.iter().any(|a| a == "--help" || a == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match Arguments::parse(arguments).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("analyze: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let out = arguments.out.as_deref().ok_or("say where the files go: --out DIR")?;
    let machine = Machine::new(arguments.threads);
    let mut session = Session::new();
    let loading = if arguments.sample {
        block_on(session.load_sample(&machine))
    } else {
        block_on(session.load(files::open(&arguments.files, &arguments.layers)?, &machine))
    };
    loading.map_err(sentence)?;
    let analysis = block_on(session.analyse(&arguments.link.params, &machine)).map_err(sentence)?;
    for examination in examinations(arguments, &analysis)? {
        block_on(session.examine(examination, &machine)).map_err(sentence)?;
    }
    if arguments.timings {
        eprintln!("{}", serde_json::Value::Object(machine.seconds()));
    }
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    for file in ExportFile::ANALYSIS {
        let file = session.export(file)?;
        let path = out.join(&file.name);
        std::fs::write(&path, &file.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    report(&analysis, arguments.link.fingerprint.as_deref());
    Ok(())
}

fn examinations(arguments: &Arguments, analysis: &Analysis) -> Result<Vec<Examination>, String> {
    let asked = arguments.examine.clone().unwrap_or_else(|| EXAMINED.map(str::to_owned).to_vec());
    let mut examinations = Vec::new();
    for name in asked {
        match name.as_str() {
            "restarts" => examinations.push(Examination::Restarts),
            "stability" => examinations.push(Examination::Stability { k: analysis.groups.len() }),
            "stabilities" => {
                examinations.extend(analysis.sweep.iter().map(|entry| Examination::Stability { k: entry.k }));
            }
            "null" => examinations.push(Examination::Null),
            "silhouettes" => examinations.push(Examination::Silhouettes),
            "none" => {}
            other => return Err(format!("--examine can't be {other}; see analyze --help")),
        }
    }
    Ok(examinations)
}

fn sentence(stop: Stop) -> String {
    match stop {
        Stop::Cancelled => "cancelled".to_owned(),
        Stop::Failed(error) => error.to_string(),
    }
}

fn report(analysis: &Analysis, expected: Option<&str>) {
    let rows = &analysis.rows;
    println!("rows read {}, used {}", rows.read, rows.used);
    for (reason, count) in &rows.set_aside {
        println!("  set aside {count}: {}", reason.id());
    }
    let pca = &analysis.pca;
    println!("features {}, components {}", pca.n_features, pca.n_components);
    println!("  k  inertia        silhouette  Calinski–Harabasz  Davies–Bouldin");
    for entry in &analysis.sweep {
        println!(
            "{} {:>2}  {:<13.4}  {:>10.4}  {:>17.1}  {:>14.4}",
            if entry.k == analysis.groups.len() { "→" } else { " " },
            entry.k,
            entry.inertia,
            entry.silhouette.value,
            entry.calinski_harabasz,
            entry.davies_bouldin
        );
    }
    let sizes: Vec<String> = analysis.groups.iter().map(|group| format!("{:.1} %", group.share * 100.0)).collect();
    println!("groups {}: {}", analysis.groups.len(), sizes.join(", "));
    let verdict = match expected {
        None => "",
        Some(expected) if expected == analysis.fingerprint => "  reproduced exactly",
        Some(_) => "  differs from the link's: other data, or another version",
    };
    println!("fingerprint {}{verdict}", analysis.fingerprint);
}
