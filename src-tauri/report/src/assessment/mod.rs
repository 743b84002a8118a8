//! The Meedoen-kaart for employer and municipality, and, with the person's language beside it, for who reads.
//!
//! A card for a conversation about work: scores and what was seen, side by side with what the participant thinks.
//! There is no mean, no total and no percentage, and nothing here is a loonwaarde or a decision (AVG art. 22).

mod legend;
mod rows;

use phrasebook::{Phrasebook, Texts};

use crate::error::ReportError;
use crate::layout::Rendered;
use crate::layout::block::{Block, Cell, Frame, Pad, Row, Stack, Width};
use crate::layout::drawing::{Drawing, Stroke};
use crate::layout::script::isolate;
use crate::layout::sheet::Sheet;
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, CAPTION, Colour, HAIRLINE, LABEL, STRONG};
use crate::parts::agreed::agreed;
use crate::parts::foot::{Foot, Pictures};
use crate::parts::head::{Fact, facts, masthead, person_name};
use crate::parts::notes::draft_words;
use crate::parts::words::{Words, name};
use crate::view::{AgreementView, Day, InterpreterView, PaperView, PersonView, ScoreView, Sides};

/// One assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentView {
    /// Whom it is about.
    pub person: PersonView,
    /// One language, or the person's beside it.
    pub sides: Sides,
    /// Department, and where in it.
    pub workplace: WorkplaceView,
    /// Who observed.
    pub observer: String,
    /// Which moment of the programme.
    pub moment: Moment,
    /// When the observer scored.
    pub observed_on: Day,
    /// When it was talked over with the participant.
    pub discussed_on: Option<Day>,
    /// Who helped with the language in that talk.
    pub interpreter: InterpreterView,
    /// The dimensions, in the order of the instrument.
    pub scores: Vec<ScoreView>,
    /// What was agreed.
    pub agreed: Vec<AgreementView>,
    /// Whether it is signed; a signed version never changes.
    pub signing: Signing,
    /// The version it corrects (right to rectify), if it corrects one.
    pub corrects: Option<CorrectionView>,
    /// Date and version.
    pub paper: PaperView,
}

/// Where somebody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkplaceView {
    /// Department or employer.
    pub department: String,
    /// The place in it.
    pub workplace: Option<String>,
}

/// Moments at which an assessment is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// Week 2, the beginning.
    Week2,
    /// Week 6.
    Week6,
    /// Week 12.
    Week12,
    /// Before a change of workplace.
    Transition,
    /// Another moment, in words.
    Other(String),
}

/// Whether an assessment is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signing {
    /// It can still change: every page says so.
    Draft,
    /// Signed by the observer.
    Signed {
        /// On this day.
        on: Day,
    },
}

/// What a correction corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionView {
    /// Version that no longer counts.
    pub version: u32,
    /// The day it was signed.
    pub signed_on: Day,
    /// Why it is corrected.
    pub reason: String,
}

/// Makes the PDF.
pub fn render(
    view: &AssessmentView,
    phrasebook: &Phrasebook,
    texts: &Texts,
) -> Result<Rendered, ReportError> {
    let words = match view.sides {
        Sides::One => Words::one(phrasebook, texts),
        Sides::WithOwnLanguage => Words::two(phrasebook, texts, &view.person),
    };
    let moment = moment(view, &words);
    let mut body = Stack::new()
        .add(0.0, masthead(&words))
        .add_some(14.0, draft_band(view, &words))
        .add(22.0, words.paragraph(Tag::P, STRONG.in_colour(Colour::ActionInk).sized(10.5), &moment))
        .add(3.0, person_name(&words, &view.person))
        .add_some(12.0, correction(view, &words))
        .add(14.0, facts(&words, facts_of(view, &words)))
        .add(14.0, legend::legend(&words)?)
        .add(16.0, rows::table(view, &words)?);
    body = body
        .add_some(18.0, agreed(&words, &view.agreed)?)
        .add(20.0, signatures(view, &words))
        .add(14.0, words.paragraph(Tag::P, CAPTION, words.text("report-assessment-purpose")).even());
    let body = body.add_some(8.0, draft_words(&words)?);
    let title = format!("{} – {}", moment, view.person.call_name);
    let kind = match view.signing {
        Signing::Draft => format!("{moment}   {}", words.text("report-draft-short")),
        Signing::Signed { .. } => moment,
    };
    let foot =
        Foot { name: view.person.call_name.clone(), kind, paper: view.paper, pictures: Pictures::Shown };
    let sheet = Sheet { title, language: words.base(), made_on: view.paper.made_on, body };
    sheet.press(phrasebook, |page, pages| foot.of_page(&words, page, pages))
}

