//! The office's side of an exchange on a stick ([`sync::stick`]): a file in, a file out, as over a line.

use sync::http::EnrolRequest;
use sync::office::Store as _;
use sync::stick::file::{self, Head, NONCE_BYTES, Sort, StickError, StickKey};
use sync::stick::{self, Brought};
use sync::{DeviceNumber, LedgerEntry};

use crate::OfficeError;
use crate::enrol::enrol;
use crate::exchange::{Counter, Happened, Unanswered};
use crate::store::OfficeStore;

/// Answers the file of a casebook. `wall` is the wall clock in milliseconds since 1970 (UTC).
pub fn exchange(
    counter: &Counter,
    store: &mut OfficeStore,
    wall: u64,
    bytes: &[u8],
) -> Result<(Vec<u8>, Happened), OfficeError> {
    let head = Head::of(bytes)?;
    match head.sort {
        Sort::Enrolment => enrolled(store, wall, &head, bytes),
        Sort::Request => answered(counter, store, wall, &head, bytes),
        Sort::Enrolled | Sort::Answers => Err(StickError::OtherWay.into()),
    }
}

fn enrolled(
    store: &mut OfficeStore,
    wall: u64,
    head: &Head,
    bytes: &[u8],
) -> Result<(Vec<u8>, Happened), OfficeError> {
    let keys = store.invitation_hashes()?.into_iter().map(|hash| StickKey::of_invitation(&hash));
    let key = keys.into_iter().find(|key| key.fits(head)).ok_or(StickError::OtherKey)?;
    let request: EnrolRequest = file::open(Sort::Enrolment, &key, bytes)?;
    let enrolled: file::Enrolled = enrol(store, wall, &request)?;
    let device = enrolled.as_ref().map_or(DeviceNumber(0), |answer| answer.device);
    let file = file::seal(Sort::Enrolled, &key, nonce()?, &enrolled)?;
    Ok((file, Happened { device, ..Happened::default() }))
}

fn answered(
    counter: &Counter,
    store: &mut OfficeStore,
    wall: u64,
    head: &Head,
    bytes: &[u8],
) -> Result<(Vec<u8>, Happened), OfficeError> {
    let key = key_of(store, head.device())?.ok_or(StickError::OtherKey)?;
    let brought: Brought = file::open(Sort::Request, &key, bytes)?;
    let mut happened = Happened { device: brought.request.device, ..Happened::default() };
    let answers = stick::answer_all(brought, |request| {
        let answer = counter.answer_to(store, wall, head.device(), request, stick::LIMITS)?;
        let one = Happened::of(request, &answer);
        happened.sent += one.sent;
        happened.told += one.told;
        happened.held = one.held;
        Ok(answer)
    });
    let answers = answers.map_err(|unanswered| match unanswered {
        Unanswered::Refused(refusal) => OfficeError::Stick(refusal),
        Unanswered::Failed(error) => error,
    })?;
    Ok((file::seal(Sort::Answers, &key, nonce()?, &answers)?, happened))
}

/// What opens the files of a device, by the number it was enrolled with.
fn key_of(store: &mut OfficeStore, device: DeviceNumber) -> Result<Option<StickKey>, OfficeError> {
    let identity = store.identity()?.ok_or(OfficeError::Refused("the office was never started"))?;
    store.reading(|store| {
        let enrolment = store.ledger().since(0).iter().find_map(|entry| match entry {
            LedgerEntry::Device { device: number, replaces: None, request, .. } if *number == device => {
                Some(*request)
            }
            _ => None,
        });
        Ok(enrolment.map(|request| StickKey::of_device(device, identity.token(device, request))))
    })
}

fn nonce() -> Result<[u8; NONCE_BYTES], OfficeError> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    Ok(nonce)
}
