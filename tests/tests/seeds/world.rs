//! Casebooks, an office, what goes between them, and what goes wrong.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::Ordering;

use office::backup;
use office::folder::Folder;
use office::store::OfficeStore;
use sync::exchange::{Answer, Limits, Request};
use sync::office::{OfficeTime, Store as _};
use sync::schema::SchemaTable;
use sync::simulation::random::Random;
use sync::{LedgerEntry, RecordId, RequestId};
use uuid::Uuid;

use crate::common::kept::place_of;
use crate::desk::{Desk, START, Templates};

const TEN_YEARS: i64 = 315_576_000_000;
/// Exchanges in a row of one casebook, and rounds of all, after which it never comes to rest.
const MOST_EXCHANGES: usize = 500;
const MOST_ROUNDS: usize = 20;

pub struct World {
    pub desks: Vec<Desk>,
    pub store: OfficeStore,
    pub erased: BTreeSet<RecordId>,
    pub revoked: BTreeSet<usize>,
    /// How many things happen.
    pub length: usize,
    folder: Folder,
    schema: SchemaTable,
    random: Random,
    limits: Limits,
    now: i64,
    /// Which faults this seed has: of casebooks that come back from backups, or of an office that does.
    casebooks_come_back: bool,
    office_comes_back: bool,
    /// Answers that are late.
    late: Vec<(usize, Answer)>,
}

impl World {
    pub fn new(seed: u64, home: &Path, database: Option<&str>, templates: &Templates) -> World {
        let mut random = Random::new(seed ^ 0x6c61_7074_6f70);
        let schema = casebook::schema::office_table();
        let folder = Folder::open_or_make(&home.join("office"), database).unwrap();
        let store = folder.store(&schema).unwrap();
        let space = |number: usize| (u128::from(seed) << 8) + 100 + number as u128;
        let desks =
            (0..Templates::ROLES.len()).map(|number| Desk::of(number, templates, home, space(number)));
        let comes_back = random.below(3);
        let most = if random.once_in(2) { 2_000 } else { 100_000 };
        let mut world = World {
            desks: desks.collect(),
            store,
            erased: BTreeSet::new(),
            revoked: BTreeSet::new(),
            length: 40 + random.below(80),
            folder,
            schema,
            limits: Limits { bytes: 300 + random.below(most) },
            random,
            now: START,
            casebooks_come_back: comes_back == 0,
            office_comes_back: comes_back == 1,
            late: Vec::new(),
        };
        (0..world.desks.len()).for_each(|own| world.join(own));
        world
    }

    fn join(&mut self, own: usize) {
        let (desk, request) = (&mut self.desks[own], self.random.number());
        let member = desk.open.as_ref().unwrap().1.member;
        let role = Some(desk.role.at_office());
        let request = RequestId(Uuid::from_u128(u128::from(request)));
        let device = self
            .store
            .writing(|store| {
                let device = store.ledger().next_number();
                store.append_ledger(LedgerEntry::Member { member, role })?;
                let members = vec![member];
                store.append_ledger(LedgerEntry::Device { device, members, replaces: None, request })?;
                Ok(device)
            })
            .unwrap();
        desk.join(device);
    }

    /// Something happens.
    pub fn happen(&mut self) {
        self.now += 1 + self.random.below(97) as i64 * 10_000;
        let own = self.random.below(self.desks.len());
        self.desks[own].clock.now.store(self.now + self.skew(own), Ordering::Relaxed);
        let numbers = [(); 3].map(|()| self.random.below(1 << 20));
        match self.random.below(100) {
            0..45 => self.work(own, numbers),
            45..75 => drop(self.exchange(own, true)),
            75..80 => self.desks[own].reopen(),
            80..83 => self.store = self.folder.store(&self.schema).unwrap(),
            83..86 => self.back_up(),
            86..89 => self.desks[own].back_up(),
            89..92 if self.casebooks_come_back => self.restore_casebook(own, numbers[0]),
            89..91 if self.office_comes_back => self.restore_office(),
            92 => self.erase(numbers[0]),
            93 => self.decide(numbers[0]),
            94 => self.evict(own),
            95 if own > 1 && numbers[0].is_multiple_of(3) => self.revoke(own),
            96..100 => self.deliver_late(numbers[0]),
            _ => self.work(own, numbers),
        }
    }

    /// Most clocks are right; some stand years in the past or in the future, and stay there.
    fn skew(&self, own: usize) -> i64 {
        match (self.length + own) % 7 {
            0 => -TEN_YEARS,
            1 => TEN_YEARS,
            2 => -300_000,
            _ => 0,
        }
    }

    fn work(&mut self, own: usize, numbers: [usize; 3]) {
        let member = |desk: &Desk| desk.open.as_ref().map(|(_, session)| RecordId(session.member.0));
        let coaches: Vec<RecordId> = self.desks[..4].iter().filter_map(member).collect();
        self.desks[own].work(numbers, &coaches);
    }

