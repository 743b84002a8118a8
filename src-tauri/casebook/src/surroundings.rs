//! What the casebook takes from outside instead of asking for it: time, the zone of the desk, and new ids.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Utc};
use uuid::Uuid;

/// Time and ids. Passed in, so that a test can hold the clock.
pub trait Surroundings: Send + Sync {
    /// Milliseconds since 1970 (UTC).
    fn now_milliseconds_utc(&self) -> i64;
    /// Day and time at the desk at an instant.
    fn desk_time(&self, milliseconds_utc: i64) -> NaiveDateTime;
    /// A new id (UUID version 7).
    fn new_id(&self) -> Uuid;

    /// The day it is at the desk at an instant.
    fn day_at(&self, milliseconds_utc: i64) -> NaiveDate {
        self.desk_time(milliseconds_utc).date()
    }

    /// The hour and minute it is at the desk at an instant.
    fn time_at(&self, milliseconds_utc: i64) -> NaiveTime {
        self.desk_time(milliseconds_utc).time()
    }

    /// The day it is at the desk now.
    fn today(&self) -> NaiveDate {
        self.day_at(self.now_milliseconds_utc())
    }
}

/// The machine's own clock, zone and randomness.
#[derive(Debug, Default)]
pub struct Machine {
    /// Added to the clock, to find faults of other people's clocks.
    pub offset_milliseconds: i64,
}

impl Surroundings for Machine {
    fn now_milliseconds_utc(&self) -> i64 {
        Utc::now().timestamp_millis().saturating_add(self.offset_milliseconds)
    }

    fn desk_time(&self, milliseconds_utc: i64) -> NaiveDateTime {
        time_in(&Local, milliseconds_utc)
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// A clock that stands still until it is moved, in UTC, with ids that count: for tests, demo data and benchmarks.
#[derive(Debug)]
pub struct Scripted {
    now: AtomicI64,
    ids: AtomicU64,
}

impl Scripted {
    /// A clock that stands at an instant.
    pub fn at(milliseconds_utc: i64) -> Scripted {
        Scripted { now: AtomicI64::new(milliseconds_utc), ids: AtomicU64::new(0) }
    }

    /// Moves the clock to an instant, forwards or backwards.
    pub fn move_to(&self, milliseconds_utc: i64) {
        self.now.store(milliseconds_utc, Ordering::Relaxed);
    }
}

impl Surroundings for Scripted {
    fn now_milliseconds_utc(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    fn desk_time(&self, milliseconds_utc: i64) -> NaiveDateTime {
        time_in(&Utc, milliseconds_utc)
    }

    fn new_id(&self) -> Uuid {
        let count = self.ids.fetch_add(1, Ordering::Relaxed);
        let milliseconds = u64::try_from(self.now_milliseconds_utc()).unwrap_or(0);
        let mut bytes = [0_u8; 10];
        bytes[2..].copy_from_slice(&count.to_be_bytes());
        uuid::Builder::from_unix_timestamp_millis(milliseconds, &bytes).into_uuid()
    }
}

fn time_in<Zone: TimeZone>(zone: &Zone, milliseconds_utc: i64) -> NaiveDateTime {
    let instant = DateTime::<Utc>::from_timestamp_millis(milliseconds_utc).unwrap_or_default();
    instant.with_timezone(zone).naive_local()
}
