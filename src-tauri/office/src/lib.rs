//! The central office: keeps, judges and answers what casebooks bring. The decisions are those of [`sync::office`]; here
//! are storage, transport and commands. It knows kinds, cases, classes and scopes by number, and no nouns.

#![forbid(unsafe_code)]

pub mod administration;
pub mod backup;
pub mod blobs;
pub mod clock;
pub mod database;
pub mod enrol;
mod error;
pub mod exchange;
pub mod folder;
pub mod references;
pub mod register;
pub mod schema;
pub mod serve;
pub mod stick;
pub mod store;

pub use error::OfficeError;
