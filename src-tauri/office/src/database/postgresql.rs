//! PostgreSQL: several office processes on one database. Rows of records are locked in the order of their identifiers,
//! then the ledger, then the sequence of the log, so that nobody waits for somebody who waits for them.

use std::cell::RefCell;
use std::collections::HashMap;
use std::path::Path;

use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{Client, Statement};

use super::{Database, DatabaseKey, Datum, EachRow, Part, Row};
use crate::OfficeError;

/// Keys of the advisory locks: "meedoen" and a number.
const ALONE: &str = "1835362404, 1";
const LEDGER: &str = "1835362404, 2";
const SEQUENCE: &str = "1835362404, 3";
/// Held by every process that serves, so that a restore finds them out.
const SERVING: &str = "1835362404, 4";

/// PostgreSQL.
pub struct PostgreSql {
    client: RefCell<Client>,
    statements: RefCell<HashMap<&'static str, Statement>>,
}

impl PostgreSql {
    /// Connects. The address is a URL (`postgres://…`) or a list of settings (`host=… dbname=…`). Connections on one
    /// machine need no encryption; across machines use PostgreSQL through a tunnel of the organisation.
    pub fn connect(address: &str) -> Result<PostgreSql, OfficeError> {
        let client = Client::connect(address, postgres::NoTls)?;
        Ok(PostgreSql { client: RefCell::new(client), statements: RefCell::default() })
    }

    /// Notes until the connection ends that a process serves.
    pub fn note_serving(&self) -> Result<(), OfficeError> {
        Ok(self.client.borrow_mut().batch_execute(&format!("SELECT pg_advisory_lock_shared({SERVING})"))?)
    }

    /// Keeps every process from serving until the connection ends; refused while one does.
    pub fn stop_serving(&self) -> Result<(), OfficeError> {
        let sql = format!("SELECT pg_try_advisory_lock({SERVING})");
        let free: bool = self.client.borrow_mut().query_one(&sql, &[])?.get(0);
        if free { Ok(()) } else { Err(OfficeError::Running) }
    }

    fn batch(&self, sql: &str) -> Result<(), OfficeError> {
        Ok(self.client.borrow_mut().batch_execute(sql)?)
    }

    fn statement(&self, sql: &'static str) -> Result<Statement, OfficeError> {
        if let Some(statement) = self.statements.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.borrow_mut().prepare(&sql.replace('?', "$"))?;
        self.statements.borrow_mut().insert(sql, statement.clone());
        Ok(statement)
    }
}

impl Database for PostgreSql {
    fn begin_reading(&self) -> Result<(), OfficeError> {
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    }

    fn begin_writing(&self) -> Result<(), OfficeError> {
        self.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock_shared({ALONE})"))
    }

    fn begin_alone(&self) -> Result<(), OfficeError> {
        self.batch(&format!("BEGIN; SELECT pg_advisory_xact_lock({ALONE})"))
    }

    fn commit(&self) -> Result<(), OfficeError> {
        self.batch("COMMIT")
    }

    fn roll_back(&self) -> Result<(), OfficeError> {
        self.batch("ROLLBACK")
    }

    fn lock_record(&self, record: &[u8]) -> Result<(), OfficeError> {
        let data = [Datum::from(record)];
        let lock = "SELECT 1::BIGINT FROM records WHERE record = ?1 FOR UPDATE";
        let mut found = false;
        let mut note = |_| {
            found = true;
            Ok(())
        };
        self.each(Part::Store, lock, &data, &mut note)?;
        if !found {
            // Waits for whoever is making the same row.
            let make = "INSERT INTO records (record, docket) VALUES (?1, '') ON CONFLICT DO NOTHING";
            self.execute(Part::Store, make, &data)?;
            self.execute(Part::Store, lock, &data)?;
        }
        Ok(())
    }

    fn lock_ledger(&self) -> Result<(), OfficeError> {
        self.batch(&format!("SELECT pg_advisory_xact_lock({LEDGER})"))
    }

    fn lock_sequence(&self) -> Result<(), OfficeError> {
        self.batch(&format!("SELECT pg_advisory_xact_lock({SEQUENCE})"))
    }

    fn writes_alone(&self) -> bool {
        false
    }

    fn execute(&self, _part: Part, sql: &'static str, data: &[Datum]) -> Result<u64, OfficeError> {
        let statement = self.statement(sql)?;
        let data: Vec<&(dyn ToSql + Sync)> = data.iter().map(|datum| datum as _).collect();
        Ok(self.client.borrow_mut().execute(&statement, &data)?)
    }

    fn each(
        &self,
        _part: Part,
        sql: &'static str,
        data: &[Datum],
        each: EachRow<'_>,
    ) -> Result<(), OfficeError> {
        let statement = self.statement(sql)?;
        let mut client = self.client.borrow_mut();
        let mut rows = client.query_raw(&statement, data)?;
        while let Some(row) = rows.next()? {
            each(read(&row)?)?;
        }
        Ok(())
    }

    fn script(&self, _part: Part, sql: &str) -> Result<(), OfficeError> {
        self.batch(&sql.replace("BLOB", "BYTEA"))
    }

    fn copy_to(&self, file: &Path, key: &DatabaseKey) -> Result<(), OfficeError> {
        self.begin_reading()?;
        let copied = crate::backup::copy_tables(self, file, key);
        self.commit()?;
        copied
    }

    /// PostgreSQL checks its own pages.
    fn check(&self) -> Result<Option<String>, OfficeError> {
        Ok(None)
    }
}

fn read(row: &postgres::Row) -> Result<Row, OfficeError> {
    let mut data = Vec::with_capacity(row.len());
    for (place, column) in row.columns().iter().enumerate() {
        data.push(match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(place)?.map_or(Datum::Null, Datum::Integer),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(place)?.map_or(Datum::Null, Datum::Bytes),
            Type::TEXT => row.try_get::<_, Option<String>>(place)?.map_or(Datum::Null, Datum::Text),
            _ => return Err(OfficeError::Damaged("an unknown type of column")),
        });
    }
    Ok(Row(data))
}

impl ToSql for Datum {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<postgres::types::IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Datum::Null => Ok(postgres::types::IsNull::Yes),
            Datum::Integer(number) => number.to_sql(ty, out),
            Datum::Bytes(bytes) => bytes.to_sql(ty, out),
            Datum::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::BYTEA | Type::TEXT)
    }

    postgres::types::to_sql_checked!();
}
