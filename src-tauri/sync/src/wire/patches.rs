//! Patches in columns. Values and history, which are nearly all of it, share theirs; deletions and reviews are few.

use serde::{Deserialize, Serialize};

use super::columns::{Dictionary, RankColumn, ValueColumn, bounded, total};
use super::references::Local;
use super::{BodyError, same_length};
use crate::{
    Cell, FieldNumber, KindNumber, MemberId, Patch, Rank, RecordId, RecordPatch, Removal, Review, Writing,
};

const CELL: u8 = 0;
const PAST: u8 = 1;
const REMOVAL: u8 = 2;
const REVIEW: u8 = 3;

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PatchColumns {
    records: Vec<u32>,
    kinds: Vec<KindNumber>,
    /// The place of the case's record, plus 1; 0: none.
    cases: Vec<u32>,
    counts: Vec<u32>,
    sorts: Vec<u8>,
    fields: Vec<FieldNumber>,
    values: ValueColumn,
    ranks: RankColumn,
    members: Dictionary<MemberId>,
    writings: Dictionary<Writing>,
    removals: Vec<(Rank, Removal)>,
    reviews: Vec<(RecordId, Review)>,
}

impl PatchColumns {
    pub(super) fn of(patches: &[RecordPatch], local: &mut Local) -> PatchColumns {
        let pieces = || patches.iter().flat_map(|patch| &patch.patches);
        let cells = || {
            pieces().filter_map(|piece| match piece {
                Patch::Cell(field, cell) | Patch::Past(field, cell) => Some((*field, cell)),
                Patch::Removal(..) | Patch::Review(..) => None,
            })
        };
        let sort = |piece: &Patch| match piece {
            Patch::Cell(..) => CELL,
            Patch::Past(..) => PAST,
            Patch::Removal(..) => REMOVAL,
            Patch::Review(..) => REVIEW,
        };
        let removals = pieces().filter_map(|piece| match piece {
            Patch::Removal(rank, removal) => Some((*rank, removal.clone())),
            _ => None,
        });
        let reviews = pieces().filter_map(|piece| match piece {
            Patch::Review(id, review) => Some((*id, review.clone())),
            _ => None,
        });
        PatchColumns {
            records: patches.iter().map(|patch| local.number(patch.record)).collect(),
            kinds: patches.iter().map(|patch| patch.kind).collect(),
            cases: patches.iter().map(|patch| patch.case.map_or(0, |case| local.number(case) + 1)).collect(),
            counts: patches.iter().map(|patch| patch.patches.len() as u32).collect(),
            sorts: pieces().map(sort).collect(),
            fields: cells().map(|(field, _)| field).collect(),
            values: ValueColumn::of(cells().map(|(_, cell)| &cell.value), local),
            ranks: RankColumn::of(cells().map(|(_, cell)| cell.rank)),
            members: Dictionary::of(cells().map(|(_, cell)| cell.member)),
            writings: Dictionary::of(cells().map(|(_, cell)| cell.writing)),
            removals: removals.collect(),
            reviews: reviews.collect(),
        }
    }

    pub(super) fn rows(self, local: &Local) -> Result<Vec<RecordPatch>, BodyError> {
        let count = bounded(self.records.len())?;
        for length in [self.kinds.len(), self.cases.len(), self.counts.len()] {
            same_length(count, length)?;
        }
        same_length(self.sorts.len(), total(&self.counts)?)?;
        let heads: Vec<_> = self
            .records
            .iter()
            .zip(self.kinds.iter().zip(&self.cases))
            .map(|(record, (kind, case))| {
                let case = case.checked_sub(1).map(|case| local.record(case)).transpose()?;
                Ok((local.record(*record)?, *kind, case))
            })
            .collect::<Result<_, BodyError>>()?;
        let counts = self.counts.clone();
        let mut pieces = self.pieces(local)?.into_iter();
        let row = |((record, kind, case), count): ((RecordId, KindNumber, Option<RecordId>), u32)| {
            RecordPatch { record, kind, case, patches: pieces.by_ref().take(count as usize).collect() }
        };
        Ok(heads.into_iter().zip(counts).map(row).collect())
    }

    fn pieces(self, local: &Local) -> Result<Vec<Patch>, BodyError> {
        let (values, ranks) = (self.values.rows(local)?, self.ranks.rows()?);
        let count = bounded(self.fields.len())?;
        for length in [values.len(), ranks.len(), self.members.len(), self.writings.len()] {
            same_length(count, length)?;
        }
        let mut cells = Vec::with_capacity(count);
        for (row, ((field, value), rank)) in self.fields.iter().zip(values).zip(ranks).enumerate() {
            let (member, writing) = (self.members.row(row)?, self.writings.row(row)?);
            cells.push((*field, Cell { value, rank, member, writing }));
        }
        let mut cells = cells.into_iter();
        let (mut removals, mut reviews) = (self.removals.into_iter(), self.reviews.into_iter());
        let mut pieces = Vec::with_capacity(bounded(self.sorts.len())?);
        for sort in self.sorts {
            let piece = match sort {
                CELL => cells.next().map(|(field, cell)| Patch::Cell(field, cell)),
                PAST => cells.next().map(|(field, cell)| Patch::Past(field, cell)),
                REMOVAL => removals.next().map(|(rank, removal)| Patch::Removal(rank, removal)),
                REVIEW => reviews.next().map(|(id, review)| Patch::Review(id, review)),
                _ => None,
            };
            pieces.push(piece.ok_or(BodyError::Damaged)?);
        }
        same_length(cells.len() + removals.len() + reviews.len(), 0)?;
        Ok(pieces)
    }
}
