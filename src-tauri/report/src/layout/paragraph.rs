//! Text before it has a width, and text that has one.

use std::ops::Range;

use parley::style::{FontFamily, FontWeight, StyleProperty};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, Layout, LayoutContext, LineHeight, OverflowWrap,
};
use phrasebook::{Direction, Language};

use super::fonts::families;
use super::hyphens::hyphenate_dutch;
use super::script::{ARABIC_SCALE, arabic_ranges, leading};
use super::structure::Tag;
use super::style::{Colour, Type, Weight};

/// What a glyph is painted with; parley carries it along.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Ink {
    /// Colour of the letters.
    pub(crate) colour: Colour,
    /// Dots underneath: a draft nobody who speaks the language has seen.
    pub(crate) underline: Underline,
}

/// Mark under a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Underline {
    /// Nothing.
    #[default]
    None,
    /// The mark of a draft word.
    Dotted,
}

/// A stretch of a paragraph in one type.
#[derive(Debug, Clone)]
pub(crate) struct Span {
    text: String,
    kind: Type,
    underline: Underline,
}

/// Where lines stand in their column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the side where the language begins.
    Start,
    /// At the other side.
    End,
    /// In the middle.
    Middle,
}

/// How lines are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Each line as full as it gets: reading text.
    Full,
    /// Lines of about equal length: headings, questions, short sentences. No last word stands alone.
    Even,
}

/// A paragraph in one language.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    pub(crate) tag: Tag,
    pub(crate) language: Language,
    /// Size of Latin letters, from the first span.
    pub(crate) size: f32,
    spans: Vec<Span>,
    align: Align,
    fill: Fill,
    leading: f32,
    /// Every character in a cell of this width: a key that is copied by hand.
    pitch: Option<f32>,
}

impl Paragraph {
    /// A paragraph of one span.
    pub(crate) fn new(tag: Tag, language: Language, kind: Type, text: impl Into<String>) -> Paragraph {
        let span = Span { text: text.into(), kind, underline: Underline::None };
        Paragraph {
            tag,
            language,
            size: kind.size,
            spans: vec![span],
            align: Align::Start,
            fill: Fill::Full,
            leading: leading(language),
            pitch: None,
        }
    }

    /// Adds a stretch in another type.
    pub(crate) fn then(mut self, kind: Type, text: impl Into<String>) -> Paragraph {
        self.spans.push(Span { text: text.into(), kind, underline: Underline::None });
        self
    }

    /// Puts the draft mark under all of it, when there is one.
    pub(crate) fn underlined(mut self, underline: Underline) -> Paragraph {
        self.spans.iter_mut().for_each(|span| span.underline = underline);
        self
    }

    /// Puts the lines elsewhere in their column.
    pub(crate) fn aligned(mut self, align: Align) -> Paragraph {
        self.align = align;
        self
    }

    /// Fills the lines evenly.
    pub(crate) fn even(mut self) -> Paragraph {
        self.fill = Fill::Even;
        self
    }

    /// Sets lines closer together: headings.
    pub(crate) fn tight(mut self) -> Paragraph {
        self.leading = (leading(self.language) - 0.16).max(1.2);
        self
    }

    /// Puts every character in a cell of this many points.
    pub(crate) fn in_cells(mut self, pitch: f32) -> Paragraph {
        self.pitch = Some(pitch);
        self
    }

    /// The words without their layout.
    pub(crate) fn plain_text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// Text with lines.
pub(crate) struct SetText {
    /// The whole text, line ranges of the layout point into it.
    pub(crate) text: String,
    /// The lines of parley.
    pub(crate) layout: Layout<Ink>,
    /// Size of Latin letters.
    pub(crate) size: f32,
    /// From baseline to baseline.
    pub(crate) line_height: f32,
    /// What every line is moved by, when lines are filled evenly.
    pub(crate) shift: f32,
    /// See [`Paragraph::in_cells`].
    pub(crate) pitch: Option<f32>,
}

impl SetText {
    /// How many lines.
    pub(crate) fn line_count(&self) -> usize {
        self.layout.len()
    }

    /// From the top of a paragraph to its first baseline. The same for every script of a size, so that two languages
    /// side by side stand on one line.
    pub(crate) fn first_baseline(&self) -> f32 {
        self.size
    }
}

/// Sets paragraphs.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<Ink>,
}

