//! What the newcomer told with pictures, to take home: every question that was asked, with what was pointed at.

mod answers;
mod week;

use phrasebook::{Language, Phrasebook, Texts};

use self::answers::Answer;
use crate::error::ReportError;
use crate::layout::Rendered;
use crate::layout::block::{Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::Drawing;
use crate::layout::script::isolate;
use crate::layout::sheet::Sheet;
use crate::layout::structure::Tag;
use crate::layout::style::{CAPTION, CONTENT_WIDTH, Colour, HAIRLINE, LABEL, TITLE};
use crate::parts::foot::{Foot, Pictures};
use crate::parts::head::masthead;
use crate::parts::notes::{draft_words, keep_this_paper};
use crate::parts::pairs::{PairType, date, direction, edge, labelled, pictured, value};
use crate::parts::title::title;
use crate::parts::words::{Words, name};
use crate::view::{AppointmentView, Day, FreeText, InterpreterView, PaperView, PersonView};

/// One conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConversationView {
    /// Who told.
    pub person: PersonView,
    /// Who asked.
    pub coach: String,
    /// When.
    pub held_on: Day,
    /// Who helped with the language.
    pub interpreter: InterpreterView,
    /// The questions in the order of the form, also those that were not asked.
    pub questions: Vec<QuestionView>,
    /// Date and version.
    pub paper: PaperView,
}

/// One question and what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// Concept of the question.
    pub concept: String,
    /// What was answered.
    pub answer: AnswerView,
    /// What the coach wrote beside it.
    pub remark: Option<FreeText>,
}

/// What somebody answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerView {
    /// The question did not come up: it is left out.
    NotAsked,
    /// "I don't know."
    DontKnow,
    /// "I'd rather not say."
    RatherNot,
    /// Cards that were pointed at.
    Cards(Vec<CardView>),
    /// A number, counted together on beads.
    Count(u16),
    /// Words: a name, a question to the coach.
    Said(FreeText),
    /// Languages.
    Languages(Vec<Language>),
    /// The half-days of a week.
    Week(WeekView),
    /// A day and a time.
    Appointment(AppointmentView),
}

/// A card that was pointed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardView {
    /// Its concept.
    pub concept: String,
    /// A second card that belongs to it: "is hard" with lifting, "later" with an office.
    pub with: Option<String>,
    /// A number that belongs to it: years in an occupation.
    pub years: Option<u16>,
}

/// Monday to Sunday, each morning, afternoon and evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WeekView {
    /// Seven days of three half-days.
    pub days: [[HalfDay; 3]; 7],
}

/// What a half-day is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HalfDay {
    /// Nothing was said.
    #[default]
    NotSaid,
    /// Lessons.
    Lesson,
    /// Taking care of children.
    Children,
    /// Free to work.
    Free,
}

/// Makes the PDF.
pub fn render(
    view: &ConversationView,
    phrasebook: &Phrasebook,
    texts: &Texts,
) -> Result<Rendered, ReportError> {
    let words = Words::two(phrasebook, texts, &view.person);
    let mut body = Stack::new()
        .add(0.0, masthead(&words))
        .add(16.0, title(&words, "what-you-told", &view.person)?)
        .add(14.0, facts(view, &words)?);
    for asked in &view.questions {
        body = body.add_some(10.0, question(asked, &words, view.paper.made_on)?);
    }
    let body = body.add(22.0, keep_this_paper(&words)?).add_some(10.0, draft_words(&words)?);
    let kind = words.text("report-conversation");
    let title = format!("{kind} – {}", view.person.call_name);
    let foot =
        Foot { name: view.person.call_name.clone(), kind, paper: view.paper, pictures: Pictures::Shown };
    let sheet = Sheet { title, language: words.first(), made_on: view.paper.made_on, body };
    sheet.press(phrasebook, |page, pages| foot.of_page(&words, page, pages))
}

fn facts(view: &ConversationView, words: &Words<'_>) -> Result<Row, ReportError> {
    let cells = vec![
        labelled(words, "paper-date", 30.0, date(words, view.held_on))?,
        labelled(words, "your-job-coach", 30.0, value(words, name(&view.coach)))?,
        interpreter(view, words)?,
    ];
    let cells = cells.into_iter().map(|cell| Cell::of(Width::Share(1.0), cell)).collect();
    Ok(Row::new(16.0, cells).towards(direction(words)).standing(Stand::Top).together())
}

/// The picture says whether there was one, the words below which.
fn interpreter(view: &ConversationView, words: &Words<'_>) -> Result<Row, ReportError> {
    let concept = Words::interpreter_concept(&view.interpreter);
    let detail = match view.interpreter {
        InterpreterView::Without => Stack::new(),
        InterpreterView::With { .. } => value(words, isolate(&words.interpreter(&view.interpreter))),
    };
    labelled(words, concept, 30.0, detail)
}

fn question(question: &QuestionView, words: &Words<'_>, made_on: Day) -> Result<Option<Stack>, ReportError> {
    let Some(answer) = answers::answer(&question.answer, words, made_on)? else { return Ok(None) };
    let heading = pictured(words, &question.concept, 34.0, Tag::H2, PairType::new(TITLE.sized(13.0), 9.0))?;
    let line = Drawing::rule(CONTENT_WIDTH, Colour::Line, HAIRLINE);
    let stack = Stack::tagged(Tag::Sect).add_heading(0.0, line);
    let stack = match answer {
        Answer::Beside(card) => {
            let cards = answers::CARDS_A_LINE as f32;
            let width = (CONTENT_WIDTH - (cards - 1.0) * answers::CARD_GAP) / cards;
            let card = Cell { width: Width::Points(width), ..card };
            let row = Row::new(answers::CARD_GAP, vec![Cell::of(Width::Share(1.0), heading), card]);
            stack.add(8.0, row.towards(direction(words)).standing(Stand::Middle).together())
        }
        Answer::Below(block) => stack.add_heading(8.0, heading).add(7.0, block),
    };
    let remark = question.remark.as_ref().map(|remark| written_beside(remark, words));
    Ok(Some(stack.add_some(7.0, remark)))
}

/// What a coach typed stays in its language, and is marked as the coach's.
fn written_beside(remark: &FreeText, words: &Words<'_>) -> Row {
    let side = edge(direction(words), remark.language);
    let label = words.paragraph(Tag::P, CAPTION, words.text("report-written-by-coach"));
    let label = label.aligned(edge(direction(words), words.base()));
    let text = words.free(Tag::P, LABEL.in_colour(Colour::Ink), remark).aligned(side);
    let frame = Frame { bar: Some(Colour::Line), ..Frame::default() };
    let content = Stack::new().add_heading(0.0, label).add(0.0, text);
    Row::panel(frame, Pad::new(0.0, 9.0), content).towards(direction(words))
}
