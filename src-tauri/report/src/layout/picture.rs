//! SVG pictures as form objects: drawn once in the file, used on every page.

use std::collections::BTreeMap;

use printpdf::{DictItem, ExternalStream, ExternalXObject};
use usvg::tiny_skia_path::{Path, PathSegment, Point};

use crate::error::ReportError;

/// A picture in a square of one by one point, its top at the top.
pub(crate) fn form(id: &str, svg: &str) -> Result<ExternalXObject, ReportError> {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default())
        .map_err(|source| ReportError::UnreadablePicture { id: id.to_owned(), source })?;
    let mut content = Content::default();
    content.group(tree.root(), 1.0);
    let (width, height) = (tree.size().width(), tree.size().height());
    let real = DictItem::Real;
    let name = |text: &str| DictItem::Name(text.as_bytes().to_vec());
    let resources = BTreeMap::from([("ExtGState".to_owned(), DictItem::Dict { map: content.states })]);
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Form")),
        ("FormType".to_owned(), DictItem::Int(1)),
        ("BBox".to_owned(), DictItem::Array(vec![real(0.0), real(0.0), real(width), real(height)])),
        (
            "Matrix".to_owned(),
            DictItem::Array(vec![
                real(1.0 / width),
                real(0.0),
                real(0.0),
                real(-1.0 / height),
                real(0.0),
                real(1.0),
            ]),
        ),
        ("Resources".to_owned(), DictItem::Dict { map: resources }),
    ]);
    let stream = ExternalStream { dict, content: content.ops.into_bytes(), compress: true };
    Ok(ExternalXObject { stream, width: None, height: None, dpi: None })
}

/// A content stream under construction.
#[derive(Default)]
struct Content {
    ops: String,
    /// Transparency, by name.
    states: BTreeMap<String, DictItem>,
}

impl Content {
    fn line(&mut self, text: &str) {
        self.ops.push_str(text);
        self.ops.push('\n');
    }

    fn group(&mut self, group: &usvg::Group, opacity: f32) {
        for node in group.children() {
            match node {
                usvg::Node::Group(inner) => self.group(inner, opacity * inner.opacity().get()),
                usvg::Node::Path(path) if path.is_visible() => self.path(path, opacity),
                // Text and bitmaps do not occur in our pictures: words stand beside them, in every language.
                _ => {}
            }
        }
    }

    fn path(&mut self, path: &usvg::Path, opacity: f32) {
        let transform = path.abs_transform();
        let data = path.data().clone().transform(transform);
        let Some(outline) = data.as_ref().map(outline) else { return };
        if let Some(fill) = path.fill() {
            let paint = match fill.rule() {
                usvg::FillRule::EvenOdd => "f*",
                usvg::FillRule::NonZero => "f",
            };
            self.painted(opacity * fill.opacity().get(), |content| {
                content.line(&format!("{} rg", colour(fill.paint())));
                content.line(&format!("{outline}{paint}"));
            });
        }
        if let Some(stroke) = path.stroke() {
            self.painted(opacity * stroke.opacity().get(), |content| {
                content.line(&format!("{} RG", colour(stroke.paint())));
                content.line(&stroke_style(stroke, transform.sx.hypot(transform.ky)));
                content.line(&format!("{outline}S"));
            });
        }
    }

    /// Paints through a transparency, when there is one.
    fn painted(&mut self, opacity: f32, paint: impl FnOnce(&mut Content)) {
        if opacity >= 1.0 {
            return paint(self);
        }
        let name = format!("A{}", (opacity * 100.0).round());
        let map = BTreeMap::from([
            ("ca".to_owned(), DictItem::Real(opacity)),
            ("CA".to_owned(), DictItem::Real(opacity)),
        ]);
        self.states.insert(name.clone(), DictItem::Dict { map });
        self.line(&format!("q /{name} gs"));
        paint(self);
        self.line("Q");
    }
}

fn stroke_style(stroke: &usvg::Stroke, scale: f32) -> String {
    let cap = match stroke.linecap() {
        usvg::LineCap::Butt => 0,
        usvg::LineCap::Round => 1,
        usvg::LineCap::Square => 2,
    };
    let join = match stroke.linejoin() {
        usvg::LineJoin::Round => 1,
        usvg::LineJoin::Bevel => 2,
        usvg::LineJoin::Miter | usvg::LineJoin::MiterClip => 0,
    };
    let dashes: Vec<String> =
        stroke.dasharray().unwrap_or_default().iter().map(|dash| format!("{:.2}", dash * scale)).collect();
    format!(
        "{:.2} w {cap} J {join} j [{}] {:.2} d",
        stroke.width().get() * scale,
        dashes.join(" "),
        stroke.dashoffset() * scale
    )
}

/// Red, green and blue. A gradient becomes its first colour: the house style is flat.
fn colour(paint: &usvg::Paint) -> String {
    let colour = match paint {
        usvg::Paint::Color(colour) => *colour,
        usvg::Paint::LinearGradient(gradient) => first_stop(gradient.stops()),
        usvg::Paint::RadialGradient(gradient) => first_stop(gradient.stops()),
        usvg::Paint::Pattern(_) => usvg::Color::new_rgb(128, 128, 128),
    };
    let part = |value: u8| f32::from(value) / 255.0;
    format!("{:.3} {:.3} {:.3}", part(colour.red), part(colour.green), part(colour.blue))
}

fn first_stop(stops: &[usvg::Stop]) -> usvg::Color {
    stops.first().map_or(usvg::Color::new_rgb(128, 128, 128), usvg::Stop::color)
}

fn outline(path: &Path) -> String {
    let mut out = String::new();
    let mut at = Point::zero();
    let show = |p: Point| format!("{:.2} {:.2}", p.x, p.y);
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                out.push_str(&format!("{} m\n", show(to)));
                at = to;
            }
            PathSegment::LineTo(to) => {
                out.push_str(&format!("{} l\n", show(to)));
                at = to;
            }
            PathSegment::QuadTo(handle, to) => {
                // PDF has no quadratic curves: the same curve with two handles.
                let towards = |end: Point| {
                    Point::from_xy(
                        end.x + 2.0 / 3.0 * (handle.x - end.x),
                        end.y + 2.0 / 3.0 * (handle.y - end.y),
                    )
                };
                out.push_str(&format!("{} {} {} c\n", show(towards(at)), show(towards(to)), show(to)));
                at = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                out.push_str(&format!("{} {} {} c\n", show(first), show(second), show(to)));
                at = to;
            }
            PathSegment::Close => out.push_str("h\n"),
        }
    }
    out
}
