//! The nouns of the work, their rules, and their storage in one encrypted file.
//!
//! There is one way in, [`Casebook::write`], and one way out, [`Reading`]. Both take a [`Session`]: who, as what,
//! on which device. See docs/architecture.md for the map and docs/decisions for why things are as they are.

pub mod assessment;
mod audit;
#[cfg(feature = "bench")]
mod bench;
pub mod birth;
mod blob;
mod citizen_number;
pub mod clocks;
pub mod conversation;
mod error;
pub mod export;
mod file;
pub mod find;
mod held_text;
pub mod history;
mod index;
mod keys;
pub mod office;
pub mod operation;
pub mod participant;
mod person;
mod reading;
mod record;
mod row;
mod rules;
pub mod schema;
mod session;
mod snapshot;
mod spelling;
mod surroundings;
pub mod timeline;
pub mod today;
pub mod user;
mod value;
mod verify;
mod write;

pub use citizen_number::{find_citizen_numbers, mask_citizen_numbers};
pub use error::{CasebookError, Refusal, ValueProblem};
pub use file::{
    CASEBOOK_FILE, Casebook, Credential, NewCasebook, Reader, SCHEMA, SNAPSHOT_FOLDER, is_casebook,
};
pub use held_text::HeldText;
pub use history::UndoStack;
pub use keys::{DatabaseKey, Holder, KEY_FILE, KeyFile, LEAST_PASSPHRASE_CHARACTERS, RecoveryKey};
pub use operation::{Operation, Setting, Step, StepRequest, Verb};
pub use person::{Person, initials};
pub use reading::Reading;
pub use record::{FieldValue, Fields, Record, SeenStamps};
pub use rules::{EVIDENCE_FOR, PROFESSIONAL_INTERPRETER_BELOW};
pub use session::{Role, Session};
pub use snapshot::{BACKUP_ENDING, Snapshot, SnapshotSource, mark_restored, restore};
pub use spelling::{fold, spelling_keys};
pub use surroundings::{Machine, Scripted, Surroundings};
pub use verify::Verification;
pub use write::{Applied, Changed};
