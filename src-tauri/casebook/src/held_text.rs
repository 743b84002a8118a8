//! Text that may hold a citizen number: kept on this device as a draft, never stored in the record, never sent.

use rusqlite::{Connection, OptionalExtension};
use serde::Serialize;
use sync::{RecordId, Value};

use crate::citizen_number::{find_citizen_numbers, mask_citizen_numbers};
use crate::error::{CasebookError, Refusal};
use crate::file::Casebook;
use crate::operation::{Setting, Step, Verb};
use crate::row::{self, Row};
use crate::schema::{Field, Identity, Kind};
use crate::session::Session;
use crate::write::Applied;

/// A text that was kept back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct HeldText {
    /// Whose field.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub record: RecordId,
    /// Which field.
    pub field: &'static str,
    /// The text as it was typed.
    pub text: String,
    /// The places of what may be a citizen number, first and past the last, in UTF-16 units as screens count.
    pub marks: Vec<(usize, usize)>,
}

impl HeldText {
    pub(crate) fn new(record: RecordId, field: &'static Field, text: String) -> HeldText {
        let units = |bytes: usize| text[..bytes].encode_utf16().count();
        let marks =
            find_citizen_numbers(&text).iter().map(|range| (units(range.start), units(range.end))).collect();
        HeldText { record, field: field.name, text, marks }
    }
}

/// Keeps the texts an operation held back, and lets go of those whose field got a clean value.
pub(crate) fn keep(
    connection: &Connection,
    row: &Row,
    settings: &[Setting],
    held: &[HeldText],
) -> Result<(), CasebookError> {
    for setting in settings.iter().filter(|setting| row.holds_text && setting.field.is_scanned()) {
        connection
            .prepare_cached("DELETE FROM held_text WHERE record = ?1 AND field = ?2")?
            .execute((row.local, setting.field.number.0))?;
    }
    for text in held.iter().filter(|text| text.record == row.record) {
        if let Some(field) = row.kind.field(text.field) {
            connection
                .prepare_cached("INSERT OR REPLACE INTO held_text (record, field, text) VALUES (?1, ?2, ?3)")?
                .execute((row.local, field.number.0, &text.text))?;
        }
    }
    Ok(())
}

/// The texts held back of one record.
pub(crate) fn list(connection: &Connection, row: &Row) -> Result<Vec<HeldText>, CasebookError> {
    let mut statement =
        connection.prepare_cached("SELECT field, text FROM held_text WHERE record = ?1 ORDER BY field")?;
    let found = statement
        .query_map([row.local], |found| Ok((found.get::<_, u16>(0)?, found.get::<_, String>(1)?)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(found
        .into_iter()
        .filter_map(|(number, text)| {
            Some(HeldText::new(row.record, row.kind.field_numbered(sync::FieldNumber(number))?, text))
        })
        .collect())
}

/// Nothing is closed or signed while a text of it, or of a part of it, is held back.
pub(crate) fn check_none(connection: &Connection, row: &Row) -> Result<(), CasebookError> {
    let found: Option<i64> = connection
        .prepare_cached(
            "SELECT 1 FROM held_text WHERE record = ?1
             UNION ALL SELECT 1 FROM held_text JOIN score ON score.id = held_text.record WHERE score.parent = ?1
             UNION ALL SELECT 1 FROM held_text JOIN answer ON answer.id = held_text.record WHERE answer.parent = ?1
             LIMIT 1",
        )?
        .query_row([row.local], |found| found.get(0))
        .optional()?;
    if found.is_some() { Err(Refusal::TextHeldBack.into()) } else { Ok(()) }
}

impl Casebook {
    /// Stores a held-back text with its digits masked.
    pub fn mask_held_text(
        &mut self,
        session: &Session,
        record: RecordId,
        field: &str,
    ) -> Result<Applied, CasebookError> {
        let place = row::find_place(&self.connection, record)?.ok_or(Refusal::NotFound)?;
        let held = row::get_row(&self.connection, place.kind, place.local)?;
        let text = list(&self.connection, &held)?
            .into_iter()
            .find(|text| text.field == field)
            .ok_or(Refusal::NotFound)?;
        let field = place.kind.field(text.field).ok_or(Refusal::NotFound)?;
        let mut step = Step::new(verb_that_changes(place.kind), place.kind);
        step.record = Some(record);
        let value = Value::Text(mask_citizen_numbers(&text.text));
        step.settings.push(Setting { field, value, seen: held.stamps.stamp(field.number) });
        self.write(session, step.into())
    }
}

/// The verb that gives a record of this kind other values.
pub(crate) fn verb_that_changes(kind: &Kind) -> Verb {
    match kind.identity {
        Identity::Given => Verb::Change,
        Identity::Element => Verb::Put,
    }
}
