//! Reading, tidying and composing pictures.
//!
//! Only what a picture needs comes through: shapes, groups and presentation attributes. Everything else is
//! refused by name, so that no script, style, text or outside reference can reach a screen or a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::{Context, Result, anyhow, bail};

/// Side of the square every picture is drawn in.
const SIDE: f64 = 72.0;
/// Lines up to this width are outlines. Broader ones are shapes (an arm, a bar) and grow and shrink.
const OUTLINE_AT_MOST: f64 = 2.5;
const SHAPES: [&str; 8] = ["g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"];
const ATTRIBUTES: [&str; 32] = [
    "clip-rule",
    "cx",
    "cy",
    "d",
    "fill",
    "fill-opacity",
    "fill-rule",
    "height",
    "opacity",
    "paint-order",
    "points",
    "r",
    "rx",
    "ry",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "transform",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "class",
    "display",
];
/// Attributes an editor leaves behind that change nothing about the picture.
const FORGOTTEN: [&str; 3] = ["id", "version", "color"];

/// One element of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
}

/// Where and how one drawing lies in a composed picture.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub x: f64,
    pub y: f64,
    /// 1 keeps the size.
    pub scale: f64,
    /// Mirrored in its own square.
    pub flip: bool,
    /// Colour → other colour, both as `#rrggbb`.
    pub recolour: BTreeMap<String, String>,
}

/// The shapes of a drawing, tidied: nothing invisible, no empty groups, no names but `class="skin"`.
pub fn read(text: &str) -> Result<Vec<Element>> {
    let root = Reader { rest: text }.document()?;
    if root.attribute("viewBox") != Some("0 0 72 72") {
        bail!("the drawing needs viewBox=\"0 0 72 72\"");
    }
    tidy(root.children)
}

/// Lay drawings over each other, the first at the bottom.
pub fn compose(layers: &[(Vec<Element>, Place)]) -> Vec<Element> {
    layers.iter().flat_map(|(shapes, place)| put(shapes, place)).collect()
}

/// The file of a picture.
pub fn write(shapes: &[Element]) -> String {
    let mut text = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 72 72\">");
    for shape in shapes {
        shape.write(&mut text);
    }
    text.push_str("</svg>\n");
    text
}

/// Whether a colour (`#rrggbb`) is used anywhere in these shapes.
pub fn has_colour(shapes: &[Element], colour: &str) -> bool {
    shapes.iter().any(|shape| {
        shape.attributes.iter().any(|(_, value)| value == colour) || has_colour(&shape.children, colour)
    })
}

fn put(shapes: &[Element], place: &Place) -> Vec<Element> {
    let mut shapes = shapes.to_vec();
    for shape in &mut shapes {
        shape.adapt(place);
    }
    let scale = number(place.scale);
    let transform = if place.flip {
        format!(
            "translate({} {}) scale(-{scale} {scale})",
            number(place.x + SIDE * place.scale),
            number(place.y)
        )
    } else {
        match (place.x == 0.0 && place.y == 0.0, place.scale == 1.0) {
            (true, true) => return shapes,
            (true, false) => format!("scale({scale})"),
            (false, true) => format!("translate({} {})", number(place.x), number(place.y)),
            (false, false) => format!("translate({} {}) scale({scale})", number(place.x), number(place.y)),
        }
    };
    vec![Element { name: "g".into(), attributes: vec![("transform".into(), transform)], children: shapes }]
}

fn number(value: f64) -> String {
    let rounded = (value * 1000.0).round() / 1000.0;
    // Avoids "-0".
    if rounded == 0.0 { "0".into() } else { rounded.to_string() }
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An outline keeps its weight when its drawing is made smaller: one hand drew everything.
    fn adapt(&mut self, place: &Place) {
        for (name, value) in &mut self.attributes {
            if let Some(other) = place.recolour.get(value) {
                other.clone_into(value);
            } else if name == "stroke-width"
                && let Ok(width) = value.parse::<f64>()
                && width <= OUTLINE_AT_MOST
            {
                *value = number(width / place.scale);
            }
        }
        for child in &mut self.children {
            child.adapt(place);
        }
    }

    fn is_hidden(&self) -> bool {
        self.attribute("display") == Some("none")
    }

    fn is_skin(&self) -> bool {
        let id = self.attribute("id").unwrap_or_default();
        self.name == "g"
            && (self.attribute("class") == Some("skin") || (id.starts_with("skin") && id != "skin-shadow"))
    }

    fn write(&self, text: &mut String) {
        // Writing to a String cannot fail.
        let _ = write!(text, "<{}", self.name);
        for (name, value) in &self.attributes {
            let _ = write!(text, " {name}=\"{value}\"");
        }
        if self.children.is_empty() {
            text.push_str("/>");
            return;
        }
        text.push('>');
        for child in &self.children {
            child.write(text);
        }
        let _ = write!(text, "</{}>", self.name);
    }
}

