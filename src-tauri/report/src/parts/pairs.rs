//! For whoever may not read: a picture, the person's own words large, and the coach's words beside or below them.

use phrasebook::{Direction, Language};

use crate::error::ReportError;
use crate::layout::block::{Cell, Row, Stack, Stand, Width};
use crate::layout::drawing::Drawing;
use crate::layout::paragraph::{Align, Paragraph};
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, Colour, LABEL, STRONG, TITLE, Type, Weight};
use crate::view::Day;

use super::words::{Said, Words};

/// Types of the two lines of a pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PairType {
    /// Own language.
    pub(crate) first: Type,
    /// Language of the coach.
    pub(crate) second: Type,
}

impl PairType {
    /// Own words in ink, the coach's soft.
    pub(crate) fn new(first: Type, second: f32) -> PairType {
        PairType { first, second: Type { size: second, weight: Weight::Regular, colour: Colour::InkSoft } }
    }
}

/// The side of its column at which a line stands when the sheet runs in a direction: both languages share one edge.
pub(crate) fn edge(sheet: Direction, line: Language) -> Align {
    if line.direction() == sheet { Align::Start } else { Align::End }
}

/// The direction of a sheet for the person.
pub(crate) fn direction(words: &Words<'_>) -> Direction {
    words.first().direction()
}

/// A word as a line of a sheet for the person.
pub(crate) fn line(words: &Words<'_>, said: &Said, tag: Tag, kind: Type) -> Paragraph {
    said.set(tag, kind).aligned(edge(direction(words), said.language)).even()
}

/// Own words above, the coach's below.
pub(crate) fn pair(words: &Words<'_>, concept: &str, tag: Tag, kind: PairType) -> Result<Stack, ReportError> {
    let first = words.in_first(concept)?;
    let second = words.in_second(concept)?.map(|said| line(words, &said, Tag::P, kind.second));
    Ok(Stack::new().add(0.0, line(words, &first, tag, kind.first).tight()).add_some(1.0, second))
}

/// A picture with its pair beside it.
pub(crate) fn pictured(
    words: &Words<'_>,
    concept: &str,
    size: f32,
    tag: Tag,
    kind: PairType,
) -> Result<Row, ReportError> {
    let picture = Drawing::picture(&words.picture(concept)?, size);
    Ok(beside(words, picture, pair(words, concept, tag, kind)?))
}

/// A drawing with blocks beside it, in the direction of the sheet.
pub(crate) fn beside(words: &Words<'_>, drawing: Drawing, content: Stack) -> Row {
    let width = Width::Points(drawing.width);
    let gap = (drawing.width * 0.2).clamp(6.0, 16.0);
    Row::new(gap, vec![Cell::of(width, drawing), Cell::new(Width::Share(1.0), content)])
        .towards(direction(words))
        .standing(Stand::Middle)
        .together()
}

/// A section heading with its picture.
pub(crate) fn heading(words: &Words<'_>, concept: &str) -> Result<Row, ReportError> {
    pictured(words, concept, 40.0, Tag::H2, PairType::new(TITLE.sized(17.0), 10.5))
}

/// A small label in both languages with something below it, and a picture beside.
pub(crate) fn labelled(
    words: &Words<'_>,
    concept: &str,
    picture: f32,
    value: Stack,
) -> Result<Row, ReportError> {
    let label = line(words, &words.in_first(concept)?, Tag::P, CAPTION);
    let second = words.in_second(concept)?.map(|said| line(words, &said, Tag::P, CAPTION.sized(7.2)));
    let stack = Stack::new().add(0.0, label).add_some(0.0, second).add(1.0, value);
    Ok(beside(words, Drawing::picture(&words.picture(concept)?, picture), stack))
}

/// A name or a fact, in ink.
pub(crate) fn value(words: &Words<'_>, text: impl Into<String>) -> Stack {
    let side = edge(direction(words), words.base());
    Stack::new().add(0.0, words.paragraph(Tag::P, STRONG.sized(11.0), text).aligned(side))
}

/// A date in both sets of digits.
pub(crate) fn date(words: &Words<'_>, day: Day) -> Stack {
    value(words, words.short_date(day)).add_some(0.0, words.own_date(LABEL, day))
}

/// Cells of equal width, so many a line; the last line is filled with white.
pub(crate) fn grid(words: &Words<'_>, columns: usize, gap: f32, stand: Stand, cells: Vec<Cell>) -> Stack {
    let mut stack = Stack::new();
    let mut cells = cells.into_iter();
    loop {
        let mut line: Vec<Cell> = cells.by_ref().take(columns).collect();
        if line.is_empty() {
            return stack;
        }
        line.resize_with(columns, || Cell::new(Width::Share(1.0), Stack::new()));
        let before = if stack.items.is_empty() { 0.0 } else { gap };
        stack = stack.add(before, Row::new(gap, line).towards(direction(words)).standing(stand).together());
    }
}
