//! The screens before a casebook is open, and those of a casebook in which nothing stands yet.

use anyhow::{Context, Result};
use e2e::{Desk, Eyes, PASSPHRASE, Window, add_participant, at_work, go_to_tab, unlock};
use thirtyfour::By;

#[tokio::test(flavor = "multi_thread")]
async fn the_first_run_and_every_way_in_can_be_seen_by_everybody() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let mut eyes = Eyes::new();
    eyes.look(&window, "start-choice").await?;
    window.press("Begin een casusboek").await?;
    eyes.look(&window, "start-create").await?;
    window.press("Maak het casusboek").await?;
    window.sees("Vul je naam in.").await?;
    eyes.look(&window, "start-create-missing").await?;
    window.fill("Jouw naam", "Marleen").await?;
    window.fill("Wachtzin", PASSPHRASE).await?;
    window.fill("Nog een keer dezelfde wachtzin", PASSPHRASE).await?;
    eyes.look(&window, "start-create-filled").await?;
    window.press("Maak het casusboek").await?;
    window.sees("Je herstelsleutel").await?;
    eyes.look(&window, "start-recovery-key").await?;
    let key = recovery_key(&window).await?;
    window.press("Bekijk het blad").await?;
    window.find_drawn("the recovery sheet", "//*[@role = 'dialog']//canvas").await?;
    eyes.look(&window, "start-recovery-sheet").await?;
    window.press("Sluiten").await?;
    window.press("Ik heb de sleutel bewaard").await?;
    window.sees("Nog geen mensen").await?;
    window.close().await?;

    let window = desk.open().await?;
    eyes.look(&window, "start-unlock").await?;
    unlock(&window, "een heel andere zin").await?;
    window.sees("Deze wachtzin past niet").await?;
    eyes.look(&window, "start-wrong-passphrase").await?;
    window.press("Wachtzin vergeten?").await?;
    eyes.look(&window, "start-recover").await?;
    recover(&window, &mistyped(&key)).await?;
    window.sees("De sleutel is niet goed overgetypt.").await?;
    eyes.look(&window, "start-recover-mistyped").await?;
    recover(&window, &key).await?;
    window.sees("Nog geen mensen").await?;
    window.close().await?;
    eyes.are_satisfied()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_casebook_says_what_to_do() -> Result<()> {
    let (_desk, window) = at_work().await?;
    let mut eyes = Eyes::new();
    window.sees("Nog geen mensen").await?;
    eyes.look(&window, "empty-today").await?;
    window.press("Deelnemers").await?;
    eyes.look(&window, "empty-participants").await?;
    window.press("Nieuw").await?;
    eyes.look(&window, "new-participant").await?;
    window.press("Niet doen").await?;
    add_participant(&window, "Samir").await?;
    for (tab, picture) in [
        ("Lijn", "empty-line"),
        ("Wie", "empty-who"),
        ("Kan", "empty-can"),
        ("Wil", "empty-wants"),
        ("Beschikbaar", "empty-available"),
        ("Werk", "empty-work"),
        ("Beoordelingen", "empty-assessments"),
        ("Papieren", "empty-papers"),
    ] {
        go_to_tab(&window, tab).await?;
        eyes.look(&window, picture).await?;
    }
    window.press("Vandaag").await?;
    eyes.look(&window, "today-of-one").await?;
    window.close().await?;
    eyes.are_satisfied()
}

/// The groups that stand on the screen, as somebody copies them.
async fn recovery_key(window: &Window) -> Result<String> {
    let groups = window.page.find_all(By::XPath("//*[@aria-label = 'Herstelsleutel']/li")).await?;
    let mut key = Vec::new();
    for group in groups {
        key.push(group.text().await?);
    }
    Ok(key.join(" "))
}

/// The key with its first two characters exchanged, or one of them replaced when they are the same.
fn mistyped(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    if letters[0] == letters[1] {
        letters[0] = if letters[0] == 'A' { 'B' } else { 'A' };
    } else {
        letters.swap(0, 1);
    }
    letters.into_iter().collect()
}

async fn recover(window: &Window, key: &str) -> Result<()> {
    window.fill("Herstelsleutel", key).await.context("the recovery key")?;
    window.fill("Nieuwe wachtzin", "een nieuwe zin van vier woorden").await?;
    window.fill("Nog een keer dezelfde wachtzin", "een nieuwe zin van vier woorden").await?;
    window.press("Open het casusboek").await
}
