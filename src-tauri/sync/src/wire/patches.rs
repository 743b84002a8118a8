//! Patches in columns. Values and history are nearly all of it; deletions and reviews are few.

use serde::{Deserialize, Serialize};

use super::columns::{Dictionary, PlaceColumn, RankColumn, ValueColumn, bounded, total};
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
    records: PlaceColumn,
    kinds: Vec<KindNumber>,
    /// The place of the case's record, plus 1; 0: none.
    cases: PlaceColumn,
    counts: Vec<u32>,
    sorts: Vec<u8>,
    cells: CellColumns,
    /// Apart: an overwritten value has another time and writing than the one that stands.
    past: CellColumns,
    removals: Vec<(Rank, Removal)>,
    reviews: Vec<(RecordId, Review)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct CellColumns {
    fields: Vec<FieldNumber>,
    values: ValueColumn,
    ranks: RankColumn,
    members: Dictionary<MemberId>,
    writings: Dictionary<Writing>,
}

impl CellColumns {
    fn of<'a>(
        cells: impl Iterator<Item = (FieldNumber, &'a Cell)> + Clone,
        local: &mut Local,
    ) -> CellColumns {
        let fields: Vec<FieldNumber> = cells.clone().map(|(field, _)| field).collect();
        CellColumns {
            values: ValueColumn::of(&fields, cells.clone().map(|(_, cell)| &cell.value), local),
            fields,
            ranks: RankColumn::of(cells.clone().map(|(_, cell)| cell.rank)),
            members: Dictionary::of(cells.clone().map(|(_, cell)| cell.member)),
            writings: Dictionary::of(cells.map(|(_, cell)| cell.writing)),
        }
    }

    fn rows(self, local: &Local) -> Result<Vec<(FieldNumber, Cell)>, BodyError> {
        let (values, ranks) = (self.values.rows(&self.fields, local)?, self.ranks.rows()?);
        let (members, writings) = (self.members.rows()?, self.writings.rows()?);
        let count = bounded(self.fields.len())?;
        for length in [values.len(), ranks.len(), members.len(), writings.len()] {
            same_length(count, length)?;
        }
        let cells = values.into_iter().zip(ranks).zip(members.into_iter().zip(writings));
        let cells = cells.map(|((value, rank), (member, writing))| Cell { value, rank, member, writing });
        Ok(self.fields.into_iter().zip(cells).collect())
    }
}

impl PatchColumns {
    pub(super) fn of(patches: &[RecordPatch], local: &mut Local) -> PatchColumns {
        let pieces = || patches.iter().flat_map(|patch| &patch.patches);
        let cells = pieces().filter_map(|piece| match piece {
            Patch::Cell(field, cell) => Some((*field, cell)),
            _ => None,
        });
        let past = pieces().filter_map(|piece| match piece {
            Patch::Past(field, cell) => Some((*field, cell)),
            _ => None,
        });
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
        let case =
            |patch: &RecordPatch, local: &mut Local| patch.case.map_or(0, |case| local.number(case) + 1);
        PatchColumns {
            records: PlaceColumn::of(patches.iter().map(|patch| local.number(patch.record))),
            kinds: patches.iter().map(|patch| patch.kind).collect(),
            cases: PlaceColumn::of(patches.iter().map(|patch| case(patch, local))),
            counts: patches.iter().map(|patch| patch.patches.len() as u32).collect(),
            sorts: pieces().map(sort).collect(),
            cells: CellColumns::of(cells, local),
            past: CellColumns::of(past, local),
            removals: removals.collect(),
            reviews: reviews.collect(),
        }
    }

    pub(super) fn rows(self, local: &Local) -> Result<Vec<RecordPatch>, BodyError> {
        let (records, cases) = (self.records.rows()?, self.cases.rows()?);
        for length in [self.kinds.len(), cases.len(), self.counts.len()] {
            same_length(records.len(), length)?;
        }
        same_length(self.sorts.len(), total(&self.counts)?)?;
        let heads: Vec<_> = records
            .into_iter()
            .zip(self.kinds.iter().zip(cases))
            .map(|(record, (kind, case))| {
                let case = case.checked_sub(1).map(|case| local.record(case)).transpose()?;
                Ok((local.record(record)?, *kind, case))
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
        let mut cells = self.cells.rows(local)?.into_iter();
        let mut past = self.past.rows(local)?.into_iter();
        let (mut removals, mut reviews) = (self.removals.into_iter(), self.reviews.into_iter());
        let mut pieces = Vec::with_capacity(bounded(self.sorts.len())?);
        for sort in self.sorts {
            let piece = match sort {
                CELL => cells.next().map(|(field, cell)| Patch::Cell(field, cell)),
                PAST => past.next().map(|(field, cell)| Patch::Past(field, cell)),
                REMOVAL => removals.next().map(|(rank, removal)| Patch::Removal(rank, removal)),
                REVIEW => reviews.next().map(|(id, review)| Patch::Review(id, review)),
                _ => None,
            };
            pieces.push(piece.ok_or(BodyError::Damaged)?);
        }
        same_length(cells.len() + past.len() + removals.len() + reviews.len(), 0)?;
        Ok(pieces)
    }
}
