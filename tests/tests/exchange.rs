//! An office and casebooks as real programs: over TLS, on their own files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::collections::BTreeSet;

use casebook::{Casebook, Credential, Machine};
use common::{Laptop, Office, PASSPHRASE, new_id, participant};
use serde_json::{Value, json};

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

const STROKES: &str = r#"{"v":1,"strokes":[{"c":"ink","w":5,"p":[0,0,10,10]}]}"#;

fn drawing(id: &str, person: &str) -> Value {
    json!({ "op": "drawing.add", "id": id, "parent": person, "fields": { "strokes": STROKES } })
}

/// The strokes of a drawing, as a screen would get them.
fn strokes(laptop: &Laptop, drawing: &str) -> Option<String> {
    let surroundings = std::sync::Arc::new(Machine::default());
    let opened = Casebook::open(&laptop.folder, Credential::Passphrase(PASSPHRASE), surroundings);
    let (casebook, session) = opened.unwrap();
    let id = casebook::operation::read_id(drawing).unwrap();
    let strokes = casebook::conversation::strokes(&casebook.read(&session), id).unwrap();
    strokes.map(|strokes| String::from_utf8(strokes).unwrap())
}

#[test]
fn a_drawing_follows_its_person_over_the_line() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::start(home.path());
    let (ria, bram) = (Laptop::of("Ria", "lead"), Laptop::of("Bram", "lead"));
    let (samir, drawn) = (new_id(), new_id());
    ria.did(&["enrol", &office.invite("Ria", "lead")]);
    bram.did(&["enrol", &office.invite("Bram", "lead")]);
    assert!(ria.apply(&[participant(&samir, "Samir"), drawing(&drawn, &samir)]));
    ria.settle();
    bram.settle();
    assert_eq!(strokes(&bram, &drawn).as_deref(), Some(STROKES));
}

#[test]
fn a_stick_carries_the_same_where_no_network_reaches_the_office() {
    let home = tempfile::tempdir().unwrap();
    let office = Office::start(home.path()).stopped();
    let (ria, els) = (Laptop::of("Ria", "lead"), Laptop::of("Els", "coach"));
    let stick = home.path().join("stick");
    let stick = stick.to_str().unwrap();
    for (laptop, member, role) in [(&ria, "Ria", "lead"), (&els, "Els", "coach")] {
        let invitation = office.invite(member, role);
        laptop.did(&["exchange", "export", stick, "--invitation", &invitation]);
        office.command(&["exchange", stick]);
        laptop.did(&["exchange", "import", stick]);
    }
    let (samir, drawn) = (new_id(), new_id());
    assert!(els.apply(&[participant(&samir, "Samir"), drawing(&drawn, &samir)]));
    for laptop in [&els, &ria] {
        laptop.did(&["exchange", "export", stick]);
        let written = std::fs::read(stick).unwrap();
        assert!(!written.windows(5).any(|window| window == b"Samir"), "sealed");
        assert!(!laptop.run(&["exchange", "import", stick]).status.success(), "it goes the other way");
        office.command(&["exchange", stick]);
        laptop.did(&["exchange", "import", stick]);
    }
    assert_eq!(ria.field(&samir, "call_name"), "Samir");
    assert_eq!(strokes(&ria, &drawn).as_deref(), Some(STROKES));
    assert_eq!(els.json(&["status"])["waiting"], 0);
    assert!(!els.run(&["exchange", "import", stick]).status.success(), "that one is Ria's");
    assert!(!ria.run(&["exchange", "import", stick]).status.success(), "it was imported before");
}
