//! The pipeline on the command line: the very same analysis as in the browser, written to files.

#[cfg(target_arch = "wasm32")]
fn main() {}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    native::main()
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::error::Error;
    use std::fmt::Display;
    use std::fs::File;
    use std::path::{Path, PathBuf};
    use std::process::ExitCode;
    use std::str::FromStr;

    use victim_clusters::pipeline::{Cancelled, Control, NamedFile, Stop};
    use victim_clusters::protocol::{ExportFile, Progress};
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
";

    /// What the command line asks for.
    #[derive(Default)]
    struct Arguments {
        files: Vec<PathBuf>,
        sample: bool,
        out: Option<PathBuf>,
        link: Link,
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
            if option == "sample" {
                parsed.sample = true;
                continue;
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

    /// Nobody watches and nobody cancels.
    struct Unhurried;

    impl Control for Unhurried {
        async fn progress(&self, _: Progress) -> Result<(), Cancelled> {
            Ok(())
        }
    }

    fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
        let out = arguments.out.as_deref().ok_or("say where the files go: --out DIR")?;
        let mut session = Session::new();
        let loading = if arguments.sample {
            pollster::block_on(session.load_sample(&Unhurried))
        } else {
            let files = arguments.files.iter().map(|path| open(path)).collect::<Result<Vec<_>, _>>()?;
            pollster::block_on(session.load(files, &Unhurried))
        };
        loading.map_err(sentence)?;
        let analysis = pollster::block_on(session.analyse(&arguments.link.params, &Unhurried)).map_err(sentence)?;
        std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
        for file in ExportFile::ANALYSIS {
            let file = session.export(file)?;
            let path = out.join(&file.name);
            std::fs::write(&path, &file.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        report(&analysis, arguments.link.fingerprint.as_deref());
        Ok(())
    }

    fn open(path: &Path) -> Result<NamedFile, String> {
        let failed = |error: std::io::Error| format!("{}: {error}", path.display());
        let file = File::open(path).map_err(failed)?;
        let size = file.metadata().map_err(failed)?.len();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(NamedFile { name, size, content: Box::new(file) })
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
