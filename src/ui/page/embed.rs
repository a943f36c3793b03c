//! HTML by which the map or a group's card stands in another page, in a dialog.

use leptos::prelude::*;

use super::chip::group_label;
use super::copy::CopyButton;
use super::dialog::{Dialog, DialogHandle};
use super::state::{State, state, tr};
use crate::ui::text::Word;
use crate::web::address;
use vc_link::{Frame, Link, Part, iframe};
use vc_view::map::mode_title;
use vc_view::wording::Locale;

const DIALOG: &str = "embed";

#[derive(Clone, Copy)]
struct EmbedHandle(DialogHandle);

/// The way to the dialog, for components.
pub fn embed() -> DialogHandle {
    expect_context::<EmbedHandle>().0
}

/// Provides the way to the dialog to all components below.
pub fn provide_embed() {
    provide_context(EmbedHandle(DialogHandle::new()));
}

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Wanted {
    /// The group whose card it is; `None` is the map.
    group: Option<usize>,
    language: Option<&'static str>,
    theme: Option<&'static str>,
}

#[component]
pub fn EmbedDialog() -> impl IntoView {
    let state = state();
    let handle = embed();
    let wanted = RwSignal::new(Wanted::default());
    let html = Signal::derive(move || html(state, wanted.get()).unwrap_or_default());
    let parts = move || {
        let groups = state.names.with(|names| {
            let option = |group| view! { <option value=group>{group_label(group, names)}</option> };
            (0..names.len()).map(option).collect_view()
        });
        view! { <option value="">{state.text().the_map}</option> {groups} }
    };
    view! {
        <Dialog handle id=DIALOG title=|t| t.embed_title>
            <p>{tr(|t| t.embed_text)}</p>
            <div class="embed-choice">
                <label>
                    <span>{tr(|t| t.embed_part)}</span>
                    <select id="embed-part" on:change:target=move |event| {
                        wanted.update(|wanted| wanted.group = event.target().value().parse().ok());
                    }>{parts}</select>
                </label>
                <Choice id="embed-language" label=|t| t.embed_language options=[("en", |_| "English"), ("es", |_| "Español")]
                    choose=move |language| wanted.update(|wanted| wanted.language = language)/>
                <Choice id="embed-theme" label=|t| t.embed_theme options=[("light", |t| t.light), ("dark", |t| t.dark)]
                    choose=move |theme| wanted.update(|wanted| wanted.theme = theme)/>
            </div>
            <label class="embed-html" for="embed-html">{tr(|t| t.embed_html)}</label>
            <textarea id="embed-html" readonly rows="5" spellcheck="false" prop:value=html></textarea>
            <p>{tr(|t| t.embed_data)}</p>
            <div class="actions">
                <CopyButton id="copy-html" label=|t| t.copy_html text=html/>
                <button type="button" class="main" on:click=move |_| handle.close()>{tr(|t| t.close)}</button>
            </div>
        </Dialog>
    }
}

/// A choice among two values, or none of them: the visitor's.
#[component]
fn Choice(
    id: &'static str,
    label: Word,
    options: [(&'static str, Word); 2],
    choose: impl Fn(Option<&'static str>) + 'static,
) -> impl IntoView {
    let option = |(value, word): (&'static str, Word)| view! { <option value=value>{tr(word)}</option> };
    let chosen = move |value: String| options.iter().map(|(known, _)| *known).find(|known| *known == value);
    view! {
        <label>
            <span>{tr(label)}</span>
            <select id=id on:change:target=move |event| choose(chosen(event.target().value()))>
                <option value="">{tr(|t| t.as_the_visitor)}</option>
                {options.map(option).into_iter().collect_view()}
            </select>
        </label>
    }
}

/// The HTML of what is wanted; nothing before the first result.
fn html(state: State, wanted: Wanted) -> Option<String> {
    let Wanted { group, language, theme } = wanted;
    let part = if group.is_some() { Part::Group } else { Part::Map };
    let names = state.names.get();
    let mode = state.mode_in_force.get();
    let mut view = state.view.get();
    view.pinned = group.or(view.pinned);
    let (link, title) = state.with_shown(|shown, locale| {
        let locale = language.and_then(|tag| tag.parse::<Locale>().ok()).unwrap_or(locale);
        let frame = Frame { part: Some(part), language, theme };
        let link = Link { view, frame, ..Link::to(&shown.dataset, &shown.analysis) };
        let title = match group {
            Some(group) => group_label(group, &names),
            None => mode_title(&shown.analysis, mode, &names, locale),
        };
        (link.to_string(), title)
    })?;
    let address = address::address_with(&link).ok()?;
    Some(iframe(&address, &title, part.size_px()))
}
