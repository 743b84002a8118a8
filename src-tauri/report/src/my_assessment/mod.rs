//! The same assessment in pictures, for the participant, who may not read: own language first and large.

mod cards;
mod next;

use phrasebook::{Phrasebook, Texts};

use crate::error::ReportError;
use crate::layout::Rendered;
use crate::layout::block::{Cell, Row, Stack, Stand, Width};
use crate::layout::sheet::Sheet;
use crate::parts::clock::appointment;
use crate::parts::foot::{Foot, Pictures};
use crate::parts::head::masthead;
use crate::parts::notes::{draft_words, keep_this_paper};
use crate::parts::pairs::{date, direction, heading, labelled, value};
use crate::parts::title::title;
use crate::parts::words::{Words, name};
use crate::view::{AgreementView, AppointmentView, Day, PaperView, PersonView, ScoreView};

/// One assessment as its participant takes it home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyAssessmentView {
    /// Whose it is.
    pub person: PersonView,
    /// Who observed.
    pub observer: String,
    /// When.
    pub observed_on: Day,
    /// When it was talked over.
    pub discussed_on: Option<Day>,
    /// The dimensions, in the order of the instrument.
    pub scores: Vec<ScoreView>,
    /// Concepts of the dimensions that will be practised.
    pub practise: Vec<String>,
    /// What was agreed.
    pub agreed: Vec<AgreementView>,
    /// When coach and participant meet again.
    pub next: Option<AppointmentView>,
    /// Date and version.
    pub paper: PaperView,
}

/// Makes the PDF.
pub fn render(
    view: &MyAssessmentView,
    phrasebook: &Phrasebook,
    texts: &Texts,
) -> Result<Rendered, ReportError> {
    let words = Words::two(phrasebook, texts, &view.person);
    let mut body = Stack::new()
        .add(0.0, masthead(&words))
        .add(16.0, title(&words, "my-assessment", &view.person)?)
        .add(14.0, facts(view, &words)?)
        .add(14.0, cards::cards(view, &words)?)
        .add_some(22.0, next::going_well(view, &words)?)
        .add_some(22.0, next::to_practise(view, &words)?)
        .add_some(22.0, next::agreements(view, &words)?);
    if let Some(next) = &view.next {
        let section = Stack::new()
            .add_heading(0.0, heading(&words, "next-appointment")?)
            .add(8.0, appointment(&words, next, view.paper.made_on)?)
            .together();
        body = body.add(22.0, section);
    }
    let body = body.add(20.0, keep_this_paper(&words)?).add_some(10.0, draft_words(&words)?);
    let kind = words.in_base("my-assessment")?.text;
    let title = format!("{kind} – {}", view.person.call_name);
    let foot =
        Foot { name: view.person.call_name.clone(), kind, paper: view.paper, pictures: Pictures::Shown };
    let sheet = Sheet { title, language: words.first(), made_on: view.paper.made_on, body };
    sheet.press(phrasebook, |page, pages| foot.of_page(&words, page, pages))
}

/// Who saw it, and when: they explain the eye and the calendar of the cards at once.
fn facts(view: &MyAssessmentView, words: &Words<'_>) -> Result<Row, ReportError> {
    let mut cells = vec![
        labelled(words, "what-the-supervisor-saw", 30.0, value(words, name(&view.observer)))?,
        labelled(words, "paper-date", 30.0, date(words, view.observed_on))?,
    ];
    if let Some(day) = view.discussed_on {
        cells.push(labelled(words, "talked-about-it-on", 30.0, date(words, day))?);
    }
    let cells = cells.into_iter().map(|cell| Cell::of(Width::Share(1.0), cell)).collect();
    Ok(Row::new(16.0, cells).towards(direction(words)).standing(Stand::Top).together())
}
