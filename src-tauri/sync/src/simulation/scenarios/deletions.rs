//! What a deletion knows, and what makes it void.

use super::*;

/// Seed 3215168. The own waiting value hides from the screen what a copy wrote under the number they share.
#[test]
fn a_deletion_does_not_know_what_a_copy_wrote_beneath_its_own_waiting_value() {
    let (mut scene, mut casebook) = Scene::new();
    scene.exchange_all(&mut casebook);
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

/// Seed 5069461. The office came back from an older backup than the one that it had told of: the casebook no longer keeps
/// what the office lost, and nothing that it sends contradicts what its copy brought.
#[test]
fn a_deletion_does_not_know_what_a_copy_brought_to_an_office_that_lost_what_is_no_longer_kept() {
    for heard in 0..4 {
        let (mut scene, mut casebook) = Scene::new();
        scene.office.back_up().unwrap();
        scene.name(&mut casebook, EMPLOYER_ONE, "first");
        let mut copy = casebook.clone();
        scene.name(&mut copy, EMPLOYER_ONE, "by the copy");
        scene.name(&mut casebook, EMPLOYER_TWO, "under the sequence number that the copy uses");
        scene.exchange_all(&mut casebook);
        scene.office.back_up().unwrap();
        scene.exchange_all(&mut casebook);
        assert!(casebook.data.kept.is_empty(), "what the office has backed up is no longer kept");
        let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
        scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
        scene.office.backups.truncate(1);
        scene.restore_office();
        // Whether the casebook had heard of the return, and had offered again, or not.
        for _ in 0..heard {
            scene.exchange(&mut casebook);
        }
        scene.exchange_all(&mut copy);
        scene.exchange_all(&mut casebook);
        assert_ne!(copy.data.standing.device, casebook.data.standing.device);
        by_the_copy_stands(scene.record(EMPLOYER_ONE));
    }
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

/// Seed 5212096. The deletion was let in, and so is what its author wrote since; a second deletion still waits.
#[test]
fn a_deletion_does_not_know_what_its_author_wrote_since_for_a_later_one_that_waits() {
    let (mut scene, mut casebook) = Scene::of(Role::Assistant);
    scene.name(&mut casebook, EMPLOYER_ONE, "first");
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    scene.release_all();
    // It has not heard yet that the deletion was let in.
    scene.name(&mut casebook, EMPLOYER_ONE, "after the deletion");
    let shown = device::removing(&casebook, EMPLOYER_ONE).unwrap();
    scene.delete_from_screen(&mut casebook, EMPLOYER_ONE, shown);
    scene.exchange_all(&mut casebook);
    let waiting = scene.office.quarantined().unwrap();
    scene.release(&waiting[..1]);
    let record = scene.record(EMPLOYER_ONE);
    assert_eq!(*name_of(record), Value::Text("after the deletion".into()));
    assert!(!record.is_deleted(), "the first deletion had not seen it: {record:?}");
    scene.release(&waiting[1..]);
    assert!(scene.record(EMPLOYER_ONE).is_deleted());
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
