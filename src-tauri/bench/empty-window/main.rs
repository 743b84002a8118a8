//! The least a Tauri window can be: what `cargo xtask bench start` holds Meedoen's window against.
#![allow(clippy::print_stdout)] // It says when it is ready, as Meedoen does.

use std::process::ExitCode;

use tauri::webview::PageLoadEvent;

fn main() -> ExitCode {
    let built = tauri::Builder::default()
        .on_page_load(|_, page| {
            if page.event() == PageLoadEvent::Finished {
                println!("ready");
            }
        })
        .run(tauri::generate_context!("src-tauri/bench/empty-window/tauri.conf.json"));
    match built {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the empty window does not open: {error}");
            ExitCode::FAILURE
        }
    }
}
