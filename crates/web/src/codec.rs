//! Messages as JavaScript values and back.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

use super::WebError;

/// A value of the protocol for `postMessage`.
///
/// 64-bit integers travel as `BigInt`: a seed may be larger than the integers that a JavaScript number can hold.
pub fn to_js(value: &impl Serialize) -> Result<JsValue, WebError> {
    let serializer = Serializer::new().serialize_large_number_types_as_bigints(true);
    value.serialize(&serializer).map_err(|error| refused("writing a message", &error))
}

/// A value of the protocol from `postMessage`.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, WebError> {
    serde_wasm_bindgen::from_value(value).map_err(|error| refused("reading a message", &error))
}

fn refused(operation: &'static str, error: &serde_wasm_bindgen::Error) -> WebError {
    WebError { operation, reason: error.to_string() }
}
