//! The settings of an analysis, their defaults, and the table of what everybody else has to know of them.
//!
//! To add a setting: add its field to [`AnalysisParams`], its default below, its entry to [`SETTINGS`] and its id to the test
//! `every_field_has_an_entry`. If it is a number among the page's controls, add its label in both languages. Then use the field.
//! Nothing else lists settings by name.

mod setting;

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json, json};

use super::{
    Clusters, Column, Components, Encoding, Filters, Form, K_RANGE, Mapping, Method, ParamsError, Period, Preset, Topic,
};
use crate::sorting::CompactSort;

pub use setting::{Number, NumberKind, Setting, Shape, Usage, Value};

/// Everything that a run is asked to do. The link carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnalysisParams {
    /// How the table is read and joined, where that was decided by hand. Default: nothing is.
    #[serde(default)]
    pub mapping: Mapping,
    /// Columns by name. Default: `crime`.
    pub preset: Preset,
    /// Columns one by one, instead of the preset's; sorted, without repeats.
    pub columns: Option<Vec<Column>>,
    /// Forms of columns, where they are not the default ones.
    pub forms: BTreeMap<Column, Form>,
    /// By how much the features of a column are multiplied once they are scaled, where that is not 1: twice the weight
    /// is four times the squared distance.
    pub weights: BTreeMap<Column, f64>,
    /// The census measures that enter the design, by their ids, or by the names of the file's properties for its raw
    /// counts; sorted, without repeats. Default: a few shares that say who lives there.
    pub measures: Option<Vec<String>>,
    /// Which rows, by their date. Default: the most recent complete year.
    pub period: Period,
    /// Which rows of the period, by their values. Default: all of them.
    #[serde(default)]
    pub filters: Filters,
    /// Default: `famd`.
    pub encoding: Encoding,
    /// A level held by a smaller share of the rows is merged with the other rare ones of its column. Default: 0.005.
    pub min_frequency: f64,
    /// Default: those beyond shuffled data.
    pub components: Components,
    /// Default: `kmeans`.
    #[serde(default)]
    pub method: Method,
    /// Number of groups. Default: the method's own.
    pub clusters: Clusters,
    /// Smallest and largest k of the sweep, both included. Default: 2 to 12.
    pub sweep: (usize, usize),
    /// Seed of every random choice. Default: 42.
    pub seed: u64,
    /// Restarts of KMeans for every k; the lowest inertia counts. Default: 10.
    pub n_init: usize,
    /// Most Lloyd iterations of one restart. Default: 300.
    pub max_iter: usize,
    /// Convergence tolerance, relative to the mean variance of the scores, as scikit-learn defines it. Default: 1e-4.
    pub tol: f64,
}

/// From this multiple of the usual runs of KMeans on, settings are heavy. The usual runs take some seconds on 200,000 rows.
const HEAVY_WORK: f64 = 10.0;

impl Default for AnalysisParams {
    fn default() -> Self {
        Self {
            mapping: Mapping::default(),
            preset: Preset::Crime,
            columns: None,
            forms: BTreeMap::new(),
            weights: BTreeMap::new(),
            measures: None,
            period: Period::Latest,
            filters: Filters::default(),
            encoding: Encoding::Famd,
            min_frequency: 0.005,
            components: Components::Auto,
            method: Method::KMeans,
            clusters: Clusters::Auto,
            sweep: (*K_RANGE.start(), *K_RANGE.end()),
            seed: 42,
            n_init: 10,
            max_iter: 300,
            tol: 1e-4,
        }
    }
}

/// An entry for a field whose type is written by `Display` and read by `FromStr` with a [`ParamsError`].
macro_rules! text {
    ($id:expr, $field:ident, $usage:expr, [$($example:literal),+], $check:expr) => {
        Setting {
            id: $id,
            option: None,
            path: &[$id],
            shape: Shape::Text,
            is_always_written: false,
            usage: $usage,
            number: None,
            examples: || vec![$(Value::Text($example.into())),+],
            get: |params| Some(Value::Text(params.$field.to_string())),
            add: |params, value| {
                params.$field = text_of(value).parse()?;
                Ok(())
            },
            reset: |params| params.$field = AnalysisParams::default().$field,
            json: |params| json!(params.$field),
            check: $check,
        }
    };
}

