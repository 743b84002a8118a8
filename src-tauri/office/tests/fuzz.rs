//! Real requests, spoilt in every way: each is refused with a reason and changes nothing, or is what its device may say;
//! and nothing that it says changes what is not its member's. `CASES` in the environment says how many are tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use std::collections::BTreeMap;

use common::meeting::{Laptop, Meeting, is_out_of_scope, under};
use common::process::Office;
use common::{Device, random};
use office::backup;
use office::clock::wall;
use office::enrol::enrol;
use office::exchange::{Counter, Unanswered};
use office::register::{Identity, Named};
use office::schema::office_schema;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use sync::exchange::{Limits, Request};
use sync::http::{self, EnrolRequest, Token};
use sync::office::{Among, Store as _};
use sync::schema::{ClassTable, Role, SchemaTable};
use sync::scope::Unit;
use sync::{
    Digest, FieldNumber, KindNumber, Record, RecordId, RequestId, TransactionId, Value, device, transport,
    wire,
};

const PARTICIPANT: KindNumber = KindNumber(2);
const LANGUAGE: KindNumber = KindNumber(4);
const CALL_NAME: FieldNumber = FieldNumber(10);
const GOAL: FieldNumber = FieldNumber(90);
const CASES: u32 = 1_500;

fn cases() -> u32 {
    std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(CASES)
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

/// An office with a coach whose requests are spoilt, and another whose case is none of hers.
struct Stage {
    office: Meeting,
    counter: Counter,
    coach: Laptop,
    token: Token,
    own: RecordId,
    foreign: RecordId,
    /// Bodies that a casebook really sent.
    bodies: Vec<Vec<u8>>,
}

/// Everything that a request could change.
#[derive(Debug, PartialEq)]
struct State {
    log: u64,
    ledger: u64,
    sums: Vec<(Unit, Digest)>,
    waiting: Vec<TransactionId>,
}

impl Stage {
    fn new() -> Stage {
        let schema = office_schema().unwrap();
        let mut office = Meeting::new(schema.clone());
        let [samira, joost] = [(); 2].map(|()| office.member(Role::Coach));
        let (mut coach, mut other) = (office.laptop(&[samira]), office.laptop(&[joost]));
        let [own, foreign, child] = [(); 3].map(|()| RecordId(random()));
        other.write(&schema, &[(foreign, PARTICIPANT, &[(CALL_NAME, text("Selam"))])]);
        other.write(&schema, &[(child, LANGUAGE, &[under(foreign), (CALL_NAME, text("well"))])]);
        office.meet(&mut other);
        let token = Token([7; 32]);
        let named = Named { name: "laptop".into(), schema: 8, enrolled_at_utc: 0 };
        let number = Meeting::device_of(&coach);
        office.store.writing(|store| store.name_device(number, token, &named)).unwrap();
        let mut bodies = Vec::new();
        let mut record = |office: &mut Meeting, coach: &mut Laptop, limits: Limits| {
            for _ in 0..30 {
                let request = ask(coach, limits);
                bodies.push(encode(&request));
                if !office.answer(coach, &request, limits) {
                    return;
                }
            }
        };
        // What waits, changes of it, and one that goes in pieces; then what a restored office is offered again.
        coach.write(&schema, &[(own, PARTICIPANT, &[(CALL_NAME, text("Amina"))])]);
        record(&mut office, &mut coach, Limits::default());
        coach.write(
            &schema,
            &[(own, PARTICIPANT, &[(CALL_NAME, text("Amina B.")), (GOAL, text("a nursery"))])],
        );
        coach.write(&schema, &[(RecordId(random()), LANGUAGE, &[under(own), (CALL_NAME, text("little"))])]);
        record(&mut office, &mut coach, Limits { bytes: 400 });
        coach.write(&schema, &[(own, PARTICIPANT, &[(GOAL, text(&"long ".repeat(300)))])]);
        record(&mut office, &mut coach, Limits { bytes: 400 });
        let backup = backup::make(&mut office.store, None, 1).unwrap();
        backup::restore(&mut office.store, &schema, &backup.file, 2).unwrap();
        record(&mut office, &mut coach, Limits { bytes: 400 });
        office.meet(&mut coach);
        let counter = Counter::open(schema, &office.store).unwrap();
        Stage { office, counter, coach, token, own, foreign, bodies }
    }

    /// Sends a body; what was refused has a reason.
    fn send(&mut self, body: &[u8]) -> Result<(), u16> {
        match self.counter.exchange(&mut self.office.store, wall(), self.token, None, body) {
            Ok(_) => Ok(()),
            Err(Unanswered::Refused(refusal)) => {
                assert!(!refusal.to_string().is_empty());
                Err(refusal.status())
            }
            Err(Unanswered::Failed(error)) => panic!("the office failed: {error:?}"),
        }
    }

    fn state(&mut self) -> State {
        let classes = ClassTable::of(&self.office.schema);
        let read = self.office.store.reading(|store| {
            Ok(State {
                log: store.end()?,
                ledger: store.ledger().position(),
                sums: store.unit_digests(&classes, Among::All)?,
                waiting: store.quarantined()?,
            })
        });
        read.unwrap()
    }

    fn foreign_records(&mut self) -> BTreeMap<RecordId, Record> {
        let cases = [self.foreign].into();
        let read = self.office.store.reading(|store| store.records(Among::Cases(&cases), None, 100));
        read.unwrap().into_iter().collect()
    }

    /// It is still an office that its coach works with.
    fn still_works(&mut self) {
        assert_eq!(self.office.store.reading(|store| store.check_digests()).unwrap(), Vec::new());
        let schema = self.office.schema.clone();
        self.coach.write(&schema, &[(self.own, PARTICIPANT, &[(GOAL, text("still here"))])]);
        self.office.meet(&mut self.coach);
        self.office.sees_its_scope_and_nothing_else(&self.coach);
    }
}

fn ask(coach: &mut Laptop, limits: Limits) -> Request {
    device::ask(&mut coach.store, RequestId(random()), wall(), limits).unwrap()
}

fn encode(request: &Request) -> Vec<u8> {
    wire::encode_request(request, &mut wire::Outgoing::default()).unwrap()
}

/// How a body is spoilt.
#[derive(Debug, Clone)]
enum Spoilt {
    Flipped(Vec<(Index, u8)>),
    Cut(Index),
    Written(Index, Vec<u8>),
    Inserted(Index, Vec<u8>),
    Repeated(Index, Index),
    Joined(Index, Index, Index),
}

fn spoilt() -> impl Strategy<Value = Spoilt> {
    let place = any::<Index>;
    let bytes = || prop::collection::vec(any::<u8>(), 1..12);
    prop_oneof![
        4 => prop::collection::vec((place(), 1..=255_u8), 1..4).prop_map(Spoilt::Flipped),
        1 => place().prop_map(Spoilt::Cut),
        2 => (place(), bytes()).prop_map(|(place, bytes)| Spoilt::Written(place, bytes)),
        1 => (place(), bytes()).prop_map(|(place, bytes)| Spoilt::Inserted(place, bytes)),
        1 => (place(), place()).prop_map(|(from, to)| Spoilt::Repeated(from, to)),
        1 => (place(), place(), place()).prop_map(|(other, from, to)| Spoilt::Joined(other, from, to)),
    ]
}

fn spoil(mut body: Vec<u8>, how: &Spoilt, bodies: &[Vec<u8>]) -> Vec<u8> {
    match how {
        Spoilt::Flipped(places) => {
            for (place, mask) in places {
                let place = place.index(body.len());
                body[place] ^= mask;
            }
        }
        Spoilt::Cut(place) => body.truncate(place.index(body.len())),
        Spoilt::Written(place, bytes) => {
            let start = place.index(body.len());
            body.iter_mut().skip(start).zip(bytes).for_each(|(byte, new)| *byte = *new);
        }
        Spoilt::Inserted(place, bytes) => {
            let place = place.index(body.len());
            body.splice(place..place, bytes.iter().copied());
        }
        Spoilt::Repeated(from, to) => {
            let (from, to) = (from.index(body.len()), to.index(body.len()));
            let again = body[from.min(to)..from.max(to)].to_vec();
            body.splice(from..from, again);
        }
        Spoilt::Joined(other, from, to) => {
            let other = other.get(bodies);
            body.truncate(from.index(body.len()));
            body.extend_from_slice(&other[to.index(other.len())..]);
        }
    }
    body
}

/// Cases over one office: what one leaves behind, the next finds.
fn runner(cases: u32) -> TestRunner {
    TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() })
}

