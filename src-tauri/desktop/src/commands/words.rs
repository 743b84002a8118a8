//! Words, pictures, forms and the instrument.

use std::collections::BTreeMap;

use desk::Failure;
use phrasebook::{Form, Instrument, Language, LanguageInfo, Word};
use serde::Serialize;
use tauri::State;

use crate::shell::Shell;

/// The phrasebook in Dutch and one language beside it.
#[derive(Debug, Serialize, specta::Type)]
pub struct PhrasebookView {
    language: Language,
    /// Picture of each concept.
    pictures: BTreeMap<String, String>,
    dutch: BTreeMap<String, Word>,
    own: BTreeMap<String, Word>,
}

#[tauri::command(async)]
#[specta::specta]
pub fn languages(shell: State<Shell>) -> Result<Vec<LanguageInfo>, Failure> {
    Ok(shell.phrasebook()?.languages().to_vec())
}

#[tauri::command(async)]
#[specta::specta]
pub fn phrasebook(shell: State<Shell>, language: Language) -> Result<PhrasebookView, Failure> {
    let phrasebook = shell.phrasebook()?;
    let words = |language| {
        phrasebook.words(language).map(|(concept, word)| (concept.id.clone(), word.clone())).collect()
    };
    let pictures =
        phrasebook.concepts().iter().map(|concept| (concept.id.clone(), concept.picture.clone())).collect();
    Ok(PhrasebookView { language, pictures, dutch: words(Language::Nl), own: words(language) })
}

#[tauri::command(async)]
#[specta::specta]
pub fn newest_form(shell: State<Shell>, id: String) -> Result<Form, Failure> {
    shell.phrasebook()?.newest_form(&id).cloned().ok_or_else(|| Failure::of("unknown_form"))
}

#[tauri::command(async)]
#[specta::specta]
pub fn newest_instrument(shell: State<Shell>, id: String) -> Result<Instrument, Failure> {
    shell.phrasebook()?.newest_instrument(&id).cloned().ok_or_else(|| Failure::of("unknown_instrument"))
}
