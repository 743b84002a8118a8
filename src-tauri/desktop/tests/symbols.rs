//! WebKit links the system's SQLite. An executable that exports SQLCipher's functions under the same names would make
//! WebKit run on them (docs/decisions/0002); build.rs keeps them in.
#![cfg(target_os = "linux")]

use std::process::Command;

#[test]
fn the_window_keeps_sqlciphers_symbols_to_itself() {
    // nm comes with the linker that built the executable.
    let names = |arguments: &[&str]| {
        let output = Command::new("nm").args(arguments).arg(env!("CARGO_BIN_EXE_meedoen")).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let inside = names(&["--defined-only"]);
    assert!(inside.contains(" sqlite3_open_v2"), "SQLCipher is in the executable");
    let exported = names(&["--dynamic", "--defined-only"]);
    let leaked: Vec<&str> = exported.lines().filter(|line| line.contains("sqlite3")).collect();
    assert!(leaked.is_empty(), "exported: {leaked:?}");
}
