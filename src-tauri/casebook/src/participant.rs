//! Participants: the list, and one person's page.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use sync::{RecordId, Value};

use crate::birth::{Calendar, Certainty, PartialDate};
use crate::clocks::{self, Clock, ClockKind};
use crate::error::CasebookError;
use crate::find;
use crate::index;
use crate::office::namesakes;
use crate::person::{Person, day};
use crate::reading::Reading;
use crate::record::Record;
use crate::row::{self, Place, Row};
use crate::rules::text;
use crate::schema::Kind;

/// Most rows of one list.
pub const MOST_ROWS: usize = 500;
/// Most people shown who may be the same person.
const MOST_LOOKALIKES: usize = 5;

/// Which participants to list.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ParticipantFilter {
    /// Letters of a name; empty for everybody.
    pub find: String,
    /// These phases; none for all but the closed ones.
    pub phases: Vec<String>,
    /// Talks this language.
    pub language: Option<String>,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ParticipantRow {
    /// Who.
    pub person: Person,
    /// The name in its own script.
    pub own_script_name: Option<String>,
    /// Language the person likes to talk.
    pub language: Option<String>,
    /// Every language the person knows, the one they like to talk first.
    pub languages: Vec<String>,
    /// Where the person stands.
    pub phase: Option<String>,
    /// Days since arrival.
    pub day: Option<i64>,
    /// Dutch as a whole.
    pub dutch_level: Option<String>,
    /// Where the person works now.
    pub department: Option<String>,
    /// Clock of work.
    pub work_clock: Option<Clock>,
    /// When the last note was begun, for who may read notes.
    pub last_note_at: Option<i64>,
    /// Day of the last assessment, for who may read them.
    pub last_assessment_on: Option<String>,
    /// Found by spelling, not by the letters typed.
    pub by_spelling: bool,
}

/// A list of participants.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ParticipantList {
    /// The first [`MOST_ROWS`], by name.
    pub rows: Vec<ParticipantRow>,
    /// How many there are.
    pub total: usize,
}

/// How old somebody is, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Age {
    /// At least this many years.
    pub least: u32,
    /// At most this many years.
    pub most: u32,
    /// Under 27: school comes first (Participatiewet).
    pub under_27: Certainty,
    /// First possible day of birth in the Western calendar.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub first_day: NaiveDate,
    /// Last possible day of birth in the Western calendar.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub last_day: NaiveDate,
}

/// A week of half-days.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Week {
    /// From when to when it holds.
    pub record: Record,
    /// What each half-day is for.
    pub half_days: Vec<Record>,
}

/// The last thing somebody wrote down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LastNote {
    /// Its text.
    pub text: String,
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Who wrote it.
    pub author: String,
}

/// One person's page.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[allow(missing_docs)]
pub struct ParticipantPage {
    pub person: Person,
    pub record: Record,
    pub age: Option<Age>,
    /// Name of the coach.
    pub coach: Option<String>,
    pub name_parts: Vec<Record>,
    pub language_skills: Vec<Record>,
    pub education: Vec<Record>,
    pub work_experience: Vec<Record>,
    pub skills: Vec<Record>,
    pub wishes: Vec<Record>,
    pub travel_modes: Vec<Record>,
    pub arrangements: Vec<Record>,
    /// The newest first.
    pub weeks: Vec<Week>,
    pub clocks: Vec<Clock>,
    pub last_note: Option<LastNote>,
    /// Others who may be the same person: they share a spelling key of two name parts.
    pub lookalikes: Vec<Person>,
    /// Names of colleagues who may guide the same person in a case that is not seen here.
    pub colleagues: Vec<String>,
}

pub(crate) fn kind() -> Result<&'static Kind, CasebookError> {
    Kind::named("participant").ok_or(CasebookError::Unexplained("the schema has no participants"))
}