impl Typesetter {
    /// A typesetter with the fonts of a shelf.
    pub(crate) fn new(fonts: FontContext) -> Typesetter {
        Typesetter { fonts, layouts: LayoutContext::new() }
    }

    /// Sets a paragraph in a column of `width` points.
    pub(crate) fn set(&mut self, paragraph: &Paragraph, width: f32) -> SetText {
        let (text, ranges) = joined(paragraph);
        let mut layout = self.build(paragraph, &text, &ranges);
        let limit = if paragraph.pitch.is_some() { f32::MAX } else { width };
        layout.break_all_lines(Some(limit));
        let mut used = width;
        if paragraph.fill == Fill::Even && layout.len() > 1 {
            used = narrowest(&mut layout, width);
        }
        layout.break_all_lines(Some(used.min(limit)));
        let (alignment, slack) = match paragraph.align {
            Align::Start => (Alignment::Start, 1.0),
            Align::End => (Alignment::End, 0.0),
            Align::Middle => (Alignment::Center, 0.5),
        };
        layout.align(alignment, AlignmentOptions::default());
        let starts_left = paragraph.language.direction() == Direction::Ltr;
        let shift = (width - used) * if starts_left { 1.0 - slack } else { slack };
        SetText {
            text,
            layout,
            size: paragraph.size,
            line_height: paragraph.size * paragraph.leading,
            shift,
            pitch: paragraph.pitch,
        }
    }

    /// The width a paragraph would take on one line.
    pub(crate) fn natural_width(&mut self, paragraph: &Paragraph) -> f32 {
        let (text, ranges) = joined(paragraph);
        if let Some(pitch) = paragraph.pitch {
            return pitch * text.chars().count() as f32;
        }
        let mut layout = self.build(paragraph, &text, &ranges);
        layout.break_all_lines(None);
        // A hair more, or rounding would break the line it was measured for.
        layout.width() + 0.05
    }

    fn build(&mut self, paragraph: &Paragraph, text: &str, ranges: &[Range<usize>]) -> Layout<Ink> {
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder
            .push_default(StyleProperty::FontFamily(FontFamily::Source(families(paragraph.language).into())));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(
            paragraph.size * paragraph.leading,
        )));
        builder.push_default(StyleProperty::Locale(parley::Language::parse(paragraph.language.tag()).ok()));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::BreakWord));
        builder.set_base_direction(match paragraph.language.direction() {
            Direction::Ltr => BaseDirection::Ltr,
            Direction::Rtl => BaseDirection::Rtl,
        });
        for (span, range) in paragraph.spans.iter().zip(ranges) {
            let ink = Ink { colour: span.kind.colour, underline: span.underline };
            builder.push(StyleProperty::Brush(ink), range.clone());
            builder.push(StyleProperty::FontSize(span.kind.size), range.clone());
            if span.kind.weight == Weight::Bold {
                builder.push(StyleProperty::FontWeight(FontWeight::new(700.0)), range.clone());
            }
            for arabic in arabic_ranges(&text[range.clone()]) {
                let place = range.start + arabic.start..range.start + arabic.end;
                builder.push(StyleProperty::FontSize(span.kind.size * ARABIC_SCALE), place);
            }
        }
        builder.build(text)
    }
}

/// The text of all spans, and where each stands in it. Long Dutch words get their soft hyphens here.
fn joined(paragraph: &Paragraph) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut ranges = Vec::with_capacity(paragraph.spans.len());
    for span in &paragraph.spans {
        let start = text.len();
        let clean: String =
            span.text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
        if paragraph.language == Language::Nl && paragraph.pitch.is_none() {
            text.push_str(&hyphenate_dutch(&clean));
        } else {
            text.push_str(&clean);
        }
        ranges.push(start..text.len());
    }
    (text, ranges)
}

/// The least width that keeps the number of lines: halving the doubt eight times is close enough to a point.
fn narrowest(layout: &mut Layout<Ink>, width: f32) -> f32 {
    let lines = layout.len();
    // Never narrower than the longest word, or the even lines would be bought with broken words.
    let (mut low, mut high) = (layout.calculate_content_widths().min.max(width / 2.0).min(width), width);
    for _ in 0..8 {
        let middle = (low + high) / 2.0;
        layout.break_all_lines(Some(middle));
        if layout.len() > lines { low = middle } else { high = middle }
    }
    high
}
