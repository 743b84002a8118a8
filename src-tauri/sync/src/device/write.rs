//! Writing and showing: own waiting values over canonical ones.

use super::store::{Shelf, Standing, Store, Waiting};
use crate::exchange::Kept;
use crate::schema::{SchemaView, field_view};
use crate::{
    Change, DELETED, DeviceNumber, FieldNumber, KindNumber, MemberId, Outcome, Rank, Record, RecordChange,
    RecordId, Removing, Seen, Stamp, Transaction, TransactionId, Value,
};

/// What stands on the screen for one field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The value; `None`: the field never had one.
    pub value: Option<Value>,
    /// What a later change of it has to pass along.
    pub seen: Seen,
}

/// A change as the screen hands it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftChange {
    /// Which field.
    pub field: FieldNumber,
    /// Its new value.
    pub value: Value,
    /// What the author had on the screen.
    pub seen: Seen,
    /// What a deletion knew of the rest of the record; see [`removing`].
    pub removing: Option<Removing>,
}

/// What one operation changes in one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which record.
    pub record: RecordId,
    /// Its kind.
    pub kind: KindNumber,
    /// Its fields.
    pub changes: Vec<DraftChange>,
}

/// Why nothing was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WriteError<E> {
    /// The device was revoked.
    #[error("this device was revoked; nothing more can be written on it")]
    Locked,
    /// The transaction does not encode.
    #[error("a transaction does not encode")]
    Encoding,
    /// The store failed.
    #[error("the store failed")]
    Store(E),
}

impl<E> From<E> for WriteError<E> {
    fn from(error: E) -> WriteError<E> {
        WriteError::Store(error)
    }
}

/// What stands on the screen for a field.
pub fn show<S: Store>(store: &S, record: RecordId, field: FieldNumber) -> Result<Shown, S::Error> {
    let canonical = store.record(Shelf::Open, record)?;
    let waiting = store.waiting()?;
    Ok(over(canonical.as_ref(), &waiting, record, field))
}

/// The same for values that are at hand.
pub fn over(canonical: Option<&Record>, waiting: &[Waiting], record: RecordId, field: FieldNumber) -> Shown {
    let mut shown = Shown::default();
    if let Some(canonical) = canonical {
        shown.seen.canonical = canonical.stamp(field);
        shown.value = match (field, canonical.cells.get(&field)) {
            (DELETED, kept) if canonical.is_deleted() || kept.is_some() => {
                Some(Value::Integer(i64::from(canonical.is_deleted())))
            }
            (_, cell) => cell.map(|cell| cell.value.clone()),
        };
    }
    for transaction in waiting.iter().map(|waiting| &waiting.transaction) {
        let of_record = transaction.records.iter().filter(|change| change.record == record);
        let mut ones = of_record.flat_map(|change| &change.changes).filter(|one| one.field == field);
        if let Some(one) = ones.next_back() {
            // Not what has come to stand beneath it since: the own value hides that from the screen.
            shown.value = Some(one.value.clone());
            shown.seen = Seen { canonical: one.seen, own: Some(transaction.id) };
        }
    }
    shown
}

/// What a deletion of a record knows of the rest of it, now that the record is on the screen.
pub fn removing<S: Store>(store: &S, record: RecordId) -> Result<Removing, S::Error> {
    let standing = store.standing()?;
    let canonical = store.record(Shelf::Open, record)?;
    let waiting = store.waiting()?;
    let fields = canonical.iter().flat_map(|record| record.cells.keys()).filter(|field| **field != DELETED);
    let beneath = fields
        .filter_map(|field| {
            Some((*field, over(canonical.as_ref(), &waiting, record, *field).seen.canonical?))
        })
        .collect();
    Ok(Removing { epoch: standing.epoch, cursor: standing.cursor, beneath })
}

/// Puts one operation into the outbox: durable when this returns. `wall` is the device's own clock in milliseconds
/// since 1970 (UTC). Fields that change together with a given one and are not given are sent as they are shown, so that
/// a group never mixes two authors.
pub fn write<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    id: TransactionId,
    member: MemberId,
    wall: u64,
    operation: &str,
    drafts: Vec<Draft>,
) -> Result<Transaction, WriteError<S::Error>> {
    let mut standing = store.standing()?;
    if standing.locked {
        return Err(WriteError::Locked);
    }
    let waiting = store.waiting()?;
    let mut records = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let canonical = store.record(Shelf::Open, draft.record)?;
        complete_groups(schema, canonical.as_ref(), &waiting, &mut draft);
        let change = |one: DraftChange| resolve(store, &standing, canonical.as_ref(), draft.record, one);
        let changes = draft.changes.into_iter().map(change).collect::<Result<_, _>>()?;
        records.push(RecordChange { record: draft.record, kind: draft.kind, changes });
    }
    let (claimed, clock) = standing.clock().tick(standing.offset.office_time(wall));
    standing.last_time = clock.last();
    standing.sequence += 1;
    let (sequence, ledger) = (standing.sequence, standing.ledger);
    let operation = operation.to_owned();
    let transaction = Transaction { id, sequence, member, claimed, ledger, operation, records };
    let hash = transaction.hash().map_err(|_| WriteError::Encoding)?;
    store.put_waiting(Waiting { hash, transaction: transaction.clone() })?;
    store.put_standing(standing)?;
    store.commit()?;
    Ok(transaction)
}

