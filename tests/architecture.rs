//! The direction of dependencies: between crates, between the modules of the computing core, and between files.
//!
//! A failure names the import to remove. Move the shared item down, into a file that both sides may use, rather than adding
//! a line to a table here.

#[path = "common/imports.rs"]
mod imports;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use imports::{Sources, circles};

/// The modules of the computing core, and the modules that each may use.
const MODULES: &[(&str, &[&str])] = &[
    ("latin", &[]),
    ("number", &[]),
    ("tidy", &["latin"]),
    ("table", &["latin", "number", "tidy"]),
    ("geo", &["number", "tidy"]),
    ("sample", &["geo"]),
    ("features", &["geo", "table"]),
    ("reduction", &["features"]),
    ("clustering", &["features", "reduction"]),
    ("replication", &["clustering", "features", "reduction"]),
    ("tasks", &["clustering", "features", "reduction", "replication"]),
    ("profiles", &["features", "table"]),
    ("job", &["features", "geo", "reduction", "table", "tasks"]),
    ("dataset", &["features", "geo", "job", "sample", "table"]),
    (
        "analysis",
        &["clustering", "dataset", "features", "job", "profiles", "reduction", "replication", "table", "tasks"],
    ),
    ("answers", &["analysis", "clustering", "dataset", "features", "table"]),
    ("export", &["analysis", "dataset", "job", "table"]),
    ("session", &["analysis", "answers", "dataset", "export", "job"]),
];

/// The crates of this workspace, and the crates that each may depend on.
const CRATES: &[(&str, &[&str])] = &[
    ("vc-model", &[]),
    ("vc-sources", &["vc-model"]),
    ("vc-link", &["vc-model", "vc-sources"]),
    ("vc-core", &["vc-latent", "vc-model"]),
    ("vc-latent", &["vc-model"]),
    ("vc-kinds", &["vc-latent", "vc-model"]),
    ("vc-unpack", &["vc-model"]),
    ("vc-protocol", &["vc-model", "vc-sources", "vc-unpack"]),
    ("vc-view", &["vc-link", "vc-model", "vc-protocol", "vc-sources"]),
    ("vc-page-engine", &["vc-model", "vc-protocol", "vc-unpack"]),
    ("vc-web", &["vc-model"]),
    ("vc-workers", &["vc-core", "vc-link", "vc-model", "vc-protocol", "vc-sources", "vc-unpack", "vc-web"]),
    ("vc-analyze", &["vc-core", "vc-link", "vc-model", "vc-protocol", "vc-sources", "vc-unpack", "vc-view"]),
    (
        "victim-clusters",
        &["vc-link", "vc-model", "vc-page-engine", "vc-protocol", "vc-sources", "vc-unpack", "vc-view", "vc-web"],
    ),
];

/// Crates that compute: their manifests name no package of the web or for drawing, nor a crate of ours that does.
const LIBRARIES: &[&str] = &[
    "vc-core",
    "vc-kinds",
    "vc-latent",
    "vc-link",
    "vc-model",
    "vc-page-engine",
    "vc-protocol",
    "vc-sources",
    "vc-unpack",
];

/// Packages of the web and for drawing, by the beginning of their names.
const WEB_OR_DRAWING: &[&str] =
    &["gloo", "js-sys", "leptos", "plotters", "serde-wasm-bindgen", "wasm-bindgen", "web-sys"];

/// Import circles that stay, each as the files of one circle, sorted, and the reason. At most two.
const ALLOWED_CIRCLES: &[(&[&str], &str)] = &[(
    &[
        "crates/unpack/src/crs/epsg.rs",
        "crates/unpack/src/crs/esri.rs",
        "crates/unpack/src/crs/mod.rs",
        "crates/unpack/src/crs/projstring.rs",
    ],
    "Crs::parse tries both notations, and both give a Crs",
)];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folders of all crates by package name.
fn crate_folders() -> BTreeMap<String, PathBuf> {
    let below = fs::read_dir(root().join("crates")).expect("crates").flatten().map(|entry| entry.path());
    let folders = below.filter(|path| path.join("Cargo.toml").is_file()).chain([root()]);
    folders.map(|path| (package_name(&path), path)).collect()
}

fn manifest(folder: &Path) -> String {
    fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest")
}

fn package_name(folder: &Path) -> String {
    let text = manifest(folder);
    let package = text.split("[package]").nth(1).expect("a package");
    let name = package.lines().find_map(|line| line.strip_prefix("name = ")).expect("a name");
    name.trim_matches('"').to_owned()
}

/// The packages that a manifest depends on outside of tests.
fn dependencies(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_in_section = false;
    for line in manifest(folder).lines() {
        if let Some(section) = line.strip_prefix('[') {
            let section = section.trim_end_matches(']');
            is_in_section = section == "dependencies" || section.ends_with(".dependencies");
            is_in_section &= !section.starts_with("workspace");
        } else if is_in_section {
            let name: String = line.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            found.extend((!name.is_empty()).then_some(name));
        }
    }
    found
}

