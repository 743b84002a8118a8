//! Printed reports: plain views in, PDF bytes out.
//!
//! The crate knows neither the database nor Tauri. A caller fills a view, asks for it to be rendered with the
//! phrasebook and the texts of a locale, and gets a [`Rendered`]. Time is passed in; the same view gives the same bytes.
//!
//! `layout` turns blocks into tagged pages, `parts` are what several sheets share, and each report is a noun of its own.

pub mod assessment;
pub mod conversation;
mod error;
mod layout;
pub mod my_assessment;
mod parts;
pub mod recovery;
mod view;

pub use error::ReportError;
pub use layout::Rendered;
pub use view::{
    AgreementView, AppointmentView, Cause, ClockTime, Day, FreeText, InterpreterKind, InterpreterView,
    PaperView, PersonView, Score, ScoreView, Seen, Sides,
};
