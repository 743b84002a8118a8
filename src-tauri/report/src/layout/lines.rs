//! Puts laid-out lines on the page, glyph by glyph.

use std::collections::BTreeMap;
use std::ops::Range;

use parley::layout::{Cluster, Glyph, Line, Run};
use printpdf::{DictItem, Op};

use super::canvas::Pen;
use super::carriers::Carried;
use super::drawing::{Outline, Stroke};
use super::paragraph::{Ink, SetText, Underline};
use super::script::SOFT_HYPHEN;
use super::style::Colour;

/// A cluster, or a ligature with all clusters it covers.
struct Atom {
    text: Range<usize>,
    advance: f32,
    glyphs: Vec<Glyph>,
    ink: Ink,
}

/// A stretch of a line that gets dots underneath.
struct Dots {
    from: f32,
    to: f32,
    baseline: f32,
    /// Below the baseline.
    depth: f32,
}

/// A vowel sign that waits for the end of its line.
struct Waiting {
    face: usize,
    size: f32,
    colour: Colour,
    glyph: u16,
    carries: String,
    x: f32,
    baseline: f32,
}

/// What a line leaves behind for when its letters are set.
#[derive(Default)]
struct Afterwards {
    dots: Vec<Dots>,
    marks: Vec<Waiting>,
}

/// How an atom is set.
#[derive(Clone, Copy)]
struct Setting {
    face: usize,
    size: f32,
    colour: Colour,
    x: f32,
    baseline: f32,
    advance: f32,
}

