//! What the page is and how to read it, in a dialog.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::dialog::{Dialog, DialogHandle};
use super::state::{state, tr};
use crate::ui::text::{Help, setting_range};
use vc_model::params::settings::{SETTINGS, Setting};
use vc_view::words::number_words;

const DIALOG: &str = "help";

/// The key that opens it.
const KEY: &str = "?";

#[derive(Clone, Copy)]
struct HelpHandle(DialogHandle);

/// The way to the help, for components.
pub fn help() -> DialogHandle {
    expect_context::<HelpHandle>().0
}

/// Provides the way to the help to all components below, and opens it by its key.
pub fn provide_help() {
    let handle = DialogHandle::new();
    provide_context(HelpHandle(handle));
    window_event_listener(ev::keydown, move |event| {
        if event.key() == KEY && !event.ctrl_key() && !event.meta_key() && !is_typing(&event) {
            event.prevent_default();
            handle.show();
        }
    });
}

/// Whether a key is meant for a field, or for a dialog that is open.
fn is_typing(event: &ev::KeyboardEvent) -> bool {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return false };
    let takes_text = element.dyn_ref::<HtmlInputElement>().map_or(element.tag_name() == "SELECT", |input| {
        !matches!(input.type_().as_str(), "checkbox" | "radio" | "range" | "button")
    });
    takes_text || element.closest("dialog").ok().flatten().is_some()
}

#[component]
pub fn HelpDialog() -> impl IntoView {
    let handle = help();
    let state = state();
    let said = move |of: fn(&Help) -> &'static str| move || of(Help::of(state.locale.get()));
    let explained = |pairs: &'static [(&'static str, &'static str)]| {
        pairs.iter().map(|&(name, text)| view! { <div><dt>{name}</dt><dd>{text}</dd></div> }).collect_view()
    };
    let numbers = move || {
        let locale = state.locale.get();
        let number = |setting: &Setting| {
            let words = number_words(setting, locale)?;
            let about = format!("{} ({}).", words.about.trim_end_matches('.'), setting_range(setting, locale));
            Some(view! { <div><dt>{words.label}</dt><dd>{about}</dd></div> })
        };
        SETTINGS.iter().filter_map(number).collect_view()
    };
    let key = |&(key, does): &'static (&'static str, &'static str)| {
        view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{does}</td></tr> }
    };
    view! {
        <Dialog handle id=DIALOG title=|t| t.help is_wide=true>
            <div class="scroll help" tabindex="0" role="group" aria-labelledby="help-title">
                {move || Help::of(state.locale.get()).about.map(|text| view! { <p>{text}</p> }).into_iter().collect_view()}
                <h3>{said(|h| h.reading)}</h3>
                <dl class="explained">{move || explained(&Help::of(state.locale.get()).read)}</dl>
                <h3>{said(|h| h.settings)}</h3>
                <dl class="explained">{numbers}</dl>
                <h3>{said(|h| h.keyboard)}</h3>
                <table class="numbers keys">
                    <thead>
                        <tr><th scope="col">{said(|h| h.key)}</th><th scope="col">{said(|h| h.does)}</th></tr>
                    </thead>
                    <tbody>{move || Help::of(state.locale.get()).keys.iter().map(key).collect_view()}</tbody>
                </table>
                <h3>{said(|h| h.glossary)}</h3>
                <dl class="explained">{move || explained(&Help::of(state.locale.get()).words)}</dl>
                <h3>{said(|h| h.private)}</h3>
                <p>{said(|h| h.promise)}</p>
            </div>
            <div class="actions">
                <button type="button" class="main" on:click=move |_| handle.close()>{tr(|t| t.close)}</button>
            </div>
        </Dialog>
    }
}
