//! The casebook's side of the office: joining one, asking, applying its answer. What is decided stands in the engine
//! (`sync::device`); here it meets the file.
//!
//! A record's own row shows the own waiting values over what the office holds. A stamp of device 0 is an own value that
//! still waits, any other stamp is what an office ranked; what a row cannot say stands in `canonical`.

mod blobs;
pub(crate) mod namesakes;
mod review;
mod shown;
mod stick;
mod store;
mod undelivered;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde::{Deserialize, Serialize};
use sync::blob::BlobReference;
use sync::device::{self, Answered, Evicted, Standing};
use sync::exchange::{Answer, Gate, Limits, Request};
use sync::invitation::Invitation;
use sync::{Clock, DeviceNumber, FieldNumber, MemberId, RecordId, RequestId, Value};
use uuid::Uuid;

use crate::error::{CasebookError, Refusal};
use crate::file::{Casebook, meta, set_meta};
use crate::index;
use crate::record::FieldValue;
use crate::row;
use crate::schema::{Field, Kind, Shape};
use crate::session::{Role, Session};
use crate::value;

pub(crate) use review::count_settled;
pub use review::{ReviewItem, Take, Version, list as list_reviews};
pub(crate) use store::{DeviceStore, agrees_with_digest, read_standing};
pub use undelivered::{Undelivered, list as list_undelivered, waits_because};

/// Name of the row of `meta` with the request that enrols, until its answer came.
const ENROLMENT: &str = "enrolment";
/// Name of the row of `meta` with the invitation that went out on a stick, until its answer came.
const INVITATION: &str = "invitation";
/// Name of the row of `meta` with how many records go once somebody says yes.
const LEAVING: &str = "leaving";
/// Name of the row of `meta` that says how to reach the office.
const MEMBERSHIP: &str = "membership";

/// How a casebook reaches the office it joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    /// What the office is called.
    pub office: String,
    /// Where it listens: host and port.
    pub addresses: Vec<String>,
    /// The fingerprint of its certificate; empty when a certificate authority vouches for it.
    pub certificate: Vec<u8>,
    /// What this device proves itself by.
    pub token: Vec<u8>,
    /// Its number.
    pub device: DeviceNumber,
    /// What the hashes of names are keyed with (`namesakes`); `None`: colleagues are told nothing.
    pub name_key: Option<[u8; 32]>,
}

/// What every write has to know of the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct OfficeFacts {
    /// 0 before the casebook joined an office.
    pub device: DeviceNumber,
    pub ledger: u64,
    pub offset: sync::ClockOffset,
    pub is_locked: bool,
}

/// What applying an answer did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Exchanged {
    /// There is more to exchange at once.
    pub again: bool,
    /// The office does not know this device any more.
    pub is_unknown: bool,
    /// Records whose shown values changed, with their kinds.
    pub changed: BTreeMap<RecordId, &'static str>,
    /// Records that went with an erased case or with what left the scope.
    pub gone: BTreeSet<RecordId>,
}

/// Where the casebook stands with its office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct OfficeState {
    /// What the office is called; `None` before the casebook joined one.
    pub office: Option<String>,
    /// The number of this device; 0 before it joined.
    pub device: u32,
    /// Transactions that the office has not acknowledged.
    pub waiting: u32,
    /// Changes that the office refused, as long as they are kept here.
    pub rejected: u32,
    /// Changes that wait for the office's administrator.
    pub quarantined: u32,
    /// Versions that somebody has to look at.
    pub to_review: u32,
    /// Records that left the scope and go from here once somebody says yes: they are more than a twentieth of all.
    pub leaving: u32,
    /// The office's clock minus this device's, in milliseconds.
    pub clock_offset: i64,
    /// When the last exchange ended, in milliseconds since 1970 (UTC).
    pub last_exchange: Option<i64>,
    /// It was revoked: it shows nothing and only delivers.
    pub is_locked: bool,
    /// It was revoked and has delivered everything.
    pub is_wiped: bool,
    /// A first or larger part of the casebook is still to come.
    pub is_filling: bool,
}

impl Membership {
    /// Whether an invitation is of this office.
    pub fn is_of(&self, invitation: &Invitation) -> bool {
        match invitation.fingerprint {
            Some(fingerprint) => fingerprint.0.as_slice() == self.certificate,
            None => self.certificate.is_empty() && self.addresses == invitation.addresses,
        }
    }
}

impl Casebook {
    /// The office that this casebook joined.
    pub fn membership(&self) -> Result<Option<Membership>, CasebookError> {
        read_membership(&self.connection)
    }

