//! The write path: what is kept, what is refused, what can be taken back.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use casebook::{CasebookError, FieldValue, Operation, Role, Session, UndoStack, history};
use common::{Build, DAY, Desk, NOON, id, op};
use sync::MemberId;
use uuid::Uuid;

#[test]
fn what_was_written_is_there_after_closing_and_opening() {
    let mut desk = Desk::new();
    let samir =
        desk.did(op("participant.add").text("call_name", "Samir").text("own_script_name", "سمير")).changed[0]
            .record;
    let desk = desk.reopen();
    let record = desk.get("participant", samir);
    assert_eq!(record.text("call_name"), Some("Samir"));
    assert_eq!(record.text("own_script_name"), Some("سمير"));
    assert_eq!(record.text("phase"), Some("arrived"), "what nobody says");
    assert!(record.text("client_number").is_some_and(|number| number.len() == 7));
}

#[test]
fn an_import_that_runs_twice_changes_nothing_the_second_time() {
    let mut desk = Desk::new();
    let known = id("0190a1b2-0000-7000-8000-000000000001");
    desk.did(op("participant.add").id(known).text("call_name", "Selam"));
    desk.did(op("participant.change").id(known).text("call_name", "Selam T."));
    let again = desk.did(op("participant.add").id(known).text("call_name", "Selam"));
    assert_eq!(again.transaction, None);
    assert_eq!(again.changed[0].record, known);
    assert_eq!(desk.get("participant", known).text("call_name"), Some("Selam T."));
}

#[test]
fn writing_the_same_value_again_makes_no_transaction() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    assert_eq!(desk.did(op("participant.change").id(samir).text("call_name", " Samir ")).transaction, None);
}

#[test]
fn an_element_of_a_set_has_the_same_id_wherever_it_is_made() {
    let (mut one, mut other) = (Desk::new(), Desk::new());
    let known = id("0190a1b2-0000-7000-8000-000000000002");
    let ids = [&mut one, &mut other].map(|desk| {
        desk.did(op("participant.add").id(known).text("call_name", "Yonas"));
        desk.did(op("language_skill.put").parent(known).element("ti").text("speaks", "well")).changed[0]
            .record
    });
    assert_eq!(ids[0], ids[1]);
}

#[test]
fn several_steps_happen_together_or_not_at_all() {
    let mut desk = Desk::new();
    let known = id("0190a1b2-0000-7000-8000-000000000003");
    let refused = desk.write(vec![
        op("participant.add").id(known).text("call_name", "Amal"),
        op("name_part.put").parent(known).element("1").text("text", "Amal").text("role", "own"),
        op("name_part.put").parent(known).element("2").text("text", "Darwish").text("role", "aunt"),
    ]);
    assert!(matches!(refused, Err(CasebookError::Refused(_))));
    let operation = Operation::read(vec![op("participant.change").id(known).text("call_name", "x")]).unwrap();
    assert_eq!(desk.casebook.write(&desk.session, operation).unwrap_err().code(), "not_found");
}