/// An entry for a number within a range, which is one of the page's advanced controls.
macro_rules! number {
    ($kind:ident $field:ident, $range:expr, $usage:expr, [$($example:literal),+]) => {
        Setting {
            id: stringify!($field),
            option: None,
            path: &[stringify!($field)],
            shape: Shape::Text,
            is_always_written: false,
            usage: $usage,
            number: Some(Number { kind: NumberKind::$kind, limits: || limits(&$range) }),
            examples: || vec![$(Value::Text($example.into())),+],
            get: |params| Some(Value::Text(params.$field.to_string())),
            add: |params, value| {
                let text = text_of(value);
                let unreadable = || out_of(NumberKind::$kind, stringify!($field), &$range, &text);
                params.$field = text.parse().map_err(|_| unreadable())?;
                Ok(())
            },
            reset: |params| params.$field = AnalysisParams::default().$field,
            json: |params| json!(params.$field),
            check: |params| {
                let found = params.$field;
                let is_within = $range.contains(&found);
                if is_within { Ok(()) } else { Err(out_of(NumberKind::$kind, stringify!($field), &$range, &found)) }
            },
        }
    };
}

/// An entry of the mapping whose values contain names from the visitor's files.
macro_rules! mapped {
    ($id:literal, $field:ident, $shape:ident, $usage:expr, $examples:expr, $get:expr, $add:expr, $check:expr) => {
        Setting {
            id: $id,
            option: None,
            path: &["mapping", stringify!($field)],
            shape: Shape::$shape,
            is_always_written: false,
            usage: $usage,
            number: None,
            examples: $examples,
            get: |params| Some(($get)(&params.mapping.$field)),
            add: $add,
            reset: |params| params.mapping.$field.clear(),
            json: |params| json!(params.mapping.$field),
            check: $check,
        }
    };
}

/// An entry of the mapping that a person may choose, or leave to what the table proves.
macro_rules! chosen {
    ($id:literal, $field:ident, $usage:expr, $unreadable:literal, [$($example:literal),+], $check:expr) => {
        Setting {
            id: $id,
            option: None,
            path: &["mapping", $id],
            shape: Shape::Text,
            is_always_written: false,
            usage: $usage,
            number: None,
            examples: || vec![$(Value::Text($example.into())),+],
            get: |params| params.mapping.$field.map(|chosen| Value::Text(chosen.to_string())),
            add: |params, value| {
                let text = text_of(value);
                let chosen = text.parse().map_err(|_| ParamsError::new($id, $unreadable, &text))?;
                params.mapping.$field = Some(chosen);
                Ok(())
            },
            reset: |params| params.mapping.$field = None,
            json: |params| json!(params.mapping.$field),
            check: $check,
        }
    };
}

