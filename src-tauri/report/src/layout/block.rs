//! What a report is built from. Blocks know no page: fitting gives them a width, cutting spreads them over pages.

use phrasebook::Direction;

use super::drawing::{Drawing, Stroke};
use super::paragraph::Paragraph;
use super::structure::{Scope, Tag};
use super::style::Colour;

/// One building block.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// Words.
    Text(Paragraph),
    /// A picture or shape.
    Drawing(Drawing),
    /// Blocks under each other.
    Stack(Stack),
    /// Blocks beside each other.
    Row(Row),
    /// Blocks beside each other as far as they go, then on the next line.
    Wrap(Wrap),
    /// Rows of which the first comes back on every page.
    Table(Table),
}

/// Whether a page may end here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Break {
    /// Yes.
    Allowed,
    /// No: what follows belongs to it.
    Avoided,
}

/// Blocks under each other.
#[derive(Debug, Clone)]
pub(crate) struct Stack {
    pub(crate) tag: Option<Tag>,
    pub(crate) items: Vec<Item>,
    /// Whether it may be spread over two pages.
    pub(crate) inside: Break,
}

/// A block in a stack.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// White above it, left out at the top of a page.
    pub(crate) before: f32,
    pub(crate) block: Block,
    /// Whether a page may end below it.
    pub(crate) after: Break,
}

impl Stack {
    /// Nothing yet, in no element of its own.
    pub(crate) fn new() -> Stack {
        Stack { tag: None, items: Vec::new(), inside: Break::Allowed }
    }

    /// Nothing yet, in an element.
    pub(crate) fn tagged(tag: Tag) -> Stack {
        Stack { tag: Some(tag), ..Stack::new() }
    }

    /// Adds a block below, with white above it.
    pub(crate) fn add(mut self, before: f32, block: impl Into<Block>) -> Stack {
        self.push(before, block, Break::Allowed);
        self
    }

    /// Adds a block that stays on one page with the next.
    pub(crate) fn add_heading(mut self, before: f32, block: impl Into<Block>) -> Stack {
        self.push(before, block, Break::Avoided);
        self
    }

    /// Adds a block when there is one.
    pub(crate) fn add_some(self, before: f32, block: Option<impl Into<Block>>) -> Stack {
        match block {
            Some(block) => self.add(before, block),
            None => self,
        }
    }

    /// Keeps it on one page where that is possible.
    pub(crate) fn together(mut self) -> Stack {
        self.inside = Break::Avoided;
        self
    }

    fn push(&mut self, before: f32, block: impl Into<Block>, after: Break) {
        let block = block.into();
        // An empty paragraph would be an empty element; it is no text at all.
        if matches!(&block, Block::Text(paragraph) if paragraph.plain_text().trim().is_empty()) {
            return;
        }
        self.items.push(Item { before, block, after });
    }
}

/// How wide a cell is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Width {
    /// So many points.
    Points(f32),
    /// So much of what is left.
    Share(f32),
    /// As wide as its content on one line.
    Natural,
}

/// White inside a cell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Pad {
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) sides: f32,
}

impl Pad {
    /// The same above and below, and at the sides.
    pub(crate) const fn new(above_and_below: f32, sides: f32) -> Pad {
        Pad { top: above_and_below, bottom: above_and_below, sides }
    }
}

/// Ground and edge of a cell, over the whole height of its row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Frame {
    pub(crate) fill: Option<Colour>,
    pub(crate) stroke: Option<Stroke>,
    pub(crate) radius: f32,
    /// A thick line at the side where the row starts.
    pub(crate) bar: Option<Colour>,
}

/// One cell of a row.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) width: Width,
    pub(crate) tag: Option<(Tag, Option<Scope>)>,
    pub(crate) pad: Pad,
    pub(crate) frame: Frame,
    pub(crate) content: Stack,
}

impl Cell {
    /// A cell of a width.
    pub(crate) fn new(width: Width, content: Stack) -> Cell {
        Cell { width, tag: None, pad: Pad::default(), frame: Frame::default(), content }
    }

