//! The page without a network: the service worker that keeps it, and what it tells of other releases.
//!
//! `service-worker.js` says how releases are kept. The page registers it, tells it which release the page is, and hears which
//! one is kept. Where a browser has no service workers, refuses one or has no room, the page works as before, with a network.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration};

use super::page;
use vc_web::WebError;
use vc_web::error::During;
use vc_web::event_loop::now_ms;
use vc_web::scripts;
use vc_web::trusted::script_url;

/// The name of the `<meta>` that tells where the service worker's script is: in the folder of the page, so it is for nothing above.
const SCRIPT: &str = "service-worker";
/// How far apart a page that stays open asks for a new release, in ms.
const APART_MS: f64 = 3_600_000.0;

/// Keeps this release for visits without a network, unless the visitor wants to save data. `on_other` is called when another
/// release than this one is kept.
///
/// Pages that come from this very device keep nothing: what is built there shows at once.
pub fn keep(on_other: impl Fn() + 'static) {
    if page::is_local() || saves_data() {
        return;
    }
    let on_other = Rc::new(on_other);
    spawn_local(async move {
        if let Err(error) = register(on_other).await {
            web_sys::console::warn_1(&error.to_string().into());
        }
    });
}

async fn register(on_other: Rc<impl Fn() + 'static>) -> Result<(), WebError> {
    let keeping = "keeping the page for later";
    let own = scripts::content("version")?;
    let container = container().during(keeping)?;
    let listener = Closure::<dyn Fn(MessageEvent)>::new({
        let own = own.clone();
        move |event: MessageEvent| {
            let kept = Reflect::get(&event.data(), &"version".into()).ok().and_then(|kept| kept.as_string());
            if kept.is_some_and(|kept| kept != own) {
                on_other();
            }
        }
    });
    container
        .add_event_listener_with_callback("message", listener.as_ref().unchecked_ref())
        .during("listening for new releases")?;
    listener.forget();
    // As the page's policy wants the addresses of scripts, for which `ServiceWorkerContainer::register` has no type.
    let register: Function = Reflect::get(&container, &"register".into()).during(keeping)?.unchecked_into();
    let registering = register.call1(&container, &script_url(&scripts::script(SCRIPT)?.address)?).during(keeping)?;
    let registered = JsFuture::from(Promise::from(registering)).await.during(keeping)?;
    ask_now_and_then(registered.unchecked_into())?;
    // Settles when the whole release is stored, perhaps never.
    let _ = JsFuture::from(container.ready().during(keeping)?).await.during(keeping)?;
    let hello = Object::new();
    Reflect::set(&hello, &"hello".into(), &own.into()).during(keeping)?;
    match container.controller() {
        Some(worker) => worker.post_message(&hello).during(keeping),
        None => Ok(()),
    }
}

/// Asks for a new release whenever a visitor comes back to a page that was open for long.
fn ask_now_and_then(registration: ServiceWorkerRegistration) -> Result<(), WebError> {
    let asking = "asking for a new release";
    let document = web_sys::window().and_then(|window| window.document()).during(asking)?;
    let last_ms = std::cell::Cell::new(now_ms());
    let ask = Closure::<dyn Fn()>::new({
        let document = document.clone();
        move || {
            if document.hidden() || now_ms() - last_ms.get() < APART_MS {
                return;
            }
            last_ms.set(now_ms());
            if let Ok(asked) = registration.update() {
                // Without a network there is none.
                spawn_local(async move { drop(JsFuture::from(asked).await) });
            }
        }
    });
    document.add_event_listener_with_callback("visibilitychange", ask.as_ref().unchecked_ref()).during(asking)?;
    ask.forget();
    Ok(())
}

/// The browser's service workers; some have none, and none has any for pages that did not come safely.
fn container() -> Option<ServiceWorkerContainer> {
    let container = web_sys::window()?.navigator().service_worker();
    (!JsValue::from(container.clone()).is_undefined()).then_some(container)
}

/// Whether the visitor asked the browser to save data.
fn saves_data() -> bool {
    let navigator = web_sys::window().map(|window| JsValue::from(window.navigator())).unwrap_or_default();
    let connection = Reflect::get(&navigator, &"connection".into()).unwrap_or_default();
    Reflect::get(&connection, &"saveData".into()).is_ok_and(|saves| saves.is_truthy())
}
