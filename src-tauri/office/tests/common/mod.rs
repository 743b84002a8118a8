//! What the tests share: a device in memory, and a bare client that knows its office by the fingerprint.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

pub mod meeting;
pub mod postgres;
pub mod process;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::ServerName;
use sync::client::pinned;
use sync::device::{self, Answered, Draft, DraftChange};
use sync::exchange::Limits;
use sync::http::{self, EnrolAnswer, EnrolRequest, Refusal, Token};
use sync::invitation::Invitation;
use sync::schema::SchemaTable;
use sync::simulation::memory::MemoryDevice;
use sync::wire::{self, Incoming, Outgoing};
use sync::{FieldNumber, KindNumber, MemberId, RecordId, RequestId, Seen, TransactionId, Value, transport};
use uuid::Uuid;

/// A random identifier.
pub fn random() -> Uuid {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// An answer over HTTP.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn refusal(&self) -> Refusal {
        http::decode(&self.body).unwrap()
    }
}

/// A bare client.
#[derive(Clone)]
pub struct Client {
    pub address: String,
    pub tls: Arc<rustls::ClientConfig>,
}

impl Client {
    /// A client that finds the office of an invitation.
    pub fn of(invitation: &Invitation) -> Client {
        let tls = pinned(invitation.fingerprint.unwrap()).unwrap();
        Client { address: invitation.addresses[0].clone(), tls: Arc::new(tls) }
    }

    /// Sends bytes as they are and reads what comes back; an error when the connection breaks.
    pub fn send(&self, bytes: &[u8]) -> std::io::Result<Reply> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let name = ServerName::try_from("localhost").unwrap();
        let connection = rustls::ClientConnection::new(Arc::clone(&self.tls), name).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, stream);
        // The office may have answered and closed before it read everything.
        let written = stream.write_all(bytes).and_then(|()| stream.flush());
        let mut answer = Vec::new();
        if let Err(error) = stream.read_to_end(&mut answer)
            && error.kind() != std::io::ErrorKind::UnexpectedEof
        {
            return Err(error);
        }
        if answer.is_empty() {
            written?;
            return Err(std::io::ErrorKind::ConnectionReset.into());
        }
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("no end of the headers");
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok(Reply { status, body: answer[end + 4..].to_vec() })
    }

    pub fn request(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> std::io::Result<Reply> {
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: office\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n"
        );
        self.send(&[head.as_bytes(), body].concat())
    }

    pub fn post(&self, path: &str, headers: &str, body: &[u8]) -> Reply {
        self.request("POST", path, headers, body).unwrap()
    }

    pub fn enrol(&self, request: &EnrolRequest) -> Result<EnrolAnswer, Refusal> {
        let reply = self.post(http::ENROL_PATH, "", &http::encode(request).unwrap());
        if reply.status == 200 { Ok(http::decode(&reply.body).unwrap()) } else { Err(reply.refusal()) }
    }
}

/// What enrols with an invitation.
pub fn enrolment(invitation: &Invitation, member: MemberId) -> EnrolRequest {
    EnrolRequest {
        secret: invitation.secret,
        device_name: "laptop".into(),
        member,
        others: Vec::new(),
        request: RequestId(random()),
        schema: 8,
        enrolled: None,
    }
}

/// A casebook in memory.
pub struct Device {
    pub store: MemoryDevice,
    pub member: MemberId,
    pub token: Token,
    pub client: Client,
    to_office: Outgoing,
    from_office: Incoming,
    heard: Option<RequestId>,
    pub resent_in_full: u32,
}

impl Device {
    /// Enrols with an invitation.
    pub fn enrol(text: &str) -> Device {
        let address = Invitation::from_text(text).unwrap().addresses[0].clone();
        Device::enrol_at(text, &address)
    }

    /// The same at another of the office's addresses.
    pub fn enrol_at(text: &str, address: &str) -> Device {
        let invitation = Invitation::from_text(text).unwrap();
        let client = Client { address: address.to_owned(), ..Client::of(&invitation) };
        let answer = client.enrol(&enrolment(&invitation, MemberId(random()))).unwrap();
        Device::enrolled(client, &answer)
    }

    /// A device that is enrolled already.
    pub fn enrolled(client: Client, answer: &EnrolAnswer) -> Device {
        let mut store = MemoryDevice::default();
        device::joined(&mut store, answer.device).unwrap();
        Device {
            store,
            member: answer.member,
            token: answer.token,
            client,
            to_office: Outgoing::default(),
            from_office: Incoming::default(),
            heard: None,
            resent_in_full: 0,
        }
    }

    /// Writes fields of a record as one operation.
    pub fn write(
        &mut self,
        schema: &SchemaTable,
        record: RecordId,
        kind: KindNumber,
        fields: &[(FieldNumber, Value)],
    ) -> TransactionId {
        let changes = fields.iter().map(|(field, value)| {
            let seen = device::show(&self.store, record, *field).unwrap().seen;
            let seen = if seen == Seen::default() { Seen::default() } else { seen };
            DraftChange { field: *field, value: value.clone(), seen, removing: None }
        });
        let drafts = vec![Draft { record, kind, changes: changes.collect() }];
        let id = TransactionId(random());
        device::write(&mut self.store, schema, id, self.member, wall(), "test.change", drafts).unwrap();
        id
    }

    /// What stands on the screen.
    pub fn shows(&self, record: RecordId, field: FieldNumber) -> Option<Value> {
        device::show(&self.store, record, field).unwrap().value
    }

    /// One exchange; whether there is more to exchange at once.
    pub fn exchange(&mut self) -> Result<bool, Refusal> {
        let request = device::ask(&mut self.store, RequestId(random()), wall(), Limits::default()).unwrap();
        for _ in 0..3 {
            let body = wire::encode_request(&request, &mut self.to_office).unwrap();
            let body = transport::squeeze(&body).unwrap();
            let reply = self.client.request("POST", http::EXCHANGE_PATH, &self.headers(), &body);
            // The office is away.
            let Ok(reply) = reply else { return Err(Refusal::Busy) };
            if reply.status == 409 {
                self.to_office.forget();
                self.resent_in_full += 1;
                continue;
            }
            if reply.status != 200 {
                return Err(reply.refusal());
            }
            self.to_office.agreed();
            let body = transport::inflate(&reply.body).unwrap();
            let Ok(answer) = wire::decode_answer(&body, &mut self.from_office) else {
                // Names that were never heard here: once more, in full.
                self.from_office = Incoming::default();
                self.heard = None;
                self.resent_in_full += 1;
                continue;
            };
            self.heard = Some(request.id);
            let applied = device::apply(&mut self.store, answer, wall()).unwrap();
            return Ok(matches!(applied, Answered::Applied { again: true }));
        }
        panic!("refused in full too");
    }

    /// Posts an exchange as it is.
    pub fn post(&self, body: &[u8]) -> Reply {
        self.client.post(http::EXCHANGE_PATH, &self.headers(), body)
    }

    /// The headers of an exchange.
    pub fn headers(&self) -> String {
        let heard = self.heard.map(|heard| format!("{}: {heard}\r\n", http::HEARD_HEADER));
        format!("authorization: {}\r\n{}", self.token.to_header(), heard.unwrap_or_default())
    }

    /// Exchanges until there is nothing more to do.
    pub fn settle(&mut self) {
        for _ in 0..200 {
            let again = self.exchange().unwrap();
            let waiting = device::Store::waiting(&self.store).unwrap();
            if !again && waiting.is_empty() {
                return;
            }
        }
        panic!("an exchange never ends");
    }
}

fn wall() -> u64 {
    office::clock::wall()
}
