//! One entry of the table of settings, and its value in the form that every syntax shares.

use serde::Serialize;
use serde_json::Value as Json;

use super::{AnalysisParams, ParamsError};

/// The value of a setting without any syntax. Links and command lines each escape it in their own way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// A text of ids and numbers, which needs no escapes: `2016..2019`, `hour-ordinal,age-categories`.
    Text(String),
    /// Names from the visitor's files.
    List(Vec<String>),
    /// Names from the visitor's files, each with an id or another name.
    Pairs(Vec<(String, String)>),
    /// Ids of columns, each with values from the visitor's table.
    Lists(Vec<(String, Vec<String>)>),
}

/// The variant of [`Value`] that a setting takes. A reader needs it to know what separates what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// [`Value::Text`].
    Text,
    /// [`Value::List`].
    List,
    /// [`Value::Pairs`] of a name and an id. One option of the command line holds all of them.
    Tagged,
    /// [`Value::Pairs`] of two names. The option of the command line is repeated for each pair.
    Pairs,
    /// [`Value::Lists`]. The option of the command line is repeated for each column.
    Lists,
}

/// How `analyze --help` shows an option.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    /// What stands for the value.
    pub value: &'static str,
    /// What the setting does, without its default.
    pub about: &'static str,
}

/// A number among the advanced controls of the page.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// What kind of number its field takes.
    pub kind: NumberKind,
    pub(super) limits: fn() -> (String, String),
}

/// What kind of number a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberKind {
    /// A whole number.
    Whole,
    /// Any number.
    Real,
    /// A share, which the field shows in percent.
    Percent,
}

/// One setting of an analysis: how it is named, read, written, checked and shown.
///
/// Everything that lists settings walks [`SETTINGS`](super::SETTINGS): links, the command line and its help, `summary.json`, the
/// advanced controls, and the text that a fingerprint hashes.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Its name in links and messages.
    pub id: &'static str,
    /// Its name on the command line, where that is not its id with hyphens.
    pub(super) option: Option<&'static str>,
    /// Where it stands in the settings of `summary.json`: a key, or a key and a key within.
    pub(super) path: &'static [&'static str],
    /// The form of its value.
    pub shape: Shape,
    /// Whether links and command lines name it even at its default.
    pub is_always_written: bool,
    /// Its option in `analyze --help`.
    pub usage: Usage,
    /// How the page's advanced controls show it, if they do.
    pub number: Option<Number>,
    /// Values that it can take besides its default, the one to show in messages first.
    pub(super) examples: fn() -> Vec<Value>,
    pub(super) get: fn(&AnalysisParams) -> Option<Value>,
    pub(super) add: fn(&mut AnalysisParams, Value) -> Result<(), ParamsError>,
    pub(super) reset: fn(&mut AnalysisParams),
    pub(super) json: fn(&AnalysisParams) -> Json,
    pub(super) check: fn(&AnalysisParams) -> Result<(), ParamsError>,
}

impl Setting {
    /// The name of the command line's option, without its hyphens.
    pub fn option(&self) -> String {
        self.option.map_or_else(|| self.id.replace('_', "-"), str::to_owned)
    }

    /// Its value; `None` where nothing was chosen.
    pub fn get(&self, params: &AnalysisParams) -> Option<Value> {
        (self.get)(params)
    }

    /// Its value, if a link or a command line has to name it.
    pub fn written(&self, params: &AnalysisParams) -> Option<Value> {
        let value = self.get(params);
        let is_default = value == self.get(&AnalysisParams::default());
        value.filter(|_| self.is_always_written || !is_default)
    }

    /// Sets it to a value. What was chosen before is forgotten.
    ///
    /// # Errors
    /// [`ParamsError`] if the value can't be read. Its range is checked by [`AnalysisParams::check`].
    pub fn set(&self, params: &mut AnalysisParams, value: Value) -> Result<(), ParamsError> {
        (self.reset)(params);
        self.add(params, value)
    }

    /// Adds a value to what was chosen before: headers, matches, kinds of figures and filters accumulate over the options of a
    /// command line. All other settings are replaced.
    ///
    /// # Errors
    /// [`ParamsError`] if the value can't be read.
    pub fn add(&self, params: &mut AnalysisParams, value: Value) -> Result<(), ParamsError> {
        (self.add)(params, value)
    }

    /// Checks it against its range.
    ///
    /// # Errors
    /// [`ParamsError`] if it is out of its range.
    pub fn check(&self, params: &AnalysisParams) -> Result<(), ParamsError> {
        (self.check)(params)
    }

    /// A value to show in messages.
    pub fn example(&self) -> Value {
        self.examples().remove(0)
    }

    /// Values that it can take besides its default. There is at least one.
    pub fn examples(&self) -> Vec<Value> {
        (self.examples)()
    }

    /// Its value as one line of the text that a fingerprint hashes: ids and numbers as they are, names as JSON.
    pub(super) fn canonical(&self, params: &AnalysisParams) -> String {
        match self.get(params) {
            Some(Value::Text(text)) => text,
            value => serde_json::json!(value).to_string(),
        }
    }

    /// The text in its field among the advanced controls.
    pub fn field_text(&self, params: &AnalysisParams) -> String {
        let text = match self.get(params) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        match text.parse::<f64>() {
            Ok(share) if self.is_percent() => ((share * 1e5).round() / 1e3).to_string(),
            _ => text,
        }
    }

    /// Sets it to the text in its field. A decimal comma is read as a point.
    ///
    /// # Errors
    /// [`ParamsError`] if the text is no such number. Its range is checked by [`AnalysisParams::check`].
    pub fn set_field_text(&self, params: &mut AnalysisParams, text: &str) -> Result<(), ParamsError> {
        let text = text.trim().replace(',', ".");
        let text = match text.parse::<f64>() {
            Ok(percent) if self.is_percent() => (percent / 100.0).to_string(),
            _ => text,
        };
        self.set(params, Value::Text(text))
    }

    /// The smallest and the largest number that its field takes.
    pub fn field_limits(&self) -> (String, String) {
        let Some(number) = self.number else { return Default::default() };
        let (low, high) = (number.limits)();
        let shown = |limit: String| match limit.parse::<f64>() {
            Ok(share) if number.kind == NumberKind::Percent => (share * 100.0).to_string(),
            _ => limit,
        };
        (shown(low), shown(high))
    }

    /// Whether its field takes whole numbers only.
    pub fn is_whole(&self) -> bool {
        self.number.is_some_and(|number| number.kind == NumberKind::Whole)
    }

    /// Whether its field shows the share in percent.
    pub fn is_percent(&self) -> bool {
        self.number.is_some_and(|number| number.kind == NumberKind::Percent)
    }
}
