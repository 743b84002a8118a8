//! Where a record belongs, who sees it, and how it comes in.

use super::*;

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

/// It heard the whole log and got the snapshot too, which says the same.
#[test]
fn a_new_device_is_told_once_what_was_there_before_it() {
    let (mut scene, mut casebook) = Scene::new();
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    scene.name(&mut casebook, EMPLOYER_ONE, "second");
    scene.exchange_all(&mut casebook);
    let mut colleague = scene.join();
    let (wall, id) = scene.step();
    let time = OfficeTime { wall, held: false };
    let request = device::ask(&mut colleague, RequestId(id), wall, scene.limits).unwrap();
    let answer = office::receive(&mut scene.office, &SCHEMA, time, &request, scene.limits).unwrap();
    let Gate::Open(opened) = &answer.gate else { panic!("the office knows it") };
    assert!(opened.patches.is_empty() && opened.page.is_none() && !opened.more, "only its scope: {opened:?}");
    device::apply(&mut colleague, answer, wall).unwrap();
    scene.exchange_all(&mut colleague);
    assert_eq!(colleague.data.open, casebook.data.open);
    let past = device::Store::past(&colleague, EMPLOYER_ONE).unwrap();
    assert_eq!(past.len(), 1, "what was overwritten before it came stands in its history: {past:?}");
}
