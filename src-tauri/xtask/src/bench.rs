//! `cargo xtask bench NAME`: figures, each a ratio measured in one run (src-tauri/bench).

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::display::Display;
use crate::packages;
use crate::run::{SET_UP, set_up};
use crate::shell::{Steps, run as command, target};

const NAMES: [&str; 3] = ["casebook", "report", "start"];

/// Builds what is measured as it is given out, and measures it. Progress goes to standard error, so that `--json`
/// is all there is on standard output.
pub fn bench(root: &Path, arguments: &[String]) -> Result<()> {
    let Some(name) = arguments.first().filter(|name| NAMES.contains(&name.as_str())) else {
        bail!("the benchmarks are: {}", NAMES.join(", "));
    };
    let shows_a_window = name == "start";
    let mut steps = Steps::new(2 + SET_UP);
    set_up(root, &mut steps, &[packages::TO_RUN, packages::TO_SHOW])?;
    steps.begin("Build as it is given out (the first one takes some minutes)");
    let target = target(root);
    let release = target.join("release");
    if shows_a_window {
        command(
            root,
            "cargo",
            &["build", "--release", "--package", "meedoen", "--bin", "meedoen", "--example", "empty-window"],
        )?;
    }
    let home = root.join("src-tauri/bench");
    let own_target = target.join("bench");
    let own = own_target.to_string_lossy();
    command(&home, "cargo", &["build", "--release", "--target-dir", &own])?;
    steps.begin("Measure");
    let mut measuring = Command::new(own_target.join("release/bench"));
    measuring.args(arguments).current_dir(root);
    let display = if shows_a_window { Some(Display::find()?) } else { None };
    if let Some(display) = &display {
        display.apply(&mut measuring);
        measuring.env("MEEDOEN_WINDOW", release.join("meedoen"));
        measuring.env("MEEDOEN_EMPTY_WINDOW", release.join("examples/empty-window"));
    }
    let status = measuring.status().context("the benchmark does not start")?;
    if status.success() { Ok(()) } else { bail!("the benchmark failed; the reason stands above") }
}
