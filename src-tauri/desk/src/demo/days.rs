//! The days of the made-up people, counted back from today, so that the casebook never looks old.

use casebook::Surroundings;
use chrono::{Datelike, Days as Count, NaiveDate, Weekday};

use super::people::When;

/// Least time between one thing and the next about the same person.
const PAUSE_MILLISECONDS: i64 = 10 * 60_000;

/// Today, at a desk.
pub(super) struct Days<'a> {
    desk: &'a dyn Surroundings,
    now: i64,
    today: NaiveDate,
}

impl<'a> Days<'a> {
    /// The days as they are at a desk, at an instant in milliseconds since 1970 (UTC).
    pub fn new(desk: &'a dyn Surroundings, now: i64) -> Days<'a> {
        Days { desk, now, today: desk.day_at(now) }
    }

    /// The instant these days are counted from.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The year it is.
    pub fn year(&self) -> i32 {
        self.today.year()
    }

    /// So many days ago; below zero is to come.
    pub fn day(&self, days_ago: i64) -> NaiveDate {
        let count = Count::new(days_ago.unsigned_abs());
        let day = if days_ago < 0 {
            self.today.checked_add_days(count)
        } else {
            self.today.checked_sub_days(count)
        };
        day.unwrap_or(self.today)
    }

    /// Nobody works in the weekend, but today may be one: the Friday before, or the Monday after what is to come.
    pub fn workday(&self, days_ago: i64) -> NaiveDate {
        let beyond_friday = match self.day(days_ago).weekday() {
            Weekday::Sat => 1,
            Weekday::Sun => 2,
            _ => 0,
        };
        match days_ago {
            _ if beyond_friday == 0 => self.day(days_ago),
            0 => self.today,
            1.. => self.day(days_ago + beyond_friday),
            _ => self.day(days_ago - (3 - beyond_friday)),
        }
    }

    /// An hour of a working day, in milliseconds since 1970 (UTC).
    pub fn instant(&self, when: When) -> i64 {
        let at_desk = self.workday(when.days_ago()).and_time(when.at()).and_utc().timestamp_millis();
        let ahead_of_utc = self.desk.desk_time(at_desk).and_utc().timestamp_millis() - at_desk;
        at_desk - ahead_of_utc
    }

    /// The same for what has happened after something else: a weekend moves days together, but the order stays, and
    /// this morning's work is not later than now.
    pub fn past(&self, when: When, earlier: i64) -> i64 {
        self.instant(when).max(earlier.saturating_add(PAUSE_MILLISECONDS)).min(self.now)
    }
}
