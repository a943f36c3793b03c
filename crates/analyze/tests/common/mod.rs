//! Shared by tests of the command line: the real data, if available, and running `analyze`.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

#[path = "../../../../tests/common/mod.rs"]
mod real;

#[allow(unused_imports)]
pub(crate) use real::data;

/// Runs `analyze` with its own output folder.
pub(crate) fn analyze(name: &str, arguments: &[&str]) -> (PathBuf, Output) {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&out);
    let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
    let output = command.args(arguments).arg("--out").arg(&out).output().expect("analyze starts");
    (out, output)
}

/// Runs `analyze` and expects it to succeed.
pub(crate) fn analyzed(name: &str, arguments: &[&str]) -> PathBuf {
    let (out, output) = analyze(name, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

/// The summary that `analyze` wrote.
pub(crate) fn summary(out: &Path) -> serde_json::Value {
    let text = std::fs::read_to_string(out.join("summary.json")).expect("summary.json");
    serde_json::from_str(&text).expect("valid JSON")
}
