//! What has to be on the machine: Node, and the system's packages, which are installed where that is possible.

use std::path::Path;

use anyhow::{Result, bail};

use crate::shell::{answer, has, run_aside};

/// Least Node that Vite 8 runs on.
const LEAST_NODE: (u32, u32) = (20, 19);

/// To build what has no window.
pub const TO_BUILD: &[&str] = &["build-essential", "pkg-config", "perl"];
/// To build and run the window.
pub const TO_RUN: &[&str] =
    &["build-essential", "pkg-config", "perl", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "libcups2-dev"];
/// To run without a display, and to save what the window shows.
pub const TO_SHOW: &[&str] = &["xvfb", "xauth", "dbus", "imagemagick"];
/// To keep an office on PostgreSQL.
pub const TO_KEEP: &[&str] = &["postgresql"];
/// To drive the window, to read PDFs with other programs, to print to a queue, and to keep an office on PostgreSQL.
pub const TO_TEST: &[&str] =
    &["webkit2gtk-driver", "poppler-utils", "qpdf", "xdotool", "cups-daemon", "python3-venv", "postgresql"];

/// Stops with the remedy when Node is missing or too old.
pub fn check_node() -> Result<()> {
    let Some(version) = answer("node", &["--version"]) else {
        bail!(
            "Node is missing. Install Node {}.{} or later, then run this again.",
            LEAST_NODE.0,
            LEAST_NODE.1
        );
    };
    let mut parts = version.trim_start_matches('v').split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let found = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    if found < LEAST_NODE {
        bail!(
            "Node {version} is too old. Install Node {}.{} or later, then run this again.",
            LEAST_NODE.0,
            LEAST_NODE.1
        );
    }
    Ok(())
}

/// Installs the packages of these lists that are missing.
pub fn install(root: &Path, lists: &[&[&'static str]]) -> Result<()> {
    let wanted: Vec<&str> = lists.iter().flat_map(|list| list.iter().copied()).collect();
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !has("dpkg-query") {
        return check_by_hand(&wanted);
    }
    let missing: Vec<&str> = wanted.into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        eprintln!("  nothing is missing");
        return Ok(());
    }
    eprintln!("  missing: {}", missing.join(" "));
    let (program, before): (&str, &[&str]) =
        if is_root() { ("apt-get", &[]) } else { ("sudo", &["apt-get"]) };
    if program == "sudo" && !has("sudo") {
        bail!("install these packages as root, then run this again: {}", missing.join(" "));
    }
    let quiet = [("DEBIAN_FRONTEND", "noninteractive")];
    run_aside(root, program, &[before, &["-q", "-o", "DPkg::Lock::Timeout=300", "update"]].concat(), &quiet)?;
    let install = ["-q", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"];
    run_aside(root, program, &[before, &install[..], &missing].concat(), &quiet)
}

fn is_installed(package: &str) -> bool {
    answer("dpkg-query", &["-W", "-f=${Status}", package])
        .is_some_and(|status| status.contains("ok installed"))
}

fn is_root() -> bool {
    answer("id", &["-u"]).as_deref() == Some("0")
}

fn check_by_hand(wanted: &[&str]) -> Result<()> {
    let there = answer("pkg-config", &["--exists", "webkit2gtk-4.1"]).is_some();
    if !there {
        bail!(
            "install WebKitGTK 4.1 with its headers (on Debian: {}), then run this again",
            wanted.join(" ")
        );
    }
    Ok(())
}

/// Installs the packages of the screens when they do not match their lock file.
pub fn install_ui(root: &Path) -> Result<()> {
    if install_npm(&root.join("ui"))? {
        eprintln!("  the packages of the screens are there");
    }
    Ok(())
}

/// Installs the readers of PDF that the tests of the papers ask (src-tauri/report/tests/readers).
pub fn install_readers(root: &Path, target: &Path) -> Result<()> {
    let readers = root.join("src-tauri/report/tests/readers");
    let (wanted, home) = (readers.join("requirements.txt"), target.join("tmp/readers"));
    let installed = home.join("installed");
    if modified(&installed).is_none() || modified(&installed) < modified(&wanted) {
        let (home, wanted) = (home.to_string_lossy(), wanted.to_string_lossy());
        run_aside(root, "python3", &["-m", "venv", "--clear", &home], &[])?;
        let pip =
            ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", &wanted];
        run_aside(root, &format!("{home}/bin/python"), &pip, &[])?;
        std::fs::write(&installed, "")?;
    }
    install_npm(&readers).map(|_| ())
}

/// Whether they were there already.
fn install_npm(folder: &Path) -> Result<bool> {
    let installed = modified(&folder.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&folder.join("package-lock.json")) {
        return Ok(true);
    }
    run_aside(folder, "npm", &["ci", "--no-audit", "--no-fund"], &[]).map(|()| false)
}

fn modified(path: &Path) -> Option<std::time::SystemTime> {
    path.metadata().and_then(|metadata| metadata.modified()).ok()
}
