//! The command line, as a script uses it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::{Desk, lines, program, text};
use serde_json::json;

const SELAM: &str = "0190a1b2-0000-7000-8000-000000000001";

#[test]
fn init_prints_the_recovery_key_once_and_never_replaces_a_casebook() {
    let desk = Desk::new();
    let again = desk.run(&["init", "--name", "Anders"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("already"), "{}", text(&again.stderr));
    let fresh = tempfile::tempdir().unwrap();
    let output = program()
        .arg("--json")
        .arg("--casebook")
        .arg(fresh.path().join("c"))
        .args(["init", "--name", "N"])
        .output()
        .unwrap();
    let key = lines(&output)[0]["recovery_key"].as_str().unwrap().to_owned();
    assert_eq!(key.split('-').count(), 8);
}

#[test]
fn apply_answers_each_line_and_a_bad_one_leaves_the_rest_standing() {
    let desk = Desk::new();
    let output = desk.apply(&format!(
        "{{\"op\":\"participant.add\",\"id\":\"{SELAM}\",\"fields\":{{\"call_name\":\"Selam\",\"talks_language\":\"ti\"}}}}\n\
         not json\n\
         {{\"op\":\"participant.fly\"}}\n\
         {{\"op\":\"participant.change\",\"id\":\"{SELAM}\",\"fields\":{{\"arrived_on\":\"2016-02-31\"}}}}\n\
         \n\
         {{\"op\":\"note.add\",\"parent\":\"{SELAM}\",\"fields\":{{\"text\":\"nummer 111222333\"}}}}\n\
         {{\"op\":\"participant.add\",\"id\":\"{SELAM}\",\"fields\":{{\"call_name\":\"Selam\"}}}}\n"
    ));
    assert_eq!(output.status.code(), Some(1));
    let states: Vec<(u64, String)> = lines(&output)
        .iter()
        .map(|line| (line["line"].as_u64().unwrap(), line["status"].as_str().unwrap().to_owned()))
        .collect();
    let expected =
        [(1, "done"), (2, "refused"), (3, "refused"), (4, "refused"), (6, "held"), (7, "unchanged")];
    assert_eq!(states, expected.map(|(line, state)| (line, state.to_owned())));
    let reasons = text(&output.stderr);
    for reason in [
        "line 2: this is not an operation",
        "line 3: there is no operation “participant.fly”",
        "line 4: arrived_on: a day that exists",
    ] {
        assert!(reasons.contains(reason), "{reason} is not in:\n{reasons}");
    }
    let people = desk.json(&["participants"]);
    assert_eq!(people.as_array().unwrap().len(), 1);
    assert_eq!(people[0]["call_name"], "Selam");
    assert_eq!(people[0]["languages"], json!(["ti"]));
    assert_eq!(people[0]["phase"], "arrived");
    assert_eq!(
        desk.json(&["participants", "--find", "Salaam"]).as_array().unwrap().len(),
        1,
        "spelling is forgiven"
    );
}

#[test]
fn seen_stamps_come_from_the_dump_and_a_dump_has_a_stable_order() {
    let desk = Desk::new();
    desk.apply(&format!(
        "{{\"op\":\"participant.add\",\"id\":\"{SELAM}\",\"fields\":{{\"call_name\":\"Selam\"}}}}\n"
    ));
    let dump = lines(&desk.run(&["dump", "--stamps"]));
    let selam = dump.iter().find(|record| record["id"] == SELAM).unwrap();
    let stamp = selam["stamps"]["call_name"].as_str().unwrap();
    let output = desk.apply(&format!(
        "{{\"op\":\"participant.change\",\"id\":\"{SELAM}\",\"fields\":{{\"call_name\":\"Selam T.\"}},\"seen\":{{\"call_name\":\"{stamp}\"}}}}\n"
    ));
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(!text(&desk.run(&["dump"]).stdout).contains("stamps"));
    assert_eq!(desk.run(&["dump"]).stdout, desk.run(&["dump"]).stdout);
    let history = desk.json(&["history", SELAM]);
    let names: Vec<_> = history
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["field"] == "call_name")
        .map(|entry| entry["value"].clone())
        .collect();
    assert_eq!(names, [json!("Selam T."), json!("Selam")]);
}

#[test]
fn somebody_who_never_saw_the_code_is_told_every_operation_and_field() {
    let help = text(&program().args(["apply", "--help"]).output().unwrap().stdout);
    for operation in [
        "participant.add",
        "answer.put",
        "assessment.sign",
        "conversation.close",
        "note.remove",
        "half_day.put",
    ] {
        assert!(help.contains(operation), "{operation} is not described");
    }
    let schema: serde_json::Value =
        serde_json::from_slice(&program().args(["--json", "schema"]).output().unwrap().stdout).unwrap();
    let kinds = schema["kinds"].as_array().unwrap();
    let participant = kinds.iter().find(|kind| kind["kind"] == "participant").unwrap();
    let birth = participant["fields"]
        .as_array()
        .unwrap()
        .iter()
        .find(|field| field["field"] == "birth_year")
        .unwrap();
    assert_eq!(birth["class"], "sensitive");
    assert_eq!(birth["changes_with"], "birth");
}

#[test]
fn a_backup_is_made_restored_and_verified() {
    let desk = Desk::new();
    desk.apply(&format!(
        "{{\"op\":\"participant.add\",\"id\":\"{SELAM}\",\"fields\":{{\"call_name\":\"Selam\"}}}}\n"
    ));
    let folder = desk.home.path().join("backups");
    let backup = desk.json(&["backup", folder.to_str().unwrap()]);
    let to = desk.home.path().join("restored");
    let restored = program()
        .args(["restore", backup["file"].as_str().unwrap(), "--to", to.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(restored.status.success(), "{}", text(&restored.stderr));
    let people = program().arg("--casebook").arg(&to).args(["--json", "participants"]).output().unwrap();
    assert!(text(&people.stdout).contains("Selam"));
    assert_eq!(desk.json(&["verify"])["problems"], json!([]));
}

#[test]
fn what_is_not_understood_exits_with_two_and_a_wrong_passphrase_with_one() {
    let desk = Desk::new();
    assert_eq!(program().arg("--fly").output().unwrap().status.code(), Some(2));
    assert_eq!(
        program().args(["report", "poster", "--out", "x.pdf"]).output().unwrap().status.code(),
        Some(2)
    );
    let wrong =
        desk.command(&["participants"]).env("MEEDOEN_PASSPHRASE", "een heel andere zin").output().unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("passphrase"));
    let nowhere = program().args(["--casebook", "/nowhere-at-all", "participants"]).output().unwrap();
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(text(&nowhere.stderr).contains("no casebook"), "{}", text(&nowhere.stderr));
}
