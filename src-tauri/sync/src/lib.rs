//! What casebooks and an office must agree on: time, stamps, what one change is, and what becomes of two that meet.
//!
//! Pure: no database, no network, no time and no randomness of its own. A caller passes the wall clock and identifiers
//! in. The rules stand where they are kept: ranks and conflicts in [`judge`], joining in [`record`], what a device does
//! in [`device`], what an office does in [`office`], what never comes back in [`ledger`], who sees what in [`scope`].

#![forbid(unsafe_code)]

pub mod administration;
pub mod blob;
mod change;
#[cfg(feature = "client")]
pub mod client;
mod clock;
pub mod device;
pub mod digest;
pub mod exchange;
pub mod guard;
pub mod http;
pub mod invitation;
pub mod judge;
pub mod ledger;
pub mod office;
pub mod record;
pub mod review;
pub mod schema;
pub mod scope;
mod seen;
#[cfg(any(test, feature = "simulation"))]
pub mod simulation;
mod stamps;
pub mod stick;
#[cfg(feature = "transport")]
pub mod transport;
pub mod verdict;
pub mod wire;

pub use change::{
    Change, DELETED, DeviceNumber, ELEMENT, ERASED, FieldNumber, KindNumber, MemberId, PARENT, RecordChange,
    RecordId, Removing, RequestId, Transaction, TransactionHash, TransactionId, Value, WireError, Writing,
};
pub use clock::{Clock, ClockOffset, HybridTime, Rank, Stamp};
pub use digest::Digest;
pub use ledger::{Ledger, LedgerEntry};
pub use record::{Absorbed, Cell, Met, Patch, Record, RecordPatch, Removal};
pub use review::Review;
pub use scope::Scope;
pub use seen::{EffectiveSeen, Seen};
pub use stamps::{Provenance, Stamps, StampsError};
pub use verdict::{Outcome, Verdict};
