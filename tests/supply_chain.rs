//! What the page is made of, checked without a network: licenses, where packages come from, what is locked, and what must not
//! be compiled in. `make deny` checks the same and more with cargo-deny.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where all Rust packages come from.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What has no place in a page that talks to nobody, is the same everywhere and runs in one tab: network clients, threads, other
/// allocators, random numbers of the platform for numbers that have to repeat.
const UNWANTED: &[&str] = &["openssl-sys", "rayon", "reqwest", "ring", "rustls", "tokio", "wee_alloc"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    fs::read_to_string(root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The output of a cargo command that needs no network.
fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo).current_dir(root()).args(arguments).args(["--locked", "--offline"]).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Packages of others that are compiled into the page or its workers, by name and version.
fn shipped() -> BTreeSet<(String, String)> {
    let tree = cargo(&[
        "tree",
        "--package",
        "victim-clusters",
        "--package",
        "vc-workers",
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}",
    ]);
    let package = |line: &str| {
        let mut words = line.split(' ');
        Some((words.next()?.to_owned(), words.next()?.strip_prefix('v')?.to_owned()))
    };
    let ours: BTreeSet<String> = packages().iter().filter(|package| is_ours(package)).map(name).collect();
    tree.lines().filter_map(package).filter(|(name, _)| !ours.contains(name)).collect()
}

fn name(package: &Value) -> String {
    package["name"].as_str().expect("a name").to_owned()
}

/// Whether a package is a member of this workspace: only those have no source.
fn is_ours(package: &Value) -> bool {
    package["source"].is_null()
}

fn packages() -> Vec<Value> {
    let metadata: Value = serde_json::from_str(&cargo(&["metadata", "--format-version", "1"])).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

/// The licenses that deny.toml allows.
fn allowed() -> BTreeSet<String> {
    let text = read("deny.toml");
    let list = text.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).expect("a list of licenses");
    list.split(',').map(|name| name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whether an expression (SPDX 2.3, annex D, without nested parentheses) can be met with what is allowed.
fn is_met(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let all = |part: &str| part.split(" AND ").all(|name| allowed.contains(name.trim()));
    let any = |part: &str| part.replace('/', " OR ").split(" OR ").any(all);
    match expression
        .split_once('(')
        .and_then(|(before, rest)| rest.split_once(')').map(|(inner, after)| (before, inner, after)))
    {
        Some((before, inner, after)) => {
            let others = [before.trim_end_matches(" AND "), after.trim_start_matches(" AND ")];
            any(inner) && others.iter().all(|part| part.trim().is_empty() || any(part.trim()))
        }
        None => any(expression),
    }
}

#[test]
fn expressions_are_read_as_they_are_meant() {
    let allowed: BTreeSet<String> = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("Unlicense/MIT", true),
        ("Apache-2.0 OR MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Zlib", true),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", false),
    ] {
        assert_eq!(is_met(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn all_that_is_shipped_is_free_and_from_one_place() {
    let (shipped, allowed) = (shipped(), allowed());
    assert!(shipped.len() > 50, "{}", shipped.len());
    let mut wrong = Vec::new();
    for package in packages() {
        let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
        if is_ours(&package) {
            continue;
        }
        if text("source") != CRATES_IO {
            wrong.push(format!("{} comes from “{}”", text("name"), text("source")));
        }
        if shipped.contains(&(text("name"), text("version"))) && !is_met(&text("license"), &allowed) {
            wrong.push(format!("{} {} is under “{}”", text("name"), text("version"), text("license")));
        }
    }
    wrong.extend(
        shipped
            .iter()
            .filter(|(name, _)| UNWANTED.contains(&name.as_str()))
            .map(|(name, _)| format!("{name} is compiled in")),
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn everything_is_locked() {
    let lock = read("Cargo.lock");
    for package in lock.split("[[package]]").skip(1) {
        let is_ours = !package.contains("\nsource = ");
        assert!(is_ours || package.contains("\nchecksum = \""), "no checksum:{package}");
    }
    for name in ["tests/e2e/package-lock.json", "tests/bench/package-lock.json"] {
        let lock: Value = serde_json::from_str(&read(name)).expect("JSON");
        for (path, package) in
            lock["packages"].as_object().expect("packages").iter().filter(|(path, _)| !path.is_empty())
        {
            assert!(package["integrity"].is_string(), "{name}: {path} has no hash");
        }
    }
    for line in
        read("tests/python/requirements.txt").lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'))
    {
        assert!(line.contains("=="), "tests/python/requirements.txt: {line} is not pinned");
    }
}

/// Appends the sources below a folder to `into`, and those files that they include by `#[path]`.
fn sources(folder: &Path, into: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("UTF-8");
            let included = text.split("#[path = \"").skip(1).filter_map(|rest| rest.split('"').next());
            for file in included.map(|file| folder.join(file)) {
                // Other files of its folder may be modules of it.
                let is_root = file.ends_with("lib.rs") || file.ends_with("mod.rs");
                match file.parent() {
                    Some(parent) if is_root => sources(parent, into),
                    _ => into.push_str(&fs::read_to_string(&file).expect("UTF-8")),
                }
            }
            into.push_str(&text);
        }
    }
}

/// Every dependency of a crate of ours is named somewhere in its sources.
#[test]
fn every_dependency_is_used() {
    let mut unused = Vec::new();
    for package in packages().iter().filter(|package| is_ours(package)) {
        let folder = Path::new(package["manifest_path"].as_str().expect("a path")).parent().expect("a folder");
        let mut all = String::new();
        for part in ["src", "tests", "examples"] {
            sources(&folder.join(part), &mut all);
        }
        for dependency in package["dependencies"].as_array().expect("dependencies") {
            // A package whose library has another name is renamed to it.
            let known_as = dependency["rename"].as_str().map_or_else(|| name(dependency), str::to_owned);
            let dependency = known_as.replace('-', "_");
            if !all.contains(&format!("{dependency}::")) && !all.contains(&format!("use {dependency};")) {
                unused.push(format!("{} does not use {dependency}", name(package)));
            }
        }
    }
    assert!(unused.is_empty(), "{}", unused.join("\n"));
}
