//! Executions that once went wrong, step by step. Each bears the name of its bug.

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
        let (wall, _) = self.step();
        for id in self.office.quarantined().unwrap() {
            office::release(&mut self.office, &SCHEMA, OfficeTime { wall, held: false }, id).unwrap();
        }
    }

    /// An administrator lets in what one device brought.
    fn release_all_of(&mut self, device: DeviceNumber) {
        let (wall, _) = self.step();
        let mut waiting = self.office.quarantined().unwrap();
        waiting.retain(|id| self.office.data.transactions[id].device == device);
        for id in waiting {
            office::release(&mut self.office, &SCHEMA, OfficeTime { wall, held: false }, id).unwrap();
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
        self.exchange_all(&mut copy);
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
}

fn name_of(record: &Record) -> &Value {
    &record.cells[&NAME].value
}

fn by_the_copy_stands(record: &Record) {
    assert_eq!(*name_of(record), Value::Text("by the copy".into()));
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
    assert_eq!(*name_of(record), Value::Text("from the old screen".into()));
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

/// Seed 1000825. The office came back and met the casebook's transactions first; then its copy offers, from the number
/// they shared, others with the same sequence numbers.
#[test]
fn a_deletion_does_not_know_what_a_copy_offers_from_the_number_they_shared() {
    let (mut scene, mut casebook) = Scene::new();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_ONE, "by the copy");
    scene.exchange_all(&mut copy);
    scene.restore_office();
    scene.name(&mut casebook, EMPLOYER_TWO, "under the sequence number that the copy used");
    scene.exchange_all(&mut casebook);
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.exchange_all(&mut copy);
    assert_ne!(copy.data.standing.device, casebook.data.standing.device);
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    by_the_copy_stands(scene.record(EMPLOYER_ONE));
}

/// Seed 1195475. What a copy offers from the number they shared is not moved above what the casebook wrote under it.
#[test]
fn what_a_copy_offers_is_not_moved_above_what_the_casebook_wrote() {
    let (mut scene, mut casebook) = Scene::new();
    let mut colleague = scene.join();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_ONE, "second");
    scene.name(&mut copy, EMPLOYER_ONE, "third");
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut colleague);
    scene.name(&mut colleague, EMPLOYER_ONE, "knowingly over the third");
    scene.restore_office();
    scene.name(&mut casebook, EMPLOYER_ONE, "later than all");
    scene.exchange_all(&mut casebook);
    scene.exchange_all(&mut colleague);
    scene.exchange_all(&mut copy);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("later than all".into()));
}

/// Seed 1480508. The office comes back twice. Between, it moved what was written knowingly above a value that had come
/// with a higher rank than before; what it had moved it above does not overrule it later.
#[test]
fn what_an_earlier_office_had_moved_above_a_value_stays_above_it() {
    let (mut scene, mut casebook) = Scene::new();
    let mut colleague = scene.join();
    scene.office.back_up().unwrap();
    scene.casebooks_ahead = TEN_YEARS;
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_ONE, "second");
    scene.exchange_all(&mut copy);
    scene.casebooks_ahead = 0;
    scene.exchange_all(&mut colleague);
    scene.name(&mut colleague, EMPLOYER_ONE, "knowingly over the second");
    scene.exchange_all(&mut colleague);
    for _ in 0..2 {
        scene.restore_office();
        scene.exchange_all(&mut casebook);
        scene.exchange_all(&mut colleague);
        assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("knowingly over the second".into()));
    }
}

/// Seed 7162840. What the office that was lost had ranked higher comes again after what was written over it.
#[test]
fn what_is_written_over_an_own_change_that_was_moved_up_stands_above_it() {
    let (mut scene, mut casebook) = Scene::new();
    scene.writes_over_what_is_moved_up(&mut casebook);
    scene.exchange_all(&mut casebook);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("third".into()));
}

/// The same under another number, of which the office only knows what the change itself says.
#[test]
fn what_is_written_over_an_own_change_that_was_moved_up_knows_where_that_stands() {
    let (mut scene, mut casebook) = Scene::new();
    let mut copy = scene.writes_over_what_is_moved_up(&mut casebook);
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut casebook);
    assert_ne!(casebook.data.standing.device, copy.data.standing.device);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("third".into()));
}