#[test]
fn a_spoilt_request_is_refused_or_says_what_its_device_may_say() {
    let stage = std::cell::RefCell::new(Stage::new());
    let foreign = stage.borrow_mut().foreign_records();
    let taken = std::cell::Cell::new(0);
    let ran = runner(cases()).run(&(any::<Index>(), spoilt()), |(which, how)| {
        let mut stage = stage.borrow_mut();
        let body = spoil(which.get(&stage.bodies).clone(), &how, &stage.bodies);
        let before = stage.state();
        if let Err(status) = stage.send(&transport::squeeze(&body).unwrap()) {
            prop_assert!((400..500).contains(&status), "{}", status);
            prop_assert_eq!(&stage.state(), &before);
        } else {
            taken.set(taken.get() + 1);
        }
        prop_assert!(stage.foreign_records() == foreign, "another coach's case changed");
        Ok(())
    });
    ran.unwrap();
    assert!((cases() / 100..cases() / 2).contains(&taken.get()), "{} taken", taken.get());
    stage.into_inner().still_works();
}

#[test]
fn what_is_spoilt_on_the_way_is_refused_and_changes_nothing() {
    let stage = std::cell::RefCell::new(Stage::new());
    let squeezed: Vec<Vec<u8>> =
        stage.borrow().bodies.iter().map(|body| transport::squeeze(body).unwrap()).collect();
    let ran = runner(cases()).run(&(any::<Index>(), spoilt()), |(which, how)| {
        let mut stage = stage.borrow_mut();
        let before = stage.state();
        if let Err(status) = stage.send(&spoil(which.get(&squeezed).clone(), &how, &squeezed)) {
            prop_assert!((400..500).contains(&status), "{}", status);
            prop_assert_eq!(&stage.state(), &before);
        }
        Ok(())
    });
    ran.unwrap();
    stage.into_inner().still_works();
}

