//! Filling a casebook from an office, merging what two people wrote apart, and the bytes of it, against plain SQLite
//! and documents that merge by themselves. Everything is on, encrypted, and durable (`synchronous = FULL`).

mod columns;
mod desk;
mod edits;
mod http;
mod peers;

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use casebook::CASEBOOK_FILE;
use casebook::schema::Kind;
use sync::RecordId;

use crate::casebooks::{add, apply};
use crate::figure::{Figure, timed};
use crate::plain::Plain;
use desk::{Desk, Office, Talk};
use edits::{Edits, changes};
use peers::{Automerge, Loro, Measured, Yrs};

const PEOPLE: usize = 10_000;
/// As hard as zstd tries for what somebody would still wait for.
const HARD: i32 = 19;
/// As hard as the transport tries.
const USUAL: i32 = 3;

pub fn run() -> Result<Vec<Figure>> {
    let home = tempfile::tempdir()?;
    let edits = Edits::of(PEOPLE);
    let (before, each) = (edits::count(&edits.before), edits::count(&edits.theirs));
    eprintln!("  {PEOPLE} people with {before} values; then two change {each} each, apart");
    let plain = Plain::create_encrypted(&home.path().join("encrypted.db"))?;
    let (load, change) = (plain.load(&edits.before)?, plain.change(&edits.theirs)?);
    let plain_file = home.path().join("plain.db");
    drop({
        let plain = Plain::create(&plain_file)?;
        plain.load(&edits.before)?;
        plain
    });
    let ours = casebooks(home.path(), &edits)?;
    eprintln!("  yrs, loro, automerge");
    let persons: Vec<String> = ours.ids.iter().map(|id| id.0.simple().to_string()).collect();
    let yrs = peers::measure::<Yrs>(home.path(), &persons, &edits)?;
    let loro = peers::measure::<Loro>(home.path(), &persons, &edits)?;
    let automerge = peers::measure::<Automerge>(home.path(), &persons, &edits)?;
    let mut figures = times(&ours, load, change, [&yrs, &loro, &automerge]);
    figures.extend(sizes(&ours, &edits, &yrs.changes, plain_file.metadata()?.len())?);
    eprintln!("  the office in this process, and over HTTP");
    let (in_process, over_http) = http::deliver(home.path(), &ours.session, &ours.delivered.requests)?;
    figures.push(Figure::of_time(
        "delivering it over HTTP",
        over_http,
        in_process,
        "the office's engine and store alone, the same transactions",
        1.0 / 0.75,
    ));
    Ok(figures)
}

/// What the casebooks took.
struct Ours {
    session: casebook::Session,
    ids: Vec<RecordId>,
    /// Everything, brought to the office.
    delivered: Talk,
    /// Everything, fetched from the office into an empty casebook.
    full: Talk,
    /// Bytes of that casebook's file.
    file: u64,
    /// A colleague's changes, brought to the office.
    changes: Talk,
    /// Those fetched into a casebook that has delivered as many.
    merge: Talk,
    /// Those once more.
    again: Duration,
    /// Putting everybody into the search index.
    index: Duration,
    /// The same again after a colleague's changes.
    index_again: Duration,
}

fn casebooks(home: &Path, edits: &Edits) -> Result<Ours> {
    eprintln!("  one casebook writes and delivers, another is filled");
    let mut office = Office::open(home.join("office"))?;
    let mut theirs = Desk::of(home.join("theirs"), "Ria")?;
    let requests = edits.before.iter().map(|row| add(row)).collect();
    let ids = apply(&mut theirs.casebook, &theirs.session, requests)?;
    theirs.join(&mut office, "Ria")?;
    let delivered = theirs.talk(&mut office)?;
    let mut own = Desk::of(home.join("own"), "Bram")?;
    own.join(&mut office, "Bram")?;
    let full = own.talk(&mut office)?;
    let mut own = own.reopen()?;
    let file = own.folder.join(CASEBOOK_FILE).metadata()?.len();
    eprintln!("  both change, and meet");
    for (desk, rows) in [(&mut theirs, &edits.theirs), (&mut own, &edits.own)] {
        let requests = changes(&desk.casebook, &desk.session, &ids, rows)?;
        apply(&mut desk.casebook, &desk.session, requests)?;
    }
    own.talk(&mut office)?;
    let changes = theirs.talk(&mut office)?;
    let merge = own.talk(&mut office)?;
    let (again, changed) = own.apply_again(&merge.answers)?;
    ensure!(changed == 0, "what was applied already changed {changed} records");
    theirs.talk(&mut office)?;
    same(&theirs, &own, &ids)?;
    own.casebook.bench_empty_index()?;
    let index = timed(|| Ok(own.casebook.bench_index(None)?))?;
    let index_again = timed(|| Ok(own.casebook.bench_index(Some(&edits::THEIRS))?))?;
    let session = theirs.session;
    Ok(Ours { session, ids, delivered, full, file, changes, merge, again, index, index_again })
}

