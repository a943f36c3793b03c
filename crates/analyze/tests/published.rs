//! Small published tables through `analyze`, compared with scikit-learn. The variable PYTHON names an interpreter that
//! has it.

mod common;

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use common::{analyzed, summary};

/// Runs the script that compares the tables; `None` without Python.
fn published(arguments: &[&OsStr]) -> Option<()> {
    let Some(python) = std::env::var_os("PYTHON") else {
        eprintln!("skipped: PYTHON does not name an interpreter with scikit-learn");
        return None;
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/published.py");
    let output = Command::new(python).arg(script).args(arguments).output().expect("Python starts");
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    Some(())
}

#[test]
fn published_tables_give_the_numbers_of_scikit_learn() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("published");
    if published(&[OsStr::new("write"), folder.as_os_str()]).is_none() {
        return;
    }
    for (name, k) in [("iris", "3"), ("wine", "3"), ("us_arrests", "4")] {
        let table = folder.join(name).with_extension("csv");
        let header = csv::Reader::from_path(&table).expect("a table").headers().expect("headers").clone();
        let own = header.iter().collect::<Vec<_>>().join(",");
        let components = header.len().to_string();
        let settings = ["--own", &own, "--encoding", "standard", "--components", &components, "--years", "all"];
        let examined = ["--k", k, "--examine", "stability,null,latent,silhouettes"];
        let path = table.to_string_lossy();
        let out = analyzed(&format!("published_{name}"), &[&[path.as_ref()][..], &settings, &examined].concat());
        published(&[OsStr::new("check"), table.as_os_str(), out.as_os_str(), OsStr::new(k)]);
        let structure = &summary(&out)["verdict"]["structure"];
        // Quarters of numbers don't tell groups from gradients, so neither is claimed.
        assert_eq!(structure, "association", "{name}: {structure}");
    }
}
