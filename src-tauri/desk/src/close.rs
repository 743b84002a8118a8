//! Operations that need more than the casebook: closing a conversation, whose form says which facts its answers hold.

use casebook::conversation::{self, Fact};
use casebook::{Applied, Casebook, CasebookError, Reading, Record, Refusal, Session, Step, Verb};
use phrasebook::{Answer, Phrasebook};
use sync::RecordId;

use crate::known::form_of;
use crate::request::{OperationRequest, read_request};

/// Applies an operation as screens and scripts write it.
pub fn apply(
    casebook: &mut Casebook,
    session: &Session,
    phrasebook: &Phrasebook,
    request: OperationRequest,
) -> Result<Applied, CasebookError> {
    let operation = read_request(request)?;
    match operation.steps.as_slice() {
        [step] if is_close(step) => {
            close_conversation(casebook, session, phrasebook, step.record.ok_or(Refusal::Missing("id"))?)
        }
        _ => casebook.write(session, operation),
    }
}

/// Whether a step closes a conversation, and so brings its facts along.
pub fn is_close(step: &Step) -> bool {
    step.kind.name == "conversation" && step.verb == Verb::Close
}

/// Closes a conversation after everything was read back.
pub fn close_conversation(
    casebook: &mut Casebook,
    session: &Session,
    phrasebook: &Phrasebook,
    id: RecordId,
) -> Result<Applied, CasebookError> {
    let page = conversation::page(&casebook.read(session), id)?;
    // A form this program does not know holds no facts; the answers stay as they are.
    let facts = form_of(&page.record, phrasebook)
        .map(|form| form.facts(&answers(&casebook.read(session), &page.answers)))
        .unwrap_or_default();
    let facts: Vec<Fact> = facts
        .into_iter()
        .map(|fact| Fact { kind: fact.kind, element: fact.element, field: fact.field, value: fact.value })
        .collect();
    casebook.close_conversation(session, id, &facts)
}

/// Answers as the form reads them.
pub(crate) fn answers(reading: &Reading, records: &[Record]) -> Vec<Answer> {
    records
        .iter()
        .map(|record| Answer {
            question: record.text("question").unwrap_or_default().to_owned(),
            card: record.text("card").unwrap_or_default().to_owned(),
            choice: record.text("choice").map(str::to_owned),
            number: record.integer("number"),
            text: record.text("text").map(str::to_owned),
            on: reading.day_at(record.integer("answered_at").unwrap_or(0)).to_string(),
        })
        .collect()
}
