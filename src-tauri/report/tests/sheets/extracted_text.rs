//! What can be copied, searched and read aloud from a sheet, as another program sees it.

use std::collections::HashSet;

use crate::people;
use crate::tools::{
    difficult, on_one_line, ordinary, ordinary_in, phrasebook, text_as_drawn, text_of, text_of_page, texts,
};
use phrasebook::{Direction, Language, Locale, Phrasebook};
use report::Sides;

const PUNCTUATION: &[char] =
    &['.', ',', '?', '!', ':', ';', '،', '؟', '؛', '።', '፣', '«', '»', '\'', '’', '"', '(', ')'];

/// The words of the person's language that a sheet must show.
pub fn own_words(name: &str, language: Language, phrasebook: &Phrasebook) -> Vec<String> {
    let mut concepts: Vec<String> = Vec::new();
    if name.starts_with("assessment, two") || name.starts_with("my assessment") {
        concepts.extend(people::DIMENSIONS.map(str::to_owned));
        concepts.extend(["on-time-4", "agreements-3", "quality-4", "working-together-5"].map(str::to_owned));
        concepts.extend(["we-agreed"].map(str::to_owned));
    }
    if name.starts_with("conversation") {
        let asked = ["question-language", "question-work-before", "question-body", "question-next-meeting"];
        concepts.extend(asked.map(str::to_owned));
        concepts.extend(
            ["cook", "lifting", "is-hard", "dont-know", "rather-not", "monday", "lesson"].map(str::to_owned),
        );
    }
    concepts
        .iter()
        .filter_map(|concept| phrasebook.word(concept, language))
        .map(|word| word.text.clone())
        .collect()
}

fn without_vowel_signs(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')).collect()
}

#[test]
fn words_of_every_language_come_out_whole_and_in_order() {
    let phrasebook = phrasebook();
    for paper in ordinary() {
        let own = own_words(&paper.name, paper.language, &phrasebook);
        if paper.language.direction() == Direction::Rtl {
            // Readers go by place in right-to-left text, and now and then tear a word apart.
            assert_share(&paper.name, &own, &text_of(&paper.rendered.pdf), 0.88);
            continue;
        }
        let text = on_one_line(&text_as_drawn(&paper.rendered.pdf));
        for words in &own {
            assert!(text.contains(&on_one_line(words)), "{}: “{words}” is not in\n{text}", paper.name);
        }
    }
}

/// Most of these words stand whole in the text.
pub fn assert_share(name: &str, own: &[String], text: &str, least: f64) {
    let found: HashSet<String> = text.split_whitespace().map(bare).collect();
    let words: Vec<String> = own.iter().flat_map(|words| words.split_whitespace()).map(bare).collect();
    let torn: Vec<&String> = words.iter().filter(|word| !found.contains(*word)).collect();
    let share = 1.0 - torn.len() as f64 / words.len().max(1) as f64;
    assert!(share >= least, "{name}: only {share:.2} of the words come out whole, not {torn:?}");
}

fn bare(word: &str) -> String {
    without_vowel_signs(word).trim_matches(PUNCTUATION).to_owned()
}

#[test]
fn names_numbers_and_dates_are_on_the_sheet() {
    for paper in ordinary() {
        let text = on_one_line(&text_of(&paper.rendered.pdf));
        let must_say = |expected: &str| {
            assert!(text.contains(expected), "{}: {expected} is not in\n{text}", paper.name);
        };
        must_say("Vertrouwelijk");
        must_say("Gemaakt op 4 november 2016, versie 1");
        must_say(&format!("1 van {}", paper.rendered.pages));
        if paper.name.starts_with("recovery") {
            ["K7QM", "42XY", "8VYJ", "Meedoen Westland"].into_iter().for_each(must_say);
            continue;
        }
        let (call_name, own_script_name) = people::name_in(paper.language);
        must_say(call_name);
        must_say("OpenMoji (openmoji.org), CC BY-SA 4.0");
        must_say(match paper.name.split([' ', ',']).next() {
            Some("assessment") => "3 november 2016",
            Some("my") => "3-11-2016",
            _ => "24-10-2016",
        });
        assert_share(&paper.name, &[own_script_name.to_owned()], &text, 0.5);
    }
}

