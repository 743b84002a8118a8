//! The words on the cards, from the phrasebook itself.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

const PHRASEBOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/phrasebook");

/// Dutch and one language beside it.
pub struct Words {
    tag: String,
    dutch: Value,
    own: Value,
    language: Value,
}

impl Words {
    pub fn in_language(tag: &str) -> Result<Words> {
        let read = |file: &str| -> Result<Value> {
            let path = Path::new(PHRASEBOOK).join(file);
            let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            Ok(serde_json::from_str(&text)?)
        };
        let languages = read("languages.json")?;
        let language = languages.as_array().and_then(|all| all.iter().find(|one| one["tag"] == tag)).cloned();
        Ok(Words {
            tag: tag.to_owned(),
            dutch: read("words/nl.json")?,
            own: read(&format!("words/{tag}.json"))?,
            language: language.with_context(|| format!("“{tag}” is no language of the phrasebook"))?,
        })
    }

    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// "العربية": what speakers call it.
    pub fn language(&self) -> Result<&str> {
        self.language["own_name"].as_str().context("a language without its own name")
    }

    pub fn dutch(&self, concept: &str) -> Result<&str> {
        text_of(&self.dutch, concept)
    }

    pub fn own(&self, concept: &str) -> Result<&str> {
        text_of(&self.own, concept)
    }
}

fn text_of<'a>(words: &'a Value, concept: &str) -> Result<&'a str> {
    words[concept]["text"].as_str().with_context(|| format!("there is no word for {concept}"))
}
