//! An office and a device in memory, that can be killed at any commit: then they stand where the last one left them.

use std::collections::{BTreeMap, BTreeSet};

use crate::device::{self, Shelf, Standing, Waiting};
use crate::digest::DigestKey;
use crate::exchange::{Kept, Part};
use crate::judge::{Docket, Dockets};
use crate::office::{Among, Entry, History, Logged, Staged, Store};
use crate::schema::{Class, ClassTable};
use crate::scope::Unit;
use crate::{
    Cell, DeviceNumber, Digest, FieldNumber, KindNumber, Ledger, LedgerEntry, Outcome, Patch, Rank, Record,
    RecordId, Review, TransactionHash, TransactionId, Value, Writing,
};

/// The process died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Killed;

type Past = BTreeMap<(RecordId, FieldNumber, Rank, Writing), Cell>;

fn past_of(past: &Past, record: RecordId) -> Vec<(FieldNumber, Cell)> {
    let of_record = past.range((record, FieldNumber(0), Rank::default(), Writing::default())..);
    let of_record = of_record.take_while(|((of, ..), _)| *of == record);
    of_record.map(|((_, field, ..), cell)| (*field, cell.clone())).collect()
}

/// When to die.
#[derive(Debug, Clone, Default)]
struct Doom<T> {
    /// In so many commits, before or after it is durable; and what the last commit left.
    armed: Option<(u32, bool, Box<T>)>,
}

impl<T: Clone> Doom<T> {
    fn commit(&mut self, data: &mut T) -> Result<(), Killed> {
        let Some((left, before, last)) = self.armed.as_mut() else { return Ok(()) };
        if *left > 0 {
            *left -= 1;
            **last = data.clone();
            return Ok(());
        }
        if *before {
            data.clone_from(last);
        }
        self.armed = None;
        Err(Killed)
    }
}

/// What a backup of an office holds.
#[derive(Debug, Clone, Default)]
pub struct OfficeData {
    /// Records with what is needed for judging them.
    pub dockets: Dockets,
    /// The log.
    pub log: BTreeMap<u64, Entry>,
    /// Every transaction.
    pub transactions: BTreeMap<TransactionId, Logged>,
    /// What each sequence number came with.
    pub hashes: BTreeMap<(DeviceNumber, u64), TransactionHash>,
    /// Every overwritten or lost value.
    pub past: Past,
    /// Pieces of large transactions.
    pub staged: BTreeMap<TransactionId, BTreeMap<u32, Vec<u8>>>,
}

/// An office in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryOffice {
    /// What a backup holds.
    pub data: OfficeData,
    /// What stands outside it.
    pub ledger: Ledger,
    /// Backups, verified when they were made, with the ledger position they knew.
    pub backups: Vec<(OfficeData, u64)>,
    /// How far the verified backup reaches.
    pub verified: u64,
    doom: Doom<(OfficeData, Ledger)>,
}

impl MemoryOffice {
    /// Dies in so many commits.
    pub fn arm(&mut self, commits: u32, before: bool) {
        self.doom.armed = Some((commits, before, Box::new((self.data.clone(), self.ledger.clone()))));
    }

    /// Lives on.
    pub fn disarm(&mut self) {
        self.doom.armed = None;
    }

    fn known(&self) -> impl Iterator<Item = (RecordId, &Record)> {
        self.data.dockets.iter().filter_map(|(id, docket)| Some((*id, docket.record.as_ref()?)))
    }

    /// An administrator's word, durable at once.
    pub fn tell_ledger(&mut self, entry: LedgerEntry) {
        self.disarm();
        self.ledger.append(entry);
    }
}

impl Store for MemoryOffice {
    type Error = Killed;

    fn begin(&mut self) -> Result<(), Killed> {
        Ok(())
    }

    fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    fn append_ledger(&mut self, entry: LedgerEntry) -> Result<(), Killed> {
        self.ledger.append(entry);
        Ok(())
    }

    fn lock(&mut self, records: &BTreeSet<RecordId>) -> Result<Dockets, Killed> {
        let docket = |id: &RecordId| self.data.dockets.get(id).cloned().unwrap_or_default();
        Ok(records.iter().map(|id| (*id, docket(id))).collect())
    }

    fn put(&mut self, dockets: Dockets) -> Result<(), Killed> {
        self.data.dockets.extend(dockets);
        Ok(())
    }

    fn next_position(&mut self) -> Result<u64, Killed> {
        Ok(self.end()? + 1)
    }

