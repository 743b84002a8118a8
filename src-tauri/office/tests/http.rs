//! A real office over TLS: enrolment, exchange, and everything that is refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::process::Office;
use common::{Client, Device, enrolment, random};
use office::schema::office_schema;
use sync::http::{ENROL_PATH, EXCHANGE_PATH, EnrolRequest, Refusal, Token};
use sync::invitation::Invitation;
use sync::wire::BODY_BYTES;
use sync::{FieldNumber, KindNumber, MemberId, RecordId, RequestId, Value, http, transport};

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(10);

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn two_coaches_and_a_lead_meet_at_the_office() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let mut other = Device::enrol(&office.invite("Joost", "coach"));
    let mut lead = Device::enrol(&office.invite("Wil", "lead"));
    let case = RecordId(random());
    coach.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    coach.settle();
    lead.settle();
    other.settle();
    assert_eq!(lead.shows(case, CALL_NAME), Some(text("Amina")));
    assert_eq!(other.shows(case, CALL_NAME), None, "another coach's case stays hers");
    lead.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina B."))]);
    lead.settle();
    coach.settle();
    assert_eq!(coach.shows(case, CALL_NAME), Some(text("Amina B.")));
    assert_eq!(coach.resent_in_full + lead.resent_in_full, 0);
    let exported = office.command(&["export"]).unwrap();
    assert!(exported.contains("Amina B.") && exported.lines().count() == 1);
    let members = office.ask(&["members"]);
    assert_eq!(members.as_array().unwrap().len(), 3);
    assert_eq!(office.ask(&["caseload"]).to_string().matches(&case.to_string()).count(), 1);
}

#[test]
fn an_invitation_is_for_one_device_and_its_answer_may_be_lost() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let invitation = office.invitation("Samira", "coach");
    let client = Client::of(&invitation);
    let request = enrolment(&invitation, MemberId(random()));
    let first = client.enrol(&request).unwrap();
    assert_eq!(client.enrol(&request).unwrap(), first, "asked again, the same answer");
    let copied = enrolment(&invitation, MemberId(random()));
    assert_eq!(client.enrol(&copied).unwrap_err(), Refusal::UsedInvitation);
    let guessed = Invitation { secret: sync::invitation::InvitationSecret([1; 10]), ..invitation };
    let guessed = enrolment(&guessed, MemberId(random()));
    assert_eq!(client.enrol(&guessed).unwrap_err(), Refusal::WrongInvitation);
    let expired = office.command(&["invite", "--member", "Joost", "--role", "coach", "--days", "0"]);
    let expired = Invitation::from_text(expired.unwrap().lines().last().unwrap()).unwrap();
    let expired = enrolment(&expired, MemberId(random()));
    std::thread::sleep(std::time::Duration::from_millis(5));
    assert_eq!(client.enrol(&expired).unwrap_err(), Refusal::ExpiredInvitation);
    assert_eq!(office.ask(&["devices"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_second_device_is_the_same_member_and_a_shared_one_names_all() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let samira = office.invitation("Samira", "coach");
    let client = Client::of(&samira);
    let first = client.enrol(&enrolment(&samira, MemberId(random()))).unwrap();
    let second = office.invitation("Samira", "coach");
    let second = client.enrol(&enrolment(&second, MemberId(random()))).unwrap();
    assert_eq!((first.member, first.device == second.device), (second.member, false));
    let joost = office.invitation("Joost", "assistant");
    let mut shared = enrolment(&joost, MemberId(random()));
    shared.others = vec![first.member, MemberId(random())];
    client.enrol(&shared).unwrap();
    let devices = office.ask(&["devices"]);
    assert_eq!(devices[2]["members"], serde_json::json!(["Joost", "Samira"]));
    let mixed_up = office.invitation("Fatma", "coach");
    let mixed_up = enrolment(&mixed_up, first.member);
    assert_eq!(client.enrol(&mixed_up).unwrap_err(), Refusal::OtherMember);
}

#[test]
fn a_casebook_that_was_copied_gets_a_number_of_its_own_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut device = Device::enrol(&office.invite("Wil", "lead"));
    device.settle();
    let answer = sync::http::EnrolAnswer {
        device: sync::DeviceNumber(1),
        token: device.token,
        member: device.member,
        role: sync::schema::Role::Lead,
        office_name: String::new(),
        office: random(),
        name_key: [0; 32],
    };
    let mut copy = Device::enrolled(device.client.clone(), &answer);
    copy.store = device.store.clone();
    let [one, two] = [(); 2].map(|()| RecordId(random()));
    device.write(&schema, one, PARTICIPANT, &[(CALL_NAME, text("one"))]);
    device.settle();
    copy.write(&schema, two, PARTICIPANT, &[(CALL_NAME, text("two"))]);
    copy.settle();
    device.settle();
    assert_eq!(device.shows(two, CALL_NAME), Some(text("two")));
    assert_eq!(copy.shows(one, CALL_NAME), Some(text("one")));
    assert_eq!(office.ask(&["devices"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_device_speaks_for_itself_only() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let mut one = Device::enrol(&office.invite("Samira", "coach"));
    let mut other = Device::enrol(&office.invite("Joost", "coach"));
    let own = std::mem::replace(&mut one.token, other.token);
    assert_eq!(one.exchange().unwrap_err(), Refusal::OtherDevice);
    other.token = Token([7; 32]);
    assert_eq!(other.exchange().unwrap_err(), Refusal::UnknownToken);
    one.token = own;
    one.settle();
}

#[test]
fn a_revoked_device_delivers_into_quarantine_and_is_wiped() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut lead = Device::enrol(&office.invite("Wil", "lead"));
    let mut lost = Device::enrol(&office.invite("Samira", "coach"));
    let case = RecordId(random());
    lost.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    lost.settle();
    lost.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina, written offline"))]);
    office.command(&["revoke", "2"]).unwrap();
    lost.exchange().unwrap();
    for _ in 0..3 {
        let _ = lost.exchange();
    }
    assert!(lost.store.data.standing.wiped);
    let waiting = office.ask(&["quarantine"]);
    let id = waiting[0]["transaction"].as_str().unwrap();
    assert_eq!(waiting[0]["reasons"], serde_json::json!(["Revoked"]));
    office.command(&["quarantine", "release", id]).unwrap();
    lead.settle();
    assert_eq!(lead.shows(case, CALL_NAME), Some(text("Amina, written offline")));
    assert!(office.ask(&["status"])["backed_up"].as_u64().unwrap() > 0);
}

#[test]
fn an_erased_case_is_gone_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    let case = RecordId(random());
    coach.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    coach.settle();
    let case_text = case.to_string();
    assert!(office.command(&["erase", &case_text]).is_err(), "not by mistake");
    office.command(&["erase", &case_text, "--for-ever"]).unwrap();
    coach.settle();
    assert_eq!(coach.shows(case, CALL_NAME), None);
    assert_eq!(office.command(&["export"]).unwrap(), "");
    coach.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("again"))]);
    coach.settle();
    assert_eq!(office.command(&["export"]).unwrap(), "");
    assert_eq!(office.ask(&["verify"])["sound"], true);
}

