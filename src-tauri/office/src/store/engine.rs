//! What the engine asks of an office's store.

use std::collections::{BTreeMap, BTreeSet};

use sync::digest::DigestKey;
use sync::exchange::Part as Piece;
use sync::judge::Dockets;
use sync::office::{Among, Entry, History, Logged, Staged, Store};
use sync::schema::{Class, ClassTable};
use sync::scope::Unit;
use sync::{
    DeviceNumber, Digest, KindNumber, Ledger, LedgerEntry, Record, RecordId, TransactionHash, TransactionId,
};

use super::{OfficeStore, Phase, encode};
use crate::OfficeError;
use crate::database::Part;

impl OfficeStore {
    /// Nobody else adds to the ledger from here on, and what others added until now is known.
    pub(super) fn lock_ledger(&mut self) -> Result<(), OfficeError> {
        if !std::mem::replace(&mut self.bench.ledger, true) {
            self.database.lock_ledger()?;
            self.read_ledger()?;
        }
        Ok(())
    }

    /// The last position of the log, to which nobody else adds from here on. The ledger is locked before: what is judged
    /// next may add to it, and nobody may wait for it who holds the sequence.
    pub(super) fn lock_sequence(&mut self) -> Result<u64, OfficeError> {
        if let Some(end) = self.bench.end {
            return Ok(end);
        }
        self.lock_ledger()?;
        self.database.lock_sequence()?;
        let end = self.end()?;
        self.bench.end = Some(end);
        Ok(end)
    }
}

impl Store for OfficeStore {
    type Error = OfficeError;

    fn begin(&mut self) -> Result<(), OfficeError> {
        self.settle()?;
        self.database.begin_reading()?;
        self.phase = Phase::Reading;
        self.read_ledger()
    }

    fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    fn append_ledger(&mut self, entry: LedgerEntry) -> Result<(), OfficeError> {
        self.lock_ledger()?;
        let position = self.ledger.position() + 1;
        let sql = "INSERT INTO ledger (position, entry) VALUES (?1, ?2)";
        self.execute(Part::Ledger, sql, [position.into(), encode(&entry)?.into()])?;
        self.ledger.append(entry);
        Ok(())
    }

    fn lock(&mut self, records: &BTreeSet<RecordId>) -> Result<Dockets, OfficeError> {
        self.hold(records)?;
        Ok(self.held(records))
    }

    fn prepare(
        &mut self,
        records: &BTreeSet<RecordId>,
        transactions: &[(DeviceNumber, u64, TransactionId)],
    ) -> Result<(), OfficeError> {
        if records.is_empty() {
            return Ok(());
        }
        self.hold(records)?;
        self.look_up(transactions)?;
        self.bench.complete = true;
        Ok(())
    }

    fn put(&mut self, dockets: Dockets) -> Result<(), OfficeError> {
        self.put_dockets(dockets)
    }

    fn next_position(&mut self) -> Result<u64, OfficeError> {
        Ok(self.lock_sequence()? + 1)
    }

    fn end(&self) -> Result<u64, OfficeError> {
        if let Some(end) = self.bench.end {
            return Ok(end);
        }
        let row = self.database.row(Part::Store, "SELECT MAX(position) FROM entries", &[])?;
        Ok(row.and_then(|row| row.find_integer(0)).map_or(0, i64::unsigned_abs))
    }

    fn append(&mut self, entry: Entry) -> Result<(), OfficeError> {
        self.bench.end = self.bench.end.max(Some(entry.position));
        self.put_entry(&entry)
    }

    fn entries(&self, after: u64, bytes: usize) -> Result<Vec<Entry>, OfficeError> {
        self.read_entries(after, bytes)
    }

    fn entries_at(&self, positions: &BTreeSet<u64>) -> Result<Vec<Entry>, OfficeError> {
        self.read_entries_at(positions)
    }

    fn transaction(&self, id: TransactionId) -> Result<Option<Logged>, OfficeError> {
        self.read_transaction(id)
    }

    fn put_transaction(&mut self, logged: Logged) -> Result<(), OfficeError> {
        self.put_logged(logged)
    }

    fn hashes(
        &self,
        device: DeviceNumber,
        sequences: &[u64],
    ) -> Result<BTreeMap<u64, TransactionHash>, OfficeError> {
        self.read_hashes(device, sequences)
    }

    fn last_sequence(&self, device: DeviceNumber) -> Result<u64, OfficeError> {
        let sql = "SELECT MAX(sequence) FROM hashes WHERE device = ?1";
        let row = self.database.row(Part::Store, sql, &[device.0.into()])?;
        Ok(row.and_then(|row| row.find_integer(0)).map_or(0, i64::unsigned_abs))
    }

    fn put_hash(
        &mut self,
        device: DeviceNumber,
        sequence: u64,
        hash: TransactionHash,
    ) -> Result<(), OfficeError> {
        let sql = "INSERT INTO hashes (device, sequence, hash) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
        let data = [device.0.into(), sequence.into(), hash.0.to_vec().into()];
        self.bench.hashes.entry((device, sequence)).or_default().get_or_insert(hash);
        self.execute(Part::Store, sql, data)
    }

    fn records(
        &self,
        among: Among<'_>,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, OfficeError> {
        self.read_records(among, after, most)
    }

    fn records_of_key(&self, key: DigestKey) -> Result<Vec<(RecordId, Record)>, OfficeError> {
        self.read_records_of_key(key)
    }

    fn unit_digests(
        &self,
        _classes: &ClassTable,
        among: Among<'_>,
    ) -> Result<Vec<(Unit, Digest)>, OfficeError> {
        self.read_units(among)
    }

    fn kind_digests(&self, _classes: &ClassTable) -> Result<Vec<(KindNumber, Class, Digest)>, OfficeError> {
        self.read_kinds()
    }

    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, OfficeError> {
        self.read_records_of_case(case)
    }

    fn past(&self, records: &[RecordId]) -> Result<History, OfficeError> {
        self.read_past(records)
    }

    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), OfficeError> {
        self.forget_records(records)
    }

    fn quarantined(&self) -> Result<Vec<TransactionId>, OfficeError> {
        self.read_quarantined()
    }

    fn children(&self, parents: &BTreeSet<RecordId>) -> Result<BTreeSet<RecordId>, OfficeError> {
        self.read_children(parents)
    }

    fn stage(&mut self, piece: &Piece) -> Result<Staged, OfficeError> {
        self.lock(&BTreeSet::new())?;
        let staged = self.put_piece(piece)?;
        self.commit()?;
        Ok(staged)
    }

    fn verified(&self) -> Result<u64, OfficeError> {
        Ok(self.setting("verified")?.unwrap_or(0))
    }

    fn back_up(&mut self) -> Result<(), OfficeError> {
        self.settle()?;
        if self.verified()? < self.end()? {
            crate::backup::make(self, None, self.wall)?;
        }
        Ok(())
    }

    /// What was prepared together is made durable together, and so is an exchange that has the whole file to itself
    /// anyway; in any case before it is answered.
    fn commit(&mut self) -> Result<(), OfficeError> {
        if self.phase != Phase::Writing {
            return self.settle();
        }
        self.bench.complete = true;
        Ok(())
    }
}
