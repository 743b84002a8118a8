//! The search index: what is found, kept up to date with every write.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rusqlite::{Connection, OptionalExtension};
use sync::{FieldNumber, Value};

use crate::error::CasebookError;
use crate::row::{self, Row};
use crate::schema::{DELETED, Home, KINDS, Kind, Search};
use crate::spelling::{fold, spelling_keys};

/// What a transaction touched and the index does not say yet. Brought up to date once, at the end: FTS5 writes its
/// terms to the file at every savepoint otherwise.
#[derive(Debug, Default)]
pub(crate) struct Stale {
    /// Cases whose names changed, and whether they are new.
    names: BTreeMap<i64, bool>,
    /// Records whose text changed, and whether they are new.
    texts: BTreeMap<i64, (&'static Kind, bool)>,
}

impl Stale {
    /// Notes what a write touched.
    pub fn mark(&mut self, row: &Row, changed: &[FieldNumber], is_new: bool) {
        let touches = |searches: &[Search]| {
            row.kind.fields.iter().any(|field| {
                searches.contains(&field.search)
                    && (changed.contains(&field.number) || changed.contains(&DELETED))
            })
        };
        if touches(&NAMES)
            && let Some(case) = row.case
        {
            self.names.entry(case).or_insert(is_new && case == row.local);
        }
        if touches(&[Search::Text]) {
            self.texts.entry(row.local).or_insert((row.kind, is_new));
        }
    }
}

const NAMES: [Search; 2] = [Search::Name, Search::Number];

/// Brings the index up to date.
pub(crate) fn refresh(connection: &Connection, stale: &Stale) -> Result<(), CasebookError> {
    for (case, is_new) in &stale.names {
        let (words, keys) = words_of_case(connection, *case)?;
        put(connection, "found_name", *case, &words, *is_new)?;
        put(connection, "found_spelling", *case, &keys, *is_new)?;
    }
    for (local, (kind, is_new)) in &stale.texts {
        let body = text(connection, kind, *local)?;
        put(connection, "found_text", *local, &fold(&body), *is_new)?;
    }
    Ok(())
}

/// The names and numbers of a case as they are searched, and the spelling keys of its names.
fn words_of_case(connection: &Connection, case: i64) -> Result<(String, String), CasebookError> {
    let names = read(connection, case, Search::Name)?;
    let numbers = read(connection, case, Search::Number)?;
    let keys = keys(&names).into_iter().collect::<Vec<_>>().join(" ");
    Ok((fold(&[names, numbers].concat().join("\n")), keys))
}

fn put(
    connection: &Connection,
    table: &str,
    row: i64,
    words: &str,
    is_new: bool,
) -> Result<(), CasebookError> {
    if !is_new {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE rowid = ?1"))?.execute([row])?;
    }
    if !words.trim().is_empty() {
        connection
            .prepare_cached(&format!("INSERT INTO {table} (rowid, words) VALUES (?1, ?2)"))?
            .execute((row, words))?;
    }
    Ok(())
}

/// The spelling keys of every name of a case.
pub(crate) fn keys_of(connection: &Connection, case: i64) -> Result<BTreeSet<String>, CasebookError> {
    Ok(keys(&read(connection, case, Search::Name)?))
}

fn keys(names: &[String]) -> BTreeSet<String> {
    // The same words stand in the official name, the call name and the name parts.
    let words: BTreeSet<&str> = names.iter().flat_map(|name| name.split_whitespace()).collect();
    words.into_iter().flat_map(spelling_keys).collect()
}

/// What a case is found by: fields of its person and of the parts of its name.
fn read(connection: &Connection, case: i64, search: Search) -> Result<Vec<String>, CasebookError> {
    let mut all = Vec::new();
    for sql in QUERIES.iter().filter(|query| query.search == search).map(|query| &query.sql) {
        let mut statement = connection.prepare_cached(sql)?;
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

/// Reads the fields of one kind that are found in one way.
struct Query {
    search: Search,
    kind: &'static Kind,
    sql: String,
}

static QUERIES: LazyLock<Vec<Query>> = LazyLock::new(|| {
    let searches = [Search::Name, Search::Number, Search::Text];
    let all = KINDS.iter().flat_map(|kind| searches.map(|search| (kind, search)));
    all.filter_map(|(kind, search)| {
        let fields = kind.fields.iter().filter(|field| field.search == search);
        let columns = fields.map(|field| field.name).collect::<Vec<_>>().join(", ");
        // Names hang on the case, texts are found as the record they are in.
        let own = if search == Search::Text || kind.home == Home::Case { "id" } else { "parent" };
        let sql = format!("SELECT {columns} FROM {} WHERE {own} = ?1 AND deleted = 0", kind.name);
        (!columns.is_empty()).then_some(Query { search, kind, sql })
    })
    .collect()
});

fn text(connection: &Connection, kind: &Kind, local: i64) -> Result<String, CasebookError> {
    let of_kind = QUERIES.iter().find(|query| query.search == Search::Text && query.kind == kind);
    let Some(query) = of_kind else { return Ok(String::new()) };
    let mut statement = connection.prepare_cached(&query.sql)?;
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

/// The cases whose spelling keys in the index are not those of their names; for `verify`.
pub(crate) fn find_stale_cases(connection: &Connection) -> Result<Vec<i64>, CasebookError> {
    connection.execute_batch(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.spelling_terms USING fts5vocab(main, found_spelling, instance)",
    )?;
    let mut kept: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    let mut statement = connection.prepare("SELECT doc, term FROM temp.spelling_terms")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        kept.entry(row.get(0)?).or_default().insert(row.get(1)?);
    }
    let mut statement = connection.prepare("SELECT id FROM participant ORDER BY id")?;
    let cases = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    let mut stale = Vec::new();
    for case in cases {
        let expected: BTreeSet<String> =
            keys_of(connection, case)?.into_iter().map(|key| key.to_lowercase()).collect();
        if kept.remove(&case).unwrap_or_default() != expected {
            stale.push(case);
        }
    }
    Ok(stale)
}

/// Words of a query that are looked at.
const MOST_WORDS: usize = 8;

/// What is typed, folded as the index is.
pub(crate) fn words(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty());
    words.take(MOST_WORDS).map(str::to_owned).collect()
}

/// Looks for names: each typed word is the beginning of one.
pub(crate) fn name_query(words: &[String]) -> Option<String> {
    let all: Vec<String> = words.iter().map(|word| format!("\"{word}\"*")).collect();
    (!all.is_empty()).then(|| all.join(" AND "))
}

/// Whether a word is looked for in texts: a single letter narrows nothing down and would make SQLite read half the index.
pub(crate) fn narrows(word: &str) -> bool {
    word.chars().nth(1).is_some()
}

/// Looks for texts: the last word is still being typed, the others are whole.
pub(crate) fn text_query(words: &[String]) -> Option<String> {
    let (last, whole) = words.split_last()?;
    let whole = whole.iter().filter(|word| narrows(word)).map(|word| format!("\"{word}\""));
    let last = Some(last).filter(|word| narrows(word)).map(|word| format!("\"{word}\"*"));
    let all: Vec<String> = whole.chain(last).collect();
    (!all.is_empty()).then(|| all.join(" AND "))
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

/// The rows of one table of the index.
#[cfg(feature = "bench")]
type Indexed = (&'static str, Vec<(i64, String)>);

/// The words of every participant's rows in the index, by table.
#[cfg(feature = "bench")]
pub(crate) fn bench_words(connection: &Connection) -> Result<[Indexed; 3], CasebookError> {
    let (mut names, mut spelling, mut texts) = (Vec::new(), Vec::new(), Vec::new());
    let kind = crate::participant::kind()?;
    let mut statement = connection.prepare("SELECT id FROM participant ORDER BY id")?;
    for case in statement.query_map([], |row| row.get(0))? {
        let case = case?;
        let (words, keys) = words_of_case(connection, case)?;
        names.push((case, words));
        spelling.push((case, keys));
        texts.push((case, fold(&text(connection, kind, case)?)));
    }
    Ok([("found_name", names), ("found_spelling", spelling), ("found_text", texts)])
}
