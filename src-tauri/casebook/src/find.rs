//! Quick-find: people and notes while typing, forgiving of spelling.

use std::collections::BTreeMap;

use serde::Serialize;
use sync::RecordId;

use crate::error::CasebookError;
use crate::index;
use crate::participant;
use crate::person::Person;
use crate::reading::Reading;
use crate::row::{self, Row};
use crate::rules::text;
use crate::schema::Kind;
use crate::spelling::{SHORT_KEY, fold, spelling_keys};

/// Most hits of a quick-find.
pub const MOST_HITS: usize = 12;
/// Characters of a text before and after the word that was found.
const AROUND: usize = 40;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Found {
    /// Kind of record.
    pub kind: &'static str,
    /// The record.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub record: RecordId,
    /// Whose case.
    pub person: Person,
    /// Language the person likes to talk.
    pub language: Option<String>,
    /// Where the person stands.
    pub phase: Option<String>,
    /// The words around what was found, for texts.
    pub excerpt: Option<String>,
    /// Found by spelling, not by the letters typed.
    pub by_spelling: bool,
}

/// A participant that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    pub local: i64,
    pub by_spelling: bool,
}

/// People first, then texts.
pub fn quick_find(reading: &Reading, typed: &str) -> Result<Vec<Found>, CasebookError> {
    let words = index::words(typed);
    let mut found = Vec::new();
    if reading.reads("participant") {
        for hit in people(reading, &words, MOST_HITS)? {
            found.push(found_person(reading, hit)?);
        }
    }
    if found.len() < MOST_HITS {
        found.extend(texts(reading, &words, MOST_HITS - found.len())?);
    }
    Ok(found)
}

/// Participants whose names begin with the typed words, then those whose names sound like them.
pub(crate) fn people(reading: &Reading, words: &[String], most: usize) -> Result<Vec<Hit>, CasebookError> {
    let Some(query) = index::name_query(words) else { return Ok(Vec::new()) };
    let mut hits = Vec::new();
    let mut statement = reading.connection.prepare_cached(
        "SELECT p.id FROM found_name JOIN participant p ON p.id = found_name.rowid
         WHERE found_name MATCH ?1 AND p.deleted = 0 LIMIT ?2",
    )?;
    for local in statement.query_map((&query, most as i64), |row| row.get(0))? {
        hits.push(Hit { local: local?, by_spelling: false });
    }
    for local in sounding_like(reading, words, most)? {
        if hits.len() < most && !hits.iter().any(|hit| hit.local == local) {
            hits.push(Hit { local, by_spelling: true });
        }
    }
    Ok(hits)
}

/// Those who share a spelling key with every typed word.
fn sounding_like(reading: &Reading, words: &[String], most: usize) -> Result<Vec<i64>, CasebookError> {
    let keys = words.iter().map(|word| {
        let keys = spelling_keys(word).into_iter().filter(|key| key.len() >= SHORT_KEY);
        keys.map(|key| format!("\"{key}\"")).collect::<Vec<_>>().join(" OR ")
    });
    let keys: Vec<String> = keys.collect();
    if keys.iter().any(String::is_empty) {
        return Ok(Vec::new());
    }
    let query = keys.iter().map(|keys| format!("({keys})")).collect::<Vec<_>>().join(" AND ");
    let mut statement = reading.connection.prepare_cached(
        "SELECT p.id FROM found_spelling JOIN participant p ON p.id = found_spelling.rowid
         WHERE found_spelling MATCH ?1 AND p.deleted = 0 LIMIT ?2",
    )?;
    let rows = statement.query_map((query, most as i64), |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Others who share spelling keys of at least two name parts, or the only part there is.
pub(crate) fn lookalikes(
    reading: &Reading,
    participant: i64,
    most: usize,
) -> Result<Vec<Person>, CasebookError> {
    let mut keys = index::keys_of(reading.connection, participant)?;
    keys.retain(|key| key.len() >= SHORT_KEY);
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    let mut statement = reading
        .connection
        .prepare_cached("SELECT rowid FROM found_spelling WHERE found_spelling MATCH ?1")?;
    for key in &keys {
        for local in statement.query_map([format!("\"{key}\"")], |row| row.get(0))? {
            *shared.entry(local?).or_default() += 1;
        }
    }
    let mut ranked: Vec<(i64, usize)> = shared
        .into_iter()
        .filter(|(local, count)| *local != participant && *count >= keys.len().min(2))
        .collect();
    ranked.sort_by_key(|(local, count)| (std::cmp::Reverse(*count), *local));
    let kind = participant::kind()?;
    let mut people = Vec::new();
    for (local, _) in ranked {
        let row = row::get_row(reading.connection, kind, local)?;
        if !row.deleted {
            people.push(Person::of(&row));
        }
        if people.len() == most {
            break;
        }
    }
    Ok(people)
}

fn found_person(reading: &Reading, hit: Hit) -> Result<Found, CasebookError> {
    let row = row::get_row(reading.connection, participant::kind()?, hit.local)?;
    Ok(found(&row, &row, None, hit.by_spelling))
}

fn found(row: &Row, person: &Row, excerpt: Option<String>, by_spelling: bool) -> Found {
    Found {
        kind: row.kind.name,
        record: row.record,
        person: Person::of(person),
        language: text(person.value("talks_language")),
        phase: text(person.value("phase")),
        excerpt,
        by_spelling,
    }
}

fn texts(reading: &Reading, words: &[String], most: usize) -> Result<Vec<Found>, CasebookError> {
    let Some(query) = index::text_query(words) else { return Ok(Vec::new()) };
    let readable: Vec<u16> = crate::schema::KINDS
        .iter()
        .filter(|kind| reading.reads(kind.name))
        .map(|kind: &Kind| kind.number.0)
        .collect();
    let mut statement = reading.connection.prepare_cached(
        "SELECT r.id, r.kind, r.case_id FROM found_text JOIN record r ON r.id = found_text.rowid
         WHERE found_text MATCH ?1 ORDER BY found_text.rowid DESC LIMIT ?2",
    )?;
    let hits = statement
        .query_map((&query, (most * 4) as i64), |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, u16>(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<Vec<(i64, u16, Option<i64>)>>>()?;
    let mut all = Vec::new();
    for (local, number, case) in hits {
        let (true, Some(case)) = (readable.contains(&number), case) else { continue };
        let row = index::found_row(reading.connection, local)?;
        let person = row::get_row(reading.connection, participant::kind()?, case)?;
        if row.deleted || person.deleted || all.len() >= most {
            continue;
        }
        let excerpt = index::excerpt_of(&row).map(|body| excerpt(&body, words));
        all.push(found(&row, &person, excerpt, false));
    }
    Ok(all)
}

/// The words around the first typed word.
fn excerpt(body: &str, words: &[String]) -> String {
    let word = words.iter().find(|word| index::narrows(word)).map_or("", String::as_str);
    let characters: Vec<char> = body.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    let at = (0..characters.len())
        .find(|place| {
            if *place > 0 && characters[*place - 1].is_alphanumeric() {
                return false;
            }
            let rest: String = characters[*place..].iter().take(word.chars().count() + 8).collect();
            fold(&rest).starts_with(word)
        })
        .unwrap_or(0);
    let (from, to) = (at.saturating_sub(AROUND), (at + AROUND * 2).min(characters.len()));
    let inside: String = characters[from..to].iter().collect();
    format!(
        "{}{}{}",
        if from > 0 { "…" } else { "" },
        inside.trim(),
        if to < characters.len() { "…" } else { "" }
    )
}
