//! A casebook for tests: a real encrypted file, a clock that the test moves.
#![allow(dead_code)]

use std::path::PathBuf;
use std::sync::Arc;

use casebook::operation::read_id;
use casebook::schema::Kind;
use casebook::{
    Applied, Casebook, CasebookError, Credential, NewCasebook, Operation, Record, RecoveryKey, Role,
    Scripted, Session, StepRequest,
};
use sync::{RecordId, Value};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "zonlicht door het glas";
/// Tuesday 1 November 2016, 10:42 in UTC.
pub const NOON: i64 = 1_477_996_920_000;
pub const DAY: i64 = 86_400_000;

pub struct Desk {
    pub folder: PathBuf,
    pub casebook: Casebook,
    pub session: Session,
    pub recovery: RecoveryKey,
    pub clock: Arc<Scripted>,
    pub _home: TempDir,
}

impl Desk {
    /// A new casebook of a coach.
    pub fn new() -> Desk {
        Desk::of(Role::Coach)
    }

    pub fn of(role: Role) -> Desk {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("casebook");
        let clock = Arc::new(Scripted::at(NOON));
        let new = NewCasebook {
            name: "Casusboek Test",
            member: "Marleen",
            role,
            locale: "nl",
            passphrase: PASSPHRASE,
        };
        let (casebook, session, recovery) = Casebook::create(&folder, &new, clock.clone()).unwrap();
        Desk { folder, casebook, session, recovery, clock, _home: home }
    }

    /// Closes the casebook and opens it again.
    pub fn reopen(self) -> Desk {
        let Desk { folder, casebook, recovery, clock, _home, .. } = self;
        drop(casebook);
        let (casebook, session) =
            Casebook::open(&folder, Credential::Passphrase(PASSPHRASE), clock.clone()).unwrap();
        Desk { folder, casebook, session, recovery, clock, _home }
    }

    pub fn write(&mut self, steps: Vec<StepRequest>) -> Result<Applied, CasebookError> {
        let operation = Operation::read(steps)?;
        self.casebook.write(&self.session, operation)
    }

    /// Does one operation that must succeed.
    pub fn did(&mut self, step: StepRequest) -> Applied {
        self.write(vec![step]).unwrap()
    }

    /// A refused operation's code.
    pub fn refused(&mut self, step: StepRequest) -> &'static str {
        self.write(vec![step]).unwrap_err().code()
    }

    pub fn get(&self, kind: &str, record: RecordId) -> Record {
        self.casebook.read(&self.session).get(Kind::named(kind).unwrap(), record).unwrap()
    }

    /// Adds a participant with a call-name.
    pub fn participant(&mut self, call_name: &str) -> RecordId {
        let applied = self.did(op("participant.add").text("call_name", call_name));
        applied.changed[0].record
    }
}

pub fn op(name: &str) -> StepRequest {
    StepRequest { op: name.into(), ..StepRequest::default() }
}

pub trait Build {
    fn id(self, record: RecordId) -> Self;
    fn parent(self, record: RecordId) -> Self;
    fn element(self, element: &str) -> Self;
    fn text(self, field: &str, text: &str) -> Self;
    fn number(self, field: &str, number: i64) -> Self;
    fn empty(self, field: &str) -> Self;
}

impl Build for StepRequest {
    fn id(mut self, record: RecordId) -> Self {
        self.id = Some(record.to_string());
        self
    }

    fn parent(mut self, record: RecordId) -> Self {
        self.parent = Some(record.to_string());
        self
    }

    fn element(mut self, element: &str) -> Self {
        self.element = Some(element.into());
        self
    }

    fn text(mut self, field: &str, text: &str) -> Self {
        self.fields.insert(field.into(), Value::Text(text.into()));
        self
    }

    fn number(mut self, field: &str, number: i64) -> Self {
        self.fields.insert(field.into(), Value::Integer(number));
        self
    }

    fn empty(mut self, field: &str) -> Self {
        self.fields.insert(field.into(), Value::Null);
        self
    }
}

pub fn id(text: &str) -> RecordId {
    read_id(text).unwrap()
}
