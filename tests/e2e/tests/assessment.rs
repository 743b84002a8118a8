//! The assessment and its papers.

use anyhow::Result;
use e2e::{Desk, Eyes, Words, make_assessment, open_participant, open_preview, sign};

#[tokio::test(flavor = "multi_thread")]
async fn an_assessment_from_the_first_score_to_its_paper_can_be_seen_by_everybody() -> Result<()> {
    let desk = Desk::new()?;
    let window = desk.open_demo().await?;
    let words = Words::in_language("ar")?;
    let mut eyes = Eyes::new();
    open_participant(&window, "Samir Al-Khatib").await?;
    window.press("Beoordelen").await?;
    window.sees("En jij, wat vind je zelf?").await?;
    eyes.look(&window, "assessment").await?;
    window.press("Komt vaak te laat of komt niet.").await?;
    window.sees("Bij 1 en 5 is één zin nodig.").await?;
    window.press(words.own("face-4")?).await?;
    window.sees("praat erover").await?;
    eyes.look(&window, "assessment-evidence").await?;
    window.press("Ook in Arabisch").await?;
    eyes.look(&window, "assessment-with-own").await?;
    window.press("Volgende").await?;
    window.press("Niet gezien").await?;
    eyes.look(&window, "assessment-not-seen").await?;
    window.press("Bespreken met Samir").await?;
    window.choose("Wie tolkt er?", "Andere statushouder").await?;
    window.sees("Hier past een beroepstolk").await?;
    eyes.look(&window, "assessment-discuss-missing").await?;
    window.press("Samir Al-Khatib · week 12").await?;

    let words = Words::in_language("ti")?;
    open_participant(&window, "Selam Tesfay").await?;
    make_assessment(&window, &words, "Selam").await?;
    eyes.look(&window, "assessment-discuss").await?;
    sign(&window).await?;
    eyes.look(&window, "assessment-signed").await?;
    window.press("Verbeter").await?;
    eyes.look(&window, "assessment-correct").await?;
    window.press("Niet doen").await?;
    open_preview(&window, "Tigrinya", "Selam").await?;
    window.find_drawn("the first page", "//section[@aria-label = 'Bladzijde 1']//span").await?;
    eyes.look(&window, "preview").await?;
    window.press("Afdrukken").await?;
    eyes.look(&window, "print-without-printer").await?;
    window.close().await?;
    eyes.are_satisfied()
}