    /// A cell with one block in it.
    pub(crate) fn of(width: Width, block: impl Into<Block>) -> Cell {
        Cell::new(width, Stack::new().add(0.0, block))
    }

    /// White inside.
    pub(crate) fn padded(mut self, pad: Pad) -> Cell {
        self.pad = pad;
        self
    }

    /// Ground and edge.
    pub(crate) fn framed(mut self, frame: Frame) -> Cell {
        self.frame = frame;
        self
    }

    /// A cell of a table.
    pub(crate) fn data(mut self) -> Cell {
        self.tag = Some((Tag::Data, None));
        self
    }

    /// A heading of a table.
    pub(crate) fn heading(mut self, scope: Scope) -> Cell {
        self.tag = Some((Tag::Head, Some(scope)));
        self
    }
}

/// How cells of different height stand beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stand {
    /// At the top.
    Top,
    /// In the middle.
    Middle,
    /// With their first lines on one line.
    Baseline,
}

/// Cells beside each other.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) tag: Option<Tag>,
    pub(crate) cells: Vec<Cell>,
    pub(crate) gap: f32,
    /// Where the first cell stands: left, or right for a right-to-left language.
    pub(crate) direction: Direction,
    pub(crate) stand: Stand,
    pub(crate) inside: Break,
    /// Hairlines between the cells.
    pub(crate) divider: Option<Colour>,
}

impl Row {
    /// Cells from left to right, their tops on one line.
    pub(crate) fn new(gap: f32, cells: Vec<Cell>) -> Row {
        Row {
            tag: None,
            cells,
            gap,
            direction: Direction::Ltr,
            stand: Stand::Top,
            inside: Break::Allowed,
            divider: None,
        }
    }

    /// One cell with a ground or an edge over the whole width.
    pub(crate) fn panel(frame: Frame, pad: Pad, content: Stack) -> Row {
        Row::new(0.0, vec![Cell::new(Width::Share(1.0), content).padded(pad).framed(frame)])
    }

    /// A row of a table.
    pub(crate) fn of_table(mut self) -> Row {
        self.tag = Some(Tag::Row);
        self
    }

    /// Runs the cells the way a language runs.
    pub(crate) fn towards(mut self, direction: Direction) -> Row {
        self.direction = direction;
        self
    }

    /// How cells of different height stand.
    pub(crate) fn standing(mut self, stand: Stand) -> Row {
        self.stand = stand;
        self
    }

    /// Keeps it on one page where that is possible.
    pub(crate) fn together(mut self) -> Row {
        self.inside = Break::Avoided;
        self
    }

    /// Draws hairlines between the cells.
    pub(crate) fn divided(mut self, colour: Colour) -> Row {
        self.divider = Some(colour);
        self
    }
}

/// Blocks beside each other as far as they go.
#[derive(Debug, Clone)]
pub(crate) struct Wrap {
    pub(crate) blocks: Vec<Block>,
    pub(crate) gap: f32,
    pub(crate) line_gap: f32,
    pub(crate) direction: Direction,
    pub(crate) stand: Stand,
}

/// Rows under each other with hairlines between them.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    /// Comes back at the top of every page.
    pub(crate) head: Option<Row>,
    pub(crate) rows: Vec<Row>,
    /// Hairline below every row.
    pub(crate) rule: Option<Colour>,
    /// White between rows.
    pub(crate) gap: f32,
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Block {
        Block::Text(paragraph)
    }
}

impl From<Drawing> for Block {
    fn from(drawing: Drawing) -> Block {
        Block::Drawing(drawing)
    }
}

impl From<Stack> for Block {
    fn from(stack: Stack) -> Block {
        Block::Stack(stack)
    }
}

impl From<Row> for Block {
    fn from(row: Row) -> Block {
        Block::Row(row)
    }
}

impl From<Wrap> for Block {
    fn from(wrap: Wrap) -> Block {
        Block::Wrap(wrap)
    }
}

impl From<Table> for Block {
    fn from(table: Table) -> Block {
        Block::Table(table)
    }
}
