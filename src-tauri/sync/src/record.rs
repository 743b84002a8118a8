//! A record as a bag of stamped fields, and how two bags become one.
//!
//! Laws (held by tests/laws.rs): joining is commutative, associative and idempotent. So whatever order, repetition or
//! detour patches take, the same set of them makes the same record. Per field the highest rank wins; deletions are a
//! set whose void marks only grow; the first resolution of a review stands.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::review::Review;
use crate::{DELETED, FieldNumber, KindNumber, MemberId, Rank, RecordId, Stamp, Value, Writing};

/// The value of one field, with what decides over it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The value.
    pub value: Value,
    /// What it wins and loses by.
    pub rank: Rank,
    /// Who wrote it.
    pub member: MemberId,
    /// Which writing it was, also when two offices ranked the same one differently.
    pub writing: Writing,
}

/// One deletion of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    /// Who deleted.
    pub member: MemberId,
    /// Which writing it was.
    pub writing: Writing,
    /// What the deletion had seen of the other fields, completed by the office.
    pub beneath: BTreeMap<FieldNumber, Stamp>,
    /// A winning edit had not seen this deletion: it never holds.
    pub void: bool,
}

/// A record: canonical values only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its kind.
    pub kind: KindNumber,
    /// The case it belongs to; `None`: the organisation.
    pub case: Option<RecordId>,
    /// Its fields. [`DELETED`] stands here only for the last time somebody kept it.
    pub cells: BTreeMap<FieldNumber, Cell>,
    /// Its deletions.
    pub removals: BTreeMap<Rank, Removal>,
    /// The review items on its fields, by their own identifiers.
    pub reviews: BTreeMap<RecordId, Review>,
}

/// A piece of a record, as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Patch {
    /// A value that may be current.
    Cell(FieldNumber, Cell),
    /// A value that was overwritten or lost: for the history.
    Past(FieldNumber, Cell),
    /// A deletion.
    Removal(Rank, Removal),
    /// A review item.
    Review(RecordId, Review),
}

/// Pieces of one record, with all there is to know for placing them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPatch {
    /// Which record.
    pub record: RecordId,
    /// Its kind.
    pub kind: KindNumber,
    /// The case it belongs to.
    pub case: Option<RecordId>,
    /// Its pieces.
    pub patches: Vec<Patch>,
}

/// What became of a value that met a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Met {
    /// It is current now; before it there was this one.
    Won(Option<Cell>),
    /// It was current already.
    Same,
    /// The current one outranks it.
    Lost,
}

/// What a device or an office does with a patch besides keeping the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absorbed {
    /// The record is as it was.
    Nothing,
    /// The record changed.
    Changed,
    /// The record may have changed, and this value belongs into the history.
    Past(FieldNumber, Cell),
}

impl Record {
    /// A record without fields.
    pub fn new(kind: KindNumber, case: Option<RecordId>) -> Record {
        Record { kind, case, cells: BTreeMap::new(), removals: BTreeMap::new(), reviews: BTreeMap::new() }
    }

