//! What was agreed, as a list.

use crate::error::ReportError;
use crate::layout::block::{Cell, Row, Stack, Stand, Width};
use crate::layout::drawing::{Drawing, Outline};
use crate::layout::paragraph::Paragraph;
use crate::layout::structure::Tag;
use crate::layout::style::{BODY, Colour, LABEL, TITLE};
use crate::view::AgreementView;

use super::words::Words;

/// A heading and the agreements; nothing when there are none.
pub(crate) fn agreed(words: &Words<'_>, agreed: &[AgreementView]) -> Result<Option<Stack>, ReportError> {
    if agreed.is_empty() {
        return Ok(None);
    }
    let list =
        agreed.iter().fold(Stack::tagged(Tag::List), |list, agreement| list.add(5.0, item(words, agreement)));
    Ok(Some(Stack::new().add_heading(0.0, heading(words, "we-agreed")?).add(4.0, list)))
}

/// A section heading, with the same words of the person's language at the other side.
pub(crate) fn heading(words: &Words<'_>, concept: &str) -> Result<Row, ReportError> {
    let base = words.in_base(concept)?.set(Tag::H2, TITLE).tight();
    let mut cells = vec![Cell::of(Width::Share(1.0), base)];
    if let Some(own) = words.in_own(concept) {
        cells.push(Cell::of(Width::Share(1.0), own.set(Tag::P, TITLE).tight()));
    }
    Ok(Row::new(18.0, cells).standing(Stand::Baseline).together())
}

/// Who does it, and before when.
pub(crate) fn details(words: &Words<'_>, agreement: &AgreementView) -> Paragraph {
    let mut details = Vec::new();
    if let Some(who) = &agreement.who {
        details.push(words.text_with("report-agreed-who", &[("name", who.into())]));
    }
    if let Some(before) = agreement.before {
        let date = words.long_date(before);
        details.push(words.text_with("report-agreed-before", &[("date", (&date).into())]));
    }
    words.paragraph(Tag::P, LABEL, details.join("  "))
}

fn item(words: &Words<'_>, agreement: &AgreementView) -> Stack {
    let what = words.free(Tag::P, BODY, &agreement.what);
    let pane = Outline::Rect { x: 0.0, y: 4.6, width: 5.0, height: 4.4, radius: 1.0 };
    let bullet = Drawing::new(5.0, 11.0).shape(pane, Some(Colour::Action), None);
    let content = Stack::tagged(Tag::ListBody).add(0.0, what).add(0.0, details(words, agreement));
    let row = Row::new(
        7.0,
        vec![
            Cell::of(Width::Points(5.0), bullet),
            Cell::new(Width::Share(1.0), Stack::new().add(0.0, content)),
        ],
    );
    Stack::tagged(Tag::ListItem).add(0.0, row)
}
