//! One encrypted file that holds a backup.

use std::path::Path;

use rusqlite::{Connection, params_from_iter};

use super::embedded::{check_file, connect, row_of};
use super::{DatabaseKey, Datum, EachRow};
use crate::OfficeError;

/// A backup that is open.
pub struct BackupFile(Connection);

/// Opens a backup for reading.
pub fn open_backup(file: &Path, key: &DatabaseKey) -> Result<BackupFile, OfficeError> {
    if !file.is_file() {
        return Err(OfficeError::BadBackup { path: file.to_path_buf(), reason: "there is no such file" });
    }
    let connection = connect(file, key, "DELETE").map_err(|error| match error {
        OfficeError::WrongKey(path) => {
            OfficeError::BadBackup { path, reason: "this office's key does not open it" }
        }
        other => other,
    })?;
    Ok(BackupFile(connection))
}

/// Makes an empty backup.
pub fn new_backup(file: &Path, key: &DatabaseKey) -> Result<BackupFile, OfficeError> {
    let connection = connect(file, key, "DELETE")?;
    connection.execute_batch(include_str!("store.sql"))?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    Ok(BackupFile(connection))
}

impl BackupFile {
    /// What is wrong with its pages; `None` when nothing is.
    pub fn check(&self) -> Result<Option<String>, OfficeError> {
        check_file(&self.0)
    }

    /// One number; 0 when there is none, or no such table.
    pub fn number(&self, sql: &str) -> Result<u64, OfficeError> {
        let number: Option<i64> = match self.0.query_row(sql, [], |row| row.get(0)) {
            Ok(number) => number,
            Err(rusqlite::Error::SqliteFailure(..) | rusqlite::Error::SqlInputError { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(number.map_or(0, i64::unsigned_abs))
    }

    /// Reads rows one by one.
    pub fn each_row(&self, sql: &str, each: EachRow<'_>) -> Result<(), OfficeError> {
        let mut statement = self.0.prepare(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(row_of(row, columns)?)?;
        }
        Ok(())
    }

    /// Adds a row.
    pub fn insert(&self, sql: &str, data: &[Datum]) -> Result<(), OfficeError> {
        self.0.prepare_cached(sql)?.execute(params_from_iter(data))?;
        Ok(())
    }

    /// Makes it durable.
    pub fn close(self) -> Result<(), OfficeError> {
        Ok(self.0.execute_batch("COMMIT")?)
    }
}
