//! One answer as pictures and words on lamp-light: it is the newcomer who speaks here.

use phrasebook::Language;

use crate::error::ReportError;
use crate::layout::block::{Block, Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::{AltText, Drawing, Mark, Outline, Stroke};
use crate::layout::paragraph::Paragraph;
use crate::layout::script::isolate_number;
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, Colour, HAIRLINE, LABEL, STRONG, TITLE};
use crate::parts::clock::appointment;
use crate::parts::pairs::{PairType, beside, direction, edge, grid, pair};
use crate::parts::words::Words;
use crate::view::{Day, FreeText};

use super::{AnswerView, CardView, week};

/// Cards in a line, and the white between them.
pub(super) const CARDS_A_LINE: usize = 3;
pub(super) const CARD_GAP: f32 = 9.0;
const TOLD_PAD: Pad = Pad { top: 9.0, bottom: 9.0, sides: 12.0 };
/// Words that fit on a card; longer ones stand below their question.
const SHORT: usize = 40;
const PICTURE: f32 = 46.0;
const SMALL_PICTURE: f32 = 22.0;
/// As many beads as the screen shows; a higher number is only written.
const MOST_BEADS: u16 = 20;

/// An answer, and where it stands.
pub(super) enum Answer {
    /// One card: beside its question, as on two sides of a table.
    Beside(Cell),
    /// Below its question.
    Below(Block),
}

/// The answer to one question.
pub(super) fn answer(
    answer: &AnswerView,
    words: &Words<'_>,
    made_on: Day,
) -> Result<Option<Answer>, ReportError> {
    Ok(Some(match answer {
        AnswerView::NotAsked => return Ok(None),
        AnswerView::DontKnow => Answer::Beside(plain_card("dont-know", words)?),
        AnswerView::RatherNot => Answer::Beside(plain_card("rather-not", words)?),
        AnswerView::Cards(chosen) => {
            cards(chosen.iter().map(|chosen| card(chosen, words)).collect::<Result<_, _>>()?, words)?
        }
        AnswerView::Languages(languages) => {
            cards(languages.iter().map(|language| language_card(*language, words)).collect(), words)?
        }
        AnswerView::Count(count) => Answer::Beside(told(count_line(*count, words)?.into())),
        AnswerView::Said(said) if said.text.chars().count() <= SHORT => {
            Answer::Beside(told(said_text(said, words).into()))
        }
        AnswerView::Said(said) => {
            let panel = Row::panel(lamp_light(), TOLD_PAD, Stack::new().add(0.0, said_text(said, words)));
            Answer::Below(panel.into())
        }
        AnswerView::Week(view) => Answer::Below(week::week(view, words)?.into()),
        AnswerView::Appointment(when) => Answer::Below(appointment(words, when, made_on)?.into()),
    }))
}

/// No card is an answer too: nothing of these.
fn cards(mut cards: Vec<Cell>, words: &Words<'_>) -> Result<Answer, ReportError> {
    Ok(match (cards.len(), cards.pop()) {
        (_, None) => Answer::Beside(plain_card("nothing", words)?),
        (1, Some(only)) => Answer::Beside(only),
        (_, Some(last)) => {
            cards.push(last);
            Answer::Below(grid(words, CARDS_A_LINE, CARD_GAP, Stand::Middle, cards).into())
        }
    })
}

fn lamp_light() -> Frame {
    Frame {
        fill: Some(Colour::VoiceSoft),
        stroke: Some(Stroke::solid(Colour::VoiceLine, HAIRLINE)),
        radius: 9.0,
        bar: None,
    }
}

/// Something told that is no card.
fn told(content: Block) -> Cell {
    Cell::of(Width::Share(1.0), content).padded(TOLD_PAD).framed(lamp_light())
}

/// A picture on its own white plate, as on the screen.
pub(super) fn on_plate(picture: String, size: f32) -> Drawing {
    let ground = Outline::Rect { x: 0.0, y: 0.0, width: size, height: size, radius: size * 0.16 };
    let inset = size * 0.06;
    Drawing::new(size, size).shape(ground, Some(Colour::Paper), None).with(Mark::Picture {
        id: picture,
        x: inset,
        y: inset,
        size: size - 2.0 * inset,
    })
}