/// Every setting, in the order in which people read them.
pub static SETTINGS: &[Setting] = &[
    Setting {
        is_always_written: true,
        ..text!(
            "preset",
            preset,
            Usage { value: "NAME", about: "crime | census | victim" },
            ["census", "victim"],
            |_| Ok(())
        )
    },
    Setting {
        is_always_written: true,
        json: |params| json!(params.period.to_string()),
        ..text!(
            "years",
            period,
            Usage { value: "WHEN", about: "2019 | 2016..2019 | all | latest: the most recent complete year" },
            ["2016..2019", "2019", "all"],
            check_period
        )
    },
    Setting {
        id: "columns",
        option: None,
        path: &["columns"],
        shape: Shape::Text,
        is_always_written: false,
        usage: Usage { value: "A,B,…", about: "columns one by one, instead of the preset's" },
        number: None,
        examples: || vec![Value::Text("description,hour".into())],
        get: |params| params.columns.as_ref().map(|columns| Value::Text(joined(columns.iter()))),
        add: |params, value| {
            let mut columns = text_of(value).split(',').map(str::parse).collect::<Result<Vec<_>, _>>()?;
            columns.compact_sort();
            columns.dedup();
            params.columns = Some(columns);
            Ok(())
        },
        reset: |params| params.columns = None,
        json: |params| json!(params.columns),
        check: check_columns,
    },
    Setting {
        id: "forms",
        option: None,
        path: &["forms"],
        shape: Shape::Text,
        is_always_written: false,
        usage: Usage {
            value: "C-FORM,…",
            about: "what columns become: hour, weekday and month cyclic, ordinal or categories; age ordinal or categories \
                    (default the first)",
        },
        number: None,
        examples: || vec![Value::Text("hour-ordinal".into()), Value::Text("hour-categories,age-categories".into())],
        get: |params| Some(Value::Text(joined(params.forms.iter().map(|(column, form)| format!("{column}-{form}"))))),
        add: |params, value| {
            params.forms.clear();
            for (column, form) in by_column("forms", "as hour-ordinal", &text_of(value))? {
                params.set_form(column, form.parse()?);
            }
            Ok(())
        },
        reset: |params| params.forms.clear(),
        json: |params| json!(params.forms),
        check: check_forms,
    },
    Setting {
        id: "weights",
        option: None,
        path: &["weights"],
        shape: Shape::Text,
        is_always_written: false,
        usage: Usage { value: "C-W,…", about: "by how much columns weigh, as census-0.5 (default 1)" },
        number: None,
        examples: || vec![Value::Text("census-0.5".into()), Value::Text("description-2,hour-0.01".into())],
        get: |params| {
            Some(Value::Text(joined(params.weights.iter().map(|(column, weight)| format!("{column}-{weight}")))))
        },
        add: |params, value| {
            const EXPECTED: &str = "as census-0.5";
            params.weights.clear();
            for (column, weight) in by_column("weights", EXPECTED, &text_of(value))? {
                let weight = weight.parse().map_err(|_| ParamsError::new("weights", EXPECTED, weight))?;
                params.set_weight(column, weight);
            }
            Ok(())
        },
        reset: |params| params.weights.clear(),
        json: |params| json!(params.weights),
        check: check_weights,
    },
    Setting {
        id: "measures",
        option: None,
        path: &["measures"],
        shape: Shape::List,
        is_always_written: false,
        usage: Usage {
            value: "A,B,…",
            about: "census measures that enter, by id, or by the name of the file's property for its raw numbers (default a \
                    few shares)",
        },
        number: None,
        examples: || {
            vec![Value::List(vec!["share_black".into()]), Value::List(vec!["a-b, c".into(), "share_black".into()])]
        },
        get: |params| params.measures.clone().map(Value::List),
        add: |params, value| {
            let mut measures = list_of(value);
            measures.compact_sort();
            measures.dedup();
            params.measures = Some(measures);
            Ok(())
        },
        reset: |params| params.measures = None,
        json: |params| json!(params.measures),
        check: check_measures,
    },
    chosen!(
        "header_line",
        header_line,
        Usage { value: "N", about: "the line of the table that is its header (default found)" },
        "1 to 100",
        ["4"],
        |params| params.mapping.check_header_line()
    ),
    chosen!(
        "date_order",
        date_order,
        Usage {
            value: "ORDER",
            about: "day_first | month_first | year_first, for dates as 03/04/2021 (default found)"
        },
        "day_first, month_first or year_first",
        ["day_first", "month_first", "year_first"],
        |_| Ok(())
    ),
    chosen!(
        "decimal_sign",
        decimal_sign,
        Usage { value: "SIGN", about: "point | comma, for numbers as 1,234 (default found)" },
        "point or comma",
        ["point", "comma"],
        |_| Ok(())
    ),
    chosen!(
        "counting",
        counting,
        Usage {
            value: "WHICH",
            about: "rows | once: every row, or the first one of each victim or case (default every row of a victim)"
        },
        "rows or once",
        ["rows", "once"],
        |_| Ok(())
    ),
    chosen!(
        "clock",
        clock,
        Usage {
            value: "CLOCK",
            about: "local | the zone of a table whose times are UTC, as America/New_York (default found)"
        },
        "local, or the zone of a table in UTC, as America/New_York",
        ["local", "America/New_York"],
        |_| Ok(())
    ),
    chosen!(
        "spans",
        spans,
        Usage {
            value: "WHICH",
            about: "spread | start: where a row has a span of time, an hour within it, or that of its beginning (default spread)"
        },
        "spread or start",
        ["spread", "start"],
        |_| Ok(())
    ),
    Setting {
        id: "unknown_times",
        option: None,
        path: &["mapping", "unknown_times"],
        shape: Shape::Text,
        is_always_written: false,
        usage: Usage {
            value: "HH:MM,…",
            about: "times of day that stand for an unknown one, and give no hour, as 00:00 (default none)",
        },
        number: None,
        examples: || vec![Value::Text("00:00".into()), Value::Text("00:00,12:00".into())],
        get: |params| {
            let times = &params.mapping.unknown_times;
            (!times.is_empty()).then(|| Value::Text(joined(times.iter())))
        },
        add: |params, value| {
            for time in text_of(value).split(',').filter(|time| !time.is_empty()) {
                params.mapping.unknown_times.insert(time.parse()?);
            }
            Ok(())
        },
        reset: |params| params.mapping.unknown_times.clear(),
        json: |params| json!(params.mapping.unknown_times),
        check: |_| Ok(()),
    },
    mapped!(
        "roles",
        roles,
        Tagged,
        Usage {
            value: "Header=role,…",
            about: "what columns are for, where that is not found: row_id, date, time, end_date, end_time, description, inside_outside, premise, \
                    weapon, district, neighborhood, lng, lat, point, weight, age, sex, race, ethnicity, or skip to leave one out",
        },
        || vec![pairs([("Header", "description")]), pairs([("A=b, c-d", "date"), ("Other", "skip")])],
        pairs,
        |params, value| {
            for (header, purpose) in pairs_of(value) {
                params.mapping.roles.insert(header, purpose.parse()?);
            }
            Ok(())
        },
        |params| params.mapping.check_roles()
    ),
    mapped!(
        "own",
        own,
        List,
        Usage {
            value: "Header,…",
            about: "columns that enter the analysis as they are, up to 8 (in every list, a sign that separates is written \\, or \
                    \\=)",
        },
        || vec![Value::List(vec!["Header".into()]), Value::List(vec!["A=b, c-d".into(), "Beat".into()])],
        |own: &Vec<String>| Value::List(own.clone()),
        |params, value| {
            params.mapping.own.extend(list_of(value));
            Ok(())
        },
        |params| params.mapping.check_own()
    ),
    mapped!(
        "match",
        matches,
        Pairs,
        Usage { value: "NAME=Region", about: "the region that a name of the table means; may be repeated" },
        || vec![pairs([("NAME", "Region")]), pairs([("A, B", "C=d-e"), ("MILL HILL", "Millhill")])],
        pairs,
        |params, value| {
            params.mapping.matches.extend(pairs_of(value));
            Ok(())
        },
        |params| params.mapping.check_matches()
    ),
    mapped!(
        "kinds",
        kinds,
        Tagged,
        Usage {
            value: "ID=kind,…",
            about: "what kind of number a measure of the regions is: count, share, percentage, ratio, density or value",
        },
        || vec![pairs([("trees", "count")]), pairs([("a-b=c", "value"), ("trees", "density")])],
        pairs,
        |params, value| {
            for (id, kind) in pairs_of(value) {
                params.mapping.kinds.insert(id, kind.parse()?);
            }
            Ok(())
        },
        |params| params.mapping.check_kinds()
    ),
    Setting {
        id: "filters",
        option: Some("filter"),
        path: &["filters"],
        shape: Shape::Lists,
        is_always_written: false,
        usage: Usage {
            value: "COLUMN=VALUE,…",
            about: "only rows with one of these values, as description=HOMICIDE,SHOOTING; an empty value is a missing one; \
                    repeated for more columns",
        },
        number: None,
        examples: || {
            let lists = |lists: &[(&str, &[&str])]| {
                let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
                Value::Lists(lists.iter().map(|&(column, levels)| (column.to_owned(), texts(levels))).collect())
            };
            vec![
                lists(&[("description", &["HOMICIDE", "SHOOTING"]), ("weapon", &["FIREARM"])]),
                lists(&[("premise", &["", "A. B, C-D=e", "it_is"])]),
            ]
        },
        get: |params| {
            let lists =
                params.filters.iter().map(|(column, levels)| (column.to_string(), levels.iter().cloned().collect()));
            Some(Value::Lists(lists.collect()))
        },
        add: |params, value| {
            let lists = match value {
                Value::Lists(lists) => lists,
                _ => Vec::new(),
            };
            let parsed = lists.into_iter().map(|(column, levels)| Ok((column.parse()?, levels)));
            // A column that stands twice in one value keeps all its values. A later value replaces those of its columns.
            for (column, levels) in Filters::from_iter(parsed.collect::<Result<Vec<_>, ParamsError>>()?).iter() {
                params.filters.set(column, levels.clone());
            }
            Ok(())
        },
        reset: |params| params.filters = Filters::default(),
        json: |params| json!(params.filters),
        check: |params| params.filters.check(),
    },
    text!("encoding", encoding, Usage { value: "NAME", about: "famd | standard | raw" }, ["standard", "raw"], |_| Ok(
        ()
    )),
    number!(
        Percent min_frequency,
        (0.0..=0.5),
        Usage { value: "P", about: "merge levels with a smaller share" },
        ["0.01", "0", "0.5"]
    ),
    Setting {
        json: |params| match params.components {
            Components::Auto => json!("auto"),
            Components::Count(n) => json!(n),
            Components::Share(share) => json!(share),
        },
        ..text!(
            "components",
            components,
            Usage {
                value: "N",
                about: "a number, a share of variance as 0.9, or auto: those that exceed column-shuffled data",
            },
            ["6", "0.9"],
            check_components
        )
    },
    text!(
        "method",
        method,
        Usage { value: "NAME", about: "kmeans | classes: latent classes instead of KMeans on components" },
        ["classes"],
        |_| Ok(())
    ),
    Setting {
        json: |params| match params.clusters {
            Clusters::Auto => json!("auto"),
            Clusters::Fixed(k) => json!(k),
        },
        ..text!("k", clusters, Usage { value: "N", about: "number of groups, or auto" }, ["5"], check_clusters)
    },
    Setting {
        id: "sweep",
        option: Some("k"),
        path: &["sweep"],
        shape: Shape::Text,
        is_always_written: false,
        usage: Usage { value: "A..B", about: "numbers of groups that are compared" },
        number: None,
        examples: || vec![Value::Text("3..9".into()), Value::Text("4..4".into())],
        get: |params| Some(Value::Text(format!("{}..{}", params.sweep.0, params.sweep.1))),
        add: |params, value| {
            let text = text_of(value);
            let (first, last) = text.split_once("..").unwrap_or((&text, &text));
            let k = |k: &str| k.parse().map_err(|_| ParamsError::new("sweep", "as 2..12", k));
            params.sweep = (k(first)?, k(last)?);
            Ok(())
        },
        reset: |params| params.sweep = AnalysisParams::default().sweep,
        json: |params| json!([params.sweep.0, params.sweep.1]),
        check: check_sweep,
    },
    number!(
        Whole seed,
        (0..=u64::MAX),
        Usage { value: "N", about: "seed of every random choice" },
        ["7", "18446744073709551615"]
    ),
    number!(
        Whole n_init,
        (1..=1000),
        Usage { value: "N", about: "restarts of KMeans for each k" },
        ["25", "1", "1000"]
    ),
    number!(
        Whole max_iter,
        (1..=10_000),
        Usage { value: "N", about: "most Lloyd iterations of a restart" },
        ["50", "1", "10000"]
    ),
    number!(
        Real tol,
        (0.0..=1.0),
        Usage { value: "X", about: "convergence tolerance" },
        ["0.000001", "0", "1"]
    ),
];

