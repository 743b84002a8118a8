//! The clock of this desk.

use casebook::Machine;

/// The machine's own clock. `MEEDOEN_CLOCK_OFFSET`, in seconds, shifts it: for tests, and for finding faults of other
/// people's clocks.
pub fn machine() -> Machine {
    let offset = std::env::var("MEEDOEN_CLOCK_OFFSET").ok().and_then(|text| text.parse::<i64>().ok());
    Machine { offset_milliseconds: offset.unwrap_or(0).saturating_mul(1000) }
}
