//! Texts of interface and reports: the same .ftl files the screens read, on the Rust side.
//!
//! These are words for people who work with the app, in Dutch and English. What a newcomer reads comes from the
//! phrasebook. Inserted values are wrapped in Unicode isolates, so that an Arabic name cannot reorder a Dutch sentence.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use unic_langid::LanguageIdentifier;

use crate::Language;

static TEXTS: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../assets/texts");

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum Locale {
    /// Dutch, at B1.
    #[default]
    Nl,
    /// English.
    En,
}

impl Locale {
    /// BCP-47 tag, and the name of its folder in assets/texts.
    pub const fn tag(self) -> &'static str {
        self.language().tag()
    }

    /// The same language in the phrasebook.
    pub const fn language(self) -> Language {
        match self {
            Locale::Nl => Language::Nl,
            Locale::En => Language::En,
        }
    }
}

/// A value inserted into a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Words.
    Text(&'a str),
    /// A number; texts can choose their plural by it.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Value<'a> {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

/// What went wrong while reading the texts: a fault of the build, not of the user.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// A file is not Fluent.
    #[error("the text file {file} does not read: {reason}")]
    Unreadable {
        /// Which file.
        file: String,
        /// What the parser says, with the place.
        reason: String,
    },
    /// A text has the same id as another.
    #[error("the text file {file} repeats an id: {reason}")]
    Repeated {
        /// Which file.
        file: String,
        /// Which id.
        reason: String,
    },
}

/// Every text of one locale.
pub struct Texts {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The texts this program ships with.
    pub fn new(locale: Locale) -> Result<Texts, TextsError> {
        let mut identifier = LanguageIdentifier::default();
        identifier.language = locale.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        bundle.set_use_isolating(true);
        for (file, source) in files(locale) {
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| {
                TextsError::Unreadable { file: file.clone(), reason: listed(&errors) }
            })?;
            bundle
                .add_resource(resource)
                .map_err(|errors| TextsError::Repeated { file, reason: listed(&errors) })?;
        }
        Ok(Texts { locale, bundle })
    }

    /// Which locale these are.
    pub fn locale(&self) -> Locale {
        self.locale
    }

    /// A text without values. An unknown id comes back as it is: a missing label never stops the work.
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// A text with values, each wrapped in isolates.
    pub fn text_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.find_text_with(id, values).unwrap_or_else(|| id.to_owned())
    }

    /// A text, if there is one with this id. An attribute is named after a dot.
    pub fn find_text(&self, id: &str) -> Option<String> {
        self.find_text_with(id, &[])
    }

    fn find_text_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let (message, attribute) = match id.split_once('.') {
            Some((message, attribute)) => (self.bundle.get_message(message)?, Some(attribute)),
            None => (self.bundle.get_message(id)?, None),
        };
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            let value = match value {
                Value::Text(text) => FluentValue::from(*text),
                Value::Number(number) => FluentValue::from(*number),
            };
            arguments.set(*name, value);
        }
        // A value that is missing shows as its name between braces; nothing here can fail for good.
        let mut errors = Vec::new();
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned())
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Texts").field("locale", &self.locale).finish_non_exhaustive()
    }
}

/// The files of a locale, by path.
fn files(locale: Locale) -> impl Iterator<Item = (String, &'static str)> {
    let folder = TEXTS.get_dir(locale.tag());
    folder.into_iter().flat_map(|folder| folder.files()).filter_map(|file| {
        let path = file.path().to_string_lossy().into_owned();
        path.ends_with(".ftl").then_some(())?;
        Some((path, file.contents_utf8()?))
    })
}

fn listed(errors: &[impl fmt::Display]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Ids with the variables each uses. Attributes count as ids of their own.
    fn ids(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut current) = (String::new(), String::new());
        for line in files(locale).flat_map(|(_, source)| source.lines()) {
            let name = line.split('=').next().unwrap_or_default().trim();
            let is_id = |text: &str| {
                text.starts_with(|c: char| c.is_ascii_lowercase() || c == '-')
                    && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
            };
            if line.starts_with('#') {
                continue;
            }
            if line.contains('=') && !line.starts_with(' ') && is_id(name) {
                message = name.to_owned();
                current.clone_from(&message);
                assert!(found.insert(current.clone(), BTreeSet::new()).is_none(), "{message} stands twice");
            } else if let Some(attribute) = name.strip_prefix('.').filter(|_| line.contains('=')) {
                current = format!("{message}.{attribute}");
                found.insert(current.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let variable =
                    part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_');
                found.entry(current.clone()).or_default().insert(variable.collect());
            }
        }
        found
    }

    #[test]
    fn dutch_and_english_have_the_same_texts_with_the_same_values() {
        let (dutch, english) = (ids(Locale::Nl), ids(Locale::En));
        for (id, values) in &dutch {
            assert_eq!(english.get(id), Some(values), "{id} differs in English");
        }
        for id in english.keys() {
            assert!(dutch.contains_key(id), "{id} is missing in Dutch");
        }
        assert!(!dutch.is_empty());
    }

    #[test]
    fn every_text_of_both_locales_says_something() {
        for locale in [Locale::Nl, Locale::En] {
            let texts = Texts::new(locale).expect("the texts should read");
            let ids = ids(locale);
            for id in ids.keys().filter(|id| !id.starts_with('-') && !id.contains('.')) {
                let said = texts.find_text(id).unwrap_or_default();
                let has_attribute = ids.keys().any(|other| other.starts_with(&format!("{id}.")));
                assert!(!said.trim().is_empty() || has_attribute, "{id} says nothing");
            }
        }
    }

    #[test]
    fn inserted_values_are_isolated() {
        let texts = Texts::new(Locale::Nl).expect("the texts should read");
        let text = texts.text_with("report-page-of", &[("page", 1.into()), ("pages", 3.into())]);
        assert_eq!(text, "\u{2068}1\u{2069} van \u{2068}3\u{2069}");
    }

    #[test]
    fn an_unknown_text_shows_its_id() {
        let texts = Texts::new(Locale::En).expect("the texts should read");
        assert_eq!(texts.text("no-such-text"), "no-such-text");
        assert_eq!(texts.find_text("no-such-text"), None);
    }
}
