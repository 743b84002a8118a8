//! The embedded database: two SQLCipher files, one for what a backup holds and one for what stands outside it.
//!
//! Two files have no common commit. The ledger's is made durable first, and who writes either of them holds the write
//! lock of the store's file. So after a crash the ledger may hold lines that no row of the store refers to yet, never
//! the other way round; the store counts the lines that belong to its state (`counts`), readers see no more than
//! those, and the next writer takes the leftover lines in. Each is harmless there: a device asks again with the same
//! request and gets the number that stands in the ledger, a case that was claimed is claimed again by who sends it
//! again, and what was erased is buried by [`crate::store::OfficeStore::recover`].

use std::cell::Cell;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use zeroize::Zeroizing;

use super::{Database, Datum, EachAnswer, EachRow, Part, Question, Row};
use crate::OfficeError;

/// How long a process waits for another that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(20);
/// All at once: a reader in the way of nobody, and nobody's write makes it begin again.
const PAGES_AT_A_TIME: i32 = i32::MAX;

/// The key of the embedded files and of every backup.
#[derive(Clone, zeroize::ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 32]);

/// The embedded database.
pub struct Embedded {
    store: Connection,
    ledger: Connection,
    /// A transaction writes.
    writing: Cell<bool>,
    /// It wrote to the ledger's file.
    ledger_written: Cell<bool>,
}

impl DatabaseKey {
    /// A new random key.
    pub fn random() -> Result<DatabaseKey, OfficeError> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        Ok(DatabaseKey(key))
    }

    /// From its file.
    pub fn from_bytes(bytes: [u8; 32]) -> DatabaseKey {
        DatabaseKey(bytes)
    }

    /// For its file.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn pragma(&self) -> Zeroizing<String> {
        let hex: String = self.0.iter().map(|byte| format!("{byte:02x}")).collect();
        Zeroizing::new(format!("PRAGMA key = \"x'{hex}'\""))
    }
}

/// Opens one encrypted file, or makes it.
pub(crate) fn connect(file: &Path, key: &DatabaseKey, journal: &str) -> Result<Connection, OfficeError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    connection.execute_batch(&key.pragma())?;
    connection.execute_batch("PRAGMA cipher_page_size = 8192;")?;
    // The first read fails here when key and file do not fit.
    if connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).is_err() {
        return Err(OfficeError::WrongKey(file.to_path_buf()));
    }
    connection.pragma_update(None, "journal_mode", journal)?;
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA cache_size = -65536;
         PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA trusted_schema = OFF;",
    )?;
    Ok(connection)
}

impl Embedded {
    /// Opens the two files, or makes them.
    pub fn open(store: &Path, ledger: &Path, key: &DatabaseKey) -> Result<Embedded, OfficeError> {
        let (store, ledger) = (connect(store, key, "WAL")?, connect(ledger, key, "WAL")?);
        Ok(Embedded { store, ledger, writing: Cell::new(false), ledger_written: Cell::new(false) })
    }

    fn connection(&self, part: Part) -> &Connection {
        match part {
            Part::Store => &self.store,
            Part::Ledger => &self.ledger,
        }
    }
}

impl Database for Embedded {
    fn begin_reading(&self) -> Result<(), OfficeError> {
        self.store.execute_batch("BEGIN DEFERRED; SELECT count(*) FROM meta;")?;
        Ok(())
    }

    fn begin_writing(&self) -> Result<(), OfficeError> {
        self.store.execute_batch("BEGIN IMMEDIATE")?;
        self.writing.set(true);
        Ok(())
    }

    fn begin_alone(&self) -> Result<(), OfficeError> {
        self.begin_writing()
    }

    fn commit(&self) -> Result<(), OfficeError> {
        if self.ledger_written.replace(false) {
            self.ledger.execute_batch("COMMIT")?;
        }
        self.store.execute_batch("COMMIT")?;
        self.writing.set(false);
        Ok(())
    }

