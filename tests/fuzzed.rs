//! What the fuzz targets were given, and every input that ever broke one, by the same functions on any compiler.
//!
//! `make fuzz` makes up more. A finding goes to fuzz/findings/TARGET/, mended or not: this test then fails until it is.
#![cfg(not(target_arch = "wasm32"))]

// A crate of its own for `cargo fuzz`, whose programs need its functions to be public.
#[allow(unreachable_pub, unused_imports)]
#[path = "../fuzz/src/lib.rs"]
mod fuzzed;

use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

#[test]
fn no_input_of_the_fuzz_corpus_or_of_a_past_failure_panics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    for (name, target) in fuzzed::TARGETS {
        let corpus = files(&root.join("corpus").join(name));
        assert!(!corpus.is_empty(), "fuzz/corpus/{name} is empty");
        for path in corpus.into_iter().chain(files(&root.join("findings").join(name))) {
            let bytes = fs::read(&path).expect("readable");
            // What panics says at what it did.
            println!("{}", path.display());
            target(&bytes);
        }
    }
}

/// Every target is run by `cargo fuzz` and replayed here.
#[test]
fn every_target_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/fuzz_targets");
    let there: Vec<String> =
        files(&root).iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    assert_eq!(there, fuzzed::TARGETS.map(|(name, _)| name));
    // A program of `cargo fuzz` sees what is public, which this test would not miss.
    let library = fs::read_to_string(root.with_file_name("src/lib.rs")).expect("readable");
    let exported: String = library.lines().filter(|line| line.starts_with("pub use ")).collect();
    let words: Vec<&str> = exported.split(|sign: char| !sign.is_alphanumeric()).collect();
    for name in there {
        assert!(words.contains(&name.as_str()), "fuzz/src/lib.rs does not make `{name}` public");
    }
}
