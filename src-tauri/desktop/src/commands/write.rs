//! Writes: every one a named operation that answers what changed.

use std::collections::BTreeMap;

use casebook::operation::{read_id, write_stamp};
use casebook::{Applied, CasebookError, HeldText};
use desk::{Failure, OperationRequest};
use serde::Serialize;
use sync::TransactionId;
use tauri::{AppHandle, State};

use crate::shell::Shell;

/// What an operation changed.
#[derive(Debug, Serialize, specta::Type)]
pub struct AppliedView {
    /// Nothing when everything was so already.
    transaction: Option<String>,
    /// When, in milliseconds since 1970 (UTC).
    at: i64,
    changed: Vec<ChangedView>,
    held: Vec<HeldText>,
}

/// A record that an operation touched.
#[derive(Debug, Serialize, specta::Type)]
pub struct ChangedView {
    id: String,
    kind: &'static str,
    parent: Option<String>,
    element: Option<String>,
    /// The new stamps of its changed fields.
    stamps: BTreeMap<&'static str, String>,
}

impl From<Applied> for AppliedView {
    fn from(applied: Applied) -> AppliedView {
        let changed = applied.changed.into_iter().map(|changed| ChangedView {
            id: changed.record.to_string(),
            kind: changed.kind.name,
            parent: changed.parent.map(|parent| parent.to_string()),
            element: changed.element,
            stamps: changed
                .stamps
                .into_iter()
                .filter_map(|(field, stamp)| {
                    Some((changed.kind.field_numbered(field)?.name, write_stamp(stamp)))
                })
                .collect(),
        });
        AppliedView {
            transaction: applied.transaction.map(|transaction| transaction.to_string()),
            at: applied.at_milliseconds_utc,
            changed: changed.collect(),
            held: applied.held,
        }
    }
}

#[tauri::command(async)]
#[specta::specta]
pub fn write(
    app: AppHandle,
    shell: State<Shell>,
    operation: OperationRequest,
) -> Result<AppliedView, Failure> {
    let phrasebook = shell.phrasebook()?;
    let applied = shell
        .opened()?
        .write(&app, |casebook, session| desk::apply(casebook, session, phrasebook, operation))?;
    Ok(applied.into())
}

#[tauri::command(async)]
#[specta::specta]
pub fn mask_held_text(
    app: AppHandle,
    shell: State<Shell>,
    record: String,
    field: String,
) -> Result<AppliedView, Failure> {
    let record = read_id(&record)?;
    let applied =
        shell.opened()?.write(&app, |casebook, session| casebook.mask_held_text(session, record, &field))?;
    Ok(applied.into())
}

#[tauri::command(async)]
#[specta::specta]
pub fn undo(
    app: AppHandle,
    shell: State<Shell>,
    transaction: Option<String>,
) -> Result<Option<AppliedView>, Failure> {
    let transaction = transaction.map(|id| read_id(&id)).transpose().map_err(CasebookError::from)?;
    let transaction = transaction.map(|id| TransactionId(id.0));
    Ok(shell.opened()?.undo(&app, transaction)?.map(AppliedView::from))
}

#[tauri::command(async)]
#[specta::specta]
pub fn redo(app: AppHandle, shell: State<Shell>) -> Result<Option<AppliedView>, Failure> {
    Ok(shell.opened()?.redo(&app)?.map(AppliedView::from))
}

#[tauri::command(async)]
#[specta::specta]
pub fn put_back(app: AppHandle, shell: State<Shell>, entry: i64) -> Result<AppliedView, Failure> {
    Ok(shell.opened()?.write(&app, |casebook, session| casebook.put_back(session, entry))?.into())
}
