//! What only a browser can show: `make test-web` runs these in headless Chromium.
#![cfg(target_arch = "wasm32")]

#[path = "common/fingerprints.rs"]
mod fingerprints;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

// In a worker, as in the page: the browser stays free to answer its driver.
wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// In a browser the hash behind every fingerprint runs on SIMD code of its own. The expected value is the
/// longest of BLAKE3's published test vectors (102,400 bytes, each its position modulo 251).
#[wasm_bindgen_test]
fn a_hash_is_the_same_in_a_browser() {
    let input: Vec<u8> = (0..=250).cycle().take(102_400).collect();
    let expected = "bc3e3d41a1146b069abffad3c0d44860cf664390afce4d9661f7902e7943e085";
    assert_eq!(blake3::hash(&input).to_hex().as_str(), expected);
}

/// Labels, bit for bit, are those that tests/reproducibility.rs finds natively.
#[wasm_bindgen_test]
async fn an_analysis_is_the_same_in_a_browser() {
    for (query, expected) in fingerprints::EXPECTED {
        assert_eq!(fingerprints::of_the_sample(query).await, *expected, "{query}");
    }
}

/// And so is how far it can be trusted.
#[wasm_bindgen_test]
async fn an_examination_is_the_same_in_a_browser() {
    assert_eq!(fingerprints::examined().await, fingerprints::EXAMINED.1);
}
