//! The pipeline on the command line: the very same analysis as in the browser, written to files.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cell::RefCell;
    use std::error::Error;
    use std::fmt::Display;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::str::FromStr;
    use std::time::Instant;

    use victim_clusters::pipeline::{Cancelled, Control, NamedBytes, Stop};
    use victim_clusters::protocol::{ExportFile, Progress, Stage};
    use victim_clusters::result::Analysis;
    use victim_clusters::session::Session;
    use victim_clusters::share::Link;

    const USAGE: &str = "\
Finds groups of victims in a crime table and writes them to files.

Usage: analyze CRIME [REGIONS] [OPTIONS] --out DIR
       analyze --sample [OPTIONS] --out DIR

  CRIME                 crime table, CSV, one row for each victim
  REGIONS               neighborhoods with census figures, GeoJSON
  --sample              the built-in sample of an invented city in their place
  --out DIR             where the files go: labels.csv, table.csv, features.csv,
                        profiles.csv, regions.geojson, summary.json
  --link 'QUERY'        the settings of a shared link; options after it change them
  --preset NAME         crime | census | victim               (default census)
  --columns A,B,…       columns one by one, instead of the preset's
  --years WHEN          2019 | 2016..2019 | all | latest      (default latest:
                        the most recent complete year)
  --k N | A..B          number of groups, or the range to choose from (default 2..12)
  --components N        a number, a share of variance as 0.9, or auto (default auto:
                        those that exceed column-shuffled data)
  --encoding NAME       famd | standard | raw                 (default famd)
  --min-frequency P     merge levels with a smaller share     (default 0.005)
  --seed N              seed of every random choice           (default 42)
  --n-init N            restarts of KMeans for each k         (default 10)
  --max-iter N          most Lloyd iterations of a restart    (default 300)
  --tol X               convergence tolerance                 (default 0.0001)
  --timings             seconds of every stage as JSON on standard error
";

    /// What the command line asks for.
    #[derive(Default)]
    struct Arguments {
        files: Vec<PathBuf>,
        sample: bool,
        out: Option<PathBuf>,
        link: Link,
        timings: bool,
    }

    pub fn main() -> ExitCode {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if arguments.is_empty() || arguments.iter().any(|a| a == "--help" || a == "-h") {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        match parse(arguments).and_then(|arguments| run(&arguments)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("analyze: {error}");
                ExitCode::FAILURE
            }
        }
    }

    fn parse(arguments: Vec<String>) -> Result<Arguments, Box<dyn Error>> {
        let mut parsed = Arguments::default();
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            let Some(option) = argument.strip_prefix("--") else {
                parsed.files.push(argument.into());
                continue;
            };
            match option {
                "sample" => {
                    parsed.sample = true;
                    continue;
                }
                "timings" => {
                    parsed.timings = true;
                    continue;
                }
                _ => {}
            }
            let value = rest.next().ok_or_else(|| format!("--{option} needs a value; see analyze --help"))?;
            let params = &mut parsed.link.params;
            match option {
                "out" => parsed.out = Some(value.into()),
                "link" => {
                    let query = value.split_once('?').map_or(value.as_str(), |(_, query)| query);
                    let (link, problems) = Link::parse(query);
                    problems.iter().for_each(|problem| eprintln!("analyze: {problem}"));
                    parsed.link = link;
                }
                "k" => match value.split_once("..") {
                    Some((first, last)) => params.sweep = (read(option, first)?, read(option, last)?),
                    None => params.clusters = value.parse()?,
                },
                "preset" => (params.preset, params.columns) = (value.parse()?, None),
                "columns" => {
                    let mut columns = value.split(',').map(str::parse).collect::<Result<Vec<_>, _>>()?;
                    columns.sort();
                    columns.dedup();
                    params.columns = Some(columns);
                }
                "years" => params.period = value.parse()?,
                "components" => params.components = value.parse()?,
                "encoding" => params.encoding = value.parse()?,
                "min-frequency" => params.min_frequency = read(option, &value)?,
                "seed" => params.seed = read(option, &value)?,
                "n-init" => params.n_init = read(option, &value)?,
                "max-iter" => params.max_iter = read(option, &value)?,
                "tol" => params.tol = read(option, &value)?,
                _ => return Err(format!("there is no option --{option}; see analyze --help").into()),
            }
        }
        parsed.link.params.check()?;
        match (parsed.sample, parsed.files.len()) {
            (true, 0) | (false, 1 | 2) => Ok(parsed),
            (true, _) => Err("--sample takes no files beside it".into()),
            (false, 0) => Err("name a crime table, or --sample; see analyze --help".into()),
            (false, _) => Err("name a crime table and at most one file of regions".into()),
        }
    }

    fn read<T: FromStr<Err: Display>>(option: &str, value: &str) -> Result<T, Box<dyn Error>> {
        value.parse().map_err(|error| format!("--{option} can't be {value}: {error}").into())
    }

    /// Nobody cancels; when each stage began is noted.
    struct Stopwatch {
        started: Instant,
        stages: RefCell<Vec<(Stage, Instant)>>,
    }

    impl Control for Stopwatch {
        async fn progress(&self, progress: Progress) -> Result<(), Cancelled> {
            let mut stages = self.stages.borrow_mut();
            if stages.last().is_none_or(|(stage, _)| *stage != progress.stage) {
                stages.push((progress.stage, Instant::now()));
            }
            Ok(())
        }
    }

    impl Stopwatch {
        fn start() -> Self {
            Self { started: Instant::now(), stages: RefCell::default() }
        }

        /// Seconds of every stage until now, in the order in which they ran, and of all together. Opening the files
        /// belongs to the first.
        fn seconds(&self) -> serde_json::Map<String, serde_json::Value> {
            let end = Instant::now();
            let stages = self.stages.borrow();
            let mut seconds = serde_json::Map::new();
            for (at, (stage, began)) in stages.iter().enumerate() {
                let began = if at == 0 { self.started } else { *began };
                let until = stages.get(at + 1).map_or(end, |(_, next)| *next);
                if let Ok(serde_json::Value::String(name)) = serde_json::to_value(stage) {
                    seconds.insert(name, (until - began).as_secs_f64().into());
                }
            }
            seconds.insert("total".to_owned(), (end - self.started).as_secs_f64().into());
            seconds
        }
    }

    fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
        let out = arguments.out.as_deref().ok_or("say where the files go: --out DIR")?;
        let mut session = Session::new();
        let stopwatch = Stopwatch::start();
        let loading = if arguments.sample {
            pollster::block_on(session.load_sample(&stopwatch))
        } else {
            let files = arguments.files.iter().map(|path| open(path)).collect::<Result<Vec<_>, _>>()?;
            pollster::block_on(session.load(files, &stopwatch))
        };
        loading.map_err(sentence)?;
        let analysis = pollster::block_on(session.analyse(&arguments.link.params, &stopwatch)).map_err(sentence)?;
        if arguments.timings {
            eprintln!("{}", serde_json::Value::Object(stopwatch.seconds()));
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

    fn open(path: &Path) -> Result<NamedBytes, String> {
        let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(NamedBytes { name, bytes })
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
}
