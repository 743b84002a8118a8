//! From a made-up person to the operations a coach and her colleagues would have done, each at its moment.

use std::collections::BTreeMap;

use casebook::schema::{Kind, Shape};
use casebook::{CasebookError, StepRequest};
use phrasebook::{Form, Instrument, Phrasebook, Question, QuestionKind, Theme};
use serde::Serialize;
use sync::{RecordId, Value};

use super::days::Days;
use super::id_of;
use super::people::{Assessment, Born, Drawing, Entry, Fields, Given, Note, Person, Stroke, Talk};
use crate::GivenValue;

/// Who does what is not said to be somebody else's.
pub(super) const COACH: &str = "coach";
/// Name of the conversation among those of a person.
const TALK: &str = "first";
const MINUTE_MILLISECONDS: i64 = 60_000;
/// Days that clocks count from: as they were, not on a working day.
const EXACT_DAYS: [&str; 2] = ["arrived_on", "expected_on"];

/// Something that happened.
pub(super) struct Event<'a> {
    /// When, in milliseconds since 1970 (UTC).
    pub at: i64,
    /// Key of a colleague, or [`COACH`].
    pub by: &'a str,
    pub act: Act,
}

pub(super) enum Act {
    Write(Vec<StepRequest>),
    Close(RecordId),
}

/// What the work is done with.
pub(super) struct Work<'a> {
    form: &'a Form,
    instrument: &'a Instrument,
    days: &'a Days<'a>,
}

#[derive(Serialize)]
struct Sheet<'a> {
    v: u8,
    strokes: &'a [Stroke],
}

