//! Executions that once went wrong, step by step. Each bears the name of its bug.

mod deletions;
mod places;
mod ranks;

use uuid::Uuid;

use super::memory::{MemoryDevice, MemoryOffice};
use super::schema::{EMPLOYER, HOLDER, NOTE, PERSON, StubSchema};
use crate::device::{self, Draft, DraftChange, ShownBeneath};
use crate::exchange::{Gate, Limits};
use crate::office::{self, OfficeTime, Store as _};
use crate::schema::Role;
use crate::{
    DELETED, DeviceNumber, FieldNumber, KindNumber, LedgerEntry, MemberId, PARENT, Record, RecordId,
    RequestId, Seen, TransactionId, Value,
};

const SCHEMA: StubSchema = StubSchema { version: 2 };
const NOON: u64 = 1_760_000_000_000;
const NAME: FieldNumber = FieldNumber(10);
const EMPLOYER_ONE: RecordId = RecordId(Uuid::from_u128(501));
const EMPLOYER_TWO: RecordId = RecordId(Uuid::from_u128(502));
const PARENT_RECORD: RecordId = RecordId(Uuid::from_u128(503));
const CHILD_RECORD: RecordId = RecordId(Uuid::from_u128(504));
const MEMBER: MemberId = MemberId(Uuid::from_u128(1));
const TEN_YEARS: u64 = 315_576_000_000;

/// One member with casebooks, and an office whose clock goes with every step.
struct Scene {
    office: MemoryOffice,
    steps: u64,
    /// By how much clocks are ahead.
    office_ahead: u64,
    casebooks_ahead: u64,
    /// The office holds stamping: a device hears, and what it has goes on waiting.
    held: bool,
    limits: Limits,
}

impl Scene {
    fn new() -> (Scene, MemoryDevice) {
        Scene::of(Role::Lead)
    }

