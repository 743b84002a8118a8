//! What an office does on its administrator's word: release or refuse what waits in quarantine, erase a case, come
//! back from a backup.

use std::collections::{BTreeMap, BTreeSet};

use super::receive::{OfficeTime, write};
use super::store::{EntryKind, Logged, Store};
use crate::guard::ClockGuard;
use crate::judge::{self, Docket, Judgement, Origin, Rules};
use crate::schema::SchemaView;
use crate::{Cell, DeviceNumber, LedgerEntry, Patch, RecordId, RecordPatch, TransactionId, Value, Verdict};

/// Lets a quarantined transaction in. Those of one device are to be released in the order of [`Store::quarantined`].
pub fn release<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    id: TransactionId,
) -> Result<(), S::Error> {
    let Some(mut logged) = locked(store, id)? else { return Ok(()) };
    let dockets = store.lock(&judge::records_of(&logged.transaction))?;
    let rules = Rules { schema, ledger: store.ledger(), now: ClockGuard::time(time.wall) };
    let judgement = judge::release(&rules, logged.device, &logged.transaction, &logged.verdict, dockets);
    logged.verdict.outcomes.clone_from(&judgement.outcomes);
    let device = logged.device;
    super::receive::strip_erased(&mut logged.transaction, &logged.verdict.outcomes);
    write(store, EntryKind::Decided, device, Some(&logged.transaction), judgement)?;
    store.put_transaction(logged)?;
    store.commit()
}

/// A transaction, read once nobody else can decide on it or erase it.
fn locked<S: Store>(store: &mut S, id: TransactionId) -> Result<Option<Logged>, S::Error> {
    store.begin()?;
    let Some(logged) = store.transaction(id)? else { return Ok(None) };
    store.lock(&judge::records_of(&logged.transaction))?;
    store.transaction(id)
}

/// Refuses a quarantined transaction; its content stays in the log.
pub fn refuse<S: Store>(store: &mut S, id: TransactionId) -> Result<(), S::Error> {
    let Some(mut logged) = locked(store, id)? else { return Ok(()) };
    let outcomes = judge::refuse(&logged.verdict);
    let judgement = Judgement { outcomes: outcomes.clone(), ..Judgement::default() };
    write(store, EntryKind::Decided, logged.device, Some(&logged.transaction), judgement)?;
    logged.verdict = Verdict { outcomes, ..logged.verdict };
    store.put_transaction(logged)?;
    store.commit()
}

/// A person's right: everything of a case goes, and nothing of it comes back.
pub fn erase<S: Store>(store: &mut S, case: RecordId) -> Result<(), S::Error> {
    store.lock(&BTreeSet::from([case]))?;
    if !store.ledger().is_erased(case) {
        store.append_ledger(LedgerEntry::Erased { case })?;
    }
    bury(store, case)?;
    store.commit()
}

fn bury<S: Store>(store: &mut S, case: RecordId) -> Result<(), S::Error> {
    let mut records = store.records_of_case(case)?;
    records.extend([case, case.stand_in()]);
    // Records of the case that never came out of quarantine, or were refused, hang on records of the case.
    loop {
        let before = records.len();
        records.extend(store.children(&records)?);
        if records.len() == before {
            break;
        }
    }
    store.forget(&records)?;
    let graves: BTreeMap<RecordId, Docket> = records
        .into_iter()
        .map(|record| (record, Docket { erased: Some(case), ..Docket::default() }))
        .collect();
    store.put(graves)
}

/// The office came back from a backup that held the log up to `end`. The caller has checked the ledger
/// ([`crate::Ledger::check_restore`]). What was erased is erased again; the caseload is what the ledger says; and a new
/// epoch tells every device to offer again.
pub fn restored<S: Store, V: SchemaView>(store: &mut S, schema: &V) -> Result<(), S::Error> {
    store.lock(&BTreeSet::new())?;
    let from = store.end()?;
    let epoch = store.ledger().epoch() + 1;
    store.append_ledger(LedgerEntry::Restored { epoch, from })?;
    for case in store.ledger().all_erased().collect::<Vec<_>>() {
        bury(store, case)?;
    }
    let named = store.ledger().all_named();
    let mut dockets = store.lock(&named.keys().copied().collect())?;
    let mut judgement = Judgement::default();
    for (source, named) in named {
        let Some(docket) = dockets.get_mut(&source) else { continue };
        let Some(record) = docket.record.as_mut() else { continue };
        let (Some(field), Some(member)) = (schema.holder(record.kind), named.member) else { continue };
        let value = Value::reference(RecordId(member.0));
        let cell = Cell { value, rank: named.rank, member: named.by, writing: crate::Writing(0) };
        if matches!(record.meet(field, cell.clone()), crate::Met::Won(_)) {
            docket.origins.insert(field, Origin { position: from, epoch, seen: None });
            let (kind, case) = (record.kind, record.case);
            let patches = vec![Patch::Cell(field, cell)];
            judgement.patches.push(RecordPatch { record: source, kind, case, patches });
        }
    }
    judgement.dockets = dockets;
    write(store, EntryKind::Offered, DeviceNumber(0), None, judgement)?;
    store.commit()
}
