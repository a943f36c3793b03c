//! From settings to arguments, and from arguments to a line for a shell.

use std::collections::BTreeSet;

use super::list::escaped;
use vc_model::params::{AnalysisParams, Clusters, Column, Mapping};
use vc_model::result::{Analysis, DatasetSummary};

/// The arguments with which `analyze` repeats an analysis into the folder `out`, and says whether it has the same
/// fingerprint. Files have the names under which they were loaded.
pub fn repeating(dataset: &DatasetSummary, analysis: &Analysis, out: &str) -> Vec<String> {
    let files = if dataset.sample { vec!["--sample".to_owned()] } else { files(dataset) };
    let mut arguments = [files, settings(&analysis.resolved)].concat();
    arguments.extend(["--fingerprint", &analysis.fingerprint, "--out", out].map(str::to_owned));
    arguments
}

fn files(dataset: &DatasetSummary) -> Vec<String> {
    let DatasetSummary { crime_name, neighborhoods_name, regions_name, .. } = dataset;
    let names = [Some(crime_name), neighborhoods_name.as_ref(), regions_name.as_ref()];
    // A name that looks like an option is none.
    let path = |name: &String| if name.starts_with("--") { format!("./{name}") } else { name.clone() };
    names.into_iter().flatten().map(path).collect()
}

/// The options that give these settings; what is as by default is left out, except columns and period.
pub fn settings(params: &AnalysisParams) -> Vec<String> {
    // Destructured in full: a new setting that is not written here fails to compile.
    let AnalysisParams {
        mapping: Mapping { roles, own, matches, kinds },
        preset,
        columns,
        forms,
        weights,
        measures,
        period,
        filters,
        encoding,
        min_frequency,
        components,
        clusters,
        sweep,
        seed,
        n_init,
        max_iter,
        tol,
    } = params;
    let default = AnalysisParams::default();
    let mut arguments = Vec::new();
    let mut option = |name: &str, value: Option<String>| {
        arguments.extend(value.map(|value| [format!("--{name}"), value]).into_iter().flatten());
    };
    let list = |parts: Vec<String>| (!parts.is_empty()).then(|| parts.join(","));
    let names = |names: &mut dyn Iterator<Item = &String>| names.map(|name| escaped(name)).collect::<Vec<_>>();
    let pair = |name: &str, value: &str| format!("{}={value}", escaped(name));

    option("preset", Some(preset.to_string()));
    option("columns", columns.as_ref().map(|columns| join(columns.iter())));
    option("forms", list(forms.iter().map(|(column, form)| format!("{column}-{form}")).collect()));
    option("weights", list(weights.iter().map(|(column, weight)| format!("{column}-{weight}")).collect()));
    option("measures", measures.as_ref().map(|measures| names(&mut measures.iter()).join(",")));
    option("roles", list(roles.iter().map(|(header, purpose)| pair(header, &purpose.to_string())).collect()));
    option("own", list(names(&mut own.iter())));
    for (name, region) in matches {
        option("match", Some(pair(name, &escaped(region))));
    }
    option("kinds", list(kinds.iter().map(|(id, kind)| pair(id, &kind.to_string())).collect()));
    option("years", Some(period.to_string()));
    let levels = |levels: &BTreeSet<String>| names(&mut levels.iter()).join(",");
    for (column, kept) in filters.iter() {
        option("filter", Some(format!("{column}={}", levels(kept))));
    }
    option("encoding", (*encoding != default.encoding).then(|| encoding.to_string()));
    option("min-frequency", (*min_frequency != default.min_frequency).then(|| min_frequency.to_string()));
    option("components", (*components != default.components).then(|| components.to_string()));
    option("k", (*sweep != default.sweep).then(|| format!("{}..{}", sweep.0, sweep.1)));
    option("k", (*clusters != Clusters::Auto).then(|| clusters.to_string()));
    option("seed", (*seed != default.seed).then(|| seed.to_string()));
    option("n-init", (*n_init != default.n_init).then(|| n_init.to_string()));
    option("max-iter", (*max_iter != default.max_iter).then(|| max_iter.to_string()));
    option("tol", (*tol != default.tol).then(|| tol.to_string()));
    arguments
}

fn join<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    columns.map(|column| column.id()).collect::<Vec<_>>().join(",")
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
    use vc_model::params::{Components, Encoding, FigureKind, Filters, Form, Period, Preset, Purpose, Role};

    fn read_back(arguments: Vec<String>) -> AnalysisParams {
        let arguments = [vec!["crime.csv".to_owned()], arguments].concat();
        Arguments::parse(arguments, |_| Err(ErrorKind::NotFound.into())).expect("good arguments").link.params
    }

    #[test]
    fn defaults_are_left_out() {
        let arguments = settings(&AnalysisParams::default());
        assert_eq!(shell("analyze", &arguments), "analyze --preset census --years latest");
        assert_eq!(read_back(arguments), AnalysisParams::default());
    }

    #[test]
    fn a_shell_gets_back_what_was_quoted() {
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
        (roles, own, matches, kinds).prop_map(|(roles, own, matches, kinds)| Mapping { roles, own, matches, kinds })
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
        fn the_arguments_of_any_valid_settings_read_back(params in valid()) {
            prop_assume!(params.check().is_ok());
            prop_assert_eq!(read_back(settings(&params)), params);
        }
    }
}
