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
    /// The instant, in milliseconds since 1970 (UTC), if it is known.
    pub at: Option<i64>,
    /// The record it is about; nothing for a milestone.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub record: Option<RecordId>,
    /// What it is.
    #[serde(flatten)]
    pub what: TimelineEvent,
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TimelineEvent {
    /// A day in the person's own file: arrived_on, guidance_started_on …
    Milestone {
        field: &'static str,
        day: Option<i64>,
    },
    /// They meet again.
    Meeting {},
    Note {
        author: String,
        text: String,
        open: bool,
        is_correction: bool,
    },
    Conversation {
        author: String,
        open: bool,
        minutes: Option<i64>,
        language: String,
        interpreter_kind: Option<String>,
        told: Vec<Told>,
    },
    Assessment {
        author: String,
        moment: String,
        signed: bool,
        department: Option<String>,
        moves: Vec<Move>,
        equal: usize,
        is_correction: bool,
    },
    Drawing {
        author: String,
        question: Option<String>,
    },
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

const MILESTONES: [&str; 5] =
    ["arrived_on", "explained_on", "guidance_started_on", "work_started_on", "closed_on"];

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
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.on, entry.at.unwrap_or(i64::MAX))));
    entries.truncate(MOST_ENTRIES);
    Ok(entries)
}

fn milestones(person: &Row) -> Vec<TimelineEntry> {
    let arrived = day(person.value("arrived_on"));
    MILESTONES
        .iter()
        .filter_map(|field| {
            let on = day(person.value(field))?;
            let what = TimelineEvent::Milestone { field, day: arrived.map(|day0| (on - day0).num_days()) };
            Some(TimelineEntry { on, at: None, record: None, what })
        })
        .collect()
}

fn at(reading: &Reading, row: &Row, field: &str, what: TimelineEvent) -> TimelineEntry {
    let at = number(row, field).unwrap_or(0);
    TimelineEntry { on: reading.surroundings.day_at(at), at: Some(at), record: Some(row.record), what }
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

fn note(reading: &Reading, row: &Row) -> Result<Vec<TimelineEntry>, CasebookError> {
    let Some(body) = text(row.value("text")) else { return Ok(Vec::new()) };
    let what = TimelineEvent::Note {
        author: reading.user_name(&row.value("author"))?,
        text: body,
        open: is_open(row),
        is_correction: number(row, "corrects").is_some(),
    };
    Ok(vec![at(reading, row, "written_at", what)])
}

fn conversation(reading: &Reading, row: &Row) -> Result<Vec<TimelineEntry>, CasebookError> {
    let minutes = match (number(row, "started_at"), number(row, "ended_at")) {
        (Some(from), Some(to)) => Some(((to - from) / 60_000).max(0)),
        _ => None,
    };
    let what = TimelineEvent::Conversation {
        author: reading.user_name(&row.value("author"))?,
        open: is_open(row),
        minutes,
        language: text(row.value("language")).unwrap_or_default(),
        interpreter_kind: text(row.value("interpreter_kind")),
        told: told(reading, row.local)?,
    };
    let mut entries = vec![at(reading, row, "started_at", what)];
    if number(row, "next_meeting_at").is_some() {
        entries.push(at(reading, row, "next_meeting_at", TimelineEvent::Meeting {}));
    }
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
    let what = TimelineEvent::Assessment {
        author: reading.user_name(&row.value("author"))?,
        moment: text(row.value("moment")).unwrap_or_default(),
        signed: text(row.value("state")).as_deref() == Some("signed"),
        department: text(row.value("department")),
        moves: pairs.into_iter().filter(|pair| pair.from != pair.to).collect(),
        equal,
        is_correction: number(row, "corrects").is_some(),
    };
    let on = day(row.value("observed_on")).unwrap_or_default();
    let at = number(row, "signed_at").filter(|at| reading.surroundings.day_at(*at) == on);
    Ok(TimelineEntry { on, at, record: Some(row.record), what })
}

fn drawing(reading: &Reading, row: &Row) -> Result<TimelineEntry, CasebookError> {
    let what = TimelineEvent::Drawing {
        author: reading.user_name(&row.value("author"))?,
        question: text(row.value("question")),
    };
    Ok(at(reading, row, "drawn_at", what))
}
