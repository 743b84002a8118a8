//! Words for one report: the language of the interface, and the person's own beside it.

use std::cell::Cell;

use phrasebook::{Language, Phrasebook, Status, Texts, Value, Wording};

use crate::error::ReportError;
use crate::layout::paragraph::{Paragraph, Underline};
use crate::layout::script::{in_digits, isolate, isolate_number};
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, Type};
use crate::view::{ClockTime, Day, FreeText, InterpreterKind, InterpreterView, PersonView};

/// A word of the phrasebook, ready to be set.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    /// The words.
    pub(crate) text: String,
    /// Their language.
    pub(crate) language: Language,
    /// The mark of a draft.
    pub(crate) underline: Underline,
}

impl Said {
    /// As a paragraph.
    pub(crate) fn set(&self, tag: Tag, kind: Type) -> Paragraph {
        Paragraph::new(tag, self.language, kind, &self.text).underlined(self.underline)
    }
}

/// Where the words of a report come from.
pub(crate) struct Words<'a> {
    pub(crate) phrasebook: &'a Phrasebook,
    texts: &'a Texts,
    /// The second language, when the report has one.
    own: Option<Language>,
    wording: Wording,
    drafts: Cell<Drafts>,
}

/// Whether the report shows a word that nobody has reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drafts {
    None,
    Some,
}

