//! One word of one language, with where it came from and who looked at it.

use serde::{Deserialize, Serialize};

/// A concept: something that has a picture and a word in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Concept {
    /// Stable id, never reused.
    pub id: String,
    /// The theme it belongs to.
    pub group: String,
    /// noun, verb, phrase or question.
    pub part_of_speech: String,
    /// Id of its picture.
    pub picture: String,
    /// What a translator has to know to choose the right word.
    #[serde(default)]
    pub note: Option<String>,
}

/// A word as it stands in assets/phrasebook/words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// The usual wording.
    pub text: String,
    /// Wording said to, or by, a woman where the language has one.
    #[serde(default)]
    pub female: Option<String>,
    /// Wording said to, or by, a man where the language has one.
    #[serde(default)]
    pub male: Option<String>,
    /// Regional words and second spellings.
    #[serde(default)]
    pub also: Vec<String>,
    /// Where the word came from: own, draft, cldr, osm or native.
    pub source: String,
    /// Who looked at it.
    pub status: Status,
    /// The word is spelled like the Dutch or English one on purpose.
    #[serde(default)]
    pub same: bool,
}

/// How far a word has been reviewed. A draft is never shown as more than a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Written by us; nobody who speaks the language has seen it.
    Draft,
    /// Agrees with an independent published source (CLDR, the map-tag schema).
    Checked,
    /// A native speaker signed it off.
    Approved,
}

/// Whom a sentence addresses, for languages whose verbs differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// The usual wording.
    #[default]
    Neutral,
    /// To a woman.
    Female,
    /// To a man.
    Male,
}

impl Word {
    /// The wording for whom it is said to; the usual one where the language makes no difference.
    pub fn said_to(&self, wording: Wording) -> &str {
        match wording {
            Wording::Female => self.female.as_deref().unwrap_or(&self.text),
            Wording::Male => self.male.as_deref().unwrap_or(&self.text),
            Wording::Neutral => &self.text,
        }
    }
}
