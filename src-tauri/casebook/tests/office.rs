//! Casebooks and an office: real encrypted files on both laptops, the engine's own office in memory between them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::convert::Infallible;
use std::sync::Arc;

use casebook::office::{Membership, Take, Version, list_reviews};
use casebook::schema::{KINDS, Kind, office_table};
use casebook::{
    Casebook, Credential, FieldValue, NewCasebook, Operation, Role, Scripted, Session, StepRequest,
};
use casebook::{Surroundings, export, history};
use chrono::NaiveDateTime;
use common::{Build, DAY, NOON, PASSPHRASE, op};
use sync::device::{self, Answered, Draft, DraftChange};
use sync::exchange::{Answer, Limits, Request};
use sync::office::OfficeTime;
use sync::schema::{Home, SchemaTable};
use sync::simulation::memory::{MemoryDevice, MemoryOffice};
use sync::stick::{self, Back, Brought};
use sync::{
    DeviceNumber, FieldNumber, KindNumber, LedgerEntry, MemberId, PARENT, RecordId, RequestId, TransactionId,
    Value,
};
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

    /// Who else may guide a person.
    fn colleagues(&self, person: RecordId) -> Vec<String> {
        casebook::participant::page(&self.casebook.read(&self.session), person).unwrap().colleagues
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
            name_key: Some([5; 32]),
        };
        desk.session = desk.casebook.join(&desk.session, &membership, member, role).unwrap();
    }

    fn answer(&mut self, request: &Request, limits: Limits) -> Answer {
        let time = OfficeTime { wall: u64::try_from(self.wall).unwrap(), held: false };
        sync::office::receive(&mut self.store, &self.schema, time, request, limits).unwrap()
    }

    /// What a stick brings back; each page of a snapshot is of a few records.
    fn answers_stick(&mut self, brought: Brought) -> Back {
        let answer = |request: &Request| Ok::<_, Infallible>(self.answer(request, Limits { bytes: 500 }));
        let answers = stick::answer_all(brought.request, brought.scope, answer).unwrap();
        Back { answers, held: Vec::new(), blobs: Vec::new() }
    }

    /// Exchanges until there is nothing more to say.
    fn meets(&mut self, desk: &mut Desk) {
        for _ in 0..100 {
            let request = desk.casebook.ask(Limits::default()).unwrap();
            let answer = self.answer(&request, Limits::default());
            if !desk.casebook.apply(answer).unwrap().again {
                return;
            }
        }
        panic!("the exchange does not come to an end");
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
fn two_coaches_who_guide_the_same_person_hear_of_each_other_and_of_nothing_else() {
    let (mut office, mut ria, mut bram) =
        (Office::new(), Desk::of("Ria", Role::Coach), Desk::of("Bram", Role::Coach));
    let mohamed = ria.participant("Mohamed");
    ria.types(mohamed, "official_name", "Mohamed Al-Khatib");
    office.enrol(&mut ria, Role::Coach);
    office.enrol(&mut bram, Role::Coach);
    let muhammad = bram.participant("Muhammad");
    bram.types(muhammad, "official_name", "Muhammad Alkhatib");
    let selam = bram.participant("Selam");
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(ria.colleagues(mohamed), ["Bram"]);
    assert_eq!(bram.colleagues(muhammad), ["Ria"]);
    assert!(bram.colleagues(selam).is_empty());
    assert!(ria.text(muhammad, "call_name").is_none(), "a colleague's case stays hers");
    let told = format!("{:?}", ria.dump());
    assert!(!told.contains("Muhammad") && !told.contains("Selam"), "and so do its names");

    bram.types(muhammad, "official_name", "Jamal Osman");
    bram.types(muhammad, "call_name", "Jamal");
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert!(ria.colleagues(mohamed).is_empty(), "it was somebody else");
    for desk in [&ria, &bram] {
        assert_eq!(desk.casebook.verify().unwrap().problems, Vec::<String>::new());
        assert_eq!(desk.casebook.office_state().unwrap().waiting, 0);
    }
}

#[test]
fn who_was_erased_is_recognised_by_nobody() {
    let (mut office, mut ria, mut bram) =
        (Office::new(), Desk::of("Ria", Role::Coach), Desk::of("Bram", Role::Coach));
    office.enrol(&mut ria, Role::Coach);
    office.enrol(&mut bram, Role::Coach);
    let [samir, other] = [&mut ria, &mut bram].map(|desk| {
        let samir = desk.participant("Samir");
        desk.types(samir, "official_name", "Samir Haddad");
        samir
    });
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(ria.colleagues(samir), ["Bram"]);
    sync::office::erase(&mut office.store, other).unwrap();
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert!(ria.colleagues(samir).is_empty());
    assert!(!ria.dump().iter().any(|record| record.contains(&other.stand_in().to_string())));
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
    let answer = office.answer(&request, Limits::default());
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
fn much_that_leaves_a_caseload_goes_from_the_laptop_only_after_a_yes() {
    let mut office = Office::new();
    let (mut els, mut ria) = (Desk::of("Els", Role::Coach), Desk::of("Ria", Role::Lead));
    office.enrol(&mut els, Role::Coach);
    office.enrol(&mut ria, Role::Lead);
    let people: Vec<RecordId> = (0..5).map(|place| els.participant(&format!("Amina {place}"))).collect();
    office.meet_all(&mut [&mut els, &mut ria]);
    for person in &people {
        let mut hand_over =
            op("participant.change").id(*person).text("coach", &ria.session.member.to_string());
        hand_over.seen.insert("coach".into(), ria.stamp(*person, "coach"));
        ria.did(hand_over);
    }
    office.meet_all(&mut [&mut ria, &mut els]);
    office.store.verified = sync::office::Store::end(&office.store).unwrap();
    office.meets(&mut els);
    assert_eq!(els.text(people[0], "call_name"), None, "hidden at once");
    let asks = els.casebook.office_state().unwrap().leaving;
    assert!(asks >= 5, "{asks}");
    els.casebook.evict(true).unwrap();
    assert_eq!(els.casebook.office_state().unwrap().leaving, 0);
    office.meets(&mut els);
    assert_eq!(els.casebook.office_state().unwrap().leaving, 0, "nothing is left to ask for");
    assert!(els.casebook.verify().unwrap().problems.is_empty());
    assert_eq!(ria.text(people[0], "call_name").as_deref(), Some("Amina 0"));
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

/// A laptop with a later version: it knows a kind, a field and a choice that no casebook here knows.
struct LaterLaptop {
    store: MemoryDevice,
    member: MemberId,
    table: SchemaTable,
}

const GOAL: KindNumber = KindNumber(900);
const NICKNAME: FieldNumber = FieldNumber(900);

impl LaterLaptop {
    fn enrolled(office: &mut Office) -> LaterLaptop {
        let (device, member) = (office.store.ledger.next_number(), MemberId(Uuid::now_v7()));
        office.store.tell_ledger(LedgerEntry::Member { member, role: Some(sync::schema::Role::Lead) });
        let (members, request) = (vec![member], RequestId(Uuid::now_v7()));
        office.store.tell_ledger(LedgerEntry::Device { device, members, replaces: None, request });
        let mut store = MemoryDevice::default();
        device::joined(&mut store, device).unwrap();
        let mut table = office_table();
        let mut goal = table.kinds.iter().find(|row| row.home == Home::Within).unwrap().clone();
        goal.kind = GOAL;
        table.kinds.push(goal);
        LaterLaptop { store, member, table }
    }

    fn writes(&mut self, record: RecordId, kind: KindNumber, fields: &[(FieldNumber, Value)]) {
        let changes = fields.iter().map(|(field, value)| DraftChange {
            field: *field,
            value: value.clone(),
            seen: device::show(&self.store, record, *field).unwrap().seen,
            removing: None,
        });
        let drafts = vec![Draft { record, kind, changes: changes.collect() }];
        let id = TransactionId(Uuid::now_v7());
        let wall = u64::try_from(NOON).unwrap();
        device::write(&mut self.store, &self.table, id, self.member, wall, "goal.add", drafts).unwrap();
    }

    fn meets(&mut self, office: &mut Office) {
        let wall = u64::try_from(NOON).unwrap();
        for _ in 0..100 {
            let id = RequestId(Uuid::now_v7());
            let request = device::ask(&mut self.store, id, wall, Limits::default()).unwrap();
            let answer = office.answer(&request, Limits::default());
            if device::apply(&mut self.store, answer, wall).unwrap() == (Answered::Applied { again: false }) {
                return;
            }
        }
        panic!("the exchange does not come to an end");
    }

    fn shows(&self, record: RecordId, field: FieldNumber) -> Option<Value> {
        device::show(&self.store, record, field).unwrap().value
    }
}

#[test]
fn what_a_later_version_wrote_is_kept_unseen_and_passed_on_also_to_an_office_that_lost_it() {
    let (mut office, mut ria, _) = two_leads();
    let backup = office.store.data.clone();
    let mut later = LaterLaptop::enrolled(&mut office);
    let participant = Kind::named("participant").unwrap();
    let [call_name, phase] = ["call_name", "phase"].map(|name| participant.field(name).unwrap().number);
    let text = |text: &str| Value::Text(text.into());
    let (samir, goal) = (RecordId(Uuid::now_v7()), RecordId(Uuid::now_v7()));
    let fields = [(call_name, text("Samir")), (phase, text("sabbatical")), (NICKNAME, text("Sam"))];
    later.writes(samir, participant.number, &fields);
    later.writes(goal, GOAL, &[(PARENT, Value::reference(samir)), (FieldNumber(10), text("Bakker worden"))]);
    later.meets(&mut office);
    office.meets(&mut ria);
    assert_eq!(ria.text(samir, "call_name").as_deref(), Some("Samir"));
    assert_eq!(ria.text(samir, "phase"), None, "a phase that this version does not know");
    ria.types(samir, "town", "Monster");
    assert!(ria.casebook.verify().unwrap().problems.is_empty());
    let mut ria = ria.reopen();
    // The office comes back from a backup that knows nothing of it, and the later laptop is gone for good.
    office.store.data = backup;
    sync::office::restored(&mut office.store, &office.schema).unwrap();
    office.meets(&mut ria);
    let mut another = LaterLaptop::enrolled(&mut office);
    another.meets(&mut office);
    assert_eq!(another.shows(samir, phase), Some(text("sabbatical")));
    assert_eq!(another.shows(samir, NICKNAME), Some(text("Sam")));
    assert_eq!(another.shows(goal, FieldNumber(10)), Some(text("Bakker worden")));
    let town = participant.field("town").unwrap().number;
    assert_eq!(another.shows(samir, town), Some(text("Monster")));
}

/// Carries what stands beside records from one casebook to another, in small pieces.
fn carry_blobs(from: &Desk, to: &mut Desk, damage: u8) {
    for (hash, at) in to.casebook.blobs_wanted().unwrap() {
        let mut at = at;
        while let Some(mut piece) = from.casebook.blob_piece(hash, at, 40).unwrap() {
            if piece.bytes.is_empty() {
                break;
            }
            piece.bytes[0] ^= damage;
            to.casebook.take_blob(&piece).unwrap();
            at += 40;
        }
    }
}

#[test]
fn a_drawing_comes_after_its_record_whole_or_not_at_all_and_goes_with_the_person() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    let strokes = r#"{"v":1,"strokes":[{"c":"ink","w":5,"p":[0,0,10,10,20,20,30,30,40,40,50,50]}]}"#;
    let drawing = ria.did(op("drawing.add").parent(samir).text("strokes", strokes));
    let content =
        |desk: &Desk| casebook::conversation::strokes(&desk.casebook.read(&desk.session), drawing).unwrap();
    for hash in ria.casebook.blobs_to_deliver().unwrap() {
        ria.casebook.blob_delivered(hash).unwrap();
    }
    office.meet_all(&mut [&mut ria, &mut bram]);
    assert_eq!(content(&bram), None, "still to come");
    let [(hash, 0)] = bram.casebook.blobs_wanted().unwrap()[..] else { panic!("one drawing") };
    let gap = ria.casebook.blob_piece(hash, 40, 40).unwrap().unwrap();
    assert_eq!(bram.casebook.take_blob(&gap).unwrap(), None);
    carry_blobs(&ria, &mut bram, 1);
    assert_eq!(content(&bram), None, "damaged on the way");
    carry_blobs(&ria, &mut bram, 0);
    assert_eq!(content(&bram).as_deref(), Some(strokes.as_bytes()));
    assert!(bram.casebook.blobs_wanted().unwrap().is_empty());
    sync::office::erase(&mut office.store, samir).unwrap();
    office.meet_all(&mut [&mut ria, &mut bram]);
    for desk in [&ria, &bram] {
        assert_eq!(desk.casebook.blob_piece(hash, 0, 40).unwrap(), None);
    }
}

#[test]
fn a_restored_office_is_brought_again_what_stands_beside_records() {
    let (mut office, mut ria, _) = two_leads();
    let backup = office.store.data.clone();
    let samir = ria.participant("Samir");
    ria.did(op("drawing.add").parent(samir).text("strokes", "{}"));
    let delivered = ria.casebook.blobs_to_deliver().unwrap();
    ria.casebook.blob_delivered(delivered[0]).unwrap();
    office.meets(&mut ria);
    office.store.data = backup;
    sync::office::restored(&mut office.store, &office.schema).unwrap();
    let request = ria.casebook.ask(Limits::default()).unwrap();
    let answer = office.answer(&request, Limits::default());
    ria.casebook.apply(answer).unwrap();
    assert_eq!(ria.casebook.blobs_to_deliver().unwrap(), delivered);
}

/// One journey: there with everything that waits, back with everything there is.
fn by_stick(office: &mut Office, desk: &mut Desk) -> bool {
    let brought = desk.casebook.ask_by_stick().unwrap();
    let answers = office.answers_stick(brought);
    !desk.casebook.apply_from_stick(answers).unwrap().expect("it is the answer").again
}

#[test]
fn one_journey_of_a_stick_delivers_all_that_waits_and_brings_a_case_that_was_handed_over() {
    let mut office = Office::new();
    let (mut els, mut ria) = (Desk::of("Els", Role::Coach), Desk::of("Ria", Role::Lead));
    office.enrol(&mut els, Role::Coach);
    office.enrol(&mut ria, Role::Lead);
    let handed_over: Vec<RecordId> = (0..6).map(|place| ria.participant(&format!("Amina {place}"))).collect();
    office.meet_all(&mut [&mut ria, &mut els]);
    for person in &handed_over {
        let mut hand_over =
            op("participant.change").id(*person).text("coach", &els.session.member.to_string());
        hand_over.seen.insert("coach".into(), ria.stamp(*person, "coach"));
        ria.did(hand_over);
    }
    let own = els.participant("Samir");
    els.types(own, "town", "Monster");
    office.meet_all(&mut [&mut ria]);
    assert!(by_stick(&mut office, &mut els), "one journey is enough");
    assert_eq!(els.casebook.office_state().unwrap().waiting, 0);
    for (place, person) in handed_over.iter().enumerate() {
        assert_eq!(els.text(*person, "call_name"), Some(format!("Amina {place}")));
    }
    office.meet_all(&mut [&mut ria]);
    assert_eq!(ria.text(own, "town").as_deref(), Some("Monster"));
}

#[test]
fn what_was_written_while_the_stick_was_away_waits_and_goes_with_the_next() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    office.meet_all(&mut [&mut ria, &mut bram]);
    bram.types(samir, "town", "Monster");
    office.meet_all(&mut [&mut bram]);
    let brought = ria.casebook.ask_by_stick().unwrap();
    ria.types(samir, "pronunciation", "sa-MIR");
    let answers = office.answers_stick(brought);
    office.wall += DAY;
    assert!(ria.casebook.apply_from_stick(answers).unwrap().is_some());
    assert_eq!(ria.text(samir, "pronunciation").as_deref(), Some("sa-MIR"));
    assert_eq!(ria.text(samir, "town").as_deref(), Some("Monster"));
    assert_eq!(ria.casebook.office_state().unwrap().waiting, 1);
    by_stick(&mut office, &mut ria);
    office.meet_all(&mut [&mut bram]);
    assert_eq!(bram.text(samir, "pronunciation").as_deref(), Some("sa-MIR"));
}

#[test]
fn a_stick_that_comes_back_twice_or_too_late_changes_nothing() {
    let (mut office, mut ria, mut bram) = two_leads();
    let samir = ria.participant("Samir");
    let first = ria.casebook.ask_by_stick().unwrap();
    let answers = office.answers_stick(first);
    assert!(ria.casebook.apply_from_stick(answers.clone()).unwrap().is_some());
    assert_eq!(ria.casebook.apply_from_stick(answers).unwrap(), None, "it was imported before");
    let late = ria.casebook.ask_by_stick().unwrap();
    let late = office.answers_stick(late);
    office.meet_all(&mut [&mut bram]);
    bram.types(samir, "town", "Monster");
    office.meet_all(&mut [&mut bram, &mut ria]);
    let before = ria.dump();
    assert_eq!(ria.casebook.apply_from_stick(late).unwrap(), None, "a line was faster");
    assert_eq!(ria.dump(), before);
    assert_eq!(ria.text(samir, "town").as_deref(), Some("Monster"));
}

#[test]
fn a_stick_that_meets_a_restored_office_offers_again_with_the_next() {
    let (mut office, mut ria, mut bram) = two_leads();
    let backup = office.store.data.clone();
    let samir = ria.participant("Samir");
    by_stick(&mut office, &mut ria);
    office.store.data = backup;
    sync::office::restored(&mut office.store, &office.schema).unwrap();
    assert!(!by_stick(&mut office, &mut ria), "the office was restored: another journey");
    while !by_stick(&mut office, &mut ria) {}
    office.meet_all(&mut [&mut bram]);
    assert_eq!(bram.text(samir, "call_name").as_deref(), Some("Samir"));
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
