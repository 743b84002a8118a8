//! Canonical records on their two shelves: in scope, and sealed since they left it.

use std::collections::BTreeMap;

use super::store::{Shelf, Store};
use crate::{Absorbed, FieldNumber, Patch, Record, RecordId, RecordPatch, Scope};

/// Every record in scope.
pub(super) fn open<S: Store>(store: &S) -> Result<Vec<(RecordId, Record)>, S::Error> {
    store.records(Shelf::Open, None, usize::MAX)
}

/// Takes patches in: what is in scope stands open, the rest is sealed.
pub(super) fn absorb<S: Store>(
    store: &mut S,
    scope: &Scope,
    cursor: u64,
    patch: RecordPatch,
    overwrite: bool,
) -> Result<(), S::Error> {
    let RecordPatch { record: id, kind, case, patches } = patch;
    let mut touched: BTreeMap<bool, (Option<Record>, Record)> = BTreeMap::new();
    let mut remembers = false;
    for patch in patches {
        let open = scope.sees(case, kind, patch.field());
        let shelf = if open { Shelf::Open } else { Shelf::Sealed };
        if let std::collections::btree_map::Entry::Vacant(place) = touched.entry(open) {
            let before = store.record(shelf, id)?;
            let record = before.clone().unwrap_or_else(|| Record::new(kind, case));
            place.insert((before, record));
        }
        let Some((_, record)) = touched.get_mut(&open) else { continue };
        if overwrite {
            settle_equal_ranks(record, &patch);
        }
        if let Absorbed::Past(field, cell) = record.absorb(patch) {
            store.remember(id, field, cell)?;
            remembers = true;
        }
    }
    let is_here = touched.values().any(|(_, record)| !record.is_empty());
    for (open, (before, record)) in touched {
        // Nothing new of it, as when an answer is heard twice.
        if open && before.as_ref() == Some(&record) {
            continue;
        }
        let shelf = if open { Shelf::Open } else { Shelf::Sealed };
        store.put_record(shelf, id, (!record.is_empty()).then_some(record), cursor)?;
    }
    if remembers && !is_here {
        hold_place(store, cursor, id, Record::new(kind, case))?;
    }
    Ok(())
}

/// A record of which only history is here has its place among the sealed ones: an erasure of its case has to find it, and
/// so has eviction.
pub(super) fn hold_place<S: Store>(
    store: &mut S,
    cursor: u64,
    id: RecordId,
    empty: Record,
) -> Result<(), S::Error> {
    for shelf in [Shelf::Open, Shelf::Sealed] {
        if store.record(shelf, id)?.is_some() {
            return Ok(());
        }
    }
    store.put_record(Shelf::Sealed, id, Some(empty), cursor)
}

/// Ranks are given once; if a value under the same rank differs, this copy was damaged, and the office's counts.
fn settle_equal_ranks(record: &mut Record, patch: &Patch) {
    if let Patch::Cell(field, cell) = patch
        && let Some(current) = record.cells.get_mut(field)
        && current.rank == cell.rank
    {
        *current = cell.clone();
    }
}

/// The scope changed: what left it is sealed, what came back is unsealed.
pub(super) fn sort<S: Store>(
    store: &mut S,
    before: &Scope,
    scope: &Scope,
    cursor: u64,
) -> Result<(), S::Error> {
    for shelf in [Shelf::Open, Shelf::Sealed] {
        // Each new case of a large casebook enters the scope: then not all that is open is read.
        if shelf == Shelf::Open && scope.keeps(before) {
            continue;
        }
        let (wrong, other) = match shelf {
            Shelf::Open => (false, Shelf::Sealed),
            Shelf::Sealed => (true, Shelf::Open),
        };
        for (id, record) in store.records(shelf, None, usize::MAX)? {
            let moves = |field: FieldNumber| scope.sees(record.case, record.kind, field) == wrong;
            let (moving, staying): (Vec<_>, Vec<_>) =
                record.patches().into_iter().partition(|patch| moves(patch.field()));
            if moving.is_empty() {
                continue;
            }
            let empty = Record::new(record.kind, record.case);
            let mut there = store.record(other, id)?.unwrap_or_else(|| empty.clone());
            let mut here = empty;
            moving.into_iter().for_each(|patch| drop(there.absorb(patch)));
            staying.into_iter().for_each(|patch| drop(here.absorb(patch)));
            store.put_record(other, id, Some(there), cursor)?;
            store.put_record(shelf, id, (!here.is_empty()).then_some(here), cursor)?;
        }
    }
    Ok(())
}