    /// The other users of this casebook.
    pub fn other_members(&self, session: &Session) -> Result<Vec<MemberId>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT uuid FROM user JOIN record USING (id) WHERE deleted = 0 AND uuid <> ?1 ORDER BY uuid",
        )?;
        let others = statement
            .query_map([session.member.0.as_bytes()], |row| Ok(MemberId(Uuid::from_bytes(row.get(0)?))))?;
        Ok(others.collect::<rusqlite::Result<_>>()?)
    }

    /// The request that enrols this casebook: kept until it has joined, so that an office whose answer was lost knows it
    /// again.
    pub fn enrolment_request(&mut self) -> Result<RequestId, CasebookError> {
        let kept: Option<[u8; 16]> = meta(&self.connection, ENROLMENT).optional()?;
        if let Some(kept) = kept {
            return Ok(RequestId(Uuid::from_bytes(kept)));
        }
        let id = self.surroundings.new_id();
        set_meta(&self.connection, ENROLMENT, *id.as_bytes())?;
        Ok(RequestId(id))
    }

    /// Joins an office. Everything that was written before waits for the first exchange. The office knows the member
    /// under this id, and as what; a casebook that knew her under another one follows, and the session with it.
    pub fn join(
        &mut self,
        session: &Session,
        membership: &Membership,
        member: MemberId,
        role: Role,
    ) -> Result<Session, CasebookError> {
        if self.membership()?.is_some() {
            return Err(Refusal::HasOffice.into());
        }
        // The membership comes last: who is interrupted before asks again, and gets the same answer.
        let session = self.follow_member(session, member)?;
        let session = self.follow_role(&session, role)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let kept = postcard::to_stdvec(membership)
            .map_err(|_| CasebookError::Unexplained("how to reach the office does not encode"))?;
        set_meta(&transaction, MEMBERSHIP, kept)?;
        device::joined(&mut DeviceStore::over(&transaction), membership.device)?;
        enrolled(&transaction)?;
        transaction.commit()?;
        self.refresh_office()?;
        self.note(&session, "office.join", None, "done")?;
        Ok(session)
    }

    /// Another user of this casebook came to work on its device: the office knows her, and as what.
    pub fn welcome(&mut self, session: &Session, role: Role) -> Result<Session, CasebookError> {
        let session = self.follow_role(session, role)?;
        enrolled(&self.connection)?;
        self.note(&session, "office.join", None, "done")?;
        Ok(session)
    }

    /// Whether the office knows this user as one who works on this device; as far as this casebook has heard.
    pub fn is_member(&self, session: &Session) -> Result<bool, CasebookError> {
        Ok(is_member(&read_standing(&self.connection)?, session))
    }

    /// Asks the office: what waits here, and how far this casebook has heard. Only the answer to the latest request
    /// counts. Before it asks, it tells the colleagues of names (`namesakes`).
    pub fn ask(&mut self, limits: Limits) -> Result<Request, CasebookError> {
        self.tell_names()?;
        let id = RequestId(self.surroundings.new_id());
        let wall = self.wall();
        self.exchange(|store| device::ask(store, id, wall, limits)).map(|(request, ..)| request)
    }

    /// Applies an answer of the office: all of it or nothing.
    pub fn apply(&mut self, answer: Answer) -> Result<Exchanged, CasebookError> {
        let wall = self.wall();
        let was_restored = matches!(answer.gate, Gate::Restored { .. });
        let (answered, changed, gone) = self.exchange(|store| {
            let answered = device::apply(store, answer, wall)?;
            if was_restored && answered != Answered::Ignored {
                blobs::offer_again(store.connection)?;
            }
            Ok(answered)
        })?;
        let now = self.surroundings.now_milliseconds_utc();
        let (again, is_unknown) = match answered {
            Answered::Ignored => (false, false),
            Answered::Unknown => (false, true),
            Answered::Applied { again } => (again, false),
        };
        if !again {
            set_meta(&self.connection, "last_exchange", now)?;
            // What asks for a yes stays sealed until somebody gives it.
            self.evict(false)?;
        }
        if !gone.is_empty() {
            self.let_go_of_snapshots()?;
        }
        Ok(Exchanged { again, is_unknown, changed, gone })
    }

    /// Lets go of what left the scope, once nothing of it could be lost by that. More than a twentieth of the casebook
    /// goes only with a yes.
    pub fn evict(&mut self, confirmed: bool) -> Result<Evicted, CasebookError> {
        let (evicted, ..) = self.exchange(|store| {
            let evicted = device::evict(store, confirmed)?;
            let leaving = match evicted {
                Evicted::Asks { records, .. } => records,
                Evicted::Gone(_) => 0,
            };
            set_meta(store.connection, LEAVING, u32::try_from(leaving).unwrap_or(u32::MAX))?;
            Ok(evicted)
        })?;
        Ok(evicted)
    }

    /// Where the casebook stands with its office.
    pub fn office_state(&self) -> Result<OfficeState, CasebookError> {
        state(&self.connection, &read_standing(&self.connection)?)
    }

    /// The same, and whether the office knows this user ([`Casebook::is_member`]).
    pub fn office_state_of(&self, session: &Session) -> Result<(OfficeState, bool), CasebookError> {
        let standing = read_standing(&self.connection)?;
        Ok((state(&self.connection, &standing)?, is_member(&standing, session)))
    }

    fn wall(&self) -> u64 {
        u64::try_from(self.surroundings.now_milliseconds_utc()).unwrap_or(0)
    }

    #[allow(clippy::type_complexity)]
    fn exchange<T>(
        &mut self,
        work: impl FnOnce(&mut DeviceStore) -> Result<T, CasebookError>,
    ) -> Result<(T, BTreeMap<RecordId, &'static str>, BTreeSet<RecordId>), CasebookError> {
        let folder = self.folder().to_path_buf();
        let run = || -> Result<_, CasebookError> {
            let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut store = DeviceStore::over(&transaction);
            let outcome = work(&mut store)?;
            index::refresh(&transaction, &store.index)?;
            let (changed, erased) = (store.changed, store.erased);
            transaction.commit()?;
            Ok((outcome, changed, erased))
        };
        let outcome = run().map_err(|error| error.in_folder(&folder))?;
        self.are_names_told &= outcome.1.is_empty();
        self.refresh_office()?;
        Ok(outcome)
    }

    /// The number of the device and of its transactions may have changed.
    pub(crate) fn refresh_office(&mut self) -> Result<(), CasebookError> {
        let standing = read_standing(&self.connection)?;
        self.sequence = standing.sequence;
        self.clock = Clock::resumed(standing.last_time.max(self.clock.last()));
        self.office = OfficeFacts::of(&standing);
        Ok(())
    }

    /// The office knows the member under this id: the casebook's own user becomes that one, also in what waits.
    fn follow_member(&mut self, session: &Session, member: MemberId) -> Result<Session, CasebookError> {
        if session.member == member {
            return Ok(*session);
        }
        let folder = self.folder().to_path_buf();
        let mut keys = self.keys.clone();
        keys.rename(session.member.0, member.0);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if row::find_local(&transaction, RecordId(member.0))?.is_some() {
            return Err(Refusal::HasMember.into());
        }
        rename_member(&transaction, session.member, member)?;
        // The slot goes first: should the file not follow, the old name is put back.
        keys.write(&folder)?;
        if let Err(error) = transaction.commit() {
            self.keys.write(&folder)?;
            return Err(error.into());
        }
        self.keys = keys;
        Ok(Session { member, ..*session })
    }

    fn follow_role(&mut self, session: &Session, role: Role) -> Result<Session, CasebookError> {
        if session.role == role {
            return Ok(*session);
        }
        let mut request = crate::operation::StepRequest { op: "user.change".into(), ..Default::default() };
        request.id = Some(session.member.to_string());
        request.fields.insert("role".into(), Value::Text(role.name().to_owned()));
        // The office says so, whoever is at work.
        let office = Session { role: Role::Administrator, ..*session };
        self.write(&office, crate::operation::Operation::read(vec![request])?)?;
        Ok(Session { role, ..*session })
    }
}

