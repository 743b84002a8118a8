//! The npm packages that pictures and fonts are taken from.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// Bring `assets`/node_modules to what the lock file says. npm takes seconds even when nothing is to be
/// done, so it is not started then.
pub fn install(assets: &Path) -> Result<()> {
    if is_current(assets) {
        return Ok(());
    }
    // `ci` never changes the lock file; without one, `install` makes it.
    let verb = if assets.join("package-lock.json").exists() { "ci" } else { "install" };
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let status = Command::new(npm)
        .args([verb, "--no-audit", "--no-fund", "--ignore-scripts"])
        .current_dir(assets)
        .status()
        .with_context(|| format!("cannot start {npm}: install Node.js 20 or newer"))?;
    if !status.success() {
        bail!("npm {verb} failed in {}: its message above says why", assets.display());
    }
    Ok(())
}

/// npm leaves `node_modules/.package-lock.json` behind as a record of what it installed.
fn is_current(assets: &Path) -> bool {
    let read = |name: &str| -> Option<Value> {
        serde_json::from_str(&fs::read_to_string(assets.join(name)).ok()?).ok()
    };
    match (read("package.json"), read("package-lock.json"), read("node_modules/.package-lock.json")) {
        (Some(wanted), Some(lock), Some(installed)) => {
            matches(&wanted, &lock, &installed, |package| assets.join(package).join("package.json").exists())
        }
        _ => false,
    }
}

fn matches(wanted: &Value, lock: &Value, installed: &Value, exists: impl Fn(&str) -> bool) -> bool {
    let Some(packages) = lock["packages"].as_object() else { return false };
    lock["packages"][""]["dependencies"] == wanted["dependencies"]
        && packages.iter().filter(|(path, _)| !path.is_empty()).all(|(path, package)| {
            let found = &installed["packages"][path];
            found["version"] == package["version"]
                && found["integrity"] == package["integrity"]
                && exists(path)
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn npm_runs_only_when_something_differs() {
        let wanted = json!({"dependencies": {"openmoji": "17.0.0"}});
        let package = json!({"version": "17.0.0", "integrity": "sha512-x"});
        let lock = json!({"packages": {"": wanted, "node_modules/openmoji": package}});
        let installed = json!({"packages": {"node_modules/openmoji": package}});
        assert!(matches(&wanted, &lock, &installed, |_| true));
        assert!(!matches(&wanted, &lock, &installed, |_| false), "the folder was removed");
        assert!(!matches(&wanted, &lock, &json!({"packages": {}}), |_| true), "never installed");
        let newer = json!({"dependencies": {"openmoji": "18.0.0"}});
        assert!(!matches(&newer, &lock, &installed, |_| true), "package.json asks for another version");
    }
}
