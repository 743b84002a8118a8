//! The house: which room may depend on which, and what stands at the top.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The table of docs/architecture.md. Another arrow needs a line in docs/decisions first.
const MAY_DEPEND_ON: &[(&str, &[&str])] = &[
    ("sync", &[]),
    ("casebook", &["sync"]),
    ("phrasebook", &[]),
    ("report", &["phrasebook"]),
    ("desk", &["casebook", "phrasebook", "report", "sync"]),
    ("cli", &["casebook", "desk", "phrasebook", "sync"]),
    ("meedoen", &["casebook", "desk", "phrasebook", "sync"]),
    ("office", &["sync"]),
    ("xtask", &[]),
];

fn metadata() -> serde_json::Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn every_room_depends_only_on_what_the_table_allows() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let rooms: BTreeSet<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let allowed: BTreeMap<&str, &[&str]> = MAY_DEPEND_ON.iter().copied().collect();
    for package in packages {
        let name = package["name"].as_str().unwrap();
        if name == "tests" {
            continue;
        }
        let allowed = allowed.get(name).unwrap_or_else(|| panic!("{name} does not stand in the table"));
        for dependency in package["dependencies"].as_array().unwrap() {
            let target = dependency["name"].as_str().unwrap();
            if rooms.contains(target) && dependency["kind"].is_null() {
                assert!(allowed.contains(&target), "{name} may not depend on {target}");
            }
        }
    }
}

#[test]
fn only_the_shell_knows_the_window_and_only_casebook_and_office_know_a_file() {
    let metadata = metadata();
    for package in metadata["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        for dependency in package["dependencies"].as_array().unwrap() {
            let target = dependency["name"].as_str().unwrap();
            assert!(!target.starts_with("tauri") || name == "meedoen", "{name} knows {target}");
            let keeps_a_file = name == "casebook" || name == "office";
            assert!(target != "rusqlite" || keeps_a_file, "{name} knows {target}");
            // Only behind a feature, and only where the office is asked.
            let may_ask = name == "sync" && dependency["optional"] == true;
            assert!(target != "reqwest" || may_ask, "{name} could reach a network");
        }
    }
}

#[test]
fn without_the_office_feature_there_is_no_network_code() {
    for (package, features) in [("cli", ""), ("meedoen", "custom-protocol")] {
        let output = Command::new(env!("CARGO"))
            .args(["tree", "--offline", "--edges", "normal", "--prefix", "none", "--format", "{p}"])
            .args(["--package", package, "--no-default-features", "--features", features])
            .current_dir(root())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let tree = String::from_utf8(output.stdout).unwrap();
        assert!(tree.contains("casebook v"), "{package} is what is looked at");
        for network in ["reqwest v", "hyper v", "rustls v", "zstd v"] {
            assert!(!tree.contains(network), "{package} without the office has {network}");
        }
    }
}

#[test]
fn the_office_judges_by_the_schema_of_the_casebook() {
    let file = fs::read_to_string(root().join("src-tauri/office/src/schema.json")).unwrap();
    let kept: sync::schema::SchemaTable = serde_json::from_str(&file).unwrap();
    let of_today = casebook::schema::office_table();
    assert!(kept == of_today, "write src-tauri/office/src/schema.json anew: meedoen-cli schema --office");
}

#[test]
fn the_top_level_holds_what_the_user_asked_for_and_nothing_else() {
    let expected = [
        "Cargo.lock",
        "Cargo.toml",
        "README.md",
        "assets",
        "docs",
        "src-tauri",
        "tauri.conf.json",
        "tests",
        "ui",
    ];
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().unwrap();
    assert!(listed.status.success(), "git lists no files");
    let names = String::from_utf8(listed.stdout).unwrap();
    let top: BTreeSet<&str> = names
        .split('\0')
        .filter(|path| !path.is_empty())
        .map(|path| path.split('/').next().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    let expected: BTreeSet<&str> = expected.into();
    assert_eq!(top.difference(&expected).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn nothing_committed_names_a_registry_host_or_a_path_of_a_machine() {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().unwrap();
    let names = String::from_utf8(listed.stdout).unwrap();
    // The hosts are written in two parts, so that this file does not find itself.
    let mut needles = vec![
        format!("{}/", root().display()),
        ["registry.npm", "js.org"].concat(),
        ["index.cra", "tes.io"].concat(),
    ];
    needles.extend(std::env::var("HOME").ok().filter(|home| home.len() > 1).map(|home| format!("{home}/")));
    for name in names.split('\0').filter(|name| !name.is_empty() && !name.ends_with("Cargo.lock")) {
        let Ok(text) = fs::read_to_string(root().join(name)) else { continue };
        for needle in &needles {
            assert!(!text.contains(needle.as_str()), "{name} names {needle}");
        }
    }
}
