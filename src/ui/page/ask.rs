//! Details of the result that the analysis itself does not hold: asked for by the parts of a section that show them.

use leptos::prelude::*;

use super::engine::{Answered, engine};
use super::section::section;
use super::state::state;
use vc_page_engine::{ResultId, Shared};
use vc_protocol::{Query, Reply};

/// The reply to a query, once it is there.
pub type Answer<T> = ReadSignal<Option<Shared<T>>>;

/// The reply to a query about the result that the section shows. It is asked anew for every new result, and whenever a signal
/// changes that `query` reads. The section follows a new result when the reply is there (see [`super::section`]).
///
/// Invariant: the signal holds nothing, or the reply to the last query about the section's own result.
pub fn ask<T: Send + Sync + 'static>(
    query: impl Fn() -> Option<Query> + 'static,
    take: fn(Reply) -> Option<T>,
) -> Answer<T> {
    let (reply, set_reply) = signal(None::<Shared<T>>);
    let (state, engine) = (state(), engine());
    let section = section();
    let last = section.map_or(state.screen, |section| section.last);
    let id = Memo::new(move |_| last.with(|last| last.as_ref().map(|last| last.id)));
    // What came last, and for which result; shown when the section follows that result.
    let came = StoredValue::new(None::<Shared<T>>);
    let ready_for = StoredValue::new(None::<ResultId>);
    let show = Callback::new(move |()| {
        let _ = set_reply.try_set(came.try_get_value().flatten());
    });
    if let Some(section) = section {
        section.add_detail(ready_for, show);
    }
    let ready = move |id: ResultId, found: Option<Shared<T>>| {
        // The component may be gone by now.
        if came.try_set_value(found).is_some() {
            return;
        }
        match section {
            Some(section) => section.detail_is_ready(ready_for, id),
            None => show.run(()),
        }
    };
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let query = query();
        let Some(id) = id.get() else { return };
        let number = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        let Some(query) = query else { return ready(id, None) };
        let is_in_view = section.is_none_or(|section| section.is_in_view.get_untracked());
        engine.ask(query, is_in_view, move |answered: Answered| {
            // Of several queries the last one counts.
            if asked.try_get_value() == number {
                let of_this = answered.filter(|&(result, _)| result == id);
                ready(id, of_this.and_then(|(_, reply)| take(reply)).map(Shared::new));
            }
        });
    });
    reply
}
