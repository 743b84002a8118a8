//! What a device keeps for sync. The casebook implements this over its file; the simulation in memory.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::digest::DigestKey;
use crate::exchange::{Kept, Want};
use crate::{
    Cell, Clock, ClockOffset, DeviceNumber, Digest, FieldNumber, HybridTime, Record, RecordId, RequestId,
    Scope, Transaction, TransactionHash, TransactionId,
};

/// Which shelf a canonical record stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shelf {
    /// In scope.
    Open,
    /// It left the scope: hidden, and kept until its outbox is empty and the office has a verified backup.
    Sealed,
}

/// A transaction that the office has not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Its hash at birth.
    pub hash: TransactionHash,
    /// The transaction; what an erasure took out of it is gone.
    pub transaction: Transaction,
}

/// How far a device has got with offering again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offering {
    /// Records on a shelf, after this one.
    Records(Shelf, Option<RecordId>),
    /// Acknowledged transactions, after so many.
    Transactions(usize),
    /// All was offered.
    Done,
}

/// What a device does about a digest that differed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Repair {
    /// Nothing differs.
    #[default]
    None,
    /// Ask where; the second time in a row what the office has replaces what is here.
    Compare {
        /// How many times in a row.
        times: u8,
    },
    /// Offer what is here of these cases and kinds, and merge.
    Offer {
        /// Which.
        keys: Vec<DigestKey>,
        /// How many times in a row.
        times: u8,
    },
}

/// Where a device stands. Persisted as a whole, in the same database transaction as what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Standing {
    /// Its number; 0 before it joined an office.
    pub device: DeviceNumber,
    /// The office's epoch that it knows.
    pub epoch: u32,
    /// The last epoch to which it has offered everything.
    pub settled: u32,
    /// How far it has heard the office's log.
    pub cursor: u64,
    /// How much of the ledger it has applied.
    pub ledger: u64,
    /// What it may see.
    pub scope: Scope,
    /// The last time that its clock gave out.
    pub last_time: HybridTime,
    /// The office's clock against its own.
    pub offset: ClockOffset,
    /// The last sequence number that it gave out.
    pub sequence: u64,
    /// The latest request; only its answer counts.
    pub request: Option<RequestId>,
    /// When that was asked by its own clock, in milliseconds since 1970 (UTC).
    pub asked_at: u64,
    /// A snapshot that is still to come.
    pub want: Option<Want>,
    /// Offering again to a restored office.
    pub offering: Option<Offering>,
    /// Where offering goes on when the answer comes.
    pub offering_next: Option<Offering>,
    /// What is done about a digest that differed.
    pub repair: Repair,
    /// Records taken out with an erased case, until the office has heard of them.
    pub gone: Vec<RecordId>,
    /// How many of them stand in the latest request.
    pub gone_told: usize,
    /// The office's log up to here is in a verified backup.
    pub verified: u64,
    /// It was revoked: it shows nothing and only uploads.
    pub locked: bool,
    /// It was revoked and has delivered everything: its casebook may go.
    pub wiped: bool,
    /// How many pieces of a large transaction the office holds.
    pub staged: Option<(TransactionId, u32)>,
}

impl Standing {
    /// The device's clock.
    pub const fn clock(&self) -> Clock {
        Clock::resumed(self.last_time)
    }
}

/// A device's store. Every method works within one database transaction that [`Store::commit`] ends.
pub trait Store {
    /// What can go wrong in it.
    type Error;

    /// Where the device stands.
    fn standing(&self) -> Result<Standing, Self::Error>;
    /// Keeps where the device stands.
    fn put_standing(&mut self, standing: Standing) -> Result<(), Self::Error>;
    /// The canonical values of a record on a shelf.
    fn record(&self, shelf: Shelf, id: RecordId) -> Result<Option<Record>, Self::Error>;
    /// Keeps the canonical values of a record on a shelf; `None` clears its place. `cursor` is how far the device had
    /// heard the log when the record was sealed.
    fn put_record(
        &mut self,
        shelf: Shelf,
        id: RecordId,
        record: Option<Record>,
        cursor: u64,
    ) -> Result<(), Self::Error>;
    /// Records of a shelf in id order after one, at most so many.
    fn records(
        &self,
        shelf: Shelf,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, Self::Error>;
    /// Sealed records with how far the device had heard the log when they were sealed.
    fn sealed(&self) -> Result<Vec<(RecordId, u64)>, Self::Error>;
    /// Waiting transactions by sequence number.
    fn waiting(&self) -> Result<Vec<Waiting>, Self::Error>;
    /// Waiting transactions by sequence number after one, at most so many.
    fn waiting_after(&self, sequence: u64, most: usize) -> Result<Vec<Waiting>, Self::Error> {
        let later = self.waiting()?.into_iter().filter(|waiting| waiting.transaction.sequence > sequence);
        Ok(later.take(most).collect())
    }
    /// One waiting transaction.
    fn waiting_with(&self, id: TransactionId) -> Result<Option<Waiting>, Self::Error> {
        Ok(self.waiting()?.into_iter().find(|waiting| waiting.transaction.id == id))
    }
    /// Whether any transaction waits.
    fn has_waiting(&self) -> Result<bool, Self::Error> {
        Ok(!self.waiting()?.is_empty())
    }
    /// Keeps a waiting transaction, in the place of its sequence number.
    fn put_waiting(&mut self, waiting: Waiting) -> Result<(), Self::Error>;
    /// Takes a waiting transaction out.
    fn take_waiting(&mut self, sequence: u64) -> Result<(), Self::Error>;
    /// Acknowledged transactions, in the order of their acknowledgement.
    fn kept(&self) -> Result<Vec<Kept>, Self::Error>;
    /// One acknowledged transaction.
    fn kept_with(&self, id: TransactionId) -> Result<Option<Kept>, Self::Error> {
        Ok(self.kept()?.into_iter().find(|kept| kept.transaction.id == id))
    }
    /// The digest of what a scope sees of the open shelf.
    fn digest(&self, scope: &Scope) -> Result<Digest, Self::Error> {
        let records = self.records(Shelf::Open, None, usize::MAX)?;
        Ok(Digest::of_all(records.iter().map(|(id, record)| (*id, record)), scope))
    }
    /// From here on another scope counts, as it will stand in the next [`Standing`]: for a store that keeps the digest
    /// up to date.
    fn rescope(&mut self, before: &Scope, scope: &Scope) -> Result<(), Self::Error> {
        let _ = (before, scope);
        Ok(())
    }
    /// Keeps an acknowledged transaction, in the place of its identifier.
    fn put_kept(&mut self, kept: Kept) -> Result<(), Self::Error>;
    /// Takes an acknowledged transaction out.
    fn take_kept(&mut self, id: TransactionId) -> Result<(), Self::Error>;
    /// Adds to the history of a record, once for each rank and writing.
    fn remember(&mut self, record: RecordId, field: FieldNumber, cell: Cell) -> Result<(), Self::Error>;
    /// The history of a record.
    fn past(&self, record: RecordId) -> Result<Vec<(FieldNumber, Cell)>, Self::Error>;
    /// The records of a case that are here, on either shelf, itself among them.
    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, Self::Error>;
    /// Takes out the canonical values and the history of records, their reviews and whatever else is kept of them.
    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), Self::Error>;
    /// Takes out everything.
    fn wipe(&mut self) -> Result<(), Self::Error>;
    /// Ends the database transaction.
    fn commit(&mut self) -> Result<(), Self::Error>;
}
