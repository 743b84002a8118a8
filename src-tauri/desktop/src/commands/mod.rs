//! Commands: at most ten lines each. They find the open casebook, call a room, and answer.

pub mod office;
pub mod paper;
pub mod people;
pub mod read;
pub mod start;
pub mod words;
pub mod write;
