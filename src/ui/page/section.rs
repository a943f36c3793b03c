//! Sections: parts of the page that show one result each, and follow a new one as a whole.
//!
//! A new result reaches the sections in view first, one in a task of its own, from the top of the page down; then the others, when
//! the page has come to rest. A section that needs details of the result (see [`ask`](super::ask)) waits until they are there. Until
//! it follows, a section shows its old result as a whole: its root says so with `aria-busy` and is dimmed, and carries the number of
//! the result that it shows as `data-result`.
//!
//! Sections below the first screen are built when they come near, or one after the other when the page is at rest. A printed page
//! and a report get all of them.
//!
//! Invariant: components of a section read results by [`state`] from the section's own screen.

use std::time::Duration;

use leptos::context::Provider;
use leptos::html::Div;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::engine::engine;
use super::state::{State, state};
use crate::ui::screen::Screen;
use crate::web::page;
use crate::web::tasks::{self, Priority};
use crate::web::view::ViewWatch;
use vc_page_engine::{ResultId, Shared};

/// How long after a result the page is at rest, in ms, and how far apart sections out of view then follow.
const REST_MS: u64 = 200;
const APART_MS: u64 = 24;
/// How near to the screen a section counts as in view, in CSS pixels.
const NEAR_PX: u32 = 160;

/// The page's sections.
#[derive(Clone, Copy)]
pub struct Sections {
    /// How many sections below the first screen may be built by now, and how many there are.
    built: RwSignal<usize>,
    count: usize,
    /// How many sections do not show the last result yet, nor all that is known of it.
    behind: RwSignal<usize>,
}

impl Sections {
    /// Whether every section is built and shows the last result.
    pub fn are_current(self) -> bool {
        self.built.get() >= self.count && self.behind.get() == 0
    }
}

/// Whether nothing runs that the page waits for. The cards wait for the stability of their groups; other examinations keep only
/// the worker busy.
pub fn is_at_rest(state: State) -> Memo<bool> {
    let is_examined = Memo::new(move |_| {
        state.examining.with(Option::is_none) || state.trust.with(|trust| !trust.stability.is_empty())
    });
    Memo::new(move |_| state.busy.with(Option::is_none) && is_examined.get())
}

/// Lets `count` sections below the first screen come one after the other from the first result on.
pub fn provide_sections(count: usize) -> Sections {
    let state = state();
    let sections = Sections { built: RwSignal::new(0), count, behind: RwSignal::new(0) };
    provide_context(sections);
    let has_result = Memo::new(move |_| state.screen.with(Option::is_some));
    let is_at_rest = is_at_rest(state);
    Effect::new(move |_| {
        let built = sections.built.get();
        if has_result.get() && built < count && is_at_rest.get() {
            // After the frame in which the one before is painted.
            request_animation_frame(move || {
                tasks::soon(Priority::OutOfView, move || sections.built.update(|now| *now = (*now).max(built + 1)));
            });
        }
    });
    sections
}

/// A section, for its components.
#[derive(Clone, Copy)]
pub struct Section {
    /// The page's own screen: what the section is about to follow.
    pub last: Signal<Option<Shared<Screen>>>,
    /// Whether a person sees the section, or nearly.
    pub is_in_view: Signal<bool>,
    /// Whether the result on the page is about to be replaced, or is not of the data that the controls offer.
    is_outdated: Memo<bool>,
    screen: RwSignal<Option<Shared<Screen>>>,
    details: StoredValue<Vec<Detail>>,
    /// Changes whenever a detail has come.
    detail_came: Trigger,
}

/// A detail of the result that a section shows, as [`Section::add_detail`] knows it.
#[derive(Clone, Copy)]
struct Detail {
    /// The result whose detail is there, or will never be.
    ready_for: StoredValue<Option<ResultId>>,
    /// Shows what came.
    show: Callback<()>,
}

impl Section {
    /// The number of the result that the section shows, for `data-result` on its root.
    pub fn result(self) -> Option<String> {
        self.screen.with(|screen| screen.as_ref().map(|screen| screen.id.to_string()))
    }

    /// `true` while the section shows an older result than the page has, or the page is about to have, for `aria-busy` on its root.
    pub fn busy(self) -> Option<&'static str> {
        let is_behind = self.id() != self.last.with(|last| last.as_ref().map(|last| last.id));
        (is_behind || self.is_outdated.get()).then_some("true")
    }

    fn id(self) -> Option<ResultId> {
        self.screen.with(|screen| screen.as_ref().map(|screen| screen.id))
    }

    /// Makes a detail known: the section follows a result when all its details are ready for it, and then shows them.
    pub fn add_detail(self, ready_for: StoredValue<Option<ResultId>>, show: Callback<()>) {
        self.details.update_value(|details| details.push(Detail { ready_for, show }));
    }

    /// A detail is ready for a result. It is shown at once if the section shows that result already.
    pub fn detail_is_ready(self, ready_for: StoredValue<Option<ResultId>>, id: ResultId) {
        ready_for.set_value(Some(id));
        if untrack(|| self.id()) == Some(id) {
            let found = self.details.with_value(|details| {
                details.iter().find(|detail| detail.ready_for == ready_for).map(|detail| detail.show)
            });
            found.into_iter().for_each(|show| show.run(()));
        }
        self.detail_came.notify();
    }

    /// Whether all details of a result are there.
    fn has_details_of(self, id: ResultId) -> bool {
        self.detail_came.track();
        self.details.with_value(|details| {
            // A part of the section that is gone waits for nothing.
            details.iter().all(|detail| detail.ready_for.try_get_value().is_none_or(|ready| ready == Some(id)))
        })
    }

    /// Shows the last result, with its details.
    fn follow(self) {
        let last = self.last.get_untracked();
        let Some(before) = self.screen.try_get_untracked() else { return };
        let is_other_result = before.as_ref().map(|before| before.id) != last.as_ref().map(|last| last.id);
        if before == last || is_other_result && last.as_ref().is_some_and(|last| !self.has_details_of(last.id)) {
            return;
        }
        self.screen.set(last);
        if is_other_result {
            for detail in self.details.get_value() {
                if detail.ready_for.try_get_value().is_some() {
                    detail.show.run(());
                }
            }
        }
    }
}

