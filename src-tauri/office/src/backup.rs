//! Backups: an encrypted file, the same from either database, checked before it counts. The ledger is not in it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sync::office::Store as _;

use crate::OfficeError;
use crate::database::{Database, DatabaseKey, Part};
use crate::store::OfficeStore;

/// What a backup's name ends in.
const EXTENSION: &str = "backup";
/// Automatic backups that are kept in the office's own folder.
const KEPT: usize = 14;

/// Every table that a backup holds: how it is read, and how it is written. In both the same columns.
const TABLES: &[(&str, &str)] = &[
    ("SELECT name, value FROM meta", "INSERT INTO meta VALUES (?1, ?2)"),
    ("SELECT name, count FROM counts", "INSERT INTO counts VALUES (?1, ?2)"),
    (
        "SELECT record, case_id, kind, erased, normal, sensitive, docket FROM records",
        "INSERT INTO records (record, case_id, kind, erased, normal, sensitive, docket)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    ),
    (
        "SELECT case_id, kind, class, digest FROM units",
        "INSERT INTO units (case_id, kind, class, digest) VALUES (?1, ?2, ?3, ?4)",
    ),
    ("SELECT kind, class, digest FROM kinds", "INSERT INTO kinds (kind, class, digest) VALUES (?1, ?2, ?3)"),
    (
        "SELECT position, weight, entry FROM entries",
        "INSERT INTO entries (position, weight, entry) VALUES (?1, ?2, ?3)",
    ),
    (
        "SELECT record, position FROM entry_records",
        "INSERT INTO entry_records (record, position) VALUES (?1, ?2)",
    ),
    (
        "SELECT id, device, sequence, quarantined, logged FROM transactions",
        "INSERT INTO transactions (id, device, sequence, quarantined, logged) VALUES (?1, ?2, ?3, ?4, ?5)",
    ),
    (
        "SELECT id, record, parent FROM transaction_records",
        "INSERT INTO transaction_records (id, record, parent) VALUES (?1, ?2, ?3)",
    ),
    (
        "SELECT device, sequence, hash FROM hashes",
        "INSERT INTO hashes (device, sequence, hash) VALUES (?1, ?2, ?3)",
    ),
    (
        "SELECT record, field, rank, writing, cell FROM past",
        "INSERT INTO past (record, field, rank, writing, cell) VALUES (?1, ?2, ?3, ?4, ?5)",
    ),
    ("SELECT id, place, bytes FROM staged", "INSERT INTO staged (id, place, bytes) VALUES (?1, ?2, ?3)"),
    (
        "SELECT hash, record, field, size, held FROM blobs",
        "INSERT INTO blobs (hash, record, field, size, held) VALUES (?1, ?2, ?3, ?4, ?5)",
    ),
    (
        "SELECT hash, place, bytes FROM blob_pieces",
        "INSERT INTO blob_pieces (hash, place, bytes) VALUES (?1, ?2, ?3)",
    ),
    ("SELECT device, at FROM contacts", "INSERT INTO contacts (device, at) VALUES (?1, ?2)"),
];

/// The statements that empty every table, before a backup takes its place.
const EMPTY: &str = "DELETE FROM meta; DELETE FROM counts; DELETE FROM records; DELETE FROM units;
    DELETE FROM kinds; DELETE FROM entries; DELETE FROM entry_records; DELETE FROM transactions;
    DELETE FROM transaction_records; DELETE FROM hashes; DELETE FROM past; DELETE FROM staged;
    DELETE FROM blobs; DELETE FROM blob_pieces; DELETE FROM contacts;";

/// A backup that verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backup {
    /// Where it is.
    pub file: PathBuf,
    /// The last line of the log that it holds.
    pub position: u64,
    /// The lines of the ledger that its state knew.
    pub ledger: u64,
    /// Its size.
    pub size_bytes: u64,
}