    fn end(&self) -> Result<u64, Killed> {
        Ok(self.data.log.last_key_value().map_or(0, |(position, _)| *position))
    }

    fn append(&mut self, entry: Entry) -> Result<(), Killed> {
        for patch in &entry.patches {
            for piece in &patch.patches {
                if let Patch::Past(field, cell) = piece {
                    self.data.past.insert((patch.record, *field, cell.rank, cell.writing), cell.clone());
                }
            }
        }
        self.data.log.insert(entry.position, entry);
        Ok(())
    }

    fn entries(&self, after: u64, bytes: usize) -> Result<Vec<Entry>, Killed> {
        let mut weight = 0;
        let fits = |entry: &&Entry| {
            let fits = weight < bytes;
            weight += 20 + entry.patches.iter().map(crate::RecordPatch::weight).sum::<usize>();
            fits
        };
        Ok(self.data.log.range(after + 1..).map(|(_, entry)| entry).take_while(fits).cloned().collect())
    }

    fn entries_at(&self, positions: &BTreeSet<u64>) -> Result<Vec<Entry>, Killed> {
        Ok(positions.iter().filter_map(|position| self.data.log.get(position)).cloned().collect())
    }

    fn transaction(&self, id: TransactionId) -> Result<Option<Logged>, Killed> {
        Ok(self.data.transactions.get(&id).cloned())
    }

    fn put_transaction(&mut self, logged: Logged) -> Result<(), Killed> {
        self.data.transactions.insert(logged.transaction.id, logged);
        Ok(())
    }

    fn hashes(
        &self,
        device: DeviceNumber,
        sequences: &[u64],
    ) -> Result<BTreeMap<u64, TransactionHash>, Killed> {
        let hash = |sequence: &u64| Some((*sequence, *self.data.hashes.get(&(device, *sequence))?));
        Ok(sequences.iter().filter_map(hash).collect())
    }

    fn last_sequence(&self, device: DeviceNumber) -> Result<u64, Killed> {
        let of_device = self.data.hashes.range((device, 0)..=(device, u64::MAX));
        Ok(of_device.last().map_or(0, |((_, sequence), _)| *sequence))
    }

    fn put_hash(&mut self, device: DeviceNumber, sequence: u64, hash: TransactionHash) -> Result<(), Killed> {
        self.data.hashes.entry((device, sequence)).or_insert(hash);
        Ok(())
    }

    fn records(
        &self,
        among: Among<'_>,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, Killed> {
        let later = self
            .known()
            .filter(|(id, record)| after.is_none_or(|after| *id > after) && among.includes(record.case));
        Ok(later.take(most).map(|(id, record)| (id, record.clone())).collect())
    }

    fn records_of_key(&self, (case, kind): DigestKey) -> Result<Vec<(RecordId, Record)>, Killed> {
        let of_key = self.known().filter(|(_, record)| (record.case, record.kind) == (case, kind));
        Ok(of_key.map(|(id, record)| (id, record.clone())).collect())
    }

    fn unit_digests(&self, classes: &ClassTable, among: Among<'_>) -> Result<Vec<(Unit, Digest)>, Killed> {
        let mut sums: BTreeMap<Unit, Digest> = BTreeMap::new();
        for (id, record) in self.known().filter(|(_, record)| among.includes(record.case)) {
            let (case, kind) = (record.case, record.kind);
            for (class, digest) in Digest::by_class(id, record, classes) {
                sums.entry(Unit { case, kind, class }).or_default().add(digest);
            }
        }
        Ok(sums.into_iter().collect())
    }

    fn kind_digests(&self, classes: &ClassTable) -> Result<Vec<(KindNumber, Class, Digest)>, Killed> {
        let units = self.unit_digests(classes, Among::All)?;
        Ok(units.into_iter().map(|(unit, digest)| (unit.kind, unit.class, digest)).collect())
    }

    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, Killed> {
        let of_case = |docket: &Docket| {
            docket.erased == Some(case)
                || docket.record.as_ref().is_some_and(|record| record.case == Some(case))
        };
        Ok(self.data.dockets.iter().filter(|(_, docket)| of_case(docket)).map(|(id, _)| *id).collect())
    }

