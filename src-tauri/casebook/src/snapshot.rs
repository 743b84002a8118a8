//! Backups: one encrypted file with its key slots inside, made automatically, opened before it counts.

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use rusqlite::{OpenFlags, backup::Backup};

use crate::error::CasebookError;
use crate::file::{CASEBOOK_FILE, Casebook, SNAPSHOT_FOLDER, connect, is_casebook, set_meta};
use crate::keys::{DatabaseKey, KeyFile};
use crate::session::Session;
use crate::verify::check_pages;

/// Ending of a backup file.
pub const BACKUP_ENDING: &str = "meedoen-backup";
/// Automatic snapshots that are kept: the newest ones …
pub const KEPT_NEWEST: usize = 5;
/// … and the last one of each of this many earlier days.
pub const KEPT_DAYS: usize = 14;

const MAGIC: &[u8; 16] = b"meedoen backup 1";
const MOST_SLOT_BYTES: u64 = 1024 * 1024;
const NAME_FORMAT: &str = "%Y-%m-%d %H.%M.%S";

/// A backup file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made, in milliseconds since 1970 (UTC).
    pub made_at_milliseconds_utc: i64,
    /// How large it is.
    pub size_bytes: u64,
}

/// What a backup is made from. It can be made on another thread while work goes on.
pub struct SnapshotSource {
    casebook: PathBuf,
    key: DatabaseKey,
    keys: KeyFile,
}

impl Casebook {
    /// What a backup is made from.
    pub fn snapshot_source(&self) -> SnapshotSource {
        SnapshotSource {
            casebook: self.folder().to_path_buf(),
            key: self.key.clone(),
            keys: self.keys.clone(),
        }
    }

    /// Makes a backup file in a folder, opens it to see that it can be read, and says where it is.
    pub fn back_up(&mut self, session: &Session, folder: &Path) -> Result<Snapshot, CasebookError> {
        self.flush_views()?;
        let now = self.surroundings.now_milliseconds_utc();
        let snapshot = self.snapshot_source().write(folder, now).map_err(|error| error.in_folder(folder))?;
        self.note(session, "casebook.backup", None, "done")?;
        Ok(snapshot)
    }

    /// A person's right reaches the automatic snapshots too: what was erased stands in every one of them.
    pub(crate) fn let_go_of_snapshots(&self) -> Result<(), CasebookError> {
        for snapshot in self.snapshots()? {
            fs::remove_file(&snapshot.path)?;
        }
        Ok(())
    }

    /// The automatic snapshots, newest first.
    pub fn snapshots(&self) -> Result<Vec<Snapshot>, CasebookError> {
        list(&self.folder().join(SNAPSHOT_FOLDER))
    }
}

impl SnapshotSource {
    /// Makes an automatic snapshot, and lets go of those that are no longer needed. An older one goes only after the
    /// new one has been opened.
    pub fn write_automatic(&self, now_milliseconds_utc: i64) -> Result<Snapshot, CasebookError> {
        let folder = self.casebook.join(SNAPSHOT_FOLDER);
        let snapshot = self.write(&folder, now_milliseconds_utc)?;
        for old in superseded(&list(&folder)?) {
            fs::remove_file(&old.path)?;
        }
        Ok(snapshot)
    }

    /// Makes a backup file in a folder.
    pub fn write(&self, folder: &Path, now_milliseconds_utc: i64) -> Result<Snapshot, CasebookError> {
        fs::create_dir_all(folder)?;
        let made_at = DateTime::<Utc>::from_timestamp_millis(now_milliseconds_utc).unwrap_or_default();
        let path = free_name(folder, made_at);
        let copy = folder.join(format!(".{}.db", made_at.timestamp_millis()));
        let packed = path.with_extension("new");
        let made = self.copy_database(&copy).and_then(|()| self.pack(&copy, &packed));
        remove_database(&copy);
        if let Err(error) = made {
            let _ = fs::remove_file(&packed);
            return Err(error);
        }
        fs::rename(&packed, &path)?;
        let size_bytes = fs::metadata(&path)?.len();
        Ok(Snapshot { path, made_at_milliseconds_utc: now_milliseconds_utc, size_bytes })
    }

    fn copy_database(&self, copy: &Path) -> Result<(), CasebookError> {
        let source = connect(&self.casebook.join(CASEBOOK_FILE), &self.key, OpenFlags::empty())?;
        let mut target = connect(copy, &self.key, OpenFlags::SQLITE_OPEN_CREATE)?;
        Backup::new(&source, &mut target)?.run_to_completion(256, std::time::Duration::ZERO, None)?;
        check_pages(&target)?;
        target.pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
        target.pragma_update(None, "journal_mode", "DELETE")?;
        Ok(())
    }

    fn pack(&self, copy: &Path, packed: &Path) -> Result<(), CasebookError> {
        let slots = self.keys.to_bytes()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(copy)?)?;
        let mut file = BufWriter::new(File::create(packed)?);
        file.write_all(MAGIC)?;
        file.write_all(&(slots.len() as u64).to_le_bytes())?;
        file.write_all(&slots)?;
        file.write_all(hasher.finalize().as_bytes())?;
        std::io::copy(&mut File::open(copy)?, &mut file)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        Ok(())
    }
}

