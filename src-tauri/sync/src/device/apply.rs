//! Applying an answer: verdicts, then pulled changes, then the cursor; one step.

use std::collections::{BTreeMap, BTreeSet};

use super::shelves;
use super::store::{Offering, Repair, Shelf, Standing, Store, Waiting};
use super::write::{any_stamp, knows_own, seen_with};
use crate::exchange::{Answer, Difference, Gate, Judged, Kept, Opened, Page, Want};
use crate::judge::records_of;
use crate::{
    Cell, DeviceNumber, Outcome, Patch, Record, RecordId, RecordPatch, Scope, TransactionId, Value, Verdict,
};

/// What an answer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It was not the answer to the latest request: nothing was applied.
    Ignored,
    /// It was applied. `again`: there is more to exchange at once.
    Applied {
        /// There is more to exchange at once.
        again: bool,
    },
    /// The office does not know this device.
    Unknown,
}

/// Applies an answer. `wall` is the device's own clock in milliseconds since 1970 (UTC).
pub fn apply<S: Store>(store: &mut S, answer: Answer, wall: u64) -> Result<Answered, S::Error> {
    let mut standing = store.standing()?;
    if standing.request != Some(answer.request) {
        return Ok(Answered::Ignored);
    }
    standing.request = None;
    standing.offset = standing.offset.measured(standing.asked_at, answer.time, wall);
    if matches!(answer.gate, Gate::Open(_) | Gate::Revoked { .. }) {
        let told = standing.gone_told.min(standing.gone.len());
        standing.gone.drain(..told);
    }
    for case in &answer.erased {
        standing.gone.extend(erase(store, *case)?);
    }
    standing.ledger = standing.ledger.max(answer.ledger);
    let offered = standing.offering_next.take();
    let again = match answer.gate {
        Gate::Unknown => {
            store.put_standing(standing)?;
            store.commit()?;
            return Ok(Answered::Unknown);
        }
        Gate::Restored { cursor } => {
            standing.epoch = answer.epoch;
            standing.cursor = cursor;
            standing.verified = 0;
            standing.offering = Some(Offering::Records(Shelf::Open, None));
            standing.repair = Repair::None;
            true
        }
        Gate::Forked { device } => {
            renumber(store, &mut standing, device)?;
            true
        }
        Gate::Revoked { held, judged, staged } => {
            standing.locked = true;
            standing.staged = staged;
            standing.verified = answer.verified;
            acknowledge(store, &standing, judged)?;
            if !held {
                offering_goes_on(&mut standing, offered);
            }
            let delivered =
                !held && standing.gone.is_empty() && standing.offering.is_none() && !store.has_waiting()?;
            let backed_up = store.kept()?.iter().all(|kept| kept.verdict.position <= answer.verified);
            if delivered && backed_up {
                store.wipe()?;
                standing =
                    Standing { device: standing.device, locked: true, wiped: true, ..Standing::default() };
            }
            !standing.wiped && !held
        }
        Gate::Open(opened) => {
            let before = (standing.verified, standing.settled);
            standing.verified = answer.verified;
            if !opened.held {
                offering_goes_on(&mut standing, offered);
            }
            let again = apply_opened(store, &mut standing, *opened)?;
            // Only then may anything go, and it is looked for among all that is kept.
            if before != (standing.verified, standing.settled) {
                prune(store, &standing)?;
            }
            again
        }
    };
    store.put_standing(standing)?;
    store.commit()?;
    Ok(Answered::Applied { again })
}

