//! A script of what happens to the engine, one step a line, and what the engine answers to each step.
//!
//! A line reads `step → commands | page`. Steps are listed in [`Stage::event`]; commands and page are short texts, so that a test
//! is a table that can be read without the code.

use vc_model::failure::Failure;
use vc_model::fixtures;
use vc_model::params::{Against, AnalysisParams, Clusters, Examination, Preset, Versus};
use vc_model::questions::{ExportFile, Progress, Query, Stage as JobStage};
use vc_model::result::{Comparison, DatasetSummary, SAMPLE, Silhouette, Stability, SweepEntry, Trust};
use vc_page_engine::{
    Command, Engine, Event, NamedFile, OpenedFile, Origin, Problem, Published, Timer, Trouble, UnpackOutcome,
};
use vc_protocol::{Answer, Death, Job, Response};

type File = String;

/// An engine on a stage, with what the test has to remember of its commands.
pub(crate) struct Stage {
    engine: Engine<File>,
    now_ms: f64,
    /// The last request of each kind.
    requests: Vec<(&'static str, u32)>,
    /// The settings of the last analysis that was sent.
    params: AnalysisParams,
    turn: u32,
    packed: Vec<NamedFile<File>>,
    /// The number of groups whose stability is examined.
    examined: Option<usize>,
}

fn settings(k: usize) -> AnalysisParams {
    AnalysisParams { clusters: Clusters::Fixed(k), preset: Preset::Crime, ..AnalysisParams::default() }
}

fn dataset(name: &str) -> DatasetSummary {
    let is_sample = name == "sample";
    let mut dataset = fixtures::dataset(if is_sample { SAMPLE } else { name }, &[2020]);
    dataset.sample = is_sample;
    dataset
}

/// The sweep's entry of so many groups, with silhouettes of a sample.
fn entry(k: usize) -> SweepEntry {
    SweepEntry {
        k,
        inertia: 1.0,
        n_iter: 1,
        converged: true,
        silhouette: Silhouette { value: 0.5, metric: "euclidean".into(), sample: 3000 },
        silhouette_squared: 0.5,
        calinski_harabasz: 1.0,
        davies_bouldin: 1.0,
        classes: None,
    }
}

fn kind(job: &Job) -> &'static str {
    match job {
        Job::LoadSample => "sample",
        Job::Load { .. } => "load",
        Job::Map { .. } => "map",
        Job::Analyse { .. } => "analyze",
        Job::Examine { .. } => "examine",
        Job::Compare { .. } => "compare",
        Job::Look { .. } => "query",
        Job::Export { .. } => "export",
        Job::Cancel => "cancel",
        Job::Pause => "pause",
    }
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self {
            engine: Engine::new(settings(5), true),
            now_ms: 0.0,
            requests: Vec::new(),
            params: settings(5),
            turn: 0,
            packed: Vec::new(),
            examined: None,
        }
    }

    /// The last request of a kind, or the one that the step names as `@id`.
    fn request(&self, words: &[&str], kinds: &[&str]) -> u32 {
        let named = words.iter().find_map(|word| word.strip_prefix('@')).and_then(|id| id.parse().ok());
        let last = || self.requests.iter().rev().find(|(kind, _)| kinds.contains(kind)).map(|(_, id)| *id);
        named.or_else(last).unwrap_or_else(|| panic!("no request of {kinds:?}"))
    }

    fn event(&mut self, step: &str) -> Event<File> {
        let words: Vec<&str> = step.split_whitespace().collect();
        let word = |at: usize| words.get(at).copied().unwrap_or_default();
        let answer = |id: u32, answer: Answer| Event::Answered(Response { id, answer });
        let reading = ["sample", "load", "map"];
        match word(0) {
            "ready" => Event::WorkerReady,
            "sample" => Event::OpenSample,
            "open" => Event::Open {
                files: vec![NamedFile { name: word(1).into(), file: word(1).into() }],
                origin: Origin::Opened { date_ms: 1.0 },
            },
            "plain" => Event::Inspected { turn: self.turn, is_packed: Ok(vec![false]) },
            "packed" => Event::Inspected { turn: self.turn, is_packed: Ok(vec![true]) },
            "unreadable" => {
                Event::Inspected { turn: self.turn, is_packed: Err(Problem::Sentence("it is gone".into())) }
            }
            "unpacked" => {
                let plain = |file: &NamedFile<File>| OpenedFile {
                    name: file.name.clone(),
                    file: file.file.clone(),
                    notes: vec![],
                    addresses: vec![],
                };
                let turn = word(1).parse().unwrap_or(self.turn);
                Event::Unpacked { turn, outcome: UnpackOutcome::Plain(self.packed.iter().map(plain).collect()) }
            }
            "layers" => {
                let outcome = UnpackOutcome::Choice { file: "city.zip".into(), layers: vec![] };
                Event::Unpacked { turn: self.turn, outcome }
            }
            "layer" => Event::LayerChosen(word(1).into()),
            "no-layer" => Event::ChoiceDismissed,
            "loaded" => answer(self.request(&words, &reading), Answer::Loaded(Box::new(dataset(word(1))))),
            "analyzed" => {
                let mut analysis = fixtures::analysis(Vec::new());
                let groups = match self.params.clusters {
                    Clusters::Fixed(k) => k,
                    Clusters::Auto => 5,
                };
                analysis.groups = vec![analysis.groups[0].clone(); groups];
                analysis.fingerprint = format!("{}-{}", word(1), groups);
                analysis.rows.victims = 20_000.0;
                analysis.sweep = vec![entry(groups)];
                analysis.settings = self.params.clone();
                analysis.resolved = self.params.clone();
                answer(self.request(&words, &["analyze"]), Answer::analysed(Box::new(analysis)))
            }
            "progress" => {
                let progress = Progress { stage: JobStage::Cluster, done: 0.5 };
                answer(self.request(&words, &["analyze"]), Answer::Progress(progress))
            }
            "failed" => {
                let failure = Failure::NoData;
                answer(self.request(&words, &[word(1)]), Answer::Failed(failure))
            }
            "canceled" => answer(self.request(&words, &[word(1)]), Answer::Cancelled),
            "examined" => answer(self.request(&words, &["examine"]), Answer::Examined(Box::new(self.found()))),
            "replied" => {
                let reply = vc_model::questions::Reply::Distributions(vec![]);
                let looked = Answer::Looked { fingerprint: word(1).into(), reply: Box::new(reply) };
                answer(self.request(&words, &["query"]), looked)
            }
            "compared" => answer(self.request(&words, &["compare"]), Answer::Compared(Box::new(compared(word(1))))),
            "exported" => {
                let exported = Answer::Exported { name: "labels.csv".into(), mime: "text/csv".into(), bytes: vec![] };
                answer(self.request(&words, &["export"]), exported)
            }
            "k" => Event::SettingsChanged(Box::new(settings(word(1).parse().expect("a number")))),
            "cancel" => Event::Cancel,
            "query" => Event::Ask {
                ticket: word(1).parse().expect("a ticket"),
                query: Query::Distributions,
                is_in_view: word(2) != "hidden",
            },
            "scroll" => Event::AskPostponed,
            "compare" => Event::Compare(Versus::new(Against::Preset(Preset::Victim))),
            "stop-comparing" => Event::StopComparing,
            "export" => Event::Export(ExportFile::Labels),
            "hand" => Event::HandMoved,
            "dismiss" => Event::TroubleDismissed,
            "died" => Event::WorkerDied { cause: Death::OutOfMemory, is_restarted: word(1) != "for-good" },
            "other-version" => Event::OtherVersion,
            "rest" => Event::TimerFired(Timer::SettingsRest),
            "blink" => Event::TimerFired(Timer::Blink),
            "listen" => Event::TimerFired(Timer::Listen),
            "insist" => Event::TimerFired(Timer::Insist),
            "silhouettes" => Event::AskForSilhouettes,
            "no-silhouettes" => Event::StopSilhouettes,
            other => panic!("unknown step {other}"),
        }
    }

    /// What the last examination found: the stability of the groups that were examined.
    fn found(&self) -> Trust {
        let stability = |k| Stability { k, resamples: 20, jaccard: vec![0.9; k], ..Stability::default() };
        Trust { stability: self.examined.map(stability).into_iter().collect(), ..Trust::default() }
    }

    /// Takes a step; `+900 listen` lets 900 ms pass before.
    pub(crate) fn step(&mut self, step: &str) -> (String, String) {
        let mut step = step;
        if let Some(rest) = step.strip_prefix('+') {
            let (ms, rest) = rest.split_once(' ').expect("a step");
            self.now_ms += ms.parse::<f64>().expect("milliseconds");
            step = rest;
        }
        let event = self.event(step);
        let commands = self.engine.step(self.now_ms, event);
        let told: Vec<String> = commands.iter().filter_map(|command| self.command(command)).collect();
        (told.join(", "), page(self.engine.published()))
    }

    fn command(&mut self, command: &Command<File>) -> Option<String> {
        Some(match command {
            Command::Send { id, job, files } => {
                self.requests.push((kind(job), *id));
                let of = match &**job {
                    Job::Analyse { params } => {
                        self.params = params.clone();
                        match params.clusters {
                            Clusters::Fixed(k) => format!(" k{k}"),
                            Clusters::Auto => String::new(),
                        }
                    }
                    Job::Examine { what: Examination::Stability { k } } => {
                        self.examined = Some(*k);
                        format!(" k{k}")
                    }
                    Job::Examine { .. } => {
                        self.examined = None;
                        " on".to_owned()
                    }
                    Job::Load { .. } => format!(" {}", files.join("+")),
                    _ => String::new(),
                };
                format!("{}{of}", kind(job))
            }
            Command::EndWorker => "end worker".into(),
            Command::Inspect { turn, files } => {
                self.turn = *turn;
                self.packed.clone_from(files);
                "inspect".into()
            }
            Command::Unpack { layers, .. } => {
                format!("unpack{}", layers.iter().map(|l| format!(" {l}")).collect::<String>())
            }
            Command::StopUnpacking => "stop unpacking".into(),
            Command::HandOn { ticket, result, .. } => format!("hand on {ticket} of #{result}"),
            Command::Drop { ticket } => format!("drop {ticket}"),
            Command::Save { name, .. } => format!("save {name}"),
            Command::RestoreSettings(params) => match params.clusters {
                Clusters::Fixed(k) => format!("settings k{k}"),
                Clusters::Auto => "settings".into(),
            },
            Command::LeaveData => "leave data".into(),
            Command::ShowFindings => return None,
            Command::SetTimer(Timer::SettingsRest, _) => "wait for rest".into(),
            Command::SetTimer(Timer::Insist, _) => "wait for stop".into(),
            Command::SetTimer(..) | Command::ClearTimer(_) | Command::Log(_) => return None,
        })
    }
}

