//! The real program, on a real casebook.
#![allow(dead_code)]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "zonlicht door het glas";

pub struct Desk {
    pub home: TempDir,
    pub casebook: PathBuf,
}

pub fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_meedoen-cli"));
    command.env("MEEDOEN_PASSPHRASE", PASSPHRASE).stdin(Stdio::null());
    command
}

impl Desk {
    /// A new casebook.
    pub fn new() -> Desk {
        let home = tempfile::tempdir().unwrap();
        let casebook = home.path().join("casebook");
        let desk = Desk { home, casebook };
        let output = desk.run(&["init", "--name", "Test", "--member", "Marleen"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        desk
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program();
        command.arg("--casebook").arg(&self.casebook).args(arguments);
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What the program answers as JSON; it must succeed.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[&["--json"], arguments].concat());
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Applies lines from standard input.
    pub fn apply(&self, lines: &str) -> Output {
        let mut child = self
            .command(&["--json", "apply", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The lines of an answer as JSON.
pub fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
