//! How many components: those beyond chance, a number, or a share of the variance.

use leptos::prelude::*;

use crate::ui::page::history::history;
use crate::ui::page::state::{state, tr};
use crate::ui::text::Text;
use vc_model::params::Components;
use vc_view::charts::scree::MAX_SHOWN;
use vc_view::wording::number;

/// The three ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Auto,
    Count,
    Share,
}

impl Way {
    const ALL: [Way; 3] = [Way::Auto, Way::Count, Way::Share];

    fn of(components: Components) -> Self {
        match components {
            Components::Auto => Way::Auto,
            Components::Count(_) => Way::Count,
            Components::Share(_) => Way::Share,
        }
    }

    const fn word(self, text: &Text) -> &'static str {
        match self {
            Way::Auto => text.automatic,
            Way::Count => text.by_number,
            Way::Share => text.by_share,
        }
    }
}

#[component]
pub fn Variance() -> impl IntoView {
    let state = state();
    let history = history();
    let asked = Memo::new(move |_| state.params.with(|params| params.components));
    let kept = Memo::new(move |_| {
        state.shown.with(|shown| {
            shown.as_ref().map(|s| (s.analysis.pca.n_components, s.analysis.pca.explained_variance.len()))
        })
    });
    let set = move |components: Components| {
        history.change("components", |params| params.components = components);
    };
    let choose = move |way: Way| {
        let now = kept.get_untracked().map_or(5, |(kept, _)| kept);
        set(match way {
            Way::Auto => Components::Auto,
            Way::Count => Components::Count(now.clamp(1, MAX_SHOWN)),
            Way::Share => Components::Share(0.9),
        });
    };
    let segment = move |way: Way| {
        view! {
            <label>
                <input
                    type="radio"
                    name="components"
                    prop:checked=move || Way::of(asked.get()) == way
                    on:change=move |_| choose(way)
                />
                <span>{move || way.word(state.text())}</span>
            </label>
        }
    };
    let said = move || kept.get().map(|(kept, all)| format!("{kept} / {all}"));
    let most = move || kept.get().map_or(MAX_SHOWN, |(_, all)| all.clamp(1, MAX_SHOWN));
    let count = move || match asked.get() {
        Components::Count(n) => n.to_string(),
        _ => String::new(),
    };
    let share = move || match asked.get() {
        Components::Share(share) => format!("{:.0}", share * 100.0),
        _ => String::new(),
    };
    let set_count = move |value: String| {
        if let Ok(n) = value.parse() {
            set(Components::Count(n));
        }
    };
    let set_share = move |value: String| {
        if let Ok(percent) = value.parse::<f64>() {
            set(Components::Share(percent / 100.0));
        }
    };
    let share_text = move || match asked.get() {
        Components::Share(share) => number::percent(share, state.locale.get()),
        _ => String::new(),
    };
    view! {
        <fieldset class="field">
            <legend class="field-head">
                <span>{tr(|t| t.components)}</span>
                <output>{said}</output>
            </legend>
            <div class="segments">{Way::ALL.map(segment).into_iter().collect_view()}</div>
            <Show when=move || Way::of(asked.get()) == Way::Count>
                <input
                    type="range"
                    min="1"
                    max=most
                    aria-label=tr(|t| t.n_components)
                    prop:value=count
                    on:input:target=move |event| set_count(event.target().value())
                />
            </Show>
            <Show when=move || Way::of(asked.get()) == Way::Share>
                <input
                    type="range"
                    min="30"
                    max="99"
                    aria-label=tr(|t| t.share_of_variance)
                    aria-valuetext=share_text
                    prop:value=share
                    on:input:target=move |event| set_share(event.target().value())
                />
                <div class="ends"><span>{tr(|t| t.share_of_variance)}</span><span>{share_text}</span></div>
            </Show>
        </fieldset>
    }
}
