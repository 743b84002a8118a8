//! The week as a grid of half-days, Monday where the language starts.

use crate::error::ReportError;
use crate::layout::block::{Cell, Frame, Pad, Row, Stack, Stand, Table, Width};
use crate::layout::drawing::{AltText, Drawing, Stroke};
use crate::layout::paragraph::Align;
use crate::layout::structure::{Scope, Tag};
use crate::layout::style::{BODY, CAPTION, Colour, HAIRLINE, STRONG};
use crate::parts::clock::DAYS;
use crate::parts::pairs::{PairType, beside, direction, pair, pictured};
use crate::parts::words::Words;

use super::{HalfDay, WeekView};

const HALF_DAYS: [&str; 3] = ["morning", "afternoon", "evening"];
const HEAD_WIDTH: f32 = 96.0;
const PICTURE: f32 = 22.0;
const CELL_GAP: f32 = 3.0;

impl HalfDay {
    /// The concept that says what it is for.
    fn concept(self) -> Option<&'static str> {
        match self {
            HalfDay::NotSaid => None,
            HalfDay::Lesson => Some("lesson"),
            HalfDay::Children => Some("children"),
            HalfDay::Free => Some("free-to-work"),
        }
    }

    /// Ground of its cell; the pictures tell them apart in grey.
    fn ground(self) -> Option<Colour> {
        match self {
            HalfDay::NotSaid => None,
            HalfDay::Lesson => Some(Colour::Sunken),
            HalfDay::Children => Some(Colour::VoiceSoft),
            HalfDay::Free => Some(Colour::ActionSoft),
        }
    }
}

/// The grid, and the pictures it uses with their words.
pub(super) fn week(view: &WeekView, words: &Words<'_>) -> Result<Stack, ReportError> {
    let mut rows = Vec::with_capacity(HALF_DAYS.len());
    for (part, concept) in HALF_DAYS.iter().enumerate() {
        let head = pictured(words, concept, 23.0, Tag::P, PairType::new(STRONG.sized(9.4), 7.6))?;
        let head = Cell::of(Width::Points(HEAD_WIDTH), head).padded(Pad::new(5.0, 0.0)).heading(Scope::Row);
        let mut cells = vec![head];
        for day in &view.days {
            cells.push(cell(day[part], words)?);
        }
        rows.push(line(words, cells).standing(Stand::Middle).of_table());
    }
    let table = Table { head: Some(head(words)?), rows, rule: None, gap: CELL_GAP };
    let legend = legend(view, words)?;
    Ok(Stack::new().add(0.0, table).add_some(7.0, legend).together())
}

fn line(words: &Words<'_>, cells: Vec<Cell>) -> Row {
    Row::new(CELL_GAP, cells).towards(direction(words))
}

fn head(words: &Words<'_>) -> Result<Row, ReportError> {
    let corner = Cell::new(Width::Points(HEAD_WIDTH), Stack::new()).data();
    let mut cells = vec![corner];
    for day in DAYS {
        let first = words.in_first(day)?.set(Tag::P, CAPTION.bold().in_colour(Colour::Ink));
        let second =
            words.in_second(day)?.map(|said| said.set(Tag::P, CAPTION.sized(7.0)).aligned(Align::Middle));
        let stack = Stack::new().add(0.0, first.aligned(Align::Middle)).add_some(0.0, second);
        cells.push(Cell::new(Width::Share(1.0), stack).padded(Pad::new(2.0, 0.0)).heading(Scope::Column));
    }
    Ok(line(words, cells).of_table())
}

fn cell(half_day: HalfDay, words: &Words<'_>) -> Result<Cell, ReportError> {
    let mut stack = Stack::new();
    if let Some(concept) = half_day.concept() {
        let alt = AltText::new(words.in_base(concept)?.text, words.base())?;
        let picture = Drawing::picture(&words.picture(concept)?, PICTURE).meaning(alt);
        let centred = Row::new(
            0.0,
            vec![
                Cell::new(Width::Share(1.0), Stack::new()),
                Cell::of(Width::Points(PICTURE), picture),
                Cell::new(Width::Share(1.0), Stack::new()),
            ],
        );
        stack = stack.add(0.0, centred);
    }
    let stroke = match half_day {
        HalfDay::NotSaid => Stroke::solid(Colour::Line, HAIRLINE),
        _ => Stroke::solid(Colour::Edge, HAIRLINE),
    };
    let frame = Frame { fill: half_day.ground(), stroke: Some(stroke), radius: 4.0, bar: None };
    Ok(Cell::new(Width::Share(1.0), stack).padded(Pad::new(4.0, 2.0)).framed(frame).data())
}

/// Only what the week uses.
fn legend(view: &WeekView, words: &Words<'_>) -> Result<Option<Row>, ReportError> {
    let mut cells = Vec::new();
    for kind in [HalfDay::Free, HalfDay::Lesson, HalfDay::Children] {
        if let (Some(concept), true) = (kind.concept(), view.days.as_flattened().contains(&kind)) {
            let picture = Drawing::picture(&words.picture(concept)?, 20.0);
            let said = pair(words, concept, Tag::P, PairType::new(BODY, 8.0))?;
            let key = beside(words, picture, said);
            let frame = Frame {
                fill: kind.ground(),
                stroke: Some(Stroke::solid(Colour::Edge, HAIRLINE)),
                radius: 4.0,
                bar: None,
            };
            cells.push(Cell::of(Width::Share(1.0), key).padded(Pad::new(3.0, 7.0)).framed(frame));
        }
    }
    Ok((!cells.is_empty()).then(|| Row::new(9.0, cells).towards(direction(words))))
}
