//! Files that are made to break a reader, each by the way that a file takes in the page: told apart, made plain, read, joined,
//! analysed, written. Every one is read or refused with the sentence that stands beside it, within bounds of time and memory.
//!
//! Large inputs are generated as they are read. docs/hostile-input.md is the table of what was measured, made by
//! `cargo test --release --test hostile -- --nocapture`.
#![cfg(not(target_arch = "wasm32"))]

mod analyses;
#[path = "../common/archives.rs"]
mod archives;
mod books;
mod case;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/counting.rs"]
mod counting;
mod data_files;
mod file;
mod packed;
mod regions;
mod tables;
mod truncated;
#[path = "../common/workbooks.rs"]
mod workbooks;
