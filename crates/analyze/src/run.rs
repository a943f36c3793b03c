//! Runs an analysis from the arguments, and writes its files.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use pollster::block_on;
use vc_core::export::{ExportOptions, Suppression};
use vc_core::job::Stop;
use vc_core::session::Session;
use vc_link::command::{Arguments, CommandError, repeating, shell};
use vc_link::{Fingerprint, Link};
use vc_model::failure::Failure;
use vc_model::params::{Examination, Role};
use vc_model::result::{Analysis, Comparison, DatasetSummary, HeaderRole, Multiverse, Trust, Unmapped, Verdict};
use vc_model::verdict::verdict;
use vc_protocol::ExportFile;
use vc_sources::seams::{BUILT_IN, Seams};
use vc_view::wording::{
    Done, Locale, cautions, choice_rows, file_stem, found_again_text, headline, is_caution, letter, method,
    method_file, multiverse_text, note_text, row_unit_text, structure_word, unused_text, verdict_sentences,
};
use vc_view::words::{error_words, failure_text};

use crate::files;
use crate::machine::Machine;
use crate::usage::usage;

/// Writes a line to standard output. Whoever reads it may have stopped, as `head` does; the files are written all the same.
macro_rules! say {
    ($($part:tt)*) => {
        drop(writeln!(std::io::stdout(), $($part)*))
    };
}

/// The examinations without `--examine`.
const EXAMINED: [&str; 5] = ["restarts", "stability", "differences", "null", "latent"];

