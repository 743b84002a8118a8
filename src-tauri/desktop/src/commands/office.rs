//! The office: where the casebook stands with it, joining, exchanging, two versions of which one is taken, and what its
//! administrator looks at and decides.

use std::thread;

use casebook::Role;
use casebook::office::{ReviewItem, Take, Undelivered, list_reviews, list_undelivered};
use casebook::operation::read_id;
use desk::Failure;
use desk::administration::{Administration, NewInvitation, OfficeDevice, OfficeMember, QuarantineView};
use desk::office::Enrolment;
use serde::Deserialize;
use sync::{MemberId, RequestId, TransactionId};
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

/// What an administrator decides on what waits in quarantine.
#[derive(Debug, Clone, Copy, Deserialize, specta::Type)]
#[serde(rename_all = "snake_case")]
pub enum QuarantineDecision {
    /// It counts from now on, and what its device wrote before it.
    Release,
    /// It never counts.
    Refuse,
}

/// A command runs on a thread of the asynchronous runtime, where a blocking client may not live.
fn over_the_network<T: Send>(ask: impl FnOnce() -> Result<T, Failure> + Send) -> Result<T, Failure> {
    let asked = thread::scope(|scope| scope.spawn(ask).join());
    asked.map_err(|_| Failure::of("internal"))?
}

fn administer<T: Send>(
    shell: &Shell,
    ask: impl FnOnce(&Administration) -> Result<T, Failure> + Send,
) -> Result<T, Failure> {
    let open = shell.opened()?;
    let administration = Administration::of(&open.casebook(), &open.session)?;
    over_the_network(|| ask(&administration))
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
    let answer = over_the_network(|| enrolment.ask())?;
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

/// Takes from this laptop what left its scope, however much it is.
#[tauri::command(async)]
#[specta::specta]
pub fn let_go(shell: State<Shell>) -> Result<(), Failure> {
    shell.opened()?.casebook().evict(true)?;
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

#[tauri::command(async)]
#[specta::specta]
pub fn office_members(shell: State<Shell>) -> Result<Vec<OfficeMember>, Failure> {
    administer(&shell, Administration::members)
}

#[tauri::command(async)]
#[specta::specta]
pub fn office_devices(shell: State<Shell>) -> Result<Vec<OfficeDevice>, Failure> {
    administer(&shell, Administration::devices)
}

#[tauri::command(async)]
#[specta::specta]
pub fn office_quarantine(shell: State<Shell>) -> Result<QuarantineView, Failure> {
    administer(&shell, Administration::quarantine)
}

/// The same request gives the same invitation again: an answer may get lost.
#[tauri::command(async)]
#[specta::specta]
pub fn invite_member(
    shell: State<Shell>,
    name: String,
    role: Role,
    request: String,
) -> Result<NewInvitation, Failure> {
    let request = RequestId(read_id(&request)?.0);
    administer(&shell, |office| office.invite(&name, role, request))
}

#[tauri::command(async)]
#[specta::specta]
pub fn end_membership(shell: State<Shell>, member: String) -> Result<(), Failure> {
    let member = MemberId(read_id(&member)?.0);
    administer(&shell, |office| office.end_membership(member))
}

#[tauri::command(async)]
#[specta::specta]
pub fn revoke_device(shell: State<Shell>, device: u32) -> Result<(), Failure> {
    administer(&shell, |office| office.revoke(device))
}

#[tauri::command(async)]
#[specta::specta]
pub fn decide_quarantined(
    shell: State<Shell>,
    transaction: String,
    decision: QuarantineDecision,
) -> Result<(), Failure> {
    let transaction = TransactionId(read_id(&transaction)?.0);
    administer(&shell, |office| match decision {
        QuarantineDecision::Release => office.release(transaction),
        QuarantineDecision::Refuse => office.refuse(transaction),
    })
}
