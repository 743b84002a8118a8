//! Loading, one page, one person, and finding, against plain SQLite in the same run.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use casebook::schema::Kind;
use casebook::{Casebook, Machine, NewCasebook, Operation, Role, Session, StepRequest, find};
use rusqlite::Connection;
use sync::{RecordId, Value};

use crate::figure::Figure;
use crate::people::{note, person};

const PEOPLE: usize = 10_000;
const NOTES: usize = 50_000;
const BATCH: usize = 256;
/// One frame at sixty a second, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;
const REPEATS: usize = 200;

pub fn run() -> Result<Vec<Figure>> {
    let home = tempfile::tempdir()?;
    let rows: Vec<_> = (0..PEOPLE).map(person).collect();
    let plain = Plain::create(&home.path().join("plain.db"))?;
    let plain_load = plain.load(&rows)?;
    let (mut bare, _) = casebook(&home.path().join("bare"))?;
    let bare_load = timed(|| Ok(bare.bench_bare_load(&rows)?))?;
    drop(bare);
    let (mut full, session) = casebook(&home.path().join("full"))?;
    let requests = rows.iter().map(|row| add(row)).collect();
    let began = Instant::now();
    let ids = apply(&mut full, &session, requests)?;
    let full_load = began.elapsed();
    let floor = full.bench_floor()?;
    let (mut bottom, _) = casebook(&home.path().join("floor"))?;
    let floor_load = timed(|| Ok(bottom.bench_floor_load(&floor, BATCH)?))?;
    drop(bottom);
    let mut figures = vec![
        figure("load, bare layout", bare_load, "ms", plain_load, "a plain wide insert of the same rows", 2.5),
        figure(
            "load, everything on",
            full_load,
            "ms",
            plain_load,
            "a plain wide insert of the same rows",
            5.0,
        ),
        figure(
            "load, everything on",
            full_load,
            "ms",
            floor_load,
            "bare inserts of every row it leaves, index and outbox too",
            2.0,
        ),
        figure(
            "those bare inserts",
            floor_load,
            "ms",
            plain_load,
            "a plain wide insert of the same rows",
            5.0,
        ),
    ];
    figures.extend(pages(&full, &session, &ids, &plain)?);
    add_notes(&mut full, &session, &ids)?;
    figures.push(quick_find(&full, &session)?);
    Ok(figures)
}

fn figure(
    name: &'static str,
    time: Duration,
    unit: &'static str,
    peer: Duration,
    against: &'static str,
    goal: f64,
) -> Figure {
    let value = time.as_secs_f64() * 1000.0;
    Figure { name, value, unit, ratio: time.as_secs_f64() / peer.as_secs_f64(), against, goal }
}

fn timed(work: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let began = Instant::now();
    work()?;
    Ok(began.elapsed())
}

/// The median of many runs.
fn median(mut work: impl FnMut(usize) -> Result<()>) -> Result<Duration> {
    let mut times = (0..REPEATS).map(|round| timed(|| work(round))).collect::<Result<Vec<_>>>()?;
    times.sort();
    Ok(times[REPEATS / 2])
}

fn casebook(folder: &Path) -> Result<(Casebook, Session)> {
    let new = NewCasebook {
        name: "Bench",
        member: "Bench",
        role: Role::Coach,
        locale: "nl",
        passphrase: "een lange zin om te meten",
    };
    let (casebook, session, _) = Casebook::create(folder, &new, Arc::new(Machine::default()))?;
    Ok((casebook, session))
}

