//! The search index: what is found, kept up to date with every write.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension};
use sync::{FieldNumber, Value};

use crate::error::CasebookError;
use crate::row::{self, Row};
use crate::schema::{DELETED, KINDS, Kind, Search};
use crate::spelling::{fold, spelling_keys};

/// Notes which cases and texts a write touched.
pub(crate) fn mark(
    row: &Row,
    changed: &[FieldNumber],
    names_of: &mut BTreeSet<i64>,
    texts: &mut BTreeMap<i64, &'static Kind>,
) {
    let touches = |search: Search| {
        row.kind.fields.iter().any(|field| {
            field.search == search && (changed.contains(&field.number) || changed.contains(&DELETED))
        })
    };
    if touches(Search::Name)
        && let Some(case) = row.case
    {
        names_of.insert(case);
    }
    if touches(Search::Text) {
        texts.insert(row.local, row.kind);
    }
}

/// Brings the index up to date for these cases and texts.
pub(crate) fn refresh(
    connection: &Connection,
    names_of: &BTreeSet<i64>,
    texts: &BTreeMap<i64, &'static Kind>,
) -> Result<(), CasebookError> {
    for case in names_of {
        let names = names(connection, *case)?;
        put(connection, "found_name", "name", *case, &fold(&names.join(" \n ")))?;
        connection.prepare_cached("DELETE FROM spelling WHERE record = ?1")?.execute([case])?;
        let keys: BTreeSet<String> = names.iter().flat_map(|name| spelling_keys(name)).collect();
        let mut statement =
            connection.prepare_cached("INSERT INTO spelling (key, record) VALUES (?1, ?2)")?;
        for key in keys {
            statement.execute((key, case))?;
        }
    }
    for (local, kind) in texts {
        let body = text(connection, kind, *local)?;
        put(connection, "found_text", "body", *local, &fold(&body))?;
    }
    Ok(())
}

fn put(
    connection: &Connection,
    table: &str,
    column: &str,
    row: i64,
    words: &str,
) -> Result<(), CasebookError> {
    connection.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([row])?;
    if !words.trim().is_empty() {
        connection
            .prepare_cached(&format!("INSERT INTO {table} (rowid, {column}) VALUES (?1, ?2)"))?
            .execute((row, words))?;
    }
    Ok(())
}

/// Every name of a case: of its person and of the name parts.
fn names(connection: &Connection, case: i64) -> Result<Vec<String>, CasebookError> {
    let mut all = Vec::new();
    for kind in KINDS {
        let columns = columns(kind, Search::Name);
        if columns.is_empty() {
            continue;
        }
        let own = if kind.name == "participant" { "id" } else { "parent" };
        let sql = format!("SELECT {columns} FROM {} WHERE {own} = ?1 AND deleted = 0", kind.name);
        let mut statement = connection.prepare_cached(&sql)?;
        let count = statement.column_count();
        let mut rows = statement.query([case])?;
        while let Some(row) = rows.next()? {
            for column in 0..count {
                all.extend(row.get::<_, Option<String>>(column)?);
            }
        }
    }
    Ok(all)
}

fn text(connection: &Connection, kind: &Kind, local: i64) -> Result<String, CasebookError> {
    let sql =
        format!("SELECT {} FROM {} WHERE id = ?1 AND deleted = 0", columns(kind, Search::Text), kind.name);
    let mut statement = connection.prepare_cached(&sql)?;
    let count = statement.column_count();
    let found = statement
        .query_row([local], |row| {
            (0..count)
                .map(|column| row.get::<_, Option<String>>(column))
                .collect::<rusqlite::Result<Vec<_>>>()
        })
        .optional()?;
    Ok(found.unwrap_or_default().into_iter().flatten().collect::<Vec<_>>().join("\n"))
}

fn columns(kind: &Kind, search: Search) -> String {
    let names: Vec<_> =
        kind.fields.iter().filter(|field| field.search == search).map(|field| field.name).collect();
    names.join(", ")
}

/// Whether the index says of a case what the case says; for `verify`.
pub(crate) fn is_up_to_date(connection: &Connection, case: i64) -> Result<bool, CasebookError> {
    let expected: BTreeSet<String> =
        names(connection, case)?.iter().flat_map(|name| spelling_keys(name)).collect();
    let mut statement = connection.prepare_cached("SELECT key FROM spelling WHERE record = ?1")?;
    let kept =
        statement.query_map([case], |row| row.get(0))?.collect::<rusqlite::Result<BTreeSet<String>>>()?;
    Ok(expected == kept)
}

/// The words of a query, folded as the index is, as an FTS expression of prefixes; `None` when nothing is left.
pub(crate) fn prefix_query(text: &str) -> Option<String> {
    let words: Vec<String> = fold(text)
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(8)
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" AND "))
}

/// The text of a value, for the excerpt of a hit.
pub(crate) fn excerpt_of(row: &Row) -> Option<String> {
    row.kind.fields.iter().filter(|field| field.search == Search::Text).find_map(|field| {
        match row.value(field.name) {
            Value::Text(text) => Some(text),
            _ => None,
        }
    })
}

/// Reads a record that was found as text.
pub(crate) fn found_row(connection: &Connection, local: i64) -> Result<Row, CasebookError> {
    let number: u16 = connection
        .prepare_cached("SELECT kind FROM record WHERE id = ?1")?
        .query_row([local], |row| row.get(0))?;
    row::get_row(connection, row::kind_numbered(number)?, local)
}
