//! The administrator of an office at her own desk: inviting a colleague, and signing the colleague's laptop off.

use anyhow::{Context, Result, ensure};
use e2e::{Desk, Eyes, Office, PASSPHRASE, unlock};

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_invites_a_colleague_and_signs_the_laptop_off() -> Result<()> {
    let office = Office::start()?;
    let mut eyes = Eyes::new();
    let desk = Desk::new()?;
    desk.cli(&["init", "--name", "Casusboek Westland", "--member", "Noor", "--role", "administrator"])?;
    desk.cli(&["enrol", &office.invite("Noor", "administrator")?, "--device", "Laptop van Noor"])?;
    let window = desk.open().await?;
    unlock(&window, PASSPHRASE).await?;
    window.press("Kantoor").await?;
    window.press("Leden").await?;
    window.sees("Je bent nog alleen").await?;
    eyes.look(&window, "office-members-alone").await?;

    window.press("Nodig iemand uit").await?;
    window.fill("Naam", "Samira Haddad").await?;
    eyes.look(&window, "office-invite").await?;
    window.press_in_dialog("Maak de uitnodiging").await?;
    window.sees("Voor één laptop, één keer").await?;
    eyes.look(&window, "office-invitation").await?;
    let shown = window.text().await?;
    let invitation = shown.split_whitespace().find(|word| word.starts_with("MEEDOEN-"));
    let invitation = invitation.with_context(|| format!("no invitation is to be seen:\n{shown}"))?;
    window.press_in_dialog("Klaar").await?;

    let colleague = Desk::new()?;
    colleague.cli(&["init", "--name", "Casusboek Samira", "--member", "Samira"])?;
    colleague.cli(&["enrol", invitation, "--device", "Laptop van Samira"])?;
    colleague.cli(&["sync"])?;

    window.press("Apparaten").await?;
    window.sees("Laptop van Samira").await?;
    eyes.look(&window, "office-devices").await?;
    window.press_one("sign off", "//button[@aria-label = 'Meld af: Laptop van Samira']").await?;
    window.sees("Laptop van Samira afmelden?").await?;
    eyes.look(&window, "office-sign-off").await?;
    window.press_in_dialog("Meld af en wis").await?;
    window.sees("weet het nog niet").await?;

    // The laptop hears of it, delivers, and is wiped: it does not open any more.
    colleague.cli(&["sync"])?;
    ensure!(colleague.cli(&["status"]).is_err(), "a laptop that was signed off still opens");
    window.press("Leden").await?;
    window.sees("Samira Haddad").await?;
    eyes.look(&window, "office-members").await?;
    window.press("Apparaten").await?;
    window.sees("op slot").await?;
    eyes.look(&window, "office-devices-signed-off").await?;
    window.press("Quarantaine").await?;
    window.sees("Er wacht niets").await?;
    eyes.are_satisfied()
}
