//! What an office keeps. Two stores implement this and pass one contract suite; so does the simulation's.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::digest::DigestKey;
use crate::judge::Dockets;
use crate::schema::{Class, ClassTable};
use crate::scope::Unit;
use crate::{
    Cell, DeviceNumber, Digest, FieldNumber, KindNumber, Ledger, LedgerEntry, Record, RecordId, RecordPatch,
    Transaction, TransactionHash, TransactionId, Verdict,
};

/// Why an entry stands in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntryKind {
    /// A transaction was judged: its device hears of it by the verdict.
    Judged,
    /// An administrator released or refused what waited in quarantine.
    Decided,
    /// A device offered again what the office had lost.
    Offered,
}

/// A line of the office's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its position, from 1.
    pub position: u64,
    /// Why it is there.
    pub kind: EntryKind,
    /// Whose device.
    pub device: DeviceNumber,
    /// Which transaction.
    pub transaction: Option<TransactionId>,
    /// What devices in scope have to hear.
    pub patches: Vec<RecordPatch>,
}

/// A transaction as the office keeps it, with what it decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logged {
    /// The device that brought it first.
    pub device: DeviceNumber,
    /// Its hash at birth.
    pub hash: TransactionHash,
    /// All of it; an erased transaction keeps its number and hash, and no record of what was erased.
    pub transaction: Transaction,
    /// What was decided.
    pub verdict: Verdict,
}

/// Past values of records, each with its field.
pub type History = BTreeMap<RecordId, Vec<(FieldNumber, Cell)>>;

/// Among which records to look, so that an answer costs what its device may see and not what the office holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among<'a> {
    /// All that there are.
    All,
    /// Those of some cases.
    Cases(&'a BTreeSet<RecordId>),
    /// Those of some cases and of the organisation.
    CasesAndOrganisation(&'a BTreeSet<RecordId>),
}

impl Among<'_> {
    /// Whether a record of this case, or of the organisation, is among them.
    pub fn includes(&self, case: Option<RecordId>) -> bool {
        match self {
            Among::All => true,
            Among::Cases(cases) => case.is_some_and(|case| cases.contains(&case)),
            Among::CasesAndOrganisation(cases) => case.is_none_or(|case| cases.contains(&case)),
        }
    }
}

/// An office's store. Every method works within one database transaction, begun by [`Store::begin`] or [`Store::lock`]
/// and ended by [`Store::commit`]; when any of them fails, the caller rolls back and answers nothing. A store may make
/// several durable together, as long as nobody else reads them and nobody is answered before.
pub trait Store {
    /// What can go wrong in it.
    type Error;

    /// Begins to read: what is read from here on is one state of the store, and the ledger is no younger than it.
    fn begin(&mut self) -> Result<(), Self::Error>;
    /// The ledger, as it was at the last [`Store::begin`] or [`Store::lock`], with what was appended since.
    fn ledger(&self) -> &Ledger;
    /// Adds to the ledger; outside the backups. Only after [`Store::lock`], if of no record.
    fn append_ledger(&mut self, entry: LedgerEntry) -> Result<(), Self::Error>;
    /// Locks records in id order and loads their dockets; an empty one for a record that it does not know. Begins to
    /// write and brings the ledger up to date, also for no record.
    fn lock(&mut self, records: &BTreeSet<RecordId>) -> Result<Dockets, Self::Error>;
    /// What is taken next: a hint, so that a store which waits for every answer reads all of it at one go. It may lock
    /// these records, in id order, and then make durable together what is done with them. Of a transaction: the
    /// device that brings it and its sequence number there.
    fn prepare(
        &mut self,
        _records: &BTreeSet<RecordId>,
        _transactions: &[(DeviceNumber, u64, TransactionId)],
    ) -> Result<(), Self::Error> {
        Ok(())
    }
    /// Writes dockets.
    fn put(&mut self, dockets: Dockets) -> Result<(), Self::Error>;
    /// Takes the sequence lock, last of all locks, and answers the next log position.
    fn next_position(&mut self) -> Result<u64, Self::Error>;
    /// The last position of the log; 0 when it is empty.
    fn end(&self) -> Result<u64, Self::Error>;
    /// Adds a line to the log. Past values among its patches go into the history, once for each rank and writing.
    fn append(&mut self, entry: Entry) -> Result<(), Self::Error>;
    /// Lines of the log after a position, in order, until they weigh about so many bytes; at least one.
    fn entries(&self, after: u64, bytes: usize) -> Result<Vec<Entry>, Self::Error>;
    /// Lines of the log that stand at these positions.
    fn entries_at(&self, positions: &BTreeSet<u64>) -> Result<Vec<Entry>, Self::Error>;
    /// A transaction.
    fn transaction(&self, id: TransactionId) -> Result<Option<Logged>, Self::Error>;
    /// Keeps a transaction, or what was decided since.
    fn put_transaction(&mut self, logged: Logged) -> Result<(), Self::Error>;
    /// The hashes that a device's sequence numbers came with first, of those that came.
    fn hashes(
        &self,
        device: DeviceNumber,
        sequences: &[u64],
    ) -> Result<BTreeMap<u64, TransactionHash>, Self::Error>;
    /// The highest sequence number of a device; 0 for none.
    fn last_sequence(&self, device: DeviceNumber) -> Result<u64, Self::Error>;
    /// Notes a device's sequence number.
    fn put_hash(
        &mut self,
        device: DeviceNumber,
        sequence: u64,
        hash: TransactionHash,
    ) -> Result<(), Self::Error>;
    /// Records in id order after one, at most so many.
    fn records(
        &self,
        among: Among<'_>,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, Self::Error>;
    /// The records of one case, or of the organisation, and kind, in id order.
    fn records_of_key(&self, key: DigestKey) -> Result<Vec<(RecordId, Record)>, Self::Error>;
    /// The digest of each unit among these. `classes` is the table of the office's schema.
    fn unit_digests(
        &self,
        classes: &ClassTable,
        among: Among<'_>,
    ) -> Result<Vec<(Unit, Digest)>, Self::Error>;
    /// The digest of each kind and class in all cases and the organisation together.
    fn kind_digests(&self, classes: &ClassTable) -> Result<Vec<(KindNumber, Class, Digest)>, Self::Error>;
    /// The records of a case, itself among them.
    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, Self::Error>;
    /// The history of records; a record that has none may be absent.
    fn past(&self, records: &[RecordId]) -> Result<History, Self::Error>;
    /// Takes out of the log, the history and the kept transactions all that is about these records.
    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), Self::Error>;
    /// Transactions with quarantined changes, by device and sequence number.
    fn quarantined(&self) -> Result<Vec<TransactionId>, Self::Error>;
    /// The records that any transaction, in force or not, has put under these.
    fn children(&self, parents: &BTreeSet<RecordId>) -> Result<BTreeSet<RecordId>, Self::Error>;
    /// Keeps a piece of a large transaction; answers all of them once they are complete, and else how many there are.
    fn stage(&mut self, part: &crate::exchange::Part) -> Result<Staged, Self::Error>;
    /// The log position up to which there is a verified backup.
    fn verified(&self) -> Result<u64, Self::Error>;
    /// Makes and verifies a backup on the spot, for a revoked device that waits to be wiped.
    fn back_up(&mut self) -> Result<(), Self::Error>;
    /// Ends the database transaction.
    fn commit(&mut self) -> Result<(), Self::Error>;
}

/// Pieces of a large transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Staged {
    /// So many of the first are there, in order.
    Waiting(u32),
    /// All of them, joined.
    Complete(Vec<u8>),
}
