//! The clocks of the programme, counted from the day of arrival (domain.md §1.2).

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use crate::person::Person;

/// Guidance starts, and work starts, within this many days of arrival.
pub const THREE_WEEKS: u64 = 21;
/// The welfare organisation takes over after this many calendar months.
pub const HANDOVER_MONTHS: u32 = 15;
/// A clock of days turns amber with this many days left.
pub const SOON_DAYS: i64 = 7;
/// The clock of months turns amber with this many days left.
pub const HANDOVER_SOON_DAYS: i64 = 30;
/// A licence from outside the EU is valid this many days after settling (domain.md §5.2).
pub const FOREIGN_LICENCE_DAYS: u64 = 185;

/// Which promise a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// Guidance starts within three weeks.
    Guidance,
    /// At work within three weeks: another promise, with the same due date.
    Work,
    /// Handover to the welfare organisation after fifteen months.
    Handover,
}

/// What one pane of a clock stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum ClockUnit {
    Day,
    Month,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum ClockState {
    /// In time.
    Ok,
    /// Not much time left.
    Soon,
    /// Over time.
    Late,
    /// It was reached.
    Reached,
}

/// One clock of one person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Clock {
    /// Which promise.
    pub kind: ClockKind,
    /// Whose.
    pub participant: Person,
    /// Days or months that have passed; until it was reached, if it was.
    pub count: i64,
    /// Days or months there are.
    pub of: i64,
    /// Days or months.
    pub unit: ClockUnit,
    /// How it stands.
    pub state: ClockState,
    /// Days left; negative when over time.
    pub days_left: i64,
    /// Last day in time.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub due_on: NaiveDate,
    /// Day it was reached.
    #[cfg_attr(feature = "specta", specta(type = Option<String>))]
    pub reached_on: Option<NaiveDate>,
}

/// The clock of guidance or of work.
pub(crate) fn three_weeks(
    kind: ClockKind,
    participant: Person,
    arrived_on: NaiveDate,
    reached_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Clock {
    let due_on = arrived_on.checked_add_days(Days::new(THREE_WEEKS)).unwrap_or(arrived_on);
    let until = reached_on.unwrap_or(today);
    clock(kind, participant, (until - arrived_on).num_days(), 21, ClockUnit::Day, due_on, reached_on, today)
}

/// The clock of fifteen months. A month is full on the same day of the month, or on the month's last day.
pub(crate) fn handover(participant: Person, arrived_on: NaiveDate, today: NaiveDate) -> Clock {
    let due_on = arrived_on.checked_add_months(Months::new(HANDOVER_MONTHS)).unwrap_or(arrived_on);
    let months = (1..=1200)
        .take_while(|months| {
            arrived_on.checked_add_months(Months::new(*months)).is_some_and(|day| day <= today)
        })
        .count();
    let months = i64::try_from(months).unwrap_or(0);
    let of = i64::from(HANDOVER_MONTHS);
    clock(ClockKind::Handover, participant, months, of, ClockUnit::Month, due_on, None, today)
}

#[allow(clippy::too_many_arguments)]
fn clock(
    kind: ClockKind,
    participant: Person,
    count: i64,
    of: i64,
    unit: ClockUnit,
    due_on: NaiveDate,
    reached_on: Option<NaiveDate>,
    today: NaiveDate,
) -> Clock {
    let days_left = (due_on - reached_on.unwrap_or(today)).num_days();
    let soon = if unit == ClockUnit::Month { HANDOVER_SOON_DAYS } else { SOON_DAYS };
    let state = match reached_on {
        Some(_) => ClockState::Reached,
        None if days_left < 0 => ClockState::Late,
        None if days_left <= soon => ClockState::Soon,
        None => ClockState::Ok,
    };
    Clock { kind, participant, count: count.max(0), of, unit, state, days_left, due_on, reached_on }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn work(arrived: &str, reached: Option<&str>, today: &str) -> Clock {
        three_weeks(ClockKind::Work, Person::default(), day(arrived), reached.map(day), day(today))
    }

    #[test]
    fn three_weeks_and_fifteen_months_end_on_the_days_of_the_programme() {
        // domain.md §7.2: 13-09-2016 + 3 weeks = 04-10-2016, + 15 months = 13-12-2017.
        assert_eq!(work("2016-09-13", None, "2016-09-13").due_on, day("2016-10-04"));
        assert_eq!(
            handover(Person::default(), day("2016-09-13"), day("2016-09-13")).due_on,
            day("2017-12-13")
        );
        assert_eq!(
            handover(Person::default(), day("2016-11-30"), day("2018-02-28")).due_on,
            day("2018-02-28")
        );
    }

    #[test]
    fn a_clock_is_amber_in_the_last_week_and_red_after_the_last_day() {
        for (today, state, left) in [
            ("2016-09-27", ClockState::Soon, 7),
            ("2016-09-26", ClockState::Ok, 8),
            ("2016-10-04", ClockState::Soon, 0),
            ("2016-10-05", ClockState::Late, -1),
        ] {
            let clock = work("2016-09-13", None, today);
            assert_eq!((clock.state, clock.days_left), (state, left), "{today}");
        }
    }

    #[test]
    fn a_clock_stops_on_the_day_it_was_reached() {
        let clock = work("2016-09-13", Some("2016-10-03"), "2016-12-24");
        assert_eq!((clock.state, clock.count, clock.days_left), (ClockState::Reached, 20, 1));
    }

    #[test]
    fn months_are_counted_when_they_are_full() {
        let months = |today| handover(Person::default(), day("2016-08-31"), day(today)).count;
        assert_eq!((months("2016-09-29"), months("2016-09-30"), months("2016-11-01")), (0, 1, 2));
    }
}
