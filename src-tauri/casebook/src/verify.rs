//! Is everything there and as it should be? Every page, every stamp, the search index, the audit trail.

use rusqlite::Connection;
use sync::Transaction;

use crate::audit::find_tampering;
use crate::error::CasebookError;
use crate::file::Casebook;
use crate::index;
use crate::office;
use crate::row;
use crate::schema::KINDS;

/// What a verification looked at, and what it found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Records whose stamps were read.
    pub records: u64,
    /// Values in the history.
    pub history: u64,
    /// Transactions that wait for the office.
    pub waiting: u64,
    /// Cases whose search index was compared.
    pub indexed: u64,
    /// Lines of the audit trail.
    pub audit: u64,
    /// What is wrong, in words without personal data.
    pub problems: Vec<String>,
}

impl Casebook {
    /// Looks at everything.
    pub fn verify(&self) -> Result<Verification, CasebookError> {
        let connection = &self.connection;
        let mut found = Verification::default();
        // SQLCipher checks the file itself, not the log beside it: what waits in the log comes first.
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        if let Err(error) = check_pages(connection) {
            found.problems.push(error.to_string());
        }
        verify_records(connection, &mut found)?;
        verify_index(connection, &mut found)?;
        verify_outbox(connection, &mut found)?;
        if !office::agrees_with_digest(connection)? {
            found.problems.push("what the office ranked here differs from what was compared with it".into());
        }
        found.history = count(connection, "history")?;
        found.audit = count(connection, "audit")?;
        if let Some(line) = find_tampering(connection)? {
            found.problems.push(format!("audit line {line} does not carry the hash it should"));
        }
        Ok(found)
    }
}

/// Every page decrypts, and every table and index agrees.
pub(crate) fn check_pages(connection: &Connection) -> Result<(), CasebookError> {
    let mut cipher = connection.prepare("PRAGMA cipher_integrity_check")?;
    if cipher.query([])?.next()?.is_some() {
        return Err(CasebookError::Damaged(std::path::PathBuf::new()));
    }
    let answer: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if answer == "ok" { Ok(()) } else { Err(CasebookError::Damaged(std::path::PathBuf::new())) }
}

fn verify_records(connection: &Connection, found: &mut Verification) -> Result<(), CasebookError> {
    let mut made_here = 0;
    for kind in KINDS {
        made_here +=
            count(connection, &format!("{} JOIN record USING (id) WHERE created_by IS NOT NULL", kind.name))?;
        let mut statement = connection.prepare(row::select(kind)?)?;
        let mut rows = statement.query([])?;
        while let Some(sql_row) = rows.next()? {
            found.records += 1;
            let Ok(record) = row::read_row(kind, sql_row) else {
                found.problems.push(format!("a {} has stamps that do not read", kind.name));
                continue;
            };
            let unstamped = kind.fields.iter().zip(&record.values).find(|(field, value)| {
                **value != sync::Value::Null && record.stamps.stamp(field.number).is_none()
            });
            if let Some((field, _)) = unstamped {
                found.problems.push(format!("{} {}: {} has no stamp", kind.name, record.record, field.name));
            }
        }
    }
    // A record that came from the office, or is only referred to, may have an id and no row.
    let ids = count(connection, "record WHERE created_by IS NOT NULL")?;
    if ids != made_here {
        found.problems.push(format!("{ids} ids of records made here, {made_here} such records"));
    }
    Ok(())
}

fn verify_index(connection: &Connection, found: &mut Verification) -> Result<(), CasebookError> {
    found.indexed = count(connection, "participant")?;
    for case in index::find_stale_cases(connection)? {
        let record = row::get_record(connection, case)?;
        found.problems.push(format!("the spelling index of case {record} is out of date"));
    }
    for table in ["found_name", "found_spelling", "found_text"] {
        // FTS5's own check of its structures.
        if connection
            .execute(&format!("INSERT INTO {table} ({table}) VALUES ('integrity-check')"), [])
            .is_err()
        {
            found.problems.push(format!("the search index {table} is damaged"));
        }
    }
    Ok(())
}

fn verify_outbox(connection: &Connection, found: &mut Verification) -> Result<(), CasebookError> {
    let mut statement = connection.prepare("SELECT sequence, body FROM outbox ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    let mut before: Option<i64> = None;
    while let Some(row) = rows.next()? {
        found.waiting += 1;
        let sequence: i64 = row.get(0)?;
        let body: Vec<u8> = row.get(1)?;
        match Transaction::from_bytes(&body) {
            Ok(transaction) if transaction.sequence == sequence.cast_unsigned() => {}
            _ => found.problems.push(format!("transaction {sequence} does not read")),
        }
        if before.is_some_and(|before| before + 1 != sequence) {
            found.problems.push(format!("a transaction before {sequence} is missing"));
        }
        before = Some(sequence);
    }
    Ok(())
}

/// `rows`: a table, or a table with a condition.
fn count(connection: &Connection, rows: &str) -> Result<u64, CasebookError> {
    let count: i64 = connection.query_row(&format!("SELECT count(*) FROM {rows}"), [], |row| row.get(0))?;
    Ok(count.cast_unsigned())
}
