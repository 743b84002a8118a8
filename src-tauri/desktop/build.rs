//! Builds the screens when they are missing or stale, and keeps SQLCipher's symbols to ourselves.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

fn main() {
    ensure_ui();
    // WebKit links the system's SQLite. Without this flag the executable exports SQLCipher's sqlite3_* functions and
    // WebKit silently runs on them (docs/decisions/0002; the test `symbols` holds it).
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    println!("cargo:rerun-if-changed=src-tauri/desktop/permissions");
    let attributes = tauri_build::Attributes::new().app_manifest(
        tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/desktop/permissions/**/*.toml"),
    );
    if let Err(error) = tauri_build::try_build(attributes) {
        stop(&format!("{error:#}"));
    }
}

/// `cargo build` alone must give a working window.
fn ensure_ui() {
    for path in ["ui/src", "ui/index.html", "ui/package-lock.json", "ui/vite.config.ts", "assets/texts"] {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rerun-if-changed=ui/dist/index.html");
    let built = modified(Path::new("ui/dist/index.html"));
    let newest = newest_below(&[
        PathBuf::from("ui/src"),
        PathBuf::from("ui/index.html"),
        PathBuf::from("assets/texts"),
    ]);
    if built.is_some() && built >= newest {
        return;
    }
    if !Path::new("ui/node_modules").exists() {
        npm(&["ci", "--no-audit", "--no-fund"]);
    }
    npm(&["run", "build"]);
}

fn newest_below(roots: &[PathBuf]) -> Option<SystemTime> {
    let mut waiting = roots.to_vec();
    let mut newest = None;
    while let Some(path) = waiting.pop() {
        newest = newest.max(modified(&path));
        if let Ok(entries) = std::fs::read_dir(&path) {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    newest
}

fn modified(path: &Path) -> Option<SystemTime> {
    path.metadata().ok().and_then(|metadata| metadata.modified().ok())
}

fn npm(arguments: &[&str]) {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    match Command::new(program).args(arguments).current_dir("ui").status() {
        Ok(status) if status.success() => {}
        Ok(_) => stop(&format!("npm {} failed in ui/: see above", arguments.join(" "))),
        Err(error) => {
            stop(&format!("npm does not start ({error}): install Node 20.19 or later, then build again"))
        }
    }
}

fn stop(why: &str) -> ! {
    println!("cargo:error={why}");
    std::process::exit(1);
}
