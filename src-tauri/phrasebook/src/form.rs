//! Forms: which questions a conversation asks, which pictures answer them, and which facts an answer holds.
//!
//! A form is data with a version. A conversation remembers the version it was held with, so it still reads after
//! the form has changed; a released version is never edited.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text in the two languages of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct LocalText {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// A set of questions (vragenset).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Form {
    /// Stable id.
    pub id: String,
    /// Version, from 1.
    pub version: u32,
    /// What the coach calls it.
    pub title: LocalText,
    /// The theme strip, in the order a coach asks.
    pub themes: Vec<Theme>,
}

/// One picture in the theme strip, with its questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Theme {
    /// Stable id within the form.
    pub id: String,
    /// Picture in the strip.
    pub picture: String,
    /// Hidden when a fellow refugee interprets (domain.md §7.6: health is for a professional interpreter).
    #[serde(default)]
    pub sensitive: bool,
    /// One screen each.
    pub questions: Vec<Question>,
}

/// One question: one screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Question {
    /// Stable id within the form; answers refer to it.
    pub id: String,
    /// The question in words and picture.
    pub concept: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// Cards to choose from, nine a page.
    #[serde(default)]
    pub cards: Vec<String>,
    /// Whether more than one card may be chosen.
    #[serde(default)]
    pub many: bool,
    /// Cards that only explain.
    #[serde(default)]
    pub shows: Vec<String>,
    /// The answers per card of an `each` question.
    #[serde(default)]
    pub answers: Vec<String>,
    /// What is counted.
    #[serde(default)]
    pub unit: Option<String>,
    /// Highest count; the last bead means "or more".
    #[serde(default)]
    pub max: Option<u32>,
    /// Ask once for each card chosen at this question.
    #[serde(default)]
    pub per: Option<String>,
    /// Skip when this card was chosen.
    #[serde(default)]
    pub unless: Option<Chosen>,
    /// A line for the coach.
    pub hint: LocalText,
    /// The facts an answer holds.
    #[serde(default)]
    pub stores: Vec<Stores>,
}

/// A card chosen at a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Chosen {
    /// Question id.
    pub question: String,
    /// Card id.
    pub card: String,
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Buttons with the languages' own names.
    Language,
    /// Point at one card, or several.
    Choose,
    /// Cards that explain, then one answer.
    Explain,
    /// One thing a screen, three answers.
    Each,
    /// Beads to count on.
    Count,
    /// Each card now, later, or both.
    Stickers,
    /// The half-days of a week.
    Week,
    /// Call-name, how it sounds, own script.
    Name,
    /// An open question: note and drawing pad.
    Talk,
    /// A day and a time.
    Appointment,
}

/// Which fact an answer holds, so that the picture conversation becomes a structured file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct Stores {
    /// Kind of record.
    pub kind: String,
    /// The card is the element: one record of this kind for each card.
    #[serde(default)]
    pub element: bool,
    /// Field of the record.
    pub field: String,
    /// Only answers with this card.
    #[serde(default)]
    pub card: Option<String>,
    /// What is stored.
    pub from: StoresFrom,
    /// Translates the card or choice into the field's value.
    #[serde(default)]
    pub values: BTreeMap<String, String>,
}

/// Where a stored value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(rename_all = "lowercase")]
pub enum StoresFrom {
    /// The card that was chosen.
    Card,
    /// What was answered about the card.
    Choice,
    /// The count.
    Number,
    /// What the coach wrote.
    Text,
    /// The day of the answer.
    Date,
}

/// An answer as far as its facts go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Question id.
    pub question: String,
    /// Card id; empty when the answer is about the question as a whole.
    pub card: String,
    /// What was answered: yes, no, an answer card, now, later, lesson …
    pub choice: Option<String>,
    /// The count.
    pub number: Option<i64>,
    /// What the coach wrote.
    pub text: Option<String>,
    /// The day of the answer, ISO 8601.
    pub on: String,
}

/// A fact that follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Kind of record.
    pub kind: String,
    /// Element within its set; `None` for the participant's own fields.
    pub element: Option<String>,
    /// Field name.
    pub field: String,
    /// Value as text; the casebook reads it by the field's type.
    pub value: String,
}

