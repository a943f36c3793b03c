//! What the command line asks for.

use std::error::Error;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use victim_clusters::share::Link;

/// What `--help` says.
pub const USAGE: &str = "\
Finds groups of victims in a crime table and writes them to files.

Usage: analyze CRIME [REGIONS] [OPTIONS] --out DIR
   analyze --sample [OPTIONS] --out DIR

  CRIME                 crime table, one row for each victim: CSV, .gz, .zip, JSON
  REGIONS               neighborhoods with census figures: GeoJSON, zipped shapefile,
                        CSV with outlines, TopoJSON
  --layer NAME          which layer of a file that holds several; may be repeated
  --sample              the built-in sample of an invented city in their place
  --out DIR             where the files go: labels.csv, table.csv, features.csv,
                    profiles.csv, regions.geojson, summary.json
  --link 'QUERY'        the settings of a shared link; options after it change them
  --preset NAME         crime | census | victim               (default census)
  --columns A,B,…       columns one by one, instead of the preset's
  --forms C-FORM,…      what columns become: hour, weekday and month cyclic, ordinal or
                    categories; age ordinal or categories (default the first)
  --weights C-W,…       by how much columns weigh, as census-0.5 (default 1)
  --measures A,B,…      census measures that enter, by id, or by the name of the
                    file's property for its raw numbers (default a few shares)
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
  --examine A,B,…       how far to trust the groups, written to summary.json:
                    restarts, stability (of the groups shown), stabilities
                    (for every k), null (the sweep on column-shuffled data),
                    silhouettes (of all rows, from every pair), none
                                                          (default restarts,stability,null)
  --threads N           threads to share the work               (default: all)
  --timings             seconds of every stage as JSON on standard error
";

/// What the command line asks for.
#[derive(Default)]
pub struct Arguments {
    /// Crime table, and regions if there are any.
    pub files: Vec<PathBuf>,
    /// Layers of files that hold several.
    pub layers: Vec<String>,
    /// The built-in sample in their place.
    pub sample: bool,
    /// Where the files go.
    pub out: Option<PathBuf>,
    /// The settings.
    pub link: Link,
    /// What is examined, by name.
    pub examine: Option<Vec<String>>,
    /// Threads to share the work; all by default.
    pub threads: Option<usize>,
    /// Whether to tell how long each stage took.
    pub timings: bool,
}

impl Arguments {
    /// Reads the arguments that follow the program's name.
    pub fn parse(arguments: Vec<String>) -> Result<Self, Box<dyn Error>> {
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
                "layer" => parsed.layers.push(value),
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
                "forms" | "weights" | "measures" => set_by_link(&mut parsed.link, option, &value)?,
                "years" => params.period = value.parse()?,
                "components" => params.components = value.parse()?,
                "encoding" => params.encoding = value.parse()?,
                "min-frequency" => params.min_frequency = read(option, &value)?,
                "seed" => params.seed = read(option, &value)?,
                "n-init" => params.n_init = read(option, &value)?,
                "max-iter" => params.max_iter = read(option, &value)?,
                "tol" => params.tol = read(option, &value)?,
                "examine" => parsed.examine = Some(value.split(',').map(str::to_owned).collect()),
                "threads" => parsed.threads = Some(read(option, &value)?),
                _ => return Err(format!("there is no option --{option}; see analyze --help").into()),
            }
        }
        parsed.link.params.check()?;
        match (parsed.sample, parsed.files.len()) {
            (true, 0) | (false, 1..) => Ok(parsed),
            (true, _) => Err("--sample takes no files beside it".into()),
            (false, 0) => Err("name a crime table, or --sample; see analyze --help".into()),
        }
    }
}

/// Settings that are written here as links write them.
fn set_by_link(link: &mut Link, option: &str, value: &str) -> Result<(), Box<dyn Error>> {
    let (read, problems) = Link::parse(&format!("{option}={value}"));
    if let Some(problem) = problems.first() {
        return Err(problem.to_string().into());
    }
    match option {
        "forms" => link.params.forms = read.params.forms,
        "weights" => link.params.weights = read.params.weights,
        _ => link.params.measures = read.params.measures,
    }
    Ok(())
}

fn read<T: FromStr<Err: Display>>(option: &str, value: &str) -> Result<T, Box<dyn Error>> {
    value.parse().map_err(|error| format!("--{option} can't be {value}: {error}").into())
}
