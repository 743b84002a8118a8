//! The stamps of all fields of one record, packed into one blob.
//!
//! Fields that were written together share what decides over them, so the blob is a list of groups: stamp (8 bytes of
//! time, 4 of device), number of fields with two flags, what the flags announce, field numbers (2 bytes each). A new
//! record with forty fields takes 94 bytes, not 480. One flag: the value was not written at its canonical time, and 8
//! bytes of when follow. The other: an office ranked it, and the store's number of its author (4 bytes) and its writing
//! (4 bytes) follow.
//!
//! It stays packed: most readers ask for one stamp or none.

use crate::{DeviceNumber, FieldNumber, HybridTime, Rank, Stamp, Writing};

/// The stamps of one record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamps {
    bytes: Vec<u8>,
}

/// What decides over the value of a field, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Provenance {
    /// What it wins and loses by.
    pub rank: Rank,
    /// The store's own number for who wrote it; 0 while no office has ranked it.
    pub author: u32,
    /// Which writing it was.
    pub writing: Writing,
}

/// A stamp blob that does not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stamps of a record are damaged")]
pub struct StampsError;

const HEAD_BYTES: usize = 14;
const WRITTEN_FOLLOWS: u16 = 1 << 15;
const AUTHOR_FOLLOWS: u16 = 1 << 14;
const COUNT: u16 = AUTHOR_FOLLOWS - 1;

/// Fields that were written together.
struct Group<'a> {
    of: Provenance,
    /// Two bytes each.
    fields: &'a [u8],
}

impl Stamps {
    /// The stamp of one field; `None` when it never had a value.
    pub fn stamp(&self, field: FieldNumber) -> Option<Stamp> {
        self.provenance(field).map(|of| of.rank.stamp())
    }

    /// What decides over one field; `None` when it never had a value.
    pub fn provenance(&self, field: FieldNumber) -> Option<Provenance> {
        self.groups().find(|group| group.numbers().any(|number| number == field)).map(|group| group.of)
    }

    /// Gives fields a stamp in place of the one they had; written at that time, and ranked by no office.
    pub fn set(&mut self, fields: &[FieldNumber], stamp: Stamp) {
        let rank = Rank { time: stamp.time, written: stamp.time, device: stamp.device };
        self.give(fields, Provenance { rank, ..Provenance::default() });
    }

    /// Gives fields a provenance in place of the one they had.
    pub fn give(&mut self, fields: &[FieldNumber], of: Provenance) {
        let mut groups: Vec<(Provenance, Vec<FieldNumber>)> = Vec::new();
        for group in self.groups() {
            let rest: Vec<_> = group.numbers().filter(|number| !fields.contains(number)).collect();
            if !rest.is_empty() {
                groups.push((group.of, rest));
            }
        }
        match groups.iter_mut().find(|(existing, _)| *existing == of) {
            Some((_, members)) => members.extend_from_slice(fields),
            None if fields.is_empty() => {}
            None => groups.push((of, fields.to_vec())),
        }
        self.bytes.clear();
        groups.iter().for_each(|(of, fields)| self.push(*of, fields));
    }

    /// The highest stamp of the record.
    pub fn top(&self) -> Option<Stamp> {
        self.groups().map(|group| group.of.rank.stamp()).max()
    }

    /// Every field with what decides over it, by field number.
    pub fn by_field(&self) -> Vec<(FieldNumber, Provenance)> {
        let mut all: Vec<_> =
            self.groups().flat_map(|group| group.numbers().map(move |field| (field, group.of))).collect();
        all.sort_unstable_by_key(|(field, _)| *field);
        all
    }

    /// As it is stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// As it was stored.
    pub fn from_bytes(bytes: &[u8]) -> Result<Stamps, StampsError> {
        let mut rest = bytes;
        while !rest.is_empty() {
            take_group(&mut rest).ok_or(StampsError)?;
        }
        Ok(Stamps { bytes: bytes.to_vec() })
    }

