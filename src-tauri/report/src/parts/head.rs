//! What stands at the top of a report: our mark, whom it is about, the facts.

use phrasebook::Direction;

use crate::layout::MARK;
use crate::layout::block::{Block, Cell, Row, Stack, Stand, Width, Wrap};
use crate::layout::drawing::Drawing;
use crate::layout::paragraph::{Align, Paragraph};
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, CONTENT_WIDTH, Colour, HAIRLINE, LABEL, PAGE, STRONG};
use crate::view::PersonView;

use super::words::{Said, Words, name};

/// Mark and name of the app at the left, the kind of paper at the right.
pub(crate) fn masthead(words: &Words<'_>) -> Block {
    let ours = words.paragraph(Tag::P, STRONG.in_colour(Colour::ActionInk), "Meedoen");
    let confidential = words.paragraph(Tag::P, LABEL, words.text("report-confidential")).aligned(Align::End);
    Row::new(
        6.0,
        vec![
            Cell::of(Width::Points(22.0), Drawing::picture(MARK, 22.0)),
            Cell::of(Width::Natural, ours),
            Cell::of(Width::Share(1.0), confidential),
        ],
    )
    .standing(Stand::Middle)
    .into()
}

/// The call name, large, and beside or below it the name in the person's own script, and which language that is.
pub(crate) fn person_name(words: &Words<'_>, person: &PersonView) -> Stack {
    let call_name = words.paragraph(Tag::H1, PAGE, name(&person.call_name)).tight();
    let mut names: Vec<Block> = vec![call_name.into()];
    if let Some(own) = &person.own_script_name {
        let kind = PAGE.sized(19.0).in_colour(Colour::VoiceInk);
        names.push(Paragraph::new(Tag::P, own.language, kind, &own.text).tight().into());
    }
    if person.language != words.base() {
        names.push(words.paragraph(Tag::P, LABEL, words.language_name(person.language)).into());
    }
    let wrap =
        Wrap { blocks: names, gap: 14.0, line_gap: 2.0, direction: Direction::Ltr, stand: Stand::Baseline };
    let official = person.official_name.as_ref().map(|official| {
        let text = words.text_with("report-official-name", &[("name", official.into())]);
        words.paragraph(Tag::P, LABEL, text)
    });
    Stack::new().add(0.0, wrap).add_some(1.0, official)
}

/// One fact: a label, what is so, and perhaps the label in the person's language.
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) own: Option<Said>,
}

/// Facts beside each other between hairlines.
pub(crate) fn facts(words: &Words<'_>, facts: Vec<Fact>) -> Stack {
    let cells = facts
        .into_iter()
        .map(|fact| {
            let stack = Stack::new()
                .add(0.0, words.paragraph(Tag::P, CAPTION, fact.label))
                .add(1.0, words.paragraph(Tag::P, STRONG, fact.value))
                .add_some(1.0, fact.own.map(|own| own.set(Tag::P, CAPTION).aligned(side_of(&own))));
            Cell::new(Width::Share(1.0), stack)
        })
        .collect();
    Stack::new()
        .add(0.0, Drawing::rule(CONTENT_WIDTH, Colour::Line, HAIRLINE))
        .add(7.0, Row::new(18.0, cells).divided(Colour::Line))
        .add(9.0, Drawing::rule(CONTENT_WIDTH, Colour::Line, HAIRLINE))
}

/// A right-to-left line below a left-to-right one stands at the left, under what it repeats.
pub(crate) fn side_of(said: &Said) -> Align {
    match said.language.direction() {
        Direction::Ltr => Align::Start,
        Direction::Rtl => Align::End,
    }
}
