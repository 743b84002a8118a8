//! The casebook file: created once, opened with the right key by one program at a time, never replaced.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use sync::{Clock, DeviceNumber, MemberId, RecordId, Value};
use uuid::Uuid;

use crate::audit::{AuditTrail, Views};
use crate::error::CasebookError;
use crate::keys::{DatabaseKey, Holder, KEY_FILE, KeyFile, RecoveryKey, check_passphrase};
use crate::office::{self, OfficeFacts};
use crate::operation::{Setting, Step, Verb};
use crate::reading::Reading;
use crate::schema::{Kind, create_tables};
use crate::session::{Role, Session};
use crate::surroundings::Surroundings;
use crate::user;

/// Name of the database file in the casebook's folder.
pub const CASEBOOK_FILE: &str = "casebook.db";
/// Name of the folder of automatic snapshots.
pub const SNAPSHOT_FOLDER: &str = "snapshots";
/// Schema of this version. Raise it whenever a kind, a field or a table is added (a test holds the two together).
pub const SCHEMA: u32 = 1;

const LOCK_FILE: &str = "casebook.lock";
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// An open casebook: the only writer of its file.
pub struct Casebook {
    pub(crate) connection: Connection,
    pub(crate) surroundings: Arc<dyn Surroundings>,
    pub(crate) clock: Clock,
    pub(crate) audit: AuditTrail,
    pub(crate) views: Views,
    pub(crate) sequence: u64,
    pub(crate) office: OfficeFacts,
    /// Nothing was written since the colleagues were told of names.
    pub(crate) are_names_told: bool,
    pub(crate) key: DatabaseKey,
    pub(crate) keys: KeyFile,
    folder: PathBuf,
    name: String,
    // Held as long as the casebook is open; the system lets go of it when the process dies.
    _lock: File,
}

/// What a new casebook starts with.
#[derive(Debug, Clone)]
pub struct NewCasebook<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Its first user.
    pub member: &'a str,
    /// As what that user works.
    pub role: Role,
    /// Language of the screens, nl or en.
    pub locale: &'a str,
    /// Opens the casebook from now on.
    pub passphrase: &'a str,
}

/// What somebody has to open a casebook with.
#[derive(Debug, Clone, Copy)]
pub enum Credential<'a> {
    /// A user's passphrase.
    Passphrase(&'a str),
    /// The printed recovery key, and the passphrase the first user has from now on.
    Recovery {
        /// As typed.
        key: &'a RecoveryKey,
        /// The new passphrase.
        new_passphrase: &'a str,
    },
}

/// Whether a folder holds a casebook, without opening it.
pub fn is_casebook(folder: &Path) -> bool {
    folder.join(CASEBOOK_FILE).exists() || folder.join(KEY_FILE).exists()
}