#[test]
fn a_refused_operation_leaves_the_others_of_its_batch_standing() {
    let mut desk = Desk::new();
    let operations = ["Rami", "Nasrin", "Parisa"].map(|name| {
        let step = op("participant.add").text("call_name", name);
        let step = if name == "Nasrin" { step.text("arrived_on", "2016-02-31") } else { step };
        Operation::read(vec![step]).unwrap()
    });
    let outcomes = desk.casebook.write_many(&desk.session, operations.into()).unwrap();
    assert_eq!(outcomes.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn undo_takes_back_and_redo_brings_back() {
    let mut desk = Desk::new();
    let mut stack = UndoStack::default();
    let samir = desk.participant("Samir");
    stack.did(&desk.did(op("participant.change").id(samir).text("town", "Naaldwijk")));
    stack.did(&desk.did(op("participant.change").id(samir).text("town", "Poeldijk").text("phase", "guided")));

    let town = |desk: &Desk| desk.get("participant", samir).text("town").map(str::to_owned);
    assert!(stack.undo(&mut desk.casebook, &desk.session, None).unwrap().is_some());
    assert_eq!(town(&desk).as_deref(), Some("Naaldwijk"));
    assert_eq!(desk.get("participant", samir).text("phase"), Some("arrived"));
    assert!(stack.undo(&mut desk.casebook, &desk.session, None).unwrap().is_some());
    assert_eq!(town(&desk), None);
    assert!(stack.undo(&mut desk.casebook, &desk.session, None).unwrap().is_none());
    stack.redo(&mut desk.casebook, &desk.session).unwrap();
    stack.redo(&mut desk.casebook, &desk.session).unwrap();
    assert_eq!(town(&desk).as_deref(), Some("Poeldijk"));
}

#[test]
fn one_operation_is_undone_by_name_and_the_ones_after_it_stand() {
    let mut desk = Desk::new();
    let mut stack = UndoStack::default();
    let samir = desk.participant("Samir");
    let first = desk.did(op("participant.change").id(samir).text("town", "Naaldwijk"));
    stack.did(&first);
    stack.did(&desk.did(op("participant.change").id(samir).text("phase", "guided")));
    stack.undo(&mut desk.casebook, &desk.session, first.transaction).unwrap();
    assert_eq!(desk.get("participant", samir).text("town"), None);
    assert_eq!(desk.get("participant", samir).text("phase"), Some("guided"));
    stack.undo(&mut desk.casebook, &desk.session, None).unwrap();
    assert_eq!(
        desk.get("participant", samir).text("phase"),
        Some("arrived"),
        "the other one is still on the stack"
    );
}

#[test]
fn undoing_a_new_record_removes_it_and_redo_puts_it_back() {
    let mut desk = Desk::new();
    let mut stack = UndoStack::default();
    let applied = desk.did(op("participant.add").text("call_name", "Dawit"));
    let dawit = applied.changed[0].record;
    stack.did(&applied);
    stack.undo(&mut desk.casebook, &desk.session, None).unwrap();
    assert!(desk.get("participant", dawit).removed);
    stack.redo(&mut desk.casebook, &desk.session).unwrap();
    assert!(!desk.get("participant", dawit).removed);
}

#[test]
fn what_somebody_changed_since_is_not_undone() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let mine = desk.did(op("participant.change").id(samir).text("town", "Naaldwijk"));
    desk.did(op("participant.change").id(samir).text("town", "Monster"));
    let refused = desk.casebook.undo(&desk.session, mine.transaction.unwrap());
    assert_eq!(refused.unwrap_err().code(), "changed_since");
    assert_eq!(desk.get("participant", samir).text("town"), Some("Monster"));
}

#[test]
fn every_overwritten_value_is_in_the_history_and_can_be_put_back() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    for town in ["Naaldwijk", "Monster", "Poeldijk"] {
        desk.clock.move_to(desk_time(&desk) + DAY);
        desk.did(op("participant.change").id(samir).text("town", town));
    }
    let entries = history::list(&desk.casebook.read(&desk.session), samir).unwrap();
    let towns: Vec<_> = entries.iter().filter(|entry| entry.field == "town").collect();
    let values: Vec<_> = towns.iter().map(|entry| entry.value.clone()).collect();
    assert_eq!(values, ["Poeldijk", "Monster", "Naaldwijk"].map(|town| FieldValue::Text(town.into())));
    assert_eq!(towns[0].member, "Marleen");
    assert!(towns[0].at > towns[1].at);

    desk.casebook.put_back(&desk.session, towns[2].id.unwrap()).unwrap();
    assert_eq!(desk.get("participant", samir).text("town"), Some("Naaldwijk"));
    let entries = history::list(&desk.casebook.read(&desk.session), samir).unwrap();
    assert_eq!(
        entries.iter().filter(|entry| entry.field == "town").count(),
        4,
        "putting back is a new write"
    );
}

fn desk_time(desk: &Desk) -> i64 {
    use casebook::Surroundings;
    desk.clock.now_milliseconds_utc()
}

#[test]
fn stamps_grow_when_the_clock_of_the_laptop_is_set_back() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    desk.clock.move_to(NOON - 400 * DAY);
    desk.did(op("participant.change").id(samir).text("town", "Naaldwijk"));
    let record = desk.get("participant", samir);
    assert!(record.stamps.get("town") > record.stamps.get("call_name"));
    let mut desk = desk.reopen();
    desk.did(op("participant.change").id(samir).text("town", "Monster"));
    assert!(desk.get("participant", samir).stamps.get("town") > record.stamps.get("town"));
}

