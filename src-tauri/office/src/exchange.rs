//! One exchange: a body in, a body out. The engine decides; here it is bounded, given the time and the right device,
//! and tried again where another process stood in its way.

use std::sync::{Mutex, PoisonError};

use sync::exchange::{Answer, Limits, Request};
use sync::http::{Refusal, Token};
use sync::office::{OfficeTime, Store as _};
use sync::schema::SchemaTable;
use sync::{DeviceNumber, RequestId, transport, wire};

use crate::OfficeError;
use crate::clock::OfficeClock;
use crate::references::{Known, References};
use crate::store::OfficeStore;

/// Pieces of one transaction: 64 MiB of them.
const MOST_PIECES: u32 = 256;
/// How often an exchange is tried again.
const ATTEMPTS: u32 = 5;
/// How far an answer is cut down until it fits a body: quarters of quarters.
const CUTS: u32 = 5;
/// How old the last contact of a device may be noted.
const CONTACT_MILLISECONDS: u64 = 60_000;

/// Why an exchange was not answered.
#[derive(Debug)]
pub enum Unanswered {
    /// The device did something that is refused: told to it.
    Refused(Refusal),
    /// The office failed: told to its administrator.
    Failed(OfficeError),
}

impl<E: Into<OfficeError>> From<E> for Unanswered {
    fn from(error: E) -> Unanswered {
        Unanswered::Failed(error.into())
    }
}

/// What happened in an exchange, for counting; no content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Happened {
    /// Who asked.
    pub device: DeviceNumber,
    /// Transactions that were sent.
    pub sent: usize,
    /// Records that were told of.
    pub told: usize,
    /// The office's clock is not believed.
    pub held: bool,
}

/// What all exchanges of a process share.
pub struct Counter {
    schema: SchemaTable,
    clock: Mutex<OfficeClock>,
    references: References,
}

impl Counter {
    /// Opens it.
    pub fn open(schema: SchemaTable, store: &OfficeStore) -> Result<Counter, OfficeError> {
        let clock = Mutex::new(OfficeClock::open(store)?);
        Ok(Counter { schema, clock, references: References::default() })
    }

    /// What the office knows of kinds and fields.
    pub fn schema(&self) -> &SchemaTable {
        &self.schema
    }

    /// The office's time.
    pub fn time(&self, store: &OfficeStore, wall: u64) -> Result<OfficeTime, OfficeError> {
        self.clock.lock().unwrap_or_else(PoisonError::into_inner).look(store, wall)
    }

    /// Takes a body and answers with one. `wall` is the wall clock in milliseconds since 1970 (UTC); `heard` the request
    /// whose answer the device read last.
    pub fn exchange(
        &self,
        store: &mut OfficeStore,
        wall: u64,
        token: Token,
        heard: Option<RequestId>,
        body: &[u8],
    ) -> Result<(Vec<u8>, Happened), Unanswered> {
        let Some(first) = store.device_of(token)? else {
            return Err(Unanswered::Refused(Refusal::UnknownToken));
        };
        let body = transport::inflate(body).map_err(refused)?;
        let known = self.references.of(first);
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        known.heard(heard);
        let request = wire::decode_request(&body, &mut known.incoming).map_err(refused)?;
        check(store, first, &request)?;
        let (answer, happened) = self.answer(store, wall, &request, &mut known)?;
        self.references.count(first, &known);
        Ok((answer, happened))
    }

    /// The answer to a request of the device that was enrolled as `first`.
    pub fn answer_to(
        &self,
        store: &mut OfficeStore,
        wall: u64,
        first: DeviceNumber,
        request: &Request,
        limits: Limits,
    ) -> Result<Answer, Unanswered> {
        check(store, first, request)?;
        Ok(self.receive(store, wall, request, limits, &mut Known::default())?)
    }

    fn answer(
        &self,
        store: &mut OfficeStore,
        wall: u64,
        request: &Request,
        known: &mut Known,
    ) -> Result<(Vec<u8>, Happened), Unanswered> {
        let mut limits = Limits::default();
        for cut in 0..CUTS {
            let answer = self.receive(store, wall, request, limits, known)?;
            match known.answer(request.id, |names| wire::encode_answer(&answer, names)) {
                Ok(bytes) => {
                    let squeezed = transport::squeeze(&bytes).map_err(OfficeError::from)?;
                    return Ok((squeezed, Happened::of(request, &answer)));
                }
                // What was sent is taken already; asked again it gets the same verdicts.
                Err(wire::BodyError::TooLarge(_)) if cut + 1 < CUTS => limits.bytes /= 4,
                Err(error) => return Err(OfficeError::from(error).into()),
            }
        }
        Err(Unanswered::Refused(Refusal::Failed))
    }

    fn receive(
        &self,
        store: &mut OfficeStore,
        wall: u64,
        request: &Request,
        limits: Limits,
        known: &mut Known,
    ) -> Result<Answer, OfficeError> {
        let mut attempt = 1;
        loop {
            let time = self.time(store, wall)?;
            store.set_wall(if time.held { 0 } else { wall });
            // Not more than once a minute: else every exchange that only asks would wait for the disk.
            let due = wall.abs_diff(known.met) >= CONTACT_MILLISECONDS;
            store.set_met(due.then_some((request.device, wall)));
            let answer =
                sync::office::receive(store, &self.schema, time, request, limits).and_then(|answer| {
                    // An administrator waits for a revoked one to be met.
                    if matches!(answer.gate, sync::exchange::Gate::Revoked { .. }) {
                        store.set_met(Some((request.device, wall)));
                    }
                    store.note_met().map(|()| answer)
                });
            match store.finish(answer) {
                Err(error) if error.is_transient() && attempt < ATTEMPTS => attempt += 1,
                done => {
                    known.met = if due && done.is_ok() { wall } else { known.met };
                    return done;
                }
            }
        }
    }
}

impl Happened {
    /// Counts one exchange.
    pub fn of(request: &Request, answer: &Answer) -> Happened {
        let (told, held) = match &answer.gate {
            sync::exchange::Gate::Open(opened) => (opened.patches.len(), opened.held),
            sync::exchange::Gate::Revoked { held, .. } => (0, *held),
            _ => (0, false),
        };
        Happened { device: request.device, sent: request.sent.len(), told, held }
    }
}

fn refused(error: wire::BodyError) -> Unanswered {
    Unanswered::Refused(error.into())
}

/// What no casebook sends, or none that was enrolled as `first`.
fn check(store: &mut OfficeStore, first: DeviceNumber, request: &Request) -> Result<(), Unanswered> {
    // What stands in the ledger of a device's first number stays so: only for a new one it is read again.
    if store.ledger().device(request.device).is_none() {
        store.reading(|_| Ok(()))?;
    }
    if store.ledger().device(request.device).is_none_or(|device| device.first != first) {
        return Err(Unanswered::Refused(Refusal::OtherDevice));
    }
    let malformed = |why: &str| Err(Unanswered::Refused(Refusal::Malformed(why.to_owned())));
    let numbers = request.sent.iter().map(|sent| sent.transaction.sequence);
    let numbers = numbers.chain(request.part.iter().map(|piece| piece.sequence));
    let mut before = 0;
    for number in numbers {
        if number <= before || number > request.last {
            return malformed("sequence numbers do not grow up to the last one");
        }
        before = number;
    }
    if request.last > i64::MAX as u64 {
        return malformed("the last sequence number is beyond all counting");
    }
    match &request.part {
        Some(piece) if piece.count > MOST_PIECES || piece.index >= piece.count => {
            malformed("a transaction comes in too many pieces")
        }
        _ => Ok(()),
    }
}
