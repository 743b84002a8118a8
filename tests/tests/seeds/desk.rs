//! A casebook in its file, its member, and what she does.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use casebook::export::{self, Exported};
use casebook::office::{Membership, Take, list_reviews};
use casebook::operation::write_stamp;
use casebook::schema::Kind;
use casebook::{
    Casebook, CasebookError, Credential, NewCasebook, Operation, Role, Session, Step, StepRequest,
    Surroundings,
};
use chrono::{DateTime, NaiveDateTime};
use sync::{DeviceNumber, RecordId, Value};
use uuid::Uuid;

use crate::common::{PASSPHRASE, word};

pub const START: i64 = 1_760_000_000_000;

/// A clock that the seed moves, and identifiers that follow from the seed.
pub struct Seeded {
    pub now: AtomicI64,
    space: u128,
    count: AtomicU64,
}

impl Seeded {
    pub fn new(space: u128) -> Seeded {
        Seeded { now: AtomicI64::new(START), space: space << 64, count: AtomicU64::new(1) }
    }

    fn next(&self) -> u128 {
        self.space + u128::from(self.count.fetch_add(1, Ordering::Relaxed))
    }
}

impl Surroundings for Seeded {
    fn now_milliseconds_utc(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }
    fn desk_time(&self, milliseconds_utc: i64) -> NaiveDateTime {
        DateTime::from_timestamp_millis(milliseconds_utc).unwrap_or_default().naive_utc()
    }
    fn new_id(&self) -> Uuid {
        Uuid::new_v5(&Uuid::from_u128(self.next()), b"seed")
    }
}

/// Casebooks as they are on their first day: making one takes long, copying it does not.
pub struct Templates {
    _home: tempfile::TempDir,
    folders: Vec<(Role, PathBuf)>,
}

impl Templates {
    pub const ROLES: [Role; 5] =
        [Role::Lead, Role::Coach, Role::Coach, Role::Assistant, Role::AccountManager];

    pub fn make() -> Templates {
        let home = tempfile::tempdir().unwrap();
        let make = |(number, role): (usize, Role)| {
            let folder = home.path().join(number.to_string());
            let member = format!("Member {number}");
            let new =
                NewCasebook { name: "Test", member: &member, role, locale: "nl", passphrase: PASSPHRASE };
            drop(Casebook::create(&folder, &new, Arc::new(Seeded::new(1 + number as u128))).unwrap());
            (role, folder)
        };
        let folders = Self::ROLES.into_iter().enumerate().map(make).collect();
        Templates { _home: home, folders }
    }
}

/// Something that was written and acknowledged.
#[derive(Clone)]
pub struct Said {
    pub record: RecordId,
    pub case: RecordId,
    pub text: String,
}

/// What stood on a screen that is still open.
struct Screen {
    person: RecordId,
    field: &'static str,
    seen: Option<String>,
}

/// A casebook with its member.
pub struct Desk {
    /// `None` once it is wiped.
    pub open: Option<(Casebook, Session)>,
    pub role: Role,
    pub clock: Arc<Seeded>,
    pub said: Vec<Said>,
    /// A backup, and how much had been said then.
    pub backups: Vec<(PathBuf, usize)>,
    folder: PathBuf,
    screens: Vec<Screen>,
    lives: usize,
}

