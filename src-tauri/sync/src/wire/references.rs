//! Small integers for records. Within a body every record is a place in the body's own list; the list names each
//! record by the reference that both sides agreed on, or in full the first time.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::columns::PlaceColumn;
use super::{BodyError, MOST_ROWS};
use crate::RecordId;

/// The records of one body, by their place in it.
#[derive(Debug, Default)]
pub(super) struct Local {
    records: Vec<RecordId>,
    places: HashMap<RecordId, u32>,
}

impl Local {
    pub(super) fn number(&mut self, record: RecordId) -> u32 {
        let next = self.records.len() as u32;
        *self.places.entry(record).or_insert_with(|| {
            self.records.push(record);
            next
        })
    }

    pub(super) fn record(&self, number: u32) -> Result<RecordId, BodyError> {
        self.records.get(number as usize).copied().ok_or(BodyError::Damaged)
    }
}

/// How a body names its records.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Names {
    /// For each record of the body its reference, as the difference from the one before.
    references: Vec<i64>,
    /// Places of those that the receiver does not know yet, in the order in which they stand in the body.
    new_places: PlaceColumn,
    /// Those in full.
    new: Vec<Uuid>,
    /// Hash of all (reference, record) pairs.
    check: u64,
}

/// What one side calls the records that it sends to one other; kept with the device, or per device at the office.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outgoing {
    numbers: BTreeMap<RecordId, u32>,
    agreed: u32,
}

/// What one side knows of what another calls its records.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Incoming {
    records: BTreeMap<u32, RecordId>,
}

impl Outgoing {
    /// The other side has read everything sent so far.
    pub fn agreed(&mut self) {
        self.agreed = self.numbers.len() as u32;
    }

    /// The other side knows them by other numbers: from now on each is named in full again.
    pub fn forget(&mut self) {
        self.numbers.clear();
        self.agreed = 0;
    }

    /// How many records it numbers, for who bounds what it keeps.
    pub fn count(&self) -> usize {
        self.numbers.len()
    }

    pub(super) fn names(&mut self, local: &Local) -> Names {
        // What an earlier body introduced and nobody agreed to may never have been read.
        if self.numbers.len() > self.agreed as usize {
            let agreed = self.agreed;
            self.numbers.retain(|_, number| *number < agreed);
        }
        let mut names =
            Names { references: Vec::new(), new_places: PlaceColumn::default(), new: Vec::new(), check: 0 };
        let mut new_places = Vec::new();
        let mut pairs = Vec::with_capacity(local.records.len());
        let mut last = 0;
        for (place, record) in local.records.iter().enumerate() {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(*record).or_insert(next);
            if number >= self.agreed {
                new_places.push(place as u32);
                names.new.push(record.0);
            }
            names.references.push(i64::from(number) - last);
            last = i64::from(number);
            pairs.push((number, *record));
        }
        names.new_places = PlaceColumn::of(new_places.into_iter());
        names.check = check(&pairs);
        names
    }
}

impl Incoming {
    /// How many records it knows by number, for who bounds what it keeps.
    pub fn count(&self) -> usize {
        self.records.len()
    }

    pub(super) fn local(&mut self, names: Names) -> Result<Local, BodyError> {
        if names.references.len() > MOST_ROWS || names.new.len() > names.references.len() {
            return Err(BodyError::Damaged);
        }
        let new_places = names.new_places.rows()?;
        super::same_length(new_places.len(), names.new.len())?;
        let new: BTreeMap<u32, Uuid> = new_places.into_iter().zip(names.new).collect();
        let mut pairs = Vec::with_capacity(names.references.len());
        let mut last = 0_i64;
        for (place, difference) in names.references.iter().enumerate() {
            last = last.checked_add(*difference).ok_or(BodyError::Damaged)?;
            let number = u32::try_from(last).map_err(|_| BodyError::Damaged)?;
            let record = match new.get(&(place as u32)) {
                Some(uuid) => RecordId(*uuid),
                None => *self.records.get(&number).ok_or(BodyError::OtherReferences)?,
            };
            pairs.push((number, record));
        }
        if check(&pairs) != names.check {
            return Err(BodyError::OtherReferences);
        }
        let mut local = Local::default();
        for (number, record) in pairs {
            self.records.insert(number, record);
            local.places.insert(record, local.records.len() as u32);
            local.records.push(record);
        }
        Ok(local)
    }
}

fn check(pairs: &[(u32, RecordId)]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for (number, record) in pairs {
        hasher.update(&number.to_le_bytes());
        hasher.update(record.0.as_bytes());
    }
    let mut head = [0; 8];
    hasher.finalize_xof().fill(&mut head);
    u64::from_le_bytes(head)
}