fn moment(view: &AssessmentView, words: &Words<'_>) -> String {
    let id = match &view.moment {
        Moment::Week2 => "report-assessment-week-2",
        Moment::Week6 => "report-assessment-week-6",
        Moment::Week12 => "report-assessment-week-12",
        Moment::Transition => "report-assessment-transition",
        Moment::Other(other) => {
            return words.text_with("report-assessment-other", &[("moment", other.into())]);
        }
    };
    words.text(id)
}

fn facts_of(view: &AssessmentView, words: &Words<'_>) -> Vec<Fact> {
    let workplace = match &view.workplace.workplace {
        Some(place) => format!("{}, {}", isolate(&view.workplace.department), isolate(place)),
        None => name(&view.workplace.department),
    };
    let discussed = match view.discussed_on {
        Some(day) => words.long_date(day),
        None => words.text("report-not-yet"),
    };
    let fact = |label: &str, value: String, concept: Option<&str>| Fact {
        label: words.text(label),
        value,
        own: concept.and_then(|concept| words.in_own(concept)),
    };
    vec![
        fact("report-workplace", workplace, None),
        fact("report-seen-by", name(&view.observer), Some("what-the-supervisor-saw")),
        fact("report-seen-on", words.long_date(view.observed_on), Some("paper-date")),
        fact("report-discussed-on", discussed, Some("talked-about-it-on")),
        fact(
            "report-interpreter",
            words.interpreter(&view.interpreter),
            Some(Words::interpreter_concept(&view.interpreter)),
        ),
    ]
}

/// Over the top of the sheet, so that an unsigned version cannot be taken for a signed one.
fn draft_band(view: &AssessmentView, words: &Words<'_>) -> Option<Row> {
    if view.signing != Signing::Draft {
        return None;
    }
    let frame = Frame {
        fill: Some(Colour::Sunken),
        stroke: Some(Stroke::dashed(Colour::Ink, 0.9)),
        radius: 5.0,
        bar: None,
    };
    let text = words
        .paragraph(Tag::P, STRONG, words.text("report-draft-band"))
        .then(LABEL, format!("   {}", words.text("report-draft-band-note")));
    Some(Row::panel(frame, Pad::new(6.0, 12.0), Stack::new().add(0.0, text)))
}

fn correction(view: &AssessmentView, words: &Words<'_>) -> Option<Row> {
    let corrects = view.corrects.as_ref()?;
    let (version, date) = (corrects.version.to_string(), words.long_date(corrects.signed_on));
    let notice =
        words.text_with("report-corrects", &[("version", (&version).into()), ("date", (&date).into())]);
    let reason = words.text_with("report-corrects-reason", &[("reason", (&corrects.reason).into())]);
    let content = Stack::new()
        .add(0.0, words.paragraph(Tag::P, STRONG, notice))
        .add(1.0, words.paragraph(Tag::P, BODY, reason));
    let frame = Frame { bar: Some(Colour::Action), ..Frame::default() };
    Some(Row::panel(frame, Pad::new(2.0, 12.0), content))
}

/// Lines for two hands. A signature in the app is named above them.
fn signatures(view: &AssessmentView, words: &Words<'_>) -> Stack {
    let line = |label: &str, who: &str| {
        let title = words
            .paragraph(Tag::P, LABEL, words.text(label))
            .then(LABEL.bold().in_colour(Colour::Ink), format!("  {}", name(who)));
        let rule = Drawing::rule(218.0, Colour::Edge, HAIRLINE);
        let below = words.paragraph(Tag::P, CAPTION, words.text("report-signature-and-date"));
        Stack::new().add(0.0, title).add(30.0, rule).add(3.0, below)
    };
    let signed =
        match view.signing {
            Signing::Signed { on } => {
                let date = words.long_date(on);
                Some(words.text_with(
                    "report-signed",
                    &[("name", (&view.observer).into()), ("date", (&date).into())],
                ))
            }
            Signing::Draft => None,
        };
    let lines: Block = Row::new(
        32.0,
        vec![
            Cell::new(Width::Share(1.0), line("report-observer", &view.observer)),
            Cell::new(Width::Share(1.0), line("report-participant", &view.person.call_name)),
        ],
    )
    .into();
    Stack::new()
        .add_some(0.0, signed.map(|signed| words.paragraph(Tag::P, BODY, signed)))
        .add(10.0, lines)
        .together()
}
