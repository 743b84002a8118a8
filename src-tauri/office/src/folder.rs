//! The folder of an office: the store, the ledger beside it, the key, and the backups.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use sync::ledger::RestoreError;
use sync::schema::SchemaView;

use crate::OfficeError;
use crate::database::{Database, DatabaseKey, Embedded, PostgreSql};
use crate::store::{BackupPlace, OfficeStore};

const STORE_FILE: &str = "office.db";
const LEDGER_FILE: &str = "ledger.db";
const KEY_FILE: &str = "office.key";
/// Holds the address of a PostgreSQL database, where the office keeps its store there.
const ADDRESS_FILE: &str = "database";
const LOCK_FILE: &str = "serving.lock";
const BACKUP_FOLDER: &str = "backups";
/// How long a server that starts waits for another to end, in tenths of a second.
const PATIENCE_TENTHS: u32 = 20;

/// The folder of an office.
#[derive(Clone)]
pub struct Folder {
    path: PathBuf,
    key: DatabaseKey,
    /// Of PostgreSQL; `None`: the embedded store.
    address: Option<String>,
}

/// Somebody serves from the folder, until this is dropped.
pub struct Serving {
    _lock: File,
    _connection: Option<PostgreSql>,
}

impl Folder {
    /// Opens the folder of an office.
    pub fn open(path: &Path) -> Result<Folder, OfficeError> {
        if !path.join(KEY_FILE).is_file() {
            let lost = [STORE_FILE, LEDGER_FILE].iter().any(|file| path.join(file).exists());
            let file = path.join(KEY_FILE);
            return Err(if lost { OfficeError::WrongKey(file) } else { OfficeError::NoOffice(path.into()) });
        }
        let key = read_key(&path.join(KEY_FILE))?;
        let address = match fs::read_to_string(path.join(ADDRESS_FILE)) {
            Ok(address) => Some(address.trim().to_owned()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(OfficeError::file(path.join(ADDRESS_FILE))(error)),
        };
        Ok(Folder { path: path.to_path_buf(), key, address })
    }

    /// Opens the folder of an office, or makes one that is empty. `address` is that of PostgreSQL.
    pub fn open_or_make(path: &Path, address: Option<&str>) -> Result<Folder, OfficeError> {
        match Folder::open(path) {
            Ok(folder) if address.is_none() || folder.address.as_deref() == address => Ok(folder),
            // Another process of the same office: only the key was put here.
            Ok(Folder { address: None, .. }) if !path.join(STORE_FILE).exists() => {
                write_whole(&path.join(ADDRESS_FILE), address.unwrap_or_default().as_bytes())?;
                Folder::open(path)
            }
            Ok(_) => Err(OfficeError::Refused(
                "this folder belongs to another database; name that one, or another folder with --data",
            )),
            Err(OfficeError::NoOffice(_)) => {
                make_private(path)?;
                if let Some(address) = address {
                    write_whole(&path.join(ADDRESS_FILE), address.as_bytes())?;
                }
                write_whole(&path.join(KEY_FILE), DatabaseKey::random()?.as_bytes())?;
                Folder::open(path)
            }
            Err(error) => Err(error),
        }
    }

    /// Opens the store. A store without its ledger is never opened, nor a ledger whose store is lost.
    pub fn store(&self, schema: &impl SchemaView) -> Result<OfficeStore, OfficeError> {
        let has = |file: &str| self.path.join(file).exists();
        match (self.address.is_none(), has(STORE_FILE), has(LEDGER_FILE)) {
            (true, true, false) => Err(RestoreError::NoLedger.into()),
            (true, false, true) => {
                Err(OfficeError::Refused("the store is gone and its ledger is here: restore a backup"))
            }
            _ => self.store_for_restoring(schema),
        }
    }

    /// Opens the store, also when it is gone: a backup is about to take its place.
    pub fn store_for_restoring(&self, schema: &impl SchemaView) -> Result<OfficeStore, OfficeError> {
        if self.address.is_none()
            && self.path.join(STORE_FILE).exists()
            && !self.path.join(LEDGER_FILE).exists()
        {
            return Err(RestoreError::NoLedger.into());
        }
        let database: Box<dyn Database + Send> = match &self.address {
            Some(address) => Box::new(PostgreSql::connect(address)?),
            None => Box::new(Embedded::open(
                &self.path.join(STORE_FILE),
                &self.path.join(LEDGER_FILE),
                &self.key,
            )?),
        };
        let backups = BackupPlace { folder: self.path.join(BACKUP_FOLDER), key: self.key.clone() };
        OfficeStore::open(database, schema, backups)
    }

    /// Notes that this process serves. Several may, on one PostgreSQL, each from a folder of its own.
    pub fn serve(&self) -> Result<Serving, OfficeError> {
        // A command that only looks whether somebody serves holds it for an instant.
        let mut lock = self.lock();
        for _ in 0..PATIENCE_TENTHS {
            if !matches!(lock, Err(OfficeError::Running)) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
            lock = self.lock();
        }
        let lock = lock?;
        let connection = self.address.as_deref().map(PostgreSql::connect).transpose()?;
        if let Some(connection) = &connection {
            connection.note_serving()?;
        }
        Ok(Serving { _lock: lock, _connection: connection })
    }

    /// Keeps every process from serving; refused while one does.
    pub fn keep_closed(&self) -> Result<Serving, OfficeError> {
        let lock = self.lock()?;
        let connection = self.address.as_deref().map(PostgreSql::connect).transpose()?;
        if let Some(connection) = &connection {
            connection.stop_serving()?;
        }
        Ok(Serving { _lock: lock, _connection: connection })
    }

    fn lock(&self) -> Result<File, OfficeError> {
        let path = self.path.join(LOCK_FILE);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(OfficeError::file(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(fs::TryLockError::WouldBlock) => Err(OfficeError::Running),
            Err(fs::TryLockError::Error(error)) => Err(OfficeError::file(path)(error)),
        }
    }

    /// Where backups go by themselves.
    pub fn backups(&self) -> PathBuf {
        self.path.join(BACKUP_FOLDER)
    }

    /// The key of the store and of its backups.
    pub fn key(&self) -> &DatabaseKey {
        &self.key
    }

    /// What the store is: "SQLCipher" or "PostgreSQL".
    pub fn database_name(&self) -> &'static str {
        if self.address.is_some() { "PostgreSQL" } else { "SQLCipher" }
    }
}

fn read_key(path: &Path) -> Result<DatabaseKey, OfficeError> {
    let bytes = zeroize::Zeroizing::new(fs::read(path).map_err(OfficeError::file(path))?);
    let key = bytes.as_slice().try_into().map_err(|_| OfficeError::WrongKey(path.to_path_buf()))?;
    Ok(DatabaseKey::from_bytes(key))
}

fn make_private(path: &Path) -> Result<(), OfficeError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(OfficeError::file(path))
}

/// A file that only its owner reads, durable before it has its name; in the place of what had it before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), OfficeError> {
    let unfinished = path.with_extension("unfinished");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&unfinished).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.and_then(|()| fs::rename(&unfinished, path)).map_err(OfficeError::file(path))
}
