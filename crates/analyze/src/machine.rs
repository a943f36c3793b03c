//! Shares tasks among threads and measures the time of each stage.

use std::cell::RefCell;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Instant;

use serde_json::{Map, Value};
use vc_core::job::{Control, Part, Step};
use vc_core::tasks::{Finding, Material, Task};
use vc_protocol::{Progress, Stage};

/// The [`Control`] of the command line: shares tasks among threads, and records when each stage began. It never
/// cancels.
pub(crate) struct Machine {
    threads: usize,
    started: Instant,
    stages: RefCell<Vec<(Stage, Instant)>>,
}

impl Control for Machine {
    fn progress(&self, progress: Progress) -> Step<'_, ()> {
        self.enter(progress.stage);
        Box::pin(std::future::ready(Ok(())))
    }

    fn complete<'a>(&'a self, material: &'a Material, tasks: &'a [Task], part: Part) -> Step<'a, Vec<Finding>> {
        self.enter(part.stage);
        Box::pin(std::future::ready(Ok(self.findings(material, tasks))))
    }
}

impl Machine {
    /// Uses this many threads, by default one per processor, and starts the clock.
    pub(crate) fn new(threads: Option<usize>) -> Self {
        let available = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = threads.unwrap_or_else(available);
        Self { threads, started: Instant::now(), stages: RefCell::default() }
    }

    /// The findings of all tasks, shared among the threads.
    fn findings(&self, material: &Material, tasks: &[Task]) -> Vec<Finding> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut found = Vec::new();
            while let Some((at, task)) = Some(next.fetch_add(1, Relaxed)).and_then(|at| Some((at, tasks.get(at)?))) {
                found.extend(material.run(task).map(|finding| (at, finding)));
            }
            found
        };
        let mut found: Vec<(usize, Finding)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (1..self.threads).map(|_| scope.spawn(work)).collect();
            let own = work();
            // A panic in a thread ends the program, like a panic in this one.
            own.into_iter().chain(threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default())).collect()
        });
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, finding)| finding).collect()
    }

    fn enter(&self, stage: Stage) {
        let mut stages = self.stages.borrow_mut();
        if stages.last().is_none_or(|(last, _)| *last != stage) {
            stages.push((stage, Instant::now()));
        }
    }

    /// Seconds of each stage so far, in order, and their total. Opening the files counts for the first stage.
    pub(crate) fn seconds(&self) -> Map<String, Value> {
        let end = Instant::now();
        let stages = self.stages.borrow();
        let mut seconds = Map::new();
        for (at, (stage, began)) in stages.iter().enumerate() {
            let began = if at == 0 { self.started } else { *began };
            let until = stages.get(at + 1).map_or(end, |(_, next)| *next);
            if let Ok(Value::String(name)) = serde_json::to_value(stage) {
                seconds.insert(name, (until - began).as_secs_f64().into());
            }
        }
        seconds.insert("total".to_owned(), (end - self.started).as_secs_f64().into());
        seconds
    }
}
