//! What a visit begins with: the files that its link was made from or that the host chose, where they lie beside the page;
//! else the sample.
//!
//! Invariant: nobody but the page's own host is asked before a click. A part of the page that stands in another page never
//! shows the sample in place of a city that its link was made from: it says what is missing.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::engine::engine;
use super::open_data::open_data;
use super::state::{State, state};
use crate::ui::text;
use crate::web::{address, page};
use vc_link::Link;
use vc_model::result::SAMPLE;

/// How long the catalog may take before the visit begins without it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Files that a part of the page waits for, which somebody else has to be asked for or only a visitor has.
#[derive(Clone, Copy)]
pub struct Awaited(RwSignal<Vec<String>>);

impl Awaited {
    /// Their names; none where nothing is waited for.
    pub fn names(self) -> Vec<String> {
        self.0.get()
    }
}

/// What is waited for.
pub fn awaited() -> Awaited {
    expect_context()
}

/// Begins the visit when the host's words are read.
pub fn begin(link: &Link) {
    let (state, engine, open_data) = (state(), engine(), open_data());
    let awaited = RwSignal::new(Vec::new());
    provide_context(Awaited(awaited));
    Effect::new(move |_| page::set_title(&state.name()));
    let named = link.file_names();
    let is_sample = named == [SAMPLE];
    let has_begun = StoredValue::new(false);
    // Once; and not where a visitor has been quicker and opened something.
    let begins = move || {
        let has_begun = has_begun.try_update_value(|begun| std::mem::replace(begun, true));
        has_begun == Some(false) && state.busy.with_untracked(Option::is_none)
    };
    let show_sample = move || {
        if state.part().is_none() || named.is_empty() || is_sample {
            engine.open_sample();
        } else {
            awaited.set(named.clone());
            open_data.look_for(named.clone());
        }
    };
    let (late, files) = (show_sample.clone(), [link.crime.clone(), link.regions.clone()]);
    set_timeout(
        move || {
            if begins() {
                late();
            }
        },
        PATIENCE,
    );
    spawn_local(async move {
        open_data.read_catalog().await;
        let host = open_data.page();
        state.title.set(host.title);
        if !begins() {
            return;
        }
        if let Some(text) = host.link.filter(|_| address::link().is_empty()) {
            adopt(state, &text);
        }
        let files: Vec<String> = files.into_iter().flatten().collect();
        let Some(offer) = open_data.first(&files).filter(|_| !is_sample) else { return show_sample() };
        engine.prepare();
        if let Err(message) = open_data.open_first(offer).await {
            engine.end_preparing();
            show_sample();
            engine.say_failed(text::sentence(&message));
        }
    });
}

/// Takes the host's settings as those that the page begins with.
fn adopt(state: State, text: &str) {
    let (link, problems) = Link::parse(text);
    state.params.set(link.params);
    state.view.set(link.view);
    state.link_problems.set(problems);
}
