//! Runs any number of seeds of the simulation; `cargo xtask simulate` builds and starts it.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::panic)] // It is run by hand, and says so by failing.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use sync::simulation::{Failure, exercised, run, shrink};

const USAGE: &str = "\
simulate [--seeds N] [--from SEED] [--most FAILURES] [--threads T] [--exercised]
  --seeds N        how many seeds to run, 1,000 unless told
  --from SEED      the first of them, 0 unless told; a seed that failed runs again by --from SEED --seeds 1
  --most FAILURES  stop after so many that failed, 1 unless told
  --threads T      how many run at once; unless told, as many as the machine has processors
  --exercised      also count what the seeds exercised";

/// How often it is said how far it has got.
const TELL: Duration = Duration::from_secs(10);

struct Options {
    seeds: u64,
    from: u64,
    most: u64,
    threads: u64,
    exercised: bool,
}

fn main() -> ExitCode {
    let Some(options) = read(std::env::args().skip(1)) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    // A panic is a failure of its seed, told with it.
    std::panic::set_hook(Box::new(|_| {}));
    let failures = run_seeds(&options);
    if let Some(failure) = failures.into_iter().min_by_key(|failure| failure.events.len()) {
        eprintln!("leaving out what is not needed to show it…");
        println!("{}", shrink(failure));
        return ExitCode::FAILURE;
    }
    if options.exercised {
        let mut sums = std::collections::BTreeMap::new();
        for (what, count) in (options.from..options.from + options.seeds).flat_map(exercised) {
            *sums.entry(what).or_insert(0) += count;
        }
        sums.iter().for_each(|(what, sum)| println!("{sum:>10} {what}"));
    }
    ExitCode::SUCCESS
}

/// `None` when the arguments do not read.
fn read(mut arguments: impl Iterator<Item = String>) -> Option<Options> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let mut options = Options { seeds: 1_000, from: 0, most: 1, threads, exercised: false };
    while let Some(argument) = arguments.next() {
        let number = match argument.as_str() {
            "--seeds" => &mut options.seeds,
            "--from" => &mut options.from,
            "--most" => &mut options.most,
            "--threads" => &mut options.threads,
            "--exercised" => {
                options.exercised = true;
                continue;
            }
            _ => return None,
        };
        *number = arguments.next()?.replace(['_', ','], "").parse().ok()?;
    }
    options.from.checked_add(options.seeds)?;
    Some(options)
}

/// Runs them, and says how far it has got; answers what failed.
fn run_seeds(options: &Options) -> Vec<Failure> {
    let end = options.from + options.seeds;
    let (next, done) = (AtomicU64::new(options.from), AtomicU64::new(0));
    let failures = Mutex::new(Vec::new());
    let began = Instant::now();
    let work = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end || failures.lock().unwrap().len() as u64 >= options.most {
                return;
            }
            if let Err(failure) = run(seed) {
                println!("seed {}: {}", failure.seed, failure.what);
                failures.lock().unwrap().push(failure);
            }
            done.fetch_add(1, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        let (working, all_done) = channel::<()>();
        for _ in 0..options.threads.max(1) {
            let working = working.clone();
            scope.spawn(move || {
                work();
                drop(working);
            });
        }
        drop(working);
        while all_done.recv_timeout(TELL) == Err(RecvTimeoutError::Timeout) {
            tell(done.load(Ordering::Relaxed), options.seeds, began);
        }
    });
    tell(done.into_inner(), options.seeds, began);
    failures.into_inner().unwrap()
}

fn tell(done: u64, of: u64, began: Instant) {
    let seconds = began.elapsed().as_secs_f64();
    let rate = done as f64 / seconds;
    let left = (of - done) as f64 / rate.max(f64::MIN_POSITIVE);
    let left = if done == 0 { String::new() } else { format!(", {} left", minutes(left)) };
    eprintln!("{done} of {of} seeds in {}, {rate:.0} a second{left}", minutes(seconds));
}

fn minutes(seconds: f64) -> String {
    let seconds = seconds as u64;
    format!("{}:{:02} min", seconds / 60, seconds % 60)
}
