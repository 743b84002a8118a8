//! The office guards its own clock. A clock that jumped would stamp a whole organisation into the wrong year, so after
//! a jump the office serves reads, holds stamping, and asks its administrator.

use serde::{Deserialize, Serialize};

use crate::HybridTime;

/// How far the wall clock may move before it counts as a jump; in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tolerance {
    /// Backwards, always.
    pub back: u64,
    /// Away from what the steady clock of the running process measured.
    pub running: u64,
    /// Forwards while the office was down, when nothing else measures time.
    pub down: u64,
}

impl Default for Tolerance {
    /// Two minutes back or aside; ninety days down (a long summer, a forgotten server).
    fn default() -> Tolerance {
        Tolerance { back: 120_000, running: 120_000, down: 90 * 24 * 3_600_000 }
    }
}

/// What the office knows of its clock. Persisted with every transaction it stamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ClockGuard {
    /// The last wall clock that was believed, in milliseconds since 1970 (UTC); 0 before the first.
    pub last: u64,
}

/// Whether the office may stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockState {
    /// The clock is believed.
    Steady,
    /// It jumped by so many milliseconds: reads only, until an administrator confirms the clock.
    Held {
        /// Wall clock minus the last believed one, in milliseconds.
        jump: i64,
    },
}

impl ClockGuard {
    /// Looks at the wall clock. `elapsed` is what a steady clock measured since `last`, in milliseconds; `None` after
    /// a start. Keep the returned guard only when stamping went on.
    #[must_use]
    pub fn look(self, wall: u64, elapsed: Option<u64>, tolerance: Tolerance) -> (ClockState, ClockGuard) {
        if self.last == 0 {
            return (ClockState::Steady, ClockGuard { last: wall.max(1) });
        }
        let jumped = match elapsed {
            Some(elapsed) => self.last.saturating_add(elapsed).abs_diff(wall) > tolerance.running,
            None => {
                wall.saturating_add(tolerance.back) < self.last
                    || wall > self.last.saturating_add(tolerance.down)
            }
        };
        if jumped {
            let jump = i128::from(wall) - i128::from(self.last);
            let jump = jump.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
            (ClockState::Held { jump }, self)
        } else {
            (ClockState::Steady, ClockGuard { last: self.last.max(wall) })
        }
    }

    /// The administrator says that the wall clock is right.
    #[must_use]
    pub fn confirmed(self, wall: u64) -> ClockGuard {
        ClockGuard { last: wall.max(1) }
    }

    /// Office time for stamping.
    pub const fn time(wall: u64) -> HybridTime {
        HybridTime::new(wall, u16::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: u64 = 1_480_000_000_000;
    const TEN_YEARS: u64 = 315_576_000_000;

    #[test]
    fn a_jump_of_the_offices_clock_holds_stamping_until_somebody_confirms_it() {
        let (state, guard) = ClockGuard::default().look(NOW, None, Tolerance::default());
        assert_eq!(state, ClockState::Steady);
        for wrong in [NOW - TEN_YEARS, NOW + TEN_YEARS] {
            for elapsed in [None, Some(1_000)] {
                let (state, after) = guard.look(wrong, elapsed, Tolerance::default());
                assert!(matches!(state, ClockState::Held { .. }));
                assert_eq!(after, guard);
                let confirmed = guard.confirmed(wrong);
                assert_eq!(confirmed.look(wrong + 5, Some(5), Tolerance::default()).0, ClockState::Steady);
            }
        }
    }

    #[test]
    fn a_night_and_a_small_correction_are_no_jump() {
        let (_, guard) = ClockGuard::default().look(NOW, None, Tolerance::default());
        assert_eq!(guard.look(NOW + 36_000_000, None, Tolerance::default()).0, ClockState::Steady);
        let (state, after) = guard.look(NOW - 60_000, None, Tolerance::default());
        assert_eq!((state, after), (ClockState::Steady, guard));
    }
}
