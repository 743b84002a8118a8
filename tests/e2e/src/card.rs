//! The assessment on the floor: twelve dimensions, the talk about them, the signature, the paper.

use anyhow::{Context, Result};

use crate::window::Window;
use crate::words::Words;

/// What is given for a dimension.
pub enum Given {
    /// A score, and the face the person pointed at.
    Score(u8, u8),
    /// A score that needs a sentence: what was seen, and when.
    Seen(u8, u8, &'static str),
    NotSeen,
}

/// The twelve in the order of the card.
pub const GIVEN: [(&str, Given); 12] = [
    ("on-time", Given::Seen(5, 4, "Maandag hielp hij een collega om op tijd te komen.")),
    ("agreements", Given::Score(4, 4)),
    ("pace", Given::Score(3, 4)),
    ("quality", Given::Score(3, 3)),
    ("understanding", Given::Score(3, 4)),
    ("endurance", Given::Score(4, 4)),
    ("dutch", Given::Seen(1, 2, "Dinsdag begreep hij nog geen uitleg zonder gebaren.")),
    ("trade-words", Given::Score(2, 3)),
    ("working-together", Given::Score(4, 5)),
    ("help-feedback", Given::Score(3, 3)),
    ("independence", Given::NotSeen),
    ("safe-clean", Given::Score(4, 4)),
];

/// Gives every dimension its score, looks at it with the person, and writes down what is agreed.
pub async fn make_assessment(window: &Window, words: &Words, person: &str) -> Result<()> {
    window.press("Beoordelen").await?;
    for (dimension, given) in &GIVEN {
        window.asks(words.dutch(dimension)?).await?;
        match given {
            Given::NotSeen => window.press("Niet gezien").await?,
            Given::Score(score, face) => rate(window, words, dimension, *score, *face).await?,
            Given::Seen(score, face, sentence) => {
                rate(window, words, dimension, *score, *face).await?;
                window.fill("Wat heb ik gezien, en wanneer? Bij 1 en 5", sentence).await?;
            }
        }
        window.press("Volgende").await?;
    }
    window.sees(&format!("Bespreken met {person}")).await?;
    window.choose("Wie tolkt er?", "Tolk erbij").await?;
    window.fill("Dit spreken we af", "Elke dag tien nieuwe woorden van het werk.").await
}

async fn rate(window: &Window, words: &Words, dimension: &str, score: u8, face: u8) -> Result<()> {
    window.press(words.dutch(&format!("{dimension}-{score}"))?).await?;
    // The face is pointed at by the one who cannot read our words.
    window.press(words.own(&format!("face-{face}"))?).await
}

pub async fn sign(window: &Window) -> Result<()> {
    window.press("Onderteken").await?;
    window.sees("Ondertekend door Marleen").await
}

/// Opens the paper for the file as it will come out of the printer, in Dutch and the own language.
pub async fn open_preview(window: &Window, language: &str, person: &str) -> Result<()> {
    window.press(person).await?;
    window.press_in("Onderdelen", "Papieren").await?;
    window.press("Bekijk: Beoordeling, week 2").await?;
    window.choose("Taal op papier", &format!("Nederlands en {language}")).await?;
    window.sees("bladzijde").await.context("the pages of the preview")
}