    /// Nothing of it is here.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.removals.is_empty() && self.reviews.is_empty()
    }

    /// The highest deletion that is not void, when nobody kept the record above it.
    pub fn holding_removal(&self) -> Option<(Rank, &Removal)> {
        let (rank, removal) = self.removals.iter().rev().find(|(_, removal)| !removal.void)?;
        let kept = self.cells.get(&DELETED).is_some_and(|kept| kept.rank > *rank);
        if kept { None } else { Some((*rank, removal)) }
    }

    /// Whether it is deleted.
    pub fn is_deleted(&self) -> bool {
        self.holding_removal().is_some()
    }

    /// The canonical stamp of a field; of [`DELETED`] the highest of keeping and deleting.
    pub fn stamp(&self, field: FieldNumber) -> Option<Stamp> {
        let cell = self.cells.get(&field).map(|cell| cell.rank);
        let removal =
            if field == DELETED { self.removals.last_key_value().map(|(rank, _)| *rank) } else { None };
        cell.max(removal).map(Rank::stamp)
    }

    /// A value meets the record. `Same` also when the ranks are equal and the values differ: a rank is given once.
    pub fn meet(&mut self, field: FieldNumber, cell: Cell) -> Met {
        match self.cells.get(&field) {
            Some(current) if current.rank == cell.rank => Met::Same,
            Some(current) if current.rank > cell.rank => Met::Lost,
            _ => Met::Won(self.cells.insert(field, cell)),
        }
    }

    /// A deletion meets the record: what each copy knew is united.
    pub fn meet_removal(&mut self, rank: Rank, removal: Removal) -> bool {
        let Some(known) = self.removals.get_mut(&rank) else {
            self.removals.insert(rank, removal);
            return true;
        };
        let mut changed = removal.void && !known.void;
        known.void |= removal.void;
        for (field, stamp) in removal.beneath {
            let before = known.beneath.get(&field).copied();
            if before.is_none_or(|before| before < stamp) {
                known.beneath.insert(field, stamp);
                changed = true;
            }
        }
        changed
    }

    /// A review item meets the record.
    pub fn meet_review(&mut self, id: RecordId, review: Review) -> bool {
        match self.reviews.get_mut(&id) {
            Some(known) => known.meet(&review),
            None => {
                self.reviews.insert(id, review);
                true
            }
        }
    }

    /// Any patch meets the record.
    pub fn absorb(&mut self, patch: Patch) -> Absorbed {
        let changed = match patch {
            Patch::Cell(field, cell) => {
                return match self.meet(field, cell.clone()) {
                    Met::Won(Some(before)) => Absorbed::Past(field, before),
                    Met::Won(None) => Absorbed::Changed,
                    Met::Lost => Absorbed::Past(field, cell),
                    Met::Same => Absorbed::Nothing,
                };
            }
            Patch::Past(field, cell) => return Absorbed::Past(field, cell),
            Patch::Removal(rank, removal) => self.meet_removal(rank, removal),
            Patch::Review(id, review) => self.meet_review(id, review),
        };
        if changed { Absorbed::Changed } else { Absorbed::Nothing }
    }

    /// Everything of it that can be offered or sent as a snapshot.
    pub fn patches(&self) -> Vec<Patch> {
        let cells = self.cells.iter().map(|(field, cell)| Patch::Cell(*field, cell.clone()));
        let removals = self.removals.iter().map(|(rank, removal)| Patch::Removal(*rank, removal.clone()));
        let reviews = self.reviews.iter().map(|(id, review)| Patch::Review(*id, review.clone()));
        cells.chain(removals).chain(reviews).collect()
    }
}

impl Patch {
    /// The field whose class decides who sees it.
    pub fn field(&self) -> FieldNumber {
        match self {
            Patch::Cell(field, _) | Patch::Past(field, _) => *field,
            Patch::Removal(..) => DELETED,
            Patch::Review(_, review) => review.lead,
        }
    }

    /// About how many bytes it takes, for keeping a body within its bound.
    pub fn weight(&self) -> usize {
        match self {
            Patch::Cell(_, cell) | Patch::Past(_, cell) => 40 + cell.value.weight(),
            Patch::Removal(_, removal) => 40 + 16 * removal.beneath.len(),
            Patch::Review(_, review) => {
                100 + review.values.iter().map(|(_, value)| 4 + value.weight()).sum::<usize>()
            }
        }
    }
}

impl RecordPatch {
    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        36 + self.patches.iter().map(Patch::weight).sum::<usize>()
    }
}

impl Value {
    /// About how many bytes it takes.
    pub fn weight(&self) -> usize {
        match self {
            Value::Null => 1,
            Value::Integer(_) => 10,
            Value::Text(text) => 4 + text.len(),
            Value::Bytes(bytes) => 4 + bytes.len(),
        }
    }
}
