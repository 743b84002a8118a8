//! The continuous line (doorlopende lijn): everything that happened with one person, newest first.

use chrono::NaiveDate;
use serde::Serialize;
use sync::{RecordId, Value};

use crate::assessment;
use crate::error::CasebookError;
use crate::participant;
use crate::person::day;
use crate::reading::Reading;
use crate::row::{self, Place, Row};
use crate::rules::text;
use crate::schema::Kind;

/// Most entries of one line.
pub const MOST_ENTRIES: usize = 1_000;
/// Most cards shown of one conversation.
const MOST_TOLD: usize = 8;

/// Something on the line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct TimelineEntry {
    /// The day, as it was at the desk.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub on: NaiveDate,
    /// What happened.
    #[serde(flatten)]
    pub what: TimelineEvent,
}

/// What happened; `at` is the instant in milliseconds since 1970 (UTC), `record` what it is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimelineEvent {
    Milestone {
        what: Milestone,
        /// Days since arrival.
        day: Option<i64>,
    },
    /// They meet, or met, again: agreed in this conversation.
    Meeting {
        at: i64,
        record: String,
    },
    Note {
        at: i64,
        record: String,
        author: String,
        text: String,
        open: bool,
        corrects: Option<String>,
    },
    Conversation {
        at: i64,
        record: String,
        author: String,
        open: bool,
        minutes: Option<i64>,
        language: String,
        interpreter_kind: Option<String>,
        told: Vec<Told>,
    },
    Assessment {
        /// Nothing when it was signed on another day than it was observed.
        at: Option<i64>,
        record: String,
        author: String,
        moment: String,
        signed: bool,
        department: Option<String>,
        moves: Vec<Move>,
        equal: usize,
        corrects: Option<String>,
    },
    Drawing {
        at: i64,
        record: String,
        author: String,
        question: Option<String>,
    },
}

/// A day in the person's own file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Milestone {
    Arrived,
    Explained,
    GuidanceStarted,
    WorkStarted,
    Closed,
}

/// What somebody told with pictures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Told {
    pub question: String,
    pub card: String,
    pub choice: Option<String>,
    pub number: Option<i64>,
}

/// A score that is another one than last time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct Move {
    pub dimension: String,
    pub from: i64,
    pub to: i64,
}

const MILESTONES: [(Milestone, &str); 5] = [
    (Milestone::Arrived, "arrived_on"),
    (Milestone::Explained, "explained_on"),
    (Milestone::GuidanceStarted, "guidance_started_on"),
    (Milestone::WorkStarted, "work_started_on"),
    (Milestone::Closed, "closed_on"),
];

/// The line of a person.
pub fn list(reading: &Reading, id: RecordId) -> Result<Vec<TimelineEntry>, CasebookError> {
    let person = reading.get_row(participant::kind()?, id)?;
    let place = Place { local: person.local, kind: person.kind, case: person.case };
    let mut entries = milestones(&person);
    for name in ["note", "conversation", "assessment", "drawing"] {
        let Some(kind) = Kind::named(name).filter(|_| reading.reads(name)) else { continue };
        for row in row::list_rows(reading.connection, kind, place.local)? {
            entries.extend(match name {
                "note" => note(reading, &row)?,
                "conversation" => conversation(reading, &row)?,
                "assessment" => vec![assessment_entry(reading, &row)?],
                _ => vec![drawing(reading, &row)?],
            });
        }
    }
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.on, entry.what.at().unwrap_or(i64::MAX))));
    entries.truncate(MOST_ENTRIES);
    Ok(entries)
}

impl TimelineEvent {
    /// The instant, if it is known.
    pub fn at(&self) -> Option<i64> {
        match self {
            TimelineEvent::Milestone { .. } => None,
            TimelineEvent::Assessment { at, .. } => *at,
            TimelineEvent::Meeting { at, .. }
            | TimelineEvent::Note { at, .. }
            | TimelineEvent::Conversation { at, .. }
            | TimelineEvent::Drawing { at, .. } => Some(*at),
        }
    }
}

fn milestones(person: &Row) -> Vec<TimelineEntry> {
    let arrived = day(person.value("arrived_on"));
    MILESTONES
        .iter()
        .filter_map(|(what, field)| {
            let on = day(person.value(field))?;
            let day = arrived.map(|day0| (on - day0).num_days());
            Some(TimelineEntry { on, what: TimelineEvent::Milestone { what: *what, day } })
        })
        .collect()
}

fn number(row: &Row, field: &str) -> Option<i64> {
    match row.value(field) {
        Value::Integer(number) => Some(number),
        _ => None,
    }
}

fn is_open(row: &Row) -> bool {
    text(row.value("state")).as_deref() == Some("open")
}

