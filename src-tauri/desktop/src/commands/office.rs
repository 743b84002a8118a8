//! The office: where the casebook stands with it, joining, exchanging, and two versions of which one is taken.

use std::thread;

use casebook::office::{ReviewItem, Take, Undelivered, list_reviews, list_undelivered};
use casebook::operation::read_id;
use desk::Failure;
use desk::office::Enrolment;
use serde::Deserialize;
use tauri::{AppHandle, State};

use crate::commands::write::AppliedView;
use crate::delivery::OfficeView;
use crate::shell::Shell;

/// Which of two versions is taken.
#[derive(Debug, Clone, Copy, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum TakenVersion {
    /// The one that stands.
    Standing,
    /// The one that lost.
    Other,
}

#[tauri::command(async)]
#[specta::specta]
pub fn office(shell: State<Shell>) -> Result<OfficeView, Failure> {
    shell.delivery.view(&*shell.opened()?)
}

#[tauri::command(async)]
#[specta::specta]
pub fn join_office(shell: State<Shell>, invitation: String, device: String) -> Result<(), Failure> {
    let open = shell.opened()?;
    let enrolment = Enrolment::prepare(&mut open.casebook(), &open.session, &invitation, &device)?;
    // A command runs on a thread of the asynchronous runtime, where a blocking client may not live.
    let asked = thread::scope(|scope| scope.spawn(|| enrolment.ask()).join());
    let answer = asked.map_err(|_| Failure::of("internal"))??;
    let session = enrolment.join(&mut open.casebook(), &open.session, answer)?;
    if session != open.session {
        // The office knows her under another name or role: she unlocks as that one.
        shell.close();
    }
    shell.delivery.start();
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub fn exchange_now(shell: State<Shell>) -> Result<(), Failure> {
    shell.opened()?;
    shell.delivery.start();
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub fn cancel_exchange(shell: State<Shell>) -> Result<(), Failure> {
    shell.delivery.cancel();
    Ok(())
}

#[tauri::command(async)]
#[specta::specta]
pub fn undelivered(shell: State<Shell>) -> Result<Vec<Undelivered>, Failure> {
    shell.opened()?.read(list_undelivered)
}

#[tauri::command(async)]
#[specta::specta]
pub fn reviews(shell: State<Shell>) -> Result<Vec<ReviewItem>, Failure> {
    shell.opened()?.read(list_reviews)
}

#[tauri::command(async)]
#[specta::specta]
pub fn take_version(
    app: AppHandle,
    shell: State<Shell>,
    item: String,
    version: TakenVersion,
) -> Result<AppliedView, Failure> {
    let item = read_id(&item)?;
    let take = match version {
        TakenVersion::Standing => Take::Standing,
        TakenVersion::Other => Take::Other,
    };
    let applied =
        shell.opened()?.write(&app, |casebook, session| casebook.take_version(session, item, take))?;
    Ok(applied.into())
}