#[test]
fn whatever_is_malformed_is_refused_with_a_reason_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut device = Device::enrol(&office.invite("Wil", "lead"));
    device.write(&schema, RecordId(random()), PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    device.settle();
    let before = (office.ask(&["status"])["log"].clone(), office.command(&["export"]).unwrap());
    let client = device.client.clone();
    let huge = vec![7; BODY_BYTES + 1];
    let squeezed = |bytes: &[u8]| transport::squeeze(bytes).unwrap();
    let cases: Vec<(&str, Vec<u8>, u16)> = vec![
        (EXCHANGE_PATH, Vec::new(), 400),
        (EXCHANGE_PATH, vec![0; 100], 400),
        (EXCHANGE_PATH, squeezed(b""), 400),
        (EXCHANGE_PATH, squeezed(&[9, b'q', 0, 0]), 415),
        (EXCHANGE_PATH, squeezed(&[1, b'a', 0, 0]), 400),
        (EXCHANGE_PATH, squeezed(&[1, b'q', 255, 255, 255, 255, 255, 255]), 400),
        (EXCHANGE_PATH, squeezed(&vec![0; BODY_BYTES + 1]), 413),
        (EXCHANGE_PATH, huge.clone(), 413),
        (ENROL_PATH, Vec::new(), 400),
        (ENROL_PATH, vec![1, 2, 3], 400),
        (ENROL_PATH, vec![200, 2, 3], 415),
        (ENROL_PATH, huge, 413),
        ("/v1/nothing", Vec::new(), 404),
    ];
    for (path, body, status) in cases {
        let reply = client.post(path, &device.headers(), &body);
        assert_eq!(reply.status, status, "{path} with {} bytes", body.len());
        assert!(!reply.refusal().to_string().is_empty());
    }
    assert_eq!(client.request("GET", EXCHANGE_PATH, "", b"").unwrap().status, 404);
    assert_eq!(client.post(EXCHANGE_PATH, "", b"").status, 401);
    assert_eq!(client.post(EXCHANGE_PATH, "authorization: Bearer x\r\n", b"").status, 401);
    let unheard = format!("authorization: {}\r\nmeedoen-heard: x\r\n", device.token.to_header());
    assert_eq!(client.post(EXCHANGE_PATH, &unheard, b"").status, 400);
    // Torn off in the middle, and then no more.
    let torn = format!(
        "POST {EXCHANGE_PATH} HTTP/1.1\r\nhost: o\r\nconnection: close\r\n{}content-length: 9000\r\n\r\nabc",
        device.headers()
    );
    let client_with_end = client.clone();
    drop(std::thread::spawn(move || client_with_end.send(torn.as_bytes())));
    let after = (office.ask(&["status"])["log"].clone(), office.command(&["export"]).unwrap());
    assert_eq!(before, after);
    device.settle();
}

