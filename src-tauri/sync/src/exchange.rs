//! What a device asks and an office answers. One exchange pushes and pulls; the same end follows however often it is
//! interrupted, repeated, reordered or carried on a stick, since a device applies only the answer to its latest request
//! and the office gives a known transaction its first verdict again, with the ranks that it has since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::digest::{Digest, DigestKey};
use crate::scope::Entered;
use crate::{
    DeviceNumber, RecordId, RecordPatch, RequestId, Scope, Transaction, TransactionHash, TransactionId,
    Verdict,
};

/// A transaction on its way to the office for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its hash at birth; what an erasure took out of it since does not change it.
    pub hash: TransactionHash,
    /// The transaction.
    pub transaction: Transaction,
}

/// A transaction that an office acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The number its device had.
    pub device: DeviceNumber,
    /// Its hash at birth.
    pub hash: TransactionHash,
    /// The transaction.
    pub transaction: Transaction,
    /// What the office decided.
    pub verdict: Verdict,
}

/// What a device asks for after its scope grew: a snapshot, page by page in the order of record identifiers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Want {
    /// Of what.
    pub what: Entered,
    /// After this record.
    pub after: Option<RecordId>,
}

impl Want {
    /// What is wanted once more has entered the scope: all of it, from the beginning.
    pub fn widened(before: Option<Want>, entered: Option<Entered>) -> Option<Want> {
        let Some(entered) = entered else { return before };
        let what = match before {
            Some(want) => want.what.and(entered),
            None => entered,
        };
        Some(Want { what, after: None })
    }

    /// What is wanted after a page. Another want may have come meanwhile: then that one goes on from its beginning.
    pub fn turned(before: Option<Want>, page: &Page) -> Option<Want> {
        if before.as_ref() != Some(&page.want) {
            return before;
        }
        page.next.map(|after| Want { what: page.want.what.clone(), after: Some(after) })
    }
}

/// A piece of a transaction that is too large for one body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Of which transaction.
    pub transaction: TransactionId,
    /// Its sequence number.
    pub sequence: u64,
    /// Its hash at birth.
    pub hash: TransactionHash,
    /// Which piece, from 0.
    pub index: u32,
    /// Of how many.
    pub count: u32,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Random; the answer names it.
    pub id: RequestId,
    /// Who asks.
    pub device: DeviceNumber,
    /// The office's epoch that the device knows.
    pub epoch: u32,
    /// The log position up to which it has heard everything in its scope.
    pub cursor: u64,
    /// The ledger position that it has applied.
    pub ledger: u64,
    /// Fingerprint of the scope it has.
    pub scope: u64,
    /// The last sequence number it gave to a transaction.
    pub last: u64,
    /// Waiting transactions, from the first, without gaps.
    pub sent: Vec<Sent>,
    /// Until which epoch it knew the office's decisions, while it offers again; else the present one.
    pub offered_from: u32,
    /// Acknowledged transactions that a restored office may have lost.
    pub resent: Vec<Kept>,
    /// What it holds of records that the office may have lost.
    pub offers: Vec<RecordPatch>,
    /// Records that it took out because their case was erased: the office may not know that they belonged to it.
    pub gone: Vec<RecordId>,
    /// A snapshot it wants.
    pub want: Option<Want>,
    /// Its digests by case and kind, after the whole differed.
    pub compare: Option<BTreeMap<DigestKey, Digest>>,
    /// A piece of the first waiting transaction, when that is too large for one body.
    pub part: Option<Part>,
}

/// A verdict with what came of its transaction besides its own values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Of which transaction.
    pub transaction: TransactionId,
    /// What was decided.
    pub verdict: Verdict,
    /// Every record it touched, with review items, voids and other devices' values that went into the history.
    pub effects: Vec<RecordPatch>,
}

/// A page of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// What was asked.
    pub want: Want,
    /// Records with their values, history and reviews.
    pub patches: Vec<RecordPatch>,
    /// Go on after this record; `None`: that was all.
    pub next: Option<RecordId>,
}

/// Where device and office differ.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Difference {
    /// These cases and kinds; all that the office has of them is in `patches`.
    pub keys: Vec<DigestKey>,
    /// What the office has.
    pub patches: Vec<RecordPatch>,
}

/// The answer to a device in good standing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Opened {
    /// The office holds stamping until its administrator confirms its clock: what was sent waits.
    pub held: bool,
    /// For what was sent and resent.
    pub judged: Vec<Judged>,
    /// What an administrator decided since about own quarantined transactions.
    pub revised: Vec<(TransactionId, Verdict)>,
    /// The scope, when it is another than the device has.
    pub scope: Option<Scope>,
    /// What changed in scope after the device's cursor.
    pub patches: Vec<RecordPatch>,
    /// The device's new cursor.
    pub cursor: u64,
    /// The log goes on after that.
    pub more: bool,
    /// A page of the snapshot that was asked for.
    pub page: Option<Page>,
    /// Digest of everything in scope, when the log ends at the new cursor.
    pub digest: Option<Digest>,
    /// Where the digests that were sent differ.
    pub difference: Option<Difference>,
    /// How many pieces of a large transaction the office holds.
    pub staged: Option<(TransactionId, u32)>,
}

/// How the office met the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Gate {
    /// In good standing.
    Open(Box<Opened>),
    /// The office was restored: offer again what it may have lost.
    Restored {
        /// What the device's cursor is worth now.
        cursor: u64,
    },
    /// Another casebook has used this device's numbers: it was restored or copied.
    Forked {
        /// Its new device number.
        device: DeviceNumber,
    },
    /// It may only upload, into quarantine.
    Revoked {
        /// The office holds stamping: nothing of what was sent was taken.
        held: bool,
        /// For what was sent and resent.
        judged: Vec<Judged>,
        /// How many pieces of a large transaction the office holds.
        staged: Option<(TransactionId, u32)>,
    },
    /// The office does not know this device number.
    Unknown,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// To which request.
    pub request: RequestId,
    /// The office's epoch.
    pub epoch: u32,
    /// The office's wall clock, in milliseconds since 1970 (UTC).
    pub time: u64,
    /// The position of the ledger that this answer brings the device to.
    pub ledger: u64,
    /// Cases erased after the ledger position that the device had applied.
    pub erased: Vec<RecordId>,
    /// The log position up to which the office has a verified backup.
    pub verified: u64,
    /// The rest.
    pub gate: Gate,
}

/// What is in one body at most, by the engine's own estimate of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of each list of a body.
    pub bytes: usize,
}

impl Default for Limits {
    /// A quarter of 1 MiB for each of the lists that may stand together in one body.
    fn default() -> Limits {
        Limits { bytes: 256 * 1024 }
    }
}

impl Transaction {
    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        let change = |change: &crate::Change| {
            let beneath = change.removing.as_ref().map_or(0, |removing| 16 * removing.beneath.len());
            20 + change.value.weight() + beneath
        };
        let record = |record: &crate::RecordChange| 20 + record.changes.iter().map(change).sum::<usize>();
        70 + self.operation.len() + self.records.iter().map(record).sum::<usize>()
    }
}
