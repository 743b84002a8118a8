//! What the assessment leads to: what goes well, what will be practised, what was agreed.

use crate::error::ReportError;
use crate::layout::block::{Cell, Row, Stack, Stand, Width};
use crate::layout::drawing::{Drawing, Mark};
use crate::layout::structure::Tag;
use crate::layout::style::BODY;
use crate::parts::agreed::details;
use crate::parts::pairs::{direction, edge, grid, heading};
use crate::parts::words::Words;
use crate::view::{AgreementView, Seen};

use super::MyAssessmentView;
use super::cards::plate;

const PICTURE: f32 = 44.0;
/// From this score on somebody works like any colleague.
const GOES_WELL: u8 = 4;

/// The dimensions with 4 or 5, each with its star.
pub(super) fn going_well(view: &MyAssessmentView, words: &Words<'_>) -> Result<Option<Stack>, ReportError> {
    let good = view.scores.iter().filter(|score| match score.seen {
        Seen::Score(reached) => reached.get() >= GOES_WELL,
        Seen::NotSeen => false,
    });
    let plates = good
        .map(|score| {
            plate(words, &score.dimension, with_corner(words, &score.dimension, "goes-well-at-work")?)
        })
        .collect::<Result<Vec<_>, _>>()?;
    section(words, "goes-well-at-work", plates)
}

/// The dimensions the two agreed to work on.
pub(super) fn to_practise(view: &MyAssessmentView, words: &Words<'_>) -> Result<Option<Stack>, ReportError> {
    let plates = view
        .practise
        .iter()
        .map(|dimension| plate(words, dimension, with_corner(words, dimension, "going-to-practise")?))
        .collect::<Result<Vec<_>, _>>()?;
    section(words, "going-to-practise", plates)
}

fn section(words: &Words<'_>, concept: &str, plates: Vec<Cell>) -> Result<Option<Stack>, ReportError> {
    if plates.is_empty() {
        return Ok(None);
    }
    let stack = Stack::new()
        .add_heading(0.0, heading(words, concept)?)
        .add(8.0, grid(words, 3, 10.0, Stand::Middle, plates));
    Ok(Some(stack))
}

/// The picture of a dimension with the small picture of its section at a corner.
fn with_corner(words: &Words<'_>, dimension: &str, section: &str) -> Result<Drawing, ReportError> {
    let corner = words.picture(section)?;
    let drawing = Drawing::picture(&words.picture(dimension)?, PICTURE);
    Ok(drawing.with(Mark::Picture { id: corner, x: PICTURE - 17.0, y: PICTURE - 18.0, size: 18.0 }))
}

/// What was agreed: a picture, and the words as they were typed.
pub(super) fn agreements(view: &MyAssessmentView, words: &Words<'_>) -> Result<Option<Stack>, ReportError> {
    if view.agreed.is_empty() {
        return Ok(None);
    }
    let mut list = Stack::tagged(Tag::List);
    for agreement in &view.agreed {
        list = list.add(8.0, item(agreement, words)?);
    }
    Ok(Some(Stack::new().add_heading(0.0, heading(words, "we-agreed")?).add(2.0, list)))
}

fn item(agreement: &AgreementView, words: &Words<'_>) -> Result<Stack, ReportError> {
    let concept = agreement.concept.as_deref().unwrap_or("we-agreed");
    let picture = Drawing::picture(&words.picture(concept)?, 38.0);
    let what = words.free(Tag::P, BODY.sized(11.5), &agreement.what);
    let what = what.aligned(edge(direction(words), agreement.what.language));
    let details = details(words, agreement).aligned(edge(direction(words), words.base()));
    let content = Stack::tagged(Tag::ListBody).add(0.0, what).add(0.0, details);
    let row = Row::new(
        12.0,
        vec![
            Cell::of(Width::Points(38.0), picture),
            Cell::new(Width::Share(1.0), Stack::new().add(0.0, content)),
        ],
    )
    .towards(direction(words))
    .standing(Stand::Middle);
    Ok(Stack::tagged(Tag::ListItem).add(0.0, row))
}
