//! A casebook and its line to an office in the same process: the bodies are those of the wire.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, ensure};
use casebook::office::Membership;
use casebook::{Casebook, Credential, Machine, Role, Session};
use office::clock::wall;
use office::exchange::{Counter, Unanswered};
use office::folder::Folder;
use office::register::Identity;
use office::schema::office_schema;
use office::store::OfficeStore;
use sync::exchange::{Answer, Limits, Request};
use sync::http::{EnrolRequest, Token};
use sync::schema::SchemaTable;
use sync::wire::{self, Incoming, Outgoing};
use sync::{RequestId, transport};
use uuid::Uuid;

use crate::casebooks::{PASSPHRASE, casebook};

/// Questions after which two that never agree are given up.
const MOST_QUESTIONS: usize = 10_000;

/// An office on its embedded store.
pub struct Office {
    pub folder: Folder,
    pub store: OfficeStore,
    pub schema: SchemaTable,
    counter: Counter,
}

impl Office {
    pub fn open(path: PathBuf) -> Result<Office> {
        let schema = office_schema()?;
        let folder = Folder::open_or_make(&path, None)?;
        let mut store = folder.store(&schema)?;
        store.writing(|store| store.put_setting("identity", &Identity::random("Bench")?))?;
        let counter = Counter::open(schema.clone(), &store)?;
        Ok(Office { folder, store, schema, counter })
    }

    /// Enrols a member's device; the first gets number 1.
    pub fn enrol(&mut self, session: &Session, name: &str) -> Result<sync::http::EnrolAnswer> {
        let role = session.role.at_office();
        let invitation = self.store.writing(|store| store.invite(name, role, wall(), 1))?;
        let request = EnrolRequest {
            secret: invitation.secret,
            device_name: name.to_owned(),
            member: session.member,
            others: Vec::new(),
            request: RequestId(Uuid::now_v7()),
            schema: casebook::SCHEMA,
            enrolled: None,
        };
        Ok(office::enrol::enrol(&mut self.store, wall(), &request)??)
    }
}

/// Somebody's casebook.
pub struct Desk {
    pub casebook: Casebook,
    pub session: Session,
    pub folder: PathBuf,
    token: Token,
    to_office: Outgoing,
    from_office: Incoming,
    heard: Option<RequestId>,
}

/// What an exchange took until there was nothing more to say.
#[derive(Default)]
pub struct Talk {
    /// In the casebook: asking, encoding, decoding, applying.
    pub at_desk: Duration,
    /// Bytes on the wire, there and back.
    pub sent: usize,
    pub told: usize,
    pub requests: Vec<Request>,
    pub answers: Vec<Answer>,
}

impl Desk {
    /// A project leader's casebook: she sees everything.
    pub fn of(folder: PathBuf, name: &str) -> Result<Desk> {
        let (casebook, session) = casebook(&folder, name, Role::Lead)?;
        let (to_office, from_office) = (Outgoing::default(), Incoming::default());
        Ok(Desk { casebook, session, folder, token: Token([0; 32]), to_office, from_office, heard: None })
    }

    pub fn join(&mut self, office: &mut Office, name: &str) -> Result<()> {
        let answer = office.enrol(&self.session, name)?;
        let membership = Membership {
            office: answer.office_name,
            addresses: Vec::new(),
            certificate: Vec::new(),
            token: answer.token.0.to_vec(),
            device: answer.device,
            // The peers have nothing like it.
            name_key: None,
        };
        self.token = answer.token;
        let role = Role::of_office(answer.role);
        self.session = self.casebook.join(&self.session, &membership, answer.member, role)?;
        Ok(())
    }

    /// Closes the casebook and opens it again: then all of it is in its one file.
    pub fn reopen(self) -> Result<Desk> {
        let Desk { casebook, folder, .. } = self;
        drop(casebook);
        let credential = Credential::Passphrase(PASSPHRASE);
        let (casebook, session) = Casebook::open(&folder, credential, Arc::new(Machine::default()))?;
        Ok(Desk { casebook, session, folder, ..self })
    }

    /// Exchanges until there is nothing more to say.
    pub fn talk(&mut self, office: &mut Office) -> Result<Talk> {
        let mut talk = Talk::default();
        for _ in 0..MOST_QUESTIONS {
            let began = Instant::now();
            let request = self.casebook.ask(Limits::default())?;
            let body = transport::squeeze(&wire::encode_request(&request, &mut self.to_office)?)?;
            talk.at_desk += began.elapsed();
            let told = office.counter.exchange(&mut office.store, wall(), self.token, self.heard, &body);
            let told = match told {
                Ok((told, _)) => told,
                Err(Unanswered::Refused(refusal)) => return Err(refusal.into()),
                Err(Unanswered::Failed(error)) => return Err(error.into()),
            };
            let began = Instant::now();
            let answer = wire::decode_answer(&transport::inflate(&told)?, &mut self.from_office)?;
            talk.at_desk += began.elapsed();
            self.to_office.agreed();
            self.heard = Some(request.id);
            (talk.sent, talk.told) = (talk.sent + body.len(), talk.told + told.len());
            talk.answers.push(answer.clone());
            talk.requests.push(request);
            let began = Instant::now();
            let exchanged = self.casebook.apply(answer)?;
            talk.at_desk += began.elapsed();
            ensure!(!exchanged.is_unknown, "the office does not know its device");
            if !exchanged.again {
                return Ok(talk);
            }
        }
        Err(anyhow!("an exchange never ends"))
    }

    /// Applies answers once more, as if they had never come; answers how long that took and how many records changed.
    pub fn apply_again(&mut self, answers: &[Answer]) -> Result<(Duration, usize)> {
        let (mut took, mut changed) = (Duration::ZERO, 0);
        for answer in answers {
            let request = self.casebook.ask(Limits::default())?.id;
            let answer = Answer { request, ..answer.clone() };
            let began = Instant::now();
            changed += self.casebook.apply(answer)?.changed.len();
            took += began.elapsed();
        }
        Ok((took, changed))
    }
}
