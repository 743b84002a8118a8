//! Processes of the window: whose they are, and whether they are gone.

use std::process::{Child, Command};
use std::time::Instant;

use anyhow::{Result, bail};

use crate::{LOOK_AGAIN, PATIENCE};

/// Ends with whoever started it.
pub struct Companion(pub Child);

impl Drop for Companion {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Everything this process started, and what that started.
pub fn descendants(parent: u32) -> Result<Vec<u32>> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        let Some(process) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else {
            continue;
        };
        if parent_of(process) == Some(parent) {
            all.push(process);
            all.extend(descendants(process)?);
        }
    }
    Ok(all)
}

fn parent_of(process: u32) -> Option<u32> {
    let status = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let after_name = status.rsplit(')').next()?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

/// Ends a process at once, without a last word.
pub fn pull_the_plug(process: u32) -> Result<()> {
    Command::new("kill").args(["-9", &process.to_string()]).status()?;
    Ok(())
}

/// Waits until these processes are gone: what they held is free then.
pub async fn gone(processes: &[u32]) -> Result<()> {
    let began = Instant::now();
    while processes.iter().any(|process| is_running(*process)) {
        if began.elapsed() > PATIENCE {
            bail!("the window does not end");
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
    Ok(())
}

/// A process that ended and waits for its parent to notice runs no more.
fn is_running(process: u32) -> bool {
    let Ok(status) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return false };
    let state = status.rsplit(')').next().unwrap_or_default().split_whitespace().next().map(str::to_owned);
    state.is_some_and(|state| state != "Z" && state != "X")
}