    fn groups(&self) -> impl Iterator<Item = Group<'_>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || take_group(&mut rest))
    }

    fn push(&mut self, Provenance { rank, author, writing }: Provenance, fields: &[FieldNumber]) {
        let written_follows = if rank.written == rank.time { 0 } else { WRITTEN_FOLLOWS };
        let author_follows = if author == 0 { 0 } else { AUTHOR_FOLLOWS };
        let bytes = &mut self.bytes;
        bytes.reserve(HEAD_BYTES + 16 + 2 * fields.len());
        bytes.extend_from_slice(&rank.time.to_bits().to_le_bytes());
        bytes.extend_from_slice(&rank.device.0.to_le_bytes());
        bytes.extend_from_slice(&(fields.len() as u16 | written_follows | author_follows).to_le_bytes());
        if written_follows > 0 {
            bytes.extend_from_slice(&rank.written.to_bits().to_le_bytes());
        }
        if author_follows > 0 {
            bytes.extend_from_slice(&author.to_le_bytes());
            bytes.extend_from_slice(&writing.0.to_le_bytes());
        }
        fields.iter().for_each(|field| bytes.extend_from_slice(&field.0.to_le_bytes()));
    }
}

impl<'a> Group<'a> {
    fn numbers(&self) -> impl Iterator<Item = FieldNumber> + use<'a> {
        self.fields.as_chunks().0.iter().map(|pair| FieldNumber(u16::from_le_bytes(*pair)))
    }
}

fn take_group<'a>(bytes: &mut &'a [u8]) -> Option<Group<'a>> {
    let time = HybridTime::from_bits(u64::from_le_bytes(take(bytes)?));
    let device = DeviceNumber(u32::from_le_bytes(take(bytes)?));
    let count = u16::from_le_bytes(take(bytes)?);
    let written = if count & WRITTEN_FOLLOWS == 0 {
        time
    } else {
        HybridTime::from_bits(u64::from_le_bytes(take(bytes)?))
    };
    let (author, writing) = if count & AUTHOR_FOLLOWS == 0 {
        (0, Writing::default())
    } else {
        (u32::from_le_bytes(take(bytes)?), Writing(u32::from_le_bytes(take(bytes)?)))
    };
    let (fields, rest) = bytes.split_at_checked(2 * usize::from(count & COUNT))?;
    *bytes = rest;
    Some(Group { of: Provenance { rank: Rank { time, written, device }, author, writing }, fields })
}

fn take<const LENGTH: usize>(bytes: &mut &[u8]) -> Option<[u8; LENGTH]> {
    let (head, rest) = bytes.split_first_chunk::<LENGTH>()?;
    *bytes = rest;
    Some(*head)
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
        assert_eq!(Stamps::from_bytes(stamps.as_bytes()).unwrap(), stamps);
    }

    #[test]
    fn when_a_value_was_written_and_by_whom_is_kept_where_it_matters() {
        let mut stamps = Stamps::default();
        let rank =
            Rank { time: HybridTime::new(9, 0), written: HybridTime::new(1, 2), device: DeviceNumber(3) };
        let ranked = Provenance { rank, author: 7, writing: Writing(99) };
        stamps.set(&[FieldNumber(10)], at(1));
        stamps.give(&[FieldNumber(11), FieldNumber(12)], ranked);
        let read = Stamps::from_bytes(stamps.as_bytes()).unwrap();
        assert_eq!(read, stamps);
        assert_eq!((read.provenance(FieldNumber(12)), read.top()), (Some(ranked), Some(rank.stamp())));
        assert_eq!(read.provenance(FieldNumber(10)).unwrap().author, 0);
    }

    #[test]
    fn fields_written_together_share_one_group() {
        let mut stamps = Stamps::default();
        let forty: Vec<_> = (10..50).map(FieldNumber).collect();
        stamps.set(&forty, at(1));
        assert_eq!(stamps.as_bytes().len(), 94);
    }

    #[test]
    fn a_torn_blob_is_refused() {
        let mut stamps = Stamps::default();
        stamps.set(&[FieldNumber(10)], at(1));
        let bytes = stamps.as_bytes();
        for length in 1..bytes.len() {
            assert_eq!(Stamps::from_bytes(&bytes[..length]), Err(StampsError), "length {length}");
        }
    }
}