impl Desk {
    pub fn of(template: usize, templates: &Templates, home: &Path, space: u128) -> Desk {
        let (role, from) = &templates.folders[template];
        let folder = home.join(format!("desk {template}"));
        fs::create_dir(&folder).unwrap();
        for file in fs::read_dir(from).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file())
        {
            fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
        }
        let mut desk = Desk {
            open: None,
            role: *role,
            clock: Arc::new(Seeded::new(space)),
            said: Vec::new(),
            backups: Vec::new(),
            folder,
            screens: Vec::new(),
            lives: 0,
        };
        desk.reopen();
        desk
    }

    /// It is killed, or closed, and opened again.
    pub fn reopen(&mut self) {
        self.open = None;
        self.screens.clear();
        match Casebook::open(&self.folder, Credential::Passphrase(PASSPHRASE), self.clock.clone()) {
            Ok(open) => self.open = Some(open),
            Err(CasebookError::Wiped) => {}
            Err(error) => panic!("a casebook does not open: {error}"),
        }
    }

    pub fn join(&mut self, device: DeviceNumber) {
        let membership = Membership {
            office: "Kantoor Naaldwijk".into(),
            addresses: vec!["kantoor:8443".into()],
            certificate: Vec::new(),
            token: vec![7; 32],
            device,
            name_key: Some([5; 32]),
        };
        let (role, (casebook, session)) = (self.role, self.open.as_mut().unwrap());
        *session = casebook.join(session, &membership, session.member, role).unwrap();
    }

    pub fn back_up(&mut self) {
        let folder = self.folder.with_extension(format!("backup {}", self.backups.len()));
        let Some((casebook, session)) = &mut self.open else { return };
        let backup = casebook.back_up(session, &folder).unwrap();
        self.backups.push((backup.path, self.said.len()));
    }

    /// The laptop is lost, and the casebook goes on from a backup; answers what was said since.
    pub fn restore(&mut self, backup: usize) -> Vec<Said> {
        let (file, said) = self.backups[backup].clone();
        self.open = None;
        self.lives += 1;
        self.folder = self.folder.with_extension(format!("life {}", self.lives));
        casebook::restore(&file, &self.folder).unwrap();
        self.reopen();
        if let Some((casebook, _)) = &self.open {
            casebook::mark_restored(casebook).unwrap();
        }
        self.said.split_off(said.min(self.said.len()))
    }

    /// Every record that it shows.
    pub fn shows(&self) -> Vec<Exported> {
        let Some((casebook, session)) = &self.open else { return Vec::new() };
        let mut all = Vec::new();
        let each = export::each(&casebook.read(session), |one| {
            all.push(one);
            Ok::<_, CasebookError>(())
        });
        each.unwrap();
        all
    }

    /// Opens a screen, or writes: what comes of it depends on three numbers.
    pub fn work(&mut self, [a, b, c]: [usize; 3], coaches: &[RecordId]) {
        let shows = self.shows();
        let people: Vec<&Exported> = shows.iter().filter(|one| one.kind.name == "participant").collect();
        let text = word(self.clock.next() ^ u128::from(u64::MAX));
        let may_begin = matches!(self.role, Role::Lead | Role::Coach);
        let Some(person) = people.get(b % people.len().max(1)) else {
            if may_begin {
                self.begin(text);
            }
            return;
        };
        let (id, field) = (person.id, ["goal", "department", "town"][c % 3]);
        let seen = stamp(person, field);
        match (self.role, a % 20) {
            (Role::Lead | Role::Coach, 0..3) => self.begin(text),
            (Role::Lead | Role::Coach, 3..5) => self.screens.push(Screen { person: id, field, seen }),
            (Role::Lead | Role::Coach, 5..9) => {
                let Some(screen) = self.screens.pop() else { return };
                self.change(screen.person, screen.field, &text, screen.seen, true);
            }
            (Role::Lead | Role::Coach, 9..15) => self.change(id, field, &text, seen, true),
            (Role::Lead | Role::Coach, 15) => {
                let note = RecordId(self.clock.new_id());
                let step = request("note.add", Some(note), Some(id), &[("text", &text)]);
                self.write(step, Some(Said { record: note, case: id, text }));
            }
            (Role::Lead | Role::Coach, 16) => {
                let verb = if person.removed { "participant.keep" } else { "participant.remove" };
                self.write(request(verb, Some(id), None, &[]), None);
            }
            (Role::Lead | Role::Coach, 17) => {
                let coach = coaches[c % coaches.len()].to_string();
                self.change(id, "coach", &coach, stamp(person, "coach"), false);
            }
            (Role::Lead | Role::Coach, _) => self.review(b, c),
            (Role::Assistant, _) => {
                let element = ["lifting", "cold", "noise"][c % 3];
                let kind = Kind::named("arrangement").unwrap();
                let record = Step::element_id(id, kind, element);
                let of = shows.iter().find(|one| one.id == record);
                let mut step = request(
                    "arrangement.put",
                    None,
                    Some(id),
                    &[("extent", "limited"), ("description", &text)],
                );
                step.element = Some(element.into());
                step.seen.insert("description".into(), of.and_then(|of| stamp(of, "description")));
                self.write(step, Some(Said { record, case: id, text }));
            }
            _ => {}
        }
    }

    fn begin(&mut self, text: String) {
        let person = RecordId(self.clock.new_id());
        let step = request("participant.add", Some(person), None, &[("call_name", &text)]);
        self.write(step, Some(Said { record: person, case: person, text }));
    }

    fn change(&mut self, person: RecordId, field: &str, text: &str, seen: Option<String>, kept: bool) {
        let mut step = request("participant.change", Some(person), None, &[(field, text)]);
        step.seen.insert(field.into(), seen);
        let said = Said { record: person, case: person, text: text.to_owned() };
        self.write(step, kept.then_some(said));
    }

    fn review(&mut self, b: usize, c: usize) {
        let Some((casebook, session)) = &mut self.open else { return };
        let items = list_reviews(&casebook.read(session)).unwrap();
        let Some(item) = items.get(b % items.len().max(1)) else { return };
        let take = if c.is_multiple_of(2) { Take::Other } else { Take::Standing };
        settled(casebook.take_version(session, item.id, take).map(drop));
    }

    fn write(&mut self, step: StepRequest, said: Option<Said>) {
        let Some((casebook, session)) = &mut self.open else { return };
        let operation = Operation::read(vec![step]).unwrap();
        if settled(casebook.write(session, operation).map(drop)) {
            self.said.extend(said);
        }
    }
}

/// Whether it was done; a refusal by a rule of the work is none of this test's business.
fn settled(done: Result<(), CasebookError>) -> bool {
    match done {
        Ok(()) => true,
        Err(CasebookError::Refused(_)) => false,
        Err(error) => panic!("a casebook fails: {error}"),
    }
}

fn stamp(record: &Exported, field: &str) -> Option<String> {
    let (_, _, stamp) = record.fields.iter().find(|(name, ..)| *name == field)?;
    stamp.map(write_stamp)
}

fn request(op: &str, id: Option<RecordId>, parent: Option<RecordId>, fields: &[(&str, &str)]) -> StepRequest {
    let text = |text: &&str| Value::Text((*text).to_owned());
    StepRequest {
        op: op.into(),
        id: id.map(|id| id.to_string()),
        parent: parent.map(|parent| parent.to_string()),
        fields: fields.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect(),
        ..StepRequest::default()
    }
}
