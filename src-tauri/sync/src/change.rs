//! What one named operation changed, in the shape in which it leaves a device.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{HybridTime, Stamp};

macro_rules! identifier {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(formatter)
            }
        }
    };
}

identifier!(
    /// A record, everywhere and for ever.
    RecordId
);
identifier!(
    /// A transaction, from its birth; it survives any renumbering.
    TransactionId
);
identifier!(
    /// The person who acted.
    MemberId
);
identifier!(
    /// One request of one device; random, so that no answer is taken for another's.
    RequestId
);

impl RecordId {
    /// The organisation's record that stands for a case before those who do not see the case; erased with it.
    #[must_use]
    pub fn stand_in(self) -> RecordId {
        RecordId(Uuid::new_v5(&self.0, b"stand-in"))
    }
}

/// Tells the transactions that wrote one field apart, in four bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Writing(pub u32);

impl TransactionId {
    /// What its values carry of it.
    pub fn writing(self) -> Writing {
        let [a, b, c, d] = [0, 32, 64, 96].map(|shift| (self.0.as_u128() >> shift) as u32);
        Writing((a ^ b ^ c ^ d).max(1))
    }
}

/// A number that an office gives to one device and never to another. Zero: no office yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct DeviceNumber(pub u32);

impl DeviceNumber {
    /// Of a rank that the office itself moved up: no device ever has it, so it is no other writing's rank.
    pub const OFFICE: DeviceNumber = DeviceNumber(u32::MAX);

    /// Under which an office files what this device brings from a former number that another casebook has used too;
    /// no device ever has it.
    pub const fn former(self) -> DeviceNumber {
        DeviceNumber(self.0 | 1 << 31)
    }

    /// Under which an office notes how far this device has come through the office's returns, in place of sequence
    /// numbers; no device ever has it.
    pub const fn progress(self) -> DeviceNumber {
        DeviceNumber(self.0 | 1 << 30)
    }
}

/// The number of a kind in the schema; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KindNumber(pub u16);

/// The number of a field within its kind; never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldNumber(pub u16);

/// A value of a field, as it is stored and as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Value {
    /// Not known, or taken away.
    #[default]
    Null,
    /// A number, a flag (0 or 1), or an instant in milliseconds since 1970 (UTC).
    Integer(i64),
    /// Text; a date is text in ISO 8601.
    Text(String),
    /// Anything else.
    Bytes(Vec<u8>),
}

/// Field number of "deleted", in every kind: deleting is a field. 1 deletes, anything else keeps.
pub const DELETED: FieldNumber = FieldNumber(0);
/// Field number of the record this one belongs to, in every kind: 16 bytes of its identifier.
pub const PARENT: FieldNumber = FieldNumber(1);
/// Field number of the element within the parent's set, in every kind.
pub const ELEMENT: FieldNumber = FieldNumber(2);

/// The kind under which the changes of an erased record travel, with their values gone: a transaction keeps its shape,
/// its number and its hash.
pub const ERASED: KindNumber = KindNumber(u16::MAX - 1);

impl Value {
    /// What a change of [`DELETED`] holds when it deletes.
    pub const DELETE: Value = Value::Integer(1);

    /// A reference, as it travels.
    pub fn reference(record: RecordId) -> Value {
        Value::Bytes(record.0.as_bytes().to_vec())
    }

    /// The record that a travelling reference names; `None` when it is none.
    pub fn as_reference(&self) -> Option<RecordId> {
        match self {
            Value::Bytes(bytes) => Some(RecordId(Uuid::from_slice(bytes).ok()?)),
            Value::Null | Value::Integer(_) | Value::Text(_) => None,
        }
    }
}

/// One field's new value. Whoever changes one field of a group that changes together sends every field of the group
/// that it knows, so that a group never mixes two authors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which field.
    pub field: FieldNumber,
    /// Its new value.
    pub value: Value,
    /// The canonical stamp that was on the author's screen, or beneath the own waiting values on it; `None` when
    /// there was none. A stamp of device 0 was never canonical and counts as none.
    pub seen: Option<Stamp>,
    /// The sequence number of the author's own waiting transaction whose value was on the screen; 0: none.
    pub own: u64,
    /// What a deletion knew of the rest of the record; only where `field` is [`DELETED`].
    pub removing: Option<Removing>,
}

/// What a deletion knew of the rest of its record. A stamp is known however often the office was restored since; a
/// log position is not, so it serves only for fields that the author's scope hides.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Removing {
    /// The office's epoch that the device knew.
    pub epoch: u32,
    /// How far it had read the office's log of that epoch.
    pub cursor: u64,
    /// The canonical stamps of the record's other fields on the device.
    pub beneath: Vec<(FieldNumber, Stamp)>,
}

impl Change {
    /// A change of a value whose author had `seen` on the screen, and no own waiting value over it.
    pub fn new(field: FieldNumber, value: Value, seen: Option<Stamp>) -> Change {
        Change { field, value, seen, own: 0, removing: None }
    }

    /// Whether it deletes the record.
    pub fn is_removal(&self) -> bool {
        self.field == DELETED && self.value == Value::DELETE
    }
}

/// What changed in one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordChange {
    /// Which record.
    pub record: RecordId,
    /// Its kind.
    pub kind: KindNumber,
    /// Its fields.
    pub changes: Vec<Change>,
}