/// Makes a backup in a folder, or in the office's own, and verifies it: from then on devices need no longer keep what
/// is in it. `wall` is the office's clock in milliseconds since 1970 (UTC).
pub fn make(store: &mut OfficeStore, folder: Option<&Path>, wall: u64) -> Result<Backup, OfficeError> {
    let own = store.backups().folder.clone();
    let folder = folder.unwrap_or(&own);
    fs::create_dir_all(folder).map_err(OfficeError::file(folder))?;
    let made_at = chrono::DateTime::from_timestamp_millis(i64::try_from(wall).unwrap_or(0));
    let name = made_at.unwrap_or_default().format("%Y-%m-%dT%H%M%S%3fZ");
    let file = folder.join(format!("{name}.{EXTENSION}"));
    let unfinished = folder.join(format!(".{name}.unfinished"));
    let made = store.copy_to(&unfinished).and_then(|()| verify(&unfinished, &store.backups().key));
    let made = made.and_then(|backup| {
        fs::rename(&unfinished, &file).map_err(OfficeError::file(&file))?;
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(OfficeError::file(folder))?;
        Ok(Backup { file, ..backup })
    });
    if made.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    let backup = made?;
    store.writing(|store| store.put_setting("verified", &backup.position))?;
    if folder == own {
        drop_oldest(&own)?;
    }
    Ok(backup)
}

/// Opens a backup, checks all of it, and says how far it reaches.
pub fn verify(file: &Path, key: &DatabaseKey) -> Result<Backup, OfficeError> {
    let bad = |reason| OfficeError::BadBackup { path: file.to_path_buf(), reason };
    let size_bytes = fs::metadata(file).map_err(OfficeError::file(file))?.len();
    let backup = crate::database::open_backup(file, key)?;
    if backup.check()?.is_some() {
        return Err(bad("its pages do not verify"));
    }
    let position = backup.number("SELECT MAX(position) FROM entries")?;
    let ledger = backup.number("SELECT MAX(count) FROM counts WHERE name = 'ledger'")?;
    let version = backup.number("SELECT MAX(count) FROM counts WHERE name = 'version'")?;
    match version {
        crate::store::VERSION => Ok(Backup { file: file.to_path_buf(), position, ledger, size_bytes }),
        0 => Err(bad("it is not a backup of an office")),
        found => Err(OfficeError::LaterStore { found, known: crate::store::VERSION }),
    }
}

/// Puts a backup in the place of what a store holds. The ledger stays as it is, and the caller has checked that it
/// reaches as far.
pub(crate) fn put_back(store: &mut OfficeStore, file: &Path) -> Result<(), OfficeError> {
    let key = store.backups().key.clone();
    let backup = crate::database::open_backup(file, &key)?;
    store.database().script(Part::Store, EMPTY)?;
    for (read, write) in TABLES {
        backup.each_row(read, &mut |row| store.execute(Part::Store, write, row.0))?;
    }
    Ok(())
}

/// Copies every table into a new embedded file. The caller has begun to read.
pub(crate) fn copy_tables(from: &dyn Database, file: &Path, key: &DatabaseKey) -> Result<(), OfficeError> {
    let target = crate::database::new_backup(file, key)?;
    for (read, write) in TABLES {
        from.each(Part::Store, read, &[], &mut |row| target.insert(write, &row.0))?;
    }
    target.close()
}

/// The backups of a folder, the latest first.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, OfficeError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(OfficeError::file(folder)(error)),
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
        .collect();
    files.sort_unstable_by(|one, other| other.cmp(one));
    Ok(files)
}

/// Only after a newer one was verified.
fn drop_oldest(folder: &Path) -> Result<(), OfficeError> {
    for old in list(folder)?.into_iter().skip(KEPT) {
        fs::remove_file(&old).map_err(OfficeError::file(&old))?;
    }
    Ok(())
}

/// Puts a backup back: what was erased since is erased again, and a new epoch asks every device to offer again what the
/// backup does not have. One transaction: a crash leaves the office as it was, at most with a new epoch in its ledger,
/// for which devices offer what nobody lost; then restoring is begun again.
pub fn restore(
    store: &mut OfficeStore,
    schema: &impl sync::schema::SchemaView,
    file: &Path,
    wall: u64,
) -> Result<Backup, OfficeError> {
    let backup = verify(file, &store.backups().key)?;
    store.reading(|_| Ok(()))?;
    let ledger = (store.ledger().position() > 0).then(|| store.ledger());
    sync::Ledger::check_restore(ledger, backup.ledger)?;
    store.alone(|store| {
        put_back(store, file)?;
        sync::office::restored(store, schema)
    })?;
    make(store, None, wall)?;
    Ok(backup)
}
