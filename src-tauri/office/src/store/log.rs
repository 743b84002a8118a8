//! The log: its lines, the transactions behind them, sequence numbers, history, and taking out what was erased.

use std::collections::{BTreeMap, BTreeSet};

use sync::exchange::Part as Piece;
use sync::office::{Entry, History, Logged, Staged};
use sync::review::REVIEW;
use sync::verdict::Rejection;
use sync::{
    Cell, DeviceNumber, FieldNumber, Outcome, PARENT, Patch, Rank, RecordChange, RecordId, RecordPatch,
    TransactionHash, TransactionId, Value,
};

use super::{OfficeStore, decode, encode};
use crate::OfficeError;
use crate::database::{Datum, Part};

pub(super) const TRANSACTION: &str = "SELECT logged FROM transactions WHERE id = ?1";
pub(super) const HASH: &str = "SELECT hash FROM hashes WHERE device = ?1 AND sequence = ?2";

/// What one line weighs besides its patches.
const LINE_BYTES: usize = 20;

impl OfficeStore {
    pub(super) fn put_entry(&self, entry: &Entry) -> Result<(), OfficeError> {
        for patch in &entry.patches {
            for piece in &patch.patches {
                if let Patch::Past(field, cell) = piece {
                    self.put_past(patch.record, *field, cell)?;
                }
            }
            let sql = "INSERT INTO entry_records (record, position) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
            self.execute(Part::Store, sql, [patch.record.0.into(), entry.position.into()])?;
        }
        let weight = LINE_BYTES + entry.patches.iter().map(RecordPatch::weight).sum::<usize>();
        let sql = "INSERT INTO entries (position, weight, entry) VALUES (?1, ?2, ?3)
                   ON CONFLICT (position) DO UPDATE SET weight = excluded.weight, entry = excluded.entry";
        let data = [entry.position.into(), (weight as u64).into(), encode(entry)?.into()];
        self.execute(Part::Store, sql, data)
    }

    fn put_past(&self, record: RecordId, field: FieldNumber, cell: &Cell) -> Result<(), OfficeError> {
        let sql = "INSERT INTO past (record, field, rank, writing, cell) VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (record, field, rank, writing) DO UPDATE SET cell = excluded.cell";
        let data = [
            record.0.into(),
            field.0.into(),
            rank_key(cell.rank),
            cell.writing.0.into(),
            encode(cell)?.into(),
        ];
        self.execute(Part::Store, sql, data)
    }

    pub(super) fn read_past(&self, records: &[RecordId]) -> Result<History, OfficeError> {
        let sql = "SELECT field, cell FROM past WHERE record = ?1 ORDER BY field, rank, writing";
        let mut past = History::new();
        let questions = records.iter().map(|record| (Part::Store, sql, vec![record.0.into()]));
        self.database.each_of(questions.collect(), &mut |question, row| {
            let Some(record) = records.get(question) else { return Ok(()) };
            let field = u16::try_from(row.integer(0)?).map_err(|_| OfficeError::Damaged("past"))?;
            past.entry(*record).or_default().push((FieldNumber(field), decode("past", row.bytes(1)?)?));
            Ok(())
        })?;
        Ok(past)
    }