/// What one named operation of one member on one device changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transaction {
    /// Identifier from birth.
    pub id: TransactionId,
    /// Gapless number on its device, from 1.
    pub sequence: u64,
    /// Who.
    pub member: MemberId,
    /// When, by the device's own clock.
    pub claimed: HybridTime,
    /// Position in the office's ledger that the device had applied; 0 before it joined one.
    pub ledger: u64,
    /// Name of the operation, for the history.
    pub operation: String,
    /// What changed.
    pub records: Vec<RecordChange>,
}

/// What a transaction said when it was born; see [`Transaction::hash`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct TransactionHash(pub [u8; 16]);

/// A transaction that does not read.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// It was written by a version that this one does not know.
    #[error("the transaction is in format {0}, which this version does not know")]
    UnknownFormat(u8),
    /// It is damaged.
    #[error("the transaction does not read")]
    Damaged(#[from] postcard::Error),
}

const FORMAT: u8 = 2;

impl Transaction {
    /// What tells two transactions with one sequence number apart: everything but the sequence number. Taken at
    /// birth; an erased transaction keeps it.
    pub fn hash(&self) -> Result<TransactionHash, WireError> {
        let bytes = postcard::to_stdvec(&(
            &self.id,
            &self.member,
            self.claimed,
            self.ledger,
            &self.operation,
            &self.records,
        ))?;
        let mut hash = TransactionHash::default();
        blake3::Hasher::new().update(&bytes).finalize_xof().fill(&mut hash.0);
        Ok(hash)
    }

    /// As it is kept in the outbox.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        Ok(postcard::to_extend(self, vec![FORMAT])?)
    }

    /// As it was kept in the outbox.
    pub fn from_bytes(bytes: &[u8]) -> Result<Transaction, WireError> {
        match bytes.split_first() {
            Some((&FORMAT, body)) => Ok(postcard::from_bytes(body)?),
            Some((&format_one::FORMAT, body)) => format_one::read(body),
            Some((&format, _)) => Err(WireError::UnknownFormat(format)),
            None => Err(WireError::Damaged(postcard::Error::DeserializeUnexpectedEnd)),
        }
    }
}

/// The outbox as casebooks kept it before an office existed: a change knew its canonical stamp only.
mod format_one {
    use super::{Change, RecordChange, Transaction, WireError};
    use super::{FieldNumber, HybridTime, KindNumber, MemberId, RecordId, Stamp, TransactionId, Value};

    pub const FORMAT: u8 = 1;

    type Changes = Vec<(FieldNumber, Value, Option<Stamp>)>;
    type Whole =
        (TransactionId, u64, MemberId, HybridTime, u64, String, Vec<(RecordId, KindNumber, Changes)>);

    pub fn read(body: &[u8]) -> Result<Transaction, WireError> {
        let (id, sequence, member, claimed, ledger, operation, records): Whole = postcard::from_bytes(body)?;
        let change = |(field, value, seen)| Change::new(field, value, seen);
        let records = records
            .into_iter()
            .map(|(record, kind, changes)| RecordChange {
                record,
                kind,
                changes: changes.into_iter().map(change).collect(),
            })
            .collect();
        Ok(Transaction { id, sequence, member, claimed, ledger, operation, records })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Transaction {
        Transaction {
            id: TransactionId(Uuid::from_u128(1)),
            sequence: 7,
            member: MemberId(Uuid::from_u128(2)),
            claimed: HybridTime::new(1_480_000_000_000, 3),
            ledger: 0,
            operation: "participant.change".into(),
            records: vec![RecordChange {
                record: RecordId(Uuid::from_u128(3)),
                kind: KindNumber(2),
                changes: vec![Change::new(
                    FieldNumber(13),
                    Value::Text("سمير".into()),
                    Some(Stamp { time: HybridTime::new(5, 0), device: DeviceNumber(1) }),
                )],
            }],
        }
    }

    #[test]
    fn a_transaction_survives_the_outbox() {
        let bytes = sample().to_bytes().unwrap();
        assert_eq!(Transaction::from_bytes(&bytes).unwrap(), sample());
    }

    #[test]
    fn a_torn_transaction_is_refused_at_every_length() {
        let bytes = sample().to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert!(Transaction::from_bytes(&bytes[..length]).is_err(), "length {length}");
        }
    }

    #[test]
    fn an_outbox_from_before_the_office_still_reads() {
        let one = sample();
        let records: Vec<_> = one
            .records
            .iter()
            .map(|record| {
                let changes: Vec<_> = record
                    .changes
                    .iter()
                    .map(|change| (change.field, change.value.clone(), change.seen))
                    .collect();
                (record.record, record.kind, changes)
            })
            .collect();
        let whole = (one.id, one.sequence, one.member, one.claimed, one.ledger, &one.operation, records);
        let bytes = postcard::to_extend(&whole, vec![1_u8]).unwrap();
        assert_eq!(Transaction::from_bytes(&bytes).unwrap(), one);
    }

    #[test]
    fn the_hash_survives_renumbering_and_nothing_else() {
        let one = sample();
        let renumbered = Transaction { sequence: 99, ..one.clone() };
        let other = Transaction { operation: "participant.close".into(), ..one.clone() };
        assert_eq!(one.hash().unwrap(), renumbered.hash().unwrap());
        assert_ne!(one.hash().unwrap(), other.hash().unwrap());
    }

    #[test]
    fn a_later_format_is_named() {
        assert!(matches!(Transaction::from_bytes(&[9, 0]), Err(WireError::UnknownFormat(9))));
    }
}
