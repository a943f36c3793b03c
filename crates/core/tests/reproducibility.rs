//! The same numbers as ever, natively. tests/web.rs says the same of a browser.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/fingerprints.rs"]
mod fingerprints;

#[test]
fn fingerprints_of_the_sample_are_what_they_were() {
    for (query, expected) in fingerprints::EXPECTED {
        assert_eq!(pollster::block_on(fingerprints::of_the_sample(query)), *expected, "{query}");
    }
}

#[test]
fn what_is_examined_is_what_it_was() {
    assert_eq!(pollster::block_on(fingerprints::examined()), fingerprints::EXAMINED.1);
}
