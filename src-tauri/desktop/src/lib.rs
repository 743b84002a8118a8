//! The Tauri shell.
/// Opens the window.
pub fn run() {
    #[allow(clippy::expect_used)]
    tauri::Builder::default().plugin(tauri_plugin_dialog::init()).run(tauri::generate_context!()).expect("window");
}
