//! Users of one casebook and their keys.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use sync::{MemberId, RecordId};

use crate::error::{CasebookError, Refusal};
use crate::file::Casebook;
use crate::keys::{DatabaseKey, Holder, KeyFile, RecoveryKey, check_passphrase};
use crate::operation::{Operation, StepRequest};
use crate::reading::Reading;
use crate::record::Record;
use crate::row;
use crate::schema::{Kind, Reach};
use crate::session::{Role, Session};
use crate::write::Applied;

/// A user, and whether a passphrase of theirs opens this casebook.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct UserRow {
    /// The user.
    pub record: Record,
    /// There is a key slot.
    pub has_key: bool,
}

/// The name of the role of a user who is here.
pub(crate) fn role_name(connection: &Connection, member: MemberId) -> Result<Option<String>, CasebookError> {
    let role: Option<Option<String>> = connection
        .prepare_cached("SELECT role FROM user JOIN record USING (id) WHERE uuid = ?1 AND deleted = 0")?
        .query_row([member.0.as_bytes()], |row| row.get(0))
        .optional()?;
    Ok(role.flatten())
}

/// Every user, by name.
pub fn list(reading: &Reading, keys: &[Holder]) -> Result<Vec<UserRow>, CasebookError> {
    let kind = Kind::named("user").ok_or(CasebookError::Unexplained("the schema has no users"))?;
    reading.reach(kind)?;
    let sql = format!("{} WHERE k.deleted = 0 ORDER BY k.name COLLATE NOCASE, k.id", row::select(kind)?);
    let mut statement = reading.connection.prepare_cached(&sql)?;
    let rows =
        statement.query_map([], |row| row::read_row(kind, row))?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter()
        .map(|row| {
            let has_key = keys.contains(&Holder::Member(row.record.0));
            Ok(UserRow { record: reading.record(row)?, has_key })
        })
        .collect()
}

/// The name of a user.
pub fn name(reading: &Reading, user: RecordId) -> Result<String, CasebookError> {
    let kind = Kind::named("user").ok_or(CasebookError::Unexplained("the schema has no users"))?;
    Ok(reading.get(kind, user)?.text("name").unwrap_or_default().to_owned())
}

impl Casebook {
    /// Refuses when the passphrase is not the one of this member.
    pub fn check_passphrase(&self, session: &Session, passphrase: &str) -> Result<(), CasebookError> {
        let (_, member) = self.keys.open_with_passphrase(passphrase)?;
        if member == session.member.0 { Ok(()) } else { Err(CasebookError::WrongPassphrase) }
    }

    /// Who holds a key of this casebook.
    pub fn key_holders(&self) -> Vec<Holder> {
        self.keys.holders()
    }

    /// Adds a user with a passphrase of their own.
    pub fn add_user(
        &mut self,
        session: &Session,
        name: &str,
        role: Role,
        passphrase: &str,
    ) -> Result<Applied, CasebookError> {
        check_passphrase(passphrase)?;
        if self.keys.open_with_passphrase(passphrase).is_ok() {
            return Err(CasebookError::PassphraseInUse);
        }
        let mut request = StepRequest { op: "user.add".into(), ..StepRequest::default() };
        for (field, value) in [("name", name), ("role", role.name())] {
            request.fields.insert(field.into(), sync::Value::Text(value.into()));
        }
        let applied = self.write(session, Operation::read(vec![request])?)?;
        if let Some(changed) = applied.changed.first() {
            let mut keys = self.keys.clone();
            keys.put(Holder::Member(changed.record.0), passphrase, &self.key)?;
            self.keep_keys(keys)?;
            self.note(session, "user.give_key", Some(changed.record), "done")?;
        }
        Ok(applied)
    }

    /// Gives a user another passphrase. Users do this for themselves.
    pub fn change_passphrase(
        &mut self,
        session: &Session,
        current: &str,
        next: &str,
    ) -> Result<(), CasebookError> {
        check_passphrase(next)?;
        self.check_passphrase(session, current)?;
        let member = session.member.0;
        if current != next && self.keys.open_with_passphrase(next).is_ok() {
            return Err(CasebookError::PassphraseInUse);
        }
        let mut keys = self.keys.clone();
        keys.put(Holder::Member(member), next, &self.key)?;
        self.keep_keys(keys)?;
        self.note(session, "user.change_passphrase", Some(RecordId(member)), "done")
    }

    /// Takes a user's key away and gives the casebook a new one, so that an old passphrase opens nothing any more.
    pub fn remove_key(&mut self, session: &Session, member: MemberId) -> Result<(), CasebookError> {
        let users = Kind::named("user").ok_or(CasebookError::Unexplained("the schema has no users"))?;
        if users.reach(session.role) != Reach::Everything {
            return Err(Refusal::NotAllowed(session.role).into());
        }
        let mut keys = self.keys.clone();
        keys.remove(Holder::Member(member.0));
        if keys.first_member().is_none() {
            return Err(Refusal::LastKey.into());
        }
        let key = DatabaseKey::random()?;
        keys.seal_again(&key)?;
        self.change_database_key(keys, key)?;
        self.note(session, "user.remove_key", Some(RecordId(member.0)), "done")
    }

    /// Gives the casebook a new printed recovery key; the old one opens nothing any more.
    pub fn new_recovery_key(&mut self, session: &Session) -> Result<RecoveryKey, CasebookError> {
        let recovery = RecoveryKey::random()?;
        let mut keys = self.keys.clone();
        keys.put_recovery(&recovery, &self.key)?;
        self.keep_keys(keys)?;
        self.note(session, "casebook.new_recovery_key", None, "done")?;
        Ok(recovery)
    }

    fn keep_keys(&mut self, keys: KeyFile) -> Result<(), CasebookError> {
        keys.write(self.folder())?;
        self.keys = keys;
        Ok(())
    }

    /// The new slots stand beside the old ones until the file has its new key, so that a kill at any instant leaves
    /// slots that open the file.
    fn change_database_key(&mut self, keys: KeyFile, key: DatabaseKey) -> Result<(), CasebookError> {
        keys.write_beside(self.folder())?;
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        self.connection.execute_batch(&key.pragma("rekey"))?;
        self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        self.key = key;
        keys.take_place(self.folder())?;
        self.keys = keys;
        Ok(())
    }
}