impl<'a> Work<'a> {
    pub fn new(phrasebook: &'a Phrasebook, days: &'a Days<'a>) -> Result<Work<'a>, CasebookError> {
        let missing = CasebookError::Unexplained("the phrasebook lacks a form or an instrument");
        match (phrasebook.newest_form("first-conversation"), phrasebook.newest_instrument("meedoen-kaart")) {
            (Some(form), Some(instrument)) => Ok(Work { form, instrument, days }),
            _ => Err(missing),
        }
    }

    /// Everything that happened with a person, in no order.
    pub fn of<'p>(&self, person: &'p Person, id: RecordId) -> Result<Vec<Event<'p>>, CasebookError> {
        let mut events = Vec::new();
        let (mut talk, mut earlier, mut week) = (person.talk.as_ref(), i64::MIN, None);
        for (place, entry) in person.file.iter().enumerate() {
            if let Some(talk) = talk.take_if(|talk| entry.on.is_after(talk.on)) {
                earlier = self.talk(talk, id, earlier, &mut events)?;
                week = Some(id_of(id_of(id, "conversation", TALK)?, "conversation", "week")?);
            }
            earlier = self.days.past(entry.on, earlier);
            let steps = self.entry(person, place, id, &mut week)?;
            events.push(Event { at: earlier, by: COACH, act: Act::Write(steps) });
        }
        if let Some(talk) = talk {
            self.talk(talk, id, earlier, &mut events)?;
        }
        let arrived = events.first().map_or(i64::MIN, |event| event.at);
        for place in 0..person.assessments.len() {
            self.assessment(&person.assessments, place, id, arrived, &mut events)?;
        }
        for (place, note) in person.notes.iter().enumerate() {
            self.note(note, id_of(id, "note", &place.to_string())?, id, arrived, &mut events);
        }
        Ok(events)
    }

    /// What the coach wrote into the file at one time; `last_week` is the week that holds.
    fn entry(
        &self,
        person: &Person,
        place: usize,
        id: RecordId,
        last_week: &mut Option<RecordId>,
    ) -> Result<Vec<StepRequest>, CasebookError> {
        let entry = &person.file[place];
        let op = if place == 0 { "participant.add" } else { "participant.change" };
        let step = self.with_fields(step(op, id), "participant", &entry.fields);
        let mut steps = vec![if place == 0 { self.birth(step, &person.born) } else { step }];
        for (kind, elements) in &entry.sets {
            steps.extend(
                elements.iter().map(|(name, fields)| self.with_fields(put(kind, id, name), kind, fields)),
            );
        }
        if !entry.week.is_empty() {
            let week = id_of(id, "availability", &place.to_string())?;
            steps.extend(self.week(entry, week, id, last_week.replace(week)));
        }
        Ok(steps)
    }

    fn birth(&self, step: StepRequest, born: &Born) -> StepRequest {
        let behind = match born.calendar.as_str() {
            "solar_hijri" => 621,
            "ethiopian" => 8,
            _ => 0,
        };
        step.number("birth_year", i64::from(self.days.year() - born.age - behind))
            .maybe("birth_month", born.month.map(Value::Integer))
            .maybe("birth_day", born.day.map(Value::Integer))
            .text("birth_calendar", &born.calendar)
            .text("birth_source", &born.source)
    }

    /// A new week begins and the one before it ends.
    fn week(
        &self,
        entry: &Entry,
        week: RecordId,
        person: RecordId,
        before: Option<RecordId>,
    ) -> Vec<StepRequest> {
        let from = self.days.workday(entry.on.days_ago());
        let ended =
            |before| step("availability.change", before).maybe("valid_until", from.pred_opt().map(text_of));
        let mut steps: Vec<StepRequest> = before.map(ended).into_iter().collect();
        steps.push(step("availability.add", week).within(person).text("valid_from", &from.to_string()));
        for (status, half_days) in &entry.week {
            steps.extend(
                half_days.iter().map(|half_day| put("half_day", week, half_day).text("status", status)),
            );
        }
        steps
    }

    /// The first conversation, theme by theme; answers when it ended.
    fn talk<'p>(
        &self,
        talk: &'p Talk,
        person: RecordId,
        earlier: i64,
        events: &mut Vec<Event<'p>>,
    ) -> Result<i64, CasebookError> {
        let id = id_of(person, "conversation", TALK)?;
        let is_asked =
            |theme: &&Theme| theme.questions.iter().any(|question| talk.answers.contains_key(&question.id));
        let asked = self.form.themes.iter().filter(is_asked).count();
        let parts = i64::try_from(asked).unwrap_or(0) + 2;
        let (start, mut part, mut at) = (self.days.past(talk.on, earlier), 0, 0);
        let mut then = |act: Act| {
            at = (start + talk.minutes * MINUTE_MILLISECONDS * part / parts).min(self.days.now());
            part += 1;
            events.push(Event { at, by: COACH, act });
        };
        then(Act::Write(vec![self.begin(talk, id, person)]));
        let mut last = "";
        for theme in self.form.themes.iter().filter(is_asked) {
            let mut steps = Vec::new();
            for question in &theme.questions {
                let Some(given) = talk.answers.get(&question.id) else { continue };
                steps.extend(answers(talk, id, question, given));
                for drawing in talk.drawings.iter().filter(|drawing| drawing.question == question.id) {
                    steps.push(self.drawing(drawing, id_of(id, "drawing", &question.id)?, id, person)?);
                }
                last = &question.id;
            }
            then(Act::Write(steps));
        }
        let ending = step("conversation.change", id)
            .text("at_question", talk.open_at.as_deref().unwrap_or(last))
            .number("next_meeting_at", self.days.instant(talk.next_meeting))
            .maybe("note", talk.note.as_deref().map(text_of));
        then(Act::Write(vec![ending]));
        if talk.open_at.is_none() {
            then(Act::Close(id));
        }
        Ok(at)
    }

    fn begin(&self, talk: &Talk, id: RecordId, person: RecordId) -> StepRequest {
        let interpreter = &talk.interpreter;
        step("conversation.add", id)
            .within(person)
            .text("form", &self.form.id)
            .number("form_version", i64::from(self.form.version))
            .text("language", &talk.language)
            .text("wording", &talk.wording)
            .text("interpreter_kind", &interpreter.kind)
            .maybe("interpreter_language", interpreter.language.as_deref().map(text_of))
            .maybe("interpreter_name", interpreter.name.as_deref().map(text_of))
            .maybe("interpreter_secrecy", interpreter.secrecy.map(flag))
            .maybe("interpreter_accepted", interpreter.accepted.map(flag))
    }

    fn drawing(
        &self,
        drawing: &Drawing,
        id: RecordId,
        talk: RecordId,
        person: RecordId,
    ) -> Result<StepRequest, CasebookError> {
        let strokes = serde_json::to_string(&Sheet { v: 1, strokes: &drawing.strokes })
            .map_err(|_| CasebookError::Unexplained("a drawing does not encode"))?;
        Ok(step("drawing.add", id)
            .within(person)
            .text("conversation", &talk.to_string())
            .text("question", &drawing.question)
            .text("strokes", &strokes))
    }

    fn assessment<'p>(
        &self,
        all: &'p [Assessment],
        place: usize,
        person: RecordId,
        earlier: i64,
        events: &mut Vec<Event<'p>>,
    ) -> Result<(), CasebookError> {
        let assessment = &all[place];
        let id = id_of(person, "assessment", &place.to_string())?;
        let corrects =
            assessment.corrects.map(|other| id_of(person, "assessment", &other.to_string())).transpose()?;
        let begin = step("assessment.add", id)
            .within(person)
            .text("instrument", &self.instrument.id)
            .number("instrument_version", i64::from(self.instrument.version))
            .text("moment", &assessment.moment)
            .text("observed_on", &self.days.workday(assessment.on.days_ago()).to_string())
            .text("department", &assessment.department)
            .maybe("corrects", corrects.map(text_of))
            .maybe("correction_reason", assessment.correction_reason.as_deref().map(text_of));
        let mut at = earlier;
        let mut then = |on, steps| {
            at = self.days.past(on, at);
            events.push(Event { at, by: &assessment.by, act: Act::Write(steps) });
        };
        then(assessment.on, [vec![begin], self.scores(assessment, id)].concat());
        if let Some(talk) = &assessment.talk {
            let discussed = step("assessment.change", id)
                .text("discussed_on", &self.days.workday(talk.on.days_ago()).to_string())
                .text("interpreter_kind", &talk.interpreter)
                .maybe("interpreter_name", talk.name.as_deref().map(text_of))
                .text("agreed", &talk.agreed)
                .maybe("next_on", talk.next_on.map(|days_ago| text_of(self.days.workday(days_ago))));
            let faces = self.instrument.dimensions.iter().zip(&talk.own).filter_map(|(dimension, own)| {
                own.map(|own| put("score", id, &dimension.id).number("self_score", own))
            });
            then(talk.on, [discussed].into_iter().chain(faces).collect());
        }
        if let Some(signed) = assessment.signed {
            then(signed, vec![step("assessment.sign", id)]);
        }
        Ok(())
    }

    fn scores(&self, assessment: &Assessment, id: RecordId) -> Vec<StepRequest> {
        let about = |dimension: &str, score: Option<i64>| {
            put("score", id, dimension)
                .maybe("score", score.map(Value::Integer))
                .maybe(
                    "not_seen",
                    assessment.not_seen.iter().any(|name| name == dimension).then_some(flag(true)),
                )
                .maybe("evidence", assessment.evidence.get(dimension).map(text_of))
                .maybe(
                    "language_cause",
                    assessment.language_cause.iter().any(|name| name == dimension).then_some(flag(true)),
                )
        };
        let dimensions = self.instrument.dimensions.iter().zip(&assessment.seen);
        dimensions
            .map(|(dimension, score)| about(&dimension.id, *score))
            .filter(|step| !step.fields.is_empty())
            .collect()
    }

    fn note<'p>(
        &self,
        note: &'p Note,
        id: RecordId,
        person: RecordId,
        earlier: i64,
        events: &mut Vec<Event<'p>>,
    ) {
        let at = self.days.past(note.on, earlier);
        let write = step("note.add", id).within(person).text("text", &note.text);
        events.push(Event { at, by: COACH, act: Act::Write(vec![write]) });
        if !note.draft {
            let at = (at + 4 * MINUTE_MILLISECONDS).min(self.days.now());
            events.push(Event { at, by: COACH, act: Act::Write(vec![step("note.close", id)]) });
        }
    }

    fn with_fields(&self, step: StepRequest, kind: &str, fields: &Fields) -> StepRequest {
        fields.iter().fold(step, |step, (name, given)| {
            let shape = Kind::named(kind).and_then(|kind| kind.field(name)).map(|field| field.shape);
            let value = match (shape, given) {
                (Some(Shape::Day), GivenValue::Integer(days_ago)) if EXACT_DAYS.contains(&name.as_str()) => {
                    text_of(self.days.day(*days_ago))
                }
                (Some(Shape::Day), GivenValue::Integer(days_ago)) => text_of(self.days.workday(*days_ago)),
                _ => given.clone().into(),
            };
            step.maybe(name, Some(value))
        })
    }
}

