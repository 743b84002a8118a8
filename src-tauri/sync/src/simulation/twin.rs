//! A second office beside the one in memory: it is told the same, and must answer the same. So a real store is held to
//! what the simulation's does, step by step.

use super::schema::StubSchema;
use super::world::World;
use crate::exchange::{Answer, Limits, Request};
use crate::office::OfficeTime;
use crate::{LedgerEntry, RecordId, TransactionId};

/// What a second office has to do. It is never killed in the middle: a real store does not stop between two of the
/// engine's steps, it takes back the whole exchange.
pub trait Twin {
    fn tell_ledger(&mut self, entry: LedgerEntry);
    fn receive(&mut self, schema: StubSchema, time: OfficeTime, request: &Request, limits: Limits) -> Answer;
    fn erase(&mut self, case: RecordId);
    fn decide(&mut self, schema: StubSchema, time: OfficeTime, id: TransactionId, release: bool);
    fn back_up(&mut self);
    /// So many backups there are now: what is missing is like the latest.
    fn count_backups(&mut self, count: usize);
    fn restore(&mut self, schema: StubSchema, backup: usize);
    /// Everything is the same at the end.
    fn check(&mut self, world: &World) -> Result<(), String>;
}

impl World {
    /// Gives the world a second office, which hears of what the first one knows.
    pub fn with_twin(mut self, mut twin: Box<dyn Twin>) -> World {
        self.office.ledger.since(0).iter().cloned().for_each(|entry| twin.tell_ledger(entry));
        self.twin = Some(twin);
        self
    }

    pub(super) fn tell_ledger(&mut self, entry: LedgerEntry) {
        if let Some(twin) = &mut self.twin {
            twin.tell_ledger(entry.clone());
        }
        self.office.tell_ledger(entry);
    }

    pub(super) fn tell_twin(&mut self, tell: impl FnOnce(&mut dyn Twin, StubSchema)) {
        let (schema, backups) = (self.office_schema(), self.office.backups.len());
        if let Some(twin) = &mut self.twin {
            tell(twin.as_mut(), schema);
            twin.count_backups(backups);
        }
    }
}