/// The log may get a line without a value, and the device another number: a casebook that came back from a backup asks
/// just so.
#[test]
fn a_request_that_is_sent_again_changes_no_value() {
    let mut stage = Stage::new();
    let before = stage.state();
    for body in stage.bodies.clone() {
        let body = transport::squeeze(&body).unwrap();
        for _ in 0..3 {
            stage.send(&body).unwrap();
        }
        let after = stage.state();
        assert_eq!((after.sums, after.waiting), (before.sums.clone(), before.waiting.clone()));
    }
    stage.still_works();
}

#[test]
fn what_is_written_into_a_foreign_case_waits_with_its_content() {
    let stage = std::cell::RefCell::new(Stage::new());
    let foreign = stage.borrow_mut().foreign_records();
    let value = prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Integer),
        Just(Value::Null)
    ];
    let fields = prop::collection::btree_map(10..100_u16, value, 1..5);
    let ran = runner(60).run(&(any::<Index>(), fields), |(which, fields)| {
        let mut stage = stage.borrow_mut();
        let schema: SchemaTable = stage.office.schema.clone();
        let (record, kind) = *which.get(&foreign.iter().collect::<Vec<_>>());
        let fields: Vec<_> = fields.into_iter().map(|(field, value)| (FieldNumber(field), value)).collect();
        let id = stage.coach.write(&schema, &[(*record, kind.kind, &fields)]);
        let request = ask(&mut stage.coach, Limits::default());
        let sent = request.sent.iter().find(|sent| sent.transaction.id == id).unwrap().transaction.clone();
        stage.send(&transport::squeeze(&encode(&request)).unwrap()).unwrap();
        prop_assert!(stage.office.outcomes(id).iter().all(is_out_of_scope));
        let kept = stage.office.store.reading(|store| store.transaction(id)).unwrap().unwrap();
        prop_assert_eq!(kept.transaction, sent);
        prop_assert!(stage.foreign_records() == foreign, "another coach's case changed");
        Ok(())
    });
    ran.unwrap();
}

