//! What a visitor should know before reading on: that this is a sample, what a link came to, what went wrong.

use leptos::prelude::*;

use super::engine::engine;
use super::history::history;
use super::layers::Layers;
use super::linked::LinkedAddresses;
use super::offline::NewRelease;
use super::open_data::open_data;
use super::state::{State, state, tr};
use super::top_bar::choose_files;
use crate::ui::outcome::{Outcome, outcome};
use crate::ui::text::{self, sentence};
use vc_model::result::SAMPLE;
use vc_page_engine::Trouble;

#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <Failure/>
        <NewRelease/>
        <Layers/>
        <LinkProblems/>
        <HeavyLink/>
        <LinkOutcome/>
        <LinkedAddresses/>
        <SampleBanner/>
    }
}

#[component]
pub fn Failure() -> impl IntoView {
    let (state, engine) = (state(), engine());
    let said = move || {
        let trouble = state.trouble.get()?;
        let text = state.text();
        Some(match trouble {
            Trouble::Canceled => view! { <p>{text.cancelled}</p> }.into_any(),
            Trouble::Failed(problem) => view! { <p>{sentence(&state.problem_text(&problem))}</p> }.into_any(),
        })
    };
    let is_failure = move || state.trouble.with(|trouble| matches!(trouble, Some(Trouble::Failed(_))));
    // The region is there before its content: only then do screen readers announce it.
    view! {
        <div id="failure" role="alert" class:notice=move || state.trouble.with(Option::is_some) class:failure=is_failure>
            {said}
            <Show when=move || state.trouble.with(Option::is_some)>
                <button type="button" class="quiet" on:click=move |_| engine.dismiss_trouble()>{tr(|t| t.dismiss)}</button>
            </Show>
        </div>
    }
}

#[component]
fn LinkProblems() -> impl IntoView {
    let state = state();
    let list = move || {
        let (problems, locale) = (state.link_problems.get(), state.locale.get());
        problems
            .into_iter()
            .map(|problem| view! { <li>{sentence(&text::link_problem(&problem, locale))}</li> })
            .collect_view()
    };
    view! {
        <Show when=move || state.link_problems.with(|problems| !problems.is_empty())>
            <div class="notice" role="status">
                <div>
                    <p><strong>{tr(|t| t.link_problems)}</strong></p>
                    <ul>{list}</ul>
                </div>
                <button type="button" class="quiet" on:click=move |_| state.link_problems.set(Vec::new())>
                    {tr(|t| t.dismiss)}
                </button>
            </div>
        </Show>
    }
}

/// The link asks for many times the usual work: it begins when a person says so.
#[component]
fn HeavyLink() -> impl IntoView {
    let (state, history) = (state(), history());
    let heavy = state.heavy_settings;
    let said = move || heavy.get().map(|params| text::heavy_link(&params, state.locale.get()));
    let compute = move |_| {
        if let Some(params) = heavy.get_untracked() {
            heavy.set(None);
            history.accept(params);
        }
    };
    view! {
        <Show when=move || heavy.with(Option::is_some)>
            <div id="heavy-link" class="notice" role="status">
                <p>{said}</p>
                <button id="compute-heavy" type="button" on:click=compute>{tr(|t| t.compute_heavy)}</button>
                <button type="button" class="quiet" on:click=move |_| heavy.set(None)>{tr(|t| t.dismiss)}</button>
            </div>
        </Show>
    }
}

/// What became of a link, in words.
pub(super) fn outcome_text(came_to: &Outcome, state: State) -> String {
    let locale = state.locale.get();
    match came_to {
        Outcome::Reproduced => state.text().reproduced.to_owned(),
        Outcome::OtherNumbers => state.text().other_numbers.to_owned(),
        Outcome::OtherVersion => text::link_of_another_version(locale).to_owned(),
        Outcome::OtherFiles(names) if *names == [SAMPLE] => text::other_files_sample(locale).to_owned(),
        Outcome::OtherFiles(names) => text::other_files(names, locale),
    }
}

#[component]
fn LinkOutcome() -> impl IntoView {
    let state = state();
    let engine = engine();
    // Once a person has changed a setting, the link's promise is no longer what they look at.
    let came_to = Memo::new(move |_| {
        let (expected, params) = state.expected.get()?;
        if state.params.with(|now| *now != params) {
            return None;
        }
        state.shown.with(|shown| {
            let shown = shown.as_ref()?;
            Some(outcome(&expected, &shown.analysis.fingerprint, &shown.dataset.file_names()))
        })
    });
    let is_sample = move || matches!(came_to.get(), Some(Outcome::OtherFiles(names)) if names == [SAMPLE]);
    let said = move || came_to.get().map(|came_to| outcome_text(&came_to, state));
    let open_data = open_data();
    let linked = move || open_data.linked(state.locale.get());
    let wanted = Memo::new(move |_| match came_to.get() {
        Some(Outcome::OtherFiles(names)) if names != [SAMPLE] => Some(names),
        _ => None,
    });
    Effect::new(move |_| {
        if let Some(names) = wanted.get() {
            open_data.look_for(names);
        }
    });
    let wants_files = move || matches!(came_to.get(), Some(Outcome::OtherFiles(_))) && !is_sample();
    view! {
        <Show when=move || came_to.get().is_some()>
            <div
                id="link-outcome"
                class="notice"
                class:good=move || came_to.get() == Some(Outcome::Reproduced)
                role="status"
            >
                <p>{said}</p>
                <Show when=wants_files>
                    <Show when=move || linked().is_some()>
                        <button id="open-linked" type="button" class="main" on:click=move |_| open_data.open_linked()>
                            {linked}
                        </button>
                    </Show>
                    <button type="button" on:click=move |_| choose_files()>{tr(|t| t.open_files)}</button>
                </Show>
                <Show when=is_sample>
                    <button type="button" on:click=move |_| engine.open_sample()>{tr(|t| t.sample_again)}</button>
                </Show>
                <button type="button" class="quiet" on:click=move |_| state.expected.set(None)>{tr(|t| t.dismiss)}</button>
            </div>
        </Show>
    }
}

#[component]
fn SampleBanner() -> impl IntoView {
    let state = state();
    let open_data = open_data();
    let is_sample = move || state.shown.with(|shown| shown.as_ref().is_none_or(|shown| shown.dataset.sample));
    view! {
        <Show when=is_sample>
            <aside id="banner" class="banner" aria-label=tr(|t| t.sample_title)>
                <p><strong>{tr(|t| t.sample_title)}</strong> " " {tr(|t| t.sample_text)} " " {tr(|t| t.sample_drop)}</p>
                <div class="actions">
                    <button type="button" class="main" on:click=move |_| choose_files()>{tr(|t| t.open_files)}</button>
                    <button type="button" on:click=move |_| open_data.show()>{tr(|t| t.get_data)}</button>
                </div>
            </aside>
        </Show>
    }
}
