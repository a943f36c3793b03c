//! Everything that can be taken away at once: files, the map, a report, paper.

use std::time::Duration;

use leptos::prelude::*;

use super::embed::embed;
use super::engine::engine;
use super::menu::Menu;
use super::picture::{Format, Framing, pictures, save, source};
use super::state::{FINDINGS, State, state, tr};
use crate::ui::text::{export_text, report_not_saved};
use crate::web::report::Report;
use crate::web::{files, page, tasks};
use vc_protocol::ExportFile;
use vc_view::wording::{file_stem, headline};

/// The map's canvas, and its picture's name.
pub const MAP: &str = "map";

#[component]
pub fn ExportMenu() -> impl IntoView {
    let state = state();
    let engine = engine();
    let pictures = pictures();
    let embed = embed();
    let file = move |file: ExportFile| {
        view! {
            <li>
                <button type="button" on:click=move |_| engine.export(file)>
                    {move || export_text(file, state.locale.get())}
                </button>
            </li>
        }
    };
    let write = move || {
        let saved = report(state, |id| pictures.write(id, Framing::AmongText));
        state.is_reported.set(false);
        if let Err(error) = saved {
            let said = report_not_saved(&error.reason, state.locale.get_untracked());
            engine.say_failed(said);
        }
    };
    let report = move |_| {
        state.is_reported.set(true);
        // When what was folded, or further down than anybody has looked, is on the page.
        when_complete(state, WAITS, write);
    };
    let print = move |_| {
        state.is_printing.set(true);
        // When the drawings are on paper, and the menu is gone.
        when_complete(state, WAITS, page::print);
    };
    print_on_paper(state);
    // Of what is shown, and no other: the worker forgets it with the analysis that it is of.
    let has_comparison = Memo::new(move |_| {
        let of = state.compared.with(|compared| compared.as_ref().map(|compared| compared.of.id));
        of.is_some() && of == state.findings.with(|findings| findings.as_ref().map(|findings| findings.id))
    });
    let has_small_counts = Memo::new(move |_| {
        state.shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.analysis.resolved.uses_victims_traits()))
    });
    view! {
        <Menu id="export" label=Signal::derive(move || state.text().export.to_owned())>
            <Show when=move || has_small_counts.get()><li class="said">{tr(|t| t.with_small_counts)}</li></Show>
            <li><button type="button" on:click=report>{tr(|t| t.report)}</button></li>
            <li><button type="button" on:click=print>{tr(|t| t.print)}</button></li>
            <li><button id="open-embed" type="button" on:click=move |_| embed.show()>{tr(|t| t.embed)}</button></li>
            <li>
                <button type="button" on:click=move |_| save(state, engine, pictures, MAP, Format::Png)>{tr(|t| t.map_as_png)}</button>
            </li>
            <li>
                <button type="button" on:click=move |_| save(state, engine, pictures, MAP, Format::Svg)>{tr(|t| t.map_as_svg)}</button>
            </li>
            {ExportFile::OF_SUMS.map(file).into_iter().collect_view()}
            <Show when=move || has_comparison.get()>{ExportFile::COMPARISON.map(file).into_iter().collect_view()}</Show>
            <li class="said">{tr(|t| t.files_of_victims)}</li>
            {ExportFile::OF_VICTIMS.map(file).into_iter().collect_view()}
        </Menu>
    }
}

/// How often, and how long in ms, paper waits for answers of the worker before it does without.
const WAITS: u32 = 100;
const WAIT_MS: u64 = 50;

/// Calls back when all parts of the page are there, in frames that come after this one.
fn when_complete(state: State, waits: u32, callback: impl FnOnce() + 'static) {
    request_animation_frame(move || {
        tasks::when_idle(move || {
            if waits > 0 && state.is_querying.get_untracked() {
                let again = move || when_complete(state, waits - 1, callback);
                set_timeout(again, Duration::from_millis(WAIT_MS));
            } else {
                request_animation_frame(callback);
            }
        });
    });
}

/// Saves all findings as one document that needs nothing else.
fn report(state: State, picture: impl Fn(&str) -> Option<String>) -> Result<(), crate::web::WebError> {
    let (title, stem) = state
        .shown
        .with_untracked(|shown| {
            let analysis = &shown.as_ref()?.analysis;
            let (verdict, names) = (state.verdict.read_untracked(), state.names.read_untracked());
            let title = headline(analysis, verdict.as_ref(), &names, state.locale.get_untracked());
            Some((title, file_stem(analysis)))
        })
        .unwrap_or_default();
    let source = untrack(|| source(state));
    let report = Report { title: &title, source: &source, language: state.locale.get_untracked().tag() };
    let text = report.of(FINDINGS, picture)?;
    files::save(&format!("{stem}-report.html"), "text/html", text.as_bytes())
}

/// Draws dark ink on light paper while the page is printed, however that was asked for.
fn print_on_paper(state: State) {
    // What the browser itself prints is taken as it is when the event is handled.
    let before = window_event_listener_untyped("beforeprint", move |_| {
        tasks::be_immediate(true);
        state.is_printing.set(true);
    });
    let after = window_event_listener_untyped("afterprint", move |_| {
        tasks::be_immediate(false);
        state.is_printing.set(false);
    });
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}
