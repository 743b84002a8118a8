//! Blocks that have a width and a height, and how they are cut where a page ends.

use std::ops::Range;
use std::rc::Rc;

use phrasebook::Direction;

use super::block::{Break, Frame, Pad, Stand};
use super::drawing::Drawing;
use super::paragraph::SetText;
use super::structure::{ElementId, Tag};
use super::style::{CONTENT_HEIGHT, Colour};

/// Rounding may not push the last line to the next page.
const HAIR: f32 = 0.01;
/// Lines of a paragraph that stay together at the foot and at the head of a page.
const LEAST_LINES: usize = 2;
/// A row lower than this part of a page is moved rather than cut.
const ROW_WORTH_CUTTING: f32 = 0.3;

/// A fitted block.
#[derive(Clone)]
pub(crate) enum Fitted {
    /// Lines of a paragraph.
    Lines { element: Option<ElementId>, tag: Tag, set: Rc<SetText>, lines: Range<usize> },
    /// A drawing.
    Drawn { element: Option<ElementId>, drawing: Rc<Drawing> },
    /// Blocks under each other.
    Stack(FittedStack),
    /// Blocks beside each other.
    Row(FittedRow),
    /// Rows with a head.
    Table(FittedTable),
}

/// Blocks under each other.
#[derive(Clone)]
pub(crate) struct FittedStack {
    pub(crate) items: Vec<FittedItem>,
    pub(crate) inside: Break,
}

/// A block in a stack.
#[derive(Clone)]
pub(crate) struct FittedItem {
    pub(crate) before: f32,
    pub(crate) fitted: Fitted,
    pub(crate) after: Break,
}

/// Blocks beside each other.
#[derive(Clone)]
pub(crate) struct FittedRow {
    pub(crate) cells: Vec<FittedCell>,
    pub(crate) stand: Stand,
    pub(crate) inside: Break,
    pub(crate) gap: f32,
    pub(crate) divider: Option<Colour>,
    pub(crate) direction: Direction,
}

/// One cell of a row.
#[derive(Clone)]
pub(crate) struct FittedCell {
    /// From the left of the row.
    pub(crate) x: f32,
    pub(crate) width: f32,
    /// How far it stands below the top of the row.
    pub(crate) drop: f32,
    pub(crate) pad: Pad,
    pub(crate) frame: Frame,
    pub(crate) content: Box<Fitted>,
}

/// Rows under each other.
#[derive(Clone)]
pub(crate) struct FittedTable {
    pub(crate) head: Option<FittedRow>,
    /// On a following page the head is an artifact: it has been read already.
    pub(crate) head_is_repeated: bool,
    pub(crate) rows: Vec<FittedRow>,
    pub(crate) rule: Option<Colour>,
    pub(crate) gap: f32,
    pub(crate) width: f32,
}

/// What stands on this page, and what goes to the next.
pub(crate) struct Cut<T> {
    pub(crate) now: Option<T>,
    pub(crate) later: Option<T>,
}

impl<T> Cut<T> {
    fn now(now: T) -> Cut<T> {
        Cut { now: Some(now), later: None }
    }

    fn later(later: T) -> Cut<T> {
        Cut { now: None, later: Some(later) }
    }

    fn map<U>(self, wrap: impl Fn(T) -> U) -> Cut<U> {
        Cut { now: self.now.map(&wrap), later: self.later.map(&wrap) }
    }
}

/// Whether the page still has nothing on it, so that moving everything to the next would not help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PageSoFar {
    Empty,
    Filled,
}

impl Fitted {
    /// Height in points.
    pub(crate) fn height(&self) -> f32 {
        match self {
            Fitted::Lines { set, lines, .. } => set.line_height * lines.len() as f32,
            Fitted::Drawn { drawing, .. } => drawing.height,
            Fitted::Stack(stack) => stack.height(),
            Fitted::Row(row) => row.height(),
            Fitted::Table(table) => table.height(),
        }
    }

    /// From its top to its first line of text, if it has one.
    pub(crate) fn first_baseline(&self) -> Option<f32> {
        match self {
            Fitted::Lines { set, .. } => Some(set.first_baseline()),
            Fitted::Drawn { .. } | Fitted::Table(_) => None,
            Fitted::Stack(stack) => {
                let mut y = 0.0;
                stack.items.iter().find_map(|item| {
                    let found = item.fitted.first_baseline().map(|baseline| y + item.before + baseline);
                    y += item.before + item.fitted.height();
                    found
                })
            }
            Fitted::Row(row) => row
                .cells
                .iter()
                .filter_map(|cell| cell.first_baseline().map(|baseline| baseline + cell.drop))
                .reduce(f32::max),
        }
    }

