//! The six faces, parsed once per process.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, SourceCache};
use phrasebook::Language;
use printpdf::ParsedFont;

use crate::error::ReportError;

macro_rules! face {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../assets/.derived/fonts/", $name, ".ttf")).as_slice())
    };
}

/// Not Noto Sans Arabic or Naskh: they build letters from shared pieces, and then text can no longer be copied
/// out of the PDF.
static FACES: [(&str, &[u8]); 6] = [
    face!("NotoSans-Regular"),
    face!("NotoSans-Bold"),
    face!("Vazirmatn-Regular"),
    face!("Vazirmatn-Bold"),
    face!("NotoSansEthiopic-Regular"),
    face!("NotoSansEthiopic-Bold"),
];

/// Characters whose glyph draws nothing. Their glyphs carry the letters a ligature swallowed.
const INVISIBLE: [u32; 7] = [0x200e, 0x200f, 0x200d, 0x2060, 0xfeff, 0x34f, 0x61c];

/// What the PDF needs to know of a face.
#[derive(Debug, Clone)]
pub(crate) struct Face {
    /// PostScript name, for the font dictionary.
    pub(crate) name: &'static str,
    /// The whole font file.
    pub(crate) bytes: &'static [u8],
    /// Glyphs that draw nothing, each different, none of them the space.
    pub(crate) invisible: Vec<u16>,
    /// The glyph of the hyphen.
    pub(crate) hyphen: u16,
}

/// The faces on the shelf, ready for layout. A clone is cheap: every report works on its own.
#[derive(Clone)]
pub(crate) struct Shelf {
    /// For parley.
    pub(crate) fonts: FontContext,
    faces: HashMap<u64, Face>,
}

impl Shelf {
    /// The shelf of this process.
    pub(crate) fn take() -> Result<Shelf, ReportError> {
        static SHELF: OnceLock<Shelf> = OnceLock::new();
        if let Some(shelf) = SHELF.get() {
            return Ok(shelf.clone());
        }
        let shelf = Shelf::load()?;
        Ok(SHELF.get_or_init(|| shelf).clone())
    }

    /// The face a laid-out run was set in, by the id of its font data.
    pub(crate) fn face(&self, blob_id: u64) -> Option<&Face> {
        self.faces.get(&blob_id)
    }

    fn load() -> Result<Shelf, ReportError> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut faces = HashMap::new();
        for (name, bytes) in FACES {
            let parsed = ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or(ReportError::Font(name))?;
            let space = parsed.lookup_glyph_index(0x20);
            let mut invisible: Vec<u16> = INVISIBLE
                .iter()
                .filter_map(|c| parsed.lookup_glyph_index(*c))
                .filter(|glyph| *glyph != 0 && Some(*glyph) != space)
                .collect();
            invisible.sort_unstable();
            invisible.dedup();
            let hyphen = parsed.lookup_glyph_index(0x2d).unwrap_or_default();
            let blob = Blob::new(Arc::new(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>);
            faces.insert(blob.id(), Face { name, bytes, invisible, hyphen });
            collection.register_fonts(blob, None);
        }
        Ok(Shelf { fonts: FontContext { collection, source_cache: SourceCache::default() }, faces })
    }
}

/// The families to try, in order. Noto Sans comes first also for right-to-left text: its spaces, digits and
/// punctuation must not depend on the script around them.
pub(crate) fn families(language: Language) -> &'static str {
    match language {
        Language::Ti => "Noto Sans Ethiopic, Noto Sans, Vazirmatn",
        _ => "Noto Sans, Vazirmatn, Noto Sans Ethiopic",
    }
}
