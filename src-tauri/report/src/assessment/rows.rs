//! The table of dimensions, in one language or in two.

use phrasebook::Direction;

use crate::error::ReportError;
use crate::layout::block::{Block, Cell, Frame, Pad, Row, Stack, Stand, Table, Width};
use crate::layout::drawing::Stroke;
use crate::layout::paragraph::{Align, Paragraph};
use crate::layout::structure::{Scope, Tag};
use crate::layout::style::{BODY, CAPTION, Colour, HAIRLINE, LABEL, STRONG, Type};
use crate::parts::faces::face;
use crate::parts::pairs::edge;
use crate::parts::panes::{TABLE_PANES, panes};
use crate::parts::words::Words;
use crate::view::{Cause, FreeText, ScoreView, Seen};

use super::AssessmentView;

const ROW_PAD: Pad = Pad { top: 6.5, bottom: 8.0, sides: 0.0 };
const HEAD_PAD: Pad = Pad { top: 0.0, bottom: 5.0, sides: 0.0 };
const FACE: f32 = 25.0;
const SCORE_WIDTH: f32 = 104.0;
const NUMBER: Type = STRONG.sized(14.0);

/// The twelve dimensions.
pub(super) fn table(view: &AssessmentView, words: &Words<'_>) -> Result<Table, ReportError> {
    let faces =
        if view.scores.iter().any(|score| score.self_score.is_some()) { Faces::Shown } else { Faces::None };
    let rows = view.scores.iter().map(|score| match words.own() {
        None => one_language(score, words, faces),
        Some(own) => two_languages(score, words, own.direction()),
    });
    let head = match words.own() {
        None => one_language_head(words, faces),
        Some(own) => two_languages_head(words, own.direction()),
    };
    Ok(Table { head: Some(head), rows: rows.collect::<Result<_, _>>()?, rule: Some(Colour::Line), gap: 0.0 })
}

/// Whether the participant chose any face at all: an empty column says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Faces {
    Shown,
    None,
}

/// White between the columns of the two-language table. A column that starts at the left needs a little more, or its
/// words stand against the face.
fn two_languages_gap(own: Direction) -> f32 {
    match own {
        Direction::Ltr => 18.0,
        Direction::Rtl => 14.0,
    }
}

fn head_cell(words: &Words<'_>, width: Width, id: &str, align: Align) -> Cell {
    let label = words.paragraph(Tag::P, LABEL, words.text(id)).aligned(align);
    Cell::of(width, label).padded(HEAD_PAD).heading(Scope::Column)
}

fn one_language_head(words: &Words<'_>, faces: Faces) -> Row {
    let mut cells = vec![
        head_cell(words, Width::Points(126.0), "report-dimension", Align::Start),
        head_cell(words, Width::Points(SCORE_WIDTH), "report-score", Align::Start),
        head_cell(words, Width::Share(1.0), "report-what-was-seen", Align::Start),
    ];
    if faces == Faces::Shown {
        cells.push(head_cell(words, Width::Points(FACE), "report-self", Align::Middle));
    }
    Row::new(16.0, cells).of_table()
}

fn one_language(score: &ScoreView, words: &Words<'_>, faces: Faces) -> Result<Row, ReportError> {
    let name = words.in_base(&score.dimension)?.set(Tag::P, STRONG).even();
    let seen = with_remarks(Stack::new().add(0.0, reached(score, words)?), score, words);
    let mut cells = vec![
        Cell::of(Width::Points(126.0), name).padded(ROW_PAD).heading(Scope::Row),
        Cell::new(Width::Points(SCORE_WIDTH), score_cell(score, words)?).padded(ROW_PAD).data(),
        Cell::new(Width::Share(1.0), seen).padded(ROW_PAD).data(),
    ];
    if faces == Faces::Shown {
        cells.push(face_cell(score, words)?);
    }
    Ok(Row::new(16.0, cells).standing(Stand::Baseline).of_table())
}

/// The sentence that was reached, or that it was not seen.
fn reached(score: &ScoreView, words: &Words<'_>) -> Result<Paragraph, ReportError> {
    Ok(match anchor(score) {
        Some(anchor) => words.in_base(&anchor)?.set(Tag::P, BODY).even(),
        None => words.in_base("not-seen")?.set(Tag::P, BODY.in_colour(Colour::InkSoft)),
    })
}

fn face_cell(score: &ScoreView, words: &Words<'_>) -> Result<Cell, ReportError> {
    let face = score.self_score.map(|chosen| face(words, chosen, FACE)).transpose()?;
    let stack = Stack::new().add_some(0.0, face);
    Ok(Cell::new(Width::Points(FACE), stack).padded(Pad { top: 6.0, ..ROW_PAD }).data())
}

