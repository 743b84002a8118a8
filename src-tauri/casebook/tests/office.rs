//! Casebooks and an office: real encrypted files on both laptops, the engine's own office in memory between them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::sync::Arc;

use casebook::office::{Membership, Take, Version, list_reviews};
use casebook::schema::{KINDS, Kind, office_table};
use casebook::{
    Casebook, Credential, FieldValue, NewCasebook, Operation, Role, Scripted, Session, StepRequest,
};
use casebook::{Surroundings, export, history};
use chrono::NaiveDateTime;
use common::{Build, DAY, NOON, PASSPHRASE, op};
use sync::exchange::{Answer, Limits, Request};
use sync::office::OfficeTime;
use sync::schema::SchemaTable;
use sync::simulation::memory::MemoryOffice;
use sync::{DeviceNumber, LedgerEntry, MemberId, RecordId, RequestId};
use tempfile::TempDir;
use uuid::Uuid;

/// A laptop's clock, and ids that no other laptop makes.
struct Laptop(Scripted);

impl Surroundings for Laptop {
    fn now_milliseconds_utc(&self) -> i64 {
        self.0.now_milliseconds_utc()
    }
    fn desk_time(&self, milliseconds_utc: i64) -> NaiveDateTime {
        self.0.desk_time(milliseconds_utc)
    }
    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

struct Desk {
    casebook: Casebook,
    session: Session,
    clock: Arc<Laptop>,
    home: TempDir,
}

impl Desk {
    fn of(name: &str, role: Role) -> Desk {
        let home = tempfile::tempdir().unwrap();
        let clock = Arc::new(Laptop(Scripted::at(NOON)));
        let new = NewCasebook { name: "Test", member: name, role, locale: "nl", passphrase: PASSPHRASE };
        let (casebook, session, _) = Casebook::create(home.path(), &new, clock.clone()).unwrap();
        Desk { casebook, session, clock, home }
    }

    fn reopen(self) -> Desk {
        let Desk { casebook, clock, home, .. } = self;
        drop(casebook);
        let (casebook, session) =
            Casebook::open(home.path(), Credential::Passphrase(PASSPHRASE), clock.clone()).unwrap();
        Desk { casebook, session, clock, home }
    }

    fn did(&mut self, step: StepRequest) -> RecordId {
        let operation = Operation::read(vec![step]).unwrap();
        self.casebook.write(&self.session, operation).unwrap().changed[0].record
    }

    fn participant(&mut self, call_name: &str) -> RecordId {
        self.did(op("participant.add").text("call_name", call_name))
    }

    /// Types into a field, having seen what stands there.
    fn types(&mut self, person: RecordId, field: &str, text: &str) {
        self.types_having_seen(person, field, text, self.stamp(person, field));
    }

    fn types_having_seen(&mut self, person: RecordId, field: &str, text: &str, seen: Option<String>) {
        let mut step = op("participant.change").id(person).text(field, text);
        step.seen.insert(field.into(), seen);
        self.did(step);
    }

    fn stamp(&self, person: RecordId, field: &str) -> Option<String> {
        let reading = self.casebook.read(&self.session);
        let record = reading.get(Kind::named("participant").unwrap(), person).unwrap();
        let json = serde_json::to_value(&record).unwrap();
        json["stamps"][field].as_str().map(str::to_owned)
    }

    fn text(&self, person: RecordId, field: &str) -> Option<String> {
        let reading = self.casebook.read(&self.session);
        let record = reading.get(Kind::named("participant").unwrap(), person).ok()?;
        record.text(field).map(str::to_owned)
    }

    /// Every record as it is shown, with its stamps.
    fn dump(&self) -> Vec<String> {
        let mut all = Vec::new();
        let reading = self.casebook.read(&self.session);
        export::each(&reading, |one| {
            all.push(format!("{one:?}"));
            Ok::<_, casebook::CasebookError>(())
        })
        .unwrap();
        all
    }

    fn history(&self, person: RecordId, field: &str) -> Vec<(String, String)> {
        let entries = history::list(&self.casebook.read(&self.session), person).unwrap();
        let of_field = entries.into_iter().filter(|entry| entry.field == field);
        of_field
            .map(|entry| match entry.value {
                FieldValue::Text(text) => (text, entry.member),
                other => (format!("{other:?}"), entry.member),
            })
            .collect()
    }
}

struct Office {
    store: MemoryOffice,
    schema: SchemaTable,
    wall: i64,
}

impl Office {
    fn new() -> Office {
        Office { store: MemoryOffice::default(), schema: office_table(), wall: NOON }
    }

