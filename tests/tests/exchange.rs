//! An office and casebooks as real programs: over TLS, on their own files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::collections::BTreeSet;

use common::{Laptop, Office, new_id, participant};
use serde_json::Value;

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
