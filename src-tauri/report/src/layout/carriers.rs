//! Which character each glyph carries, so that text can be copied, searched and read aloud from the PDF.
//!
//! A PDF font maps each glyph to one text, for the whole document, and readers reverse a text of several characters
//! inside right-to-left runs. So every glyph carries exactly one character. The characters a ligature swallowed are
//! carried by glyphs that draw nothing, set beside it. Where a glyph would need two different texts, the stretch gets
//! an `ActualText` instead.
//!
//! Arabic vowel signs are set apart: they stand off the line, and readers that go by place would tear the word apart
//! there. Words can then be searched the way people type them; the exact text stands in the structure tree.

use std::collections::{BTreeSet, HashMap};

use parley::layout::Glyph;
use subsetter::GlyphRemapper;

use super::fonts::Face;
use super::script::{is_arabic_mark, only_steers};

/// What a glyph without a character carries: U+FFFD REPLACEMENT CHARACTER.
const UNKNOWN: &str = "\u{fffd}";
/// What a vowel sign carries: U+200B ZERO WIDTH SPACE, nothing to see and nothing to hear.
const SILENT: &str = "\u{200b}";

/// One glyph to show, in the numbering of the subset.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// Glyph in the subset.
    pub(crate) glyph: u16,
    /// What the font says it means.
    pub(crate) carries: String,
    /// Which laid-out glyph it is; none for a carrier that draws nothing.
    pub(crate) drawn: Option<usize>,
}

/// The glyphs of one cluster in visual order.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Carried {
    /// What to show.
    pub(crate) shown: Vec<Shown>,
    /// Vowel signs, to show after the line they belong to.
    pub(crate) marks: Vec<Shown>,
    /// The text to state outright, where the glyphs cannot carry it.
    pub(crate) actual_text: Option<String>,
}

/// One face as this document uses it.
pub(crate) struct FaceUse {
    /// The face.
    pub(crate) face: Face,
    /// Its glyphs in this document.
    pub(crate) remap: GlyphRemapper,
    texts: HashMap<u16, String>,
    free_invisible: Vec<u16>,
    carrier_of: HashMap<char, u16>,
}

impl FaceUse {
    fn new(face: Face) -> FaceUse {
        let free_invisible = face.invisible.clone();
        FaceUse {
            face,
            remap: GlyphRemapper::new(),
            texts: HashMap::new(),
            free_invisible,
            carrier_of: HashMap::new(),
        }
    }

    /// The invisible glyph that carries this character throughout the document, while there are any left.
    fn carrier(&mut self, character: char) -> Option<u16> {
        if let Some(glyph) = self.carrier_of.get(&character) {
            return Some(*glyph);
        }
        let glyph = self.free_invisible.pop()?;
        self.carrier_of.insert(character, glyph);
        Some(glyph)
    }

    /// Gives a glyph its text. False when it already carries another.
    fn claim(&mut self, glyph: u16, text: &str) -> (Shown, bool) {
        let renumbered = self.remap.remap(glyph);
        let carried = self.texts.entry(renumbered).or_insert_with(|| text.to_owned());
        let agrees = carried == text;
        (Shown { glyph: renumbered, carries: carried.clone(), drawn: None }, agrees)
    }
}

/// All faces a document uses.
#[derive(Default)]
pub(crate) struct Carriers {
    /// In order of first use.
    pub(crate) faces: Vec<FaceUse>,
    by_blob: HashMap<u64, usize>,
    missing: BTreeSet<char>,
}

impl Carriers {
    /// The number of a face in this document; it is added at first use.
    pub(crate) fn face_number(&mut self, blob_id: u64, face: &Face) -> usize {
        if let Some(number) = self.by_blob.get(&blob_id) {
            return *number;
        }
        let number = self.faces.len();
        self.faces.push(FaceUse::new(face.clone()));
        self.by_blob.insert(blob_id, number);
        number
    }

    /// Characters no face has, drawn as a box.
    pub(crate) fn missing(&self) -> Vec<char> {
        self.missing.iter().copied().collect()
    }

    /// Spreads the characters of one cluster over its glyphs. `glyphs` come in visual order.
    pub(crate) fn carry(
        &mut self,
        face: usize,
        text: &str,
        glyphs: &[Glyph],
        right_to_left: bool,
    ) -> Carried {
        let characters: Vec<char> = text.chars().filter(|c| !only_steers(*c) && *c != '\n').collect();
        if characters.is_empty() {
            return Carried::default();
        }
        if glyphs.iter().any(|glyph| glyph.id == 0) {
            return self.carry_missing(face, &characters, glyphs);
        }
        let face = &mut self.faces[face];
        let total = glyphs.len();
        let (characters, count) = without_marks(characters, total, right_to_left);
        let visual = |logical: usize| if right_to_left { total - 1 - logical } else { logical };
        let mut shown = Vec::with_capacity(total.max(characters.len()));
        let mut agrees = count <= characters.len();
        for logical in 0..count {
            let place = visual(logical);
            let texts = texts_of(&characters, logical, count);
            let (last, before) =
                texts.split_last().map_or(("", [].as_slice()), |(last, b)| (last.as_str(), b));
            let mut own = last.to_owned();
            if right_to_left {
                for swallowed in before {
                    let carrier = swallowed.chars().next().and_then(|c| face.carrier(c));
                    let Some(carrier) = carrier else {
                        agrees = false;
                        continue;
                    };
                    let (item, fits) = face.claim(carrier, swallowed);
                    agrees &= fits;
                    shown.push(item);
                }
            } else {
                own = texts.concat();
            }
            let (mut item, fits) = face.claim(glyphs[place].id as u16, &own);
            item.drawn = Some(place);
            agrees &= fits;
            shown.push(item);
        }
        if right_to_left {
            shown.reverse();
        }
        let mut marks = Vec::new();
        for place in (count..total).map(visual) {
            let (mut item, fits) = face.claim(glyphs[place].id as u16, SILENT);
            item.drawn = Some(place);
            agrees &= fits;
            marks.push(item);
        }
        Carried { shown, marks, actual_text: (!agrees).then(|| characters.into_iter().collect()) }
    }

