//! Writing and showing: own waiting values over canonical ones.

use std::collections::BTreeSet;

use super::store::{Shelf, Store, Waiting};
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
    /// What the author of a deletion had on the screen of the rest of the record; see [`removing`].
    pub removing: Option<ShownBeneath>,
}

/// What stands on the screen of a record besides whether it is deleted: what a deletion of it has to pass along.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShownBeneath {
    /// The office's epoch that the device knew.
    epoch: u32,
    /// How far it had read the office's log of that epoch.
    cursor: u64,
    fields: Vec<(FieldNumber, Seen)>,
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

/// What a deletion of a record has to pass along, now that the record is on the screen.
pub fn removing<S: Store>(store: &S, record: RecordId) -> Result<ShownBeneath, S::Error> {
    let standing = store.standing()?;
    let canonical = store.record(Shelf::Open, record)?;
    let waiting = store.waiting()?;
    let of_waiting = waiting.iter().flat_map(|waiting| &waiting.transaction.records);
    let of_waiting = of_waiting.filter(|change| change.record == record).flat_map(|change| &change.changes);
    let of_canonical = canonical.iter().flat_map(|record| record.cells.keys().copied());
    let fields: BTreeSet<FieldNumber> = of_canonical.chain(of_waiting.map(|one| one.field)).collect();
    let fields = fields.into_iter().filter(|field| *field != DELETED);
    let fields =
        fields.map(|field| (field, over(canonical.as_ref(), &waiting, record, field).seen)).collect();
    // While a snapshot is still to come, not all that the log says up to the cursor is here.
    let cursor = if standing.want.is_some() { 0 } else { standing.cursor };
    Ok(ShownBeneath { epoch: standing.epoch, cursor, fields })
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
        let device = standing.device;
        let change = |one: DraftChange| resolve(store, device, canonical.as_ref(), draft.record, one);
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

/// What was seen, in the numbers that count now, for a device that has this number: the own change that was shown may
/// have been acknowledged since.
pub fn resolve<S: Store>(
    store: &S,
    device: DeviceNumber,
    canonical: Option<&Record>,
    record: RecordId,
    draft: DraftChange,
) -> Result<Change, S::Error> {
    let DraftChange { field, value, seen, removing } = draft;
    let mut change = Change { field, value, seen: seen.canonical, own: 0, removing: None };
    if change.is_removal() {
        let shown = removing.unwrap_or_default();
        change.removing = Some(resolve_beneath(store, canonical, record, shown)?);
    }
    let Some(own) = seen.own else { return Ok(change) };
    if let Some(waiting) = store.waiting_with(own)? {
        change.own = waiting.transaction.sequence;
    } else {
        change.seen = change.seen.max(acknowledged(store, canonical, record, field, own)?);
        match store.kept_with(own)? {
            Some(kept) if kept.device == device => change.own = kept.transaction.sequence,
            // Under its new number the office knows nothing of what it gave to the old one.
            Some(kept) => change.seen = change.seen.max(any_stamp(&kept, record, field)),
            None => {}
        }
    }
    Ok(change)
}

/// The same for what a deletion's author had on the screen. What was written here before it knows too, as far as that
/// is still kept. A value with this device's number need not be among it: until the office has told copies of one
/// casebook apart, they share the number, and one of them may have written it.
fn resolve_beneath<S: Store>(
    store: &S,
    canonical: Option<&Record>,
    record: RecordId,
    shown: ShownBeneath,
) -> Result<Removing, S::Error> {
    let mut removing = Removing { epoch: shown.epoch, cursor: shown.cursor, beneath: Vec::new() };
    for kept in store.kept()? {
        knows_own(&mut removing, record, &kept);
    }
    for (field, seen) in shown.fields {
        let since = match seen.own {
            Some(own) => acknowledged(store, canonical, record, field, own)?,
            None => None,
        };
        if let Some(stamp) = seen.canonical.max(since) {
            know(&mut removing, field, stamp);
        }
    }
    Ok(removing)
}

/// What somebody had seen who saw the value of an own change that the office has acknowledged since. It may be no longer
/// kept, or be kept as it was before an administrator released it: the value stands for itself, if it still stands.
fn acknowledged<S: Store>(
    store: &S,
    canonical: Option<&Record>,
    record: RecordId,
    field: FieldNumber,
    own: TransactionId,
) -> Result<Option<Stamp>, S::Error> {
    let kept = store.kept_with(own)?.and_then(|kept| seen_with(&kept, record, field));
    let Some(canonical) = canonical else { return Ok(kept) };
    let writing = own.writing();
    let cell = canonical.cells.get(&field).filter(|cell| cell.writing == writing).map(|cell| cell.rank);
    let removal = canonical.removals.iter().find(|(_, removal)| removal.writing == writing);
    let removal = removal.filter(|_| field == DELETED).map(|(rank, _)| *rank);
    Ok(cell.max(removal).map(Rank::stamp).max(kept))
}

/// A deletion knows what its device wrote to the record before, and the office has ranked since. Answers whether that
/// was news.
pub(super) fn knows_own(removing: &mut Removing, record: RecordId, kept: &Kept) -> bool {
    let mut changed = false;
    let changes = kept.transaction.records.iter().filter(|change| change.record == record);
    for field in changes.flat_map(|change| &change.changes).map(|one| one.field) {
        let Some(stamp) = standing_stamp(kept, record, field).filter(|_| field != DELETED) else { continue };
        changed |= know(removing, field, stamp);
    }
    changed
}

fn know(removing: &mut Removing, field: FieldNumber, stamp: Stamp) -> bool {
    match removing.beneath.iter_mut().find(|(known, _)| *known == field) {
        Some((_, known)) if *known >= stamp => return false,
        Some((_, known)) => *known = stamp,
        None => removing.beneath.push((field, stamp)),
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