/// A card with its words, and with what belongs to it.
fn card(card: &CardView, words: &Words<'_>) -> Result<Cell, ReportError> {
    let mut said = pair(words, &card.concept, Tag::P, PairType::new(STRONG.sized(11.0), 8.4))?;
    if let Some(with) = &card.with {
        let picture = Drawing::picture(&words.picture(with)?, SMALL_PICTURE);
        let kind = PairType::new(BODY.sized(9.4), 7.8);
        said = said.add(4.0, beside(words, picture, pair(words, with, Tag::P, kind)?));
    }
    if let Some(years) = card.years {
        said = said.add(4.0, count_words(years, words));
    }
    let picture = on_plate(words.picture(&card.concept)?, PICTURE);
    let row =
        Row::new(9.0, vec![Cell::of(Width::Points(PICTURE), picture), Cell::new(Width::Share(1.0), said)])
            .towards(direction(words))
            .standing(Stand::Middle);
    Ok(Cell::of(Width::Share(1.0), row).padded(Pad::new(7.0, 8.0)).framed(lamp_light()))
}

/// "I don't know", "I'd rather not say", "nothing": answers as good as any other.
fn plain_card(concept: &str, words: &Words<'_>) -> Result<Cell, ReportError> {
    card(&CardView { concept: concept.to_owned(), with: None, years: None }, words)
}

/// A number with its beads.
fn count_line(count: u16, words: &Words<'_>) -> Result<Row, ReportError> {
    let mut cells = vec![Cell::of(Width::Natural, numbers(count, words, TITLE.sized(20.0)))];
    if (1..=MOST_BEADS).contains(&count) {
        let alt = words.text_with("report-beads-alt", &[("count", i64::from(count).into())]);
        let beads = beads(count).meaning(AltText::new(alt, words.base())?);
        cells.push(Cell::of(Width::Points(beads.width), beads));
    }
    Ok(Row::new(12.0, cells).towards(direction(words)).standing(Stand::Middle))
}

/// A number in both sets of digits, on one line.
fn numbers(count: u16, words: &Words<'_>, kind: crate::layout::style::Type) -> Paragraph {
    let number = count.to_string();
    let own = words.in_own_digits(&number).map(|own| format!(" {own}")).unwrap_or_default();
    let soft = LABEL.sized(kind.size * 0.75);
    words.paragraph(Tag::P, kind, isolate_number(&number)).then(soft, own).tight()
}

fn count_words(years: u16, words: &Words<'_>) -> Paragraph {
    let text = words.text_with("report-years", &[("years", i64::from(years).into())]);
    let own = words.in_own_digits(&years.to_string()).map(|own| format!("  {own}")).unwrap_or_default();
    let side = edge(direction(words), words.base());
    words.paragraph(Tag::P, STRONG, text).then(LABEL, own).aligned(side)
}

/// Beads on strings of five, as on a counting frame.
fn beads(count: u16) -> Drawing {
    const A_STRING: u16 = 5;
    let (radius, step, air) = (5.0, 12.4, 0.5);
    let strings = count.div_ceil(A_STRING);
    let middle = |bead: u16| air + radius + f32::from(bead) * step;
    let width = middle(count.min(A_STRING) - 1) + radius + air;
    let mut drawing = Drawing::new(width, middle(strings - 1) + radius + air);
    let stroke = Stroke::solid(Colour::VoiceInk, 0.8);
    for string in 0..strings {
        let y = middle(string);
        let line = Outline::Line(vec![(0.0, y), (width, y)]);
        drawing = drawing.shape(line, None, Some(Stroke::solid(Colour::VoiceInk, HAIRLINE)));
        for bead in 0..(count - string * A_STRING).min(A_STRING) {
            let outline = Outline::Circle { centre: (middle(bead), y), radius };
            drawing = drawing.shape(outline, Some(Colour::VoiceLine), Some(stroke));
        }
    }
    drawing
}

fn said_text(said: &FreeText, words: &Words<'_>) -> Paragraph {
    words.free(Tag::P, STRONG.sized(12.0), said).aligned(edge(direction(words), said.language))
}

/// A language by its own name: never a flag.
fn language_card(language: Language, words: &Words<'_>) -> Cell {
    let own_name = words.phrasebook.languages().iter().find(|info| info.tag == language);
    let own_name = own_name.map_or(language.tag(), |info| info.own_name.as_str());
    let first = Paragraph::new(Tag::P, language, STRONG.sized(13.0), own_name)
        .aligned(edge(direction(words), language));
    let second = words.paragraph(Tag::P, LABEL, words.language_name(language));
    let second = second.aligned(edge(direction(words), words.base()));
    let content = Stack::new().add(0.0, first).add(0.0, second);
    Cell::new(Width::Share(1.0), content).padded(Pad::new(7.0, 12.0)).framed(lamp_light())
}
