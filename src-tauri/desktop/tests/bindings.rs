//! The TypeScript side of the commands is what Rust says it is. Refresh it with `cargo xtask bindings`.

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn the_screens_know_the_commands_and_types_of_today() {
    let committed = root().join("ui/src/ipc/bindings.ts");
    let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings.ts");
    meedoen_desktop::export_bindings(&fresh).unwrap();
    if std::env::var_os("UPDATE_BINDINGS").is_some() {
        fs::copy(&fresh, &committed).unwrap();
    }
    let (fresh, committed) = (fs::read_to_string(&fresh).unwrap(), fs::read_to_string(&committed).unwrap());
    assert!(fresh == committed, "ui/src/ipc/bindings.ts is stale: run `cargo xtask bindings`");
}

#[test]
fn the_window_may_call_every_command_and_nothing_else() {
    let commands = |text: &str, open: &str, close: &str| -> Vec<String> {
        let inside = text.split_once(open).unwrap().1.split_once(close).unwrap().0;
        let names = inside
            .split(',')
            .map(|name| name.trim().rsplit("::").next().unwrap().trim_matches('"').to_owned());
        names.filter(|name| !name.is_empty()).collect()
    };
    let code = fs::read_to_string(root().join("src-tauri/desktop/src/lib.rs")).unwrap();
    let allowed = fs::read_to_string(root().join("src-tauri/desktop/permissions/commands.toml")).unwrap();
    assert_eq!(commands(&code, "collect_commands![", "]"), commands(&allowed, "commands.allow = [", "]"));
}
