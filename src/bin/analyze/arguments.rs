//! What the command line asks for.

use std::error::Error;
use std::fmt::Display;
use std::path::PathBuf;
use std::str::FromStr;

use victim_clusters::params::{Mapping, Versus};
use victim_clusters::share::Link;

/// What `--help` says.
pub const USAGE: &str = "\
Finds groups of victims in a crime table and writes them to files.

Usage: analyze CRIME [REGIONS [SECOND]] [OPTIONS] --out DIR
   analyze --sample [OPTIONS] --out DIR

  CRIME                 crime table, one row for each victim: CSV, .gz, .zip, JSON
  REGIONS               neighborhoods with census figures: GeoJSON, zipped shapefile,
                        CSV with outlines, TopoJSON
  SECOND                a second geography, into which rows are put by their
                        coordinates or by the centers of the neighborhoods of REGIONS
  --layer NAME          which layer of a file that holds several; may be repeated
  --sample              the built-in sample of an invented city in their place
  --out DIR             where the files go: labels.csv, table.csv, features.csv,
                    profiles.csv, regions.geojson, summary.json, ledger.csv,
                    mapping.json
  --link 'QUERY'        the settings of a shared link; options after it change them
  --preset NAME         crime | census | victim               (default census)
  --columns A,B,…       columns one by one, instead of the preset's
  --forms C-FORM,…      what columns become: hour, weekday and month cyclic, ordinal or
                    categories; age ordinal or categories (default the first)
  --weights C-W,…       by how much columns weigh, as census-0.5 (default 1)
  --measures A,B,…      census measures that enter, by id, or by the name of the
                    file's property for its raw numbers (default a few shares)
  --roles 'Header=ROLE,…'
                    what columns are for, where that is not found: row_id, date, time,
                    description, inside_outside, premise, weapon, district,
                    neighborhood, lng, lat, point, weight, age, sex, race, ethnicity,
                    or skip to leave one out
  --own 'Header,…'      columns that enter the analysis as they are, up to 8
  --match 'NAME=Region' the region that a name of the table means; may be repeated
  --kinds 'ID=KIND,…'   what kind of number a measure of the regions is: count, share,
                    percentage, ratio, density or value
  --mapping FILE        these four as mapping.json holds them; options after it add
  --years WHEN          2019 | 2016..2019 | all | latest      (default latest:
                    the most recent complete year)
  --filter 'COLUMN=VALUE,…'
                    only rows with one of these values, as description=HOMICIDE,SHOOTING;
                    an empty value is a missing one; repeated for more columns
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
  --compare WHAT=VALUE  also compare with the same analysis of other columns on the same
                        rows (preset=crime) or of another period (years=2018; the
                        groups are then applied to that period's rows), in as many
                        groups, or with ,own behind it in its own best number; written
                        to comparison.csv and comparison.json
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
    /// What the analysis is compared with.
    pub versus: Option<Versus>,
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
                "roles" => {
                    for part in split(&value) {
                        let (header, purpose) = part
                            .rsplit_once('=')
                            .ok_or_else(|| format!("--roles needs Header=role, found {part}; see analyze --help"))?;
                        params.mapping.roles.insert(header.trim().to_owned(), purpose.trim().parse()?);
                    }
                }
                "own" => params.mapping.own.extend(split(&value)),
                "match" => {
                    let (name, region) = value
                        .split_once('=')
                        .ok_or_else(|| format!("--match needs NAME=Region, found {value}; see analyze --help"))?;
                    params.mapping.matches.insert(name.trim().to_owned(), region.trim().to_owned());
                }
                "kinds" => {
                    for part in split(&value) {
                        let (id, kind) = part
                            .split_once('=')
                            .ok_or_else(|| format!("--kinds needs ID=kind, found {part}; see analyze --help"))?;
                        params.mapping.kinds.insert(id.trim().to_owned(), kind.trim().parse()?);
                    }
                }
                "mapping" => {
                    let text = std::fs::read_to_string(&value).map_err(|error| format!("{value}: {error}"))?;
                    params.mapping = Mapping::from_json(&text).map_err(|error| format!("{value}: {error}"))?;
                }
                "years" => params.period = value.parse()?,
                "filter" => {
                    let (column, levels) = value
                        .split_once('=')
                        .ok_or_else(|| format!("--filter needs COLUMN=VALUE,…, found {value}; see analyze --help"))?;
                    params.filters.set(column.trim().parse()?, split(levels).into_iter().collect());
                }
                "components" => params.components = value.parse()?,
                "encoding" => params.encoding = value.parse()?,
                "min-frequency" => params.min_frequency = read(option, &value)?,
                "seed" => params.seed = read(option, &value)?,
                "n-init" => params.n_init = read(option, &value)?,
                "max-iter" => params.max_iter = read(option, &value)?,
                "tol" => params.tol = read(option, &value)?,
                "examine" => parsed.examine = Some(value.split(',').map(str::to_owned).collect()),
                // As in a link, but written as the other options are.
                "compare" => parsed.versus = Some(value.replacen('=', ".", 1).parse()?),
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

/// The parts of a list; a comma within a header is written `\,`.
fn split(list: &str) -> Vec<String> {
    let parts = list.replace("\\,", "\u{0}");
    parts.split(',').map(|part| part.replace('\u{0}', ",").trim().to_owned()).collect()
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
