//! What comes out of the printer: pages, margins, sides.

use crate::people;
use crate::tools::{all, ordinary, phrasebook, pixels, qpdf_check, texts, words_with_places};
use phrasebook::{Direction, Language, Locale};
use report::Sides;

const MIDDLE: f32 = 595.276 / 2.0;

/// The first word of a text, at the place where it is largest.
fn largest(places: &[(String, [f32; 4])], word: &str) -> Option<[f32; 4]> {
    let height = |place: &[f32; 4]| place[3] - place[1];
    let found = places.iter().filter(|(found, _)| found == word).map(|(_, place)| *place);
    found.max_by(|a, b| height(a).total_cmp(&height(b)))
}

#[test]
fn ordinary_sheets_stay_short() {
    for paper in ordinary() {
        let most = match paper.name.split(' ').next() {
            Some("recovery") => 1,
            Some("assessment") => 2,
            Some("assessment,") => 3,
            Some("my") => 3,
            _ => 4,
        };
        let pages = paper.rendered.pages;
        assert!((1..=most).contains(&pages), "{}: {pages} pages", paper.name);
    }
}

#[test]
fn nothing_is_drawn_in_the_margins() {
    for paper in all() {
        for (number, (width, height, grey)) in pixels(&paper.rendered.pdf, 36).into_iter().enumerate() {
            // At 36 dots an inch a pixel is two points. A hanging hyphen may stand three points out.
            let (left, right, top, bottom) = (22, width - 22, 20, height - 16);
            for (index, shade) in grey.into_iter().enumerate() {
                let (x, y) = (index % width, index / width);
                let in_margin = x < left || x >= right || y < top || y >= bottom;
                assert!(
                    !in_margin || shade > 200,
                    "{} page {}: something at {} × {} points",
                    paper.name,
                    number + 1,
                    2 * x,
                    2 * y
                );
            }
        }
    }
}

#[test]
fn a_sheet_for_the_person_starts_at_the_side_where_the_language_starts() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    for language in [Language::Ar, Language::Fa, Language::Ckb, Language::Ps, Language::Ti, Language::Uk] {
        let view = people::my_assessment(language);
        let rendered = report::my_assessment::render(&view, &phrasebook, &texts).expect("a sheet");
        let places = words_with_places(&rendered.pdf);
        let title = largest(&places, "beoordeling").expect("the Dutch title below the own one");
        let starts_right = title[2] > MIDDLE;
        assert_eq!(starts_right, language.direction() == Direction::Rtl, "{}: {title:?}", language.tag());
    }
}

#[test]
fn in_two_languages_dutch_stands_left_and_the_own_language_right() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    for language in [Language::Ti, Language::Uk, Language::Ar] {
        let view = people::assessment(language, Sides::WithOwnLanguage);
        let rendered = report::assessment::render(&view, &phrasebook, &texts).expect("a sheet");
        let places = words_with_places(&rendered.pdf);
        let dutch = largest(&places, "Samenwerken").expect("the Dutch name");
        assert!(dutch[2] < MIDDLE, "{}: {dutch:?}", language.tag());
        let own = &phrasebook.word("working-together", language).expect("a word").text;
        let own = own.split_whitespace().next().expect("a first word");
        // Asked for places, the reader gives right-to-left letters as they stand, from left to right.
        let own = match language.direction() {
            Direction::Ltr => own.to_owned(),
            Direction::Rtl => own.chars().rev().collect(),
        };
        // Fonts differ in how deep they say they reach; lines are at least twice as far apart.
        let beside = places
            .iter()
            .any(|(word, place)| *word == own && place[0] > MIDDLE && (place[3] - dutch[3]).abs() < 6.0);
        assert!(beside, "{}: {own} does not stand on the line of {dutch:?}", language.tag());
    }
}

#[test]
fn every_file_is_sound() {
    for paper in all() {
        qpdf_check(&paper.name, &paper.rendered.pdf);
    }
}

#[test]
fn the_same_view_gives_the_same_file() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let view = people::conversation(Language::Ar);
    let first = report::conversation::render(&view, &phrasebook, &texts).expect("a sheet");
    let second = report::conversation::render(&view, &phrasebook, &texts).expect("a sheet");
    assert!(first == second);
}

#[test]
fn a_picture_is_stored_once_however_often_it_is_used() {
    for paper in ordinary() {
        let size = paper.rendered.pdf.len();
        assert!(size < 160 * 1024, "{}: {size} bytes", paper.name);
    }
}

#[test]
fn an_unknown_concept_is_an_error_with_a_code() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let mut view = people::my_assessment(Language::Ar);
    view.practise.push("no-such-dimension".to_owned());
    let error = report::my_assessment::render(&view, &phrasebook, &texts).expect_err("an unknown concept");
    assert_eq!(error.code(), "report-unknown-concept");
}

#[test]
fn a_report_without_end_is_refused() {
    let (phrasebook, texts) = (phrasebook(), texts(Locale::Nl));
    let mut view = people::conversation(Language::Nl);
    let endless = "woord ".repeat(60_000);
    view.questions[0].remark = Some(people::dutch(&endless));
    let error = report::conversation::render(&view, &phrasebook, &texts).expect_err("too many pages");
    assert_eq!(error.code(), "report-too-long");
}
