//! What the office's one store asks of a database: rows in and out, and locks. Two databases give it: an embedded
//! SQLCipher file, and PostgreSQL. Statements are written once, in the SQL that both read alike;
//! values stand in them as ?1, ?2 and so on.

mod backup_file;
mod embedded;
mod postgresql;

pub use backup_file::{new_backup, open_backup};
pub use embedded::{DatabaseKey, Embedded};
pub use postgresql::PostgreSql;

use crate::OfficeError;

/// Where a table stands. What must survive the restoring of a backup stands apart from what a backup holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Records, log, transactions: what a backup holds.
    Store,
    /// The ledger, members, invitations, tokens, settings.
    Ledger,
}

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Datum {
    /// None.
    Null,
    /// A number.
    Integer(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Text.
    Text(String),
}

/// A row that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<Datum>);

/// Called with each row.
pub type EachRow<'a> = &'a mut dyn FnMut(Row) -> Result<(), OfficeError>;

/// A statement that reads a few rows, with its values.
pub type Question = (Part, &'static str, Vec<Datum>);

/// Called with each row of several questions, and which of them it answers.
pub type EachAnswer<'a> = &'a mut dyn FnMut(usize, Row) -> Result<(), OfficeError>;

/// A connection to a database.
pub trait Database {
    /// Begins a transaction that only reads: it sees one state of everything in [`Part::Store`].
    fn begin_reading(&self) -> Result<(), OfficeError>;
    /// Begins a transaction that writes.
    fn begin_writing(&self) -> Result<(), OfficeError>;
    /// Begins a transaction beside which nobody else writes anything.
    fn begin_alone(&self) -> Result<(), OfficeError>;
    /// Makes durable what was written: the ledger no later than the rest.
    fn commit(&self) -> Result<(), OfficeError>;
    /// Takes back what was written.
    fn roll_back(&self) -> Result<(), OfficeError>;
    /// Locks the rows of records until the transaction ends, one after the other as they are given, and makes those
    /// that are missing. Reads of each that has a row: record, docket, case_id, kind, normal, sensitive.
    fn lock_records(&self, records: &[Datum], row: EachRow<'_>) -> Result<(), OfficeError>;
    /// Nobody else appends to the ledger until the transaction ends.
    fn lock_ledger(&self) -> Result<(), OfficeError>;
    /// Nobody else appends to the log until the transaction ends.
    fn lock_sequence(&self) -> Result<(), OfficeError>;
    /// Whether a transaction that writes keeps everybody else from writing: then it has no locks to wait for.
    fn writes_alone(&self) -> bool;
    /// Executes a statement. A failure may show as late as at the next question or at the commit.
    fn execute(&self, part: Part, sql: &'static str, data: Vec<Datum>) -> Result<(), OfficeError>;
    /// Reads rows one by one.
    fn each(
        &self,
        part: Part,
        sql: &'static str,
        data: &[Datum],
        row: EachRow<'_>,
    ) -> Result<(), OfficeError>;
    /// Reads the rows that answer several questions, one after the other.
    fn each_of(&self, questions: Vec<Question>, row: EachAnswer<'_>) -> Result<(), OfficeError>;
    /// Executes statements without values.
    fn script(&self, part: Part, sql: &str) -> Result<(), OfficeError>;
    /// Copies [`Part::Store`] into a new embedded file that it also checks, page by page.
    fn copy_to(&self, file: &std::path::Path, key: &DatabaseKey) -> Result<(), OfficeError>;
    /// What is wrong with the stored bytes; `None` when nothing is.
    fn check(&self) -> Result<Option<String>, OfficeError>;

    /// The first row of a statement.
    fn row(&self, part: Part, sql: &'static str, data: &[Datum]) -> Result<Option<Row>, OfficeError> {
        let mut first = None;
        self.each_of(vec![(part, sql, data.to_vec())], &mut |_, row| {
            first.get_or_insert(row);
            Ok(())
        })?;
        Ok(first)
    }
}

impl Row {
    /// A number.
    pub fn integer(&self, place: usize) -> Result<i64, OfficeError> {
        match self.0.get(place) {
            Some(Datum::Integer(number)) => Ok(*number),
            _ => Err(OfficeError::Damaged("a number")),
        }
    }

    /// A number that may be absent.
    pub fn find_integer(&self, place: usize) -> Option<i64> {
        self.integer(place).ok()
    }

    /// A number that counts.
    pub fn count(&self, place: usize) -> Result<u64, OfficeError> {
        u64::try_from(self.integer(place)?).map_err(|_| OfficeError::Damaged("a count"))
    }

    /// Bytes.
    pub fn bytes(&self, place: usize) -> Result<&[u8], OfficeError> {
        match self.0.get(place) {
            Some(Datum::Bytes(bytes)) => Ok(bytes),
            _ => Err(OfficeError::Damaged("bytes")),
        }
    }

    /// Bytes of a fixed length.
    pub fn array<const N: usize>(&self, place: usize) -> Result<[u8; N], OfficeError> {
        self.bytes(place)?.try_into().map_err(|_| OfficeError::Damaged("bytes of a fixed length"))
    }

    /// Text.
    pub fn text(&self, place: usize) -> Result<&str, OfficeError> {
        match self.0.get(place) {
            Some(Datum::Text(text)) => Ok(text),
            _ => Err(OfficeError::Damaged("text")),
        }
    }
}

impl From<i64> for Datum {
    fn from(number: i64) -> Datum {
        Datum::Integer(number)
    }
}

impl From<u64> for Datum {
    /// A count above what a database holds is cut to it; no count comes near.
    fn from(count: u64) -> Datum {
        Datum::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Datum {
    fn from(number: u32) -> Datum {
        Datum::Integer(i64::from(number))
    }
}

impl From<u16> for Datum {
    fn from(number: u16) -> Datum {
        Datum::Integer(i64::from(number))
    }
}

impl From<&[u8]> for Datum {
    fn from(bytes: &[u8]) -> Datum {
        Datum::Bytes(bytes.to_vec())
    }
}

impl From<Vec<u8>> for Datum {
    fn from(bytes: Vec<u8>) -> Datum {
        Datum::Bytes(bytes)
    }
}

impl From<uuid::Uuid> for Datum {
    fn from(id: uuid::Uuid) -> Datum {
        Datum::Bytes(id.as_bytes().to_vec())
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Datum {
        Datum::Text(text.to_owned())
    }
}

impl<T: Into<Datum>> From<Option<T>> for Datum {
    fn from(value: Option<T>) -> Datum {
        value.map_or(Datum::Null, Into::into)
    }
}
