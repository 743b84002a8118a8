//! Commands that show what they do and fail with a sentence.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// Says which step of how many begins.
pub struct Steps {
    of: usize,
    at: usize,
    began: Instant,
}

impl Steps {
    pub fn new(of: usize) -> Steps {
        Steps { of, at: 0, began: Instant::now() }
    }

    pub fn begin(&mut self, what: &str) {
        self.at += 1;
        eprintln!("\n[{}/{}] {what}  ({} s so far)", self.at, self.of, self.began.elapsed().as_secs());
    }
}

/// Runs a command and shows what it says.
pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> Result<()> {
    run_with(folder, program, arguments, &[])
}

/// The same with environment variables.
pub fn run_with(folder: &Path, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    run_into(Stdio::inherit(), folder, program, arguments, variables)
}

/// Runs a command whose words are progress, not an answer: they go to standard error.
pub fn run_aside(folder: &Path, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Result<()> {
    run_into(Stdio::from(std::io::stderr()), folder, program, arguments, variables)
}

fn run_into(
    out: Stdio,
    folder: &Path,
    program: &str,
    arguments: &[&str],
    variables: &[(&str, &str)],
) -> Result<()> {
    let line = format!("{program} {}", arguments.join(" "));
    eprintln!("  $ {line}");
    let status = Command::new(program)
        .args(arguments)
        .stdout(out)
        .envs(variables.iter().copied())
        .current_dir(folder)
        .status()
        .with_context(|| format!("{program} does not start: is it installed?"))?;
    if !status.success() {
        bail!("“{line}” failed ({status}); the reason stands above");
    }
    Ok(())
}

/// What a command answers, if it starts and succeeds.
pub fn answer(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where cargo puts what it builds.
pub fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Whether a program is there.
pub fn has(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|paths| std::env::split_paths(&paths).any(|folder| folder.join(program).is_file()))
}