impl Setting {
    /// The setting that a link calls by this name.
    pub fn by_id(id: &str) -> Option<&'static Setting> {
        SETTINGS.iter().find(|setting| setting.id == id)
    }

    /// The setting that the command line calls by this name. `--k` is two settings: a range is the sweep.
    pub fn by_option(option: &str, value: &str) -> Option<&'static Setting> {
        let id = if option == "k" && value.contains("..") { "sweep" } else { option };
        Self::by_id(id).filter(|_| id != option).or_else(|| SETTINGS.iter().find(|setting| setting.option() == option))
    }
}

/// Version of what a fingerprint hashes. Fingerprints of different versions can't be compared. Raise it if [`canonical`] writes old
/// settings in another way. Links carry it.
pub const FINGERPRINT_VERSION: u32 = 2;

/// The settings that the canonical text always has, sorted. Don't add to them: a later setting has a line only where it differs from
/// its default, so that adding it changes no fingerprint.
const CANONICAL: [&str; 20] = [
    "columns",
    "components",
    "encoding",
    "filters",
    "forms",
    "k",
    "kinds",
    "match",
    "max_iter",
    "measures",
    "min_frequency",
    "n_init",
    "own",
    "preset",
    "roles",
    "seed",
    "sweep",
    "tol",
    "weights",
    "years",
];

