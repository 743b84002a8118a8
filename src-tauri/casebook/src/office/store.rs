//! What the engine asks of a device's store, over the casebook's own tables.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashSet};

use rusqlite::{Connection, OptionalExtension};
use sync::device::{Shelf, Standing, Store, Waiting};
use sync::exchange::Kept;
use sync::{
    Cell, DeviceNumber, Digest, FieldNumber, HybridTime, MemberId, Outcome, Rank, Record, RecordId, Scope,
    Transaction, TransactionHash, TransactionId, Writing,
};
use uuid::Uuid;

use super::{blobs, inward, outward, shown};
use crate::error::CasebookError;
use crate::file::{meta, set_meta};
use crate::index;
use crate::row;
use crate::schema::KINDS;
use crate::value::{self, Stored};

/// Name of the row of `meta` that says where the device stands.
const STANDING: &str = "standing";
/// Name of the row of `meta` with the digest of what the scope of the standing sees.
const DIGEST: &str = "digest";

/// A device's store within one database transaction of a casebook.
pub(crate) struct DeviceStore<'a> {
    pub(super) connection: &'a Connection,
    members: RefCell<BTreeMap<u32, MemberId>>,
    standing: OnceCell<Standing>,
    digest: RefCell<Option<Known>>,
    is_digest_loaded: std::cell::Cell<bool>,
    /// The open record that was read last: most are read, changed and kept one after the other.
    last: RefCell<Option<Last>>,
    /// Records whose own waiting values may have gone.
    stale: BTreeSet<RecordId>,
    pub(super) index: index::Stale,
    /// Records whose shown values changed, with their kinds.
    pub(super) changed: BTreeMap<RecordId, &'static str>,
    /// Records that were erased.
    pub(super) erased: BTreeSet<RecordId>,
}

/// What the office holds of an open record, and where that stands.
pub(super) struct Last {
    pub id: RecordId,
    pub record: Option<Record>,
    /// Its own row.
    pub row: Option<row::Row>,
    /// A body beside its row says it.
    pub is_aside: bool,
}

/// A digest, and of what.
struct Known {
    scope: Scope,
    fingerprint: u64,
    digest: Digest,
}

impl<'a> DeviceStore<'a> {
    pub fn over(connection: &'a Connection) -> DeviceStore<'a> {
        DeviceStore {
            connection,
            members: RefCell::default(),
            standing: OnceCell::new(),
            digest: RefCell::default(),
            is_digest_loaded: std::cell::Cell::default(),
            last: RefCell::default(),
            stale: BTreeSet::new(),
            index: index::Stale::default(),
            changed: BTreeMap::new(),
            erased: BTreeSet::new(),
        }
    }

    /// Where the device stands; as it was when this store was made, but for what it wrote itself.
    pub fn stands(&self) -> Result<&Standing, CasebookError> {
        if let Some(standing) = self.standing.get() {
            return Ok(standing);
        }
        let standing = read_standing(self.connection)?;
        Ok(self.standing.get_or_init(|| standing))
    }

    /// This file's number for a member.
    pub(super) fn number_of(&self, member: MemberId) -> Result<u32, CasebookError> {
        let known = self.members.borrow().iter().find(|(_, of)| **of == member).map(|(number, _)| *number);
        if let Some(known) = known {
            return Ok(known);
        }
        let bytes = member.0.as_bytes();
        self.connection
            .prepare_cached("INSERT INTO member (uuid) VALUES (?1) ON CONFLICT DO NOTHING")?
            .execute([bytes])?;
        let number = self
            .connection
            .prepare_cached("SELECT id FROM member WHERE uuid = ?1")?
            .query_row([bytes], |row| row.get(0))?;
        self.members.borrow_mut().insert(number, member);
        Ok(number)
    }

    /// The member of a number of this file.
    pub fn member_of(&self, number: u32) -> Result<MemberId, CasebookError> {
        if let Some(known) = self.members.borrow().get(&number) {
            return Ok(*known);
        }
        let bytes: [u8; 16] = self
            .connection
            .prepare_cached("SELECT uuid FROM member WHERE id = ?1")?
            .query_row([number], |row| row.get(0))?;
        let member = MemberId(Uuid::from_bytes(bytes));
        self.members.borrow_mut().insert(number, member);
        Ok(member)
    }

    /// The operation of a transaction; `None` when this file never did it.
    fn operation_of(&self, id: TransactionId) -> Result<Option<i64>, CasebookError> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM operation WHERE uuid = ?1")?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?)
    }

