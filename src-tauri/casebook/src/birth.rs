//! Dates of birth: often partial, often wrong, and told in one of three calendars.
//!
//! Unknown parts stay unknown: the base register stores them as zero and a court upheld that no day is invented
//! (domain.md §7.3). So an age is a range, and a question about age may answer "unsure".

use chrono::{Datelike, NaiveDate};
use icu_calendar::cal::EthiopianEraStyle;
use icu_calendar::{AsCalendar, Date, Iso};

/// Calendar in which a date was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// The Western calendar.
    #[default]
    Gregorian,
    /// Iran and Afghanistan; the year begins in March.
    SolarHijri,
    /// Eritrea and Ethiopia (Ge'ez): twelve months of 30 days and a thirteenth of 5 or 6.
    Ethiopian,
}

/// A date of which the month or the day may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year in its own calendar.
    pub year: i32,
    /// Month, 1 to 13, if known.
    pub month: Option<u8>,
    /// Day, if known; never without a month.
    pub day: Option<u8>,
    /// Its calendar.
    pub calendar: Calendar,
}

/// The first and the last day a partial date may be, in the Western calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    /// First possible day.
    pub first: NaiveDate,
    /// Last possible day.
    pub last: NaiveDate,
}

/// An answer to a question about age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Yes, whatever the unknown parts are.
    Yes,
    /// No, whatever the unknown parts are.
    No,
    /// It depends on what is unknown.
    Unsure,
}

/// Why a date of birth cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BirthError {
    /// A day without a month.
    #[error("a day needs a month")]
    DayWithoutMonth,
    /// The calendar has no such month.
    #[error("this calendar has months 1 to {months}")]
    NoSuchMonth {
        /// How many months it has.
        months: u8,
    },
    /// The month has no such day.
    #[error("this month has {days} days")]
    NoSuchDay {
        /// How many days it has.
        days: u8,
    },
    /// The year is not one a living person was born in.
    #[error("the year is out of range")]
    YearOutOfRange,
}

impl Calendar {
    /// Every calendar, in the order of the schema's choices.
    pub const ALL: [Calendar; 3] = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::Ethiopian];

    /// As it is stored.
    pub const fn name(self) -> &'static str {
        match self {
            Calendar::Gregorian => "gregorian",
            Calendar::SolarHijri => "solar_hijri",
            Calendar::Ethiopian => "ethiopian",
        }
    }

    /// As it was stored.
    pub fn from_name(name: &str) -> Option<Calendar> {
        Calendar::ALL.into_iter().find(|calendar| calendar.name() == name)
    }

    const fn months(self) -> u8 {
        match self {
            Calendar::Ethiopian => 13,
            _ => 12,
        }
    }
}

impl PartialDate {
    /// Checks the parts against the calendar; a month 13 exists in the Ge'ez calendar only.
    pub fn new(
        year: i32,
        month: Option<u8>,
        day: Option<u8>,
        calendar: Calendar,
    ) -> Result<PartialDate, BirthError> {
        let date = PartialDate { year, month, day, calendar };
        if !(1..=3000).contains(&year) {
            return Err(BirthError::YearOutOfRange);
        }
        match (month, day) {
            (None, Some(_)) => return Err(BirthError::DayWithoutMonth),
            (Some(month), _) if !(1..=calendar.months()).contains(&month) => {
                return Err(BirthError::NoSuchMonth { months: calendar.months() });
            }
            (Some(month), Some(day)) => {
                let days = days_in_month(year, month, calendar).ok_or(BirthError::YearOutOfRange)?;
                if !(1..=days).contains(&day) {
                    return Err(BirthError::NoSuchDay { days });
                }
            }
            _ => {}
        }
        date.range().ok_or(BirthError::YearOutOfRange)?;
        Ok(date)
    }

    /// The Western days it may be.
    pub fn range(self) -> Option<DayRange> {
        let (first_month, last_month) = match self.month {
            Some(month) => (month, month),
            None => (1, self.calendar.months()),
        };
        let last_day = match self.day {
            Some(day) => day,
            None => days_in_month(self.year, last_month, self.calendar)?,
        };
        Some(DayRange {
            first: to_western(self.year, first_month, self.day.unwrap_or(1), self.calendar)?,
            last: to_western(self.year, last_month, last_day, self.calendar)?,
        })
    }

    /// The least and the most years somebody born then has completed on a day.
    pub fn age_on(self, day: NaiveDate) -> Option<(u32, u32)> {
        let range = self.range()?;
        Some((years_between(range.last, day), years_between(range.first, day)))
    }

