//! What is counted, in the text that Prometheus reads. Numbers only.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the buckets of durations, in milliseconds.
const BUCKETS: [u64; 8] = [5, 20, 50, 100, 250, 1_000, 5_000, 30_000];

/// Counters of one process.
#[derive(Debug, Default)]
pub struct Metrics {
    exchanges: AtomicU64,
    enrolments: AtomicU64,
    refusals: AtomicU64,
    failures: AtomicU64,
    transactions: AtomicU64,
    records_told: AtomicU64,
    bytes_in: AtomicU64,
    bytes_out: AtomicU64,
    milliseconds: AtomicU64,
    buckets: [AtomicU64; BUCKETS.len()],
    clock_held: AtomicU64,
}

/// What the store says at the moment of asking.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gauges {
    /// The last line of the log.
    pub log: u64,
    /// The last line of the ledger.
    pub ledger: u64,
    /// The last line of the log in a verified backup.
    pub verified: u64,
    /// Transactions in quarantine.
    pub quarantined: u64,
}

fn add(counter: &AtomicU64, number: u64) {
    counter.fetch_add(number, Ordering::Relaxed);
}

impl Metrics {
    /// An exchange was answered.
    pub fn exchanged(&self, happened: &crate::exchange::Happened, bytes: (usize, usize), took: Duration) {
        add(&self.exchanges, 1);
        add(&self.transactions, happened.sent as u64);
        add(&self.records_told, happened.told as u64);
        add(&self.bytes_in, bytes.0 as u64);
        add(&self.bytes_out, bytes.1 as u64);
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        add(&self.milliseconds, milliseconds);
        for (bound, bucket) in BUCKETS.iter().zip(&self.buckets) {
            add(bucket, u64::from(milliseconds <= *bound));
        }
        self.clock_held.store(u64::from(happened.held), Ordering::Relaxed);
    }

    /// A device was enrolled.
    pub fn enrolled(&self) {
        add(&self.enrolments, 1);
    }

    /// Something was refused.
    pub fn refused(&self) {
        add(&self.refusals, 1);
    }

    /// The office failed.
    pub fn failed(&self) {
        add(&self.failures, 1);
    }

    /// All of it as text.
    pub fn text(&self, gauges: Gauges) -> String {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let mut text = String::new();
        let mut line = |name: &str, sort: &str, about: &str, number: u64| {
            // Writing into a string does not fail.
            let _ = write!(
                text,
                "# HELP meedoen_{name} {about}\n# TYPE meedoen_{name} {sort}\nmeedoen_{name} {number}\n"
            );
        };
        line("exchanges_total", "counter", "Exchanges answered.", read(&self.exchanges));
        line("enrolments_total", "counter", "Devices enrolled.", read(&self.enrolments));
        line("refusals_total", "counter", "Requests refused.", read(&self.refusals));
        line("failures_total", "counter", "Requests that the store failed.", read(&self.failures));
        line("transactions_total", "counter", "Transactions that came.", read(&self.transactions));
        line("records_told_total", "counter", "Records told of.", read(&self.records_told));
        line("received_bytes_total", "counter", "Bytes of exchanges that came.", read(&self.bytes_in));
        line("sent_bytes_total", "counter", "Bytes of exchanges that went.", read(&self.bytes_out));
        line("log_position", "gauge", "Last line of the log.", gauges.log);
        line("ledger_position", "gauge", "Last line of the ledger.", gauges.ledger);
        line("backup_position", "gauge", "Last line of the log in a verified backup.", gauges.verified);
        line("quarantined", "gauge", "Transactions in quarantine.", gauges.quarantined);
        line("clock_held", "gauge", "1 while the clock waits to be confirmed.", read(&self.clock_held));
        let _ = write!(
            text,
            "# HELP meedoen_exchange_milliseconds How long exchanges took.\n\
             # TYPE meedoen_exchange_milliseconds histogram\n"
        );
        for (bound, bucket) in BUCKETS.iter().zip(&self.buckets) {
            let _ = writeln!(text, "meedoen_exchange_milliseconds_bucket{{le=\"{bound}\"}} {}", read(bucket));
        }
        let (count, sum) = (read(&self.exchanges), read(&self.milliseconds));
        let _ = writeln!(text, "meedoen_exchange_milliseconds_bucket{{le=\"+Inf\"}} {count}");
        let _ = writeln!(text, "meedoen_exchange_milliseconds_sum {sum}");
        let _ = writeln!(text, "meedoen_exchange_milliseconds_count {count}");
        text
    }
}