    /// The transaction that gave a value its own stamp here, while no office had ranked it.
    pub(super) fn own_transaction(&self, time: HybridTime) -> Result<Option<TransactionId>, CasebookError> {
        let bytes: Option<[u8; 16]> = self
            .connection
            .prepare_cached("SELECT uuid FROM operation WHERE time = ?1")?
            .query_row([time.to_bits().cast_signed()], |row| row.get(0))
            .optional()?;
        Ok(bytes.map(|bytes| TransactionId(Uuid::from_bytes(bytes))))
    }

    /// Whether the transaction that was claimed at this time still waits.
    pub(super) fn waits(&self, time: HybridTime) -> Result<bool, CasebookError> {
        Ok(self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM operation JOIN outbox ON outbox.operation = operation.id WHERE time = ?1)",
            )?
            .query_row([time.to_bits().cast_signed()], |row| row.get(0))?)
    }

    /// The body that holds a record of a shelf, when its own row cannot.
    fn body(&self, shelf: Shelf, id: RecordId) -> Result<Option<Record>, CasebookError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT body FROM canonical WHERE shelf = ?1 AND record = ?2")?
            .query_row((number(shelf), id.0.as_bytes()), |row| row.get(0))
            .optional()?;
        body.map(|body| unpack(&body)).transpose()
    }

    /// Keeps a record where its own row cannot say it; `None` lets go of it.
    pub(super) fn put_body(
        &self,
        shelf: Shelf,
        id: RecordId,
        record: Option<&Record>,
        cursor: u64,
    ) -> Result<(), CasebookError> {
        let Some(record) = record else {
            self.connection
                .prepare_cached("DELETE FROM canonical WHERE shelf = ?1 AND record = ?2")?
                .execute((number(shelf), id.0.as_bytes()))?;
            return Ok(());
        };
        let open_reviews = record.reviews.values().filter(|review| review.closed.is_none()).count() as i64;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO canonical (shelf, record, case_record, open_reviews, cursor, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute((
                number(shelf),
                id.0.as_bytes(),
                record.case.map(|case| *case.0.as_bytes()),
                if shelf == Shelf::Open { open_reviews } else { 0 },
                cursor.cast_signed(),
                pack(record)?,
            ))?;
        Ok(())
    }

    /// Before an own value hides what an office holds of a record: keeps that aside.
    pub fn set_aside(&self, row: &row::Row) -> Result<(), CasebookError> {
        if self.body(Shelf::Open, row.record)?.is_some() {
            return Ok(());
        }
        match shown::canonical_of(self, row)? {
            Some(record) => self.put_body(Shelf::Open, row.record, Some(&record), 0),
            None => Ok(()),
        }
    }

    /// What a screen says it had seen, as the engine takes it.
    pub fn seen(
        &self,
        record: RecordId,
        field: FieldNumber,
        stamp: Option<sync::Stamp>,
    ) -> Result<sync::Seen, CasebookError> {
        match stamp {
            None => Ok(sync::Seen::default()),
            Some(stamp) if stamp.device != DeviceNumber(0) => {
                Ok(sync::Seen { canonical: Some(stamp), own: None })
            }
            Some(stamp) => {
                let Some(own) = self.own_transaction(stamp.time)? else { return Ok(sync::Seen::default()) };
                let waiting = self.waiting_with(own)?.map(|waiting| waiting.transaction);
                let beneath = waiting.iter().flat_map(|transaction| &transaction.records);
                let beneath =
                    beneath.filter(|change| change.record == record).flat_map(|change| &change.changes);
                let canonical = beneath.filter(|one| one.field == field).find_map(|one| one.seen);
                Ok(sync::Seen { canonical, own: Some(own) })
            }
        }
    }

    fn read_waiting(&self, row: &rusqlite::Row<'_>) -> Result<Waiting, CasebookError> {
        let body: Vec<u8> = row.get(0)?;
        let hash: Option<[u8; 16]> = row.get(1)?;
        let transaction = Transaction::from_bytes(&body).map_err(|_| DAMAGED)?;
        let hash = match hash {
            Some(hash) => TransactionHash(hash),
            None => transaction.hash().map_err(|_| DAMAGED)?,
        };
        Ok(Waiting { hash, transaction })
    }

    fn read_open(&self, id: RecordId) -> Result<Last, CasebookError> {
        let (body, row) = (self.body(Shelf::Open, id)?, shown::find_row(self.connection, id)?);
        let is_aside = body.is_some();
        let record = match (body, &row) {
            (None, Some(row)) => shown::canonical_of(self, row)?,
            (body, _) => body,
        };
        Ok(Last { id, record, row, is_aside })
    }

    fn adjust_digest(&self, before: &Last, after: Option<&Record>) -> Result<(), CasebookError> {
        self.load_digest()?;
        if let Some(known) = self.digest.borrow_mut().as_mut() {
            let of = |record| Digest::of_record(before.id, record, &known.scope);
            let (before, after) = (before.record.as_ref().map(of), after.map(of));
            known.digest.take(before.unwrap_or_default());
            known.digest.add(after.unwrap_or_default());
        }
        Ok(())
    }

    /// Reads all that stands open, as it stands in the file: so a casebook that was filled is compared with the office by
    /// what it holds, not by what it was told.
    fn count_digest(&self, scope: &Scope) -> Result<Digest, CasebookError> {
        let (mut digest, mut aside) = (Digest::default(), HashSet::new());
        let mut bodies =
            self.connection.prepare_cached("SELECT record, body FROM canonical WHERE shelf = 0")?;
        let mut rows = bodies.query([])?;
        while let Some(row) = rows.next()? {
            let id = RecordId(Uuid::from_bytes(row.get(0)?));
            let record: Record = unpack(row.get_ref(1)?.as_blob().map_err(|_| DAMAGED)?)?;
            digest.add(Digest::of_record(id, &record, scope));
            aside.insert(id);
        }
        for kind in KINDS {
            let mut all = self.connection.prepare_cached(row::select(kind)?)?;
            let mut rows = all.query([])?;
            while let Some(row) = rows.next()? {
                let row = row::read_row(kind, row)?;
                if !aside.contains(&row.record)
                    && let Some(record) = shown::canonical_of(self, &row)?
                {
                    digest.add(Digest::of_record(row.record, &record, scope));
                }
            }
        }
        Ok(digest)
    }

    fn load_digest(&self) -> Result<(), CasebookError> {
        if self.is_digest_loaded.replace(true) {
            return Ok(());
        }
        let kept: Option<Vec<u8>> = meta(self.connection, DIGEST).optional()?;
        let Some((fingerprint, digest)) = kept.and_then(|kept| postcard::from_bytes(&kept).ok()) else {
            return Ok(());
        };
        let scope = &self.stands()?.scope;
        if scope.fingerprint() == fingerprint {
            *self.digest.borrow_mut() = Some(Known { scope: scope.clone(), fingerprint, digest });
        }
        Ok(())
    }
}

