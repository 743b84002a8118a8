//! What an administrator decides.

use sync::office::{Logged, OfficeTime, Store as _};
use sync::schema::SchemaView;
use sync::{DeviceNumber, LedgerEntry, MemberId, Outcome, TransactionId};

use crate::OfficeError;
use crate::store::OfficeStore;

/// Revokes a device, within a transaction that writes. Whether it was revoked before; `None`: there is no such device.
pub fn revoke(store: &mut OfficeStore, device: DeviceNumber, now: u64) -> Result<Option<bool>, OfficeError> {
    let Some(was) = store.ledger().device(device).map(|device| device.revoked) else { return Ok(None) };
    if !was {
        store.append_dated(LedgerEntry::Revoked { device }, now)?;
    }
    Ok(Some(was))
}

/// Ends a membership, within a transaction that writes; `false`: nobody of this name is known.
pub fn leave(store: &mut OfficeStore, member: MemberId, now: u64) -> Result<bool, OfficeError> {
    let known = store.ledger().members().find(|(known, _)| *known == member);
    if let Some((_, Some(_))) = known {
        store.append_dated(LedgerEntry::Member { member, role: None }, now)?;
    }
    Ok(known.is_some())
}

/// Lets a quarantined transaction in, and before it what its device sent before and waits too, each in a transaction of
/// its own. Answers which; `None`: nothing of this name waits.
pub fn release(
    store: &mut OfficeStore,
    schema: &impl SchemaView,
    time: OfficeTime,
    id: TransactionId,
) -> Result<Option<Vec<TransactionId>>, OfficeError> {
    let due = store.reading(|store| {
        let Some(logged) = find_waiting(store, id)? else { return Ok(None) };
        let mut due = Vec::new();
        for other in store.quarantined()? {
            let is_due = |other: &Logged| {
                other.device == logged.device && other.transaction.sequence <= logged.transaction.sequence
            };
            due.extend(store.transaction(other)?.filter(is_due).map(|other| other.transaction.id));
        }
        Ok(Some(due))
    })?;
    for id in due.iter().flatten() {
        let released = sync::office::release(store, schema, time, *id);
        store.finish(released)?;
    }
    Ok(due)
}

/// Refuses a quarantined transaction; `false`: nothing of this name waits.
pub fn refuse(store: &mut OfficeStore, id: TransactionId) -> Result<bool, OfficeError> {
    let waits = store.reading(|store| find_waiting(store, id))?.is_some();
    if waits {
        let refused = sync::office::refuse(store, id);
        store.finish(refused)?;
    }
    Ok(waits)
}

fn find_waiting(store: &OfficeStore, id: TransactionId) -> Result<Option<Logged>, OfficeError> {
    let waits = |logged: &Logged| {
        logged.verdict.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Quarantined { .. }))
    };
    Ok(store.transaction(id)?.filter(waits))
}
