//! What the five scores mean, once, in pictures and words.

use phrasebook::Direction;

use crate::error::ReportError;
use crate::layout::block::{Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::Drawing;
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, Colour, STRONG};
use crate::parts::head::side_of;
use crate::parts::words::Words;

/// Five short columns on a quiet ground.
pub(super) fn legend(words: &Words<'_>) -> Result<Row, ReportError> {
    let mut cells = Vec::with_capacity(5);
    for score in 1..=5 {
        let concept = format!("scale-{score}");
        let number = words.paragraph(Tag::P, STRONG.sized(12.0), score.to_string());
        let picture = Row::new(
            5.0,
            vec![
                Cell::of(Width::Natural, number),
                Cell::of(Width::Points(32.0), Drawing::picture(&words.picture(&concept)?, 32.0)),
            ],
        )
        .standing(Stand::Middle)
        .towards(Direction::Ltr);
        let own = words.in_own(&concept).map(|own| own.set(Tag::P, CAPTION).aligned(side_of(&own)).even());
        let stack = Stack::new()
            .add(0.0, picture)
            .add(2.0, words.in_base(&concept)?.set(Tag::P, CAPTION.in_colour(Colour::Ink)).even())
            .add_some(1.0, own);
        cells.push(Cell::new(Width::Share(1.0), stack));
    }
    let inside = Stack::new().add(0.0, Row::new(14.0, cells));
    let frame = Frame { fill: Some(Colour::Sunken), radius: 8.0, ..Frame::default() };
    Ok(Row::panel(frame, Pad::new(8.0, 12.0), inside).together())
}