    /// One exchange; whether there is more. On a bad line questions come twice, and answers late or never.
    fn exchange(&mut self, own: usize, is_bad: bool) -> bool {
        let Some((casebook, _)) = &mut self.desks[own].open else { return false };
        let request = casebook.ask(self.limits).unwrap();
        let mut answer = self.receive(&request);
        if is_bad && self.random.once_in(6) {
            answer = self.receive(&request);
        }
        if is_bad && self.random.once_in(5) {
            self.late.push((own, answer));
            return true;
        }
        self.apply(own, answer)
    }

    fn receive(&mut self, request: &Request) -> Answer {
        let wall = u64::try_from(self.now).unwrap();
        self.store.set_wall(wall);
        let time = OfficeTime { wall, held: false };
        let answer = sync::office::receive(&mut self.store, &self.schema, time, request, self.limits);
        self.store.finish(answer).unwrap()
    }

    fn apply(&mut self, own: usize, answer: Answer) -> bool {
        let Some((casebook, _)) = &mut self.desks[own].open else { return false };
        let again = casebook.apply(answer).unwrap().again;
        if casebook.office_state().unwrap().is_wiped {
            self.desks[own].reopen();
        }
        again
    }

    fn deliver_late(&mut self, number: usize) {
        if self.late.is_empty() {
            return;
        }
        let (own, answer) = self.late.remove(number % self.late.len());
        self.apply(own, answer);
    }

    fn back_up(&mut self) {
        let wall = u64::try_from(self.now).unwrap();
        backup::make(&mut self.store, None, wall).unwrap();
    }

    /// What nobody has delivered goes with the laptop.
    fn restore_casebook(&mut self, own: usize, number: usize) {
        let backups = self.desks[own].backups.len();
        if backups == 0 || self.desks[own].open.is_none() {
            return;
        }
        let since = self.desks[own].restore(number % backups);
        let store = &self.store;
        let delivered = since.into_iter().filter(|said| place_of(store, said.record, &said.text).is_some());
        let delivered: Vec<_> = delivered.collect();
        self.desks[own].said.extend(delivered);
    }

    /// From the latest backup: further back nobody keeps what is to be offered again.
    fn restore_office(&mut self) {
        let own = self.folder.backups();
        let Some(latest) = backup::list(&own).unwrap().into_iter().next() else { return };
        self.now += 1;
        let wall = u64::try_from(self.now).unwrap();
        backup::restore(&mut self.store, &self.schema, &latest, wall).unwrap();
        self.late.clear();
    }

    fn erase(&mut self, number: usize) {
        let mut cases = Vec::new();
        self.store
            .each_record(&mut |_, id, record| {
                cases.extend((record.case == Some(id)).then_some(id));
                Ok(())
            })
            .unwrap();
        let Some(case) = cases.get(number % cases.len().max(1)).copied() else { return };
        self.store.alone(|store| sync::office::erase(store, case)).unwrap();
        self.erased.insert(case);
    }

    /// The administrator lets in what waits of one device, in the order it was written.
    fn decide(&mut self, number: usize) {
        let waiting = self.store.reading(|store| store.quarantined()).unwrap();
        let Some(id) = waiting.get(number % waiting.len().max(1)).copied() else { return };
        let device = self.store.transaction(id).unwrap().unwrap().device;
        let time = OfficeTime { wall: u64::try_from(self.now).unwrap(), held: false };
        for id in waiting {
            if self.store.transaction(id).unwrap().is_some_and(|logged| logged.device == device) {
                let released = sync::office::release(&mut self.store, &self.schema, time, id);
                self.store.finish(released).unwrap();
            }
        }
    }

    fn evict(&mut self, own: usize) {
        if let Some((casebook, _)) = &mut self.desks[own].open {
            casebook.evict(true).unwrap();
        }
    }

    fn revoke(&mut self, own: usize) {
        let Some((casebook, _)) = &self.desks[own].open else { return };
        let device = casebook.office_state().unwrap().device;
        let revoked = LedgerEntry::Revoked { device: sync::DeviceNumber(device) };
        self.store.writing(|store| store.append_ledger(revoked)).unwrap();
        self.revoked.insert(own);
    }

    /// The faults end; everything comes to rest, or it never would.
    pub fn settle(&mut self) -> Result<(), String> {
        self.late.clear();
        for _ in 0..MOST_ROUNDS {
            let before = self.rest();
            for own in 0..self.desks.len() {
                let mut left = MOST_EXCHANGES;
                while self.exchange(own, false) {
                    left -= 1;
                    if left == 0 {
                        return Err(format!("stall: casebook {own} never comes to an end"));
                    }
                }
            }
            if before == self.rest() {
                return Ok(());
            }
        }
        Err("stall: the office never comes to rest".into())
    }

    fn rest(&mut self) -> (u64, u64) {
        self.store.reading(|store| Ok((store.end()?, store.ledger().position()))).unwrap()
    }
}
