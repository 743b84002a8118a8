//! Papers: preview, print, save, open.

use desk::Failure;
use desk::paper::{Paper, PaperError, PaperRequest, make, recovery_sheet};
use phrasebook::Texts;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::printing::{self, PrinterView};
use crate::shell::Shell;

/// A paper on the screen.
#[derive(Debug, Serialize, specta::Type)]
pub struct ReportView {
    pdf: Vec<u8>,
    pages: usize,
    file_name: String,
    /// Characters that no font has.
    missing: Vec<String>,
}

/// Which paper: one about a record, or the recovery sheet of the key that is still on the screen.
#[derive(Debug, Clone, Deserialize, specta::Type)]
#[serde(untagged)]
pub enum ReportRequest {
    Record(PaperRequest),
    Recovery(RecoverySheet),
}

/// The recovery sheet.
#[derive(Debug, Clone, Deserialize, specta::Type)]
#[serde(tag = "report", rename_all = "snake_case")]
pub enum RecoverySheet {
    RecoverySheet {},
}

fn paper(shell: &Shell, request: &ReportRequest) -> Result<Paper, Failure> {
    let open = shell.opened()?;
    let phrasebook = shell.phrasebook()?;
    let texts = Texts::new(shell.locale()).map_err(|_| Failure::of("internal"))?;
    match request {
        ReportRequest::Record(request) => {
            open.read_with(|reading| make(reading, phrasebook, &texts, request).map_err(Failure::from))
        }
        ReportRequest::Recovery(_) => {
            let key = open.recovery().clone().ok_or_else(|| Failure::of("recovery_key_forgotten"))?;
            let (name, holder, today) = open.recovery_facts()?;
            let made: Result<Paper, PaperError> =
                recovery_sheet(&name, &holder, &key, today, phrasebook, &texts);
            Ok(made?)
        }
    }
}

#[tauri::command(async)]
#[specta::specta]
pub fn report(shell: State<Shell>, request: ReportRequest) -> Result<ReportView, Failure> {
    let paper = paper(&shell, &request)?;
    let missing = paper.missing.iter().map(char::to_string).collect();
    Ok(ReportView { pdf: paper.pdf, pages: paper.pages, file_name: paper.file_name, missing })
}

#[tauri::command(async)]
#[specta::specta]
pub fn printers() -> Result<Vec<PrinterView>, Failure> {
    Ok(printing::printers())
}

#[tauri::command(async)]
#[specta::specta]
pub fn print_report(
    shell: State<Shell>,
    request: ReportRequest,
    printer: Option<String>,
) -> Result<(), Failure> {
    printing::print(&paper(&shell, &request)?, printer.as_deref())
}

#[tauri::command(async)]
#[specta::specta]
pub fn save_report(
    app: AppHandle,
    shell: State<Shell>,
    request: ReportRequest,
) -> Result<Option<String>, Failure> {
    let paper = paper(&shell, &request)?;
    let chosen =
        app.dialog().file().set_file_name(&paper.file_name).add_filter("PDF", &["pdf"]).blocking_save_file();
    let Some(path) = chosen.and_then(|chosen| chosen.into_path().ok()) else { return Ok(None) };
    printing::save(&paper, &path)?;
    Ok(Some(path.display().to_string()))
}

#[tauri::command(async)]
#[specta::specta]
pub fn open_report(shell: State<Shell>, request: ReportRequest) -> Result<(), Failure> {
    let paper = paper(&shell, &request)?;
    let open = shell.opened()?;
    printing::show(&paper, &mut open.shown())
}
