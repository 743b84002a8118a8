//! The nouns reports share: what the caller fills in. Plain data; where a value could be wrong there is a constructor.

use phrasebook::{Language, Wording};

use crate::error::ReportError;

/// A score of the Meedoen-kaart, 1 to 5. Ordinal: there is no mean and no half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(u8);

impl Score {
    /// Takes 1 to 5.
    pub fn new(score: u8) -> Result<Score, ReportError> {
        if (1..=5).contains(&score) {
            Ok(Score(score))
        } else {
            Err(ReportError::OutOfRange { field: "score" })
        }
    }

    /// 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

/// What the observer could say about a dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Seen, and scored.
    Score(Score),
    /// Not seen: no score, and that is fine.
    NotSeen,
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Takes days that exist, from 1900 to 2199.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Day, ReportError> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let length = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        };
        if (1900..2200).contains(&year) && (1..=length).contains(&day) {
            Ok(Day { year, month, day })
        } else {
            Err(ReportError::OutOfRange { field: "day" })
        }
    }

    /// Year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Day of the week, Monday is 0.
    pub fn weekday(self) -> usize {
        // Day 0 of this count, 1 March of the year 0, was a Wednesday.
        (self.number() + 2).rem_euclid(7) as usize
    }

    /// How many days after another day; negative when it comes before.
    pub fn days_after(self, other: Day) -> i32 {
        self.number() - other.number()
    }

    /// Days since 1 March of the year 0, so that a leap day is the last of its year.
    fn number(self) -> i32 {
        let (month, year) = match self.month {
            1 | 2 => (i32::from(self.month) + 9, i32::from(self.year) - 1),
            month => (i32::from(month) - 3, i32::from(self.year)),
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(self.day) - 1
    }
}

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

impl ClockTime {
    /// Takes 0:00 to 23:59.
    pub fn new(hour: u8, minute: u8) -> Result<ClockTime, ReportError> {
        if hour < 24 && minute < 60 {
            Ok(ClockTime { hour, minute })
        } else {
            Err(ReportError::OutOfRange { field: "time" })
        }
    }

    /// 0 to 23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// 0 to 59.
    pub fn minute(self) -> u8 {
        self.minute
    }
}

/// Text somebody typed. It stays in its language; nothing pretends to translate it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeText {
    /// The words.
    pub text: String,
    /// The language they are in.
    pub language: Language,
}

/// The person the report is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonView {
    /// What the person wants to be called.
    pub call_name: String,
    /// The name as on the pass, all parts; left out when it equals the call name.
    pub official_name: Option<String>,
    /// The name in the person's own script, with its language.
    pub own_script_name: Option<FreeText>,
    /// The language the person reads, or hears read.
    pub language: Language,
    /// Whom the sentences address, where the language makes a difference.
    pub wording: Wording,
}

/// Who helped with the language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InterpreterView {
    /// Nobody was needed or nobody was there.
    Without,
    /// Somebody, in a language. Never a name.
    With {
        /// What kind of help.
        kind: InterpreterKind,
        /// Name of the language as the reader of the report says it ("Arabisch").
        language: String,
    },
}

/// Kinds of interpreters (never a minor).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterpreterKind {
    /// A professional in the room.
    Professional,
    /// A professional on the telephone.
    Telephone,
    /// A fellow refugee or colleague: only for simple, practical talk.
    Colleague,
    /// A translating app.
    App,
}

/// Something that was agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementView {
    /// What, as somebody typed it.
    pub what: FreeText,
    /// Who does it; nobody in particular when left out.
    pub who: Option<String>,
    /// Before which day.
    pub before: Option<Day>,
    /// Concept whose picture stands beside it, for whoever does not read.
    pub concept: Option<String>,
}

/// When coach and participant meet again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppointmentView {
    /// Which day.
    pub day: Day,
    /// What time.
    pub time: ClockTime,
    /// Where, in map words ("Patijnenburg, ingang achter").
    pub place: Option<String>,
    /// With whom.
    pub with: Option<String>,
}

/// What the foot of every page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaperView {
    /// The day it is printed. Passed in: the crate reads no clock.
    pub made_on: Day,
    /// Version of what is printed, from 1.
    pub version: u32,
}

/// One language, or two beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// Only the language of the interface: for employer and municipality.
    One,
    /// The same, with the person's language beside it.
    WithOwnLanguage,
}

/// How the observer scored one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreView {
    /// Concept of the dimension ("on-time"); its anchors are "on-time-1" to "on-time-5".
    pub dimension: String,
    /// Score, or not seen.
    pub seen: Seen,
    /// The assessment before this one, when there was one.
    pub earlier: Option<Seen>,
    /// The face the participant chose.
    pub self_score: Option<Score>,
    /// What was seen, and when.
    pub evidence: Option<FreeText>,
    /// Whether language may explain it.
    pub cause: Cause,
}

/// Answer to "komt dit door taal?": language may not pull down another dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cause {
    /// Nobody said so.
    #[default]
    NotSaid,
    /// The observer thinks language plays a part.
    Language,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: u16, month: u8, day: u8) -> Day {
        Day::new(year, month, day).expect("a day that exists")
    }

    #[test]
    fn weekdays_and_distances_agree_with_the_calendar() {
        assert_eq!(day(2016, 11, 1).weekday(), 1);
        assert_eq!(day(2000, 2, 29).weekday(), 1);
        assert_eq!(day(2026, 1, 1).weekday(), 3);
        assert_eq!(day(2016, 10, 4).days_after(day(2016, 9, 13)), 21);
        assert_eq!(day(2017, 1, 1).days_after(day(2016, 1, 1)), 366);
        assert_eq!(day(2016, 11, 1).days_after(day(2016, 11, 8)), -7);
    }

    #[test]
    fn days_times_and_scores_that_do_not_exist_are_refused() {
        assert!(Day::new(2016, 11, 31).is_err());
        assert!(Day::new(2015, 2, 29).is_err());
        assert!(Day::new(2016, 0, 1).is_err());
        assert!(ClockTime::new(24, 0).is_err());
        assert!(Score::new(0).is_err());
        assert!(Score::new(6).is_err());
    }
}
