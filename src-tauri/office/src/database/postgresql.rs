//! PostgreSQL: several office processes on one database. Rows of records are locked in the order of their identifiers,
//! then the ledger, then the sequence of the log, so that nobody waits for somebody who waits for them.
//!
//! Every answer that is waited for costs a way there and back, while locks are held. So what answers nothing – writing,
//! locking, beginning – is only noted, and goes with the next question or the commit, all of it on the way together.
//! The database executes it in that order.

use std::cell::RefCell;
use std::collections::HashMap;
use std::future::poll_fn;
use std::path::Path;
use std::pin::Pin;
use std::task::Poll;

use futures_util::TryStreamExt;
use futures_util::future::{MaybeDone, maybe_done};
use tokio::runtime::Runtime;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Client, Error, NoTls, Statement};

use super::{Database, DatabaseKey, Datum, EachAnswer, EachRow, Part, Question, Row};
use crate::OfficeError;

/// Keys of the advisory locks: "meedoen" and a number.
const ALONE: &str = "1835362404, 1";
const LEDGER: &str = "1835362404, 2";
const SEQUENCE: &str = "1835362404, 3";
/// Held by every process that serves, so that a restore finds them out.
const SERVING: &str = "1835362404, 4";
/// Steps that are noted before they go without a question.
const MOST_NOTED: usize = 1_000;

/// PostgreSQL.
pub struct PostgreSql {
    client: Client,
    /// Drives the connection while something is asked.
    runtime: Runtime,
    statements: RefCell<HashMap<&'static str, Statement>>,
    noted: RefCell<Vec<Step>>,
}

/// What the database has to do.
enum Step {
    Script(String),
    Statement(Statement, Vec<Datum>),
}

type Rows = Result<Vec<tokio_postgres::Row>, Error>;
type Answer<'a> = Pin<Box<MaybeDone<Pin<Box<dyn Future<Output = Rows> + 'a>>>>>;

impl PostgreSql {
    /// Connects. The address is a URL (`postgres://…`) or a list of settings (`host=… dbname=…`). Connections on one
    /// machine need no encryption; across machines use PostgreSQL through a tunnel of the organisation.
    pub fn connect(address: &str) -> Result<PostgreSql, OfficeError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (client, connection) = runtime.block_on(tokio_postgres::connect(address, NoTls))?;
        // When it breaks, whoever asks next is told.
        runtime.spawn(async { drop(connection.await) });
        Ok(PostgreSql { client, runtime, statements: RefCell::default(), noted: RefCell::default() })
    }

    /// Notes until the connection ends that a process serves.
    pub fn note_serving(&self) -> Result<(), OfficeError> {
        self.note(Step::Script(format!("SELECT pg_advisory_lock_shared({SERVING})")))?;
        self.send()
    }

    /// Keeps every process from serving until the connection ends; refused while one does.
    pub fn stop_serving(&self) -> Result<(), OfficeError> {
        let sql = format!("SELECT pg_try_advisory_lock({SERVING})");
        let free: bool = self.runtime.block_on(self.client.query_one_scalar(&sql, &[]))?;
        if free { Ok(()) } else { Err(OfficeError::Running) }
    }

    fn note(&self, step: Step) -> Result<(), OfficeError> {
        self.noted.borrow_mut().push(step);
        let many = self.noted.borrow().len() >= MOST_NOTED;
        if many { self.send() } else { Ok(()) }
    }

    fn note_script(&self, sql: String) -> Result<(), OfficeError> {
        self.note(Step::Script(sql))
    }

    fn statement(&self, sql: &'static str) -> Result<Statement, OfficeError> {
        if let Some(statement) = self.statements.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.runtime.block_on(self.client.prepare(&sql.replace('?', "$")))?;
        self.statements.borrow_mut().insert(sql, statement.clone());
        Ok(statement)
    }

    fn step(&self, sql: &'static str, data: Vec<Datum>) -> Result<Step, OfficeError> {
        Ok(Step::Statement(self.statement(sql)?, data))
    }

    /// Sends what is noted.
    fn send(&self) -> Result<(), OfficeError> {
        self.ask(Vec::new(), &mut |_, _| Ok(()))
    }

    /// Sends what is noted and then the questions; hands out the rows of these.
    fn ask(&self, questions: Vec<Step>, row: EachAnswer<'_>) -> Result<(), OfficeError> {
        let mut steps = self.noted.take();
        let first = steps.len();
        steps.extend(questions);
        let answers = self.runtime.block_on(async {
            let mut answers: Vec<Answer<'_>> = steps.iter().map(|step| self.answer(step)).collect();
            // Looking at each once sends all of them, in this order.
            poll_fn(|context| {
                answers.iter_mut().for_each(|answer| _ = answer.as_mut().poll(context));
                Poll::Ready(())
            })
            .await;
            let mut outcomes = Vec::with_capacity(answers.len());
            for answer in &mut answers {
                answer.as_mut().await;
                outcomes.extend(answer.as_mut().take_output());
            }
            outcomes.into_iter().collect::<Result<Vec<_>, Error>>()
        })?;
        for (place, answer) in answers.iter().skip(first).enumerate() {
            answer.iter().try_for_each(|found| row(place, read(found)?))?;
        }
        Ok(())
    }

    fn answer<'a>(&'a self, step: &'a Step) -> Answer<'a> {
        Box::pin(maybe_done(Box::pin(async move {
            match step {
                Step::Script(sql) => self.client.batch_execute(sql).await.map(|()| Vec::new()),
                Step::Statement(statement, data) => {
                    self.client.query_raw(statement, data).await?.try_collect().await
                }
            }
        })))
    }
}