    fn past(&self, records: &[RecordId]) -> Result<History, Killed> {
        Ok(records.iter().map(|record| (*record, past_of(&self.data.past, *record))).collect())
    }

    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), Killed> {
        self.data.past.retain(|(record, ..), _| !records.contains(record));
        for entry in self.data.log.values_mut() {
            entry.patches.retain(|patch| !records.contains(&patch.record));
        }
        let reviewed = |change: &crate::RecordChange| {
            change.changes.iter().any(|one| {
                one.field == crate::PARENT
                    && one.value.as_reference().is_some_and(|parent| records.contains(&parent))
            })
        };
        for logged in self.data.transactions.values_mut() {
            let mut outcomes = logged.verdict.outcomes.iter_mut();
            for change in &mut logged.transaction.records {
                let gone = records.contains(&change.record)
                    || (change.kind == crate::review::REVIEW && reviewed(change));
                for (one, outcome) in change.changes.iter_mut().zip(outcomes.by_ref()) {
                    if gone {
                        one.value = Value::Null;
                        *outcome = Outcome::Rejected(crate::verdict::Rejection::Erased);
                    }
                }
            }
        }
        self.data.staged.clear();
        Ok(())
    }

    fn quarantined(&self) -> Result<Vec<TransactionId>, Killed> {
        let waits = |logged: &&Logged| {
            logged.verdict.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Quarantined { .. }))
        };
        let mut waiting: Vec<_> = self.data.transactions.values().filter(waits).collect();
        waiting.sort_by_key(|logged| (logged.device, logged.transaction.sequence));
        Ok(waiting.into_iter().map(|logged| logged.transaction.id).collect())
    }

    fn children(&self, parents: &BTreeSet<RecordId>) -> Result<BTreeSet<RecordId>, Killed> {
        let changes = self.data.transactions.values().flat_map(|logged| &logged.transaction.records);
        let under = |change: &&crate::RecordChange| {
            let parent = change.changes.iter().find(|one| one.field == crate::PARENT);
            parent.and_then(|one| one.value.as_reference()).is_some_and(|parent| parents.contains(&parent))
        };
        Ok(changes.filter(under).map(|change| change.record).collect())
    }

    fn stage(&mut self, part: &Part) -> Result<Staged, Killed> {
        let parts = self.data.staged.entry(part.transaction).or_default();
        parts.insert(part.index, part.bytes.clone());
        let held = (0..part.count).take_while(|index| parts.contains_key(index)).count();
        if held < part.count as usize {
            return Ok(Staged::Waiting(held as u32));
        }
        Ok(Staged::Complete(parts.values().flatten().copied().collect()))
    }

    fn verified(&self) -> Result<u64, Killed> {
        Ok(self.verified)
    }

    fn back_up(&mut self) -> Result<(), Killed> {
        self.backups.push((self.data.clone(), self.ledger.position()));
        self.verified = self.end()?;
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Killed> {
        if self.doom.armed.is_none() {
            return Ok(());
        }
        let mut both = (std::mem::take(&mut self.data), std::mem::take(&mut self.ledger));
        let outcome = self.doom.commit(&mut both);
        (self.data, self.ledger) = both;
        outcome
    }
}

/// What a backup of a device holds.
#[derive(Debug, Clone, Default)]
pub struct DeviceData {
    /// Where it stands.
    pub standing: Standing,
    /// In scope.
    pub open: BTreeMap<RecordId, Record>,
    /// Out of scope, with how far the log was heard then.
    pub sealed: BTreeMap<RecordId, (Record, u64)>,
    /// The outbox.
    pub waiting: BTreeMap<u64, Waiting>,
    /// What was acknowledged.
    pub kept: Vec<Kept>,
    /// Every overwritten or lost value.
    pub past: Past,
    /// Records that were taken out: nobody can open them any more.
    pub gone: BTreeSet<RecordId>,
}

/// A device in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryDevice {
    /// What a backup holds.
    pub data: DeviceData,
    doom: Doom<DeviceData>,
}

impl MemoryDevice {
    /// Dies in so many commits.
    pub fn arm(&mut self, commits: u32, before: bool) {
        self.doom.armed = Some((commits, before, Box::new(self.data.clone())));
    }

    /// Lives on.
    pub fn disarm(&mut self) {
        self.doom.armed = None;
    }
}

impl device::Store for MemoryDevice {
    type Error = Killed;

    fn standing(&self) -> Result<Standing, Killed> {
        Ok(self.data.standing.clone())
    }

    fn put_standing(&mut self, standing: Standing) -> Result<(), Killed> {
        self.data.standing = standing;
        Ok(())
    }

    fn record(&self, shelf: Shelf, id: RecordId) -> Result<Option<Record>, Killed> {
        Ok(match shelf {
            Shelf::Open => self.data.open.get(&id).cloned(),
            Shelf::Sealed => self.data.sealed.get(&id).map(|(record, _)| record.clone()),
        })
    }