impl<'a> Words<'a> {
    /// Only the language of the interface.
    pub(crate) fn one(phrasebook: &'a Phrasebook, texts: &'a Texts) -> Words<'a> {
        Words { phrasebook, texts, own: None, wording: Wording::Neutral, drafts: Cell::new(Drafts::None) }
    }

    /// The language of the interface and that of a person, unless that is the same one.
    pub(crate) fn two(phrasebook: &'a Phrasebook, texts: &'a Texts, person: &PersonView) -> Words<'a> {
        let own = (person.language != texts.locale().language()).then_some(person.language);
        Words { own, wording: person.wording, ..Words::one(phrasebook, texts) }
    }

    /// The language of the interface.
    pub(crate) fn base(&self) -> Language {
        self.texts.locale().language()
    }

    /// The second language.
    pub(crate) fn own(&self) -> Option<Language> {
        self.own
    }

    /// The language that comes first on a sheet for the person.
    pub(crate) fn first(&self) -> Language {
        self.own.unwrap_or_else(|| self.base())
    }

    /// A word in the language of the interface.
    pub(crate) fn in_base(&self, concept: &str) -> Result<Said, ReportError> {
        self.find(concept, self.base()).ok_or_else(|| ReportError::UnknownConcept(concept.to_owned()))
    }

    /// The same word in the person's language; none when the report has one language or the word is missing.
    /// Another language never stands in for it.
    pub(crate) fn in_own(&self, concept: &str) -> Option<Said> {
        self.find(concept, self.own?)
    }

    /// The word in the person's language, or, without one, in that of the interface.
    pub(crate) fn in_first(&self, concept: &str) -> Result<Said, ReportError> {
        self.in_own(concept).map_or_else(|| self.in_base(concept), Ok)
    }

    /// The word in the language of the interface, when the person's own stands before it.
    pub(crate) fn in_second(&self, concept: &str) -> Result<Option<Said>, ReportError> {
        if self.in_own(concept).is_some() { self.in_base(concept).map(Some) } else { Ok(None) }
    }

    fn find(&self, concept: &str, language: Language) -> Option<Said> {
        let word = self.phrasebook.word(concept, language)?;
        let is_draft = language != Language::Nl && word.status == Status::Draft;
        if is_draft {
            self.drafts.set(Drafts::Some);
        }
        let underline = if is_draft { Underline::Dotted } else { Underline::None };
        Some(Said { text: word.said_to(self.wording).to_owned(), language, underline })
    }

    /// Whether a draft word was handed out so far, so that the sheet must explain its dots.
    pub(crate) fn has_drafts(&self) -> bool {
        self.drafts.get() == Drafts::Some
    }

    /// The picture of a concept.
    pub(crate) fn picture(&self, concept: &str) -> Result<String, ReportError> {
        let found = self.phrasebook.concept(concept);
        found
            .map(|found| found.picture.clone())
            .ok_or_else(|| ReportError::UnknownConcept(concept.to_owned()))
    }

    /// A text of the report.
    pub(crate) fn text(&self, id: &str) -> String {
        self.texts.text(id)
    }

    /// A text of the report with values.
    pub(crate) fn text_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.texts.text_with(id, values)
    }

    /// A paragraph in the language of the interface.
    pub(crate) fn paragraph(&self, tag: Tag, kind: Type, text: impl Into<String>) -> Paragraph {
        Paragraph::new(tag, self.base(), kind, text)
    }

    /// Free text in its own language, isolated from what stands around it.
    pub(crate) fn free(&self, tag: Tag, kind: Type, free: &FreeText) -> Paragraph {
        Paragraph::new(tag, free.language, kind, free.text.trim())
    }

    /// Names the language of a free text, when it is not the language of the sheet.
    pub(crate) fn language_mark(&self, free: &FreeText) -> Option<Paragraph> {
        let name = (free.language != self.base()).then(|| self.language_name(free.language))?;
        Some(self.paragraph(Tag::P, CAPTION, name))
    }

    /// A language by its name in the language of the interface.
    pub(crate) fn language_name(&self, language: Language) -> String {
        self.text(&format!("report-language-{}", language.tag()))
    }

    /// "1 november 2016".
    pub(crate) fn long_date(&self, day: Day) -> String {
        let month = self.text(&format!("report-month-{}", day.month()));
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.text_with(
            "report-date",
            &[("day", (&number).into()), ("month", (&month).into()), ("year", (&year).into())],
        )
    }

    /// "15-11-2016".
    pub(crate) fn short_date(&self, day: Day) -> String {
        isolate_number(&format!("{}-{}-{}", day.day(), day.month(), day.year()))
    }

    /// The same date in the digits of the person's language, where that has its own.
    pub(crate) fn own_date(&self, kind: Type, day: Day) -> Option<Paragraph> {
        // With slashes: between Arabic digits a hyphen would turn the date around.
        self.own_number(kind, &format!("{}/{}/{}", day.day(), day.month(), day.year()))
    }

    /// A number in the digits of the person's language, when those differ from the Western ones.
    pub(crate) fn in_own_digits(&self, number: &str) -> Option<String> {
        let language = self.own?;
        let info = self.phrasebook.languages().iter().find(|info| info.tag == language)?;
        let own = in_digits(number, &info.digits);
        (own != number).then(|| isolate_number(&own))
    }

    /// The same as a paragraph.
    pub(crate) fn own_number(&self, kind: Type, number: &str) -> Option<Paragraph> {
        self.own
            .zip(self.in_own_digits(number))
            .map(|(language, own)| Paragraph::new(Tag::P, language, kind, own))
    }

    /// "9:05".
    pub(crate) fn time(&self, time: ClockTime) -> String {
        isolate_number(&format!("{}:{:02}", time.hour(), time.minute()))
    }

    /// What kind of interpreter, and in which language.
    pub(crate) fn interpreter(&self, interpreter: &InterpreterView) -> String {
        match interpreter {
            InterpreterView::Without => self.text("report-interpreter-none"),
            InterpreterView::With { kind, language } => {
                let id = match kind {
                    InterpreterKind::Professional => "report-interpreter-professional",
                    InterpreterKind::Telephone => "report-interpreter-telephone",
                    InterpreterKind::Colleague => "report-interpreter-colleague",
                    InterpreterKind::App => "report-interpreter-app",
                };
                self.text_with(id, &[("language", language.into())])
            }
        }
    }

    /// The concept that says whether there was an interpreter.
    pub(crate) fn interpreter_concept(interpreter: &InterpreterView) -> &'static str {
        match interpreter {
            InterpreterView::Without => "interpreter-no",
            InterpreterView::With { .. } => "interpreter-yes",
        }
    }
}

/// A name that may be in any script.
pub(crate) fn name(name: &str) -> String {
    isolate(name)
}
