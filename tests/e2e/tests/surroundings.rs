//! The same screens in another language, in the dark, in a smaller window, and with names as people have them.

use anyhow::{Context, Result};
use e2e::{
    Desk, Eyes, Keyboard, PASSPHRASE, Window, at_work, go_to_tab, leave_conversation, open_participant,
};
use thirtyfour::Key;

/// Characters that a name on a pass may have.
const LONGEST_NAME: usize = 200;
/// Any passphrase opens what holds only made-up people.
const NOBODYS: &str = "van niemand";

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_fit_a_small_window_and_speak_english_too() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let places = places(&window).await?;
    let mut eyes = Eyes::new();
    for (width, height) in [(1024, 768), (800, 768)] {
        window.resize(width, height).await?;
        visit(&window, &mut eyes, &places, &format!("{width}-wide")).await?;
    }
    window.resize(1280, 800).await?;
    window.press("Instellingen").await?;
    window.press("English").await?;
    window.sees("Settings").await?;
    visit(&window, &mut eyes, &places, "english").await?;
    window.close().await?;
    eyes.are_satisfied()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_screens_can_be_read_in_the_dark() -> Result<()> {
    let desk = Desk::new()?.in_the_dark();
    let window = desk.open_demo().await?;
    let places = places(&window).await?;
    let mut eyes = Eyes::new();
    visit(&window, &mut eyes, &places, "dark").await?;
    window.close().await?;
    eyes.are_satisfied()
}

#[tokio::test(flavor = "multi_thread")]
async fn long_names_and_names_in_an_own_script_fit() -> Result<()> {
    let (_desk, window) = at_work().await?;
    let person = "Abdulrahman-Mohammed";
    let official: String = "Abdulrahman Mohammed Ibn Yusuf Al-Khatib Haile-Selassie "
        .repeat(4)
        .chars()
        .take(LONGEST_NAME)
        .collect();
    window.press("Deelnemers").await?;
    window.press("Nieuw").await?;
    window.fill("Roepnaam", person).await?;
    window.fill("Naam op de pas", &official).await?;
    window.press("Voeg toe").await?;
    window.sees("Delen van de naam").await?;
    window.fill("Naam in eigen schrift", "عبد الرحمن محمد بن يوسف بن عبد العزيز الخطيب").await?;
    let mut eyes = Eyes::new();
    window.press("Deelnemers").await?;
    eyes.look(&window, "long-name-participants").await?;
    window.press(&official).await?;
    eyes.look(&window, "long-name-participant").await?;
    go_to_tab(&window, "Wie").await?;
    eyes.look(&window, "long-name-who").await?;
    window.press("Gesprek").await?;
    window.press("العربية").await?;
    eyes.look(&window, "long-name-conversation").await?;
    leave_conversation(&window, "Gesprek sluiten", PASSPHRASE).await?;
    window.press("Beoordelen").await?;
    eyes.look(&window, "long-name-assessment").await?;
    window.press(&format!("Bespreken met {person}")).await?;
    eyes.look(&window, "long-name-discuss").await?;
    window.close().await?;
    eyes.are_satisfied()
}

/// Addresses of screens, each with a name for its picture; the conversation last, because it is locked to one person.
async fn places(window: &Window) -> Result<Vec<(&'static str, String)>> {
    window.sees("Binnen drie weken aan het werk").await?;
    let mut places = vec![("today", "#/today".to_owned()), ("participants", "#/participants".to_owned())];
    open_participant(window, "Samir Al-Khatib").await?;
    places.push(("participant", address(window).await?));
    go_to_tab(window, "Wie").await?;
    places.push(("who", address(window).await?));
    go_to_tab(window, "Beschikbaar").await?;
    places.push(("available", address(window).await?));
    window.press("Beoordelen").await?;
    window.sees("En jij, wat vind je zelf?").await?;
    places.push(("assessment", address(window).await?));
    window.press("Samir").await?;
    open_participant(window, "Yonas Gebre").await?;
    window.press("Gesprek").await?;
    window.sees("Vraag 5 van 11").await?;
    places.push(("conversation", address(window).await?));
    leave_conversation(window, "Gesprek sluiten", NOBODYS).await?;
    Ok(places)
}

async fn address(window: &Window) -> Result<String> {
    window.rest().await?;
    let url = window.page.current_url().await?;
    Ok(format!("#{}", url.fragment().context("a place without an address")?))
}

async fn visit(window: &Window, eyes: &mut Eyes, places: &[(&str, String)], picture: &str) -> Result<()> {
    for (place, address) in places {
        window.page.execute("location.hash = arguments[0]", vec![address.as_str().into()]).await?;
        eyes.look(window, &format!("{picture}-{place}")).await?;
    }
    // The lock of the conversation, whatever language the screens speak.
    Keyboard::of(window).press(Key::Escape).await?;
    let passphrase = window.find("the passphrase", "//*[@role = 'dialog']//input").await?;
    passphrase.send_keys(NOBODYS).await?;
    passphrase.send_keys(Key::Enter).await?;
    window.find("the page of the person", "//*[@role = 'tablist']").await?;
    Ok(())
}
