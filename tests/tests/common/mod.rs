//! An office and casebooks as real programs.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

pub mod kept;
#[path = "../../../src-tauri/office/tests/common/postgres.rs"]
pub mod postgres;
pub mod scope;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use serde_json::{Value, json};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "zonlicht door het glas";

/// A program of the workspace; `cargo test` builds them all before the first test runs.
fn program(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join(name);
    assert!(path.exists(), "build {name} first: cargo build --package cli --package office");
    Command::new(path)
}

/// An office that serves: on PostgreSQL it may have several processes.
pub struct Office {
    pub data: PathBuf,
    database: Option<String>,
    processes: Vec<Serving>,
}

struct Serving {
    data: PathBuf,
    listen: String,
    process: Child,
}

impl Office {
    /// An office of one process, on its embedded store.
    pub fn start(home: &Path) -> Office {
        Office::of(home, None, 1)
    }

    /// An office of so many processes.
    pub fn of(home: &Path, database: Option<&str>, count: usize) -> Office {
        // Ports that were free a moment ago; the invitations name them, so they stay the same.
        let ports: Vec<TcpListener> = (0..count).map(|_| TcpListener::bind("127.0.0.1:0").unwrap()).collect();
        let listens: Vec<String> = ports.iter().map(|port| port.local_addr().unwrap().to_string()).collect();
        drop(ports);
        let data = |number: usize| home.join(format!("office {number}"));
        let mut office =
            Office { data: data(0), database: database.map(str::to_owned), processes: Vec::new() };
        for (number, listen) in listens.iter().enumerate() {
            if number > 0 {
                // Every process of an office has its key.
                std::fs::create_dir(data(number)).unwrap();
                std::fs::copy(data(0).join("office.key"), data(number).join("office.key")).unwrap();
            }
            let process = office.serve(&data(number), listen, &listens);
            office.processes.push(Serving { data: data(number), listen: listen.clone(), process });
        }
        office
    }

    fn serve(&self, data: &Path, listen: &str, all: &[String]) -> Child {
        let mut command = program("meedoen-office");
        command.arg("serve").arg("--data").arg(data).args([
            "--listen",
            listen,
            "--name",
            "Kantoor Naaldwijk",
        ]);
        command.args(all.iter().flat_map(|address| ["--address", address]));
        command.args(self.database.iter().flat_map(|database| ["--database", database]));
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("serves on")), "the office does not serve");
        // What else it says must not fill the pipe.
        thread::spawn(move || lines.for_each(drop));
        process
    }

    /// Kills one of its processes, as a power cut would, and starts it again.
    pub fn kill_and_start_again(&mut self, number: usize) {
        let all: Vec<String> = self.processes.iter().map(|one| one.listen.clone()).collect();
        let number = number % self.processes.len();
        let one = &mut self.processes[number];
        one.process.kill().unwrap();
        one.process.wait().unwrap();
        let (data, listen) = (one.data.clone(), one.listen.clone());
        self.processes[number].process = self.serve(&data, &listen, &all);
    }

    /// The office as a machine without a network: no process of it serves.
    pub fn stopped(mut self) -> Office {
        for mut one in self.processes.drain(..) {
            one.process.kill().unwrap();
            one.process.wait().unwrap();
        }
        self
    }

    pub fn command(&self, arguments: &[&str]) -> String {
        let mut command = program("meedoen-office");
        let output = command.args(arguments).arg("--data").arg(&self.data).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    pub fn invite(&self, member: &str, role: &str) -> String {
        let said = self.command(&["invite", "--member", member, "--role", role]);
        said.trim().lines().last().unwrap().to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        for one in &mut self.processes {
            let _ = one.process.kill();
            let _ = one.process.wait();
        }
    }
}

pub struct Laptop {
    pub folder: PathBuf,
    /// Seconds that its clock is off.
    pub clock: i64,
    _home: TempDir,
}

impl Laptop {
    pub fn of(member: &str, role: &str) -> Laptop {
        let home = tempfile::tempdir().unwrap();
        let laptop = Laptop { folder: home.path().join("casebook"), clock: 0, _home: home };
        laptop.did(&["init", "--name", member, "--member", member, "--role", role]);
        laptop
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program("meedoen-cli");
        command.arg("--json").arg("--casebook").arg(&self.folder).args(arguments);
        command.env("MEEDOEN_PASSPHRASE", PASSPHRASE).env("MEEDOEN_CLOCK_OFFSET", self.clock.to_string());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn did(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    pub fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(self.did(arguments).trim()).unwrap()
    }

    /// Begins to apply operations.
    pub fn begin_to_apply(&self, operations: &[Value]) -> Child {
        let mut command = self.command(&["apply", "-"]);
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut input = process.stdin.take().unwrap();
        operations.iter().for_each(|operation| writeln!(input, "{operation}").unwrap());
        process
    }

    /// Applies operations; true when all of them were acknowledged.
    pub fn apply(&self, operations: &[Value]) -> bool {
        self.begin_to_apply(operations).wait().unwrap().success()
    }

    /// Writes a field of a participant, having seen what stands there.
    pub fn types(&self, person: &str, field: &str, text: &str) -> bool {
        let seen = self.stamps(person)[field].clone();
        let mut operation = json!({"op": "participant.change", "id": person, "fields": {field: text}});
        operation["seen"] = json!({field: seen});
        self.apply(&[operation])
    }

    /// Every record that it shows.
    pub fn dump(&self) -> Vec<Value> {
        let dump = self.did(&["dump", "--stamps"]);
        dump.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn record(&self, person: &str) -> Option<Value> {
        self.dump().into_iter().find(|record| record["id"] == person)
    }

    fn stamps(&self, person: &str) -> Value {
        self.record(person).unwrap()["stamps"].clone()
    }

    pub fn field(&self, person: &str, field: &str) -> Value {
        self.record(person).unwrap()["fields"][field].clone()
    }

    pub fn settle(&self) {
        while self.json(&["sync"])["waiting"] != 0 {}
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

/// A word that nobody else writes, without digits: those might look like a citizen number.
pub fn new_word() -> String {
    word(uuid::Uuid::now_v7().as_u128())
}

pub fn word(mut number: u128) -> String {
    let mut letters = String::new();
    while number > 0 {
        letters.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    letters
}

pub fn participant(id: &str, name: &str) -> Value {
    json!({"op": "participant.add", "id": id, "fields": {"call_name": name}})
}
