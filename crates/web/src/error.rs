//! What the browser refused.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use vc_model::failure::Failure;

/// An operation that the browser refused, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{operation} failed: {reason}")]
pub struct WebError {
    /// What was attempted.
    pub operation: &'static str,
    /// What the browser said.
    pub reason: String,
}

impl From<WebError> for Failure {
    fn from(WebError { operation, reason }: WebError) -> Self {
        Self::Browser { operation: operation.to_owned(), reason }
    }
}

/// Names the operation that a JavaScript result belongs to.
pub trait During<T> {
    /// The value, or the error as that of `operation`.
    fn during(self, operation: &'static str) -> Result<T, WebError>;
}

impl<T> During<T> for Result<T, JsValue> {
    fn during(self, operation: &'static str) -> Result<T, WebError> {
        self.map_err(|error| WebError { operation, reason: reason(&error) })
    }
}

impl<T> During<T> for Option<T> {
    fn during(self, operation: &'static str) -> Result<T, WebError> {
        self.ok_or_else(|| WebError { operation, reason: "the browser does not have it".into() })
    }
}

/// The message of a thrown value.
pub fn reason(error: &JsValue) -> String {
    let message = || Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    error.as_string().or_else(message).unwrap_or_else(|| format!("{error:?}"))
}

/// Writes an error to the console, for developers.
pub fn log_error(error: &impl std::fmt::Display) {
    web_sys::console::error_1(&error.to_string().into());
}
