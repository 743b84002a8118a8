//! `cargo xtask test`: everything a change must pass, cheap things first.

use std::path::Path;

use anyhow::{Result, bail};

use crate::packages;
use crate::run::{SET_UP, set_up};
use crate::shell::{Steps, run, run_with, target};

const PARTS: [&str; 5] = ["format", "lints", "rust", "ui", "window"];

/// Runs every part, or the one that is named.
pub fn test(root: &Path, arguments: &[String]) -> Result<()> {
    let parts: Vec<&str> = match arguments {
        [] => PARTS.to_vec(),
        [one] if PARTS.contains(&one.as_str()) => vec![one.as_str()],
        _ => bail!("the parts are: {}", PARTS.join(", ")),
    };
    let mut steps = Steps::new(parts.len() + SET_UP);
    set_up(root, &mut steps, &[packages::TO_RUN, packages::TO_SHOW, packages::TO_TEST])?;
    for part in parts {
        match part {
            "format" => {
                steps.begin("Formatting");
                run(root, "cargo", &["fmt", "--all", "--check"])?;
                run(&root.join("tests/e2e"), "cargo", &["fmt", "--check"])?;
            }
            "ui" => {
                steps.begin("Screens: types, lints, tests, build");
                for script in ["check", "lint", "test", "build"] {
                    run(&root.join("ui"), "npm", &["run", "--silent", script])?;
                }
            }
            "lints" => {
                steps.begin("Lints");
                run(root, "cargo", &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"])?;
            }
            "rust" => {
                steps.begin("Rust tests");
                packages::install_readers(root, &target(root))?;
                run(root, "cargo", &["test", "--workspace"])?;
            }
            _ => {
                steps.begin("The real window, on a virtual display");
                window(root)?;
            }
        }
    }
    eprintln!("\n✓ all of it passed");
    Ok(())
}

/// Drives the real window. The driver is a workspace of its own, so that its packages do not rebuild WebKit's.
fn window(root: &Path) -> Result<()> {
    run(root, "cargo", &["build", "--package", "meedoen", "--bin", "meedoen"])?;
    run(root, "cargo", &["build", "--package", "cli", "--package", "office"])?;
    let built = target(root).join("debug");
    let [window, cli, office] = ["meedoen", "meedoen-cli", "meedoen-office"].map(|name| built.join(name));
    run_with(
        &root.join("tests/e2e"),
        "xvfb-run",
        &[
            "-a",
            "-s",
            "-screen 0 1280x900x24 -nolisten tcp",
            "dbus-run-session",
            "--",
            "cargo",
            "test",
            // One red file must not hide the others.
            "--no-fail-fast",
            "--",
            "--test-threads=1",
        ],
        &[
            ("GTK_A11Y", "none"),
            ("NO_AT_BRIDGE", "1"),
            ("MEEDOEN_WINDOW", &window.to_string_lossy()),
            ("MEEDOEN_CLI", &cli.to_string_lossy()),
            ("MEEDOEN_OFFICE", &office.to_string_lossy()),
        ],
    )
}
