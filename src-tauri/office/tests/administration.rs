//! An administrator's screens at a real office: what is shown and decided there, and to whom it is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::postgres::Cluster;
use common::process::Office;
use common::{Client, Device, Reply, enrolment, random};
use office::clock::wall;
use office::schema::office_schema;
use sync::administration::{
    self, ADMINISTRATION_PATH, AdministrationAnswer, AdministrationRequest, DeviceRow, INVITATION_DAYS,
    Invited, MemberRow, QuarantineRow, Question,
};
use sync::http::{Refusal, SMALL_BODY_BYTES, Token};
use sync::invitation::Invitation;
use sync::schema::Role;
use sync::verdict::Quarantine;
use sync::{DeviceNumber, FieldNumber, KindNumber, MemberId, RecordId, RequestId, TransactionId, Value};

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(10);
const BIRTH_DAY: FieldNumber = FieldNumber(22);

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

fn headers(token: Token) -> String {
    format!("authorization: {}\r\n", token.to_header())
}

fn post(client: &Client, token: Token, member: MemberId, question: Question) -> Reply {
    let body = administration::encode(&AdministrationRequest { member, question }).unwrap();
    client.post(ADMINISTRATION_PATH, &headers(token), &body)
}

fn ask(device: &Device, question: Question) -> Result<AdministrationAnswer, Refusal> {
    let reply = post(&device.client, device.token, device.member, question);
    if reply.status == 200 { Ok(administration::decode(&reply.body).unwrap()) } else { Err(reply.refusal()) }
}

fn members(device: &Device) -> Vec<MemberRow> {
    match ask(device, Question::Members(0)) {
        Ok(AdministrationAnswer::Members(page)) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn devices(device: &Device) -> Vec<DeviceRow> {
    match ask(device, Question::Devices(0)) {
        Ok(AdministrationAnswer::Devices(page)) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn quarantine(device: &Device) -> Vec<QuarantineRow> {
    match ask(device, Question::Quarantine) {
        Ok(AdministrationAnswer::Quarantine(page)) => page.rows,
        other => panic!("{other:?}"),
    }
}

fn invite(device: &Device, name: &str, request: RequestId) -> Invited {
    match ask(device, Question::Invite { name: name.into(), role: Role::Coach, request }) {
        Ok(AdministrationAnswer::Invited(invited)) => invited,
        other => panic!("{other:?}"),
    }
}

/// All that a decision could have changed.
fn everything(office: &Office) -> String {
    let asked = ["status", "members", "devices", "quarantine"].map(|list| office.ask(&[list]));
    serde_json::to_string(&asked).unwrap()
}

fn looks_invites_and_revokes(database: Option<&str>) {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), database);
    let schema = office_schema().unwrap();
    let began = wall();
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    coach.write(&schema, RecordId(random()), PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    coach.settle();

    let rows = members(&administrator);
    let seen: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.role, row.cases)).collect();
    assert_eq!(seen, [("Noor", Some(Role::Administrator), 0), ("Samira", Some(Role::Coach), 1)]);
    assert!(rows.iter().all(|row| row.since_utc >= Some(began) && row.left_utc.is_none()), "{rows:?}");
    let rows = devices(&administrator);
    assert_eq!((rows.len(), rows[1].delivered, &rows[1].members), (2, 1, &vec!["Samira".to_owned()]));
    assert_eq!((rows[1].name.as_deref(), rows[1].revoked), (Some("laptop"), false));

    let request = RequestId(random());
    let invited = invite(&administrator, "Joost", request);
    assert_eq!(invite(&administrator, "Joost", request), invited, "asked again, the same invitation");
    assert_ne!(invite(&administrator, "Fatma", request).text, invited.text, "another name, another one");
    assert!(invited.expires_utc >= began + u64::from(INVITATION_DAYS) * 86_400_000);
    // The first one, which nobody used, is the administrator's who started the office.
    assert_eq!(office.ask(&["status"])["open_invitations"], 3);
    let joined = Invitation::from_text(&invited.text).unwrap();
    let client = Client::of(&joined);
    client.enrol(&enrolment(&joined, MemberId(random()))).unwrap();
    let again = enrolment(&joined, MemberId(random()));
    assert_eq!(client.enrol(&again).unwrap_err(), Refusal::UsedInvitation);
    assert_eq!(devices(&administrator)[2].members, ["Joost"]);

    let revoked = Question::Revoke(DeviceNumber(2));
    assert_eq!(ask(&administrator, revoked.clone()), Ok(AdministrationAnswer::Done));
    let row = &devices(&administrator)[1];
    assert!(row.revoked && row.last_contact_utc < row.revoked_utc, "nobody told it yet: {row:?}");
    let ledger = office.ask(&["status"])["ledger"].clone();
    assert_eq!(ask(&administrator, revoked), Ok(AdministrationAnswer::Done), "once more is no news");
    assert_eq!(office.ask(&["status"])["ledger"], ledger);
    assert_eq!(office.ask(&["devices"])[1]["revoked"], true, "the command line sees the same");
    coach.exchange().unwrap();
    let row = &devices(&administrator)[1];
    assert!(row.last_contact_utc >= row.revoked_utc, "it has heard: {row:?}");
}

#[test]
fn an_administrator_looks_invites_and_revokes() {
    looks_invites_and_revokes(None);
}

#[test]
fn the_same_on_postgresql() {
    let cluster = Cluster::start();
    looks_invites_and_revokes(Some(&cluster.empty()));
}

#[test]
fn who_left_is_listed_last_and_reads_nothing_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let mut lead = Device::enrol(&office.invite("Bram", "lead"));
    let case = RecordId(random());
    lead.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    lead.settle();
    assert_eq!(ask(&administrator, Question::Leave(lead.member)), Ok(AdministrationAnswer::Done));
    let rows = members(&administrator);
    let seen: Vec<_> = rows.iter().map(|row| (row.name.as_str(), row.role)).collect();
    assert_eq!(seen, [("Noor", Some(Role::Administrator)), ("Bram", None)]);
    assert!(rows[1].left_utc >= rows[1].since_utc && rows[1].left_utc.is_some());
    lead.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina, before he heard of it"))]);
    lead.settle();
    assert_eq!(lead.shows(case, CALL_NAME), None);
    assert!(office.command(&["export"]).unwrap().contains("before he heard of it"), "that still counts");
    assert_eq!(quarantine(&administrator), []);
    let nobody = Question::Leave(MemberId(random()));
    assert_eq!(ask(&administrator, nobody), Err(Refusal::Gone));
    assert_eq!(ask(&administrator, Question::Revoke(DeviceNumber(9))), Err(Refusal::Gone));
}