#[test]
fn roles_see_and_write_what_is_theirs() {
    let mut desk = Desk::new();
    let samir = desk.did(op("participant.add").text("call_name", "Samir").number("birth_year", 1990)).changed
        [0]
    .record;
    let note = desk.did(op("note.add").parent(samir).text("text", "vertrouwelijk")).changed[0].record;
    let user = desk.did(op("user.add").text("name", "Ria").text("role", "assistant")).changed[0].record;

    let assistant = Session { member: MemberId(user.0), role: Role::Assistant, ..desk.session };
    let reading = desk.casebook.read(&assistant);
    let kind = |name| casebook::schema::Kind::named(name).unwrap();
    assert_eq!(reading.get(kind("note"), note).unwrap_err().code(), "not_allowed");
    let seen = reading.get(kind("participant"), samir).unwrap();
    assert_eq!(seen.text("call_name"), Some("Samir"));
    assert!(seen.fields.get("birth_year").is_none(), "a birth date is not for the floor");
    drop(reading);

    let mut write = |session: Session, step| {
        desk.casebook
            .write(&session, Operation::read(vec![step]).unwrap())
            .map(|_| ())
            .map_err(|error| error.code())
    };
    assert_eq!(
        write(assistant, op("participant.change").id(samir).text("town", "Monster")),
        Err("not_allowed")
    );
    assert_eq!(write(assistant, op("note.add").parent(samir).text("text", "x")), Err("not_allowed"));
    let assessment = op("assessment.add")
        .parent(samir)
        .text("instrument", "meedoen-kaart")
        .number("instrument_version", 1)
        .text("moment", "week_2")
        .text("observed_on", "2016-11-01");
    assert_eq!(write(assistant, assessment), Ok(()));
    let account_manager = Session { role: Role::AccountManager, ..assistant };
    assert_eq!(
        write(account_manager, op("wish.put").parent(samir).element("greenhouse").text("horizon", "now")),
        Err("not_allowed")
    );
    let administrator = Session { role: Role::Administrator, ..assistant };
    assert_eq!(write(administrator, op("participant.add").text("call_name", "x")), Err("not_allowed"));
}

#[test]
fn a_note_is_its_authors_draft_until_closed_and_never_changes_after() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let note = desk.did(op("note.add").parent(samir).text("text", "Komt op de fiets")).changed[0].record;
    desk.did(op("note.change").id(note).text("text", "Komt nu zelf op de fiets."));

    let other = desk.did(op("user.add").text("name", "Sara").text("role", "coach")).changed[0].record;
    let colleague = Session { member: MemberId(other.0), ..desk.session };
    let change = Operation::read(vec![op("note.change").id(note).text("text", "anders")]).unwrap();
    assert_eq!(desk.casebook.write(&colleague, change).unwrap_err().code(), "not_author");

    desk.did(op("note.close").id(note));
    assert_eq!(desk.refused(op("note.change").id(note).text("text", "later")), "settled");
    assert_eq!(
        desk.refused(op("note.add").parent(samir).text("corrects", &other.to_string())),
        "wrong_value"
    );
    let correction =
        op("note.add").parent(samir).text("text", "Op de bus").text("corrects", &note.to_string());
    desk.did(correction);
    assert_eq!(desk.get("note", note).text("text"), Some("Komt nu zelf op de fiets."));
}

#[test]
fn only_something_closed_is_corrected() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let note = desk.did(op("note.add").parent(samir).text("text", "concept")).changed[0].record;
    assert_eq!(
        desk.refused(op("note.add").parent(samir).text("text", "x").text("corrects", &note.to_string())),
        "nothing_to_correct"
    );
}

#[test]
fn text_with_a_citizen_number_stays_a_draft_until_it_is_masked() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let note = desk.did(op("note.add").parent(samir).text("text", "eerste zin")).changed[0].record;
    let applied = desk.did(op("note.change").id(note).text("text", "bsn 111222333 op de kaart"));
    assert_eq!(applied.held[0].text, "bsn 111222333 op de kaart");
    assert_eq!(applied.held[0].marks, [(4, 13)]);
    let record = desk.get("note", note);
    assert_eq!(record.text("text"), Some("eerste zin"), "the record keeps what it had");
    assert_eq!(record.held.len(), 1, "and the typed text is kept beside it");
    assert_eq!(desk.refused(op("note.close").id(note)), "text_held_back");

    let mut desk = desk.reopen();
    assert_eq!(desk.get("note", note).held.len(), 1, "also after closing the casebook");
    desk.casebook.mask_held_text(&desk.session, note, "text").unwrap();
    let record = desk.get("note", note);
    assert_eq!(record.text("text"), Some("bsn ••••••••• op de kaart"));
    assert!(record.held.is_empty());
    desk.did(op("note.close").id(note));
}

