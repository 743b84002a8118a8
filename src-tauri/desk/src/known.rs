//! The form or the instrument that a record was made with, in the version it names.

use casebook::Record;
use phrasebook::{Form, Instrument, Phrasebook};

/// The form of a conversation, if this program knows it.
pub fn form_of<'a>(conversation: &Record, phrasebook: &'a Phrasebook) -> Option<&'a Form> {
    phrasebook.form(conversation.text("form")?, version(conversation, "form_version")?)
}

/// The instrument of an assessment, if this program knows it.
pub fn instrument_of<'a>(assessment: &Record, phrasebook: &'a Phrasebook) -> Option<&'a Instrument> {
    phrasebook.instrument(assessment.text("instrument")?, version(assessment, "instrument_version")?)
}

fn version(record: &Record, field: &str) -> Option<u32> {
    u32::try_from(record.integer(field)?).ok()
}
