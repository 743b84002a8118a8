//! The office's clock, guarded: after a jump it serves reads and holds stamping until its administrator confirms it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use sync::guard::{ClockGuard, ClockState, Tolerance};
use sync::office::OfficeTime;

use crate::OfficeError;
use crate::store::OfficeStore;

const GUARD: &str = "guard";
const CONFIRMED: &str = "confirmed";

/// The clock of a running process.
#[derive(Debug)]
pub struct OfficeClock {
    guard: ClockGuard,
    /// When it was last believed, by the steady clock; `None` after a start.
    believed_at: Option<Instant>,
    /// How often an administrator had confirmed it.
    confirmed: u64,
}

/// The wall clock, in milliseconds since 1970 (UTC); 0 before that.
pub fn wall() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

impl OfficeClock {
    /// As the store remembers it.
    pub fn open(store: &OfficeStore) -> Result<OfficeClock, OfficeError> {
        let guard = store.meta(GUARD)?.unwrap_or_default();
        Ok(OfficeClock { guard, believed_at: None, confirmed: store.count(CONFIRMED)? })
    }

    /// Looks at the wall clock; in doubt also whether somebody confirmed it since.
    pub fn look(&mut self, store: &OfficeStore, wall: u64) -> Result<OfficeTime, OfficeError> {
        let mut state = self.state(wall);
        if state != ClockState::Steady {
            let confirmed = store.count(CONFIRMED)?;
            if confirmed > self.confirmed {
                *self = OfficeClock { guard: self.guard.confirmed(wall), believed_at: None, confirmed };
                state = self.state(wall);
            }
        }
        Ok(OfficeTime { wall, held: state != ClockState::Steady })
    }

    /// Whether the wall clock is believed; keeps it when it is.
    pub fn state(&mut self, wall: u64) -> ClockState {
        let elapsed = self.believed_at.map(|at| u64::try_from(at.elapsed().as_millis()).unwrap_or(u64::MAX));
        let (state, guard) = self.guard.look(wall, elapsed, Tolerance::default());
        if state == ClockState::Steady {
            self.believed_at = Some(Instant::now());
            self.guard = guard;
        }
        state
    }
}

/// Keeps the time of what was stamped; in the same transaction.
pub(crate) fn keep(store: &OfficeStore, wall: u64) -> Result<(), OfficeError> {
    store.put_meta(GUARD, &ClockGuard { last: wall })
}

/// The administrator says that the wall clock is right.
pub fn confirm(store: &mut OfficeStore, wall: u64) -> Result<(), OfficeError> {
    store.writing(|store| {
        keep(store, wall)?;
        store.raise_count(CONFIRMED, store.count(CONFIRMED)? + 1)
    })
}
