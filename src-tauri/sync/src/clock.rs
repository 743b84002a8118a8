//! The hybrid logical clock: wall time that never runs backwards.

use serde::{Deserialize, Serialize};

use crate::DeviceNumber;

/// 48 bits of milliseconds since 1970 (UTC), then 16 bits of counter. Orders changes of one device without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct HybridTime(u64);

impl HybridTime {
    /// The last instant 48 bits of milliseconds can hold, in the year 10889.
    pub const LATEST_MILLISECOND: u64 = (1 << 48) - 1;

    /// An instant and a counter within it. Later instants than the last one are cut to it.
    pub const fn new(milliseconds_utc: u64, counter: u16) -> HybridTime {
        let milliseconds = if milliseconds_utc > Self::LATEST_MILLISECOND {
            Self::LATEST_MILLISECOND
        } else {
            milliseconds_utc
        };
        HybridTime(milliseconds << 16 | counter as u64)
    }

    /// Milliseconds since 1970 (UTC).
    pub const fn milliseconds_utc(self) -> u64 {
        self.0 >> 16
    }

    /// As it is stored.
    pub const fn to_bits(self) -> u64 {
        self.0
    }

    /// As it was stored.
    pub const fn from_bits(bits: u64) -> HybridTime {
        HybridTime(bits)
    }

    /// The next time after this one.
    pub const fn successor(self) -> HybridTime {
        HybridTime(self.0.saturating_add(1))
    }
}

/// When and on which device a field got its value. The highest stamp wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// When.
    pub time: HybridTime,
    /// Where. Zero until an office has given the device its number.
    pub device: DeviceNumber,
}

/// What decides between two values of one field: the canonical time, then when it was written as far as the office
/// could tell, then the device number. Total: no two different writings of a field share a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Rank {
    /// Canonical time.
    pub time: HybridTime,
    /// min(claimed, office time): when it was written. It differs from `time` only where the author's clock was
    /// behind what had been seen.
    pub written: HybridTime,
    /// Where.
    pub device: DeviceNumber,
}

impl Rank {
    /// The same writing moved up to a later time, if it is later; see [`DeviceNumber::OFFICE`].
    #[must_use]
    pub fn moved_up(self, time: HybridTime) -> Rank {
        if time > self.time { Rank { time, device: DeviceNumber::OFFICE, ..self } } else { self }
    }

    /// The canonical stamp.
    pub const fn stamp(self) -> Stamp {
        Stamp { time: self.time, device: self.device }
    }
}

/// Gives out times that only grow, also when the wall clock is set back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Clock {
    last: HybridTime,
}

impl Clock {
    /// A clock that has already given out `last`.
    pub const fn resumed(last: HybridTime) -> Clock {
        Clock { last }
    }

    /// The last time given out.
    pub const fn last(self) -> HybridTime {
        self.last
    }

    /// The next time, given the wall clock. The caller keeps the returned clock only if its transaction commits.
    #[must_use]
    pub fn tick(self, wall_milliseconds_utc: u64) -> (HybridTime, Clock) {
        let time = HybridTime::new(wall_milliseconds_utc, 0).max(self.last.successor());
        (time, Clock { last: time })
    }
}

/// No line to an office takes longer than this.
const LONGEST_LINE_MILLISECONDS: u64 = 600_000;

/// How far the office's clock stood ahead of the device's at the last exchange, in milliseconds. A device stamps in
/// office time and shows the difference; before it meets an office it is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClockOffset {
    /// Office minus device, in milliseconds.
    pub milliseconds: i64,
}

impl ClockOffset {
    /// Measured from one exchange: when it was asked and answered by the device's clock, and the office's time in
    /// between; all in milliseconds since 1970 (UTC). Half the way there and back is taken for the way. An answer that
    /// was under way for long came on a stick: it says only between which bounds the difference is.
    #[must_use]
    pub fn measured(self, asked: u64, office: u64, answered: u64) -> ClockOffset {
        let since = |moment: u64| i128::from(office) - i128::from(moment);
        let difference = if answered.saturating_sub(asked) > LONGEST_LINE_MILLISECONDS {
            i128::from(self.milliseconds).clamp(since(answered), since(asked))
        } else {
            since(asked / 2 + answered / 2)
        };
        ClockOffset { milliseconds: difference.clamp(i64::MIN.into(), i64::MAX.into()) as i64 }
    }

    /// Office time, given the device's wall clock; both in milliseconds since 1970 (UTC).
    pub const fn office_time(self, wall_milliseconds_utc: u64) -> u64 {
        wall_milliseconds_utc.saturating_add_signed(self.milliseconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_grows_when_the_wall_clock_is_set_back() {
        let (first, clock) = Clock::default().tick(5_000);
        let (second, clock) = clock.tick(1_000);
        let (third, _) = clock.tick(6_000);
        assert!(first < second && second < third);
        assert_eq!(second.milliseconds_utc(), 5_000);
        assert_eq!(third, HybridTime::new(6_000, 0));
    }

    #[test]
    fn a_device_stamps_in_office_time_whatever_its_own_clock_says() {
        let ten_years = 315_576_000_000;
        for device in [1_480_000_000_000 - ten_years, 1_480_000_000_000 + ten_years] {
            let offset = ClockOffset::default().measured(device, 1_480_000_000_500, device + 1_000);
            assert_eq!(offset.office_time(device + 500), 1_480_000_000_500);
        }
        assert_eq!(ClockOffset { milliseconds: i64::MIN }.office_time(5), 0);
    }

    #[test]
    fn an_answer_that_came_on_a_stick_moves_the_offset_no_further_than_it_can_tell() {
        let (monday, day) = (1_480_000_000_000_u64, 86_400_000);
        let stick = |offset, office| {
            ClockOffset { milliseconds: offset }.measured(monday, office, monday + 2 * day).milliseconds
        };
        assert_eq!(stick(700, monday + day), 700);
        // By its own clock the office answered an hour before it was asked: it is an hour behind, at least.
        assert_eq!(stick(0, monday - 3_600_000), -3_600_000);
        assert_eq!(stick(0, monday + 3 * day), day as i64);
    }

    #[test]
    fn a_full_counter_borrows_the_next_millisecond() {
        let (next, _) = Clock::resumed(HybridTime::new(7, u16::MAX)).tick(7);
        assert_eq!(next, HybridTime::new(8, 0));
    }

    #[test]
    fn a_clock_far_in_the_future_does_not_overflow() {
        let (time, clock) = Clock::default().tick(u64::MAX);
        assert_eq!(time.milliseconds_utc(), HybridTime::LATEST_MILLISECOND);
        assert!(clock.tick(0).0 > time);
    }
}
