//! A review item: a value that lost without its author, or the winner's, having seen the other. It is a synced record
//! whose identifier follows from what it is about, so that however often a conflict is met again – after a restore, on
//! another office – it is the same item. It never holds the winner: that is whatever is current when somebody looks.
//!
//! Being open is the absence of a closing. Nobody ever writes "open", so a conflict that is met again cannot reopen an
//! item that was closed anywhere.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{FieldNumber, KindNumber, MemberId, Rank, RecordId, Value};

/// The kind of a review item in a transaction. Its parent ([`crate::PARENT`]) is the record under review.
pub const REVIEW: KindNumber = KindNumber(u16::MAX);
/// The field of a review item that closes it, whatever its value.
pub const CLOSED: FieldNumber = FieldNumber(10);

/// A review item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The group of fields it is about, by its lowest number.
    pub lead: FieldNumber,
    /// The values that lost.
    pub values: Vec<(FieldNumber, Value)>,
    /// The rank they lost with: when and where they were written.
    pub rank: Rank,
    /// Who wrote them.
    pub member: MemberId,
    /// Its first resolution.
    pub closed: Option<Closing>,
}

/// What closed a review item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Closing {
    /// When and where.
    pub rank: Rank,
    /// Who.
    pub member: MemberId,
}

impl Review {
    /// The identifier of the item about the value that lost with this rank.
    pub fn id(record: RecordId, lead: FieldNumber, loser: Rank) -> RecordId {
        let mut name = [0; 14];
        name[..2].copy_from_slice(&lead.0.to_be_bytes());
        name[2..10].copy_from_slice(&loser.time.to_bits().to_be_bytes());
        name[10..].copy_from_slice(&loser.device.0.to_be_bytes());
        RecordId(Uuid::new_v5(&record.0, &name))
    }

    /// Another copy of the same item: the first closing stands. Answers whether this one changed.
    pub fn meet(&mut self, other: &Review) -> bool {
        let mut changed = false;
        // Two offices may have ranked the same writing under one stamp: then one of the two contents is kept.
        if (other.rank, &other.values) > (self.rank, &self.values) {
            self.rank = other.rank;
            self.member = other.member;
            self.values.clone_from(&other.values);
            changed = true;
        }
        changed | other.closed.is_some_and(|closing| self.close(closing))
    }

    /// Closes it, unless something closed it before. Answers whether it changed.
    pub fn close(&mut self, closing: Closing) -> bool {
        if self.closed.is_none_or(|before| closing < before) {
            self.closed = Some(closing);
            true
        } else {
            false
        }
    }
}
