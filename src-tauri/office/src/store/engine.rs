//! What the engine asks of an office's store.

use std::collections::BTreeSet;

use sync::digest::DigestKey;
use sync::exchange::Part as Piece;
use sync::judge::Dockets;
use sync::office::{Among, Entry, Logged, Staged, Store};
use sync::schema::{Class, ClassTable};
use sync::scope::Unit;
use sync::{
    Cell, DeviceNumber, Digest, FieldNumber, KindNumber, Ledger, LedgerEntry, Record, RecordId,
    TransactionHash, TransactionId,
};

use super::{OfficeStore, Phase, encode};
use crate::OfficeError;
use crate::database::Part;

impl OfficeStore {
    pub(super) fn lock_sequence(&mut self) -> Result<(), OfficeError> {
        if !self.sequenced {
            self.database.lock_sequence()?;
            self.sequenced = true;
        }
        Ok(())
    }
}

impl Store for OfficeStore {
    type Error = OfficeError;

    fn begin(&mut self) -> Result<(), OfficeError> {
        self.settle()?;
        self.database.begin_reading()?;
        self.phase = Phase::Reading;
        let known = self.count("ledger")?;
        self.read_ledger(Some(known))
    }

    fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    fn append_ledger(&mut self, entry: LedgerEntry) -> Result<(), OfficeError> {
        self.database.lock_ledger()?;
        if self.ledger.position() == self.durable {
            self.read_ledger(None)?;
        }
        let position = self.ledger.position() + 1;
        let sql = "INSERT INTO ledger (position, entry) VALUES (?1, ?2)";
        self.execute(Part::Ledger, sql, &[position.into(), encode(&entry)?.into()])?;
        self.ledger.append(entry);
        Ok(())
    }

    fn lock(&mut self, records: &BTreeSet<RecordId>) -> Result<Dockets, OfficeError> {
        if self.phase != Phase::Writing {
            self.settle()?;
            self.database.begin_writing()?;
            self.phase = Phase::Writing;
            if records.is_empty() {
                self.database.lock_ledger()?;
            }
            self.read_whole_ledger()?;
        }
        self.lock_records(records)
    }

    fn put(&mut self, dockets: Dockets) -> Result<(), OfficeError> {
        self.put_dockets(dockets)
    }

    fn next_position(&mut self) -> Result<u64, OfficeError> {
        self.lock_sequence()?;
        Ok(self.end()? + 1)
    }

    fn end(&self) -> Result<u64, OfficeError> {
        let row = self.database.row(Part::Store, "SELECT MAX(position) FROM entries", &[])?;
        Ok(row.and_then(|row| row.find_integer(0)).map_or(0, i64::unsigned_abs))
    }

    fn append(&mut self, entry: Entry) -> Result<(), OfficeError> {
        self.put_entry(&entry)
    }

    fn entries(&self, after: u64, bytes: usize) -> Result<Vec<Entry>, OfficeError> {
        self.read_entries(after, bytes)
    }

    fn entry(&self, position: u64) -> Result<Option<Entry>, OfficeError> {
        self.read_entry(position)
    }

    fn transaction(&self, id: TransactionId) -> Result<Option<Logged>, OfficeError> {
        self.read_transaction(id)
    }

    fn put_transaction(&mut self, logged: Logged) -> Result<(), OfficeError> {
        self.put_logged(&logged)
    }

    fn hash(&self, device: DeviceNumber, sequence: u64) -> Result<Option<TransactionHash>, OfficeError> {
        let sql = "SELECT hash FROM hashes WHERE device = ?1 AND sequence = ?2";
        let row = self.database.row(Part::Store, sql, &[device.0.into(), sequence.into()])?;
        row.map(|row| Ok(TransactionHash(row.array(0)?))).transpose()
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
        self.execute(Part::Store, sql, &data)?;
        Ok(())
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

    fn past(&self, record: RecordId) -> Result<Vec<(FieldNumber, Cell)>, OfficeError> {
        self.read_past(record)
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

    /// An exchange that has the whole file to itself anyway is made durable as a whole, before it is answered.
    fn commit(&mut self) -> Result<(), OfficeError> {
        if self.phase == Phase::Writing && self.database.writes_alone() { Ok(()) } else { self.settle() }
    }
}