fn add(values: &[(&'static str, Value)]) -> StepRequest {
    let fields = values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    StepRequest { op: "participant.add".into(), fields, ..StepRequest::default() }
}

/// The public write path: history, index, outbox and audit on, committed [`BATCH`] at a time as `meedoen-cli apply` does.
fn apply(casebook: &mut Casebook, session: &Session, requests: Vec<StepRequest>) -> Result<Vec<RecordId>> {
    let mut ids = Vec::with_capacity(requests.len());
    let mut requests = requests.into_iter().peekable();
    while requests.peek().is_some() {
        let batch = requests.by_ref().take(BATCH).map(|request| Operation::read(vec![request]));
        let batch = batch.collect::<Result<Vec<_>, _>>()?;
        for outcome in casebook.write_many(session, batch)? {
            ids.extend(outcome?.changed.first().map(|changed| changed.record));
        }
    }
    Ok(ids)
}

fn pages(full: &Casebook, session: &Session, ids: &[RecordId], plain: &Plain) -> Result<Vec<Figure>> {
    let kind = Kind::named("participant").ok_or_else(|| anyhow!("no participants"))?;
    // As the window reads: over the connection beside the one that writes, at one moment.
    let reader = full.reader()?;
    let ours = median(|round| full_page(&reader.read(session), kind, ids, round))?;
    let theirs = median(|round| plain.page(round))?;
    let our_one = median(|round| Ok(full.read(session).get(kind, ids[round % ids.len()]).map(|_| ())?))?;
    let bare_one = median(|round| {
        std::hint::black_box(full.bench_bare_read(ids[round % ids.len()])?);
        Ok(())
    })?;
    let their_one = median(|round| plain.one(round))?;
    Ok(vec![
        figure("a page of 50", ours, "ms", theirs, "plain SQLite, the same columns", 1.2),
        figure("one participant", our_one, "ms", their_one, "plain SQLite, the same columns", 1.2),
        figure(
            "one participant, bare layout",
            bare_one,
            "ms",
            their_one,
            "plain SQLite, the same columns",
            1.2,
        ),
    ])
}

fn full_page(reading: &casebook::Reading, kind: &'static Kind, ids: &[RecordId], round: usize) -> Result<()> {
    for id in ids.iter().cycle().skip(round % ids.len()).take(50) {
        reading.get(kind, *id)?;
    }
    Ok(())
}

fn add_notes(casebook: &mut Casebook, session: &Session, ids: &[RecordId]) -> Result<()> {
    let notes = (0..NOTES).map(|number| {
        let mut request = StepRequest { op: "note.add".into(), ..StepRequest::default() };
        request.parent = Some(ids[number % ids.len()].to_string());
        request.fields.insert("text".into(), Value::Text(note(number)));
        request
    });
    apply(casebook, session, notes.collect())?;
    Ok(())
}

/// Every prefix of typed names and words, misspelt ones too: the 99th percentile against one frame.
fn quick_find(casebook: &Casebook, session: &Session) -> Result<Figure> {
    let reading = casebook.read(session);
    let typed = [
        "samir al-khatib",
        "Mohamed Tesfai",
        "oksana kov",
        "tomaten ink",
        "s",
        "fiets",
        "Yonas Gebre Abdul",
        "Zahraa Rezaai",
    ];
    let mut times = Vec::new();
    for round in 0..10 {
        for text in typed {
            for end in 1..=text.chars().count() {
                let prefix: String = text.chars().take(end).collect();
                let began = Instant::now();
                std::hint::black_box(find::quick_find(&reading, &prefix)?);
                if round > 0 {
                    times.push(began.elapsed());
                }
            }
        }
    }
    times.sort();
    let high = times[times.len() * 99 / 100].as_secs_f64() * 1000.0;
    Ok(Figure {
        name: "quick-find, 99th percentile",
        value: high,
        unit: "ms",
        ratio: high / FRAME,
        against: "one frame",
        goal: 1.0,
    })
}

/// The peer: the same library without a key, one wide table, no stamps.
struct Plain(Connection);

impl Plain {
    fn create(path: &Path) -> Result<Plain> {
        let connection = Connection::open(path)?;
        connection.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA page_size = 8192;")?;
        let kind = Kind::named("participant").ok_or_else(|| anyhow!("no participants"))?;
        let columns: String = kind.fields.iter().map(|field| format!(", {}", field.name)).collect();
        connection.execute_batch(&format!(
            "CREATE TABLE participant (id INTEGER PRIMARY KEY, uuid BLOB UNIQUE{columns})"
        ))?;
        Ok(Plain(connection))
    }

    fn load(&self, rows: &[Vec<(&'static str, Value)>]) -> Result<Duration> {
        let marks: String = (0..rows[0].len()).map(|place| format!(", ?{}", place + 2)).collect();
        let columns: String = rows[0].iter().map(|(name, _)| format!(", {name}")).collect();
        let sql = format!("INSERT INTO participant (uuid{columns}) VALUES (?1{marks})");
        timed(|| {
            self.0.execute_batch("BEGIN")?;
            let mut statement = self.0.prepare(&sql)?;
            for (number, row) in rows.iter().enumerate() {
                let uuid = rusqlite::types::Value::Blob((number as u128 + 1).to_be_bytes().to_vec());
                let values = std::iter::once(uuid).chain(row.iter().map(|(_, value)| stored(value)));
                statement.execute(rusqlite::params_from_iter(values))?;
            }
            drop(statement);
            self.0.execute_batch("COMMIT")?;
            Ok(())
        })
    }

    fn one(&self, round: usize) -> Result<()> {
        let mut statement = self.0.prepare_cached("SELECT * FROM participant WHERE uuid = ?1")?;
        let count = statement.column_count();
        let uuid = ((round % PEOPLE) as u128 + 1).to_be_bytes();
        let values = statement.query_row([uuid.as_slice()], |row| {
            (0..count)
                .map(|column| row.get::<_, rusqlite::types::Value>(column))
                .collect::<rusqlite::Result<Vec<_>>>()
        })?;
        std::hint::black_box(values);
        Ok(())
    }

    fn page(&self, round: usize) -> Result<()> {
        (0..50).try_for_each(|place| self.one(round + place))
    }
}

fn stored(value: &Value) -> rusqlite::types::Value {
    match value {
        Value::Null => rusqlite::types::Value::Null,
        Value::Integer(number) => rusqlite::types::Value::Integer(*number),
        Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
        Value::Bytes(bytes) => rusqlite::types::Value::Blob(bytes.clone()),
    }
}
