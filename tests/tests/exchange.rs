//! An office and casebooks as real programs: over TLS, on their own files, killed at any instant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

const PASSPHRASE: &str = "zonlicht door het glas";

/// A program of the workspace; `cargo test` builds them all before the first test runs.
fn program(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let path = tests.parent().unwrap().parent().unwrap().join(name);
    assert!(path.exists(), "build {name} first: cargo build --package cli --package office");
    Command::new(path)
}

struct Office {
    data: PathBuf,
    listen: String,
    process: Child,
}

impl Office {
    fn start(home: &Path) -> Office {
        // A port that was free a moment ago; the invitations name it, so it stays the same.
        let listen = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
        let data = home.join("office");
        Office { process: serve(&data, &listen), data, listen }
    }

    fn kill_and_start_again(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        self.process = serve(&self.data, &self.listen);
    }

    fn command(&self, arguments: &[&str]) -> String {
        let mut command = program("meedoen-office");
        let output = command.args(arguments).arg("--data").arg(&self.data).output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    fn invite(&self, member: &str, role: &str) -> String {
        let said = self.command(&["invite", "--member", member, "--role", role]);
        said.trim().lines().last().unwrap().to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(data: &Path, listen: &str) -> Child {
    let mut command = program("meedoen-office");
    command.arg("serve").arg("--data").arg(data).args(["--listen", listen, "--name", "Kantoor Naaldwijk"]);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().contains("serves on")), "the office does not serve");
    // What else it says must not fill the pipe.
    thread::spawn(move || lines.for_each(drop));
    process
}

struct Laptop {
    folder: PathBuf,
    /// Seconds that its clock is off.
    clock: i64,
    _home: TempDir,
}

impl Laptop {
    fn of(member: &str, role: &str) -> Laptop {
        let home = tempfile::tempdir().unwrap();
        let laptop = Laptop { folder: home.path().join("casebook"), clock: 0, _home: home };
        laptop.did(&["init", "--name", member, "--member", member, "--role", role]);
        laptop
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = program("meedoen-cli");
        command.arg("--json").arg("--casebook").arg(&self.folder).args(arguments);
        command.env("MEEDOEN_PASSPHRASE", PASSPHRASE).env("MEEDOEN_CLOCK_OFFSET", self.clock.to_string());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn did(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(self.did(arguments).trim()).unwrap()
    }

    /// Applies operations; true when all of them were acknowledged.
    fn apply(&self, operations: &[Value]) -> bool {
        let mut command = self.command(&["apply", "-"]);
        let mut process =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut input = process.stdin.take().unwrap();
        operations.iter().for_each(|operation| writeln!(input, "{operation}").unwrap());
        drop(input);
        process.wait_with_output().unwrap().status.success()
    }

    /// Writes a field of a participant, having seen what stands there.
    fn types(&self, person: &str, field: &str, text: &str) -> bool {
        let seen = self.stamps(person)[field].clone();
        let mut operation = json!({"op": "participant.change", "id": person, "fields": {field: text}});
        operation["seen"] = json!({field: seen});
        self.apply(&[operation])
    }

    fn record(&self, person: &str) -> Option<Value> {
        let dump = self.did(&["dump", "--stamps"]);
        let mut records = dump.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        records.find(|record| record["id"] == person)
    }

    fn stamps(&self, person: &str) -> Value {
        self.record(person).unwrap()["stamps"].clone()
    }

    fn field(&self, person: &str, field: &str) -> Value {
        self.record(person).unwrap()["fields"][field].clone()
    }

    fn settle(&self) {
        while self.json(&["sync"])["waiting"] != 0 {}
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}

fn participant(id: &str, name: &str) -> Value {
    json!({"op": "participant.add", "id": id, "fields": {"call_name": name}})
}

#[test]
fn two_laptops_write_for_weeks_and_one_tap_decides() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::start(home.path());
    let (ria, mut bram) = (Laptop::of("Ria", "lead"), Laptop::of("Bram", "lead"));
    let (samir, selam) = (new_id(), new_id());
    assert!(ria.apply(&[participant(&samir, "Samir")]) && bram.apply(&[participant(&selam, "Selam")]));
    let invitation = office.invite("Ria", "lead");
    ria.did(&["enrol", &invitation]);
    assert!(!bram.run(&["enrol", &invitation]).status.success(), "an invitation is for one device");
    bram.did(&["enrol", &office.invite("Bram", "lead")]);
    for laptop in [&ria, &bram, &ria] {
        laptop.settle();
    }
    assert_eq!(ria.field(&selam, "call_name"), "Selam");
    assert_eq!(bram.field(&samir, "call_name"), "Samir");

    bram.clock = -10 * 365 * 86_400;
    assert!(ria.types(&samir, "goal", "Wil met dieren werken."));
    assert!(bram.types(&samir, "goal", "Wil bij een teler werken."));
    assert!(bram.types(&samir, "town", "Monster"));
    for laptop in [&ria, &bram, &ria] {
        laptop.settle();
    }
    assert_eq!(ria.did(&["dump", "--stamps"]), bram.did(&["dump", "--stamps"]));
    assert_eq!(ria.field(&samir, "town"), "Monster");
    let items = ria.did(&["review", "list"]);
    let item: Value = serde_json::from_str(items.trim()).unwrap();
    let versions: BTreeSet<&str> =
        ["standing", "other"].map(|one| item[one]["fields"]["goal"].as_str().unwrap()).into();
    assert_eq!(versions, ["Wil bij een teler werken.", "Wil met dieren werken."].into());
    ria.did(&["review", "take", item["id"].as_str().unwrap(), "mine"]);
    for laptop in [&ria, &bram] {
        laptop.settle();
        assert_eq!(laptop.field(&samir, "goal"), "Wil met dieren werken.");
        assert_eq!(laptop.did(&["review", "list"]), "");
        assert_eq!(laptop.run(&["verify"]).status.code(), Some(0));
    }
    let history = bram.did(&["history", &samir]);
    assert!(history.contains("Wil bij een teler werken."), "{history}");
}

#[test]
fn an_office_and_five_laptops_that_are_killed_at_any_instant_lose_nothing_acknowledged() {
    const ROUNDS: usize = 12;
    let home = tempfile::tempdir().unwrap();
    let mut office = Office::start(home.path());
    let shared = new_id();
    let names = [("Ria", "lead"), ("Bram", "lead"), ("Els", "coach"), ("Joost", "coach"), ("Noor", "lead")];
    let laptops: Vec<Laptop> = names.iter().map(|(name, role)| Laptop::of(name, role)).collect();
    for (laptop, (name, role)) in laptops.iter().zip(names) {
        laptop.did(&["enrol", &office.invite(name, role)]);
    }
    assert!(laptops[0].apply(&[participant(&shared, "Samir")]));
    laptops.iter().for_each(Laptop::settle);
    let mut acknowledged: Vec<String> = Vec::new();
    for round in 0..ROUNDS {
        let syncing: Vec<Child> = laptops
            .iter()
            .enumerate()
            .map(|(place, laptop)| {
                let name = format!("Mens {place}-{round}");
                if laptop.apply(&[participant(&new_id(), &name)]) {
                    acknowledged.push(name);
                }
                if matches!(names[place].1, "lead") {
                    let goal = format!("Doel {place}-{round}");
                    if laptop.types(&shared, "goal", &goal) {
                        acknowledged.push(goal);
                    }
                }
                let mut command = laptop.command(&["sync"]);
                command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
            })
            .collect();
        // Every instant of an exchange has its turn.
        thread::sleep(Duration::from_millis(40 + 61 * (round as u64 * 7 % 11)));
        if round % 2 == 0 {
            office.kill_and_start_again();
        }
        for mut one in syncing {
            let _ = one.kill();
            let _ = one.wait();
        }
    }
    for _ in 0..3 {
        laptops.iter().for_each(Laptop::settle);
    }
    let dumps: Vec<String> = [0, 1, 4].map(|place| laptops[place].did(&["dump", "--stamps"])).into();
    assert!(dumps.windows(2).all(|two| two[0] == two[1]), "those who see everything see the same");
    let kept = [dumps[0].clone(), laptops[0].did(&["history", &shared]), laptops[0].did(&["review", "list"])];
    for one in &acknowledged {
        assert!(kept.iter().any(|place| place.contains(one.as_str())), "{one} is lost");
    }
    for laptop in &laptops {
        assert_eq!(laptop.run(&["verify"]).status.code(), Some(0));
        assert_eq!(laptop.json(&["status"])["quarantined"], 0);
    }
    assert!(office.command(&["verify"]).to_lowercase().contains("sound"));
}
