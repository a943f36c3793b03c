//! Sections below the first screen are built one after the other, each in a frame of its own, so that the first result is
//! seen, scrolled and clicked while the rest of the page still comes.

use leptos::prelude::*;

use super::state::state;

/// How many sections of the page may be built by now.
#[derive(Clone, Copy)]
pub struct Built {
    count: RwSignal<usize>,
    of: usize,
}

impl Built {
    /// Whether the page is whole.
    pub fn is_done(self) -> bool {
        self.count.get() >= self.of
    }
}

/// Lets `of` sections come one after the other from the first result on.
pub fn provide_built(of: usize) -> Built {
    let state = state();
    let built = Built { count: RwSignal::new(0), of };
    provide_context(built);
    let has_result = Memo::new(move |_| state.shown.with(Option::is_some));
    Effect::new(move |_| {
        if has_result.get() && built.count.get() < of {
            // After the frame in which the one before is painted.
            request_animation_frame(move || {
                set_timeout(move || built.count.update(|count| *count += 1), std::time::Duration::ZERO);
            });
        }
    });
    built
}

#[component]
pub fn Later(
    /// Its place among those that come later, from 1.
    at: usize,
    children: ChildrenFn,
) -> impl IntoView {
    let built: Built = expect_context();
    let is_wanted = Memo::new(move |_| built.count.get() >= at);
    view! { <Show when=move || is_wanted.get()>{children()}</Show> }
}
