//! Sections below the first screen, which never make what a visitor looks at wait.
//!
//! They are built when they come into view, or else one after the other when the page has come to rest: the first result is
//! there and its groups are examined. Who prints or writes a report gets all of them. Of a new result those in view hear at
//! once; the others when the page has come to rest, or as soon as they are scrolled to; of other data all hear at once. So a
//! slider that is dragged redraws what is seen.

use std::time::Duration;

use leptos::context::Provider;
use leptos::html::Div;
use leptos::prelude::*;

use super::engine::engine;
use super::state::{Shown, State, state};
use crate::web::page;
use crate::web::view::ViewWatch;

/// How long after a result the page is at rest, in ms, and how far apart sections then follow each other.
const REST_MS: u64 = 200;
const APART_MS: u64 = 24;
/// How near to the screen a section counts as in view, in CSS pixels.
const NEAR_PX: u32 = 160;

/// How many of them are part of the first screen, and not kept waiting.
const FIRST: usize = 2;

/// How far the sections are.
#[derive(Clone, Copy)]
pub struct Sections {
    /// How many may be built by now even out of view, and how many there are.
    built: RwSignal<usize>,
    count: usize,
    /// A bit for each section that does not show the last result yet.
    behind: RwSignal<u32>,
}

impl Sections {
    /// Whether every section is there and shows the last result.
    pub fn are_current(self) -> bool {
        self.built.get() >= self.count && self.behind.get() == 0
    }
}

/// Whether nothing is worked on that the page waits for. What the cards wait for comes first; what else is examined keeps the
/// worker busy, not the page.
pub fn is_at_rest(state: State) -> Memo<bool> {
    let is_examined = Memo::new(move |_| {
        state.examining.with(Option::is_none) || state.trust.with(|trust| !trust.stability.is_empty())
    });
    Memo::new(move |_| state.busy.with(Option::is_none) && is_examined.get())
}

/// Lets `count` sections come one after the other from the first result on.
pub fn provide_sections(count: usize) -> Sections {
    let state = state();
    let sections = Sections { built: RwSignal::new(0), count, behind: RwSignal::new(0) };
    provide_context(sections);
    let has_result = Memo::new(move |_| state.shown.with(Option::is_some));
    let is_at_rest = is_at_rest(state);
    Effect::new(move |_| {
        let built = sections.built.get();
        if has_result.get() && built < count && (built < FIRST || is_at_rest.get()) {
            // After the frame in which the one before is painted.
            request_animation_frame(move || {
                let next = move || sections.built.update(|now| *now = (*now).max(built + 1));
                set_timeout(next, Duration::ZERO);
            });
        }
    });
    sections
}

/// Whether the section that a component stands in is in view; not known outside of sections.
#[derive(Clone, Copy)]
struct InView(RwSignal<bool>);

/// Whether what stands here is seen, as far as that is known.
pub fn is_in_view() -> Signal<bool> {
    use_context::<InView>().map_or(Signal::stored(true), |InView(is_near)| is_near.into())
}

#[component]
pub fn Later(
    /// Its place among the sections, from 1.
    at: usize,
    /// Whether it waits for the page to rest even while it is in view.
    #[prop(optional)]
    is_patient: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let root = state();
    let sections: Sections = expect_context();
    let is_near = RwSignal::new(false);
    let is_wanted = Memo::new(move |was: Option<&bool>| {
        let is_due = sections.built.get() >= at || at > FIRST && is_near.get();
        was == Some(&true) || is_due || root.is_reported.get() || root.is_printing.get()
    });

    // What this section shows: the page's result, or still the one before.
    let shown = RwSignal::new(root.shown.get_untracked());
    let catch_up = move || {
        let last = root.shown.get_untracked();
        if shown.try_with_untracked(|shown| *shown != last) == Some(true) {
            shown.set(last);
        }
        sections.behind.update(|behind| *behind &= !(1 << at));
    };
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(timer)) = waiting.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        let (is_behind, is_of_other_data) = root.shown.with(|last| {
            shown.with_untracked(|shown| {
                let dataset = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.dataset.clone());
                (shown != last, dataset(shown) != dataset(last))
            })
        });
        forget();
        if !is_behind {
            return;
        }
        let is_watched = is_near.get() && !is_patient;
        if is_watched || is_of_other_data || !is_wanted.get_untracked() {
            catch_up();
            return;
        }
        sections.behind.update(|behind| *behind |= 1 << at);
        let rest = Duration::from_millis(REST_MS + at as u64 * APART_MS);
        waiting.set_value(set_timeout_with_handle(catch_up, rest).ok());
    });
    on_cleanup(forget);
    let engine = engine();
    Effect::new(move |_| {
        if is_near.get() {
            engine.ask_postponed();
        }
    });

    let children = StoredValue::new(children);
    let node = NodeRef::<Div>::new();
    let watch = StoredValue::new_local(None::<ViewWatch>);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        match ViewWatch::new(&element, NEAR_PX, move |is_now| is_near.set(is_now)) {
            Ok(new) => watch.set_value(Some(new)),
            Err(error) => {
                // What can't be told out of view is in view.
                page::log_error(&error);
                is_near.set(true);
            }
        }
    });
    on_cleanup(move || watch.set_value(None));
    view! {
        <div class="later" node_ref=node>
            <Show when=move || is_wanted.get()>
                // Providers, as what a component provides by itself is its siblings', too.
                <Provider value=InView(is_near)>
                    <Provider value=State { shown, ..root }>{children.with_value(|children| children())}</Provider>
                </Provider>
            </Show>
        </div>
    }
}