impl Form {
    /// Every question in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.themes.iter().flat_map(|theme| &theme.questions)
    }

    /// One question.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }

    /// Every concept the form shows.
    pub fn concepts(&self) -> impl Iterator<Item = &str> {
        self.questions().flat_map(|question| {
            std::iter::once(question.concept.as_str())
                .chain(question.cards.iter().map(String::as_str))
                .chain(question.shows.iter().map(String::as_str))
                .chain(question.answers.iter().map(String::as_str))
                .chain(question.unit.as_deref())
        })
    }

    /// The facts that a list of answers holds. "Don't know" and "rather not" hold none.
    pub fn facts(&self, answers: &[Answer]) -> Vec<Fact> {
        let mut facts = Vec::new();
        for answer in answers {
            if matches!(answer.choice.as_deref(), Some("dont-know" | "rather-not" | "no"))
                && answer.number.is_none()
            {
                continue;
            }
            let Some(question) = self.question(&answer.question) else { continue };
            facts.extend(question.stores.iter().filter_map(|stores| fact(stores, answer)));
        }
        facts
    }
}

fn fact(stores: &Stores, answer: &Answer) -> Option<Fact> {
    if stores.card.as_ref().is_some_and(|card| *card != answer.card) {
        return None;
    }
    // An answer about the question as a whole names no card: it is no element and no choice of one.
    if answer.card.is_empty() && (stores.element || stores.from == StoresFrom::Card) {
        return None;
    }
    // A remark beside a card that was not chosen.
    if stores.from == StoresFrom::Card && answer.choice.is_none() {
        return None;
    }
    let raw = match stores.from {
        StoresFrom::Card => Some(answer.card.clone()),
        StoresFrom::Choice => answer.choice.clone(),
        StoresFrom::Number => answer.number.map(|number| number.to_string()),
        StoresFrom::Text => answer.text.clone().filter(|text| !text.trim().is_empty()),
        StoresFrom::Date => Some(answer.on.clone()),
    }?;
    let value = if stores.values.is_empty() { raw } else { stores.values.get(&raw)?.clone() };
    Some(Fact {
        kind: stores.kind.clone(),
        element: stores.element.then(|| answer.card.clone()),
        field: stores.field.clone(),
        value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let question = |id: &str, stores: Stores| Question {
            id: id.into(),
            concept: id.into(),
            kind: QuestionKind::Choose,
            cards: vec!["cook".into()],
            many: true,
            shows: Vec::new(),
            answers: Vec::new(),
            unit: None,
            max: None,
            per: None,
            unless: None,
            hint: LocalText { nl: String::new(), en: String::new() },
            stores: vec![stores],
        };
        let stores = |kind: &str, element, field: &str, from| Stores {
            kind: kind.into(),
            element,
            field: field.into(),
            card: None,
            from,
            values: BTreeMap::new(),
        };
        let questions = vec![
            question("work", stores("work_experience", true, "occupation", StoresFrom::Card)),
            question("language", stores("participant", false, "talks_language", StoresFrom::Card)),
            question("years", stores("participant", false, "school_years", StoresFrom::Number)),
        ];
        let themes = vec![Theme { id: "t".into(), picture: "p".into(), sensitive: false, questions }];
        Form { id: "f".into(), version: 1, title: LocalText { nl: String::new(), en: String::new() }, themes }
    }

    fn answer(question: &str, card: &str, choice: Option<&str>) -> Answer {
        Answer {
            question: question.into(),
            card: card.into(),
            choice: choice.map(str::to_owned),
            number: None,
            text: None,
            on: "2016-11-01".into(),
        }
    }

    #[test]
    fn a_chosen_card_is_a_fact_and_a_card_tapped_off_is_none() {
        let facts = form().facts(&[answer("work", "cook", Some("yes")), answer("work", "baker", Some("no"))]);
        let fact = Fact {
            kind: "work_experience".into(),
            element: Some("cook".into()),
            field: "occupation".into(),
            value: "cook".into(),
        };
        assert_eq!(facts, [fact]);
    }

    #[test]
    fn not_understood_and_remarks_about_a_question_are_no_facts() {
        let about = [answer("work", "", None), answer("language", "", None), answer("work", "cook", None)];
        assert_eq!(form().facts(&about), []);
    }

    #[test]
    fn a_count_about_the_question_as_a_whole_is_a_fact() {
        let count = Answer { number: Some(8), ..answer("years", "", None) };
        assert_eq!(form().facts(&[count]).len(), 1);
    }

    #[test]
    fn dont_know_and_rather_not_are_no_facts() {
        let silent = [answer("years", "", Some("dont-know")), answer("language", "", Some("rather-not"))];
        assert_eq!(form().facts(&silent), []);
    }
}
