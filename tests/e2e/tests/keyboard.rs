//! Everything can be done without a mouse.

use anyhow::{Result, ensure};
use e2e::{Combination, Desk, Keyboard, PASSPHRASE};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn from_first_run_to_a_score_without_a_mouse() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open().await?;
    let keyboard = Keyboard::of(&window);
    begin_a_casebook(&keyboard).await?;
    window.sees("Nog geen mensen").await?;
    add_somebody(&keyboard).await?;
    answer_a_question(&keyboard).await?;
    window.sees("Opgeslagen om").await?;
    leave_the_conversation(&keyboard).await?;
    give_a_score(&keyboard).await?;
    window.sees("Opgeslagen om").await?;
    window.rest().await?;
    window.close().await?;

    let dump = desk.cli(&["dump"])?;
    ensure!(dump.contains("\"call_name\":\"Samir\""), "the participant is kept");
    ensure!(dump.contains("\"element\":\"language/ar\""), "the card that was pointed at is kept:\n{dump}");
    ensure!(dump.contains("\"score\":4"), "the score is kept:\n{dump}");
    Ok(())
}

async fn begin_a_casebook(keyboard: &Keyboard<'_>) -> Result<()> {
    keyboard.is_on("Welkom").await?;
    keyboard.reach("Begin een casusboek").await?;
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Een nieuw casusboek").await?;
    keyboard.reach("Jouw naam").await?;
    keyboard.write("Marleen").await?;
    keyboard.reach("Wachtzin").await?;
    keyboard.write(PASSPHRASE).await?;
    keyboard.reach("Nog een keer dezelfde wachtzin").await?;
    keyboard.write(PASSPHRASE).await?;
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Je herstelsleutel").await?;
    keyboard.reach("Ik heb de sleutel bewaard").await?;
    keyboard.press(Key::Enter).await
}

async fn add_somebody(keyboard: &Keyboard<'_>) -> Result<()> {
    keyboard.press_together(Combination(Key::Control, 'n')).await?;
    keyboard.is_on("Roepnaam").await?;
    keyboard.write("Samir").await?;
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Samir").await
}

async fn answer_a_question(keyboard: &Keyboard<'_>) -> Result<()> {
    keyboard.reach("Gesprek").await?;
    keyboard.press(Key::Space).await?;
    keyboard.is_on("Welke taal spreek je graag?").await?;
    keyboard.press(Key::Down).await?;
    keyboard.is_on("Arabisch").await?;
    keyboard.press(Key::Space).await?;
    keyboard.is_on("Arabisch").await?;
    keyboard.write("n").await?;
    keyboard.press(Key::PageDown).await?;
    keyboard.is_on("Wil je een tolk?").await?;
    keyboard.press(Key::Down).await?;
    keyboard.is_on("Ja, met een tolk").await?;
    keyboard.press(Key::Left).await?;
    keyboard.is_on("Nee, zonder tolk").await?;
    keyboard.press(Key::Enter).await
}

async fn leave_the_conversation(keyboard: &Keyboard<'_>) -> Result<()> {
    keyboard.press(Key::Escape).await?;
    keyboard.is_on("Jouw wachtzin").await?;
    keyboard.write(PASSPHRASE).await?;
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Samir").await
}

async fn give_a_score(keyboard: &Keyboard<'_>) -> Result<()> {
    keyboard.reach("Beoordelen").await?;
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Op tijd komen").await?;
    keyboard.reach("Komt vaak te laat").await?;
    for _ in 0..3 {
        keyboard.press(Key::Right).await?;
    }
    keyboard.is_on("Is altijd op tijd klaar").await?;
    keyboard.press(Key::Space).await?;
    keyboard.reach("Gezicht 1 van 5").await?;
    keyboard.reach_back("Is altijd op tijd klaar").await?;
    // A second Enter goes on to the next.
    keyboard.press(Key::Enter).await?;
    keyboard.is_on("Afspraken en werktijden").await
}