#[test]
fn anybody_else_is_refused_with_a_reason_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let coach = Device::enrol(&office.invite("Samira", "coach"));
    let left = Device::enrol(&office.invite("Wil", "administrator"));
    let lost = Device::enrol(&office.invite("Noor", "administrator"));
    office.command(&["members", "--leave", "Wil"]).unwrap();
    office.command(&["revoke", "4"]).unwrap();
    let before = everything(&office);
    let (here, there) = (administrator.token, coach.token);
    let stranger = MemberId(random());
    let questions = [
        Question::Members(0),
        Question::Devices(0),
        Question::Quarantine,
        Question::Invite { name: "Joost".into(), role: Role::Administrator, request: RequestId(random()) },
        Question::Revoke(DeviceNumber(1)),
        Question::Leave(administrator.member),
        Question::Release(TransactionId(random())),
        Question::Refuse(TransactionId(random())),
    ];
    for question in questions {
        for (token, member, refusal) in [
            (there, coach.member, Refusal::NotAdministrator),
            (there, administrator.member, Refusal::UnknownMember),
            (here, stranger, Refusal::UnknownMember),
            (left.token, left.member, Refusal::NotAdministrator),
            (lost.token, lost.member, Refusal::RevokedDevice),
        ] {
            let reply = post(&administrator.client, token, member, question.clone());
            assert_eq!((reply.status, reply.refusal()), (403, refusal), "{question:?}");
        }
        let reply = post(&administrator.client, Token([7; 32]), administrator.member, question);
        assert_eq!((reply.status, reply.refusal()), (401, Refusal::UnknownToken));
    }
    for question in [Question::Revoke(DeviceNumber(1)), Question::Leave(administrator.member)] {
        assert_eq!(ask(&administrator, question), Err(Refusal::Oneself));
    }
    assert_eq!(everything(&office), before);
}

