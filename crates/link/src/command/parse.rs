//! Reads the arguments of `analyze`.

use std::fmt::Display;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use super::list::Piece;
use crate::{Fingerprint, Link, LinkProblem, link_of};
use vc_model::params::settings::{Setting, Shape, Value};
use vc_model::params::{Mapping, ParamsError, Versus};

/// The arguments of `analyze`.
#[derive(Debug, Default)]
pub struct Arguments {
    /// Crime table, and regions if there are any.
    pub files: Vec<PathBuf>,
    /// The layers to read from files with several.
    pub layers: Vec<String>,
    /// Whether the built-in sample takes their place.
    pub sample: bool,
    /// The folder for the results.
    pub out: Option<PathBuf>,
    /// The settings, and the fingerprint that is expected.
    pub link: Link,
    /// Problems of the link.
    pub problems: Vec<LinkProblem>,
    /// The names of the checks to run.
    pub examine: Option<Vec<String>>,
    /// Whether other defensible analyses are examined, too.
    pub multiverse: bool,
    /// The analysis to compare with.
    pub versus: Option<Versus>,
    /// Whether small counts of victims' own traits are written, too.
    pub no_suppression: bool,
    /// Number of threads; all by default.
    pub threads: Option<usize>,
    /// Whether to print the seconds of each stage.
    pub timings: bool,
}

/// Bad arguments.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// An option without its value.
    #[error("--{option} needs a value; see analyze --help")]
    NoValue {
        /// Its name.
        option: String,
    },
    /// A value of the wrong form.
    #[error("--{option} needs {expected}, found {found}; see analyze --help")]
    Form {
        /// The option's name.
        option: String,
        /// The form that it takes.
        expected: &'static str,
        /// The value.
        found: String,
    },
    /// A value that can't be read.
    #[error("--{option} can't be {found}: {reason}")]
    Value {
        /// The option's name.
        option: String,
        /// The value.
        found: String,
        /// Why not.
        reason: String,
    },
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
    /// Neither the sample nor files.
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
                "multiverse" => parsed.multiverse = true,
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
                (self.link, self.problems) = Link::parse(&link_of(&value));
            }
            "fingerprint" => {
                let is_code = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_hexdigit());
                if !is_code {
                    return Err(form("the hexadecimal digits of a result", &value));
                }
                self.link.fingerprint = Some(Fingerprint::new(value.to_ascii_lowercase()));
            }
            "mapping" => {
                let failed = |reason: String| CommandError::File { file: value.clone(), reason };
                let text = read_file(&value).map_err(|error| failed(error.to_string()))?;
                params.mapping = Mapping::from_json(&text).map_err(|error| failed(error.to_string()))?;
            }
            "examine" => self.examine = Some(value.split(',').map(str::to_owned).collect()),
            // In links it is `preset.crime`, here it is `preset=crime` like other options.
            "compare" => self.versus = Some(value.replacen('=', ".", 1).parse()?),
            "threads" => self.threads = Some(read(option, &value)?),
            _ => {
                let unknown = || CommandError::Unknown { option: option.to_owned() };
                let setting = Setting::by_option(option, &value).ok_or_else(unknown)?;
                if setting.id == "preset" {
                    // Options are read in order, so a preset replaces the columns before it.
                    params.columns = None;
                }
                let read = setting_value(setting.shape, &value).map_err(|found| form(setting.usage.value, &found))?;
                setting.add(params, read)?;
            }
        }
        Ok(())
    }
}

/// Reads the value of a setting's option. The error is the part without an equals sign.
fn setting_value(shape: Shape, value: &str) -> Result<Value, String> {
    let piece = Piece::of(value);
    Ok(match shape {
        Shape::Text => Value::Text(value.to_owned()),
        Shape::List => Value::List(texts(&piece)),
        Shape::Tagged => {
            // A header may contain an equals sign, an id never does, so the last one counts.
            let tagged = |part: &Piece| part.last_halves().ok_or_else(|| part.text());
            let halves = piece.parts().iter().map(tagged).collect::<Result<Vec<_>, _>>()?;
            Value::Pairs(halves.iter().map(|(name, id)| (name.text(), id.text())).collect())
        }
        Shape::Pairs => {
            let (name, with) = piece.halves().ok_or(value)?;
            Value::Pairs(vec![(name.text(), with.text())])
        }
        Shape::Lists => {
            let (column, levels) = piece.halves().ok_or(value)?;
            Value::Lists(vec![(column.text(), texts(&levels))])
        }
    })
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
