//! Checks that the numbers never change, natively; tests/web.rs checks the same in a browser.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/fingerprints.rs"]
mod fingerprints;

#[test]
fn fingerprints_of_the_sample_never_change() {
    for (query, expected) in fingerprints::EXPECTED {
        assert_eq!(pollster::block_on(fingerprints::of_the_sample(query)), *expected, "{query}");
    }
}

#[test]
fn findings_about_the_sample_never_change() {
    assert_eq!(pollster::block_on(fingerprints::examined()), fingerprints::EXAMINED.1);
}