impl OfficeFacts {
    pub fn of(standing: &Standing) -> OfficeFacts {
        OfficeFacts {
            device: standing.device,
            ledger: standing.ledger,
            offset: standing.offset,
            is_locked: standing.locked,
        }
    }
}

/// The invitation was used: the next one is another request.
fn enrolled(connection: &Connection) -> Result<(), CasebookError> {
    connection.execute("DELETE FROM meta WHERE name IN (?1, ?2)", [ENROLMENT, INVITATION])?;
    Ok(())
}

fn read_membership(connection: &Connection) -> Result<Option<Membership>, CasebookError> {
    let kept: Option<Vec<u8>> = meta(connection, MEMBERSHIP).optional()?;
    kept.map(|kept| postcard::from_bytes(&kept))
        .transpose()
        .map_err(|_| CasebookError::Unexplained("how to reach the office does not read"))
}

fn is_member(standing: &Standing, session: &Session) -> bool {
    standing.scope.members.iter().any(|scope| scope.member == session.member)
}

/// Where the casebook stands with its office.
fn state(connection: &Connection, standing: &Standing) -> Result<OfficeState, CasebookError> {
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0));
    Ok(OfficeState {
        office: read_membership(connection)?.map(|membership| membership.office),
        device: standing.device.0,
        waiting: count("SELECT count(*) FROM outbox")?,
        rejected: count("SELECT coalesce(sum(rejected), 0) FROM kept")?,
        quarantined: count("SELECT coalesce(sum(quarantined), 0) FROM kept")?,
        to_review: count("SELECT coalesce(sum(open_reviews), 0) FROM canonical WHERE shelf = 0")?,
        leaving: meta(connection, LEAVING).optional()?.unwrap_or(0),
        clock_offset: standing.offset.milliseconds,
        last_exchange: meta(connection, "last_exchange").optional()?,
        is_locked: standing.locked,
        is_wiped: standing.wiped,
        is_filling: standing.want.is_some(),
    })
}

