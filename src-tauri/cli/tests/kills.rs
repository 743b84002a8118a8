//! Kill -9 at any moment loses nothing that was acknowledged.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Stdio};
use std::thread;
use std::time::Duration;

use common::{Desk, lines};

const KILLS: u64 = 200;

/// A small generator, so that a failing run can be repeated.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

/// Writes people and notes until nobody reads any more.
fn feed(mut input: ChildStdin, round: u64) {
    for number in 0.. {
        let id = format!("{round:08x}-0000-7000-8000-{number:012x}");
        let name = format!("Persoon {round} {number}");
        let line = format!(
            "{{\"op\":\"participant.add\",\"id\":\"{id}\",\"fields\":{{\"call_name\":\"{name}\"}},\
             \"with\":[{{\"op\":\"note.add\",\"parent\":\"{id}\",\"fields\":{{\"text\":\"Komt op de fiets {number}\"}}}}]}}\n"
        );
        if input.write_all(line.as_bytes()).is_err() {
            return;
        }
    }
}

#[test]
fn two_hundred_kills_at_random_moments_lose_no_acknowledged_write() {
    let desk = Desk::new();
    let mut random = Seeded(0x9e37_79b9_7f4a_7c15);
    let mut acknowledged = BTreeSet::new();
    for round in 1..=KILLS {
        let mut child = desk
            .command(&["--json", "apply", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take().unwrap();
        let feeder = thread::spawn(move || feed(input, round));
        let mut answers = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        // The first answer says that it is writing; from there on any moment is as good as another.
        assert!(answers.read_line(&mut line).unwrap() > 0, "round {round}: no answer");
        thread::sleep(Duration::from_micros(random.next(40_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        feeder.join().unwrap();
        loop {
            if let Ok(answer) = serde_json::from_str::<serde_json::Value>(&line) {
                assert_eq!(answer["status"], "done", "{line}");
                acknowledged.insert(answer["id"].as_str().unwrap().to_owned());
            }
            line.clear();
            if answers.read_line(&mut line).unwrap() == 0 {
                break;
            }
        }
    }
    assert!(acknowledged.len() as u64 >= KILLS, "only {} acknowledged", acknowledged.len());

    let kept: BTreeSet<String> = lines(&desk.run(&["dump"]))
        .iter()
        .filter(|record| record["kind"] == "participant")
        .map(|record| record["id"].as_str().unwrap().to_owned())
        .collect();
    let lost: Vec<_> = acknowledged.difference(&kept).collect();
    assert!(
        lost.is_empty(),
        "{} of {} acknowledged writes are gone: {lost:?}",
        lost.len(),
        acknowledged.len()
    );
    let notes = lines(&desk.run(&["dump"])).iter().filter(|record| record["kind"] == "note").count();
    assert_eq!(notes, kept.len(), "an operation is kept whole or not at all");
    let verified = desk.json(&["verify"]);
    assert_eq!(verified["problems"], serde_json::json!([]));
}
