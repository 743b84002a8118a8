//! The wire: requests and answers as bytes. Versioned; columnar, because columns of like things compress and rows do
//! not; the transport puts zstd around a body and refuses one above [`BODY_BYTES`].
//!
//! Records travel as small integers that sender and receiver have agreed on, since UUIDs do not compress. Each body
//! carries a hash of the (reference, record) pairs it uses; when the receiver's do not give the same hash, it says so
//! ([`BodyError::OtherReferences`]) and the body is sent again with the records in full ([`Outgoing::forget`]).
//!
//! Laws: decoding what was encoded gives the same; no input makes the decoder panic or allocate more than a small
//! multiple of [`BODY_BYTES`]; an unknown version is named, not guessed at.

mod columns;
mod outcomes;
mod patches;
mod references;
mod transactions;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, DigestKey};
use crate::exchange::{Answer, Difference, Gate, Judged, Kept, Opened, Page, Part, Request, Sent, Want};
use crate::{DeviceNumber, RecordId, RequestId, Scope, TransactionId, Verdict};
use outcomes::OutcomeColumns;
use patches::PatchColumns;
use references::Local;
pub use references::{Incoming, Outgoing};
use transactions::{BirthHashes, TransactionColumns};

/// The largest body, in bytes.
pub const BODY_BYTES: usize = 1 << 20;
/// The most rows of any column after its runs were spread out.
const MOST_ROWS: usize = 1 << 18;

const FORMAT: u8 = 1;
const REQUEST: u8 = b'q';
const ANSWER: u8 = b'a';

/// A body that does not read.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// More than [`BODY_BYTES`].
    #[error("the body has {0} bytes, which is too many")]
    TooLarge(usize),
    /// Written by a version that this one does not know.
    #[error("the body is in format {0}, which this version does not know")]
    UnknownFormat(u8),
    /// An answer where a request belongs, or the other way round.
    #[error("the body is of another sort")]
    OtherSort,
    /// The records it refers to are not those that this side knows by these numbers: send it again in full.
    #[error("the body refers to records that are known by other numbers here")]
    OtherReferences,
    /// It is damaged.
    #[error("the body does not read")]
    Damaged,
}

impl From<postcard::Error> for BodyError {
    fn from(_: postcard::Error) -> BodyError {
        BodyError::Damaged
    }
}

#[derive(Serialize, Deserialize)]
struct WireRequest {
    id: RequestId,
    device: DeviceNumber,
    epoch: u32,
    cursor: u64,
    ledger: u64,
    scope: u64,
    last: u64,
    hashes: BirthHashes,
    sent: TransactionColumns,
    offered_from: u32,
    resent: WireKept,
    offers: PatchColumns,
    gone: Vec<u32>,
    want: Option<Want>,
    compare: Option<BTreeMap<DigestKey, Digest>>,
    part: Option<Part>,
}

#[derive(Serialize, Deserialize)]
struct WireKept {
    devices: Vec<DeviceNumber>,
    hashes: BirthHashes,
    transactions: TransactionColumns,
    verdicts: WireVerdicts,
}

#[derive(Serialize, Deserialize)]
struct WireVerdicts {
    epochs: Vec<u32>,
    positions: Vec<u64>,
    counts: Vec<u32>,
    outcomes: OutcomeColumns,
}

#[derive(Serialize, Deserialize)]
struct WireJudged {
    ids: Vec<TransactionId>,
    verdicts: WireVerdicts,
    counts: Vec<u32>,
    effects: PatchColumns,
}

#[derive(Serialize, Deserialize)]
struct WireAnswer {
    request: RequestId,
    epoch: u32,
    time: u64,
    ledger: u64,
    erased: Vec<RecordId>,
    verified: u64,
    gate: WireGate,
}

#[derive(Serialize, Deserialize)]
enum WireGate {
    Open(Box<WireOpened>),
    Restored { cursor: u64 },
    Forked { device: DeviceNumber },
    Revoked { held: bool, judged: Box<WireJudged>, staged: Option<(TransactionId, u32)> },
    Unknown,
}