impl Casebook {
    /// Creates a casebook in a folder that holds none, and opens it.
    pub fn create(
        folder: &Path,
        new: &NewCasebook,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<(Casebook, Session, RecoveryKey), CasebookError> {
        check_passphrase(new.passphrase)?;
        if is_casebook(folder) {
            return Err(CasebookError::AlreadyExists(folder.to_path_buf()));
        }
        let created = || -> Result<_, CasebookError> {
            fs::create_dir_all(folder)?;
            let lock = take_lock(folder)?;
            let member = MemberId(surroundings.new_id());
            let key = DatabaseKey::random()?;
            let recovery = RecoveryKey::random()?;
            let mut keys = KeyFile::new(surroundings.new_id());
            keys.put(Holder::Member(member.0), new.passphrase, &key)?;
            keys.put_recovery(&recovery, &key)?;
            let connection = connect(&folder.join(CASEBOOK_FILE), &key, OpenFlags::SQLITE_OPEN_CREATE)?;
            write_first_tables(&connection, keys.casebook(), new.name)?;
            // The key file comes last: without it there is no casebook yet.
            keys.write(folder)?;
            let casebook = Casebook::around(connection, folder, lock, key, keys, Arc::clone(&surroundings))?;
            Ok((casebook, member, recovery))
        };
        let (mut casebook, member, recovery) = created().map_err(|error| error.in_folder(folder))?;
        let session = Session { member, role: new.role, device: DeviceNumber::default() };
        casebook.add_first_user(&session, new)?;
        Ok((casebook, session, recovery))
    }

    /// Opens the casebook of a folder.
    pub fn open(
        folder: &Path,
        credential: Credential,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<(Casebook, Session), CasebookError> {
        Casebook::try_open(folder, credential, surroundings).map_err(|error| error.in_folder(folder))
    }

    fn try_open(
        folder: &Path,
        credential: Credential,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<(Casebook, Session), CasebookError> {
        if !is_casebook(folder) {
            return Err(CasebookError::NoCasebook(folder.to_path_buf()));
        }
        let keys = KeyFile::read(folder)?;
        let (key, member) = match credential {
            Credential::Passphrase(passphrase) => keys.open_with_passphrase(passphrase)?,
            Credential::Recovery { key, new_passphrase } => {
                check_passphrase(new_passphrase)?;
                let member =
                    keys.first_member().ok_or(CasebookError::Unexplained("no user has a key slot"))?;
                (keys.open_with_recovery_key(key)?, member)
            }
        };
        let lock = take_lock(folder)?;
        let path = folder.join(CASEBOOK_FILE);
        check_length(&path)?;
        let (connection, key, mut keys) = match connect(&path, &key, OpenFlags::empty()) {
            Ok(connection) => (connection, key, keys),
            Err(error) => finish_change_of_key(folder, credential).ok_or(error)?,
        };
        migrate(&connection)?;
        if let Credential::Recovery { new_passphrase, .. } = credential {
            keys.put(Holder::Member(member), new_passphrase, &key)?;
            keys.write(folder)?;
        }
        if office::read_standing(&connection)?.wiped {
            return Err(CasebookError::Wiped);
        }
        let mut casebook = Casebook::around(connection, folder, lock, key, keys, surroundings)?;
        let session = casebook.session_of(MemberId(member))?;
        casebook.note(&session, "casebook.open", None, "done")?;
        Ok((casebook, session))
    }

    fn around(
        connection: Connection,
        folder: &Path,
        lock: File,
        key: DatabaseKey,
        keys: KeyFile,
        surroundings: Arc<dyn Surroundings>,
    ) -> Result<Casebook, CasebookError> {
        let name = meta(&connection, "name")?;
        let standing = office::read_standing(&connection)?;
        Ok(Casebook {
            clock: standing.clock(),
            audit: AuditTrail::resumed(&connection)?,
            views: Views::default(),
            sequence: standing.sequence,
            office: OfficeFacts::of(&standing),
            are_names_told: false,
            connection,
            surroundings,
            key,
            keys,
            folder: folder.to_path_buf(),
            name,
            _lock: lock,
        })
    }

    fn add_first_user(&mut self, session: &Session, new: &NewCasebook) -> Result<(), CasebookError> {
        let kind = Kind::named("user").ok_or(CasebookError::Unexplained("the schema has no users"))?;
        let mut step = Step::new(Verb::Add, kind);
        step.record = Some(RecordId(session.member.0));
        for (name, value) in [("name", new.member), ("role", new.role.name()), ("language", new.locale)] {
            if let Some(field) = kind.field(name) {
                step.settings.push(Setting { field, value: Value::Text(value.to_owned()), seen: None });
            }
        }
        // The first user makes herself; whatever her role, somebody has to begin.
        self.write(&Session { role: Role::Administrator, ..*session }, step.into())?;
        Ok(())
    }

    /// The session of a member at work on this device.
    pub fn session_of(&self, member: MemberId) -> Result<Session, CasebookError> {
        let role = user::role_name(&self.connection, member)?.ok_or(CasebookError::WrongPassphrase)?;
        let role = Role::from_name(&role).ok_or(CasebookError::Unexplained("a user has an unknown role"))?;
        Ok(Session { member, role, device: DeviceNumber::default() })
    }

    /// What the casebook is called.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it lives.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A second connection that only reads, so that a long write never holds up a screen.
    pub fn reader(&self) -> Result<Reader, CasebookError> {
        let connection = connect(&self.folder.join(CASEBOOK_FILE), &self.key, OpenFlags::empty())?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(Reader { connection, views: self.views.clone(), surroundings: Arc::clone(&self.surroundings) })
    }

    /// Reads as a member.
    pub fn read<'a>(&'a self, session: &'a Session) -> Reading<'a> {
        Reading::new(&self.connection, session, &self.views, self.surroundings.as_ref())
    }

    /// Writes the views since the last write to the audit trail. Call it now and then, and before closing.
    pub fn flush_views(&mut self) -> Result<(), CasebookError> {
        let seen = self.views.take();
        if seen.is_empty() {
            return Ok(());
        }
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut audit = self.audit;
        for line in &seen {
            audit = audit.append(&transaction, line)?;
        }
        transaction.commit()?;
        self.audit = audit;
        Ok(())
    }
}

/// A connection that only reads.
pub struct Reader {
    connection: Connection,
    views: Views,
    surroundings: Arc<dyn Surroundings>,
}

impl Reader {
    /// Reads as a member.
    pub fn read<'a>(&'a self, session: &'a Session) -> Reading<'a> {
        Reading::beside(&self.connection, session, &self.views, self.surroundings.as_ref())
    }
}

/// Opens a database file with its raw key, tuned as the design asks.
pub(crate) fn connect(path: &Path, key: &DatabaseKey, extra: OpenFlags) -> Result<Connection, CasebookError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | extra;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(256);
    // Without it SQLite plans a statement anew for every value bound beside a partial index.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma("key"))?;
    connection.execute_batch("PRAGMA cipher_page_size = 8192;")?;
    // The first read fails here when key and file do not fit.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA cache_size = -65536;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

/// A change of key that was cut off after the file got its new key and before the slots took their place.
fn finish_change_of_key(folder: &Path, credential: Credential) -> Option<(Connection, DatabaseKey, KeyFile)> {
    let keys = KeyFile::read_beside(folder)?;
    let key = match credential {
        Credential::Passphrase(passphrase) => keys.open_with_passphrase(passphrase).ok()?.0,
        Credential::Recovery { key, .. } => keys.open_with_recovery_key(key).ok()?,
    };
    let connection = connect(&folder.join(CASEBOOK_FILE), &key, OpenFlags::empty()).ok()?;
    keys.take_place(folder).ok()?;
    Some((connection, key, keys))
}

fn write_first_tables(connection: &Connection, casebook: Uuid, name: &str) -> Result<(), CasebookError> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    connection.execute_batch(include_str!("system.sql"))?;
    create_tables(connection)?;
    let mut statement = connection.prepare("INSERT INTO meta (name, value) VALUES (?1, ?2)")?;
    statement.execute(("casebook", casebook.as_bytes()))?;
    statement.execute(("name", name))?;
    statement.execute(("sequence", 0))?;
    statement.execute(("ledger", 0))?;
    statement.execute(("restored", 0))?;
    drop(statement);
    connection.pragma_update(None, "user_version", SCHEMA)?;
    connection.execute_batch("COMMIT")?;
    Ok(())
}

/// Brings an older file up to this version; refuses a newer one.
fn migrate(connection: &Connection) -> Result<(), CasebookError> {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match found {
        SCHEMA => Ok(()),
        0 => Err(CasebookError::Damaged(PathBuf::new())),
        newer if newer > SCHEMA => Err(CasebookError::NewerSchema { found, known: SCHEMA }),
        _ => {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            create_tables(connection)?;
            connection.pragma_update(None, "user_version", SCHEMA)?;
            connection.execute_batch("COMMIT")?;
            Ok(())
        }
    }
}

/// A file that was cut short would only be noticed when a lost page is read: look at its length first. A full disk
/// may have cut off the last page while it was copied from the write-ahead log: then the log still has it.
fn check_length(path: &Path) -> Result<(), CasebookError> {
    let length = length_of(path)?;
    let log = length_of(&path.with_extension("db-wal"))?;
    let is_whole = length > 0 && (length.is_multiple_of(8192) || log > 0);
    if is_whole { Ok(()) } else { Err(CasebookError::Damaged(PathBuf::new())) }
}

/// Zero for a file that is not there.
fn length_of(path: &Path) -> Result<u64, CasebookError> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn take_lock(folder: &Path) -> Result<File, CasebookError> {
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(CasebookError::AlreadyOpen(folder.to_path_buf())),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

pub(crate) fn meta<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> rusqlite::Result<T> {
    connection.query_row("SELECT value FROM meta WHERE name = ?1", [name], |row| row.get(0))
}

pub(crate) fn set_meta<T: rusqlite::ToSql>(
    connection: &Connection,
    name: &str,
    value: T,
) -> rusqlite::Result<()> {
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", (name, value)).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::surroundings::Machine;

    #[test]
    #[allow(clippy::unwrap_used)] // A test says so by failing.
    fn a_file_of_a_newer_version_is_refused_by_name_and_left_as_it_is() {
        let home = tempfile::tempdir().unwrap();
        let passphrase = "zonlicht door het glas";
        let new = NewCasebook { name: "x", member: "x", role: Role::Coach, locale: "nl", passphrase };
        let (casebook, _, _) = Casebook::create(home.path(), &new, Arc::new(Machine::default())).unwrap();
        casebook.connection.pragma_update(None, "user_version", SCHEMA + 1).unwrap();
        drop(casebook);
        let before = fs::read(home.path().join(CASEBOOK_FILE)).unwrap();
        let opened =
            Casebook::open(home.path(), Credential::Passphrase(passphrase), Arc::new(Machine::default()));
        let error = opened.map(|_| ()).unwrap_err();
        assert!(
            matches!(error, CasebookError::NewerSchema { found, known } if (found, known) == (SCHEMA + 1, SCHEMA)),
            "{error}"
        );
        assert!(fs::read(home.path().join(CASEBOOK_FILE)).unwrap() == before);
    }
}