/// Whether what stands here still has the digest that was compared with the office's; for `verify`.
pub(crate) fn agrees_with_digest(connection: &Connection) -> Result<bool, CasebookError> {
    let store = DeviceStore::over(connection);
    store.load_digest()?;
    let kept = store.digest.borrow_mut().take();
    match kept {
        Some(known) => Ok(store.count_digest(&known.scope)? == known.digest),
        None => Ok(true),
    }
}

const DAMAGED: CasebookError = CasebookError::Unexplained("what waits for the office does not read");

fn number(shelf: Shelf) -> u8 {
    match shelf {
        Shelf::Open => 0,
        Shelf::Sealed => 1,
    }
}

fn pack(record: &impl serde::Serialize) -> Result<Vec<u8>, CasebookError> {
    postcard::to_stdvec(record)
        .map_err(|_| CasebookError::Unexplained("what the office holds does not encode"))
}

fn unpack<T: serde::de::DeserializeOwned>(body: &[u8]) -> Result<T, CasebookError> {
    postcard::from_bytes(body).map_err(|_| CasebookError::Unexplained("what the office holds does not read"))
}

/// Where the device stands. The sequence and the clock are the casebook's own.
pub(crate) fn read_standing(connection: &Connection) -> Result<Standing, CasebookError> {
    let kept: Option<Vec<u8>> = meta(connection, STANDING).optional()?;
    let standing = kept.map(|kept| unpack::<Standing>(&kept)).transpose()?.unwrap_or_default();
    let sequence: i64 = meta(connection, "sequence")?;
    let last: Option<i64> = connection.query_row("SELECT max(time) FROM operation", [], |row| row.get(0))?;
    let last_time = HybridTime::from_bits(last.unwrap_or(0).cast_unsigned());
    Ok(Standing { sequence: sequence.cast_unsigned(), last_time, ..standing })
}

