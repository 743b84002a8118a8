//! A card per dimension: the picture of what was reached, five panes, and the participant's own face.

use crate::error::ReportError;
use crate::layout::block::{Block, Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::{Drawing, Stroke};
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, CAPTION, Colour, HAIRLINE, STRONG, TITLE};
use crate::parts::faces::face;
use crate::parts::pairs::{PairType, direction, edge, grid, line, pair};
use crate::parts::panes::{LARGE_PANES, SMALL_PANES, panes};
use crate::parts::words::Words;
use crate::view::{ScoreView, Seen};

use super::MyAssessmentView;

const PICTURE: f32 = 76.0;
const FACE: f32 = 38.0;

/// Two columns of cards.
pub(super) fn cards(view: &MyAssessmentView, words: &Words<'_>) -> Result<Stack, ReportError> {
    let cards = view.scores.iter().map(|score| card(score, words)).collect::<Result<Vec<_>, _>>()?;
    Ok(grid(words, 2, 12.0, Stand::Top, cards))
}

fn card(score: &ScoreView, words: &Words<'_>) -> Result<Cell, ReportError> {
    let reached = reached(score);
    let name = pair(words, &score.dimension, Tag::P, PairType::new(STRONG.sized(12.0), 8.4))?;
    let beside = name.add(5.0, score_line(score, words)?).add_some(3.0, last_time(score, words)?);
    let picture = Drawing::picture(&words.picture(&reached)?, PICTURE);
    let top =
        Row::new(10.0, vec![Cell::of(Width::Points(PICTURE), picture), Cell::new(Width::Share(1.0), beside)])
            .towards(direction(words));
    let sentence = pair(words, &reached, Tag::P, PairType::new(BODY.sized(10.2), 8.0))?;
    let mut below = vec![Cell::new(Width::Share(1.0), sentence)];
    if let Some(chosen) = score.self_score {
        below.push(Cell::of(Width::Points(FACE), face(words, chosen, FACE)?));
    }
    let below = Row::new(10.0, below).towards(direction(words)).standing(Stand::Middle);
    let frame = Frame { stroke: Some(Stroke::solid(Colour::Line, 0.9)), radius: 10.0, ..Frame::default() };
    let content = Stack::new().add(0.0, top).add(4.0, below);
    Ok(Cell::new(Width::Share(1.0), content).padded(Pad::new(9.0, 11.0)).framed(frame))
}

/// The concept whose picture and sentence say what was reached.
fn reached(score: &ScoreView) -> String {
    match score.seen {
        Seen::Score(reached) => format!("{}-{}", score.dimension, reached.get()),
        Seen::NotSeen => "not-seen".to_owned(),
    }
}

/// Panes, and the number in both sets of digits.
fn score_line(score: &ScoreView, words: &Words<'_>) -> Result<Row, ReportError> {
    let panes = panes(words, score.seen, LARGE_PANES, direction(words))?;
    let mut cells = vec![Cell::of(Width::Points(panes.width), panes)];
    if let Seen::Score(reached) = score.seen {
        let number = reached.get().to_string();
        let own = words.in_own_digits(&number).map(|own| format!(" {own}")).unwrap_or_default();
        let line = words.paragraph(Tag::P, TITLE, number).then(BODY.in_colour(Colour::InkSoft), own);
        cells.push(Cell::of(Width::Natural, line.tight()));
    }
    Ok(Row::new(6.0, cells).towards(direction(words)).standing(Stand::Middle))
}

/// What the panes were the time before, small.
fn last_time(score: &ScoreView, words: &Words<'_>) -> Result<Option<Block>, ReportError> {
    let Some(earlier @ Seen::Score(_)) = score.earlier else { return Ok(None) };
    let panes = panes(words, earlier, SMALL_PANES, direction(words))?;
    let first = words.in_first("last-time")?;
    let label = line(words, &first, Tag::P, CAPTION).aligned(edge(direction(words), first.language));
    let cells = vec![Cell::of(Width::Natural, label), Cell::of(Width::Points(panes.width), panes)];
    Ok(Some(Row::new(5.0, cells).towards(direction(words)).standing(Stand::Middle).into()))
}

/// A small plate for one dimension in a list: picture and words.
pub(super) fn plate(words: &Words<'_>, dimension: &str, picture: Drawing) -> Result<Cell, ReportError> {
    let width = picture.width;
    let name = pair(words, dimension, Tag::P, PairType::new(STRONG.sized(10.5), 8.2))?;
    let row =
        Row::new(8.0, vec![Cell::of(Width::Points(width), picture), Cell::new(Width::Share(1.0), name)])
            .towards(direction(words))
            .standing(Stand::Middle);
    let frame =
        Frame { stroke: Some(Stroke::solid(Colour::Line, HAIRLINE)), radius: 8.0, ..Frame::default() };
    Ok(Cell::of(Width::Share(1.0), row).padded(Pad::new(6.0, 8.0)).framed(frame))
}
