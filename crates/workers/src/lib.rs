//! The web workers: the one that computes, the one that makes files plain, and the one that fetches open data.
#![cfg(target_arch = "wasm32")]

mod crew;
pub mod fetch_host;
mod slices;
mod stream;
pub mod unpack_host;
pub mod worker_host;
