//! What left the scope goes, once nothing of it could be lost by that.

use std::collections::BTreeSet;

use super::store::{Shelf, Standing, Store};
use crate::RecordId;

/// What was done about sealed records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evicted {
    /// So many records went.
    Gone(usize),
    /// More than a twentieth of the casebook would go: somebody has to say yes first.
    Asks {
        /// So many would go.
        records: usize,
        /// Of so many.
        of: usize,
    },
}

/// Evicts sealed records whose outbox is acknowledged and which a verified backup of the office holds.
pub fn evict<S: Store>(store: &mut S, confirmed: bool) -> Result<Evicted, S::Error> {
    let standing = store.standing()?;
    if standing.offering.is_some() || standing.settled != standing.epoch {
        return Ok(Evicted::Gone(0));
    }
    let mut sealed = store.sealed()?;
    let all_sealed = sealed.len();
    sealed.retain(|(_, since)| *since <= standing.verified);
    // After most exchanges nothing goes: then not all that waits and stands open is read.
    if sealed.is_empty() {
        return Ok(Evicted::Gone(0));
    }
    let needed = still_needed(store, &standing)?;
    let going: BTreeSet<RecordId> =
        sealed.into_iter().map(|(id, _)| id).filter(|id| !needed.contains(id)).collect();
    if !confirmed && !going.is_empty() {
        let of = all_sealed + store.records(Shelf::Open, None, usize::MAX)?.len();
        if going.len() * 20 > of {
            return Ok(Evicted::Asks { records: going.len(), of });
        }
    }
    for id in &going {
        // A record may be open in part: then only the sealed part goes.
        store.put_record(Shelf::Sealed, *id, None, standing.cursor)?;
    }
    let gone: BTreeSet<RecordId> = going
        .iter()
        .filter_map(|id| match store.record(Shelf::Open, *id) {
            Ok(None) => Some(Ok(*id)),
            Ok(Some(_)) => None,
            Err(error) => Some(Err(error)),
        })
        .collect::<Result<_, _>>()?;
    store.forget(&gone)?;
    store.commit()?;
    Ok(Evicted::Gone(going.len()))
}

/// Records that a transaction still speaks of.
fn still_needed<S: Store>(store: &S, standing: &Standing) -> Result<BTreeSet<RecordId>, S::Error> {
    let waiting = store.waiting()?.into_iter().map(|waiting| waiting.transaction);
    let kept = store.kept()?.into_iter().filter(|kept| kept.verdict.position > standing.verified);
    let transactions = waiting.chain(kept.map(|kept| kept.transaction));
    Ok(transactions.flat_map(|one| one.records.into_iter().map(|change| change.record)).collect())
}