fn complete_groups(
    schema: &impl SchemaView,
    canonical: Option<&Record>,
    waiting: &[Waiting],
    draft: &mut Draft,
) {
    let given: Vec<FieldNumber> = draft.changes.iter().map(|one| one.field).collect();
    let group = |field: FieldNumber| field_view(schema, draft.kind, field).group;
    let groups: Vec<FieldNumber> = given.iter().map(|field| group(*field)).collect();
    for field in schema.fields(draft.kind) {
        if given.contains(&field) || !groups.contains(&group(field)) {
            continue;
        }
        let shown = over(canonical, waiting, draft.record, field);
        let value = shown.value.unwrap_or_default();
        draft.changes.push(DraftChange { field, value, seen: shown.seen, removing: None });
    }
}

/// What was seen, in the numbers that count now: the own change that was shown may have been acknowledged since, so
/// long ago even that it is no longer kept. What this device wrote it knows, under whatever number it goes on.
pub fn resolve<S: Store>(
    store: &S,
    standing: &Standing,
    canonical: Option<&Record>,
    record: RecordId,
    draft: DraftChange,
) -> Result<Change, S::Error> {
    let DraftChange { field, value, seen, removing } = draft;
    let mut change = Change { field, value, seen: seen.canonical, own: 0, removing };
    if change.is_removal() {
        for kept in store.kept()? {
            knows_own(&mut change.removing, record, &kept);
        }
        for (field, cell) in canonical.iter().flat_map(|record| &record.cells) {
            if cell.rank.device == standing.device && *field != DELETED {
                know(&mut change.removing, *field, cell.rank.stamp());
            }
        }
    }
    let Some(own) = seen.own else { return Ok(change) };
    if let Some(waiting) = store.waiting_with(own)? {
        change.own = waiting.transaction.sequence;
    } else if let Some(kept) = store.kept_with(own)? {
        if kept.device == standing.device {
            change.own = kept.transaction.sequence;
        }
        change.seen = change.seen.max(seen_with(&kept, record, field));
    } else if let Some(stamp) = canonical.and_then(|record| record.stamp(field))
        && stamp.device == standing.device
    {
        change.seen = change.seen.max(Some(stamp));
    }
    Ok(change)
}

/// A deletion knows what its device wrote to the record before, and the office has ranked since. Answers whether that
/// was news.
pub(super) fn knows_own(removing: &mut Option<Removing>, record: RecordId, kept: &Kept) -> bool {
    let mut changed = false;
    let changes = kept.transaction.records.iter().filter(|change| change.record == record);
    for field in changes.flat_map(|change| &change.changes).map(|one| one.field) {
        let Some(stamp) = standing_stamp(kept, record, field).filter(|_| field != DELETED) else { continue };
        changed |= know(removing, field, stamp);
    }
    changed
}

fn know(removing: &mut Option<Removing>, field: FieldNumber, stamp: Stamp) -> bool {
    let beneath = &mut removing.get_or_insert_default().beneath;
    match beneath.iter_mut().find(|(known, _)| *known == field) {
        Some((_, known)) if *known >= stamp => return false,
        Some((_, known)) => *known = stamp,
        None => beneath.push((field, stamp)),
    }
    true
}

/// The stamp that an acknowledged transaction has in force on a field.
fn standing_stamp(kept: &Kept, record: RecordId, field: FieldNumber) -> Option<Stamp> {
    decided(kept, record, field).and_then(|(_, outcome)| outcome.standing()).map(Rank::stamp)
}

/// What somebody had seen who saw the value of an acknowledged transaction: that value; or, when it is not in force,
/// what its own author had seen.
pub(super) fn seen_with(kept: &Kept, record: RecordId, field: FieldNumber) -> Option<Stamp> {
    let (change, outcome) = decided(kept, record, field)?;
    outcome.standing().map(Rank::stamp).or(change.seen)
}

/// The stamp that an acknowledged transaction has on a field, be it only reserved.
pub(super) fn any_stamp(kept: &Kept, record: RecordId, field: FieldNumber) -> Option<Stamp> {
    decided(kept, record, field).and_then(|(_, outcome)| outcome.rank()).map(Rank::stamp)
}

fn decided(kept: &Kept, record: RecordId, field: FieldNumber) -> Option<(&Change, &Outcome)> {
    let changes = kept.transaction.records.iter();
    let changes = changes.flat_map(|change| change.changes.iter().map(move |one| (change.record, one)));
    let decided = changes.zip(&kept.verdict.outcomes);
    decided
        .filter(|((of, one), _)| (*of, one.field) == (record, field))
        .map(|((_, one), outcome)| (one, outcome))
        .last()
}

/// The device joins an office: it got its number with the invitation. Everything in its outbox waits for the first
/// exchange, and everything in its scope is still to come.
pub fn joined<S: Store>(store: &mut S, device: DeviceNumber) -> Result<(), S::Error> {
    let mut standing = store.standing()?;
    standing.device = device;
    store.put_standing(standing)?;
    store.commit()
}
