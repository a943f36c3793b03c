//! The only code that touches JavaScript: the worker on both of its ends, canvases, files, the address bar, the page.
//!
//! Every function is small and typed, and what the browser refuses comes back as a [`WebError`]. `ui` above knows nothing of
//! JavaScript values, and the stages below nothing of the web.

pub mod address;
pub mod beside;
pub mod canvas;
pub mod clipboard;
pub mod fetch_client;
pub mod files;
pub mod kept;
pub mod offline;
pub mod page;
pub mod picture;
pub mod report;
pub mod surface;
pub mod tasks;
pub mod unpack_client;
pub mod view;
pub mod worker_client;

mod listened;
mod location;
mod timeline;

pub use vc_web::WebError;
