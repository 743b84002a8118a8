//! Who sees what, with stub kinds of the work that the casebook does not have yet: the work profile of an account
//! manager, a trip with people of several coaches, and the assistant of a department.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::meeting::{Laptop, Meeting, is_accepted, is_accepted_late, is_out_of_scope, under};
use common::random;
use sync::schema::{Cases, Class, Conflict, FieldView, Home, KindRow, Reach, Role, SchemaTable};
use sync::{FieldNumber, KindNumber, MemberId, RecordId, Value};

const PERSON: KindNumber = KindNumber(1);
const NOTE: KindNumber = KindNumber(2);
const WORK_PROFILE: KindNumber = KindNumber(3);
const PLACEMENT: KindNumber = KindNumber(4);
const ASSESSMENT: KindNumber = KindNumber(5);
const EMPLOYER: KindNumber = KindNumber(6);
const TRIP: KindNumber = KindNumber(7);
const ATTENDANCE: KindNumber = KindNumber(8);

/// What every kind has: a word for anybody in scope, and what only a coach may know.
const WORD: FieldNumber = FieldNumber(10);
const SECRET: FieldNumber = FieldNumber(11);
/// Of a person its coach, of a placement the assistant of the department.
const HOLDER: FieldNumber = FieldNumber(12);
/// Of an attendance.
const ON_TRIP: FieldNumber = FieldNumber(13);

const NONE: Option<Class> = None;
const NORMAL: Option<Class> = Some(Class::Normal);
const ALL: Option<Class> = Some(Class::Sensitive);

/// Reads and writes of the assistant and of the account manager; a coach has all of her caseload, a lead all.
fn kind(kind: KindNumber, home: Home, assistant: [Option<Class>; 2], manager: [Option<Class>; 2]) -> KindRow {
    let field =
        |number: FieldNumber, class| (number, FieldView { class, conflict: Conflict::Later, group: number });
    let reach = |[reads, writes]: [Option<Class>; 2], cases| Reach { reads, writes, cases };
    let holds = [PERSON, PLACEMENT].contains(&kind);
    KindRow {
        kind,
        home,
        holder: holds.then_some(HOLDER),
        fields: vec![
            field(WORD, Class::Normal),
            field(SECRET, Class::Sensitive),
            field(HOLDER, Class::Normal),
            field(ON_TRIP, Class::Normal),
        ],
        reach: vec![
            (Role::Coach, reach([ALL, ALL], Cases::Caseload)),
            (Role::Lead, reach([ALL, ALL], Cases::All)),
            (Role::Assistant, reach(assistant, Cases::Caseload)),
            (Role::AccountManager, reach(manager, Cases::All)),
        ],
    }
}

