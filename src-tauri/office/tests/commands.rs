//! The commands of an administrator, on a running office and on one that is stopped.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::postgres::Cluster;
use common::process::{Office, command};
use common::{Device, random};
use office::schema::office_schema;
use sync::{FieldNumber, KindNumber, RecordId, Value};

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(10);

fn begin(device: &mut Device, name: &str) -> RecordId {
    let case = RecordId(random());
    let value = Value::Text(name.into());
    device.write(&office_schema().unwrap(), case, PARTICIPANT, &[(CALL_NAME, value)]);
    device.settle();
    case
}

fn is_restored_without_loss(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::start(&folder.path().join("office"), database);
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let mut lead = Device::enrol(&office.invite("Wil", "lead"));
    let before = begin(&mut coach, "before the backup");
    let gone = begin(&mut coach, "erased after the backup");
    let backup = office.command(&["backup"]).unwrap().lines().last().unwrap().to_owned();
    let after = begin(&mut coach, "after the backup");
    lead.settle();
    office.command(&["erase", &gone.to_string(), "--for-ever"]).unwrap();
    let refused = office.command(&["restore", &backup]).unwrap_err();
    assert!(refused.contains("stop it first"), "{refused}");
    office.stop();
    office.command(&["restore", &backup]).unwrap();
    let exported = office.command(&["export"]).unwrap();
    assert!(exported.contains("before the backup") && exported.lines().count() == 1, "{exported}");
    office.start_again();
    coach.settle();
    lead.settle();
    coach.settle();
    for device in [&coach, &lead] {
        for (case, name) in [(before, "before the backup"), (after, "after the backup")] {
            assert_eq!(device.shows(case, CALL_NAME), Some(Value::Text(name.into())));
        }
        assert_eq!(device.shows(gone, CALL_NAME), None);
    }
    let status = office.ask(&["status"]);
    assert_eq!((&status["epoch"], &status["running"]), (&1.into(), &true.into()));
    assert_eq!(office.ask(&["verify"])["sound"], true);
}

#[test]
fn a_restored_office_gets_back_what_its_backup_did_not_have_and_not_what_was_erased() {
    is_restored_without_loss(None);
}

#[test]
fn the_same_on_postgresql() {
    let cluster = Cluster::start();
    is_restored_without_loss(Some(&cluster.empty()));
}

/// An office with one case, stopped after a backup of it: its folder, and the backup's file.
fn stopped_after_a_backup() -> (tempfile::TempDir, Office, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office::start(&folder.path().join("office"), None);
    begin(&mut Device::enrol(&office.invite("Samira", "coach")), "Amina");
    let backup = office.command(&["backup"]).unwrap().lines().last().unwrap().to_owned();
    office.stop();
    (folder, office, backup)
}

#[test]
fn a_store_without_its_ledger_is_neither_opened_nor_restored() {
    let (folder, _office, backup) = stopped_after_a_backup();
    let data = folder.path().join("office");
    for file in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let _ = std::fs::rename(data.join(file), folder.path().join(file));
    }
    for arguments in [&["status"][..], &["restore", &backup]] {
        let refused = command(&data, arguments).unwrap_err();
        assert!(refused.contains("ledger is missing"), "{refused}");
    }
    // The store is gone, the ledger is here: that is what a backup is for.
    for file in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] {
        let _ = std::fs::rename(folder.path().join(file), data.join(file));
    }
    for file in ["office.db", "office.db-wal", "office.db-shm"] {
        let _ = std::fs::remove_file(data.join(file));
    }
    assert!(command(&data, &["status"]).unwrap_err().contains("restore a backup"));
    command(&data, &["restore", &backup]).unwrap();
    assert!(command(&data, &["export"]).unwrap().contains("Amina"));
}

#[test]
fn a_damaged_or_foreign_backup_is_named_and_nothing_changes() {
    let (folder, office, backup) = stopped_after_a_backup();
    let whole = std::fs::read(&backup).unwrap();
    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(&backup, &damaged).unwrap();
    assert!(office.command(&["restore", &backup]).unwrap_err().contains("does not verify"));
    assert!(office.command(&["verify"]).is_err());
    assert!(office.command(&["restore", "/nowhere.backup"]).is_err());
    let other = folder.path().join("other");
    Office::start(&other, None).stop();
    std::fs::write(&backup, &whole).unwrap();
    assert!(command(&other, &["restore", &backup]).unwrap_err().contains("key does not open it"));
    assert!(office.command(&["export"]).unwrap().contains("Amina"));
}

#[test]
fn nothing_that_an_office_keeps_is_readable_without_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("office");
    let mut office = Office::start(&data, None);
    begin(&mut Device::enrol(&office.invite("Samira Samira Samira", "coach")), "Amina Amina Amina");
    office.command(&["backup"]).unwrap();
    let readable = |folder: &std::path::Path| {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let bytes = std::fs::read(&path).unwrap();
                for name in [&b"Samira Samira"[..], b"Amina Amina"] {
                    assert!(!bytes.windows(name.len()).any(|window| window == name), "{path:?}");
                }
            }
        }
    };
    readable(&data);
    readable(&data.join("backups"));
    office.stop();
    std::fs::write(data.join("office.key"), [1; 32]).unwrap();
    assert!(office.command(&["status"]).unwrap_err().contains("does not open the store"));
}

#[test]
fn an_invitation_is_drawn_and_its_last_line_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    for name in ["invitation.png", "invitation.svg"] {
        let file = folder.path().join(name);
        let arguments = ["invite", "--member", "Samira", "--role", "coach", "--qr"];
        office.command(&[&arguments[..], &[file.to_str().unwrap()]].concat()).unwrap();
        assert!(std::fs::metadata(file).unwrap().len() > 500);
    }
    assert!(office.first_invitation.as_deref().unwrap().starts_with("MEEDOEN-"));
    assert_eq!(office.ask(&["status"])["open_invitations"], 3);
}

#[test]
fn who_leaves_sees_and_changes_nothing_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let mut lead = Device::enrol(&office.invite("Wil", "lead"));
    let case = begin(&mut lead, "Amina");
    office.command(&["members", "--leave", "Wil"]).unwrap();
    lead.exchange().unwrap();
    let value = Value::Text("changed by who left".into());
    lead.write(&office_schema().unwrap(), case, PARTICIPANT, &[(CALL_NAME, value)]);
    lead.exchange().unwrap();
    assert_eq!(office.ask(&["quarantine"])[0]["reasons"], serde_json::json!(["OutOfScope"]));
    assert!(office.command(&["members", "--leave", "Nobody"]).is_err());
    assert!(office.command(&["revoke", "99"]).is_err());
}
