//! What was, who changed it and when; undo, redo and putting back, which are new writes like any other.

use rusqlite::OptionalExtension;
use serde::Serialize;
use sync::{
    DeviceNumber, FieldNumber, HybridTime, MemberId, Provenance, Rank, RecordId, TransactionId, Value,
    Writing,
};
use uuid::Uuid;

use crate::error::{CasebookError, Refusal};
use crate::file::Casebook;
use crate::held_text::verb_that_changes;
use crate::office::DeviceStore;
use crate::operation::{Operation, Setting, Step, Verb};
use crate::reading::Reading;
use crate::record::FieldValue;
use crate::row::{self, Row};
use crate::schema::{DELETED, Kind, Shape};
use crate::session::Session;
use crate::value::from_row;
use crate::write::Applied;

/// Most entries of one history.
const MOST_ENTRIES: usize = 2_000;

/// One value a field had or has.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HistoryEntry {
    /// For putting it back; `None` for the value it has now.
    pub id: Option<i64>,
    /// Field name; “deleted” for removing and keeping.
    pub field: &'static str,
    /// The value; references are ids.
    pub value: FieldValue,
    /// When it was given, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Name of who gave it.
    pub member: String,
    /// The operation that gave it.
    pub operation: String,
    /// It is the value the field has now.
    pub current: bool,
}

/// The history of one record: for each field its values, newest first.
pub fn list(reading: &Reading, record: RecordId) -> Result<Vec<HistoryEntry>, CasebookError> {
    let place = row::find_place(reading.connection, record)?.ok_or(Refusal::NotFound)?;
    let reach = reading.reach(place.kind)?;
    let now = row::get_row(reading.connection, place.kind, place.local)?;
    let mut entries = Vec::new();
    for (field, of) in now.stamps.by_field() {
        let Some((name, value)) = current(&now, field) else { continue };
        if now.kind.field_numbered(field).is_some_and(|field| !field.is_read_with(reach)) {
            continue;
        }
        entries.push(entry(reading, None, &now, field, name, value, of)?);
        for (id, value, of) in earlier(reading, now.local, field)? {
            entries.push(entry(reading, Some(id), &now, field, name, value, of)?);
        }
        entries.truncate(MOST_ENTRIES);
    }
    reading.looked_at("history.list", record);
    Ok(entries)
}

fn current(row: &Row, field: FieldNumber) -> Option<(&'static str, Value)> {
    if field == DELETED {
        return Some(("deleted", Value::Integer(i64::from(row.deleted))));
    }
    let place = row.kind.place_of(field)?;
    Some((row.kind.fields[place].name, row.values[place].clone()))
}