/// The id of the record that a record corrects.
fn corrects(reading: &Reading, row: &Row) -> Result<Option<String>, CasebookError> {
    let corrected =
        number(row, "corrects").map(|local| row::get_record(reading.connection, local)).transpose()?;
    Ok(corrected.map(|record| record.to_string()))
}

fn note(reading: &Reading, row: &Row) -> Result<Vec<TimelineEntry>, CasebookError> {
    let Some(body) = text(row.value("text")) else { return Ok(Vec::new()) };
    let at = number(row, "written_at").unwrap_or(0);
    let what = TimelineEvent::Note {
        at,
        record: row.record.to_string(),
        author: reading.user_name(&row.value("author"))?,
        text: body,
        open: is_open(row),
        corrects: corrects(reading, row)?,
    };
    Ok(vec![TimelineEntry { on: reading.day_at(at), what }])
}

fn conversation(reading: &Reading, row: &Row) -> Result<Vec<TimelineEntry>, CasebookError> {
    let at = number(row, "started_at").unwrap_or(0);
    let record = row.record.to_string();
    let mut entries = Vec::new();
    if let Some(at) = number(row, "next_meeting_at") {
        let what = TimelineEvent::Meeting { at, record: record.clone() };
        entries.push(TimelineEntry { on: reading.day_at(at), what });
    }
    let what = TimelineEvent::Conversation {
        at,
        record,
        author: reading.user_name(&row.value("author"))?,
        open: is_open(row),
        minutes: number(row, "ended_at").map(|ended| ((ended - at) / 60_000).max(0)),
        language: text(row.value("language")).unwrap_or_default(),
        interpreter_kind: text(row.value("interpreter_kind")),
        told: told(reading, row.local)?,
    };
    entries.push(TimelineEntry { on: reading.day_at(at), what });
    Ok(entries)
}

/// The cards that say most in a line: work, wishes, travel and the body before school and reading.
fn told(reading: &Reading, conversation: i64) -> Result<Vec<Told>, CasebookError> {
    let mut statement = reading.connection.prepare_cached(
        "SELECT question, card, choice, number FROM answer
         WHERE parent = ?1 AND deleted = 0 AND coalesce(card, '') <> ''
           AND coalesce(choice, '') NOT IN ('no', 'goes-well', 'free', 'dont-know', 'rather-not')
           AND question IN ('work-before', 'work-years', 'work-wish', 'good-at', 'travel', 'body')
         ORDER BY CASE question WHEN 'work-before' THEN 1 WHEN 'work-years' THEN 2 WHEN 'work-wish' THEN 3
                  WHEN 'travel' THEN 4 WHEN 'body' THEN 5 ELSE 6 END, answered_at, id
         LIMIT ?2",
    )?;
    let rows = statement.query_map((conversation, MOST_TOLD as i64), |row| {
        Ok(Told { question: row.get(0)?, card: row.get(1)?, choice: row.get(2)?, number: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn assessment_entry(reading: &Reading, row: &Row) -> Result<TimelineEntry, CasebookError> {
    let now = assessment::score_map(reading.connection, row.local)?;
    let before = match assessment::earlier(reading, row)? {
        Some(earlier) => assessment::score_map(reading.connection, earlier.local)?,
        None => Default::default(),
    };
    let pairs: Vec<Move> = now
        .iter()
        .filter_map(|(dimension, to)| {
            Some(Move { dimension: dimension.clone(), from: *before.get(dimension)?, to: *to })
        })
        .collect();
    let equal = pairs.iter().filter(|pair| pair.from == pair.to).count();
    let on = day(row.value("observed_on")).unwrap_or_default();
    let what = TimelineEvent::Assessment {
        at: number(row, "signed_at").filter(|at| reading.day_at(*at) == on),
        record: row.record.to_string(),
        author: reading.user_name(&row.value("author"))?,
        moment: text(row.value("moment")).unwrap_or_default(),
        signed: text(row.value("state")).as_deref() == Some("signed"),
        department: text(row.value("department")),
        moves: pairs.into_iter().filter(|pair| pair.from != pair.to).collect(),
        equal,
        corrects: corrects(reading, row)?,
    };
    Ok(TimelineEntry { on, what })
}

fn drawing(reading: &Reading, row: &Row) -> Result<TimelineEntry, CasebookError> {
    let at = number(row, "drawn_at").unwrap_or(0);
    let what = TimelineEvent::Drawing {
        at,
        record: row.record.to_string(),
        author: reading.user_name(&row.value("author"))?,
        question: text(row.value("question")),
    };
    Ok(TimelineEntry { on: reading.day_at(at), what })
}
