//! What a device may hear: only what its present scope sees.

use std::collections::{BTreeMap, BTreeSet};

use super::store::{Among, Entry, EntryKind, Logged, Store};
use crate::digest::{Digest, DigestKey};
use crate::exchange::{Difference, Judged, Limits, Opened, Page, Request, Want};
use crate::scope::Entered;
use crate::{DeviceNumber, Outcome, Patch, Record, RecordId, RecordPatch, Scope, TransactionId, Verdict};

/// Records read at a time.
const BATCH: usize = 100;
/// Lists that may stand together in one answer. A page that stands alone, as while a casebook is filled, has the room of
/// them all: the more like things stand together the better they compress.
const LISTS: usize = 4;

/// The part of an answer that does not depend on what was sent.
pub(super) fn open<S: Store>(
    store: &S,
    request: &Request,
    scope: Scope,
    limits: Limits,
) -> Result<Opened, S::Error> {
    let end = store.end()?;
    // Who has no scope yet gets one with this answer, and with it a snapshot that says all there is in the log up to here.
    let from = if request.scope == Scope::default().fingerprint() { end } else { request.cursor };
    let mut opened = Opened { cursor: from, ..Opened::default() };
    let entries = store.entries(from, limits.bytes)?;
    for entry in entries {
        opened.cursor = entry.position;
        if entry.device == request.device && entry.kind == EntryKind::Decided {
            opened.revised.extend(revision(store, &entry)?);
        }
        if entry.device != request.device || entry.kind != EntryKind::Judged {
            opened.patches.extend(entry.patches.into_iter().filter_map(|patch| within(&scope, patch)));
        }
    }
    opened.more = opened.cursor < end;
    if let Some(want) = &request.want {
        let is_alone = opened.patches.is_empty() && request.sent.is_empty() && request.compare.is_none();
        let room = if is_alone { Limits { bytes: LISTS * limits.bytes } } else { limits };
        opened.page = Some(page(store, want, &scope, room)?);
    }
    if !opened.more {
        opened.digest = Some(digest(store, &scope)?);
    }
    if let Some(theirs) = &request.compare {
        opened.difference = Some(difference(store, theirs, &scope, limits)?);
    }
    if scope.fingerprint() != request.scope {
        opened.scope = Some(scope);
    }
    Ok(opened)
}

fn revision<S: Store>(store: &S, entry: &Entry) -> Result<Option<(TransactionId, Verdict)>, S::Error> {
    let Some(id) = entry.transaction else { return Ok(None) };
    Ok(store.transaction(id)?.map(|logged| (id, without_winners(&logged.verdict))))
}

/// Verdicts for their own device.
pub(super) fn all_judged<S: Store>(
    store: &S,
    scope: &Scope,
    device: DeviceNumber,
    taken: Vec<Logged>,
) -> Result<Vec<Judged>, S::Error> {
    let entries = store.entries_at(&taken.iter().map(|logged| logged.verdict.position).collect())?;
    let patches: BTreeMap<u64, Vec<RecordPatch>> =
        entries.into_iter().map(|entry| (entry.position, entry.patches)).collect();
    let patches = |position: u64| patches.get(&position).cloned().unwrap_or_default();
    Ok(taken
        .into_iter()
        .map(|logged| judged(scope, device, patches(logged.verdict.position), logged))
        .collect())
}

/// A verdict for its own device: winners named only within the present scope, and of the log entry what the device
/// cannot tell from its own transaction.
fn judged(scope: &Scope, device: DeviceNumber, patches: Vec<RecordPatch>, logged: Logged) -> Judged {
    let own = |patch: &Patch| match patch {
        Patch::Cell(_, cell) | Patch::Past(_, cell) => cell.rank.device == device && logged.device == device,
        Patch::Removal(..) | Patch::Review(..) => false,
    };
    let effects = patches.into_iter().map(|mut patch| {
        let (case, kind) = (patch.case, patch.kind);
        patch.patches.retain(|piece| !own(piece) && scope.sees(case, kind, piece.field()));
        patch
    });
    let mut verdict = logged.verdict;
    let mut outcomes = verdict.outcomes.iter_mut();
    let effects: Vec<RecordPatch> = effects.collect();
    for change in &logged.transaction.records {
        let case = effects.iter().find(|patch| patch.record == change.record).and_then(|patch| patch.case);
        for one in &change.changes {
            if let Some(Outcome::Lost { winner, .. }) = outcomes.next()
                && !scope.sees(case, change.kind, one.field)
            {
                *winner = None;
            }
        }
    }
    Judged { transaction: logged.transaction.id, verdict, effects }
}