/// Unpacks a backup into a folder that holds no casebook. Nothing that is there is replaced.
pub fn restore(backup: &Path, folder: &Path) -> Result<(), CasebookError> {
    if is_casebook(folder) {
        return Err(CasebookError::AlreadyExists(folder.to_path_buf()));
    }
    let bad = || CasebookError::BadBackup(backup.to_path_buf());
    let mut file = BufReader::new(File::open(backup).map_err(|_| bad())?);
    let keys = read_slots(&mut file).ok_or_else(bad)?;
    let mut expected = [0_u8; 32];
    file.read_exact(&mut expected).map_err(|_| bad())?;
    fs::create_dir_all(folder).map_err(|error| CasebookError::from(error).in_folder(folder))?;
    let beside = folder.join("casebook.restoring");
    let mut out = File::create(&beside)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0_u8; 1024 * 1024];
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        hasher.update(&buffer[..count]);
        out.write_all(&buffer[..count])?;
    }
    out.sync_all()?;
    if *hasher.finalize().as_bytes() != expected {
        fs::remove_file(&beside)?;
        return Err(bad());
    }
    fs::rename(&beside, folder.join(CASEBOOK_FILE))?;
    keys.write(folder)
}

/// Marks a restored casebook: what it did since the backup may exist elsewhere under the same numbers, so an office
/// gives it new ones at the next contact.
pub fn mark_restored(casebook: &Casebook) -> Result<(), CasebookError> {
    Ok(set_meta(&casebook.connection, "restored", 1)?)
}

fn read_slots(file: &mut impl Read) -> Option<KeyFile> {
    let mut magic = [0_u8; 16];
    file.read_exact(&mut magic).ok()?;
    let mut length = [0_u8; 8];
    file.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    if magic != *MAGIC || length > MOST_SLOT_BYTES {
        return None;
    }
    let mut slots = vec![0_u8; usize::try_from(length).ok()?];
    file.read_exact(&mut slots).ok()?;
    KeyFile::from_bytes(&slots)
}

fn list(folder: &Path) -> Result<Vec<Snapshot>, CasebookError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut all = Vec::new();
    for entry in entries {
        let path = entry?.path();
        let Some(made_at) = made_at(&path) else { continue };
        let size_bytes = fs::metadata(&path)?.len();
        all.push(Snapshot { path, made_at_milliseconds_utc: made_at.timestamp_millis(), size_bytes });
    }
    all.sort_by_key(|snapshot| std::cmp::Reverse(snapshot.made_at_milliseconds_utc));
    Ok(all)
}

fn made_at(path: &Path) -> Option<DateTime<Utc>> {
    let name = path.file_name()?.to_str()?.strip_suffix(BACKUP_ENDING)?.strip_suffix('.')?;
    let stamp = name.strip_prefix("meedoen ")?.get(..19)?;
    Some(NaiveDateTime::parse_from_str(stamp, NAME_FORMAT).ok()?.and_utc())
}

fn free_name(folder: &Path, made_at: DateTime<Utc>) -> PathBuf {
    let stamp = made_at.format(NAME_FORMAT);
    let mut path = folder.join(format!("meedoen {stamp}.{BACKUP_ENDING}"));
    let mut count = 2;
    while path.exists() {
        path = folder.join(format!("meedoen {stamp} ({count}).{BACKUP_ENDING}"));
        count += 1;
    }
    path
}

/// Of a newest-first list those that are neither among the newest nor the last of one of the earlier days.
fn superseded(all: &[Snapshot]) -> Vec<&Snapshot> {
    let day = |snapshot: &Snapshot| {
        DateTime::<Utc>::from_timestamp_millis(snapshot.made_at_milliseconds_utc)
            .map(|instant| instant.date_naive())
    };
    let mut days = Vec::new();
    let mut old = Vec::new();
    for (place, snapshot) in all.iter().enumerate() {
        let is_last_of_its_day = !days.contains(&day(snapshot));
        if is_last_of_its_day {
            days.push(day(snapshot));
        }
        if place >= KEPT_NEWEST && !(is_last_of_its_day && days.len() <= KEPT_DAYS) {
            old.push(snapshot);
        }
    }
    old
}

fn remove_database(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(format!("{}{ending}", path.display()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64, hour: i64) -> Snapshot {
        let made_at_milliseconds_utc = (day * 24 + hour) * 3_600_000;
        Snapshot { path: PathBuf::from(format!("{day}-{hour}")), made_at_milliseconds_utc, size_bytes: 1 }
    }

    #[test]
    fn the_newest_and_one_of_each_day_are_kept() {
        let mut all: Vec<_> = (0..30).flat_map(|day| [at(day, 8), at(day, 12), at(day, 17)]).collect();
        all.reverse();
        let old = superseded(&all);
        let kept: Vec<_> = all.iter().filter(|snapshot| !old.contains(snapshot)).collect();
        assert_eq!(kept.len(), KEPT_NEWEST + KEPT_DAYS - 2, "the newest five cover two days");
        assert!(kept.contains(&&at(29, 17)) && kept.contains(&&at(20, 17)) && !kept.contains(&&at(20, 12)));
    }
}