#[derive(Serialize, Deserialize)]
struct WireOpened {
    held: bool,
    judged: WireJudged,
    revised_ids: Vec<TransactionId>,
    revised: WireVerdicts,
    scope: Option<Scope>,
    patches: PatchColumns,
    cursor: u64,
    more: bool,
    page: Option<(Want, PatchColumns, Option<RecordId>)>,
    digest: Option<Digest>,
    difference: Option<(Vec<DigestKey>, PatchColumns)>,
    staged: Option<(TransactionId, u32)>,
}

/// A request as bytes. What is new among its references is agreed once the answer came ([`Outgoing::agreed`]).
pub fn encode_request(request: &Request, references: &mut Outgoing) -> Result<Vec<u8>, BodyError> {
    let mut local = Local::default();
    let sent: Vec<_> = request.sent.iter().map(|sent| &sent.transaction).collect();
    let kept: Vec<_> = request.resent.iter().map(|kept| &kept.transaction).collect();
    let wire = WireRequest {
        id: request.id,
        device: request.device,
        epoch: request.epoch,
        cursor: request.cursor,
        ledger: request.ledger,
        scope: request.scope,
        last: request.last,
        hashes: BirthHashes::of(request.sent.iter().map(|sent| (&sent.transaction, sent.hash))),
        sent: TransactionColumns::of(&sent, &mut local),
        offered_from: request.offered_from,
        resent: WireKept {
            devices: request.resent.iter().map(|kept| kept.device).collect(),
            hashes: BirthHashes::of(request.resent.iter().map(|kept| (&kept.transaction, kept.hash))),
            transactions: TransactionColumns::of(&kept, &mut local),
            verdicts: WireVerdicts::of(request.resent.iter().map(|kept| &kept.verdict)),
        },
        offers: PatchColumns::of(&request.offers, &mut local),
        gone: request.gone.iter().map(|record| local.number(*record)).collect(),
        want: request.want.clone(),
        compare: request.compare.clone(),
        part: request.part.clone(),
    };
    finish(REQUEST, &wire, local, references)
}

/// A request from bytes.
pub fn decode_request(bytes: &[u8], references: &mut Incoming) -> Result<Request, BodyError> {
    let (wire, local): (WireRequest, _) = begin(REQUEST, bytes, references)?;
    let sent = wire.sent.rows(&local)?;
    let hashes = wire.hashes.rows(&sent)?;
    let kept = wire.resent.rows(&local)?;
    let gone = wire.gone.iter().map(|number| local.record(*number)).collect::<Result<_, _>>()?;
    let sent = sent.into_iter().zip(hashes).map(|(transaction, hash)| Sent { hash, transaction });
    Ok(Request {
        id: wire.id,
        device: wire.device,
        epoch: wire.epoch,
        cursor: wire.cursor,
        ledger: wire.ledger,
        scope: wire.scope,
        last: wire.last,
        sent: sent.collect(),
        offered_from: wire.offered_from,
        resent: kept,
        offers: wire.offers.rows(&local)?,
        gone,
        want: wire.want,
        compare: wire.compare,
        part: wire.part,
    })
}

/// An answer as bytes.
pub fn encode_answer(answer: &Answer, references: &mut Outgoing) -> Result<Vec<u8>, BodyError> {
    let mut local = Local::default();
    let gate = match &answer.gate {
        Gate::Open(opened) => WireGate::Open(Box::new(WireOpened::of(opened, &mut local))),
        Gate::Restored { cursor } => WireGate::Restored { cursor: *cursor },
        Gate::Forked { device } => WireGate::Forked { device: *device },
        Gate::Revoked { held, judged, staged } => WireGate::Revoked {
            held: *held,
            judged: Box::new(WireJudged::of(judged, &mut local)),
            staged: *staged,
        },
        Gate::Unknown => WireGate::Unknown,
    };
    let wire = WireAnswer {
        request: answer.request,
        epoch: answer.epoch,
        time: answer.time,
        ledger: answer.ledger,
        erased: answer.erased.clone(),
        verified: answer.verified,
        gate,
    };
    finish(ANSWER, &wire, local, references)
}

