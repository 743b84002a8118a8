//! The world: casebooks with members, an office, messages on their way, and clocks that lie.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::events::{Event, What};
use super::memory::{DeviceData, MemoryDevice, MemoryOffice};
use super::random::Random;
use super::schema::StubSchema;
use super::truth::{Moment, Truth};
use super::work::Screen;
use crate::device;
use crate::exchange::{Answer, Limits, Request};
use crate::guard::ClockGuard;
use crate::office::Store as _;
use crate::schema::Role;
use crate::wire::{BodyError, Incoming, Outgoing};
use crate::{DeviceNumber, LedgerEntry, MemberId, RequestId};

const START: u64 = 1_760_000_000_000;
pub(super) const TEN_YEARS: i64 = 315_576_000_000;
pub(super) const ROLES: [Role; 5] =
    [Role::Coach, Role::Lead, Role::Coach, Role::Assistant, Role::AccountManager];

/// One casebook.
#[derive(Debug, Clone, Default)]
pub struct Casebook {
    pub store: MemoryDevice,
    pub members: Vec<MemberId>,
    pub(super) skew: i64,
    pub version: u8,
    pub(super) screens: Vec<Screen>,
    pub(super) backups: Vec<(DeviceData, u8, Moment)>,
    /// Its line of life, for the oracle: what it can know of its own writing.
    pub line: usize,
    pub joined: bool,
    pub(super) cut: bool,
    /// How it names records to the office, and the office to it.
    pub(super) to_office: Outgoing,
    pub(super) from_office: Incoming,
}

/// A message on its way.
#[derive(Debug, Clone)]
pub(super) enum Message {
    Request(usize, Box<Request>),
    Answer(usize, Box<Answer>),
}

/// A body goes over; when the other side knows the records by other numbers, once more in full.
pub(super) fn over_the_wire<T>(
    references: &mut Outgoing,
    encode: impl Fn(&mut Outgoing) -> Result<Vec<u8>, BodyError>,
    mut decode: impl FnMut(&[u8]) -> Result<T, BodyError>,
) -> T {
    match decode(&encode(references).unwrap()) {
        Err(BodyError::OtherReferences) => {
            references.forget();
            decode(&encode(references).unwrap()).unwrap()
        }
        there => there.unwrap(),
    }
}

pub struct World {
    pub(super) seed: u64,
    pub now: u64,
    pub office: MemoryOffice,
    pub office_version: u8,
    pub(super) office_skew: i64,
    pub(super) guard: ClockGuard,
    pub(super) looked_at: u64,
    pub casebooks: Vec<Casebook>,
    pub(super) members: Vec<MemberId>,
    pub(super) messages: Vec<Message>,
    pub(super) limits: Limits,
    pub(super) requests: u64,
    /// In some exchanges the office holds stamping: a device hears what others wrote beneath what it has waiting.
    sometimes_held: bool,
    pub(super) held: bool,
    /// Exchanges in which a device compared its digests because they had differed.
    pub(super) repairs: usize,
    /// Every message goes over the wire.
    pub(super) on_the_wire: bool,
    /// How each device names records to the office, and the office to it; by number, so that copies share them.
    pub(super) from_devices: BTreeMap<DeviceNumber, Incoming>,
    pub(super) to_devices: BTreeMap<DeviceNumber, Outgoing>,
    pub truth: Truth,
    /// A second office that must answer the same.
    pub(super) twin: Option<Box<dyn super::twin::Twin>>,
}

