//! Every screen of the picture conversation, in Arabic.

use anyhow::Result;
use e2e::{
    Desk, Eyes, PASSPHRASE, Window, Words, add_participant, at_work, begin_conversation, leave_conversation,
};

const QUESTIONS: [(&str, &str); 11] = [
    ("Vraag 2: Hoe heet je? Hoe moet ik je noemen?", "conversation-name"),
    ("Vraag 3: Ik schrijf op wat jij zegt. Alleen over werk. Is dat duidelijk?", "conversation-explain"),
    ("Vraag 4: Kun je lezen en schrijven in je eigen taal?", "conversation-reading"),
    ("Vraag 5: Ben je naar school geweest?", "conversation-school"),
    ("Vraag 6: Welk werk deed je vroeger?", "conversation-work"),
    ("Vraag 7: Hoeveel jaar deed je dit werk?", "conversation-beads"),
    ("Vraag 8: Welk werk wil je hier doen? Nu en later?", "conversation-stickers"),
    ("Vraag 9: Wanneer heb je les? Wanneer kun je werken?", "conversation-week"),
    ("Vraag 10: Hoe kom je naar het werk?", "conversation-travel"),
    ("Vraag 11: Wat is moeilijk voor je lichaam op het werk?", "conversation-body"),
    ("Vraag 12: Wat wil je mij vragen?", "conversation-drawing"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_question_can_be_seen_by_everybody() -> Result<()> {
    let (desk, window) = begun().await?;
    let mut eyes = Eyes::new();
    eyes.look(&window, "conversation-languages").await?;
    window.press("العربية").await?;
    eyes.look(&window, "conversation-language-chosen").await?;
    window.press("Verder").await?;
    eyes.look(&window, "conversation-languages-more").await?;
    window.press("Verder").await?;
    eyes.look(&window, "conversation-interpreter").await?;
    for (question, picture) in QUESTIONS {
        // Without any work that was done there is nothing to count years of.
        if picture == "conversation-beads" {
            window.press("bakker").await?;
            window.press("timmerman").await?;
            eyes.look(&window, "conversation-work-chosen").await?;
        }
        window.press(question).await?;
        eyes.look(&window, picture).await?;
    }
    window.press("Verder").await?;
    window.press_in("Uur", "10").await?;
    eyes.look(&window, "conversation-appointment").await?;
    window.press("Verder").await?;
    eyes.look(&window, "conversation-appointment-shown").await?;
    window.close().await?;
    drop(desk);
    eyes.are_satisfied()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_around_the_questions_can_be_seen_by_everybody() -> Result<()> {
    let (desk, window) = begun().await?;
    let mut eyes = Eyes::new();
    let words = Words::in_language("ar")?;
    window.press("العربية").await?;
    window.press("Tolk vastleggen").await?;
    eyes.look(&window, "interpreter").await?;
    window.choose("Wie tolkt er?", "Andere statushouder").await?;
    window.sees("Alleen voor gewone, praktische vragen").await?;
    window.choose("Taal van de tolk", "Arabisch").await?;
    eyes.look(&window, "interpreter-fellow").await?;
    window.press("Klaar").await?;
    eyes.look(&window, "conversation-with-fellow").await?;
    window.press("Notitie").await?;
    window.fill("Wat wil je onthouden?", "Samir lacht als het over bakken gaat.").await?;
    eyes.look(&window, "conversation-note").await?;
    window.press("Klaar").await?;
    window.press("Tekenen").await?;
    eyes.look(&window, "drawing-dialog").await?;
    window.press("Sluiten").await?;
    window.press(words.own("stop")?).await?;
    eyes.look(&window, "conversation-paused").await?;
    window.press_in_stage(words.own("next")?).await?;
    window.press("Gesprek sluiten").await?;
    eyes.look(&window, "conversation-lock").await?;
    window.fill("Jouw wachtzin", "van iemand anders").await?;
    window.press("Sluit het gesprek").await?;
    window.sees("Deze wachtzin past niet").await?;
    eyes.look(&window, "conversation-lock-wrong").await?;
    window.press("Blijf in het gesprek").await?;
    answer_and_read_back(&window, &words, &mut eyes).await?;
    leave_conversation(&window, "Naar Samir", PASSPHRASE).await?;
    eyes.look(&window, "line-after-conversation").await?;
    window.close().await?;
    drop(desk);
    eyes.are_satisfied()
}

async fn begun() -> Result<(Desk, Window)> {
    let (desk, window) = at_work().await?;
    add_participant(&window, "Samir").await?;
    begin_conversation(&window).await?;
    Ok((desk, window))
}

/// A few answers, and everything that was said once more.
async fn answer_and_read_back(window: &Window, words: &Words, eyes: &mut Eyes) -> Result<()> {
    window.press("Vraag 4: Kun je lezen en schrijven in je eigen taal?").await?;
    window.press_in_stage(words.own("rather-not")?).await?;
    eyes.look(window, "conversation-rather-not").await?;
    window.press("Vraag 6: Welk werk deed je vroeger?").await?;
    for work in ["farmer", "baker", "cook", "driver", "carpenter"] {
        window.press_in_stage(words.own(work)?).await?;
    }
    window.press("Vraag 8: Welk werk wil je hier doen? Nu en later?").await?;
    window.press_in("de kas", words.own("now")?).await?;
    window.press_in("bloemen", words.own("later")?).await?;
    eyes.look(window, "conversation-stuck").await?;
    window.press("Vraag 9: Wanneer heb je les? Wanneer kun je werken?").await?;
    window.press("maandag ochtend: nog niets").await?;
    window.press("donderdag middag: nog niets").await?;
    eyes.look(window, "conversation-week-said").await?;
    window.press("Vraag 11: Wat wil je mij vragen?").await?;
    window.fill("Wat werd gevraagd?", "Waar ga ik werken?").await?;
    window.press("Verder").await?;
    window.press_in("Uur", "10").await?;
    window.press("Verder").await?;
    window.press("Verder").await?;
    window.sees(words.own("is-this-right")?).await?;
    eyes.look(window, "read-back").await?;
    window.press_in_stage(words.own("cook")?).await?;
    eyes.look(window, "read-back-taken-back").await?;
    window.press("Verder").await?;
    eyes.look(window, "read-back-week").await?;
    window.press_in_stage(words.own("yes")?).await?;
    window.sees("Wat Samir vertelde").await?;
    eyes.look(window, "conversation-result").await
}