/// Seed 1038097 with some events left out. The office that was lost had its clock ten years ahead.
#[test]
fn what_is_written_over_an_own_change_stands_above_the_rank_that_a_copy_brings_for_it() {
    let (mut scene, mut casebook) = Scene::new();
    scene.office.back_up().unwrap();
    (scene.office_ahead, scene.casebooks_ahead) = (TEN_YEARS, TEN_YEARS);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let (mut copy, mut other) = (casebook.clone(), casebook.clone());
    scene.name(&mut other, EMPLOYER_ONE, "knowingly over the first");
    scene.exchange_all(&mut copy);
    scene.restore_office();
    scene.office_ahead = 0;
    scene.name(&mut casebook, EMPLOYER_TWO, "so that the others get numbers of their own");
    scene.exchange_all(&mut casebook);
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut other);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("knowingly over the first".into()));
}

/// Seed 1038097. A change waits in quarantine, its casebook gets another number, and the clock steps back.
#[test]
fn what_is_written_over_an_own_quarantined_change_wins_also_under_another_number() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    (scene.office_ahead, scene.casebooks_ahead) = (TEN_YEARS, TEN_YEARS);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::show(&casebook, EMPLOYER_ONE, NAME).unwrap();
    scene.exchange_all(&mut casebook);
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut casebook);
    assert_ne!(casebook.data.standing.device, copy.data.standing.device);
    (scene.office_ahead, scene.casebooks_ahead) = (0, 0);
    casebook.data.standing.last_time = Default::default();
    scene.exchange(&mut casebook);
    scene.name_from_screen(&mut casebook, EMPLOYER_ONE, "knowingly over the first", shown.seen);
    scene.exchange_all(&mut casebook);
    scene.release_all();
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("knowingly over the first".into()));
}

/// Seed 1038097 again. An administrator releases what waited, and after a restore a copy brings it under its own number.
#[test]
fn a_kept_change_that_a_copy_brought_first_counts_for_the_number_it_had() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.office.back_up().unwrap();
    (scene.office_ahead, scene.casebooks_ahead) = (TEN_YEARS, TEN_YEARS);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::show(&casebook, EMPLOYER_ONE, NAME).unwrap();
    let mut copy = casebook.clone();
    scene.name(&mut casebook, EMPLOYER_TWO, "so that the copy gets another number");
    scene.exchange_all(&mut casebook);
    scene.release_all();
    scene.exchange_all(&mut copy);
    assert_ne!(casebook.data.standing.device, copy.data.standing.device);
    scene.restore_office();
    scene.exchange_all(&mut copy);
    (scene.office_ahead, scene.casebooks_ahead) = (0, 0);
    casebook.data.standing.last_time = Default::default();
    casebook.data.standing.offset = Default::default();
    scene.name_from_screen(&mut casebook, EMPLOYER_ONE, "knowingly over the first", shown.seen);
    scene.exchange_all(&mut casebook);
    scene.release_all();
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("knowingly over the first".into()));
}

/// Seed 5024680. An administrator lets in the deletion first, and then what the copy brought under its own number.
#[test]
fn a_deletion_knows_what_a_copy_brought_of_its_past_and_was_released_later() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let mut copy = casebook.clone();
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut copy);
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    scene.release_all_of(casebook.data.standing.device);
    scene.release_all_of(copy.data.standing.device);
    let record = scene.record(EMPLOYER_ONE);
    assert_eq!(*name_of(record), Value::Text("first".into()));
    assert!(record.is_deleted(), "the deletion is void, though it had seen everything: {record:?}");
}

/// Seed 6154611. Copies send one large transaction in pieces, and have learnt different things of what it was written
/// over: the pieces of the one do not fit those of the other.
#[test]
fn pieces_of_copies_are_not_put_together() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let seen = device::show(&casebook, EMPLOYER_ONE, NAME).unwrap().seen;
    let name = DraftChange { field: NAME, value: Value::Text("second".into()), seen, removing: None };
    let long = Value::Text("long ".repeat(Limits::default().bytes / 2));
    let notes = DraftChange { field: FieldNumber(11), value: long, seen: Seen::default(), removing: None };
    let drafts = vec![Draft { record: EMPLOYER_ONE, kind: EMPLOYER, changes: vec![name, notes] }];
    let large = scene.write_all(&mut casebook, drafts);
    let mut copy = casebook.clone();
    scene.exchange(&mut casebook);
    scene.release_all();
    scene.exchange(&mut copy);
    let seen_by = |one: &MemoryDevice| one.data.waiting[&2].transaction.records[0].changes[0].seen;
    assert_ne!(seen_by(&casebook), seen_by(&copy));
    for one in [&mut casebook, &mut copy] {
        let exchanges = (0..20).take_while(|_| scene.exchange(one).1).count();
        assert!(exchanges < 20 && one.data.waiting.is_empty(), "it never comes to an end");
    }
    assert!(scene.office.data.transactions.contains_key(&large));
}

