//! What an office does: meet a device, judge what it sends, answer what it may hear; release what waits; erase; come
//! back from a backup. Thin over [`Store`]; the decisions are those of [`crate::judge`].

mod answer;
mod duties;
mod receive;
mod store;

pub use duties::{erase, refuse, release, restored};
pub use receive::{OfficeTime, receive};
pub use store::{Among, Entry, EntryKind, History, Logged, Staged, Store};
