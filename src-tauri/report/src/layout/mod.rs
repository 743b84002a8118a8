//! The layout layer: blocks in, tagged pages out.
//!
//! A report builds [`block::Block`]s. [`fit`] gives them a width and grows the structure tree, [`fitted`] cuts them where
//! a page ends, [`place`] draws them on a [`canvas`], [`finish`] and [`tags`] write the file. What would be invisible to
//! somebody who cannot see the page is refused: nothing can be drawn outside marked content, a figure needs an alt
//! text, and [`structure::Structure::check`] looks at the tree as a whole.

pub(crate) mod block;
mod canvas;
mod carriers;
pub(crate) mod drawing;
mod finish;
mod fit;
mod fitted;
mod fonts;
mod hyphens;
mod lines;
pub(crate) mod paragraph;
mod picture;
mod place;
pub(crate) mod script;
pub(crate) mod sheet;
pub(crate) mod structure;
pub(crate) mod style;
mod tags;

/// Id of our mark among the pictures.
pub(crate) const MARK: &str = "meedoen-mark";

/// Our mark: a greenhouse with a seedling, in the one accent.
const MARK_SVG: &str = concat!(
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48" fill="none" "##,
    r##"stroke="#0e6a56" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round">"##,
    r##"<g transform="translate(0 4)"><path d="M3 36V18L13.500 6 24 18 34.500 6 45 18v18"/><path d="M3 36h42"/>"##,
    r##"<path d="M24 36v-9"/><path d="M24 29c-5 0-7-2.500-7-6 4.500 0 7 2 7 6z" fill="#0e6a56"/>"##,
    r##"<path d="M24 27c0-4 2.200-6.500 7-6.500 0 4-2.500 6.500-7 6.500z" fill="#0e6a56"/></g></svg>"##
);

/// A report as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The bytes of the PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Characters no font of ours has. They are drawn as a box; the screen says which.
    pub missing: Vec<char>,
}
