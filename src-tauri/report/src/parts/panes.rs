//! A score as five panes of glass: it can be counted without reading, in colour and in grey.

use phrasebook::Direction;

use crate::error::ReportError;
use crate::layout::drawing::{AltText, Drawing, Outline, Stroke};
use crate::layout::style::Colour;
use crate::view::Seen;

use super::words::Words;

/// How large the panes are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PaneSize {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) gap: f32,
}

/// In a table.
pub(crate) const TABLE_PANES: PaneSize = PaneSize { width: 13.5, height: 12.0, gap: 2.4 };
/// On a sheet for the person.
pub(crate) const LARGE_PANES: PaneSize = PaneSize { width: 17.4, height: 15.5, gap: 2.8 };
/// The assessment before.
pub(crate) const SMALL_PANES: PaneSize = PaneSize { width: 6.5, height: 5.5, gap: 1.6 };

/// Five panes, filled from where the language starts.
pub(crate) fn panes(
    words: &Words<'_>,
    seen: Seen,
    size: PaneSize,
    direction: Direction,
) -> Result<Drawing, ReportError> {
    let alt = match seen {
        Seen::Score(score) => {
            words.text_with("report-score-alt", &[("score", i64::from(score.get()).into())])
        }
        Seen::NotSeen => words.in_base("not-seen")?.text,
    };
    Ok(draw(seen, size, direction).meaning(AltText::new(alt, words.base())?))
}

fn draw(seen: Seen, size: PaneSize, direction: Direction) -> Drawing {
    // Half a stroke of air, so that no edge is drawn outside the drawing.
    let air = 0.4;
    let step = size.width + size.gap;
    let mut drawing = Drawing::new(5.0 * size.width + 4.0 * size.gap + 2.0 * air, size.height + 2.0 * air);
    for number in 1..=5_u8 {
        let place = match direction {
            Direction::Ltr => number - 1,
            Direction::Rtl => 5 - number,
        };
        let outline = Outline::Rect {
            x: air + f32::from(place) * step,
            y: air,
            width: size.width,
            height: size.height,
            radius: (size.height * 0.17).min(3.0),
        };
        let (fill, stroke) = match seen {
            Seen::Score(score) if number <= score.get() => {
                (Colour::Action, Stroke::solid(Colour::Action, 0.8))
            }
            Seen::Score(_) => (Colour::Paper, Stroke::solid(Colour::Edge, 0.8)),
            Seen::NotSeen => (Colour::Paper, Stroke::dashed(Colour::Edge, 0.8)),
        };
        drawing = drawing.shape(outline, Some(fill), Some(stroke));
    }
    drawing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::drawing::Mark;
    use crate::view::Score;

    fn filled(drawing: &Drawing) -> Vec<bool> {
        let mut panes: Vec<(f32, bool)> = drawing
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Shape { outline: Outline::Rect { x, .. }, fill, .. } => {
                    Some((*x, *fill == Some(Colour::Action)))
                }
                _ => None,
            })
            .collect();
        panes.sort_by(|a, b| a.0.total_cmp(&b.0));
        panes.into_iter().map(|pane| pane.1).collect()
    }

    #[test]
    fn panes_fill_from_where_the_language_starts() {
        let score = Seen::Score(Score::new(2).expect("a score"));
        assert_eq!(filled(&draw(score, TABLE_PANES, Direction::Ltr)), [true, true, false, false, false]);
        assert_eq!(filled(&draw(score, TABLE_PANES, Direction::Rtl)), [false, false, false, true, true]);
        assert_eq!(filled(&draw(Seen::NotSeen, TABLE_PANES, Direction::Ltr)), [false; 5]);
    }
}
