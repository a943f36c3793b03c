//! Tests that need a browser: `make test-web` runs them in headless Chromium.
#![cfg(target_arch = "wasm32")]

#[path = "common/fingerprints.rs"]
mod fingerprints;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

// In a worker, as on the page, so that the browser can answer its driver.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// In a browser, the hash behind every fingerprint uses its own SIMD code. The expected value is that of BLAKE3's
/// longest published test vector (102,400 bytes; each byte is its position modulo 251).
#[wasm_bindgen_test]
fn hashes_are_the_same_in_a_browser() {
    let input: Vec<u8> = (0..=250).cycle().take(102_400).collect();
    let expected = "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085";
    assert_eq!(blake3::hash(&input).to_hex().as_str(), expected);
}

/// Labels are bit-identical to those that tests/reproducibility.rs finds natively.
#[wasm_bindgen_test]
async fn an_analysis_is_the_same_in_a_browser() {
    for (query, expected) in fingerprints::EXPECTED {
        assert_eq!(fingerprints::of_the_sample(query).await, *expected, "{query}");
    }
}

/// Findings are bit-identical, too.
#[wasm_bindgen_test]
async fn an_examination_is_the_same_in_a_browser() {
    assert_eq!(fingerprints::examined().await, fingerprints::EXAMINED.1);
}
