//! Meeting a device and taking what it brings.

use std::collections::BTreeSet;

use super::answer::{self, open};
use super::store::{Entry, EntryKind, Logged, Staged, Store};
use crate::exchange::{Answer, Gate, Judged, Kept, Limits, Opened, Request, Sent};
use crate::guard::ClockGuard;
use crate::judge::{self, Judgement, Offered, Rules};
use crate::schema::SchemaView;
use crate::{
    DeviceNumber, ERASED, LedgerEntry, RecordId, RecordPatch, Scope, Transaction, TransactionHash, Verdict,
};

/// The office's clock at this exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeTime {
    /// Wall clock, in milliseconds since 1970 (UTC).
    pub wall: u64,
    /// The clock jumped: serve reads, hold stamping.
    pub held: bool,
}

/// Transactions, or records, that are prepared together: so long other devices wait that change the same records.
const BATCH: usize = 64;

/// Takes a request and answers it. Each transaction is judged for itself; a store may make several durable together.
pub fn receive<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    request: &Request,
    limits: Limits,
) -> Result<Answer, S::Error> {
    let gate = gate(store, schema, time, request, limits)?;
    store.commit()?;
    let ledger = store.ledger();
    Ok(Answer {
        request: request.id,
        epoch: ledger.epoch(),
        time: time.wall,
        ledger: ledger.position(),
        erased: ledger.erased_since(request.ledger),
        verified: store.verified()?,
        gate,
    })
}

fn gate<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    request: &Request,
    limits: Limits,
) -> Result<Gate, S::Error> {
    store.begin()?;
    let Some(enrolled) = store.ledger().device(request.device) else { return Ok(Gate::Unknown) };
    let (revoked, members) = (enrolled.revoked, enrolled.members.clone());
    let epoch = store.ledger().epoch();
    let (progress, furthest) = (progress(request), store.last_sequence(request.device.progress())?);
    // A device that was wiped has used no numbers any more: it needs no other one.
    let is_wiped = revoked && request.last == 0;
    if !is_wiped && (progress < furthest || is_forked(store, request)?) {
        return Ok(Gate::Forked { device: renumber(store, request)? });
    }
    if request.epoch != epoch {
        let cursor = store.ledger().cursor_after(request.epoch, request.cursor);
        return Ok(Gate::Restored { cursor: cursor.min(store.end()?) });
    }
    if progress > furthest {
        store.lock(&BTreeSet::new())?;
        store.put_hash(request.device.progress(), progress, TransactionHash::default())?;
        store.commit()?;
    }
    bury(store, request)?;
    let mut taken = Vec::new();
    let mut staged = None;
    if !time.held {
        if !revoked {
            for batch in request.offers.chunks(BATCH) {
                store.prepare(&batch.iter().map(|patch| patch.record).collect(), &[])?;
                for patch in batch {
                    take_offer(store, schema, time, request, patch)?;
                }
            }
        }
        for batch in request.resent.chunks(BATCH) {
            prepare(store, batch.iter().map(|kept| (kept.device, &kept.transaction)))?;
            for kept in batch {
                let logged = take_kept(store, schema, time, request, kept, revoked)?;
                if kept.device != request.device {
                    note_shared_past(store, schema, time, request, kept, &logged.verdict)?;
                }
                taken.push(logged);
            }
        }
        for batch in request.sent.chunks(BATCH) {
            prepare(store, batch.iter().map(|sent| (request.device, &sent.transaction)))?;
            for sent in batch {
                taken.push(take(store, schema, time, request.device, sent)?);
            }
        }
        if let Some(part) = &request.part {
            // Pieces that lie here already may be a copy's, whose words are the same and whose knowledge is not. So each
            // casebook brings all of its own, and they are read when the last one is there.
            let brought = part.index.saturating_add(1);
            let held = match store.stage(part)? {
                Staged::Waiting(count) => count,
                Staged::Complete(bytes) => {
                    if let Some(sent) = read_staged(&bytes, request).filter(|_| brought >= part.count) {
                        taken.push(take(store, schema, time, request.device, &sent)?);
                    }
                    part.count
                }
            };
            staged = Some((part.transaction, held.min(brought)));
        }
    }
    if revoked {
        if !time.held {
            store.back_up()?;
        }
        let judged = taken.into_iter().map(|logged| judged_for_the_revoked(&logged)).collect();
        return Ok(Gate::Revoked { held: time.held, judged, staged });
    }
    // What follows reads one state of the store: else the digest could be of a later one than the log it stands beside.
    store.begin()?;
    let members = store.ledger().device(request.device).map_or(members, |device| device.members.clone());
    let scope = Scope::of(schema, store.ledger(), &members);
    let judged = answer::all_judged(store, &scope, request.device, taken)?;
    let opened = Opened { held: time.held, judged, staged, ..open(store, request, scope, limits)? };
    Ok(Gate::Open(Box::new(opened)))
}

