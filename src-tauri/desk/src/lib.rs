//! What a window and a command line share: it puts casebook, phrasebook and report together, and knows neither
//! Tauri nor a terminal.

#[cfg(feature = "office")]
pub mod administration;
mod close;
pub mod demo;
mod failure;
mod known;
mod machine;
#[cfg(feature = "office")]
pub mod office;
pub mod paper;
mod request;

pub use close::{apply, close_conversation, is_close};
pub use failure::Failure;
pub use known::{form_of, instrument_of};
pub use machine::machine;
pub use request::{GivenValue, OperationRequest, StepFields, read_request};
