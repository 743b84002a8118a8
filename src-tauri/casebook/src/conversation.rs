//! Conversations with pictures: one on the screen, those of a person, and the facts they leave in the file.

use serde::Serialize;
use sync::{RecordId, Value};

use crate::blob;
use crate::error::{CasebookError, Refusal, ValueProblem};
use crate::file::Casebook;
use crate::operation::{Operation, Setting, Step, Verb};
use crate::participant;
use crate::person::Person;
use crate::reading::Reading;
use crate::record::Record;
use crate::row::{self, Place, Row};
use crate::rules::text;
use crate::schema::{Home, Kind, Shape};
use crate::session::Session;
use crate::write::Applied;

/// One conversation on the screen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ConversationPage {
    /// With whom.
    pub person: Person,
    /// The conversation.
    pub record: Record,
    /// What was pointed at.
    pub answers: Vec<Record>,
    /// What was drawn.
    pub drawings: Vec<DrawingRow>,
    /// Who holds it.
    pub author: String,
}

/// A drawing, without its strokes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct DrawingRow {
    /// Its id.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    /// The question it was made at.
    pub question: Option<String>,
    /// When, in milliseconds since 1970 (UTC).
    pub drawn_at: i64,
}

/// One conversation of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ConversationRow {
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    pub form: String,
    pub form_version: i64,
    pub started_at: i64,
    pub author: String,
    pub open: bool,
    pub language: String,
}

/// A fact that an answer holds: a field of the participant, or of an element of one of the participant's sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Kind of record.
    pub kind: String,
    /// Element of the set; `None` for the participant's own fields.
    pub element: Option<String>,
    /// Field name.
    pub field: String,
    /// Value as text; read by the field's shape.
    pub value: String,
}

pub(crate) fn kind() -> Result<&'static Kind, CasebookError> {
    Kind::named("conversation").ok_or(CasebookError::Unexplained("the schema has no conversations"))
}

/// One conversation.
pub fn page(reading: &Reading, id: RecordId) -> Result<ConversationPage, CasebookError> {
    let row = reading.get_row(kind()?, id)?;
    let case = row.case.ok_or(CasebookError::Unexplained("a conversation without a case"))?;
    let place = Place { local: row.local, kind: row.kind, case: row.case };
    let answers = Kind::named("answer").map_or(Ok(Vec::new()), |kind| reading.list_of(kind, place))?;
    reading.looked_at("conversation.page", id);
    Ok(ConversationPage {
        person: Person::of(&row::get_row(reading.connection, participant::kind()?, case)?),
        author: reading.user_name(&row.value("author"))?,
        answers,
        drawings: drawings(reading, row.local)?,
        record: reading.record(row)?,
    })
}

