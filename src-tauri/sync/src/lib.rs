//! What two casebooks and an office must agree on: time, stamps, and what one change is.
//!
//! Pure: no database, no network, no time of its own. A caller passes the wall clock in.

mod change;
mod clock;
mod stamps;

pub use change::{
    Change, DeviceNumber, FieldNumber, KindNumber, MemberId, RecordChange, RecordId, Transaction,
    TransactionId, Value, WireError,
};
pub use clock::{Clock, HybridTime, Stamp};
pub use stamps::{Stamps, StampsError};
