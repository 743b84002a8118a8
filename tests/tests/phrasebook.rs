//! Nothing is missing from the phrasebook, and nothing pretends.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test says so by failing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use phrasebook::{Language, Phrasebook, Status};

fn phrasebook() -> Phrasebook {
    Phrasebook::embedded().unwrap()
}

#[test]
fn every_concept_has_a_picture_and_a_word_in_every_language() {
    let phrasebook = phrasebook();
    for concept in phrasebook.concepts() {
        assert!(
            phrasebook.picture(&concept.picture).is_some(),
            "{} has no picture {}",
            concept.id,
            concept.picture
        );
        for language in Language::ALL {
            let word = phrasebook.word(&concept.id, language);
            assert!(
                word.is_some_and(|word| !word.text.trim().is_empty()),
                "{} has no word in {}",
                concept.id,
                language.tag()
            );
        }
    }
}

#[test]
fn no_word_belongs_to_a_concept_that_does_not_exist() {
    let phrasebook = phrasebook();
    let known: BTreeSet<&str> = phrasebook.concepts().iter().map(|concept| concept.id.as_str()).collect();
    for language in Language::ALL {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("../assets/phrasebook/words/{}.json", language.tag()));
        let words: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let unknown: Vec<_> = words.keys().filter(|id| !known.contains(id.as_str())).collect();
        assert!(unknown.is_empty(), "{}: {unknown:?}", language.tag());
    }
}

#[test]
fn no_english_or_dutch_word_poses_as_a_translation() {
    let phrasebook = phrasebook();
    for language in
        Language::ALL.into_iter().filter(|language| !matches!(language, Language::Nl | Language::En))
    {
        for (concept, word) in phrasebook.words(language).filter(|(_, word)| !word.same) {
            for other in [Language::En, Language::Nl] {
                let theirs = phrasebook.word(&concept.id, other).unwrap();
                let same = word.text.to_lowercase() == theirs.text.to_lowercase();
                assert!(!same, "{} in {} is its {} word", concept.id, language.tag(), other.tag());
            }
        }
    }
}

#[test]
fn every_word_is_written_in_the_script_of_its_language() {
    let phrasebook = phrasebook();
    for info in phrasebook.languages() {
        for (concept, word) in phrasebook.words(info.tag) {
            // The question about Latin letters shows them.
            if concept.id == "question-reading-latin" {
                continue;
            }
            for text in std::iter::once(&word.text).chain(&word.female).chain(&word.male) {
                let foreign: Vec<char> =
                    text.chars().filter(|c| c.is_alphabetic() && script(*c) != info.script).collect();
                assert!(foreign.is_empty(), "{} in {}: {text} has {foreign:?}", concept.id, info.tag.tag());
            }
        }
    }
}

fn script(character: char) -> &'static str {
    match u32::from(character) {
        0x0600..=0x06ff | 0x0750..=0x077f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => "Arab",
        0x0400..=0x04ff => "Cyrl",
        0x1200..=0x139f | 0x2d80..=0x2ddf => "Ethi",
        // The Ukrainian apostrophe is a letter of no script.
        0x02bc => "Cyrl",
        _ => "Latn",
    }
}

#[test]
fn nothing_is_passed_off_as_reviewed() {
    let phrasebook = phrasebook();
    for language in Language::ALL {
        for (concept, word) in phrasebook.words(language) {
            let expected = match word.source.as_str() {
                "cldr" | "osm" => Status::Checked,
                "own" | "draft" => Status::Draft,
                "native" => Status::Approved,
                other => panic!("{} in {} comes from {other}", concept.id, language.tag()),
            };
            assert_eq!(word.status, expected, "{} in {}", concept.id, language.tag());
        }
    }
}

#[test]
fn every_form_and_instrument_shows_concepts_that_exist() {
    let phrasebook = phrasebook();
    let forms = phrasebook
        .forms()
        .iter()
        .flat_map(|form| form.concepts().map(|id| (form.id.as_str(), id)).collect::<Vec<_>>());
    let instruments = phrasebook.instruments().iter().flat_map(|instrument| {
        instrument.concepts().map(|id| (instrument.id.as_str(), id)).collect::<Vec<_>>()
    });
    for (owner, id) in forms.chain(instruments) {
        assert!(phrasebook.concept(id).is_some(), "{owner} shows {id}, which does not exist");
    }
    for theme in phrasebook.forms().iter().flat_map(|form| &form.themes) {
        assert!(
            phrasebook.picture(&theme.picture).is_some(),
            "theme {} has no picture {}",
            theme.id,
            theme.picture
        );
    }
}

#[test]
fn the_first_conversation_asks_the_twelve_and_the_card_has_its_twelve_dimensions() {
    let phrasebook = phrasebook();
    assert_eq!(phrasebook.newest_form("first-conversation").unwrap().themes.len(), 12);
    let instrument = phrasebook.newest_instrument("meedoen-kaart").unwrap();
    assert_eq!(instrument.dimensions.len(), 12);
    assert!(instrument.dimensions.iter().all(|dimension| dimension.anchors.len() == 5));
    assert_eq!(
        instrument.evidence_for.iter().map(|score| i64::from(*score)).collect::<Vec<_>>(),
        casebook::EVIDENCE_FOR,
        "the instrument and the rule of the casebook say the same"
    );
}

#[test]
fn every_fact_of_an_answer_has_a_field_in_the_casebook() {
    for form in phrasebook().forms() {
        for question in form.questions() {
            for stores in &question.stores {
                let kind = casebook::schema::Kind::named(&stores.kind);
                let field = kind.and_then(|kind| kind.field(&stores.field));
                assert!(field.is_some(), "{} stores {}.{}", question.id, stores.kind, stores.field);
            }
        }
    }
}

#[test]
fn every_picture_carries_its_attribution() {
    let licence = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/pictures/LICENSE.md");
    let licence = fs::read_to_string(licence).unwrap();
    assert!(licence.contains(phrasebook::PICTURE_ATTRIBUTION) && licence.contains("CC BY-SA 4.0"));
}
