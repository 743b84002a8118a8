//! What has to be on the machine: Node, and the system's packages, which are installed where that is possible.

use std::path::Path;

use anyhow::{Result, bail};

use crate::shell::{answer, has, run, run_with};

/// Least Node that Vite 8 runs on.
const LEAST_NODE: (u32, u32) = (20, 19);

/// To build and run the window.
pub const TO_RUN: &[&str] =
    &["build-essential", "pkg-config", "perl", "libwebkit2gtk-4.1-dev", "librsvg2-dev", "libcups2-dev"];
/// To run without a display, and to save what the window shows.
pub const TO_SHOW: &[&str] = &["xvfb", "xauth", "dbus", "imagemagick"];
/// To drive the window, to read PDFs with other programs, and to print to a queue.
pub const TO_TEST: &[&str] = &["webkit2gtk-driver", "poppler-utils", "qpdf", "xdotool"];

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
        println!("  nothing is missing");
        return Ok(());
    }
    println!("  missing: {}", missing.join(" "));
    let (program, before): (&str, &[&str]) =
        if is_root() { ("apt-get", &[]) } else { ("sudo", &["apt-get"]) };
    if program == "sudo" && !has("sudo") {
        bail!("install these packages as root, then run this again: {}", missing.join(" "));
    }
    let quiet = [("DEBIAN_FRONTEND", "noninteractive")];
    run(root, program, &[before, &["-q", "-o", "DPkg::Lock::Timeout=300", "update"]].concat())?;
    let install = ["-q", "-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"];
    run_with(root, program, &[before, &install[..], &missing].concat(), &quiet)
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
    let ui = root.join("ui");
    let modified = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    let installed = modified(&ui.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= modified(&ui.join("package-lock.json")) {
        println!("  the packages of the screens are there");
        return Ok(());
    }
    run(&ui, "npm", &["ci", "--no-audit", "--no-fund"])
}