/// The base language at one side, the person's at the other, and what needs no words between them.
fn two_languages_head(words: &Words<'_>, own: Direction) -> Row {
    let base = words.paragraph(Tag::P, LABEL, words.text("report-this-language"));
    let own_name = words
        .own()
        .and_then(|own| words.phrasebook.languages().iter().find(|info| info.tag == own))
        .map(|info| Paragraph::new(Tag::P, info.tag, LABEL, &info.own_name));
    let side = |text: Option<Paragraph>| {
        let stack = Stack::new().add_some(0.0, text);
        Cell::new(Width::Share(1.0), stack).padded(HEAD_PAD).heading(Scope::Column)
    };
    Row::new(
        two_languages_gap(own),
        vec![
            side(Some(base)),
            head_cell(words, Width::Points(SCORE_WIDTH), "report-score", Align::Start),
            head_cell(words, Width::Points(FACE), "report-self", Align::Middle),
            side(own_name),
        ],
    )
    .standing(Stand::Baseline)
    .of_table()
}

fn two_languages(score: &ScoreView, words: &Words<'_>, own: Direction) -> Result<Row, ReportError> {
    let base = Stack::new()
        .add(0.0, words.in_base(&score.dimension)?.set(Tag::P, STRONG).even())
        .add(1.0, reached(score, words)?);
    let own_sentence = match anchor(score) {
        Some(anchor) => words.in_own(&anchor).map(|said| said.set(Tag::P, BODY).even()),
        None => words.in_own("not-seen").map(|said| said.set(Tag::P, BODY.in_colour(Colour::InkSoft))),
    };
    let own_side = Stack::new()
        .add_some(0.0, words.in_own(&score.dimension).map(|said| said.set(Tag::P, STRONG).even()))
        .add_some(1.0, own_sentence);
    Ok(Row::new(
        two_languages_gap(own),
        vec![
            Cell::new(Width::Share(1.0), with_remarks(base, score, words)).padded(ROW_PAD).data(),
            Cell::new(Width::Points(SCORE_WIDTH), score_cell(score, words)?).padded(ROW_PAD).data(),
            face_cell(score, words)?,
            Cell::new(Width::Share(1.0), own_side).padded(ROW_PAD).data(),
        ],
    )
    .of_table())
}

/// The concept of the sentence that was reached.
fn anchor(score: &ScoreView) -> Option<String> {
    match score.seen {
        Seen::Score(reached) => Some(format!("{}-{}", score.dimension, reached.get())),
        Seen::NotSeen => None,
    }
}

/// Panes, number, and the score of the time before.
fn score_cell(score: &ScoreView, words: &Words<'_>) -> Result<Stack, ReportError> {
    let panes = panes(words, score.seen, TABLE_PANES, Direction::Ltr)?;
    let number = match score.seen {
        Seen::Score(reached) => words.paragraph(Tag::P, NUMBER, reached.get().to_string()),
        Seen::NotSeen => words.paragraph(Tag::P, NUMBER.in_colour(Colour::InkSoft), "–"),
    };
    let cells = vec![Cell::of(Width::Points(panes.width), panes), Cell::of(Width::Natural, number.tight())];
    let line: Block = Row::new(9.0, cells).standing(Stand::Middle).into();
    let mut below = Stack::new().add(0.0, line);
    if let Some(Seen::Score(earlier)) = score.earlier {
        let number = earlier.get().to_string();
        let last_time = words.text_with("report-last-time", &[("score", (&number).into())]);
        below = below.add(2.0, words.paragraph(Tag::P, CAPTION, last_time));
    }
    Ok(below)
}

/// What somebody typed, and the mark that language may explain the score.
fn with_remarks(mut stack: Stack, score: &ScoreView, words: &Words<'_>) -> Stack {
    if score.cause == Cause::Language {
        let text =
            words.paragraph(Tag::P, CAPTION.in_colour(Colour::Ink), words.text("report-because-of-language"));
        let frame =
            Frame { stroke: Some(Stroke::solid(Colour::Edge, HAIRLINE)), radius: 8.0, ..Frame::default() };
        let pill =
            Row::new(0.0, vec![Cell::of(Width::Natural, text).padded(Pad::new(1.5, 7.0)).framed(frame)]);
        stack = stack.add(4.0, pill);
    }
    if let Some(evidence) = &score.evidence {
        stack = stack.add(4.0, evidence_text(evidence, words));
    }
    stack
}

fn evidence_text(evidence: &FreeText, words: &Words<'_>) -> Row {
    let side = edge(evidence.language.direction(), words.base());
    let content = Stack::new()
        .add_some(0.0, words.language_mark(evidence).map(|mark| mark.aligned(side)))
        .add(0.0, words.free(Tag::P, LABEL, evidence));
    let frame = Frame { bar: Some(Colour::Line), ..Frame::default() };
    let cell = Cell::new(Width::Share(1.0), content).padded(Pad::new(0.0, 8.0)).framed(frame);
    Row::new(0.0, vec![cell]).towards(evidence.language.direction())
}
