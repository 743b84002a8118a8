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

/// A number that an office gives to one device and never to another. Zero: no office yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct DeviceNumber(pub u32);

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

/// One field's new value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which field.
    pub field: FieldNumber,
    /// Its new value.
    pub value: Value,
    /// The stamp of the value the author had on the screen; `None` when there was none.
    pub seen: Option<Stamp>,
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

const FORMAT: u8 = 1;

impl Transaction {
    /// As it is kept in the outbox.
    pub fn to_bytes(&self) -> Result<Vec<u8>, WireError> {
        Ok(postcard::to_extend(self, vec![FORMAT])?)
    }

    /// As it was kept in the outbox.
    pub fn from_bytes(bytes: &[u8]) -> Result<Transaction, WireError> {
        match bytes.split_first() {
            Some((&FORMAT, body)) => Ok(postcard::from_bytes(body)?),
            Some((&format, _)) => Err(WireError::UnknownFormat(format)),
            None => Err(WireError::Damaged(postcard::Error::DeserializeUnexpectedEnd)),
        }
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
                changes: vec![Change {
                    field: FieldNumber(13),
                    value: Value::Text("سمير".into()),
                    seen: Some(Stamp { time: HybridTime::new(5, 0), device: DeviceNumber(1) }),
                }],
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
    fn a_later_format_is_named() {
        assert!(matches!(Transaction::from_bytes(&[9, 0]), Err(WireError::UnknownFormat(9))));
    }
}