#[test]
fn every_page_says_whose_it_is_and_which_page() {
    for paper in ordinary().iter().filter(|paper| paper.language == Language::Ar) {
        let whose = if paper.name.starts_with("recovery") { "Meedoen Westland" } else { "Samir Al-Khatib" };
        for page in 1..=paper.rendered.pages {
            let text = text_of_page(&paper.rendered.pdf, page);
            let number = format!("{page} van {}", paper.rendered.pages);
            for expected in [whose, "Vertrouwelijk", &number] {
                assert!(text.contains(expected), "{} page {page}: {expected} is not in\n{text}", paper.name);
            }
        }
    }
}

#[test]
fn a_draft_says_so_on_every_page() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::draft_assessment(Language::Ar, Sides::One);
    let rendered = report::assessment::render(&view, &phrasebook, &texts).expect("a sheet");
    for page in 1..=rendered.pages {
        assert!(text_of_page(&rendered.pdf, page).contains("Concept"), "page {page}");
    }
    let text = on_one_line(&text_of(&rendered.pdf));
    assert!(text.contains("Concept, nog niet ondertekend"));
    assert!(text.contains("in plaats van versie 1 van 3 november 2016"));
    assert!(text.contains("hoorde bij een collega"));
}

#[test]
fn no_sheet_has_a_percentage_a_mean_or_a_decimal() {
    for paper in ordinary() {
        let text = text_of(&paper.rendered.pdf).replace("CC BY-SA 4.0", "");
        assert!(!text.contains('%') && !text.contains('٪'), "{}", paper.name);
        let signs: Vec<char> = text.chars().collect();
        let decimal = signs.windows(3).find(|three| {
            three[0].is_ascii_digit() && matches!(three[1], '.' | ',') && three[2].is_ascii_digit()
        });
        assert_eq!(decimal, None, "{}", paper.name);
    }
}

#[test]
fn dots_under_draft_words_are_explained() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let explained = |rendered: report::Rendered| {
        on_one_line(&text_of(&rendered.pdf))
            .contains("De woorden met een stippellijn eronder zijn nog niet nagekeken")
    };
    let two = people::assessment(Language::Ti, Sides::WithOwnLanguage);
    assert!(explained(report::assessment::render(&two, &phrasebook, &texts).expect("a sheet")));
    let one = people::assessment(Language::Ti, Sides::One);
    assert!(!explained(report::assessment::render(&one, &phrasebook, &texts).expect("a sheet")));
}

#[test]
fn what_nobody_asked_is_left_out() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::conversation(Language::Nl);
    let rendered = report::conversation::render(&view, &phrasebook, &texts).expect("a sheet");
    let text = on_one_line(&text_of(&rendered.pdf));
    let asked = &phrasebook.word("question-travel", Language::Nl).expect("a word").text;
    let not_asked = &phrasebook.word("question-learn-cycling", Language::Nl).expect("a word").text;
    assert!(text.contains(asked.as_str()));
    assert!(!text.contains(not_asked.as_str()));
}

#[test]
fn a_character_no_font_has_is_reported_and_can_still_be_copied() {
    for paper in difficult().iter().filter(|paper| paper.name.starts_with("hard")) {
        assert_eq!(paper.rendered.missing, [people::NO_FONT_HAS], "{}", paper.name);
        assert!(text_of(&paper.rendered.pdf).contains(people::NO_FONT_HAS), "{}", paper.name);
    }
    for paper in ordinary() {
        assert!(paper.rendered.missing.is_empty(), "{}: {:?}", paper.name, paper.rendered.missing);
    }
}

#[test]
fn long_names_and_forty_lines_are_printed_to_the_end() {
    for paper in difficult().iter().filter(|paper| paper.name.starts_with("hard")) {
        let text = on_one_line(&text_as_drawn(&paper.rendered.pdf));
        for part in people::FIVE_PARTS.split(' ') {
            assert!(text.contains(part), "{}: {part}", paper.name);
        }
        for line in 1..=40 {
            assert!(text.contains(&format!("Regel {line}: sprak met")), "{} line {line}", paper.name);
        }
    }
}

#[test]
fn a_report_exists_in_english_too() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::En));
    for paper in ordinary_in(Language::Uk, &phrasebook, &texts) {
        let text = on_one_line(&text_of(&paper.rendered.pdf));
        assert!(text.contains("Confidential"), "{}", paper.name);
        assert!(!text.contains("Vertrouwelijk") && !text.contains("report-"), "{}: {text}", paper.name);
    }
}
