//! Columns of like things: numbers as differences, values by sort, ranks and stamps in parts.

use serde::{Deserialize, Serialize};

use super::references::Local;
use super::{BodyError, MOST_ROWS};
use crate::{DeviceNumber, FieldNumber, HybridTime, Rank, RecordId, Stamp, Value};

/// Numbers as differences from the one before, zigzag so that small ones stay small.
pub(super) fn deltas(numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut last = 0_u64;
    let difference = |number: u64| {
        let difference = number.wrapping_sub(last).cast_signed();
        last = number;
        (difference << 1 ^ difference >> 63).cast_unsigned()
    };
    numbers.map(difference).collect()
}

/// The numbers again.
pub(super) fn sums(deltas: &[u64]) -> Vec<u64> {
    let mut last = 0_u64;
    let sum = |delta: &u64| {
        let difference = (delta >> 1).cast_signed() ^ -(delta & 1).cast_signed();
        last = last.wrapping_add_signed(difference);
        last
    };
    deltas.iter().map(sum).collect()
}

/// Places, which go up by ones as a rule: as differences, so that they compress.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct PlaceColumn(Vec<u64>);

impl PlaceColumn {
    pub(super) fn of(places: impl Iterator<Item = u32>) -> PlaceColumn {
        PlaceColumn(deltas(places.map(u64::from)))
    }

    pub(super) fn rows(&self) -> Result<Vec<u32>, BodyError> {
        bounded(self.0.len())?;
        let place = |place| u32::try_from(place).map_err(|_| BodyError::Damaged);
        sums(&self.0).into_iter().map(place).collect()
    }
}

pub(super) fn bounded(length: usize) -> Result<usize, BodyError> {
    if length > MOST_ROWS { Err(BodyError::Damaged) } else { Ok(length) }
}

/// The sum of counts, which is how many rows the next level has.
pub(super) fn total(counts: &[u32]) -> Result<usize, BodyError> {
    let sum: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    bounded(usize::try_from(sum).map_err(|_| BodyError::Damaged)?)
}

/// The places of values in the order of their fields: values of one field are like each other, and stand beside each
/// other in a body, so that they compress. Both sides know it from the column of fields.
pub(super) fn by_field(fields: &[FieldNumber]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..fields.len()).collect();
    places.sort_by_key(|place| fields[*place]);
    places
}

/// Values by sort. A value that is the identifier of a record of the body is its place in it.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ValueColumn {
    sorts: Vec<u8>,
    integers: Vec<i64>,
    lengths: Vec<u32>,
    text: String,
    bytes: Vec<u8>,
    references: PlaceColumn,
}

impl ValueColumn {
    /// Values with the fields that they are of.
    pub(super) fn of<'a>(
        fields: &[FieldNumber],
        values: impl Iterator<Item = &'a Value>,
        local: &mut Local,
    ) -> ValueColumn {
        let (values, mut column): (Vec<&Value>, _) = (values.collect(), ValueColumn::default());
        let mut references = Vec::new();
        for place in by_field(fields) {
            column.push(values[place], local, &mut references);
        }
        column.references = PlaceColumn::of(references.into_iter());
        column
    }

    fn push(&mut self, value: &Value, local: &mut Local, references: &mut Vec<u32>) {
        let sort = match value {
            Value::Null => 0,
            Value::Integer(number) => {
                self.integers.push(*number);
                1
            }
            Value::Text(text) => {
                self.lengths.push(text.len() as u32);
                self.text.push_str(text);
                2
            }
            Value::Bytes(bytes) => match value.as_reference() {
                Some(record) => {
                    references.push(local.number(record));
                    4
                }
                None => {
                    self.lengths.push(bytes.len() as u32);
                    self.bytes.extend_from_slice(bytes);
                    3
                }
            },
        };
        self.sorts.push(sort);
    }

    /// The values again, in the order of these fields.
    pub(super) fn rows(&self, fields: &[FieldNumber], local: &Local) -> Result<Vec<Value>, BodyError> {
        super::same_length(bounded(self.sorts.len())?, fields.len())?;
        let mut rows = vec![Value::Null; fields.len()];
        for (place, value) in by_field(fields).into_iter().zip(self.values(local)?) {
            rows[place] = value;
        }
        Ok(rows)
    }

    fn values(&self, local: &Local) -> Result<Vec<Value>, BodyError> {
        let (mut integers, mut lengths) = (self.integers.iter(), self.lengths.iter());
        let mut references = self.references.rows()?.into_iter();
        let (mut text, mut bytes) = (self.text.as_str(), self.bytes.as_slice());
        let mut values = Vec::with_capacity(self.sorts.len());
        for sort in &self.sorts {
            let mut length = || lengths.next().map(|length| *length as usize).ok_or(BodyError::Damaged);
            values.push(match sort {
                0 => Value::Null,
                1 => Value::Integer(*integers.next().ok_or(BodyError::Damaged)?),
                2 => {
                    let (head, rest) = text.split_at_checked(length()?).ok_or(BodyError::Damaged)?;
                    text = rest;
                    Value::Text(head.to_owned())
                }
                3 => {
                    let (head, rest) = bytes.split_at_checked(length()?).ok_or(BodyError::Damaged)?;
                    bytes = rest;
                    Value::Bytes(head.to_vec())
                }
                4 => {
                    let number = references.next().ok_or(BodyError::Damaged)?;
                    let record: RecordId = local.record(number)?;
                    Value::reference(record)
                }
                _ => return Err(BodyError::Damaged),
            });
        }
        Ok(values)
    }
}