    fn put_record(
        &mut self,
        shelf: Shelf,
        id: RecordId,
        record: Option<Record>,
        cursor: u64,
    ) -> Result<(), Killed> {
        match (shelf, record) {
            (Shelf::Open, Some(record)) => drop(self.data.open.insert(id, record)),
            (Shelf::Open, None) => drop(self.data.open.remove(&id)),
            (Shelf::Sealed, Some(record)) => drop(self.data.sealed.insert(id, (record, cursor))),
            (Shelf::Sealed, None) => drop(self.data.sealed.remove(&id)),
        }
        Ok(())
    }

    fn records(
        &self,
        shelf: Shelf,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, Killed> {
        let all: Box<dyn Iterator<Item = (RecordId, &Record)>> = match shelf {
            Shelf::Open => Box::new(self.data.open.iter().map(|(id, record)| (*id, record))),
            Shelf::Sealed => Box::new(self.data.sealed.iter().map(|(id, (record, _))| (*id, record))),
        };
        let later = all.filter(|(id, _)| after.is_none_or(|after| *id > after));
        Ok(later.take(most).map(|(id, record)| (id, record.clone())).collect())
    }

    fn sealed(&self) -> Result<Vec<(RecordId, u64)>, Killed> {
        Ok(self.data.sealed.iter().map(|(id, (_, cursor))| (*id, *cursor)).collect())
    }

    fn waiting(&self) -> Result<Vec<Waiting>, Killed> {
        Ok(self.data.waiting.values().cloned().collect())
    }

    fn waiting_with(&self, id: TransactionId) -> Result<Option<Waiting>, Killed> {
        Ok(self.data.waiting.values().find(|waiting| waiting.transaction.id == id).cloned())
    }

    fn has_waiting(&self) -> Result<bool, Killed> {
        Ok(!self.data.waiting.is_empty())
    }

    fn put_waiting(&mut self, waiting: Waiting) -> Result<(), Killed> {
        self.data.waiting.insert(waiting.transaction.sequence, waiting);
        Ok(())
    }

    fn take_waiting(&mut self, sequence: u64) -> Result<(), Killed> {
        self.data.waiting.remove(&sequence);
        Ok(())
    }

    fn kept(&self) -> Result<Vec<Kept>, Killed> {
        Ok(self.data.kept.clone())
    }

    fn kept_with(&self, id: TransactionId) -> Result<Option<Kept>, Killed> {
        Ok(self.data.kept.iter().find(|kept| kept.transaction.id == id).cloned())
    }

    fn put_kept(&mut self, kept: Kept) -> Result<(), Killed> {
        match self.data.kept.iter_mut().find(|known| known.transaction.id == kept.transaction.id) {
            Some(known) => *known = kept,
            None => self.data.kept.push(kept),
        }
        Ok(())
    }

    fn take_kept(&mut self, id: TransactionId) -> Result<(), Killed> {
        self.data.kept.retain(|kept| kept.transaction.id != id);
        Ok(())
    }

    fn past(&self, record: RecordId) -> Result<Vec<(FieldNumber, Cell)>, Killed> {
        Ok(past_of(&self.data.past, record))
    }

    fn remember(&mut self, record: RecordId, field: FieldNumber, cell: Cell) -> Result<(), Killed> {
        self.data.past.insert((record, field, cell.rank, cell.writing), cell);
        Ok(())
    }

    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, Killed> {
        let open = self.data.open.iter();
        let all = open.chain(self.data.sealed.iter().map(|(id, (record, _))| (id, record)));
        Ok(all.filter(|(_, record)| record.case == Some(case)).map(|(id, _)| *id).collect())
    }

    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), Killed> {
        self.data.open.retain(|id, _| !records.contains(id));
        self.data.sealed.retain(|id, _| !records.contains(id));
        self.data.past.retain(|(id, ..), _| !records.contains(id));
        self.data.gone.extend(records);
        Ok(())
    }

    fn wipe(&mut self) -> Result<(), Killed> {
        self.data = DeviceData { standing: self.data.standing.clone(), ..DeviceData::default() };
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Killed> {
        self.doom.commit(&mut self.data)
    }
}

/// The reviews of an office, with the record each is about.
pub fn reviews(office: &OfficeData) -> impl Iterator<Item = (RecordId, RecordId, &Review)> {
    let records = office.dockets.iter().filter_map(|(id, docket)| Some((*id, docket.record.as_ref()?)));
    records.flat_map(|(about, record)| record.reviews.iter().map(move |(id, review)| (about, *id, review)))
}