fn schema() -> SchemaTable {
    let kinds = vec![
        kind(PERSON, Home::Case, [NORMAL, NONE], [NORMAL, NONE]),
        kind(NOTE, Home::Within, [NONE, NONE], [NONE, NONE]),
        kind(WORK_PROFILE, Home::Within, [NORMAL, NONE], [NORMAL, NONE]),
        kind(PLACEMENT, Home::Within, [NORMAL, NORMAL], [NORMAL, NONE]),
        kind(ASSESSMENT, Home::Within, [ALL, ALL], [NONE, NONE]),
        kind(EMPLOYER, Home::Organisation, [NORMAL, NONE], [ALL, ALL]),
        kind(TRIP, Home::Organisation, [NORMAL, NONE], [ALL, ALL]),
        kind(ATTENDANCE, Home::Within, [NONE, NONE], [NORMAL, NORMAL]),
    ];
    SchemaTable { kinds, unknown: Vec::new() }
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn member(member: MemberId) -> Value {
    Value::reference(RecordId(member.0))
}

/// A coach with a laptop of her own, and a case with a work profile and a note.
struct Coach {
    laptop: Laptop,
    case: RecordId,
    profile: RecordId,
    note: RecordId,
}

fn coach(office: &mut Meeting, called: &str) -> Coach {
    let coach = office.member(Role::Coach);
    let mut laptop = office.laptop(&[coach]);
    let [case, profile, note] = [(); 3].map(|()| RecordId(random()));
    laptop.write(
        &office.schema,
        &[
            (
                case,
                PERSON,
                &[(WORD, text(called)), (SECRET, text("residence permit")), (HOLDER, member(coach))],
            ),
            (
                profile,
                WORK_PROFILE,
                &[under(case), (WORD, text("with plants")), (SECRET, text("why not at night"))],
            ),
            (note, NOTE, &[under(case), (WORD, text("slept badly"))]),
        ],
    );
    office.meet(&mut laptop);
    Coach { laptop, case, profile, note }
}

#[test]
fn an_account_manager_sees_the_work_profile_of_everybody_and_nothing_else_of_them() {
    let mut office = Meeting::new(schema());
    let (mut samira, mut joost) = (coach(&mut office, "Amina"), coach(&mut office, "Selam"));
    let manager = office.member(Role::AccountManager);
    let mut manager = office.laptop(&[manager]);
    office.meet_all([&mut samira.laptop, &mut joost.laptop, &mut manager]);
    assert_eq!(manager.count(WORK_PROFILE), 2);
    for coach in [&samira, &joost] {
        assert_eq!(manager.shows(coach.profile, WORD), Some(text("with plants")));
        assert_eq!(manager.shows(coach.profile, SECRET), None);
        assert_eq!(manager.shows(coach.case, SECRET), None);
        assert_eq!(manager.shows(coach.note, WORD), None);
    }
    assert_eq!(samira.laptop.count(PERSON), 1, "another coach's case stays hers");

    let employer = RecordId(random());
    manager.write(
        &office.schema,
        &[(employer, EMPLOYER, &[(WORD, text("a nursery")), (SECRET, text("owes us"))])],
    );
    let foreign =
        manager.write(&office.schema, &[(samira.profile, WORK_PROFILE, &[(WORD, text("anything"))])]);
    office.meet_all([&mut manager, &mut samira.laptop, &mut joost.laptop]);
    assert_eq!(joost.laptop.shows(employer, SECRET), Some(text("owes us")), "it belongs to the organisation");
    assert!(office.outcomes(foreign).iter().all(is_out_of_scope));
    assert_eq!(samira.laptop.shows(samira.profile, WORD), Some(text("with plants")));
    office.release(foreign);
    office.meet_all([&mut samira.laptop, &mut manager]);
    assert_eq!(samira.laptop.shows(samira.profile, WORD), Some(text("anything")), "its content was kept");
}

#[test]
fn a_trip_is_everybodys_and_who_came_along_belongs_to_each_case() {
    let mut office = Meeting::new(schema());
    let (mut samira, mut joost) = (coach(&mut office, "Amina"), coach(&mut office, "Selam"));
    let manager = office.member(Role::AccountManager);
    let mut manager = office.laptop(&[manager]);
    office.meet_all([&mut samira.laptop, &mut joost.laptop, &mut manager]);
    // One operation that plans the trip and puts people of both coaches on it.
    let [trip, hers, his] = [(); 3].map(|()| RecordId(random()));
    let on_trip = (ON_TRIP, Value::reference(trip));
    let planned = manager.write(
        &office.schema,
        &[
            (trip, TRIP, &[(WORD, text("to the flower auction"))]),
            (hers, ATTENDANCE, &[under(samira.case), on_trip.clone()]),
            (his, ATTENDANCE, &[under(joost.case), on_trip.clone()]),
        ],
    );
    office.meet_all([&mut manager, &mut samira.laptop, &mut joost.laptop]);
    assert!(office.outcomes(planned).iter().all(is_accepted));
    for (coach, own, other) in [(&samira, hers, his), (&joost, his, hers)] {
        assert_eq!(coach.laptop.shows(trip, WORD), Some(text("to the flower auction")));
        assert_eq!(coach.laptop.shows(own, ON_TRIP), Some(Value::reference(trip)));
        assert_eq!(coach.laptop.shows(other, ON_TRIP), None, "who else came is the other coach's");
    }
    // What a coach writes about her own person holds, whatever the same operation says of another's.
    let liked = samira.laptop.write(
        &office.schema,
        &[
            (hers, ATTENDANCE, &[(WORD, text("liked it")), (SECRET, text("was afraid of the cold store"))]),
            (his, ATTENDANCE, &[(WORD, text("did not come"))]),
        ],
    );
    office.meet_all([&mut samira.laptop, &mut manager, &mut joost.laptop]);
    let outcomes = office.outcomes(liked);
    assert!(outcomes[..2].iter().all(is_accepted) && is_out_of_scope(&outcomes[2]));
    assert_eq!(manager.shows(hers, WORD), Some(text("liked it")));
    assert_eq!(manager.shows(hers, SECRET), None);
    assert_eq!(joost.laptop.shows(his, WORD), None);
}

#[test]
fn the_assistant_of_a_department_sees_who_works_there_for_as_long_as_they_do() {
    let mut office = Meeting::new(schema());
    let mut samira = coach(&mut office, "Amina");
    let [sven, fatma] = [(); 2].map(|()| office.member(Role::Assistant));
    let (mut at_packing, mut at_potting) = (office.laptop(&[sven]), office.laptop(&[fatma]));
    office.meet_all([&mut samira.laptop, &mut at_packing, &mut at_potting]);
    assert_eq!(at_packing.count(PERSON), 0);

    let placement = RecordId(random());
    let placed: &[_] = &[under(samira.case), (WORD, text("packing")), (HOLDER, member(sven))];
    samira.laptop.write(&office.schema, &[(placement, PLACEMENT, placed)]);
    office.meet_all([&mut samira.laptop, &mut at_packing, &mut at_potting]);
    assert_eq!(at_packing.shows(samira.case, WORD), Some(text("Amina")));
    assert_eq!(at_packing.shows(samira.profile, WORD), Some(text("with plants")));
    assert_eq!((at_packing.shows(samira.case, SECRET), at_packing.count(NOTE)), (None, 0));
    assert_eq!(at_potting.count(PERSON), 0);
    assert_eq!(samira.laptop.count(NOTE), 1, "the coach holds the case all along");

    let assessment = RecordId(random());
    let seen: &[_] = &[under(samira.case), (WORD, text("4")), (SECRET, text("helps the others"))];
    let assessed = at_packing.write(&office.schema, &[(assessment, ASSESSMENT, seen)]);
    office.meet_all([&mut at_packing, &mut samira.laptop]);
    assert!(office.outcomes(assessed).iter().all(is_accepted));
    assert_eq!(samira.laptop.shows(assessment, SECRET), Some(text("helps the others")));

    // She moves to another department; the first assistant hears of it late and still writes.
    let moved: &[_] = &[(WORD, text("potting")), (HOLDER, member(fatma))];
    samira.laptop.write(&office.schema, &[(placement, PLACEMENT, moved)]);
    office.meet(&mut samira.laptop);
    let late = at_packing.write(&office.schema, &[(assessment, ASSESSMENT, &[(WORD, text("5"))])]);
    office.meet_all([&mut at_packing, &mut at_potting, &mut samira.laptop]);
    assert!(office.outcomes(late).iter().all(is_accepted_late), "it was in scope when it was written");
    assert_eq!(samira.laptop.shows(assessment, WORD), Some(text("5")));
    assert_eq!(at_packing.count(PERSON) + at_packing.count(ASSESSMENT), 0, "what left the scope is closed");
    assert_eq!(at_potting.shows(assessment, SECRET), Some(text("helps the others")));
    assert_eq!((at_potting.shows(samira.case, SECRET), at_potting.count(NOTE)), (None, 0));
    let foreign = at_packing.write(&office.schema, &[(assessment, ASSESSMENT, &[(WORD, text("1"))])]);
    office.meet_all([&mut at_packing, &mut at_potting, &mut samira.laptop]);
    assert!(office.outcomes(foreign).iter().all(is_out_of_scope));
    assert_eq!(at_potting.shows(assessment, WORD), Some(text("5")));
}

#[test]
fn a_shared_laptop_holds_what_either_sees_and_each_writes_what_is_hers_to_write() {
    let mut office = Meeting::new(schema());
    let (mut samira, mut joost) = (coach(&mut office, "Amina"), coach(&mut office, "Selam"));
    let manager = office.member(Role::AccountManager);
    let both = [samira.laptop.members[0], manager];
    let mut shared = office.laptop(&both);
    office.meet_all([&mut samira.laptop, &mut joost.laptop, &mut shared]);
    assert_eq!((shared.count(NOTE), shared.count(WORK_PROFILE)), (1, 2));
    let note: &[_] = &[(WORD, text("slept well"))];
    let by_coach = shared.write_as(both[0], &office.schema, &[(samira.note, NOTE, note)]);
    let by_manager = shared.write_as(both[1], &office.schema, &[(samira.note, NOTE, note)]);
    office.meet_all([&mut shared, &mut samira.laptop, &mut joost.laptop]);
    assert!(office.outcomes(by_coach).iter().all(is_accepted));
    assert!(office.outcomes(by_manager).iter().all(is_out_of_scope));
    assert_eq!(samira.laptop.shows(samira.note, WORD), Some(text("slept well")));
}
