//! What the office decided on a transaction, per change.

use serde::{Deserialize, Serialize};

use crate::{MemberId, Rank, RecordId, Stamp};

/// Why a change was refused for good. Its content stays in the office's log, but for an erasure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Rejection {
    /// The case was erased: a person's right beats everything.
    Erased,
    /// The record is of another kind.
    OtherKind,
    /// A record cannot move to another parent or element.
    Moved,
    /// An administrator looked at it in quarantine and refused.
    Refused,
    /// Another change of the same unit was refused: a transaction is atomic within a unit.
    WithItsUnit,
}

/// Why a change waits for an administrator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Quarantine {
    /// Its unit was not in its member's scope at the ledger position that the device had applied.
    OutOfScope,
    /// The member does not work on this device.
    UnknownMember,
    /// The device was revoked.
    Revoked,
    /// The office does not know the record it belongs to.
    Unplaced,
}

/// What beat a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Winner {
    /// Its stamp.
    pub stamp: Stamp,
    /// Who wrote it.
    pub member: MemberId,
}

/// What became of one change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It is, or was, the current value.
    Accepted {
        /// With this rank.
        rank: Rank,
        /// It was in scope when it was made, and is no more: an administrator may want to know.
        late: bool,
    },
    /// Another value outranks it; it is kept in the history.
    Lost {
        /// With this rank.
        rank: Rank,
        /// What outranks it; named only within the present scope.
        winner: Option<Winner>,
        /// The review item about it.
        review: Option<RecordId>,
    },
    /// Refused for good.
    Rejected(Rejection),
    /// It waits, with its content, for an administrator.
    Quarantined {
        /// The rank that is reserved for it.
        rank: Rank,
        /// Why.
        reason: Quarantine,
    },
}

/// What became of one transaction. The same transaction gets the same verdict for ever, but for what an administrator
/// releases from quarantine, and for ranks that were moved up since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The office's epoch.
    pub epoch: u32,
    /// Its position in the office's log of that epoch.
    pub position: u64,
    /// One outcome for each change, in the order of the transaction's records and their changes.
    pub outcomes: Vec<Outcome>,
}

impl Outcome {
    /// The rank that counts as this device's previous one on the field; `None` when it was rejected.
    pub fn rank(&self) -> Option<Rank> {
        match self {
            Outcome::Accepted { rank, .. }
            | Outcome::Lost { rank, .. }
            | Outcome::Quarantined { rank, .. } => Some(*rank),
            Outcome::Rejected(_) => None,
        }
    }

    /// The same, to be moved up.
    pub(crate) fn rank_mut(&mut self) -> Option<&mut Rank> {
        match self {
            Outcome::Accepted { rank, .. }
            | Outcome::Lost { rank, .. }
            | Outcome::Quarantined { rank, .. } => Some(rank),
            Outcome::Rejected(_) => None,
        }
    }

    /// The rank it has in force; `None` when it is rejected or quarantined.
    pub fn standing(&self) -> Option<Rank> {
        match self {
            Outcome::Accepted { rank, .. } | Outcome::Lost { rank, .. } => Some(*rank),
            Outcome::Rejected(_) | Outcome::Quarantined { .. } => None,
        }
    }
}