/// What devices took out with an erased case goes here too, also what the office could not place and had put into
/// quarantine. A record that it knows to belong elsewhere stays.
fn bury<S: Store>(store: &mut S, request: &Request) -> Result<(), S::Error> {
    let stubs = request.sent.iter().map(|sent| &sent.transaction);
    let stubs = stubs.chain(request.resent.iter().map(|kept| &kept.transaction));
    let stubs = stubs.flat_map(|transaction| &transaction.records);
    let stubs = stubs.filter(|change| change.kind == ERASED).map(|change| change.record);
    let named: BTreeSet<RecordId> = request.gone.iter().copied().chain(stubs).collect();
    if named.is_empty() {
        return Ok(());
    }
    let mut dockets = store.lock(&named)?;
    dockets.retain(|_, docket| docket.record.is_none() && docket.erased.is_none());
    for (id, docket) in &mut dockets {
        docket.erased = Some(*id);
    }
    store.forget(&dockets.keys().copied().collect())?;
    store.put(dockets)?;
    store.commit()
}

fn prepare<'a, S: Store>(
    store: &mut S,
    next: impl Iterator<Item = (DeviceNumber, &'a Transaction)>,
) -> Result<(), S::Error> {
    let (mut records, mut transactions) = (BTreeSet::new(), Vec::new());
    for (device, transaction) in next {
        records.extend(judge::records_of(transaction));
        transactions.push((device, transaction.sequence, transaction.id));
    }
    store.prepare(&records, &transactions)
}

/// How far through the office's returns a casebook has come: past one once it heard of it, and then once it has offered
/// again. That never becomes less. Where another of the same number has come further it is a copy, or was restored; and
/// its sequence numbers need not show it, since it no longer keeps what the office has lost.
fn progress(request: &Request) -> u64 {
    2 * u64::from(request.epoch) - u64::from(request.offered_from < request.epoch)
}

/// Another casebook has used this device's numbers.
fn is_forked<S: Store>(store: &S, request: &Request) -> Result<bool, S::Error> {
    if store.last_sequence(request.device)? > request.last {
        return Ok(true);
    }
    let sent = request.sent.iter().map(|sent| (sent.transaction.sequence, sent.hash));
    let own = request.resent.iter().filter(|kept| kept.device == request.device);
    let sent = sent.chain(own.map(|kept| (kept.transaction.sequence, kept.hash)));
    let sent: Vec<_> = sent.chain(request.part.iter().map(|part| (part.sequence, part.hash))).collect();
    let sequences: Vec<u64> = sent.iter().map(|(sequence, _)| *sequence).collect();
    let known = store.hashes(request.device, &sequences)?;
    Ok(sent.iter().any(|(sequence, hash)| known.get(sequence).is_some_and(|known| known != hash)))
}

fn hash<S: Store>(
    store: &S,
    device: DeviceNumber,
    sequence: u64,
) -> Result<Option<TransactionHash>, S::Error> {
    Ok(store.hashes(device, &[sequence])?.remove(&sequence))
}

fn renumber<S: Store>(store: &mut S, request: &Request) -> Result<DeviceNumber, S::Error> {
    // Two copies may ask at once: each gets a number of its own.
    store.lock(&BTreeSet::new())?;
    if let Some(given) = store.ledger().number_given_to(request.id) {
        return Ok(given);
    }
    let ledger = store.ledger();
    let device = ledger.next_number();
    let members = ledger.device(request.device).map(|device| device.members.clone()).unwrap_or_default();
    let revoked = ledger.device(request.device).is_some_and(|device| device.revoked);
    let replaces = Some(request.device);
    store.append_ledger(LedgerEntry::Device { device, members, replaces, request: request.id })?;
    if revoked {
        store.append_ledger(LedgerEntry::Revoked { device })?;
    }
    Ok(device)
}

