//! The one way out: reads as a member, with that member's reach, and with a trace of what was looked at.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::Connection;
use serde::Serialize;
use sync::{RecordId, Value};

use crate::audit::{AuditLine, Views};
use crate::error::{CasebookError, Refusal};
use crate::held_text::{self, HeldText};
use crate::operation::write_stamp;
use crate::row::{self, Place, Row};
use crate::schema::{Kind, Reach, Shape};
use crate::session::Session;
use crate::surroundings::Surroundings;

/// Reads as one member.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) session: &'a Session,
    pub(crate) surroundings: &'a dyn Surroundings,
    views: &'a Views,
}

/// A record as its reader may see it: references are ids, fields out of reach are not there.
#[derive(Debug, Clone, PartialEq, Serialize)]
// “Record” is a type of TypeScript's own.
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename = "RecordView")]
pub struct Record {
    /// Its id.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    /// The name of its kind.
    pub kind: &'static str,
    /// The record it belongs to.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub parent: Option<RecordId>,
    /// Its element within the parent's set.
    pub element: Option<String>,
    /// It was removed.
    pub removed: bool,
    /// Its readable fields by name. Bytes are not among them.
    pub fields: BTreeMap<&'static str, FieldValue>,
    /// The stamps of the fields that have one, by name, to be passed back as seen.
    pub stamps: BTreeMap<&'static str, String>,
    /// Texts of it that are held back.
    pub held: Vec<HeldText>,
}

/// A field's value on its way out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum FieldValue {
    /// Empty.
    Null,
    /// A number, a flag (0 or 1), or an instant in milliseconds since 1970 (UTC).
    Integer(i64),
    /// Text, a day, a choice, or the id of a record.
    Text(String),
}

impl<'a> Reading<'a> {
    pub(crate) fn new(
        connection: &'a Connection,
        session: &'a Session,
        views: &'a Views,
        surroundings: &'a dyn Surroundings,
    ) -> Reading<'a> {
        Reading { connection, session, surroundings, views }
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
        self.get_row(kind, record).and_then(|row| self.record(&row))
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
        row::list_rows(self.connection, kind, parent.local)?.iter().map(|row| self.record(row)).collect()
    }

    pub(crate) fn get_row(&self, kind: &'static Kind, record: RecordId) -> Result<Row, CasebookError> {
        self.reach(kind)?;
        let place = row::get_place(self.connection, record, kind)?;
        row::get_row(self.connection, kind, place.local)
    }

    /// A row as this member may see it.
    pub(crate) fn record(&self, row: &Row) -> Result<Record, CasebookError> {
        let reach = self.reach(row.kind)?;
        let mut fields = BTreeMap::new();
        let mut stamps = BTreeMap::new();
        for (field, value) in
            row.kind.fields.iter().zip(&row.values).filter(|(field, _)| field.is_read_with(reach))
        {
            let value = match (field.shape, value) {
                (Shape::Bytes(_), _) => continue,
                (Shape::Reference(_), Value::Integer(local)) => {
                    FieldValue::Text(row::get_record(self.connection, *local)?.to_string())
                }
                (_, Value::Integer(number)) => FieldValue::Integer(*number),
                (_, Value::Text(text)) => FieldValue::Text(text.clone()),
                (_, Value::Null | Value::Bytes(_)) => FieldValue::Null,
            };
            fields.insert(field.name, value);
            if let Some(stamp) = row.stamps.stamp(field.number) {
                stamps.insert(field.name, write_stamp(stamp));
            }
        }
        Ok(Record {
            id: row.record,
            kind: row.kind.name,
            parent: row.parent.map(|parent| row::get_record(self.connection, parent)).transpose()?,
            element: row.element.clone(),
            removed: row.deleted,
            fields,
            stamps,
            held: if reach == Reach::Everything {
                held_text::list(self.connection, row)?
            } else {
                Vec::new()
            },
        })
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

impl Record {
    /// A field's text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.fields.get(name) {
            Some(FieldValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A field's number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.fields.get(name) {
            Some(FieldValue::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.integer(name) == Some(1)
    }
}
