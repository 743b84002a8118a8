//! The casebook on this desk: made, opened, and what may befall it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use e2e::{Desk, PASSPHRASE, add_participant, at_work, begin_conversation, first_run, unlock};

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_makes_her_casebook_and_a_wrong_passphrase_does_not_open_it() -> Result<()> {
    let desk = Desk::new()?;
    let window = first_run(&desk).await?;
    add_participant(&window, "Samir").await?;
    window.close().await?;

    let window = desk.open().await?;
    window.sees("Welkom terug").await?;
    ensure!(!window.text().await?.contains("Samir"), "a locked casebook shows nobody");
    unlock(&window, "een heel andere zin").await?;
    window.sees("Deze wachtzin past niet").await?;
    ensure!(window.can_press("Open").await?, "she can try again");
    unlock(&window, PASSPHRASE).await?;
    window.press("Deelnemers").await?;
    window.sees("Samir").await?;
    window.close().await?;
    ensure!(desk.cli(&["participants"])?.contains("Samir"), "the command line sees the same casebook");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pulled_battery_in_the_middle_of_a_conversation_loses_no_answer() -> Result<()> {
    let (desk, window) = at_work().await?;
    add_participant(&window, "Samir").await?;
    begin_conversation(&window).await?;
    window.press("العربية").await?;
    // There are more languages than one page holds.
    window.press("Verder").await?;
    window.sees("Somalisch").await?;
    window.press("Verder").await?;
    window.press("Ja, met een tolk").await?;
    window.sees("Opgeslagen om").await?;
    window.rest().await?;
    window.kill()?;

    let dump = desk.cli(&["dump"])?;
    ensure!(dump.contains("\"card\":\"ar\""), "the language that was pointed at is kept");
    ensure!(dump.contains("interpreter-yes"), "the answer before the battery went is kept");

    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    window.press("Ga verder").await?;
    window.sees("Wil je een tolk?").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_window_says_the_casebook_is_open_and_the_first_goes_on() -> Result<()> {
    let (desk, first) = at_work().await?;
    add_participant(&first, "Samir").await?;

    let second = desk.open().await?;
    unlock(&second, PASSPHRASE).await?;
    second.sees("Het casusboek is al ergens anders open.").await?;
    ensure!(!second.text().await?.contains("Samir"), "the second window shows nobody");

    add_participant(&first, "Selam").await?;
    first.close().await?;
    unlock(&second, PASSPHRASE).await?;
    second.press("Deelnemers").await?;
    second.sees("Selam").await?;
    second.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_cannot_be_written_is_explained_and_stays_as_it_is() -> Result<()> {
    let desk = Desk::with_casebook()?;
    let closed = Closed::shut(&desk.casebook())?;
    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    window.sees("Meedoen mag niet schrijven in de map van het casusboek.").await?;
    window.close().await?;
    drop(closed);
    ensure!(desk.cli(&["participants"])?.is_empty(), "the casebook opens again, and is as it was");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_casebook_is_explained_and_not_touched() -> Result<()> {
    let desk = Desk::with_casebook()?;
    let file = desk.casebook().join("casebook.db");
    let whole = fs::read(&file)?;
    let (third, torn) = (whole.len() / 3, whole.len() / 2 + 1);
    let scribbled: Vec<u8> = whole
        .iter()
        .enumerate()
        .map(|(place, byte)| if place < third { byte ^ 0x55 } else { *byte })
        .collect();
    for damaged in [&scribbled[..], &whole[..torn]] {
        fs::write(&file, damaged)?;
        let window = desk.open().await?;
        unlock(&window, PASSPHRASE).await?;
        window.sees("Het casusboek is beschadigd en gaat niet open.").await?;
        window.close().await?;
        ensure!(fs::read(&file)? == damaged, "the damaged file is kept for whoever can mend it");
    }
    Ok(())
}

/// A folder that nobody may write in, until it is opened again.
struct Closed(PathBuf);

impl Closed {
    fn shut(folder: &Path) -> Result<Closed> {
        let closed = Closed(folder.to_owned());
        closed.permit(0o555, 0o444)?;
        Ok(closed)
    }

    fn permit(&self, folder: u32, file: u32) -> Result<()> {
        for entry in fs::read_dir(&self.0)? {
            let entry = entry?;
            if entry.file_type()?.is_file() {
                fs::set_permissions(entry.path(), Permissions::from_mode(file))?;
            }
        }
        Ok(fs::set_permissions(&self.0, Permissions::from_mode(folder))?)
    }
}

impl Drop for Closed {
    fn drop(&mut self) {
        let _ = self.permit(0o755, 0o644);
    }
}
