//! Whether a colleague guides the same person. Every coach's casebook tells the others keyed hashes of the spelling keys
//! of the names in her caseload, and that it is she: who has a name can recognise it, nobody can read one out of it. So
//! the two speak with each other; nothing is merged by itself.

use std::collections::BTreeSet;

use rusqlite::Connection;
use sync::{MemberId, RecordId, Value};
use uuid::Uuid;

use super::{read_membership, read_standing, shown};
use crate::error::CasebookError;
use crate::file::Casebook;
use crate::index;
use crate::operation::{Operation, StepRequest, write_stamp};
use crate::person::Person;
use crate::reading::Reading;
use crate::row;
use crate::schema::{Kind, Reach};
use crate::session::{Role, Session};
use crate::spelling::SHORT_KEY;
use crate::user;

/// Letters of one hash. No digits, so that none looks like a citizen number.
const LETTERS: usize = 16;

impl Casebook {
    /// Tells the colleagues by which names the cases of this device's members are recognised, where that has changed.
    pub(super) fn tell_names(&mut self) -> Result<(), CasebookError> {
        if self.are_names_told {
            return Ok(());
        }
        let Some(name_key) = name_key(&self.connection)? else { return Ok(()) };
        let standing = read_standing(&self.connection)?;
        // While a casebook is filled, what was told of its cases before may still be on its way.
        if standing.locked || standing.want.is_some() {
            return Ok(());
        }
        for scope in &standing.scope.members {
            // As what she works at the office counts: what it does not take would be told again for ever.
            let may_tell = scope.grants.get(&kind()?.number).is_some_and(|grant| grant.reads.is_some());
            let Some(role) = coach_role(&self.connection, scope.member)?.filter(|_| may_tell) else {
                continue;
            };
            let session = Session { member: scope.member, role, device: standing.device };
            let requests = untold(&self.connection, &name_key, scope.member)?;
            let operations = requests.into_iter().map(|request| Operation::read(vec![request]));
            let operations = operations.collect::<Result<Vec<_>, _>>()?;
            // What is refused stays unsaid; the exchange goes on.
            self.write_many(&session, operations)?;
        }
        self.are_names_told = true;
        Ok(())
    }
}

fn kind() -> Result<&'static Kind, CasebookError> {
    Kind::named("name_key").ok_or(CasebookError::Unexplained("the schema has no name keys"))
}

fn name_key(connection: &Connection) -> Result<Option<[u8; 32]>, CasebookError> {
    Ok(read_membership(connection)?.and_then(|membership| membership.name_key))
}

/// The role of a user who guides people; `None` of others.
fn coach_role(connection: &Connection, member: MemberId) -> Result<Option<Role>, CasebookError> {
    let role = user::role_name(connection, member)?.as_deref().and_then(Role::from_name);
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
    let kind = kind()?;
    let mut rows = cases.query([member.0.as_bytes()])?;
    let mut requests = Vec::new();
    while let Some(row) = rows.next()? {
        let (local, case, is_deleted): (i64, [u8; 16], bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let stand_in = RecordId(Uuid::from_bytes(case)).stand_in();
        let keys = if is_deleted { BTreeSet::new() } else { hashes_of(connection, name_key, local)? };
        let keys: Vec<String> = keys.into_iter().collect();
        let keys = if keys.is_empty() { Value::Null } else { Value::Text(keys.join(" ")) };
        let told = shown::find_row(connection, stand_in)?;
        let op = match &told {
            None if keys == Value::Null => continue,
            None => "name_key.add",
            Some(told) if is_told(told, &keys, member) => continue,
            Some(_) => "name_key.change",
        };
        let mut request = StepRequest { op: op.to_owned(), ..StepRequest::default() };
        request.id = Some(stand_in.to_string());
        request.fields.insert("keys".into(), keys);
        request.fields.insert("coach".into(), Value::Text(member.to_string()));
        // Written over what stands there: else a colleague's earlier word stays where this clock is behind, and this one
        // is said again for ever.
        let stamps = told.iter().flat_map(|told| kind.fields.iter().map(|field| (field, &told.stamps)));
        let seen = stamps.map(|(field, stamps)| (field.name, stamps.stamp(field.number).map(write_stamp)));
        request.seen = seen.map(|(name, stamp)| (name.to_owned(), stamp)).collect();
        requests.push(request);
    }
    Ok(requests)
}

fn is_told(told: &row::Row, keys: &Value, member: MemberId) -> bool {
    told.value("keys") == *keys && told.reference("coach") == Some(RecordId(member.0))
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
    let Some(name_key) = name_key(reading.connection)? else { return Ok(Vec::new()) };
    if kind()?.reach(reading.session.role) == Reach::None {
        return Ok(Vec::new());
    }
    let own = hashes_of(reading.connection, &name_key, case.local)?;
    let seen: BTreeSet<RecordId> =
        here.iter().map(|person| person.id).chain([case.record]).map(RecordId::stand_in).collect();
    // A colleague of whom nothing is here yet is named once that has come.
    let mut all = reading.connection.prepare_cached(
        "SELECT r.uuid, k.keys, u.name FROM name_key k JOIN record r USING (id) JOIN user u ON u.id = k.coach
         WHERE k.keys IS NOT NULL AND k.deleted = 0 AND u.name IS NOT NULL",
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
            names.insert(row.get(2)?);
        }
    }
    Ok(names.into_iter().collect())
}