    /// Whether somebody born then is younger than a number of years on a day.
    pub fn is_under(self, years: u32, day: NaiveDate) -> Certainty {
        match self.age_on(day) {
            Some((_, most)) if most < years => Certainty::Yes,
            Some((least, _)) if least >= years => Certainty::No,
            _ => Certainty::Unsure,
        }
    }
}

/// Completed years; zero for a day before birth.
fn years_between(birth: NaiveDate, day: NaiveDate) -> u32 {
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    u32::try_from(day.year() - birth.year() - i32::from(!had_birthday)).unwrap_or(0)
}

fn to_western(year: i32, month: u8, day: u8, calendar: Calendar) -> Option<NaiveDate> {
    let iso = match calendar {
        Calendar::Gregorian => return NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day)),
        Calendar::SolarHijri => Date::try_new_persian(year, month, day).ok()?.to_calendar(Iso),
        Calendar::Ethiopian => ethiopian(year, month, day)?.to_calendar(Iso),
    };
    NaiveDate::from_ymd_opt(
        iso.year().extended_year(),
        u32::from(iso.month().ordinal),
        u32::from(iso.day_of_month().0),
    )
}

fn days_in_month(year: i32, month: u8, calendar: Calendar) -> Option<u8> {
    match calendar {
        Calendar::Gregorian => {
            let next = NaiveDate::from_ymd_opt(year + i32::from(month == 12), u32::from(month % 12) + 1, 1)?;
            u8::try_from(next.pred_opt()?.day()).ok()
        }
        Calendar::SolarHijri => Some(Date::try_new_persian(year, month, 1).ok()?.days_in_month()),
        Calendar::Ethiopian => Some(ethiopian(year, month, 1)?.days_in_month()),
    }
}

fn ethiopian(year: i32, month: u8, day: u8) -> Option<Date<impl AsCalendar>> {
    Date::try_new_ethiopian(EthiopianEraStyle::AmeteMihret, year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn whole(year: i32, month: u8, day: u8, calendar: Calendar) -> Result<PartialDate, BirthError> {
        PartialDate::new(year, Some(month), Some(day), calendar)
    }

    #[test]
    fn dates_of_the_other_calendars_fall_on_the_right_western_day() {
        // domain.md §7.2: two test vectors.
        for (date, western) in [
            (whole(1985, 1, 1, Calendar::Ethiopian), day(1992, 9, 11)),
            (whole(1395, 1, 1, Calendar::SolarHijri), day(2016, 3, 20)),
            (whole(1985, 2, 28, Calendar::Gregorian), day(1985, 2, 28)),
        ] {
            let range = date.unwrap().range().unwrap();
            assert_eq!((range.first, range.last), (western, western));
        }
    }

    #[test]
    fn a_thirteenth_month_exists_only_in_the_geez_calendar() {
        assert!(whole(1985, 13, 5, Calendar::Ethiopian).is_ok());
        assert_eq!(whole(1985, 13, 7, Calendar::Ethiopian), Err(BirthError::NoSuchDay { days: 5 }));
        assert!(whole(1983, 13, 6, Calendar::Ethiopian).is_ok(), "1983 is a leap year there");
        assert_eq!(whole(1985, 13, 1, Calendar::Gregorian), Err(BirthError::NoSuchMonth { months: 12 }));
        assert_eq!(whole(1370, 13, 1, Calendar::SolarHijri), Err(BirthError::NoSuchMonth { months: 12 }));
    }

    #[test]
    fn impossible_days_are_refused_with_the_length_of_the_month() {
        assert_eq!(whole(2015, 2, 29, Calendar::Gregorian), Err(BirthError::NoSuchDay { days: 28 }));
        assert_eq!(whole(2015, 11, 31, Calendar::Gregorian), Err(BirthError::NoSuchDay { days: 30 }));
        assert_eq!(
            PartialDate::new(2015, None, Some(3), Calendar::Gregorian),
            Err(BirthError::DayWithoutMonth)
        );
    }

    #[test]
    fn under_27_is_unsure_when_only_a_year_is_known() {
        let only_year = PartialDate::new(1989, None, None, Calendar::Gregorian).unwrap();
        assert_eq!(only_year.is_under(27, day(2016, 11, 1)), Certainty::Unsure);
        assert_eq!(only_year.is_under(27, day(2017, 1, 1)), Certainty::No);
        assert_eq!(only_year.is_under(27, day(2015, 12, 31)), Certainty::Yes);
        assert_eq!(only_year.age_on(day(2016, 11, 1)), Some((26, 27)));
    }

    #[test]
    fn a_year_of_another_calendar_spans_two_western_years() {
        let range = PartialDate::new(1985, None, None, Calendar::Ethiopian).unwrap().range().unwrap();
        assert_eq!((range.first, range.last), (day(1992, 9, 11), day(1993, 9, 10)));
    }
}
