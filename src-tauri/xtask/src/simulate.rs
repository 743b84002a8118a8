//! `cargo xtask simulate`: seeds of the simulation of the sync engine (src-tauri/sync/examples/simulate.rs).

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell::{Steps, run_aside, target};

/// Builds it with optimisation, and runs it. Needs nothing but Rust.
pub fn simulate(root: &Path, arguments: &[String]) -> Result<()> {
    let mut steps = Steps::new(2);
    steps.begin("Build the simulation");
    let build =
        ["build", "--release", "--package", "sync", "--features", "simulation", "--example", "simulate"];
    run_aside(root, "cargo", &build, &[])?;
    steps.begin("Simulate");
    let status = Command::new(target(root).join("release/examples/simulate"))
        .args(arguments)
        .status()
        .context("the simulation does not start")?;
    if status.success() { Ok(()) } else { bail!("the simulation failed; the reason stands above") }
}