/// A waiting transaction: judged, or recognised.
fn take<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    device: DeviceNumber,
    sent: &Sent,
) -> Result<Logged, S::Error> {
    let transaction = &sent.transaction;
    let dockets = store.lock(&judge::records_of(transaction))?;
    let known = store.transaction(transaction.id)?;
    let rules = Rules { schema, ledger: store.ledger(), now: ClockGuard::time(time.wall) };
    let logged = match known {
        Some(known) => {
            let verdict = judge::as_it_stands(&rules, transaction, &known.verdict, &dockets);
            if hash(store, device, transaction.sequence)?.is_none() {
                let dockets = judge::recognise(&rules, device, transaction, &known.verdict, dockets);
                store.put(dockets)?;
            }
            Logged { verdict, ..known }
        }
        None => {
            let judgement = judge::judge(&rules, device, transaction, dockets);
            enter(store, EntryKind::Judged, device, sent, judgement)?
        }
    };
    store.put_hash(device, transaction.sequence, sent.hash)?;
    store.commit()?;
    Ok(logged)
}

/// A transaction that an earlier office acknowledged.
fn take_kept<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    request: &Request,
    kept: &Kept,
    revoked: bool,
) -> Result<Logged, S::Error> {
    let device = filed_under(store, request, kept)?;
    let dockets = store.lock(&judge::records_of(&kept.transaction))?;
    let known = store.transaction(kept.transaction.id)?;
    // Under another number its place among what that device wrote is another too.
    let filed = known.as_ref().filter(|known| device != kept.device && device == known.device);
    let filed = filed.map(|known| known.transaction.clone());
    let transaction = filed.as_ref().unwrap_or(&kept.transaction);
    let rules = Rules { schema, ledger: store.ledger(), now: ClockGuard::time(time.wall) };
    if let Some(known) = &known
        && (revoked || !ranked_otherwise(&known.verdict, &kept.verdict))
    {
        // A copy may have brought it under another number: what this device writes over it has to stand above it too.
        if hash(store, device, transaction.sequence)?.is_none() {
            let dockets = judge::recognise(&rules, device, transaction, &known.verdict, dockets);
            store.put(dockets)?;
            store.put_hash(device, transaction.sequence, kept.hash)?;
            store.commit()?;
        }
        return Ok(known.clone());
    }
    let (kind, judgement) = if revoked {
        (EntryKind::Judged, judge::judge(&rules, device, transaction, dockets))
    } else {
        let (from, verdict) = (request.offered_from, &kept.verdict);
        (EntryKind::Offered, judge::resume(&rules, device, from, transaction, verdict, dockets))
    };
    if let Some(known) = known {
        write(store, kind, device, None, Judgement { outcomes: Vec::new(), ..judgement })?;
        store.commit()?;
        return Ok(known);
    }
    let sent = Sent { hash: kept.hash, transaction: transaction.clone() };
    let logged = enter(store, kind, device, &sent, judgement)?;
    store.put_hash(device, transaction.sequence, kept.hash)?;
    store.commit()?;
    Ok(logged)
}

/// Whose transaction it counts as. Copies of one casebook used the same number, and the office that came back met the
/// other's first: were both filed under that number, each would count as knowing what the other wrote. Where they
/// part they have the same sequence number; whatever comes after that is filed alike.
fn filed_under<S: Store>(store: &S, request: &Request, kept: &Kept) -> Result<DeviceNumber, S::Error> {
    let former = request.device.former();
    let first = hash(store, kept.device, kept.transaction.sequence)?;
    let parted = match first {
        Some(first) => first != kept.hash,
        None => kept.device != request.device && store.last_sequence(former)? > 0,
    };
    if !parted {
        return Ok(kept.device);
    }
    let known = store.transaction(kept.transaction.id)?;
    Ok(known.map_or(former, |known| known.device))
}

