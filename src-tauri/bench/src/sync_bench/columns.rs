//! Values as raw columns, the least that anything could send: no stamps, no authors, no names.

use sync::{RecordId, Value};

/// Identifiers, then each field of all rows: numbers, lengths of texts, and the texts.
pub fn of(ids: &[RecordId], rows: &[Vec<(&'static str, Value)>]) -> Vec<u8> {
    let mut bytes: Vec<u8> = ids.iter().flat_map(|id| *id.0.as_bytes()).collect();
    for column in 0..rows[0].len() {
        let values = rows.iter().map(|row| &row[column].1);
        let mut texts = Vec::new();
        for value in values {
            let number = match value {
                Value::Null => 0,
                Value::Integer(number) => number.cast_unsigned(),
                Value::Text(text) => {
                    texts.extend_from_slice(text.as_bytes());
                    text.len() as u64
                }
                Value::Bytes(value) => {
                    texts.extend_from_slice(value);
                    value.len() as u64
                }
            };
            push_number(&mut bytes, number);
        }
        bytes.extend(texts);
    }
    bytes
}

/// Seven bits to a byte, the lowest first.
fn push_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}
