//! The languages a newcomer may read or hear, and how each is written.

use serde::{Deserialize, Serialize};

/// A language of the phrasebook. Tags are BCP-47: Dari is not Farsi, Kurmanji is not Sorani.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Language {
    Nl,
    En,
    Ar,
    Ti,
    Fa,
    Prs,
    Ps,
    Ckb,
    Kmr,
    Uk,
    Tr,
    So,
    Fr,
}

/// Which way a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Direction {
    Ltr,
    Rtl,
}

/// What assets/phrasebook/languages.json says of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LanguageInfo {
    /// Which language.
    pub tag: Language,
    /// Its name in its own script: people choose by script and sound, never by a flag.
    pub own_name: String,
    /// ISO 15924 script code.
    pub script: String,
    /// Which way its lines run.
    pub direction: Direction,
    /// Its ten digits, zero first; the Western ones where it uses those.
    pub digits: String,
}

impl Language {
    /// Every language, Dutch and English first.
    pub const ALL: [Language; 13] = [
        Language::Nl,
        Language::En,
        Language::Ar,
        Language::Ti,
        Language::Fa,
        Language::Prs,
        Language::Ps,
        Language::Ckb,
        Language::Kmr,
        Language::Uk,
        Language::Tr,
        Language::So,
        Language::Fr,
    ];

    /// BCP-47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Nl => "nl",
            Language::En => "en",
            Language::Ar => "ar",
            Language::Ti => "ti",
            Language::Fa => "fa",
            Language::Prs => "prs",
            Language::Ps => "ps",
            Language::Ckb => "ckb",
            Language::Kmr => "kmr",
            Language::Uk => "uk",
            Language::Tr => "tr",
            Language::So => "so",
            Language::Fr => "fr",
        }
    }

    /// The language of a tag, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        Language::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// Which way its lines run.
    pub const fn direction(self) -> Direction {
        match self {
            Language::Ar | Language::Fa | Language::Prs | Language::Ps | Language::Ckb => Direction::Rtl,
            _ => Direction::Ltr,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tag_finds_its_language() {
        for language in Language::ALL {
            assert_eq!(Language::from_tag(language.tag()), Some(language));
        }
        assert_eq!(Language::from_tag("xx"), None);
    }
}
