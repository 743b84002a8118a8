//! The person a paper is about, and who interpreted.

use casebook::{Record, participant};
use phrasebook::{Language, Texts, Wording};
use report::{FreeText, InterpreterKind, InterpreterView, PersonView};

/// The person of a participant's record, for a paper in a language.
pub(super) fn person(page: &participant::ParticipantPage, language: Language) -> PersonView {
    let record = &page.record;
    let official = record.text("official_name").filter(|name| *name != page.person.call_name);
    let own_language = record.text("talks_language").and_then(Language::from_tag).unwrap_or(language);
    PersonView {
        call_name: page.person.call_name.clone(),
        official_name: official.map(str::to_owned),
        own_script_name: record
            .text("own_script_name")
            .map(|text| FreeText { text: text.to_owned(), language: own_language }),
        language,
        wording: wording(record.text("wording")),
    }
}

pub(super) fn wording(name: Option<&str>) -> Wording {
    match name {
        Some("female") => Wording::Female,
        Some("male") => Wording::Male,
        _ => Wording::Neutral,
    }
}

/// Who interpreted, by the fields of a conversation or an assessment.
pub(super) fn interpreter(record: &Record, language: Option<&str>, texts: &Texts) -> InterpreterView {
    let kind = match record.text("interpreter_kind") {
        Some("professional") => InterpreterKind::Professional,
        Some("telephone") => InterpreterKind::Telephone,
        Some("fellow_refugee") => InterpreterKind::Colleague,
        Some("app") => InterpreterKind::App,
        _ => return InterpreterView::Without,
    };
    let tag = record.text("interpreter_language").or(language);
    let language = tag.and_then(Language::from_tag).map_or_else(
        || tag.unwrap_or_default().to_owned(),
        |language| texts.text(&format!("language-{}", language.tag())),
    );
    InterpreterView::With { kind, language }
}

/// What a coach typed stays in her language.
pub(super) fn typed(text: Option<&str>) -> Option<FreeText> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    Some(FreeText { text: text.to_owned(), language: Language::Nl })
}
