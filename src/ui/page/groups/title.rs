//! A group's letter and name: a button that keeps the group lit, and beside it one to give it another name.

use leptos::html::{Button, Input};
use leptos::prelude::*;

use crate::ui::page::chip::Chip;
use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::web::tasks;
use vc_link::LONGEST_NAME;
use vc_view::wording::letter;

#[component]
pub fn Title(group: usize) -> impl IntoView {
    let state = state();
    let history = history();
    let is_editing = RwSignal::new(false);
    let is_wrong = RwSignal::new(false);
    let (input, pencil) = (NodeRef::<Input>::new(), NodeRef::<Button>::new());
    let name = Memo::new(move |_| state.names.with(|names| names.get(group).cloned().unwrap_or_default()));
    // A name belongs to one of so many groups.
    let k = Memo::new(move |_| state.names.with(Vec::len));
    let is_pinned = move || state.pinned.get() == Some(group);
    let problem = format!("name-problem-{}", letter(group));
    let problem_id = problem.clone();

    // Who pressed the pencil writes at once.
    let start = move |_| {
        is_editing.set(true);
        tasks::after_effects(move || {
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        });
    };
    let close = move || {
        is_wrong.set(false);
        is_editing.set(false);
    };
    // Among another number of groups this would name another group.
    Effect::watch(move || k.get(), move |_, _, _| close(), false);
    // Who is done is back at the pencil.
    let stop = move || {
        close();
        tasks::after_effects(move || {
            if let Some(pencil) = pencil.get_untracked() {
                let _ = pencil.focus();
            }
        });
    };
    let keep = move || {
        let typed = input.get_untracked().map(|input| input.value()).unwrap_or_default();
        // The generated name, kept as it is, is no name of a person's own.
        if typed.trim() == name.get_untracked() {
            return stop();
        }
        let mut is_fine = true;
        history.mark(|view| is_fine = view.rename(k.get_untracked(), group, &typed).is_ok());
        if is_fine { stop() } else { is_wrong.set(true) }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            keep();
        }
        "Escape" => {
            // This Escape was for the field, not for what is chosen on the page.
            event.stop_propagation();
            stop();
        }
        _ => {}
    };
    view! {
        <h3>
            <button
                type="button"
                class="pin"
                aria-pressed=move || is_pinned().to_string()
                title=tr(|t| t.pin)
                on:click=move |_| history.mark(|view| view.pin(group))
            >
                <Chip group/>
                <span class:gone=move || is_editing.get()>{name}</span>
            </button>
        </h3>
        <Show
            when=move || is_editing.get()
            fallback=move || view! {
                <button
                    type="button"
                    class="icon rename"
                    node_ref=pencil
                    aria-label=move || format!("{} {}", state.text().rename, letter(group))
                    title=tr(|t| t.rename)
                    on:click=start
                >
                    "✎"
                </button>
            }
        >
            <input
                type="text"
                class="own-name"
                node_ref=input
                maxlength=LONGEST_NAME
                autocomplete="off"
                aria-label=tr(|t| t.own_name)
                aria-invalid=move || is_wrong.get().to_string()
                aria-describedby=problem.clone()
                prop:value=name.get_untracked()
                on:keydown=on_key
            />
        </Show>
        <p id=problem_id class="warning" role="alert">{move || is_wrong.get().then(|| state.text().name_wrong)}</p>
    }
}
