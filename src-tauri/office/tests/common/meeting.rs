//! An office on its real store and devices in memory, in one process: for what needs no network.

use std::collections::BTreeMap;

use office::folder::Folder;
use office::store::OfficeStore;
use sync::device::{self, Answered, Draft, DraftChange};
use sync::exchange::{Limits, Request};
use sync::office::{OfficeTime, Store as _};
use sync::schema::{Role, SchemaTable};
use sync::simulation::memory::MemoryDevice;
use sync::verdict::Quarantine;
use sync::{
    Cell, DeviceNumber, FieldNumber, KindNumber, LedgerEntry, MemberId, Outcome, PARENT, RecordId, RequestId,
    Scope, TransactionId, Value,
};

use super::random;

/// An office.
pub struct Meeting {
    pub store: OfficeStore,
    pub schema: SchemaTable,
    _folder: tempfile::TempDir,
}

/// A device with its members.
pub struct Laptop {
    pub store: MemoryDevice,
    pub members: Vec<MemberId>,
}

/// A record on its way, with its fields.
pub type Written<'a> = (RecordId, KindNumber, &'a [(FieldNumber, Value)]);

impl Meeting {
    pub fn new(schema: SchemaTable) -> Meeting {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Folder::open_or_make(&folder.path().join("office"), None).unwrap().store(&schema).unwrap();
        Meeting { store, schema, _folder: folder }
    }

    pub fn member(&mut self, role: Role) -> MemberId {
        let member = MemberId(random());
        self.tell(LedgerEntry::Member { member, role: Some(role) });
        member
    }

    pub fn laptop(&mut self, members: &[MemberId]) -> Laptop {
        let device = self.store.ledger().next_number();
        let (members, request) = (members.to_vec(), RequestId(random()));
        self.tell(LedgerEntry::Device { device, members: members.clone(), replaces: None, request });
        let mut store = MemoryDevice::default();
        device::joined(&mut store, device).unwrap();
        let mut laptop = Laptop { store, members };
        self.meet(&mut laptop);
        laptop
    }

    fn tell(&mut self, entry: LedgerEntry) {
        self.store.writing(|store| store.append_ledger(entry)).unwrap();
    }

    /// Exchanges until there is nothing more to say.
    pub fn meet(&mut self, laptop: &mut Laptop) {
        for _ in 0..100 {
            if !self.exchange(laptop) && laptop.store.data.waiting.is_empty() {
                return;
            }
        }
        panic!("an exchange never ends");
    }

    fn exchange(&mut self, laptop: &mut Laptop) -> bool {
        let wall = office::clock::wall();
        let request = device::ask(&mut laptop.store, RequestId(random()), wall, Limits::default()).unwrap();
        self.answer(laptop, &request, Limits::default())
    }

    /// Answers a request; whether there is more to exchange at once.
    pub fn answer(&mut self, laptop: &mut Laptop, request: &Request, limits: Limits) -> bool {
        let wall = office::clock::wall();
        let time = OfficeTime { wall, held: false };
        let answer = sync::office::receive(&mut self.store, &self.schema, time, request, limits);
        let answer = self.store.finish(answer).unwrap();
        matches!(device::apply(&mut laptop.store, answer, wall).unwrap(), Answered::Applied { again: true })
    }

    /// Twice around, so that everybody has heard of everything.
    pub fn meet_all<const N: usize>(&mut self, mut laptops: [&mut Laptop; N]) {
        for _ in 0..2 {
            laptops.iter_mut().for_each(|laptop| self.meet(laptop));
        }
        laptops.iter().for_each(|laptop| self.sees_its_scope_and_nothing_else(laptop));
    }

    /// What a device holds is what the office holds, as far as the scope of its members reaches.
    pub fn sees_its_scope_and_nothing_else(&mut self, laptop: &Laptop) {
        let (schema, members) = (self.schema.clone(), laptop.members.clone());
        let mut expected: BTreeMap<RecordId, BTreeMap<FieldNumber, Cell>> = BTreeMap::new();
        self.store
            .reading(|store| {
                let scope = Scope::of(&schema, store.ledger(), &members);
                store.each_record(&mut |_, id, record| {
                    let mut cells = record.cells.clone();
                    cells.retain(|field, _| scope.sees(record.case, record.kind, *field));
                    if !cells.is_empty() {
                        expected.insert(id, cells);
                    }
                    Ok(())
                })
            })
            .unwrap();
        let open = laptop.store.data.open.iter();
        let found: BTreeMap<_, _> = open.map(|(id, record)| (*id, record.cells.clone())).collect();
        assert!(found == expected, "a device holds another part than its scope");
    }

    /// What became of the changes of a transaction.
    pub fn outcomes(&mut self, id: TransactionId) -> Vec<Outcome> {
        let logged = self.store.reading(|store| store.transaction(id)).unwrap();
        logged.expect("the office keeps every transaction").verdict.outcomes
    }

    /// The administrator lets a transaction in.
    pub fn release(&mut self, id: TransactionId) {
        let time = OfficeTime { wall: office::clock::wall(), held: false };
        let released = sync::office::release(&mut self.store, &self.schema, time, id);
        self.store.finish(released).unwrap();
    }

    pub fn device_of(laptop: &Laptop) -> DeviceNumber {
        laptop.store.data.standing.device
    }
}

impl Laptop {
    /// Writes records as one operation of its first member.
    pub fn write(&mut self, schema: &SchemaTable, records: &[Written<'_>]) -> TransactionId {
        self.write_as(self.members[0], schema, records)
    }

    pub fn write_as(
        &mut self,
        member: MemberId,
        schema: &SchemaTable,
        records: &[Written<'_>],
    ) -> TransactionId {
        let draft = |(record, kind, fields): &Written<'_>| {
            let changes = fields.iter().map(|(field, value)| DraftChange {
                field: *field,
                value: value.clone(),
                seen: device::show(&self.store, *record, *field).unwrap().seen,
                removing: None,
            });
            Draft { record: *record, kind: *kind, changes: changes.collect() }
        };
        let drafts = records.iter().map(draft).collect();
        let (id, wall) = (TransactionId(random()), office::clock::wall());
        device::write(&mut self.store, schema, id, member, wall, "test.change", drafts).unwrap();
        id
    }

    /// What stands on the screen.
    pub fn shows(&self, record: RecordId, field: FieldNumber) -> Option<Value> {
        device::show(&self.store, record, field).unwrap().value
    }

    /// How many records of a kind it has.
    pub fn count(&self, kind: KindNumber) -> usize {
        self.store.data.open.values().filter(|record| record.kind == kind).count()
    }
}

/// The parent of a record, as one of its fields.
pub fn under(parent: RecordId) -> (FieldNumber, Value) {
    (PARENT, Value::reference(parent))
}

pub fn is_accepted(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Accepted { late: false, .. })
}

pub fn is_accepted_late(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Accepted { late: true, .. })
}

pub fn is_out_of_scope(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Quarantined { reason: Quarantine::OutOfScope, .. })
}
