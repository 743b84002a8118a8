//! The one way out: reads as a member, with that member's reach, and with a trace of what was looked at.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;
use sync::{MemberId, RecordId, Value};
use uuid::Uuid;

use crate::audit::{AuditLine, Views};
use crate::error::{CasebookError, Refusal};
use crate::held_text;
use crate::record::{Fields, Record, SeenStamps};
use crate::row::{self, Place, Row};
use crate::schema::{Kind, Reach};
use crate::session::Session;
use crate::surroundings::Surroundings;

/// Reads as one member, and at one moment: what is written meanwhile by the other connection shows in the next reading.
pub struct Reading<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) session: &'a Session,
    pub(crate) surroundings: &'a dyn Surroundings,
    views: &'a Views,
    holds_moment: bool,
}

impl<'a> Reading<'a> {
    /// Over the connection that writes: while a reading borrows the casebook nobody can write, so every statement sees
    /// the same moment by itself.
    pub(crate) fn new(
        connection: &'a Connection,
        session: &'a Session,
        views: &'a Views,
        surroundings: &'a dyn Surroundings,
    ) -> Reading<'a> {
        Reading { connection, session, surroundings, views, holds_moment: false }
    }

    /// Over a connection beside it: a transaction holds the moment.
    pub(crate) fn beside(
        connection: &'a Connection,
        session: &'a Session,
        views: &'a Views,
        surroundings: &'a dyn Surroundings,
    ) -> Reading<'a> {
        let holds_moment = execute(connection, "BEGIN").is_ok();
        Reading { holds_moment, ..Reading::new(connection, session, views, surroundings) }
    }

    /// How far this member reaches into a kind; refused when not at all.
    pub(crate) fn reach(&self, kind: &Kind) -> Result<Reach, Refusal> {
        match kind.reach(self.session.role) {
            Reach::None => Err(Refusal::NotAllowed(self.session.role)),
            reach => Ok(reach),
        }
    }

    /// Whether this member reads a kind at all.
    pub(crate) fn reads(&self, kind: &str) -> bool {
        Kind::named(kind).is_some_and(|kind| kind.reach(self.session.role) != Reach::None)
    }

    /// Looking at a case is looked at too.
    pub(crate) fn looked_at(&self, action: &str, record: RecordId) {
        self.views.add(AuditLine {
            at: self.surroundings.now_milliseconds_utc(),
            session: *self.session,
            action: action.to_owned(),
            record: Some(record),
            outcome: "seen",
        });
    }

    /// The day it is at the desk.
    pub fn today(&self) -> NaiveDate {
        self.surroundings.today()
    }

    /// The day it was at the desk at an instant in milliseconds since 1970 (UTC).
    pub fn day_at(&self, milliseconds_utc: i64) -> NaiveDate {
        self.surroundings.day_at(milliseconds_utc)
    }

    /// The hour and minute it was at the desk at an instant in milliseconds since 1970 (UTC).
    pub fn time_at(&self, milliseconds_utc: i64) -> NaiveTime {
        self.surroundings.time_at(milliseconds_utc)
    }

    /// One record of a kind.
    pub fn get(&self, kind: &'static Kind, record: RecordId) -> Result<Record, CasebookError> {
        self.record(self.get_row(kind, record)?)
    }

    /// The records of a kind that belong to a parent.
    pub fn list(&self, kind: &'static Kind, parent: RecordId) -> Result<Vec<Record>, CasebookError> {
        self.reach(kind)?;
        let Some(place) = row::find_place(self.connection, parent)? else {
            return Err(Refusal::NotFound.into());
        };
        self.list_of(kind, place)
    }

    pub(crate) fn list_of(&self, kind: &'static Kind, parent: Place) -> Result<Vec<Record>, CasebookError> {
        if kind.reach(self.session.role) == Reach::None {
            return Ok(Vec::new());
        }
        row::list_rows(self.connection, kind, parent.local)?.into_iter().map(|row| self.record(row)).collect()
    }

    pub(crate) fn get_row(&self, kind: &'static Kind, record: RecordId) -> Result<Row, CasebookError> {
        self.reach(kind)?;
        row::get_row_of(self.connection, kind, record)
    }

    /// A row as this member may see it.
    pub(crate) fn record(&self, row: Row) -> Result<Record, CasebookError> {
        let kind = row.kind;
        let reach = self.reach(kind)?;
        let held = if row.holds_text && reach == Reach::Everything {
            held_text::list(self.connection, &row)?
        } else {
            Vec::new()
        };
        let mut values = row.values;
        for (place, record) in row.references.all() {
            let mut letters = Uuid::encode_buffer();
            values[place] = Value::Text(record.0.hyphenated().encode_lower(&mut letters).to_owned());
        }
        Ok(Record {
            id: row.record,
            kind: kind.name,
            parent: row.parent_record,
            element: row.element,
            removed: row.deleted,
            fields: Fields::new(kind, reach, values),
            stamps: SeenStamps { kind, reach, stamps: row.stamps },
            held,
        })
    }

    /// The name of a member; empty when this casebook does not know it.
    pub(crate) fn member_name(&self, member: MemberId) -> Result<String, CasebookError> {
        match row::find_local(self.connection, RecordId(member.0))? {
            Some(local) => self.user_name(&Value::Integer(local)),
            None => Ok(String::new()),
        }
    }

    /// The name of the user of a local id.
    pub(crate) fn user_name(&self, local: &Value) -> Result<String, CasebookError> {
        let Value::Integer(local) = local else { return Ok(String::new()) };
        let name: Option<String> = self
            .connection
            .prepare_cached("SELECT name FROM user WHERE id = ?1")?
            .query_row([local], |row| row.get(0))?;
        Ok(name.unwrap_or_default())
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        if self.holds_moment {
            // Nothing was written: there is nothing to lose when it fails.
            let _ = execute(self.connection, "COMMIT");
        }
    }
}

fn execute(connection: &Connection, sql: &str) -> rusqlite::Result<usize> {
    connection.prepare_cached(sql)?.execute([])
}
