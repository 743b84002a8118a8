//! Accidents: what happened is said, what was kept is kept, nothing is readable without the key.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use casebook::{
    CASEBOOK_FILE, Casebook, CasebookError, Credential, KEY_FILE, Machine, NewCasebook, RecoveryKey, Role,
    SNAPSHOT_FOLDER, mark_restored, restore,
};
use common::{Build, Desk, PASSPHRASE, op};

fn open(folder: &Path) -> Result<(), CasebookError> {
    Casebook::open(folder, Credential::Passphrase(PASSPHRASE), Arc::new(Machine::default())).map(|_| ())
}

/// A closed casebook with some people in it.
fn closed() -> (tempfile::TempDir, std::path::PathBuf, RecoveryKey) {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("casebook");
    let new = NewCasebook {
        name: "Test",
        member: "Marleen",
        role: Role::Coach,
        locale: "nl",
        passphrase: PASSPHRASE,
    };
    let (mut casebook, session, recovery) =
        Casebook::create(&folder, &new, Arc::new(Machine::default())).unwrap();
    for number in 0..50 {
        let step = op("participant.add").text("call_name", &format!("Persoon {number}"));
        casebook.write(&session, casebook::Operation::read(vec![step]).unwrap()).unwrap();
    }
    drop(casebook);
    (home, folder, recovery)
}

#[test]
fn a_wrong_passphrase_reveals_nothing_and_changes_nothing() {
    let (_home, folder, _) = closed();
    let before = fs::read(folder.join(CASEBOOK_FILE)).unwrap();
    let wrong =
        Casebook::open(&folder, Credential::Passphrase("een heel andere zin"), Arc::new(Machine::default()));
    assert_eq!(wrong.map(|_| ()).unwrap_err().code(), "wrong_passphrase");
    assert!(fs::read(folder.join(CASEBOOK_FILE)).unwrap() == before);
    open(&folder).unwrap();
}

#[test]
fn the_recovery_key_opens_the_casebook_and_gives_a_new_passphrase() {
    let (_home, folder, recovery) = closed();
    let credential = Credential::Recovery { key: &recovery, new_passphrase: "een nieuwe lange zin" };
    drop(Casebook::open(&folder, credential, Arc::new(Machine::default())).unwrap());
    assert_eq!(open(&folder).unwrap_err().code(), "wrong_passphrase");
    let again = Credential::Passphrase("een nieuwe lange zin");
    drop(Casebook::open(&folder, again, Arc::new(Machine::default())).unwrap());
    let other = RecoveryKey::random().unwrap();
    let credential = Credential::Recovery { key: &other, new_passphrase: "nog een lange zin" };
    let refused = Casebook::open(&folder, credential, Arc::new(Machine::default()));
    assert_eq!(refused.map(|_| ()).unwrap_err().code(), "wrong_recovery_key");
}

#[test]
fn a_damaged_file_is_named_kept_and_never_replaced() {
    let (_home, folder, _) = closed();
    let path = folder.join(CASEBOOK_FILE);
    let whole = fs::read(&path).unwrap();
    let mut header = whole.clone();
    header[100] ^= 1;
    let half = whole[..whole.len() / 2].to_vec();
    let odd = whole[..whole.len() - 1].to_vec();
    for (what, bytes) in [("header", header), ("half", half), ("odd length", odd), ("empty", Vec::new())] {
        fs::write(&path, &bytes).unwrap();
        assert_eq!(open(&folder).unwrap_err().code(), "damaged", "{what}");
        assert!(fs::read(&path).unwrap() == bytes, "{what}: the file was touched");
        let new =
            NewCasebook { name: "x", member: "x", role: Role::Coach, locale: "nl", passphrase: PASSPHRASE };
        let created = Casebook::create(&folder, &new, Arc::new(Machine::default()));
        assert_eq!(created.map(|_| ()).unwrap_err().code(), "already_exists", "{what}");
    }
    fs::write(&path, &whole).unwrap();
    open(&folder).unwrap();
}

#[test]
fn a_missing_or_damaged_key_file_is_not_a_wrong_passphrase() {
    let (_home, folder, _) = closed();
    let keys = folder.join(KEY_FILE);
    let whole = fs::read(&keys).unwrap();
    fs::write(&keys, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(open(&folder).unwrap_err().code(), "keys_missing");
    fs::remove_file(&keys).unwrap();
    assert_eq!(open(&folder).unwrap_err().code(), "keys_missing");
}

#[test]
fn the_same_casebook_opens_once() {
    let desk = Desk::new();
    assert_eq!(open(&desk.folder).unwrap_err().code(), "already_open");
    let folder = desk.folder.clone();
    let desk = desk.reopen();
    assert_eq!(open(&folder).unwrap_err().code(), "already_open");
    drop(desk);
}

#[test]
fn nothing_on_disk_is_readable_without_the_key() {
    let mut desk = Desk::new();
    let secret = "Aardbeienplukker";
    let samir = desk.participant(secret);
    desk.did(op("note.add").parent(samir).text("text", &format!("{secret} werkt hard")));
    let source = desk.casebook.snapshot_source();
    source.write_automatic(common::NOON).unwrap();
    let mut files = Vec::new();
    let mut waiting = vec![desk.folder.clone()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { waiting.push(path) } else { files.push(path) }
        }
    }
    assert!(files.len() >= 4, "database, journal, keys, lock, snapshot: {files:?}");
    for path in files {
        let bytes = fs::read(&path).unwrap();
        for word in [secret, "Marleen", "participant", "SQLite format", "Casusboek"] {
            let found = bytes.windows(word.len()).any(|window| window == word.as_bytes());
            assert!(!found, "{} holds “{word}” in the clear", path.display());
        }
    }
}