/// The text of all settings that a fingerprint hashes: `id=value` lines, sorted by id, one for each setting. It depends on
/// neither the syntax of links nor the order of the table.
pub fn canonical(params: &AnalysisParams) -> String {
    let is_named = |setting: &&Setting| CANONICAL.contains(&setting.id) || setting.written(params).is_some();
    let mut settings: Vec<&Setting> = SETTINGS.iter().filter(is_named).collect();
    settings.compact_sort_by_key(|setting| setting.id);
    settings.into_iter().map(|setting| format!("{}={}\n", setting.id, setting.canonical(params))).collect()
}

/// All settings as they stand in `summary.json`.
pub fn summary(params: &AnalysisParams) -> Json {
    let mut summary = Map::new();
    for setting in SETTINGS {
        let value = (setting.json)(params);
        match setting.path {
            [group, key] => {
                let group = summary.entry(*group).or_insert_with(|| json!({}));
                group[*key] = value;
            }
            path => {
                summary.insert(path.concat(), value);
            }
        }
    }
    Json::Object(summary)
}

/// The text of a value; empty for a value of another shape, which no text setting can read.
fn text_of(value: Value) -> String {
    match value {
        Value::Text(text) => text,
        _ => String::new(),
    }
}

fn list_of(value: Value) -> Vec<String> {
    match value {
        Value::List(list) => list,
        _ => Vec::new(),
    }
}

fn pairs_of(value: Value) -> Vec<(String, String)> {
    match value {
        Value::Pairs(pairs) => pairs,
        _ => Vec::new(),
    }
}

fn pairs<A: Display, B: Display>(pairs: impl IntoIterator<Item = (A, B)>) -> Value {
    Value::Pairs(pairs.into_iter().map(|(name, with)| (name.to_string(), with.to_string())).collect())
}

fn joined(parts: impl Iterator<Item = impl Display>) -> String {
    parts.map(|part| part.to_string()).collect::<Vec<_>>().join(",")
}

/// Reads `hour-ordinal,age-categories`: columns with what follows their hyphen.
fn by_column<'a>(id: &str, expected: &str, text: &'a str) -> Result<Vec<(Column, &'a str)>, ParamsError> {
    let part = |part: &'a str| {
        let (column, with) = part.split_once('-').ok_or_else(|| ParamsError::new(id, expected, text))?;
        Ok((column.parse()?, with))
    };
    text.split(',').map(part).collect()
}

