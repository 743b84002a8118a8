//! One contract for both stores: beside the office in memory stands a real one that hears the same requests and duties,
//! with every fault of the simulation, and must give the same answers and end with the same records.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::path::{Path, PathBuf};

use common::postgres::Cluster;
use office::backup;
use office::folder::Folder;
use office::store::OfficeStore;
use sync::exchange::{Answer, Limits, Request};
use sync::office::{OfficeTime, Store as _};
use sync::simulation::schema::StubSchema;
use sync::simulation::twin::Twin;
use sync::simulation::world::World;
use sync::{LedgerEntry, RecordId, TransactionId};

/// Seeds on each store.
const SEEDS: u64 = 100;

/// A real office.
struct RealOffice {
    folder: Folder,
    store: OfficeStore,
    schema: StubSchema,
    backups: Vec<PathBuf>,
    made: u64,
}

impl RealOffice {
    fn new(path: &Path, database: Option<&str>) -> RealOffice {
        let folder = Folder::open_or_make(path, database).unwrap();
        let schema = StubSchema { version: 1 };
        let store = folder.store(&schema).unwrap();
        RealOffice { folder, store, schema, backups: Vec::new(), made: 0 }
    }

    /// A later version of the program opens the same store.
    fn upgrade(&mut self, schema: StubSchema) {
        if schema != self.schema {
            self.schema = schema;
            self.store = self.folder.store(&schema).unwrap();
        }
    }

    fn latest_backup(&self) -> Option<PathBuf> {
        backup::list(&self.folder.backups()).unwrap().into_iter().next()
    }
}

impl Twin for RealOffice {
    fn tell_ledger(&mut self, entry: LedgerEntry) {
        self.store.writing(|store| store.append_ledger(entry)).unwrap();
    }

    fn receive(&mut self, schema: StubSchema, time: OfficeTime, request: &Request, limits: Limits) -> Answer {
        self.upgrade(schema);
        self.made += 1;
        self.store.set_wall(self.made);
        let answer = sync::office::receive(&mut self.store, &schema, time, request, limits);
        self.store.finish(answer).unwrap()
    }

    fn erase(&mut self, case: RecordId) {
        self.store.alone(|store| sync::office::erase(store, case)).unwrap();
    }

    fn decide(&mut self, schema: StubSchema, time: OfficeTime, id: TransactionId, release: bool) {
        self.upgrade(schema);
        let done = if release {
            sync::office::release(&mut self.store, &schema, time, id)
        } else {
            sync::office::refuse(&mut self.store, id)
        };
        self.store.finish(done).unwrap();
    }

    fn back_up(&mut self) {
        self.made += 1;
        backup::make(&mut self.store, None, self.made).unwrap();
    }

    fn count_backups(&mut self, count: usize) {
        while self.backups.len() < count {
            // An office whose log is empty makes none for a revoked device.
            let latest = self.latest_backup().unwrap_or_else(|| {
                self.back_up();
                self.latest_backup().unwrap()
            });
            self.backups.push(latest);
        }
    }

    fn restore(&mut self, schema: StubSchema, place: usize) {
        self.upgrade(schema);
        self.made += 1;
        let file = self.backups[place].clone();
        backup::restore(&mut self.store, &schema, &file, self.made).unwrap();
        self.backups = vec![self.latest_backup().unwrap()];
    }

    fn check(&mut self, world: &World) -> Result<(), String> {
        let store = &mut self.store;
        let differing = store.reading(|store| store.check_digests()).unwrap();
        if !differing.is_empty() {
            return Err(format!("sums: {} units differ from their records", differing.len()));
        }
        let mut records = Vec::new();
        store
            .each_record(&mut |_, id, record| {
                records.push((id, record.clone()));
                Ok(())
            })
            .unwrap();
        let dockets = world.office.data.dockets.iter();
        let expected: Vec<_> =
            dockets.filter_map(|(id, docket)| Some((*id, docket.record.clone()?))).collect();
        if records != expected {
            return Err("twins: the records differ at the end".into());
        }
        for id in world.office.data.dockets.keys() {
            if store.docket(*id).unwrap().as_ref() != world.office.data.dockets.get(id) {
                return Err(format!("twins: the docket of {id} differs at the end"));
            }
        }
        if store.quarantined().unwrap() != world.office.quarantined().unwrap() {
            return Err("twins: the quarantine differs at the end".into());
        }
        Ok(())
    }
}

/// Runs every second seed, from `first`. `SEEDS` and `FROM` in the environment say which.
fn hold_to_the_contract(first: u64, mut open: impl FnMut(&Path) -> RealOffice) {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let (first, seeds) = (number("FROM").unwrap_or(first), number("SEEDS").unwrap_or(SEEDS));
    for seed in (0..seeds).map(|count| first + 2 * count) {
        let folder = tempfile::tempdir().unwrap();
        let twin = Box::new(open(&folder.path().join("office")));
        let outcome = sync::simulation::run_with_twin(seed, twin);
        outcome.unwrap_or_else(|what| panic!("seed {seed}: {what}"));
    }
}

#[test]
fn the_embedded_store_does_what_the_one_in_memory_does() {
    hold_to_the_contract(0, |path| RealOffice::new(path, None));
}

#[test]
fn postgresql_does_what_the_store_in_memory_does() {
    let cluster = Cluster::start();
    hold_to_the_contract(1, |path| RealOffice::new(path, Some(&cluster.empty())));
}