impl World {
    pub fn new(seed: u64) -> World {
        let mut random = Random::new(seed);
        let count = 2 + if random.once_in(8) { random.below(19) } else { random.below(4) };
        let most = if random.once_in(2) { 1_000 } else { 40_000 };
        let mut world = World {
            seed,
            now: START,
            office: MemoryOffice::default(),
            office_version: if random.once_in(4) { 1 } else { 2 },
            office_skew: 0,
            guard: ClockGuard::default(),
            looked_at: START,
            casebooks: Vec::new(),
            members: Vec::new(),
            messages: Vec::new(),
            limits: Limits { bytes: 300 + random.below(most) },
            requests: 0,
            sometimes_held: false,
            held: false,
            repairs: 0,
            on_the_wire: random.once_in(4),
            from_devices: BTreeMap::new(),
            to_devices: BTreeMap::new(),
            truth: Truth::default(),
            twin: None,
        };
        for number in 0..count {
            let member = MemberId(world.uuid(number as u64, 1));
            world.members.push(member);
            let role = *ROLES.get(number).filter(|_| number < 2).unwrap_or(&ROLES[random.below(ROLES.len())]);
            world.office.tell_ledger(LedgerEntry::Member { member, role: Some(role) });
            let version = if random.once_in(4) { 1 } else { 2 };
            let mut members = vec![member];
            if number > 1 && random.once_in(5) {
                members.push(world.members[random.below(number)]);
            }
            let skew = match random.below(8) {
                0 => -TEN_YEARS,
                1 => TEN_YEARS,
                2 => -300_000,
                _ => random.below(5_000) as i64,
            };
            let line = world.truth.begin();
            world.casebooks.push(Casebook { members, version, skew, line, ..Casebook::default() });
            if !random.once_in(5) {
                world.join(number);
            }
        }
        world.sometimes_held = random.once_in(3);
        world
    }

    pub(super) fn uuid(&self, number: u64, salt: u64) -> Uuid {
        let mut random = Random::new(self.seed.wrapping_mul(31).wrapping_add(number << 8 | salt));
        Uuid::from_u128(u128::from(random.number()) << 64 | u128::from(random.number()))
    }

    pub fn office_schema(&self) -> StubSchema {
        StubSchema { version: self.office_version }
    }

    pub(super) fn wall(&self, casebook: usize) -> u64 {
        self.now.saturating_add_signed(self.casebooks[casebook].skew)
    }

    pub(super) fn join(&mut self, number: usize) {
        let device = self.office.ledger.next_number();
        let request = RequestId(self.uuid(number as u64, 2));
        let members = self.casebooks[number].members.clone();
        self.tell_ledger(LedgerEntry::Device { device, members, replaces: None, request });
        self.casebooks[number].store.disarm();
        device::joined(&mut self.casebooks[number].store, device).unwrap();
        self.casebooks[number].joined = true;
    }

