//! Content that is too large for a value: drawings, and what else stands beside its record. A value only refers to it, by
//! the hash of what it is sealed into and the key that opens it. So it is merged, seen and erased with its record; it is
//! stored and carried sealed; and where the key is gone, it is gone.
//!
//! It travels beside the records, in pieces, and goes on where it broke off: up before the transaction that refers to it,
//! so that nobody hears of what the office does not hold, and down after it.

use serde::{Deserialize, Serialize};

use crate::http::Refusal;
use crate::{DeviceNumber, FieldNumber, RecordId, Value};

/// The most that one may have, sealed, in bytes.
pub const MOST_BYTES: u32 = 64 << 20;
/// The most that travels at once, in bytes.
pub const PIECE_BYTES: u32 = 256 * 1024;

const FORMAT: u8 = 1;
const REFERENCE_BYTES: usize = 1 + 32 + 32 + 4;

/// The BLAKE3 hash of sealed content: its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlobHash(pub [u8; 32]);

/// What a value says of content that stands beside its record.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BlobReference {
    /// Its address.
    pub hash: BlobHash,
    /// What opens it; never used for anything else.
    pub key: [u8; 32],
    /// How many bytes it has, sealed.
    pub size: u32,
}

/// Sealed content, or a piece of it, with where it belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobPiece {
    /// Its address.
    pub hash: BlobHash,
    /// The record whose value refers to it.
    pub record: RecordId,
    /// The field of that value.
    pub field: FieldNumber,
    /// How many bytes the whole has.
    pub size: u32,
    /// Where the piece begins.
    pub at: u32,
    /// The piece.
    pub bytes: Vec<u8>,
}

/// How much the office holds of what it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobHeld {
    /// From the beginning, in bytes; the next piece begins there.
    pub held: u32,
}

/// A device asks for a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobWanted {
    /// Who asks.
    pub device: DeviceNumber,
    /// Of what.
    pub hash: BlobHash,
    /// From where.
    pub at: u32,
}

impl BlobHash {
    /// Of sealed content.
    pub fn of(sealed: &[u8]) -> BlobHash {
        BlobHash(*blake3::hash(sealed).as_bytes())
    }
}

impl BlobPiece {
    /// Refuses what is said to have more bytes than one may have, or none.
    pub fn check(&self) -> Result<(), Refusal> {
        if (1..=MOST_BYTES).contains(&self.size) { Ok(()) } else { Err(Refusal::TooLarge) }
    }
}

impl BlobReference {
    /// As a value.
    pub fn to_value(self) -> Value {
        let mut bytes = Vec::with_capacity(REFERENCE_BYTES);
        bytes.push(FORMAT);
        bytes.extend(self.hash.0);
        bytes.extend(self.key);
        bytes.extend(self.size.to_le_bytes());
        Value::Bytes(bytes)
    }

    /// From a value; `None` when it refers to nothing.
    pub fn of(value: &Value) -> Option<BlobReference> {
        let Value::Bytes(bytes) = value else { return None };
        let (FORMAT, rest) = bytes.split_first().map(|(format, rest)| (*format, rest))? else { return None };
        let (hash, rest) = rest.split_first_chunk()?;
        let (key, rest) = rest.split_first_chunk()?;
        let size = u32::from_le_bytes(rest.try_into().ok()?);
        Some(BlobReference { hash: BlobHash(*hash), key: *key, size })
    }
}

impl std::fmt::Debug for BlobReference {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "BlobReference({:?}, {} bytes)", self.hash, self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_the_same_after_its_value_and_no_other_value_is_one() {
        let reference = BlobReference { hash: BlobHash([1; 32]), key: [2; 32], size: 70_000 };
        assert_eq!(BlobReference::of(&reference.to_value()), Some(reference));
        let Value::Bytes(bytes) = reference.to_value() else { panic!("a reference is bytes") };
        assert_eq!(BlobReference::of(&Value::Bytes(bytes[1..].to_vec())), None);
        assert_eq!(BlobReference::of(&Value::Bytes([bytes, vec![0]].concat())), None);
        assert_eq!(BlobReference::of(&Value::reference(RecordId(uuid::Uuid::nil()))), None);
    }
}
