//! The pages. Nothing can be drawn on one except inside marked content: as part of an element, or as an artifact.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, ExternalXObject, FontId, LineCapStyle, LineDashPattern, LineJoinStyle,
    LinePoint, Op, PaintMode, PdfFontHandle, Polygon, PolygonRing, Pt, Rgb, TextItem, TextMatrix,
    WindingOrder, XObjectId, XObjectTransform,
};

use super::carriers::Carriers;
use super::drawing::{Dash, Drawing, Mark, Outline, Stroke};
use super::fonts::Shelf;
use super::structure::{ElementId, Kid, Structure};
use super::style::{Colour, PAGE_HEIGHT};

/// One page under construction.
#[derive(Default)]
pub(crate) struct Page {
    /// What printpdf will write.
    pub(crate) ops: Vec<Op>,
    /// The element of each marked content, by its id.
    pub(crate) owners: Vec<ElementId>,
}

/// A heading as it stands on a page, for the outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Landmark {
    /// Its words.
    pub(crate) text: String,
    /// Page, from zero.
    pub(crate) page: usize,
    /// Distance from the bottom of the page.
    pub(crate) top: f32,
}

/// All pages, and what they share.
pub(crate) struct Canvas {
    pub(crate) pages: Vec<Page>,
    pub(crate) structure: Structure,
    pub(crate) carriers: Carriers,
    pub(crate) shelf: Shelf,
    /// Pictures by id, each written once however often it is used.
    pub(crate) pictures: BTreeMap<String, ExternalXObject>,
    pub(crate) landmarks: Vec<Landmark>,
    /// Where [`Canvas::mark`] draws.
    pub(crate) current: usize,
}

impl Canvas {
    /// No pages yet.
    pub(crate) fn new(shelf: Shelf) -> Canvas {
        Canvas {
            pages: Vec::new(),
            structure: Structure::new(),
            carriers: Carriers::default(),
            shelf,
            pictures: BTreeMap::new(),
            landmarks: Vec::new(),
            current: 0,
        }
    }

    /// Adds a page and turns to it.
    pub(crate) fn add_page(&mut self) {
        self.current = self.pages.len();
        self.pages.push(Page::default());
    }

    /// Draws as part of an element, or, without one, as an artifact that is not read aloud.
    pub(crate) fn mark(&mut self, element: Option<ElementId>, draw: impl FnOnce(&mut Pen)) {
        let number = self.current;
        let Some(page) = self.pages.get_mut(number) else { return };
        match element {
            Some(id) => {
                let mcid = page.owners.len() as i64;
                page.owners.push(id);
                self.structure.element_mut(id).kids.push(Kid::Content { page: number, mcid });
                let tag = self.structure.element(id).tag.name().to_owned();
                let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(mcid))]);
                let properties = DictItem::Dict { map };
                page.ops.push(Op::BeginMarkedContentWithProperties { tag, properties });
            }
            None => page.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() }),
        }
        let mut pen = Pen {
            ops: &mut page.ops,
            carriers: &mut self.carriers,
            shelf: &self.shelf,
            font: None,
            text_colour: None,
        };
        draw(&mut pen);
        page.ops.push(Op::EndMarkedContent);
    }
}

/// Draws on the page that lent it, y downwards from the top of the page.
pub(crate) struct Pen<'a> {
    pub(super) ops: &'a mut Vec<Op>,
    pub(super) carriers: &'a mut Carriers,
    pub(super) shelf: &'a Shelf,
    pub(super) font: Option<(usize, f32)>,
    pub(super) text_colour: Option<Colour>,
}

