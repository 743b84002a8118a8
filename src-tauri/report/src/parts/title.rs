//! The top of a sheet the person takes home: what it is, and whose.

use phrasebook::Direction;

use crate::error::ReportError;
use crate::layout::block::{Block, Stack, Stand, Wrap};
use crate::layout::drawing::Drawing;
use crate::layout::paragraph::Paragraph;
use crate::layout::structure::Tag;
use crate::layout::style::{Colour, PAGE, TITLE};
use crate::view::PersonView;

use super::pairs::{PairType, beside, direction, edge, line};
use super::words::{Words, name};

/// A large picture, the title in the person's language, the coach's below, and the name.
pub(crate) fn title(words: &Words<'_>, concept: &str, person: &PersonView) -> Result<Block, ReportError> {
    let kind = PairType::new(PAGE, 12.5);
    let first = words.in_first(concept)?.set(Tag::H1, kind.first).tight();
    let first = first.aligned(edge(direction(words), words.first())).even();
    let second = words.in_second(concept)?.map(|said| line(words, &said, Tag::P, kind.second));
    // Arabic letters of this size reach far below their line.
    let below = if words.first().direction() == Direction::Rtl { 6.0 } else { 0.0 };
    let content = Stack::new().add(0.0, first).add_some(below, second).add(5.0, names(words, person));
    let picture = Drawing::picture(&words.picture(concept)?, 74.0);
    Ok(beside(words, picture, content).into())
}

/// The name in the person's own script first, when it has one.
fn names(words: &Words<'_>, person: &PersonView) -> Wrap {
    let kind = TITLE.sized(17.0);
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(own) = &person.own_script_name {
        blocks.push(Paragraph::new(Tag::P, own.language, kind.in_colour(Colour::VoiceInk), &own.text).into());
    }
    let call_name = if blocks.is_empty() { kind } else { TITLE.in_colour(Colour::InkSoft) };
    let call_name = words.paragraph(Tag::P, call_name, name(&person.call_name));
    blocks.push(call_name.aligned(edge(direction(words), words.base())).into());
    Wrap { blocks, gap: 12.0, line_gap: 2.0, direction: direction(words), stand: Stand::Baseline }
}
