//! The only Trusted Types policy: it decides which addresses may become scripts.
//!
//! The page's Content Security Policy asks for Trusted Types and allows a single policy of the name [`NAME`], so that no
//! other code can start a worker, and nothing at all can write markup. A browser without Trusted Types takes the address
//! as it is, after the same check. A worker makes its policy before its script runs ([`programs`](super::programs)).

use std::cell::OnceCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WorkerGlobalScope;

use super::WebError;
use super::error::During;
use super::scripts;

/// The policy's name: index.html allows it in `trusted-types`.
const NAME: &str = "own-scripts";

#[wasm_bindgen]
extern "C" {
    type TrustedTypePolicyFactory;
    #[wasm_bindgen(method, catch, js_name = createPolicy)]
    fn create_policy(this: &TrustedTypePolicyFactory, name: &str, rules: &Object)
    -> Result<TrustedTypePolicy, JsValue>;

    type TrustedTypePolicy;
    #[wasm_bindgen(method, catch, js_name = createScriptURL)]
    fn create_script_url(this: &TrustedTypePolicy, address: &str) -> Result<JsValue, JsValue>;
}

thread_local! {
    /// The browser allows each policy name once, so the policy is made at first use and kept.
    static POLICY: OnceCell<Option<TrustedTypePolicy>> = const { OnceCell::new() };
}

const TRUSTING: &str = "starting a script of the page";

/// An address as a `TrustedScriptURL`. The page may use its own scripts and blobs made here. In a worker, `Worker` itself checks the
/// address and makes it one.
///
/// # Errors
/// [`WebError`] for any other address.
pub fn script_url(address: &str) -> Result<JsValue, WebError> {
    if js_sys::global().dyn_into::<WorkerGlobalScope>().is_ok() {
        return Ok(address.into());
    }
    POLICY.with(|policy| {
        if policy.get().is_none() {
            // If another call set it first, that value is as good.
            let _ = policy.set(make()?);
        }
        match policy.get() {
            Some(Some(policy)) => policy.create_script_url(address).during(TRUSTING),
            _ => checked(address.to_owned()).map(JsValue::from).during(TRUSTING),
        }
    })
}

/// The policy; `None` in browsers without Trusted Types.
fn make() -> Result<Option<TrustedTypePolicy>, WebError> {
    let factory = Reflect::get(&js_sys::global(), &"trustedTypes".into()).during(TRUSTING)?;
    if factory.is_undefined() {
        return Ok(None);
    }
    let rule = Closure::<dyn Fn(String) -> Result<String, JsValue>>::new(checked);
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), rule.as_ref()).during(TRUSTING)?;
    // The policy calls it as long as the page lives.
    rule.forget();
    factory.unchecked_into::<TrustedTypePolicyFactory>().create_policy(NAME, &rules).during(TRUSTING).map(Some)
}

/// The address, if the page may start a script from it.
fn checked(address: String) -> Result<String, JsValue> {
    let is_own = scripts::is_own_blob(&address) || scripts::scripts().contains(&address);
    if is_own { Ok(address) } else { Err(format!("{address} is no script of this page").into()) }
}
