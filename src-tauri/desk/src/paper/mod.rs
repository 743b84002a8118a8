//! Papers: from a record in the casebook to a PDF.

mod assessment;
mod conversation;
mod person;
mod recovery;

use casebook::{CasebookError, Reading, Refusal};
use chrono::NaiveDate;
use phrasebook::{Language, Phrasebook, Texts};
use report::{Day, PaperView, Rendered, ReportError};
use serde::{Deserialize, Serialize};

use crate::Failure;

pub use recovery::recovery_sheet;

/// Which paper, about which record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(tag = "report", rename_all = "snake_case")]
pub enum PaperRequest {
    /// An assessment for employer and municipality.
    Assessment {
        /// Id of the assessment.
        id: String,
        /// The person's language beside it; none for Dutch alone.
        language: Option<Language>,
    },
    /// The same assessment in pictures, for the person.
    MyAssessment {
        /// Id of the assessment.
        id: String,
        /// The person's language.
        language: Language,
    },
    /// What the person told, to take home.
    Conversation {
        /// Id of the conversation.
        id: String,
        /// The person's language.
        language: Language,
    },
}

/// A finished paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The file.
    pub pdf: Vec<u8>,
    /// How many pages.
    pub pages: usize,
    /// What the file is called.
    pub file_name: String,
    /// Characters that no font has; they are shown as boxes.
    pub missing: Vec<char>,
}

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// The casebook could not be read.
    #[error(transparent)]
    Casebook(#[from] CasebookError),
    /// The layout failed.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The record was made with a form or an instrument that this program does not know.
    #[error("{0} is not known to this version")]
    Unknown(&'static str),
}

impl From<PaperError> for Failure {
    fn from(error: PaperError) -> Failure {
        match error {
            PaperError::Casebook(error) => error.into(),
            PaperError::Report(_) => Failure::of("report_failed"),
            PaperError::Unknown(what) => {
                Failure::of(if what == "form" { "unknown_form" } else { "unknown_instrument" })
            }
        }
    }
}

impl From<Refusal> for PaperError {
    fn from(refusal: Refusal) -> PaperError {
        PaperError::Casebook(refusal.into())
    }
}

/// Makes a paper.
pub fn make(
    reading: &Reading,
    phrasebook: &Phrasebook,
    texts: &Texts,
    request: &PaperRequest,
) -> Result<Paper, PaperError> {
    match request {
        PaperRequest::Assessment { id, language } => {
            assessment::make(reading, phrasebook, texts, id, *language)
        }
        PaperRequest::MyAssessment { id, language } => {
            assessment::make_mine(reading, phrasebook, texts, id, *language)
        }
        PaperRequest::Conversation { id, language } => {
            conversation::make(reading, phrasebook, texts, id, *language)
        }
    }
}

fn paper(rendered: Rendered, parts: &[&str]) -> Paper {
    let name: Vec<String> =
        parts.iter().map(|part| file_part(part)).filter(|part| !part.is_empty()).collect();
    let file_name = format!("{}.pdf", name.join(" "));
    Paper { pdf: rendered.pdf, pages: rendered.pages, file_name, missing: rendered.missing }
}

/// A part of a file name, without the signs that some file system does not take.
fn file_part(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '’'))
        .collect::<String>()
        .trim()
        .to_owned()
}

fn day(date: NaiveDate) -> Result<Day, ReportError> {
    use chrono::Datelike;
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Day::new(u16::try_from(date.year()).unwrap_or(0), small(date.month()), small(date.day()))
}

fn day_of(text: Option<&str>) -> Result<Option<Day>, ReportError> {
    text.and_then(|text| text.parse::<NaiveDate>().ok()).map(day).transpose()
}

fn foot(reading: &Reading, version: u32) -> Result<PaperView, ReportError> {
    Ok(PaperView { made_on: day(reading.today())?, version })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_has_no_sign_that_a_file_system_refuses() {
        assert_eq!(file_part("Al-Khatib / \"Samir\": ../.."), "Al-Khatib  Samir");
        assert_eq!(file_part("سمير"), "سمير");
    }
}