fn drawings(reading: &Reading, conversation: i64) -> Result<Vec<DrawingRow>, CasebookError> {
    let mut statement = reading.connection.prepare_cached(
        "SELECT r.uuid, d.question, d.drawn_at FROM drawing d JOIN record r USING (id)
         WHERE d.conversation = ?1 AND d.deleted = 0 ORDER BY d.drawn_at, d.id",
    )?;
    let rows = statement.query_map([conversation], |row| {
        let id = RecordId(uuid::Uuid::from_bytes(row.get(0)?));
        Ok(DrawingRow { id, question: row.get(1)?, drawn_at: row.get(2)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The conversations of a person, newest first.
pub fn list(reading: &Reading, participant: RecordId) -> Result<Vec<ConversationRow>, CasebookError> {
    let kind = kind()?;
    reading.reach(kind)?;
    let place = row::get_place(reading.connection, participant, participant::kind()?)?;
    let mut rows = row::list_rows(reading.connection, kind, place.local)?;
    let started = |row: &Row| row.value("started_at");
    rows.sort_by_key(|row| std::cmp::Reverse(started(row)));
    rows.iter()
        .map(|row| {
            let number = |name: &str| match row.value(name) {
                Value::Integer(number) => number,
                _ => 0,
            };
            Ok(ConversationRow {
                id: row.record,
                form: text(row.value("form")).unwrap_or_default(),
                form_version: number("form_version"),
                started_at: number("started_at"),
                author: reading.user_name(&row.value("author"))?,
                open: text(row.value("state")).as_deref() == Some("open"),
                language: text(row.value("language")).unwrap_or_default(),
            })
        })
        .collect()
}

/// The strokes of a drawing, as they were saved; `None` while they are still to come from the office.
pub fn strokes(reading: &Reading, drawing: RecordId) -> Result<Option<Vec<u8>>, CasebookError> {
    let kind = Kind::named("drawing").ok_or(CasebookError::Unexplained("the schema has no drawings"))?;
    match reading.get_row(kind, drawing)?.value("strokes") {
        Value::Null => Ok(Some(Vec::new())),
        value => blob::read(reading.connection, &value),
    }
}

impl Casebook {
    /// Closes a conversation: everything was read back and is right. The facts of its answers go into the
    /// participant's file in the same transaction; a half-day goes into a week that begins on the day it was told.
    pub fn close_conversation(
        &mut self,
        session: &Session,
        conversation: RecordId,
        facts: &[Fact],
    ) -> Result<Applied, CasebookError> {
        let place = row::get_place(&self.connection, conversation, kind()?)?;
        let row = row::get_row(&self.connection, place.kind, place.local)?;
        let case = row.case.ok_or(CasebookError::Unexplained("a conversation without a case"))?;
        let participant = row::get_record(&self.connection, case)?;
        let mut close = Step::new(Verb::Close, place.kind);
        close.record = Some(conversation);
        close.settings.push(setting(place.kind, Some(&row), "read_back", "1")?);
        let mut steps = vec![close];
        let week = Step::element_id(conversation, place.kind, "week");
        if facts.iter().any(|fact| fact.kind == "half_day") {
            steps.push(self.week_step(participant, week, &row)?);
        }
        for fact in facts {
            self.fact_step(participant, week, fact, &mut steps)?;
        }
        self.write(session, Operation::of(steps))
    }

    fn week_step(
        &self,
        participant: RecordId,
        week: RecordId,
        conversation: &Row,
    ) -> Result<Step, CasebookError> {
        let kind = Kind::named("availability")
            .ok_or(CasebookError::Unexplained("the schema has no availability"))?;
        let started = match conversation.value("started_at") {
            Value::Integer(at) => at,
            _ => self.surroundings.now_milliseconds_utc(),
        };
        let day = self.surroundings.day_at(started).to_string();
        let mut step = Step::new(Verb::Add, kind);
        step.record = Some(week);
        step.parent = Some(participant);
        step.settings.push(setting(kind, None, "valid_from", &day)?);
        Ok(step)
    }

    fn fact_step(
        &self,
        participant: RecordId,
        week: RecordId,
        fact: &Fact,
        steps: &mut Vec<Step>,
    ) -> Result<(), CasebookError> {
        let unknown = || Refusal::UnknownOperation(fact.kind.clone());
        let kind = Kind::named(&fact.kind).ok_or_else(unknown)?;
        let (verb, record, parent) = match (&fact.element, kind.home) {
            (None, Home::Case) => (Verb::Change, Some(participant), None),
            (Some(_), Home::Within("participant")) => (Verb::Put, None, Some(participant)),
            (Some(_), Home::Within("availability")) => (Verb::Put, None, Some(week)),
            _ => return Err(unknown().into()),
        };
        let id = match (record, parent, &fact.element) {
            (Some(record), ..) => record,
            (None, Some(parent), Some(element)) => Step::element_id(parent, kind, element),
            _ => return Err(unknown().into()),
        };
        let current = match row::find_place(&self.connection, id)? {
            Some(place) => Some(row::get_row(&self.connection, kind, place.local)?),
            None => None,
        };
        let setting = setting(kind, current.as_ref(), &fact.field, &fact.value)?;
        match steps
            .iter_mut()
            .find(|step| step.kind == kind && step.record == record && step.element == fact.element)
        {
            Some(step) => step.settings.push(setting),
            None => {
                let mut step = Step::new(verb, kind);
                (step.record, step.parent, step.element) = (record, parent, fact.element.clone());
                step.settings.push(setting);
                steps.push(complete_arrangement(step)?);
            }
        }
        Ok(())
    }
}

/// What somebody tells about the body is a working arrangement about the same subject, told by that person.
fn complete_arrangement(mut step: Step) -> Result<Step, CasebookError> {
    if step.kind.name == "arrangement" {
        let subject = step.element.clone().unwrap_or_default();
        for (name, value) in [("subject", subject.as_str()), ("source", "self")] {
            if let Some(field) = step.kind.field(name) {
                step.settings.push(Setting { field, value: Value::Text(value.to_owned()), seen: None });
            }
        }
    }
    Ok(step)
}

/// A value as text, read by its field's shape; what the file holds now is what the author had seen, since closing a
/// conversation shows everything it will write.
fn setting(kind: &'static Kind, current: Option<&Row>, name: &str, value: &str) -> Result<Setting, Refusal> {
    let field =
        kind.field(name).ok_or_else(|| Refusal::UnknownField { kind: kind.name, field: name.to_owned() })?;
    let value = match field.shape {
        Shape::Integer(..) | Shape::Flag | Shape::Moment => Value::Integer(
            value
                .parse()
                .map_err(|_| Refusal::WrongValue { field: field.name, reason: ValueProblem::NotAMoment })?,
        ),
        _ => Value::Text(value.to_owned()),
    };
    Ok(Setting { field, value, seen: current.and_then(|row| row.stamps.stamp(field.number)) })
}