#[test]
fn a_backup_is_restored_beside_and_knows_that_it_was() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let folder = desk.folder.parent().unwrap().join("backups");
    let snapshot = desk.casebook.back_up(&desk.session, &folder).unwrap();
    desk.participant("later");
    let to = desk.folder.parent().unwrap().join("restored");
    restore(&snapshot.path, &to).unwrap();
    let clock = desk.clock.clone();
    let (casebook, session) = Casebook::open(&to, Credential::Passphrase(PASSPHRASE), clock).unwrap();
    mark_restored(&casebook).unwrap();
    let kind = casebook::schema::Kind::named("participant").unwrap();
    assert_eq!(casebook.read(&session).get(kind, samir).unwrap().text("call_name"), Some("Samir"));
    assert_eq!(casebook.verify().unwrap().problems, Vec::<String>::new());
    assert_eq!(restore(&snapshot.path, &to).unwrap_err().code(), "already_exists", "nothing is replaced");
}

#[test]
fn a_damaged_backup_is_refused_and_leaves_nothing_behind() {
    let mut desk = Desk::new();
    desk.participant("Samir");
    let folder = desk.folder.parent().unwrap().join("backups");
    let snapshot = desk.casebook.back_up(&desk.session, &folder).unwrap();
    let whole = fs::read(&snapshot.path).unwrap();
    for (place, change) in [(3, 1), (whole.len() / 2, 1), (whole.len() - 1, 1)] {
        let mut bytes = whole.clone();
        bytes[place] ^= change;
        fs::write(&snapshot.path, bytes).unwrap();
        let to = desk.folder.parent().unwrap().join(format!("restored-{place}"));
        assert_eq!(restore(&snapshot.path, &to).unwrap_err().code(), "bad_backup", "byte {place}");
        assert!(!to.join(CASEBOOK_FILE).exists());
    }
}

#[test]
fn automatic_snapshots_roll_and_each_one_opens() {
    let desk = Desk::new();
    for day in 0..25 {
        desk.casebook.snapshot_source().write_automatic(common::NOON + day * common::DAY).unwrap();
    }
    let kept = desk.casebook.snapshots().unwrap();
    assert!((14..=19).contains(&kept.len()), "{} kept", kept.len());
    assert_eq!(kept[0].made_at_milliseconds_utc / 1000, (common::NOON + 24 * common::DAY) / 1000);
    let to = desk.folder.parent().unwrap().join("restored");
    restore(&kept.last().unwrap().path, &to).unwrap();
    open(&to).unwrap();
    let left: Vec<_> =
        fs::read_dir(desk.folder.join(SNAPSHOT_FOLDER)).unwrap().flatten().map(|e| e.file_name()).collect();
    assert_eq!(left.len(), kept.len(), "nothing unfinished stays behind: {left:?}");
}

#[test]
fn a_removed_user_opens_nothing_any_more_and_the_others_still_do() {
    let mut desk = Desk::new();
    desk.participant("Samir");
    let other = "de kas staat vol licht";
    let applied = desk.casebook.add_user(&desk.session, "Sara", Role::Coach, other).unwrap();
    let sara = sync::MemberId(applied.changed[0].record.0);
    assert_eq!(
        desk.casebook.add_user(&desk.session, "Tim", Role::Coach, other).unwrap_err().code(),
        "passphrase_in_use"
    );
    desk.casebook.remove_key(&desk.session, sara).unwrap();
    let own = sync::MemberId(desk.session.member.0);
    assert_eq!(desk.casebook.remove_key(&desk.session, own).unwrap_err().code(), "last_key");
    let folder = desk.folder.clone();
    let clock = desk.clock.clone();
    let desk = desk.reopen();
    assert_eq!(desk.casebook.verify().unwrap().problems, Vec::<String>::new());
    let Desk { casebook, recovery, _home, .. } = desk;
    drop(casebook);
    let refused = Casebook::open(&folder, Credential::Passphrase(other), clock.clone());
    assert_eq!(refused.map(|_| ()).unwrap_err().code(), "wrong_passphrase");
    let credential = Credential::Recovery { key: &recovery, new_passphrase: "weer een lange zin" };
    Casebook::open(&folder, credential, clock).unwrap();
}

#[test]
fn a_passphrase_that_keeps_nobody_out_is_refused() {
    let home = tempfile::tempdir().unwrap();
    let new = NewCasebook { name: "x", member: "x", role: Role::Coach, locale: "nl", passphrase: "kort" };
    let refused = Casebook::create(&home.path().join("c"), &new, Arc::new(Machine::default()));
    assert_eq!(refused.map(|_| ()).unwrap_err().code(), "weak_passphrase");
    assert!(!home.path().join("c").exists(), "nothing was made");
}
