//! The stamps of all fields of one record, packed into one blob.
//!
//! Fields that were written together share a stamp, so the blob is a list of groups: stamp (8 bytes of time, 4 of
//! device), number of fields, field numbers (2 bytes each). A new record with forty fields takes 94 bytes, not 480.
//! Where a value was not written at its canonical time, the highest bit of the number of fields says that 8 bytes of
//! when it was written follow.

use crate::{DeviceNumber, FieldNumber, HybridTime, Rank, Stamp};

/// The stamps of one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamps {
    groups: Vec<(Rank, Vec<FieldNumber>)>,
}

/// A stamp blob that does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stamps of a record are damaged")]
pub struct StampsError;

const HEAD_BYTES: usize = 14;
const WRITTEN_FOLLOWS: u16 = 1 << 15;

impl Stamps {
    /// The stamp of one field; `None` when it never had a value.
    pub fn stamp(&self, field: FieldNumber) -> Option<Stamp> {
        self.rank(field).map(Rank::stamp)
    }

    /// The rank of one field; `None` when it never had a value.
    pub fn rank(&self, field: FieldNumber) -> Option<Rank> {
        self.groups.iter().find(|(_, fields)| fields.contains(&field)).map(|(rank, _)| *rank)
    }

    /// Gives fields a stamp in place of the one they had; written at that time.
    pub fn set(&mut self, fields: &[FieldNumber], stamp: Stamp) {
        self.set_rank(fields, Rank { time: stamp.time, written: stamp.time, device: stamp.device });
    }

    /// Gives fields a rank in place of the one they had.
    pub fn set_rank(&mut self, fields: &[FieldNumber], rank: Rank) {
        for (_, members) in &mut self.groups {
            members.retain(|member| !fields.contains(member));
        }
        self.groups.retain(|(_, members)| !members.is_empty());
        match self.groups.iter_mut().find(|(existing, _)| *existing == rank) {
            Some((_, members)) => members.extend_from_slice(fields),
            None => self.groups.push((rank, fields.to_vec())),
        }
    }

    /// The highest stamp of the record.
    pub fn top(&self) -> Option<Stamp> {
        self.groups.iter().map(|(rank, _)| rank.stamp()).max()
    }

    /// Every field with its stamp, by field number.
    pub fn by_field(&self) -> Vec<(FieldNumber, Stamp)> {
        let mut all: Vec<_> = self
            .groups
            .iter()
            .flat_map(|(rank, fields)| fields.iter().map(move |field| (*field, rank.stamp())))
            .collect();
        all.sort_unstable();
        all
    }

    /// As it is stored.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.groups.iter().map(|(_, f)| HEAD_BYTES + 2 * f.len()).sum());
        for (rank, fields) in &self.groups {
            bytes.extend_from_slice(&rank.time.to_bits().to_le_bytes());
            bytes.extend_from_slice(&rank.device.0.to_le_bytes());
            let written_follows = if rank.written == rank.time { 0 } else { WRITTEN_FOLLOWS };
            bytes.extend_from_slice(&(fields.len() as u16 | written_follows).to_le_bytes());
            if written_follows > 0 {
                bytes.extend_from_slice(&rank.written.to_bits().to_le_bytes());
            }
            for field in fields {
                bytes.extend_from_slice(&field.0.to_le_bytes());
            }
        }
        bytes
    }

    /// As it was stored.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Stamps, StampsError> {
        let mut groups = Vec::new();
        while !bytes.is_empty() {
            let time = HybridTime::from_bits(u64::from_le_bytes(take(&mut bytes)?));
            let device = DeviceNumber(u32::from_le_bytes(take(&mut bytes)?));
            let count = u16::from_le_bytes(take(&mut bytes)?);
            let written = if count & WRITTEN_FOLLOWS == 0 {
                time
            } else {
                HybridTime::from_bits(u64::from_le_bytes(take(&mut bytes)?))
            };
            let fields = (0..count & !WRITTEN_FOLLOWS)
                .map(|_| Ok(FieldNumber(u16::from_le_bytes(take(&mut bytes)?))))
                .collect::<Result<_, StampsError>>()?;
            groups.push((Rank { time, written, device }, fields));
        }
        Ok(Stamps { groups })
    }
}

fn take<const LENGTH: usize>(bytes: &mut &[u8]) -> Result<[u8; LENGTH], StampsError> {
    let (head, rest) = bytes.split_first_chunk::<LENGTH>().ok_or(StampsError)?;
    *bytes = rest;
    Ok(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Stamp {
        Stamp { time: HybridTime::new(milliseconds, 0), device: DeviceNumber(1) }
    }

    #[test]
    fn a_field_keeps_the_stamp_it_was_last_given() {
        let mut stamps = Stamps::default();
        stamps.set(&[FieldNumber(10), FieldNumber(11), FieldNumber(12)], at(1));
        stamps.set(&[FieldNumber(11)], at(2));
        assert_eq!(stamps.stamp(FieldNumber(10)), Some(at(1)));
        assert_eq!(stamps.stamp(FieldNumber(11)), Some(at(2)));
        assert_eq!(stamps.stamp(FieldNumber(99)), None);
        assert_eq!(stamps.top(), Some(at(2)));
        assert_eq!(Stamps::from_bytes(&stamps.to_bytes()).unwrap(), stamps);
    }

    #[test]
    fn when_a_value_was_written_is_kept_where_it_differs() {
        let mut stamps = Stamps::default();
        let rank = Rank { written: HybridTime::new(1, 2), ..Rank::default() };
        let rank = Rank { time: HybridTime::new(9, 0), device: DeviceNumber(3), ..rank };
        stamps.set(&[FieldNumber(10)], at(1));
        stamps.set_rank(&[FieldNumber(11), FieldNumber(12)], rank);
        let read = Stamps::from_bytes(&stamps.to_bytes()).unwrap();
        assert_eq!(read, stamps);
        assert_eq!((read.rank(FieldNumber(12)), read.top()), (Some(rank), Some(rank.stamp())));
    }

    #[test]
    fn fields_written_together_share_one_group() {
        let mut stamps = Stamps::default();
        let forty: Vec<_> = (10..50).map(FieldNumber).collect();
        stamps.set(&forty, at(1));
        assert_eq!(stamps.to_bytes().len(), 94);
    }

    #[test]
    fn a_torn_blob_is_refused() {
        let mut stamps = Stamps::default();
        stamps.set(&[FieldNumber(10)], at(1));
        let bytes = stamps.to_bytes();
        for length in 1..bytes.len() {
            assert_eq!(Stamps::from_bytes(&bytes[..length]), Err(StampsError), "length {length}");
        }
    }
}