fn tidy(elements: Vec<Element>) -> Result<Vec<Element>> {
    let mut kept = Vec::new();
    for element in elements {
        if element.is_hidden() || ["title", "desc", "metadata"].contains(&element.name.as_str()) {
            continue;
        }
        if !SHAPES.contains(&element.name.as_str()) {
            bail!("<{}> is not allowed in a picture: draw it with paths and plain shapes", element.name);
        }
        let mut attributes =
            if element.is_skin() { vec![("class".into(), "skin".into())] } else { Vec::new() };
        attributes.extend(tidy_attributes(&element)?);
        let children = tidy(element.children)?;
        match (element.name == "g", children.is_empty(), attributes.is_empty()) {
            (true, true, _) => {}
            (true, false, true) => kept.extend(children),
            _ => kept.push(Element { name: element.name, attributes, children }),
        }
    }
    Ok(kept)
}

fn tidy_attributes(element: &Element) -> Result<Vec<(String, String)>> {
    let mut kept = Vec::new();
    for (name, value) in &element.attributes {
        let name = name.as_str();
        if name == "class" || name == "display" || FORGOTTEN.contains(&name) || name.starts_with("xmlns") {
            continue;
        }
        if !ATTRIBUTES.contains(&name) {
            bail!("{name}=\"…\" is not allowed on <{}>: use presentation attributes only", element.name);
        }
        if value.contains("url(") {
            bail!("{name}=\"{value}\" refers to something outside the shape");
        }
        kept.push((name.to_owned(), tidy_value(name, value)));
    }
    Ok(kept)
}