    fn enrol(&mut self, desk: &mut Desk, role: Role) {
        self.enrol_as(desk, desk.session.member, role);
    }

    fn enrol_as(&mut self, desk: &mut Desk, member: MemberId, role: Role) {
        let device = self.store.ledger.next_number();
        let request = RequestId(Uuid::now_v7());
        self.store.tell_ledger(LedgerEntry::Member { member, role: Some(role.at_office()) });
        self.store.tell_ledger(LedgerEntry::Device {
            device,
            members: vec![member],
            replaces: None,
            request,
        });
        let membership = Membership {
            office: "Kantoor Naaldwijk".into(),
            addresses: vec!["kantoor:8443".into()],
            certificate: Vec::new(),
            token: vec![7; 32],
            device,
        };
        desk.session = desk.casebook.join(&desk.session, &membership, member, role).unwrap();
    }

    /// Exchanges until there is nothing more to say.
    fn meets(&mut self, desk: &mut Desk) {
        for _ in 0..100 {
            let request = desk.casebook.ask(Limits::default()).unwrap();
            let answer = self.answers(&request);
            if !desk.casebook.apply(answer).unwrap().again {
                return;
            }
        }
        panic!("the exchange does not come to an end");
    }

    fn answers(&mut self, request: &Request) -> Answer {
        let time = OfficeTime { wall: u64::try_from(self.wall).unwrap(), held: false };
        sync::office::receive(&mut self.store, &self.schema, time, request, Limits::default()).unwrap()
    }

    fn meet_all(&mut self, desks: &mut [&mut Desk]) {
        for _ in 0..3 {
            desks.iter_mut().for_each(|desk| self.meets(desk));
        }
    }
}

/// Two project leaders: both see everything.
fn two_leads() -> (Office, Desk, Desk) {
    let (mut office, mut ria, mut bram) =
        (Office::new(), Desk::of("Ria", Role::Lead), Desk::of("Bram", Role::Lead));
    office.enrol(&mut ria, Role::Lead);
    office.enrol(&mut bram, Role::Lead);
    office.meet_all(&mut [&mut ria, &mut bram]);
    (office, ria, bram)
}

#[test]
fn what_was_written_before_joining_arrives_at_a_colleague_with_everything_around_it() {
    let (mut office, mut ria, mut bram) =
        (Office::new(), Desk::of("Ria", Role::Lead), Desk::of("Bram", Role::Lead));
    let samir = ria.participant("Samir");
    ria.types(samir, "town", "Monster");
    ria.did(op("language_skill.put").parent(samir).element("ar").text("speaks", "well"));
    ria.did(op("note.add").parent(samir).text("text", "Kwam lachend binnen."));
    let selam = bram.participant("Selam");
    office.enrol(&mut ria, Role::Lead);
    office.enrol(&mut bram, Role::Lead);
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(bram.text(samir, "town").as_deref(), Some("Monster"));
    assert_eq!(ria.text(selam, "call_name").as_deref(), Some("Selam"));
    assert_eq!(ria.dump(), bram.dump());
    assert_eq!(ria.casebook.office_state().unwrap().waiting, 0);
    let found = casebook::find::quick_find(&bram.casebook.read(&bram.session), "lachend").unwrap();
    assert_eq!(found.len(), 1, "what came from the office is found too");
    for desk in [&ria, &bram] {
        assert_eq!(desk.casebook.verify().unwrap().problems, Vec::<String>::new());
    }
}

#[test]
fn two_edits_of_two_fields_both_stand() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.types(samir, "town", "Monster");
    bram.types(samir, "official_name", "Samir Haddad");
    office.meet_all(&mut [&mut ria, &mut bram]);
    for desk in [&ria, &bram] {
        assert_eq!(desk.text(samir, "town").as_deref(), Some("Monster"));
        assert_eq!(desk.text(samir, "official_name").as_deref(), Some("Samir Haddad"));
    }
    assert_eq!(ria.dump(), bram.dump());
}