    /// A box for what no face has, with the character stated outright so that it is not lost.
    fn carry_missing(&mut self, face: usize, characters: &[char], glyphs: &[Glyph]) -> Carried {
        self.missing.extend(characters.iter().copied().filter(|c| !c.is_whitespace()));
        let face = &mut self.faces[face];
        let shown = glyphs
            .iter()
            .enumerate()
            .map(|(place, glyph)| {
                let (mut item, _) = face.claim(glyph.id as u16, UNKNOWN);
                item.drawn = Some(place);
                item
            })
            .collect();
        Carried { shown, marks: Vec::new(), actual_text: Some(characters.iter().collect()) }
    }

    /// A hyphen at the end of a line that is not in the text.
    pub(crate) fn carry_hyphen(&mut self, face: usize) -> Carried {
        let face = &mut self.faces[face];
        let (item, _) = face.claim(face.face.hyphen, "-");
        Carried { shown: vec![item], marks: Vec::new(), actual_text: Some("\u{ad}".to_owned()) }
    }
}

/// Letters without their marks, and how many of the glyphs draw letters: the marks come last.
fn without_marks(characters: Vec<char>, glyphs: usize, right_to_left: bool) -> (Vec<char>, usize) {
    let letters: Vec<char> = characters.iter().copied().filter(|c| !is_arabic_mark(*c)).collect();
    if !right_to_left || letters.is_empty() || letters.len() == characters.len() {
        return (characters, glyphs);
    }
    let marks = characters.len() - letters.len();
    (letters, glyphs.saturating_sub(marks).max(1))
}

/// The characters glyph `logical` of `count` stands for: one each, the last takes what is left over.
fn texts_of(characters: &[char], logical: usize, count: usize) -> Vec<String> {
    let end = if logical + 1 == count { characters.len() } else { (logical + 1).min(characters.len()) };
    characters.get(logical..end).unwrap_or_default().iter().map(char::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn carriers(invisible: &[u16]) -> Carriers {
        let mut carriers = Carriers::default();
        let face = Face { name: "Test", bytes: &[], invisible: invisible.to_vec(), hyphen: 9 };
        carriers.face_number(1, &face);
        carriers
    }

    fn glyph(id: u32) -> Glyph {
        Glyph { id, x: 0.0, y: 0.0, advance: 5.0 }
    }

    fn says(carried: &Carried) -> Vec<(&str, bool)> {
        carried.shown.iter().map(|shown| (shown.carries.as_str(), shown.drawn.is_some())).collect()
    }

    #[test]
    fn a_lam_alef_ligature_carries_alef_and_an_invisible_glyph_lam() {
        let mut carriers = carriers(&[40, 41]);
        let carried = carriers.carry(0, "لا", &[glyph(7)], true);
        assert_eq!(says(&carried), [("ا", true), ("ل", false)]);
        assert_eq!(carried.actual_text, None);
    }

    #[test]
    fn a_vowel_sign_is_set_apart_and_keeps_the_ligature_whole() {
        let mut carriers = carriers(&[40, 41]);
        let carried = carriers.carry(0, "مً", &[glyph(8), glyph(7)], true);
        assert_eq!(says(&carried), [("م", true)]);
        assert_eq!(carried.marks.len(), 1);
        let carried = carriers.carry(0, "لًا", &[glyph(8), glyph(9)], true);
        assert_eq!(says(&carried), [("ا", true), ("ل", false)]);
        assert_eq!(carried.marks.len(), 1);
        assert_eq!(carried.actual_text, None);
    }

    #[test]
    fn without_an_invisible_glyph_the_text_is_stated_outright() {
        let mut carriers = carriers(&[]);
        let carried = carriers.carry(0, "لا", &[glyph(7)], true);
        assert_eq!(carried.actual_text.as_deref(), Some("لا"));
    }

    #[test]
    fn a_glyph_that_means_two_things_states_its_text_the_second_time() {
        let mut carriers = carriers(&[]);
        assert_eq!(carriers.carry(0, "e", &[glyph(3)], false).actual_text, None);
        assert_eq!(carriers.carry(0, "е", &[glyph(3)], false).actual_text.as_deref(), Some("е"));
    }

    #[test]
    fn steering_characters_are_not_carried() {
        let mut carriers = carriers(&[]);
        assert_eq!(carriers.carry(0, "\u{2068}", &[], false), Carried::default());
    }

    #[test]
    fn a_missing_character_is_reported_and_kept() {
        let mut carriers = carriers(&[]);
        let carried = carriers.carry(0, "𐎀", &[glyph(0)], false);
        assert_eq!(carried.actual_text.as_deref(), Some("𐎀"));
        assert_eq!(carriers.missing(), ['𐎀']);
    }
}