fn earlier(
    reading: &Reading,
    local: i64,
    field: FieldNumber,
) -> Result<Vec<(i64, Value, Provenance)>, CasebookError> {
    let mut statement = reading.connection.prepare_cached(
        "SELECT id, value, time, device, written, member, writing FROM history
         WHERE record = ?1 AND field = ?2 AND time > 0 ORDER BY coalesce(written, time) DESC, id DESC",
    )?;
    let rows = statement.query_map((local, field.0), |row| {
        let time = HybridTime::from_bits(row.get::<_, i64>(2)?.cast_unsigned());
        let written: Option<i64> = row.get(4)?;
        let written = written.map_or(time, |written| HybridTime::from_bits(written.cast_unsigned()));
        let rank = Rank { time, written, device: DeviceNumber(row.get(3)?) };
        let author = row.get::<_, Option<u32>>(5)?.unwrap_or(0);
        let writing = Writing(row.get::<_, Option<u32>>(6)?.unwrap_or(0));
        Ok((row.get(0)?, from_row(row.get_ref(1)?), Provenance { rank, author, writing }))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn entry(
    reading: &Reading,
    id: Option<i64>,
    row: &Row,
    field: FieldNumber,
    name: &'static str,
    value: Value,
    of: Provenance,
) -> Result<HistoryEntry, CasebookError> {
    // What was done here stands among the operations, under the time that this device claimed for it.
    let done: Option<(String, [u8; 16], i64)> = reading
        .connection
        .prepare_cached("SELECT name, member, at FROM operation WHERE time = ?1")?
        .query_row([of.rank.written.to_bits().cast_signed()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    let author = match of.author {
        0 => done.as_ref().map(|(_, member, _)| MemberId(Uuid::from_bytes(*member))),
        author => Some(DeviceStore::over(reading.connection).member_of(author)?),
    };
    let done = done.filter(|(_, member, _)| author.is_some_and(|author| author.0.as_bytes() == member));
    let written = i64::try_from(of.rank.written.milliseconds_utc()).unwrap_or(0);
    let (operation, at) = done.map_or((String::new(), written), |(operation, _, at)| (operation, at));
    let value = outward(reading, row.kind, field, value)?;
    let member = author.map(|member| reading.member_name(member)).transpose()?.unwrap_or_default();
    Ok(HistoryEntry { id, field: name, value, at, member, operation, current: id.is_none() })
}

fn outward(
    reading: &Reading,
    kind: &Kind,
    field: FieldNumber,
    value: Value,
) -> Result<FieldValue, CasebookError> {
    Ok(match (kind.field_numbered(field).map(|field| field.shape), value) {
        (Some(Shape::Reference(_)), Value::Integer(local)) => {
            FieldValue::Text(row::get_record(reading.connection, local)?.to_string())
        }
        (_, value) => FieldValue::from(&value),
    })
}

impl Casebook {
    /// Takes back what one operation of this member changed. What somebody changed since stays as it is: then nothing
    /// is taken back and the refusal says so.
    pub fn undo(&mut self, session: &Session, transaction: TransactionId) -> Result<Applied, CasebookError> {
        let (operation, member): (i64, [u8; 16]) = self
            .connection
            .prepare_cached("SELECT id, member FROM operation WHERE uuid = ?1")?
            .query_row([transaction.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            .ok_or(Refusal::NotFound)?;
        if member != *session.member.0.as_bytes() {
            return Err(Refusal::NotAuthor.into());
        }
        let steps = self.steps_back(operation)?;
        self.transact(session, |writing| writing.attempt(&Operation::of(steps), Some(operation)))?
            .map_err(CasebookError::Refused)
    }

    /// Gives a field the value of a history entry again.
    pub fn put_back(&mut self, session: &Session, entry: i64) -> Result<Applied, CasebookError> {
        let (local, field, value): (i64, u16, Value) = self
            .connection
            .prepare_cached("SELECT record, field, value FROM history WHERE id = ?1")?
            .query_row([entry], |row| Ok((row.get(0)?, row.get(1)?, from_row(row.get_ref(2)?))))
            .optional()?
            .ok_or(Refusal::NotFound)?;
        let step = self.step_back(local, &[(FieldNumber(field), value)])?;
        self.write(session, step.into())
    }

    fn steps_back(&self, operation: i64) -> Result<Vec<Step>, CasebookError> {
        let mut steps = Vec::new();
        let mut created =
            self.connection.prepare_cached("SELECT id FROM record WHERE created_by = ?1 ORDER BY id DESC")?;
        for local in created.query_map([operation], |row| row.get::<_, i64>(0))? {
            let row = self.row_of(local?)?;
            let mut step = Step::new(Verb::Remove, row.kind);
            step.record = Some(row.record);
            step.parent = row.parent.map(|parent| row::get_record(&self.connection, parent)).transpose()?;
            step.element = row.element;
            steps.push(step);
        }
        for (local, fields) in self.overwritten_by(operation)? {
            self.check_untouched(local, operation, &fields)?;
            steps.push(self.step_back(local, &fields)?);
        }
        if steps.is_empty() { Err(Refusal::NotFound.into()) } else { Ok(steps) }
    }

    #[allow(clippy::type_complexity)]
    fn overwritten_by(&self, operation: i64) -> Result<Vec<(i64, Vec<(FieldNumber, Value)>)>, CasebookError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT record, field, value FROM history WHERE operation = ?1 ORDER BY record, field",
        )?;
        let mut rows = statement.query([operation])?;
        let mut all: Vec<(i64, Vec<(FieldNumber, Value)>)> = Vec::new();
        while let Some(row) = rows.next()? {
            let local = row.get(0)?;
            let value = (FieldNumber(row.get(1)?), from_row(row.get_ref(2)?));
            match all.last_mut() {
                Some((last, fields)) if *last == local => fields.push(value),
                _ => all.push((local, vec![value])),
            }
        }
        Ok(all)
    }

    /// Whether each of these fields still has the value the operation gave it, be it by way of an undo and a redo.
    fn check_untouched(
        &self,
        local: i64,
        operation: i64,
        fields: &[(FieldNumber, Value)],
    ) -> Result<(), CasebookError> {
        let row = self.row_of(local)?;
        let mut overwritten_next = self.connection.prepare_cached(
            "SELECT value FROM history WHERE record = ?1 AND field = ?2 AND (operation > ?3 OR operation IS NULL
               AND id > (SELECT max(id) FROM history WHERE operation = ?3)) ORDER BY id LIMIT 1",
        )?;
        for (field, _) in fields {
            let now = current(&row, *field).map(|(_, value)| value);
            let given = overwritten_next
                .query_row((local, field.0, operation), |row| Ok(from_row(row.get_ref(0)?)))
                .optional()?;
            if given.is_some() && given != now {
                return Err(Refusal::ChangedSince.into());
            }
        }
        Ok(())
    }

    fn step_back(&self, local: i64, fields: &[(FieldNumber, Value)]) -> Result<Step, CasebookError> {
        let row = self.row_of(local)?;
        let removed = fields.iter().find(|(field, _)| *field == DELETED).map(|(_, value)| value.clone());
        let verb = match removed {
            Some(Value::Integer(1)) => Verb::Remove,
            Some(_) => Verb::Keep,
            None => verb_that_changes(row.kind),
        };
        let mut step = Step::new(verb, row.kind);
        step.record = Some(row.record);
        step.parent = row.parent.map(|parent| row::get_record(&self.connection, parent)).transpose()?;
        for (number, value) in fields {
            let Some(field) = row.kind.field_numbered(*number) else { continue };
            let value = match (field.shape, value) {
                (Shape::Reference(_), Value::Integer(local)) => {
                    Value::Text(row::get_record(&self.connection, *local)?.to_string())
                }
                _ => value.clone(),
            };
            step.settings.push(Setting { field, value, seen: row.stamps.stamp(*number) });
        }
        step.element = row.element;
        Ok(step)
    }

    fn row_of(&self, local: i64) -> Result<Row, CasebookError> {
        crate::index::found_row(&self.connection, local)
    }
}

/// What a member can take back and bring back, newest last. One for each open window.
#[derive(Debug, Default)]
pub struct UndoStack {
    done: Vec<TransactionId>,
    undone: Vec<TransactionId>,
}

impl UndoStack {
    /// Most operations that can be taken back.
    pub const MOST: usize = 200;

    /// An operation was done: what was undone before it cannot come back.
    pub fn did(&mut self, applied: &Applied) {
        // Letting the standing one of two versions stand changes nothing that could be taken back.
        if let Some(transaction) = applied.transaction.filter(|_| !applied.changed.is_empty()) {
            self.done.push(transaction);
            self.undone.clear();
            if self.done.len() > Self::MOST {
                self.done.remove(0);
            }
        }
    }

    /// Takes one operation back, the last one when none is named; `None` when there is none to take back.
    pub fn undo(
        &mut self,
        casebook: &mut Casebook,
        session: &Session,
        transaction: Option<TransactionId>,
    ) -> Result<Option<Applied>, CasebookError> {
        let Some(one) = transaction.or_else(|| self.done.last().copied()) else { return Ok(None) };
        // What cannot be taken back now could not be later either: it leaves the stack all the same.
        self.done.retain(|done| *done != one);
        let applied = casebook.undo(session, one)?;
        self.undone.extend(applied.transaction);
        Ok(Some(applied))
    }

    /// Brings the last undone operation back; `None` when there is none.
    pub fn redo(
        &mut self,
        casebook: &mut Casebook,
        session: &Session,
    ) -> Result<Option<Applied>, CasebookError> {
        let Some(last) = self.undone.pop() else { return Ok(None) };
        let applied = casebook.undo(session, last)?;
        self.done.extend(applied.transaction);
        Ok(Some(applied))
    }
}