/// The answers to one question, as they were pointed at.
fn answers(talk: &Talk, id: RecordId, question: &Question, given: &Given) -> Vec<StepRequest> {
    let written =
        matches!(question.kind, QuestionKind::Name | QuestionKind::Talk | QuestionKind::Appointment);
    let by_coach = written || talk.coach_pointed.contains(&question.id);
    let answer = |card: &str, field: &str, value: Value| {
        put("answer", id, &format!("{}/{card}", question.id))
            .text("question", &question.id)
            .text("card", card)
            .maybe(field, Some(value))
            .text("pointed_by", if by_coach { COACH } else { "participant" })
    };
    let for_each = if written { "text" } else { "choice" };
    let yes = |card: &String| answer(card, "choice", text_of("yes"));
    let mut steps: Vec<StepRequest> = match given {
        Given::One(word) if matches!(word.as_str(), "dont-know" | "rather-not") => {
            vec![answer("", "choice", text_of(word))]
        }
        Given::One(said) if written => vec![answer("", "text", text_of(said))],
        Given::One(card) => vec![yes(card)],
        Given::Many(cards) => cards.iter().map(yes).collect(),
        Given::Count(number) => vec![answer("", "number", Value::Integer(*number))],
        Given::Counts(counts) => {
            counts.iter().map(|(card, n)| answer(card, "number", Value::Integer(*n))).collect()
        }
        Given::Each(cards) => {
            cards.iter().map(|(card, said)| answer(card, for_each, text_of(said))).collect()
        }
        Given::Week(half_days) => {
            pairs(half_days).map(|(what, card)| answer(card, "choice", text_of(what))).collect()
        }
    };
    if talk.not_understood.contains(&question.id) {
        steps.push(answer("", "not_understood", flag(true)));
    }
    steps
}