#[test]
fn who_is_renamed_elsewhere_is_found_here_by_the_new_name() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.types(samir, "call_name", "Jamal");
    ria.types(samir, "town", "Monster");
    office.meet_all(&mut [&mut ria, &mut bram]);
    let finds =
        |name: &str| casebook::find::quick_find(&bram.casebook.read(&bram.session), name).unwrap().len();
    assert_eq!((finds("Jamal"), finds("Samir")), (1, 0));
    assert_eq!(bram.casebook.verify().unwrap().problems, Vec::<String>::new());
}

#[test]
fn what_was_heard_already_changes_nothing_when_it_is_heard_again() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.types(samir, "goal", "Van Ria.");
    bram.types(samir, "goal", "Van Bram.");
    office.meets(&mut ria);
    office.meets(&mut bram);
    ria.types(samir, "town", "Monster");
    office.meets(&mut ria);
    let request = bram.casebook.ask(Limits::default()).unwrap();
    let answer = office.answers(&request);
    assert!(bram.casebook.apply(answer.clone()).unwrap().changed.contains_key(&samir));
    let (shown, history) = (bram.dump(), bram.history(samir, "goal"));
    let request = bram.casebook.ask(Limits::default()).unwrap().id;
    let again = bram.casebook.apply(Answer { request, ..answer }).unwrap();
    assert!(again.changed.is_empty());
    assert_eq!((bram.dump(), bram.history(samir, "goal")), (shown, history));
    assert_eq!(bram.casebook.verify().unwrap().problems, Vec::<String>::new());
}

#[test]
fn two_versions_of_one_text_are_both_there_and_one_tap_decides() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.types(samir, "goal", "Wil met dieren werken.");
    bram.clock.0.move_to(NOON + 42 * DAY);
    office.wall = NOON + 42 * DAY;
    bram.types(samir, "goal", "Wil bij een teler werken.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(ria.dump(), bram.dump());
    for desk in [&ria, &bram] {
        let items = list_reviews(&desk.casebook.read(&desk.session)).unwrap();
        let goal = |version: &Version| (version.fields["goal"].clone(), version.member.clone());
        let text = |text: &str, who: &str| (FieldValue::Text(text.into()), who.to_owned());
        assert_eq!(items.len(), 1);
        assert_eq!(goal(&items[0].standing), text("Wil bij een teler werken.", "Bram"));
        assert_eq!(goal(&items[0].other), text("Wil met dieren werken.", "Ria"));
        assert_eq!(desk.casebook.office_state().unwrap().to_review, 1);
    }
    let item = list_reviews(&bram.casebook.read(&bram.session)).unwrap()[0].id;
    bram.casebook.take_version(&bram.session, item, Take::Other).unwrap();
    assert!(list_reviews(&bram.casebook.read(&bram.session)).unwrap().is_empty(), "settled at once");
    assert_eq!(bram.casebook.office_state().unwrap().to_review, 0, "and counted at once");
    office.meet_all(&mut [&mut ria, &mut bram]);
    for desk in [&ria, &bram] {
        assert_eq!(desk.text(samir, "goal").as_deref(), Some("Wil met dieren werken."));
        assert!(list_reviews(&desk.casebook.read(&desk.session)).unwrap().is_empty());
        let history = desk.history(samir, "goal");
        assert!(history.contains(&("Wil bij een teler werken.".into(), "Bram".into())), "{history:?}");
        assert!(history.contains(&("Wil met dieren werken.".into(), "Ria".into())), "{history:?}");
    }
    let again = ria.casebook.take_version(&ria.session, item, Take::Standing).unwrap_err();
    assert_eq!(again.code(), "settled_already");
}

#[test]
fn what_was_seen_is_overwritten_without_a_question_whatever_the_clocks_say() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    let ten_years = 3_652 * DAY;
    ria.clock.0.move_to(NOON + ten_years);
    ria.types(samir, "goal", "Uit de toekomst.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    bram.clock.0.move_to(NOON - ten_years);
    bram.types(samir, "goal", "Uit het verleden, maar gezien.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    for desk in [&ria, &bram] {
        assert_eq!(desk.text(samir, "goal").as_deref(), Some("Uit het verleden, maar gezien."));
        assert!(list_reviews(&desk.casebook.read(&desk.session)).unwrap().is_empty());
    }
    assert_eq!(ria.casebook.office_state().unwrap().clock_offset, -ten_years);
}

