//! A conversation on paper: every question that was asked, with what was pointed at.

use casebook::conversation::{self, ConversationPage};
use casebook::operation::read_id;
use casebook::{Reading, participant};
use chrono::Timelike;
use phrasebook::{Answer, Form, Language, Phrasebook, Question, QuestionKind, Texts};
use report::conversation::{AnswerView, CardView, ConversationView, HalfDay, QuestionView, WeekView};
use report::{AppointmentView, ClockTime};

use super::person::{interpreter, person, typed, wording};
use super::{Paper, PaperError, day, foot, paper};
use crate::close::answers;
use crate::known::form_of;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const PARTS: [&str; 3] = ["morning", "afternoon", "evening"];

pub(super) fn make(
    reading: &Reading,
    phrasebook: &Phrasebook,
    texts: &Texts,
    id: &str,
    language: Language,
) -> Result<Paper, PaperError> {
    let page = conversation::page(reading, read_id(id)?)?;
    let someone = participant::page(reading, page.person.id)?;
    let form = form_of(&page.record, phrasebook).ok_or(PaperError::Unknown("form"))?;
    let held_on = day(reading.day_at(page.record.integer("started_at").unwrap_or(0)))?;
    let mut who = person(&someone, language);
    if page.record.text("wording").is_some() {
        who.wording = wording(page.record.text("wording"));
    }
    let view = ConversationView {
        person: who,
        coach: page.author.clone(),
        held_on,
        interpreter: interpreter(&page.record, page.record.text("language"), texts),
        questions: questions(reading, &page, form)?,
        paper: foot(reading, 1)?,
    };
    let rendered = report::conversation::render(&view, phrasebook, texts)?;
    let name = texts.text("report-file-conversation");
    let on = reading.day_at(page.record.integer("started_at").unwrap_or(0)).to_string();
    Ok(paper(rendered, &[&name, &page.person.call_name, &on]))
}

fn questions(
    reading: &Reading,
    page: &ConversationPage,
    form: &Form,
) -> Result<Vec<QuestionView>, PaperError> {
    let all = answers(reading, &page.answers);
    form.questions()
        .map(|question| {
            let given: Vec<&Answer> = all.iter().filter(|answer| answer.question == question.id).collect();
            let remark = match question.kind {
                QuestionKind::Talk | QuestionKind::Name => None,
                _ => typed(whole(&given).and_then(|answer| answer.text.as_deref())),
            };
            let answer = match question.kind {
                QuestionKind::Appointment => appointment(reading, page)?,
                _ => answer_of(question, &given),
            };
            Ok(QuestionView { concept: question.concept.clone(), answer, remark })
        })
        .collect()
}

/// The answer about the question as a whole.
fn whole<'a>(given: &[&'a Answer]) -> Option<&'a Answer> {
    given.iter().find(|answer| answer.card.is_empty()).copied()
}

fn answer_of(question: &Question, given: &[&Answer]) -> AnswerView {
    match whole(given).and_then(|answer| answer.choice.as_deref()) {
        Some("dont-know") => return AnswerView::DontKnow,
        Some("rather-not") => return AnswerView::RatherNot,
        _ => {}
    }
    let cards =
        |cards: Vec<CardView>| if cards.is_empty() { AnswerView::NotAsked } else { AnswerView::Cards(cards) };
    let chosen = || given.iter().filter(|answer| answer.choice.as_deref() == Some("yes"));
    match question.kind {
        QuestionKind::Choose | QuestionKind::Explain => {
            cards(in_order(question, chosen().map(|answer| card(&answer.card, None, None)).collect()))
        }
        QuestionKind::Language => {
            let languages: Vec<Language> =
                chosen().filter_map(|answer| Language::from_tag(&answer.card)).collect();
            if languages.is_empty() { AnswerView::NotAsked } else { AnswerView::Languages(languages) }
        }
        QuestionKind::Each => {
            let told = given.iter().filter(|answer| !answer.card.is_empty() && answer.choice.is_some());
            cards(in_order(
                question,
                told.map(|answer| card(&answer.card, answer.choice.as_deref(), None)).collect(),
            ))
        }
        QuestionKind::Stickers => {
            cards(in_order(question, given.iter().flat_map(|answer| stickers(answer)).collect()))
        }
        QuestionKind::Count if question.per.is_some() => {
            let told = given.iter().filter(|answer| !answer.card.is_empty());
            let told = told.filter_map(|answer| match (answer.number, answer.choice.as_deref()) {
                (Some(years), _) => Some(card(&answer.card, None, Some(years))),
                (None, Some(passing @ ("dont-know" | "rather-not"))) => {
                    Some(card(&answer.card, Some(passing), None))
                }
                _ => None,
            });
            cards(in_order(question, told.collect()))
        }
        QuestionKind::Count => given
            .iter()
            .find_map(|answer| answer.number)
            .map_or(AnswerView::NotAsked, |number| AnswerView::Count(count(number))),
        QuestionKind::Week => week(given),
        QuestionKind::Name => said(given.iter().find(|answer| answer.card == "call-name").copied()),
        QuestionKind::Talk => said(whole(given)),
        QuestionKind::Appointment => AnswerView::NotAsked,
    }
}

fn card(concept: &str, with: Option<&str>, years: Option<i64>) -> CardView {
    CardView { concept: concept.to_owned(), with: with.map(str::to_owned), years: years.map(count) }
}

fn count(number: i64) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// Cards in the order in which the form shows them.
fn in_order(question: &Question, mut cards: Vec<CardView>) -> Vec<CardView> {
    cards.sort_by_key(|card| question.cards.iter().position(|id| *id == card.concept));
    cards
}

fn stickers(answer: &Answer) -> Vec<CardView> {
    match answer.choice.as_deref() {
        Some("both") => vec![card(&answer.card, Some("now"), None), card(&answer.card, Some("later"), None)],
        Some(when @ ("now" | "later")) => vec![card(&answer.card, Some(when), None)],
        _ => Vec::new(),
    }
}

fn week(given: &[&Answer]) -> AnswerView {
    let mut view = WeekView::default();
    let mut told = false;
    for answer in given {
        let Some((day, part)) = answer.card.split_once('-') else { continue };
        let places = (DAYS.iter().position(|name| *name == day), PARTS.iter().position(|name| *name == part));
        let (Some(day), Some(part)) = places else { continue };
        view.days[day][part] = match answer.choice.as_deref() {
            Some("lesson") => HalfDay::Lesson,
            Some("care") => HalfDay::Children,
            Some("free") => HalfDay::Free,
            _ => continue,
        };
        told = true;
    }
    if told { AnswerView::Week(view) } else { AnswerView::NotAsked }
}

fn said(answer: Option<&Answer>) -> AnswerView {
    typed(answer.and_then(|answer| answer.text.as_deref())).map_or(AnswerView::NotAsked, AnswerView::Said)
}

fn appointment(reading: &Reading, page: &ConversationPage) -> Result<AnswerView, PaperError> {
    let Some(at) = page.record.integer("next_meeting_at") else { return Ok(AnswerView::NotAsked) };
    let time = reading.time_at(at);
    let small = |number: u32| u8::try_from(number).unwrap_or(0);
    Ok(AnswerView::Appointment(AppointmentView {
        day: day(reading.day_at(at))?,
        time: ClockTime::new(small(time.hour()), small(time.minute()))?,
        place: None,
        with: Some(page.author.clone()),
    }))
}
