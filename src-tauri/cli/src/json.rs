//! Records and values as JSON.

use casebook::export::Exported;
use casebook::operation::write_stamp;
use serde_json::{Map, Value as Json, json};
use sync::Value;

/// A value; bytes that are text as text, other bytes in hexadecimal.
pub fn value(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Integer(number) => json!(number),
        Value::Text(text) => json!(text),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => json!(text),
            Err(_) => json!(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()),
        },
    }
}

/// A record as a line of a dump.
pub fn record(record: &Exported, stamps: bool) -> Json {
    let mut line = Map::new();
    line.insert("kind".into(), json!(record.kind.name));
    line.insert("id".into(), json!(record.id.to_string()));
    if let Some(parent) = record.parent {
        line.insert("parent".into(), json!(parent.to_string()));
    }
    if let Some(element) = &record.element {
        line.insert("element".into(), json!(element));
    }
    if record.removed {
        line.insert("removed".into(), json!(true));
    }
    let filled = record.fields.iter().filter(|(_, value, _)| *value != Value::Null);
    line.insert(
        "fields".into(),
        filled.map(|(name, filled, _)| ((*name).to_owned(), value(filled))).collect(),
    );
    if stamps {
        let stamped = record.fields.iter().filter_map(|(name, _, stamp)| Some((*name, (*stamp)?)));
        line.insert(
            "stamps".into(),
            stamped.map(|(name, stamp)| (name.to_owned(), json!(write_stamp(stamp)))).collect(),
        );
    }
    Json::Object(line)
}
