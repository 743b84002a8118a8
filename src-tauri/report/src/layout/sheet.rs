//! From blocks to pages to bytes.

use phrasebook::{Language, Phrasebook};

use crate::error::ReportError;
use crate::view::Day;

use super::block::{Block, Stack};
use super::canvas::Canvas;
use super::fit::Fitter;
use super::fitted::PageSoFar;
use super::fonts::Shelf;
use super::paragraph::Typesetter;
use super::place::Layer;
use super::script::only_steers;
use super::structure::Structure;
use super::style::{
    CONTENT_HEIGHT, CONTENT_WIDTH, FOOTER_HEIGHT, MARGIN_BOTTOM, MARGIN_SIDE, MARGIN_TOP, PAGE_HEIGHT,
};
use super::{Rendered, finish};

/// No report of one person is longer; a longer one is a mistake in what was asked for.
const MOST_PAGES: usize = 60;

/// A report that has its words, and no pages yet.
pub(crate) struct Sheet {
    /// Title of the document, for the window of the reader and for assistive technology.
    pub(crate) title: String,
    /// Language of whatever says nothing else.
    pub(crate) language: Language,
    /// Date in the metadata. Passed in: the crate reads no clock.
    pub(crate) made_on: Day,
    /// The content.
    pub(crate) body: Stack,
}

impl Sheet {
    /// The title without the characters that only steer its layout.
    pub(crate) fn plain_title(&self) -> String {
        self.title.chars().filter(|c| !only_steers(*c)).collect()
    }

    /// Lays out and writes. `footer` is asked once per page, with its number and how many there are.
    pub(crate) fn press(
        &self,
        phrasebook: &Phrasebook,
        footer: impl Fn(usize, usize) -> Block,
    ) -> Result<Rendered, ReportError> {
        let shelf = Shelf::take()?;
        let mut setter = Typesetter::new(shelf.fonts.clone());
        let mut canvas = Canvas::new(shelf);
        canvas.structure.element_mut(Structure::document()).language = Some(self.language);
        let body = Block::Stack(self.body.clone());
        let mut rest = Some(fitter(&mut setter, &mut canvas, phrasebook).fit(
            &body,
            CONTENT_WIDTH,
            Some(Structure::document()),
        )?);
        while let Some(fitted) = rest {
            if canvas.pages.len() == MOST_PAGES {
                return Err(ReportError::TooLong { limit: MOST_PAGES });
            }
            canvas.add_page();
            let cut = fitted.cut(CONTENT_HEIGHT, PageSoFar::Empty);
            let now = cut.now.ok_or(ReportError::TooTall("a drawing or a row"))?;
            now.place(&mut canvas, MARGIN_SIDE, MARGIN_TOP, Layer::Content);
            rest = cut.later;
        }
        let pages = canvas.pages.len();
        for page in 0..pages {
            canvas.current = page;
            let block = footer(page + 1, pages);
            let fitted = fitter(&mut setter, &mut canvas, phrasebook).fit(&block, CONTENT_WIDTH, None)?;
            let height = fitted.height();
            if height > FOOTER_HEIGHT {
                return Err(ReportError::TooTall("the footer"));
            }
            fitted.place(&mut canvas, MARGIN_SIDE, PAGE_HEIGHT - MARGIN_BOTTOM - height, Layer::Artifact);
        }
        canvas.structure.check()?;
        finish::write(canvas, self)
    }
}

fn fitter<'a>(setter: &'a mut Typesetter, canvas: &'a mut Canvas, phrasebook: &'a Phrasebook) -> Fitter<'a> {
    Fitter { setter, structure: &mut canvas.structure, pictures: &mut canvas.pictures, phrasebook }
}
