//! Latent classes against StepMix, if Python has it (the variable PYTHON names the interpreter).

mod common;

use std::io::Write;
use std::process::{Command, Stdio};

use common::{carcinoma, random_model, random_table, values};
use serde_json::json;
use vc_latent::classes::{assignment, fit_from};
use vc_latent::{MISSING, Table};

/// Both run this many EM steps from the same model: a few, many, and to the maximum.
const STEPS: [usize; 3] = [1, 25, 1000];

#[test]
fn em_takes_the_steps_of_stepmix() {
    let Some(python) = std::env::var_os("PYTHON") else {
        eprintln!("skipped: PYTHON does not name an interpreter with stepmix");
        return;
    };
    let tables = [
        ("carcinoma", carcinoma(), 3),
        ("values", values(), 2),
        ("random", random_table(&[10, 2, 12, 4, 6], 1500, 0.0, 1), 4),
        ("many columns", random_table(&[3; 40], 300, 0.0, 2), 2),
        ("missing values", random_table(&[4, 3, 5, 2], 800, 0.15, 3), 3),
    ];
    let cases: Vec<serde_json::Value> = tables
        .iter()
        .flat_map(|(name, table, k)| STEPS.map(|steps| case(&format!("{name}, {steps} steps"), table, *k, steps)))
        .collect();
    let script = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/python/latent_classes.py");
    let mut child = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("Python starts");
    let text = serde_json::to_string(&cases).expect("JSON");
    child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("Python reads");
    let output = child.wait_with_output().expect("Python ends");
    let printed = String::from_utf8_lossy(&output.stdout);
    println!("{printed}");
    assert!(output.status.success(), "{printed}\n{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(printed.lines().filter(|line| line.starts_with("ok")).count(), 2 * cases.len(), "{printed}");
}

/// A table, the model that EM starts from, and what EM found.
fn case(name: &str, table: &Table, k: usize, steps: usize) -> serde_json::Value {
    let start = random_model(table, k, 5);
    // No step is small enough to end EM before.
    let fit = fit_from(table, &start, steps, f64::NEG_INFINITY).expect("a fit");
    assert_eq!(fit.iterations, steps);
    let code = |code: u16| (code != MISSING).then_some(code);
    let rows: Vec<Vec<Option<u16>>> =
        (0..table.n_rows()).map(|at| table.row(at).iter().map(|&own| code(own)).collect()).collect();
    json!({
        "name": name,
        "rows": rows,
        "weights": table.weights(),
        "shares": start.shares,
        "probabilities": start.probabilities,
        "steps": steps,
        "log_likelihood": fit.log_likelihood,
        "posteriors": assignment(table, &fit.model).expect("posteriors").posteriors,
    })
}
