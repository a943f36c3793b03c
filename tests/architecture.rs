//! The direction of imports: which module may know which. The table is the architecture; ARCHITECTURE.md tells its story.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every module of the computing core with those that it may use. Between crates, Cargo.toml says it.
const MAY_USE: &[(&str, &[&str])] = &[
    ("table", &[]),
    ("geo", &[]),
    ("sample", &["geo"]),
    ("features", &["geo", "table"]),
    ("reduction", &["features"]),
    ("clustering", &["features", "reduction"]),
    ("tasks", &["clustering", "features", "reduction"]),
    ("profiles", &["features", "table"]),
    ("pipeline", &["clustering", "features", "geo", "profiles", "reduction", "sample", "table", "tasks"]),
    ("export", &["pipeline", "table"]),
    ("session", &["export", "pipeline"]),
];

/// Crates of the web, which only the page, its workers and what they share may depend on.
const WEB_CRATES: &[&str] = &["js_sys", "leptos", "plotters_canvas", "serde_wasm_bindgen", "wasm_bindgen", "web_sys"];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file without comments and without its tests, which may build what they need with any module.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("UTF-8");
    let tests = ["mod tests", "pub(super) mod tests", "pub(crate) mod tests"]
        .map(|module| format!("#[cfg(test)]\n{module} {{"));
    let end = tests.iter().filter_map(|start| text.find(start)).min().unwrap_or(text.len());
    let code = &text[..end];
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The code of every top-level module but `bin` and `lib`.
fn modules() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates/core/src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut modules: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in files {
        let inside = path.strip_prefix(&root).expect("below src");
        let first = inside.components().next().expect("a name").as_os_str().to_string_lossy();
        let module = first.trim_end_matches(".rs").to_owned();
        if module != "bin" && module != "lib" {
            modules.entry(module).or_default().push((inside.to_owned(), code(&path)));
        }
    }
    modules
}

/// Top-level modules that some code names by `crate::`.
fn used(code: &str) -> Vec<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    code.split("crate::").skip(1).map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    for (module, files) in modules() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            panic!("crates/core/src/{module} is not in the table of this test");
        };
        for (path, code) in files {
            for name in used(&code) {
                if name != module && !allowed.contains(&name.as_str()) {
                    wrong.push(format!("{}: {module} may not use {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_itself_is_a_hierarchy() {
    let mut placed: Vec<&str> = Vec::new();
    let mut left: Vec<_> = MAY_USE.iter().collect();
    while !left.is_empty() {
        let before = left.len();
        left.retain(|(name, allowed)| {
            let ready = allowed.iter().all(|used| placed.contains(used));
            if ready {
                placed.push(name);
            }
            !ready
        });
        assert!(left.len() < before, "a cycle among {left:?}");
    }
}

#[test]
fn compute_knows_nothing_of_the_web() {
    for name in ["analyze", "core", "link", "model", "protocol", "sources", "unpack", "view"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("crates").join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(&path).expect("a manifest").replace('-', "_");
        for of_the_web in WEB_CRATES {
            let is_named = manifest.lines().any(|line| line.starts_with(of_the_web) && !line.contains("test"));
            assert!(!is_named, "crates/{name} depends on {of_the_web}");
        }
    }
}

#[test]
fn every_module_of_the_table_is_there() {
    let modules = modules();
    for (name, allowed) in MAY_USE {
        assert!(modules.contains_key(*name), "crates/core/src/{name} is gone: take it out of the table");
        assert!(allowed.is_sorted(), "{name}: keep its list sorted");
    }
}
