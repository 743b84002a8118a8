//! A seeded simulation of devices and an office on the pure engine, with every fault that must not lose anything, and
//! an oracle that knows the rules and not the engine. A failing seed replays exactly and shrinks by leaving events out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)] // It says so by failing.

mod deletions;
pub mod events;
mod facts;
mod faults;
pub mod memory;
mod messages;
pub mod oracle;
pub mod random;
#[cfg(test)]
mod scenarios;
pub mod schema;
pub mod truth;
pub mod twin;
mod work;
pub mod world;

use events::Event;
use world::World;

/// How a run failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub seed: u64,
    pub what: String,
    /// The events that are still needed to show it, of how many.
    pub events: Vec<Event>,
    pub of: usize,
}

/// Runs one seed.
pub fn run(seed: u64) -> Result<(), Failure> {
    let events = events::generate(seed);
    let of = events.len();
    match run_events(seed, &events) {
        Ok(()) => Ok(()),
        Err(what) => Err(Failure { seed, what, events, of }),
    }
}

/// Runs one seed with a second office beside the one in memory, which is not killed then.
pub fn run_with_twin(seed: u64, twin: Box<dyn twin::Twin>) -> Result<(), String> {
    let mut events = events::generate(seed);
    events.retain(|event| event.what != events::What::KillOffice);
    run_in(World::new(seed).with_twin(twin), &events)
}

/// Runs given events of a seed.
pub fn run_events(seed: u64, events: &[Event]) -> Result<(), String> {
    run_in(World::new(seed), events)
}

fn run_in(mut world: World, events: &[Event]) -> Result<(), String> {
    let run = std::panic::AssertUnwindSafe(|| {
        for event in events {
            world.happen(event)?;
        }
        world.settle()?;
        oracle::check(&world)?;
        let twin = world.twin.take();
        twin.map_or(Ok(()), |mut twin| twin.check(&world))
    });
    match std::panic::catch_unwind(run) {
        Ok(outcome) => outcome,
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            let text = text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(format!("panicked: {}", text.unwrap_or_default()))
        }
    }
}

/// What a seed exercised, for seeing whether the simulation is worth its name.
pub fn exercised(seed: u64) -> Vec<(&'static str, usize)> {
    let mut world = World::new(seed);
    for event in events::generate(seed) {
        if world.happen(&event).is_err() {
            return Vec::new();
        }
    }
    let _ = world.settle();
    world.exercised()
}

/// Leaves out events as long as it fails in the same way: halves, then quarters, down to one.
pub fn shrink(failure: Failure) -> Failure {
    let kind = |what: &str| what.split(':').next().unwrap_or_default().to_owned();
    let wanted = kind(&failure.what);
    let mut best = failure;
    let mut chunk = best.events.len() / 2;
    while chunk > 0 {
        let mut start = 0;
        while start < best.events.len() {
            let mut fewer = best.events.clone();
            fewer.drain(start..(start + chunk).min(fewer.len()));
            match run_events(best.seed, &fewer) {
                Err(what) if kind(&what) == wanted => best = Failure { what, events: fewer, ..best },
                _ => start += chunk,
            }
        }
        chunk /= 2;
    }
    best
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(formatter, "seed {} fails: {}", self.seed, self.what)?;
        writeln!(formatter, "{} of {} events show it:", self.events.len(), self.of)?;
        for event in &self.events {
            writeln!(formatter, "  {event:?}")?;
        }
        write!(formatter, "replay: cargo xtask simulate --from {} --seeds 1", self.seed)
    }
}

#[cfg(test)]
mod tests {
    /// As many as fit into a minute of a dev build; `cargo xtask simulate` runs any number.
    const SEEDS: u64 = 10_000;

    #[test]
    fn nothing_is_lost_whatever_happens() {
        std::panic::set_hook(Box::new(|_| {}));
        let started = std::time::Instant::now();
        let next = std::sync::atomic::AtomicU64::new(0);
        let failure = std::thread::scope(|scope| {
            let worker = || {
                loop {
                    let seed = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    if seed >= SEEDS || started.elapsed().as_secs() > 55 {
                        return None;
                    }
                    if let Err(failure) = super::run(seed) {
                        return Some(failure);
                    }
                }
            };
            let workers: Vec<_> = (0..2).map(|_| scope.spawn(worker)).collect();
            workers.into_iter().find_map(|worker| worker.join().unwrap())
        });
        let _ = std::panic::take_hook();
        if let Some(failure) = failure {
            panic!("{}", super::shrink(failure));
        }
        println!("{} seeds in {:?}", next.into_inner().min(SEEDS), started.elapsed());
    }
}
