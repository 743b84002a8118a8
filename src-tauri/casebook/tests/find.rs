//! Finding people and notes, and what the first page tells.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use casebook::clocks::ClockState;
use casebook::participant::{self, ParticipantFilter};
use casebook::today::TaskKind;
use casebook::{find, timeline, today};
use common::{Build, DAY, Desk, NOON, op};

fn names(desk: &Desk, typed: &str) -> Vec<String> {
    let found = find::quick_find(&desk.casebook.read(&desk.session), typed).unwrap();
    found.into_iter().map(|found| found.person.call_name).collect()
}

#[test]
fn somebody_is_found_while_typing_misspelt_and_in_either_script() {
    let mut desk = Desk::new();
    desk.did(
        op("participant.add")
            .text("call_name", "Samir")
            .text("official_name", "Samir Al-Khatib")
            .text("own_script_name", "سمير الخطيب"),
    );
    desk.did(
        op("participant.add")
            .text("call_name", "Selam")
            .text("official_name", "Selam Tesfay")
            .text("own_script_name", "ሰላም ተስፋይ"),
    );
    desk.did(op("participant.add").text("call_name", "Élodie"));
    for (typed, expected) in [
        ("sam", "Samir"),
        ("KHATIB", "Samir"),
        ("Sameer Alkatib", "Samir"),
        ("سمير", "Samir"),
        ("ተስፋይ", "Selam"),
        ("Tesfai", "Selam"),
        ("elodie", "Élodie"),
    ] {
        assert_eq!(names(&desk, typed).first().map(String::as_str), Some(expected), "{typed}");
    }
    assert_eq!(names(&desk, "zzz"), Vec::<String>::new());
    assert_eq!(names(&desk, " - "), Vec::<String>::new());
    assert_eq!(names(&desk, "\"OR name:*"), Vec::<String>::new(), "what is typed is never a query language");
}

#[test]
fn a_name_that_changed_is_found_by_the_new_one_only() {
    let mut desk = Desk::new();
    let someone = desk.participant("Bilal");
    desk.did(op("participant.change").id(someone).text("call_name", "Yonas"));
    assert_eq!(names(&desk, "Yon"), ["Yonas"]);
    assert_eq!(names(&desk, "Bilal"), Vec::<String>::new());
    desk.did(op("participant.remove").id(someone));
    assert_eq!(names(&desk, "Yon"), Vec::<String>::new());
    desk.did(op("participant.keep").id(someone));
    assert_eq!(names(&desk, "Yon"), ["Yonas"]);
}

#[test]
fn a_note_is_found_by_its_words_with_the_words_around_it() {
    let mut desk = Desk::new();
    let samir = desk.participant("Samir");
    desk.did(
        op("note.add").parent(samir).text("text", "Komt nu zelf op de fiets. Wil een extra ochtend werken."),
    );
    let found = find::quick_find(&desk.casebook.read(&desk.session), "ocht").unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].excerpt.as_deref().unwrap().contains("extra ochtend werken"));
}

#[test]
fn twins_in_the_list_are_pointed_out() {
    let mut desk = Desk::new();
    let one = desk.did(op("participant.add").text("official_name", "Mohamed Ahmadi")).changed[0].record;
    desk.did(op("participant.add").text("official_name", "Muhammad Achmadi"));
    desk.did(op("participant.add").text("official_name", "Rami Haddad"));
    let page = participant::page(&desk.casebook.read(&desk.session), one).unwrap();
    let names: Vec<_> = page.lookalikes.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Muhammad Achmadi"]);
}

#[test]
fn the_list_knows_phase_language_and_the_clock_of_work() {
    let mut desk = Desk::new();
    desk.did(
        op("participant.add")
            .text("call_name", "Amal")
            .text("talks_language", "ar")
            .text("arrived_on", "2016-10-20")
            .text("phase", "guided"),
    );
    desk.did(
        op("participant.add").text("call_name", "Dawit").text("talks_language", "ti").text("phase", "closed"),
    );
    let list =
        |filter: ParticipantFilter| participant::list(&desk.casebook.read(&desk.session), &filter).unwrap();
    let everybody = list(ParticipantFilter::default());
    assert_eq!(everybody.total, 1, "closed ones are shown when asked for");
    let amal = &everybody.rows[0];
    assert_eq!((amal.day, amal.language.as_deref()), (Some(12), Some("ar")));
    assert_eq!(amal.work_clock.as_ref().unwrap().days_left, 9);
    let closed = list(ParticipantFilter { phases: vec!["closed".into()], ..ParticipantFilter::default() });
    assert_eq!(closed.rows[0].person.call_name, "Dawit");
    let tigrinya = list(ParticipantFilter { language: Some("ti".into()), ..ParticipantFilter::default() });
    assert_eq!(tigrinya.total, 0);
}

