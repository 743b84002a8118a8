//! The Tauri shell: windows, commands, printing. The only place that knows Tauri.

mod commands;
mod delivery;
mod pictures;
mod printing;
mod shell;

use std::path::Path;
use std::process::ExitCode;

use tauri::Manager;
use tauri::plugin::TauriPlugin;
use tauri_plugin_window_state::StateFlags;
use tauri_specta::{Builder, collect_commands};

use shell::{Shell, Start};

/// Every command the screens may call.
pub fn ipc() -> Builder<tauri::Wry> {
    use commands::{office, paper, people, read, start, words, write};
    Builder::<tauri::Wry>::new()
        // Milliseconds since 1970 and counts stay far below 2^53.
        .dangerously_cast_bigints_to_number()
        .disable_serde_phases()
        .commands(collect_commands![
            start::gate,
            start::create_casebook,
            start::unlock,
            start::unlock_with_recovery_key,
            start::open_demo,
            start::lock,
            start::forget_recovery_key,
            start::set_locale,
            read::today,
            read::participants,
            read::quick_find,
            read::participant,
            read::timeline,
            read::conversations,
            read::conversation,
            read::assessments,
            read::assessment,
            read::note,
            read::drawing,
            read::history,
            words::languages,
            words::phrasebook,
            words::newest_form,
            words::newest_instrument,
            write::write,
            write::mask_held_text,
            write::undo,
            write::redo,
            write::put_back,
            paper::report,
            paper::printers,
            paper::print_report,
            paper::save_report,
            paper::open_report,
            people::users,
            people::add_user,
            people::remove_user_key,
            people::change_passphrase,
            people::snapshots,
            people::make_snapshot,
            people::about,
            office::office,
            office::join_office,
            office::exchange_now,
            office::cancel_exchange,
            office::undelivered,
            office::reviews,
            office::let_go,
            office::take_version,
            office::office_members,
            office::office_devices,
            office::office_quarantine,
            office::invite_member,
            office::end_membership,
            office::revoke_device,
            office::decide_quarantined,
        ])
}

/// Writes the TypeScript side of the commands.
pub fn export_bindings(to: &Path) -> Result<(), Box<dyn std::error::Error>> {
    Ok(ipc().export(specta_typescript::Typescript::default(), to)?)
}

/// Remembers size and place of the window. Not full screen: that belongs to a conversation, not to the next start.
fn where_the_window_was() -> TauriPlugin<tauri::Wry> {
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    tauri_plugin_window_state::Builder::default().with_state_flags(remembered).build()
}

/// Opens the window and stays until it is closed.
pub fn run() -> ExitCode {
    let ipc = ipc();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(where_the_window_was())
        .register_uri_scheme_protocol("picture", |_, request| pictures::answer(request.uri().path()))
        .invoke_handler(ipc.invoke_handler())
        .setup(|app| {
            let shell = Shell::new(Start::from_arguments(std::env::args_os(), app.path().app_data_dir()?));
            shell.keep_house(app.handle().clone());
            app.manage(shell);
            delivery::deliver(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|handle, event| {
                if let tauri::RunEvent::Exit = event {
                    handle.state::<Shell>().close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            // No window, so nowhere else to say it.
            eprintln!("Meedoen could not open its window: {error}");
            ExitCode::FAILURE
        }
    }
}