fn apply_opened<S: Store>(store: &mut S, standing: &mut Standing, opened: Opened) -> Result<bool, S::Error> {
    if let Some(scope) = opened.scope {
        change_scope(store, standing, scope)?;
    }
    acknowledge(store, standing, opened.judged)?;
    revise(store, opened.revised)?;
    for patch in opened.patches {
        shelves::absorb(store, &standing.scope, opened.cursor, patch, false)?;
    }
    standing.cursor = opened.cursor;
    standing.staged = opened.staged;
    if let Some(page) = opened.page {
        turn(store, standing, page)?;
    }
    if let Some(difference) = opened.difference {
        repair(store, standing, difference)?;
    } else if let Repair::Offer { times, .. } = standing.repair {
        standing.repair = Repair::Compare { times: times + 1 };
    }
    let comparable = standing.offering.is_none() && standing.want.is_none() && !opened.more;
    if let (true, Some(digest)) = (comparable, opened.digest) {
        let same = store.digest(&standing.scope)? == digest;
        standing.repair = match (same, std::mem::take(&mut standing.repair)) {
            (true, _) => Repair::None,
            (false, Repair::None) => Repair::Compare { times: 0 },
            (false, going_on) => going_on,
        };
    }
    let waiting = !opened.held && store.has_waiting()?;
    Ok(opened.more || !comparable || waiting || standing.repair != Repair::None)
}

fn offering_goes_on(standing: &mut Standing, offered: Option<Offering>) {
    match offered {
        Some(Offering::Done) => {
            standing.offering = None;
            standing.settled = standing.epoch;
        }
        Some(next) if standing.offering.is_some() => standing.offering = Some(next),
        _ => {}
    }
}

fn change_scope<S: Store>(store: &mut S, standing: &mut Standing, scope: Scope) -> Result<(), S::Error> {
    standing.want = Want::widened(standing.want.take(), scope.entered_since(&standing.scope));
    let before = std::mem::replace(&mut standing.scope, scope);
    store.rescope(&before, &standing.scope)?;
    shelves::sort(store, &before, &standing.scope, standing.cursor)
}

/// Verdicts: a waiting transaction becomes an acknowledged one, and what it got becomes canonical or history.
fn acknowledge<S: Store>(store: &mut S, standing: &Standing, judged: Vec<Judged>) -> Result<(), S::Error> {
    let mut acknowledged = BTreeMap::new();
    for Judged { transaction: id, verdict, effects } in judged {
        let Some(mut waiting) = store.waiting_with(id)? else {
            if let Some(kept) = store.kept_with(id)? {
                // It stands in the log of this epoch, even when an earlier one decided.
                let verdict = Verdict { epoch: standing.epoch, ..verdict };
                store.put_kept(Kept { verdict, ..kept })?;
            }
            continue;
        };
        tell(&mut waiting, &acknowledged);
        let Waiting { hash, transaction } = waiting;
        store.take_waiting(transaction.sequence)?;
        let kept = Kept { device: standing.device, hash, transaction, verdict };
        take_own(store, standing, &kept, &effects)?;
        for patch in effects {
            shelves::absorb(store, &standing.scope, standing.cursor, patch, false)?;
        }
        store.put_kept(kept.clone())?;
        acknowledged.insert(kept.transaction.sequence, kept);
    }
    if acknowledged.is_empty() {
        return Ok(());
    }
    for mut waiting in store.waiting()? {
        if tell(&mut waiting, &acknowledged) {
            store.put_waiting(waiting)?;
        }
    }
    Ok(())
}

fn take_own<S: Store>(
    store: &mut S,
    standing: &Standing,
    kept: &Kept,
    effects: &[RecordPatch],
) -> Result<(), S::Error> {
    let mut outcomes = kept.verdict.outcomes.iter();
    for change in &kept.transaction.records {
        let place = effects.iter().find(|patch| patch.record == change.record);
        let mut patches = Vec::new();
        for (one, outcome) in change.changes.iter().zip(outcomes.by_ref()) {
            if one.is_removal() {
                continue;
            }
            let (member, writing) = (kept.transaction.member, kept.transaction.id.writing());
            let cell = |rank| Cell { value: one.value.clone(), rank, member, writing };
            match outcome {
                Outcome::Accepted { rank, .. } => patches.push(Patch::Cell(one.field, cell(*rank))),
                Outcome::Lost { rank, .. } => patches.push(Patch::Past(one.field, cell(*rank))),
                Outcome::Rejected(_) | Outcome::Quarantined { .. } => {}
            }
        }
        if let Some(place) = place
            && change.kind != crate::review::REVIEW
        {
            let patch = RecordPatch { patches, ..place.clone() };
            shelves::absorb(store, &standing.scope, standing.cursor, patch, false)?;
        }
    }
    Ok(())
}

