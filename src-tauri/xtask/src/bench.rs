//! `cargo xtask bench NAME`: figures, each a ratio measured in one run (src-tauri/bench).

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::display::Display;
use crate::packages;
use crate::run::{SET_UP, set_up};
use crate::shell::{Steps, run_aside, target};

/// A benchmark, and what it needs besides Rust.
struct Benchmark {
    name: &'static str,
    packages: &'static [&'static [&'static str]],
    /// Pictures, fonts and screens.
    assets: bool,
    /// What of the product it starts: arguments of `cargo build`.
    starts: &'static [&'static str],
}

const BENCHMARKS: [Benchmark; 5] = [
    Benchmark { name: "casebook", packages: &[packages::TO_BUILD], assets: false, starts: &[] },
    Benchmark { name: "report", packages: &[packages::TO_BUILD], assets: true, starts: &[] },
    Benchmark {
        name: "start",
        packages: &[packages::TO_RUN, packages::TO_SHOW],
        assets: true,
        starts: &["--package", "meedoen", "--bin", "meedoen", "--example", "empty-window"],
    },
    Benchmark { name: "sync", packages: &[packages::TO_BUILD], assets: false, starts: &[] },
    Benchmark {
        name: "office",
        packages: &[packages::TO_BUILD, packages::TO_KEEP],
        assets: false,
        starts: &["--package", "office", "--bin", "meedoen-office"],
    },
];

/// Builds what is measured as it is given out, and measures it. Progress goes to standard error, so that `--json`
/// is all there is on standard output.
pub fn bench(root: &Path, arguments: &[String]) -> Result<()> {
    let Some(benchmark) =
        BENCHMARKS.iter().find(|one| arguments.first().is_some_and(|name| name == one.name))
    else {
        bail!("the benchmarks are: {}", BENCHMARKS.map(|one| one.name).join(", "));
    };
    let mut steps = Steps::new(if benchmark.assets { 2 + SET_UP } else { 3 });
    if benchmark.assets {
        set_up(root, &mut steps, benchmark.packages)?;
    } else {
        steps.begin("System packages");
        packages::install(root, benchmark.packages)?;
    }
    steps.begin("Build as it is given out (the first one takes some minutes)");
    let target = target(root);
    if !benchmark.starts.is_empty() {
        run_aside(root, "cargo", &[&["build", "--release"], benchmark.starts].concat(), &[])?;
    }
    let (home, own_target) = (root.join("src-tauri/bench"), target.join("bench"));
    let own = own_target.to_string_lossy();
    let build = ["build", "--release", "--features", benchmark.name, "--target-dir", &own];
    run_aside(&home, "cargo", &build, &[])?;
    steps.begin("Measure");
    let mut measuring = Command::new(own_target.join("release/bench"));
    measuring.args(arguments).current_dir(root);
    let release = target.join("release");
    measuring.env("MEEDOEN_OFFICE", release.join("meedoen-office"));
    let display = if benchmark.name == "start" { Some(Display::find()?) } else { None };
    if let Some(display) = &display {
        display.apply(&mut measuring);
        measuring.env("MEEDOEN_WINDOW", release.join("meedoen"));
        measuring.env("MEEDOEN_EMPTY_WINDOW", release.join("examples/empty-window"));
    }
    let status = measuring.status().context("the benchmark does not start")?;
    if status.success() { Ok(()) } else { bail!("the benchmark failed; the reason stands above") }
}
