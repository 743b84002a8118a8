//! Gives blocks a width: sets their text, finds their height, and grows the structure tree in reading order.

use std::collections::BTreeMap;
use std::rc::Rc;

use phrasebook::{Direction, Phrasebook};
use printpdf::ExternalXObject;

use crate::error::ReportError;

use super::block::{Block, Break, Cell, Row, Stack, Stand, Table, Width, Wrap};
use super::drawing::{Drawing, Mark, Meaning};
use super::fitted::{Fitted, FittedCell, FittedItem, FittedRow, FittedStack, FittedTable};
use super::paragraph::{Paragraph, Typesetter};
use super::picture;
use super::script::{is_arabic_mark, only_steers};
use super::structure::{ElementId, Structure};

/// Fits blocks. What has no parent element becomes an artifact.
pub(crate) struct Fitter<'a> {
    pub(crate) setter: &'a mut Typesetter,
    pub(crate) structure: &'a mut Structure,
    pub(crate) pictures: &'a mut BTreeMap<String, ExternalXObject>,
    pub(crate) phrasebook: &'a Phrasebook,
}

impl Fitter<'_> {
    /// Fits a block into a width.
    pub(crate) fn fit(
        &mut self,
        block: &Block,
        width: f32,
        parent: Option<ElementId>,
    ) -> Result<Fitted, ReportError> {
        match block {
            Block::Text(paragraph) => Ok(self.text(paragraph, width, parent)),
            Block::Drawing(drawing) => self.drawing(drawing, parent),
            Block::Stack(stack) => self.stack(stack, width, parent),
            Block::Row(row) => Ok(Fitted::Row(self.row(row, width, parent)?)),
            Block::Wrap(wrap) => self.wrap(wrap, width, parent),
            Block::Table(table) => self.table(table, width, parent),
        }
    }

    fn text(&mut self, paragraph: &Paragraph, width: f32, parent: Option<ElementId>) -> Fitted {
        let element = parent.map(|parent| {
            let id = self.structure.add(parent, paragraph.tag);
            let element = self.structure.element_mut(id);
            element.language = Some(paragraph.language);
            let text = paragraph.plain_text();
            if text.contains(is_arabic_mark) {
                element.actual_text = Some(text.chars().filter(|c| !only_steers(*c)).collect());
            }
            id
        });
        let set = Rc::new(self.setter.set(paragraph, width));
        let lines = 0..set.line_count();
        Fitted::Lines { element, tag: paragraph.tag, set, lines }
    }

    fn drawing(&mut self, drawing: &Drawing, parent: Option<ElementId>) -> Result<Fitted, ReportError> {
        for mark in &drawing.marks {
            if let Mark::Picture { id, .. } = mark
                && !self.pictures.contains_key(id)
            {
                let svg = self.phrasebook.picture(id).or_else(|| own_picture(id));
                let svg = svg.ok_or_else(|| ReportError::UnknownPicture(id.clone()))?;
                self.pictures.insert(id.clone(), picture::form(id, svg)?);
            }
        }
        let element = match (&drawing.meaning, parent) {
            (Meaning::Figure(alt), Some(parent)) => {
                let id = self.structure.add(parent, super::structure::Tag::Figure);
                let element = self.structure.element_mut(id);
                element.alt = Some(alt.text().to_owned());
                element.language = Some(alt.language());
                Some(id)
            }
            _ => None,
        };
        Ok(Fitted::Drawn { element, drawing: Rc::new(drawing.clone()) })
    }

    fn stack(&mut self, stack: &Stack, width: f32, parent: Option<ElementId>) -> Result<Fitted, ReportError> {
        let parent = match (stack.tag, parent) {
            (Some(tag), Some(parent)) => Some(self.structure.add(parent, tag)),
            (_, parent) => parent,
        };
        let mut items = Vec::with_capacity(stack.items.len());
        for item in &stack.items {
            let fitted = self.fit(&item.block, width, parent)?;
            items.push(FittedItem { before: item.before, fitted, after: item.after });
        }
        Ok(Fitted::Stack(FittedStack { items, inside: stack.inside }))
    }

    fn row(&mut self, row: &Row, width: f32, parent: Option<ElementId>) -> Result<FittedRow, ReportError> {
        let parent = match (row.tag, parent) {
            (Some(tag), Some(parent)) => Some(self.structure.add(parent, tag)),
            (_, parent) => parent,
        };
        let widths = self.cell_widths(row, width);
        let mut cells = Vec::with_capacity(row.cells.len());
        let mut x = 0.0;
        for (cell, cell_width) in row.cells.iter().zip(&widths) {
            let inner = cell_width - 2.0 * cell.pad.sides;
            let parent = match (cell.tag, parent) {
                (Some((tag, scope)), Some(parent)) => {
                    let id = self.structure.add(parent, tag);
                    self.structure.element_mut(id).scope = scope;
                    Some(id)
                }
                (_, parent) => parent,
            };
            let content = self.stack(&cell.content, inner, parent)?;
            let left = if row.direction == Direction::Rtl { width - x - cell_width } else { x };
            cells.push(FittedCell {
                x: left,
                width: *cell_width,
                drop: 0.0,
                pad: cell.pad,
                frame: cell.frame,
                content: Box::new(content),
            });
            x += cell_width + row.gap;
        }
        let mut fitted = FittedRow {
            cells,
            stand: row.stand,
            inside: row.inside,
            gap: row.gap,
            divider: row.divider,
            direction: row.direction,
        };
        fitted.stand_cells();
        Ok(fitted)
    }

    /// Points first, then natural widths as far as there is room, then the shares of what is left.
    fn cell_widths(&mut self, row: &Row, width: f32) -> Vec<f32> {
        let gaps = row.gap * row.cells.len().saturating_sub(1) as f32;
        let mut widths: Vec<Option<f32>> = row
            .cells
            .iter()
            .map(|cell| match cell.width {
                Width::Points(points) => Some(points),
                _ => None,
            })
            .collect();
        let mut left = width - gaps - widths.iter().flatten().sum::<f32>();
        for (cell, known) in row.cells.iter().zip(&mut widths) {
            if cell.width == Width::Natural {
                let natural = self.natural_cell(cell).min(left.max(0.0));
                left -= natural;
                *known = Some(natural);
            }
        }
        let share = |cell: &Cell| match cell.width {
            Width::Share(share) => share,
            _ => 0.0,
        };
        let shares: f32 = row.cells.iter().map(share).sum();
        row.cells
            .iter()
            .zip(widths)
            .map(|(cell, known)| known.unwrap_or(left.max(0.0) * share(cell) / shares.max(f32::EPSILON)))
            .collect()
    }

    fn wrap(&mut self, wrap: &Wrap, width: f32, parent: Option<ElementId>) -> Result<Fitted, ReportError> {
        let mut lines: Vec<Vec<(&Block, f32)>> = Vec::new();
        let mut used = f32::MAX;
        for block in &wrap.blocks {
            let natural = self.natural(block).min(width);
            if used + wrap.gap + natural > width {
                lines.push(Vec::new());
                used = -wrap.gap;
            }
            used += wrap.gap + natural;
            if let Some(line) = lines.last_mut() {
                line.push((block, natural));
            }
        }
        let mut items = Vec::with_capacity(lines.len());
        for line in lines {
            let cells =
                line.into_iter().map(|(block, natural)| Cell::of(Width::Points(natural), block.clone()));
            let row = Row::new(wrap.gap, cells.collect()).towards(wrap.direction).standing(wrap.stand);
            let before = if items.is_empty() { 0.0 } else { wrap.line_gap };
            let fitted = Fitted::Row(self.row(&row, width, parent)?);
            items.push(FittedItem { before, fitted, after: Break::Allowed });
        }
        Ok(Fitted::Stack(FittedStack { items, inside: Break::Allowed }))
    }

    fn table(&mut self, table: &Table, width: f32, parent: Option<ElementId>) -> Result<Fitted, ReportError> {
        let parent = parent.map(|parent| self.structure.add(parent, super::structure::Tag::Table));
        let head = table.head.as_ref().map(|head| self.row(head, width, parent)).transpose()?;
        let rows = table.rows.iter().map(|row| self.row(row, width, parent)).collect::<Result<_, _>>()?;
        Ok(Fitted::Table(FittedTable {
            head,
            head_is_repeated: false,
            rows,
            rule: table.rule,
            gap: table.gap,
            width,
        }))
    }

    fn natural(&mut self, block: &Block) -> f32 {
        match block {
            Block::Text(paragraph) => self.setter.natural_width(paragraph),
            Block::Drawing(drawing) => drawing.width,
            Block::Stack(stack) => {
                stack.items.iter().map(|item| self.natural(&item.block)).fold(0.0, f32::max)
            }
            Block::Row(row) => {
                let gaps = row.gap * row.cells.len().saturating_sub(1) as f32;
                gaps + row.cells.iter().map(|cell| self.natural_cell(cell)).sum::<f32>()
            }
            Block::Wrap(wrap) => wrap.blocks.iter().map(|block| self.natural(block) + wrap.gap).sum(),
            Block::Table(_) => f32::MAX,
        }
    }

    fn natural_cell(&mut self, cell: &Cell) -> f32 {
        let content = match cell.width {
            Width::Points(points) => return points,
            _ => cell.content.items.iter().map(|item| self.natural(&item.block)).fold(0.0, f32::max),
        };
        content + 2.0 * cell.pad.sides
    }
}

impl FittedRow {
    /// Moves cells down so that they stand as the row asks.
    pub(crate) fn stand_cells(&mut self) {
        let tallest = self.height();
        let deepest = self.cells.iter().filter_map(FittedCell::first_baseline).fold(0.0, f32::max);
        for cell in &mut self.cells {
            cell.drop = match self.stand {
                Stand::Top => 0.0,
                Stand::Middle => (tallest - cell.height()) / 2.0,
                Stand::Baseline => cell.first_baseline().map_or(0.0, |baseline| deepest - baseline),
            };
        }
    }
}

/// Drawings of the app itself that are no word of the phrasebook.
fn own_picture(id: &str) -> Option<&'static str> {
    (id == super::MARK).then_some(super::MARK_SVG)
}