#[test]
fn today_tells_what_is_late_due_and_coming() {
    let mut desk = Desk::new();
    // Today is 1 November 2016.
    desk.did(op("participant.add").text("call_name", "Nasrin").text("arrived_on", "2016-10-09"));
    desk.did(
        op("participant.add")
            .text("call_name", "Selam")
            .text("arrived_on", "2016-10-16")
            .text("guidance_started_on", "2016-10-20"),
    );
    let samir = desk
        .did(
            op("participant.add")
                .text("call_name", "Samir")
                .text("arrived_on", "2015-08-01")
                .text("guidance_started_on", "2015-08-05")
                .text("work_started_on", "2016-10-18"),
        )
        .changed[0]
        .record;
    let page = today::page(&desk.casebook.read(&desk.session)).unwrap();
    let tasks = |list: &[casebook::today::Task]| {
        list.iter().map(|task| (task.participant.call_name.clone(), task.kind)).collect::<Vec<_>>()
    };
    assert_eq!(
        tasks(&page.late),
        [("Nasrin".into(), TaskKind::FirstConversation), ("Nasrin".into(), TaskKind::StartWork)]
    );
    assert_eq!(page.late[0].days_late, 2);
    assert_eq!(tasks(&page.today), [("Samir".into(), TaskKind::Assess)]);
    assert_eq!(tasks(&page.week), [("Selam".into(), TaskKind::StartWork)]);
    assert_eq!(
        page.work_clocks.iter().map(|clock| clock.state).collect::<Vec<_>>(),
        [ClockState::Late, ClockState::Soon]
    );
    assert_eq!(page.handover_clocks.len(), 1, "fifteen months after 1 August 2015 it was today");

    desk.did(
        op("assessment.add")
            .parent(samir)
            .text("instrument", "meedoen-kaart")
            .number("instrument_version", 1)
            .text("moment", "week_2")
            .text("observed_on", "2016-11-01"),
    );
    let page = today::page(&desk.casebook.read(&desk.session)).unwrap();
    assert_eq!(tasks(&page.today), [("Samir".into(), TaskKind::GoOnAssessment)]);
}

#[test]
fn the_line_of_a_person_has_everything_newest_first() {
    let mut desk = Desk::new();
    let samir = desk
        .did(
            op("participant.add")
                .text("call_name", "Samir")
                .text("arrived_on", "2016-08-31")
                .text("work_started_on", "2016-09-20"),
        )
        .changed[0]
        .record;
    desk.clock.move_to(NOON - 8 * DAY);
    let talk = desk
        .did(
            op("conversation.add")
                .parent(samir)
                .text("form", "first-conversation")
                .number("form_version", 1)
                .text("language", "ar"),
        )
        .changed[0]
        .record;
    desk.did(
        op("answer.put")
            .parent(talk)
            .element("work-before/cook")
            .text("question", "work-before")
            .text("card", "cook")
            .text("choice", "yes"),
    );
    desk.clock.move_to(NOON);
    desk.did(op("note.add").parent(samir).text("text", "Komt nu zelf op de fiets."));
    let kinds: Vec<String> = timeline::list(&desk.casebook.read(&desk.session), samir)
        .unwrap()
        .iter()
        .map(|entry| format!("{} {:?}", entry.on, entry.what).chars().take(24).collect())
        .collect();
    assert_eq!(
        kinds,
        [
            "2016-11-01 Note { at: 14",
            "2016-10-24 Conversation ",
            "2016-09-20 Milestone { w",
            "2016-08-31 Milestone { w"
        ]
    );
}
