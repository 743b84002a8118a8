//! Seeded schedules on real stores: casebooks in their encrypted files, an office on SQLCipher or PostgreSQL, and between
//! them everything that must not lose anything. `SEEDS` and `FROM` in the environment say which; a failing one replays
//! exactly.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)] // A test says so by failing.

#[path = "../common/mod.rs"]
mod common;
mod desk;
mod oracle;
mod world;

use std::path::Path;

use common::postgres::Cluster;
use world::World;

/// On each store; one takes a second and a half of a dev build, the two stores side by side.
const SEEDS: u64 = 100;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|text| text.parse().ok())
}

/// Runs every second seed, from `first`.
fn run(first: u64, database: impl Fn() -> Option<String>) {
    let templates = desk::Templates::make();
    let first = number("FROM").unwrap_or(first);
    for seed in (0..number("SEEDS").unwrap_or(SEEDS)).map(|count| first + 2 * count) {
        let home = tempfile::tempdir().unwrap();
        let run = || schedule(seed, home.path(), database().as_deref(), &templates);
        let what = match std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)) {
            Ok(Ok(())) => continue,
            Ok(Err(what)) => what,
            Err(panic) => format!("panicked: {:?}", panic.downcast_ref::<String>()),
        };
        panic!("seed {seed}: {what}\nreplay: FROM={seed} SEEDS=1 cargo test --package tests --test seeds");
    }
}

fn schedule(
    seed: u64,
    home: &Path,
    database: Option<&str>,
    templates: &desk::Templates,
) -> Result<(), String> {
    let mut world = World::new(seed, home, database, templates);
    for _ in 0..world.length {
        world.happen();
    }
    world.settle()?;
    oracle::check(&mut world)
}

#[test]
fn casebooks_and_an_office_on_the_embedded_store_agree_whatever_happens() {
    run(0, || None);
}

#[test]
fn casebooks_and_an_office_on_postgresql_agree_whatever_happens() {
    let cluster = Cluster::start();
    run(1, || Some(cluster.empty()));
}
