//! Settings: users, passphrases, snapshots, about.

use casebook::operation::read_id;
use casebook::user::UserRow;
use casebook::{CasebookError, Role, SCHEMA, Snapshot, user};
use desk::Failure;
use phrasebook::PICTURE_ATTRIBUTION;
use serde::{Deserialize, Serialize};
use sync::MemberId;
use tauri::{AppHandle, State};

use crate::commands::write::AppliedView;
use crate::shell::{Shell, now_milliseconds_utc};

/// A new user.
#[derive(Debug, Deserialize, specta::Type)]
pub struct NewUser {
    name: String,
    role: Role,
    passphrase: String,
}

/// A backup file.
#[derive(Debug, Serialize, specta::Type)]
pub struct SnapshotView {
    file: String,
    /// When it was made, in milliseconds since 1970 (UTC).
    made_at: i64,
    size_bytes: u64,
}

/// What this program is and what it is made of.
#[derive(Debug, Serialize, specta::Type)]
pub struct About {
    version: &'static str,
    schema: u32,
    attribution: &'static str,
    folder: String,
    licences: Vec<Licence>,
}

/// A part of others and its licence.
#[derive(Debug, Serialize, specta::Type)]
pub struct Licence {
    name: &'static str,
    licence: &'static str,
}

const LICENCES: [Licence; 8] = [
    Licence { name: "OpenMoji 17 (openmoji.org)", licence: "CC BY-SA 4.0" },
    Licence { name: "Noto Sans, Noto Sans Ethiopic", licence: "OFL 1.1" },
    Licence { name: "Vazirmatn", licence: "OFL 1.1" },
    Licence { name: "Unicode CLDR", licence: "Unicode-3.0" },
    Licence { name: "SQLCipher", licence: "BSD-3-Clause" },
    Licence { name: "diff", licence: "BSD-3-Clause" },
    Licence { name: "qr, reqwest, rustls", licence: "MIT / Apache-2.0" },
    Licence { name: "Tauri, Svelte, printpdf, parley", licence: "MIT / Apache-2.0" },
];

impl From<Snapshot> for SnapshotView {
    fn from(snapshot: Snapshot) -> SnapshotView {
        SnapshotView {
            file: snapshot.path.display().to_string(),
            made_at: snapshot.made_at_milliseconds_utc,
            size_bytes: snapshot.size_bytes,
        }
    }
}

#[tauri::command(async)]
#[specta::specta]
pub fn users(shell: State<Shell>) -> Result<Vec<UserRow>, Failure> {
    let open = shell.opened()?;
    let holders = open.casebook().key_holders();
    open.read(|reading| user::list(reading, &holders))
}

#[tauri::command(async)]
#[specta::specta]
pub fn add_user(app: AppHandle, shell: State<Shell>, user: NewUser) -> Result<AppliedView, Failure> {
    let applied = shell.opened()?.write(&app, |casebook, session| {
        casebook.add_user(session, &user.name, user.role, &user.passphrase)
    })?;
    Ok(applied.into())
}

#[tauri::command(async)]
#[specta::specta]
pub fn remove_user_key(shell: State<Shell>, user: String) -> Result<(), Failure> {
    let open = shell.opened()?;
    let member = MemberId(read_id(&user)?.0);
    open.remove_key(member)
}

#[tauri::command(async)]
#[specta::specta]
pub fn change_passphrase(shell: State<Shell>, current: String, next: String) -> Result<(), Failure> {
    let open = shell.opened()?;
    Ok(open.casebook().change_passphrase(&open.session, &current, &next)?)
}

#[tauri::command(async)]
#[specta::specta]
pub fn snapshots(shell: State<Shell>) -> Result<Vec<SnapshotView>, Failure> {
    let open = shell.opened()?;
    let all = open.casebook().snapshots()?;
    Ok(all.into_iter().map(SnapshotView::from).collect())
}

#[tauri::command(async)]
#[specta::specta]
pub fn make_snapshot(shell: State<Shell>) -> Result<SnapshotView, Failure> {
    let source = shell.opened()?.casebook().snapshot_source();
    let made: Result<Snapshot, CasebookError> = source.write_automatic(now_milliseconds_utc());
    Ok(made?.into())
}

#[tauri::command(async)]
#[specta::specta]
pub fn about(shell: State<Shell>) -> Result<About, Failure> {
    Ok(About {
        version: env!("CARGO_PKG_VERSION"),
        schema: SCHEMA,
        attribution: PICTURE_ATTRIBUTION,
        folder: shell.folder().display().to_string(),
        licences: LICENCES.into(),
    })
}
