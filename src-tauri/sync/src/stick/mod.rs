//! The same exchange on a USB stick, where no network reaches the office: a file from the casebook, a file back.
//!
//! A journey takes a day, so a file holds as much of an exchange as can be known on one side: the casebook puts in
//! everything that waits, and the office answers not only that request but also those which, by the rules of
//! [`crate::device`], the casebook will ask next when it has nothing more to send ([`answer_all`]): the rest of the log,
//! and the snapshot of a case that was handed over. When the file comes back, the casebook really asks them, one by one,
//! and takes an answer only when it answers what it asked ([`question`]). So a stick brings nothing that a line would
//! not have brought.
//!
//! What goes into a file is here; how it is sealed, in [`file`].

#[cfg(feature = "transport")]
pub mod file;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::blob::{BlobHash, BlobPiece};
use crate::exchange::{Answer, Gate, Limits, Request, Want};
use crate::{RequestId, Scope};

/// What one list of a request or an answer may weigh on a stick.
pub const LIMITS: Limits = Limits { bytes: 64 << 20 };
/// The most answers in one file; what is not in it comes with the next.
const MOST_ANSWERS: usize = 1_000;
/// What stands beside records, in one file at most; more comes with the next. In bytes.
pub const MOST_BLOB_BYTES: u64 = 256 << 20;

/// What a casebook sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// What it asks.
    pub request: Request,
    /// The scope it has.
    pub scope: Scope,
    /// What stands beside its records and the office does not hold yet, whole.
    pub blobs: Vec<BlobPiece>,
    /// What it lacks.
    pub wanted: Vec<BlobHash>,
}

/// What the office sends back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// Its answers.
    pub answers: Vec<Answered>,
    /// What it holds of what was brought.
    pub held: Vec<BlobHash>,
    /// What stands beside the records it tells of, and what was lacking, whole.
    pub blobs: Vec<BlobPiece>,
}

/// An answer with what it answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The [`question`] of the request.
    pub question: u64,
    /// The answer to it.
    pub answer: Answer,
}

/// The office's part: answers what a stick brought, and what its casebook will ask next.
pub fn answer_all<E>(
    request: Request,
    mut scope: Scope,
    mut answer: impl FnMut(&Request) -> Result<Answer, E>,
) -> Result<Vec<Answered>, E> {
    let (mut answers, mut next) = (Vec::new(), Some(request));
    while let Some(request) = next.take().filter(|_| answers.len() < MOST_ANSWERS) {
        let answered = Answered { question: question(&request), answer: answer(&request)? };
        next = following(&request, &answered.answer, &mut scope);
        answers.push(answered);
    }
    Ok(answers)
}

/// What a request asks, without what it sends: two with the same get the same answer from an office in the same state.
pub fn question(request: &Request) -> u64 {
    let asked = (
        request.id,
        (request.device, request.epoch, request.cursor, request.ledger),
        (request.scope, request.offered_from, &request.want),
    );
    let mut head = [0; 8];
    let bytes = postcard::to_stdvec(&asked).unwrap_or_default();
    blake3::Hasher::new().update(&bytes).finalize_xof().fill(&mut head);
    u64::from_le_bytes(head)
}

/// The identifier of the request that follows one.
fn id_following(id: RequestId) -> RequestId {
    RequestId(Uuid::new_v5(&id.0, b"following"))
}

/// What the casebook asks after an answer when it has nothing to send; `None`: that cannot be known here, or nothing is
/// left to ask. `scope` is the casebook's, and follows.
fn following(request: &Request, answer: &Answer, scope: &mut Scope) -> Option<Request> {
    let Gate::Open(opened) = &answer.gate else { return None };
    let is_settled = request.offers.is_empty() && request.resent.is_empty() && request.compare.is_none();
    if opened.held || !is_settled || request.part.is_some() {
        return None;
    }
    let mut want = request.want.clone();
    if let Some(now) = &opened.scope {
        want = Want::widened(want, now.entered_since(scope));
        scope.clone_from(now);
    }
    if let Some(page) = &opened.page {
        want = Want::turned(want, page);
    }
    if !opened.more && want.is_none() {
        return None;
    }
    Some(Request {
        id: id_following(request.id),
        device: request.device,
        epoch: answer.epoch,
        cursor: opened.cursor,
        ledger: request.ledger.max(answer.ledger),
        scope: scope.fingerprint(),
        last: request.last,
        sent: Vec::new(),
        offered_from: request.offered_from,
        resent: Vec::new(),
        offers: Vec::new(),
        gone: Vec::new(),
        want,
        compare: None,
        part: None,
    })
}