    /// Splits it where `room` ends.
    pub(crate) fn cut(self, room: f32, page: PageSoFar) -> Cut<Fitted> {
        if self.height() <= room + HAIR {
            return Cut::now(self);
        }
        match self {
            Fitted::Lines { element, tag, set, lines } => {
                let fitting = ((room + HAIR) / set.line_height).max(0.0) as usize;
                let Some(now) = lines_now(fitting, lines.len(), page) else {
                    return Cut::later(Fitted::Lines { element, tag, set, lines });
                };
                let middle = lines.start + now;
                let part = |lines| Fitted::Lines { element, tag, set: Rc::clone(&set), lines };
                Cut { now: Some(part(lines.start..middle)), later: Some(part(middle..lines.end)) }
            }
            Fitted::Drawn { .. } => Cut::later(self),
            Fitted::Stack(stack) => stack.cut(room, page).map(Fitted::Stack),
            Fitted::Row(row) => row.cut(room, page).map(Fitted::Row),
            Fitted::Table(table) => table.cut(room, page).map(Fitted::Table),
        }
    }
}

/// How many of `total` lines stay on this page when `fitting` have room.
fn lines_now(fitting: usize, total: usize, page: PageSoFar) -> Option<usize> {
    let most = fitting.min(total.saturating_sub(LEAST_LINES));
    if most >= LEAST_LINES {
        return Some(most);
    }
    (page == PageSoFar::Empty && fitting > 0).then(|| fitting.min(total))
}

impl FittedStack {
    fn height(&self) -> f32 {
        self.items.iter().map(|item| item.before + item.fitted.height()).sum()
    }

    fn cut(self, room: f32, page: PageSoFar) -> Cut<FittedStack> {
        let inside = self.inside;
        if inside == Break::Avoided && page == PageSoFar::Filled && self.height() <= CONTENT_HEIGHT {
            return Cut::later(self);
        }
        let mut now: Vec<FittedItem> = Vec::new();
        let mut rest = self.items.into_iter();
        let mut later: Vec<FittedItem> = Vec::new();
        let mut left = room;
        for item in rest.by_ref() {
            let height = item.before + item.fitted.height();
            if height <= left + HAIR {
                left -= height;
                now.push(item);
                continue;
            }
            let so_far = if now.is_empty() { page } else { PageSoFar::Filled };
            let FittedItem { before, fitted, after } = item;
            let cut = fitted.cut(left - before, so_far);
            if let Some(fitted) = cut.now {
                now.push(FittedItem { before, fitted, after: Break::Allowed });
            } else {
                take_headings_along(&mut now, &mut later, page);
            }
            later.extend(cut.later.map(|fitted| FittedItem { before, fitted, after }));
            break;
        }
        later.extend(rest);
        if let Some(first) = later.first_mut() {
            first.before = 0.0;
        }
        let stack = |items: Vec<FittedItem>| (!items.is_empty()).then_some(FittedStack { items, inside });
        Cut { now: stack(now), later: stack(later) }
    }
}

/// A heading moves to the next page with what it heads, unless nothing would be left on this one.
fn take_headings_along(now: &mut Vec<FittedItem>, later: &mut Vec<FittedItem>, page: PageSoFar) {
    let headings = now.iter().rev().take_while(|item| item.after == Break::Avoided).count();
    if headings == now.len() && page == PageSoFar::Empty {
        return;
    }
    later.extend(now.drain(now.len() - headings..));
}

impl FittedCell {
    /// Height with the white inside.
    pub(crate) fn height(&self) -> f32 {
        self.pad.top + self.content.height() + self.pad.bottom
    }

    /// From its own top to its first line of text.
    pub(crate) fn first_baseline(&self) -> Option<f32> {
        self.content.first_baseline().map(|baseline| self.pad.top + baseline)
    }

    fn with_content(&self, content: Option<Fitted>) -> FittedCell {
        let nothing = Fitted::Stack(FittedStack { items: Vec::new(), inside: Break::Allowed });
        FittedCell { content: Box::new(content.unwrap_or(nothing)), ..self.clone() }
    }
}

impl FittedRow {
    /// Height of the tallest cell.
    pub(crate) fn height(&self) -> f32 {
        self.cells.iter().map(|cell| cell.drop + cell.height()).fold(0.0, f32::max)
    }

