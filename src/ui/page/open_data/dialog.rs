//! The dialog: offers with what is kept of them, how far a fetch is, and a field for any address.

use leptos::prelude::*;

use super::desk::Phase;
use super::handle::{DIALOG, open_data};
use crate::ui::page::addresses::settled;
use crate::ui::page::dialog::Dialog;
use crate::ui::page::state::{state, tr};
use crate::ui::text::{self, sentence};
use crate::web::kept;
use vc_sources::{AddressFault, Came, Catalog, Offer, Source};

#[component]
pub fn OpenDataDialog() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let is_idle = Memo::new(move |_| !open_data.fetched.with(|phase| matches!(phase, Phase::Running(..))));
    let offers = move || {
        open_data.catalog.get().map(|catalog| match catalog {
            Ok(catalog) => {
                let offers = catalog.offers.clone();
                let entry = |offer: Offer| view! { <OfferEntry offer catalog=catalog.clone()/> };
                view! { <ul class="offers">{offers.into_iter().map(entry).collect_view()}</ul> }.into_any()
            }
            Err(message) => view! { <p class="warning">{sentence(&message)}</p> }.into_any(),
        })
    };
    // What is fetched goes on while the dialog is closed.
    view! {
        <Dialog handle=open_data.dialog id=DIALOG title=|t| t.open_data>
            <p>{tr(|t| t.open_data_text)}</p>
            <Fetched/>
            <fieldset class="plain" disabled=move || !is_idle.get()>
                {offers}
                <Address/>
            </fieldset>
            <div class="actions">
                <button type="button" on:click=move |_| open_data.dialog.close()>{move || state.text().close}</button>
            </div>
        </Dialog>
    }
}

#[component]
fn OfferEntry(offer: Offer, catalog: Catalog) -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let sources: Vec<(String, Source)> =
        catalog.of(&offer).map(|(id, source)| (id.to_owned(), source.clone())).collect();
    let ids: Vec<String> = sources.iter().map(|(id, _)| id.clone()).collect();
    let kept_since = {
        let ids = ids.clone();
        Memo::new(move |_| open_data.kept_since(&ids))
    };
    let source_line = |source: &Source| {
        let (title, hosts, publisher) = (source.title.clone(), source.hosts().join(", "), source.publisher.clone());
        let license = source.license.clone().map(|license| format!(" · {license}"));
        view! { <li>{move || title.in_language(state.locale.get().tag()).to_owned()} " · " {publisher} {license} " · " <code>{hosts}</code></li> }
    };
    let lines = sources.iter().map(|(_, source)| source_line(source)).collect_view();
    let (title, about) = (offer.title.clone(), offer.about.clone());
    let open_label =
        move || kept_since.get().map(|date_ms| text::open_copy(&kept::iso_date(date_ms), state.locale.get()));
    let fetch_label = move || if kept_since.get().is_some() { state.text().fetch_again } else { state.text().fetch };
    let (to_open, to_delete) = (ids.clone(), ids);
    view! {
        <li class="offer" data-offer=offer.id>
            <div>
                <b>{move || title.in_language(state.locale.get().tag()).to_owned()}</b>
                <p>{move || about.in_language(state.locale.get().tag()).to_owned()}</p>
                <ul class="offer-sources">{lines}</ul>
            </div>
            <div class="actions">
                <Show when=move || kept_since.get().is_some()>
                    <button type="button" class="main open-kept" on:click={
                        let ids = to_open.clone();
                        move |_| open_data.open_kept(ids.clone())
                    }>{open_label}</button>
                    <button type="button" class="quiet delete-kept" on:click={
                        let ids = to_delete.clone();
                        move |_| open_data.delete_kept(ids.clone())
                    }>{tr(|t| t.delete_copy)}</button>
                </Show>
                <button type="button" class="fetch" class:main=move || kept_since.get().is_none() on:click=move |_| open_data.fetch(sources.clone())>
                    {fetch_label}
                </button>
            </div>
        </li>
    }
}

/// How far what is fetched is, or why it came to nothing.
#[component]
pub fn Fetched() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let title = Memo::new(move |_| match open_data.fetched.get() {
        Phase::Running(title, _) => Some(title),
        _ => None,
    });
    let came = move || match open_data.fetched.get() {
        Phase::Running(_, came) => text::came(came.bytes, came.rows, came.of, state.locale.get()),
        _ => String::new(),
    };
    let share = move || match open_data.fetched.get() {
        Phase::Running(_, Came { rows, of: Some(of), .. }) if of > 0 => {
            Some((rows as f64 / of as f64).min(1.0).to_string())
        }
        _ => None,
    };
    let failure = Memo::new(move |_| match open_data.fetched.get() {
        Phase::Failed { message, can_continue } => Some((message, can_continue)),
        _ => None,
    });
    let can_continue = move || failure.get().is_some_and(|(_, can_continue)| can_continue);
    view! {
        <div role="status">
            <Show when=move || title.get().is_some()>
                <div id="fetching" class="fetching">
                    <p><b>{move || title.get()}</b> " " <span class="number">{came}</span></p>
                    <progress aria-label=move || title.get().unwrap_or_default() prop:value=share max="1"></progress>
                    <button type="button" id="stop-fetching" on:click=move |_| open_data.stop()>{tr(|t| t.cancel)}</button>
                </div>
            </Show>
        </div>
        <div role="alert">
            <Show when=move || failure.get().is_some()>
                <div id="fetch-failure" class="notice failure">
                    <p>{move || failure.get().map(|(message, _)| sentence(&message))}</p>
                    <Show when=can_continue>
                        <button type="button" class="main" on:click=move |_| open_data.go_on()>{tr(|t| t.go_on)}</button>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

/// An address that a person knows.
#[component]
fn Address() -> impl IntoView {
    let open_data = open_data();
    let state = state();
    let address = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<AddressFault>);
    let is_wrong = move || fault.get().is_some();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = settled(address.get_untracked().trim());
        fault.set(asked.as_ref().err().copied());
        if let Ok(url) = asked {
            open_data.fetch_from(&[url]);
        }
    };
    view! {
        <form class="address" on:submit=submit novalidate>
            <label for="address">{tr(|t| t.by_address)}</label>
            <div class="row">
                <input
                    id="address"
                    type="url"
                    inputmode="url"
                    placeholder="https://"
                    autocomplete="off"
                    aria-describedby="address-hint"
                    aria-invalid=move || is_wrong().then_some("true")
                    bind:value=address
                />
                <button type="submit">{move || state.text().fetch}</button>
            </div>
            <p id="address-hint" class="hint" class:warning=is_wrong>
                {move || match fault.get() {
                    Some(fault) => text::address_refused(fault, state.locale.get()),
                    None => state.text().address_hint.to_owned(),
                }}
            </p>
        </form>
    }
}
