//! The office's store: what the engine asks ([`sync::office::Store`]) over any [`Database`].
//!
//! A record is one row: its docket as bytes, and beside it what is looked for. Digests are running sums, kept with
//! every record that changes, so that an answer does not read all records.

mod bench;
mod digests;
mod engine;
mod log;
mod record;

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use sync::office::Store as _;
use sync::schema::{ClassTable, SchemaView};
use sync::{DeviceNumber, Ledger, LedgerEntry, RecordId};

use crate::OfficeError;
use crate::database::{Database, DatabaseKey, Datum, Part};
use bench::Bench;

/// Raised with every change of the tables or of what stands in them.
pub const VERSION: u64 = 1;

const COUNT: &str = "SELECT count FROM counts WHERE name = ?1";

/// Where a transaction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Idle,
    Reading,
    Writing,
}

/// Where backups go, and what encrypts them.
#[derive(Clone)]
pub struct BackupPlace {
    /// The folder.
    pub folder: PathBuf,
    /// The key.
    pub key: DatabaseKey,
}

/// The office's store, over one connection.
pub struct OfficeStore {
    database: Box<dyn Database + Send>,
    ledger: Ledger,
    /// Lines of the ledger that are durable.
    durable: u64,
    /// Lines of the ledger that the store notes as belonging to its state.
    noted: u64,
    phase: Phase,
    classes: ClassTable,
    /// What the transaction that writes holds.
    bench: Bench,
    backups: BackupPlace,
    wall: u64,
    /// A device that was met and when, to be noted with the next that is written.
    met: Option<(DeviceNumber, u64)>,
}

impl OfficeStore {
    /// Opens a store over a connection; makes its tables where there are none.
    pub fn open(
        database: Box<dyn Database + Send>,
        schema: &impl SchemaView,
        backups: BackupPlace,
    ) -> Result<OfficeStore, OfficeError> {
        let mut store = OfficeStore {
            database,
            ledger: Ledger::default(),
            durable: 0,
            noted: 0,
            phase: Phase::Idle,
            classes: ClassTable::of(schema),
            bench: Bench::default(),
            backups,
            wall: 0,
            met: None,
        };
        store.make_tables()?;
        // Both of one moment: others may be appending.
        let (found, needed) = store.reading(|store| Ok((store.ledger.position(), store.count("ledger")?)))?;
        if found < needed {
            return Err(sync::ledger::RestoreError::OldLedger { found, needed }.into());
        }
        Ok(store)
    }

    fn make_tables(&mut self) -> Result<(), OfficeError> {
        // Two processes that start at once wait for each other.
        self.database.begin_alone()?;
        self.phase = Phase::Writing;
        let made = self
            .database
            .script(Part::Ledger, include_str!("../database/ledger.sql"))
            .and_then(|()| self.database.script(Part::Store, include_str!("../database/store.sql")))
            .and_then(|()| self.check_version());
        self.finish(made)?;
        self.count_again_when_classes_moved()
    }

    fn check_version(&self) -> Result<(), OfficeError> {
        match self.count("version")? {
            VERSION => Ok(()),
            found if found > VERSION => Err(OfficeError::LaterStore { found, known: VERSION }),
            _ => self.raise_count("version", VERSION),
        }
    }

    /// Does something in one transaction that writes, and makes it durable.
    pub fn writing<T>(
        &mut self,
        act: impl FnOnce(&mut OfficeStore) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let outcome = self.lock(&Default::default()).and_then(|_| act(self));
        self.finish(outcome)
    }

    /// The same, while nobody else writes anything.
    pub fn alone<T>(
        &mut self,
        act: impl FnOnce(&mut OfficeStore) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        self.settle()?;
        self.database.begin_alone()?;
        self.phase = Phase::Writing;
        let outcome = self.read_ledger().and_then(|()| act(self));
        self.finish(outcome)
    }

    /// Reads one state of the store.
    pub fn reading<T>(
        &mut self,
        act: impl FnOnce(&mut OfficeStore) -> Result<T, OfficeError>,
    ) -> Result<T, OfficeError> {
        let outcome = self.begin().and_then(|()| act(self));
        self.finish(outcome)
    }

    /// Ends whatever transaction is open: durable after a success, taken back after a failure.
    pub fn finish<T>(&mut self, outcome: Result<T, OfficeError>) -> Result<T, OfficeError> {
        let outcome = outcome.and_then(|value| self.settle().map(|()| value));
        if outcome.is_err() {
            self.roll_back();
        }
        outcome
    }

    /// Makes durable what was written.
    fn settle(&mut self) -> Result<(), OfficeError> {
        if self.phase == Phase::Writing {
            self.write_sums()?;
            if self.ledger.position() > self.noted {
                self.raise_count("ledger", self.ledger.position())?;
            }
            if self.wall > 0 {
                crate::clock::keep(self, self.wall)?;
            }
            if let Some((device, at)) = self.met.take() {
                self.note_contact(device, at)?;
            }
            self.database.commit()?;
            self.durable = self.ledger.position();
        } else if self.phase == Phase::Reading {
            self.database.commit()?;
        }
        self.phase = Phase::Idle;
        self.bench = Bench::default();
        Ok(())
    }

