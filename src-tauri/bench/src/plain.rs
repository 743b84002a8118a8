//! The peer beneath everything: one wide table in the same library, no stamps, with or without a key.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use casebook::schema::Kind;
use rusqlite::Connection;
use sync::Value;

pub struct Plain(Connection);

impl Plain {
    /// A file without a key.
    pub fn create(path: &Path) -> Result<Plain> {
        Plain::over(Connection::open(path)?)
    }

    /// A file that is encrypted as a casebook is.
    #[cfg(feature = "sync")]
    pub fn create_encrypted(path: &Path) -> Result<Plain> {
        Plain::over(encrypted(path)?)
    }

    fn over(connection: Connection) -> Result<Plain> {
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA page_size = 8192;")?;
        let kind = Kind::named("participant").ok_or_else(|| anyhow!("no participants"))?;
        let columns: String = kind.fields.iter().map(|field| format!(", {}", field.name)).collect();
        connection.execute_batch(&format!(
            "CREATE TABLE participant (id INTEGER PRIMARY KEY, uuid BLOB UNIQUE{columns})"
        ))?;
        Ok(Plain(connection))
    }

    /// Inserts rows of fields by name, all in one transaction.
    pub fn load(&self, rows: &[Vec<(&'static str, Value)>]) -> Result<Duration> {
        let marks: String = (0..rows[0].len()).map(|place| format!(", ?{}", place + 2)).collect();
        let columns: String = rows[0].iter().map(|(name, _)| format!(", {name}")).collect();
        let sql = format!("INSERT INTO participant (uuid{columns}) VALUES (?1{marks})");
        self.in_one_transaction(|| {
            let mut statement = self.0.prepare(&sql)?;
            for (number, row) in rows.iter().enumerate() {
                let uuid = rusqlite::types::Value::Blob(uuid_of(number).to_vec());
                let values = std::iter::once(uuid).chain(row.iter().map(|(_, value)| stored(value)));
                statement.execute(rusqlite::params_from_iter(values))?;
            }
            Ok(())
        })
    }

    /// Changes fields by name of each row, all in one transaction.
    #[cfg(feature = "sync")]
    pub fn change(&self, rows: &[Vec<(&'static str, Value)>]) -> Result<Duration> {
        self.in_one_transaction(|| {
            for (number, row) in rows.iter().enumerate() {
                let changes: Vec<_> = row.iter().map(|(name, _)| format!("{name} = ?")).collect();
                let sql = format!("UPDATE participant SET {} WHERE uuid = ?", changes.join(", "));
                let values = row.iter().map(|(_, value)| stored(value));
                let values = values.chain([rusqlite::types::Value::Blob(uuid_of(number).to_vec())]);
                self.0.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values))?;
            }
            Ok(())
        })
    }

    fn in_one_transaction(&self, work: impl FnOnce() -> Result<()>) -> Result<Duration> {
        let began = Instant::now();
        self.0.execute_batch("BEGIN")?;
        work()?;
        self.0.execute_batch("COMMIT")?;
        Ok(began.elapsed())
    }

    /// Reads one row by its uuid.
    #[cfg(feature = "casebook")]
    pub fn one(&self, number: usize) -> Result<()> {
        let mut statement = self.0.prepare_cached("SELECT * FROM participant WHERE uuid = ?1")?;
        let count = statement.column_count();
        let values = statement.query_row([uuid_of(number).as_slice()], |row| {
            (0..count)
                .map(|column| row.get::<_, rusqlite::types::Value>(column))
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        std::hint::black_box(values);
        Ok(())
    }
}

/// An encrypted file, with a key that needs no derivation, durable as a casebook is.
#[cfg(feature = "sync")]
pub fn encrypted(path: &Path) -> Result<Connection> {
    let connection = Connection::open(path)?;
    let key = "07".repeat(32);
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA cipher_page_size = 8192;"))?;
    connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
    Ok(connection)
}

fn uuid_of(number: usize) -> [u8; 16] {
    (number as u128 + 1).to_be_bytes()
}

fn stored(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Integer(number) => rusqlite::types::Value::Integer(*number),
        Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
        Value::Bytes(bytes) => rusqlite::types::Value::Blob(bytes.clone()),
    }
}