    fn roll_back(&self) -> Result<(), OfficeError> {
        self.writing.set(false);
        self.ledger_written.set(false);
        for connection in [&self.ledger, &self.store] {
            if !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK")?;
            }
        }
        Ok(())
    }

    /// The whole file is locked.
    fn lock_records(&self, records: &[Datum], row: EachRow<'_>) -> Result<(), OfficeError> {
        let sql = "SELECT record, docket, case_id, kind, normal, sensitive FROM records WHERE record = ?1";
        for record in records {
            self.each(Part::Store, sql, std::slice::from_ref(record), row)?;
        }
        Ok(())
    }

    fn lock_ledger(&self) -> Result<(), OfficeError> {
        Ok(())
    }

    fn lock_sequence(&self) -> Result<(), OfficeError> {
        Ok(())
    }

    fn writes_alone(&self) -> bool {
        true
    }

    fn execute(&self, part: Part, sql: &'static str, data: Vec<Datum>) -> Result<(), OfficeError> {
        if part == Part::Ledger && self.writing.get() && !self.ledger_written.get() {
            self.ledger.execute_batch("BEGIN IMMEDIATE")?;
            self.ledger_written.set(true);
        }
        self.connection(part).prepare_cached(sql)?.execute(params_from_iter(data))?;
        Ok(())
    }

    fn each(
        &self,
        part: Part,
        sql: &'static str,
        data: &[Datum],
        each: EachRow<'_>,
    ) -> Result<(), OfficeError> {
        let mut statement = self.connection(part).prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(params_from_iter(data))?;
        while let Some(row) = rows.next()? {
            each(row_of(row, columns)?)?;
        }
        Ok(())
    }

    fn each_of(&self, questions: Vec<Question>, row: EachAnswer<'_>) -> Result<(), OfficeError> {
        for (place, (part, sql, data)) in questions.into_iter().enumerate() {
            self.each(part, sql, &data, &mut |found| row(place, found))?;
        }
        Ok(())
    }

    fn script(&self, part: Part, sql: &str) -> Result<(), OfficeError> {
        Ok(self.connection(part).execute_batch(sql)?)
    }

    fn copy_to(&self, file: &Path, key: &DatabaseKey) -> Result<(), OfficeError> {
        let mut target = connect(file, key, "DELETE")?;
        Backup::new(&self.store, &mut target)?.run_to_completion(PAGES_AT_A_TIME, Duration::ZERO, None)?;
        target.pragma_update(None, "wal_checkpoint", "TRUNCATE")?;
        target.pragma_update(None, "journal_mode", "DELETE")?;
        match check_file(&target)? {
            None => Ok(()),
            Some(_) => {
                Err(OfficeError::BadBackup { path: file.to_path_buf(), reason: "its pages do not verify" })
            }
        }
    }

    fn check(&self) -> Result<Option<String>, OfficeError> {
        for connection in [&self.store, &self.ledger] {
            connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
            if let Some(fault) = check_file(connection)? {
                return Ok(Some(fault));
            }
        }
        Ok(None)
    }
}

/// Every page of a file by its own check, and the whole by the database's.
pub(crate) fn check_file(connection: &Connection) -> Result<Option<String>, OfficeError> {
    let mut cipher = connection.prepare("PRAGMA cipher_integrity_check")?;
    let mut rows = cipher.query([])?;
    if let Some(row) = rows.next()? {
        return Ok(Some(row.get(0)?));
    }
    let answer: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    Ok((answer != "ok").then_some(answer))
}

pub(crate) fn row_of(row: &rusqlite::Row<'_>, columns: usize) -> Result<Row, OfficeError> {
    let data = (0..columns).map(|column| Ok(datum(row.get_ref(column)?)));
    Ok(Row(data.collect::<Result<_, rusqlite::Error>>()?))
}

fn datum(value: ValueRef<'_>) -> Datum {
    match value {
        ValueRef::Null | ValueRef::Real(_) => Datum::Null,
        ValueRef::Integer(number) => Datum::Integer(number),
        ValueRef::Text(text) => Datum::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Datum::Bytes(bytes.to_vec()),
    }
}

impl rusqlite::ToSql for Datum {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, Value};
        Ok(match self {
            Datum::Null => ToSqlOutput::Owned(Value::Null),
            Datum::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Datum::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Datum::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}