    fn roll_back(&mut self) {
        if self.phase != Phase::Idle
            && let Err(error) = self.database.roll_back()
        {
            tracing::error!(code = error.code(), "a transaction could not be taken back");
        }
        self.phase = Phase::Idle;
        self.bench = Bench::default();
        let kept = usize::try_from(self.durable).unwrap_or(usize::MAX);
        self.ledger = Ledger::from_entries(self.ledger.since(0).iter().take(kept).cloned());
    }

    /// Brings the ledger up to date. Who writes sees all lines, those that a crash left over among them; a reader sees
    /// those that belong to the state it reads.
    fn read_ledger(&mut self) -> Result<(), OfficeError> {
        let lines = "SELECT position, entry FROM ledger WHERE position > ?1 ORDER BY position";
        let questions = vec![
            (Part::Store, COUNT, vec!["ledger".into()]),
            (Part::Ledger, lines, vec![self.ledger.position().into()]),
        ];
        let (mut noted, mut new) = (0, Vec::new());
        self.database.each_of(questions, &mut |question, row| {
            match question {
                0 => noted = row.count(0)?,
                _ => new.push((row.count(0)?, decode("the ledger", row.bytes(1)?)?)),
            }
            Ok(())
        })?;
        let writes = self.phase == Phase::Writing;
        let seen = new.into_iter().filter(|(position, _)| writes || *position <= noted);
        seen.for_each(|(_, line): (_, LedgerEntry)| self.ledger.append(line));
        (self.noted, self.durable) = (noted, self.ledger.position());
        Ok(())
    }

    /// Buries what the ledger says was erased, where a crash came between the two.
    pub fn recover(&mut self) -> Result<(), OfficeError> {
        let erased: Vec<RecordId> = self.ledger.all_erased().collect();
        for case in erased {
            let grave = self.reading(|store| store.docket(case))?;
            if grave.is_none_or(|docket| docket.erased.is_none()) {
                self.alone(|store| sync::office::erase(store, case))?;
            }
        }
        Ok(())
    }

    /// The office's wall clock at what follows, in milliseconds since 1970 (UTC); kept with everything that is written.
    /// 0 while the clock is not believed.
    pub fn set_wall(&mut self, wall: u64) {
        self.wall = wall;
    }

    /// A device was met at a time of the wall clock, in milliseconds since 1970 (UTC): noted with the next that is
    /// written.
    pub fn set_met(&mut self, met: Option<(DeviceNumber, u64)>) {
        self.met = met;
    }

    /// Notes it also where nothing else was written.
    pub fn note_met(&mut self) -> Result<(), OfficeError> {
        self.settle()?;
        if self.met.is_some() { self.writing(|_| Ok(())) } else { Ok(()) }
    }

    /// The folder of backups, and their key.
    pub fn backups(&self) -> &BackupPlace {
        &self.backups
    }

    /// The tables' own checks; `None` when nothing is wrong.
    pub fn check_pages(&self) -> Result<Option<String>, OfficeError> {
        self.database.check()
    }

    /// Copies what a backup holds into a new file.
    pub fn copy_to(&self, file: &Path) -> Result<(), OfficeError> {
        self.database.copy_to(file, &self.backups.key)
    }

    /// A number that only grows; 0 before it was noted.
    pub(crate) fn count(&self, name: &str) -> Result<u64, OfficeError> {
        let row = self.database.row(Part::Store, COUNT, &[name.into()])?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    pub(crate) fn raise_count(&self, name: &str, count: u64) -> Result<(), OfficeError> {
        let sql = "INSERT INTO counts (name, count) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET count = CASE
                     WHEN excluded.count > counts.count THEN excluded.count ELSE counts.count END";
        self.execute(Part::Store, sql, [name.into(), count.into()])
    }

    /// What a backup says of itself.
    pub fn meta<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, OfficeError> {
        let row = self.database.row(Part::Store, "SELECT value FROM meta WHERE name = ?1", &[name.into()])?;
        row.map(|row| decode("meta", row.bytes(0)?)).transpose()
    }

    /// Notes what a backup has to say of itself.
    pub fn put_meta(&self, name: &str, value: &impl Serialize) -> Result<(), OfficeError> {
        let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(Part::Store, sql, [name.into(), encode(value)?.into()])
    }

    /// A setting of the office; outside the backups.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, OfficeError> {
        let sql = "SELECT value FROM settings WHERE name = ?1";
        let row = self.database.row(Part::Ledger, sql, &[name.into()])?;
        row.map(|row| decode("settings", row.bytes(0)?)).transpose()
    }

    /// Keeps a setting of the office.
    pub fn put_setting(&self, name: &str, value: &impl Serialize) -> Result<(), OfficeError> {
        let sql = "INSERT INTO settings (name, value) VALUES (?1, ?2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.execute(Part::Ledger, sql, [name.into(), encode(value)?.into()])
    }

    pub(crate) fn execute(
        &self,
        part: Part,
        sql: &'static str,
        data: impl Into<Vec<Datum>>,
    ) -> Result<(), OfficeError> {
        self.database.execute(part, sql, data.into())
    }

    pub(crate) fn database(&self) -> &(dyn Database + Send) {
        self.database.as_ref()
    }
}

/// As it is kept.
pub(crate) fn encode(value: &impl Serialize) -> Result<Vec<u8>, OfficeError> {
    Ok(postcard::to_stdvec(value)?)
}

/// As it was kept.
pub(crate) fn decode<T: DeserializeOwned>(what: &'static str, bytes: &[u8]) -> Result<T, OfficeError> {
    postcard::from_bytes(bytes).map_err(|_| OfficeError::Damaged(what))
}