#[test]
fn an_edit_over_an_own_one_that_still_waits_asks_nobody() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    for goal in ["Eerste.", "Tweede.", "Derde."] {
        ria.types(samir, "goal", goal);
    }
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.types(samir, "goal", "Vierde.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(bram.text(samir, "goal").as_deref(), Some("Vierde."));
    assert!(list_reviews(&bram.casebook.read(&bram.session)).unwrap().is_empty());
    let ours: Vec<String> = ria.history(samir, "goal").into_iter().map(|(text, _)| text).collect();
    assert_eq!(ours, ["Vierde.", "Derde.", "Tweede.", "Eerste."]);
    let theirs: Vec<String> = bram.history(samir, "goal").into_iter().map(|(text, _)| text).collect();
    assert_eq!(theirs, ours, "each value once, on both sides");
}

#[test]
fn what_arrives_while_somebody_types_is_not_overwritten_unseen() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    ria.types(samir, "goal", "Begin.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    let on_screen = ria.stamp(samir, "goal");
    bram.types(samir, "goal", "Van Bram.");
    office.meet_all(&mut [&mut bram, &mut ria]);
    ria.types_having_seen(samir, "goal", "Van Ria.", on_screen);
    office.meet_all(&mut [&mut ria, &mut bram]);
    let items = list_reviews(&ria.casebook.read(&ria.session)).unwrap();
    assert_eq!(items.len(), 1, "one of the two is looked at");
}

#[test]
fn a_coach_sees_her_caseload_and_a_case_that_leaves_it_goes() {
    let mut office = Office::new();
    let (mut els, mut joost) = (Desk::of("Els", Role::Coach), Desk::of("Joost", Role::Coach));
    let mut lead = Desk::of("Ria", Role::Lead);
    for (desk, role) in [(&mut els, Role::Coach), (&mut joost, Role::Coach), (&mut lead, Role::Lead)] {
        office.enrol(desk, role);
    }
    let samir = els.participant("Samir");
    els.did(op("note.add").parent(samir).text("text", "Komt op de fiets."));
    office.meet_all(&mut [&mut els, &mut joost, &mut lead]);
    assert_eq!(joost.text(samir, "call_name"), None, "not his");
    assert_eq!(lead.text(samir, "call_name").as_deref(), Some("Samir"));
    let mut hand_over = op("participant.change").id(samir).text("coach", &joost.session.member.to_string());
    hand_over.seen.insert("coach".into(), lead.stamp(samir, "coach"));
    lead.did(hand_over);
    office.meet_all(&mut [&mut lead, &mut joost, &mut els]);
    assert_eq!(joost.text(samir, "call_name").as_deref(), Some("Samir"));
    assert_eq!(els.text(samir, "call_name"), None, "handed over");
    let found = casebook::find::quick_find(&els.casebook.read(&els.session), "Samir").unwrap();
    assert!(found.is_empty());
    let notes = casebook::find::quick_find(&joost.casebook.read(&joost.session), "fiets").unwrap();
    assert_eq!(notes.len(), 1, "her notes came along");
}

#[test]
fn removing_and_an_edit_unseen_keep_the_record() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    ria.did(op("participant.remove").id(samir));
    bram.types(samir, "town", "Monster");
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(ria.dump(), bram.dump());
    let kept = |desk: &Desk| {
        let reading = desk.casebook.read(&desk.session);
        !reading.get(Kind::named("participant").unwrap(), samir).unwrap().removed
    };
    assert!(kept(&ria) && kept(&bram), "an edit that had not seen the deletion keeps the record");
    bram.did(op("participant.remove").id(samir));
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert!(!kept(&ria) && !kept(&bram), "removed knowingly");
    ria.did(op("participant.keep").id(samir));
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert!(kept(&ria) && kept(&bram));
}