fn compared(fingerprint: &str) -> Comparison {
    Comparison {
        versus: Versus::new(Against::Preset(Preset::Victim)),
        fingerprint: fingerprint.into(),
        other: fixtures::analysis(Vec::new()),
        crosstab: vec![],
        adjusted_rand: 1.0,
        matched: vec![],
        unseen: 0.0,
    }
}

/// The page in short: the controls' data, the result with its data, what runs, what went wrong.
fn page(published: &Published) -> String {
    let mut parts = Vec::new();
    if let Some(loaded) = &published.loaded {
        parts.push(if loaded.sample { "sample".to_owned() } else { loaded.crime_name.clone() });
    }
    if let Some(result) = &published.result {
        parts.push(format!("#{} {}", result.id, result.analysis.fingerprint));
    }
    if let Some(busy) = published.busy {
        parts.push(if busy.is_silent { "silent".into() } else { "busy".into() });
    }
    if let Some((what, _)) = published.examining {
        parts.push(match what {
            Examination::Silhouettes => "silhouettes".into(),
            _ => "examining".into(),
        });
    }
    match &published.comparing {
        Some(comparing) if comparing.progress.is_ok() => parts.push("comparing".into()),
        Some(_) => parts.push("not compared".into()),
        None => {}
    }
    if let Some(compared) = &published.compared {
        parts.push(format!("compared #{}", compared.of.id));
    }
    if published.choice.is_some() {
        parts.push("choice".into());
    }
    match &published.trouble {
        Some(Trouble::Canceled) => parts.push("canceled".into()),
        Some(Trouble::Failed(Problem::WorkerDied { .. })) => parts.push("worker died".into()),
        Some(Trouble::Failed(_)) => parts.push("failed".into()),
        None => {}
    }
    parts.join(", ")
}

/// Plays a script and compares every line.
#[track_caller]
pub(crate) fn play(script: &str) {
    let mut stage = Stage::new();
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (step, expected) = line.split_once('→').unwrap_or((line, ""));
        let (commands, page) = stage.step(step.trim());
        if expected.is_empty() {
            continue;
        }
        let (wanted_commands, wanted_page) = expected.split_once('|').expect("commands | page");
        assert_eq!(
            format!("{} → {commands} | {page}", step.trim()),
            format!("{} → {} | {}", step.trim(), wanted_commands.trim(), wanted_page.trim()),
        );
    }
}