/// An answer from bytes.
pub fn decode_answer(bytes: &[u8], references: &mut Incoming) -> Result<Answer, BodyError> {
    let (wire, local): (WireAnswer, _) = begin(ANSWER, bytes, references)?;
    let gate = match wire.gate {
        WireGate::Open(opened) => Gate::Open(Box::new(opened.opened(&local)?)),
        WireGate::Restored { cursor } => Gate::Restored { cursor },
        WireGate::Forked { device } => Gate::Forked { device },
        WireGate::Revoked { held, judged, staged } => {
            Gate::Revoked { held, judged: judged.rows(&local)?, staged }
        }
        WireGate::Unknown => Gate::Unknown,
    };
    Ok(Answer {
        request: wire.request,
        epoch: wire.epoch,
        time: wire.time,
        ledger: wire.ledger,
        erased: wire.erased,
        verified: wire.verified,
        gate,
    })
}

fn finish(
    sort: u8,
    wire: &impl Serialize,
    local: Local,
    references: &mut Outgoing,
) -> Result<Vec<u8>, BodyError> {
    let names = references.names(&local);
    let bytes = postcard::to_extend(&names, vec![FORMAT, sort])?;
    let bytes = postcard::to_extend(wire, bytes)?;
    if bytes.len() > BODY_BYTES { Err(BodyError::TooLarge(bytes.len())) } else { Ok(bytes) }
}

fn begin<'a, T: Deserialize<'a>>(
    sort: u8,
    bytes: &'a [u8],
    references: &mut Incoming,
) -> Result<(T, Local), BodyError> {
    if bytes.len() > BODY_BYTES {
        return Err(BodyError::TooLarge(bytes.len()));
    }
    let body = match bytes {
        [FORMAT, found, body @ ..] if *found == sort => body,
        [FORMAT, _, ..] => return Err(BodyError::OtherSort),
        [format, _, ..] => return Err(BodyError::UnknownFormat(*format)),
        _ => return Err(BodyError::Damaged),
    };
    let (names, rest) = postcard::take_from_bytes(body)?;
    let (wire, left) = postcard::take_from_bytes(rest)?;
    if !left.is_empty() {
        return Err(BodyError::Damaged);
    }
    Ok((wire, references.local(names)?))
}

fn same_length(one: usize, other: usize) -> Result<(), BodyError> {
    if one == other { Ok(()) } else { Err(BodyError::Damaged) }
}

impl WireKept {
    fn rows(self, local: &Local) -> Result<Vec<Kept>, BodyError> {
        let transactions = self.transactions.rows(local)?;
        let verdicts = self.verdicts.rows()?;
        same_length(transactions.len(), self.devices.len())?;
        let hashes = self.hashes.rows(&transactions)?;
        same_length(transactions.len(), verdicts.len())?;
        let heads = self.devices.into_iter().zip(hashes);
        let rows = heads
            .zip(transactions)
            .zip(verdicts)
            .map(|(((device, hash), transaction), verdict)| Kept { device, hash, transaction, verdict });
        Ok(rows.collect())
    }
}

