//! The recovery sheet: the one paper that opens a casebook when every passphrase is lost.

use phrasebook::{Phrasebook, Texts};

use crate::error::ReportError;
use crate::layout::Rendered;
use crate::layout::block::{Block, Cell, Frame, Pad, Row, Stack, Stand, Width};
use crate::layout::drawing::{Drawing, Stroke};
use crate::layout::paragraph::Paragraph;
use crate::layout::sheet::Sheet;
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, CAPTION, CONTENT_WIDTH, Colour, HAIRLINE, LABEL, PAGE, STRONG, TITLE};
use crate::parts::foot::{Foot, Pictures};
use crate::parts::head::{Fact, facts, masthead};
use crate::parts::words::{Words, name};
use crate::view::PaperView;

/// Characters in a group; more cannot be copied by hand without losing the place.
const MOST_CHARACTERS: usize = 8;
/// Groups on the sheet.
const MOST_GROUPS: usize = 32;
/// Groups in a line.
const GROUPS_A_LINE: usize = 4;

/// A recovery key in the groups it is written in.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryKey(Vec<String>);

impl RecoveryKey {
    /// Takes 1 to 32 groups of 1 to 8 capitals and digits.
    pub fn new(groups: Vec<String>) -> Result<RecoveryKey, ReportError> {
        let is_group = |group: &String| {
            (1..=MOST_CHARACTERS).contains(&group.len())
                && group.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        };
        if (1..=MOST_GROUPS).contains(&groups.len()) && groups.iter().all(is_group) {
            Ok(RecoveryKey(groups))
        } else {
            Err(ReportError::OutOfRange { field: "recovery key" })
        }
    }
}

impl std::fmt::Debug for RecoveryKey {
    /// The key never ends up in a log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RecoveryKey({} groups)", self.0.len())
    }
}

/// What the sheet says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryView {
    /// The casebook the key opens.
    pub casebook_name: String,
    /// Who is responsible for the paper.
    pub holder: String,
    /// The key.
    pub key: RecoveryKey,
    /// Date and version; a new key is a new version.
    pub paper: PaperView,
}

/// Makes the PDF.
pub fn render(view: &RecoveryView, phrasebook: &Phrasebook, texts: &Texts) -> Result<Rendered, ReportError> {
    let words = Words::one(phrasebook, texts);
    let title = words.text("report-recovery-title");
    let body = Stack::new()
        .add(0.0, masthead(&words))
        .add(22.0, words.paragraph(Tag::H1, PAGE, &title).tight())
        .add(6.0, words.paragraph(Tag::P, BODY.sized(11.5), words.text("report-recovery-lead")).even())
        .add(16.0, facts(&words, facts_of(view, &words)))
        .add(20.0, key(view, &words))
        .add(22.0, when_to_use(&words))
        .add(20.0, keeping(&words))
        .add(20.0, place_to_write(&words));
    let foot = Foot {
        name: view.casebook_name.clone(),
        kind: title.clone(),
        paper: view.paper,
        pictures: Pictures::None,
    };
    let title = format!("{title} – {}", view.casebook_name);
    let sheet = Sheet { title, language: words.base(), made_on: view.paper.made_on, body };
    sheet.press(phrasebook, |page, pages| foot.of_page(&words, page, pages))
}

fn facts_of(view: &RecoveryView, words: &Words<'_>) -> Vec<Fact> {
    let fact = |label: &str, value: String| Fact { label: words.text(label), value, own: None };
    vec![
        fact("report-recovery-casebook", name(&view.casebook_name)),
        fact("report-recovery-holder", name(&view.holder)),
        fact("report-recovery-made", words.long_date(view.paper.made_on)),
    ]
}