/// The participants a filter finds: by name, or the best hits first when letters were typed.
pub fn list(reading: &Reading, filter: &ParticipantFilter) -> Result<ParticipantList, CasebookError> {
    let kind = kind()?;
    reading.reach(kind)?;
    // By local id: how good a hit it is, and whether by spelling only.
    let hits: Option<BTreeMap<i64, (usize, bool)>> = if filter.find.trim().is_empty() {
        None
    } else {
        let hits = find::people(reading, &index::words(&filter.find), MOST_ROWS)?;
        Some(hits.into_iter().enumerate().map(|(rank, hit)| (hit.local, (rank, hit.by_spelling))).collect())
    };
    let phases =
        if filter.phases.is_empty() { String::new() } else { format!(",{},", filter.phases.join(",")) };
    let today = reading.surroundings.today();
    let mut statement = reading.connection.prepare_cached(
        "SELECT id FROM participant
         WHERE deleted = 0
           AND (?1 = '' AND coalesce(phase, '') <> 'closed' OR instr(?1, ',' || phase || ',') > 0)
           AND (?2 IS NULL OR talks_language = ?2)
         ORDER BY coalesce(call_name, official_name, own_script_name, client_number) COLLATE NOCASE, id",
    )?;
    let mut all = statement
        .query_map((phases, &filter.language), |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    if let Some(hits) = &hits {
        all.retain(|local| hits.contains_key(local));
        all.sort_by_key(|local| hits.get(local).map(|(rank, _)| *rank));
    }
    let total = all.len();
    let rows = all
        .iter()
        .take(MOST_ROWS)
        .map(|local| {
            let by_spelling = hits.as_ref().and_then(|hits| hits.get(local)).is_some_and(|(_, by)| *by);
            list_row(reading, &row::get_row(reading.connection, kind, *local)?, by_spelling, today)
        })
        .collect::<Result<_, _>>()?;
    Ok(ParticipantList { rows, total })
}

fn list_row(
    reading: &Reading,
    row: &Row,
    by_spelling: bool,
    today: NaiveDate,
) -> Result<ParticipantRow, CasebookError> {
    let person = Person::of(row);
    let arrived_on = day(row.value("arrived_on"));
    let last = |kind: &str, column: &str, table: &str| -> Result<Option<Value>, CasebookError> {
        if !reading.reads(kind) {
            return Ok(None);
        }
        let sql = format!("SELECT max({column}) FROM {table} WHERE parent = ?1 AND deleted = 0");
        let value = reading
            .connection
            .prepare_cached(&sql)?
            .query_row([row.local], |found| Ok(crate::value::from_row(found.get_ref(0)?)))?;
        Ok(Some(value))
    };
    Ok(ParticipantRow {
        work_clock: arrived_on.map(|day0| {
            clocks::three_weeks(
                ClockKind::Work,
                person.clone(),
                day0,
                day(row.value("work_started_on")),
                today,
            )
        }),
        person,
        own_script_name: text(row.value("own_script_name")),
        languages: languages(reading, row)?,
        language: text(row.value("talks_language")),
        phase: text(row.value("phase")),
        day: arrived_on.map(|day0| (today - day0).num_days()),
        dutch_level: text(row.value("dutch_level")),
        department: text(row.value("department")),
        last_note_at: match last("note", "written_at", "note")? {
            Some(Value::Integer(at)) => Some(at),
            _ => None,
        },
        last_assessment_on: last("assessment", "observed_on", "assessment")?.and_then(text),
        by_spelling,
    })
}

fn languages(reading: &Reading, row: &Row) -> Result<Vec<String>, CasebookError> {
    let mut all: Vec<String> = text(row.value("talks_language")).into_iter().collect();
    let mut statement = reading.connection.prepare_cached(
        "SELECT element FROM language_skill WHERE parent = ?1 AND deleted = 0 ORDER BY element",
    )?;
    for tag in statement.query_map([row.local], |found| found.get::<_, String>(0))? {
        let tag = tag?;
        if !all.contains(&tag) {
            all.push(tag);
        }
    }
    Ok(all)
}

/// One person's page.
pub fn page(reading: &Reading, id: RecordId) -> Result<ParticipantPage, CasebookError> {
    let kind = kind()?;
    let row = reading.get_row(kind, id)?;
    let place = Place { local: row.local, kind, case: row.case };
    let today = reading.surroundings.today();
    let person = Person::of(&row);
    let record = reading.record(row.clone())?;
    reading.looked_at("participant.page", id);
    let children = |name: &'static str| match Kind::named(name) {
        Some(kind) => reading.list_of(kind, place),
        None => Ok(Vec::new()),
    };
    let lookalikes = find::lookalikes(reading, row.local, MOST_LOOKALIKES)?;
    Ok(ParticipantPage {
        colleagues: namesakes::colleagues(reading, &row, &lookalikes)?,
        lookalikes,
        age: record.fields.get("birth_year").and_then(|_| age(&row, today)),
        coach: match row.value("coach") {
            Value::Null => None,
            coach => Some(reading.user_name(&coach)?),
        },
        name_parts: children("name_part")?,
        language_skills: children("language_skill")?,
        education: children("education")?,
        work_experience: children("work_experience")?,
        skills: children("skill")?,
        wishes: children("wish")?,
        travel_modes: children("travel_mode")?,
        arrangements: children("arrangement")?,
        weeks: weeks(reading, place)?,
        clocks: clocks_of(&row, &person, today),
        last_note: last_note(reading, row.local)?,
        person,
        record,
    })
}