#[test]
fn an_erased_person_is_gone_on_every_laptop_from_index_history_and_outbox() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    ria.types(samir, "goal", "Teler worden.");
    ria.types(samir, "goal", "Kweker worden.");
    office.meet_all(&mut [&mut ria, &mut bram]);
    bram.types(samir, "goal", "Nog onderweg.");
    sync::office::erase(&mut office.store, samir).unwrap();
    office.meet_all(&mut [&mut ria, &mut bram]);
    for desk in [&ria, &bram] {
        assert_eq!(desk.text(samir, "call_name"), None);
        assert!(casebook::find::quick_find(&desk.casebook.read(&desk.session), "Samir").unwrap().is_empty());
        assert!(!desk.dump().iter().any(|one| one.contains("worden") || one.contains("onderweg")));
        assert_eq!(desk.casebook.verify().unwrap().problems, Vec::<String>::new());
    }
    assert_eq!(ria.dump(), bram.dump());
}

#[test]
fn a_revoked_laptop_delivers_and_writes_nothing_more() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    bram.types(samir, "goal", "Nog niet gestuurd.");
    let device = bram.casebook.membership().unwrap().unwrap().device;
    office.store.tell_ledger(LedgerEntry::Revoked { device });
    office.meets(&mut bram);
    let operation = Operation::read(vec![op("participant.add").text("call_name", "X")]).unwrap();
    assert_eq!(bram.casebook.write(&bram.session, operation).unwrap_err().code(), "device_revoked");
    assert!(bram.casebook.office_state().unwrap().is_wiped);
    assert_eq!(bram.text(samir, "call_name"), None);
    let Desk { casebook, clock, home, .. } = bram;
    drop(casebook);
    let opened = Casebook::open(home.path(), Credential::Passphrase(PASSPHRASE), clock);
    assert_eq!(opened.map(|_| ()).unwrap_err().code(), "device_wiped");
    office.meets(&mut ria);
    assert_eq!(ria.text(samir, "goal"), None, "it waits for the administrator");
}

#[test]
fn a_member_known_to_the_office_goes_on_under_that_name_on_a_second_laptop() {
    let (mut office, mut ria, _) = two_leads();
    let mut second = Desk::of("Ria", Role::Coach);
    let selam = second.participant("Selam");
    office.enrol_as(&mut second, ria.session.member, Role::Lead);
    assert_eq!(second.session.member, ria.session.member);
    assert_eq!(second.session.role, Role::Lead);
    office.meet_all(&mut [&mut second, &mut ria]);
    assert_eq!(ria.text(selam, "call_name").as_deref(), Some("Selam"));
    assert_eq!(ria.text(selam, "coach"), Some(ria.session.member.to_string()));
    let second = second.reopen();
    assert_eq!(second.session.member, ria.session.member, "the passphrase opens under the new id");
    assert_eq!(second.dump(), ria.dump());
}

#[test]
fn a_copy_of_a_casebook_gets_a_number_of_its_own_and_loses_nothing() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    let backup = tempfile::tempdir().unwrap();
    let snapshot = ria.casebook.back_up(&ria.session, backup.path()).unwrap();
    ria.types(samir, "town", "Monster");
    office.meet_all(&mut [&mut ria, &mut bram]);
    let home = tempfile::tempdir().unwrap();
    casebook::restore(&snapshot.path, home.path()).unwrap();
    let clock = Arc::new(Laptop(Scripted::at(NOON + DAY)));
    office.wall = NOON + DAY;
    let (casebook, session) =
        Casebook::open(home.path(), Credential::Passphrase(PASSPHRASE), clock.clone()).unwrap();
    let mut copy = Desk { casebook, session, clock, home };
    copy.types(samir, "official_name", "Samir Haddad");
    office.meet_all(&mut [&mut copy, &mut ria, &mut bram]);
    assert_ne!(copy.casebook.office_state().unwrap().device, ria.casebook.office_state().unwrap().device);
    for desk in [&copy, &ria, &bram] {
        assert_eq!(desk.text(samir, "official_name").as_deref(), Some("Samir Haddad"));
        assert_eq!(desk.text(samir, "town").as_deref(), Some("Monster"));
    }
    assert_eq!(copy.dump(), bram.dump());
}

#[test]
fn the_office_knows_every_kind_by_its_number() {
    let table = office_table();
    assert_eq!(table.kinds.len(), KINDS.len());
    let participant = Kind::named("participant").unwrap();
    let row = table.kinds.iter().find(|row| row.kind == participant.number).unwrap();
    assert_eq!(row.holder, Some(participant.field("coach").unwrap().number));
    assert_eq!(DeviceNumber::default(), DeviceNumber(0));
}
