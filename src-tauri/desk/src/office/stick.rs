//! An exchange on a stick, where no network reaches the office: one file there, one file back. `sync::stick` says how.

use casebook::{Casebook, Session};
use sync::stick::Back;
use sync::stick::file::{self, Enrolled, Head, NONCE_BYTES, Sort, StickError, StickKey};

use super::{Enrolment, Progress, token_of};
use crate::Failure;

/// What came of a file that the office wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imported {
    /// The casebook joined the office; the session goes on as this one.
    Joined(Session),
    /// It heard the office's answer. `again`: there is more to exchange, so another journey is worth it.
    Exchanged(Progress, bool),
}

/// The file for the office: everything that waits here.
pub fn export(casebook: &mut Casebook) -> Result<Vec<u8>, Failure> {
    let key = key_of(casebook)?;
    let brought = casebook.ask_by_stick()?;
    Ok(file::seal(Sort::Request, &key, nonce()?, &brought)?)
}

/// The file that asks the office to enrol this casebook. The invitation is kept until the answer comes.
pub fn export_enrolment(
    casebook: &mut Casebook,
    session: &Session,
    invitation: &str,
    device_name: &str,
) -> Result<Vec<u8>, Failure> {
    let enrolment = Enrolment::prepare(casebook, session, invitation, device_name)?;
    casebook.keep_invitation(invitation)?;
    let key = enrolment.stick_key();
    Ok(file::seal(Sort::Enrolment, &key, nonce()?, &enrolment.request)?)
}

/// Takes the file that the office wrote.
pub fn import(casebook: &mut Casebook, session: &Session, bytes: &[u8]) -> Result<Imported, Failure> {
    match Head::of(bytes)?.sort {
        Sort::Enrolled => join(casebook, session, bytes),
        _ => apply(casebook, bytes),
    }
}

fn join(casebook: &mut Casebook, session: &Session, bytes: &[u8]) -> Result<Imported, Failure> {
    let invitation = casebook.kept_invitation()?.ok_or_else(|| Failure::of("stick_other_casebook"))?;
    // What this device is called was said already.
    let enrolment = Enrolment::prepare(casebook, session, &invitation, "")?;
    let enrolled: Enrolled = file::open(Sort::Enrolled, &enrolment.stick_key(), bytes)?;
    Ok(Imported::Joined(enrolment.join(casebook, session, enrolled?)?))
}

fn apply(casebook: &mut Casebook, bytes: &[u8]) -> Result<Imported, Failure> {
    let back: Back = file::open(Sort::Answers, &key_of(casebook)?, bytes)?;
    let before = casebook.office_state()?.waiting;
    let exchanged = casebook.apply_from_stick(back)?.ok_or_else(|| Failure::of("stick_of_before"))?;
    if exchanged.is_unknown {
        return Err(Failure::of("office_unknown_device"));
    }
    let waiting = casebook.office_state()?.waiting;
    let received = u32::try_from(exchanged.changed.len()).unwrap_or(u32::MAX);
    let progress = Progress { sent: before.saturating_sub(waiting), received, waiting };
    Ok(Imported::Exchanged(progress, exchanged.again))
}

fn key_of(casebook: &Casebook) -> Result<StickKey, Failure> {
    let membership = casebook.membership()?.ok_or_else(|| Failure::of("no_office"))?;
    Ok(StickKey::of_device(membership.device, token_of(&membership)?))
}

fn nonce() -> Result<[u8; NONCE_BYTES], Failure> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce).map_err(|_| Failure::of("internal"))?;
    Ok(nonce)
}

impl Enrolment {
    fn stick_key(&self) -> StickKey {
        StickKey::of_invitation(&file::hash_of(self.invitation.secret))
    }
}

impl From<StickError> for Failure {
    fn from(error: StickError) -> Failure {
        match error {
            StickError::OtherFile => Failure::of("stick_other_file"),
            StickError::NewerVersion(version) => Failure::of("stick_newer").with("version", version),
            StickError::OtherWay => Failure::of("stick_other_way"),
            StickError::OtherKey => Failure::of("stick_other_casebook"),
            StickError::Damaged => Failure::of("stick_damaged"),
        }
    }
}