/// Seed 6230602. The office does not know the kind, and what said to which case the record belongs waits in quarantine:
/// its deletion made it a record of the whole organisation, which colleagues heard and no erasure found.
#[test]
fn what_deletes_a_record_in_quarantine_does_not_put_it_elsewhere() {
    let (mut scene, mut casebook) = Scene::of(Role::Coach);
    let mut colleague = scene.join();
    let change = |field, value, removing| DraftChange { field, value, seen: Seen::default(), removing };
    let someone_else = Value::reference(RecordId(Uuid::from_u128(2)));
    let case = vec![change(HOLDER, someone_else, None)];
    scene.write_all(&mut casebook, vec![Draft { record: PARENT_RECORD, kind: PERSON, changes: case }]);
    scene.exchange_all(&mut casebook);
    let kind = KindNumber(99);
    let parent = change(PARENT, Value::reference(PARENT_RECORD), None);
    let child = vec![parent, change(NAME, Value::Text("private".into()), None)];
    scene.write_all(&mut casebook, vec![Draft { record: CHILD_RECORD, kind, changes: child }]);
    let shown = device::removing(&casebook, CHILD_RECORD).unwrap();
    let removal = vec![change(DELETED, Value::DELETE, Some(shown))];
    scene.write_all(&mut casebook, vec![Draft { record: CHILD_RECORD, kind, changes: removal }]);
    scene.exchange_all(&mut casebook);
    scene.release_all();
    scene.exchange_all(&mut colleague);
    let record = scene.record(CHILD_RECORD);
    assert!(record.case == Some(PARENT_RECORD) && record.is_deleted());
    assert!(!colleague.data.open.contains_key(&CHILD_RECORD));
}

/// Seed 7082410. All that a casebook wrote to a record lost, and the case is no longer its member's: of that record it has
/// its own words in the history, and nothing else.
#[test]
fn an_erasure_finds_what_is_only_in_the_history() {
    let (mut scene, mut casebook) = Scene::of(Role::Coach);
    let mut colleague = scene.join();
    let change = |field, value| DraftChange { field, value, seen: Seen::default(), removing: None };
    let person =
        |field, value| Draft { record: PARENT_RECORD, kind: PERSON, changes: vec![change(field, value)] };
    let note = |text: &str| {
        let parent = change(PARENT, Value::reference(PARENT_RECORD));
        let changes = vec![parent, change(NAME, Value::Text(text.into()))];
        Draft { record: CHILD_RECORD, kind: NOTE, changes }
    };
    scene.write_all(&mut casebook, vec![person(NAME, Value::Text("Samir".into()))]);
    scene.exchange_all(&mut casebook);
    scene.exchange_all(&mut colleague);
    scene.write_all(&mut casebook, vec![note("earlier")]);
    scene.write_all(&mut colleague, vec![note("later")]);
    let someone_else = Value::reference(RecordId(Uuid::from_u128(2)));
    scene.write_all(&mut colleague, vec![person(HOLDER, someone_else)]);
    scene.exchange_all(&mut colleague);
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    scene.exchange_all(&mut casebook);
    assert!(casebook.data.kept.is_empty() && !casebook.data.past.is_empty());
    office::erase(&mut scene.office, PARENT_RECORD).unwrap();
    scene.exchange_all(&mut casebook);
    assert!(casebook.data.past.is_empty(), "{:?}", casebook.data.past);
}

/// Seed 152635. The office came back and met what copies share of their past from the other one, and ranked it higher.
#[test]
fn what_is_filed_apart_stands_above_what_it_was_written_over() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.office.back_up().unwrap();
    scene.casebooks_ahead = TEN_YEARS;
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let mut copy = casebook.clone();
    scene.name(&mut casebook, EMPLOYER_ONE, "second");
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut casebook);
    scene.restore_office();
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut casebook);
    scene.release_all();
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("second".into()));
}