/// The section that a component stands in; `None` outside of sections.
pub fn section() -> Option<Section> {
    use_context()
}

/// The number of the result that the section shows, for `data-result` on its root.
pub fn data_result() -> impl Fn() -> Option<String> + Copy + Send + Sync + 'static {
    let section = section();
    move || section.and_then(Section::result)
}

/// Whether the section still shows an older result, for `aria-busy` on its root.
pub fn aria_busy() -> impl Fn() -> Option<&'static str> + Copy + Send + Sync + 'static {
    let section = section();
    move || section.and_then(Section::busy)
}

/// Whether a person sees what stands here, as far as that is known.
pub fn is_in_view() -> Signal<bool> {
    section().map_or(Signal::stored(true), |section| section.is_in_view)
}

/// A new section, at this place from the top of the page.
fn new_section(at: usize, is_in_view: Signal<bool>) -> Section {
    let root = state();
    let sections: Sections = expect_context();
    let section = Section {
        last: root.screen,
        is_in_view,
        is_outdated: Memo::new(move |_| {
            let dataset = root.shown.with(|shown| shown.as_ref().map(|shown| shown.dataset.clone()));
            dataset.is_some() && (root.is_slow.get() || root.loaded.get() != dataset)
        }),
        screen: RwSignal::new(root.screen.get_untracked()),
        details: StoredValue::new(Vec::new()),
        detail_came: Trigger::new(),
    };
    let is_behind = Memo::new(move |_| root.screen.with(|last| section.screen.with(|shown| shown != last)));
    let is_queued = StoredValue::new(false);
    let queue = move |priority| {
        if is_queued.try_update_value(|is_queued| std::mem::replace(is_queued, true)) == Some(false) {
            tasks::soon(priority, move || {
                if is_queued.try_set_value(false).is_none() {
                    section.follow();
                }
            });
        }
    };
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(timer)) = waiting.try_update_value(Option::take) {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        forget();
        // Also when only more is known of the same result.
        root.screen.track();
        section.detail_came.track();
        if !is_behind.get() {
            return;
        }
        let is_first = section.screen.with_untracked(Option::is_none);
        let is_wanted = is_in_view.get() || root.is_printing.get() || root.is_reported.get();
        if is_first {
            // Together with all that comes first: one part that is there before the others would be pushed down by them.
            return section.follow();
        }
        if is_wanted {
            return queue(Priority::InView);
        }
        let rest = Duration::from_millis(REST_MS + at as u64 * APART_MS);
        waiting.set_value(set_timeout_with_handle(move || queue(Priority::OutOfView), rest).ok());
    });
    Effect::new(move |was_behind: Option<bool>| {
        let is_behind = is_behind.get();
        match (was_behind.unwrap_or(false), is_behind) {
            (false, true) => sections.behind.update(|behind| *behind += 1),
            (true, false) => sections.behind.update(|behind| *behind -= 1),
            _ => {}
        }
        is_behind
    });
    on_cleanup(move || {
        forget();
        if is_behind.try_get_untracked() == Some(true) {
            let _ = sections.behind.try_update(|behind| *behind = behind.saturating_sub(1));
        }
    });
    section
}

/// A section of the first screen: built at once, always in view.
#[component]
pub fn FirstSection(
    /// Its place from the top of the page.
    at: usize,
    children: ChildrenFn,
) -> impl IntoView {
    let section = new_section(at, Signal::stored(true));
    let children = StoredValue::new(children);
    // Providers, because what a component provides by itself reaches its siblings, too.
    view! {
        <Provider value=section>
            <Provider value=state().showing(section.screen.into())>{children.with_value(|children| children())}</Provider>
        </Provider>
    }
}

/// A section that is built when it comes near, or when its turn has come.
#[component]
pub fn LaterSection(
    /// Its place among these sections, from 1.
    at: usize,
    children: ChildrenFn,
) -> impl IntoView {
    let root = state();
    let sections: Sections = expect_context();
    let is_near = RwSignal::new(false);
    let is_wanted = Memo::new(move |was: Option<&bool>| {
        let is_due = sections.built.get() >= at || is_near.get();
        was == Some(&true)
            || root.screen.with(Option::is_some) && is_due
            || root.is_reported.get()
            || root.is_printing.get()
    });
    let is_due = RwSignal::new(false);
    Effect::new(move |_| {
        if is_wanted.get() {
            tasks::soon(Priority::InView, move || {
                let _ = is_due.try_set(true);
            });
        }
    });
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
                // A section whose place is not known counts as seen.
                page::log_error(&error);
                is_near.set(true);
            }
        }
    });
    on_cleanup(move || watch.set_value(None));
    view! {
        <div class="section" node_ref=node>
            <Show when=move || is_due.get()>
                <Built at is_near>{children.with_value(|children| children())}</Built>
            </Show>
        </div>
    }
}

#[component]
fn Built(at: usize, is_near: RwSignal<bool>, children: ChildrenFn) -> impl IntoView {
    let section = new_section(at, is_near.into());
    let children = StoredValue::new(children);
    view! {
        <Provider value=section>
            <Provider value=state().showing(section.screen.into())>{children.with_value(|children| children())}</Provider>
        </Provider>
    }
}
