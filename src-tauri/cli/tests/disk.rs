//! A disk that is really full, and a folder that really cannot be written.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Output};

use common::{Desk, PASSPHRASE, text};

/// Runs a script with a disk of eight megabytes of its own, mounted at $1 and seen by nobody else. What it needs and
/// what it keeps is in $2.
fn on_a_small_disk(people: &str, script: &str) -> (Output, tempfile::TempDir) {
    let home = tempfile::tempdir().unwrap();
    let (disk, kept) = (home.path().join("disk"), home.path().join("kept"));
    fs::create_dir_all(&disk).unwrap();
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("people"), people).unwrap();
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-eu", "-c"])
        .arg(format!("mount -t tmpfs -o size=8m tmpfs \"$1\"\n{script}"))
        .args([std::ffi::OsStr::new("disk"), disk.as_os_str(), kept.as_os_str()])
        .env("MEEDOEN_PASSPHRASE", PASSPHRASE)
        .env("CLI", env!("CARGO_BIN_EXE_meedoen-cli"))
        .output()
        .expect("unshare comes with util-linux");
    (output, home)
}

#[test]
fn a_full_disk_keeps_everything_before_it_and_says_so() {
    let goal = "werken in de kas ".repeat(100);
    let people: String = (0..3000)
        .map(|number| {
            format!("{{\"op\":\"participant.add\",\"fields\":{{\"call_name\":\"Persoon {number}\",\"goal\":\"{goal}\"}}}}\n")
        })
        .collect();
    let (output, home) = on_a_small_disk(
        &people,
        r#"
        "$CLI" --casebook "$1/casebook" init --name Test >/dev/null
        # Room that comes free again, as when somebody empties the bin.
        head -c 4000000 /dev/zero > "$1/film"
        status=0
        "$CLI" --json --casebook "$1/casebook" apply "$2/people" > "$2/answers" 2> "$2/reasons" || status=$?
        echo $status > "$2/status"
        rm "$1/film"
        "$CLI" --json --casebook "$1/casebook" dump > "$2/dump"
        "$CLI" --json --casebook "$1/casebook" verify > "$2/verify"
        "#,
    );
    assert!(output.status.success(), "{}", text(&output.stderr));
    let read = |name: &str| fs::read_to_string(home.path().join("kept").join(name)).unwrap();
    assert_eq!(read("status").trim(), "1");
    let reasons = read("reasons");
    assert!(reasons.contains("disk is full") && reasons.contains("everything before it was"), "{reasons}");
    let dump = read("dump");
    let answers = read("answers");
    let acknowledged: Vec<&str> = answers.lines().filter(|line| line.contains("\"done\"")).collect();
    assert!(!acknowledged.is_empty(), "something was written before the disk was full");
    for answer in &acknowledged {
        let id =
            serde_json::from_str::<serde_json::Value>(answer).unwrap()["id"].as_str().unwrap().to_owned();
        assert!(dump.contains(&id), "{id} was acknowledged and is gone");
    }
    assert!(read("verify").contains("\"problems\":[]"), "{}", read("verify"));
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_left_as_it_is() {
    let desk = Desk::new();
    desk.apply("{\"op\":\"participant.add\",\"fields\":{\"call_name\":\"Samir\"}}\n");
    let before = fs::read(desk.casebook.join("casebook.db")).unwrap();
    let home = desk.home.path();
    fs::set_permissions(home, fs::Permissions::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(&desk.casebook).unwrap() {
        let path = entry.unwrap().path();
        let mode = if path.is_dir() { 0o555 } else { 0o444 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }
    fs::set_permissions(&desk.casebook, fs::Permissions::from_mode(0o555)).unwrap();
    for arguments in [&["participants"][..], &["init", "--name", "Anders"][..]] {
        let folder = if arguments[0] == "init" { desk.casebook.join("new") } else { desk.casebook.clone() };
        let output = unprivileged(&folder, arguments);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let reason = text(&output.stderr);
        assert!(reason.contains("cannot be written"), "{arguments:?}: {reason}");
        assert!(reason.contains(&*desk.casebook.to_string_lossy()), "{arguments:?}: {reason}");
    }
    fs::set_permissions(&desk.casebook, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(fs::read(desk.casebook.join("casebook.db")).unwrap() == before);
}

/// As somebody whom permissions bind: root writes wherever it wants.
fn unprivileged(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let is_root =
        fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).unwrap() == 0;
    let mut command = if is_root {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
        command.arg(env!("CARGO_BIN_EXE_meedoen-cli"));
        command
    } else {
        Command::new(env!("CARGO_BIN_EXE_meedoen-cli"))
    };
    command
        .env("MEEDOEN_PASSPHRASE", PASSPHRASE)
        .arg("--casebook")
        .arg(folder)
        .args(arguments)
        .output()
        .unwrap()
}