/// The groups in lines of four, each character in a cell of its own, each group with its number.
fn key(view: &RecoveryView, words: &Words<'_>) -> Row {
    let longest = view.key.0.iter().map(String::len).max().unwrap_or(1) as f32;
    let column = (CONTENT_WIDTH - 40.0) / GROUPS_A_LINE as f32;
    // As large as four groups in a line allow, and no larger than what is comfortable to copy.
    let pitch = ((column - 24.0) / longest).min(20.0);
    let mut lines = Stack::new();
    for (line, groups) in view.key.0.chunks(GROUPS_A_LINE).enumerate() {
        let cells = (0..GROUPS_A_LINE)
            .map(|place| {
                let content = groups
                    .get(place)
                    .map(|group| group_line(words, line * GROUPS_A_LINE + place + 1, group, pitch));
                Cell::new(Width::Share(1.0), Stack::new().add_some(0.0, content))
            })
            .collect();
        lines = lines.add(if line == 0 { 0.0 } else { 10.0 }, Row::new(0.0, cells));
    }
    let frame = Frame { stroke: Some(Stroke::solid(Colour::Ink, 1.2)), radius: 8.0, ..Frame::default() };
    Row::panel(frame, Pad::new(16.0, 20.0), lines).together()
}

fn group_line(words: &Words<'_>, number: usize, group: &str, pitch: f32) -> Row {
    let size = pitch * 0.95;
    let characters = words.paragraph(Tag::P, PAGE.sized(size), group).in_cells(pitch);
    let number = words.paragraph(Tag::P, CAPTION, number.to_string());
    Row::new(4.0, vec![Cell::of(Width::Points(12.0), number), Cell::of(Width::Natural, characters)])
        .standing(Stand::Baseline)
}

fn when_to_use(words: &Words<'_>) -> Stack {
    let steps = ["report-recovery-step-1", "report-recovery-step-2", "report-recovery-step-3"];
    section(words, "report-recovery-when", &steps)
}

fn keeping(words: &Words<'_>) -> Stack {
    let rules = ["report-recovery-keep-1", "report-recovery-keep-2", "report-recovery-keep-3"];
    section(words, "report-recovery-keep", &rules)
}

/// A heading and numbered lines.
fn section(words: &Words<'_>, heading: &str, lines: &[&str]) -> Stack {
    let mut list = Stack::tagged(Tag::List);
    for (index, line) in lines.iter().enumerate() {
        let number = words.paragraph(Tag::P, STRONG.in_colour(Colour::ActionInk), (index + 1).to_string());
        let text =
            Stack::tagged(Tag::ListBody).add(0.0, words.paragraph(Tag::P, BODY, words.text(line)).even());
        let row = Row::new(
            8.0,
            vec![
                Cell::of(Width::Points(10.0), number),
                Cell::new(Width::Share(1.0), Stack::new().add(0.0, text)),
            ],
        )
        .standing(Stand::Baseline);
        list = list.add(3.0, Stack::tagged(Tag::ListItem).add(0.0, row));
    }
    Stack::new()
        .add_heading(0.0, words.paragraph(Tag::H2, TITLE, words.text(heading)))
        .add(2.0, list)
        .together()
}

/// Lines to write on: a paper nobody can find is no key.
fn place_to_write(words: &Words<'_>) -> Stack {
    let line = |label: &str| -> Block {
        let rule = Drawing::rule(CONTENT_WIDTH, Colour::Edge, HAIRLINE);
        let label: Paragraph = words.paragraph(Tag::P, LABEL, words.text(label));
        Stack::new().add(24.0, rule).add(3.0, label).into()
    };
    Stack::new()
        .add_heading(0.0, words.paragraph(Tag::H2, TITLE, words.text("report-recovery-place")))
        .add(4.0, line("report-recovery-place-where"))
        .add(2.0, line("report-recovery-place-who"))
        .together()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_groups_of_capitals_and_digits_and_is_never_shown_in_a_log() {
        assert!(RecoveryKey::new(Vec::new()).is_err());
        assert!(RecoveryKey::new(vec!["ABCDEFGHI".to_owned()]).is_err());
        assert!(RecoveryKey::new(vec!["ab12".to_owned()]).is_err());
        let key = RecoveryKey::new(vec!["K7QM".to_owned(), "42XY".to_owned()]).expect("a key");
        assert_eq!(format!("{key:?}"), "RecoveryKey(2 groups)");
    }
}