fn limits<T: Display + PartialEq<T>>(range: &std::ops::RangeInclusive<T>) -> (String, String) {
    let written = |limit: &T| match limit.to_string() {
        limit if limit == u64::MAX.to_string() => "2⁶⁴ − 1".to_owned(),
        limit => limit,
    };
    (written(range.start()), written(range.end()))
}

/// The error for a number that can't be read or is out of its range.
fn out_of<T: Display + PartialEq<T>>(
    kind: NumberKind,
    id: &str,
    range: &std::ops::RangeInclusive<T>,
    found: &dyn Display,
) -> ParamsError {
    let (low, high) = limits(range);
    let number = if kind == NumberKind::Whole { "a whole number " } else { "" };
    ParamsError::new(id, &format!("{number}from {low} to {high}"), found)
}

fn ensure(is_right: bool, id: &str, expected: &str, found: impl Display) -> Result<(), ParamsError> {
    if is_right { Ok(()) } else { Err(ParamsError::new(id, expected, found)) }
}

fn check_columns(params: &AnalysisParams) -> Result<(), ParamsError> {
    let Some(columns) = &params.columns else { return Ok(()) };
    ensure(!columns.is_empty(), "columns", "at least one column", "none")?;
    ensure(columns.is_sorted_by(|a, b| a < b), "columns", "sorted and without repeats", "another order")
}

fn check_forms(params: &AnalysisParams) -> Result<(), ParamsError> {
    for (column, form) in &params.forms {
        let forms = Form::of(*column);
        let expected: Vec<String> = forms.iter().map(|form| format!("{column}-{form}")).collect();
        let expected = format!("one of {}, the first of which is the default and left out", expected.join(" "));
        let is_default = forms.first() == Some(form);
        ensure(forms.contains(form) && !is_default, "forms", &expected, format!("{column}-{form}"))?;
    }
    Ok(())
}

fn check_weights(params: &AnalysisParams) -> Result<(), ParamsError> {
    for (column, weight) in &params.weights {
        let is_right = (0.01..=100.0).contains(weight) && *weight != 1.0;
        ensure(is_right, "weights", "from 0.01 to 100, as census-0.5", format!("{column}-{weight}"))?;
    }
    Ok(())
}

fn check_measures(params: &AnalysisParams) -> Result<(), ParamsError> {
    let Some(measures) = &params.measures else { return Ok(()) };
    ensure(!measures.is_empty(), "measures", "at least one measure", "none")?;
    ensure(measures.is_sorted_by(|a, b| a < b), "measures", "sorted and without repeats", "another order")
}

fn check_period(params: &AnalysisParams) -> Result<(), ParamsError> {
    let Period::Years(first, last) = params.period else { return Ok(()) };
    let plausible = 1900..=2200;
    let is_right = first <= last && plausible.contains(&first) && plausible.contains(&last);
    let expected = "a year from 1900 to 2200, or two with the earlier first";
    ensure(is_right, "years", expected, format!("{first}..{last}"))
}

fn check_components(params: &AnalysisParams) -> Result<(), ParamsError> {
    let is_right = match params.components {
        Components::Auto => true,
        Components::Count(n) => (1..=2000).contains(&n),
        Components::Share(share) => share > 0.0 && share < 1.0,
    };
    let expected = "a number from 1 to 2000, a share between 0 and 1, or auto";
    ensure(is_right, "components", expected, params.components)
}

fn k_expected() -> String {
    format!("from {} to {}", K_RANGE.start(), K_RANGE.end())
}

fn check_clusters(params: &AnalysisParams) -> Result<(), ParamsError> {
    match params.clusters {
        Clusters::Auto => Ok(()),
        Clusters::Fixed(k) => ensure(K_RANGE.contains(&k), "k", &k_expected(), k),
    }
}

fn check_sweep(params: &AnalysisParams) -> Result<(), ParamsError> {
    let (first, last) = params.sweep;
    let is_right = K_RANGE.contains(&first) && K_RANGE.contains(&last) && first <= last;
    ensure(is_right, "sweep", &k_expected(), format!("{first}..{last}"))
}

impl AnalysisParams {
    /// The form that a column takes.
    pub fn form(&self, column: Column) -> Form {
        self.forms.get(&column).copied().unwrap_or(Form::of(column)[0])
    }

    /// The weight of a column's features.
    pub fn weight(&self, column: Column) -> f64 {
        self.weights.get(&column).copied().unwrap_or(1.0)
    }

    /// Sets the form of a column. The default form is stored as no entry.
    pub fn set_form(&mut self, column: Column, form: Form) {
        if Form::of(column)[0] == form {
            self.forms.remove(&column);
        } else {
            self.forms.insert(column, form);
        }
    }