/// Seed 192690. What a copy brought under its own number has its place there, whatever number it had before.
#[test]
fn what_comes_again_from_a_copy_is_not_moved_above_what_was_written_over_it() {
    let (mut scene, mut casebook) = Scene::new();
    scene.name(&mut casebook, EMPLOYER_TWO, "so that what comes next has a high number");
    scene.name(&mut casebook, EMPLOYER_TWO, "and a higher one");
    scene.exchange_all(&mut casebook);
    scene.office.back_up().unwrap();
    let mut other = casebook.clone();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.name(&mut casebook, EMPLOYER_ONE, "second");
    let mut copy = casebook.clone();
    scene.exchange_all(&mut casebook);
    scene.restore_office();
    scene.name(&mut other, EMPLOYER_TWO, "so that the copies get numbers of their own");
    scene.exchange_all(&mut other);
    scene.name(&mut copy, EMPLOYER_ONE, "third");
    scene.exchange_all(&mut copy);
    scene.exchange_all(&mut casebook);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("third".into()));
}

/// Seed 225062. The own change that was on the screen waits in quarantine, and its casebook gets another number: then
/// what is written over it names the rank that is reserved for it, and knows no colleague's value for that.
#[test]
fn a_reserved_rank_makes_no_earlier_value_known_under_another_number() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    let mut colleague = scene.join();
    scene.exchange_all(&mut casebook);
    scene.office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(Role::Lead) });
    scene.exchange_all(&mut colleague);
    scene.name(&mut colleague, EMPLOYER_ONE, "by the colleague");
    scene.exchange_all(&mut colleague);
    scene.name(&mut casebook, EMPLOYER_ONE, "written as an assistant");
    let mut copy = casebook.clone();
    scene.held = true;
    scene.exchange_all(&mut casebook);
    scene.held = false;
    scene.name(&mut casebook, EMPLOYER_ONE, "over what was written as an assistant");
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut copy);
    scene.limits = Limits { bytes: 150 };
    scene.exchange_all(&mut casebook);
    assert_ne!(casebook.data.standing.device, copy.data.standing.device);
    let record = scene.record(EMPLOYER_ONE);
    assert_eq!(*name_of(record), Value::Text("over what was written as an assistant".into()));
    let under_review = record.reviews.values().flat_map(|review| &review.values).map(|(_, value)| value);
    assert_eq!(under_review.collect::<Vec<_>>(), [&Value::Text("by the colleague".into())]);
}

/// Seed 451469. The office let in what was on the screen before the casebook heard of it, and gave it another number.
#[test]
fn a_deletion_under_another_number_knows_what_was_released_meanwhile() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    let mut copy = casebook.clone();
    scene.limits = Limits { bytes: 150 };
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange(&mut casebook);
    assert_eq!(casebook.data.waiting.len(), 1, "the deletion still waits");
    scene.name(&mut copy, EMPLOYER_TWO, "so that the casebook gets another number");
    scene.exchange_all(&mut copy);
    scene.release_all();
    scene.exchange_all(&mut casebook);
    scene.release_all();
    assert_ne!(casebook.data.standing.device, copy.data.standing.device);
    assert!(scene.record(EMPLOYER_ONE).is_deleted(), "{:?}", scene.record(EMPLOYER_ONE));
}

/// Seed 716673. What waited in quarantine comes again from the casebook, after a copy brought it and it was released.
#[test]
fn what_was_released_does_not_overrule_what_was_written_over_it_when_it_comes_again() {
    let (mut scene, mut casebook) = Scene::new();
    scene.office.back_up().unwrap();
    scene.casebooks_ahead = TEN_YEARS;
    scene.held = true;
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(Role::Assistant) });
    scene.exchange_all(&mut casebook);
    scene.name(&mut casebook, EMPLOYER_ONE, "written as an assistant");
    let mut copy = casebook.clone();
    scene.office.tell_ledger(LedgerEntry::Member { member: MEMBER, role: Some(Role::Lead) });
    scene.exchange_all(&mut casebook);
    scene.name(&mut casebook, EMPLOYER_ONE, "third");
    scene.held = false;
    scene.exchange_all(&mut casebook);
    scene.restore_office();
    scene.exchange_all(&mut copy);
    scene.release_all();
    scene.exchange_all(&mut casebook);
    assert_eq!(*name_of(scene.record(EMPLOYER_ONE)), Value::Text("third".into()));
}

/// What a device has heard, but never shown because an own waiting value hides it, a deletion does not know.
#[test]
fn a_deletion_does_not_know_what_was_told_beneath_its_own_waiting_value() {
    let (mut scene, mut casebook) = Scene::new();
    let mut colleague = scene.join();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.exchange_all(&mut casebook);
    scene.exchange_all(&mut colleague);
    scene.name(&mut casebook, EMPLOYER_ONE, "earlier");
    scene.name(&mut colleague, EMPLOYER_ONE, "later");
    scene.exchange_all(&mut colleague);
    scene.held = true;
    scene.exchange_all(&mut casebook);
    scene.held = false;
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    let record = scene.record(EMPLOYER_ONE);
    assert_eq!(*name_of(record), Value::Text("later".into()));
    assert!(!record.is_deleted());
}

