//! Small print that belongs to the words on a sheet.

use crate::error::ReportError;
use crate::layout::block::{Cell, Row, Stack, Width};
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, CAPTION};

use super::pairs::{PairType, direction, pictured};
use super::words::Words;

/// Explains the dots under draft words, when the sheet has any. To be asked last.
pub(crate) fn draft_words(words: &Words<'_>) -> Result<Option<Row>, ReportError> {
    if !words.has_drafts() {
        return Ok(None);
    }
    let mut cells =
        vec![Cell::of(Width::Share(1.0), words.in_base("draft-words")?.set(Tag::P, CAPTION).even())];
    if let Some(own) = words.in_own("draft-words") {
        cells.push(Cell::new(Width::Share(1.0), Stack::new().add(0.0, own.set(Tag::P, CAPTION).even())));
    }
    Ok(Some(Row::new(18.0, cells).together()))
}

/// The last lines of a sheet for the person: keep it, and say when something is wrong.
pub(crate) fn keep_this_paper(words: &Words<'_>) -> Result<Row, ReportError> {
    let kind = PairType::new(BODY, 8.2);
    let cell = |concept| Ok(Cell::of(Width::Share(1.0), pictured(words, concept, 30.0, Tag::P, kind)?));
    let cells = ["keep-this-paper", "not-right-tell-us"]
        .into_iter()
        .map(cell)
        .collect::<Result<Vec<_>, ReportError>>()?;
    Ok(Row::new(18.0, cells).towards(direction(words)).together())
}