pub(super) fn without_winners(verdict: &Verdict) -> Verdict {
    let mut verdict = verdict.clone();
    for outcome in &mut verdict.outcomes {
        if let Outcome::Lost { winner, .. } = outcome {
            *winner = None;
        }
    }
    verdict
}

fn within(scope: &Scope, mut patch: RecordPatch) -> Option<RecordPatch> {
    let (case, kind) = (patch.case, patch.kind);
    patch.patches.retain(|piece| scope.sees(case, kind, piece.field()));
    (!patch.patches.is_empty()).then_some(patch)
}

/// Everything of records that a scope sees, with their history; `None` where it sees nothing.
fn whole<S: Store>(
    store: &S,
    scope: &Scope,
    records: Vec<(RecordId, Record)>,
) -> Result<Vec<(RecordId, Option<RecordPatch>)>, S::Error> {
    let mut past = store.past(&records.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    let whole = records.into_iter().map(|(id, record)| {
        let mut patches = record.patches();
        let past = past.remove(&id).unwrap_or_default();
        patches.extend(past.into_iter().map(|(field, cell)| Patch::Past(field, cell)));
        (id, within(scope, RecordPatch { record: id, kind: record.kind, case: record.case, patches }))
    });
    Ok(whole.collect())
}

fn page<S: Store>(store: &S, want: &Want, scope: &Scope, limits: Limits) -> Result<Page, S::Error> {
    let mut page = Page { want: want.clone(), patches: Vec::new(), next: None };
    let caseload = scope.caseload();
    let among = match &want.what {
        Entered::Cases(cases) => Among::Cases(cases),
        Entered::Everything if scope.is_within_caseload() => Among::CasesAndOrganisation(&caseload),
        Entered::Everything => Among::All,
    };
    let (mut after, mut weight) = (want.after, 0);
    loop {
        let batch = store.records(among, after, BATCH)?;
        if batch.is_empty() {
            page.next = None;
            return Ok(page);
        }
        for (id, patch) in whole(store, scope, batch)? {
            after = Some(id);
            if let Some(patch) = patch {
                weight += patch.weight();
                page.patches.push(patch);
            }
            if weight >= limits.bytes {
                page.next = after;
                return Ok(page);
            }
        }
    }
}

/// What is seen of a kind in every case is a sum that the store has; the rest is added up from the caseload's units.
fn digest<S: Store>(store: &S, scope: &Scope) -> Result<Digest, S::Error> {
    let mut digest = Digest::default();
    for (kind, class, total) in store.kind_digests(&scope.classes)? {
        if scope.covers_every_case(kind, class) {
            digest.add(total);
        }
    }
    for (unit, part) in store.unit_digests(&scope.classes, Among::CasesAndOrganisation(&scope.caseload()))? {
        if !scope.covers_every_case(unit.kind, unit.class) && scope.covers(unit) {
            digest.add(part);
        }
    }
    Ok(digest)
}

fn difference<S: Store>(
    store: &S,
    theirs: &BTreeMap<DigestKey, Digest>,
    scope: &Scope,
    limits: Limits,
) -> Result<Difference, S::Error> {
    let caseload = scope.caseload();
    let among = if scope.is_within_caseload() { Among::CasesAndOrganisation(&caseload) } else { Among::All };
    let mut ours: BTreeMap<DigestKey, Digest> = BTreeMap::new();
    for (unit, part) in store.unit_digests(&scope.classes, among)? {
        if scope.covers(unit) {
            ours.entry((unit.case, unit.kind)).or_default().add(part);
        }
    }
    let keys: BTreeSet<DigestKey> = theirs.keys().chain(ours.keys()).copied().collect();
    let mut difference = Difference::default();
    let mut weight = 0;
    for key in keys {
        let digest = |digests: &BTreeMap<DigestKey, Digest>| digests.get(&key).copied().unwrap_or_default();
        if digest(theirs) == digest(&ours) {
            continue;
        }
        if weight >= limits.bytes {
            break;
        }
        for patch in
            whole(store, scope, store.records_of_key(key)?)?.into_iter().filter_map(|(_, patch)| patch)
        {
            weight += patch.weight();
            difference.patches.push(patch);
        }
        difference.keys.push(key);
    }
    Ok(difference)
}
