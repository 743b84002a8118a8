//! Whether a colleague guides the same person. Every coach's casebook tells the others keyed hashes of the spelling keys
//! of the names in her caseload, and that it is she: who has a name can recognise it, nobody can read one out of it. So
//! the two speak with each other; nothing is merged by itself.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use sync::{MemberId, RecordId, Value};
use uuid::Uuid;

use super::{read_membership, read_standing};
use crate::error::CasebookError;
use crate::file::Casebook;
use crate::index;
use crate::operation::{MOST_STEPS, Operation, StepRequest};
use crate::person::Person;
use crate::reading::Reading;
use crate::row;
use crate::schema::{Kind, Reach};
use crate::session::{Role, Session};
use crate::spelling::SHORT_KEY;

/// Letters of one hash. No digits, so that none looks like a citizen number.
const LETTERS: usize = 16;

impl Casebook {
    /// Tells the colleagues by which names the cases of this device's members are recognised, where that has changed.
    pub(super) fn tell_names(&mut self) -> Result<(), CasebookError> {
        if self.are_names_told {
            return Ok(());
        }
        let Some(membership) = read_membership(&self.connection)? else { return Ok(()) };
        let standing = read_standing(&self.connection)?;
        // While a casebook is filled, what was told of its cases before may still be on its way.
        if standing.locked || standing.want.is_some() {
            return Ok(());
        }
        for scope in &standing.scope.members {
            let Some(role) = coach_role(&self.connection, scope.member)? else { continue };
            let session = Session { member: scope.member, role, device: standing.device };
            let requests = untold(&self.connection, &membership.name_key, scope.member)?;
            for some in requests.chunks(MOST_STEPS) {
                self.write(&session, Operation::read(some.to_vec())?)?;
            }
        }
        self.are_names_told = true;
        Ok(())
    }
}

/// The role of a user who guides people; `None` of others.
fn coach_role(connection: &Connection, member: MemberId) -> Result<Option<Role>, CasebookError> {
    let role: Option<String> = connection
        .prepare_cached("SELECT role FROM user JOIN record USING (id) WHERE uuid = ?1 AND deleted = 0")?
        .query_row([member.0.as_bytes()], |row| row.get(0))
        .optional()?
        .flatten();
    let role = role.and_then(|name| Role::ALL.into_iter().find(|role| role.name() == name));
    Ok(role.filter(|role| matches!(role, Role::Coach | Role::Lead)))
}

/// What has to be written so that the colleagues recognise the cases that a member holds now.
fn untold(
    connection: &Connection,
    name_key: &[u8; 32],
    member: MemberId,
) -> Result<Vec<StepRequest>, CasebookError> {
    let mut cases = connection.prepare_cached(
        "SELECT p.id, r.uuid, p.deleted FROM participant p JOIN record r USING (id)
         WHERE p.coach = (SELECT id FROM record WHERE uuid = ?1)",
    )?;
    let mut told = connection.prepare_cached(
        "SELECT k.keys, c.uuid FROM name_key k JOIN record r USING (id) LEFT JOIN record c ON c.id = k.coach
         WHERE r.uuid = ?1",
    )?;
    let mut rows = cases.query([member.0.as_bytes()])?;
    let mut requests = Vec::new();
    while let Some(row) = rows.next()? {
        let (local, case, is_deleted): (i64, [u8; 16], bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let stand_in = RecordId(Uuid::from_bytes(case)).stand_in();
        let keys = if is_deleted { BTreeSet::new() } else { hashes_of(connection, name_key, local)? };
        let keys: Vec<String> = keys.into_iter().collect();
        let keys = (!keys.is_empty()).then(|| keys.join(" "));
        let before: Option<(Option<String>, Option<[u8; 16]>)> =
            told.query_row([stand_in.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let op = match &before {
            None if keys.is_none() => continue,
            None => "name_key.add",
            Some((known, coach)) if *known == keys && *coach == Some(*member.0.as_bytes()) => continue,
            Some(_) => "name_key.change",
        };
        let mut request = StepRequest { op: op.to_owned(), ..StepRequest::default() };
        request.id = Some(stand_in.to_string());
        request.fields.insert("keys".into(), keys.map_or(Value::Null, Value::Text));
        request.fields.insert("coach".into(), Value::Text(member.to_string()));
        requests.push(request);
    }
    Ok(requests)
}

/// The hashes of the spelling keys of a case's names.
fn hashes_of(
    connection: &Connection,
    name_key: &[u8; 32],
    case: i64,
) -> Result<BTreeSet<String>, CasebookError> {
    let keys = index::keys_of(connection, case)?;
    Ok(keys.iter().filter(|key| key.len() >= SHORT_KEY).map(|key| hash(name_key, key)).collect())
}

fn hash(name_key: &[u8; 32], key: &str) -> String {
    let hash = blake3::keyed_hash(name_key, key.as_bytes());
    let halves = hash.as_bytes().iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    halves.take(LETTERS).map(|half| char::from(b'a' + half)).collect()
}

/// The names of colleagues who may guide the same person as a case here. `here` are those whose names look alike and who
/// can be seen here anyway.
pub(crate) fn colleagues(
    reading: &Reading,
    case: &row::Row,
    here: &[Person],
) -> Result<Vec<String>, CasebookError> {
    let kind = Kind::named("name_key").ok_or(CasebookError::Unexplained("the schema has no name keys"))?;
    let Some(membership) = read_membership(reading.connection)? else { return Ok(Vec::new()) };
    if kind.reach(reading.session.role) == Reach::None {
        return Ok(Vec::new());
    }
    let own = hashes_of(reading.connection, &membership.name_key, case.local)?;
    let seen: BTreeSet<RecordId> =
        here.iter().map(|person| person.id).chain([case.record]).map(RecordId::stand_in).collect();
    let mut all = reading.connection.prepare_cached(
        "SELECT r.uuid, k.keys, k.coach FROM name_key k JOIN record r USING (id)
         WHERE k.keys IS NOT NULL AND k.deleted = 0 ORDER BY k.id",
    )?;
    let mut rows = all.query([])?;
    let mut names = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let keys =
            row.get_ref(1)?.as_str().map_err(|_| CasebookError::Unexplained("a name key does not read"))?;
        let shared = keys.split(' ').filter(|key| own.contains(*key)).count();
        if shared > 0
            && shared >= own.len().min(2)
            && !seen.contains(&RecordId(Uuid::from_bytes(row.get(0)?)))
        {
            names.insert(reading.user_name(&Value::Integer(row.get(2)?))?);
        }
    }
    Ok(names.into_iter().filter(|name| !name.is_empty()).collect())
}
