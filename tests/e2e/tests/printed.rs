//! From the first run to a paper that came out of a printer.

use anyhow::{Result, ensure};
use e2e::{
    Desk, PASSPHRASE, Printer, Sheet, Window, Words, add_participant, first_run, hold_conversation,
    leave_conversation, make_assessment, open_preview, save_as, sign,
};

/// Somebody whose cards are in a script of its own.
struct Newcomer {
    tag: &'static str,
    /// What the screens call the language.
    language: &'static str,
    call_name: &'static str,
    own_name: &'static str,
    /// The first and last letter of the script.
    script: (char, char),
}

#[tokio::test(flavor = "multi_thread")]
async fn from_first_run_to_a_printed_assessment_in_arabic() -> Result<()> {
    from_first_run_to_paper(&Newcomer {
        tag: "ar",
        language: "Arabisch",
        call_name: "Samir",
        own_name: "سمير الخطيب",
        script: ('\u{0600}', '\u{06ff}'),
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn from_first_run_to_a_printed_assessment_in_tigrinya() -> Result<()> {
    from_first_run_to_paper(&Newcomer {
        tag: "ti",
        language: "Tigrinya",
        call_name: "Selam",
        own_name: "ሰላም ሃይለ",
        script: ('\u{1200}', '\u{137f}'),
    })
    .await
}

async fn from_first_run_to_paper(newcomer: &Newcomer) -> Result<()> {
    let words = Words::in_language(newcomer.tag)?;
    let printer = Printer::start().await?;
    let desk = Desk::new()?.beside_printer(&printer.server());
    let window = first_run(&desk).await?;
    add_participant(&window, newcomer.call_name).await?;
    hold_conversation(&window, &words, newcomer.call_name, newcomer.own_name).await?;
    leave_conversation(&window, &format!("Naar {}", newcomer.call_name), PASSPHRASE).await?;
    make_assessment(&window, &words, newcomer.call_name).await?;
    sign(&window).await?;
    open_preview(&window, newcomer.language, newcomer.call_name).await?;
    print(&window).await?;
    let saved = desk.home().join("beoordeling.pdf");
    save_as(&window, &saved).await?;
    window.close().await?;

    let printed = Sheet::read(&printer.paper().await?)?;
    says_what_was_given(&printed, newcomer, &words)?;
    ensure!(Sheet::read(&saved)?.text() == printed.text(), "what was saved is what was printed");
    ensure!(
        from_the_command_line(&desk, newcomer)?.text() == printed.text(),
        "the command line makes the same paper"
    );
    Ok(())
}

async fn print(window: &Window) -> Result<()> {
    window.press("Afdrukken").await?;
    window.press_in_dialog("Afdrukken").await?;
    window.sees(&format!("Naar de printer gestuurd: {}", Printer::NAME)).await
}

fn says_what_was_given(paper: &Sheet, newcomer: &Newcomer, words: &Words) -> Result<()> {
    let dutch = [
        newcomer.call_name,
        "Beoordeling, week 2",
        "Gezien door",
        "Ondertekend door Marleen",
        "Maandag hielp hij een collega om op tijd te komen.",
        "Elke dag tien nieuwe woorden van het werk.",
        words.dutch("on-time")?,
        words.dutch("safe-clean")?,
    ];
    for wanted in
        dutch.into_iter().chain([newcomer.own_name, words.own("on-time")?, words.own("safe-clean")?])
    {
        ensure!(paper.holds(wanted), "“{wanted}” is not on the paper:\n{}", paper.text());
    }
    let (first, last) = newcomer.script;
    let letters = paper.letters_between(first, last);
    ensure!(letters > 150, "only {letters} letters of the own script are on the paper:\n{}", paper.text());
    Ok(())
}

fn from_the_command_line(desk: &Desk, newcomer: &Newcomer) -> Result<Sheet> {
    let people: serde_json::Value = serde_json::from_str(&desk.cli(&["--json", "participants"])?)?;
    let person = people[0]["id"].as_str().unwrap_or_default().to_owned();
    let file = desk.home().join("command-line.pdf");
    let arguments = ["report", "assessment", "--participant", &person, "--language", newcomer.tag, "--out"];
    desk.cli(&[&arguments[..], &[&file.to_string_lossy()]].concat())?;
    Sheet::read(&file)
}