/// One spelling per colour, so that a skin tone or a recolouring finds it; no line breaks in path data.
fn tidy_value(name: &str, value: &str) -> String {
    match name {
        "fill" | "stroke" => {
            let colour = value.to_ascii_lowercase();
            match colour.strip_prefix('#').map(|digits| digits.chars().collect::<Vec<_>>()) {
                Some(digits) if digits.len() == 3 => {
                    digits.iter().fold(String::from("#"), |text, digit| text + &format!("{digit}{digit}"))
                }
                _ => colour,
            }
        }
        _ => value.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Reads the plain XML that drawing programs write: elements and attributes, nothing declared.
struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<Element> {
        self.skip_between()?;
        let root = self.element()?;
        self.skip_between()?;
        if root.name != "svg" || !self.rest.is_empty() {
            bail!("the file is not one <svg>");
        }
        Ok(root)
    }

    fn element(&mut self) -> Result<Element> {
        self.expect("<")?;
        let name = self.word()?.to_owned();
        let mut attributes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            if self.accept("/>") {
                return Ok(Element { name, attributes, children: Vec::new() });
            }
            if self.accept(">") {
                break;
            }
            attributes.push(self.pair().with_context(|| format!("in <{name}>"))?);
        }
        let mut children = Vec::new();
        loop {
            let text = self.skip_between()?;
            if !text.is_empty() && !["title", "desc"].contains(&name.as_str()) {
                bail!("<{name}> holds text: letters are drawn as paths");
            }
            if self.accept("</") {
                let end = self.word()?;
                self.expect(">")?;
                if end != name {
                    bail!("<{name}> is closed by </{end}>");
                }
                return Ok(Element { name, attributes, children });
            }
            children.push(self.element()?);
        }
    }

    fn pair(&mut self) -> Result<(String, String)> {
        let name = self.word()?.to_owned();
        self.rest = self.rest.trim_start();
        self.expect("=")?;
        self.rest = self.rest.trim_start();
        let quote = if self.accept("'") { '\'' } else { self.expect("\"").map(|()| '"')? };
        let (value, rest) =
            self.rest.split_once(quote).ok_or_else(|| anyhow!("{name} has no closing quote"))?;
        if value.contains(['<', '&', '"']) {
            bail!("{name} holds <, & or a quote");
        }
        self.rest = rest;
        Ok((name, value.to_owned()))
    }

    /// Skips comments and the XML declaration; answers the text in between, trimmed.
    fn skip_between(&mut self) -> Result<String> {
        let mut text = String::new();
        loop {
            let (before, tag) = self.rest.split_at(self.rest.find('<').unwrap_or(self.rest.len()));
            text.push_str(before.trim());
            self.rest = tag;
            let end = match () {
                () if tag.starts_with("<!--") => "-->",
                () if tag.starts_with("<?") => "?>",
                () => return Ok(text),
            };
            let (_, rest) = tag.split_once(end).ok_or_else(|| anyhow!("{end} is missing"))?;
            self.rest = rest;
        }
    }

    fn word(&mut self) -> Result<&'a str> {
        let is_end = |letter: char| !(letter.is_ascii_alphanumeric() || "-_:.".contains(letter));
        let (word, rest) = self.rest.split_at(self.rest.find(is_end).unwrap_or(self.rest.len()));
        if word.is_empty() {
            bail!("a name is missing before {:?}", rest.chars().take(20).collect::<String>());
        }
        self.rest = rest;
        Ok(word)
    }

    fn accept(&mut self, token: &str) -> bool {
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, token: &str) -> Result<()> {
        if self.accept(token) {
            return Ok(());
        }
        bail!("expected {token:?} before {:?}", self.rest.chars().take(20).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(inside: &str) -> String {
        format!("<svg viewBox=\"0 0 72 72\" xmlns=\"http://www.w3.org/2000/svg\">{inside}</svg>")
    }

    /// What is left of a drawing.
    fn tidied(inside: &str) -> String {
        inside_of(&write(&read(&drawing(inside)).unwrap()))
    }

    fn placed(inside: &str, place: Place) -> String {
        inside_of(&write(&compose(&[(read(&drawing(inside)).unwrap(), place)])))
    }

    fn inside_of(text: &str) -> String {
        let start = text.find('>').unwrap() + 1;
        text[start..].trim_end().strip_suffix("</svg>").unwrap().to_owned()
    }

    fn refusal(inside: &str) -> String {
        read(&drawing(inside)).unwrap_err().to_string()
    }

    #[test]
    fn names_and_empty_groups_go_and_skin_stays() {
        let text = "<?xml version='1.0'?><!-- by hand -->".to_owned()
            + &drawing(
                "<g id=\"color\"><path id=\"a\" d=\"M0 0\n  h1\"/></g><g id=\"hair\"/>\
                 <g id=\"skin\"><circle r='2' fill=\"#FCEA2B\"/></g><g id=\"skin-shadow\"><circle r=\"1\"/></g>",
            );
        assert_eq!(
            inside_of(&write(&read(&text).unwrap())),
            "<path d=\"M0 0 h1\"/><g class=\"skin\"><circle r=\"2\" fill=\"#fcea2b\"/></g><circle r=\"1\"/>"
        );
    }

    #[test]
    fn hidden_shapes_and_titles_go() {
        assert_eq!(
            tidied("<title>clock</title><path d=\"M0 0\" display=\"none\"/><rect width=\"1\"/>"),
            "<rect width=\"1\"/>"
        );
    }

    #[test]
    fn colours_have_one_spelling() {
        assert_eq!(
            tidied("<path fill=\"#FFF\" stroke=\"#000\"/>"),
            "<path fill=\"#ffffff\" stroke=\"#000000\"/>"
        );
    }

    #[test]
    fn whatever_is_not_a_shape_is_refused_by_name() {
        assert!(refusal("<script/>").contains("<script>"));
        assert!(refusal("<text>a</text>").contains("holds text"));
        assert!(refusal("<image href=\"a.png\"/>").contains("<image>"));
        assert!(refusal("<path style=\"fill:red\"/>").contains("style"));
        assert!(refusal("<g onclick=\"go()\"/>").contains("onclick"));
        assert!(refusal("<path fill=\"url(#a)\"/>").contains("outside"));
        assert!(read("<svg viewBox=\"0 0 24 24\"/>").unwrap_err().to_string().contains("viewBox"));
        assert!(read("<svg viewBox=\"0 0 72 72\"><g></svg>").unwrap_err().to_string().contains("closed by"));
    }

    #[test]
    fn a_layer_is_placed_scaled_and_mirrored() {
        let dot = "<circle r=\"1\"/>";
        assert_eq!(placed(dot, Place { scale: 1.0, ..Place::default() }), dot);
        assert_eq!(
            placed(dot, Place { x: -4.0, y: 2.5, scale: 0.5, ..Place::default() }),
            "<g transform=\"translate(-4 2.5) scale(0.5)\"><circle r=\"1\"/></g>"
        );
        // A square of 72 at half size is 36 wide, so its mirror image starts at 10 + 36.
        assert_eq!(
            placed(dot, Place { x: 10.0, scale: 0.5, flip: true, ..Place::default() }),
            "<g transform=\"translate(46 0) scale(-0.5 0.5)\"><circle r=\"1\"/></g>"
        );
    }

    #[test]
    fn outlines_keep_their_weight_and_broad_lines_shrink() {
        let half = Place { scale: 0.5, ..Place::default() };
        assert_eq!(
            placed("<path stroke-width=\"2\"/><path stroke-width=\"9\"/>", half),
            "<g transform=\"scale(0.5)\"><path stroke-width=\"4\"/><path stroke-width=\"9\"/></g>"
        );
    }

    #[test]
    fn a_layer_is_recoloured_before_it_is_placed() {
        let recolour = BTreeMap::from([("#f1b31c".to_owned(), "#3f3f3f".to_owned())]);
        let place = Place { scale: 1.0, recolour, ..Place::default() };
        assert_eq!(placed("<g id=\"hair\"><path fill=\"#F1B31C\"/></g>", place), "<path fill=\"#3f3f3f\"/>");
    }

    #[test]
    fn layers_lie_in_order() {
        let layer = |inside| (read(&drawing(inside)).unwrap(), Place { scale: 1.0, ..Place::default() });
        let text = write(&compose(&[layer("<circle r=\"1\"/>"), layer("<circle r=\"2\"/>")]));
        assert_eq!(
            text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 72 72\"><circle r=\"1\"/><circle r=\"2\"/></svg>\n"
        );
    }
}
