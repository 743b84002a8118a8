//! What a coach does, in the real window.

use anyhow::{Result, ensure};
use e2e::{Desk, Window};

const PASSPHRASE: &str = "zonlicht door het glas";

/// First run: a casebook of her own, the recovery key put away.
async fn first_run(desk: &Desk) -> Result<Window> {
    let window = desk.open().await?;
    window.press("Begin een casusboek").await?;
    window.fill("Jouw naam", "Marleen").await?;
    window.fill("Wachtzin", PASSPHRASE).await?;
    window.fill("Nog een keer dezelfde wachtzin", PASSPHRASE).await?;
    window.press("Maak het casusboek").await?;
    window.sees("Je herstelsleutel").await?;
    window.picture("start-recovery-key").await?;
    window.press("Ik heb de sleutel bewaard").await?;
    window.sees("Nog geen mensen").await?;
    Ok(window)
}

async fn unlock(window: &Window, passphrase: &str) -> Result<()> {
    window.fill("Wachtzin", passphrase).await?;
    window.press("Open").await
}

async fn add_participant(window: &Window, call_name: &str) -> Result<()> {
    window.press("Deelnemers").await?;
    window.press("Nieuw").await?;
    window.fill("Roepnaam", call_name).await?;
    window.press("Voeg toe").await?;
    window.sees("Lijn").await
}

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
    window.sees("wachtzin").await?;
    ensure!(window.can_press("Open").await?, "she can try again");
    unlock(&window, PASSPHRASE).await?;
    window.press("Deelnemers").await?;
    window.sees("Samir").await?;
    window.close().await?;
    ensure!(
        desk.cli(PASSPHRASE, &["participants"])?.contains("Samir"),
        "the command line sees the same casebook"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pulled_battery_in_the_middle_of_a_conversation_loses_no_answer() -> Result<()> {
    let desk = Desk::new()?;
    let window = first_run(&desk).await?;
    add_participant(&window, "Samir").await?;
    window.press("Gesprek").await?;
    window.sees("Welke taal spreek je graag?").await?;
    window.press("العربية").await?;
    window.picture("conversation-language").await?;
    // There are more languages than one page holds.
    window.press("Verder").await?;
    window.sees("Somalisch").await?;
    window.press("Verder").await?;
    window.press("Ja, met een tolk").await?;
    window.sees("Opgeslagen om").await?;
    window.kill()?;

    let dump = desk.cli(PASSPHRASE, &["dump"])?;
    ensure!(dump.contains("\"card\":\"ar\""), "the language that was pointed at is kept");
    ensure!(dump.contains("interpreter-yes"), "the answer before the battery went is kept");

    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    window.press("Ga verder").await?;
    window.sees("Wil je een tolk?").await?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_the_demo_is_free_of_violations() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let mut found = Vec::new();
    window.sees("Binnen drie weken aan het werk").await?;
    look(&window, "today", &mut found).await?;
    window.press("Deelnemers").await?;
    window.sees("Selam").await?;
    look(&window, "participants", &mut found).await?;
    window.press("Samir Al-Khatib").await?;
    window.sees("Lijn").await?;
    look(&window, "participant", &mut found).await?;
    for (tab, picture) in [
        ("Wie", "participant-who"),
        ("Kan", "participant-can"),
        ("Wil", "participant-wants"),
        ("Beschikbaar", "participant-available"),
        ("Werk", "participant-work"),
        ("Beoordelingen", "participant-assessments"),
        ("Papieren", "participant-papers"),
    ] {
        window.press(tab).await?;
        look(&window, picture, &mut found).await?;
    }
    window.press("Instellingen").await?;
    window.sees("Taal van het scherm").await?;
    look(&window, "settings", &mut found).await?;
    window.close().await?;
    ensure!(found.is_empty(), "axe found:\n{}", found.join("\n"));
    Ok(())
}

/// Takes a picture and collects what axe finds.
async fn look(window: &Window, screen: &str, found: &mut Vec<String>) -> Result<()> {
    window.rest().await?;
    window.picture(screen).await?;
    found.extend(window.violations().await?.into_iter().map(|violation| format!("{screen}: {violation}")));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_and_an_assessment_of_the_demo_are_free_of_violations() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let mut found = Vec::new();
    window.press("Deelnemers").await?;
    window.press("Yonas Gebre").await?;
    window.press("Gesprek").await?;
    window.press("Vraag 6: Welk werk deed je vroeger?").await?;
    window.sees("timmerman").await?;
    look(&window, "conversation-ti", &mut found).await?;
    window.press("Gesprek sluiten").await?;
    window.fill("Jouw wachtzin", "van niemand").await?;
    window.press("Sluit het gesprek").await?;
    window.press("Deelnemers").await?;
    window.press("Samir Al-Khatib").await?;
    window.press("Beoordelen").await?;
    window.sees("En jij, wat vind je zelf?").await?;
    window.press("Is altijd op tijd klaar om te beginnen.").await?;
    window.sees("Opgeslagen om").await?;
    look(&window, "assessment", &mut found).await?;
    window.press("Bespreken met Samir").await?;
    look(&window, "assessment-discuss", &mut found).await?;
    window.close().await?;
    ensure!(found.is_empty(), "axe found:\n{}", found.join("\n"));
    Ok(())
}
