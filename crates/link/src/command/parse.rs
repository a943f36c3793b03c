//! What the command line asks for.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use super::list::Piece;
use crate::{Link, LinkProblem};
use vc_model::params::{Mapping, ParamsError, Versus};

/// What the command line asks for.
#[derive(Debug, Default)]
pub struct Arguments {
    /// Crime table, and regions if there are any.
    pub files: Vec<PathBuf>,
    /// Layers of files that hold several.
    pub layers: Vec<String>,
    /// The built-in sample in their place.
    pub sample: bool,
    /// Where the files go.
    pub out: Option<PathBuf>,
    /// The settings, and the fingerprint that is expected.
    pub link: Link,
    /// What of a link could not be used.
    pub problems: Vec<LinkProblem>,
    /// What is examined, by name.
    pub examine: Option<Vec<String>>,
    /// What the analysis is compared with.
    pub versus: Option<Versus>,
    /// Whether small counts of victims' own traits are written like all others.
    pub no_suppression: bool,
    /// Threads to share the work; all by default.
    pub threads: Option<usize>,
    /// Whether to tell how long each stage took.
    pub timings: bool,
}

/// Arguments that can't be followed.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// An option at the end that needs something behind it.
    #[error("--{option} needs a value; see analyze --help")]
    NoValue {
        /// Its name.
        option: String,
    },
    /// A value of another form.
    #[error("--{option} needs {expected}, found {found}; see analyze --help")]
    Form {
        /// The option's name.
        option: String,
        /// What it takes.
        expected: &'static str,
        /// What was given.
        found: String,
    },
    /// A value that can't be read.
    #[error("--{option} can't be {found}: {reason}")]
    Value {
        /// The option's name.
        option: String,
        /// What was given.
        found: String,
        /// Why not.
        reason: String,
    },
    /// A list of forms or weights that a link could not hold either.
    #[error("{0}")]
    Setting(LinkProblem),
    /// A file of settings that can't be read.
    #[error("{file}: {reason}")]
    File {
        /// Its name.
        file: String,
        /// Why not.
        reason: String,
    },
    /// No option of this name.
    #[error("there is no option --{option}; see analyze --help")]
    Unknown {
        /// The name.
        option: String,
    },
    /// Both the sample and files.
    #[error("--sample takes no files beside it")]
    SampleAndFiles,
    /// Neither.
    #[error("name a crime table, or --sample; see analyze --help")]
    NoFiles,
    /// A setting out of its range.
    #[error(transparent)]
    Params(#[from] ParamsError),
}

impl Arguments {
    /// Reads the arguments that follow the program's name. `read_file` reads a file of settings that they name.
    ///
    /// # Errors
    /// [`CommandError`], a sentence that names the option.
    pub fn parse(arguments: Vec<String>, read_file: impl Fn(&str) -> io::Result<String>) -> Result<Self, CommandError> {
        let mut parsed = Arguments::default();
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            let Some(option) = argument.strip_prefix("--") else {
                parsed.files.push(argument.into());
                continue;
            };
            match option {
                "sample" => parsed.sample = true,
                "no-suppression" => parsed.no_suppression = true,
                "timings" => parsed.timings = true,
                _ => {
                    let value = rest.next().ok_or_else(|| CommandError::NoValue { option: option.to_owned() })?;
                    parsed.set(option, value, &read_file)?;
                }
            }
        }
        parsed.link.params.check()?;
        match (parsed.sample, parsed.files.len()) {
            (true, 0) | (false, 1..) => Ok(parsed),
            (true, _) => Err(CommandError::SampleAndFiles),
            (false, 0) => Err(CommandError::NoFiles),
        }
    }

    /// Sets one option to its value.
    fn set(
        &mut self,
        option: &str,
        value: String,
        read_file: impl Fn(&str) -> io::Result<String>,
    ) -> Result<(), CommandError> {
        let form = |expected: &'static str, found: &str| CommandError::Form {
            option: option.to_owned(),
            expected,
            found: found.to_owned(),
        };
        let params = &mut self.link.params;
        match option {
            "layer" => self.layers.push(value),
            "out" => self.out = Some(value.into()),
            "link" => {
                let query = value.split_once('?').map_or(value.as_str(), |(_, query)| query);
                (self.link, self.problems) = Link::parse(query);
            }
            "fingerprint" => {
                let is_code = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_hexdigit());
                if !is_code {
                    return Err(form("the hexadecimal digits of a result", &value));
                }
                self.link.fingerprint = Some(value.to_ascii_lowercase());
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
            "forms" => params.forms = as_in_a_link(option, &value)?.params.forms,
            "weights" => params.weights = as_in_a_link(option, &value)?.params.weights,
            "measures" => {
                let mut measures = texts(&Piece::of(&value));
                measures.sort();
                measures.dedup();
                params.measures = Some(measures);
            }
            "roles" => {
                for part in Piece::of(&value).parts() {
                    let (header, purpose) = part.last_halves().ok_or_else(|| form("Header=role", &part.text()))?;
                    params.mapping.roles.insert(header.text(), purpose.text().parse()?);
                }
            }
            "own" => params.mapping.own.extend(texts(&Piece::of(&value))),
            "match" => {
                let (name, region) = Piece::of(&value).halves().ok_or_else(|| form("NAME=Region", &value))?;
                params.mapping.matches.insert(name.text(), region.text());
            }
            "kinds" => {
                for part in Piece::of(&value).parts() {
                    let (id, kind) = part.last_halves().ok_or_else(|| form("ID=kind", &part.text()))?;
                    params.mapping.kinds.insert(id.text(), kind.text().parse()?);
                }
            }
            "mapping" => {
                let failed = |reason: String| CommandError::File { file: value.clone(), reason };
                let text = read_file(&value).map_err(|error| failed(error.to_string()))?;
                params.mapping = Mapping::from_json(&text).map_err(|error| failed(error.to_string()))?;
            }
            "years" => params.period = value.parse()?,
            "filter" => {
                let (column, levels) = Piece::of(&value).halves().ok_or_else(|| form("COLUMN=VALUE,…", &value))?;
                params.filters.set(column.text().parse()?, texts(&levels).into_iter().collect());
            }
            "components" => params.components = value.parse()?,
            "encoding" => params.encoding = value.parse()?,
            "min-frequency" => params.min_frequency = read(option, &value)?,
            "seed" => params.seed = read(option, &value)?,
            "n-init" => params.n_init = read(option, &value)?,
            "max-iter" => params.max_iter = read(option, &value)?,
            "tol" => params.tol = read(option, &value)?,
            "examine" => self.examine = Some(value.split(',').map(str::to_owned).collect()),
            // As in a link, but written as the other options are.
            "compare" => self.versus = Some(value.replacen('=', ".", 1).parse()?),
            "threads" => self.threads = Some(read(option, &value)?),
            _ => return Err(CommandError::Unknown { option: option.to_owned() }),
        }
        Ok(())
    }
}

/// A setting that is written here as a link writes it.
fn as_in_a_link(option: &str, value: &str) -> Result<Link, CommandError> {
    let (read, mut problems) = Link::parse(&format!("{option}={value}"));
    if problems.is_empty() { Ok(read) } else { Err(CommandError::Setting(problems.remove(0))) }
}

fn texts(list: &Piece) -> Vec<String> {
    list.parts().iter().map(Piece::text).collect()
}

fn read<T: FromStr<Err: Display>>(option: &str, value: &str) -> Result<T, CommandError> {
    let failed = |error: T::Err| CommandError::Value {
        option: option.to_owned(),
        found: value.to_owned(),
        reason: error.to_string(),
    };
    value.parse().map_err(failed)
}
