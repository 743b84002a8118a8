//! A device that is cheap enough not to be what is measured: the engine's own device side over memory, the wire's
//! bodies, and one connection of its own.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow, bail};
use office::clock::wall;
use office::store::OfficeStore;
use reqwest::Client;
use sync::client::pinned;
use sync::device::{self, Answered, Store as _, Waiting};
use sync::exchange::{Answer, Limits, Request};
use sync::http::{EXCHANGE_PATH, EnrolRequest, HEARD_HEADER, Refusal, Token};
use sync::invitation::Fingerprint;
use sync::office::OfficeTime;
use sync::schema::{Role, SchemaTable};
use sync::simulation::memory::MemoryDevice;
use sync::wire::{Incoming, Outgoing, decode_answer, encode_request};
use sync::{
    Change, FieldNumber, KindNumber, MemberId, RecordChange, RecordId, RequestId, Stamp, Transaction,
    TransactionId, Value, transport,
};
use uuid::Uuid;

const PARTICIPANT: KindNumber = KindNumber(2);
const CALL_NAME: FieldNumber = FieldNumber(13);
/// Texts that change alone: script name, pronunciation, town, department.
const TEXTS: [FieldNumber; 4] = [FieldNumber(14), FieldNumber(16), FieldNumber(32), FieldNumber(92)];
/// After a refusal because too many wait.
const LATER: Duration = Duration::from_millis(250);
/// Bodies that are refused in a row.
const MOST_REFUSALS: usize = 1_000;

/// Where an office listens, and how it is known.
#[derive(Clone)]
pub struct Place {
    pub address: String,
    pub fingerprint: Fingerprint,
}

pub struct Device {
    store: MemoryDevice,
    member: MemberId,
    token: Token,
    cases: Vec<RecordId>,
    /// The own transaction that stands on the screen of a field.
    shown: BTreeMap<(RecordId, FieldNumber), u64>,
    to_office: Outgoing,
    from_office: Incoming,
    heard: Option<RequestId>,
}

impl Device {
    /// Enrols a coach.
    pub fn enrol(office: &mut OfficeStore, name: &str) -> Result<Device> {
        let invitation = office.writing(|store| store.invite(name, Role::Coach, wall(), 1))?;
        let request = EnrolRequest {
            secret: invitation.secret,
            device_name: name.to_owned(),
            member: MemberId(Uuid::now_v7()),
            others: Vec::new(),
            request: RequestId(Uuid::now_v7()),
            schema: 8,
            enrolled: None,
        };
        let answer = office::enrol::enrol(office, wall(), &request)??;
        let mut store = MemoryDevice::default();
        device::joined(&mut store, answer.device).map_err(killed)?;
        Ok(Device {
            store,
            member: answer.member,
            token: answer.token,
            cases: Vec::new(),
            shown: BTreeMap::new(),
            to_office: Outgoing::default(),
            from_office: Incoming::default(),
            heard: None,
        })
    }

    /// Begins cases.
    pub fn begin_cases(&mut self, count: usize) -> Result<()> {
        for number in 0..count {
            let case = RecordId(Uuid::now_v7());
            self.cases.push(case);
            self.write("participant.add", case, CALL_NAME, format!("Samira {number}"))?;
        }
        Ok(())
    }

    /// Changes a field of a case, so often, each time another of them: what a coach does in weeks without a network.
    pub fn change(&mut self, count: usize) -> Result<()> {
        for number in 0..count {
            let case = self.cases[number % self.cases.len()];
            let field = TEXTS[number / self.cases.len() % TEXTS.len()];
            self.write("participant.change", case, field, format!("over de kas {number}"))?;
        }
        Ok(())
    }

    /// What the screen would write, without looking through what waits.
    fn write(&mut self, operation: &str, record: RecordId, field: FieldNumber, text: String) -> Result<()> {
        let standing = &mut self.store.data.standing;
        let (claimed, clock) = standing.clock().tick(wall());
        standing.last_time = clock.last();
        standing.sequence += 1;
        let shown = self.store.data.open.get(&record);
        let seen: Option<Stamp> = shown.and_then(|record| record.stamp(field));
        let own = self.shown.insert((record, field), standing.sequence).unwrap_or(0);
        let change = Change { own, ..Change::new(field, Value::Text(text), seen) };
        let transaction = Transaction {
            id: TransactionId(Uuid::now_v7()),
            sequence: standing.sequence,
            member: self.member,
            claimed,
            ledger: standing.ledger,
            operation: operation.to_owned(),
            records: vec![RecordChange { record, kind: PARTICIPANT, changes: vec![change] }],
        };
        let hash = transaction.hash()?;
        self.store.put_waiting(Waiting { hash, transaction }).map_err(killed)
    }

    pub fn waits(&self) -> bool {
        !self.store.data.waiting.is_empty()
    }

    fn ask(&mut self) -> Result<Request> {
        let id = RequestId(Uuid::now_v7());
        device::ask(&mut self.store, id, wall(), Limits::default()).map_err(killed)
    }

    /// Whether there is more to exchange at once.
    fn apply(&mut self, answer: Answer) -> Result<bool> {
        match device::apply(&mut self.store, answer, wall()).map_err(killed)? {
            Answered::Applied { again } => Ok(again),
            other => bail!("an answer was {other:?}"),
        }
    }

    /// One exchange with the engine and a store in this process, and how long those took.
    pub fn meet(&mut self, store: &mut OfficeStore, schema: &SchemaTable) -> Result<(bool, Duration)> {
        let request = self.ask()?;
        let began = Instant::now();
        let time = OfficeTime { wall: wall(), held: false };
        store.set_wall(time.wall);
        let answer = sync::office::receive(store, schema, time, &request, Limits::default());
        let answer = store.finish(answer)?;
        let took = began.elapsed();
        Ok((self.apply(answer)?, took))
    }

    /// A connection of its own.
    pub fn client(place: &Place) -> Result<Client> {
        let builder = Client::builder().no_proxy().https_only(true);
        Ok(builder.tls_backend_preconfigured(pinned(place.fingerprint)?).build()?)
    }

    /// One exchange over HTTP.
    pub async fn exchange(&mut self, client: &Client, place: &Place) -> Result<bool> {
        let request = self.ask()?;
        for _ in 0..MOST_REFUSALS {
            let body = transport::squeeze(&encode_request(&request, &mut self.to_office)?)?;
            let url = format!("https://{}{EXCHANGE_PATH}", place.address);
            let mut post = client.post(url).header("authorization", self.token.to_header());
            if let Some(heard) = self.heard {
                post = post.header(HEARD_HEADER, heard.to_string());
            }
            let reply = post.body(body).send().await?;
            let (status, body) = (reply.status(), reply.bytes().await?);
            if status.is_success() {
                let answer = decode_answer(&transport::inflate(&body)?, &mut self.from_office)?;
                self.to_office.agreed();
                self.heard = Some(request.id);
                return self.apply(answer);
            }
            match sync::http::decode::<Refusal>(&body)? {
                Refusal::Busy => tokio::time::sleep(LATER).await,
                Refusal::OtherReferences => {
                    self.to_office.forget();
                    self.from_office = Incoming::default();
                    self.heard = None;
                }
                refusal => return Err(refusal.into()),
            }
        }
        Err(anyhow!("the office is busy for ever"))
    }
}

fn killed(_: sync::simulation::memory::Killed) -> anyhow::Error {
    anyhow!("nobody kills a device here")
}