#[test]
fn a_telephone_number_is_never_taken_for_a_citizen_number() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let applied = desk.did(op("participant.change").id(samir).text("phone", "111222333"));
    assert!(applied.held.is_empty());
    assert_eq!(desk.get("participant", samir).text("phone"), Some("111222333"));
}

#[test]
fn an_assessment_is_signed_only_when_discussed_and_grounded() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let begin = op("assessment.add")
        .parent(samir)
        .text("instrument", "meedoen-kaart")
        .number("instrument_version", 1)
        .text("moment", "week_2")
        .text("observed_on", "2016-11-01");
    let assessment = desk.did(begin).changed[0].record;
    assert_eq!(desk.refused(op("assessment.sign").id(assessment)), "not_discussed");
    desk.did(op("assessment.change").id(assessment).text("discussed_on", "2016-11-02"));
    assert_eq!(desk.refused(op("assessment.sign").id(assessment)), "nothing_scored");
    desk.did(op("score.put").parent(assessment).element("on-time").number("score", 5));
    assert_eq!(desk.refused(op("assessment.sign").id(assessment)), "needs_evidence");
    desk.did(
        op("score.put")
            .parent(assessment)
            .element("on-time")
            .text("evidence", "Elke dag om 7:50 bij de band."),
    );
    desk.did(op("assessment.sign").id(assessment));
    assert_eq!(
        desk.refused(op("score.put").parent(assessment).element("pace").number("score", 3)),
        "settled"
    );
    assert_eq!(desk.refused(op("assessment.change").id(assessment).text("agreed", "x")), "settled");

    let correction = op("assessment.add")
        .parent(samir)
        .text("instrument", "meedoen-kaart")
        .number("instrument_version", 1)
        .text("moment", "week_2")
        .text("observed_on", "2016-11-01")
        .text("corrects", &assessment.to_string());
    assert_eq!(desk.refused(correction.clone()), "needs_reason");
    desk.did(correction.text("correction_reason", "Verkeerde dag"));
}

#[test]
fn a_birth_date_that_cannot_be_is_refused_and_a_partial_one_is_kept() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    let birth = |year: i64| {
        op("participant.change").id(samir).number("birth_year", year).text("birth_calendar", "ethiopian")
    };
    desk.did(birth(1985));
    desk.did(birth(1985).number("birth_month", 13).number("birth_day", 5));
    assert_eq!(desk.refused(birth(1985).number("birth_month", 13).number("birth_day", 7)), "wrong_value");
    assert_eq!(
        desk.refused(op("participant.change").id(samir).text("birth_calendar", "gregorian")),
        "wrong_value",
        "the thirteenth month does not exist in the other calendar"
    );
    assert_eq!(desk.refused(op("participant.change").id(samir).empty("birth_year")), "missing");
}

#[test]
fn every_write_and_every_refusal_is_in_the_audit_trail_and_tampering_shows() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    desk.refused(op("participant.change").id(samir).text("phase", "flying"));
    desk.get("participant", samir);
    let verification = desk.casebook.verify().unwrap();
    assert_eq!(verification.problems, Vec::<String>::new());
    assert!(verification.audit >= 3, "user, participant, refusal: {}", verification.audit);
    assert_eq!(verification.waiting, 2, "the refusal sends nothing");
}

#[test]
fn nothing_of_a_write_is_kept_by_a_member_who_does_not_exist() {
    let mut desk = Desk::new();
    let stranger = Session { member: MemberId(Uuid::from_u128(99)), ..desk.session };
    let samir = desk.participant("Samir");
    let operation = Operation::read(vec![op("note.add").parent(samir).text("text", "x")]).unwrap();
    assert_eq!(desk.casebook.write(&stranger, operation).unwrap_err().code(), "not_found");
}
