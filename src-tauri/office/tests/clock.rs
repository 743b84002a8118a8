//! The office guards its own clock, also over a restart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

mod common;

use common::{enrolment, random};
use office::clock::{self, OfficeClock};
use office::enrol::enrol;
use office::exchange::Counter;
use office::folder::Folder;
use office::schema::office_schema;
use office::serve::{Server, Settings};
use office::store::OfficeStore;
use sync::device::{self, Draft, DraftChange};
use sync::guard::ClockState;
use sync::http::Token;
use sync::schema::Role;
use sync::simulation::memory::MemoryDevice;
use sync::{
    FieldNumber, KindNumber, MemberId, RecordId, RequestId, Seen, TransactionId, Value, transport, wire,
};

const NOW: u64 = 1_790_000_000_000;
const TEN_YEARS: u64 = 315_576_000_000;

struct Pair {
    store: OfficeStore,
    counter: Counter,
    device: MemoryDevice,
    member: MemberId,
    token: Token,
}

impl Pair {
    fn open(folder: &Folder) -> Pair {
        let settings = Settings {
            listen: "127.0.0.1:0".parse().unwrap(),
            addresses: Vec::new(),
            name: None,
            administrator: "Beheerder".into(),
            certificate: None,
        };
        drop(Server::open(folder, &settings).unwrap());
        let schema = office_schema().unwrap();
        let mut store = folder.store(&schema).unwrap();
        let invitation = store.writing(|store| store.invite("Samira", Role::Coach, NOW, 7)).unwrap();
        let member = MemberId(random());
        let answer = enrol(&mut store, NOW, &enrolment(&invitation, member)).unwrap().unwrap();
        let mut device = MemoryDevice::default();
        device::joined(&mut device, answer.device).unwrap();
        let counter = Counter::open(schema, &store).unwrap();
        Pair { store, counter, device, member, token: answer.token }
    }

    fn write(&mut self) {
        let (field, value) = (FieldNumber(10), Value::Text("Amina".into()));
        let changes = vec![DraftChange { field, value, seen: Seen::default(), removing: None }];
        let draft = Draft { record: RecordId(random()), kind: KindNumber(2), changes };
        let (id, schema) = (TransactionId(random()), office_schema().unwrap());
        device::write(&mut self.device, &schema, id, self.member, NOW, "test", vec![draft]).unwrap();
    }

    /// One exchange by an office whose clock says so; how many transactions still wait afterwards.
    fn exchange_at(&mut self, wall: u64) -> usize {
        let request = device::ask(&mut self.device, RequestId(random()), NOW, Default::default()).unwrap();
        let body = wire::encode_request(&request, &mut Default::default()).unwrap();
        let body = transport::squeeze(&body).unwrap();
        let (answer, _) =
            self.counter.exchange(&mut self.store, wall, self.token, None, &body).expect("an answer");
        let answer = transport::inflate(&answer).unwrap();
        let answer = wire::decode_answer(&answer, &mut Default::default()).unwrap();
        device::apply(&mut self.device, answer, NOW).unwrap();
        device::Store::waiting(&self.device).unwrap().len()
    }

    /// The process ends and starts.
    fn restart(&mut self) {
        self.counter = Counter::open(office_schema().unwrap(), &self.store).unwrap();
    }
}

#[test]
fn after_a_jump_the_office_answers_but_stamps_nothing_until_somebody_confirms_its_clock() {
    let folder = tempfile::tempdir().unwrap();
    let folder = Folder::open_or_make(&folder.path().join("office"), None).unwrap();
    let mut pair = Pair::open(&folder);
    pair.write();
    assert_eq!(pair.exchange_at(NOW), 0);
    for wrong in [NOW - TEN_YEARS, NOW + TEN_YEARS] {
        pair.write();
        assert_eq!(pair.exchange_at(wrong), 1, "what was sent waits");
        pair.restart();
        assert_eq!(pair.exchange_at(wrong), 1, "also after a restart");
        pair.restart();
        assert_eq!(pair.exchange_at(NOW + 1_000), 0, "the clock was set right");
        pair.restart();
    }
    let moved = NOW + TEN_YEARS;
    pair.write();
    assert_eq!(pair.exchange_at(moved), 1);
    clock::confirm(&mut pair.store, moved).unwrap();
    assert_eq!(pair.exchange_at(moved + 5), 0, "the running office hears that it was confirmed");
    let mut clock = OfficeClock::open(&pair.store).unwrap();
    assert_eq!(clock.state(moved + 10), ClockState::Steady);
}
