//! Writes settings as arguments, and arguments as a line for a shell.

use super::list::escaped;
use vc_model::params::AnalysisParams;
use vc_model::params::settings::{SETTINGS, Shape, Value};
use vc_model::result::{Analysis, DatasetSummary};

/// The arguments with which `analyze` repeats an analysis into the folder `out` and compares the fingerprint. Files keep the names
/// under which they were loaded.
pub fn repeating(dataset: &DatasetSummary, analysis: &Analysis, out: &str) -> Vec<String> {
    let files = if dataset.sample { vec!["--sample".to_owned()] } else { files(dataset) };
    let mut arguments = [files, settings(&analysis.resolved)].concat();
    arguments.extend(["--fingerprint", &analysis.fingerprint, "--out", out].map(str::to_owned));
    arguments
}

fn files(dataset: &DatasetSummary) -> Vec<String> {
    // A file whose name looks like an option gets a path.
    let path = |name: &str| if name.starts_with("--") { format!("./{name}") } else { name.to_owned() };
    let (mut files, mut layers): (Vec<String>, Vec<String>) = Default::default();
    for name in dataset.all_files() {
        // What lies in an archive is called by the archive's name and its own.
        let (file, layer) = name.split_once('/').map_or((&*name, None), |(file, layer)| (file, Some(layer)));
        if !files.contains(&path(file)) {
            files.push(path(file));
        }
        layers.extend(layer.into_iter().flat_map(|layer| ["--layer".to_owned(), layer.to_owned()]));
    }
    files.into_iter().chain(layers).collect()
}

/// The options for these settings. Defaults are left out, except preset and period.
pub fn settings(params: &AnalysisParams) -> Vec<String> {
    let mut arguments = Vec::new();
    for setting in SETTINGS {
        for value in setting.written(params).iter().flat_map(|value| values(setting.shape, value)) {
            arguments.extend([format!("--{}", setting.option()), value]);
        }
    }
    arguments
}

/// The values of a setting's option: one, or one for each repetition of the option.
fn values(shape: Shape, value: &Value) -> Vec<String> {
    let list = |names: &[String]| names.iter().map(|name| escaped(name)).collect::<Vec<_>>().join(",");
    match value {
        Value::Text(text) => vec![text.clone()],
        Value::List(names) => vec![list(names)],
        Value::Pairs(pairs) => {
            let pairs = pairs.iter().map(|(name, with)| format!("{}={}", escaped(name), escaped(with)));
            if shape == Shape::Pairs { pairs.collect() } else { vec![pairs.collect::<Vec<_>>().join(",")] }
        }
        Value::Lists(lists) => lists.iter().map(|(column, levels)| format!("{column}={}", list(levels))).collect(),
    }
}