/// How old the person of a row is, as far as it is known.
pub(crate) fn age(row: &Row, today: NaiveDate) -> Option<Age> {
    let born = born(row)?;
    let range = born.range()?;
    let (least, most) = born.age_on(today)?;
    Some(Age {
        least,
        most,
        under_27: born.is_under(27, today),
        first_day: range.first,
        last_day: range.last,
    })
}

fn born(row: &Row) -> Option<PartialDate> {
    let number = |name: &str| match row.value(name) {
        Value::Integer(number) => Some(number),
        _ => None,
    };
    let small = |name: &str| number(name).and_then(|number| u8::try_from(number).ok());
    let calendar =
        text(row.value("birth_calendar")).and_then(|name| Calendar::from_name(&name)).unwrap_or_default();
    PartialDate::new(
        i32::try_from(number("birth_year")?).ok()?,
        small("birth_month"),
        small("birth_day"),
        calendar,
    )
    .ok()
}

/// The clocks of a person who has arrived.
pub(crate) fn clocks_of(row: &Row, person: &Person, today: NaiveDate) -> Vec<Clock> {
    let Some(arrived_on) = day(row.value("arrived_on")) else { return Vec::new() };
    let three_weeks = |kind, field: &str| {
        clocks::three_weeks(kind, person.clone(), arrived_on, day(row.value(field)), today)
    };
    vec![
        three_weeks(ClockKind::Guidance, "guidance_started_on"),
        three_weeks(ClockKind::Work, "work_started_on"),
        clocks::handover(person.clone(), arrived_on, today),
    ]
}

fn weeks(reading: &Reading, place: Place) -> Result<Vec<Week>, CasebookError> {
    let (Some(availability), Some(half_day)) = (Kind::named("availability"), Kind::named("half_day")) else {
        return Ok(Vec::new());
    };
    let mut rows = row::list_rows(reading.connection, availability, place.local)?;
    rows.sort_by_key(|row| std::cmp::Reverse((text(row.value("valid_from")), row.local)));
    rows.into_iter()
        .map(|row| {
            let week = Place { local: row.local, kind: availability, case: row.case };
            Ok(Week { half_days: reading.list_of(half_day, week)?, record: reading.record(row)? })
        })
        .collect()
}

fn last_note(reading: &Reading, participant: i64) -> Result<Option<LastNote>, CasebookError> {
    use rusqlite::OptionalExtension;
    if !reading.reads("note") {
        return Ok(None);
    }
    let found: Option<(String, i64, i64)> = reading
        .connection
        .prepare_cached(
            "SELECT text, written_at, author FROM note
             WHERE parent = ?1 AND deleted = 0 AND text IS NOT NULL ORDER BY written_at DESC, id DESC LIMIT 1",
        )?
        .query_row([participant], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    found
        .map(|(text, at, author)| {
            Ok(LastNote { text, at, author: reading.user_name(&Value::Integer(author))? })
        })
        .transpose()
}