/// What copies share of their past is filed under the number they shared. What this one wrote over it since, and brings
/// as [`DeviceNumber::former`], has to stand above it too.
fn note_shared_past<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    request: &Request,
    kept: &Kept,
    verdict: &Verdict,
) -> Result<(), S::Error> {
    let dockets = store.lock(&judge::records_of(&kept.transaction))?;
    let rules = Rules { schema, ledger: store.ledger(), now: ClockGuard::time(time.wall) };
    let former = request.device.former();
    let dockets = judge::recognise(&rules, former, &kept.transaction, verdict, dockets);
    store.put(dockets)?;
    store.commit()
}

/// Two offices ranked the same transaction, and not alike.
fn ranked_otherwise(known: &Verdict, kept: &Verdict) -> bool {
    known.outcomes.iter().zip(&kept.outcomes).any(|(known, kept)| known.rank() != kept.rank())
}

fn take_offer<S: Store, V: SchemaView>(
    store: &mut S,
    schema: &V,
    time: OfficeTime,
    request: &Request,
    patch: &RecordPatch,
) -> Result<(), S::Error> {
    let dockets = store.lock(&BTreeSet::from([patch.record]))?;
    let rules = Rules { schema, ledger: store.ledger(), now: ClockGuard::time(time.wall) };
    let offered = Offered { device: request.device, epoch: request.offered_from, patch };
    let judgement = judge::offer(&rules, offered, dockets);
    if !judgement.is_silent() || !judgement.dockets.is_empty() {
        write(store, EntryKind::Offered, request.device, None, judgement)?;
    }
    store.commit()
}

/// Writes a judged transaction.
fn enter<S: Store>(
    store: &mut S,
    kind: EntryKind,
    device: DeviceNumber,
    sent: &Sent,
    judgement: Judgement,
) -> Result<Logged, S::Error> {
    let epoch = store.ledger().epoch();
    let outcomes = judgement.outcomes.clone();
    let position = write(store, kind, device, Some(&sent.transaction), judgement)?;
    let mut transaction = sent.transaction.clone();
    strip_erased(&mut transaction, &outcomes);
    let verdict = Verdict { epoch, position, outcomes };
    let logged = Logged { device, hash: sent.hash, transaction, verdict };
    store.put_transaction(logged.clone())?;
    Ok(logged)
}

/// The sequence lock is the last that is taken: whoever reads the log sees every line before the one it stops at.
pub(super) fn write<S: Store>(
    store: &mut S,
    kind: EntryKind,
    device: DeviceNumber,
    transaction: Option<&Transaction>,
    mut judgement: Judgement,
) -> Result<u64, S::Error> {
    for entry in std::mem::take(&mut judgement.ledger) {
        store.append_ledger(entry)?;
    }
    let position = store.next_position()?;
    judgement.placed_at(position);
    store.put(judgement.dockets)?;
    let transaction = transaction.map(|transaction| transaction.id);
    store.append(Entry { position, kind, device, transaction, patches: judgement.patches })?;
    Ok(position)
}

/// What was rejected because its case was erased leaves its number and hash, and nothing else.
pub(super) fn strip_erased(transaction: &mut Transaction, outcomes: &[crate::Outcome]) {
    let mut outcomes = outcomes.iter();
    for record in &mut transaction.records {
        for (change, outcome) in record.changes.iter_mut().zip(outcomes.by_ref()) {
            if *outcome == crate::Outcome::Rejected(crate::verdict::Rejection::Erased) {
                change.value = crate::Value::Null;
            }
        }
    }
}

fn judged_for_the_revoked(logged: &Logged) -> Judged {
    Judged {
        transaction: logged.transaction.id,
        verdict: answer::without_winners(&logged.verdict),
        effects: Vec::new(),
    }
}

fn read_staged(bytes: &[u8], request: &Request) -> Option<Sent> {
    let transaction = Transaction::from_bytes(bytes).ok()?;
    let part = request.part.as_ref()?;
    let expected = (part.transaction, part.sequence) == (transaction.id, transaction.sequence);
    expected.then_some(Sent { hash: part.hash, transaction })
}
