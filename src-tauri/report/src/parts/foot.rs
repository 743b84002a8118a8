//! The foot of every page: whose paper it is, which page, how confidential, and the makers of the pictures.

use phrasebook::PICTURE_ATTRIBUTION;

use crate::layout::block::{Block, Cell, Row, Stack, Width};
use crate::layout::drawing::Drawing;
use crate::layout::paragraph::Align;
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, CONTENT_WIDTH, Colour, HAIRLINE};
use crate::view::PaperView;

use super::words::{Words, name};

/// What the foot says besides the page number.
pub(crate) struct Foot {
    /// Whose paper it is.
    pub(crate) name: String,
    /// Which report, and whether it is a draft.
    pub(crate) kind: String,
    /// Date and version.
    pub(crate) paper: PaperView,
    /// Whether pictures of others are on the sheet.
    pub(crate) pictures: Pictures,
}

/// Whether a sheet shows pictures of the phrasebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pictures {
    /// Yes: the licence asks for a line.
    Shown,
    /// No.
    None,
}

impl Foot {
    /// The foot of one page.
    pub(crate) fn of_page(&self, words: &Words<'_>, page: usize, pages: usize) -> Block {
        let soft = CAPTION.sized(7.4);
        let whose = words
            .paragraph(Tag::P, soft.bold().in_colour(Colour::Ink), name(&self.name))
            .then(soft, format!("   {}   {}", self.kind, words.text("report-confidential")));
        let number = words
            .text_with("report-page-of", &[("page", (page as i64).into()), ("pages", (pages as i64).into())]);
        let number = words.paragraph(Tag::P, soft.bold().in_colour(Colour::Ink), number).aligned(Align::End);
        let version = self.paper.version.to_string();
        let date = words.long_date(self.paper.made_on);
        let made =
            words.text_with("report-made-on", &[("date", (&date).into()), ("version", (&version).into())]);
        let mut below = vec![Cell::of(Width::Natural, words.paragraph(Tag::P, soft, made))];
        if self.pictures == Pictures::Shown {
            let line = words.paragraph(Tag::P, soft, PICTURE_ATTRIBUTION).aligned(Align::End);
            below.push(Cell::of(Width::Share(1.0), line));
        }
        Stack::new()
            .add(0.0, Drawing::rule(CONTENT_WIDTH, Colour::Line, HAIRLINE))
            .add(
                5.0,
                Row::new(12.0, vec![Cell::of(Width::Share(1.0), whose), Cell::of(Width::Natural, number)]),
            )
            .add(1.0, Row::new(12.0, below))
            .into()
    }
}
