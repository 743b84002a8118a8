//! Asking: what a device puts into its next request.

use super::shelves;
use super::store::{Offering, Repair, Shelf, Standing, Store, Waiting};
use crate::digest::Digest;
use crate::exchange::{Limits, Part, Request, Sent};
use crate::{Patch, RecordPatch, RequestId};

/// Records or transactions read at a time.
const BATCH: usize = 200;

/// Makes the request that follows on one whose answer came on a stick: it sends nothing, since it was answered before it
/// was asked. From now on only its answer counts. When the first was asked still says between which moments the office
/// answered.
pub fn ask_on<S: Store>(store: &mut S, id: RequestId) -> Result<Request, S::Error> {
    let mut standing = store.standing()?;
    standing.request = Some(id);
    standing.gone_told = 0;
    let request = request_of(&standing, id);
    store.put_standing(standing)?;
    store.commit()?;
    Ok(request)
}

/// Makes the next request; from now on only its answer counts. `wall` is the device's own clock in milliseconds since
/// 1970 (UTC).
pub fn ask<S: Store>(store: &mut S, id: RequestId, wall: u64, limits: Limits) -> Result<Request, S::Error> {
    let mut standing = store.standing()?;
    standing.request = Some(id);
    standing.asked_at = wall;
    standing.gone_told = standing.gone.len();
    let mut request = Request { gone: standing.gone.clone(), ..request_of(&standing, id) };
    match standing.offering {
        // What the office lost comes before what it has not heard: else a new change would be judged against a past
        // that its author had left behind.
        Some(at) => offer_again(store, at, &mut standing, &mut request, limits)?,
        None => {
            send(store, &standing, &mut request, limits)?;
            repair(store, &mut standing, &mut request)?;
        }
    }
    store.put_standing(standing)?;
    store.commit()?;
    Ok(request)
}

/// What a device asks before it has put in what it sends.
fn request_of(standing: &Standing, id: RequestId) -> Request {
    Request {
        id,
        device: standing.device,
        epoch: standing.epoch,
        cursor: standing.cursor,
        ledger: standing.ledger,
        scope: standing.scope.fingerprint(),
        last: standing.sequence,
        sent: Vec::new(),
        offered_from: standing.settled,
        resent: Vec::new(),
        offers: Vec::new(),
        gone: Vec::new(),
        want: standing.want.clone(),
        compare: None,
        part: None,
    }
}

fn offer_again<S: Store>(
    store: &S,
    at: Offering,
    standing: &mut Standing,
    request: &mut Request,
    limits: Limits,
) -> Result<(), S::Error> {
    let mut at = at;
    let mut weight = 0;
    while weight < limits.bytes {
        match at {
            Offering::Records(shelf, after) => {
                let batch = store.records(shelf, after, BATCH)?;
                if batch.is_empty() {
                    at = match shelf {
                        Shelf::Open => Offering::Records(Shelf::Sealed, None),
                        Shelf::Sealed => Offering::Transactions(0),
                    };
                }
                for (id, record) in batch {
                    let mut patches = record.patches();
                    patches.extend(store.past(id)?.into_iter().map(|(field, cell)| Patch::Past(field, cell)));
                    let (kind, case) = (record.kind, record.case);
                    let patch = RecordPatch { record: id, kind, case, patches };
                    weight += patch.weight();
                    request.offers.push(patch);
                    at = Offering::Records(shelf, Some(id));
                    if weight >= limits.bytes {
                        break;
                    }
                }
            }
            Offering::Transactions(done) => {
                let Some(kept) = store.kept()?.into_iter().nth(done) else {
                    at = Offering::Done;
                    break;
                };
                weight += kept.transaction.weight();
                request.resent.push(kept);
                at = Offering::Transactions(done + 1);
            }
            Offering::Done => break,
        }
    }
    standing.offering_next = Some(at);
    Ok(())
}

fn send<S: Store>(
    store: &S,
    standing: &Standing,
    request: &mut Request,
    limits: Limits,
) -> Result<(), S::Error> {
    let (mut weight, mut last) = (0, 0);
    loop {
        let batch = store.waiting_after(last, BATCH)?;
        if batch.is_empty() {
            return Ok(());
        }
        for waiting in batch {
            last = waiting.transaction.sequence;
            let one = waiting.transaction.weight();
            if one > limits.bytes {
                if request.sent.is_empty() {
                    request.part = part(standing, &waiting, limits);
                }
                return Ok(());
            }
            weight += one;
            if weight > limits.bytes && !request.sent.is_empty() {
                return Ok(());
            }
            request.sent.push(Sent { hash: waiting.hash, transaction: waiting.transaction });
        }
    }
}

fn part(standing: &Standing, waiting: &Waiting, limits: Limits) -> Option<Part> {
    let (hash, transaction) = (waiting.hash, &waiting.transaction);
    let bytes = transaction.to_bytes().ok()?;
    let size = limits.bytes.max(1);
    let count = u32::try_from(bytes.len().div_ceil(size)).ok()?;
    let held = standing.staged.filter(|(id, _)| *id == transaction.id).map_or(0, |(_, count)| count);
    let index = if held >= count { 0 } else { held };
    let start = usize::try_from(index).ok()?.checked_mul(size)?;
    let bytes = bytes.get(start..bytes.len().min(start.saturating_add(size)))?.to_vec();
    let (id, sequence) = (transaction.id, transaction.sequence);
    Some(Part { transaction: id, sequence, hash, index, count, bytes })
}

fn repair<S: Store>(store: &S, standing: &mut Standing, request: &mut Request) -> Result<(), S::Error> {
    match &standing.repair {
        Repair::None => {}
        Repair::Compare { .. } => {
            let records = shelves::open(store)?;
            let all = records.iter().map(|(id, record)| (*id, record));
            request.compare = Some(Digest::by_key(all, &standing.scope));
        }
        Repair::Offer { keys, .. } => {
            for (id, record) in shelves::open(store)? {
                if keys.contains(&(record.case, record.kind)) {
                    let (kind, case) = (record.kind, record.case);
                    request.offers.push(RecordPatch { record: id, kind, case, patches: record.patches() });
                }
            }
        }
    }
    Ok(())
}
