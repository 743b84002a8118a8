//! How a person is named on a screen.

use serde::Serialize;
use sync::{RecordId, Value};

use crate::row::Row;
use crate::rules::text;

/// A participant, as lists and heads name one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
pub struct Person {
    /// Id of the participant.
    #[cfg_attr(feature = "specta", specta(type = String))]
    pub id: RecordId,
    /// The name as on the pass, or what there is.
    pub name: String,
    /// What the person wants to be called, or what there is.
    pub call_name: String,
    /// One or two letters.
    pub initials: String,
}

impl Person {
    /// A person of the parts of a name.
    pub fn new(
        id: RecordId,
        official_name: Option<&str>,
        call_name: Option<&str>,
        otherwise: Option<&str>,
    ) -> Person {
        let present =
            |name: Option<&str>| name.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        let call_name = present(call_name);
        let otherwise = present(otherwise).unwrap_or_else(|| "…".to_owned());
        let name = present(official_name).or_else(|| call_name.clone()).unwrap_or(otherwise);
        let call_name =
            call_name.unwrap_or_else(|| name.split_whitespace().next().unwrap_or(&name).to_owned());
        Person { id, initials: initials(&name), call_name, name }
    }

    pub(crate) fn of(row: &Row) -> Person {
        let field = |name: &str| text(row.value(name));
        Person::new(
            row.record,
            field("official_name").as_deref(),
            field("call_name").as_deref(),
            field("own_script_name").or_else(|| field("client_number")).as_deref(),
        )
    }
}

/// The first letters of the first and the last part of a name.
pub fn initials(name: &str) -> String {
    let mut letters = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter_map(|part| part.chars().find(|c| c.is_alphanumeric()));
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).flat_map(char::to_uppercase).collect()
}

/// A day out of a value.
pub(crate) fn day(value: Value) -> Option<chrono::NaiveDate> {
    text(value)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(official: Option<&str>, call: Option<&str>) -> Person {
        Person::new(RecordId::default(), official, call, Some("K7Q2M9X"))
    }

    #[test]
    fn somebody_with_one_name_or_none_still_has_one_on_screen() {
        assert_eq!(person(Some("Samir Al-Khatib"), Some("Samir")).initials, "SK");
        assert_eq!(person(None, Some("Zahra")).name, "Zahra");
        assert_eq!(person(Some("Selam Tesfay Gebre"), None).call_name, "Selam");
        assert_eq!(person(None, None).name, "K7Q2M9X");
        assert_eq!(person(Some("سمير الخطيب"), None).initials, "سا");
    }
}