#[test]
fn a_spoilt_enrolment_enrols_nobody() {
    let stage = std::cell::RefCell::new(Stage::new());
    let store = |stage: &mut Stage| {
        let used = stage.office.store.writing(|store| {
            store.put_setting("identity", &Identity::random("Kantoor")?)?;
            store.invite("Samira", Role::Coach, wall(), 1)
        });
        used.unwrap()
    };
    let invitation = store(&mut stage.borrow_mut());
    let request = common::enrolment(&invitation, sync::MemberId(random()));
    let answer = enrol(&mut stage.borrow_mut().office.store, wall(), &request).unwrap().unwrap();
    let body = http::encode(&request).unwrap();
    let before = stage.borrow_mut().state();
    let ran = runner(cases()).run(&spoilt(), |how| {
        let mut stage = stage.borrow_mut();
        let spoilt = spoil(body.clone(), &how, std::slice::from_ref(&body));
        if let Ok(request) = http::decode::<EnrolRequest>(&spoilt) {
            // Asked again by the same request, it gives the same answer.
            let again = enrol(&mut stage.office.store, wall(), &request).unwrap();
            prop_assert!(again.is_err() || again.as_ref() == Ok(&answer));
        }
        prop_assert_eq!(&stage.state(), &before);
        Ok(())
    });
    ran.unwrap();
}

#[test]
fn whatever_comes_in_over_http_gets_an_answer_with_a_reason() {
    let folder = tempfile::tempdir().unwrap();
    let office = Office::start(&folder.path().join("office"), None);
    let schema = office_schema().unwrap();
    let mut coach = Device::enrol(&office.invite("Samira", "coach"));
    coach.write(&schema, RecordId(random()), PARTICIPANT, &[(CALL_NAME, text("Amina"))]);
    coach.settle();
    let before = office.command(&["export"]).unwrap();
    let body = Stage::new().bodies.swap_remove(0);
    let paths =
        [http::EXCHANGE_PATH, http::ENROL_PATH, "/", "/v1/../v1/exchange", "/v2/exchange", "/%00", "*"];
    let own = coach.token.to_header();
    let headers = [
        String::new(),
        format!("authorization: {own}\r\n"),
        format!("authorization: {own}x\r\n"),
        "authorization: Basic eDp4\r\n".to_owned(),
        format!("authorization: {own}\r\nmeedoen-heard: {}\r\n", random()),
        format!("authorization: {own}\r\nmeedoen-heard: \u{fc}\r\n"),
        format!("x: {}\r\n", "y".repeat(20_000)),
    ];
    let methods = ["POST", "GET", "PUT", "OPTIONS", "FETCH"];
    let strategy = (
        prop::sample::select(methods.to_vec()),
        prop::sample::select(paths.to_vec()),
        any::<Index>(),
        spoilt(),
    );
    let ran = runner(150).run(&strategy, |(method, path, which, how)| {
        let body = transport::squeeze(&spoil(body.clone(), &how, std::slice::from_ref(&body))).unwrap();
        let reply =
            coach.client.request(method, path, headers[which.index(headers.len())].as_str(), &body).unwrap();
        // What reads and is of this device is taken, and its member is nobody here.
        let taken = reply.status == 200 && (method, path) == ("POST", http::EXCHANGE_PATH);
        prop_assert!(taken || (400..500).contains(&reply.status), "{} for {method} {path}", reply.status);
        Ok(())
    });
    ran.unwrap();
    assert_eq!(office.command(&["export"]).unwrap(), before);
    assert_eq!(office.ask(&["verify"])["sound"], true);
    coach.settle();
}