impl Database for PostgreSql {
    fn begin_reading(&self) -> Result<(), OfficeError> {
        self.note_script("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY".into())
    }

    fn begin_writing(&self) -> Result<(), OfficeError> {
        self.note_script(format!("BEGIN; SELECT pg_advisory_xact_lock_shared({ALONE})"))
    }

    fn begin_alone(&self) -> Result<(), OfficeError> {
        self.note_script(format!("BEGIN; SELECT pg_advisory_xact_lock({ALONE})"))
    }

    /// Where a step before it failed, PostgreSQL takes everything back instead, and the failure is answered.
    fn commit(&self) -> Result<(), OfficeError> {
        self.note_script("COMMIT".into())?;
        self.send()
    }

    fn roll_back(&self) -> Result<(), OfficeError> {
        self.noted.borrow_mut().clear();
        self.note_script("ROLLBACK".into())?;
        self.send()
    }

    fn lock_records(&self, records: &[Datum], row: EachRow<'_>) -> Result<(), OfficeError> {
        // Who makes the same row is waited for.
        let make = "INSERT INTO records (record, docket) VALUES (?1, '') ON CONFLICT DO NOTHING";
        let lock = "SELECT record, docket, case_id, kind, normal, sensitive FROM records
                    WHERE record = ?1 FOR UPDATE";
        let steps = records.iter().flat_map(|record| [make, lock].map(|sql| (sql, record)));
        let steps = steps.map(|(sql, record)| self.step(sql, vec![record.clone()]));
        self.ask(steps.collect::<Result<_, _>>()?, &mut |_, found| row(found))
    }

    fn lock_ledger(&self) -> Result<(), OfficeError> {
        self.note_script(format!("SELECT pg_advisory_xact_lock({LEDGER})"))
    }

    fn lock_sequence(&self) -> Result<(), OfficeError> {
        self.note_script(format!("SELECT pg_advisory_xact_lock({SEQUENCE})"))
    }

    fn writes_alone(&self) -> bool {
        false
    }

    fn execute(&self, _part: Part, sql: &'static str, data: Vec<Datum>) -> Result<(), OfficeError> {
        self.note(self.step(sql, data)?)
    }

    fn each(
        &self,
        _part: Part,
        sql: &'static str,
        data: &[Datum],
        each: EachRow<'_>,
    ) -> Result<(), OfficeError> {
        self.send()?;
        let statement = self.statement(sql)?;
        self.runtime.block_on(async {
            let mut rows = std::pin::pin!(self.client.query_raw(&statement, data).await?);
            while let Some(row) = rows.try_next().await? {
                each(read(&row)?)?;
            }
            Ok(())
        })
    }

    fn each_of(&self, questions: Vec<Question>, row: EachAnswer<'_>) -> Result<(), OfficeError> {
        if questions.is_empty() {
            return Ok(());
        }
        let steps = questions.into_iter().map(|(_, sql, data)| self.step(sql, data));
        self.ask(steps.collect::<Result<_, _>>()?, row)
    }

    fn script(&self, _part: Part, sql: &str) -> Result<(), OfficeError> {
        self.note_script(sql.replace("BLOB", "BYTEA"))?;
        self.send()
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

fn read(row: &tokio_postgres::Row) -> Result<Row, OfficeError> {
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
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Datum::Null => Ok(IsNull::Yes),
            Datum::Integer(number) => number.to_sql(ty, out),
            Datum::Bytes(bytes) => bytes.to_sql(ty, out),
            Datum::Text(text) => text.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::BYTEA | Type::TEXT)
    }

    to_sql_checked!();
}