#[test]
fn whatever_is_malformed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let (client, headers) = (&administrator.client, headers(administrator.token));
    let before = everything(&office);
    for (body, status) in [
        (Vec::new(), 400),
        (vec![1, 2, 3], 400),
        (vec![200, 2, 3], 415),
        (vec![1; SMALL_BODY_BYTES + 1], 413),
    ] {
        assert_eq!(client.post(ADMINISTRATION_PATH, &headers, &body).status, status);
    }
    assert_eq!(client.request("GET", ADMINISTRATION_PATH, &headers, b"").unwrap().status, 404);
    assert_eq!(client.post(ADMINISTRATION_PATH, "", b"").status, 401);
    for name in ["", " Joost", &"x".repeat(121)] {
        let request = RequestId(random());
        let refused = ask(&administrator, Question::Invite { name: name.into(), role: Role::Lead, request });
        assert!(matches!(refused, Err(Refusal::Malformed(_))), "{name:?}: {refused:?}");
    }
    assert_eq!(everything(&office), before);
}

#[test]
fn what_waits_in_quarantine_is_shown_and_decided_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let mut lead = Device::enrol(&office.invite("Bram", "lead"));
    let mut lost = Device::enrol(&office.invite("Samira", "coach"));
    let case = RecordId(random());
    let long = "a".repeat(1_000);
    lost.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    lost.settle();
    assert_eq!(quarantine(&administrator), []);
    ask(&administrator, Question::Revoke(DeviceNumber(3))).unwrap();
    for name in ["first", "second", &long] {
        let fields = [(CALL_NAME, text(name)), (BIRTH_DAY, Value::Integer(3))];
        lost.write(&schema, case, PARTICIPANT, &fields);
    }
    while lost.exchange().unwrap_or(false) {}

    let rows = quarantine(&administrator);
    assert_eq!(rows.iter().map(|row| row.before).collect::<Vec<_>>(), [0, 1, 2]);
    let row = &rows[0];
    assert_eq!((row.device, row.device_name.as_deref()), (DeviceNumber(3), Some("laptop")));
    assert_eq!((row.member.as_deref(), &row.reasons), (Some("Samira"), &vec![Quarantine::Revoked]));
    assert_eq!((row.records.len(), row.records[0].record, row.records[0].kind), (1, case, PARTICIPANT));
    let (shown, private) = row.records[0].fields.split_at(1);
    assert_eq!(shown, [(CALL_NAME, Some(text("first")))]);
    assert!(private.iter().all(|(_, value)| value.is_none()), "only a coach may know: {private:?}");
    assert_eq!(private[0].0, BIRTH_DAY);
    let Some(Value::Text(cut)) = &rows[2].records[0].fields[0].1 else { panic!("{:?}", rows[2]) };
    assert!(cut.ends_with('…') && cut.chars().count() < 400, "a long text is cut: {cut}");

    let decided = |question| ask(&administrator, question);
    assert_eq!(decided(Question::Refuse(rows[2].transaction)), Ok(AdministrationAnswer::Done));
    assert_eq!(decided(Question::Release(rows[1].transaction)), Ok(AdministrationAnswer::Done));
    assert_eq!(quarantine(&administrator), [], "the one before went with it");
    for question in [Question::Release(rows[0].transaction), Question::Refuse(rows[2].transaction)] {
        assert_eq!(decided(question), Err(Refusal::Gone), "somebody decided already");
    }
    lead.settle();
    assert_eq!(lead.shows(case, CALL_NAME), Some(text("second")));
}

#[test]
fn a_laptop_that_was_wiped_stays_one_row_however_often_it_asks() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let administrator = Device::enrol(&office.invite("Noor", "administrator"));
    let mut lost = Device::enrol(&office.invite("Samira", "coach"));
    lost.write(&schema, RecordId(random()), PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    lost.settle();
    ask(&administrator, Question::Revoke(DeviceNumber(2))).unwrap();
    for _ in 0..4 {
        lost.exchange().unwrap();
    }
    assert!(lost.store.data.standing.wiped);
    assert_eq!(devices(&administrator).len(), 2);
}
