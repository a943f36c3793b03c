#!/bin/sh
# Hides from a package where its sources are on this machine. wasm_split_macros, a dependency of Leptos, would write a hash of that
# path into the page. Cargo runs this as its RUSTC_WRAPPER, with the compiler and its arguments.
CARGO_MANIFEST_PATH=${CARGO_PKG_NAME:-}-${CARGO_PKG_VERSION:-}/Cargo.toml
export CARGO_MANIFEST_PATH
exec "$@"
