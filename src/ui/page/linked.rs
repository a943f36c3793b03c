//! Where a link says that its data are: shown, and asked only after a click.

use leptos::prelude::*;

use super::open_data::open_data;
use super::state::{state, tr};
use crate::ui::text;
use vc_sources::host;

/// The addresses that the link names, with the button that fetches them.
#[component]
pub fn LinkedAddresses() -> impl IntoView {
    let state = state();
    let open_data = open_data();
    let addresses = state.linked_addresses;
    let list =
        move || addresses.get().into_iter().map(|of| view! { <li><code dir="ltr">{of}</code></li> }).collect_view();
    let label = move || {
        let mut hosts: Vec<String> = addresses.with(|all| all.iter().map(|address| host(address)).collect());
        hosts.dedup();
        text::fetch_from(&hosts, state.locale.get())
    };
    let fetch = move |_| {
        let addresses = addresses.get_untracked();
        state.linked_addresses.set(Vec::new());
        open_data.fetch_from(&addresses);
    };
    view! {
        <Show when=move || addresses.with(|all| !all.is_empty())>
            <div id="linked-addresses" class="notice" role="status">
                <div>
                    <p>{tr(|t| t.linked_address)}</p>
                    <ul class="addresses">{list}</ul>
                </div>
                <button id="fetch-linked" type="button" class="main" on:click=fetch>{label}</button>
                <button type="button" class="quiet" on:click=move |_| state.linked_addresses.set(Vec::new())>
                    {tr(|t| t.dismiss)}
                </button>
            </div>
        </Show>
    }
}
