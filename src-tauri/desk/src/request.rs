//! Operations as screens and scripts write them.

use std::collections::BTreeMap;

use casebook::{Operation, Refusal, StepRequest};
use serde::{Deserialize, Serialize};
use sync::Value;

/// A value as it is written: text, a whole number, yes or no, or nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(untagged)]
pub enum GivenValue {
    /// Nothing: the field becomes empty.
    Null,
    /// Yes or no, for a flag.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
}

/// One step: an operation's name, the record it is about, and new values.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct StepFields {
    /// kind.verb
    pub op: String,
    /// Id of the record; a new one may bring its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub id: Option<String>,
    /// Id of the record it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub parent: Option<String>,
    /// Element within the parent's set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub element: Option<String>,
    /// New values by field name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub fields: BTreeMap<String, GivenValue>,
    /// Stamps of the values that were on the screen, by field name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub seen: BTreeMap<String, Option<String>>,
}

/// A named operation: its first step, and the steps that happen together with it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "specta", derive(specta::Type))]
#[serde(deny_unknown_fields)]
pub struct OperationRequest {
    /// kind.verb
    pub op: String,
    /// Id of the record; a new one may bring its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub id: Option<String>,
    /// Id of the record it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub parent: Option<String>,
    /// Element within the parent's set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub element: Option<String>,
    /// New values by field name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub fields: BTreeMap<String, GivenValue>,
    /// Stamps of the values that were on the screen, by field name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub seen: BTreeMap<String, Option<String>>,
    /// Steps that happen together with the first one, or not at all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "specta", specta(optional))]
    pub with: Vec<StepFields>,
}

impl From<GivenValue> for Value {
    fn from(value: GivenValue) -> Value {
        match value {
            GivenValue::Null => Value::Null,
            GivenValue::Flag(flag) => Value::Integer(i64::from(flag)),
            GivenValue::Integer(number) => Value::Integer(number),
            GivenValue::Text(text) => Value::Text(text),
        }
    }
}

impl From<StepFields> for StepRequest {
    fn from(step: StepFields) -> StepRequest {
        StepRequest {
            op: step.op,
            id: step.id,
            parent: step.parent,
            element: step.element,
            fields: step.fields.into_iter().map(|(name, value)| (name, value.into())).collect(),
            seen: step.seen,
        }
    }
}

/// The operation of a request, if its names exist.
pub fn read_request(request: OperationRequest) -> Result<Operation, Refusal> {
    let OperationRequest { op, id, parent, element, fields, seen, with } = request;
    let first = StepFields { op, id, parent, element, fields, seen };
    Operation::read(std::iter::once(first).chain(with).map(StepRequest::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<OperationRequest, String> {
        serde_json::from_str(line).map_err(|error| error.to_string())
    }

    #[test]
    fn a_line_of_a_script_is_an_operation() {
        let line = r#"{"op":"participant.add","fields":{"call_name":"Selam","has_diploma":true,"school_years":8},
            "with":[{"op":"note.add","parent":"0190a1b2-0000-7000-8000-000000000001","fields":{"text":null}}]}"#;
        let operation = read_request(read(line).unwrap()).unwrap();
        assert_eq!(operation.name(), "participant.add");
        let values: Vec<_> =
            operation.steps[0].settings.iter().map(|setting| setting.value.clone()).collect();
        assert_eq!(values, [Value::Text("Selam".into()), Value::Integer(1), Value::Integer(8)]);
        assert_eq!(operation.steps.len(), 2);
    }

    #[test]
    fn a_misspelt_key_is_refused_instead_of_ignored() {
        assert!(read(r#"{"op":"participant.add","field":{}}"#).unwrap_err().contains("field"));
        assert!(read(r#"{"op":"participant.add","fields":{"school_years":1.5}}"#).is_err());
    }
}