    fn cut(self, room: f32, page: PageSoFar) -> Cut<FittedRow> {
        let height = self.height();
        let moves = self.inside == Break::Avoided && height <= CONTENT_HEIGHT;
        if page == PageSoFar::Filled && (moves || height <= CONTENT_HEIGHT * ROW_WORTH_CUTTING) {
            return Cut::later(self);
        }
        let cuts: Vec<Cut<Fitted>> = self
            .cells
            .iter()
            .map(|cell| {
                let inner = room - cell.drop - cell.pad.top - cell.pad.bottom;
                (*cell.content).clone().cut(inner, page)
            })
            .collect();
        let stuck = cuts.iter().any(|cut| cut.now.is_none() && cut.later.is_some());
        let moved = cuts.iter().any(|cut| cut.now.is_some());
        if (stuck && page == PageSoFar::Filled) || !moved {
            return Cut::later(self);
        }
        let (mut now, mut later) = (self.clone(), self);
        for (index, cut) in cuts.into_iter().enumerate() {
            now.cells[index] = now.cells[index].with_content(cut.now);
            later.cells[index] = later.cells[index].with_content(cut.later);
            later.cells[index].drop = 0.0;
        }
        Cut { now: Some(now), later: Some(later) }
    }
}

impl FittedTable {
    fn height(&self) -> f32 {
        self.head_height() + self.rows.iter().map(|row| row.height() + self.gap).sum::<f32>()
    }

    fn head_height(&self) -> f32 {
        self.head.as_ref().map_or(0.0, FittedRow::height)
    }

    fn cut(mut self, room: f32, page: PageSoFar) -> Cut<FittedTable> {
        let mut left = room - self.head_height();
        let mut now: Vec<FittedRow> = Vec::new();
        let mut later: Vec<FittedRow> = Vec::new();
        let mut rest = std::mem::take(&mut self.rows).into_iter();
        for row in rest.by_ref() {
            let height = row.height() + self.gap;
            if height <= left + HAIR {
                left -= height;
                now.push(row);
                continue;
            }
            let so_far = if now.is_empty() { page } else { PageSoFar::Filled };
            let cut = row.cut(left - self.gap, so_far);
            now.extend(cut.now);
            later.extend(cut.later);
            break;
        }
        later.extend(rest);
        if now.is_empty() {
            return Cut::later(FittedTable { rows: later, ..self });
        }
        let following = FittedTable { rows: later, head_is_repeated: true, ..self.clone() };
        Cut { now: Some(FittedTable { rows: now, ..self }), later: Some(following) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_stay_together_at_either_side_of_a_page() {
        assert_eq!(lines_now(9, 10, PageSoFar::Filled), Some(8));
        assert_eq!(lines_now(1, 10, PageSoFar::Filled), None);
        assert_eq!(lines_now(2, 3, PageSoFar::Filled), None);
        assert_eq!(lines_now(1, 3, PageSoFar::Empty), Some(1));
        assert_eq!(lines_now(0, 3, PageSoFar::Empty), None);
    }

    fn block(height: f32) -> Fitted {
        Fitted::Drawn { element: None, drawing: Rc::new(Drawing::new(10.0, height)) }
    }

    fn stack(parts: &[(f32, Break)]) -> FittedStack {
        let items = parts
            .iter()
            .map(|(height, after)| FittedItem { before: 4.0, fitted: block(*height), after: *after })
            .collect();
        FittedStack { items, inside: Break::Allowed }
    }

    #[test]
    fn a_heading_goes_to_the_next_page_with_what_it_heads() {
        let parts = [(50.0, Break::Allowed), (10.0, Break::Avoided), (60.0, Break::Allowed)];
        let cut = stack(&parts).cut(100.0, PageSoFar::Empty);
        assert_eq!(cut.now.map(|stack| stack.items.len()), Some(1));
        let later = cut.later.expect("the heading and its block");
        assert_eq!(later.items.len(), 2);
        assert_eq!(later.items[0].before, 0.0, "no white at the top of a page");
    }

    #[test]
    fn what_is_taller_than_a_page_stays_for_the_caller_to_refuse() {
        let cut = stack(&[(5000.0, Break::Allowed)]).cut(700.0, PageSoFar::Empty);
        assert!(cut.now.is_none());
    }

    #[test]
    fn every_page_of_a_table_has_its_head() {
        let cell = |height| FittedCell {
            x: 0.0,
            width: 10.0,
            drop: 0.0,
            pad: Pad::default(),
            frame: Frame::default(),
            content: Box::new(block(height)),
        };
        let row = |height| FittedRow {
            cells: vec![cell(height)],
            stand: Stand::Top,
            inside: Break::Allowed,
            gap: 0.0,
            divider: None,
            direction: Direction::Ltr,
        };
        let table = FittedTable {
            head: Some(row(20.0)),
            head_is_repeated: false,
            rows: (0..5).map(|_| row(40.0)).collect(),
            rule: None,
            gap: 0.0,
            width: 10.0,
        };
        let cut = table.cut(110.0, PageSoFar::Empty);
        assert_eq!(cut.now.as_ref().map(|table| table.rows.len()), Some(2));
        let later = cut.later.expect("three rows");
        assert!(later.head.is_some() && later.head_is_repeated);
        assert_eq!(later.rows.len(), 3);
    }
}
