//! Whether an element is in view.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use vc_web::WebError;
use vc_web::error::During;

/// Calls back when an element comes into view or leaves it, until it is dropped.
pub struct ViewWatch {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl ViewWatch {
    /// Watches `element`, which counts as in view when it is within `margin_px` of it; calls back once at the start.
    ///
    /// # Errors
    /// [`WebError`] if the browser can't watch.
    pub fn new(element: &Element, margin_px: u32, mut on_change: impl FnMut(bool) + 'static) -> Result<Self, WebError> {
        let watching = "watching what is in view";
        let on_change = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
            // Of several changes since the last time the last one counts.
            if let Ok(entry) = entries.at(-1).dyn_into::<IntersectionObserverEntry>() {
                on_change(entry.is_intersecting());
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(&format!("{margin_px}px"));
        let observer = IntersectionObserver::new_with_options(on_change.as_ref().unchecked_ref(), &options);
        let observer = observer.during(watching)?;
        observer.observe(element);
        Ok(Self { observer, _on_change: on_change })
    }
}

impl Drop for ViewWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