impl Store for DeviceStore<'_> {
    type Error = CasebookError;

    fn standing(&self) -> Result<Standing, CasebookError> {
        self.stands().cloned()
    }

    fn put_standing(&mut self, standing: Standing) -> Result<(), CasebookError> {
        set_meta(self.connection, STANDING, pack(&standing)?)?;
        set_meta(self.connection, "sequence", standing.sequence.cast_signed())?;
        self.standing = OnceCell::from(standing);
        Ok(())
    }

    fn record(&self, shelf: Shelf, id: RecordId) -> Result<Option<Record>, CasebookError> {
        if shelf == Shelf::Sealed {
            return self.body(shelf, id);
        }
        let last = self.read_open(id)?;
        let record = last.record.clone();
        *self.last.borrow_mut() = Some(last);
        Ok(record)
    }

    fn put_record(
        &mut self,
        shelf: Shelf,
        id: RecordId,
        record: Option<Record>,
        cursor: u64,
    ) -> Result<(), CasebookError> {
        if shelf == Shelf::Sealed {
            return self.put_body(shelf, id, record.as_ref(), cursor);
        }
        let before = match self.last.take().filter(|last| last.id == id) {
            Some(last) => last,
            None => self.read_open(id)?,
        };
        self.adjust_digest(&before, record.as_ref())?;
        // What is shown now heeds all that was taken from the outbox before.
        self.stale.remove(&id);
        shown::show(self, before, record.as_ref(), cursor)
    }

    fn records(
        &self,
        shelf: Shelf,
        after: Option<RecordId>,
        most: usize,
    ) -> Result<Vec<(RecordId, Record)>, CasebookError> {
        let sql = match shelf {
            Shelf::Open => {
                "SELECT uuid FROM record WHERE uuid > ?1
                 UNION SELECT record FROM canonical WHERE shelf = 0 AND record > ?1 ORDER BY 1"
            }
            Shelf::Sealed => "SELECT record FROM canonical WHERE shelf = 1 AND record > ?1 ORDER BY 1",
        };
        let after: &[u8] = after.as_ref().map_or(&[], |after| after.0.as_bytes());
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([after])?;
        let mut records = Vec::new();
        while let Some(row) = rows.next()? {
            if records.len() >= most {
                break;
            }
            let id = RecordId(Uuid::from_bytes(row.get(0)?));
            records.extend(self.record(shelf, id)?.map(|record| (id, record)));
        }
        Ok(records)
    }

    fn sealed(&self) -> Result<Vec<(RecordId, u64)>, CasebookError> {
        let mut statement =
            self.connection.prepare_cached("SELECT record, cursor FROM canonical WHERE shelf = 1")?;
        let sealed = statement.query_map([], |row| {
            Ok((RecordId(Uuid::from_bytes(row.get(0)?)), row.get::<_, i64>(1)?.cast_unsigned()))
        })?;
        Ok(sealed.collect::<rusqlite::Result<_>>()?)
    }

    fn waiting(&self) -> Result<Vec<Waiting>, CasebookError> {
        let mut statement =
            self.connection.prepare_cached("SELECT body, hash FROM outbox ORDER BY sequence")?;
        let mut rows = statement.query([])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            waiting.push(self.read_waiting(row)?);
        }
        Ok(waiting)
    }

    fn waiting_after(&self, sequence: u64, most: usize) -> Result<Vec<Waiting>, CasebookError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body, hash FROM outbox WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut rows = statement.query((sequence.cast_signed(), most))?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            waiting.push(self.read_waiting(row)?);
        }
        Ok(waiting)
    }

    fn waiting_with(&self, id: TransactionId) -> Result<Option<Waiting>, CasebookError> {
        let Some(operation) = self.operation_of(id)? else { return Ok(None) };
        let mut statement =
            self.connection.prepare_cached("SELECT body, hash FROM outbox WHERE operation = ?1")?;
        let mut rows = statement.query([operation])?;
        rows.next()?.map(|row| self.read_waiting(row)).transpose()
    }

    fn has_waiting(&self) -> Result<bool, CasebookError> {
        let exists = "SELECT EXISTS (SELECT 1 FROM outbox)";
        let waits: bool = self.connection.prepare_cached(exists)?.query_row([], |row| row.get(0))?;
        Ok(waits || blobs::wait(self.connection)?)
    }

    fn put_waiting(&mut self, waiting: Waiting) -> Result<(), CasebookError> {
        let Waiting { hash, transaction } = waiting;
        let operation = self.operation_of(transaction.id)?.ok_or(DAMAGED)?;
        let erased = transaction.hash().map_err(|_| DAMAGED)? != hash;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO outbox (sequence, operation, body, hash) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((
                transaction.sequence.cast_signed(),
                operation,
                transaction.to_bytes().map_err(|_| DAMAGED)?,
                erased.then_some(hash.0),
            ))?;
        Ok(())
    }

    fn take_waiting(&mut self, sequence: u64) -> Result<(), CasebookError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached("DELETE FROM outbox WHERE sequence = ?1 RETURNING body")?
            .query_row([sequence.cast_signed()], |row| row.get(0))
            .optional()?;
        if let Some(body) = body {
            let transaction = Transaction::from_bytes(&body).map_err(|_| DAMAGED)?;
            self.stale.extend(transaction.records.iter().map(|change| change.record));
        }
        Ok(())
    }

    fn kept(&self) -> Result<Vec<Kept>, CasebookError> {
        let mut statement = self.connection.prepare_cached("SELECT body FROM kept ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push(unpack(row.get_ref(0)?.as_blob().map_err(|_| DAMAGED)?)?);
        }
        Ok(kept)
    }

    fn kept_with(&self, id: TransactionId) -> Result<Option<Kept>, CasebookError> {
        let body: Option<Vec<u8>> = self
            .connection
            .prepare_cached(
                "SELECT body FROM kept JOIN operation ON operation.id = kept.operation WHERE operation.uuid = ?1",
            )?
            .query_row([id.0.as_bytes()], |row| row.get(0))
            .optional()?;
        body.map(|body| unpack(&body)).transpose()
    }

    fn digest(&self, scope: &Scope) -> Result<Digest, CasebookError> {
        self.load_digest()?;
        let fingerprint = scope.fingerprint();
        let known = self.digest.borrow().as_ref().map(|known| (known.fingerprint, known.digest));
        if let Some((_, digest)) = known.filter(|(of, _)| *of == fingerprint) {
            return Ok(digest);
        }
        let digest = self.count_digest(scope)?;
        *self.digest.borrow_mut() = Some(Known { scope: scope.clone(), fingerprint, digest });
        Ok(digest)
    }

    fn rescope(&mut self, before: &Scope, scope: &Scope) -> Result<(), CasebookError> {
        self.load_digest()?;
        // All that stands open was seen before; when it still is, its digest is the same.
        let known = self.digest.take().filter(|_| scope.keeps(before));
        let known =
            known.map(|known| Known { scope: scope.clone(), fingerprint: scope.fingerprint(), ..known });
        *self.digest.borrow_mut() = known;
        Ok(())
    }

    fn put_kept(&mut self, kept: Kept) -> Result<(), CasebookError> {
        let operation = self.operation_of(kept.transaction.id)?.ok_or(DAMAGED)?;
        let count =
            |is: fn(&Outcome) -> bool| kept.verdict.outcomes.iter().filter(|one| is(one)).count() as i64;
        let rejected = count(|outcome| matches!(outcome, Outcome::Rejected(_)));
        let quarantined = count(|outcome| matches!(outcome, Outcome::Quarantined { .. }));
        self.connection
            .prepare_cached(
                "INSERT INTO kept (operation, rejected, quarantined, body) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (operation) DO UPDATE SET rejected = excluded.rejected,
                   quarantined = excluded.quarantined, body = excluded.body",
            )?
            .execute((operation, rejected, quarantined, pack(&kept)?))?;
        Ok(())
    }

    fn take_kept(&mut self, id: TransactionId) -> Result<(), CasebookError> {
        self.connection
            .prepare_cached("DELETE FROM kept WHERE operation = (SELECT id FROM operation WHERE uuid = ?1)")?
            .execute([id.0.as_bytes()])?;
        Ok(())
    }

    fn remember(&mut self, record: RecordId, field: FieldNumber, cell: Cell) -> Result<(), CasebookError> {
        let Cell { value, rank, member, writing } = cell;
        let local = shown::place_or_stub(self.connection, record, None)?;
        let kind = row::kind_of(self.connection, local)?;
        let value = inward(self.connection, kind, field, &value)?;
        let member = self.number_of(member)?;
        let known: bool = self
            .connection
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM history WHERE record = ?1 AND field = ?2 AND time = ?3 AND device = ?4
                   AND written = ?5 AND writing = ?6)",
            )?
            .query_row((local, field.0, bits(rank.time), rank.device.0, bits(rank.written), writing.0), |row| {
                row.get(0)
            })?;
        if known {
            return Ok(());
        }
        // What this device wrote may stand in the history already, under the time it claimed.
        let own = self
            .connection
            .prepare_cached(
                "UPDATE history SET time = ?3, device = ?4, written = ?5, member = ?6, writing = ?7
                 WHERE id = (SELECT id FROM history WHERE record = ?1 AND field = ?2 AND time = ?5 AND device = 0
                   AND value IS ?8 LIMIT 1)",
            )?
            .execute((
                local,
                field.0,
                bits(rank.time),
                rank.device.0,
                bits(rank.written),
                member,
                writing.0,
                Stored(&value),
            ))?;
        if own == 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO history (record, field, value, time, device, written, member, writing)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute((
                    local,
                    field.0,
                    Stored(&value),
                    bits(rank.time),
                    rank.device.0,
                    bits(rank.written),
                    member,
                    writing.0,
                ))?;
        }
        Ok(())
    }

    fn past(&self, record: RecordId) -> Result<Vec<(FieldNumber, Cell)>, CasebookError> {
        let Some(local) = row::find_local(self.connection, record)? else { return Ok(Vec::new()) };
        let kind = row::kind_of(self.connection, local)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT field, value, time, device, written, member, writing FROM history
             WHERE record = ?1 AND member IS NOT NULL",
        )?;
        let mut rows = statement.query([local])?;
        let mut past = Vec::new();
        while let Some(row) = rows.next()? {
            let field = FieldNumber(row.get(0)?);
            let time = |column| Ok::<_, rusqlite::Error>(from_bits(row.get(column)?));
            let rank = Rank { time: time(2)?, written: time(4)?, device: DeviceNumber(row.get(3)?) };
            let value = outward(self.connection, kind, field, value::from_row(row.get_ref(1)?))?;
            let (member, writing) = (self.member_of(row.get(5)?)?, Writing(row.get(6)?));
            past.push((field, Cell { value, rank, member, writing }));
        }
        Ok(past)
    }

    fn records_of_case(&self, case: RecordId) -> Result<BTreeSet<RecordId>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT r.uuid FROM record r WHERE r.case_id = (SELECT id FROM record WHERE uuid = ?1)
             UNION SELECT record FROM canonical WHERE case_record = ?1",
        )?;
        let records =
            statement.query_map([case.0.as_bytes()], |row| Ok(RecordId(Uuid::from_bytes(row.get(0)?))))?;
        Ok(records.collect::<rusqlite::Result<_>>()?)
    }

    fn forget(&mut self, records: &BTreeSet<RecordId>) -> Result<(), CasebookError> {
        self.last.take();
        for id in records {
            self.adjust_digest(&self.read_open(*id)?, None)?;
            self.put_body(Shelf::Open, *id, None, 0)?;
            self.put_body(Shelf::Sealed, *id, None, 0)?;
            shown::take_out(self, *id)?;
        }
        self.erased.extend(records);
        Ok(())
    }

    fn wipe(&mut self) -> Result<(), CasebookError> {
        let all = self.records(Shelf::Open, None, usize::MAX)?;
        let mut ids: BTreeSet<RecordId> = all.into_iter().map(|(id, _)| id).collect();
        ids.extend(self.sealed()?.into_iter().map(|(id, _)| id));
        let mut statement = self.connection.prepare("SELECT uuid FROM record")?;
        let rows = statement.query_map([], |row| Ok(RecordId(Uuid::from_bytes(row.get(0)?))))?;
        ids.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
        self.forget(&ids)?;
        self.connection
            .execute_batch("DELETE FROM outbox; DELETE FROM kept; DELETE FROM meta WHERE name = 'digest'")?;
        *self.digest.borrow_mut() = None;
        Ok(())
    }

    /// Shows what the transaction changed; the database transaction itself ends with its owner.
    fn commit(&mut self) -> Result<(), CasebookError> {
        for id in std::mem::take(&mut self.stale) {
            let before = self.read_open(id)?;
            let record = before.record.clone();
            shown::show(self, before, record.as_ref(), self.stands()?.cursor)?;
        }
        if let Some(known) = self.digest.borrow().as_ref() {
            set_meta(self.connection, DIGEST, pack(&(known.fingerprint, known.digest))?)?;
        }
        Ok(())
    }
}

fn bits(time: HybridTime) -> i64 {
    time.to_bits().cast_signed()
}

fn from_bits(bits: i64) -> HybridTime {
    HybridTime::from_bits(bits.cast_unsigned())
}
