//! The face a participant chose, on lamp-light: the newcomer's own voice.

use crate::error::ReportError;
use crate::layout::drawing::{AltText, Drawing, Mark, Outline, Stroke};
use crate::layout::style::{Colour, HAIRLINE};
use crate::view::Score;

use super::words::Words;

/// A face on its plate, `size` points wide and high.
pub(crate) fn face(words: &Words<'_>, score: Score, size: f32) -> Result<Drawing, ReportError> {
    let concept = format!("face-{}", score.get());
    let said = words.in_base(&concept)?.text;
    let alt = words.text_with("report-face-alt", &[("said", (&said).into())]);
    let plate = Outline::Rect {
        x: HAIRLINE / 2.0,
        y: HAIRLINE / 2.0,
        width: size - HAIRLINE,
        height: size - HAIRLINE,
        radius: size * 0.25,
    };
    let inset = size * 0.06;
    let drawing = Drawing::new(size, size)
        .shape(plate, Some(Colour::VoiceSoft), Some(Stroke::solid(Colour::VoiceLine, HAIRLINE)))
        .with(Mark::Picture { id: words.picture(&concept)?, x: inset, y: inset, size: size - 2.0 * inset });
    Ok(drawing.meaning(AltText::new(alt, words.base())?))
}
