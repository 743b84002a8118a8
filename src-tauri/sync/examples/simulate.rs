//! Runs any number of seeds of the simulation: `--seeds N --from SEED [--most FAILURES] [--threads T] [--exercised]`.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)] // It is run by hand, and says so by failing.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use sync::simulation::{exercised, run, shrink};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |name: &str, otherwise: u64| {
        let place = arguments.iter().position(|argument| argument == name);
        place.map_or(otherwise, |place| arguments[place + 1].parse().unwrap())
    };
    let (seeds, from) = (number("--seeds", 1_000), number("--from", 0));
    let most = number("--most", 1);
    let threads =
        number("--threads", std::thread::available_parallelism().map_or(1, |count| count.get() as u64));
    std::panic::set_hook(Box::new(|_| {}));
    let started = std::time::Instant::now();
    let (next, failures) = (AtomicU64::new(from), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + seeds || failures.lock().unwrap().len() as u64 >= most {
                        return;
                    }
                    if let Err(failure) = run(seed) {
                        println!("seed {}: {}", failure.seed, failure.what);
                        failures.lock().unwrap().push(failure);
                    }
                }
            });
        }
    });
    let failures = failures.into_inner().unwrap();
    if let Some(failure) = failures.into_iter().min_by_key(|failure| failure.events.len()) {
        println!("{}", shrink(failure));
        std::process::exit(1);
    }
    println!("{seeds} seeds from {from} in {:?}", started.elapsed());
    if arguments.iter().any(|argument| argument == "--exercised") {
        let mut sums = std::collections::BTreeMap::new();
        for (what, count) in (from..from + seeds).flat_map(exercised) {
            *sums.entry(what).or_insert(0) += count;
        }
        sums.iter().for_each(|(what, sum)| println!("{sum:>10} {what}"));
    }
}
