//! Reads for the screens.

use casebook::assessment::{AssessmentPage, AssessmentRow};
use casebook::conversation::{ConversationPage, ConversationRow};
use casebook::find::Found;
use casebook::history::HistoryEntry;
use casebook::operation::read_id;
use casebook::participant::{ParticipantFilter, ParticipantList, ParticipantPage};
use casebook::schema::Kind;
use casebook::timeline::TimelineEntry;
use casebook::today::Today;
use casebook::{Record, assessment, conversation, find, history, participant, timeline, today as today_page};
use desk::{Failure, form_of, instrument_of};
use phrasebook::{Form, Instrument};
use serde::Serialize;
use tauri::State;

use crate::shell::Shell;

/// A conversation with the form it is held with.
#[derive(Debug, Serialize, specta::Type)]
pub struct ConversationView {
    #[serde(flatten)]
    page: ConversationPage,
    form: Form,
}

/// An assessment with its instrument.
#[derive(Debug, Serialize, specta::Type)]
pub struct AssessmentView {
    #[serde(flatten)]
    page: AssessmentPage,
    instrument: Instrument,
    /// Time for a talk about external work: a prompt, never a block.
    ready_for_external: bool,
}

/// A drawing with its strokes; without them while they are still on their way from the office.
#[derive(Debug, Serialize, specta::Type)]
pub struct DrawingView {
    record: Record,
    strokes: Option<String>,
}

#[tauri::command(async)]
#[specta::specta]
pub fn today(shell: State<Shell>) -> Result<Today, Failure> {
    shell.opened()?.read(today_page::page)
}

#[tauri::command(async)]
#[specta::specta]
pub fn participants(shell: State<Shell>, filter: ParticipantFilter) -> Result<ParticipantList, Failure> {
    shell.opened()?.read(|reading| participant::list(reading, &filter))
}

#[tauri::command(async)]
#[specta::specta]
pub fn quick_find(shell: State<Shell>, text: String) -> Result<Vec<Found>, Failure> {
    shell.opened()?.read(|reading| find::quick_find(reading, &text))
}

#[tauri::command(async)]
#[specta::specta]
pub fn participant(shell: State<Shell>, id: String) -> Result<ParticipantPage, Failure> {
    shell.opened()?.read(|reading| participant::page(reading, read_id(&id)?))
}

#[tauri::command(async)]
#[specta::specta]
pub fn timeline(shell: State<Shell>, id: String) -> Result<Vec<TimelineEntry>, Failure> {
    shell.opened()?.read(|reading| timeline::list(reading, read_id(&id)?))
}

#[tauri::command(async)]
#[specta::specta]
pub fn conversations(shell: State<Shell>, participant: String) -> Result<Vec<ConversationRow>, Failure> {
    shell.opened()?.read(|reading| conversation::list(reading, read_id(&participant)?))
}

#[tauri::command(async)]
#[specta::specta]
pub fn conversation(shell: State<Shell>, id: String) -> Result<ConversationView, Failure> {
    let page = shell.opened()?.read(|reading| conversation::page(reading, read_id(&id)?))?;
    let form =
        form_of(&page.record, shell.phrasebook()?).cloned().ok_or_else(|| Failure::of("unknown_form"))?;
    Ok(ConversationView { page, form })
}

#[tauri::command(async)]
#[specta::specta]
pub fn assessments(shell: State<Shell>, participant: String) -> Result<Vec<AssessmentRow>, Failure> {
    shell.opened()?.read(|reading| assessment::list(reading, read_id(&participant)?))
}

#[tauri::command(async)]
#[specta::specta]
pub fn assessment(shell: State<Shell>, id: String) -> Result<AssessmentView, Failure> {
    let page = shell.opened()?.read(|reading| assessment::page(reading, read_id(&id)?))?;
    let instrument = instrument_of(&page.record, shell.phrasebook()?)
        .cloned()
        .ok_or_else(|| Failure::of("unknown_instrument"))?;
    let score = |dimension: &str| {
        page.scores.iter().find(|record| record.element.as_deref() == Some(dimension))?.integer("score")
    };
    let ready_for_external = instrument.is_ready_for_external(score);
    Ok(AssessmentView { page, instrument, ready_for_external })
}

#[tauri::command(async)]
#[specta::specta]
pub fn note(shell: State<Shell>, id: String) -> Result<Record, Failure> {
    let kind = Kind::named("note").ok_or_else(|| Failure::of("internal"))?;
    shell.opened()?.read(|reading| reading.get(kind, read_id(&id)?))
}

#[tauri::command(async)]
#[specta::specta]
pub fn drawing(shell: State<Shell>, id: String) -> Result<DrawingView, Failure> {
    let kind = Kind::named("drawing").ok_or_else(|| Failure::of("internal"))?;
    shell.opened()?.read(|reading| {
        let id = read_id(&id)?;
        let strokes = conversation::strokes(reading, id)?;
        let strokes = strokes.map(|strokes| String::from_utf8_lossy(&strokes).into_owned());
        Ok(DrawingView { record: reading.get(kind, id)?, strokes })
    })
}

#[tauri::command(async)]
#[specta::specta]
pub fn history(shell: State<Shell>, record: String) -> Result<Vec<HistoryEntry>, Failure> {
    shell.opened()?.read(|reading| history::list(reading, read_id(&record)?))
}