fn pairs(lists: &BTreeMap<String, Vec<String>>) -> impl Iterator<Item = (&String, &String)> {
    lists.iter().flat_map(|(name, items)| items.iter().map(move |item| (name, item)))
}

fn text_of(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn flag(yes: bool) -> Value {
    Value::Integer(i64::from(yes))
}

fn step(op: &str, id: RecordId) -> StepRequest {
    StepRequest { op: op.to_owned(), id: Some(id.to_string()), ..StepRequest::default() }
}

fn put(kind: &str, parent: RecordId, element: &str) -> StepRequest {
    let (op, element) = (format!("{kind}.put"), Some(element.to_owned()));
    StepRequest { op, element, parent: Some(parent.to_string()), ..StepRequest::default() }
}

/// Values of a step, one after the other.
trait With: Sized {
    fn within(self, parent: RecordId) -> Self;
    fn maybe(self, field: &str, value: Option<Value>) -> Self;

    fn text(self, field: &str, text: &str) -> Self {
        self.maybe(field, Some(text_of(text)))
    }

    fn number(self, field: &str, number: i64) -> Self {
        self.maybe(field, Some(Value::Integer(number)))
    }
}

impl With for StepRequest {
    fn within(mut self, parent: RecordId) -> Self {
        self.parent = Some(parent.to_string());
        self
    }

    fn maybe(mut self, field: &str, value: Option<Value>) -> Self {
        self.fields.extend(value.map(|value| (field.to_owned(), value)));
        self
    }
}
