//! One hostile input: what it is, what becomes of it, and what that may cost.

use std::time::{Duration, Instant};

use vc_core::dataset::NamedFile;
use vc_core::job::{Immediately, PipelineError, Stop};
use vc_core::session::Session;
use vc_link::Link;
use vc_model::failure::Failure;
use vc_model::params::{AnalysisParams, Mapping};
use vc_model::result::DatasetSummary;
use vc_protocol::{ExportFile, Query, RowFilter};
use vc_unpack::{Budget, HEAD_BYTES, Packed, Unpacked, needs_unpacking, unpack};
use vc_view::wording::{Locale, headline, note_text};
use vc_view::words::failure_text;

use crate::counting::most_held;
use crate::file::File;

/// No input keeps the worker longer; where a build is not optimised it takes its time.
const LONGEST: Duration = if cfg!(debug_assertions) { Duration::from_secs(60) } else { Duration::from_secs(10) };

/// Most that is held at once: a tab has four gigabytes, of which this leaves most.
const MOST_HELD: u64 = 1_000_000_000;

/// What it is; its files; a link's settings, where it is to be analysed too; a part of what is said.
pub(crate) type Case = (&'static str, fn() -> Vec<File>, Option<&'static str>, &'static str);

/// Runs cases one after the other, and prints what each came to as a line of docs/hostile-input.md.
pub(crate) fn run(cases: &[Case]) {
    let mut wrong = Vec::new();
    for (what, files, query, expected) in cases {
        let files = files();
        let size: u64 = files.iter().map(File::size).sum();
        let (start, start_cpu) = (Instant::now(), of_processor());
        let (said, held) = most_held(|| said(files, *query));
        let took = of_processor().zip(start_cpu).map_or(start.elapsed(), |(end, start)| end - start);
        println!(
            "| {what} ({}) | {} | {:.1} | {} |",
            bytes(size),
            said.replace('|', "\\|"),
            took.as_secs_f64(),
            bytes(held)
        );
        if !said.contains(expected) {
            wrong.push(format!("{what}: expected “{expected}”, found “{said}”"));
        }
        if took > LONGEST {
            wrong.push(format!("{what}: it took {took:?}"));
        }
        if held > MOST_HELD {
            wrong.push(format!("{what}: {} were held", bytes(held)));
        }
        if said.chars().count() > 2000 {
            wrong.push(format!("{what}: the sentence has {} characters", said.chars().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// CPU time of this thread, where the system reports it. Time in which others ran is not counted.
fn of_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn bytes(n: u64) -> String {
    match n {
        0..1000 => format!("{n} B"),
        1000..1_000_000 => format!("{:.0} kB", n as f64 / 1e3),
        _ => format!("{:.0} MB", n as f64 / 1e6),
    }
}

/// What is said of files in the end: what came out, or why nothing did.
pub(crate) fn said(files: Vec<File>, query: Option<&str>) -> String {
    let mut session = Session::new();
    let (link, problems) = Link::parse(query.unwrap_or_default());
    assert_eq!(problems, [], "{query:?}");
    let loaded = match open(&mut session, files, &link.params.mapping) {
        Ok(loaded) => loaded,
        Err(sentence) => return sentence,
    };
    match query {
        None => format!("read: {} rows, {} regions", loaded.rows_read, loaded.shapes.len()),
        Some(_) => analysed(&mut session, &link.params).unwrap_or_else(|sentence| sentence),
    }
}

/// The way of files in the page, up to the loaded table.
fn open(session: &mut Session, files: Vec<File>, mapping: &Mapping) -> Result<DatasetSummary, String> {
    let plain = if files.iter().any(|file| needs_unpacking(&file.beginning(HEAD_BYTES), &file.name)) {
        let packed = files.into_iter().map(|file| Packed { name: file.name.clone(), content: Box::new(file) });
        match unpack(packed.collect(), &[], &Budget::default()).map_err(|error| sentence(error.into()))? {
            Unpacked::Choice { layers, .. } => return Err(format!("a choice of {} layers", layers.len())),
            Unpacked::Files(files) => files
                .into_iter()
                .map(|file| NamedFile {
                    name: file.name,
                    size: file.size,
                    content: file.content.into(),
                    reopen: None,
                    notes: file.notes,
                })
                .collect(),
        }
    } else {
        let named = |file: File| {
            let (name, size) = (file.name.clone(), file.size());
            NamedFile { name, size, content: file.into(), reopen: None, notes: Vec::new() }
        };
        files.into_iter().map(named).collect::<Vec<_>>()
    };
    let loaded = pollster::block_on(session.load(plain, mapping, &Immediately));
    match loaded {
        Ok(loaded) => {
            for locale in [Locale::EN, Locale::ES] {
                assert!(loaded.notes.iter().all(|note| !note_text(note, locale).is_empty()));
            }
            Ok(loaded)
        }
        Err(Stop::Failed(PipelineError::RegionsAlone { regions, .. })) => Err(format!("regions: {regions}")),
        Err(Stop::Failed(failure)) => Err(sentence(failure)),
        Err(Stop::Cancelled) => Err("cancelled".to_owned()),
    }
}

/// What the page says of a failure, in English; other languages have to have a sentence, too.
fn sentence(failure: Failure) -> String {
    let [en, es] = Locale::ALL.map(|locale| failure_text(&failure, locale));
    assert!(en != es && es.chars().count() < 2000, "{es}");
    // The file's name stands before it.
    match en.split_once("”: ") {
        Some((_, rest)) if en.starts_with('“') => rest.to_owned(),
        _ => en,
    }
}

/// From the loaded table to every answer and every file.
fn analysed(session: &mut Session, params: &AnalysisParams) -> Result<String, String> {
    let stopped = |stop| match stop {
        Stop::Failed(failure) => sentence(failure),
        Stop::Cancelled => "cancelled".to_owned(),
    };
    let analysis = pollster::block_on(session.analyze(params, &Immediately)).map_err(stopped)?;
    let set_aside: u64 = analysis.rows.set_aside.iter().map(|(_, n)| n).sum();
    assert_eq!(analysis.rows.read, analysis.rows.used + set_aside, "every row has a group or a reason");
    for entry in &analysis.sweep {
        assert!(entry.inertia.is_finite() && entry.silhouette.value.is_finite(), "{entry:?}");
    }
    for query in [
        Query::Quality,
        Query::Levels { column: None },
        Query::Loadings { most: usize::MAX },
        Query::Scores { x: 0, y: usize::MAX },
        Query::Distributions,
        Query::Rows { filter: RowFilter::Group(0), from: 0, count: u64::MAX },
    ] {
        session.look(query).map_err(sentence)?;
    }
    for file in ExportFile::OF_SUMS.into_iter().chain(ExportFile::OF_VICTIMS) {
        if let Ok(written) = session.export(file) {
            match written.mime {
                "text/csv" => rows_of_one_width(&written.bytes),
                _ => drop(serde_json::from_slice::<serde_json::Value>(&written.bytes).expect("JSON")),
            }
        }
    }
    for locale in [Locale::EN, Locale::ES] {
        assert!(!headline(&analysis, None, &[], locale).is_empty());
    }
    Ok(format!("{} groups of {} rows, {} set aside", analysis.groups.len(), analysis.rows.used, set_aside))
}

/// Whatever stands in a name, a file of names is a table.
fn rows_of_one_width(bytes: &[u8]) {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.records().for_each(|record| drop(record.expect("a record as wide as the header")));
}
