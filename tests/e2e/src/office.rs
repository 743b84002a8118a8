//! An office beside the desk: the real program, with a folder of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::desk::program;

pub struct Office {
    home: TempDir,
    process: Child,
}

impl Office {
    /// Called “Kantoor Naaldwijk”.
    pub fn start() -> Result<Office> {
        let home = tempfile::tempdir()?;
        // A port that was free a moment ago.
        let listen = TcpListener::bind("127.0.0.1:0")?.local_addr()?.to_string();
        let mut process = Command::new(program("MEEDOEN_OFFICE")?)
            .args(["serve", "--listen", &listen, "--name", "Kantoor Naaldwijk", "--data"])
            .arg(home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut lines = BufReader::new(process.stdout.take().context("the office says nothing")?).lines();
        let serves = lines.any(|line| line.is_ok_and(|line| line.contains("serves on")));
        ensure!(serves, "the office does not serve");
        // What else it says must not fill the pipe.
        thread::spawn(move || lines.for_each(drop));
        Ok(Office { home, process })
    }

    /// The text of an invitation.
    pub fn invite(&self, member: &str, role: &str) -> Result<String> {
        let output = Command::new(program("MEEDOEN_OFFICE")?)
            .args(["invite", "--member", member, "--role", role, "--data"])
            .arg(self.home.path())
            .output()?;
        if !output.status.success() {
            bail!("no invitation: {}", String::from_utf8_lossy(&output.stderr));
        }
        let said = String::from_utf8(output.stdout)?;
        Ok(said.trim().lines().last().unwrap_or_default().to_owned())
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
