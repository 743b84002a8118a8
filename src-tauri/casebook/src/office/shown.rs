//! What stands in a record's own row: own waiting values over what the office holds.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use sync::device::Shelf;
use sync::{Cell, DeviceNumber, FieldNumber, KindNumber, Provenance, Rank, Record, RecordId, Value};

use super::store::{DeviceStore, Last};
use super::{fits, inward};
use crate::blob;
use crate::error::{CasebookError, Refusal};
use crate::operation::Step;
use crate::row::{self, Row};
use crate::schema::{DELETED, ELEMENT, Home, Identity, Kind, PARENT, Shape};

/// A record's own row; `None` when it has none.
pub(super) fn find_row(connection: &Connection, id: RecordId) -> Result<Option<Row>, CasebookError> {
    let Some(place) = row::find_place(connection, id)? else { return Ok(None) };
    match row::get_row(connection, place.kind, place.local) {
        Err(CasebookError::Refused(Refusal::NotFound)) => Ok(None),
        found => found.map(Some),
    }
}

/// What the office holds of a record, when its own row says all of it; `None` when the office holds nothing.
pub(super) fn canonical_of(store: &DeviceStore, row: &Row) -> Result<Option<Record>, CasebookError> {
    let case = match row.kind.home {
        Home::Case => Some(row.record),
        Home::Organisation => None,
        Home::Within(_) => row.case.map(|case| row::get_record(store.connection, case)).transpose()?,
    };
    let mut record = Record::new(row.kind.number, case);
    for (field, of) in row.stamps.by_field() {
        if of.rank.device == DeviceNumber(0) {
            continue;
        }
        let value = match field {
            DELETED => Value::Integer(0),
            PARENT => row.parent_record.map_or(Value::Null, Value::reference),
            ELEMENT => row.element.clone().map_or(Value::Null, Value::Text),
            own => match row.kind.place_of(own) {
                Some(place) => {
                    row.references.at(place).map_or_else(|| row.values[place].clone(), Value::reference)
                }
                None => continue,
            },
        };
        let member = store.member_of(of.author)?;
        record.cells.insert(field, Cell { value, rank: of.rank, member, writing: of.writing });
    }
    Ok((!record.is_empty()).then_some(record))
}

/// Brings a record's own row up to date, and keeps aside what it cannot say. `canonical` is what the office holds.
pub(super) fn show(
    store: &mut DeviceStore,
    before: Last,
    canonical: Option<&Record>,
    cursor: u64,
) -> Result<(), CasebookError> {
    let Last { id, row: before, is_aside, .. } = before;
    let keep_aside = |store: &DeviceStore, record: Option<&Record>| {
        if is_aside || record.is_some() { store.put_body(Shelf::Open, id, record, cursor) } else { Ok(()) }
    };
    let number = canonical.map(|record| record.kind).or(before.as_ref().map(|row| row.kind.number));
    let Some(kind) = number.and_then(Kind::numbered) else {
        return keep_aside(store, canonical);
    };
    let mut shown = Shown::of(kind, id, before.as_ref());
    if let Some(before) = &before {
        shown.keep_own(store, before)?;
    }
    if let Some(canonical) = canonical {
        shown.put_beneath(store, canonical)?;
    }
    let Shown { mut row, groups, is_hidden, .. } = shown;
    if groups.is_empty() || !is_itself(&row) {
        if before.is_some() {
            take_out_row(store, id)?;
        }
        return keep_aside(store, canonical);
    }
    groups.values().for_each(|(of, fields)| row.stamps.give(fields, *of));
    if before.is_none() {
        row.local = place_or_stub(store.connection, id, Some((kind.number, row.case)))?;
        if kind.home == Home::Case {
            row.case = Some(row.local);
        }
    }
    row::put(store.connection, &row)?;
    let changed = changed_fields(before.as_ref(), &row);
    store.index.mark(&row, &changed, before.is_none());
    if !changed.is_empty() {
        store.changed.insert(id, kind.name);
    }
    keep_aside(store, canonical.filter(|_| is_hidden))
}

/// The fields whose shown values are others than before; [`DELETED`] stands for the whole record.
fn changed_fields(before: Option<&Row>, row: &Row) -> Vec<FieldNumber> {
    let Some(before) = before else { return vec![DELETED] };
    let values = row.kind.fields.iter().zip(before.values.iter().zip(&row.values));
    let values = values.filter(|(_, (before, now))| before != now).map(|(field, _)| field.number);
    let is_elsewhere = before.deleted != row.deleted || before.case != row.case;
    values.chain(is_elsewhere.then_some(DELETED)).collect()
}

