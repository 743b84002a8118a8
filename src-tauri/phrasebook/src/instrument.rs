//! The assessment instrument: twelve dimensions, five anchors each, as data with a version.

use serde::{Deserialize, Serialize};

use crate::form::LocalText;

/// An instrument. It is a tool for conversation and growth: it has no total, no mean and no percentage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Instrument {
    /// Stable id.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// What the coach calls it.
    pub title: LocalText,
    /// In the order they are looked at.
    pub dimensions: Vec<Dimension>,
    /// Concepts of the general scale, 1 to 5.
    pub scale: Vec<String>,
    /// Concepts of the five faces for the self-score.
    pub self_score: Vec<String>,
    /// The score of an ordinary colleague. 4 here, 3 in other instruments: never mix them.
    pub norm: u8,
    /// Scores that need one sentence of what was seen and when.
    pub evidence_for: Vec<u8>,
    /// When to suggest a talk about external work: a prompt, never a block.
    pub ready_for_external: ReadyForExternal,
}

/// One dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Dimension {
    /// Stable id.
    pub id: String,
    /// Its name as a concept.
    pub concept: String,
    /// Concepts of its five anchors, 1 to 5.
    pub anchors: Vec<String>,
    /// It is about language, and may not lower the others.
    #[serde(default)]
    pub language: bool,
}

/// The rule of the prompt about external work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct ReadyForExternal {
    /// Dimensions that count.
    pub dimensions: Vec<String>,
    /// Least score on each.
    pub least: u8,
}

impl Instrument {
    /// Every concept the instrument shows.
    pub fn concepts(&self) -> impl Iterator<Item = &str> {
        self.dimensions
            .iter()
            .flat_map(|dimension| {
                std::iter::once(dimension.concept.as_str())
                    .chain(dimension.anchors.iter().map(String::as_str))
            })
            .chain(self.scale.iter().map(String::as_str))
            .chain(self.self_score.iter().map(String::as_str))
    }

    /// Whether it is time for a talk about external work, given the score of each dimension.
    pub fn is_ready_for_external(&self, score: impl Fn(&str) -> Option<i64>) -> bool {
        let rule = &self.ready_for_external;
        rule.dimensions
            .iter()
            .all(|dimension| score(dimension).is_some_and(|score| score >= i64::from(rule.least)))
    }

    /// One dimension.
    pub fn dimension(&self, id: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|dimension| dimension.id == id)
    }
}