    /// Sets the weight of a column. Weight 1 is stored as no entry.
    pub fn set_weight(&mut self, column: Column, weight: f64) {
        if weight == 1.0 {
            self.weights.remove(&column);
        } else {
            self.weights.insert(column, weight);
        }
    }

    /// The columns to analyze, in the order of [`Column::every`]: `columns`, or else those of the preset and of the mapping.
    pub fn columns(&self) -> Vec<Column> {
        match &self.columns {
            Some(columns) => columns.clone(),
            None => self.preset.columns().iter().copied().chain(self.mapping.columns()).collect(),
        }
    }

    /// Whether victims' own traits (age, sex, race …) choose the groups or the rows, so that counts are of people with these traits.
    pub fn uses_victims_traits(&self) -> bool {
        let is_trait = |column: Column| column.topic() == Topic::Victim;
        self.columns().into_iter().chain(self.filters.iter().map(|(column, _)| column)).any(is_trait)
    }

    /// Runs of KMeans, divided by those of the default settings. Lloyd's iterations are left out: restarts converge long before any
    /// limit that can be set.
    pub fn work(&self) -> f64 {
        let runs = |params: &Self| (params.n_init * (params.sweep.1 - params.sweep.0 + 1)) as f64;
        runs(self) / runs(&Self::default())
    }

    /// Whether somebody else's link should not begin without being asked for: it may compute for hours on a large table.
    pub fn is_heavy(&self) -> bool {
        self.work() >= HEAVY_WORK
    }

    /// These settings with the usual restarts, if they are heavy.
    #[must_use]
    pub fn at_usual_work(self) -> Self {
        if self.is_heavy() { Self { n_init: Self::default().n_init, ..self } } else { self }
    }