/// Ranks: times as differences, what was written as what it lacks to the time, and devices.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct RankColumn {
    times: Vec<u64>,
    behind: Vec<u64>,
    devices: Vec<DeviceNumber>,
}

impl RankColumn {
    pub(super) fn of(ranks: impl Iterator<Item = Rank> + Clone) -> RankColumn {
        RankColumn {
            times: deltas(ranks.clone().map(|rank| rank.time.to_bits())),
            behind: ranks
                .clone()
                .map(|rank| rank.time.to_bits().wrapping_sub(rank.written.to_bits()))
                .collect(),
            devices: ranks.map(|rank| rank.device).collect(),
        }
    }

    pub(super) fn rows(&self) -> Result<Vec<Rank>, BodyError> {
        let length = bounded(self.times.len())?;
        super::same_length(length, self.behind.len())?;
        super::same_length(length, self.devices.len())?;
        let parts = sums(&self.times).into_iter().zip(&self.behind).zip(&self.devices);
        let rank = |((time, behind), device): ((u64, &u64), &DeviceNumber)| Rank {
            time: HybridTime::from_bits(time),
            written: HybridTime::from_bits(time.wrapping_sub(*behind)),
            device: *device,
        };
        Ok(parts.map(rank).collect())
    }
}

/// Stamps that may be absent: device 0 was never canonical, so a marker of its own says that there is none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct StampColumn {
    present: Vec<u8>,
    times: Vec<u64>,
    devices: Vec<DeviceNumber>,
}

impl StampColumn {
    pub(super) fn of(stamps: impl Iterator<Item = Option<Stamp>> + Clone) -> StampColumn {
        let there = stamps.clone().flatten();
        StampColumn {
            present: stamps.map(|stamp| u8::from(stamp.is_some())).collect(),
            times: deltas(there.clone().map(|stamp| stamp.time.to_bits())),
            devices: there.map(|stamp| stamp.device).collect(),
        }
    }

    pub(super) fn rows(&self) -> Result<Vec<Option<Stamp>>, BodyError> {
        bounded(self.present.len())?;
        super::same_length(self.times.len(), self.devices.len())?;
        let parts = sums(&self.times).into_iter().zip(&self.devices);
        let mut there =
            parts.map(|(time, device)| Stamp { time: HybridTime::from_bits(time), device: *device });
        let mut stamps = Vec::with_capacity(self.present.len());
        for present in &self.present {
            stamps.push(match present {
                0 => None,
                1 => Some(there.next().ok_or(BodyError::Damaged)?),
                _ => return Err(BodyError::Damaged),
            });
        }
        super::same_length(there.len(), 0)?;
        Ok(stamps)
    }
}

/// A column that mostly repeats a few things: each once, then places.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Dictionary<T> {
    things: Vec<T>,
    places: PlaceColumn,
}

impl<T: Clone + Ord> Dictionary<T> {
    pub(super) fn of(things: impl Iterator<Item = T>) -> Dictionary<T> {
        let mut known = std::collections::BTreeMap::new();
        let (mut all, mut places) = (Vec::new(), Vec::new());
        for thing in things {
            let next = all.len() as u32;
            let place = *known.entry(thing.clone()).or_insert_with(|| {
                all.push(thing);
                next
            });
            places.push(place);
        }
        Dictionary { things: all, places: PlaceColumn::of(places.into_iter()) }
    }

    pub(super) fn rows(&self) -> Result<Vec<T>, BodyError> {
        let thing = |place: u32| self.things.get(place as usize).cloned().ok_or(BodyError::Damaged);
        self.places.rows()?.into_iter().map(thing).collect()
    }
}
