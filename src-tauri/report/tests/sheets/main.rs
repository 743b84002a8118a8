//! Every report, in every language, as somebody else's program sees it.
//!
//! One binary, so that each sheet is rendered once and then looked at from all sides.
#![allow(missing_docs, clippy::expect_used, clippy::panic)]

mod extracted_text;
mod other_readers;
mod pages;
mod people;
mod report_texts;
mod structure;
mod tools;
