//! What is shown, beside another analysis of the same data: other columns, or another period.
//!
//! The worker is asked only while this section is near and something is chosen to compare with. What was compared stays on
//! the screen, with the result that it was compared with, until the next comparison is there.

mod choose;
mod crosstab;
mod found;
mod maps;
mod pairs;

use leptos::prelude::*;

use super::engine::engine;
use super::history::history;
use super::section::{Section, is_in_view, section};
use super::state::{State, state, tr};
use crate::ui::progress::done;
use crate::web::page;
use choose::Choose;
use crosstab::Crosstab;
use found::Found;
use maps::Maps;
use pairs::Pairs;
use vc_model::result::{Analysis, Comparison};
use vc_protocol::Stage;
use vc_view::wording::{Locale, agreement_text, change_text, kept_text, number, procedure_text};

#[component]
pub fn CompareSection() -> impl IntoView {
    let state = state();
    ask_while_near(state);
    let found = Found::of(state);
    let is_there = Memo::new(move |_| found.sides.with(Option::is_some));
    let versus = move || found.with_found(state, |sides, _| sides.found.versus.to_string());
    // A comparison stays on the screen until the next one is there: the section shows the result that was compared.
    let compared = Memo::new(move |_| {
        let is_there = found.sides.with(Option::is_some);
        state.compared.with(|compared| compared.as_ref().filter(|_| is_there).map(|compared| compared.of.id))
    });
    let own = section();
    let result = move || match compared.get() {
        Some(id) => Some(id.to_string()),
        None => own.and_then(Section::result),
    };
    let busy = move || {
        let last = own.and_then(|own| own.last.with(|last| last.as_ref().map(|last| last.id)));
        let is_old = compared.get().is_some_and(|id| Some(id) != last);
        if is_old { Some("true") } else { own.and_then(Section::busy) }
    };
    view! {
        <section
            id="compare"
            // A report or a printed page says nothing of what was not compared.
            class:no-report=move || !is_there.get()
            aria-labelledby="compare-title"
            data-versus=versus
            data-result=result
            aria-busy=busy
        >
            <h2 id="compare-title">{tr(|t| t.versus)}</h2>
            <p class="lede">{tr(|t| t.versus_lede)}</p>
            <Choose/>
            <Waiting/>
            <Show when=move || is_there.get()>
                <Words found/>
                <Maps found/>
                <Pairs found/>
                <Crosstab found/>
            </Show>
        </section>
    }
}

/// Asks the worker for what is wanted and not there, while the section is near.
fn ask_while_near(state: State) {
    let (engine, is_near) = (engine(), is_in_view());
    let versus = Memo::new(move |_| state.view.with(|view| view.versus));
    // Not before the section shows the last result.
    let is_last = Memo::new(move |_| section().is_none_or(|section| section.busy().is_none()));
    Effect::new(move |_| {
        let Some(versus) = versus.get() else { return engine.stop_comparing() };
        let is_busy = state.busy.with(Option::is_some);
        let id = state.shown.with(|shown| shown.as_ref().map(|shown| shown.id));
        let Some(id) = id.filter(|_| is_near.get() && !is_busy && is_last.get()) else { return };
        let is_known = state.compared.with(|compared| {
            compared.as_ref().is_some_and(|compared| compared.of.id == id && compared.found.versus == versus)
        });
        let is_asked = state
            .comparing
            .with(|comparing| comparing.as_ref().is_some_and(|asked| asked.of.id == id && asked.versus == versus));
        if !is_known && !is_asked {
            engine.compare(versus);
        }
    });
}

/// How far a comparison is, with a way to give it up; or why there is none.
#[component]
fn Waiting() -> impl IntoView {
    let state = state();
    let history = history();
    let is_running = Memo::new(move |_| state.comparing.with(|of| of.as_ref().is_some_and(|of| of.progress.is_ok())));
    let share = Memo::new(move |_| {
        let progress = state.comparing.with(|of| of.as_ref().and_then(|of| of.progress.clone().ok().flatten()));
        progress.map_or(0.0, |progress| done(progress, Stage::Encode))
    });
    let problem = Memo::new(move |_| state.comparing.with(|of| of.as_ref().and_then(|of| of.progress.clone().err())));
    let give_up = move |_| {
        history.change_view("vs", |view| view.versus = None);
        // The button goes away with the work.
        page::focus("versus");
    };
    view! {
        <div class="versus-state">
            <p role="status">{move || is_running.get().then(|| format!("{} …", state.text().versus_running))}</p>
            <Show when=move || is_running.get()>
                <progress max="1" prop:value=move || share.get() aria-label=tr(|t| t.versus_running)></progress>
                <span class="number" aria-hidden="true">{move || number::percent(share.get(), state.locale.get())}</span>
                <button type="button" id="versus-cancel" on:click=give_up>{tr(|t| t.cancel)}</button>
            </Show>
            <p class="warning" role="alert">{move || problem.get().map(|problem| state.problem_text(&problem))}</p>
        </div>
    }
}

/// What was compared and what came out, in sentences.
#[component]
fn Words(found: Found) -> impl IntoView {
    let state = state();
    let sentence = move |say: fn(&Analysis, &Comparison, Locale) -> String| {
        move || {
            found
                .with_found(state, |sides, locale| say(&sides.first, &sides.found, locale))
                .filter(|said| !said.is_empty())
        }
    };
    let procedure = sentence(procedure_text);
    let agreement = sentence(|_, found, locale| agreement_text(found, locale));
    let kept = sentence(|_, found, locale| kept_text(found, locale));
    let change = sentence(change_text);
    view! {
        <div class="versus-words">
            <p class="finding">{agreement} " " {kept}</p>
            <p class="aside">{procedure} " " {change}</p>
        </div>
    }
}
