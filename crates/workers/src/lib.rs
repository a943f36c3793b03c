//! The web workers: one computes, one unpacks files, one fetches open data.
#![cfg(target_arch = "wasm32")]

mod crew;
pub mod fetch_host;
mod slices;
mod stream;
pub mod unpack_host;
pub mod worker_host;
