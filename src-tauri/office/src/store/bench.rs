//! What a transaction that writes has on its bench: records that it has locked, transactions that it has looked up, and
//! the sums that it changes. A record that is changed twice is read once; sums are written once, at the end.

use std::collections::{BTreeMap, BTreeSet};

use sync::judge::{Docket, Dockets};
use sync::office::Logged;
use sync::scope::Unit;
use sync::{DeviceNumber, RecordId, TransactionHash, TransactionId};
use uuid::Uuid;

use super::digests::{Changes, ClassDigests};
use super::record::{read_docket, read_parts};
use super::{OfficeStore, Phase, decode};
use crate::OfficeError;
use crate::database::{Datum, Part};

/// What a transaction that writes holds. Nobody else can change any of it.
#[derive(Default)]
pub(super) struct Bench {
    /// What was begun is complete: it may be made durable, or together with what follows.
    pub complete: bool,
    /// Nobody else adds to the ledger.
    pub ledger: bool,
    /// The last position of the log, once its sequence is locked.
    pub end: Option<u64>,
    /// Records that are locked.
    pub records: BTreeMap<RecordId, Held>,
    /// Transactions that are known, or known to be new.
    pub transactions: BTreeMap<TransactionId, Option<Logged>>,
    /// Sequence numbers that came with a hash, or are known to be new.
    pub hashes: BTreeMap<(DeviceNumber, u64), Option<TransactionHash>>,
    /// How the sums of digests change.
    pub sums: Changes,
}

/// A record that is locked.
#[derive(Default)]
pub(super) struct Held {
    pub docket: Docket,
    /// What it adds to the sums.
    pub parts: (Option<Unit>, ClassDigests),
}

impl OfficeStore {
    /// Begins to write, or goes on where everything that is needed is held already: who holds some records and then
    /// waits for others might wait for somebody who waits for them.
    pub(super) fn hold(&mut self, records: &BTreeSet<RecordId>) -> Result<(), OfficeError> {
        let held = !records.is_empty() && records.iter().all(|id| self.bench.records.contains_key(id));
        if self.bench.complete && !held && !self.database.writes_alone() {
            self.settle()?;
        }
        self.bench.complete = false;
        if self.phase == Phase::Writing {
            return self.lock_records(records);
        }
        self.settle()?;
        self.database.begin_writing()?;
        self.phase = Phase::Writing;
        if records.is_empty() {
            return self.lock_ledger();
        }
        self.lock_records(records)?;
        self.read_ledger()
    }

    pub(super) fn lock_records(&mut self, records: &BTreeSet<RecordId>) -> Result<(), OfficeError> {
        let missing = records.iter().filter(|id| !self.bench.records.contains_key(id));
        let missing: Vec<RecordId> = missing.copied().collect();
        if missing.is_empty() {
            return Ok(());
        }
        let rows: Vec<Datum> = missing.iter().map(|id| id.0.into()).collect();
        let mut found: BTreeMap<RecordId, Held> =
            missing.into_iter().map(|id| (id, Held::default())).collect();
        self.database.lock_records(&rows, &mut |row| {
            let held = Held { docket: read_docket(&row, 1)?, parts: read_parts(&row, 2)? };
            found.insert(RecordId(Uuid::from_bytes(row.array(0)?)), held);
            Ok(())
        })?;
        self.bench.records.append(&mut found);
        Ok(())
    }

    /// Dockets of records that are held.
    pub(super) fn held(&self, records: &BTreeSet<RecordId>) -> Dockets {
        let held = records.iter().filter_map(|id| Some((*id, self.bench.records.get(id)?.docket.clone())));
        held.collect()
    }

    /// Looks up transactions and sequence numbers at one go.
    pub(super) fn look_up(
        &mut self,
        transactions: &[(DeviceNumber, u64, TransactionId)],
    ) -> Result<(), OfficeError> {
        let (mut known, mut hashes) = (BTreeMap::new(), BTreeMap::new());
        let mut questions = Vec::new();
        for (device, sequence, id) in transactions {
            known.insert(*id, None);
            hashes.insert((*device, *sequence), None);
            questions.push((Part::Store, super::log::TRANSACTION, vec![id.0.into()]));
            questions.push((Part::Store, super::log::HASH, vec![device.0.into(), (*sequence).into()]));
        }
        self.database.each_of(questions, &mut |question, row| {
            let Some((device, sequence, id)) = transactions.get(question / 2) else { return Ok(()) };
            if question % 2 == 0 {
                known.insert(*id, Some(decode("transactions", row.bytes(0)?)?));
            } else {
                hashes.insert((*device, *sequence), Some(TransactionHash(row.array(0)?)));
            }
            Ok(())
        })?;
        // What this transaction has written already counts more.
        known.append(&mut self.bench.transactions);
        hashes.append(&mut self.bench.hashes);
        (self.bench.transactions, self.bench.hashes) = (known, hashes);
        Ok(())
    }
}
