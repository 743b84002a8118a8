//! What a field accepts, and how a value is put into and taken out of a row.

use chrono::NaiveDate;
use rusqlite::types::{ToSqlOutput, ValueRef};
use sync::Value;
use sync::blob::BlobReference;

use crate::error::{Refusal, ValueProblem};
use crate::schema::{Field, Shape};

/// First and last instant that a moment field takes: the years 1900 and 9999.
const MOMENTS: (i64, i64) = (-2_208_988_800_000, 253_402_300_799_999);

/// The value as it will be stored: lines are trimmed and lose invisible direction marks; empty text is no value;
/// References are checked where the records are, and content is put where it stands.
pub(crate) fn accept(field: &'static Field, value: Value) -> Result<Value, Refusal> {
    let value = match (field.shape, value) {
        (Shape::Line(_) | Shape::Contact(_), Value::Text(text)) => text_or_null(clean_line(&text)),
        (Shape::Prose(_), Value::Text(text)) if text.trim().is_empty() => Value::Null,
        (_, Value::Text(text)) if text.is_empty() => Value::Null,
        (_, other) => other,
    };
    problem_of(field.shape, &value)
        .map_or(Ok(value), |reason| Err(Refusal::WrongValue { field: field.name, reason }))
}

fn text_or_null(text: String) -> Value {
    if text.is_empty() { Value::Null } else { Value::Text(text) }
}

/// Direction overrides and zero-width spaces can make one name look like another; joiners belong to some scripts.
fn clean_line(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| {
            !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        })
        .collect();
    kept.trim().to_owned()
}

pub(crate) fn problem_of(shape: Shape, value: &Value) -> Option<ValueProblem> {
    match (shape, value) {
        (_, Value::Null) => None,
        (Shape::Line(most) | Shape::Contact(most), Value::Text(text)) => text_problem(text, most, false),
        (Shape::Prose(most), Value::Text(text)) => text_problem(text, most, true),
        (Shape::Line(_) | Shape::Contact(_) | Shape::Prose(_), _) => Some(ValueProblem::NotText),
        (Shape::Integer(least, most), Value::Integer(number)) if (least..=most).contains(number) => None,
        (Shape::Integer(least, most), _) => Some(ValueProblem::OutOfRange { least, most }),
        (Shape::Flag, Value::Integer(0 | 1)) => None,
        (Shape::Flag, _) => Some(ValueProblem::NotAFlag),
        (Shape::Day, Value::Text(text)) if is_day(text) => None,
        (Shape::Day, _) => Some(ValueProblem::NotADay),
        (Shape::Moment, Value::Integer(moment)) if (MOMENTS.0..=MOMENTS.1).contains(moment) => None,
        (Shape::Moment, _) => Some(ValueProblem::NotAMoment),
        (Shape::Choice(choices), Value::Text(text)) if choices.contains(&text.as_str()) => None,
        (Shape::Choice(choices), _) => Some(ValueProblem::NotAChoice(choices)),
        (Shape::Reference(_), Value::Text(_) | Value::Bytes(_)) => None,
        (Shape::Reference(kind), Value::Integer(_)) => Some(ValueProblem::NotAReference(kind)),
        (Shape::Blob(most), Value::Text(text)) if text.len() > most => Some(ValueProblem::TooLong { most }),
        (Shape::Blob(_), Value::Text(_)) => None,
        (Shape::Blob(_), value) if BlobReference::of(value).is_some() => None,
        (Shape::Blob(_), _) => Some(ValueProblem::NotContent),
    }
}

fn text_problem(text: &str, most: usize, lines: bool) -> Option<ValueProblem> {
    if text.chars().any(|c| c.is_control() && !(lines && matches!(c, '\n' | '\t' | '\r'))) {
        Some(ValueProblem::ControlCharacters)
    } else if text.chars().count() > most {
        Some(ValueProblem::TooLong { most })
    } else {
        None
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// A value on its way into a row.
pub(crate) struct Stored<'a>(pub &'a Value);

impl rusqlite::ToSql for Stored<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// A value on its way out of a row.
pub(crate) fn from_row(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Text(number.to_string()),
        // Checking a whole text is faster than looking for its faults, of which there are hardly ever any.
        ValueRef::Text(bytes) => Value::Text(
            str::from_utf8(bytes)
                .map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), ToOwned::to_owned),
        ),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Kind;

    fn accepted(kind: &str, field: &str, value: impl Into<String>) -> Result<Value, Refusal> {
        accept(Kind::named(kind).unwrap().field(field).unwrap(), Value::Text(value.into()))
    }

    #[test]
    fn impossible_days_are_refused_and_real_ones_kept() {
        assert_eq!(accepted("participant", "arrived_on", "2016-02-29"), Ok(Value::Text("2016-02-29".into())));
        for wrong in ["2015-02-29", "2016-11-31", "2016-1-1", "31-12-2016", "gisteren"] {
            assert!(accepted("participant", "arrived_on", wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_keeps_its_joiners_and_loses_what_could_disguise_it() {
        assert_eq!(
            accepted("participant", "call_name", " \u{202e}Sa\u{200b}mir\u{200f} "),
            Ok(Value::Text("Samir".into()))
        );
        assert_eq!(
            accepted("participant", "own_script_name", "عبد\u{200c}الله"),
            Ok(Value::Text("عبد\u{200c}الله".into()))
        );
        assert_eq!(accepted("participant", "call_name", "  "), Ok(Value::Null));
    }

    #[test]
    fn a_note_of_ten_thousand_characters_is_kept_whole() {
        let long = "ሰ".repeat(10_000);
        assert_eq!(accepted("note", "text", long.clone()), Ok(Value::Text(long)));
        assert!(accepted("note", "text", "x".repeat(20_001)).is_err());
    }
}