    fn of(role: Role) -> (Scene, MemoryDevice) {
        let mut office = MemoryOffice::default();
        office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(role) });
        let limits = Limits::default();
        let mut scene = Scene { office, steps: 0, office_ahead: 0, casebooks_ahead: 0, held: false, limits };
        let casebook = scene.join();
        (scene, casebook)
    }

    fn join(&mut self) -> MemoryDevice {
        let device = self.office.ledger.next_number();
        let (members, request) = (vec![MEMBER], RequestId(Uuid::from_u128(device.0.into())));
        self.office.tell_ledger(LedgerEntry::Device { device, members, replaces: None, request });
        let mut casebook = MemoryDevice::default();
        device::joined(&mut casebook, device).unwrap();
        casebook
    }

    fn step(&mut self) -> (u64, Uuid) {
        self.steps += 1;
        (NOON + self.steps * 60_000, Uuid::from_u128(1_000 + u128::from(self.steps)))
    }

    fn write(&mut self, casebook: &mut MemoryDevice, record: RecordId, change: DraftChange) -> TransactionId {
        self.write_all(casebook, vec![Draft { record, kind: EMPLOYER, changes: vec![change] }])
    }

    fn write_all(&mut self, casebook: &mut MemoryDevice, drafts: Vec<Draft>) -> TransactionId {
        let (wall, id) = self.step();
        let wall = wall + self.casebooks_ahead;
        device::write(casebook, &SCHEMA, TransactionId(id), MEMBER, wall, "change", drafts).unwrap();
        TransactionId(id)
    }

    fn name(&mut self, casebook: &mut MemoryDevice, record: RecordId, name: &str) -> TransactionId {
        let seen = device::show(casebook, record, NAME).unwrap().seen;
        self.name_from_screen(casebook, record, name, seen)
    }

    fn name_from_screen(
        &mut self,
        casebook: &mut MemoryDevice,
        record: RecordId,
        name: &str,
        seen: Seen,
    ) -> TransactionId {
        let change = DraftChange { field: NAME, value: Value::Text(name.into()), seen, removing: None };
        self.write(casebook, record, change)
    }

    fn delete_from_screen(&mut self, casebook: &mut MemoryDevice, record: RecordId, shown: ShownBeneath) {
        let (seen, removing) = (Seen::default(), Some(shown));
        self.write(casebook, record, DraftChange { field: DELETED, value: Value::DELETE, seen, removing });
    }

    /// One exchange; whether the office told the casebook apart from a copy, and whether there is more.
    fn exchange(&mut self, casebook: &mut MemoryDevice) -> (bool, bool) {
        let (wall, id) = self.step();
        let time = OfficeTime { wall: wall + self.office_ahead, held: self.held };
        let wall = wall + self.casebooks_ahead;
        let request = device::ask(casebook, RequestId(id), wall, self.limits).unwrap();
        let answer = office::receive(&mut self.office, &SCHEMA, time, &request, self.limits).unwrap();
        let forked = matches!(answer.gate, Gate::Forked { .. });
        let answered = device::apply(casebook, answer, wall).unwrap();
        (forked, answered == device::Answered::Applied { again: true })
    }

    fn exchange_all(&mut self, casebook: &mut MemoryDevice) {
        while self.exchange(casebook).1 {}
    }

    fn restore_office(&mut self) {
        self.office.data = self.office.backups.last().unwrap().0.clone();
        office::restored(&mut self.office, &SCHEMA).unwrap();
    }

    fn release_all(&mut self) {
        let waiting = self.office.quarantined().unwrap();
        self.release(&waiting);
    }

    /// An administrator lets in what one device brought.
    fn release_all_of(&mut self, device: DeviceNumber) {
        let mut waiting = self.office.quarantined().unwrap();
        waiting.retain(|id| self.office.data.transactions[id].device == device);
        self.release(&waiting);
    }

    fn release(&mut self, waiting: &[TransactionId]) {
        let (wall, _) = self.step();
        for id in waiting {
            office::release(&mut self.office, &SCHEMA, OfficeTime { wall, held: false }, *id).unwrap();
        }
    }

    /// Offers again after a restore and hears what the office has, but sends nothing new: so the office still takes the
    /// casebook for its copy.
    fn offer_again(&mut self, casebook: &mut MemoryDevice) {
        while casebook.data.standing.settled != self.office.ledger.epoch() {
            assert!(!self.exchange(casebook).0, "the copies were told apart too early for this scene");
        }
    }

    fn record(&self, record: RecordId) -> &Record {
        self.office.data.dockets[&record].record.as_ref().unwrap()
    }

    /// A copy of the casebook names the employer anew, and the casebook hears of it under the number they share.
    fn a_copy_writes(&mut self, casebook: &mut MemoryDevice, mut copy: MemoryDevice) {
        self.name(&mut copy, EMPLOYER_ONE, "by the copy");
        self.exchange_all(&mut copy);
        self.name(casebook, EMPLOYER_TWO, "so that both have written as much");
        while casebook.data.standing.sequence < copy.data.standing.sequence {
            self.name(casebook, EMPLOYER_TWO, "so that both have written as much");
        }
        self.restore_office();
        // Neither has come further than the other when it comes: else the office would tell them apart.
        self.exchange(casebook);
        self.offer_again(&mut copy);
        self.offer_again(casebook);
        let heard = &casebook.data.open[&EMPLOYER_ONE].cells[&NAME];
        assert_eq!(heard.value, Value::Text("by the copy".into()));
        assert_eq!(heard.rank.device, casebook.data.standing.device);
    }

    /// The casebook names an employer three times. The office that is lost had ranked the first name higher than the one
    /// that came back does, and moves the second above it; the third still waits. Answers a copy, which brought the first
    /// two.
    fn writes_over_what_is_moved_up(&mut self, casebook: &mut MemoryDevice) -> MemoryDevice {
        self.office.back_up().unwrap();
        (self.office_ahead, self.casebooks_ahead) = (TEN_YEARS, TEN_YEARS);
        self.name(casebook, EMPLOYER_ONE, "first");
        self.name(casebook, EMPLOYER_ONE, "second");
        let mut copy = casebook.clone();
        self.limits = Limits { bytes: 150 };
        self.exchange(casebook);
        (self.office_ahead, self.casebooks_ahead) = (0, 0);
        casebook.data.standing.last_time = Default::default();
        self.name(casebook, EMPLOYER_ONE, "third");
        assert_eq!(casebook.data.waiting.len(), 2, "only the first was small enough");
        self.restore_office();
        self.exchange_all(&mut copy);
        while casebook.data.waiting.len() > 1 {
            self.exchange(casebook);
        }
        copy
    }

    /// The casebook names an employer three times: the second name goes into quarantine, since its author was an assistant
    /// for a while, and the office that took the third is lost. Answers a copy from before the third.
    fn writes_over_what_waits(&mut self, casebook: &mut MemoryDevice) -> MemoryDevice {
        self.office.back_up().unwrap();
        self.casebooks_ahead = TEN_YEARS;
        self.held = true;
        self.name(casebook, EMPLOYER_ONE, "first");
        self.office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(Role::Assistant) });
        self.exchange_all(casebook);
        self.name(casebook, EMPLOYER_ONE, "written as an assistant");
        let copy = casebook.clone();
        self.office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(Role::Lead) });
        self.exchange_all(casebook);
        self.name(casebook, EMPLOYER_ONE, "third");
        self.held = false;
        self.exchange_all(casebook);
        self.restore_office();
        copy
    }
}

fn name_of(record: &Record) -> &Value {
    &record.cells[&NAME].value
}

fn by_the_copy_stands(record: &Record) {
    assert_eq!(*name_of(record), Value::Text("by the copy".into()));
    assert!(!record.is_deleted(), "a value is buried that the deletion's author never saw: {record:?}");
}