    pub(super) fn read_entries(&self, after: u64, bytes: usize) -> Result<Vec<Entry>, OfficeError> {
        // First how far they go by their weight: then no more is read than is sent.
        let sql = "SELECT MAX(position) FROM (
                     SELECT position, SUM(weight) OVER (ORDER BY position) - weight AS before
                     FROM (SELECT position, weight FROM entries WHERE position > ?1 ORDER BY position LIMIT ?3)
                       AS next
                   ) AS weighed WHERE before < CAST(?2 AS BIGINT)";
        let most = (bytes / LINE_BYTES + 1) as u64;
        let data = [after.into(), Datum::from(bytes as u64), most.into()];
        let last = self.database.row(Part::Store, sql, &data)?;
        let Some(last) = last.and_then(|row| row.find_integer(0)) else { return Ok(Vec::new()) };
        let sql = "SELECT entry FROM entries WHERE position > ?1 AND position <= ?2 ORDER BY position";
        let mut entries = Vec::new();
        self.database.each(Part::Store, sql, &[after.into(), last.into()], &mut |row| {
            entries.push(decode("entries", row.bytes(0)?)?);
            Ok(())
        })?;
        Ok(entries)
    }

    pub(super) fn read_entries_at(&self, positions: &BTreeSet<u64>) -> Result<Vec<Entry>, OfficeError> {
        let sql = "SELECT entry FROM entries WHERE position = ?1";
        let questions = positions.iter().map(|position| (Part::Store, sql, vec![(*position).into()]));
        let mut entries = Vec::new();
        self.database.each_of(questions.collect(), &mut |_, row| {
            entries.push(decode("entries", row.bytes(0)?)?);
            Ok(())
        })?;
        Ok(entries)
    }

    pub(super) fn read_transaction(&self, id: TransactionId) -> Result<Option<Logged>, OfficeError> {
        if let Some(known) = self.bench.transactions.get(&id) {
            return Ok(known.clone());
        }
        let row = self.database.row(Part::Store, TRANSACTION, &[id.0.into()])?;
        row.map(|row| decode("transactions", row.bytes(0)?)).transpose()
    }

    pub(super) fn read_hashes(
        &self,
        device: DeviceNumber,
        sequences: &[u64],
    ) -> Result<BTreeMap<u64, TransactionHash>, OfficeError> {
        let mut hashes = BTreeMap::new();
        let mut unknown = Vec::new();
        for sequence in sequences {
            match self.bench.hashes.get(&(device, *sequence)) {
                Some(known) => hashes.extend(known.map(|hash| (*sequence, hash))),
                None => unknown.push(*sequence),
            }
        }
        let questions = unknown.iter();
        let questions =
            questions.map(|sequence| (Part::Store, HASH, vec![device.0.into(), (*sequence).into()]));
        self.database.each_of(questions.collect(), &mut |question, row| {
            if let Some(sequence) = unknown.get(question) {
                hashes.insert(*sequence, TransactionHash(row.array(0)?));
            }
            Ok(())
        })?;
        Ok(hashes)
    }

    pub(super) fn put_logged(&mut self, logged: Logged) -> Result<(), OfficeError> {
        let id = logged.transaction.id;
        let waits = |outcome: &Outcome| matches!(outcome, Outcome::Quarantined { .. });
        let quarantined = logged.verdict.outcomes.iter().any(waits);
        let sql = "INSERT INTO transactions (id, device, sequence, quarantined, logged)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (id) DO UPDATE SET device = excluded.device, sequence = excluded.sequence,
                     quarantined = excluded.quarantined, logged = excluded.logged";
        let data = [
            id.0.into(),
            logged.device.0.into(),
            logged.transaction.sequence.into(),
            i64::from(quarantined).into(),
            encode(&logged)?.into(),
        ];
        self.execute(Part::Store, sql, data)?;
        self.execute(Part::Store, "DELETE FROM transaction_records WHERE id = ?1", [id.0.into()])?;
        for change in &logged.transaction.records {
            let parent = parent(change).map(|parent| parent.0.as_bytes().to_vec()).unwrap_or_default();
            let sql = "INSERT INTO transaction_records (id, record, parent) VALUES (?1, ?2, ?3)
                       ON CONFLICT DO NOTHING";
            self.execute(Part::Store, sql, [id.0.into(), change.record.0.into(), parent.into()])?;
        }
        self.bench.transactions.insert(id, Some(logged));
        Ok(())
    }

    pub(super) fn read_quarantined(&self) -> Result<Vec<TransactionId>, OfficeError> {
        let sql = "SELECT id FROM transactions WHERE quarantined = 1 ORDER BY device, sequence";
        let mut waiting = Vec::new();
        self.database.each(Part::Store, sql, &[], &mut |row| {
            waiting.push(TransactionId(uuid::Uuid::from_bytes(row.array(0)?)));
            Ok(())
        })?;
        Ok(waiting)
    }

    pub(super) fn read_children(
        &self,
        parents: &BTreeSet<RecordId>,
    ) -> Result<BTreeSet<RecordId>, OfficeError> {
        let sql = "SELECT record FROM transaction_records WHERE parent = ?1";
        let questions = parents.iter().map(|parent| (Part::Store, sql, vec![parent.0.into()]));
        let mut children = BTreeSet::new();
        self.database.each_of(questions.collect(), &mut |_, row| {
            children.insert(RecordId(uuid::Uuid::from_bytes(row.array(0)?)));
            Ok(())
        })?;
        Ok(children)
    }

    pub(super) fn forget_records(&mut self, records: &BTreeSet<RecordId>) -> Result<(), OfficeError> {
        let of_entries = "SELECT position FROM entry_records WHERE record = ?1";
        let of_transactions = "SELECT id FROM transaction_records WHERE record = ?1 OR parent = ?1";
        let questions = records.iter().flat_map(|record| {
            [of_entries, of_transactions].map(|sql| (Part::Store, sql, vec![record.0.into()]))
        });
        let mut positions: BTreeSet<u64> = BTreeSet::new();
        let mut transactions: BTreeSet<TransactionId> = BTreeSet::new();
        self.database.each_of(questions.collect(), &mut |question, row| {
            if question % 2 == 0 {
                positions.insert(row.count(0)?);
            } else {
                transactions.insert(TransactionId(uuid::Uuid::from_bytes(row.array(0)?)));
            }
            Ok(())
        })?;
        for record in records {
            let key = [Datum::from(record.0)];
            self.execute(Part::Store, "DELETE FROM past WHERE record = ?1", key.clone())?;
            self.execute(Part::Store, "DELETE FROM entry_records WHERE record = ?1", key)?;
            self.forget_blobs_beside(*record)?;
        }
        for mut entry in self.read_entries_at(&positions)? {
            entry.patches.retain(|patch| !records.contains(&patch.record));
            self.put_entry(&entry)?;
        }
        for id in transactions {
            if let Some(mut logged) = self.read_transaction(id)? {
                strip(&mut logged, records);
                self.put_logged(logged)?;
            }
        }
        self.execute(Part::Store, "DELETE FROM staged", [])
    }

    pub(super) fn put_piece(&self, piece: &Piece) -> Result<Staged, OfficeError> {
        let id = Datum::from(piece.transaction.0);
        if piece.index == 0 {
            let done = "DELETE FROM staged WHERE id IN (SELECT id FROM transactions) AND id <> ?1";
            self.execute(Part::Store, done, [id.clone()])?;
        }
        let sql = "INSERT INTO staged (id, place, bytes) VALUES (?1, ?2, ?3)
                   ON CONFLICT (id, place) DO UPDATE SET bytes = excluded.bytes";
        let data = [id.clone(), piece.index.into(), piece.bytes.clone().into()];
        self.execute(Part::Store, sql, data)?;
        let sql = "SELECT place FROM staged WHERE id = ?1 ORDER BY place";
        let mut held = 0;
        self.database.each(Part::Store, sql, std::slice::from_ref(&id), &mut |row| {
            held += u32::from(row.integer(0)? == i64::from(held));
            Ok(())
        })?;
        if held < piece.count {
            return Ok(Staged::Waiting(held));
        }
        let mut whole = Vec::new();
        let sql = "SELECT bytes FROM staged WHERE id = ?1 AND place < ?2 ORDER BY place";
        self.database.each(Part::Store, sql, &[id, piece.count.into()], &mut |row| {
            whole.extend_from_slice(row.bytes(0)?);
            Ok(())
        })?;
        Ok(Staged::Complete(whole))
    }
}

/// Sorts as the rank does.
fn rank_key(rank: Rank) -> Datum {
    let mut key = Vec::with_capacity(20);
    key.extend(rank.time.to_bits().to_be_bytes());
    key.extend(rank.written.to_bits().to_be_bytes());
    key.extend(rank.device.0.to_be_bytes());
    Datum::Bytes(key)
}

fn parent(change: &RecordChange) -> Option<RecordId> {
    change.changes.iter().find(|one| one.field == PARENT).and_then(|one| one.value.as_reference())
}

/// Takes the values out of what was erased; reviews of it are of it.
fn strip(logged: &mut Logged, records: &BTreeSet<RecordId>) {
    let mut outcomes = logged.verdict.outcomes.iter_mut();
    for change in &mut logged.transaction.records {
        let about = change.changes.iter().filter(|one| one.field == PARENT);
        let mut about = about.filter_map(|one| one.value.as_reference());
        let gone = records.contains(&change.record)
            || (change.kind == REVIEW && about.any(|about| records.contains(&about)));
        for (one, outcome) in change.changes.iter_mut().zip(outcomes.by_ref()) {
            if gone {
                one.value = Value::Null;
                *outcome = Outcome::Rejected(Rejection::Erased);
            }
        }
    }
}