/// A program and its arguments as one line for a POSIX shell.
///
/// # Source
/// POSIX.1-2024, Shell Command Language, 2.2.2: nothing has a meaning between single quotes.
pub fn shell(program: &str, arguments: &[String]) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_./=,:@%+-".contains(c);
    let quoted = |argument: &String| {
        let is_plain = !argument.is_empty() && argument.chars().all(is_plain);
        if is_plain { argument.clone() } else { format!("'{}'", argument.replace('\'', r"'\''")) }
    };
    let words: Vec<String> = std::iter::once(program.to_owned()).chain(arguments.iter().map(quoted)).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use super::*;
    use crate::command::Arguments;
    use proptest::prelude::*;
    use vc_model::params::{
        Clusters, Column, Components, Encoding, FigureKind, Filters, Form, Mapping, Period, Preset, Purpose, Role,
    };

    fn read_back(arguments: Vec<String>) -> AnalysisParams {
        let arguments = [vec!["crime.csv".to_owned()], arguments].concat();
        Arguments::parse(arguments, |_| Err(ErrorKind::NotFound.into())).expect("good arguments").link.params
    }

    #[test]
    fn defaults_are_left_out() {
        let arguments = settings(&AnalysisParams::default());
        assert_eq!(shell("analyze", &arguments), "analyze --preset crime --years latest");
        assert_eq!(read_back(arguments), AnalysisParams::default());
    }

    #[test]
    fn each_setting_as_an_option_reads_back() {
        for setting in SETTINGS {
            for example in setting.examples() {
                let mut params = AnalysisParams::default();
                setting.set(&mut params, example).expect("a readable example");
                let arguments = settings(&params);
                assert!(arguments.contains(&format!("--{}", setting.option())), "{arguments:?}");
                assert_eq!(read_back(arguments), params, "{}", setting.id);
            }
        }
    }

    #[test]
    fn a_shell_unquotes_any_argument() {
        let odd = ["it's", "a b", "$HOME `x` \"y\"", "", "*", "~", "ñ", "a\nb", "--k"].map(str::to_owned);
        assert_eq!(shell("analyze", &odd[..2]), r"analyze 'it'\''s' 'a b'");
        let line = shell("printf", &[vec!["%s\\0".to_owned()], odd.to_vec()].concat());
        let output = std::process::Command::new("sh").args(["-c", &line]).output().expect("a shell");
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(printed.split_terminator('\0').collect::<Vec<_>>(), odd);
    }

    fn names() -> impl Strategy<Value = String> {
        "[\\PC\\\\,=' \"$]{1,8}".prop_filter("a name", |name| !name.trim().is_empty())
    }

    fn mapping() -> impl Strategy<Value = Mapping> {
        let purposes = prop::sample::subsequence(Role::ALL.to_vec(), 0..4);
        let roles = (prop::collection::vec(names(), 4), purposes, names()).prop_map(|(headers, roles, skipped)| {
            let purposes = roles.into_iter().map(Purpose::Role);
            headers.into_iter().zip(purposes).chain([(skipped, Purpose::Skip)]).collect()
        });
        let own = prop::collection::btree_set(names(), 0..4).prop_map(|own| own.into_iter().collect());
        let matches = prop::collection::btree_map(names(), names(), 0..3);
        let kinds = prop::collection::btree_map(names(), prop::sample::select(FigureKind::ALL.to_vec()), 0..3);
        (roles, own, matches, kinds).prop_map(|(roles, own, matches, kinds)| Mapping {
            roles,
            own,
            matches,
            kinds,
            ..Mapping::default()
        })
    }

    fn filters() -> impl Strategy<Value = Filters> {
        let column = prop::sample::select(Column::every().filter(|&c| Filters::can_choose_by(c)).collect::<Vec<_>>());
        let levels = prop::collection::vec("[\\PC\\\\,=' ]{0,8}", 1..4);
        prop::collection::vec((column, levels), 0..3).prop_map(Filters::from_iter)
    }

    fn columns() -> impl Strategy<Value = Option<Vec<Column>>> {
        prop::option::of(prop::sample::subsequence(Column::every().collect::<Vec<_>>(), 1..6))
    }

    fn forms_and_weights() -> impl Strategy<Value = AnalysisParams> {
        let every = || prop::sample::subsequence(Column::every().collect::<Vec<_>>(), 0..4);
        (every(), every(), prop::collection::vec(0.01..100.0_f64, 4)).prop_map(|(formed, weighted, weights)| {
            let mut params = AnalysisParams::default();
            formed.into_iter().for_each(|column| {
                params.set_form(column, *Form::of(column).last().unwrap_or(&Form::Categories));
            });
            weighted.into_iter().zip(weights).for_each(|(column, weight)| params.set_weight(column, weight));
            params
        })
    }

    prop_compose! {
        fn chosen()(
            mapping in mapping(),
            preset in prop::sample::select(vec![Preset::Crime, Preset::Census, Preset::Victim]),
            columns in columns(),
            adjusted in forms_and_weights(),
            measures in prop::option::of(prop::collection::btree_set(names(), 1..4)),
            period in prop_oneof![
                Just(Period::Latest), Just(Period::All),
                (1900..2100_i32, 0..100_i32).prop_map(|(first, more)| Period::Years(first, first + more)),
            ],
            filters in filters(),
        ) -> AnalysisParams {
            let measures = measures.map(|names| names.into_iter().collect());
            AnalysisParams { mapping, preset, columns, measures, period, filters, ..adjusted }
        }
    }

    prop_compose! {
        fn valid()(
            chosen in chosen(),
            encoding in prop::sample::select(vec![Encoding::Famd, Encoding::Standard, Encoding::Raw]),
            min_frequency in 0.0..0.5_f64,
            components in prop_oneof![
                Just(Components::Auto), (1..2000_usize).prop_map(Components::Count), (1e-9..0.999_f64).prop_map(Components::Share),
            ],
            clusters in prop_oneof![Just(Clusters::Auto), (2..=12_usize).prop_map(Clusters::Fixed)],
            sweep in (2..=12_usize, 2..=12_usize).prop_map(|(a, b)| (a.min(b), a.max(b))),
            seed in any::<u64>(),
            n_init in 1..1000_usize,
            max_iter in 1..10_000_usize,
            tol in 0.0..1.0_f64,
        ) -> AnalysisParams {
            AnalysisParams { encoding, min_frequency, components, clusters, sweep, seed, n_init, max_iter, tol, ..chosen }
        }
    }

    proptest! {
        #[test]
        fn arguments_of_any_valid_settings_read_back(params in valid()) {
            prop_assume!(params.check().is_ok());
            prop_assert_eq!(read_back(settings(&params)), params);
        }
    }
}