    /// Checks every setting against its range.
    ///
    /// # Errors
    /// The first setting that is out of range, with what it may be.
    pub fn check(&self) -> Result<(), ParamsError> {
        SETTINGS.iter().try_for_each(|setting| setting.check(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lists the fields of the settings with the ids of their entries. A field without an entry fails to compile.
    macro_rules! ids_of_fields {
        ($($field:ident: [$($id:literal),+]),+ $(,)?) => {{
            let AnalysisParams { $($field: _),+ } = AnalysisParams::default();
            vec![$($($id),+),+]
        }};
    }

    #[test]
    fn many_restarts_are_heavy() {
        let with = |n_init, sweep| AnalysisParams { n_init, sweep, ..AnalysisParams::default() };
        assert_eq!((with(10, (2, 12)).work(), with(1000, (2, 12)).work()), (1.0, 100.0));
        assert!(with(1000, (2, 12)).is_heavy() && with(100, (2, 12)).is_heavy());
        assert!(!with(99, (2, 12)).is_heavy() && !with(500, (5, 5)).is_heavy());
        assert_eq!(with(1000, (2, 12)).at_usual_work(), AnalysisParams::default());
        assert_eq!(with(99, (2, 12)).at_usual_work().n_init, 99);
    }

    #[test]
    fn every_field_has_an_entry() {
        let Mapping {
            header_line: _,
            date_order: _,
            decimal_sign: _,
            counting: _,
            clock: _,
            spans: _,
            unknown_times: _,
            roles: _,
            own: _,
            matches: _,
            kinds: _,
        } = Mapping::default();
        let mut expected = ids_of_fields! {
            mapping: ["header_line", "date_order", "decimal_sign", "counting", "clock", "spans", "unknown_times", "roles", "own", "match", "kinds"],
            preset: ["preset"],
            columns: ["columns"],
            forms: ["forms"],
            weights: ["weights"],
            measures: ["measures"],
            period: ["years"],
            filters: ["filters"],
            encoding: ["encoding"],
            min_frequency: ["min_frequency"],
            components: ["components"],
            method: ["method"],
            clusters: ["k"],
            sweep: ["sweep"],
            seed: ["seed"],
            n_init: ["n_init"],
            max_iter: ["max_iter"],
            tol: ["tol"],
        };
        let mut ids: Vec<&str> = SETTINGS.iter().map(|setting| setting.id).collect();
        ids.sort_unstable();
        expected.sort_unstable();
        assert_eq!(ids, expected);
        assert!(ids.is_sorted_by(|a, b| a < b), "an id stands twice");
    }

    #[test]
    fn every_entry_reads_what_it_writes() {
        for setting in SETTINGS {
            let default = AnalysisParams::default();
            assert_eq!(setting.written(&default).is_some(), setting.is_always_written, "{}", setting.id);
            assert!(!setting.examples().is_empty(), "{}", setting.id);
            for example in setting.examples() {
                let mut params = default.clone();
                setting.set(&mut params, example.clone()).expect("a readable example");
                assert_eq!(params.check(), Ok(()), "{}", setting.id);
                assert_ne!(params, default, "{}", setting.id);
                let written = setting.written(&params).expect("another value than the default");
                let mut again = default.clone();
                setting.set(&mut again, written).expect("readable");
                assert_eq!(again, params, "{}", setting.id);
            }
        }
    }

    #[test]
    fn every_entry_changes_the_canonical_text_and_the_summary() {
        let default = AnalysisParams::default();
        let (text, json) = (canonical(&default), summary(&default));
        for setting in SETTINGS {
            for example in setting.examples() {
                let mut params = default.clone();
                setting.set(&mut params, example).expect("a readable example");
                let other = canonical(&params);
                let changed: Vec<&str> = other.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
                assert_eq!(changed.len(), 1, "{}", setting.id);
                assert!(changed[0].starts_with(&format!("{}=", setting.id)), "{}", setting.id);
                assert_ne!(summary(&params), json, "{}", setting.id);
            }
        }
    }

    #[test]
    fn the_canonical_text_is_one_line_for_each_setting_sorted_by_id() {
        assert!(CANONICAL.is_sorted() && CANONICAL.iter().all(|id| Setting::by_id(id).is_some()));
        let mut params = AnalysisParams::default();
        params.mapping.own = vec!["a\nb".into()];
        params.mapping.matches = [("MILL \"HILL\"".to_owned(), "Millhill".to_owned())].into();
        params.filters = Filters::from_iter([(Column::Weapon, ["FIREARM", ""])]);
        params.columns = Some(vec![Column::Description, Column::Hour]);
        let expected = r#"columns=description,hour
components=auto
encoding=famd
filters=[["weapon",["","FIREARM"]]]
forms=
k=auto
kinds=[]
match=[["MILL \"HILL\"","Millhill"]]
max_iter=300
measures=null
min_frequency=0.005
n_init=10
own=["a\nb"]
preset=crime
roles=[]
seed=42
sweep=2..12
tol=0.0001
weights=
years=latest
"#;
        assert_eq!(canonical(&params), expected);
    }

    #[test]
    fn numbers_are_taken_up_to_their_limits() {
        for setting in SETTINGS.iter().filter(|setting| setting.number.is_some()) {
            let (low, high) = setting.field_limits();
            for limit in [low, high.replace("2⁶⁴ − 1", &u64::MAX.to_string())] {
                let mut params = AnalysisParams::default();
                assert_eq!(setting.set_field_text(&mut params, &limit), Ok(()), "{}", setting.id);
                assert_eq!(params.check(), Ok(()), "{}", setting.id);
                assert_eq!(setting.field_text(&params), limit, "{}", setting.id);
            }
            let beyond = |text: &str| {
                let mut params = AnalysisParams::default();
                setting.set_field_text(&mut params, text).and_then(|()| params.check())
            };
            for text in ["-1", "1e99", "nan", "", "many"] {
                assert_eq!(beyond(text).expect_err("out of range").setting, setting.id, "{text}");
            }
            assert_eq!(beyond("1,5").is_err(), setting.is_whole() || setting.id == "tol", "{}", setting.id);
        }
    }

    #[test]
    fn a_share_is_shown_in_percent() {
        let setting = Setting::by_id("min_frequency").expect("an entry");
        let mut params = AnalysisParams::default();
        assert_eq!(setting.field_text(&params), "0.5");
        assert_eq!(setting.field_limits(), ("0".to_owned(), "50".to_owned()));
        assert_eq!(setting.set_field_text(&mut params, " 1,25 "), Ok(()));
        assert_eq!(params.min_frequency, 0.0125);
    }

    #[test]
    fn options_of_the_command_line_are_found() {
        for setting in SETTINGS {
            let value = if setting.id == "sweep" { "3..9" } else { "5" };
            let found = Setting::by_option(&setting.option(), value).map(|found| found.id);
            assert_eq!(found, Some(setting.id));
        }
        assert!(Setting::by_option("min_frequency", "0").is_none() && Setting::by_option("sweep", "3..9").is_none());
    }

    #[test]
    fn a_later_filter_replaces_the_earlier_one_of_its_column() {
        let filters = |column: &str, level: &str| Value::Lists(vec![(column.into(), vec![level.into()])]);
        let setting = Setting::by_id("filters").expect("an entry");
        let mut params = AnalysisParams::default();
        for value in [filters("weapon", "KNIFE"), filters("premise", "STREET"), filters("weapon", "FIREARM")] {
            setting.add(&mut params, value).expect("filters");
        }
        let expected = Filters::from_iter([(Column::Weapon, ["FIREARM"]), (Column::Premise, ["STREET"])]);
        assert_eq!(params.filters, expected);
        setting.set(&mut params, filters("hour", "03")).expect("filters");
        assert_eq!(params.filters, Filters::from_iter([(Column::Hour, ["03"])]));
    }
}