/// An element of a set whose id does not follow from its parent and element is nobody's: it is kept, and not shown.
fn is_itself(row: &Row) -> bool {
    row.kind.identity != Identity::Element
        || row
            .parent_record
            .zip(row.element.as_ref())
            .is_some_and(|(parent, element)| Step::element_id(parent, row.kind, element) == row.record)
}

/// A row in the making.
struct Shown {
    row: Row,
    groups: BTreeMap<(Rank, u32, u32), (Provenance, Vec<FieldNumber>)>,
    own: BTreeSet<FieldNumber>,
    /// The row cannot say all that the office holds.
    is_hidden: bool,
}

impl Shown {
    fn of(kind: &'static Kind, id: RecordId, before: Option<&Row>) -> Shown {
        let empty = Row::new(id, kind, None, None);
        let row = before.map_or(empty.clone(), |before| Row {
            local: before.local,
            case: before.case,
            holds_text: before.holds_text,
            is_new: false,
            ..empty
        });
        Shown { row, groups: BTreeMap::new(), own: BTreeSet::new(), is_hidden: false }
    }

    fn give(&mut self, field: FieldNumber, of: Provenance) {
        let group = self.groups.entry((of.rank, of.author, of.writing.0)).or_insert((of, Vec::new()));
        group.1.push(field);
    }

    /// Own values that still wait stay on the screen.
    fn keep_own(&mut self, store: &DeviceStore, before: &Row) -> Result<(), CasebookError> {
        let mut waits = BTreeMap::new();
        for (field, of) in before.stamps.by_field() {
            if of.rank.device != DeviceNumber(0) {
                continue;
            }
            let waits = match waits.get(&of.rank.time) {
                Some(known) => *known,
                None => {
                    let found = store.waits(of.rank.time)?;
                    waits.insert(of.rank.time, found);
                    found
                }
            };
            if !waits {
                continue;
            }
            match field {
                DELETED => self.row.deleted = before.deleted,
                PARENT => (self.row.parent, self.row.parent_record) = (before.parent, before.parent_record),
                ELEMENT => self.row.element.clone_from(&before.element),
                own => match before.kind.place_of(own) {
                    Some(place) => self.row.values[place] = before.values[place].clone(),
                    None => continue,
                },
            }
            self.own.insert(field);
            self.give(field, of);
        }
        Ok(())
    }

    /// Beneath them stands what the office holds.
    fn put_beneath(&mut self, store: &DeviceStore, canonical: &Record) -> Result<(), CasebookError> {
        let kind = self.row.kind;
        if let Home::Within(_) = kind.home {
            let case = canonical.case.map(|case| stub_of(store.connection, case, root(kind)));
            self.row.case = case.transpose()?;
        }
        for (field, cell) in canonical.cells.iter().filter(|(field, _)| **field != DELETED) {
            let known = kind.field_numbered(*field);
            let fits = match *field {
                PARENT => cell.value.as_reference().is_some(),
                ELEMENT => matches!(cell.value, Value::Text(_)),
                _ => known.is_some_and(|known| fits(known, &cell.value)),
            };
            if self.own.contains(field) || !fits {
                self.is_hidden = true;
                continue;
            }
            match (*field, &cell.value) {
                (PARENT, value) => {
                    self.row.parent_record = value.as_reference();
                    let above =
                        self.row.parent_record.map(|id| stub_of(store.connection, id, parent_kind(kind)));
                    self.row.parent = above.transpose()?;
                }
                (ELEMENT, Value::Text(element)) => self.row.element = Some(element.clone()),
                (own, value) => {
                    if known.is_some_and(|known| matches!(known.shape, Shape::Blob(_))) {
                        blob::want(store.connection, self.row.record, own, value)?;
                    }
                    if let Some(place) = kind.place_of(own) {
                        self.row.values[place] = inward(store.connection, Some(kind), own, value)?;
                    }
                }
            }
            let author = store.number_of(cell.member)?;
            self.give(*field, Provenance { rank: cell.rank, author, writing: cell.writing });
        }
        self.put_deleted(store, canonical)?;
        self.is_hidden |= !canonical.removals.is_empty() || !canonical.reviews.is_empty();
        Ok(())
    }

