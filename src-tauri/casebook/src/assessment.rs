//! Assessments on the shop floor: one on the screen with the earlier one beside it, and those of a person.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;
use sync::{RecordId, Value};

use crate::error::CasebookError;
use crate::participant;
use crate::person::Person;
use crate::reading::Reading;
use crate::record::Record;
use crate::row::{self, Place, Row};
use crate::rules::{ScoreToSign, text};
use crate::schema::Kind;

/// One assessment on the screen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct AssessmentPage {
    /// Who is assessed.
    pub person: Person,
    /// The assessment.
    pub record: Record,
    /// Its scores; the element is the dimension.
    pub scores: Vec<Record>,
    /// The observer.
    pub author: String,
    /// Language the person likes to talk.
    pub language: Option<String>,
    /// How the person is addressed, where their language needs to know.
    pub wording: Option<String>,
    /// The one before it.
    pub earlier: Option<EarlierAssessment>,
}

/// The assessment before another one.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct EarlierAssessment {
    /// The assessment.
    pub record: Record,
    /// Its scores.
    pub scores: Vec<Record>,
}

/// One assessment of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct AssessmentRow {
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    pub moment: String,
    pub observed_on: String,
    pub author: String,
    pub signed: bool,
    pub discussed_on: Option<String>,
    pub department: Option<String>,
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub corrects: Option<RecordId>,
}

pub(crate) fn kind() -> Result<&'static Kind, CasebookError> {
    Kind::named("assessment").ok_or(CasebookError::Unexplained("the schema has no assessments"))
}

/// One assessment.
pub fn page(reading: &Reading, id: RecordId) -> Result<AssessmentPage, CasebookError> {
    let row = reading.get_row(kind()?, id)?;
    let case = row.case.ok_or(CasebookError::Unexplained("an assessment without a case"))?;
    let person = row::get_row(reading.connection, participant::kind()?, case)?;
    reading.looked_at("assessment.page", id);
    let earlier = match earlier(reading, &row)? {
        Some(before) => {
            Some(EarlierAssessment { scores: scores(reading, &before)?, record: reading.record(before)? })
        }
        None => None,
    };
    Ok(AssessmentPage {
        person: Person::of(&person),
        language: text(person.value("talks_language")),
        wording: text(person.value("wording")),
        author: reading.user_name(&row.value("author"))?,
        scores: scores(reading, &row)?,
        record: reading.record(row)?,
        earlier,
    })
}

fn scores(reading: &Reading, assessment: &Row) -> Result<Vec<Record>, CasebookError> {
    let place = Place { local: assessment.local, kind: assessment.kind, case: assessment.case };
    Kind::named("score").map_or(Ok(Vec::new()), |kind| reading.list_of(kind, place))
}

/// The assessments of a person, newest first.
pub fn list(reading: &Reading, participant: RecordId) -> Result<Vec<AssessmentRow>, CasebookError> {
    reading.reach(kind()?)?;
    let place = row::get_place(reading.connection, participant, participant::kind()?)?;
    let mut rows = rows_of(reading.connection, place.local)?;
    rows.reverse();
    rows.iter().map(|row| list_row(reading, row)).collect()
}

fn list_row(reading: &Reading, row: &Row) -> Result<AssessmentRow, CasebookError> {
    let field = |name: &str| text(row.value(name));
    Ok(AssessmentRow {
        id: row.record,
        moment: field("moment").unwrap_or_default(),
        observed_on: field("observed_on").unwrap_or_default(),
        author: reading.user_name(&row.value("author"))?,
        signed: field("state").as_deref() == Some("signed"),
        discussed_on: field("discussed_on"),
        department: field("department"),
        corrects: row.reference("corrects"),
    })
}

/// The assessments of a person, oldest first: by day of observation, then as they were made.
pub(crate) fn rows_of(connection: &Connection, participant: i64) -> Result<Vec<Row>, CasebookError> {
    let mut rows = row::list_rows(connection, kind()?, participant)?;
    rows.sort_by_key(|row| (text(row.value("observed_on")), row.local));
    Ok(rows)
}

/// The last one before this one; what it corrects does not count.
pub(crate) fn earlier(reading: &Reading, row: &Row) -> Result<Option<Row>, CasebookError> {
    let Some(parent) = row.parent else { return Ok(None) };
    let mut before = rows_of(reading.connection, parent)?;
    let own = before.iter().position(|other| other.local == row.local).unwrap_or(before.len());
    before.truncate(own);
    let corrected: Vec<i64> = before
        .iter()
        .chain([row])
        .filter_map(|other| match other.value("corrects") {
            Value::Integer(local) => Some(local),
            _ => None,
        })
        .collect();
    Ok(before.into_iter().rev().find(|other| !corrected.contains(&other.local)))
}

/// The scores of an assessment by dimension.
pub(crate) fn score_map(
    connection: &Connection,
    assessment: i64,
) -> Result<BTreeMap<String, i64>, CasebookError> {
    let scores = scores_to_sign(connection, assessment)?;
    Ok(scores.into_iter().filter_map(|score| Some((score.dimension, score.score?))).collect())
}

/// The scores of an assessment that is about to be signed.
pub(crate) fn scores_to_sign(
    connection: &Connection,
    assessment: i64,
) -> Result<Vec<ScoreToSign>, CasebookError> {
    let mut statement = connection.prepare_cached(
        "SELECT element, score, not_seen, evidence FROM score WHERE parent = ?1 AND deleted = 0 ORDER BY element",
    )?;
    let rows = statement.query_map([assessment], |row| {
        Ok(ScoreToSign {
            dimension: row.get(0)?,
            score: row.get(1)?,
            not_seen: row.get::<_, Option<bool>>(2)?.unwrap_or(false),
            evidence: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
