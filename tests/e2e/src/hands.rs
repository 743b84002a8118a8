//! What a coach does all day.

use anyhow::Result;

use crate::desk::{Desk, PASSPHRASE};
use crate::window::Window;

/// First run: a casebook of her own, the recovery key put away.
pub async fn first_run(desk: &Desk) -> Result<Window> {
    let window = desk.open().await?;
    window.press("Begin een casusboek").await?;
    window.fill("Jouw naam", "Marleen").await?;
    window.fill("Wachtzin", PASSPHRASE).await?;
    window.fill("Nog een keer dezelfde wachtzin", PASSPHRASE).await?;
    window.press("Maak het casusboek").await?;
    window.press("Ik heb de sleutel bewaard").await?;
    window.sees("Nog geen mensen").await?;
    Ok(window)
}

/// A casebook that was made before, open.
pub async fn at_work() -> Result<(Desk, Window)> {
    let desk = Desk::with_casebook()?;
    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    Ok((desk, window))
}

pub async fn unlock(window: &Window, passphrase: &str) -> Result<()> {
    window.fill("Wachtzin", passphrase).await?;
    window.press("Open").await
}

/// Adds somebody; the page of the person stands on the screen then.
pub async fn add_participant(window: &Window, call_name: &str) -> Result<()> {
    window.press("Deelnemers").await?;
    window.press("Nieuw").await?;
    window.fill("Roepnaam", call_name).await?;
    window.press("Voeg toe").await?;
    window.no_longer_sees("Een roepnaam is genoeg").await?;
    window.sees("Delen van de naam").await
}

pub async fn open_participant(window: &Window, name: &str) -> Result<()> {
    window.press("Deelnemers").await?;
    window.press(name).await?;
    window.sees("Papieren").await
}

pub async fn go_to_tab(window: &Window, tab: &str) -> Result<()> {
    window.press_in("Onderdelen", tab).await
}

/// Begins the first conversation with who is on the screen.
pub async fn begin_conversation(window: &Window) -> Result<()> {
    window.press("Gesprek").await?;
    window.sees("Welke taal spreek je graag?").await
}

/// Leaves the conversation: only the coach can, with the passphrase.
pub async fn leave_conversation(window: &Window, way_out: &str, passphrase: &str) -> Result<()> {
    window.press(way_out).await?;
    window.fill("Jouw wachtzin", passphrase).await?;
    window.press("Sluit het gesprek").await?;
    window.sees("Papieren").await
}