/// docs/decisions/0013: nothing is lost under a deleted parent, and the child's own deletion falls by the unseen edit.
#[test]
fn a_child_edited_unseen_lives_under_its_deleted_parent() {
    let (mut scene, mut casebook) = Scene::new();
    let mut colleague = scene.join();
    let change = |field, value, seen: Seen, removing| DraftChange { field, value, seen, removing };
    let said = |text: &str| Value::Text(text.into());
    let none = Seen::default;
    let name = vec![change(NAME, said("Samir"), none(), None)];
    let parent = change(PARENT, Value::reference(PARENT_RECORD), none(), None);
    let note = vec![parent, change(NAME, said("first"), none(), None)];
    let drafts = vec![
        Draft { record: PARENT_RECORD, kind: PERSON, changes: name },
        Draft { record: CHILD_RECORD, kind: NOTE, changes: note },
    ];
    scene.write_all(&mut casebook, drafts);
    scene.exchange_all(&mut casebook);
    scene.exchange_all(&mut colleague);
    let seen = device::show(&colleague, CHILD_RECORD, NAME).unwrap().seen;
    let edit = vec![change(NAME, said("edited meanwhile"), seen, None)];
    scene.write_all(&mut colleague, vec![Draft { record: CHILD_RECORD, kind: NOTE, changes: edit }]);
    let removals = [(PARENT_RECORD, PERSON), (CHILD_RECORD, NOTE)].map(|(record, kind)| {
        let shown = device::removing(&casebook, record).unwrap();
        Draft { record, kind, changes: vec![change(DELETED, Value::DELETE, none(), Some(shown))] }
    });
    scene.write_all(&mut casebook, removals.to_vec());
    scene.exchange_all(&mut casebook);
    assert!(scene.record(CHILD_RECORD).is_deleted());
    scene.exchange_all(&mut colleague);
    assert!(scene.record(PARENT_RECORD).is_deleted());
    assert!(!scene.record(CHILD_RECORD).is_deleted());
    assert_eq!(*name_of(scene.record(CHILD_RECORD)), said("edited meanwhile"));
}

/// A casebook that an assistant of a department began herself holds who she is, and her role writes no such record. It
/// went into quarantine and left the screen, and nobody could open the casebook any more.
#[test]
fn who_somebody_is_stays_in_her_casebook_whatever_her_role_writes() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    let herself = RecordId(MEMBER.0);
    scene.name(&mut casebook, herself, "Sven");
    scene.name(&mut casebook, EMPLOYER_ONE, "a nursery");
    scene.exchange_all(&mut casebook);
    let waits = |record: RecordId| scene.office.data.dockets[&record].record.is_none();
    assert!(!waits(herself) && waits(EMPLOYER_ONE), "another's record is not hers to write");
    let shown = device::show(&casebook, herself, NAME).unwrap().value;
    assert_eq!(shown, Some(Value::Text("Sven".into())));
}

/// A coach who took a person away was no longer named by them, so that the case left her casebook, and nobody but a lead
/// could put them back.
#[test]
fn a_case_that_is_deleted_stays_with_who_holds_it_and_can_be_kept() {
    let (mut scene, mut casebook) = Scene::of(Role::Coach);
    let case = PARENT_RECORD;
    let change = |field, value, seen, removing| {
        vec![Draft {
            record: case,
            kind: PERSON,
            changes: vec![DraftChange { field, value, seen, removing }],
        }]
    };
    let herself = Value::reference(RecordId(MEMBER.0));
    scene.write_all(&mut casebook, change(HOLDER, herself, Seen::default(), None));
    scene.exchange_all(&mut casebook);
    let shown = device::removing(&casebook, case).unwrap();
    scene.write_all(&mut casebook, change(DELETED, Value::DELETE, Seen::default(), Some(shown)));
    scene.exchange_all(&mut casebook);
    assert!(scene.record(case).is_deleted() && casebook.data.open.contains_key(&case));
    let seen = device::show(&casebook, case, DELETED).unwrap().seen;
    scene.write_all(&mut casebook, change(DELETED, Value::Integer(0), seen, None));
    scene.exchange_all(&mut casebook);
    assert!(!scene.record(case).is_deleted() && casebook.data.open.contains_key(&case));
}
