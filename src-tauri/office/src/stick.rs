//! The office's side of an exchange on a stick ([`sync::stick`]): a file in, a file out, as over a line.

use std::collections::BTreeSet;

use sync::blob::{BlobHash, BlobPiece, MOST_BYTES, PIECE_BYTES};
use sync::exchange::{Answer, Gate};
use sync::http::EnrolRequest;
use sync::office::Store as _;
use sync::schema::SchemaTable;
use sync::stick::file::{self, Head, NONCE_BYTES, Sort, StickError, StickKey};
use sync::stick::{self, Answered, Back, Brought};
use sync::{DeviceNumber, RecordId, Scope};

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
    let Brought { request, scope, blobs, wanted } = file::open(Sort::Request, &key, bytes)?;
    let device = request.device;
    let mut happened = Happened { device, ..Happened::default() };
    let mut held = Vec::new();
    for blob in &blobs {
        held.extend(take_blob(store, blob)?.then_some(blob.hash));
    }
    let answers = stick::answer_all(request, scope, |request| {
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
    let blobs = lacking(store, counter.schema(), device, &answers, wanted)?;
    Ok((file::seal(Sort::Answers, &key, nonce()?, &Back { answers, held, blobs })?, happened))
}

/// Takes a whole blob; answers whether all of it is held.
fn take_blob(store: &mut OfficeStore, blob: &BlobPiece) -> Result<bool, OfficeError> {
    blob.check().map_err(OfficeError::Stick)?;
    for (at, bytes) in (0..).step_by(PIECE_BYTES as usize).zip(blob.bytes.chunks(PIECE_BYTES as usize)) {
        let piece = BlobPiece { at, bytes: bytes.to_vec(), ..*blob };
        if store.take_blob(&piece)?.held >= blob.size {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What the casebook lacks, and what stands beside the records that the answers tell of; as much as a stick takes.
fn lacking(
    store: &mut OfficeStore,
    schema: &SchemaTable,
    device: DeviceNumber,
    answers: &[Answered],
    wanted: Vec<BlobHash>,
) -> Result<Vec<BlobPiece>, OfficeError> {
    store.reading(|store| {
        let Some(device) = store.ledger().device(device).filter(|device| !device.revoked) else {
            return Ok(Vec::new());
        };
        let scope = Scope::of(schema, store.ledger(), &device.members);
        let mut hashes: BTreeSet<BlobHash> = wanted.into_iter().collect();
        for record in answers.iter().flat_map(|answered| told(&answered.answer)) {
            hashes.extend(store.blobs_beside(record)?);
        }
        let (mut blobs, mut weight) = (Vec::new(), 0);
        for hash in hashes {
            if weight > stick::MOST_BLOB_BYTES {
                break;
            }
            let blob = store.blob_within(&scope, hash, 0, MOST_BYTES)?;
            weight += blob.as_ref().map_or(0, |blob| u64::from(blob.size));
            blobs.extend(blob);
        }
        Ok(blobs)
    })
}

/// The records that an answer tells of.
fn told(answer: &Answer) -> impl Iterator<Item = RecordId> {
    let opened = match &answer.gate {
        Gate::Open(opened) => Some(opened),
        _ => None,
    };
    let patches = opened.into_iter().flat_map(|opened| {
        let page = opened.page.iter().flat_map(|page| &page.patches);
        opened.patches.iter().chain(page)
    });
    patches.map(|patch| patch.record)
}

/// What opens the files of a device, by the number it was enrolled with.
fn key_of(store: &mut OfficeStore, device: DeviceNumber) -> Result<Option<StickKey>, OfficeError> {
    let identity = store.identity()?.ok_or(OfficeError::Refused("the office was never started"))?;
    store.reading(|store| {
        let enrolment = store.ledger().enrolled_by(device);
        Ok(enrolment.map(|request| StickKey::of_device(device, identity.token(device, request))))
    })
}

fn nonce() -> Result<[u8; NONCE_BYTES], OfficeError> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    Ok(nonce)
}
