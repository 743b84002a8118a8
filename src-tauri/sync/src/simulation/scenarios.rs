//! Executions that once went wrong, step by step. Each bears the name of its bug.

use uuid::Uuid;

use super::memory::{MemoryDevice, MemoryOffice};
use super::schema::{EMPLOYER, StubSchema};
use crate::device::{self, Draft, DraftChange, ShownBeneath};
use crate::exchange::{Gate, Limits};
use crate::office::{self, OfficeTime, Store as _};
use crate::schema::Role;
use crate::{
    DELETED, DeviceNumber, FieldNumber, LedgerEntry, MemberId, Record, RecordId, RequestId, Seen,
    TransactionId, Value,
};

const SCHEMA: StubSchema = StubSchema { version: 2 };
const NOON: u64 = 1_760_000_000_000;
const NAME: FieldNumber = FieldNumber(10);
const EMPLOYER_ONE: RecordId = RecordId(Uuid::from_u128(501));
const EMPLOYER_TWO: RecordId = RecordId(Uuid::from_u128(502));
const LEAD: MemberId = MemberId(Uuid::from_u128(1));

/// One lead, one casebook, and an office whose clock goes with every step.
struct Scene {
    office: MemoryOffice,
    steps: u64,
}

impl Scene {
    fn new() -> (Scene, MemoryDevice) {
        let mut office = MemoryOffice::default();
        office.tell_ledger(LedgerEntry::Member { member: LEAD, role: Some(Role::Lead) });
        let (members, request) = (vec![LEAD], RequestId(Uuid::from_u128(2)));
        let device = DeviceNumber(1);
        office.tell_ledger(LedgerEntry::Device { device, members, replaces: None, request });
        let mut casebook = MemoryDevice::default();
        device::joined(&mut casebook, device).unwrap();
        (Scene { office, steps: 0 }, casebook)
    }

    fn step(&mut self) -> (u64, Uuid) {
        self.steps += 1;
        (NOON + self.steps * 60_000, Uuid::from_u128(1_000 + u128::from(self.steps)))
    }

    fn write(&mut self, casebook: &mut MemoryDevice, record: RecordId, change: DraftChange) -> TransactionId {
        let (wall, id) = self.step();
        let drafts = vec![Draft { record, kind: EMPLOYER, changes: vec![change] }];
        device::write(casebook, &SCHEMA, TransactionId(id), LEAD, wall, "change", drafts).unwrap();
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
        let request = device::ask(casebook, RequestId(id), wall, Limits::default()).unwrap();
        let time = OfficeTime { wall, held: false };
        let answer = office::receive(&mut self.office, &SCHEMA, time, &request, Limits::default()).unwrap();
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
        self.exchange_all(&mut copy);
        self.offer_again(casebook);
        let heard = &casebook.data.open[&EMPLOYER_ONE].cells[&NAME];
        assert_eq!(heard.value, Value::Text("by the copy".into()));
        assert_eq!(heard.rank.device, casebook.data.standing.device);
    }
}

fn by_the_copy_stands(record: &Record) {
    assert_eq!(record.cells[&NAME].value, Value::Text("by the copy".into()));
    assert!(!record.is_deleted(), "a value is buried that the deletion's author never saw: {record:?}");
}

/// Seed 3215168. The own waiting value hides from the screen what a copy wrote under the number they share.
#[test]
fn a_deletion_does_not_know_what_a_copy_wrote_beneath_its_own_waiting_value() {
    let (mut scene, mut casebook) = Scene::new();
    scene.office.back_up().unwrap();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let copy = casebook.clone();
    scene.a_copy_writes(&mut casebook, copy);
    let shown = device::show(&casebook, EMPLOYER_ONE, NAME).unwrap();
    assert_eq!(shown.value, Some(Value::Text("first".into())));
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    by_the_copy_stands(scene.record(EMPLOYER_ONE));
}

/// The same with a screen that was opened before the copy's value came.
#[test]
fn a_deletion_from_an_old_screen_does_not_know_what_a_copy_wrote_since() {
    let (mut scene, mut casebook) = Scene::new();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    let copy = casebook.clone();
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.a_copy_writes(&mut casebook, copy);
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    by_the_copy_stands(scene.record(EMPLOYER_ONE));
}

/// The same for an edit: it may win, but somebody has to look at what it overwrote unseen.
#[test]
fn an_edit_from_an_old_screen_does_not_know_what_a_copy_wrote_since() {
    let (mut scene, mut casebook) = Scene::new();
    let first = scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::show(&casebook, EMPLOYER_ONE, NAME).unwrap();
    assert_eq!(shown.seen.own, Some(first));
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    scene.exchange_all(&mut casebook);
    assert!(casebook.data.kept.is_empty(), "what the office has backed up is no longer kept");
    let copy = casebook.clone();
    scene.a_copy_writes(&mut casebook, copy);
    scene.name_from_screen(&mut casebook, EMPLOYER_ONE, "from the old screen", shown.seen);
    scene.exchange_all(&mut casebook);
    let record = scene.record(EMPLOYER_ONE);
    assert_eq!(record.cells[&NAME].value, Value::Text("from the old screen".into()));
    let under_review = record.reviews.values().flat_map(|review| &review.values).map(|(_, value)| value);
    assert_eq!(under_review.collect::<Vec<_>>(), [&Value::Text("by the copy".into())]);
}

/// What the screen showed as waiting is known when it stands, also when its transaction is no longer kept.
#[test]
fn a_deletion_knows_its_own_value_that_was_acknowledged_since_the_screen_was_opened() {
    let (mut scene, mut casebook) = Scene::new();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    scene.exchange_all(&mut casebook);
    assert!(casebook.data.kept.is_empty(), "what the office has backed up is no longer kept");
    // A copy makes the office give the casebook another number: then only the deletion itself says what it knew.
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_TWO, "by the copy");
    scene.exchange_all(&mut copy);
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    assert_ne!(casebook.data.standing.device, DeviceNumber(1));
    assert!(scene.record(EMPLOYER_ONE).is_deleted());
}
