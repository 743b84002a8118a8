//! Pictures and words: what coach and newcomer point at together.
//!
//! Everything ships inside the program, so that a picture can never be missing on a shop floor without a network.
//! The crate knows no database; corrections and photos of an organisation come in from outside.

mod form;
mod instrument;
mod language;
mod texts;
mod word;

use std::collections::HashMap;

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

pub use form::{Answer, Chosen, Fact, Form, LocalText, Question, QuestionKind, Stores, StoresFrom, Theme};
pub use instrument::{Dimension, Instrument, ReadyForExternal};
pub use language::{Direction, Language, LanguageInfo};
pub use texts::{Locale, Texts, Value};
pub use word::{Concept, Status, Word, Wording};

static PHRASEBOOK: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/phrasebook");
static FORMS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/forms");
static INSTRUMENTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/instrument");
static PICTURES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/.derived/pictures");

/// Line to print on every sheet with pictures, and to show in About (duty of the licence CC BY-SA 4.0).
pub const PICTURE_ATTRIBUTION: &str = "Pictogrammen: OpenMoji (openmoji.org), CC BY-SA 4.0, bewerkt";

/// What went wrong while reading the phrasebook.
#[derive(Debug, thiserror::Error)]
pub enum PhrasebookError {
    /// A file of assets/ is not there.
    #[error("the phrasebook has no file {0}")]
    Missing(String),
    /// A file of assets/ does not read.
    #[error("the phrasebook file {file} does not read")]
    Unreadable {
        /// Which file.
        file: String,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

/// All concepts, words, pictures, forms and instruments.
#[derive(Debug)]
pub struct Phrasebook {
    concepts: Vec<Concept>,
    places: HashMap<String, usize>,
    words: HashMap<Language, HashMap<String, Word>>,
    languages: Vec<LanguageInfo>,
    forms: Vec<Form>,
    instruments: Vec<Instrument>,
}

impl Phrasebook {
    /// The phrasebook this program ships with.
    pub fn embedded() -> Result<Phrasebook, PhrasebookError> {
        let concepts: Vec<Concept> = read(&PHRASEBOOK, "concepts.json")?;
        let places =
            concepts.iter().enumerate().map(|(place, concept)| (concept.id.clone(), place)).collect();
        let mut words = HashMap::new();
        for language in Language::ALL {
            words.insert(language, read(&PHRASEBOOK, &format!("words/{}.json", language.tag()))?);
        }
        Ok(Phrasebook {
            concepts,
            places,
            words,
            languages: read(&PHRASEBOOK, "languages.json")?,
            forms: read_all(&FORMS)?,
            instruments: read_all(&INSTRUMENTS)?,
        })
    }

    /// Every concept, in the order of the file.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// One concept.
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        self.places.get(id).and_then(|place| self.concepts.get(*place))
    }

    /// The word of a concept in a language.
    pub fn word(&self, concept: &str, language: Language) -> Option<&Word> {
        self.words.get(&language)?.get(concept)
    }

    /// Every word of a language.
    pub fn words(&self, language: Language) -> impl Iterator<Item = (&Concept, &Word)> {
        self.concepts.iter().filter_map(move |concept| Some((concept, self.word(&concept.id, language)?)))
    }

    /// A picture as SVG, 72 × 72.
    pub fn picture(&self, id: &str) -> Option<&'static str> {
        picture(id)
    }

    /// The languages with their names and scripts.
    pub fn languages(&self) -> &[LanguageInfo] {
        &self.languages
    }

    /// A form in the version a conversation was held with.
    pub fn form(&self, id: &str, version: u32) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id && form.version == version)
    }

    /// The newest version of a form.
    pub fn newest_form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().filter(|form| form.id == id).max_by_key(|form| form.version)
    }

    /// Every form in every version.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// An instrument in the version an assessment was made with.
    pub fn instrument(&self, id: &str, version: u32) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| instrument.id == id && instrument.version == version)
    }

    /// The newest version of an instrument.
    pub fn newest_instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments
            .iter()
            .filter(|instrument| instrument.id == id)
            .max_by_key(|instrument| instrument.version)
    }

    /// Every instrument in every version.
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }
}

/// A picture as SVG, 72 × 72, without reading the words first.
pub fn picture(id: &str) -> Option<&'static str> {
    PICTURES.get_file(format!("{id}.svg"))?.contents_utf8()
}

fn read<T: DeserializeOwned>(folder: &Dir<'static>, name: &str) -> Result<T, PhrasebookError> {
    let file = folder.get_file(name).ok_or_else(|| PhrasebookError::Missing(name.to_owned()))?;
    serde_json::from_slice(file.contents())
        .map_err(|source| PhrasebookError::Unreadable { file: name.to_owned(), source })
}

fn read_all<T: DeserializeOwned>(folder: &Dir<'static>) -> Result<Vec<T>, PhrasebookError> {
    folder.files().map(|file| read(folder, &file.path().to_string_lossy())).collect()
}