    /// Something happens. An error is a finding; being killed is not.
    pub fn happen(&mut self, event: &Event) -> Result<(), String> {
        self.now += 1 + (event.c % 97) as u64 * 10_000;
        let own = event.a % self.casebooks.len();
        match event.what {
            What::BeginCase => self.begin_case(event, own),
            What::AddChild => self.add_child(event, own),
            What::AddToOrganisation => self.add_to_organisation(event, own),
            What::OpenScreen => self.open_screen(event, own),
            What::WriteFromScreen => self.write_from_screen(event, own),
            What::Write => self.write_one(event, own, 1),
            What::WriteMany => self.write_one(event, own, 4),
            What::WriteLarge => self.write_large(event, own),
            What::Delete => self.delete(event, own),
            What::DeleteFromScreen => self.delete_from_screen(event, own),
            What::Keep => self.keep(event, own),
            What::Reassign => self.reassign(event, own),
            What::Resolve => self.resolve(event, own),
            What::Ask => self.ask(own),
            What::Deliver => self.deliver(event, false),
            What::DeliverTwice => self.deliver(event, true),
            What::Drop => {
                if !self.messages.is_empty() {
                    let place = event.b % self.messages.len();
                    self.messages.remove(place);
                }
            }
            What::Exchange => {
                self.held = self.sometimes_held && event.c.is_multiple_of(3);
                for _ in 0..1 + event.b % 4 {
                    if !self.exchange(own) {
                        break;
                    }
                }
                self.held = false;
            }
            What::KillDevice => {
                self.casebooks[own].store.arm((event.b % 4) as u32, event.c.is_multiple_of(2))
            }
            What::KillOffice => self.office.arm((event.b % 6) as u32, event.c.is_multiple_of(2)),
            What::BackUpDevice => {
                let casebook = &mut self.casebooks[own];
                let moment = Moment { line: casebook.line, serial: event.serial };
                casebook.backups.push((casebook.store.data.clone(), casebook.version, moment));
            }
            What::RestoreDevice => self.restore_device(event, own),
            What::CloneDevice => self.clone_device(event, own),
            What::BackUpOffice => {
                self.office.back_up().unwrap();
                self.tell_twin(|twin, _| twin.back_up());
            }
            What::RestoreOffice => self.restore_office(event)?,
            What::DeviceClock => {
                self.casebooks[own].skew = match event.b % 5 {
                    0 => -TEN_YEARS,
                    1 => TEN_YEARS,
                    2 => 0,
                    3 => -(event.c as i64) * 1_000,
                    _ => event.c as i64 * 1_000,
                };
            }
            What::OfficeClock => {
                self.office_skew = match event.b % 4 {
                    0 => -TEN_YEARS,
                    1 => TEN_YEARS,
                    2 => 0,
                    _ => -(event.c as i64) * 100,
                };
            }
            What::ConfirmClock => self.confirm_clock(),
            What::Cut => self.casebooks[own].cut = true,
            What::Heal => self.casebooks[own].cut = false,
            What::Sleep => self.now += (event.b % 60) as u64 * 24 * 3_600_000,
            What::Join => {
                if !self.casebooks[own].joined {
                    self.join(own);
                }
            }
            What::Revoke => {
                let device = self.casebooks[own].store.data.standing.device;
                if own > 1 && device.0 > 0 {
                    self.tell_ledger(LedgerEntry::Revoked { device });
                }
            }
            What::Erase => self.erase(event),
            What::Release => self.decide(event, true),
            What::Refuse => self.decide(event, false),
            What::ChangeRole => {
                let member = self.members[event.b % self.members.len()];
                let role = ROLES[event.c % ROLES.len()];
                if member != self.members[1] {
                    self.tell_ledger(LedgerEntry::Member { member, role: Some(role) });
                }
            }
            What::Share => self.share(event, own),
            What::UpgradeDevice => self.casebooks[own].version = 2,
            What::UpgradeOffice => self.office_version = 2,
            What::Evict => drop(device::evict(&mut self.casebooks[own].store, event.b.is_multiple_of(2))),
            What::Damage => self.damage(event, own),
        }
        self.truth.look(&self.casebooks);
        Ok(())
    }

    /// The faults end; everything comes to rest, or it never would.
    pub fn settle(&mut self) -> Result<(), String> {
        self.office.disarm();
        self.office_skew = 0;
        self.confirm_clock();
        let mut late = std::mem::take(&mut self.messages);
        for own in 0..self.casebooks.len() {
            self.casebooks[own].cut = false;
            self.casebooks[own].store.disarm();
            if !self.casebooks[own].joined {
                self.join(own);
            }
        }
        for message in late.drain(..) {
            match message {
                Message::Request(_, request) => drop(self.receive(&request)),
                Message::Answer(own, answer) => drop(self.apply(own, *answer)),
            }
        }
        for _ in 0..40 {
            let before = (self.office.end().unwrap(), self.office.ledger.position());
            for own in 0..self.casebooks.len() {
                let mut left = 2_000;
                while self.exchange(own) {
                    left -= 1;
                    if left == 0 {
                        return Err(format!("stall: casebook {own} never comes to an end"));
                    }
                }
            }
            if before == (self.office.end().unwrap(), self.office.ledger.position()) {
                return Ok(());
            }
        }
        Err("stall: the office never comes to rest".into())
    }
}
