//! Loading, one page, one person, and finding, against plain SQLite in the same run.

use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use casebook::schema::Kind;
use casebook::{Casebook, Role, Session, StepRequest, find};
use sync::{RecordId, Value};

use crate::casebooks::{BATCH, add, apply, casebook};
use crate::figure::{Figure, timed};
use crate::people::{note, person};
use crate::plain::Plain;

const PEOPLE: usize = 10_000;
const NOTES: usize = 50_000;
/// One frame at sixty a second, in milliseconds.
const FRAME: f64 = 1000.0 / 60.0;
/// Every person once: the median of fewer moves with the disk's and the machine's mood.
const REPEATS: usize = PEOPLE;
/// A load waits for the disk, which takes its time or does not.
const LOADS: usize = 7;

pub fn run() -> Result<Vec<Figure>> {
    let home = tempfile::tempdir()?;
    let rows: Vec<_> = (0..PEOPLE).map(person).collect();
    let plain = Plain::create(&home.path().join("plain.db"))?;
    plain.load(&rows)?;
    let plain_load =
        middle(LOADS, |round| Plain::create(&home.path().join(format!("plain-{round}.db")))?.load(&rows))?;
    let bare_load = middle(LOADS, |round| {
        let (mut bare, _) = casebook(&home.path().join(format!("bare-{round}")), "Bench", Role::Coach)?;
        timed(|| Ok(bare.bench_bare_load(&rows)?))
    })?;
    let (mut full, session) = casebook(&home.path().join("full"), "Bench", Role::Coach)?;
    let requests = rows.iter().map(|row| add(row)).collect();
    let began = Instant::now();
    let ids = apply(&mut full, &session, requests)?;
    let full_load = began.elapsed();
    let floor = full.bench_floor()?;
    let (mut bottom, _) = casebook(&home.path().join("floor"), "Bench", Role::Coach)?;
    let floor_load = timed(|| Ok(bottom.bench_floor_load(&floor, BATCH)?))?;
    drop(bottom);
    let mut figures = vec![
        Figure::of_time(
            "load, bare layout",
            bare_load,
            plain_load,
            "a plain wide insert of the same rows",
            2.5,
        ),
        Figure::of_time(
            "load, everything on",
            full_load,
            plain_load,
            "a plain wide insert of the same rows",
            5.0,
        ),
        Figure::of_time(
            "load, everything on",
            full_load,
            floor_load,
            "bare inserts of every row it leaves, index and outbox too",
            2.0,
        ),
        Figure::of_time(
            "those bare inserts",
            floor_load,
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

/// The median of many runs.
fn median(mut work: impl FnMut(usize) -> Result<()>) -> Result<Duration> {
    middle(REPEATS, |round| timed(|| work(round)))
}

fn middle(rounds: usize, time: impl FnMut(usize) -> Result<Duration>) -> Result<Duration> {
    let mut times = (0..rounds).map(time).collect::<Result<Vec<_>>>()?;
    times.sort();
    Ok(times[rounds / 2])
}

fn pages(full: &Casebook, session: &Session, ids: &[RecordId], plain: &Plain) -> Result<Vec<Figure>> {
    let kind = Kind::named("participant").ok_or_else(|| anyhow!("no participants"))?;
    // As the window reads: over the connection beside the one that writes, at one moment.
    let reader = full.reader()?;
    let ours = median(|round| full_page(&reader.read(session), kind, ids, round))?;
    let theirs = median(|round| (0..50).try_for_each(|place| plain.one((round + place) % PEOPLE)))?;
    let our_one = median(|round| Ok(full.read(session).get(kind, ids[round % ids.len()]).map(|_| ())?))?;
    let bare_one = median(|round| {
        std::hint::black_box(full.bench_bare_read(ids[round % ids.len()])?);
        Ok(())
    })?;
    let their_one = median(|round| plain.one(round))?;
    Ok(vec![
        Figure::of_time("a page of 50", ours, theirs, "plain SQLite, the same columns", 1.2),
        Figure::of_time("one participant", our_one, their_one, "plain SQLite, the same columns", 1.2),
        Figure::of_time(
            "one participant, bare layout",
            bare_one,
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
