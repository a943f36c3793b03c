#!/bin/sh
# rustc, for packages that must not learn where they lie: wasm_split_macros, which Leptos needs, writes a hash of that path into the
# page. Cargo runs this as its RUSTC_WRAPPER, with the compiler and its arguments.
CARGO_MANIFEST_PATH=${CARGO_PKG_NAME:-}-${CARGO_PKG_VERSION:-}/Cargo.toml
export CARGO_MANIFEST_PATH
exec "$@"