impl WireVerdicts {
    fn of<'a>(verdicts: impl Iterator<Item = &'a Verdict> + Clone) -> WireVerdicts {
        let outcomes: Vec<_> =
            verdicts.clone().flat_map(|verdict| verdict.outcomes.iter().copied()).collect();
        WireVerdicts {
            epochs: verdicts.clone().map(|verdict| verdict.epoch).collect(),
            positions: columns::deltas(verdicts.clone().map(|verdict| verdict.position)),
            counts: verdicts.map(|verdict| verdict.outcomes.len() as u32).collect(),
            outcomes: OutcomeColumns::of(&outcomes),
        }
    }

    fn rows(self) -> Result<Vec<Verdict>, BodyError> {
        let mut outcomes = self.outcomes.rows()?.into_iter();
        let positions = columns::sums(&self.positions);
        same_length(self.epochs.len(), positions.len())?;
        same_length(self.epochs.len(), self.counts.len())?;
        let total: u64 = self.counts.iter().map(|count| u64::from(*count)).sum();
        same_length(outcomes.len(), usize::try_from(total).map_err(|_| BodyError::Damaged)?)?;
        let heads = self.epochs.into_iter().zip(positions).zip(self.counts);
        let row = |((epoch, position), count): ((u32, u64), u32)| Verdict {
            epoch,
            position,
            outcomes: outcomes.by_ref().take(count as usize).collect(),
        };
        Ok(heads.map(row).collect())
    }
}

impl WireJudged {
    fn of(judged: &[Judged], local: &mut Local) -> WireJudged {
        let effects: Vec<_> = judged.iter().flat_map(|judged| judged.effects.iter().cloned()).collect();
        WireJudged {
            ids: judged.iter().map(|judged| judged.transaction).collect(),
            verdicts: WireVerdicts::of(judged.iter().map(|judged| &judged.verdict)),
            counts: judged.iter().map(|judged| judged.effects.len() as u32).collect(),
            effects: PatchColumns::of(&effects, local),
        }
    }

    fn rows(self, local: &Local) -> Result<Vec<Judged>, BodyError> {
        let verdicts = self.verdicts.rows()?;
        let mut effects = self.effects.rows(local)?.into_iter();
        same_length(self.ids.len(), verdicts.len())?;
        same_length(self.ids.len(), self.counts.len())?;
        let heads = self.ids.into_iter().zip(verdicts).zip(self.counts);
        let row = |((transaction, verdict), count): ((TransactionId, Verdict), u32)| Judged {
            transaction,
            verdict,
            effects: effects.by_ref().take(count as usize).collect(),
        };
        let rows = heads.map(row).collect();
        same_length(effects.len(), 0)?;
        Ok(rows)
    }
}

impl WireOpened {
    fn of(opened: &Opened, local: &mut Local) -> WireOpened {
        let page = opened.page.as_ref();
        let difference = opened.difference.as_ref();
        WireOpened {
            held: opened.held,
            judged: WireJudged::of(&opened.judged, local),
            revised_ids: opened.revised.iter().map(|(id, _)| *id).collect(),
            revised: WireVerdicts::of(opened.revised.iter().map(|(_, verdict)| verdict)),
            scope: opened.scope.clone(),
            patches: PatchColumns::of(&opened.patches, local),
            cursor: opened.cursor,
            more: opened.more,
            page: page.map(|page| (page.want.clone(), PatchColumns::of(&page.patches, local), page.next)),
            digest: opened.digest,
            difference: difference
                .map(|difference| (difference.keys.clone(), PatchColumns::of(&difference.patches, local))),
            staged: opened.staged,
        }
    }

    fn opened(self, local: &Local) -> Result<Opened, BodyError> {
        let revised = self.revised.rows()?;
        same_length(revised.len(), self.revised_ids.len())?;
        let page = match self.page {
            Some((want, patches, next)) => Some(Page { want, patches: patches.rows(local)?, next }),
            None => None,
        };
        let difference = match self.difference {
            Some((keys, patches)) => Some(Difference { keys, patches: patches.rows(local)? }),
            None => None,
        };
        Ok(Opened {
            held: self.held,
            judged: self.judged.rows(local)?,
            revised: self.revised_ids.into_iter().zip(revised).collect(),
            scope: self.scope,
            patches: self.patches.rows(local)?,
            cursor: self.cursor,
            more: self.more,
            page,
            digest: self.digest,
            difference,
            staged: self.staged,
        })
    }
}