/// Both show the same, and are sound.
fn same(one: &Desk, other: &Desk, ids: &[RecordId]) -> Result<()> {
    let kind = Kind::named("participant").ok_or_else(|| anyhow::anyhow!("no participants"))?;
    let (left, right) = (one.casebook.read(&one.session), other.casebook.read(&other.session));
    for id in ids {
        ensure!(left.get(kind, *id)?.fields == right.get(kind, *id)?.fields, "{id} differs");
    }
    for desk in [one, other] {
        let problems = desk.casebook.verify()?.problems;
        ensure!(problems.is_empty(), "{problems:?}");
    }
    Ok(())
}

const PEERS_WHOLE: [&str; 3] = [
    "yrs, loaded and kept; no columns, no index",
    "loro, loaded and kept; no columns, no index",
    "automerge, loaded and kept; no columns, no index",
];
const PEERS_MERGE: [&str; 3] = [
    "yrs, merged and kept; the loser is dropped unseen",
    "loro, merged and kept; the loser stands in its history",
    "automerge, merged and kept; the loser stands beside it",
];
const PEERS_WHOLE_IN_ROWS: [&str; 3] = [
    "yrs, and its values in encrypted rows and the same search index",
    "loro, and its values in encrypted rows and the same search index",
    "automerge, and its values in encrypted rows and the same search index",
];
const PEERS_MERGE_IN_ROWS: [&str; 3] = [
    "yrs, and what changed in encrypted rows and the same search index",
    "loro, and what changed in encrypted rows and the same search index",
    "automerge, and what changed in encrypted rows and the same search index",
];
const PEERS_AGAIN: [&str; 3] = ["yrs, merged again", "loro, merged again", "automerge, merged again"];

/// The peers both ways: as they are, and with what it takes to ask them what a screen asks, rows in an encrypted table
/// and the search index. Reading the values out of their documents is not counted.
fn times(ours: &Ours, load: Duration, change: Duration, peers: [&Measured; 3]) -> Vec<Figure> {
    let time = Figure::of_time;
    let (full, merge) = (ours.full.at_desk, ours.merge.at_desk);
    let beside = |name, ours, more: Duration, of: fn(&Measured) -> Duration, against: [&'static str; 3]| {
        let one = move |(peer, against)| time(name, ours, of(peer) + more, against, 1.0);
        peers.into_iter().zip(against).map(one)
    };
    let (rows, rows_again) = (load + ours.index, change + ours.index_again);
    let mut figures = vec![time("full apply", full, load, "a plain wide insert into SQLCipher", 5.0)];
    figures.extend(beside("full apply", full, rows, |peer| peer.whole, PEERS_WHOLE_IN_ROWS));
    figures.extend(beside("full apply", full, Duration::ZERO, |peer| peer.whole, PEERS_WHOLE));
    figures.push(time("merge", merge, change, "a plain update in SQLCipher", 5.0));
    figures.extend(beside("merge", merge, rows_again, |peer| peer.merge, PEERS_MERGE_IN_ROWS));
    figures.extend(beside("merge", merge, Duration::ZERO, |peer| peer.merge, PEERS_MERGE));
    figures.push(time("the same answers again", ours.again, merge, "the first time", 1.0));
    figures.extend(beside(
        "the same answers again",
        ours.again,
        Duration::ZERO,
        |peer| peer.again,
        PEERS_AGAIN,
    ));
    figures
}

fn sizes(ours: &Ours, edits: &Edits, yrs_changes: &[u8], plain_file: u64) -> Result<Vec<Figure>> {
    let size = |name, bytes: usize, peer: usize, against, goal| Figure {
        name,
        value: bytes as f64 / 1024.0,
        unit: "KiB",
        ratio: bytes as f64 / peer as f64,
        against,
        goal,
    };
    let columns = zstd::bulk::compress(&columns::of(&ours.ids, &edits.before), HARD)?.len();
    let yrs = zstd::bulk::compress(yrs_changes, USUAL)?.len();
    Ok(vec![
        size("wire, everything", ours.full.told, columns, "zstd -19 of the raw columns", 1.2),
        size("wire, changes to the office", ours.changes.sent, yrs, "yrs's update in zstd", 1.0),
        size("wire, changes from the office", ours.merge.told, yrs, "yrs's update in zstd", 1.0),
        size("file", usize::try_from(ours.file)?, usize::try_from(plain_file)?, "a plain SQLite file", 2.5),
    ])
}