/// A waiting transaction hears what was acknowledged before it, by sequence number: a change that was made over an own
/// one learns which stamp that got, and a deletion knows what this device wrote before it. Answers whether that was news.
fn tell(waiting: &mut Waiting, acknowledged: &BTreeMap<u64, Kept>) -> bool {
    let mut changed = false;
    for change in &mut waiting.transaction.records {
        for one in &mut change.changes {
            if let Some(kept) = acknowledged.get(&one.own) {
                let stamp = seen_with(kept, change.record, one.field);
                changed |= stamp > one.seen;
                one.seen = one.seen.max(stamp);
            }
            if one.is_removal() {
                for kept in acknowledged.values() {
                    changed |= knows_own(one.removing.get_or_insert_default(), change.record, kept);
                }
            }
        }
    }
    changed
}

fn revise<S: Store>(store: &mut S, revised: Vec<(TransactionId, Verdict)>) -> Result<(), S::Error> {
    for (id, verdict) in revised {
        if let Some(kept) = store.kept_with(id)? {
            store.put_kept(Kept { verdict, ..kept })?;
        }
    }
    Ok(())
}

fn turn<S: Store>(store: &mut S, standing: &mut Standing, page: Page) -> Result<(), S::Error> {
    standing.want = Want::turned(standing.want.take(), &page);
    for patch in page.patches {
        shelves::absorb(store, &standing.scope, standing.cursor, patch, false)?;
    }
    Ok(())
}

fn repair<S: Store>(store: &mut S, standing: &mut Standing, difference: Difference) -> Result<(), S::Error> {
    let Repair::Compare { times } = standing.repair else { return Ok(()) };
    let mut replaced = Vec::new();
    if times > 0 {
        // Offering what is here did not help: the office refuses it, or it was damaged here.
        for (id, record) in shelves::open(store)? {
            if difference.keys.contains(&(record.case, record.kind)) {
                for (field, cell) in record.cells {
                    store.remember(id, field, cell)?;
                }
                store.put_record(Shelf::Open, id, None, standing.cursor)?;
                replaced.push((id, Record::new(record.kind, record.case)));
            }
        }
    }
    for patch in difference.patches {
        shelves::absorb(store, &standing.scope, standing.cursor, patch, true)?;
    }
    for (id, empty) in replaced {
        shelves::hold_place(store, standing.cursor, id, empty)?;
    }
    standing.repair = if difference.keys.is_empty() {
        Repair::None
    } else if times > 0 {
        Repair::Compare { times: 1 }
    } else {
        Repair::Offer { keys: difference.keys, times }
    };
    Ok(())
}

/// The device was restored or copied: what waits gets new numbers, in the same order, identifiers kept. So does what was
/// put into quarantine: else the office would not know under the new number what was written over it, or deleted with it.
fn renumber<S: Store>(store: &mut S, standing: &mut Standing, device: DeviceNumber) -> Result<(), S::Error> {
    let former = standing.device;
    let of_former = store.kept()?.into_iter().filter(|kept| kept.device == former);
    let (quarantined, kept): (Vec<Kept>, Vec<Kept>) = of_former.partition(|kept| {
        kept.verdict.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Quarantined { .. }))
    });
    let mut waiting = Vec::new();
    for Kept { hash, transaction, .. } in quarantined {
        store.take_kept(transaction.id)?;
        waiting.push(Waiting { hash, transaction });
    }
    for one in store.waiting()? {
        store.take_waiting(one.transaction.sequence)?;
        waiting.push(one);
    }
    let numbers: Vec<u64> = waiting.iter().map(|waiting| waiting.transaction.sequence).collect();
    standing.device = device;
    standing.sequence = 0;
    standing.staged = None;
    // They are counted, and there may be fewer now.
    if let Some(Offering::Transactions(_)) = standing.offering {
        standing.offering = Some(Offering::Transactions(0));
    }
    for mut waiting in waiting {
        standing.sequence += 1;
        waiting.transaction.sequence = standing.sequence;
        for change in &mut waiting.transaction.records {
            for one in &mut change.changes {
                // Under its new number the office knows nothing of what it gave to the old one.
                let own = kept.iter().find(|kept| kept.transaction.sequence == one.own);
                one.seen = one.seen.max(own.and_then(|kept| any_stamp(kept, change.record, one.field)));
                let place = numbers.iter().position(|number| *number == one.own);
                one.own = place.map_or(0, |place| place as u64 + 1);
            }
        }
        store.put_waiting(waiting)?;
    }
    Ok(())
}

