//! Parts of the result that are asked for when something needs them: at once in view, otherwise when the worker has
//! done what is more urgent.

use leptos::prelude::*;

use super::engine::engine;
use super::later::is_in_view;
use super::state::{Shared, state};
use vc_protocol::{Query, Reply};

/// What the worker says to a question about the result that is shown: asked anew for every new result, and whenever a
/// signal changes that `query` reads. The last reply stays until the next one is there.
///
/// Invariant: the reply is written by the engine's word alone, never by the question.
pub fn look<T: Send + Sync + 'static>(
    query: impl Fn() -> Option<Query> + 'static,
    take: fn(Reply) -> Option<T>,
) -> ReadSignal<Option<Shared<T>>> {
    let (reply, set_reply) = signal(None);
    let (state, engine, is_in_view) = (state(), engine(), is_in_view());
    let asked = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let is_there = state.shown.with(Option::is_some);
        let Some(query) = query().filter(|_| is_there) else { return };
        let number = asked.try_update_value(|asked| {
            *asked += 1;
            *asked
        });
        let tell = move |found: Reply| {
            // Of several questions the last one counts; the component may be gone by now.
            if asked.try_get_value() == number
                && let Some(found) = take(found)
            {
                let _ = set_reply.try_set(Some(Shared::new(found)));
            }
        };
        engine.look(query, is_in_view, tell);
    });
    reply
}
