//! The Start screen: create, unlock, recover, look around, lock.

use casebook::schema::{KINDS, Reach};
use casebook::{Credential, LEAST_PASSPHRASE_CHARACTERS, NewCasebook, RecoveryKey, Role, initials};
use desk::Failure;
use phrasebook::Locale;
use serde::{Deserialize, Serialize};
use tauri::State;

use crate::shell::{LOCK_AFTER_SECONDS, Shell};

/// What the Start screen has to show.
#[derive(Debug, Serialize, specta::Type)]
pub struct Gate {
    state: GateState,
    /// Name of the casebook, once it is open.
    casebook: Option<String>,
    folder: String,
    member: Option<Member>,
    demo: bool,
    locale: Locale,
    lock_after_seconds: u32,
    least_passphrase_characters: u32,
}

/// Whether there is a casebook, and whether it is open.
#[derive(Debug, Clone, Copy, Serialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum GateState {
    Absent,
    Locked,
    Open,
}

/// Who is at work.
#[derive(Debug, Serialize, specta::Type)]
pub struct Member {
    id: String,
    name: String,
    initials: String,
    role: Role,
    /// Kinds of records this role writes; of those it writes every field it can read.
    writes: Vec<&'static str>,
}

/// What a new casebook starts with.
#[derive(Debug, Deserialize, specta::Type)]
pub struct FirstCasebook {
    name: String,
    member: String,
    locale: Locale,
    passphrase: String,
}

/// The recovery key, its groups joined by dashes, shown once.
#[derive(Debug, Serialize, specta::Type)]
pub struct Created {
    recovery_key: String,
}

#[tauri::command(async)]
#[specta::specta]
pub fn gate(shell: State<Shell>) -> Result<Gate, Failure> {
    if shell.starts_with_demo() {
        shell.open_demo()?;
    }
    let gate = gate_of(&shell);
    shell.say_ready();
    gate
}

fn gate_of(shell: &Shell) -> Result<Gate, Failure> {
    let open = shell.current();
    let member = open.as_ref().map(|open| member_of(open)).transpose()?;
    let state = match &open {
        Some(_) => GateState::Open,
        None if shell.has_casebook() => GateState::Locked,
        None => GateState::Absent,
    };
    Ok(Gate {
        state,
        casebook: open.as_ref().map(|open| open.casebook().name().to_owned()),
        folder: shell.folder().display().to_string(),
        member,
        demo: open.is_some_and(|open| open.is_demo()),
        locale: shell.locale(),
        lock_after_seconds: LOCK_AFTER_SECONDS,
        least_passphrase_characters: u32::try_from(LEAST_PASSPHRASE_CHARACTERS).unwrap_or(u32::MAX),
    })
}

fn member_of(open: &crate::shell::Open) -> Result<Member, Failure> {
    let id = sync::RecordId(open.session.member.0);
    let name = open.read(|reading| casebook::user::name(reading, id))?;
    let role = open.session.role;
    let writes = KINDS.iter().filter(|kind| kind.reach(role) >= Reach::Write).map(|kind| kind.name);
    Ok(Member { id: id.to_string(), initials: initials(&name), name, role, writes: writes.collect() })
}

#[tauri::command(async)]
#[specta::specta]
pub fn create_casebook(shell: State<Shell>, casebook: FirstCasebook) -> Result<Created, Failure> {
    shell.set_locale(casebook.locale)?;
    let recovery = shell.create(&NewCasebook {
        name: &casebook.name,
        member: &casebook.member,
        role: Role::Coach,
        locale: casebook.locale.tag(),
        passphrase: &casebook.passphrase,
    })?;
    Ok(Created { recovery_key: recovery.groups().join("-") })
}

#[tauri::command(async)]
#[specta::specta]
pub fn unlock(shell: State<Shell>, passphrase: String) -> Result<Gate, Failure> {
    match shell.current() {
        // The conversation is locked to one person: leaving it asks for the passphrase of the open casebook.
        // Nobody knows the one of the made-up people, and nothing of theirs has to be kept from anybody.
        Some(open) if open.is_demo() => {}
        Some(open) => open.casebook().check_passphrase(&open.session, &passphrase)?,
        None => shell.unlock(Credential::Passphrase(&passphrase))?,
    }
    gate_of(&shell)
}

#[tauri::command(async)]
#[specta::specta]
pub fn unlock_with_recovery_key(
    shell: State<Shell>,
    recovery_key: String,
    new_passphrase: String,
) -> Result<Gate, Failure> {
    let key = RecoveryKey::typed(&recovery_key)?;
    shell.unlock(Credential::Recovery { key: &key, new_passphrase: &new_passphrase })?;
    gate_of(&shell)
}

#[tauri::command(async)]
#[specta::specta]
pub fn open_demo(shell: State<Shell>) -> Result<Gate, Failure> {
    shell.open_demo()?;
    gate_of(&shell)
}

#[tauri::command(async)]
#[specta::specta]
pub fn lock(shell: State<Shell>) -> Result<Gate, Failure> {
    shell.close();
    gate_of(&shell)
}

#[tauri::command(async)]
#[specta::specta]
pub fn forget_recovery_key(shell: State<Shell>) -> Result<(), Failure> {
    shell.opened()?.recovery().take();
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub fn set_locale(shell: State<Shell>, locale: Locale) -> Result<(), Failure> {
    shell.set_locale(locale)
}