    fn put_deleted(&mut self, store: &DeviceStore, canonical: &Record) -> Result<(), CasebookError> {
        let kept = canonical.cells.get(&DELETED).map(|cell| (cell.rank, cell.member, cell.writing));
        let removed = canonical.removals.last_key_value();
        let removed = removed.map(|(rank, removal)| (*rank, removal.member, removal.writing));
        let Some((rank, member, writing)) = kept.max(removed) else { return Ok(()) };
        if self.own.contains(&DELETED) {
            self.is_hidden = true;
            return Ok(());
        }
        self.row.deleted = canonical.is_deleted();
        let author = store.number_of(member)?;
        self.give(DELETED, Provenance { rank, author, writing });
        Ok(())
    }
}

/// Takes a record's own row out, and what is found by it.
pub(super) fn take_out_row(store: &mut DeviceStore, id: RecordId) -> Result<(), CasebookError> {
    if let Some(row) = find_row(store.connection, id)? {
        store
            .connection
            .prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", row.kind.name))?
            .execute([row.local])?;
        store
            .connection
            .prepare_cached("UPDATE record SET created_by = NULL WHERE id = ?1")?
            .execute([row.local])?;
        store.index.mark(&row, &[DELETED], false);
        store.changed.insert(id, row.kind.name);
    }
    Ok(())
}

/// Takes out everything of a record. Its id stays, for what refers to it.
pub(super) fn take_out(store: &mut DeviceStore, id: RecordId) -> Result<(), CasebookError> {
    take_out_row(store, id)?;
    blob::forget(store.connection, id)?;
    if let Some(local) = row::find_local(store.connection, id)? {
        for table in ["history", "held_text"] {
            store
                .connection
                .prepare_cached(&format!("DELETE FROM {table} WHERE record = ?1"))?
                .execute([local])?;
        }
    }
    Ok(())
}

/// The local id of a record, which gets one when it has none. `of` is its kind and its case, when they are known.
pub(super) fn place_or_stub(
    connection: &Connection,
    id: RecordId,
    of: Option<(KindNumber, Option<i64>)>,
) -> Result<i64, CasebookError> {
    let Some((kind, case)) = of else {
        return match row::find_local(connection, id)? {
            Some(local) => Ok(local),
            None => place(connection, id, KindNumber(0), None),
        };
    };
    if Kind::numbered(kind).is_none_or(|kind| kind.home != Home::Case) {
        return place(connection, id, kind, case);
    }
    Ok(connection
        .prepare_cached(
            "INSERT INTO record (id, uuid, kind, case_id) VALUES (?1, ?2, ?3, ?1)
             ON CONFLICT (uuid) DO UPDATE SET kind = excluded.kind, case_id = id RETURNING id",
        )?
        .query_row((row::next_local(connection)?, id.0.as_bytes(), kind.0), |row| row.get(0))?)
}

fn place(
    connection: &Connection,
    id: RecordId,
    kind: KindNumber,
    case: Option<i64>,
) -> Result<i64, CasebookError> {
    Ok(connection
        .prepare_cached(
            "INSERT INTO record (uuid, kind, case_id) VALUES (?1, ?2, ?3)
             ON CONFLICT (uuid) DO UPDATE SET kind = excluded.kind, case_id = excluded.case_id RETURNING id",
        )?
        .query_row((id.0.as_bytes(), kind.0, case), |row| row.get(0))?)
}

/// The local id of a record that is only referred to; of this kind, when it is not here yet.
pub(super) fn stub_of(
    connection: &Connection,
    id: RecordId,
    kind: Option<&Kind>,
) -> Result<i64, CasebookError> {
    match row::find_local(connection, id)? {
        Some(local) => Ok(local),
        None => place_or_stub(connection, id, kind.map(|kind| (kind.number, None))),
    }
}

fn parent_kind(kind: &Kind) -> Option<&'static Kind> {
    match kind.home {
        Home::Within(name) => Kind::named(name),
        Home::Case | Home::Organisation => None,
    }
}

/// The kind of the case that a kind belongs to.
fn root(kind: &'static Kind) -> Option<&'static Kind> {
    let mut at = Some(kind);
    while let Some(kind) = at {
        match kind.home {
            Home::Within(name) => at = Kind::named(name),
            Home::Case => return Some(kind),
            Home::Organisation => return None,
        }
    }
    None
}