#[test]
fn crates_depend_on_allowed_crates_only() {
    let folders = crate_folders();
    let listed: BTreeSet<&str> = CRATES.iter().map(|(name, _)| *name).collect();
    assert_eq!(folders.keys().map(String::as_str).collect::<BTreeSet<_>>(), listed, "keep CRATES complete");
    for (name, allowed) in CRATES {
        for used in dependencies(&folders[*name]) {
            let is_ours = folders.contains_key(&used);
            assert!(!is_ours || allowed.contains(&used.as_str()), "{name} may not depend on {used}");
        }
    }
    assert_is_hierarchy(CRATES);
}

/// A package of the web or for drawing.
fn is_web_or_drawing(package: &str) -> bool {
    WEB_OR_DRAWING.iter().any(|start| package.starts_with(start))
}

#[test]
fn manifests_of_libraries_name_neither_web_nor_drawing_crates() {
    let folders = crate_folders();
    for name in LIBRARIES {
        for used in dependencies(&folders[*name]) {
            assert!(!is_web_or_drawing(&used), "{name} depends on {used}");
            let is_ours = folders.contains_key(&used);
            assert!(!is_ours || LIBRARIES.contains(&used.as_str()), "{name} depends on {used}, which is no library");
        }
    }
}

#[test]
fn the_core_builds_without_web_and_drawing_crates() {
    for target in ["x86_64-unknown-linux-gnu", "wasm32-unknown-unknown"] {
        for package in built("vc-core", target) {
            let advice = format!("see `cargo tree -p vc-core --target {target} -i {package}`");
            assert!(!is_web_or_drawing(&package), "vc-core depends on {package}: {advice}");
        }
    }
}

/// Every package that is built for a crate, itself included.
fn built(name: &str, target: &str) -> BTreeSet<String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let arguments = ["tree", "-p", name, "--edges", "normal", "--prefix", "none", "--format", "{p}"];
    let output = Command::new(cargo)
        .current_dir(root())
        .args(arguments)
        .args(["--target", target, "--locked", "--offline"])
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let packages: BTreeSet<String> = text
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.is_empty())
        .map(Into::into)
        .collect();
    assert!(packages.contains(name), "cargo lists {name} itself");
    packages
}

#[test]
fn modules_of_the_core_use_allowed_modules_only() {
    let core = Sources::read(&root().join("crates/core/src"));
    let modules: BTreeSet<String> = core.files().filter_map(top_module).collect();
    let listed: BTreeSet<String> = MODULES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(modules, listed, "keep MODULES complete");
    let mut wrong = Vec::new();
    for (from, to) in core.arrows() {
        let (Some(module), Some(used)) = (top_module(&from), top_module(&to)) else { continue };
        let (_, allowed) = MODULES.iter().find(|(name, _)| *name == module).expect("a listed module");
        if module != used && !allowed.contains(&used.as_str()) {
            wrong.push(format!("{from} uses {to}: {module} may not use {used}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for (module, allowed) in MODULES {
        assert!(allowed.is_sorted(), "{module}: keep its list sorted");
    }
    assert_is_hierarchy(MODULES);
}

/// `table` for `table/read.rs`; `None` for `lib.rs`, which may use everything.
fn top_module(file: impl AsRef<str>) -> Option<String> {
    let first = file.as_ref().split('/').next()?.trim_end_matches(".rs");
    (first != "lib").then(|| first.to_owned())
}

/// Fails if a table allows a circle.
fn assert_is_hierarchy(table: &[(&str, &[&str])]) {
    let mut placed: Vec<&str> = Vec::new();
    let mut left: Vec<_> = table.iter().collect();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(name, allowed)| {
            let is_ready = allowed.iter().all(|used| placed.contains(used));
            if is_ready {
                placed.push(name);
            }
            !is_ready
        });
        assert!(left.len() < before, "a circle among {left:?}");
    }
}

#[test]
fn files_import_each_other_in_one_direction() {
    let mut found = Vec::new();
    for folder in crate_folders().into_values() {
        let source = folder.join("src");
        let prefix = source.strip_prefix(root()).expect("below the root").display().to_string();
        for circle in circles(&Sources::read(&source).arrows()) {
            found.push(circle.iter().map(|file| format!("{prefix}/{file}")).collect::<Vec<_>>());
        }
    }
    let is_allowed = |circle: &Vec<String>| ALLOWED_CIRCLES.iter().any(|(files, _)| files == circle);
    let unexpected: Vec<String> = found.iter().filter(|circle| !is_allowed(circle)).map(|c| c.join("\n  ")).collect();
    assert!(unexpected.is_empty(), "import circles:\n  {}", unexpected.join("\n\n  "));
    assert!(ALLOWED_CIRCLES.len() <= 2, "at most two circles may stay");
    assert!(ALLOWED_CIRCLES.iter().all(|(_, reason)| !reason.is_empty()), "each circle that stays has a reason");
    for (files, _) in ALLOWED_CIRCLES {
        assert!(found.iter().any(|circle| circle == files), "{files:?} is no circle any more: take it off the list");
    }
}