pub(crate) fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() || arguments.iter().any(|a| a == "--help" || a == "-h") {
        print!("{}", usage());
        return ExitCode::SUCCESS;
    }
    let parsed = Arguments::parse(arguments, |file| std::fs::read_to_string(file));
    match parsed.map_err(|error| told(&error).into()).and_then(|arguments| run(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("analyze: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What can't be followed of the arguments.
fn told(error: &CommandError) -> String {
    let words = error_words(Locale::EN);
    match error {
        CommandError::Params(error) => words.params(error),
        other => other.to_string(),
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let words = error_words(Locale::EN);
    arguments.problems.iter().for_each(|problem| eprintln!("analyze: {}", words.link_problem(problem)));
    let out = arguments.out.as_deref().ok_or("say where the files go: --out DIR")?;
    let machine = Machine::new(arguments.threads);
    let mut session = Session::new();
    let loading = if arguments.sample {
        block_on(session.load_sample(&machine))
    } else {
        let files = files::open(&arguments.files, &arguments.layers)?;
        block_on(session.load(files, &arguments.link.params.mapping, &machine))
    };
    let loaded = loading.map_err(sentence)?;
    for note in loaded.notes.iter().filter(|note| !is_caution(note)) {
        say!("note: {}", note_text(note, Locale::EN));
    }
    if let Some(unused) = unused_text(&loaded, Locale::EN) {
        say!("note: {unused}");
    }
    say!("{}", row_unit_text(&loaded.row_unit, Locale::EN));
    let analysis = block_on(session.analyze(&arguments.link.params, &machine)).map_err(sentence)?;
    let mut trust = Trust::default();
    for examination in examinations(arguments, &analysis)? {
        trust = block_on(session.examine(examination, &machine)).map_err(sentence)?;
    }
    let comparison = match arguments.versus.or(arguments.link.view.versus) {
        Some(versus) => Some(block_on(session.compare(versus, &machine)).map_err(sentence)?),
        None => None,
    };
    if arguments.timings {
        eprintln!("{}", serde_json::Value::Object(machine.seconds()));
    }
    std::fs::create_dir_all(out).map_err(|error| format!("{}: {error}", out.display()))?;
    let suppression = if arguments.no_suppression { Suppression::Off } else { Suppression::default() };
    let options = ExportOptions { suppression, link: Some(Link::text_to) };
    let of_comparison = ExportFile::COMPARISON.into_iter().filter(|_| comparison.is_some());
    for file in ExportFile::OF_VICTIMS.into_iter().chain(ExportFile::OF_SUMS).chain(of_comparison) {
        let file = session.export_with(file, options).map_err(|failure| failure_text(&failure, Locale::EN))?;
        let path = out.join(&file.name);
        std::fs::write(&path, &file.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    let cautions = cautions(&Seams::parse(BUILT_IN.as_bytes())?, &loaded, &analysis, Locale::EN);
    write_method(out, &loaded, &analysis, &trust, &cautions)?;
    analysis
        .notes
        .iter()
        .filter(|note| !is_caution(note))
        .for_each(|note| say!("note: {}", note_text(note, Locale::EN)));
    cautions.iter().for_each(|caution| say!("caution: {caution}"));
    report(&analysis, verdict(&analysis, &trust).as_ref(), arguments.link.fingerprint.as_ref());
    if let Some(multiverse) = trust.multiverse_of(analysis.groups.len()).filter(|of| of.analyses > 0) {
        report_multiverse(multiverse, &analysis);
    }
    if let Some(comparison) = comparison {
        report_comparison(&comparison);
    }
    Ok(())
}

/// Writes the method section as text.
fn write_method(
    out: &Path,
    dataset: &DatasetSummary,
    analysis: &Analysis,
    trust: &Trust,
    cautions: &[String],
) -> Result<(), String> {
    let method = method(Done { dataset, analysis, trust, origin: None }, Locale::EN);
    let command = shell("analyze", &repeating(dataset, analysis, &file_stem(analysis)));
    let path = out.join("method.txt");
    std::fs::write(&path, method_file(&method, cautions, &command, Locale::EN))
        .map_err(|error| format!("{}: {error}", path.display()))
}

fn examinations(arguments: &Arguments, analysis: &Analysis) -> Result<Vec<Examination>, String> {
    let mut asked = arguments.examine.clone().unwrap_or_else(|| EXAMINED.map(str::to_owned).to_vec());
    if arguments.multiverse && !asked.iter().any(|name| name == "multiverse") {
        asked.push("multiverse".to_owned());
    }
    let mut examinations = Vec::new();
    for name in asked {
        match name.as_str() {
            "restarts" => examinations.push(Examination::Restarts),
            "stability" => examinations.push(Examination::Stability { k: analysis.groups.len() }),
            "differences" => examinations.push(Examination::Differences { k: analysis.groups.len() }),
            "stabilities" => {
                examinations.extend(analysis.sweep.iter().map(|entry| Examination::Stability { k: entry.k }));
            }
            "null" => examinations.push(Examination::Null),
            "latent" => examinations.push(Examination::Latent),
            "multiverse" => examinations.push(Examination::Multiverse { k: analysis.groups.len() }),
            "silhouettes" => examinations.push(Examination::Silhouettes),
            "none" => {}
            other => return Err(format!("--examine can't be {other}; see analyze --help")),
        }
    }
    Ok(examinations)
}

fn sentence(stop: Stop) -> String {
    match stop {
        Stop::Cancelled => "cancelled".to_owned(),
        Stop::Failed(Failure::Unmapped(unmapped)) => columns(&unmapped),
        Stop::Failed(failure) => failure_text(&failure, Locale::EN),
    }
}

/// Lists the columns of a table, and explains how to assign roles.
fn columns(unmapped: &Unmapped) -> String {
    let mut text = format!("{}\n", failure_text(&Failure::Unmapped(Box::new(unmapped.clone())), Locale::EN));
    for column in &unmapped.headers {
        let values = &column.values;
        let guess = column.guess.map_or(String::new(), |(role, confidence)| {
            format!("  perhaps {} ({:.0} %)", role.id(), confidence * 100.0)
        });
        let _ = writeln!(text, "  {:<24} {}{guess}", column.header, values.samples.join(" | "));
    }
    // The role that is missing is that of the crime's description.
    let guessed = |column: &HeaderRole| {
        let (role, _) = column.guess.filter(|(role, _)| *role == Role::Description)?;
        Some(format!("{}={}", column.header, role.id()))
    };
    let example = unmapped.headers.iter().find_map(guessed).unwrap_or_else(|| "Header=description".to_owned());
    text + &format!(
        "Say so with --roles '{example}' or, for columns of other kinds, --own 'Header'; see analyze --help"
    )
}

fn report(analysis: &Analysis, verdict: Option<&Verdict>, expected: Option<&Fingerprint>) {
    let rows = &analysis.rows;
    say!("rows read {}, used {}", rows.read, rows.used);
    for (reason, count) in &rows.set_aside {
        say!("  set aside {count}: {}", reason.id());
    }
    let pca = &analysis.pca;
    say!("features {}, components {}", pca.n_features, pca.n_components);
    say!("  k  inertia        silhouette  Calinski–Harabasz  Davies–Bouldin");
    for entry in &analysis.sweep {
        say!(
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
    say!("groups {}: {}", analysis.groups.len(), sizes.join(", "));
    say!("{}", headline(analysis, verdict, &[], Locale::EN));
    if let Some(verdict) = verdict {
        let numbers = verdict_sentences(verdict, analysis, Locale::EN).join(" ");
        say!("structure: {}. {numbers}", structure_word(verdict.structure, Locale::EN));
    }
    let same = match expected {
        None => "",
        Some(expected) if !expected.is_of_this_version => "  the link's is of another version and can't be compared",
        Some(expected) if expected.digits == analysis.fingerprint => "  reproduced exactly",
        Some(_) => "  differs from the link's: other data, or another version",
    };
    say!("fingerprint {}{same}", analysis.fingerprint);
}

fn report_multiverse(multiverse: &Multiverse, analysis: &Analysis) {
    say!("{}", multiverse_text(multiverse, analysis, Locale::EN));
    for row in choice_rows(multiverse, analysis, Locale::EN) {
        let options = row.options.iter().map(|(option, agreement)| format!("{option} {agreement:.2}"));
        say!("  {:<18} {}", row.name, options.collect::<Vec<_>>().join(" · "));
    }
    for group in 0..multiverse.k {
        say!("  group {}: {}", letter(group), found_again_text(multiverse, group, Locale::EN));
    }
}

fn report_comparison(comparison: &Comparison) {
    say!(
        "compared with {}: {} groups, {} victims, adjusted Rand index {:.4}",
        comparison.versus,
        comparison.other.groups.len(),
        comparison.victims(),
        comparison.adjusted_rand
    );
    for (group, matched) in comparison.matched.iter().enumerate() {
        let told = match matched {
            Some(other) => {
                let (share, jaccard) = (comparison.share(group, *other) * 100.0, comparison.jaccard(group, *other));
                format!("{other} ({share:.1} % of its victims, Jaccard {jaccard:.3})")
            }
            None => "none".to_owned(),
        };
        say!("  group {group} is matched with {told}");
    }
}