#[test]
fn a_body_with_any_byte_changed_never_breaks_the_office() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut device = Device::enrol(&office.invite("Wil", "lead"));
    device.write(&schema, RecordId(random()), PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    let request =
        sync::device::ask(&mut device.store, RequestId(random()), office::clock::wall(), Default::default());
    let body = sync::wire::encode_request(&request.unwrap(), &mut Default::default()).unwrap();
    for place in (0..body.len()).step_by(3) {
        let mut changed = body.clone();
        changed[place] ^= 0x55;
        let reply = device.post(&transport::squeeze(&changed).unwrap());
        assert!([200, 400, 403, 409, 415].contains(&reply.status), "{} at {place}", reply.status);
    }
    for length in (0..body.len()).step_by(7) {
        let reply = device.post(&transport::squeeze(&body[..length]).unwrap());
        assert!((400..500).contains(&reply.status), "{} at {length}", reply.status);
    }
    assert_eq!(office.ask(&["verify"])["sound"], true);
    let mut fresh = Device::enrol(&office.invite("Joost", "lead"));
    fresh.settle();
}

#[test]
fn who_tries_to_enrol_too_often_waits() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let invitation = office.invitation("Samira", "coach");
    let client = Client::of(&invitation);
    let guess = Invitation { secret: sync::invitation::InvitationSecret([1; 10]), ..invitation };
    let guess = http::encode(&enrolment(&guess, MemberId(random()))).unwrap();
    let statuses: Vec<u16> = (0..15).map(|_| client.post(ENROL_PATH, "", &guess).status).collect();
    assert_eq!(statuses[0], 401);
    assert!(statuses.contains(&429));
}

#[test]
fn the_office_says_how_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let client = Client::of(&office.invitation("Samira", "coach"));
    assert_eq!(client.request("GET", "/health", "", b"").unwrap().status, 200);
    let metrics = client.request("GET", "/metrics", "", b"").unwrap();
    assert!(String::from_utf8(metrics.body).unwrap().contains("meedoen_log_position 0"));
}

#[test]
fn another_user_of_a_laptop_comes_to_work_on_it_by_an_invitation_of_her_own() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut laptop = Device::enrol(&office.invite("Samira", "coach"));
    let invitation = office.invitation("Joost", "coach");
    let joost = MemberId(random());
    let request = EnrolRequest { enrolled: Some(laptop.token), ..enrolment(&invitation, joost) };
    let stranger = EnrolRequest { enrolled: Some(Token([9; 32])), ..request.clone() };
    assert_eq!(laptop.client.enrol(&stranger).unwrap_err(), Refusal::UnknownToken);
    let answer = laptop.client.enrol(&request).unwrap();
    assert_eq!((answer.token, answer.member), (laptop.token, joost));
    assert_eq!(laptop.client.enrol(&request).unwrap(), answer, "asked again, the same answer");
    let case = RecordId(random());
    laptop.member = joost;
    laptop.write(&schema, case, PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    laptop.settle();
    assert_eq!(office.ask(&["quarantine"]).as_array().unwrap().len(), 0);
    let held = office.ask(&["caseload"]).as_array().unwrap().clone();
    let his = held.iter().find(|holder| holder["name"] == "Joost").unwrap();
    assert_eq!(his["cases"], serde_json::json!([case.to_string()]));
    assert_eq!(office.ask(&["devices"]).as_array().unwrap().len(), 1, "the same device");
    // Joost is known now; another casebook's user cannot come under his name to a laptop that delivers already.
    let again = EnrolRequest {
        enrolled: Some(laptop.token),
        ..enrolment(&office.invitation("Joost", "coach"), MemberId(random()))
    };
    assert_eq!(laptop.client.enrol(&again).unwrap_err(), Refusal::OtherMember);
}
