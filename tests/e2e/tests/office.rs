//! Two desks and an office: joining it in the window, and two versions of which one is taken.

use anyhow::{Result, ensure};
use e2e::{Desk, Eyes, Office, PASSPHRASE, add_participant, go_to_tab, open_participant, unlock};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn a_coach_joins_an_office_and_takes_one_of_two_versions() -> Result<()> {
    let office = Office::start()?;
    let mut eyes = Eyes::new();
    let desk = Desk::new()?;
    desk.cli(&["init", "--name", "Casusboek Westland", "--member", "Marleen", "--role", "lead"])?;
    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    add_participant(&window, "Samir").await?;
    window.press("Kantoor").await?;
    window.sees("Geen kantoor").await?;
    window.fill("Uitnodiging", "MEEDOEN-12345").await?;
    window.press("Aansluiten").await?;
    eyes.look(&window, "office-wrong-invitation").await?;
    window.fill("Uitnodiging", &office.invite("Marleen", "lead")?).await?;
    window.press("Aansluiten").await?;
    window.sees("Alles is bezorgd").await?;
    window.sees("Kantoor Naaldwijk").await?;
    eyes.look(&window, "office-delivered").await?;

    // A colleague writes the same field, not having seen what Marleen wrote meanwhile.
    let colleague = Desk::new()?;
    colleague.cli(&["init", "--name", "Casusboek Bram", "--member", "Bram", "--role", "lead"])?;
    colleague.cli(&["enrol", &office.invite("Bram", "lead")?])?;
    colleague.cli(&["sync"])?;
    let people: Value = serde_json::from_str(&colleague.cli(&["--json", "participants"])?)?;
    let samir = people[0]["id"].clone();
    ensure!(samir.is_string(), "the colleague does not have Samir: {people}");
    open_participant(&window, "Samir").await?;
    go_to_tab(&window, "Wil").await?;
    window.fill("Waar werkt iemand naartoe?", "Wil met dieren werken.").await?;
    let operations = colleague.home().join("operations");
    let goal =
        json!({"op": "participant.change", "id": samir, "fields": {"goal": "Wil bij een teler werken."}});
    std::fs::write(&operations, goal.to_string())?;
    colleague.cli(&["apply", &operations.to_string_lossy()])?;
    colleague.cli(&["sync"])?;
    window.press("Kantoor").await?;
    window.press("Nu uitwisselen").await?;
    window.press("Twee versies (1)").await?;
    window.sees("Neem deze").await?;
    // The words that differ are marked one by one.
    let shown = window.text().await?;
    for version in ["Wil bij een teler werken.", "Wil met dieren werken."] {
        ensure!(shown.contains(version), "“{version}” is not among the two versions:\n{shown}");
    }
    eyes.look(&window, "office-two-versions").await?;
    window
        .press_one(
            "the version of the colleague",
            "//button[starts-with(@aria-label, 'Neem deze') and contains(@aria-label, 'Bram')]",
        )
        .await?;
    window.no_longer_sees("Wil met dieren werken.").await?;
    eyes.look(&window, "office-nothing-to-choose").await?;
    window.press("Kantoor").await?;
    window.press("Nu uitwisselen").await?;
    window.sees("Alles is bezorgd").await?;
    eyes.are_satisfied()
}
