//! A desk: a home folder with its casebook, a printer perhaps, and the windows that are opened on it.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::window::Window;

/// What the coach types to open her casebook.
pub const PASSPHRASE: &str = "zonlicht door het glas";

pub struct Desk {
    home: TempDir,
    /// Variables that the windows of this desk get.
    surroundings: Vec<(&'static str, String)>,
    windows: Cell<usize>,
}

/// A program that `cargo xtask test window` built.
pub fn program(variable: &str) -> Result<PathBuf> {
    let path = std::env::var_os(variable)
        .with_context(|| format!("{variable} is not set: run `cargo xtask test window`"))?;
    Ok(PathBuf::from(path))
}

impl Desk {
    pub fn new() -> Result<Desk> {
        Ok(Desk { home: tempfile::tempdir()?, surroundings: Vec::new(), windows: Cell::new(0) })
    }

    /// The printers of this desk are those of a print server.
    pub fn beside_printer(mut self, server: &str) -> Desk {
        self.surroundings.push(("CUPS_SERVER", server.to_owned()));
        self
    }

    /// A desk where everything is shown dark.
    pub fn in_the_dark(mut self) -> Desk {
        self.surroundings.push(("GTK_THEME", "Adwaita:dark".to_owned()));
        self
    }

    /// A desk with a casebook that was made before.
    pub fn with_casebook() -> Result<Desk> {
        let desk = Desk::new()?;
        desk.cli(&["init", "--name", "Casusboek Westland", "--member", "Marleen"])?;
        Ok(desk)
    }

    pub fn casebook(&self) -> PathBuf {
        self.home.path().join("casebook")
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Runs the command line on this desk's casebook and answers what it printed.
    pub fn cli(&self, arguments: &[&str]) -> Result<String> {
        let output = Command::new(program("MEEDOEN_CLI")?)
            .arg("--casebook")
            .arg(self.casebook())
            .args(arguments)
            .env("MEEDOEN_PASSPHRASE", PASSPHRASE)
            .output()?;
        if !output.status.success() {
            bail!("meedoen-cli {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Opens the window on this desk's casebook.
    pub async fn open(&self) -> Result<Window> {
        self.open_with(&[]).await
    }

    /// Opens the window on a casebook of made-up people.
    pub async fn open_demo(&self) -> Result<Window> {
        self.open_with(&["--demo"]).await
    }

    async fn open_with(&self, more: &[&str]) -> Result<Window> {
        let casebook = self.casebook().to_string_lossy().into_owned();
        let arguments = [&["--casebook", &casebook], more].concat();
        // A second window must not share the browser's own files with the first.
        let window = self.windows.replace(self.windows.get() + 1);
        let own = self.home.path().join(format!("window-{window}"));
        std::fs::create_dir_all(&own)?;
        let surroundings: Vec<_> =
            self.surroundings.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Window::open(&arguments, &own, &surroundings).await
    }
}
