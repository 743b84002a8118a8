//! Pictures and shapes as data: what is drawn is decided by pure functions, the pen only executes.

use phrasebook::Language;

use crate::error::ReportError;

use super::script::only_steers;
use super::style::Colour;

/// Stroke of a shape.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) colour: Colour,
    pub(crate) width: f32,
    pub(crate) dash: Dash,
}

impl Stroke {
    /// An unbroken line.
    pub(crate) const fn solid(colour: Colour, width: f32) -> Stroke {
        Stroke { colour, width, dash: Dash::None }
    }

    /// A broken line: something that was not seen or is not final.
    pub(crate) const fn dashed(colour: Colour, width: f32) -> Stroke {
        Stroke { colour, width, dash: Dash::Dashed }
    }

    /// Round dots: the mark of a draft word.
    pub(crate) const fn dotted(colour: Colour, width: f32) -> Stroke {
        Stroke { colour, width, dash: Dash::Dotted }
    }
}

/// How a line is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dash {
    /// Not.
    None,
    /// Short stretches.
    Dashed,
    /// Round dots.
    Dotted,
}

/// A point, y downwards from the top of the drawing.
pub(crate) type Point = (f32, f32);

/// The outline of a shape.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outline {
    /// Straight lines from point to point, not closed.
    Line(Vec<Point>),
    /// Left, top, width, height, radius of the corners.
    Rect { x: f32, y: f32, width: f32, height: f32, radius: f32 },
    /// Centre and radius.
    Circle { centre: Point, radius: f32 },
}

/// One thing in a drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Mark {
    /// A shape, filled or stroked or both.
    Shape { outline: Outline, fill: Option<Colour>, stroke: Option<Stroke> },
    /// A picture of the phrasebook in a square.
    Picture { id: String, x: f32, y: f32, size: f32 },
}

/// What a drawing means to somebody who does not see it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Meaning {
    /// It says something of its own: the alt text and its language.
    Figure(AltText),
    /// Its word stands beside it, or it only decorates.
    Decoration,
}

/// An alt text that says something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct AltText {
    text: String,
    language: Language,
}

impl AltText {
    /// Refuses an empty text: a figure that says nothing is a decoration.
    pub(crate) fn new(text: impl Into<String>, language: Language) -> Result<AltText, ReportError> {
        let text: String = text.into().chars().filter(|c| !only_steers(*c)).collect();
        if text.trim().is_empty() {
            return Err(ReportError::Untagged("a figure has no alt text"));
        }
        Ok(AltText { text, language })
    }

    /// The words.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Their language.
    pub(crate) fn language(&self) -> Language {
        self.language
    }
}

/// A drawing of a fixed size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) meaning: Meaning,
    pub(crate) marks: Vec<Mark>,
}

impl Drawing {
    /// An empty decoration.
    pub(crate) fn new(width: f32, height: f32) -> Drawing {
        Drawing { width, height, meaning: Meaning::Decoration, marks: Vec::new() }
    }

    /// A picture in a square, its word beside it.
    pub(crate) fn picture(id: &str, size: f32) -> Drawing {
        Drawing::new(size, size).with(Mark::Picture { id: id.to_owned(), x: 0.0, y: 0.0, size })
    }

    /// A line over the whole width.
    pub(crate) fn rule(width: f32, colour: Colour, thickness: f32) -> Drawing {
        let stroke = Stroke::solid(colour, thickness);
        let outline = Outline::Line(vec![(0.0, thickness / 2.0), (width, thickness / 2.0)]);
        Drawing::new(width, thickness).with(Mark::Shape { outline, fill: None, stroke: Some(stroke) })
    }

    /// Adds a mark on top.
    pub(crate) fn with(mut self, mark: Mark) -> Drawing {
        self.marks.push(mark);
        self
    }

    /// Adds a shape on top.
    pub(crate) fn shape(self, outline: Outline, fill: Option<Colour>, stroke: Option<Stroke>) -> Drawing {
        self.with(Mark::Shape { outline, fill, stroke })
    }

    /// Says what it means.
    pub(crate) fn meaning(mut self, alt: AltText) -> Drawing {
        self.meaning = Meaning::Figure(alt);
        self
    }
}

impl Outline {
    /// The same outline elsewhere.
    pub(crate) fn moved(&self, dx: f32, dy: f32) -> Outline {
        let moved = |points: &[Point]| points.iter().map(|(x, y)| (x + dx, y + dy)).collect();
        match self {
            Outline::Line(points) => Outline::Line(moved(points)),
            Outline::Rect { x, y, width, height, radius } => {
                Outline::Rect { x: x + dx, y: y + dy, width: *width, height: *height, radius: *radius }
            }
            Outline::Circle { centre, radius } => {
                Outline::Circle { centre: (centre.0 + dx, centre.1 + dy), radius: *radius }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_alt_text_is_refused() {
        assert!(AltText::new(" ", Language::Nl).is_err());
        assert!(AltText::new("4 van 5", Language::Nl).is_ok());
    }
}
