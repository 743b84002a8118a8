//! `cargo xtask run`, `bindings` and `bundle`.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::display::Display;
use crate::shell::{Steps, run as command, run_with, target};
use crate::{assets, packages};

/// Longest wait for a window that stands still.
const WINDOW_PATIENCE: Duration = Duration::from_secs(60);

#[derive(Debug, Default)]
struct Options {
    demo: bool,
    release: bool,
    casebook: Option<PathBuf>,
    screenshot: Option<PathBuf>,
}

/// Installs what is missing, builds, and opens the window.
pub fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let options = read(arguments)?;
    let mut steps = Steps::new(2 + SET_UP);
    set_up(root, &mut steps, &[packages::TO_RUN, packages::TO_SHOW])?;
    steps.begin("Build (the first one takes some minutes)");
    let profile: &[&str] = if options.release { &["--release"] } else { &[] };
    command(root, "cargo", &[&["build", "--package", "meedoen", "--bin", "meedoen"], profile].concat())?;
    steps.begin("Open the window");
    open(root, &options)
}

/// How many steps [`set_up`] takes.
pub const SET_UP: usize = 2;

/// What comes before every build: what the machine lacks of these lists, and what is there beside the Rust code.
pub fn set_up(root: &Path, steps: &mut Steps, lists: &[&[&'static str]]) -> Result<()> {
    steps.begin("System packages");
    packages::check_node()?;
    packages::install(root, lists)?;
    steps.begin("Pictures, fonts and the packages of the screens");
    prepare(root)
}

fn prepare(root: &Path) -> Result<()> {
    assets::derive(root)?;
    packages::install_ui(root)
}

fn read(arguments: &[String]) -> Result<Options> {
    let mut options = Options::default();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut path = |what: &str| {
            let given = arguments.next().with_context(|| format!("{argument} needs {what}"))?;
            std::path::absolute(given).context("the path does not read")
        };
        match argument.as_str() {
            "--demo" => options.demo = true,
            "--release" => options.release = true,
            "--casebook" => options.casebook = Some(path("a folder")?),
            "--screenshot" => options.screenshot = Some(path("a file")?),
            other => bail!("“{other}” is not one of --demo, --casebook DIR, --screenshot FILE, --release"),
        }
    }
    Ok(options)
}

fn open(root: &Path, options: &Options) -> Result<()> {
    let display = match &options.screenshot {
        // A picture of a desk would show more than the window.
        Some(_) if cfg!(target_os = "linux") => Display::virtual_one()?,
        _ => Display::find()?,
    };
    let folder = if options.release { "release" } else { "debug" };
    let target = target(root);
    let mut window = Command::new(target.join(folder).join("meedoen"));
    display.apply(&mut window);
    if options.demo {
        window.arg("--demo");
    }
    if let Some(casebook) = &options.casebook {
        window.arg("--casebook").arg(casebook);
    }
    if options.screenshot.is_some() {
        window.stdout(Stdio::piped());
    }
    let mut window = window.spawn().context("the window does not open")?;
    let Some(file) = &options.screenshot else {
        eprintln!("  Meedoen is open; close its window to stop");
        let status = window.wait()?;
        return if status.success() { Ok(()) } else { bail!("the window closed with a fault ({status})") };
    };
    if let Some(out) = window.stdout.take() {
        // The first line says that the first screen has what it needs.
        BufReader::new(out).read_line(&mut String::new()).context("the window closed before it was ready")?;
    }
    let saved = display.save(file, WINDOW_PATIENCE);
    let _ = window.kill();
    let _ = window.wait();
    saved?;
    eprintln!("  saved {}", file.display());
    Ok(())
}

/// Writes the TypeScript side of the commands.
pub fn bindings(root: &Path) -> Result<()> {
    prepare(root)?;
    run_with(
        root,
        "cargo",
        // With the workspace's own choice of features, so that what `test` built is used.
        &["test", "--workspace", "--test", "bindings"],
        &[("UPDATE_BINDINGS", "1")],
    )
}

/// Builds a package to install.
pub fn bundle(root: &Path) -> Result<()> {
    let mut steps = Steps::new(1 + SET_UP);
    set_up(root, &mut steps, &[packages::TO_RUN])?;
    steps.begin("Build and pack");
    // The tool looks for the program beneath the folder of the screens, where it is installed.
    run_with(root, "npm", &["--prefix", "ui", "run", "bundle"], &[("TAURI_APP_PATH", "..")])
}
