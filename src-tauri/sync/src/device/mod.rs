//! What a device does: write, show its own waiting values over the canonical ones, ask, apply an answer in one step,
//! follow scope, erasures, restores and revocation. Thin over [`Store`].
//!
//! Laws:
//! - A shown value is the device's own latest waiting one, else the canonical one. So a rejected or lost change
//!   disappears by itself when its verdict comes, and a waiting one never does before.
//! - Applying an answer is one step: verdicts, then pulled changes, then the cursor; all or nothing.
//! - Only the answer to the latest request counts.

mod apply;
mod ask;
mod leave;
mod shelves;
mod store;
mod write;

pub use apply::{Answered, apply};
pub use ask::{ask, ask_on};
pub use leave::{Evicted, evict};
pub use store::{Offering, Repair, Shelf, Standing, Store, Waiting};
pub use write::{
    Draft, DraftChange, Shown, ShownBeneath, WriteError, joined, removing, resolve, show, write,
};