impl Pen<'_> {
    /// Draws some lines of a text; the first of them has its top at `y`.
    pub(crate) fn lines(&mut self, set: &SetText, lines: Range<usize>, x: f32, y: f32) {
        let mut afterwards = Afterwards::default();
        self.ops.push(Op::StartTextSection);
        for (place, number) in lines.enumerate() {
            let Some(line) = set.layout.get(number) else { continue };
            let baseline = y + place as f32 * set.line_height + set.first_baseline();
            self.line(set, &line, x + set.shift + line.metrics().offset, baseline, &mut afterwards);
            self.marks(std::mem::take(&mut afterwards.marks));
        }
        self.ops.push(Op::EndTextSection);
        // Lines may not be drawn inside a text section, so the dots come after it.
        for stretch in afterwards.dots {
            let depth = stretch.baseline + stretch.depth;
            let outline = Outline::Line(vec![(stretch.from, depth), (stretch.to, depth)]);
            self.shape(&outline, None, Some(Stroke::dotted(Colour::VoiceEdge, 0.9)));
        }
    }

    fn line(&mut self, set: &SetText, line: &Line<Ink>, x: f32, baseline: f32, afterwards: &mut Afterwards) {
        if set.pitch.is_some() {
            // Letters in cells stand far apart; readers would put a space between them.
            self.begin_actual_text(&set.text[line.text_range()]);
        }
        let start = x;
        let (mut x, mut cell, mut last) = (x, 0.0, None);
        for run in line.runs() {
            let blob_id = run.font().data.id();
            let Some(face) = self.shelf.face(blob_id) else { continue };
            let face = self.carriers.face_number(blob_id, face);
            let size = run.font_size();
            for atom in atoms_in_visual_order(&run) {
                let place = set.pitch.map_or(x, |pitch| start + pitch * cell + (pitch - atom.advance) / 2.0);
                cell += 1.0;
                let colour = atom.ink.colour;
                let setting = Setting { face, size, colour, x: place, baseline, advance: atom.advance };
                let text = &set.text[atom.text.clone()];
                let carried = self.carriers.carry(face, text, &atom.glyphs, run.is_rtl());
                self.show(&carried, &atom.glyphs, setting, set.pitch.is_none());
                afterwards.keep_marks(&carried, &atom.glyphs, setting);
                if atom.ink.underline == Underline::Dotted && atom.advance > 0.0 && !text.trim().is_empty() {
                    // Arabic letters carry their own dots below the line.
                    let depth = if run.is_rtl() { size * 0.4 } else { (size * 0.27).max(2.4) };
                    add_dots(
                        &mut afterwards.dots,
                        Dots { from: x, to: x + atom.advance, baseline, depth },
                        size * 0.6,
                    );
                }
                x += atom.advance;
                last = Some(setting);
            }
        }
        if let (Some(last), true) = (last, set.text[line.text_range()].ends_with(SOFT_HYPHEN)) {
            let carried = self.carriers.carry_hyphen(last.face);
            self.show(&carried, &[Glyph::default()], Setting { x, advance: 0.0, ..last }, true);
        }
        if set.pitch.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Shows the glyphs of one atom. Carriers that draw nothing stand in a row at its right end.
    fn show(&mut self, carried: &Carried, glyphs: &[Glyph], setting: Setting, state_text: bool) {
        if carried.shown.is_empty() {
            return;
        }
        self.set_text_colour(setting.colour);
        self.set_font(setting.face, setting.size);
        let stated = carried.actual_text.as_deref().filter(|_| state_text);
        if let Some(text) = stated {
            self.begin_actual_text(text);
        }
        let mut invisible = carried.shown.iter().filter(|shown| shown.drawn.is_none()).count() as f32;
        for shown in &carried.shown {
            let (x, y) = match shown.drawn {
                Some(place) => origin(glyphs, place),
                None => {
                    invisible -= 1.0;
                    (setting.advance - 0.02 * (invisible + 1.0), 0.0)
                }
            };
            self.glyph(shown.glyph, shown.carries.clone(), setting.x + x, setting.baseline + y);
        }
        if stated.is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    /// Vowel signs, after the letters of their line, as text that says nothing.
    fn marks(&mut self, marks: Vec<Waiting>) {
        if marks.is_empty() {
            return;
        }
        self.begin_actual_text("");
        for mark in marks {
            self.set_text_colour(mark.colour);
            self.set_font(mark.face, mark.size);
            self.glyph(mark.glyph, mark.carries, mark.x, mark.baseline);
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn begin_actual_text(&mut self, text: &str) {
        let mut data = vec![0xfe, 0xff];
        data.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
        let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
    }
}

impl Afterwards {
    fn keep_marks(&mut self, carried: &Carried, glyphs: &[Glyph], setting: Setting) {
        for mark in &carried.marks {
            let (x, y) = mark.drawn.map_or((0.0, 0.0), |place| origin(glyphs, place));
            self.marks.push(Waiting {
                face: setting.face,
                size: setting.size,
                colour: setting.colour,
                glyph: mark.glyph,
                carries: mark.carries.clone(),
                x: setting.x + x,
                baseline: setting.baseline + y,
            });
        }
    }
}

/// Where a glyph of an atom stands, from the start of the atom.
fn origin(glyphs: &[Glyph], place: usize) -> (f32, f32) {
    let before: f32 = glyphs.iter().take(place).map(|glyph| glyph.advance).sum();
    glyphs.get(place).map_or((before, 0.0), |glyph| (before + glyph.x, glyph.y))
}

fn atoms_in_visual_order(run: &Run<Ink>) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::with_capacity(run.len());
    for cluster in run.clusters() {
        match atoms.last_mut() {
            Some(atom) if cluster.is_ligature_continuation() => {
                atom.text.end = cluster.text_range().end;
                atom.advance += cluster.advance();
            }
            _ => atoms.push(atom_of(&cluster)),
        }
    }
    if run.is_rtl() {
        atoms.reverse();
    }
    atoms
}

fn atom_of(cluster: &Cluster<Ink>) -> Atom {
    Atom {
        text: cluster.text_range(),
        advance: cluster.advance(),
        glyphs: cluster.glyphs().collect(),
        ink: cluster.style().brush,
    }
}

/// The space between two words is bridged, the space at the end of a line is not.
fn add_dots(dots: &mut Vec<Dots>, stretch: Dots, bridge: f32) {
    match dots.last_mut() {
        Some(last) if last.baseline == stretch.baseline && (last.to - stretch.from).abs() < bridge => {
            last.to = stretch.to;
            last.depth = last.depth.max(stretch.depth);
        }
        _ => dots.push(stretch),
    }
}
