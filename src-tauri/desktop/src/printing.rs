//! From a finished paper to the system's printers, to a file, or to another program.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use casebook::CasebookError;
use desk::Failure;
use desk::paper::Paper;
use printers::common::base::job::PrinterJobOptions;
use serde::Serialize;
use tempfile::TempDir;

/// A printer of the system.
#[derive(Debug, Serialize, specta::Type)]
pub struct PrinterView {
    name: String,
    is_default: bool,
}

/// The printers of the system, the usual one first.
pub fn printers() -> Vec<PrinterView> {
    let mut all: Vec<_> = ::printers::get_printers()
        .into_iter()
        .map(|printer| PrinterView { name: printer.system_name, is_default: printer.is_default })
        .collect();
    all.sort_by_key(|printer| !printer.is_default);
    all
}

/// Gives a paper to the queue of a printer; the usual one when none is named.
pub fn print(paper: &Paper, printer: Option<&str>) -> Result<(), Failure> {
    let found = match printer {
        Some(name) => ::printers::get_printers().into_iter().find(|printer| printer.system_name == name),
        None => ::printers::get_default_printer(),
    };
    let printer = found.ok_or_else(|| Failure::of("no_printer"))?;
    // The queue takes a copy; what was written for it goes when `folder` does.
    let (folder, path) = written(paper)?;
    let options = PrinterJobOptions { name: Some("Meedoen"), ..PrinterJobOptions::none() };
    let printed = printer.print_file(&path.to_string_lossy(), options);
    drop(folder);
    printed.map(|_| ()).map_err(|_| Failure::of("printing_failed").with("printer", &printer.system_name))
}

/// Shows a paper in the program that this desk uses for it.
pub fn show(paper: &Paper, kept: &mut Vec<TempDir>) -> Result<(), Failure> {
    let (folder, path) = written(paper)?;
    open::that_detached(&path).map_err(|_| Failure::of("no_viewer"))?;
    // The other program may still be reading: the folder goes when the casebook is locked.
    kept.push(folder);
    Ok(())
}

/// Saves a paper where the coach said.
pub fn save(paper: &Paper, path: &Path) -> Result<(), Failure> {
    fs::write(path, &paper.pdf).map_err(|error| failure(error, path))
}

fn written(paper: &Paper) -> Result<(TempDir, PathBuf), Failure> {
    let folder = tempfile::Builder::new().prefix("meedoen-").tempdir().map_err(CasebookError::from)?;
    let path = folder.path().join(&paper.file_name);
    let mut file = fs::File::create(&path).map_err(|error| failure(error, &path))?;
    file.write_all(&paper.pdf).map_err(|error| failure(error, &path))?;
    Ok((folder, path))
}

fn failure(error: std::io::Error, path: &Path) -> Failure {
    Failure::from(CasebookError::from(error)).with("path", path.display())
}