/// Acknowledged transactions go once the office has a verified backup beyond them. What still waits for the office or
/// for its administrator stays, and with it whatever says where its records belong: an erasure must find them.
fn prune<S: Store>(store: &mut S, standing: &Standing) -> Result<(), S::Error> {
    if standing.settled != standing.epoch {
        return Ok(());
    }
    let stays = |kept: &Kept| {
        kept.verdict.epoch != standing.epoch
            || kept.verdict.position > standing.verified
            || kept.verdict.outcomes.iter().any(|outcome| outcome.standing().is_none())
    };
    let (staying, mut going): (Vec<_>, Vec<_>) = store.kept()?.into_iter().partition(stays);
    if going.is_empty() {
        return Ok(());
    }
    let waiting = store.waiting()?.into_iter().map(|waiting| waiting.transaction);
    let mut spoken_of: BTreeSet<RecordId> = BTreeSet::new();
    for transaction in waiting.chain(staying.into_iter().map(|kept| kept.transaction)) {
        spoken_of.extend(records_of(&transaction));
    }
    loop {
        let speaks = |kept: &Kept| records_of(&kept.transaction).iter().any(|id| spoken_of.contains(id));
        let (staying, rest): (Vec<_>, Vec<_>) = going.into_iter().partition(speaks);
        going = rest;
        if staying.is_empty() {
            break;
        }
        staying.iter().for_each(|kept| spoken_of.extend(records_of(&kept.transaction)));
    }
    for kept in going {
        store.take_kept(kept.transaction.id)?;
    }
    Ok(())
}

/// A person's right: everything of a case goes from every shelf, from what waits and from what is kept.
fn erase<S: Store>(store: &mut S, case: RecordId) -> Result<BTreeSet<RecordId>, S::Error> {
    let mut gone = store.records_of_case(case)?;
    gone.extend([case, case.stand_in()]);
    let (waiting, kept) = (store.waiting()?, store.kept()?);
    let transactions =
        waiting.iter().map(|waiting| &waiting.transaction).chain(kept.iter().map(|kept| &kept.transaction));
    for transaction in transactions {
        for change in &transaction.records {
            let parent = change.changes.iter().find(|one| one.field == crate::PARENT);
            if parent.and_then(|one| one.value.as_reference()).is_some_and(|parent| gone.contains(&parent)) {
                gone.insert(change.record);
            }
        }
    }
    store.forget(&gone)?;
    for mut waiting in waiting {
        if strip(&mut waiting.transaction, &gone) {
            store.put_waiting(waiting)?;
        }
    }
    for mut kept in kept {
        if strip(&mut kept.transaction, &gone) {
            store.put_kept(kept)?;
        }
    }
    Ok(gone)
}

/// Takes the values out; numbers, identifiers and the hash stay.
fn strip(transaction: &mut crate::Transaction, gone: &BTreeSet<RecordId>) -> bool {
    let mut stripped = false;
    for change in &mut transaction.records {
        let about = change.changes.iter().find(|one| one.field == crate::PARENT);
        let about = about.and_then(|one| one.value.as_reference());
        if !gone.contains(&change.record) && !about.is_some_and(|about| gone.contains(&about)) {
            continue;
        }
        change.kind = crate::ERASED;
        for one in &mut change.changes {
            *one = crate::Change::new(one.field, Value::Null, None);
        }
        stripped = true;
    }
    stripped
}
