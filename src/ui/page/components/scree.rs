//! The variance of each component, with the cut as a handle.

use leptos::html::Div;
use leptos::prelude::*;

use crate::ui::page::figure::Figure;
use crate::ui::page::history::history;
use crate::ui::page::picture::Picture;
use crate::ui::page::state::{State, state, tr};
use crate::ui::text::components_kept;
use vc_model::params::Components;
use vc_model::result::PcaSummary;
use vc_view::charts::{Chart, scree};
use vc_view::wording::Locale;

/// The variances of the components.
#[derive(Clone, Copy)]
struct ScreePicture;

impl Picture for ScreePicture {
    fn with_chart(&self, state: State, see: &mut dyn FnMut(&dyn Chart)) {
        state.with_shown(|shown, locale| see(&scree::ScreeChart { pca: &shown.analysis.pca, locale }));
    }
}

#[component]
pub fn Scree() -> impl IntoView {
    let state = state();
    let history = history();
    let of = move |say: fn(&PcaSummary, Locale) -> String| {
        Signal::derive(move || state.with_shown(|shown, locale| say(&shown.analysis.pca, locale)).unwrap_or_default())
    };
    let table = move || state.with_shown(|shown, locale| scree::table(&shown.analysis.pca, locale)).unwrap_or_default();
    let is_automatic = Memo::new(move |_| state.params.with(|params| params.components == Components::Auto));
    let be_automatic = move || {
        history.change("components", |params| params.components = Components::Auto);
    };
    view! {
        <Figure
            id="chart-scree"
            title=Signal::derive(move || state.text().scree.to_owned())
            caption=of(scree::caption)
            summary=of(scree::summary)
            picture=ScreePicture
            table=Signal::derive(table)
            over=Handle
        >
            <p class="explanation no-report">
                {tr(|t| t.cut_hint)} " "
                <button id="cut-auto" type="button" class="link" disabled=is_automatic on:click=move |_| be_automatic()>
                    {tr(|t| t.cut_automatic)}
                </button>
            </p>
        </Figure>
    }
}

/// The cut: dragged, or moved by keys, it says how many components are kept. A double click leaves that to the data.
#[component]
fn Handle() -> impl IntoView {
    let state = state();
    let history = history();
    let track = NodeRef::<Div>::new();
    let is_dragged = RwSignal::new(false);
    // The number asked for leads, the analysis follows.
    let kept = Memo::new(move |_| {
        let asked = match state.params.with(|params| params.components) {
            Components::Count(n) => Some(n),
            _ => None,
        };
        state.shown.with(|shown| {
            let pca = &shown.as_ref()?.analysis.pca;
            let (least, most) = scree::cut_range(pca);
            Some(asked.unwrap_or(pca.n_components).clamp(least, most))
        })
    });
    let range = Memo::new(move |_| {
        state.shown.with(|shown| shown.as_ref().map_or((1, 1), |shown| scree::cut_range(&shown.analysis.pca)))
    });
    let set = move |n: usize| {
        let (least, most) = range.get_untracked();
        if kept.get_untracked() != Some(n.clamp(least, most)) {
            history.change("components", |params| params.components = Components::Count(n.clamp(least, most)));
        }
    };
    let place = move || {
        let place = state.shown.with(|shown| Some(scree::cut_place(kept.get()?, &shown.as_ref()?.analysis.pca)));
        place.map(|(left, right, share)| format!("calc({left}px + (100% - {}px) * {share:.5})", left + right))
    };
    let drag = move |event: leptos::ev::PointerEvent| {
        let Some(track) = track.get_untracked() else { return };
        let bounds = track.get_bounding_client_rect();
        let x_px = f64::from(event.client_x()) - bounds.left();
        let at = state.shown.with_untracked(|shown| {
            shown.as_ref().map(|shown| scree::cut_at(x_px, bounds.width(), &shown.analysis.pca))
        });
        at.into_iter().for_each(set);
    };
    let press = move |event: leptos::ev::KeyboardEvent| {
        let (Some(now), (least, most)) = (kept.get_untracked(), range.get_untracked()) else { return };
        let n = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => now + 1,
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            "PageUp" => now + 5,
            "PageDown" => now.saturating_sub(5),
            "Home" => least,
            "End" => most,
            _ => return,
        };
        event.prevent_default();
        set(n);
    };
    let said = move || {
        let share = state.with_shown(|shown, locale| {
            let n = kept.get()?;
            let ratios = &shown.analysis.pca.explained_variance_ratio;
            Some(components_kept(n, ratios.iter().take(n).sum(), locale))
        });
        share.flatten()
    };
    view! {
        <div class="handle-track no-report" node_ref=track>
            <div
                id="cut"
                class="handle"
                class:dragged=is_dragged
                role="slider"
                tabindex="0"
                aria-label=tr(|t| t.n_components)
                aria-valuemin=move || range.get().0.to_string()
                aria-valuemax=move || range.get().1.to_string()
                aria-valuenow=move || kept.get().map(|n| n.to_string())
                aria-valuetext=said
                style:left=place
                on:keydown=press
                on:dblclick=move |_| {
                    history.change("components", |params| params.components = Components::Auto);
                }
                on:pointerdown=move |event| {
                    event.prevent_default();
                    is_dragged.set(true);
                    capture(&event);
                }
                on:pointermove=move |event| if is_dragged.get_untracked() { drag(event) }
                on:pointerup=move |_| is_dragged.set(false)
                on:pointercancel=move |_| is_dragged.set(false)
            ></div>
        </div>
    }
}

/// Gives the focus to the element that a pointer went down on. That element also gets the pointer's later moves, even outside of it.
fn capture(event: &leptos::ev::PointerEvent) {
    use leptos::wasm_bindgen::JsCast;
    let target = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(target) = target {
        // A pointer that is gone already is not captured, and then nothing moves.
        let _ = target.set_pointer_capture(event.pointer_id());
        let _ = target.focus();
    }
}