impl Pen<'_> {
    /// Draws a drawing with its top left corner at a place.
    pub(crate) fn drawing(&mut self, drawing: &Drawing, x: f32, y: f32) {
        for mark in &drawing.marks {
            match mark {
                Mark::Shape { outline, fill, stroke } => self.shape(&outline.moved(x, y), *fill, *stroke),
                Mark::Picture { id, x: dx, y: dy, size } => self.picture(id, x + dx, y + dy, *size),
            }
        }
    }

    /// Draws one outline.
    pub(crate) fn shape(&mut self, outline: &Outline, fill: Option<Colour>, stroke: Option<Stroke>) {
        let mode = match (fill, stroke) {
            (None, None) => return,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (Some(_), Some(_)) => PaintMode::FillStroke,
        };
        if let Some(colour) = fill {
            self.text_colour = None;
            self.ops.push(Op::SetFillColor { col: colour_of(colour) });
        }
        if let Some(stroke) = stroke {
            self.set_stroke(stroke);
        }
        let (points, closed) = points_of(outline);
        self.ops.push(if closed {
            let polygon =
                Polygon { rings: vec![PolygonRing { points }], mode, winding_order: WindingOrder::NonZero };
            Op::DrawPolygon { polygon }
        } else {
            Op::DrawLine { line: printpdf::Line { points, is_closed: false } }
        });
    }

    fn set_stroke(&mut self, stroke: Stroke) {
        let (cap, pattern): (LineCapStyle, &[f32]) = match stroke.dash {
            Dash::None => (LineCapStyle::Butt, &[]),
            Dash::Dashed => (LineCapStyle::Butt, &[2.4, 2.0]),
            Dash::Dotted => (LineCapStyle::Round, &[0.0, 2.1]),
        };
        self.ops.push(Op::SetOutlineColor { col: colour_of(stroke.colour) });
        self.ops.push(Op::SetOutlineThickness { pt: Pt(stroke.width) });
        self.ops.push(Op::SetLineCapStyle { cap });
        self.ops.push(Op::SetLineJoinStyle { join: LineJoinStyle::Round });
        self.ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, pattern) });
    }

    fn picture(&mut self, id: &str, x: f32, y: f32, size: f32) {
        self.ops.push(Op::UseXobject {
            id: XObjectId(id.to_owned()),
            transform: XObjectTransform {
                translate_x: Some(Pt(x)),
                translate_y: Some(Pt(PAGE_HEIGHT - y - size)),
                scale_x: Some(size),
                scale_y: Some(size),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    /// Chooses a face and size, when it is not the one in use.
    pub(super) fn set_font(&mut self, face: usize, size: f32) {
        if self.font != Some((face, size)) {
            self.font = Some((face, size));
            let font = PdfFontHandle::External(font_id(face));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
        }
    }

    /// Chooses the colour of letters, when it is not the one in use.
    pub(super) fn set_text_colour(&mut self, colour: Colour) {
        if self.text_colour != Some(colour) {
            self.text_colour = Some(colour);
            self.ops.push(Op::SetFillColor { col: colour_of(colour) });
        }
    }

    /// Shows one glyph with its origin at a place.
    pub(super) fn glyph(&mut self, glyph: u16, carries: String, x: f32, baseline: f32) {
        self.ops.push(Op::SetTextMatrix { matrix: TextMatrix::Translate(Pt(x), Pt(PAGE_HEIGHT - baseline)) });
        let items = vec![TextItem::GlyphIds(vec![Codepoint::with_cid(glyph, 0.0, carries)])];
        self.ops.push(Op::ShowText { items });
    }
}

/// The resource name of a face.
pub(crate) fn font_id(face: usize) -> FontId {
    FontId(format!("Face{face}"))
}

fn colour_of(colour: Colour) -> Color {
    let [r, g, b] = colour.rgb().map(|part| f32::from(part) / 255.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}

/// How far the handles of a Bézier curve stand from its ends to come close to a quarter of a circle.
const QUARTER: f32 = 0.5523;

fn points_of(outline: &Outline) -> (Vec<LinePoint>, bool) {
    let corner = |x: f32, y: f32| line_point(x, y, false);
    match outline {
        Outline::Line(points) => (points.iter().map(|p| corner(p.0, p.1)).collect(), false),
        Outline::Rect { x, y, width, height, radius } => {
            (rounded(*x, *y, *width, *height, radius.min(width / 2.0).min(height / 2.0)), true)
        }
        Outline::Circle { centre, radius } => {
            (rounded(centre.0 - radius, centre.1 - radius, 2.0 * radius, 2.0 * radius, *radius), true)
        }
    }
}

/// A rectangle with round corners, clockwise from the top left.
fn rounded(x: f32, y: f32, width: f32, height: f32, radius: f32) -> Vec<LinePoint> {
    let (right, bottom) = (x + width, y + height);
    if radius <= 0.0 {
        return [(x, y), (right, y), (right, bottom), (x, bottom)]
            .map(|p| line_point(p.0, p.1, false))
            .to_vec();
    }
    let handle = radius * (1.0 - QUARTER);
    // Each corner: where the straight edge ends, two handles, where the next edge begins.
    let corners = [
        [(right - radius, y), (right - handle, y), (right, y + handle), (right, y + radius)],
        [
            (right, bottom - radius),
            (right, bottom - handle),
            (right - handle, bottom),
            (right - radius, bottom),
        ],
        [(x + radius, bottom), (x + handle, bottom), (x, bottom - handle), (x, bottom - radius)],
        [(x, y + radius), (x, y + handle), (x + handle, y), (x + radius, y)],
    ];
    corners
        .iter()
        .flat_map(|corner| {
            corner.iter().enumerate().map(|(index, p)| line_point(p.0, p.1, index == 1 || index == 2))
        })
        .collect()
}

fn line_point(x: f32, y: f32, bezier: bool) -> LinePoint {
    LinePoint { p: printpdf::Point { x: Pt(x), y: Pt(PAGE_HEIGHT - y) }, bezier }
}
