//! What an administrator looks at. Call within a transaction that reads.

use std::collections::BTreeMap;

use sync::administration::{DeviceRow, MemberRow, QuarantineRow, WaitingRecord};
use sync::office::{Logged, Store as _};
use sync::schema::{Class, SchemaView, field_view};
use sync::verdict::Quarantine;
use sync::{
    DELETED, DeviceNumber, ELEMENT, FieldNumber, KindNumber, LedgerEntry, MemberId, Outcome, PARENT, Value,
};

use crate::OfficeError;
use crate::store::OfficeStore;

/// The most records of one transaction in an answer, and the most fields of one record.
const MOST_RECORDS: usize = 10;
const MOST_FIELDS: usize = 20;
/// Where a text of the quarantine is cut, in characters.
const MOST_LETTERS: usize = 300;

/// Every member: those who are there by name, then those who left.
pub fn members(store: &OfficeStore) -> Result<Vec<MemberRow>, OfficeError> {
    let (names, dates) = (store.member_names()?, Dates::of(store)?);
    let ledger = store.ledger();
    let row = |(member, role)| MemberRow {
        member,
        name: names.get(&member).cloned().unwrap_or_default(),
        role,
        since_utc: dates.since.get(&member).copied(),
        left_utc: dates.left.get(&member).copied(),
        cases: count(ledger.caseload(member).len()),
    };
    let mut rows: Vec<MemberRow> = ledger.members().map(row).collect();
    rows.sort_by(|one, other| {
        (one.role.is_none(), &one.name, one.member).cmp(&(other.role.is_none(), &other.name, other.member))
    });
    Ok(rows)
}

/// Every device, by number.
pub fn devices(store: &OfficeStore) -> Result<Vec<DeviceRow>, OfficeError> {
    let (names, dates) = (store.member_names()?, Dates::of(store)?);
    let named: BTreeMap<_, _> = store.named_devices()?.into_iter().collect();
    let contacts: BTreeMap<_, _> = store.contacts()?.into_iter().collect();
    let row = |(device, enrolled): (DeviceNumber, &sync::ledger::Enrolled)| {
        let named = named.get(&enrolled.first);
        let members = enrolled.members.iter().map(|member| names.get(member).cloned().unwrap_or_default());
        Ok(DeviceRow {
            device,
            enrolled_as: enrolled.first,
            name: named.map(|named| named.name.clone()),
            schema: named.map(|named| named.schema),
            enrolled_utc: named.map(|named| named.enrolled_at_utc),
            members: members.collect(),
            delivered: store.transactions_of(device)?,
            last_contact_utc: contacts.get(&device).copied(),
            revoked: enrolled.revoked,
            revoked_utc: dates.revoked.get(&device).copied(),
        })
    };
    store.ledger().devices().map(row).collect()
}

/// What waits in quarantine, at most so much of it, in the order in which it is released; and how much waits in all.
pub fn quarantine(
    store: &OfficeStore,
    schema: &impl SchemaView,
    most: usize,
) -> Result<(Vec<QuarantineRow>, usize), OfficeError> {
    let names = store.member_names()?;
    let named: BTreeMap<_, _> = store.named_devices()?.into_iter().collect();
    let waiting = store.quarantined()?;
    let (mut rows, mut before) = (Vec::new(), BTreeMap::<DeviceNumber, u32>::new());
    for id in waiting.iter().take(most) {
        let Some(logged) = store.transaction(*id)? else { continue };
        let before = before.entry(logged.device).or_default();
        let transaction = &logged.transaction;
        let enrolled = store.ledger().device(logged.device);
        let device_name = enrolled.and_then(|device| named.get(&device.first));
        rows.push(QuarantineRow {
            transaction: transaction.id,
            sequence: transaction.sequence,
            operation: transaction.operation.clone(),
            device: logged.device,
            device_name: device_name.map(|named| named.name.clone()),
            member: names.get(&transaction.member).cloned(),
            claimed_utc: transaction.claimed.milliseconds_utc(),
            before: *before,
            reasons: reasons(&logged),
            records: waiting_records(schema, &logged),
            more: 0,
        });
        *before += 1;
    }
    Ok((rows, waiting.len()))
}

/// As much of a row as goes into an answer.
pub fn shortened(mut row: QuarantineRow) -> QuarantineRow {
    row.more = count(row.records.len().saturating_sub(MOST_RECORDS));
    row.records.truncate(MOST_RECORDS);
    for record in &mut row.records {
        record.fields.truncate(MOST_FIELDS);
        for (_, value) in &mut record.fields {
            if let Some(Value::Text(text)) = value
                && let Some((end, _)) = text.char_indices().nth(MOST_LETTERS)
            {
                text.truncate(end);
                text.push('…');
            }
        }
    }
    row
}

fn reasons(logged: &Logged) -> Vec<Quarantine> {
    let reasons = logged.verdict.outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Quarantined { reason, .. } => Some(*reason),
        _ => None,
    });
    let mut reasons: Vec<Quarantine> = reasons.collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

fn waiting_records(schema: &impl SchemaView, logged: &Logged) -> Vec<WaitingRecord> {
    let mut outcomes = logged.verdict.outcomes.iter();
    let records = logged.transaction.records.iter().filter_map(|change| {
        let waits = change.changes.iter().zip(outcomes.by_ref());
        let waits = waits.filter(|(_, outcome)| matches!(outcome, Outcome::Quarantined { .. }));
        let mut waits = waits.map(|(one, _)| one).peekable();
        waits.peek()?;
        let fields = waits.filter(|one| ![PARENT, ELEMENT].contains(&one.field));
        let shown = |one: &sync::Change| (one.field, shown(schema, change.kind, one.field, &one.value));
        Some(WaitingRecord { record: change.record, kind: change.kind, fields: fields.map(shown).collect() })
    });
    records.collect()
}

/// An administrator sees no case: to judge what waits she hears what colleagues around a case may know, and of the rest
/// only that it is there.
fn shown(schema: &impl SchemaView, kind: KindNumber, field: FieldNumber, value: &Value) -> Option<Value> {
    let is_shown = field == DELETED || field_view(schema, kind, field).class == Class::Normal;
    // A reference is bytes that name a record; any other bytes are no text.
    let reads = value.as_reference().is_some() || !matches!(value, Value::Bytes(_));
    (is_shown && reads).then(|| value.clone())
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// When what stands in the ledger was decided, in milliseconds since 1970 (UTC).
#[derive(Default)]
struct Dates {
    since: BTreeMap<MemberId, u64>,
    left: BTreeMap<MemberId, u64>,
    revoked: BTreeMap<DeviceNumber, u64>,
}

impl Dates {
    fn of(store: &OfficeStore) -> Result<Dates, OfficeError> {
        let mut dates = Dates::default();
        for (position, at) in store.ledger_dates()? {
            match store.ledger().since(position.saturating_sub(1)).first() {
                Some(LedgerEntry::Member { member, role: Some(_) }) => {
                    dates.since.entry(*member).or_insert(at);
                    dates.left.remove(member);
                }
                Some(LedgerEntry::Member { member, role: None }) => {
                    dates.left.insert(*member, at);
                }
                Some(LedgerEntry::Revoked { device }) => {
                    dates.revoked.entry(*device).or_insert(at);
                }
                _ => {}
            }
        }
        Ok(dates)
    }
}
