//! Puts fitted blocks on the current page.

use phrasebook::Direction;

use super::canvas::{Canvas, Landmark};
use super::drawing::{Outline, Stroke};
use super::fitted::{Fitted, FittedCell, FittedRow, FittedTable};
use super::structure::ElementId;
use super::style::{HAIRLINE, PAGE_HEIGHT};

/// Thickness of the line at the side of a frame.
const BAR: f32 = 2.4;

/// Whether content is read aloud here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Yes: it is the content itself.
    Content,
    /// No: it has been read before, or it is page furniture.
    Artifact,
}

impl Layer {
    fn element(self, element: Option<ElementId>) -> Option<ElementId> {
        element.filter(|_| self == Layer::Content)
    }
}

impl Fitted {
    /// Draws it with its top left corner at a place on the current page.
    pub(crate) fn place(&self, canvas: &mut Canvas, x: f32, y: f32, layer: Layer) {
        match self {
            Fitted::Lines { element, tag, set, lines } => {
                let element = layer.element(*element);
                if element.is_some() && tag.heading_level().is_some() && lines.start == 0 {
                    let text = set.text.chars().filter(|c| !super::script::only_steers(*c)).collect();
                    let page = canvas.current;
                    canvas.landmarks.push(Landmark { text, page, top: PAGE_HEIGHT - y });
                }
                canvas.mark(element, |pen| pen.lines(set, lines.clone(), x, y));
            }
            Fitted::Drawn { element, drawing } => {
                let element = layer.element(*element);
                if let Some(id) = element {
                    let bounds = [x, PAGE_HEIGHT - y - drawing.height, x + drawing.width, PAGE_HEIGHT - y];
                    canvas.structure.element_mut(id).bounds = Some(bounds);
                }
                canvas.mark(element, |pen| pen.drawing(drawing, x, y));
            }
            Fitted::Stack(stack) => {
                let mut y = y;
                for item in &stack.items {
                    y += item.before;
                    item.fitted.place(canvas, x, y, layer);
                    y += item.fitted.height();
                }
            }
            Fitted::Row(row) => row.place(canvas, x, y, layer),
            Fitted::Table(table) => table.place(canvas, x, y, layer),
        }
    }
}

impl FittedRow {
    fn place(&self, canvas: &mut Canvas, x: f32, y: f32, layer: Layer) {
        let height = self.height();
        for (index, cell) in self.cells.iter().enumerate() {
            self.place_frame(canvas, cell, x, y, height);
            if let (Some(colour), true) = (self.divider, index > 0) {
                let side = match self.direction {
                    Direction::Ltr => x + cell.x - self.gap / 2.0,
                    Direction::Rtl => x + cell.x + cell.width + self.gap / 2.0,
                };
                let line = Outline::Line(vec![(side, y), (side, y + height)]);
                canvas.mark(None, |pen| pen.shape(&line, None, Some(Stroke::solid(colour, HAIRLINE))));
            }
            let inner = x + cell.x + cell.pad.sides;
            cell.content.place(canvas, inner, y + cell.drop + cell.pad.top, layer);
        }
    }

    fn place_frame(&self, canvas: &mut Canvas, cell: &FittedCell, x: f32, y: f32, height: f32) {
        let frame = cell.frame;
        let (left, width) = (x + cell.x, cell.width);
        if frame.fill.is_some() || frame.stroke.is_some() {
            let outline = Outline::Rect { x: left, y, width, height, radius: frame.radius };
            canvas.mark(None, |pen| pen.shape(&outline, frame.fill, frame.stroke));
        }
        if let Some(colour) = frame.bar {
            let side = if self.direction == Direction::Rtl { left + width - BAR } else { left };
            let outline = Outline::Rect { x: side, y, width: BAR, height, radius: BAR / 2.0 };
            canvas.mark(None, |pen| pen.shape(&outline, Some(colour), None));
        }
    }
}

impl FittedTable {
    fn place(&self, canvas: &mut Canvas, x: f32, y: f32, layer: Layer) {
        let mut y = y;
        if let Some(head) = &self.head {
            let layer = if self.head_is_repeated { Layer::Artifact } else { layer };
            head.place(canvas, x, y, layer);
            y += head.height();
            self.rule(canvas, x, y);
        }
        for row in &self.rows {
            y += self.gap;
            row.place(canvas, x, y, layer);
            y += row.height();
            self.rule(canvas, x, y);
        }
    }

    fn rule(&self, canvas: &mut Canvas, x: f32, y: f32) {
        if let Some(colour) = self.rule {
            let line = Outline::Line(vec![(x, y), (x + self.width, y)]);
            canvas.mark(None, |pen| pen.shape(&line, None, Some(Stroke::solid(colour, HAIRLINE))));
        }
    }
}