/// Everything refers to a record by its local id, so a member gets another id in one place; what waits names it in full.
fn rename_member(connection: &Connection, from: MemberId, to: MemberId) -> Result<(), CasebookError> {
    use sync::device::Store;
    let (from_bytes, to_bytes) = (from.0.as_bytes(), to.0.as_bytes());
    connection.execute("UPDATE record SET uuid = ?2 WHERE uuid = ?1", (from_bytes, to_bytes))?;
    connection.execute("UPDATE operation SET member = ?2 WHERE member = ?1", (from_bytes, to_bytes))?;
    let mut store = DeviceStore::over(connection);
    for mut waiting in store.waiting()? {
        let transaction = &mut waiting.transaction;
        if transaction.member == from {
            transaction.member = to;
        }
        for change in &mut transaction.records {
            if change.record == RecordId(from.0) {
                change.record = RecordId(to.0);
            }
            for one in &mut change.changes {
                if one.value.as_reference() == Some(RecordId(from.0)) {
                    one.value = Value::reference(RecordId(to.0));
                }
            }
        }
        // No office has seen it: this is how it is born.
        let hash = transaction.hash();
        waiting.hash = hash.map_err(|_| CasebookError::Unexplained("a transaction does not encode"))?;
        store.put_waiting(waiting)?;
    }
    Ok(())
}

/// Whether this version can show a value that comes from another one.
fn fits(field: &Field, value: &Value) -> bool {
    match (field.shape, value) {
        (_, Value::Null) => true,
        (Shape::Reference(_), value) => value.as_reference().is_some(),
        (Shape::Line(_) | Shape::Prose(_) | Shape::Contact(_), Value::Text(_)) => true,
        (Shape::Integer(..) | Shape::Moment, Value::Integer(_)) => true,
        (Shape::Blob(_), value) => BlobReference::of(value).is_some(),
        (shape, value) => value::problem_of(shape, value).is_none(),
    }
}

/// A value as it travels, from its row: references leave as ids that hold everywhere.
pub(crate) fn outward(
    connection: &Connection,
    kind: Option<&Kind>,
    field: FieldNumber,
    value: Value,
) -> Result<Value, CasebookError> {
    match (reference_of(kind, field), &value) {
        (Some(_), Value::Integer(local)) => Ok(Value::reference(row::get_record(connection, *local)?)),
        _ => Ok(value),
    }
}

/// A value as it stands in its row: references become local ids, also of records that are not here yet.
fn inward(
    connection: &Connection,
    kind: Option<&Kind>,
    field: FieldNumber,
    value: &Value,
) -> Result<Value, CasebookError> {
    match (reference_of(kind, field), value.as_reference()) {
        (Some(target), Some(record)) => {
            Ok(Value::Integer(shown::stub_of(connection, record, Kind::named(target))?))
        }
        _ => Ok(value.clone()),
    }
}

/// A travelling value as a screen shows it.
pub fn as_shown(field: &Field, value: &Value) -> FieldValue {
    match (field.shape, value.as_reference()) {
        (Shape::Reference(_), Some(record)) => FieldValue::Text(record.to_string()),
        _ => FieldValue::from(value),
    }
}

fn reference_of(kind: Option<&Kind>, field: FieldNumber) -> Option<&'static str> {
    match kind?.field_numbered(field)?.shape {
        Shape::Reference(target) => Some(target),
        _ => None,
    }
}
