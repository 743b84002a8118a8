//! The casebook of made-up people: full screens, and the panels over them.

use anyhow::Result;
use e2e::{Combination, Desk, Eyes, Keyboard, go_to_tab, open_participant};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_of_the_demo_can_be_seen_by_everybody() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let mut eyes = Eyes::new();
    window.sees("Binnen drie weken aan het werk").await?;
    eyes.look(&window, "today").await?;
    window.press("Deelnemers").await?;
    window.sees("Selam").await?;
    eyes.look(&window, "participants").await?;
    open_participant(&window, "Samir Al-Khatib").await?;
    for (tab, picture) in [
        ("Lijn", "participant-line"),
        ("Wie", "participant-who"),
        ("Kan", "participant-can"),
        ("Wil", "participant-wants"),
        ("Beschikbaar", "participant-available"),
        ("Werk", "participant-work"),
        ("Beoordelingen", "participant-assessments"),
    ] {
        go_to_tab(&window, tab).await?;
        eyes.look(&window, picture).await?;
    }
    window.press("Instellingen").await?;
    window.sees("Taal van het scherm").await?;
    for (part, picture) in [
        ("Algemeen", "settings-general"),
        ("Gebruikers", "settings-users"),
        ("Veilig", "settings-safety"),
        ("Over Meedoen", "settings-about"),
    ] {
        window.press(part).await?;
        eyes.look(&window, picture).await?;
    }
    window.close().await?;
    eyes.are_satisfied()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_panel_of_the_demo_can_be_seen_by_everybody() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let keyboard = Keyboard::of(&window);
    let mut eyes = Eyes::new();
    window.sees("Binnen drie weken aan het werk").await?;
    window.press("Zoek een mens of een notitie").await?;
    window.fill("Zoek een mens of een notitie", "samier").await?;
    window.sees("Samir Al-Khatib").await?;
    eyes.look(&window, "quick-find").await?;
    window.fill("Zoek een mens of een notitie", "fiets").await?;
    window.sees("Nieuwe deelnemer: fiets").await?;
    eyes.look(&window, "quick-find-notes").await?;
    keyboard.press(Key::Escape).await?;
    keyboard.press(Key::F1).await?;
    window.sees("Alles kan ook zonder muis.").await?;
    eyes.look(&window, "keys").await?;
    keyboard.press(Key::Escape).await?;
    keyboard.press_together(Combination(Key::Control, 'n')).await?;
    window.fill("Roepnaam", "Sameer").await?;
    window.fill("Naam op de pas", "Sameer Alkhatieb").await?;
    window.sees("Misschien dezelfde persoon").await?;
    eyes.look(&window, "new-participant-lookalike").await?;
    window.press("Niet doen").await?;
    open_participant(&window, "Samir Al-Khatib").await?;
    window.press("Notitie").await?;
    window.fill("Wat wil je onthouden?", "Zijn nummer is 111222333.").await?;
    window.sees("Hier staat misschien een burgerservicenummer.").await?;
    eyes.look(&window, "note-with-number").await?;
    window.press("Sluiten").await?;
    go_to_tab(&window, "Wie").await?;
    window.press("Wat stond hier eerder?").await?;
    window.sees("Wie wat heeft ingevuld, en wanneer.").await?;
    eyes.look(&window, "history").await?;
    window.close().await?;
    eyes.are_satisfied()
}
